//! The calendar: so many days, weeks or months from a day.
//!
//! Nothing here fails loudly: a day that does not exist, or that lies outside the calendar, is none.

use counterclaim_model::Day;
use jiff::civil::Date;

pub(crate) fn date(day: Day) -> Option<Date> {
    day.is_full().then(|| Date::new(day.year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()).flatten()
}

fn day(date: Date) -> Day {
    Day::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

/// So many days later, or earlier.
pub(crate) fn days(from: Day, n: i64) -> Option<Day> {
    let span = jiff::Span::new().try_days(n).ok()?;
    Some(day(date(from)?.checked_add(span).ok()?))
}

/// So many months later, or earlier; the end of a shorter month where there is no such day.
pub(crate) fn months(from: Day, n: i64) -> Option<Day> {
    let span = jiff::Span::new().try_months(n).ok()?;
    Some(day(date(from)?.checked_add(span).ok()?))
}

/// Monday is 1, Sunday 7.
pub(crate) fn weekday(of: Day) -> Option<i64> {
    Some(i64::from(date(of)?.weekday().to_monday_one_offset()))
}

/// The Monday of a day's week.
pub(crate) fn monday(of: Day) -> Option<Day> {
    days(of, 1 - weekday(of)?)
}

/// `2020-W40`.
pub(crate) fn week(of: Day) -> Option<String> {
    let week = date(of)?.iso_week_date();
    Some(format!("{:04}-W{:02}", week.year(), week.week()))
}

/// Whether the calendar has it, so far as it is known.
pub(crate) fn exists(of: Day) -> bool {
    if of.is_full() { date(of).is_some() } else { of.month <= 12 }
}

/// Days from one to another.
pub fn apart(from: Day, to: Day) -> Option<i64> {
    let span = date(from)?.until((jiff::Unit::Day, date(to)?)).ok()?;
    Some(i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_and_ends_of_months() {
        let day = |t: &str| t.parse::<Day>().unwrap();
        assert_eq!(monday(day("2020-09-29")), Some(day("2020-09-28")));
        assert_eq!(week(day("2020-09-27")).as_deref(), Some("2020-W39"));
        assert_eq!(months(day("2020-03-31"), -1), Some(day("2020-02-29")));
        assert_eq!(days(day("2020-12-31"), 1), Some(day("2021-01-01")));
        assert_eq!(apart(day("2019-12-30"), day("2020-01-02")), Some(3));
        assert_eq!(days(day("9999-12-31"), 1), None);
    }
}
