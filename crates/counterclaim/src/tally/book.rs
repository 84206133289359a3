//! Claims by their ids, with the report that each stands in.

use counterclaim_model::{Claim, ClaimId, Day, Episode, Name, Reading, Span};
use std::collections::BTreeMap;

/// A claim with its report.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The report.
    pub reading: &'a Reading,
    /// The claim.
    pub claim: &'a Claim,
}

/// Claims by their ids.
pub type Book<'a> = BTreeMap<&'a ClaimId, Entry<'a>>;

/// All claims of all reports.
pub fn book(readings: &[Reading]) -> Book<'_> {
    readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| (&claim.id, Entry { reading, claim }))).collect()
}

/// The claims of an episode, in order of reports and text.
pub fn of<'a>(episode: &Episode, book: &Book<'a>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry> = episode.claims.iter().filter_map(|id| book.get(id).copied()).collect();
    entries.sort_by(|a, b| a.order().cmp(&b.order()));
    entries
}

impl<'a> Entry<'a> {
    /// Report, then place in the text, then id: the order in which claims are read.
    pub fn order(&self) -> (&'a Name, Span, &'a ClaimId) {
        (&self.reading.document.id, self.claim.quote, &self.claim.id)
    }

    /// The claim's words, on one line and cut where they run long.
    pub fn words(&self) -> String {
        let words = self.claim.quote.of(&self.reading.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        if words.chars().count() <= 120 { words } else { words.chars().take(119).chain(['…']).collect() }
    }

    /// The day up to which it counts, as far as that is known; the day of writing where the claim says none.
    pub fn as_of(&self) -> Option<Day> {
        let published = &self.reading.document.published;
        self.claim.when.to.or(self.claim.when.from).or(published.to).or(published.from)
    }

    /// Who says so, as a sentence begins: "South: Ministry of Defence", "The report 002".
    pub fn says(&self) -> String {
        if self.claim.attribution.chain.is_empty() { format!("The report {}", self.reading.document.id) } else { self.claim.attribution.claimant() }
    }
}
