//! Which English words there are, and how common: `models/en.words`.
//!
//! A line is a word and its rank, the whole part of the binary logarithm of how often it stood in the texts that the grammar learned from.
//! Only words printed in small letters are counted, so names are no words here.

use crate::hash::HashMap;
use counterclaim_model::Error;

/// The words that ship with the program.
const SHIPPED: &str = include_str!("../../../models/en.words");

/// English words by how common they are.
#[derive(Clone, Debug)]
pub struct Words {
    sorted: Vec<(&'static str, u8)>,
    ranks: HashMap<&'static str, u8>,
}

impl Words {
    /// The words that ship with the program.
    pub fn shipped() -> Result<Words, Error> {
        Words::parse(SHIPPED)
    }

    fn parse(text: &'static str) -> Result<Words, Error> {
        let bad = |line: usize| Error::model("word list", format!("line {line} is not a word and its rank, in order: make it with `cargo xtask words`"));
        let mut sorted: Vec<(&str, u8)> = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let (word, rank) = line.split_once(' ').ok_or_else(|| bad(number + 1))?;
            let rank = rank.parse().map_err(|_| bad(number + 1))?;
            if sorted.last().is_some_and(|(last, _)| *last >= word) {
                return Err(bad(number + 1));
            }
            sorted.push((word, rank));
        }
        let ranks = sorted.iter().copied().collect();
        Ok(Words { sorted, ranks })
    }

    /// How common a word in small letters is; `None` where it is no word.
    pub fn rank(&self, word: &str) -> Option<u8> {
        self.ranks.get(word).copied()
    }

    /// The words that begin so, in order.
    pub fn beginning<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = (&'static str, u8)> + 'a {
        let from = self.sorted.partition_point(|(word, _)| *word < stem);
        self.sorted[from..].iter().take_while(move |(word, _)| word.starts_with(stem)).copied()
    }
}
