//! What the parts of an expression come to, told on a day.
//!
//! "Last" and a month, told in September 2020, is July 2020 for July and September 2019 for September. The value is written as TIMEX3
//! has it; where the day of writing is not known the part that hangs on it is written with X.

mod date;
mod period;
mod stretch;

use super::{Telling, Tense, calendar as cal, row::Parts};
use counterclaim_model::Day;
use counterclaim_rules::time::{Means, Pattern};
pub(super) use date::calendar;
use date::{clock, day_of, month, nth, range, week_of, weekday, weekend};
pub(super) use period::away;
use period::{decade, quarter, rest, season, shifted, years};
use stretch::{coming, duration, half, past};

/// A value and the days that it covers.
#[derive(Clone, Debug)]
pub(super) struct Reckoned {
    pub(super) value: String,
    pub(super) kind: &'static str,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
    /// Whether the day of writing was used.
    pub(super) relative: bool,
    /// A date that later words ("two days later") may count from.
    pub(super) is_date: bool,
}

impl Reckoned {
    fn date(day: Day, relative: bool) -> Reckoned {
        Reckoned { value: day.to_string(), kind: "DATE", from: Some(day), to: Some(day), relative, is_date: true }
    }

    fn stretch(value: String, from: Day, to: Day, relative: bool) -> Reckoned {
        Reckoned { value, kind: "DATE", from: Some(from), to: Some(to), relative, is_date: false }
    }

    fn open(value: impl Into<String>, kind: &'static str) -> Reckoned {
        Reckoned { value: value.into(), kind, from: None, to: None, relative: true, is_date: false }
    }
}

/// The value of an expression.
pub(super) fn reckon(pattern: &Pattern, parts: &Parts, telling: &Telling, tense: Tense) -> Option<Reckoned> {
    let full = telling.written.filter(|day| day.is_full());
    let one = matches!(parts.count.unwrap_or(Some(1)), Some(1));
    // "From 40 a year earlier", behind a quarter: the same quarter of the year before.
    if let (Means::Ago | Means::Then, Some("Y"), Some(-1), Some((year, n))) = (pattern.means, parts.unit, pattern.shift, telling.quarter)
        && one
    {
        return quarter(Some(n), Some(year.checked_sub(1)?), 0, None);
    }
    let mut out = on_day(pattern, parts, full, telling.date, tense)?;
    if let Some(coarse) = telling.written.filter(|_| full.is_none() && out.from.is_none()) {
        within(pattern, parts, coarse, &mut out);
    }
    Some(out)
}

/// Of the telling only the year or the month is known: "on Tuesday" lies in it, "last year" is the one before.
fn within(pattern: &Pattern, parts: &Parts, coarse: Day, out: &mut Reckoned) {
    let unit = parts.unit.or(pattern.unit.as_deref()).unwrap_or("D");
    let near = match pattern.means {
        Means::Weekday | Means::Night | Means::Weekend | Means::Clock => true,
        Means::Shift => matches!(unit, "D" | "TH" | "TM" | "TS"),
        _ => false,
    };
    if near {
        (out.from, out.to, out.relative) = (Some(coarse), Some(coarse), true);
    } else if pattern.means == Means::Shift && matches!(unit, "Y" | "E") {
        *out = shifted(unit, pattern.shift.unwrap_or(0), Some(coarse));
    }
}

