//! Days, times and durations, by the calendar and the day of writing.
//!
//! Told on a Tuesday, "on Sunday" is two days before, "last Tuesday" a week before, "in the fall of 2020" three months of that year. What
//! the words mean is data (`rules/en/time.toml`); here is only the calendar.
//!
//! A weekday is the nearest one at or before the day of writing, because reports tell what has happened; it lies ahead only where a
//! word such as "will" stands before it. Without a day of writing it stays `XXXX-WXX-7`, and a later room may still settle it.

pub(crate) mod calendar;
mod head;
mod join;
mod reckon;
mod row;

use counterclaim_model::{Basis, Day, Document, Interval, Word};
use counterclaim_rules::time::{Means, Times};
use reckon::Reckoned;
use row::Found;

/// What days are counted from: the day of writing, and what the sentences before have told. It goes along with a report, sentence by
/// sentence.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    /// The day of writing, or the year or month where no more is known.
    written: Option<Day>,
    /// The date told last: "two days later".
    date: Option<Day>,
    /// The quarter of a year told last: "up from 40 a year earlier".
    quarter: Option<(i16, i64)>,
}

impl Telling {
    /// A report written on that day, of which nothing has been told yet.
    pub fn on(written: Option<Day>) -> Telling {
        Telling { written, ..Telling::default() }
    }

    fn hear(&mut self, means: Means, told: &Reckoned) {
        self.date = told.from.filter(|_| told.is_date).or(self.date);
        let quarter = |(year, n): (&str, &str)| Some((year.parse().ok()?, n.parse().ok()?));
        self.quarter = Some(&told.value).filter(|_| means == Means::Quarter).and_then(|v| v.split_once("-Q")).and_then(quarter).or(self.quarter);
    }
}

/// Where a weekday lies that says nothing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tense {
    /// At or before the day of writing.
    Past,
    /// At or after it.
    Future,
}

/// Whether the days of an expression are bounded on both sides.
enum End {
    Closed,
    /// Only the last is told.
    Before,
    /// Only the first is told.
    After,
}

/// An expression of time in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// First word.
    pub first: usize,
    /// The word after the last.
    pub last: usize,
    /// TIMEX3 value: `2020-09-27`, `PT24H`, `XXXX-WXX-7`.
    pub value: String,
    /// TIMEX3 type: `DATE`, `TIME`, `DURATION`, `SET`.
    pub kind: &'static str,
    /// The days that it covers.
    pub days: Interval,
    /// It runs from there to the day of writing: "since Sunday".
    pub since: bool,
}

/// The expressions of time of one sentence, in order and disjoint.
pub fn times(rules: &Times, text: &str, words: &[Word], telling: &mut Telling) -> Vec<Time> {
    let scan = Scan { rules, text, words };
    let mut found: Vec<(Found, Reckoned)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let next = scan.longest(at).filter(|f| scan.stands(f));
        let Some(mut match_) = next else {
            at += 1;
            continue;
        };
        at = match_.last;
        let tense = if scan.is_ahead(match_.first) { Tense::Future } else { Tense::Past };
        let pattern = &rules.patterns[match_.pattern];
        if let Some(mut reckoned) = reckon::reckon(pattern, &match_.parts, telling, tense) {
            scan.join_ago(&mut found, &mut match_, &mut reckoned);
            scan.join_counted(&mut found, &match_, &reckoned);
            telling.hear(pattern.means, &reckoned);
            found.push((match_, reckoned));
        } else {
            at = match_.first + 1;
        }
    }
    scan.join_durations(&mut found);
    scan.join_years(&mut found);
    scan.share_week(&mut found);
    scan.share_years(&mut found, telling.written.filter(|day| day.is_full()));
    let mut times: Vec<Time> = found.into_iter().map(|(f, r)| scan.time(&f, r, telling.written)).collect();
    scan.join_ranges(&mut times, telling.written);
    scan.join_starts(&mut times);
    times
}

