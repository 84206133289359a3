//! What the parts of an expression come to, told on a day.
//!
//! "Last" and a month, told in September 2020, is July 2020 for July and September 2019 for September. The value is written as TIMEX3
//! has it; where the day of writing is not known the part that hangs on it is written with X.

use super::{Telling, Tense, calendar as cal, row::Parts};
use counterclaim_model::Day;
use counterclaim_rules::time::{Means, Pattern};

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

/// A bare day of the month lies ahead up to so many days: past that it was last year's.
const AHEAD: i64 = 75;

/// A bare month lies ahead up to so many months.
const MONTHS_AHEAD: u8 = 2;

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
    let mut out = match pattern.means {
        Means::Calendar => calendar(pattern, parts, anchor, tense)?,
        Means::Range => range(parts, anchor, tense)?,
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
            Some(n) => away(unit, n.saturating_mul(shift), anchor),
            None => Reckoned::open(if shift < 0 { "PAST_REF" } else { "FUTURE_REF" }, "DATE"),
        },
        Means::Then => {
            let n = parts.count.unwrap_or(Some(1)).unwrap_or(1).saturating_mul(shift);
            // "Two days later" with no day told before hangs in the air; "a year earlier" is counted from the day of writing.
            let base = told.or(anchor.filter(|_| shift < 0 || !matches!(unit, "D" | "TH" | "TM" | "TS")));
            away(unit, n, base)
        }
        Means::Duration if parts.half => half(unit, parts.count.flatten().unwrap_or(0)),
        Means::Duration => duration(unit, parts.count.unwrap_or(Some(1))),
        Means::Past => past(unit, parts.count.unwrap_or(Some(1)), anchor),
        Means::Half => half(unit, parts.count.flatten().unwrap_or(pattern.shift.unwrap_or(1))),
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

