//! Weeks, months, quarters, years and what is so many of them away.

use super::super::{calendar as cal, row::Parts};
use super::Reckoned;
use counterclaim_model::Day;

/// So many whole periods from the day of writing: "last week", "this year".
pub(super) fn shifted(unit: &str, n: i64, anchor: Option<Day>) -> Reckoned {
    let whole = |anchor: Day| match unit {
        "W" => {
            let monday = cal::days(cal::monday(anchor)?, n.checked_mul(7)?)?;
            let sunday = cal::days(monday, 6)?;
            Some(Reckoned::stretch(cal::week(monday)?, monday, if n == 0 { anchor } else { sunday }, true))
        }
        "Q" => quarter(None, None, n, Some(anchor)),
        "E" => decade(i64::from(anchor.year / 10) + n),
        "C" => Some(Reckoned::open((i64::from(anchor.year / 100) + n).to_string(), "DATE")),
        _ => Some(away(unit, n, false, Some(anchor))),
    };
    anchor.and_then(whole).unwrap_or_else(|| away(unit, n, false, None))
}

/// So far from a day: "six days ago"; with half a unit more, "a year and a half ago".
pub(in super::super) fn away(unit: &str, n: i64, half: bool, base: Option<Day>) -> Reckoned {
    let (unit, n) = match unit {
        "E" if half => ("Y", n.saturating_mul(10).saturating_add(5 * n.signum())),
        "Y" if half => ("M", n.saturating_mul(12).saturating_add(6 * n.signum())),
        "W" if half => ("D", n.saturating_mul(7).saturating_add(3 * n.signum())),
        unit => (unit, n),
    };
    let middle = base.filter(|day| half && unit == "M" && day.is_full()).and_then(|day| cal::days(day, 15 * n.signum()));
    let base = middle.or(base);
    let shift_months = |months: i64| {
        let base = base?;
        let month = i64::from(base.year).checked_mul(12)?.checked_add(i64::from(base.month.max(1)) - 1)?.checked_add(months)?;
        let year = i16::try_from(month.div_euclid(12)).ok().filter(|y| (0..=9999).contains(y))?;
        Some(Day::new(year, month.rem_euclid(12) as u8 + 1, 0))
    };
    let year = |years: i64| Some(Day::new(i16::try_from(i64::from(base?.year).checked_add(years)?).ok().filter(|y| (0..=9999).contains(y))?, 0, 0));
    let (day, open) = match unit {
        "W" => (base.and_then(|b| cal::days(b, n.checked_mul(7)?)), "XXXX-WXX"),
        "M" => (shift_months(n), "XXXX-XX"),
        "Q" => (shift_months(n.saturating_mul(3)), "XXXX-QX"),
        "Y" => (year(n), "XXXX"),
        "E" => (year(n.saturating_mul(10)), "XXXX"),
        "C" => (year(n.saturating_mul(100)), "XXXX"),
        "TH" => (base.and_then(|b| cal::days(b, n / 24)), "XXXX-XX-XX"),
        "TM" | "TS" => (base, "XXXX-XX-XX"),
        _ => (base.and_then(|b| cal::days(b, n)), "XXXX-XX-XX"),
    };
    day.map_or_else(|| Reckoned::open(open, "DATE"), |day| Reckoned::date(day, true))
}

/// "The rest of the year": from the day of writing to its end.
pub(super) fn rest(unit: &str, anchor: Option<Day>) -> Reckoned {
    let whole = shifted(unit, 0, anchor);
    let end = match unit {
        "W" => anchor.and_then(cal::monday).and_then(|monday| cal::days(monday, 6)),
        _ => whole.to.map(Day::latest),
    };
    Reckoned { from: anchor, to: end, is_date: false, ..whole }
}

pub(super) fn season(code: &str, year: Option<i16>, shift: Option<i64>, anchor: Option<Day>) -> Reckoned {
    let first: u8 = match code {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    let year = year.map(|y| (y, false)).or_else(|| {
        let anchor = anchor?;
        let year = match shift {
            Some(-1) => anchor.year - i16::from(first == 12 || first + 2 >= anchor.month),
            Some(1) => anchor.year + i16::from(first <= anchor.month),
            _ => anchor.year,
        };
        Some((year, true))
    });
    match year {
        Some((year, relative)) => {
            let to = if first == 12 { Day::new(year.saturating_add(1), 2, 0) } else { Day::new(year, first + 2, 0) };
            Reckoned::stretch(format!("{year:04}-{code}"), Day::new(year, first, 0), to, relative)
        }
        None => Reckoned::open(format!("XXXX-{code}"), "DATE"),
    }
}

/// A quarter: the `nth` that has begun at the day of writing, or the one so many from now.
pub(super) fn quarter(nth: Option<i64>, year: Option<i16>, shift: i64, anchor: Option<Day>) -> Option<Reckoned> {
    let (year, quarter, relative) = match (nth, year, anchor) {
        (Some(n), Some(year), _) => (year, n, false),
        (Some(n), None, Some(a)) => (a.year - i16::from(n * 3 - 2 > i64::from(a.month)), n, true),
        (Some(n), None, None) => return Some(Reckoned::open(format!("XXXX-Q{n}"), "DATE")),
        (None, _, Some(a)) => {
            let all = i64::from(a.year) * 4 + (i64::from(a.month) - 1) / 3 + shift;
            (i16::try_from(all.div_euclid(4)).ok()?, all.rem_euclid(4) + 1, true)
        }
        (None, _, None) => return Some(Reckoned::open("XXXX-QX", "DATE")),
    };
    let first = u8::try_from(quarter * 3 - 2).ok().filter(|m| *m <= 10)?;
    Some(Reckoned::stretch(format!("{year:04}-Q{quarter}"), Day::new(year, first, 0), Day::new(year, first + 2, 0), relative))
}

/// Decades are years without their last figure: 199.
pub(super) fn decade(n: i64) -> Option<Reckoned> {
    let year = i16::try_from(n).ok()?.checked_mul(10)?;
    Some(Reckoned::stretch(n.to_string(), Day::new(year, 0, 0), Day::new(year.checked_add(9)?, 0, 0), false))
}

/// "1992-95"
pub(super) fn years(parts: &Parts) -> Option<Reckoned> {
    let (first, last) = (parts.year?, parts.end_year?);
    Some(Reckoned::stretch(format!("{first}/{last}"), Day::new(first, 0, 0), Day::new(last, 0, 0), false))
}