/// The report's own day where the text states it at its head or in what surrounds it ("VALE, Orlo (April 20, 2011) –", "date
/// 2020-09-29", "Last updated at Oct 08 2017"), with how we know.
pub fn stated_day(rules: &Times, document: &Document) -> Option<Interval> {
    head::stated_day(rules, document)
}

/// One sentence being read.
struct Scan<'a> {
    rules: &'a Times,
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

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.lower(at))
    }

    /// Whether no blank stands between a word and the next.
    fn joined(&self, at: usize) -> bool {
        matches!(self.words.get(at..at.saturating_add(2)), Some([a, b]) if a.span.end == b.span.start)
    }

    /// Whether what stands around an expression lets it be one.
    fn stands(&self, found: &Found) -> bool {
        let guard = &self.rules.guard;
        let (first, last) = (found.first, found.last);
        if guard.not_before.contains(self.raw(last)) && found.parts.day.is_some() {
            return false;
        }
        match self.rules.patterns[found.pattern].means {
            // "20 of last month's convoys".
            Means::Shift | Means::Range if found.parts.day.is_some() && found.parts.month.is_none() => !matches!(self.lower(last), "'s" | "’s"),
            Means::Calendar if last - first == 1 && found.parts.month.is_none() => self.is_year(first),
            // "By Jan Lo" is no January; "by Jan." and "by May" are months.
            Means::Month if last - first == 1 => {
                let short = self.bare(first).len() <= 4 && !matches!(self.bare(first), "may" | "june" | "july");
                let whole = !short || self.lower(first).ends_with('.');
                !guard.shy.contains(self.bare(first)) || self.lower(first).contains('-') || whole && guard.with.contains(self.before(first))
            }
            Means::Years => self.is_year(first),
            // "Mid-winter" is a season by itself, "winter" is not.
            Means::Season if last - first == 1 => self.lower(first).contains('-'),
            // "The fall of the town".
            Means::Season if found.parts.year.is_none() && last >= 2 && self.lower(last - 2) == "the" => {
                guard.season_after.contains(self.before(first)) && self.lower(last) != "of"
            }
            // "A second attack".
            // Ages are no stretch of days, and "a quarter" is a part of something.
            Means::Duration | Means::Some if self.is_age(last) || found.parts.unit == Some("Q") && matches!(found.parts.count, Some(Some(1 | 3))) => false,
            // "Three-quarters" are a part of something, and "seconds before the blast" date nothing.
            Means::Some => !(self.before(first) == "-" && self.joined(first - 1) || matches!(found.parts.unit, Some("TS" | "TM")) && last - first == 1),
            Means::Duration | Means::Ago => !(matches!(self.lower(last - 1), "second") && matches!(self.lower(first), "a" | "an" | "the")),
            _ => true,
        }
    }

    /// "In September 13 soldiers fell" has a month and a count.
    fn is_counted(&self, found: &Found) -> bool {
        let dated = self.rules.patterns[found.pattern].means == Means::Calendar && found.parts.year.is_none() && found.parts.day.is_some();
        let counted = || self.rules.guard.counted.contains(self.lower(found.last)) && self.before(found.first) == "in";
        dated && counted() && self.raw(found.last - 1).starts_with(|c: char| c.is_ascii_digit())
    }

    fn is_age(&self, at: usize) -> bool {
        let at = at + usize::from(self.lower(at) == "-");
        matches!(self.lower(at), "old" | "olds") || self.lower(at) == "of" && self.lower(at + 1) == "age"
    }

    /// Whether a bare figure is a year: not part of a code, no sum of money, nothing that it counts.
    fn is_year(&self, at: usize) -> bool {
        let hyphen = |at: usize| matches!(self.lower(at), "-" | "/" | "–") && self.joined(at);
        let digits = |at: usize| self.lower(at).starts_with(|c: char| c.is_ascii_digit());
        let code_behind = self.joined(at) && hyphen(at + 1) && digits(at + 2) && self.lower(at + 2).len() < 4 && self.lower(at + 2).len() != 2
            || self.joined(at) && hyphen(at + 1) && digits(at + 2) && self.joined(at + 2) && hyphen(at + 3);
        let code_before = at >= 2 && self.joined(at - 1) && hyphen(at - 1) && digits(at - 2) && self.lower(at - 2).len() != 4;
        let code = code_behind || code_before;
        let word = self.bare(at);
        let year = word.parse().is_ok_and(|y: i32| (1800..=2100).contains(&y)) || !digits(at);
        let sum = matches!(self.before(at), "$" | "€" | "£" | "#" | "." | "resolution" | "some" | "about" | "than" | "over" | "least" | "nearly");
        year && !code && !sum && !self.rules.guard.counted.contains(self.lower(at + 1)) && !self.rules.guard.counted.contains(self.lower(at + 2))
    }

    /// Whether a word before an expression puts it ahead: "will meet on Friday".
    fn is_ahead(&self, at: usize) -> bool {
        let guard = &self.rules.guard;
        if guard.toward.contains(self.before(at)) {
            return true;
        }
        let before = (0..at).rev().map(|i| self.lower(i)).take_while(|w| !guard.future_stops.contains(*w));
        before.take(12).any(|w| guard.future.contains(w))
    }

    /// Whether what is told ends with an expression or begins with it: "until Sunday", "after 3 May", "from Monday on". "After Sunday's blast" it
    /// is of Sunday, and "two days before Sunday" is a day.
    fn end(&self, found: &Found, kind: &str) -> End {
        let guard = &self.rules.guard;
        let ends_with = |phrase: &Vec<String>| phrase.iter().rev().enumerate().all(|(i, word)| found.first > i && self.lower(found.first - 1 - i) == word);
        let before = |phrases: &[Vec<String>]| phrases.iter().find(|phrase| ends_with(phrase)).map(|phrase| self.before(found.first - phrase.len()));
        let counted = |word: &str| self.rules.units.contains_key(word) || self.rules.plurals.contains_key(word);
        let owns =
            matches!(self.lower(found.last), "'s" | "’s" | "-") || self.words.get(found.last).is_some_and(|w| matches!(w.upos, "NOUN" | "PROPN" | "ADJ"));
        match (before(&guard.until), before(&guard.after)) {
            _ if kind != "DATE" || owns => End::Closed,
            (Some(word), _) if !counted(word) => End::Before,
            (_, Some(word)) if !counted(word) => End::After,
            _ if self.before(found.first) == "from" && guard.onward.contains(self.lower(found.last)) => End::After,
            _ => End::Closed,
        }
    }

    fn time(&self, found: &Found, reckoned: Reckoned, anchor: Option<Day>) -> Time {
        let words = self.words[found.first].span.to(self.words[found.last - 1].span);
        let since_word = self.before(found.first) == "since" && matches!(reckoned.kind, "DATE" | "TIME");
        let compares = since_word
            && (0..found.first)
                .rev()
                .skip(1)
                .take(6)
                .map(|i| self.lower(i))
                .take_while(|w| !matches!(*w, "," | ";"))
                .any(|w| self.rules.guard.compares.contains(w));
        let basis = match (reckoned.from.or(reckoned.to), anchor) {
            (None, _) => Basis::Unknown,
            (Some(_), Some(anchor)) if reckoned.relative => Basis::Relative { words, anchor },
            _ => Basis::Stated { words },
        };
        let (from, to) = match self.end(found, reckoned.kind) {
            _ if compares => (None, None),
            _ if since_word => (reckoned.from, anchor.filter(|_| reckoned.from.is_some())),
            End::Closed => (reckoned.from, reckoned.to),
            End::Before => (None, reckoned.to),
            // What has been told of ends with the telling.
            End::After => (reckoned.from, anchor.filter(|now| reckoned.from.is_some_and(|from| from <= *now))),
        };
        let days = if compares { Interval::default() } else { Interval { from, to, basis } };
        Time { first: found.first, last: found.last, value: reckoned.value, kind: reckoned.kind, days, since: since_word && !compares }
    }
}
