//! Words with several spellings, and the hash by which the tables of names look words up: FNV-1a, taken in byte by byte while a word is
//! folded.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Words with several spellings: "Nagorny" is read "nagorno", "Qarabag" "karabakh". Used on both sides.
#[derive(Default)]
pub(super) struct Respell(HashMap<u64, (Box<str>, Box<str>), BuildHasherDefault<Through>>);

impl Respell {
    /// A spelling, and how it is read.
    pub fn add(&mut self, spelling: &str, read: &str) {
        self.0.insert(hash(spelling), (spelling.into(), read.into()));
    }

    /// The hashes of the words that are read otherwise, in no order.
    pub fn hashes(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.keys().copied()
    }

    /// Whether a word with this hash may be read otherwise.
    pub fn has(&self, hash: u64) -> bool {
        self.0.contains_key(&hash)
    }

    /// How a word is read.
    pub fn get(&self, word: &str) -> Option<&str> {
        self.0.get(&hash(word)).filter(|(spelling, _)| **spelling == *word).map(|(_, read)| &**read)
    }
}

/// A hash that is one already.
#[derive(Default)]
pub(super) struct Through(u64);

impl Hasher for Through {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// Where the hash of a word begins.
pub(super) const FIRST: u64 = 0xcbf2_9ce4_8422_2325;

/// One more byte.
pub(super) fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The last byte has been taken in.
pub(super) fn last(hash: u64) -> u64 {
    hash ^ (hash >> 29)
}

/// A word's hash.
pub(super) fn hash(word: &str) -> u64 {
    last(word.bytes().fold(FIRST, step))
}
