//! Days, months, seasons and hours by their names: the nearest to the day of writing, or those of a year that is told.

use super::super::{Tense, calendar as cal, row::Parts};
use super::{Reckoned, period};
use counterclaim_model::Day;
use counterclaim_rules::time::Pattern;

/// A bare day of the month lies ahead up to so many days: past that it was last year's.
const AHEAD: i64 = 75;

/// A bare month lies ahead up to so many months.
const MONTHS_AHEAD: u8 = 2;

/// A date of the calendar. The year of a bare day is that of the day of writing, or the year before where that would be far ahead.
pub(in super::super) fn calendar(pattern: &Pattern, parts: &Parts, anchor: Option<Day>, tense: Tense) -> Option<Reckoned> {
    let (month, day) = (parts.month.unwrap_or(0), parts.day.unwrap_or(0));
    if let (None, None, Some(weekday), 1..) = (parts.year, parts.month, parts.weekday, day) {
        return weekday_the(weekday, day, anchor, tense);
    }
    if let Some(year) = parts.year {
        let day = Day::new(year, month, day);
        return cal::exists(day).then(|| Reckoned { relative: false, ..Reckoned::date(day, false) });
    }
    if day == 0 {
        return Some(self::month(month, pattern.shift, anchor, tense));
    }
    // A leap year has every day that any year has.
    if !cal::exists(Day::new(2000, month, day)) {
        return None;
    }
    let Some(anchor) = anchor else {
        return Some(Reckoned::open(format!("XXXX-{month:02}-{day:02}"), "DATE"));
    };
    let this = Day::new(anchor.year, month, day);
    let ahead = cal::apart(anchor, this).is_some_and(|days| days > AHEAD) && tense == Tense::Past;
    // Told in December, "January 3" is next year's.
    let behind = cal::apart(this, anchor).is_some_and(|days| days > 366 - AHEAD) && tense == Tense::Future;
    let year = anchor.year - i16::from(ahead) + i16::from(behind);
    // The 29th of February was in the last year that had one.
    let day = (0..8).filter_map(|back| year.checked_sub(back)).map(|year| Day::new(year, month, day)).find(|day| cal::exists(*day))?;
    Some(Reckoned::date(day, true))
}

/// "Friday the 13th": the nearest that was one, or the nearest that will be.
fn weekday_the(weekday: u8, day: u8, anchor: Option<Day>, tense: Tense) -> Option<Reckoned> {
    let Some(anchor) = anchor else { return Some(Reckoned::open(format!("XXXX-XX-{day:02}"), "DATE")) };
    let past = tense == Tense::Past;
    let months = (0..24).filter_map(|n| cal::months(Day { day: 1, ..anchor }, if past { -n } else { n }));
    let mut days = months.map(|first| Day { day, ..first }).filter(|found| cal::weekday(*found) == Some(i64::from(weekday)));
    days.find(|found| if past { *found <= anchor } else { *found >= anchor }).map(|found| Reckoned::date(found, true))
}

/// "The 20th of next month", of that month.
pub(super) fn day_of(n: u8, month: Reckoned) -> Option<Reckoned> {
    match month.from {
        Some(month) => Some(Day::new(month.year, month.month, n)).filter(|day| cal::exists(*day)).map(|day| Reckoned::date(day, true)),
        None => Some(Reckoned::open(format!("{}-{n:02}", month.value), "DATE")),
    }
}

/// "27-29 September", "4 to 22 of last month"
pub(super) fn range(pattern: &Pattern, parts: &Parts, anchor: Option<Day>, tense: Tense) -> Option<Reckoned> {
    let (from, to) = (parts.day?, parts.end_day?);
    if from >= to {
        return None;
    }
    let (year, month, relative) = match (parts.month, parts.year, anchor) {
        (None, ..) => {
            let of = period::shifted("M", pattern.shift.unwrap_or(0), anchor).from;
            let Some(of) = of else { return Some(Reckoned::open(format!("XXXX-XX-{from:02}/XXXX-XX-{to:02}"), "DATE")) };
            (of.year, of.month, true)
        }
        (Some(month), Some(year), _) => (year, month, false),
        (Some(month), None, Some(anchor)) => {
            let ahead = cal::apart(anchor, Day::new(anchor.year, month, from)).is_some_and(|days| days > AHEAD) && tense == Tense::Past;
            (anchor.year - i16::from(ahead), month, true)
        }
        (Some(month), None, None) => return Some(Reckoned::open(format!("XXXX-{month:02}-{from:02}/XXXX-{month:02}-{to:02}"), "DATE")),
    };
    let (from, to) = (Day::new(year, month, from), Day::new(year, month, to));
    (cal::exists(from) && cal::exists(to)).then(|| Reckoned::stretch(format!("{from}/{to}"), from, to, relative))
}

/// A month by its name: the nearest at or before the day of writing; `shift` is last or next.
pub(super) fn month(month: u8, shift: Option<i64>, anchor: Option<Day>, tense: Tense) -> Reckoned {
    let Some(anchor) = anchor else {
        return Reckoned::open(format!("XXXX-{month:02}"), "DATE");
    };
    let year = match (shift, tense) {
        (Some(-1), _) => anchor.year - i16::from(month >= anchor.month),
        (Some(1), _) => anchor.year + i16::from(month <= anchor.month),
        (_, Tense::Future) => anchor.year + i16::from(month < anchor.month),
        // "In November", told in October, has not come yet; told in September of a year, "in January" is that year's.
        _ => match (month + 12 - anchor.month) % 12 {
            ahead @ 1..=MONTHS_AHEAD => anchor.year + i16::from(anchor.month + ahead > 12),
            _ => anchor.year - i16::from(month > anchor.month),
        },
    };
    Reckoned::date(Day::new(year, month, 0), true)
}

