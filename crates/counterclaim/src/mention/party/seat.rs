//! Whether a capital speaks for its government, or is the city: "Baku denied it", "a hospital in Baku".
//!
//! Asked of the words around it, first what makes it a city (a place that things are in, hit or leave), then what makes it a speaker. The
//! surprising decision: where neither is there, the seat of a government speaks, but not the town that an armed group holds, which reports
//! of war name far more often as a place that is shelled.

use super::Line;
use counterclaim_model::PartyUse;
use counterclaim_rules::Knowledge;

/// How many words before "on" may tell that something falls on a town.
const FALLS: usize = 4;

/// How many words before "from" may tell that something was said there.
const SAID: usize = 8;

/// The words around a seat of government.
pub(super) struct Seat<'a> {
    pub knowledge: &'a Knowledge,
    pub line: &'a Line<'a>,
    pub at: usize,
    pub end: usize,
}

/// As what a seat stands, and by what sign, in words.
pub(super) type Used = (PartyUse, &'static str);

impl Seat<'_> {
    /// As what it stands: the government, the town that it holds, or no more than a place.
    pub fn used(&self, party: &str) -> Option<Used> {
        let seat = |why| Some((PartyUse::Seat, why));
        if self.has(self.end, "possessive") && (self.has(self.end + 1, "seat-noun") || self.has(self.end + 1, "seat-of")) {
            return seat("what is told to be its own is a government's");
        }
        // "Near Damascus", "central Damascus", "Damascus airport".
        if self.at > 0 && (self.has(self.at - 1, "before-place") && !self.is_told_from() || self.has(self.at - 1, "part-of-place"))
            || self.has(self.end, "after-town")
        {
            return None;
        }
        let governs = || self.knowledge.world.party(party).is_some_and(|party| party.kind.governs());
        if self.heads_report() {
            return governs().then_some((PartyUse::Dateline, "it stands at the head of the report, where it was written"));
        }
        if let Some(why) = self.town() {
            return governs().then_some((PartyUse::Town, why));
        }
        match () {
            () if self.acts() => seat("a verb stands behind it: who acts is the government"),
            () if self.is_addressed() => seat("the word before it is said of governments"),
            () if self.of_government() => seat("a word for a government or its people stands behind it"),
            () if governs() => seat("nothing makes it a city here, and a seat of government speaks"),
            () => None,
        }
    }

    /// What makes it a city, where something does.
    fn town(&self) -> Option<&'static str> {
        let before = self.before();
        let lower = |word: &str| before.is_some_and(|i| self.lower(i) == word);
        let of = lower("of") && !before.is_some_and(|i| i > 0 && self.has(i - 1, "seat-of"));
        let some_before = |list: &str| before.is_some_and(|i| (i.saturating_sub(FALLS)..i).any(|i| self.has(i, list)));
        let left = before.is_some_and(|i| self.has(i, "before-place") && !self.is_told_from() || self.has(i, "before-town") || self.has(i, "harms-town"));
        match () {
            () if of => Some("what is told to be of it is no government's"),
            () if lower("on") && some_before("falls-on") => Some("something falls on it"),
            () if lower("for") && some_before("battle-for") => Some("it is fought for"),
            () if left => Some("the word before it is said of towns"),
            () if self.is_reached() => Some("somebody goes there"),
            () if self.is_listed() => Some("it is told among places"),
            () if self.describes_thing() => Some("what stands behind it is of the city"),
            () if self.suffers() => Some("what is told of it befalls cities"),
            () => None,
        }
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
            || self.lower(self.end) == ","
                && (self.lower(self.end + 1) == "where" || self.lower(self.end + 1) == "the" && self.has(self.end + 2, "place-noun"));
        placed || called
    }

    /// "A statement from Ankara", "a request arrived from Ankara".
    fn is_told_from(&self) -> bool {
        self.at > 1
            && self.lower(self.at - 1) == "from"
            && (self.has(self.at - 2, "seat-of")
                || self.is(self.at - 2, "VERB")
                    && !self.has(self.at - 2, "moves")
                    && (self.at.saturating_sub(SAID)..self.at - 2).any(|i| self.has(i, "seat-of")))
    }

    /// "BEIRUT, July 30 (Cedar Press) -", "NEW DELHI: Troops …".
    fn heads_report(&self) -> bool {
        let name = self.line.surface.get(self.at..self.end).unwrap_or_default();
        let capitals = !self.line.caps && name.iter().all(|word| word.len() > 2 && !word.contains(char::is_lowercase));
        self.at == 0 && capitals && matches!(self.lower(self.end), "," | "(" | "-" | "–" | "—" | "--" | ":" | "/")
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
        let describes = |i: &usize| self.line.words.get(*i).is_some_and(|w| matches!(w.upos, "NOUN" | "ADJ") || owns && w.upos == "PROPN");
        let Some(head) = (from..self.line.words.len()).take_while(describes).last() else { return false };
        if (from..=head).any(|i| self.has(i, "after-town") || self.has(i, "of-town")) {
            return true;
        }
        !owns && self.is(head, "NOUN") && !self.has(head, "seat-noun") && !self.governs_noun(head) && self.is_town()
    }

    /// Whether what stands behind it is tagged as a noun and told of it by a verb before: "did London apologise", "let Kyiv ship grain",
    /// "demanded that Kabul hand over", "cost Riyadh hundreds of men".
    fn governs_noun(&self, head: usize) -> bool {
        let Some(before) = self.at.checked_sub(1) else { return false };
        let asked = self.is(before, "AUX") && matches!(self.lower(before), "do" | "did" | "does");
        let that = self.lower(before) == "that" && self.is(before, "SCONJ") && !self.is(head + 1, "VERB") && !self.is(head + 1, "AUX");
        asked || that || self.is(before, "VERB") && self.has(before, "before-seat")
    }

    /// Whether a town is called so too: the Pentagon and the Kremlin are houses, and their inquiries a government's.
    fn is_town(&self) -> bool {
        self.knowledge.world.place_at(self.line.surface, self.at, self.line.caps).is_some_and(|hit| hit.stands_alone())
    }

    /// "Kyiv woke to explosions", "Kabul was shelled".
    fn suffers(&self) -> bool {
        let told = |i: usize| self.has(i, "harms-town") || matches!(self.lower(i), "under" | "without");
        let passive = self.is(self.end, "AUX") && (self.end + 1..self.end + 3).any(told);
        let worst = self.line.words.get(self.end + 2).is_some_and(|word| word.xpos == "JJS");
        let witnesses = self.has(self.end, "witnesses") && self.lower(self.end + 1) == "its" && worst;
        passive || witnesses || self.has(self.end, "town-verb")
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
