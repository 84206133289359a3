//! How much of an earlier report stands in a later one, and whether that makes it a copy.
//!
//! One passage alone may be what both quote; many small ones are one text reworded. Surprising but meant: names, posts and an outlet's stock
//! phrases return with every report of a war, so much more must be found where two were written weeks apart, or are brief and the later
//! tells how many were harmed and the earlier does not.

use super::{
    page::Page,
    passage::{Passage, passages},
};
use crate::stitch::{
    day,
    fight::{said, written},
};
use counterclaim_model::{Name, Reading};

/// What passages weigh together in a copy, at the least.
const ENOUGH: f32 = 25.0;

/// So much of the shorter report is found again in the other where one repeats it.
const COPY: f32 = 0.1;

/// The same of several passages, on neighbouring days.
const REWORDED: f32 = 0.04;

/// Several passages.
const SEVERAL: usize = 3;

/// The same of reports that are likely to tell of different days.
const APART: f32 = 0.35;

/// What the words of a brief report weigh together: some hundred words.
const BRIEF: f32 = 400.0;

/// So many days apart reprints are looked for.
const NEAR: i64 = 14;

/// What one report has of an earlier one.
pub(super) struct Shared {
    /// Of the shorter of the two, by weight.
    pub share: f32,
    evidence: f32,
    passages: usize,
    apart: bool,
    found: usize,
    sentences: usize,
}

impl Shared {
    /// What a later report has of an earlier one.
    pub(super) fn of(later: (&Page, &Reading), earlier: (&Page, &Reading)) -> Shared {
        let passages: Vec<Passage> = passages(later.0, earlier.0);
        let evidence: f32 = passages.iter().map(|passage| passage.evidence).sum();
        let (found, sentences) = later.0.sentences(passages.iter().flat_map(|passage| &passage.words).map(|(ours, _)| *ours));
        let shorter = later.0.weight.min(earlier.0.weight).max(1.0);
        let weeks = written(later.1).zip(written(earlier.1)).and_then(|(one, other)| day::apart(other, one)).is_some_and(|days| days.abs() > NEAR);
        let apart = weeks || shorter < BRIEF && counts(later.1) && !counts(earlier.1);
        Shared { share: evidence / shorter, evidence, passages: passages.len(), apart, found, sentences }
    }

    /// Whether it repeats the other.
    pub(super) fn is_copy(&self) -> bool {
        let share = match (self.apart, self.passages) {
            (true, _) => APART,
            (false, SEVERAL..) => REWORDED,
            _ => COPY,
        };
        self.evidence >= ENOUGH && self.share >= share
    }

    /// Whether anything of the other is in it.
    pub(super) fn is_trace(&self) -> bool {
        self.evidence >= ENOUGH / 2.0
    }

    /// It, in words.
    pub(super) fn words(&self, doc: &Name, of: &Name) -> String {
        match (self.found, self.sentences) {
            (found, all) if found == all => format!("{doc} repeats {of}: all of its sentences stand there"),
            (found, all) => format!("{doc} repeats {of}: {found} of its {all} sentences stand there"),
        }
    }
}

/// Whether a report tells how many were harmed.
fn counts(reading: &Reading) -> bool {
    reading.claims.iter().any(|claim| claim.current && claim.toll().is_some_and(|toll| said(toll.quantity).is_some()))
}
