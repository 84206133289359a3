//! The days that a report names before its own day is known: weekdays, the day of the outbreak, stated years.
//!
//! "According to balances announced on Monday", in a report without a date, is a weekday in the past: the report is no older
//! than that Monday. A meeting that *will* be held on Friday is not used, nor is "last Tuesday", which may be a week off.

use crate::stitch::{
    day::{self, Value},
    words,
};
use counterclaim_model::{Day, Mention, Reading, Span, What};

/// A day that a report names, with the words around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named {
    /// What it says.
    pub value: Value,
    /// The words of the day itself.
    pub span: Span,
}

/// Every day, month or year that a report names, in text order.
pub fn named(reading: &Reading) -> Vec<Named> {
    let days = reading.mentions.iter().filter_map(|mention| Some(Named { value: of(mention)?, span: mention.span }));
    let mut days: Vec<Named> = days.collect();
    days.sort_by_key(|named| named.span);
    days
}

/// The value of a mention of a day, the last of several; a mention already resolved gives the day itself.
pub fn of(mention: &Mention) -> Option<Value> {
    let What::Time { value, kind, .. } = &mention.what else {
        return None;
    };
    matches!(*kind, "DATE" | "TIME").then(|| day::value(value.rsplit('/').next().unwrap_or(value))).flatten()
}

/// The sentence around a span.
pub fn sentence(reading: &Reading, span: Span) -> Span {
    reading.sentences.iter().map(|sentence| sentence.span).find(|sentence| sentence.contains(span)).unwrap_or(span)
}

/// The words of a day with up to two words before them: "announced on Monday".
pub fn around(reading: &Reading, span: Span) -> String {
    let text = &*reading.document.text;
    let start = sentence(reading, span).start;
    let before = Span { start, end: span.start }.of(text);
    let words: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    let words: Vec<&str> = words.into_iter().rev().chain(span.of(text).split_whitespace()).collect();
    words.join(" ")
}

/// Days and weekdays on which something has happened already.
pub fn past(reading: &Reading) -> Vec<Named> {
    let text = &*reading.document.text;
    let off = |named: &Named| {
        let before = Span { start: sentence(reading, named.span).start, end: named.span.start }.of(text);
        let last = words::of(before).last();
        let first = words::of(named.span.of(text)).next();
        last.iter().chain(&first).any(|word| words::OFF.contains(&word.as_str()))
    };
    let ahead = |named: &Named| words::any(sentence(reading, named.span).of(text), words::AHEAD);
    named(reading).into_iter().filter(|named| !off(named) && !ahead(named)).collect()
}

/// The day on which the fighting broke out, as the report names it, with the words ("clashes broke out early on Sunday").
pub fn outbreak(reading: &Reading) -> Option<(Value, Span)> {
    let text = &*reading.document.text;
    named(reading).into_iter().find_map(|named| {
        let sentence = sentence(reading, named.span);
        let day = match named.value {
            Value::Weekday(_) => true,
            Value::Known(day) => day.is_full(),
            _ => false,
        };
        let before = Span { start: sentence.start, end: named.span.start }.of(text).to_lowercase();
        let verb = words::OUTBREAK.iter().filter_map(|verb| before.rfind(verb).map(|at| (at, verb.len()))).max()?;
        // The verb must be the day's own: only "early on", "in the night of" and the like between them.
        let near = before.get(verb.0 + verb.1..)?.split_whitespace().count() <= 3;
        // Bytes of the lower-cased text only tell the order; the words shown are taken from the text itself.
        let fighting = words::any(&before, words::FIGHTING);
        (day && near && fighting).then_some((named.value, Span { start: sentence.start, end: named.span.end }))
    })
}

/// How much of the head is looked at for the report's own day, in bytes, and how many words may stand before it on its line.
const HEAD: (u32, usize) = (600, 8);

/// The report's own day where its year is not told: "VALE, Aug 10 (Wire) -", "Vale, 3 May." "On August 10, troops …" is none.
pub fn head(reading: &Reading, past: &[Named]) -> Option<Named> {
    let text = &*reading.document.text;
    past.iter().copied().filter(|named| named.span.start < HEAD.0 && matches!(named.value, Value::MonthDay(..))).find(|named| {
        let (before, behind) = (text.get(..named.span.start as usize).unwrap_or(""), text.get(named.span.end as usize..).unwrap_or(""));
        let line = before.rsplit('\n').next().unwrap_or("").trim();
        let placed = line.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric()));
        let near = line.split_whitespace().count() <= HEAD.1;
        let mark = behind.trim_start_matches(' ').chars().next();
        let apart = line.is_empty() && mark != Some(',') || line.ends_with([',', '(', '-', '–', '—', '|', '·', '•', ':']);
        placed && near && apart && mark.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// The weekdays named before a report has told much: those of its head and the two sentences behind.
pub fn weekdays_at_head(reading: &Reading, past: &[Named], head: Span) -> Vec<u8> {
    let position = reading.sentences.iter().position(|sentence| sentence.span.end > head.start).unwrap_or(0);
    let end = reading.sentences.get(position + 2).or(reading.sentences.last()).map_or(head.end, |sentence| sentence.span.end);
    let weekday = |named: &Named| if let Value::Weekday(n) = named.value { Some(n) } else { None };
    past.iter().filter(|named| named.span.start < end).filter_map(weekday).collect()
}

/// The weekday written beside a month-day: "Tuesday (September 13th)", "Tuesday, September 13".
pub fn weekday_beside(reading: &Reading, past: &[Named], named: &Named) -> Option<(u8, Span)> {
    let text = &*reading.document.text;
    let within = words::of(named.span.of(text)).find_map(|word| words::WEEKDAYS.iter().position(|day| *day == word));
    if let Some(position) = within {
        return Some((position as u8 + 1, named.span));
    }
    past.iter().find_map(|other| {
        let Value::Weekday(n) = other.value else {
            return None;
        };
        let span = other.span.to(named.span);
        let close = span.len() <= other.span.len() + named.span.len() + 2;
        close.then(|| (n, Span { end: (span.end as usize + text.get(span.end as usize..).is_some_and(|rest| rest.starts_with(')')) as usize) as u32, ..span }))
    })
}

/// The latest year that a report states.
pub fn latest_year(reading: &Reading) -> Option<i16> {
    years(reading).into_iter().map(|(year, _)| year).max()
}

/// The latest year in which a report says that there was fighting; a treaty's year says nothing.
pub fn latest_year_of_war(reading: &Reading) -> Option<i16> {
    let war = |sentence: &Span| words::any(sentence.of(&reading.document.text), words::FIGHTING);
    years(reading).into_iter().filter(|(_, sentence)| war(sentence)).map(|(year, _)| year).max()
}

/// The years that a report states besides its own, in order.
pub fn other_years(reading: &Reading, written: Option<Day>) -> Vec<i16> {
    let mut years: Vec<i16> = years(reading).into_iter().map(|(year, _)| year).filter(|year| written.is_none_or(|day| day.year != *year)).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Years stated, with their sentences; those of plans are left out.
fn years(reading: &Reading) -> Vec<(i16, Span)> {
    let told = named(reading).into_iter().filter_map(|named| {
        let sentence = sentence(reading, named.span);
        match named.value {
            Value::Known(day) if !words::any(sentence.of(&reading.document.text), words::AHEAD) => Some((day.year, sentence)),
            _ => None,
        }
    });
    told.collect()
}
