//! Rows of words against a sentence: the longest row that fits at a word, and the parts that its classes take.
//!
//! "Tuesday (September 13th)" fits `WEEKDAY ( MONTH DAY )`; its parts are a weekday, a month and a day.

use super::Scan;
use counterclaim_rules::time::{Choice, Class, Element, Seen};

/// A row that fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) first: usize,
    pub(super) last: usize,
    /// An index into `Times::patterns`.
    pub(super) pattern: usize,
    pub(super) parts: Parts<'a>,
}

/// What the classes of a row took.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts<'a> {
    pub(super) year: Option<i16>,
    /// The last year of "1992-95".
    pub(super) end_year: Option<i16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// The second day of "27-29 September".
    pub(super) end_day: Option<u8>,
    pub(super) weekday: Option<u8>,
    /// How many; `Some(None)` is "several".
    pub(super) count: Option<Option<i64>>,
    /// Half a one more: "3.5".
    pub(super) half: bool,
    pub(super) unit: Option<&'a str>,
    pub(super) part: Option<&'a str>,
    pub(super) season: Option<&'a str>,
    pub(super) decade: Option<i64>,
    pub(super) nth: Option<i64>,
    pub(super) clock: Option<(i64, i64)>,
    pub(super) afternoon: Option<bool>,
}

