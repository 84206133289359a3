//! The day of writing of a report from another report of the same fighting.
//!
//! The other's outbreak fixes the week ("broke out on Sunday" in both); else a day of the month near the other's own; else the
//! weekday nearest to the other's day of writing. Surprising but meant: two reports that share as much and say different days
//! settle nothing, and the report stays undated.

use crate::mention::time::calendar;
use crate::stitch::{
    alike::{self, Alike, alike},
    brief::{Brief, Past},
    date::inferred,
    day::{self, Value},
    outline::{self, Moment, Outline, Reports},
};
use counterclaim_model::{Day, Interval};
use std::{cmp::Reverse, collections::BTreeSet};

mod dated;

/// So many days between two tellings are of one outbreak.
const WEEKS: i64 = 14;

/// So many days from a report's own day lies fighting of the same season, and of the same half year.
const SEASON: i64 = 60;
const HALF_YEAR: i64 = 183;

/// Within so many days what a report tells happened just before it.
const CLOSE: u8 = 2;

pub use dated::{Dated, keys};

/// What an undated report shares with one whose day is known, days too.
struct Sharing<'a> {
    alike: Alike,
    /// A day of the month that lies near the other's own.
    day: Option<&'a Past>,
    /// A weekday of the other's fighting.
    weekday: Option<&'a Past>,
}

/// By the report that shares most with it.
pub fn day(index: usize, reports: &dyn Reports, dated: &Dated) -> Option<Interval> {
    let (outline, brief) = (reports.outline(index), reports.brief(index));
    let open = brief.open.as_ref()?;
    let past = &open.past;
    let near = dated.tied(outline, past).into_iter().filter(|(_, day)| open.may_be_of(outline, *day));
    let shared = near.map(|(other, told_on)| (other, told_on, Sharing::of(outline, past, reports.outline(other), told_on)));
    let mut shared: Vec<(usize, Day, Sharing)> = shared.filter(|(.., shared)| shared.is_enough()).collect();
    shared.sort_by_key(|(other, told_on, shared)| (Reverse(shared.alike.weight), *other, *told_on));
    let mut best: Option<(usize, Interval)> = None;
    for (other, told_on, shared) in shared {
        let weight = shared.alike.weight;
        if best.as_ref().is_some_and(|(most, _)| *most > weight) {
            break;
        }
        let Some(found) = by(brief, reports.brief(other), told_on, &shared) else { continue };
        match &best {
            // Two that share as much and say different days.
            Some((_, before)) if before.from != found.from => return None,
            Some(_) => {}
            None => best = Some((weight, found)),
        }
    }
    best.map(|(_, found)| found)
}

/// The day of a month-day in the year that brings it within so many days of another.
fn near(named: &Past, told_on: Day, within: i64) -> Option<Day> {
    let Value::MonthDay(month, of) = named.value else {
        return None;
    };
    let years = [told_on.year, told_on.year - 1, told_on.year + 1];
    years.into_iter().map(|year| Day::new(year, month, of)).find(|there| day::apart(told_on, *there).is_some_and(|gap| gap.abs() <= within))
}

impl<'a> Sharing<'a> {
    fn of(outline: &Outline, past: &'a [Past], told: &Outline, told_on: Day) -> Sharing<'a> {
        let mut alike = alike(outline, told);
        let day = past.iter().find(|named| near(named, told_on, 7).is_some());
        if day.is_some() {
            alike.weight += 2;
            (alike.strong, alike.week) = (true, true);
        }
        let weekdays = weekdays(told, told_on);
        let weekday = past.iter().find(|named| matches!(named.value, Value::Weekday(n) if weekdays.clone().any(|day| day == n))).filter(|_| !alike.outbreak);
        if weekday.is_some() {
            alike.weight += 1;
            alike.week = true;
        }
        Sharing { alike, day, weekday }
    }

    fn is_enough(&self) -> bool {
        self.alike.weight >= 2 && self.alike.strong && self.alike.week
    }

    fn words(&self, one: &Brief, other: &Brief) -> String {
        let day = self.day.map(|named| format!("the same days: «{}»", named.around));
        let weekday = self.weekday.map(|named| format!("the same weekday: «{}»", named.around));
        alike::words(&one.fight, &other.fight).into_iter().chain(day).chain(weekday).collect::<Vec<_>>().join("; ")
    }
}

/// The weekdays of its fighting, where that is not longer than three days.
fn weekdays(told: &Outline, told_on: Day) -> impl Iterator<Item = u8> + Clone {
    // A report dated a round ago has no days for its claims yet: its fighting is that of its own day.
    let days = told.days.filter(|(from, _)| from.day.is_full()).unwrap_or_else(|| (Moment::of(told_on), Moment::of(told_on)));
    let counted = days.0.count.zip(days.1.count).filter(|(from, to)| to - from <= 2);
    counted.into_iter().flat_map(|(from, to)| from..=to).map(outline::weekday)
}

fn by(brief: &Brief, told: &Brief, told_on: Day, shared: &Sharing) -> Option<Interval> {
    let past = &brief.open.as_ref()?.past;
    let month_day = past.iter().filter_map(|named| near(named, told_on, 7)).max();
    // Days of the month that all lie elsewhere: not the same week, however alike the two are.
    if month_day.is_none() && past.iter().any(|named| matches!(named.value, Value::MonthDay(..))) {
        return None;
    }
    // A day of the month some weeks after the other's: the same war, and a later report of it.
    if past.iter().any(|named| near(named, told_on, 120).and_then(|there| day::apart(told_on, there)).is_some_and(|gap| gap > 7)) {
        return None;
    }
    let first = told.fight.outbreak_day(told_on).filter(|_| shared.alike.outbreak);
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
        shared.words(brief, told),
    );
    Some(inferred(latest, vec![told.doc.clone()], reason))
}

