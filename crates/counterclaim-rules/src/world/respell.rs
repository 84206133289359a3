//! Words with several spellings, those of the tables by ear, and the hash by which the tables of names look words up: FNV-1a, taken in byte
//! by byte while a word is folded.

use super::ear::ear_into;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Words with several spellings: "Nagorny" is read "nagorno", "Qarabag" "karabakh". Used on both sides.
#[derive(Default)]
pub(super) struct Respell {
    listed: HashMap<u64, (Box<str>, Box<str>), BuildHasherDefault<Through>>,
    /// How words of names are read by ear, by their keys.
    ears: HashMap<u64, (Box<str>, Box<str>), BuildHasherDefault<Through>>,
}

impl Respell {
    /// A spelling, and how it is read.
    pub fn add(&mut self, spelling: &str, read: &str) {
        self.listed.insert(hash(spelling), (spelling.into(), read.into()));
        self.hear(spelling, read);
    }

    /// A folded word of a name in the tables. The first of those that sound alike is what the others are read as.
    pub fn know(&mut self, word: &str) {
        self.hear(word, word);
    }

    /// Words of this key are read as they are written: they sound alike and mean two ("Nigerian", "Nigerien").
    pub fn bar(&mut self, key: &str) {
        self.ears.remove(&hash(key));
    }

    fn hear(&mut self, word: &str, read: &str) {
        let mut key = String::new();
        ear_into(word, &mut key);
        if !key.is_empty() {
            self.ears.entry(hash(&key)).or_insert_with(|| (key.into(), read.into()));
        }
    }

    /// How a folded word is read by ear, where that is another word; a plural's s is kept ("Kazaks" is "kazakhs").
    pub fn by_ear(&self, word: &str) -> Option<String> {
        let heard = |word: &str| {
            let mut key = String::new();
            ear_into(word, &mut key);
            self.ears.get(&hash(&key)).filter(|(of, _)| **of == *key).map(|(_, read)| &**read)
        };
        let read = match heard(word) {
            Some(read) => read.to_owned(),
            None => heard(word.strip_suffix('s')?)?.to_owned() + "s",
        };
        (read != word).then_some(read)
    }

    /// The hashes of the words that are read otherwise, in no order.
    pub fn hashes(&self) -> impl Iterator<Item = u64> + '_ {
        self.listed.keys().copied()
    }

    /// Whether a word with this hash may be read otherwise.
    pub fn has(&self, hash: u64) -> bool {
        self.listed.contains_key(&hash)
    }

    /// How a word as it is written, and folded, is read, where otherwise; by ear too where asked.
    pub fn read(&self, written: &str, folded: &str, by_ear: bool) -> Option<String> {
        let heard = || self.by_ear(folded).filter(|_| by_ear && written.starts_with(char::is_uppercase));
        self.get(folded).map(str::to_owned).or_else(heard)
    }

    /// How a word is read.
    pub fn get(&self, word: &str) -> Option<&str> {
        self.listed.get(&hash(word)).filter(|(spelling, _)| **spelling == *word).map(|(_, read)| &**read)
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
