//! Whether a capital speaks for its government, or is the city: "Baku denied it", "a hospital in Baku".
//!
//! Asked of the words around it, first what makes it a city (a place that things are in, hit or leave), then what makes it a speaker. The
//! surprising decision: where neither is there, the seat of a government speaks, but not the town that an armed group holds, which reports of
//! war name far more often as a place that is shelled.

use super::Line;
use counterclaim_model::PartyUse;
use counterclaim_rules::Knowledge;

/// How many words before "on" may tell that something falls on a town.
const FALLS: usize = 4;

/// The words around a seat of government.
pub(super) struct Seat<'a> {
    pub knowledge: &'a Knowledge,
    pub line: &'a Line<'a>,
    pub at: usize,
    pub end: usize,
}

impl Seat<'_> {
    /// As what it stands: the government, the town that it holds, or no more than a place.
    pub fn used(&self, party: &str) -> Option<PartyUse> {
        // "Near Damascus", "central Damascus", "Damascus airport".
        let of_its_own = self.has(self.end, "possessive") && (self.has(self.end + 1, "seat-noun") || self.has(self.end + 1, "seat-of"));
        if of_its_own {
            return Some(PartyUse::Seat);
        }
        if self.at > 0 && (self.has(self.at - 1, "before-place") && !self.is_told_from() || self.has(self.at - 1, "part-of-place"))
            || self.has(self.end, "after-town")
        {
            return None;
        }
        let governs = || self.knowledge.world.party(party).is_some_and(|party| party.kind.governs());
        if self.is_town() {
            return governs().then_some(PartyUse::Town);
        }
        (self.acts() || self.is_addressed() || self.of_government() || governs()).then_some(PartyUse::Seat)
    }

    fn is_town(&self) -> bool {
        let before = self.before();
        let of = before.is_some_and(|i| self.lower(i) == "of") && !before.is_some_and(|i| i > 0 && self.has(i - 1, "seat-of"));
        let falls = before.is_some_and(|i| self.lower(i) == "on" && (i.saturating_sub(FALLS)..i).any(|i| self.has(i, "falls-on")));
        let left = before.is_some_and(|i| self.has(i, "before-place") && !self.is_told_from() || self.has(i, "before-town") || self.has(i, "harms-town"));
        of || falls || left || self.is_reached() || self.is_listed() || self.describes_thing() || self.suffers()
    }

    /// "Flew to Baku", "the road to Baku".
    fn is_reached(&self) -> bool {
        self.before().is_some_and(|i| self.lower(i) == "to" && (i.saturating_sub(FALLS)..i).any(|i| self.has(i, "moves")))
    }

    /// "In Ganja and Baku", "the capital Baku", "Baku, the capital".
    fn is_listed(&self) -> bool {
        let joins = |i: &usize| self.is(*i, "PROPN") || matches!(self.lower(*i), "," | "and");
        let joined = (0..self.at).rev().take_while(joins).last();
        let placed = joined.and_then(|i| i.checked_sub(1)).is_some_and(|i| self.has(i, "before-place"));
        let called = self.at > 0 && self.has(self.at - 1, "place-noun")
            || self.lower(self.end) == "," && self.lower(self.end + 1) == "the" && self.has(self.end + 2, "place-noun");
        placed || called
    }

    /// "A statement from Ankara".
    fn is_told_from(&self) -> bool {
        self.at > 1 && self.lower(self.at - 1) == "from" && self.has(self.at - 2, "seat-of")
    }

    /// The word before it, articles left out.
    fn before(&self) -> Option<usize> {
        let last = self.at.checked_sub(1)?;
        if self.lower(last) == "the" { last.checked_sub(1) } else { Some(last) }
    }

    /// "The Kabul bombing", "Tehran's suburbs": what stands behind it is of the city. What is of a government is not ("Baku's forces").
    fn describes_thing(&self) -> bool {
        let owns = self.has(self.end, "possessive");
        let from = self.end + usize::from(owns);
        if self.has(from, "after-town") || self.has(from, "of-town") {
            return true;
        }
        let describes = |i: &usize| self.line.words.get(*i).is_some_and(|w| matches!(w.upos, "NOUN" | "ADJ"));
        let Some(head) = (from..self.line.words.len()).take_while(describes).last() else { return false };
        let town = (from..=head).any(|i| self.has(i, "after-town") || self.has(i, "of-town"));
        town || !owns && self.is(head, "NOUN") && !self.has(head, "seat-noun")
    }

    /// "Kyiv woke to explosions", "Kabul was shelled".
    fn suffers(&self) -> bool {
        let passive = self.is(self.end, "AUX") && (self.end + 1..self.end + 3).any(|i| self.has(i, "harms-town") || self.lower(i) == "under");
        passive || self.has(self.end, "town-verb")
    }

    /// A verb stands behind it: "Juba put the dead at 272".
    fn acts(&self) -> bool {
        let next = (self.end..self.line.words.len()).find(|&i| !self.is(i, "ADV") && !self.is(i, "PART"));
        next.is_some_and(|i| self.is(i, "VERB") || self.is(i, "AUX"))
    }

    /// "By Buenos Aires", "with Luhansk", "accuses Baku".
    fn is_addressed(&self) -> bool {
        self.before().is_some_and(|i| self.has(i, "before-seat"))
    }

    /// "Baku's forces", "the Donetsk authorities".
    fn of_government(&self) -> bool {
        (self.end..self.end + 3).any(|i| self.has(i, "seat-noun"))
    }

    fn has(&self, at: usize, list: &str) -> bool {
        self.line.marks.has(at, self.knowledge.lexicon.bit(list))
    }

    fn is(&self, at: usize, tag: &str) -> bool {
        self.line.words.get(at).is_some_and(|word| word.upos == tag)
    }

    fn lower(&self, at: usize) -> &str {
        self.line.words.get(at).map_or("", |word| &word.lower)
    }
}
