//! Words that a thread has met before: their rows in the net and their dictionary forms are not worked out again.
//!
//! Nine words in ten of a newspaper stood on the page before. The surprising decision: words are kept as printed, "Shells" beside "shells",
//! because their capitals are part of what the net is told.

use super::{feature, lemma::Lemmas, net::Net, net::Rows};
use counterclaim_model::{Name, Word};
use counterclaim_rules::hash::HashMap;

/// So many words are kept; then all are forgotten.
const MOST: usize = 1 << 14;

/// The words met so far.
#[derive(Default)]
pub(super) struct Known {
    /// The grammar that they were met by.
    grammar: u64,
    /// By the word as printed: where capitals tell something, and where they tell nothing.
    places: [HashMap<Box<str>, usize>; 2],
    words: Vec<Met>,
    folded: String,
}

struct Met {
    lower: Name,
    rows: Rows,
    /// Its dictionary forms so far, by Penn tag.
    lemmas: Vec<(&'static str, Name)>,
}

impl Known {
    /// Makes room for one more sentence of the grammar of that number.
    pub fn begin(&mut self, grammar: u64) {
        if self.grammar != grammar || self.words.len() > MOST {
            *self = Known { grammar, ..Known::default() };
        }
    }

    /// Where a word is kept, by its place among those met; `blind` says that its capitals tell nothing.
    pub fn meet(&mut self, net: &Net, surface: &str, lower: &Name, blind: bool) -> usize {
        let known = self.places[usize::from(blind)].get(surface).copied();
        if let Some(place) = known.filter(|&place| self.words[place].lower == *lower) {
            return place;
        }
        let rows = net.rows(&feature::features(surface, lower, blind, &mut self.folded));
        self.words.push(Met { lower: lower.clone(), rows, lemmas: Vec::new() });
        let place = self.words.len() - 1;
        // A word that was mended reads otherwise than it is printed; the reading of its letters is kept.
        self.places[usize::from(blind)].entry(surface.into()).or_insert(place);
        place
    }

    /// Its rows in the net.
    pub fn rows(&self, place: usize) -> Rows {
        self.words[place].rows
    }

    /// Gives a tagged word its dictionary form.
    pub fn lemmatise(&mut self, lemmas: &Lemmas, place: usize, word: &mut Word) {
        let met = &mut self.words[place];
        if let Some((_, lemma)) = met.lemmas.iter().find(|(xpos, _)| *xpos == word.xpos) {
            word.lemma.clone_from(lemma);
            return;
        }
        word.lemma = lemmas.lemma(&word.lower, word.xpos).map_or_else(|| word.lower.clone(), Into::into);
        met.lemmas.push((word.xpos, word.lemma.clone()));
    }
}
