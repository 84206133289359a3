//! Running words of unlabelled news, for the word vectors: only counts of neighbours are ever kept of them.
//!
//! Reads JSON lines (every string longer than forty characters that has a space) and plain text; splits words about as the treebank
//! does, clitics apart.

use anyhow::{Context, Result};
use counterclaim::grammar::feature;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The folded words of all files under `paths`, in the order of the file names; files that are absent are skipped.
pub fn words(paths: &[PathBuf]) -> Result<Vec<String>> {
    let mut words = Vec::new();
    each(paths, &mut |text| split(text, &mut words))?;
    Ok(words)
}

/// Hands on every text of all files under `paths`.
pub fn each(paths: &[PathBuf], take: &mut dyn FnMut(&str)) -> Result<()> {
    let mut files = Vec::new();
    for path in paths {
        list(path, &mut files)?;
    }
    for file in files {
        let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        if file.extension().is_some_and(|e| e == "jsonl") {
            for line in text.lines() {
                if let Ok(value) = serde_json::from_str(line) {
                    strings(&value, take);
                }
            }
        } else {
            take(&text);
        }
    }
    Ok(())
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_dir() {
        let mut inside = std::fs::read_dir(path)?.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
        inside.sort();
        inside.iter().try_for_each(|p| list(p, files))?;
    } else if path.is_file() && path.extension().is_some_and(|e| e == "jsonl" || e == "txt") {
        files.push(path.to_owned());
    }
    Ok(())
}

fn strings(value: &Value, take: &mut dyn FnMut(&str)) {
    match value {
        Value::String(s) if s.len() > 40 && s.contains(' ') => take(s),
        Value::Array(items) => items.iter().for_each(|v| strings(v, take)),
        Value::Object(fields) => fields.values().for_each(|v| strings(v, take)),
        _ => {}
    }
}

/// Splits at spaces, then takes punctuation off both ends, hyphens apart, clitics off the end.
fn split(text: &str, words: &mut Vec<String>) {
    let mut folded = String::new();
    let mut push = |piece: &str, words: &mut Vec<String>| {
        if !piece.is_empty() {
            feature::fold(piece, &mut folded);
            words.push(folded.clone());
        }
    };
    for chunk in text.split_whitespace() {
        let chunk = chunk.to_lowercase().replace('’', "'");
        let mut core = chunk.as_str();
        let mark = |c: char| !c.is_alphanumeric() && c != '\'' && c != '$' && c != '%';
        while let Some(c) = core.chars().next().filter(|&c| mark(c)) {
            push(&core[..c.len_utf8()], words);
            core = &core[c.len_utf8()..];
        }
        let mut tail = Vec::new();
        while let Some(c) = core.chars().next_back().filter(|&c| mark(c)) {
            let abbreviation = c == '.' && core[..core.len() - 1].contains('.');
            if abbreviation {
                break;
            }
            let at = core.len() - c.len_utf8();
            tail.push(&core[at..]);
            core = &core[..at];
        }
        let clitic = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"].into_iter().find(|c| core.len() > c.len() && core.ends_with(c));
        let (stem, clitic) = core.split_at(core.len() - clitic.map_or(0, str::len));
        for (i, piece) in stem.split('-').enumerate() {
            if i > 0 {
                push("-", words);
            }
            push(piece, words);
        }
        push(clitic, words);
        tail.iter().rev().for_each(|mark| push(mark, words));
    }
}