/// A date of the calendar. The year of a bare day is that of the day of writing, or the year before where that would be far ahead.
pub(super) fn calendar(pattern: &Pattern, parts: &Parts, anchor: Option<Day>, tense: Tense) -> Option<Reckoned> {
    let (month, day) = (parts.month.unwrap_or(0), parts.day.unwrap_or(0));
    if let Some(year) = parts.year {
        let day = Day::new(year, month, day);
        return cal::exists(day).then(|| Reckoned { relative: false, ..Reckoned::date(day, false) });
    }
    if day == 0 {
        return Some(month_of(month, pattern, anchor, tense));
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

/// "The 20th of next month", of that month.
fn day_of(n: u8, month: Reckoned) -> Option<Reckoned> {
    match month.from {
        Some(month) => Some(Day::new(month.year, month.month, n)).filter(|day| cal::exists(*day)).map(|day| Reckoned::date(day, true)),
        None => Some(Reckoned::open(format!("{}-{n:02}", month.value), "DATE")),
    }
}

fn month_of(n: u8, pattern: &Pattern, anchor: Option<Day>, tense: Tense) -> Reckoned {
    month(n, pattern.shift, anchor, tense)
}

/// "27-29 September"
fn range(parts: &Parts, anchor: Option<Day>, tense: Tense) -> Option<Reckoned> {
    let (month, from, to) = (parts.month?, parts.day?, parts.end_day?);
    if from >= to {
        return None;
    }
    let (year, relative) = match (parts.year, anchor) {
        (Some(year), _) => (year, false),
        (None, Some(anchor)) => {
            let ahead = cal::apart(anchor, Day::new(anchor.year, month, from)).is_some_and(|days| days > AHEAD) && tense == Tense::Past;
            (anchor.year - i16::from(ahead), true)
        }
        (None, None) => return Some(Reckoned::open(format!("XXXX-{month:02}-{from:02}/XXXX-{month:02}-{to:02}"), "DATE")),
    };
    let (from, to) = (Day::new(year, month, from), Day::new(year, month, to));
    (cal::exists(from) && cal::exists(to)).then(|| Reckoned::stretch(format!("{from}/{to}"), from, to, relative))
}

/// A month by its name: the nearest at or before the day of writing; `shift` is last or next.
fn month(month: u8, shift: Option<i64>, anchor: Option<Day>, tense: Tense) -> Reckoned {
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

fn weekday(n: u8, shift: Option<i64>, anchor: Option<Day>, tense: Tense) -> Reckoned {
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

/// So many whole periods from the day of writing: "last week", "this year".
fn shifted(unit: &str, n: i64, anchor: Option<Day>) -> Reckoned {
    let whole = |anchor: Day| match unit {
        "W" => {
            let monday = cal::days(cal::monday(anchor)?, n.checked_mul(7)?)?;
            let sunday = cal::days(monday, 6)?;
            Some(Reckoned::stretch(cal::week(monday)?, monday, if n == 0 { anchor } else { sunday }, true))
        }
        "Q" => quarter(None, None, n, Some(anchor)),
        "E" => decade(i64::from(anchor.year / 10) + n),
        "C" => Some(Reckoned::open((i64::from(anchor.year / 100) + n).to_string(), "DATE")),
        _ => Some(away(unit, n, Some(anchor))),
    };
    anchor.and_then(whole).unwrap_or_else(|| away(unit, n, None))
}

/// So far from a day: "six days ago".
fn away(unit: &str, n: i64, base: Option<Day>) -> Reckoned {
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

fn duration(unit: &str, n: Option<i64>) -> Reckoned {
    let (letter, times) = match unit {
        "E" => ("Y", 10),
        "C" => ("Y", 100),
        unit => (unit.trim_start_matches('T'), 1),
    };
    let time = if unit.starts_with('T') { "T" } else { "" };
    let value = match n {
        Some(n) => format!("P{time}{}{letter}", n.saturating_mul(times)),
        None => format!("P{time}X{letter}"),
    };
    Reckoned { relative: false, ..Reckoned::open(value, "DURATION") }
}

/// So many and a half.
fn half(unit: &str, n: i64) -> Reckoned {
    Reckoned::open(duration(unit, Some(0)).value.replace('0', &format!("{n}.5")), "DURATION")
}

/// "The past 24 hours": a duration whose days end with the day of writing.
fn past(unit: &str, n: Option<i64>, anchor: Option<Day>) -> Reckoned {
    let Some(n) = n else { return Reckoned::open("PAST_REF", "DATE") };
    let mut out = duration(unit, Some(n));
    let from = anchor.and_then(|a| match unit {
        "TS" | "TM" => Some(a),
        "TH" => cal::days(a, -(n.checked_add(23)? / 24)),
        "W" => cal::days(a, -n.checked_mul(7)?),
        "M" => cal::months(a, -n),
        "Q" => cal::months(a, -n.checked_mul(3)?),
        "Y" => cal::months(a, -n.checked_mul(12)?),
        "E" => cal::months(a, -n.checked_mul(120)?),
        "C" => None,
        _ => cal::days(a, -n),
    });
    (out.from, out.to, out.relative) = (from, anchor.filter(|_| from.is_some()), true);
    out
}

fn season(code: &str, year: Option<i16>, shift: Option<i64>, anchor: Option<Day>) -> Reckoned {
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
fn quarter(nth: Option<i64>, year: Option<i16>, shift: i64, anchor: Option<Day>) -> Option<Reckoned> {
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
fn decade(n: i64) -> Option<Reckoned> {
    let year = i16::try_from(n).ok()?.checked_mul(10)?;
    Some(Reckoned::stretch(n.to_string(), Day::new(year, 0, 0), Day::new(year.checked_add(9)?, 0, 0), false))
}

fn clock(parts: &Parts, anchor: Option<Day>, tense: Tense) -> Option<Reckoned> {
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

/// The weekend at or before the day of writing; "this weekend" and one that lies ahead are that of its week.
fn weekend(anchor: Option<Day>, shift: Option<i64>, tense: Tense) -> Reckoned {
    let open = || Reckoned::open("XXXX-WXX-WE", "DATE");
    let Some(anchor) = anchor else { return open() };
    let found = || {
        let ahead = shift == Some(0) || tense == Tense::Future;
        let back = if ahead || cal::weekday(anchor)? >= 6 { 0 } else { -7 };
        let saturday = cal::days(cal::monday(anchor)?, 5 + back)?;
        Some(Reckoned::stretch(format!("{}-WE", cal::week(saturday)?), saturday, cal::days(saturday, 1)?, true))
    };
    found().unwrap_or_else(open)
}
