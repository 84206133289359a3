//! On which terms ranges are made: the policy, the table of vague words, who is left out, and up to which day of telling.
//!
//! Terms choose among claims and never change one. Surprising but meant: the table of vague words by which the reports were read gives
//! no word a number of its own here; the claim already has it.

use crate::tally::{book::Entry, policy::Policy, row::Row};
use counterclaim_model::{Day, Name, Part, Qualifier, Quantity, Role, Speaker, Toll, WhyNot};
use std::collections::BTreeMap;

/// Everybody whom no report names: "officials", "a witness".
pub const ANONYMOUS: &str = "anonymous";

/// The table by which reports are read.
pub const AS_READ: &str = "guidelines";

/// What ranges are made by.
#[derive(Clone, Debug)]
pub struct Terms {
    /// How claims become a range.
    pub policy: Policy,
    /// What "dozens" stands for.
    pub vague: Vague,
    /// Parties, bodies or outlets whose claims do not count, or [`ANONYMOUS`].
    pub without: Vec<Name>,
    /// Only what was told by this day counts.
    pub as_of: Option<Day>,
    /// Whether sides are not told apart, and civilians not from people of whom nothing is said: one row of those who are not said to be
    /// fighters, as archives of civilian harm have it.
    pub together: bool,
}

/// A named table of vague words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vague {
    /// Its name.
    pub name: Name,
    /// What each word stands for at least, in lower case; empty for the table by which the reports were read.
    pub words: BTreeMap<String, u32>,
}

impl Default for Vague {
    fn default() -> Vague {
        Vague { name: AS_READ.into(), words: BTreeMap::new() }
    }
}

impl Default for Terms {
    fn default() -> Terms {
        Terms { policy: Policy::OwnThenEnemy, vague: Vague::default(), without: Vec::new(), as_of: None, together: false }
    }
}

impl Terms {
    /// The row that a claim belongs to under these terms.
    pub(super) fn row(&self, row: Row) -> Row {
        match (self.together, row.role) {
            (false, _) => row,
            (true, Role::Military) => Row { side: "all".into(), ..row },
            (true, _) => Row { side: "all".into(), role: Role::All, ..row },
        }
    }

    /// How many a claim counts under these terms.
    pub(super) fn quantity(&self, entry: &Entry, toll: &Toll) -> Quantity {
        let quantity = toll.quantity;
        if quantity.qualifier != Qualifier::Vague || &*self.vague.name == AS_READ {
            return quantity;
        }
        let Some(span) = entry.claim.part(Part::Count) else { return quantity };
        let words = span.of(&entry.reading.document.text).split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ");
        let longest = self.vague.words.iter().filter(|(word, _)| words.contains(word.as_str())).max_by_key(|(word, _)| word.len());
        Quantity { low: Some(longest.map_or(1, |(_, number)| *number)), ..quantity }
    }

    /// Whether a party was left out.
    pub(super) fn leaves_out(&self, party: &str) -> bool {
        self.without.iter().any(|name| name.to_lowercase() == party.to_lowercase())
    }

    /// Why a claim does not count under these terms, if it does not.
    pub(super) fn sets_aside(&self, entry: &Entry) -> Option<WhyNot> {
        if self.without.iter().any(|name| says(entry, name)) {
            return Some(WhyNot::LeftOut);
        }
        let published = &entry.reading.document.published;
        let told = published.to.or(published.from).map(Day::latest);
        self.as_of.filter(|day| told.is_none_or(|told| told > day.latest())).map(|_| WhyNot::ToldLater)
    }
}

/// Whether a claim is a party's, a body's or an outlet's of that name; a report's words are also those of whom it credits.
pub fn says(entry: &Entry, name: &str) -> bool {
    let first = entry.claim.attribution.chain.first();
    if name == ANONYMOUS {
        return first.is_some_and(is_anonymous);
    }
    let is = |other: &Name| other.to_lowercase() == name.to_lowercase();
    let speaks = first.is_some_and(|speaker| speaker.party.iter().chain(&speaker.body).any(is));
    let document = &entry.reading.document;
    speaks || document.outlet.iter().chain(document.credits.iter().filter_map(|credit| credit.agency.as_ref())).any(is) || &*document.id == name
}

/// A speaker without a name: no party and no body, or a body that is only described ("military officials").
pub fn is_anonymous(speaker: &Speaker) -> bool {
    match &speaker.body {
        Some(body) => body.starts_with(char::is_lowercase),
        None => speaker.party.is_none(),
    }
}
