//! The day of writing of a report from another report of the same fighting.
//!
//! The other's outbreak fixes the week ("broke out on Sunday" in both); else a day of the month near the other's own; else the
//! weekday nearest to the other's day of writing. Surprising but meant: two reports that share as much and say different days
//! settle nothing, and the report stays undated.

use crate::stitch::{
    alike::{Alike, alike},
    brief::{Brief, Past},
    date::inferred,
    day::{self, Value},
    fight::Fight,
};
use counterclaim_model::{Day, Interval};
use std::cmp::Reverse;
use std::sync::Arc;

mod dated;

/// Within so many days what a report tells happened just before it.
const CLOSE: u8 = 2;

pub use dated::Dated;

/// By the report that shares most with it.
pub fn day(index: usize, briefs: &[Arc<Brief>], dated: &Dated) -> Option<Interval> {
    let brief = &briefs[index];
    let open = brief.open.as_ref()?;
    let past = &open.past;
    let mut best: Option<(usize, Interval)> = None;
    let mut level = false;
    for (other, told_on) in dated.tied(&brief.fight, past).into_iter().filter(|(_, day)| open.may_be_of(brief, *day)) {
        let told = &briefs[other];
        let mut shared = alike(&brief.fight, &told.fight);
        days_shared(&mut shared, past, told_on, &told.fight);
        if shared.weight < 2 || !shared.strong || !shared.week {
            continue;
        }
        let Some(found) = by(past, told, told_on, &shared) else {
            continue;
        };
        match &best {
            Some((weight, _)) if *weight > shared.weight => {}
            Some((weight, before)) if *weight == shared.weight => level |= before.from != found.from,
            _ => (best, level) = (Some((shared.weight, found)), false),
        }
    }
    best.filter(|_| !level).map(|(_, found)| found)
}

/// The day of a month-day in the year that brings it within so many days of another.
fn near(named: &Past, told_on: Day, within: i64) -> Option<Day> {
    let Value::MonthDay(month, of) = named.value else {
        return None;
    };
    let years = [told_on.year, told_on.year - 1, told_on.year + 1];
    years.into_iter().map(|year| Day::new(year, month, of)).find(|there| day::apart(told_on, *there).is_some_and(|gap| gap.abs() <= within))
}

/// Adds what the days of the two share: the same days of the month, or a weekday of the other's fighting.
fn days_shared(shared: &mut Alike, past: &[Past], told_on: Day, told: &Fight) {
    if let Some(named) = past.iter().find(|named| near(named, told_on, 7).is_some()) {
        shared.weight += 2;
        (shared.strong, shared.week) = (true, true);
        shared.words.push(format!("the same days: «{}»", named.around));
    }
    let weekdays = weekdays(told, told_on);
    let weekday = past.iter().find(|named| matches!(named.value, Value::Weekday(n) if weekdays.contains(&n)));
    if let Some(named) = weekday.filter(|_| !shared.outbreak) {
        shared.weight += 1;
        shared.week = true;
        shared.words.push(format!("the same weekday: «{}»", named.around));
    }
}

/// The weekdays of its fighting, where that is not longer than three days.
fn weekdays(told: &Fight, told_on: Day) -> Vec<u8> {
    // A report dated a round ago has no days for its claims yet: its fighting is that of its own day.
    let (from, to) = told.days.filter(|(from, _)| from.is_full()).unwrap_or((told_on, told_on));
    if day::apart(from, to).is_none_or(|length| length > 2) {
        return Vec::new();
    }
    (1..=7).filter(|n| day::at_or_after(*n, from).is_some_and(|day| day <= to)).collect()
}

fn by(past: &[Past], told: &Brief, told_on: Day, shared: &Alike) -> Option<Interval> {
    let month_day = past.iter().filter_map(|named| near(named, told_on, 7)).max();
    // Days of the month that all lie elsewhere: not the same week, however alike the two are.
    if month_day.is_none() && past.iter().any(|named| matches!(named.value, Value::MonthDay(..))) {
        return None;
    }
    // A day of the month some weeks after the other's: the same war, and a later report of it.
    if past.iter().any(|named| near(named, told_on, 120).and_then(|there| day::apart(told_on, there)).is_some_and(|gap| gap > 7)) {
        return None;
    }
    let first = told.fight.outbreak_day(told_on).filter(|_| shared.outbreak);
    let place = |named: &Past| match (named.value, first) {
        // The first such weekday from the outbreak on: "broke out on Sunday" is not said a week later.
        (Value::Weekday(n), Some(first)) => day::at_or_after(n, first),
        (Value::Weekday(n), None) => day::around(n, month_day.unwrap_or(told_on)),
        _ => near(named, told_on, 7),
    };
    let days = past.iter().filter_map(|named| Some((place(named)?, named)));
    let (latest, named) = days.max_by_key(|(day, named)| (*day, Reverse(named.span)))?;
    if day::apart(told_on, latest)?.abs() > 7 {
        return None;
    }
    let start = first.map_or_else(String::new, |first| format!("; that is {first}"));
    let reason = format!(
        "«{}» is the latest day that it tells of; {}, {} {told_on}, tells of the same fighting ({}{start})",
        named.around,
        told.doc,
        if told.written.is_none_or(|day| day == told_on) { "written on" } else { "which looks back on" },
        shared.words.join("; "),
    );
    Some(inferred(latest, vec![told.doc.clone()], reason))
}

/// The last of some weekdays that follow closely upon each other: of Sunday and Monday, Monday.
pub(super) fn last_of(weekdays: &[u8]) -> Option<u8> {
    let back = |last: u8| weekdays.iter().map(|n| (last + 7 - n) % 7).max().unwrap_or(0);
    weekdays.iter().copied().find(|last| back(*last) <= CLOSE)
}

/// A day of the month with its weekday ("Saturday, October 31"), in the year of a war of the same camps told within two months of it.
pub fn season(index: usize, briefs: &[Arc<Brief>], dated: &Dated) -> Option<Interval> {
    let brief = &briefs[index];
    let open = brief.open.as_ref()?;
    let past = &open.past;
    let all: Vec<u8> = past.iter().filter_map(|other| if let Value::Weekday(n) = other.value { Some(n) } else { None }).collect();
    let weekdays = |named: &Past| named.beside.or(last_of(&all)).map_or_else(|| all.clone(), |n| vec![n]);
    let mut found: Vec<(i64, usize, Day, &Past)> = Vec::new();
    for (other, told_on) in dated.of_its_camps(&brief.fight).into_iter().filter(|(_, day)| open.may_be_of(brief, *day)) {
        // The latest such day: an earlier one may fall on any weekday that the report names.
        let days = past.iter().filter_map(|named| Some((near(named, told_on, 60)?, named)));
        if let Some((there, named)) = days.max_by_key(|(there, named)| (*there, Reverse(named.span)))
            && day::weekday(there).is_some_and(|n| weekdays(named).contains(&n))
        {
            found.push((day::apart(told_on, there)?.abs(), other, there, named));
        }
    }
    let (_, other, latest, named) = found.iter().copied().max_by_key(|(gap, other, there, named)| (*there, Reverse((*gap, *other)), Reverse(named.span)))?;
    if found.iter().any(|(_, _, there, _)| there.year != latest.year) {
        return None;
    }
    let by = briefs[other].doc.clone();
    let (words, weekday) = (&named.around, latest.year);
    let reason = format!("«{words}» falls on the weekday that it names in {weekday}, the year of the same war in {by}");
    Some(inferred(latest, vec![by], reason))
}