pub(super) fn weekday(n: u8, shift: Option<i64>, anchor: Option<Day>, tense: Tense) -> Reckoned {
    let open = || Reckoned::open(format!("XXXX-WXX-{n}"), "DATE");
    let Some((anchor, today)) = anchor.and_then(|a| Some((a, cal::weekday(a)?))) else { return open() };
    let back = (today - i64::from(n)).rem_euclid(7);
    let on = (i64::from(n) - today).rem_euclid(7);
    let days = match (shift, tense) {
        (Some(-1), _) => -(if back == 0 { 7 } else { back }),
        (Some(1), _) => {
            if on == 0 {
                7
            } else {
                on
            }
        }
        (_, Tense::Future) => on,
        _ => -back,
    };
    cal::days(anchor, days).map_or_else(open, |day| Reckoned::date(day, true))
}

/// The weekend at or before the day of writing; "this weekend" and one that lies ahead are that of its week, "next weekend" that of the next.
pub(super) fn weekend(anchor: Option<Day>, shift: Option<i64>, tense: Tense) -> Reckoned {
    let open = || Reckoned::open("XXXX-WXX-WE", "DATE");
    let Some(anchor) = anchor else { return open() };
    let found = || {
        let weeks = match shift {
            Some(weeks @ 0..) => weeks,
            _ if tense == Tense::Future || cal::weekday(anchor)? >= 6 => 0,
            _ => -1,
        };
        let saturday = cal::days(cal::monday(anchor)?, weeks.checked_mul(7)?.checked_add(5)?)?;
        Some(Reckoned::stretch(format!("{}-WE", cal::week(saturday)?), saturday, cal::days(saturday, 1)?, true))
    };
    found().unwrap_or_else(open)
}

/// "The second Monday of next month", "the first week of October 2016", "the last week of the year". Weeks belong to the month and the year
/// that have their Thursday, as ISO 8601 counts them.
pub(super) fn nth(pattern: &Pattern, parts: &Parts, anchor: Option<Day>, tense: Tense) -> Option<Reckoned> {
    let of = match (parts.year, parts.month) {
        (Some(year), month) => Reckoned { relative: false, ..Reckoned::date(Day::new(year, month.unwrap_or(0), 0), false) },
        (None, Some(n)) => month(n, pattern.shift, anchor, tense),
        (None, None) => period::shifted(parts.unit?, pattern.shift.unwrap_or(0), anchor),
    };
    let Some(period) = of.from.map(|day| Day { day: 0, ..day }) else { return Some(of) };
    let (first, last) = (period.earliest(), period.latest());
    // The day by which a week is counted.
    let of_week = i64::from(parts.weekday.unwrap_or(4));
    let found = match parts.nth {
        Some(n) => cal::days(first, (of_week - cal::weekday(first)?).rem_euclid(7) + 7 * (n - 1))?,
        None => cal::days(last, -(cal::weekday(last)? - of_week).rem_euclid(7))?,
    };
    match parts.weekday {
        _ if !(first..=last).contains(&found) => None,
        Some(_) => Some(Reckoned::date(found, of.relative)),
        None => week(found, of.relative),
    }
}

/// "The week of March 6"
pub(super) fn week_of(pattern: &Pattern, parts: &Parts, anchor: Option<Day>, tense: Tense) -> Option<Reckoned> {
    let day = calendar(pattern, parts, anchor, tense)?;
    match day.from {
        Some(of) => week(of, day.relative),
        None => Some(Reckoned::open("XXXX-WXX", "DATE")),
    }
}

/// The week of a day.
fn week(of: Day, relative: bool) -> Option<Reckoned> {
    let monday = cal::monday(of)?;
    Some(Reckoned::stretch(cal::week(monday)?, monday, cal::days(monday, 6)?, relative))
}

pub(super) fn clock(parts: &Parts, anchor: Option<Day>, tense: Tense) -> Option<Reckoned> {
    let (hour, minute) = parts.clock.or_else(|| Some((parts.count??, 0)))?;
    let hour = match parts.afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    if !(0..=24).contains(&hour) {
        return None;
    }
    let mut day = match (parts.weekday, parts.month, anchor) {
        (Some(n), _, _) => weekday(n, None, anchor, tense),
        (None, Some(month), Some(a)) => Reckoned::date(Day::new(a.year, month, parts.day?), true),
        (None, Some(month), None) => Reckoned::open(format!("XXXX-{month:02}-{:02}", parts.day?), "TIME"),
        (None, None, Some(a)) => Reckoned::date(a, true),
        (None, None, None) => Reckoned::open("XXXX-XX-XX", "TIME"),
    };
    if day.from.is_some_and(|d| !cal::exists(d)) {
        return None;
    }
    day.value = format!("{}T{hour:02}:{minute:02}", day.value);
    day.kind = "TIME";
    Some(day)
}
