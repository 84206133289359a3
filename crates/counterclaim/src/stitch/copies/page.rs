//! A report as its words that tell something, in order, with how rare each is.

use crate::stitch::words;
use counterclaim_model::{BlockKind, Reading, Span};
use counterclaim_rules::rarity::Rarity;

/// A word that tells something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Which word of the report it is.
    pub at: u32,
    /// A hash of it, in small letters.
    pub hash: u32,
    /// How rare it is.
    pub rarity: f32,
}

/// A report as its words.
pub(super) struct Page {
    /// Those that tell something, in order.
    pub words: Vec<Word>,
    /// The same, as indexes, by their hashes.
    pub sorted: Vec<u32>,
    /// Where each sentence ends, in words of the report.
    ends: Vec<u32>,
    /// How rare all of them are together.
    pub weight: f32,
}

impl Page {
    pub(super) fn of(reading: &Reading, rarity: &Rarity) -> Page {
        let mut page = Page { words: Vec::new(), sorted: Vec::new(), ends: Vec::new(), weight: 0.0 };
        let mut at = 0;
        for span in told(reading) {
            for word in words::of(span.of(&reading.document.text)) {
                let rarity = if Rarity::tells(&word) { rarity.of(&word) } else { 0.0 };
                // What every other report has is found in any two.
                if rarity > COMMON {
                    page.words.push(Word { at, hash: hash(&word), rarity });
                }
                at += 1;
            }
            page.ends.push(at);
        }
        page.weight = page.words.iter().map(|word| word.rarity).sum();
        page.sorted = (0..page.words.len() as u32).collect();
        page.sorted.sort_by_key(|index| (page.words[*index as usize].hash, *index));
        page
    }

    /// How many of its sentences hold one of these words, and how many it has.
    pub(super) fn sentences(&self, words: impl Iterator<Item = u32>) -> (usize, usize) {
        let mut found: Vec<usize> = words.map(|at| self.ends.partition_point(|end| *end <= at)).collect();
        found.sort_unstable();
        found.dedup();
        (found.len(), self.ends.len())
    }
}

/// A word that two of three reports lack tells something.
const COMMON: f32 = 1.1;

/// Sentences that belong to the report and not to its page.
pub(super) fn told(reading: &Reading) -> impl Iterator<Item = Span> {
    reading.sentences.iter().filter(|sentence| matches!(sentence.kind, BlockKind::Body | BlockKind::Title)).map(|sentence| sentence.span)
}

/// FNV-1a: the same on every machine.
pub(super) fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
