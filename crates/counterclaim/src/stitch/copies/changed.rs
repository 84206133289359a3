//! What a copy has otherwise than the report that it repeats: sentence by sentence, and word by word in those that both have.
//!
//! Sentences are paired by the passages that the two share; what no sentence of the other tells was dropped or added. Surprising but meant: a
//! pair with little in common is none, since two sentences about one thing are not one sentence changed.

mod diff;

use super::{
    page::{Page, told},
    passage::passages,
};
use crate::stitch::{CampOf, retold, words};
use counterclaim_model::{Drift, Reading, Span};
use counterclaim_rules::rarity::Rarity;
pub use diff::{How, Piece};
use std::collections::BTreeMap;

/// So much of the shorter of two sentences is in the other where one is the other changed.
const PAIR: f32 = 0.4;

/// What a copy has otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changed {
    /// How many of the copy's words stand in the original, as a share.
    pub share: f32,
    /// Sentences that both have, in the copy's order.
    pub aligned: Vec<Aligned>,
    /// Sentences of the original that the copy lacks.
    pub dropped: Vec<Span>,
    /// Sentences of the copy that the original lacks.
    pub added: Vec<Span>,
}

impl Changed {
    /// The same in percent.
    pub fn percent(&self) -> u32 {
        (self.share * 100.0).round() as u32
    }
}

/// A sentence that both have.
#[derive(Clone, Debug, PartialEq)]
pub struct Aligned {
    /// In the copy.
    pub ours: Span,
    /// In the original.
    pub theirs: Span,
    /// What its claims say otherwise: figures first, then claimants, sides and bounds.
    pub drift: Vec<Drift>,
    /// Its words, in order: those of both, and those of one.
    pub pieces: Vec<Piece>,
}

impl Aligned {
    /// Whether the copy has it word for word.
    pub fn is_same(&self) -> bool {
        self.pieces.iter().all(|piece| piece.how == How::Same)
    }
}

/// The sentences of a report with their words.
struct Sheet<'a> {
    text: &'a str,
    sentences: Vec<Span>,
    words: Vec<Vec<Span>>,
}

impl<'a> Sheet<'a> {
    fn of(reading: &'a Reading) -> Sheet<'a> {
        let text: &str = &reading.document.text;
        let sentences: Vec<Span> = told(reading).collect();
        let placed = |span: &Span| {
            let at = |(at, word): (usize, &str)| Span::new(span.start as usize + at, span.start as usize + at + word.len());
            words::placed(span.of(text)).map(at).collect()
        };
        Sheet { text, words: sentences.iter().map(placed).collect(), sentences }
    }

    /// The sentence in which a word of the report stands, by its place among all words.
    fn sentence(&self, at: u32) -> Option<usize> {
        let mut before = 0;
        self.words.iter().position(|words| {
            before += words.len();
            (at as usize) < before
        })
    }
}

/// What `copy` has otherwise than `first`.
pub fn changed(first: &Reading, copy: &Reading, rarity: &Rarity, camp: &CampOf<'_>) -> Changed {
    let (ours, theirs) = (Sheet::of(copy), Sheet::of(first));
    let mut changed = Changed::default();
    let mut taken = vec![false; theirs.sentences.len()];
    let mut partner: Vec<Option<(usize, Vec<Piece>)>> = vec![None; ours.sentences.len()];
    for (one, other) in likely(&ours, &theirs, &Page::of(copy, rarity), &Page::of(first, rarity)) {
        if partner[one].is_none() && !taken[other] {
            let pieces = diff::pieces((ours.text, &ours.words[one]), (theirs.text, &theirs.words[other]));
            let shorter = ours.words[one].len().min(theirs.words[other].len()).max(1);
            if diff::same(&pieces) as f32 >= PAIR * shorter as f32 {
                (partner[one], taken[other]) = (Some((other, pieces)), true);
            }
        }
    }
    let mut same = 0;
    for (one, partner) in partner.into_iter().enumerate() {
        let span = ours.sentences[one];
        let Some((other, pieces)) = partner else {
            changed.added.push(span);
            continue;
        };
        same += diff::same(&pieces);
        let drift = retold::between_sentences((first, theirs.sentences[other]), (copy, span), camp);
        changed.aligned.push(Aligned { ours: span, theirs: theirs.sentences[other], drift, pieces });
    }
    changed.dropped = theirs.sentences.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(span, _)| *span).collect();
    changed.share = same as f32 / ours.words.iter().map(Vec::len).sum::<usize>().max(1) as f32;
    changed
}

/// Pairs of sentences that share passages, those that share most words first; then those that are the same to the letter.
fn likely(ours: &Sheet, theirs: &Sheet, copy: &Page, first: &Page) -> Vec<(usize, usize)> {
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (one, other) in passages(copy, first).iter().flat_map(|passage| &passage.words) {
        if let Some(pair) = ours.sentence(*one).zip(theirs.sentence(*other)) {
            *shared.entry(pair).or_default() += 1;
        }
    }
    let mut pairs: Vec<((usize, usize), usize)> = shared.into_iter().collect();
    pairs.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
    let mut pairs: Vec<(usize, usize)> = pairs.into_iter().map(|(pair, _)| pair).collect();
    let letters = |sheet: &Sheet, n: usize| words::of(sheet.sentences[n].of(sheet.text)).collect::<Vec<_>>();
    let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    known.extend((0..theirs.sentences.len()).rev().map(|n| (letters(theirs, n), n)));
    pairs.extend((0..ours.sentences.len()).filter_map(|n| Some((n, *known.get(&letters(ours, n))?))));
    pairs
}
