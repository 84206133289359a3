//! Names that sound alike: one key for the ways in which the press writes Russian, Arabic, Persian, Turkic and Armenian names.
//!
//! "Pashinyan" and "Pashinian", "Aliyev" and "Aliev", "Zelensky" and "Zelenskyy", "Mohammed" and "Muhammad" have one key. A key that two
//! parties would share ("Nigerian", "Nigerien") counts for neither. The surprising decision: vowels count little (`e` as `a`, `o` as `u`)
//! and consonants much, since that is how transliterations differ; a word of less than five letters has no key, because what is left of it
//! would be chance.

use std::collections::BTreeMap;

/// How the letters at the head of a word sound, and how many of them sound so; longer ones first.
fn sound(letters: &[u8]) -> (&'static str, usize) {
    match letters {
        [b'd', b'z', b'h', ..] => ("j", 3),
        [b't', b'c', b'h', ..] => ("ch", 3),
        [b'a', b'e', ..] => ("ai", 2),
        [b'c', b'k', ..] | [b'k', b'h', ..] | [b'q', b'u', ..] => ("k", 2),
        [b'd', b'h', ..] => ("d", 2),
        [b'd', b'j', ..] => ("j", 2),
        [b'e', b'e', ..] => ("i", 2),
        [b'g', b'h', ..] => ("g", 2),
        [b'o', b'o', ..] | [b'o', b'u', ..] => ("u", 2),
        [b'p', b'h', ..] => ("f", 2),
        [b't', b'h', ..] => ("t", 2),
        [b'e', ..] => ("a", 1),
        [b'o', ..] => ("u", 1),
        [b'q', ..] => ("k", 1),
        [b'w', ..] => ("v", 1),
        [b'x', ..] => ("ks", 1),
        [b'y', ..] => ("i", 1),
        _ => ("", 1),
    }
}

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
        let (heard, length) = sound(rest.as_bytes());
        // Doubled letters sound as one, and so do two spellings of one sound that meet ("-iye-", "-yy").
        for c in if heard.is_empty() { letter } else { heard }.chars() {
            if !to[start..].ends_with(c) {
                to.push(c);
            }
        }
        rest = &rest[length..];
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
    for (name, owner) in names.filter(|(name, _)| !name.trim().contains(' ')) {
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