fn on_day(pattern: &Pattern, parts: &Parts, anchor: Option<Day>, told: Option<Day>, tense: Tense) -> Option<Reckoned> {
    let unit = parts.unit.or(pattern.unit.as_deref()).unwrap_or("D");
    let shift = pattern.shift.unwrap_or(0);
    let more = parts.half || pattern.half;
    let mut out = match pattern.means {
        Means::Calendar => calendar(pattern, parts, anchor, tense)?,
        Means::Range => range(pattern, parts, anchor, tense)?,
        Means::Years => years(parts)?,
        Means::Month => match parts.year {
            Some(_) => calendar(pattern, parts, anchor, tense)?,
            None => month(parts.month?, pattern.shift, anchor, tense),
        },
        Means::MonthOfYear => match anchor {
            Some(anchor) => {
                let day = Day::new(anchor.year.checked_add(i16::try_from(shift).ok()?)?, parts.month?, parts.day.unwrap_or(0));
                cal::exists(day).then(|| Reckoned::date(day, true))?
            }
            None => Reckoned::open(format!("XXXX-{:02}", parts.month?), "DATE"),
        },
        Means::Weekday => weekday(parts.weekday?, pattern.shift, anchor, tense),
        Means::Shift => match parts.day {
            Some(n) => day_of(n, shifted(unit, shift, anchor))?,
            None => shifted(unit, shift, anchor),
        },
        Means::Ago => match parts.count.unwrap_or(Some(1)) {
            Some(n) => away(unit, n.saturating_mul(shift), more, anchor),
            None => Reckoned::open(if shift < 0 { "PAST_REF" } else { "FUTURE_REF" }, "DATE"),
        },
        Means::Then => {
            let n = parts.count.unwrap_or(Some(1)).unwrap_or(1).saturating_mul(shift);
            // "Two days later" with no day told before hangs in the air; "a year earlier" is counted from the day of writing.
            let base = told.or(anchor.filter(|_| shift < 0 || !matches!(unit, "D" | "TH" | "TM" | "TS")));
            away(unit, n, more, base)
        }
        Means::Duration if more => half(unit, parts.count.flatten().or(pattern.shift).unwrap_or(0)),
        Means::Duration => duration(unit, parts.count.unwrap_or(Some(1))),
        Means::Past => past(unit, parts.count.unwrap_or(Some(1)), anchor),
        Means::Coming => coming(unit, parts.count.unwrap_or(Some(1)), anchor),
        Means::Rest => rest(unit, anchor),
        Means::Some => duration(unit, None),
        Means::Season => season(parts.season.unwrap_or("SU"), parts.year, pattern.shift, anchor),
        Means::Quarter => quarter(parts.nth, parts.year, shift, anchor)?,
        Means::Decade => decade(parts.decade?)?,
        Means::Century => {
            let n = i16::try_from(parts.nth? - 1).ok()?;
            let year = |y| Day::new(y, 0, 0);
            Reckoned::stretch(n.to_string(), year(n * 100 + 1), year(n * 100 + 100), false)
        }
        Means::Clock => clock(parts, anchor, tense)?,
        Means::Night => match anchor {
            Some(anchor) => Reckoned { kind: "TIME", is_date: false, ..Reckoned::stretch(format!("{anchor}TNI"), cal::days(anchor, -1)?, anchor, true) },
            None => Reckoned::open("XXXX-XX-XXTNI", "TIME"),
        },
        Means::Weekend => weekend(anchor, pattern.shift, tense),
        Means::Set => Reckoned::open(duration(unit, Some(1)).value, "SET"),
        Means::Nth => nth(pattern, parts, anchor, tense)?,
        Means::DayOf => {
            let n = parts.day.map(i64::from).or(parts.count.flatten()).filter(|n| *n > 0)?;
            Reckoned::open(format!("XXXX-DAY-{n:02}"), "DATE")
        }
        Means::WeekOf => week_of(pattern, parts, anchor, tense)?,
        Means::WeekdayOfWeek => match anchor.and_then(cal::monday) {
            Some(monday) => Reckoned::date(cal::days(monday, shift.checked_mul(7)? + i64::from(parts.weekday?) - 1)?, true),
            None => Reckoned::open(format!("XXXX-WXX-{}", parts.weekday?), "DATE"),
        },
        Means::WeekdaySet => Reckoned::open(format!("XXXX-WXX-{}", parts.weekday?), "SET"),
        Means::Constant => Reckoned::open(pattern.value.clone()?, if pattern.kind == Some("SET") { "SET" } else { "DATE" }),
    };
    if let Some(part) = parts.part.or(pattern.part.as_deref())
        && out.kind == "DATE"
        && !matches!(pattern.means, Means::Constant)
    {
        out.value = format!("{}T{part}", out.value);
        out.kind = "TIME";
    }
    if let Some(kind) = pattern.kind {
        out.kind = kind;
    }
    Some(out)
}
