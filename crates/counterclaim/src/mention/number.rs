//! Numbers in words and figures, with the bounds that their words set.
//!
//! "At least two dozen" is 24 to open, "not as high as 20" is open to 19, "3,000 to 5,000" is a range, "dozens" is what the table in
//! use says. Which words do that is data: `rules/en/number.toml`.
//!
//! Every number is given, also those that count no people: ages, years, clock times, percentages, money, measures, units by number.
//! They carry a flag, because the rooms that follow ask as often "is there a number here that is *not* a count?" as the reverse.

mod core;
mod other;

use self::core::Core;
use counterclaim_model::{Qualifier, Quantity, Word};
use counterclaim_rules::number::{Meaning, Numbers, Phrase};

/// A number, its qualifier and where both stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// First word, qualifiers included.
    pub first: usize,
    /// The word after the last, qualifiers included.
    pub last: usize,
    /// The figure alone, half-open ("two dozen" of "at least two dozen"; "25 and 35" of "between 25 and 35").
    pub core: (usize, usize),
    /// How many.
    pub quantity: Quantity,
    /// It counts no people: an age, a year, a measure, money, a unit's number, things.
    pub not_people: bool,
}

/// The numbers of one sentence, in order and disjoint.
pub fn numbers(rules: &Numbers, text: &str, words: &[Word]) -> Vec<Number> {
    let scan = Scan { rules, text, words };
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let floor = found.last().map_or(0, |n| n.last);
        at = match scan.at(at, floor, &found) {
            Step::Number(number) => {
                found.push(number);
                number.last
            }
            Step::To(next) => next.max(at + 1),
        };
    }
    found
}

/// What stands at a word.
enum Step {
    Number(Number),
    /// No number; go on there.
    To(usize),
}

/// One sentence being read.
struct Scan<'a> {
    rules: &'a Numbers,
    text: &'a str,
    words: &'a [Word],
}

