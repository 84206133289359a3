//! Two reports of one agency that tell the same figures: one of them has its words from the other's source, however they were rewritten.
//!
//! Surprising but meant: a figure of one digit recurs by accident, so it must be two of them, or one that is larger; and of what the later
//! report tells, half must be the earlier's. Who says it may be lost on the way, but not be somebody else.

use crate::stitch::{alike::tells, day, fight::said};
use counterclaim_model::{Basis, Claim, Day, Effect, Name, Reading, Stance};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// So many days apart an agency's words are told again.
const NEAR: i64 = 2;

/// Days that are looked up together; two reports that are near share one of two such stretches.
const STRETCH: i64 = 4;

/// What a toll says, whoever says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Figure {
    effect: Effect,
    sides: BTreeSet<Name>,
    said: u32,
}

/// What a report tells by the lines of others.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    /// Whom it credits, with its words for that, in order of names.
    agencies: Vec<(Name, Name)>,
    /// What it tells, with who says so.
    told: Vec<(Figure, Option<Name>)>,
    /// Everything that it counts, whether it tells it of this fighting or not: that hangs on no other report.
    counts: Vec<Figure>,
    /// The day of writing, as far as the report says it itself.
    day: Option<Day>,
}

impl Lines {
    pub(super) fn of(reading: &Reading) -> Lines {
        let credits = reading.document.credits.iter().filter_map(|credit| Some((credit.agency.clone()?, credit.words.clone())));
        let mut agencies: Vec<(Name, Name)> = credits.collect();
        agencies.sort();
        let mut lines = Lines { agencies, told: Vec::new(), counts: Vec::new(), day: own_day(reading) };
        if lines.agencies.is_empty() {
            return lines;
        }
        for claim in reading.claims.iter().filter(|claim| claim.stance != Stance::Denied && !claim.is_rejected()) {
            let Some(figure) = figure(claim) else { continue };
            let speaker = claim.attribution.party().cloned();
            if claim.current && !lines.told.iter().any(|(known, by)| *known == figure && *by == speaker) {
                lines.told.push((figure.clone(), speaker));
            }
            if !lines.counts.contains(&figure) {
                lines.counts.push(figure);
            }
        }
        lines
    }

    /// Hashes by which others are looked up that credit the same agency, tell the same figure and were written about then.
    pub(super) fn keys(&self) -> Vec<u32> {
        let Some(days) = self.day.and_then(|day| day::apart(Day { year: 1900, month: 1, day: 1 }, day)) else { return Vec::new() };
        let stretches = [2 * days.div_euclid(STRETCH), 2 * (days + STRETCH / 2).div_euclid(STRETCH) + 1];
        let key = |agency: &Name, figure: &Figure, stretch: i64| {
            let sides: Vec<&str> = figure.sides.iter().map(|side| &**side).collect();
            let words = format!("{agency}/{}/{}/{}/{stretch}", figure.effect.name(), sides.join(";"), figure.said);
            super::page::hash(&words)
        };
        let of = |(agency, _): &(Name, Name)| -> Vec<u32> {
            self.counts.iter().flat_map(|figure| stretches.iter().map(move |stretch| key(agency, figure, *stretch))).collect()
        };
        self.agencies.iter().flat_map(of).collect()
    }
}

/// The day of writing where the report says it itself: what other reports tell of it may change.
fn own_day(reading: &Reading) -> Option<Day> {
    let published = &reading.document.published;
    let own = matches!(published.basis, Basis::Metadata | Basis::Stated { .. } | Basis::Relative { .. } | Basis::Judged { .. });
    published.to.or(published.from).filter(|day| own && day.is_full())
}

fn figure(claim: &Claim) -> Option<Figure> {
    let toll = claim.toll()?;
    Some(Figure { effect: toll.effect, sides: toll.side.iter().cloned().collect(), said: said(toll.quantity).filter(|said| *said > 0)? })
}

/// That two reports have it from one agency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Credited {
    agency: Name,
    /// The words that say so, in the later and in the earlier report.
    words: (Name, Name),
    /// What both tell: "12 killed".
    figures: Vec<String>,
}

impl Credited {
    pub(super) fn of(later: &Lines, earlier: &Lines, written: Option<Day>, before: Option<Day>) -> Option<Credited> {
        let words = |lines: &Lines, agency: &Name| lines.agencies.iter().find(|(of, _)| of == agency).map(|(_, words)| words.clone());
        let agency = later.agencies.iter().map(|(agency, _)| agency).find(|agency| words(earlier, agency).is_some())?;
        written.zip(before).and_then(|(one, other)| day::apart(other, one)).filter(|days| days.abs() <= NEAR)?;
        let again = |(figure, by): &&(Figure, Option<Name>)| {
            earlier.told.iter().any(|(other, speaker)| other == figure && (by.is_none() || speaker.is_none() || by == speaker))
        };
        let shared: BTreeSet<&Figure> = later.told.iter().filter(again).map(|(figure, _)| figure).collect();
        let all: BTreeSet<&Figure> = later.told.iter().map(|(figure, _)| figure).collect();
        let enough = shared.len() > 1 || shared.iter().any(|figure| tells(figure.said));
        if !enough || 2 * shared.len() < all.len() {
            return None;
        }
        let figures = shared.into_iter().map(|figure| format!("{} {}", figure.said, figure.effect.name())).collect();
        Some(Credited { agency: agency.clone(), words: (words(later, agency)?, words(earlier, agency)?), figures })
    }

    /// It, in words.
    pub(super) fn words(&self, doc: &Name, of: &Name) -> String {
        let Credited { agency, words: (here, there), figures } = self;
        format!("{doc} and {of} have it from {agency} («{here}», «{there}») and tell the same: {}", figures.join(", "))
    }
}
