//! "Did you mean": the nearest name to one that was mistyped.

use std::path::{Path, PathBuf};

/// The candidate most like `typed`, if one is near enough to be meant.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let scored = candidates.into_iter().map(|name| (strsim::jaro_winkler(&typed, &name.to_lowercase()), name));
    // The first of the equally near, so that the answer does not depend on chance.
    scored.filter(|(score, _)| *score > 0.8).reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, name)| name)
}

/// "; did you mean …?", or nothing.
pub fn did_you_mean<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(typed, candidates).map_or_else(String::new, |name| format!("; did you mean {name}?"))
}

/// The path that was meant by one that does not exist: the nearest name in the same folder.
pub fn path(typed: &Path) -> Option<PathBuf> {
    let folder = typed.parent().filter(|parent| !parent.as_os_str().is_empty());
    let listed = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> = listed.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let meant = nearest(typed.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    // A link that leads nowhere is itself among the names.
    Some(folder.map_or_else(|| PathBuf::from(meant), |folder| folder.join(meant))).filter(|meant| meant != typed)
}

/// What to add to the news that a path does not exist.
pub fn for_path(typed: &Path) -> String {
    if typed.exists() || typed.as_os_str() == "-" {
        return String::new();
    }
    let commands = ["read", "tolls", "claims", "disputes", "why", "explain", "mentions", "export", "verify", "diff", "forget", "backup", "check"];
    let word = typed.to_str().and_then(|typed| nearest(typed, commands));
    match (path(typed), word) {
        (Some(meant), _) => format!("; did you mean {}?", meant.display()),
        (None, Some(word)) => format!("; did you mean the command `{word}`?"),
        (None, None) => String::new(),
    }
}
