//! How much of an earlier report stands in a later one, and whether that makes it a copy.
//!
//! One passage alone may be what both quote; many small ones are one text reworded. Surprising but meant: names, posts and an outlet's stock
//! phrases return with every report of a war, so much more must be found where two were written days or weeks apart, or are brief and the later
//! tells how many were harmed and the earlier does not.

use super::{
    credited::{Credited, Lines},
    lookup,
    page::Page,
    passage::{Passage, passages},
};
use crate::stitch::{
    day,
    fight::{self, said},
};
use counterclaim_model::{Day, Name, Reading};
use counterclaim_rules::rarity::Rarity;
use serde::{Deserialize, Serialize};

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

/// The same of reports that were written weeks apart.
const LATER: f32 = 0.7;

/// What the words of a brief report weigh together: some hundred words.
const BRIEF: f32 = 400.0;

/// So many days apart reprints are looked for.
const NEAR: i64 = 3;

/// More days than these are weeks.
const WEEKS: i64 = 14;

/// What is held of a report against others.
pub struct Sheet {
    page: Page,
    /// The day of writing.
    pub written: Option<Day>,
    counts: bool,
    lines: Lines,
}

/// What one report has of an earlier one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    /// Of the shorter of the two, by weight.
    pub share: f32,
    evidence: f32,
    passages: usize,
    /// How much must be found where they are likely to tell of different days.
    apart: Option<f32>,
    found: usize,
    sentences: usize,
    /// Whether both have it from one agency.
    credited: Option<Credited>,
}

impl Sheet {
    /// Of a reading.
    pub fn of(reading: &Reading, rarity: &Rarity) -> Sheet {
        Sheet { page: Page::of(reading, rarity), written: fight::written(reading), counts: counts(reading), lines: Lines::of(reading) }
    }

    /// Pairs of words, and figures of an agency, by which others are looked up, as hashes, sorted. They hang on the report alone.
    pub fn keys(&self) -> Vec<u32> {
        let mut keys = lookup::pairs(&self.page);
        keys.extend(self.lines.keys());
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

impl Shared {
    /// What a later report has of an earlier one.
    pub fn of(later: &Sheet, earlier: &Sheet) -> Shared {
        let passages: Vec<Passage> = passages(&later.page, &earlier.page);
        let evidence: f32 = passages.iter().map(|passage| passage.evidence).sum();
        let (found, sentences) = later.page.sentences(passages.iter().flat_map(|passage| &passage.words).map(|(ours, _)| *ours));
        let shorter = later.page.weight.min(earlier.page.weight).max(1.0);
        let days = later.written.zip(earlier.written).and_then(|(one, other)| day::apart(other, one)).map_or(0, i64::abs);
        let counts = shorter < BRIEF && later.counts && !earlier.counts;
        let apart = if days > WEEKS { Some(LATER) } else { (days > NEAR || counts).then_some(APART) };
        let credited = Credited::of(&later.lines, &earlier.lines, later.written, earlier.written);
        Shared { share: evidence / shorter, evidence, passages: passages.len(), apart, found, sentences, credited }
    }

    /// Whether it repeats the other.
    pub fn is_copy(&self) -> bool {
        self.is_worded_alike() || self.credited.is_some()
    }

    fn is_worded_alike(&self) -> bool {
        let share = self.apart.unwrap_or(if self.passages >= SEVERAL { REWORDED } else { COPY });
        self.evidence >= ENOUGH && self.share >= share
    }

    /// Whether anything of the other is in it.
    pub fn is_trace(&self) -> bool {
        self.evidence >= ENOUGH / 2.0 || self.credited.is_some()
    }

    /// It, in words.
    pub fn words(&self, doc: &Name, of: &Name) -> String {
        if let Some(credited) = self.credited.as_ref().filter(|_| !self.is_worded_alike()) {
            return credited.words(doc, of);
        }
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
