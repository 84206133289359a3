//! Hears who says what, by a trained model: a word of speech first, then its speaker and what is said, near it in the tree, in its
//! quotation or in the sentences about it.
//!
//! "Two villages were shelled overnight, residents say." becomes the word of speech `say`, the speaker `residents`, and what is said:
//! `Two villages were shelled overnight`. The surprising decision: the two questions are asked one after the other of plain sums of
//! hashed features, so that a word which cannot be one of speech costs one sum and a sentence without any costs no more than that.
//! `models/README.md` says how it was trained and how far it can be trusted.

pub mod chain;
pub mod cue;
pub mod file;
pub mod page;
pub mod reach;
pub mod weights;

use crate::grammar::Grammar;
use counterclaim_model::{Error, Word};
use page::{Page, Rows};
use reach::Reach;
use std::ops::Range;
use weights::Weights;

/// Who says what. All ranges are of indexes into the report's words.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The word of speech.
    pub cue: Range<usize>,
    /// The speaker, where one is named.
    pub source: Option<Range<usize>>,
    /// What is said: runs of words, in text order, at least one.
    pub content: Vec<Range<usize>>,
    /// How sure the word of speech is one, on the scale of the logarithm of the odds; above 0 it is more likely than not.
    pub sure: f32,
}

/// How sure a word of speech must be to be told of: so that what is told of wrongly and what is missed balance on reports not learned from.
pub const LEAST: f32 = -0.75;

/// A word that is so far from being one of speech by its features is not asked for its vectors.
const HOPELESS: f32 = -7.0;

/// How many sentences may lie between a word of speech and what it reaches, and one more.
pub const FURTHEST: usize = reach::AFTER;

/// The trained model; load it once and share it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listener {
    /// Which words are words of speech: one sum.
    pub cue: Weights<1>,
    /// What they reach: a sum for each label of `chain`.
    pub reach: Weights<{ chain::LABELS }>,
    /// What a step from one label to the next adds: `chain::best`.
    pub steps: Vec<f32>,
}

impl Listener {
    /// Reads a model file; bytes that are not one give a model error.
    pub fn load(bytes: &[u8]) -> Result<Listener, Error> {
        file::decode(bytes)
    }

    /// Who says what in a report, by sentences that are tagged and parsed, as sure as `least` or surer; in the order of the words of speech.
    pub fn hear(&self, grammar: &Grammar, page: &Page<'_>, words: &[Word], least: f32) -> Vec<Heard> {
        let parsed = (0..words.len()).filter(|&at| page.tokens[at].speaks && !words[at].label.is_empty());
        let mut desk = Desk::default();
        let mut out = Vec::new();
        for at in parsed {
            let sure = self.sure(grammar, page, words, at, &mut desk);
            if sure >= least {
                out.extend(self.reached(grammar, page, words, at, sure, &mut desk));
            }
        }
        out
    }

    /// How sure a word is one of speech.
    pub fn sure(&self, grammar: &Grammar, page: &Page<'_>, words: &[Word], at: usize, desk: &mut Desk) -> f32 {
        desk.features.clear();
        cue::features(page, at, &mut Rows { out: &mut desk.features, rows: self.cue.rows() });
        let [mut sum] = self.cue.of_features(&desk.features);
        if sum < HOPELESS {
            return sum;
        }
        for (place, kin) in cue::kin(page, at).into_iter().enumerate() {
            if let Some(kin) = kin {
                desk.vector.clear();
                grammar.vector(&words[kin].lower, &mut desk.vector);
                sum += self.cue.of_vector(place, &desk.vector)[0];
            }
        }
        sum
    }

    /// What a word of speech reaches; `sure` is handed on.
    pub fn reached(&self, grammar: &Grammar, page: &Page<'_>, words: &[Word], cue: usize, sure: f32, desk: &mut Desk) -> Option<Heard> {
        let reach = Reach::new(page, cue);
        desk.scores.clear();
        desk.features.clear();
        reach.own(page, &mut Rows { out: &mut desk.features, rows: self.reach.rows() });
        let mut own = self.reach.of_features(&desk.features);
        desk.vector.clear();
        grammar.vector(&words[cue].lower, &mut desk.vector);
        own.iter_mut().zip(self.reach.of_vector(0, &desk.vector)).for_each(|(own, more)| *own += more);
        for at in reach.window.clone() {
            desk.features.clear();
            reach.features(page, at, &mut Rows { out: &mut desk.features, rows: self.reach.rows() });
            let sums = self.reach.of_features(&desk.features);
            desk.scores.push(std::array::from_fn(|label| own[label] + sums[label]));
        }
        chain::best(&desk.scores, &self.steps, &mut desk.labels);
        let runs = |of: &[usize]| -> Vec<Range<usize>> {
            let mut runs: Vec<Range<usize>> = Vec::new();
            for (i, label) in desk.labels.iter().enumerate().filter(|(_, label)| of.contains(label)) {
                match runs.last_mut().filter(|run| run.end == i && *label != of[0]) {
                    Some(run) => run.end = i + 1,
                    None => runs.push(i..i + 1),
                }
            }
            runs.iter().map(|run| run.start + reach.window.start..run.end + reach.window.start).collect()
        };
        let content = runs(&chain::SAID);
        let source = runs(&chain::SOURCE).into_iter().min_by_key(|run| run.start.abs_diff(cue));
        let words = page.sentences[page.tokens[cue].sentence as usize].words();
        let is_cue = |at: &usize| desk.labels[at - reach.window.start] == chain::CUE;
        let first = (words.start.max(reach.window.start)..cue).rev().take_while(is_cue).last().unwrap_or(cue);
        let last = (cue + 1..words.end.min(reach.window.end)).take_while(is_cue).last().unwrap_or(cue);
        (!content.is_empty()).then_some(Heard { cue: first..last + 1, source, content, sure })
    }
}

/// Working memory.
#[derive(Default)]
pub struct Desk {
    features: Vec<u32>,
    vector: Vec<f32>,
    scores: Vec<[f32; chain::LABELS]>,
    labels: Vec<usize>,
}

#[cfg(test)]
mod tests;
