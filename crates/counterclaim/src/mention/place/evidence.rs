//! What a sentence tells of a name that may be a place's.

use super::{Candidate, Seen};
use crate::mention::party::Line;
use counterclaim_rules::{
    Knowledge,
    lexicon::Lists,
    world::{Also, PlaceKind, PlaceRow},
};
use std::collections::BTreeSet;

/// How firmly the words around a name make it a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// It stands in a longer name: "Jeremy Allen", "Bank of England".
    Against,
    /// Nothing is told.
    Nothing,
    /// A word of place stands before it: "in Paris".
    Placed,
    /// Its kind is told, or what it lies in: "the village of Sultan", "Idlib province", "Paris, Texas".
    Told,
}

/// The lists that are asked.
pub(super) struct Signs {
    pub before_place: Lists,
    pub place_noun: Lists,
    pub division_noun: Lists,
    pub part_of_place: Lists,
}

impl Signs {
    pub fn of(knowledge: &Knowledge) -> Signs {
        let bit = |name| knowledge.lexicon.bit(name);
        Signs { before_place: bit("before-place"), place_noun: bit("place-noun"), division_noun: bit("division-noun"), part_of_place: bit("part-of-place") }
    }
}

impl<'a> Seen<'a> {
    pub fn is_placed(&self, at: usize) -> bool {
        let passes = |i: &usize| self.has(*i, self.signs.place_noun) || matches!(&*self.line.words[*i].lower, "the" | "of");
        (0..at).rev().take(4).find(|i| !passes(i)).is_some_and(|i| self.has(i, self.signs.before_place))
    }

    fn has(&self, at: usize, lists: Lists) -> bool {
        self.line.marks.has(at, lists)
    }

    fn lower(&self, at: usize) -> &str {
        self.line.words.get(at).map_or("", |word| &*word.lower)
    }

    /// The country or division told right behind a place that ends before `end`: ", Texas", "in Idlib province", "(Pa.)".
    pub fn within(&self, end: usize) -> Option<PlaceRow<'a>> {
        let end = end + usize::from(self.has(end, self.signs.place_noun));
        let comma = matches!(self.lower(end), "," | "(");
        if !comma && self.lower(end) != "in" {
            return None;
        }
        let at = end + 1 + usize::from(self.lower(end + 1) == "the");
        let hit = self.knowledge.world.place_at(self.line.surface, at, self.line.caps)?;
        let told = self.has(at + hit.len, self.signs.place_noun);
        let divides = |row: &&PlaceRow| match row.kind {
            PlaceKind::Country | PlaceKind::Admin1 => comma || told,
            PlaceKind::Admin2 => told || hit.len > 1,
            _ => false,
        };
        let abbreviated = hit.places.iter().find(|row| row.also == Also::Abbreviation);
        abbreviated.or_else(|| hit.places.iter().find(divides)).copied()
    }

    pub fn evidence(&self, first: usize, last: usize, within: bool, titled: bool) -> Evidence {
        let noun = |at: usize| self.has(at, self.signs.place_noun);
        let named = first > 1 && self.lower(first - 1) == "of" && noun(first - 2);
        let kind = noun(last) && !self.is_capital(last) || first > 0 && noun(first - 1) && !self.is_capital(first - 1);
        match () {
            () if within || named || kind => Evidence::Told,
            () if !titled && self.stands_in_name(first, last) => Evidence::Against,
            () if self.is_placed(first) => Evidence::Placed,
            () => Evidence::Nothing,
        }
    }

    /// "Idlib province", "the province of Idlib".
    pub fn divides(&self, first: usize, last: usize) -> bool {
        self.has(last, self.signs.division_noun) || first > 1 && self.lower(first - 1) == "of" && self.has(first - 2, self.signs.division_noun)
    }

    /// Whether a name goes on before or behind: "Jeremy [Allen]", "[Victoria] Rowell". Places, peoples and times end it, and so do words
    /// such as "northern" and "city".
    fn stands_in_name(&self, first: usize, last: usize) -> bool {
        let ends = |at: usize| {
            self.has(at, self.signs.place_noun | self.signs.part_of_place)
                || self.parties.iter().any(|p| p.0 <= at && at < p.1)
                || self.times.iter().any(|t| t.0 <= at && at < t.1)
        };
        let goes_on = |at: usize| self.is_name(at) && !ends(at) && self.line.surface[at].len() > 1;
        first > 0 && goes_on(first - 1) && !self.ends_place(first - 1) || goes_on(last)
    }

    fn ends_place(&self, at: usize) -> bool {
        (at.saturating_sub(2)..=at)
            .any(|from| self.knowledge.world.place_at(self.line.surface, from, false).is_some_and(|hit| from + hit.len == at + 1 && hit.stands_alone()))
    }

    /// Whether most words have capitals, as in headlines: then they tell nothing.
    pub fn is_titled(&self) -> bool {
        let long = || self.line.surface.iter().filter(|word| word.len() > 3 && word.starts_with(char::is_alphabetic));
        let capital = long().filter(|word| word.starts_with(char::is_uppercase)).count();
        capital * 3 > long().count() * 2
    }
}

/// A name that the report gives as a person's is his wherever it stands alone: "Jeremy Allen", then "Allen said".
pub(super) fn learn_people(lines: &[Line<'_>], candidates: &mut [Candidate<'_>]) {
    let word = |candidate: &Candidate| (candidate.last == candidate.first + 1).then(|| lines[candidate.sentence].words[candidate.first].lower.clone());
    let people: BTreeSet<_> = candidates.iter().filter(|c| c.evidence == Evidence::Against && !c.is_well_known()).filter_map(word).collect();
    if people.is_empty() {
        return;
    }
    let places: BTreeSet<_> = candidates.iter().filter(|c| c.evidence == Evidence::Told).filter_map(word).collect();
    for candidate in candidates {
        if candidate.evidence < Evidence::Told && word(candidate).is_some_and(|word| people.contains(&word) && !places.contains(&word)) {
            candidate.evidence = Evidence::Against;
        }
    }
}

/// A town of so many people is that town also in a longer name: "Baghdad Operations Command".
const WELL_KNOWN: u32 = 500_000;

impl Candidate<'_> {
    /// Its words, as they stand in the report.
    pub fn words(&self, lines: &[Line<'_>]) -> String {
        lines[self.sentence].surface[self.first..self.last].join(" ")
    }

    /// A place that nobody is called after without being told: countries, divisions, great cities, and those written down by hand.
    pub fn is_well_known(&self) -> bool {
        let known = |row: &PlaceRow| {
            row.kind == PlaceKind::Country || row.own && row.also == Also::Nothing && (row.kind == PlaceKind::Admin1 || row.population >= WELL_KNOWN)
        };
        self.rows.iter().any(|row| row.by_hand || known(row))
    }

    /// Whether one of its places is known wherever it is named.
    pub fn is_known(&self) -> bool {
        self.rows.iter().any(PlaceRow::stands_alone)
    }

    /// Whether the sentence and the name alone make it a place.
    pub fn counts(&self) -> bool {
        let told = |row: &PlaceRow| match row.also {
            Also::Word => Evidence::Told,
            _ => Evidence::Placed,
        };
        let enough = |row: &PlaceRow| self.evidence >= told(row) || self.evidence >= Evidence::Nothing && row.stands_alone();
        self.rows.is_empty() || self.rows.iter().any(enough) || self.evidence == Evidence::Against && self.is_well_known()
    }
}
