//! Durations, by themselves or up to or from the day of writing.

use super::super::calendar as cal;
use super::Reckoned;
use counterclaim_model::Day;

pub(super) fn duration(unit: &str, n: Option<i64>) -> Reckoned {
    let (letter, times) = match (unit, n) {
        ("E", None) => ("DE", 1),
        ("C", None) => ("CE", 1),
        ("E", _) => ("Y", 10),
        ("C", _) => ("Y", 100),
        (unit, _) => (unit.trim_start_matches('T'), 1),
    };
    let time = if unit.starts_with('T') { "T" } else { "" };
    let value = match n {
        Some(n) => format!("P{time}{}{letter}", n.saturating_mul(times)),
        None => format!("P{time}X{letter}"),
    };
    Reckoned { relative: false, ..Reckoned::open(value, "DURATION") }
}

/// So many and a half.
pub(super) fn half(unit: &str, n: i64) -> Reckoned {
    Reckoned::open(duration(unit, Some(0)).value.replace('0', &format!("{n}.5")), "DURATION")
}

/// "The past 24 hours": a duration whose days end with the day of writing.
pub(super) fn past(unit: &str, n: Option<i64>, anchor: Option<Day>) -> Reckoned {
    let Some(n) = n else { return Reckoned::open("PAST_REF", "DATE") };
    let from = anchor.and_then(|day| so_far(unit, n.checked_neg()?, day));
    Reckoned { from, to: anchor.filter(|_| from.is_some()), relative: true, ..duration(unit, Some(n)) }
}

/// "The next three days": they begin with the day after that of writing.
pub(super) fn coming(unit: &str, n: Option<i64>, anchor: Option<Day>) -> Reckoned {
    let to = anchor.zip(n).and_then(|(day, n)| so_far(unit, n, day));
    let from = if unit.starts_with('T') { anchor } else { anchor.and_then(|day| cal::days(day, 1)) };
    Reckoned { from: from.filter(|_| to.is_some()), to, relative: true, ..duration(unit, n) }
}

/// The day so far from another; hours that are not whole days reach into one more.
fn so_far(unit: &str, n: i64, from: Day) -> Option<Day> {
    match unit {
        "TS" | "TM" => Some(from),
        "TH" => cal::days(from, n.signum().checked_mul(n.checked_abs()?.checked_add(23)? / 24)?),
        "W" => cal::days(from, n.checked_mul(7)?),
        "M" => cal::months(from, n),
        "Q" => cal::months(from, n.checked_mul(3)?),
        "Y" => cal::months(from, n.checked_mul(12)?),
        "E" => cal::months(from, n.checked_mul(120)?),
        "C" => None,
        _ => cal::days(from, n),
    }
}
