//! Numbers that count no people.
//!
//! "An 18-year-old", "in 2016", "13 September", "$5 million", "15 km", "Division 30" and "eight vehicles" hold numbers and no one harmed.
//!
//! A noun of people behind the number overrules the calendar: "2016 soldiers" and "in September 13 soldiers" count soldiers.

use super::core::Core;
use super::{Number, Scan};
use counterclaim_model::Qualifier;

impl Scan<'_> {
    pub(super) fn is_other(&self, first: usize, last: usize, core: &Core, qualifier: Qualifier, found: &[Number]) -> bool {
        core.odd
            || self.is_code(core)
            || self.marked_before(core.first, core)
            || first != core.first && self.marked_before(first, core)
            || self.marked_after(core.end, core)
            || last != core.end && self.marked_after(last, core)
            || self.is_year(core, qualifier, found)
            || self.is_age(core, qualifier)
            || self.goes_on(core, found)
            || self.counts_things(last)
    }

    /// "Dozens of tanks", "several days".
    pub(super) fn is_other_vague(&self, first: usize, core: (usize, usize)) -> bool {
        let noun = core.1 + usize::from(self.lower(core.1) == "of");
        let plain = Core::plain(core.0, core.1, 1);
        self.marked_before(first, &plain) || self.marked_after(noun, &plain) || self.counts_things(noun)
    }

    fn marked_before(&self, at: usize, core: &Core) -> bool {
        let Some(word) = at.checked_sub(1) else { return false };
        self.rules.other_before.under(self.lower(word)).iter().any(|phrase| {
            let Some(start) = self.fits_before(phrase, at, 0) else { return false };
            let written = !phrase.means.capital || phrase.written.iter().enumerate().all(|(i, w)| self.raw(start + i) == w);
            // "In September 13 soldiers fell": a count. "On September 13 soldiers fell": a day.
            let count = phrase.means.month && (self.people_follow(core.end, 2) && (start == 0 || self.lower(start - 1) == "in") || core.low > 31 && !core.bare);
            written && !count
        })
    }

    fn marked_after(&self, at: usize, core: &Core) -> bool {
        let here = at + usize::from(self.is_hyphen(at));
        let beyond = here + usize::from(self.rules.between.contains(self.lower(here)));
        [at, here, beyond].into_iter().any(|here| {
            self.rules.other_after.under(self.lower(here)).iter().any(|phrase| {
                let written = !phrase.means.capital || phrase.written.iter().enumerate().all(|(i, w)| self.raw(here + i) == w);
                let count = phrase.means.month && (core.high > 31 || here != at);
                // "Six weekend guests", "20 dollar traders": the unit is part of a noun of people.
                let noun = self.rules.people.contains(self.lower(here + phrase.words.len())) && !self.is_hyphen(here.wrapping_sub(1));
                self.fits(phrase, here) && written && !count && !noun
            })
        })
    }

    /// Part of a date or code in figures ("2020-09-29", "F-16", "555-0123"), or of a score ("3-2").
    fn is_code(&self, core: &Core) -> bool {
        let tight = |at: usize| self.joined(at) && self.joined(at + 1) && self.is_hyphen(at + 1);
        let after = tight(core.end - 1) && self.lower(core.end + 1).starts_with(|c: char| c.is_ascii_digit());
        let before = core.first >= 2 && tight(core.first - 2) && {
            let word = self.lower(core.first - 2);
            !word.is_empty() && !self.rules.words.contains_key(word)
        };
        let slash = |at: usize| self.lower(at) == "/" && self.joined(at);
        after
            || before
            || slash(core.end)
            || core.first > 0 && slash(core.first - 1) && self.lower(core.first.wrapping_sub(2)).starts_with(|c: char| c.is_ascii_digit())
    }

    fn is_year(&self, core: &Core, qualifier: Qualifier, found: &[Number]) -> bool {
        let bounded = !matches!(qualifier, Qualifier::Exact | Qualifier::Range | Qualifier::About);
        if !core.bare || bounded || !(1900..=2099).contains(&core.low) || !(1900..=2099).contains(&core.high) {
            return false;
        }
        // "July 19 2014": behind a day of the month.
        if found.last().is_some_and(|n| n.not_people && n.last == core.first) {
            return true;
        }
        let before = core.first.checked_sub(1).map_or("", |at| self.lower(at));
        self.rules.year_after.contains(before)
            || !self.people_follow(core.end, 4) && self.words.get(core.first.wrapping_sub(1)).is_none_or(|w| w.upos != "VERB")
    }

    /// "A farmer, 35, died".
    fn is_age(&self, core: &Core, qualifier: Qualifier) -> bool {
        let Some(who) = core.first.checked_sub(2) else { return false };
        let named = self.raw(who).starts_with(char::is_uppercase) && who > 0 && self.words.get(who).is_none_or(|w| !w.lower.ends_with("day"));
        let commas = self.lower(core.first - 1) == "," && matches!(self.lower(core.end), "," | "." | "and");
        let digits = self.lower(core.first).starts_with(|c: char| c.is_ascii_digit());
        commas
            && digits
            && core.high <= 105
            && qualifier == Qualifier::Exact
            && (self.rules.person.contains(self.lower(who)) || self.words[who].xpos == "NN" || named && self.lower(core.end) != "and")
    }

    /// "September 27 and 28": the day goes on.
    fn goes_on(&self, core: &Core, found: &[Number]) -> bool {
        let Some(before) = found.last() else { return false };
        let month = before.not_people && before.core.0 > 0 && self.rules.other_before.under(self.lower(before.core.0 - 1)).iter().any(|p| p.means.month);
        month && before.last + 1 == core.first && core.high <= 31 && matches!(self.lower(before.last), "and" | "to" | "or") && !self.people_follow(core.end, 2)
    }

    /// Whether a noun of people stands among the next words, before the run ends.
    pub(super) fn people_follow(&self, at: usize, within: usize) -> bool {
        self.run(at).take(within).any(|word| self.rules.people.contains(word))
    }

    fn counts_things(&self, at: usize) -> bool {
        let mut things = false;
        for word in self.run(at).take(4) {
            if self.rules.people.contains(word) {
                return false;
            }
            things |= self.rules.things.contains(word);
        }
        things
    }

    /// The words of the run behind a number: as far as the next mark, preposition or figure.
    fn run(&self, at: usize) -> impl Iterator<Item = &str> {
        let rest = self.words.get(at..).unwrap_or(&[]);
        rest.iter()
            .map(|w| &*w.lower)
            .take_while(|w| !self.rules.run_ends.contains(*w) && !w.starts_with(|c: char| c.is_ascii_digit()) && !self.rules.words.contains_key(*w))
    }
}
