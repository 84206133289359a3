//! Names that sound alike: one key for the ways in which the press writes Russian, Arabic, Persian, Turkic and Armenian names.
//!
//! "Pashinyan" and "Pashinian", "Aliyev" and "Aliev", "Zelensky" and "Zelenskyy", "Mohammed" and "Muhammad" have one key. A key that two
//! parties would share ("Nigerian", "Nigerien") counts for neither. The surprising decision: vowels count little (`e` as `a`, `o` as `u`) and consonants much, since that is how
//! transliterations differ; a word of less than five letters has no key, because what is left of it would be chance.

use std::collections::BTreeMap;

/// Letters, and how they sound; longer ones first.
const SOUNDS: &[(&str, &str)] = &[
    ("dzh", "j"),
    ("tch", "ch"),
    ("ae", "ai"),
    ("ck", "k"),
    ("dh", "d"),
    ("dj", "j"),
    ("ee", "i"),
    ("gh", "g"),
    ("kh", "k"),
    ("oo", "u"),
    ("ou", "u"),
    ("ph", "f"),
    ("qu", "k"),
    ("th", "t"),
    ("e", "a"),
    ("o", "u"),
    ("q", "k"),
    ("w", "v"),
    ("x", "ks"),
    ("y", "i"),
];

/// The shortest word and the shortest key.
const LEAST: usize = 5;

/// The key of a folded word, appended to `to`; nothing for a word too short, or not of letters alone.
pub(super) fn ear_into(folded: &str, to: &mut String) {
    if folded.len() < LEAST || !folded.bytes().all(|b| b.is_ascii_lowercase()) {
        return;
    }
    let start = to.len();
    let mut rest = folded;
    while let Some(letter) = rest.get(..1) {
        let (written, sound) = SOUNDS.iter().find(|(written, _)| rest.starts_with(written)).copied().unwrap_or((letter, letter));
        // Doubled letters sound as one, and so do two spellings of one sound that meet ("-iye-", "-yy").
        for c in sound.chars() {
            if !to[start..].ends_with(c) {
                to.push(c);
            }
        }
        rest = &rest[written.len()..];
    }
    if to[start..].ends_with("ah") || to[start..].ends_with("ih") {
        to.pop();
    }
    // "Karabagh", "Karabakh".
    if to.ends_with('g') {
        to.pop();
        to.push('k');
    }
    if to.len() - start < LEAST {
        to.truncate(start);
    }
}

/// The keys of the words that are the whole name of two parties, or of one party in two uses.
pub(super) fn shared<'a>(names: impl Iterator<Item = (&'a str, usize)>) -> Vec<String> {
    let (mut first, mut shared) = (BTreeMap::new(), Vec::new());
    for (name, owner) in names {
        let key = by_ear(name.trim_start_matches('='));
        if !key.contains(' ') && *first.entry(key.clone()).or_insert(owner) != owner {
            shared.push(key);
        }
    }
    shared
}

/// The key by which two spellings of one name are alike: that of every word, or the folded word where it has none.
pub fn by_ear(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in super::fold(name).split(' ') {
        if !key.is_empty() {
            key.push(' ');
        }
        let start = key.len();
        ear_into(word, &mut key);
        if key.len() == start {
            key.push_str(word);
        }
    }
    key
}