impl Scan<'_> {
    fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| &w.lower)
    }

    fn raw(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.span.of(self.text))
    }

    /// Whether no blank stands between a word and the next.
    fn joined(&self, at: usize) -> bool {
        matches!(self.words.get(at..at.saturating_add(2)), Some([a, b]) if a.span.end == b.span.start)
    }

    fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.lower(at), "-" | "–" | "‑")
    }

    fn fits<T>(&self, phrase: &Phrase<T>, at: usize) -> bool {
        phrase.words.iter().enumerate().all(|(i, word)| self.lower(at + i) == word)
    }

    /// Whether a phrase ends just before `at`; gives its first word.
    fn fits_before<T>(&self, phrase: &Phrase<T>, at: usize, floor: usize) -> Option<usize> {
        let start = at.checked_sub(phrase.words.len()).filter(|&s| s >= floor)?;
        self.fits(phrase, start).then_some(start)
    }

    fn at(&self, at: usize, floor: usize, found: &[Number]) -> Step {
        if let Some(phrase) = self.rules.phrases.under(self.lower(at)).iter().find(|p| self.fits(p, at)) {
            let of = phrase.words.len() > 1 && phrase.words.last().is_some_and(|w| w == "of");
            let end = at + phrase.words.len() - usize::from(of);
            match phrase.means {
                Meaning::Skip => return Step::To(end),
                Meaning::Zero if self.names_none(end) => {
                    let quantity = Quantity::exact(0);
                    return Step::Number(Number { first: at, last: end, core: (at, end), quantity, not_people: false });
                }
                Meaning::Zero => {}
                Meaning::Fixed(n) => {
                    let core = Core::plain(at, end, n);
                    return Step::Number(self.bounded(core, floor, found));
                }
                Meaning::Vague(n) if self.is_vague(at, end) => return Step::Number(self.vague((at, end), n, floor)),
                Meaning::Vague(_) => {}
            }
        }
        match self.range(at) {
            Some(core) if core.figure().is_some() => Step::Number(self.bounded(core, floor, found)),
            // A figure too large for a count of people.
            Some(core) => Step::To(core.end),
            None => Step::To(at + 1),
        }
    }

    /// Whether "no" says that there is none: it stands before a noun of people or of harm ("no civilian casualties"), not before a solution.
    fn names_none(&self, end: usize) -> bool {
        let Some(next) = self.words.get(end) else { return false };
        !matches!(next.upos, "VERB" | "AUX" | "PRON" | "ADP") && self.people_follow(end, 4) && self.range(end).is_none()
    }

    /// "Some" counts only before a plural noun; the other vague words always do, unless a figure follows ("many 40").
    fn is_vague(&self, at: usize, end: usize) -> bool {
        if self.range(end).is_some() {
            return false;
        }
        let plural = |word: &str| self.rules.people.contains(word) && !self.rules.person.contains(word) || is_plural(word);
        self.lower(at) != "some" || plural(self.lower(end)) || !self.rules.run_ends.contains(self.lower(end)) && plural(self.lower(end + 1))
    }

    fn vague(&self, core: (usize, usize), low: u32, floor: usize) -> Number {
        let (first, _) = self.qualified_before(core.0, floor);
        let (last, _) = self.qualified_after(core.1);
        let quantity = Quantity { low: Some(low), high: None, qualifier: Qualifier::Vague };
        Number { first, last, core, quantity, not_people: self.is_other_vague(first, core) }
    }

    fn bounded(&self, core: Core, floor: usize, found: &[Number]) -> Number {
        let (mut first, before) = self.qualified_before(core.first, floor);
        let (last, after) = self.qualified_after(core.end);
        if core.between && first == core.first {
            first = core.first.saturating_sub(1).max(floor);
        }
        let bound = strongest(before, after);
        let (low, high) = core.figure().unwrap_or((0, 0));
        let plain = if low == high { Qualifier::Exact } else { Qualifier::Range };
        let (low, high, qualifier) = match bound {
            Some(Qualifier::AtLeast) => (Some(low), None, Qualifier::AtLeast),
            Some(Qualifier::MoreThan) => (Some(low.saturating_add(1)), None, Qualifier::MoreThan),
            Some(Qualifier::LessThan) => (None, Some(high.saturating_sub(1)), Qualifier::LessThan),
            Some(Qualifier::UpTo) => (None, Some(high), Qualifier::UpTo),
            Some(Qualifier::About) if low == high => (Some(low), Some(high), Qualifier::About),
            _ => (Some(low), Some(high), plain),
        };
        let quantity = Quantity { low, high, qualifier };
        let not_people = self.is_other(first, last, &core, quantity.qualifier, found);
        Number { first, last, core: (core.first, core.end), quantity, not_people }
    }

    /// The first word of the qualifiers before `at`, and how they bound.
    fn qualified_before(&self, at: usize, floor: usize) -> (usize, Option<Qualifier>) {
        let (mut first, mut bound, mut here) = (at, None, at);
        // Four steps are "at least another some 40"; more is no qualifier.
        for _ in 0..4 {
            let Some(word) = here.checked_sub(1).filter(|&w| w >= floor) else { break };
            let qualifier = self.rules.before.under(self.lower(word)).iter().find_map(|p| Some((self.fits_before(p, here, floor)?, p.means)));
            if let Some((start, means)) = qualifier {
                bound = strongest(bound, Some(means));
                (first, here) = (start, start);
            } else if let Some(start) = self.rules.gap.under(self.lower(word)).iter().find_map(|p| self.fits_before(p, here, floor)) {
                here = start;
            } else {
                break;
            }
        }
        (first, bound)
    }

    /// The word after the qualifiers behind a figure that ends at `at`, and how they bound.
    fn qualified_after(&self, at: usize) -> (usize, Option<Qualifier>) {
        let Some(phrase) = self.rules.after.under(self.lower(at)).iter().find(|p| self.fits(p, at)) else {
            return (at, None);
        };
        let end = at + phrase.words.len();
        // "40 or more than 60", "20 at least 30": the words belong to what follows.
        if self.lower(end) == "than" || self.range(end).is_some() { (at, None) } else { (end, Some(phrase.means)) }
    }
}

/// Of two qualifiers the one that opens an end; of two such the one nearer the figure.
fn strongest(near: Option<Qualifier>, far: Option<Qualifier>) -> Option<Qualifier> {
    match (near, far) {
        (None | Some(Qualifier::About), Some(far)) => Some(far),
        (near, _) => near,
    }
}

/// Whether a word looks like a plural noun.
fn is_plural(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) && !matches!(word, "always" | "does" | "perhaps")
}