impl<'a> Scan<'a> {
    /// The longest row that fits at a word; of two as long the one that comes first in the rules.
    pub(super) fn longest(&self, at: usize) -> Option<Found<'a>> {
        let rules = self.rules;
        let mut best: Option<Found> = None;
        rules.rows_at(self.seen(at), self.seen(at + 1), |pattern, row| {
            let Some(row) = rules.patterns.get(pattern).and_then(|p| p.rows.get(row)) else { return };
            let Some((last, parts)) = self.fits(row, at, Parts::default()) else { return };
            let better = best.is_none_or(|b| last > b.last || last == b.last && pattern < b.pattern);
            let found = Found { first: at, last, pattern, parts };
            // "In September 13 soldiers fell" has no day, and a month all the same.
            if last > at && better && !self.is_counted(&found) {
                best = Some(found);
            }
        });
        best
    }

    fn seen(&self, at: usize) -> Seen<'_> {
        Seen { word: self.lower(at), bare: self.bare(at) }
    }

    /// Fits a row from a word on; an optional word is taken where the rest still fits.
    fn fits(&self, row: &'a [Element], at: usize, parts: Parts<'a>) -> Option<(usize, Parts<'a>)> {
        let Some((element, rest)) = row.split_first() else { return Some((at, parts)) };
        let taken = match &element.what {
            Choice::Phrases(phrases) => phrases
                .iter()
                .filter(|phrase| phrase.iter().enumerate().all(|(i, word)| self.lower(at + i) == word))
                .find_map(|phrase| self.fits(rest, at + phrase.len(), parts)),
            Choice::Class(class) => {
                let mut with = parts;
                self.class(*class, at, &mut with).and_then(|len| self.fits(rest, at + len, with))
            }
        };
        taken.or_else(|| if element.optional { self.fits(rest, at, parts) } else { None })
    }

    /// Reads a class at a word; gives how many words it takes.
    fn class(&self, class: Class, at: usize, parts: &mut Parts<'a>) -> Option<usize> {
        let rules = self.rules;
        let word = self.lower(at);
        let bare = self.bare(at);
        let cut = word.find(bare).unwrap_or(0);
        let capital = self.raw(at).get(cut..).is_some_and(|w| w.starts_with(char::is_uppercase));
        match class {
            Class::Weekday => parts.weekday = Some(*rules.weekdays.get(word).filter(|_| word.len() >= 6)?),
            Class::Wd => parts.weekday = Some(*rules.weekdays.get(bare).filter(|_| capital || word.len() >= 6)?),
            Class::Month => parts.month = Some(*rules.months.get(bare).filter(|_| capital || rules.guard.small.contains(bare))?),
            Class::Day => {
                let (digits, len) = self.ordinal(at).unwrap_or((word, 1));
                let day: u8 = digits.parse().ok().filter(|d| (1..=31).contains(d) && digits.len() <= 2)?;
                if parts.day.is_some() {
                    parts.end_day = Some(day);
                } else {
                    parts.day = Some(day);
                }
                return Some(len);
            }
            Class::Year => return self.year(at, parts),
            Class::Yy => {
                let year: i16 = word.parse().ok().filter(|_| word.len() == 2)?;
                // "On 3 May 45 men fell" has no year.
                let behind = self.raw(at + 1);
                let counts = behind.starts_with(char::is_lowercase) || parts.day.is_none() && behind.starts_with(char::is_alphanumeric);
                parts.year = Some(if year >= 32 { 1900 + year } else { 2000 + year })
                    .filter(|_| !counts && (year >= 32 || matches!(self.lower(at + 1), "(" | "]" | ")")));
                parts.year?;
            }
            Class::Endyear => {
                let last: i16 = word.parse().ok().filter(|_| word.len() == 2 && !(self.joined(at) && self.lower(at + 1) == "-"))?;
                let first = parts.year?;
                parts.end_year = Some(first - first % 100 + last).filter(|year| *year > first);
                parts.end_year?;
            }
            Class::Num => return self.count(at, parts),
            Class::Unit => parts.unit = Some(rules.units.get(word)?),
            Class::Units => parts.unit = Some(rules.plurals.get(word)?),
            Class::Period => {
                let unit = rules.units.get(word).filter(|u| matches!(u.as_str(), "W" | "M" | "Q" | "Y" | "E" | "C"))?;
                // "The year-earlier quarter" is a year back.
                parts.unit = parts.unit.or(Some(unit));
            }
            Class::Part => parts.part = Some(rules.parts.get(word)?),
            Class::Season => parts.season = Some(rules.seasons.get(bare)?),
            Class::Decade => {
                // "The 1990's" are the 1990s.
                let apart = matches!(self.lower(at + 1), "'s" | "’s") && self.joined(at) && self.before(at) == "the";
                let digits = word
                    .strip_suffix('s')
                    .or(Some(word).filter(|_| apart && word.len() == 4))
                    .filter(|d| d.ends_with('0') && d.bytes().all(|b| b.is_ascii_digit()));
                let figures = digits.and_then(|d| d.parse::<i64>().ok()).and_then(|d| match d {
                    10..=90 => Some(190 + d / 10),
                    1500..=2090 => Some(d / 10),
                    _ => None,
                });
                parts.decade = Some(figures.or_else(|| rules.decades.get(word).copied())?);
                return Some(1 + usize::from(apart));
            }
            Class::Centuryth => {
                let (digits, len) = self.ordinal(at)?;
                parts.nth = Some(digits.parse().ok().filter(|n| (1..=30).contains(n))?);
                return Some(len);
            }
            Class::Clock => {
                let (hour, minute) = word.split_once(':')?;
                let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.get(..2).unwrap_or(minute).parse().ok()?);
                let clock = Some((hour, minute)).filter(|_| (0..=24).contains(&hour) && (0..60).contains(&minute))?;
                // "At 00:05 (22:05 French time)" is told by the clock of the place.
                parts.clock = parts.clock.or(Some(clock));
            }
            Class::Ampm => {
                let afternoon = match word {
                    "a.m." | "am" | "a.m" => false,
                    "p.m." | "pm" | "p.m" => true,
                    _ => return None,
                };
                parts.afternoon = parts.afternoon.or(Some(afternoon));
            }
            Class::Quarter => parts.nth = Some(*rules.quarters.get(word)?),
            Class::Name => return capital.then_some(1),
            Class::Iso => return self.iso(at, parts),
            Class::Glued => {
                let cut = word.len().checked_sub(4).filter(|_| matches!(word.len(), 5 | 6) && word.bytes().all(|b| b.is_ascii_digit()))?;
                parts.day = Some(word[..cut].parse().ok().filter(|d| (1..=31).contains(d))?);
                parts.year = Some(word[cut..].parse().ok().filter(|y| (1900..=2100).contains(y))?);
            }
            Class::Dayth => {
                if let Some((digits, len)) = self.ordinal(at) {
                    parts.day = Some(digits.parse().ok().filter(|day| (1..=31).contains(day))?);
                    return Some(len);
                }
                let ordinal = |at: usize| rules.days.get(self.lower(at)).copied();
                // "The twenty-first of June".
                let tens = rules.numbers.get(word).copied().filter(|n| matches!(n, 20 | 30)).and_then(|n| u8::try_from(n).ok());
                let hyphen = usize::from(self.lower(at + 1) == "-");
                let (day, len) = match (ordinal(at), tens) {
                    (Some(day), _) => (day, 1),
                    (None, Some(tens)) => (tens + ordinal(at + 1 + hyphen).filter(|day| *day < 10)?, 2 + hyphen),
                    (None, None) => return None,
                };
                // "In March second lieutenant Lo fell" has a rank.
                let rank =
                    at.checked_sub(1).is_some_and(|month| rules.months.contains_key(self.bare(month))) && self.lower(at + len).starts_with(char::is_alphabetic);
                parts.day = Some(day).filter(|day| *day <= 31 && !rank);
                return parts.day.map(|_| len);
            }
            Class::Nth => match self.ordinal(at) {
                Some((digits, len)) => {
                    parts.nth = Some(digits.parse().ok().filter(|n| (1..=4).contains(n))?);
                    return Some(len);
                }
                None => parts.nth = Some(*rules.ordinals.get(word)?),
            },
        }
        Some(1)
    }

    /// The figures of "13th", whether that is one word or two, and how many words it is.
    fn ordinal(&self, at: usize) -> Option<(&str, usize)> {
        const ENDS: [&str; 4] = ["st", "nd", "rd", "th"];
        let word = self.lower(at);
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if let Some(digits) = ENDS.iter().find_map(|end| word.strip_suffix(end)) {
            return Some((digits, 1));
        }
        (self.joined(at) && ENDS.contains(&self.lower(at + 1))).then_some((word, 2))
    }

    /// A word without its prefix and its stop: "july" of "mid-july", "sept" of "sept.".
    pub(super) fn bare(&self, at: usize) -> &str {
        let word = self.lower(at);
        let prefix = if word.contains('-') { self.rules.guard.prefixes.iter().find_map(|p| word.strip_prefix(p.as_str())) } else { None };
        prefix.unwrap_or(word).trim_end_matches('.')
    }

    /// "1996", "nineteen ninety-six".
    fn year(&self, at: usize, parts: &mut Parts<'a>) -> Option<usize> {
        let word = self.bare(at);
        if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            parts.year = Some(word.parse().ok().filter(|y| (1000..=2199).contains(y))?);
            return Some(1);
        }
        let number = |at: usize| self.rules.numbers.get(self.lower(at)).copied();
        let century = number(at).filter(|n| (18..=20).contains(n))?;
        let tens = number(at + 1).filter(|n| (10..=90).contains(n))?;
        let hyphen = usize::from(self.lower(at + 2) == "-");
        let ones = number(at + 2 + hyphen).filter(|n| tens >= 20 && (1..=9).contains(n) && !matches!(self.lower(at + 2 + hyphen), "a" | "an"));
        parts.year = i16::try_from(century * 100 + tens + ones.unwrap_or(0)).ok();
        Some(if ones.is_some() { 3 + hyphen } else { 2 })
    }

    /// "24", "a", "twenty-four", "several", "a couple of".
    fn count(&self, at: usize, parts: &mut Parts<'a>) -> Option<usize> {
        let phrase = |list: &[Vec<String>]| list.iter().find(|p| p.iter().enumerate().all(|(i, w)| self.lower(at + i) == w)).map(Vec::len);
        let set = |parts: &mut Parts, n| {
            // "Two to three weeks" keeps the first.
            parts.count = parts.count.or(Some(n));
        };
        if let Some(len) = phrase(&self.rules.vague) {
            set(parts, None);
            return Some(len);
        }
        if let Some(len) = phrase(&self.rules.two) {
            set(parts, Some(2));
            return Some(len);
        }
        let word = self.lower(at);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            // "3.5 years".
            let (whole, half) = word.strip_suffix(".5").map_or((word, false), |whole| (whole, true));
            let n: i64 = whole.parse().ok().filter(|n| (0..=9999).contains(n))?;
            set(parts, Some(n));
            parts.half = half;
            return Some(1);
        }
        let number = |at: usize| self.rules.numbers.get(self.lower(at)).copied();
        let first = number(at)?;
        if first >= 20 {
            let hyphen = usize::from(self.lower(at + 1) == "-");
            if let Some(ones) = number(at + 1 + hyphen).filter(|n| (1..=9).contains(n) && !matches!(self.lower(at + 1 + hyphen), "a" | "an")) {
                set(parts, Some(first + ones));
                return Some(2 + hyphen);
            }
        }
        set(parts, Some(first));
        Some(1)
    }

    /// "2020-09-29", "31-07-2015", "13/09/2022", "29.09.2020".
    fn iso(&self, at: usize, parts: &mut Parts<'a>) -> Option<usize> {
        let number = |text: &str| text.parse::<i16>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
        let word = self.lower(at);
        let (texts, len) = match word.split(['/', '.', '-']).collect::<Vec<_>>()[..] {
            [a, b, c] => ([a, b, c], 1),
            [_] if matches!((self.lower(at + 1), self.lower(at + 3)), ("-", "-") | ("/", "/")) && (at..at + 4).all(|i| self.joined(i)) => {
                ([word, self.lower(at + 2), self.lower(at + 4)], 5)
            }
            _ => return None,
        };
        let [a, b, c] = [number(texts[0])?, number(texts[1])?, number(texts[2])?];
        let (year, month, day) = match (texts[0].len(), texts[2].len()) {
            (4, 1..=2) => (a, b, c),
            // Days come first, as in most of the world, where both readings exist.
            (1..=2, 4) if b <= 12 => (c, b, a),
            (1..=2, 4) => (c, a, b),
            _ => return None,
        };
        parts.year = Some(year).filter(|y| (1900..=2100).contains(y));
        parts.month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m));
        parts.day = u8::try_from(day).ok().filter(|d| (1..=31).contains(d));
        (parts.year.is_some() && parts.month.is_some() && parts.day.is_some()).then_some(len)
    }
}
