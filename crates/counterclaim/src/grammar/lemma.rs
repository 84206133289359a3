//! Dictionary forms: "killed" is "kill", "children" is "child", "were" is "be".
//!
//! Every rule is an ending under a Penn tag, with what to cut and what to add; the longest ending that has a rule wins. The
//! surprising decision: irregular words are no table of their own, they are rules whose ending is the whole word (marked `^`).

use super::feature::hash;

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

    fn find(&self, key: u64) -> Option<&Edit> {
        let at = self.keys.binary_search(&key).ok()?;
        self.edits.get(usize::from(self.edit_of[at]))
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
