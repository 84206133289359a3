//! The day of writing of a report from another report of the same fighting.
//!
//! The other's outbreak fixes the week ("broke out on Sunday" in both); else a day of the month near the other's own; else the
//! weekday nearest to the other's day of writing. Surprising but meant: two reports that share as much and say different days
//! settle nothing, and the report stays undated.

use crate::stitch::{
    alike::{Alike, alike},
    date::inferred,
    day::{self, Value},
    fight::{Fight, looks_back_on},
    when::{self, Named},
};
use counterclaim_model::{Day, Interval, Reading};
use std::cmp::Reverse;

mod dated;

pub use dated::Dated;

/// A report without a day.
pub struct Open {
    /// Its place among the readings.
    pub index: usize,
    past: Vec<Named>,
    latest_year: Option<i16>,
}

impl Open {
    /// What it says of days.
    pub fn new(index: usize, reading: &Reading) -> Open {
        Open { index, past: when::past(reading), latest_year: when::latest_year(reading) }
    }

    /// Whether a report of that day may tell of its fighting: it does not look back on that day, and states no later year.
    fn may_be_of(&self, reading: &Reading, day: Day) -> bool {
        self.latest_year.is_none_or(|year| year <= day.year) && !looks_back_on(reading, day)
    }
}

/// By the report that shares most with it.
pub fn day(open: &Open, readings: &[Reading], fights: &[Fight], dated: &Dated) -> Option<Interval> {
    let (index, past) = (open.index, &open.past);
    let reading = &readings[index];
    let mut best: Option<(usize, Interval)> = None;
    let mut level = false;
    for (other, told_on) in dated.tied(&fights[index], past).into_iter().filter(|(_, day)| open.may_be_of(reading, *day)) {
        let told = &readings[other];
        let mut shared = alike((reading, &fights[index]), (told, &fights[other]));
        days_shared(&mut shared, reading, past, told_on, &fights[other]);
        if shared.weight < 2 || !shared.strong || !shared.week {
            continue;
        }
        let Some(found) = by(reading, past, told, told_on, &shared) else {
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
fn near(named: &Named, told_on: Day, within: i64) -> Option<Day> {
    let Value::MonthDay(month, of) = named.value else {
        return None;
    };
    let years = [told_on.year, told_on.year - 1, told_on.year + 1];
    years.into_iter().map(|year| Day::new(year, month, of)).find(|there| day::apart(told_on, *there).is_some_and(|gap| gap.abs() <= within))
}

/// Adds what the days of the two share: the same days of the month, or a weekday of the other's fighting.
fn days_shared(shared: &mut Alike, reading: &Reading, past: &[Named], told_on: Day, told: &Fight) {
    if let Some(named) = past.iter().find(|named| near(named, told_on, 7).is_some()) {
        shared.weight += 2;
        (shared.strong, shared.week) = (true, true);
        shared.words.push(format!("the same days: «{}»", when::around(reading, named.span)));
    }
    let weekdays = weekdays(told, told_on);
    let weekday = past.iter().find(|named| matches!(named.value, Value::Weekday(n) if weekdays.contains(&n)));
    if let Some(named) = weekday.filter(|_| !shared.outbreak) {
        shared.weight += 1;
        shared.week = true;
        shared.words.push(format!("the same weekday: «{}»", when::around(reading, named.span)));
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

fn by(reading: &Reading, past: &[Named], told: &Reading, told_on: Day, shared: &Alike) -> Option<Interval> {
    let month_day = past.iter().filter_map(|named| near(named, told_on, 7)).max();
    // Days of the month that all lie elsewhere: not the same week, however alike the two are.
    if month_day.is_none() && past.iter().any(|named| matches!(named.value, Value::MonthDay(..))) {
        return None;
    }
    // A day of the month some weeks after the other's: the same war, and a later report of it.
    if past.iter().any(|named| near(named, told_on, 120).and_then(|there| day::apart(told_on, there)).is_some_and(|gap| gap > 7)) {
        return None;
    }
    let first = when::outbreak_day(told).filter(|_| shared.outbreak);
    let place = |named: &Named| match (named.value, first) {
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
        "«{}» is the latest day that it tells of; {}, written on {told_on}, tells of the same fighting ({}{start})",
        when::around(reading, named.span),
        told.document.id,
        shared.words.join("; "),
    );
    Some(inferred(latest, vec![told.document.id.clone()], reason))
}

/// A day of the month with its weekday ("Saturday, October 31"), in the year of a war of the same camps told within two months of it.
pub fn season(open: &Open, readings: &[Reading], fights: &[Fight], dated: &Dated) -> Option<Interval> {
    let (reading, past) = (&readings[open.index], &open.past);
    let weekdays = |named: &Named| -> Vec<u8> {
        let all = past.iter().filter_map(|other| if let Value::Weekday(n) = other.value { Some(n) } else { None });
        when::weekday_beside(reading, past, named).map_or_else(|| all.collect(), |(n, _)| vec![n])
    };
    let mut found: Vec<(i64, usize, Day, &Named)> = Vec::new();
    for (other, told_on) in dated.of_its_camps(&fights[open.index]).into_iter().filter(|(_, day)| open.may_be_of(reading, *day)) {
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
    let by = readings[other].document.id.clone();
    let (words, weekday) = (when::around(reading, named.span), latest.year);
    let reason = format!("«{words}» falls on the weekday that it names in {weekday}, the year of the same war in {by}");
    Some(inferred(latest, vec![by], reason))
}
