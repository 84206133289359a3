//! The day of writing of reports that do not give it, from their own background and from other reports of the same fighting.
//!
//! A report without a date whose fighting "broke out on Sunday" and whose figures were "announced on Monday", beside one of
//! Tuesday 29 September 2020 whose clashes "broke out early on Sunday": it was written on Monday the 28th. Surprising but meant:
//! a report is given the *latest* day on which it says that something has happened, never a later one.

use crate::stitch::{
    day::{self, Value},
    neighbour::{self, Dated},
    outline::Reports,
    when::{self, Named},
    words,
};
use counterclaim_model::{Basis, Day, Interval, Name, Reading, Span, What};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Dates what can be dated: from other reports first, then from a report's own words, until nothing more is found.
/// Gives back the days that were found, by the report's place.
pub fn date(reports: &dyn Reports) -> BTreeMap<usize, Interval> {
    let open = reports.outlines().into_iter().enumerate().filter(|(_, outline)| outline.written.is_none());
    date_some(reports, open.map(|(index, _)| index).collect())
}

/// The same of some undated reports; no other undated one shares with one of these what dates it (`neighbour::keys`).
pub fn date_some(reports: &dyn Reports, mut open: Vec<usize>) -> BTreeMap<usize, Interval> {
    let outlines = reports.outlines();
    let mut dated = BTreeMap::new();
    if open.is_empty() {
        return dated;
    }
    let past = |index: usize| reports.brief(index).open.as_ref().map_or(&[][..], |open| &open.past);
    let mut index = Dated::of(&outlines, open.iter().map(|index| (outlines[*index], past(*index))));
    // A report may be dated by one that was itself dated a round before; each round looks at all before it changes any.
    loop {
        let by =
            |way: &(dyn Fn(usize) -> Option<Interval> + Sync)| -> Vec<(usize, Interval)> { open.par_iter().filter_map(|of| Some((*of, way(*of)?))).collect() };
        let mut found = by(&|of| neighbour::day(of, reports, &index));
        if found.is_empty() {
            found = by(&|of| neighbour::headed(of, reports, &index));
        }
        if found.is_empty() {
            found = by(&|of| neighbour::season(of, reports, &index));
        }
        if found.is_empty() {
            found = by(&|of| neighbour::counted(of, reports, &index));
        }
        if found.is_empty() {
            found = by(&|of| reports.brief(of).open.as_ref()?.by_itself.clone().map(|(day, reason)| inferred(day, Vec::new(), reason)));
        }
        if found.is_empty() {
            return dated;
        }
        for (of, published) in found {
            index.add(of, published.to, outlines[of]);
            dated.insert(of, published);
        }
        open.retain(|of| !dated.contains_key(of));
    }
}

/// A day of writing that was reckoned, with the reckoning.
pub(super) fn inferred(day: Day, by: Vec<Name>, reason: String) -> Interval {
    Interval { from: Some(day), to: Some(day), basis: Basis::Inferred { by, reason } }
}

/// By its own words: a month-day with its weekday after a war of a stated year, or "last year" for a war of a stated year.
pub(super) fn by_itself(reading: &Reading) -> Option<(Day, String)> {
    by_weekday(reading).or_else(|| by_last_year(reading))
}

fn by_weekday(reading: &Reading) -> Option<(Day, String)> {
    let after = when::latest_year_of_war(reading)?;
    let past = when::past(reading);
    let weekdays: Vec<u8> = past.iter().filter_map(|named| if let Value::Weekday(n) = named.value { Some(n) } else { None }).collect();
    let mut found: Vec<(Day, Span)> = Vec::new();
    for named in &past {
        let Value::MonthDay(month, of) = named.value else {
            continue;
        };
        let Some((n, span)) = when::weekday_beside(reading, &past, named).or_else(|| last_of_dateline(reading, named, &weekdays)) else {
            continue;
        };
        // Such a day comes round in five, six or eleven years: a war of long ago leaves several to choose from.
        let mut years = (after + 1..=after + 11).filter(|year| day::weekday(Day::new(*year, month, of)) == Some(n));
        if let (Some(year), None) = (years.next(), years.next()) {
            found.push((Day::new(year, month, of), span));
        }
    }
    let (latest, span) = found.iter().copied().max_by_key(|(day, span)| (*day, std::cmp::Reverse(*span)))?;
    // Two such days in two years contradict each other: the weekday of one is wrong, or not its own.
    if found.iter().any(|(day, _)| day.year != latest.year) {
        return None;
    }
    let words = span.of(&reading.document.text);
    let reason = format!(
        "«{words}», after the fighting of {after} that it looks back on: {} is the only year of the eleven after it in which that day is that weekday",
        latest.year
    );
    Some((latest, reason))
}

/// "VALE, Feb 6 (Wire) – Troops fought again on Sunday, after clashes on Friday and Saturday": the 6th is that Sunday.
fn last_of_dateline(reading: &Reading, named: &Named, weekdays: &[u8]) -> Option<(u8, Span)> {
    let start = when::sentence(reading, named.span).start;
    let before = Span { start, end: named.span.start }.of(&reading.document.text);
    let placed = !before.trim().is_empty() && before.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric()));
    Some((neighbour::last_of(weekdays).filter(|_| placed)?, named.span))
}

fn by_last_year(reading: &Reading) -> Option<(Day, String)> {
    let text = &*reading.document.text;
    let days = when::named(reading);
    let last_year = |named: &&Named| words::LAST_YEAR.contains(&named.span.of(text).to_lowercase().as_str());
    let spoken = reading.mentions.iter().filter(|m| matches!(m.what, What::Time { .. }));
    let mut found: Vec<(i16, Span, Span)> = Vec::new();
    for mention in spoken.filter(|m| words::LAST_YEAR.contains(&m.span.of(text).to_lowercase().as_str())) {
        let here = when::sentence(reading, mention.span);
        for named in days.iter().filter(|named| !last_year(named)) {
            let Value::Known(day) = named.value else {
                continue;
            };
            let there = when::sentence(reading, named.span);
            let near = position(reading, here).abs_diff(position(reading, there)) <= 1;
            let same = words::of(here.of(text)).any(|word| words::FIGHTING.contains(&word.as_str()) && words::of(there.of(text)).any(|w| w == word));
            if near && same {
                found.push((day.year, mention.span, named.span));
            }
        }
    }
    let (year, last, stated) = *found.first()?;
    if found.iter().any(|(other, ..)| *other != year) {
        return None;
    }
    let reason = format!("«{}» is «{}»: written in {}, month and day not known", when::around(reading, last), when::around(reading, stated), year + 1);
    Some((Day::new(year + 1, 0, 0), reason))
}

fn position(reading: &Reading, sentence: Span) -> usize {
    reading.sentences.iter().position(|other| other.span == sentence).unwrap_or(0)
}
