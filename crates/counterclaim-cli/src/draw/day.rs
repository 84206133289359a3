//! Days as people write them: "27–29 September 2020", "2021 (day not stated)".

use counterclaim_model::{Day, Interval};

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A stretch of days; what is not known is said.
pub fn days(when: &Interval) -> String {
    match (when.from, when.to) {
        (None, None) => "day not stated".to_owned(),
        (Some(from), None) => format!("since {}, end not stated", day(from)),
        (None, Some(to)) => format!("up to {}, beginning not stated", day(to)),
        (Some(from), Some(to)) => span(from, to),
    }
}

fn span(from: Day, to: Day) -> String {
    if from == to {
        let known = day(from);
        return if from.is_full() { known } else { format!("{known} (day not stated)") };
    }
    if from.earliest() == to.earliest() && from.latest() == to.latest() {
        return day(to);
    }
    let one_month = from.year == to.year && from.month == to.month && from.month > 0;
    match (one_month && from.is_full() && to.is_full(), from.year == to.year && from.month > 0 && to.month > 0) {
        (true, _) => format!("{}–{}", from.day, day(to)),
        (false, true) => format!("{} – {}", day(from).trim_end_matches(&format!(" {}", from.year)), day(to)),
        (false, false) => format!("{} – {}", day(from), day(to)),
    }
}

/// One day, month or year.
pub fn day(day: Day) -> String {
    let month = MONTHS.get(usize::from(day.month).wrapping_sub(1));
    match month {
        Some(month) if day.day > 0 => format!("{} {month} {}", day.day, day.year),
        Some(month) => format!("{month} {}", day.year),
        None => day.year.to_string(),
    }
}

/// Days since 1970, for what is drawn to scale; nothing where the day is not known in full.
pub fn number(day: Day) -> Option<i64> {
    let date = jiff::civil::Date::new(day.year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()?;
    Some(date.duration_since(EPOCH).as_hours() / 24)
}

/// The day that is so many days after the first of 1970.
pub fn numbered(number: i64) -> Option<Day> {
    let date = EPOCH.checked_add(jiff::SignedDuration::from_hours(number.checked_mul(24)?)).ok()?;
    Some(Day::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs()))
}

const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);
