//! Dictionary forms: "killed" is "kill", "children" is "child", "were" is "be".
//!
//! Every rule is an ending under a Penn tag, with what to cut and what to add; the longest ending that has a rule wins. The
//! surprising decision: irregular words are no table of their own, they are rules whose ending is the whole word (marked `^`).

use super::feature::{further, hash};
use counterclaim_model::Name;
use counterclaim_rules::hash::HashSet;

/// Endings longer than this many characters are not looked up, except whole words.
pub const LONGEST: usize = 6;

/// What to do to a word: cut this many characters from its end, add these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edit {
    /// Characters to cut.
    pub cut: u8,
    /// What comes in their place.
    pub add: String,
}

/// The rules: hashes of tag and ending, ascending, each with the number of its edit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lemmas {
    /// Hashes from `key`, ascending.
    pub keys: Vec<u64>,
    /// For each key, which of `edits` it calls for.
    pub edit_of: Vec<u16>,
    /// The edits.
    pub edits: Vec<Edit>,
}

/// The key of a rule: a Penn tag and an ending, which is the whole word where `whole`.
pub fn key(xpos: &str, ending: &str, whole: bool) -> u64 {
    hash(xpos.bytes().chain([if whole { b'^' } else { b'~' }]).chain(ending.bytes()))
}

impl Lemmas {
    /// The dictionary form of `lower` under the tag `xpos`, or none where the word is its own.
    pub fn lemma(&self, lower: &str, xpos: &str) -> Option<String> {
        let edit = self.find(key(xpos, lower, true)).or_else(|| {
            let mut starts = [lower.len(); LONGEST + 1];
            let mut count = 1;
            for (i, _) in lower.char_indices().rev().take(LONGEST) {
                starts[count] = i;
                count += 1;
            }
            starts[..count].iter().rev().find_map(|&start| self.find(key(xpos, &lower[start..], false)))
        })?;
        let lemma = apply(lower, edit)?;
        (!lemma.is_empty() && lemma != lower).then_some(lemma)
    }

    /// Every dictionary form but the word itself that `lower` has under one of the filter's tags, each once.
    pub fn all(&self, lower: &str, filter: &Filter) -> Vec<Name> {
        let mut starts = [lower.len(); LONGEST + 1];
        let mut count = 1;
        for (i, _) in lower.char_indices().rev().take(LONGEST) {
            starts[count] = i;
            count += 1;
        }
        let mut out: Vec<Name> = Vec::new();
        for [whole, end] in &filter.tags {
            let endings = starts[..count].iter().rev().map(|&start| further(*end, lower[start..].bytes()));
            let mut keys = std::iter::once(further(*whole, lower.bytes())).chain(endings);
            let edit = keys.find_map(|key| if filter.may_have(key) { self.find(key) } else { None });
            let lemma = edit.and_then(|edit| apply(lower, edit)).filter(|lemma| !lemma.is_empty() && lemma != lower);
            if let Some(lemma) = lemma.filter(|lemma| out.iter().all(|known| **known != **lemma)) {
                out.push(lemma.into());
            }
        }
        out
    }

    fn find(&self, key: u64) -> Option<&Edit> {
        let at = self.keys.binary_search(&key).ok()?;
        self.edits.get(usize::from(self.edit_of[at]))
    }
}

/// What is asked of hundreds of keys a word, of which hardly one exists.
#[derive(Debug)]
pub struct Filter {
    /// Which keys there may be, told from their low bits.
    bits: Vec<u64>,
    /// How the keys of each Penn tag begin: those of whole words, those of endings.
    tags: Vec<[u64; 2]>,
}

impl Filter {
    /// For these rules under these tags.
    pub fn new(lemmas: &Lemmas, tags: &[(&'static str, &'static str)]) -> Filter {
        let mut bits = vec![0; 1 << 11];
        for key in &lemmas.keys {
            bits[(key >> 6) as usize & 0x7ff] |= 1 << (key & 63);
        }
        let mut tags: Vec<[u64; 2]> = tags.iter().map(|(_, xpos)| [true, false].map(|whole| key(xpos, "", whole))).collect();
        let mut known = HashSet::default();
        tags.retain(|tag| known.insert(*tag));
        Filter { bits, tags }
    }

    fn may_have(&self, key: u64) -> bool {
        self.bits[(key >> 6) as usize & 0x7ff] >> (key & 63) & 1 == 1
    }
}

/// The word with the edit made; none where the word is too short for it.
pub fn apply(word: &str, edit: &Edit) -> Option<String> {
    let keep = match edit.cut {
        0 => word.len(),
        cut => word.char_indices().rev().nth(usize::from(cut) - 1)?.0,
    };
    Some([&word[..keep], &edit.add].concat())
}
