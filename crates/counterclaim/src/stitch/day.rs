//! Calendar arithmetic for days of writing: weekdays, month-days without a year, and how far two days lie apart.
//!
//! `XXXX-WXX-7` ("on Sunday") against a report of Tuesday 29 September 2020 is Sunday the 27th: the nearest such day at or
//! before it. Days that are known only to the month or the year are carried through as they are and never filled up.

use crate::mention::time::calendar;
pub use crate::mention::time::calendar::apart;
use counterclaim_model::Day;
use serde::{Deserialize, Serialize};

/// A TIMEX value that may or may not need the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// `2020-09-27`, `2020-09`, `2020`, `2020-FA`: known by itself.
    Known(Day),
    /// `XXXX-WXX-7`: Monday is 1.
    Weekday(u8),
    /// `XXXX-09-13`.
    MonthDay(u8, u8),
    /// `XXXX-09`.
    Month(u8),
    /// `XXXX-DAY-06`: the sixth day of the fighting.
    DayOf(u16),
}

/// Reads a TIMEX value; times of day are passed over, and what is no day ("PAST_REF", "P24H") is `None`.
pub fn value(text: &str) -> Option<Value> {
    let date = text.split('T').next().unwrap_or(text);
    let Some(rest) = date.strip_prefix("XXXX-") else {
        let year = date.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
        let numeric = date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        return if numeric { date.parse().ok() } else { year.parse().ok() }.map(Value::Known);
    };
    if let Some(weekday) = rest.strip_prefix("WXX-") {
        return weekday.parse().ok().filter(|n| (1..=7).contains(n)).map(Value::Weekday);
    }
    if let Some(n) = rest.strip_prefix("DAY-") {
        return n.parse().ok().filter(|n| *n > 0).map(Value::DayOf);
    }
    let mut parts = rest.split('-').map(str::parse);
    match (parts.next(), parts.next()) {
        (Some(Ok(month @ 1..=12)), Some(Ok(day @ 1..=31))) => Some(Value::MonthDay(month, day)),
        (Some(Ok(month @ 1..=12)), None) => Some(Value::Month(month)),
        _ => None,
    }
}

/// The days that a value covers, told on `written`; `None` where they cannot be had.
pub fn resolve(value: Value, written: Day) -> Option<(Day, Day)> {
    let day = match value {
        Value::Known(day) => day,
        // Only the month or year of writing is known: so is the weekday's.
        Value::Weekday(_) if !written.is_full() => written,
        Value::Weekday(n) => at_or_before(n, written)?,
        Value::DayOf(_) => return None,
        Value::MonthDay(month, day) => {
            let this = Day::new(written.year, month, day);
            if written.month > 0 && this > written.latest() { Day::new(written.year - 1, month, day) } else { this }
        }
        Value::Month(month) => {
            let year = if written.month > 0 && month > written.month { written.year - 1 } else { written.year };
            Day::new(year, month, 0)
        }
    };
    (!day.is_full() || calendar::exists(day)).then_some((day, day))
}

/// Monday is 1.
pub fn weekday(day: Day) -> Option<u8> {
    calendar::weekday(day).map(|n| n as u8)
}

/// The nearest such weekday at or before a day.
pub fn at_or_before(n: u8, day: Day) -> Option<Day> {
    calendar::days(day, -((i64::from(weekday(day)?) - i64::from(n)).rem_euclid(7)))
}

/// The nearest such weekday at or after a day.
pub fn at_or_after(n: u8, day: Day) -> Option<Day> {
    calendar::days(day, (i64::from(n) - i64::from(weekday(day)?)).rem_euclid(7))
}

/// The such weekday that lies within three days of a day, before or after.
pub fn around(n: u8, day: Day) -> Option<Day> {
    at_or_after(n, calendar::days(day, -3)?)
}

/// "2020-09-27 to 2020-09-29", or the one day.
pub fn stretch(from: Day, to: Day) -> String {
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn values_are_read() {
        assert_eq!(value("XXXX-WXX-7"), Some(Value::Weekday(7)));
        assert_eq!(value("XXXX-WXX-7TMO"), Some(Value::Weekday(7)));
        assert_eq!(value("XXXX-09-13"), Some(Value::MonthDay(9, 13)));
        assert_eq!(value("XXXX-07"), Some(Value::Month(7)));
        assert_eq!(value("XXXX-DAY-06"), Some(Value::DayOf(6)));
        assert_eq!(value("2020-FA"), Some(Value::Known(day("2020"))));
        assert_eq!(value("2020-11"), Some(Value::Known(day("2020-11"))));
        assert_eq!(value("199X"), None);
        assert_eq!(value("P24H"), None);
        assert_eq!(value("PAST_REF"), None);
        assert_eq!(value("XXXX-WXX-9"), None);
    }

    #[test]
    fn a_weekday_is_the_nearest_one_at_or_before() {
        assert_eq!(resolve(Value::Weekday(7), day("2020-09-29")), Some((day("2020-09-27"), day("2020-09-27"))));
        assert_eq!(resolve(Value::Weekday(2), day("2020-09-29")), Some((day("2020-09-29"), day("2020-09-29"))));
        assert_eq!(resolve(Value::Weekday(2), day("2021")), Some((day("2021"), day("2021"))));
    }

    #[test]
    fn a_month_ahead_is_last_years() {
        assert_eq!(resolve(Value::Month(11), day("2020-09-29")), Some((day("2019-11"), day("2019-11"))));
        assert_eq!(resolve(Value::MonthDay(9, 13), day("2022-09-13")), Some((day("2022-09-13"), day("2022-09-13"))));
        assert_eq!(resolve(Value::MonthDay(2, 30), day("2022-09-13")), None);
    }

    #[test]
    fn around_looks_both_ways() {
        assert_eq!(around(3, day("2022-09-13")), Some(day("2022-09-14")));
        assert_eq!(around(7, day("2022-09-13")), Some(day("2022-09-11")));
        assert_eq!(apart(day("2022-09-11"), day("2022-09-14")), Some(3));
    }
}