/// The last of some weekdays that follow closely upon each other: of Sunday and Monday, Monday.
pub(super) fn last_of(weekdays: &[u8]) -> Option<u8> {
    let back = |last: u8| weekdays.iter().map(|n| (last + 7 - n) % 7).max().unwrap_or(0);
    weekdays.iter().copied().find(|last| back(*last) <= CLOSE)
}

/// By its own day without the year, where reports of the same camps, or of one of them at the same place, are of that season of one year.
pub fn headed(index: usize, reports: &dyn Reports, dated: &Dated) -> Option<Interval> {
    let outline = reports.outline(index);
    let open = reports.brief(index).open.as_ref()?;
    let head = open.head.as_ref()?;
    let (month, of) = head.day;
    // Told on the day itself, or on the day after.
    let late = |day: Day| match (head.weekday, day::weekday(day)) {
        (Some(n), Some(on)) => Some(on != n).filter(|_| on == n || on == n % 7 + 1),
        _ => Some(false),
    };
    let one = |some: BTreeSet<(usize, Day)>| {
        let near = some.into_iter().filter(|(_, day)| open.may_be_of(outline, *day)).flat_map(|(other, told_on)| {
            let of_year = |year: i16| Day::new(year, month, of);
            let season = [told_on.year, told_on.year - 1, told_on.year + 1].into_iter().map(of_year);
            let season = season.filter_map(|there| Some((late(there)?, day::apart(told_on, there)?.abs(), other, there)));
            let season = season.filter(|(late, gap, ..)| *gap <= SEASON || !late && head.weekday.is_some() && *gap <= HALF_YEAR);
            // A report of an anniversary is of the season, and of another year than that which it tells of; the weekday tells them apart.
            let stated = reports.outline(other).years.iter().map(|year| of_year(*year)).filter(|_| head.weekday.is_some());
            let stated = stated.filter(|there| late(*there) == Some(false)).filter_map(|there| Some((false, day::apart(told_on, there)?.abs(), other, there)));
            season.chain(stated).collect::<Vec<_>>()
        });
        let mut near: Vec<(bool, i64, usize, Day)> = near.collect();
        near.sort();
        let first = *near.first()?;
        near.iter().all(|(late, .., day)| *late != first.0 || day.year == first.3.year).then_some(first)
    };
    let (.., other, day) = one(dated.of_its_camps(outline)).or_else(|| one(dated.at_its_places(outline)))?;
    let by = reports.outline(other).doc.clone();
    let reason = format!("«{}» in the year of the same fighting in {by}", head.words);
    Some(inferred(day, vec![by], reason))
}

/// By the day of the fighting that it counts ("the sixth day of shelling"), where all fighting of its camps that it may be of began on one day.
pub fn counted(index: usize, reports: &dyn Reports, dated: &Dated) -> Option<Interval> {
    let outline = reports.outline(index);
    let open = reports.brief(index).open.as_ref()?;
    let (n, named) = open.past.iter().find_map(|named| if let Value::DayOf(n) = named.value { Some((n, named)) } else { None })?;
    // "You have to go back to February": of another month than the one that it tells of.
    let looks_back = |day: Day| open.past.iter().any(|other| other.value == Value::Month(day.month));
    let all = dated.of_its_camps(outline);
    let all = if all.is_empty() { dated.at_its_places(outline) } else { all };
    let others = all.into_iter().filter(|(_, day)| open.may_be_of(outline, *day));
    // The first day of a fighting that nobody tells the outbreak of is that of its first report, and soon is not.
    let days = |other: usize| reports.outline(other).days.map(|(from, _)| from.day).filter(|_| i64::from(n) <= WEEKS);
    let began = others.filter_map(|(other, told_on)| Some((reports.brief(other).fight.outbreak_day(told_on).or(days(other))?, other)));
    let mut began: Vec<(Day, usize)> = began.filter(|(day, _)| day.is_full() && !looks_back(*day)).collect();
    began.sort();
    let (day, by) = *began.first()?;
    // Days far apart are of two outbreaks.
    if began.windows(2).any(|pair| day::apart(pair[0].0, pair[1].0).is_none_or(|days| days > WEEKS)) {
        return None;
    }
    let by = reports.outline(by).doc.clone();
    let reason = format!("«{}» of the fighting that began on {day}, as {by} tells", named.around);
    Some(inferred(calendar::days(day, i64::from(n) - 1)?, vec![by], reason))
}

/// A day of the month with its weekday ("Saturday, October 31"), in the year of a war of the same camps told within two months of it.
pub fn season(index: usize, reports: &dyn Reports, dated: &Dated) -> Option<Interval> {
    let outline = reports.outline(index);
    let open = reports.brief(index).open.as_ref()?;
    let past = &open.past;
    let all: Vec<u8> = past.iter().filter_map(|other| if let Value::Weekday(n) = other.value { Some(n) } else { None }).collect();
    let weekdays = |named: &Past| named.beside.or(last_of(&all)).map_or_else(|| all.clone(), |n| vec![n]);
    let mut found: Vec<(i64, usize, Day, &Past)> = Vec::new();
    for (other, told_on) in dated.of_its_camps(outline).into_iter().filter(|(_, day)| open.may_be_of(outline, *day)) {
        // The latest such day: an earlier one may fall on any weekday that the report names.
        let days = past.iter().filter_map(|named| Some((near(named, told_on, SEASON)?, named)));
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
    let by = reports.outline(other).doc.clone();
    let (words, weekday) = (&named.around, latest.year);
    let reason = format!("«{words}» falls on the weekday that it names in {weekday}, the year of the same war in {by}");
    Some(inferred(latest, vec![by], reason))
}
