//! How rare each word is in the news: `models/en.rarity`.
//!
//! A line is a word and ten times the natural logarithm of how many texts there are for each that has it. The table is fixed, so that what two
//! reports have in common weighs the same whatever others lie beside them. A word that is not in it is as rare as the rarest of it.

use crate::hash::HashMap;
use counterclaim_model::Error;

/// The table that ships with the program.
const SHIPPED: &str = include_str!("../../../models/en.rarity");

/// Words by how rare they are.
#[derive(Clone, Debug)]
pub struct Rarity {
    of: HashMap<&'static str, f32>,
    rarest: f32,
}

impl Rarity {
    /// The table that ships with the program.
    pub fn shipped() -> Result<Rarity, Error> {
        let bad = |line: usize| Error::model("table of rare words", format!("line {line} is not a word and a number: make it with `cargo xtask rarity`"));
        let mut of = HashMap::default();
        for (number, line) in SHIPPED.lines().enumerate() {
            let (word, tenths) = line.split_once(' ').ok_or_else(|| bad(number + 1))?;
            let tenths: u8 = tenths.parse().map_err(|_| bad(number + 1))?;
            of.insert(word, f32::from(tenths) / 10.0);
        }
        let rarest = of.values().copied().fold(0.0, f32::max);
        Ok(Rarity { of, rarest })
    }

    /// Whether a word in small letters tells anything: more than three letters, or a number.
    pub fn tells(word: &str) -> bool {
        word.chars().nth(3).is_some() || word.bytes().all(|b| b.is_ascii_digit())
    }

    /// How rare a word in small letters is, as a natural logarithm.
    pub fn of(&self, word: &str) -> f32 {
        self.of.get(word).copied().unwrap_or(self.rarest)
    }
}
