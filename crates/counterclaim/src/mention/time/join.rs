//! Expressions beside one another that tell one time: "two years and three months", "from 27 September to 10 November 2020".

use super::row::Found;
use super::{Scan, Tense, Time, calendar, reckon, reckon::Reckoned};
use counterclaim_model::{Basis, Day, Interval};
use counterclaim_rules::time::Means;

impl Scan<'_> {
    /// "A month and 21 days ago" is a month before 21 days ago.
    pub(super) fn join_ago(&self, before: &mut Vec<(Found, Reckoned)>, found: &mut Found, reckoned: &mut Reckoned) {
        let pattern = &self.rules.patterns[found.pattern];
        let Some(shift) = pattern.shift.filter(|_| matches!(pattern.means, Means::Ago | Means::Then)) else { return };
        let (mut first, mut unit) = (found.first, found.parts.unit);
        // "After a lull of six weeks, a year ago" tells two times.
        let apart = |left: &Found| self.lower(left.last) == "," && matches!(self.before(left.first), "of" | "for" | "after" | "in");
        let fits = |left: &Found, value: &Reckoned, first, unit| {
            self.is_stretch(left, value) && self.is_linked(left.last, first) && !apart(left) && rank(left.parts.unit) < rank(unit)
        };
        while let Some((left, _)) = before.last().filter(|(left, value)| fits(left, value, first, unit)) {
            let (Some(of), Some(Some(n))) = (left.parts.unit, left.parts.count) else { break };
            let n = n.saturating_mul(shift);
            let months = match of {
                "Y" => n.saturating_mul(12),
                "M" => n,
                _ => 0,
            };
            // A day stays one, months before it too.
            let day = reckoned.from.filter(|day| day.is_full() && months != 0).and_then(|day| calendar::months(day, months));
            *reckoned = match day {
                Some(day) => Reckoned { value: day.to_string(), from: Some(day), to: Some(day), ..reckoned.clone() },
                None if months != 0 => reckon::away("M", months, false, reckoned.from),
                None => reckon::away(of, n, left.parts.half, reckoned.from),
            };
            (first, unit) = (left.first, Some(of));
            before.pop();
        }
        found.first = first;
    }

    /// A plain stretch of so many days or longer, that may be told in several units.
    fn is_stretch(&self, found: &Found, reckoned: &Reckoned) -> bool {
        self.rules.patterns[found.pattern].means == Means::Duration && !reckoned.value.contains(['X', 'T'])
    }

    /// Whether at most "and" or a comma stands between two expressions.
    fn is_linked(&self, last: usize, first: usize) -> bool {
        first == last || first == last + 1 && matches!(self.lower(last), "and" | ",")
    }

    /// "Two years and three months" are one stretch.
    pub(super) fn join_durations(&self, found: &mut Vec<(Found, Reckoned)>) {
        for at in (1..found.len()).rev() {
            let (left, right) = (&found[at - 1], &found[at]);
            let (Some(a), Some(b)) = (left.1.value.strip_prefix('P'), right.1.value.strip_prefix('P')) else { continue };
            let rank = |value: &str| value.chars().last().and_then(|unit| "YMWD".find(unit));
            let plain = self.is_stretch(&left.0, &left.1) && self.is_stretch(&right.0, &right.1);
            if !plain || !self.is_linked(left.0.last, right.0.first) || rank(a).is_none() || rank(a) == rank(b) {
                continue;
            }
            let value = if rank(a) < rank(b) { format!("P{a}{b}") } else { format!("P{b}{a}") };
            let last = right.0.last;
            found.remove(at);
            (found[at - 1].0.last, found[at - 1].1.value) = (last, value);
        }
    }

    /// "The morning of Tuesday, October 10th, 2023": a year behind a day that lacks one is that day's.
    pub(super) fn join_years(&self, found: &mut Vec<(Found, Reckoned)>) {
        for at in (1..found.len()).rev() {
            let ((left, value), (right, year)) = (&found[at - 1], &found[at]);
            let behind = right.first == left.last || right.first == left.last + 1 && self.lower(left.last) == ",";
            let year = year.from.filter(|year| behind && left.parts.year.is_none() && *year == Day::new(year.year, 0, 0));
            let (Some(year), Some(month), Some(day)) = (year, left.parts.month, left.parts.day) else { continue };
            let day = Day::new(year.year, month, day);
            if !calendar::exists(day) {
                continue;
            }
            let time = value.value.find('T').map_or_else(String::new, |at| value.value[at..].to_owned());
            let last = right.last;
            found.remove(at);
            let (found, value) = &mut found[at - 1];
            (found.last, found.parts.year) = (last, Some(day.year));
            *value = Reckoned { value: format!("{day}{time}"), from: Some(day), to: Some(day), relative: false, ..value.clone() };
        }
    }

    /// "Next week from Wednesday to Friday", "from last Friday to Sunday": the second day is the first such after the first.
    pub(super) fn share_week(&self, found: &mut [(Found, Reckoned)]) {
        for at in 1..found.len() {
            let (left, right) = (&found[at - 1], &found[at]);
            let means = |of: &(Found, Reckoned)| (self.rules.patterns[of.0.pattern].means, self.rules.patterns[of.0.pattern].shift);
            let told = matches!(means(left), (Means::WeekdayOfWeek, _) | (Means::Weekday, Some(_)));
            let linked = right.0.first == left.0.last + 1 && matches!(self.lower(left.0.last), "to" | "until" | "and" | "-" | "–" | "through" | "till");
            let (Some(first), Some(weekday)) = (left.1.from.filter(|_| told && linked && means(right) == (Means::Weekday, None)), right.0.parts.weekday) else {
                continue;
            };
            let days = calendar::weekday(first).map(|of_first| (i64::from(weekday) - of_first).rem_euclid(7));
            let Some(day) = days.and_then(|days| calendar::days(first, days)) else { continue };
            let value = right.1.value.replacen(&right.1.from.map_or_else(String::new, |of| of.to_string()), &day.to_string(), 1);
            found[at].1 = Reckoned { value, from: Some(day), to: Some(day), ..found[at].1.clone() };
        }
    }

    /// "From 27 September to 10 November 2020": the year is told once. "From 20 December to 5 January" goes over its end.
    pub(super) fn share_years(&self, found: &mut [(Found, Reckoned)], anchor: Option<Day>) {
        for at in (1..found.len()).rev() {
            let (before, behind) = found.split_at_mut(at);
            let (Some((left, value)), Some((right, end))) = (before.last_mut(), behind.first_mut()) else { continue };
            let linked = right.first == left.last + 1 && matches!(self.lower(left.last), "to" | "until" | "and" | "-" | "–" | "through" | "till" | "or");
            if !linked || left.parts.year.is_some() || left.parts.month.is_none() {
                continue;
            }
            let Some(year) = right.parts.year else {
                // "In May and April" lists months, "between December and January" runs from one to the other.
                let runs = !matches!(self.lower(left.last), "and" | "or") || matches!(self.before(left.first), "from" | "between");
                let turns = runs && right.parts.month.is_some() && end.from.is_some() && end.from < value.from;
                if turns {
                    let (of, reckoned, years) = if self.is_ahead(left.first) { (right, end, 1) } else { (left, value, -1) };
                    self.move_year(of, reckoned, years, anchor);
                }
                continue;
            };
            let turn = left.parts.month > right.parts.month && right.parts.month.is_some();
            left.parts.year = Some(year - i16::from(turn));
            let pattern = &self.rules.patterns[left.pattern];
            // A bare month with a year is a date of the calendar.
            if let Some(again) = reckon::calendar(pattern, &left.parts, anchor, Tense::Past) {
                *value = again;
            }
        }
    }

    /// A date without a year, so many years on.
    fn move_year(&self, found: &mut Found, reckoned: &mut Reckoned, years: i16, anchor: Option<Day>) {
        let mut parts = found.parts;
        parts.year = reckoned.from.and_then(|day| day.year.checked_add(years));
        if let Some(again) = reckon::calendar(&self.rules.patterns[found.pattern], &parts, anchor, Tense::Past) {
            *reckoned = Reckoned { relative: true, ..again };
        }
    }

    /// "From Sunday to Tuesday", "between 3 May and now": both carry the whole stretch, so that a claim beside either is dated by it.
    pub(super) fn join_ranges(&self, times: &mut [Time], written: Option<Day>) {
        for at in 1..times.len() {
            let (left, right) = (&times[at - 1], &times[at]);
            let link = if right.first == left.last + 1 { self.lower(left.last) } else { "" };
            // "Next week between Wednesday and Friday" has it within.
            let opens = (left.first.saturating_sub(1)..left.last).any(|at| matches!(self.lower(at), "from" | "between"));
            let opened = opens || matches!(link, "to" | "until" | "till" | "through" | "-" | "–");
            let linked = matches!(link, "to" | "until" | "till" | "through" | "and" | "-" | "–");
            let now = |time: &Time| written.filter(|_| time.value == "PRESENT_REF");
            let dates = [left, right].iter().all(|t| matches!(t.kind, "DATE" | "TIME"));
            let (Some(from), Some(to)) = (left.days.from.or(now(left)), right.days.to.or(now(right))) else { continue };
            if linked && opened && dates && from.earliest() <= to.latest() {
                // "Now" has no day of its own: its day is known as the other's is.
                let basis = |of: &Time, other: &Time| if of.days.basis == Basis::Unknown { other.days.basis.clone() } else { of.days.basis.clone() };
                let bases = [basis(left, right), basis(right, left)];
                for (time, basis) in times[at - 1..=at].iter_mut().zip(bases) {
                    time.days = Interval { from: Some(from), to: Some(to), basis };
                }
            }
        }
    }

    /// "Two days after Sunday's blast", "a week before 3 May": a day counted from the one behind it.
    pub(super) fn join_counted(&self, before: &mut [(Found, Reckoned)], found: &Found, day: &Reckoned) {
        let Some((left, counted)) = before.last_mut() else { return };
        let sign = match found.first.checked_sub(1).map(|at| self.lower(at)) {
            Some("after") => 1,
            Some("before") => -1,
            _ => return,
        };
        let beside = found.first - left.last <= 1 && matches!(self.rules.patterns[left.pattern].means, Means::Duration | Means::Then);
        let unit = left.parts.unit.filter(|unit| matches!(*unit, "D" | "W"));
        let (Some(from), Some(unit), Some(Some(n))) = (day.from.filter(|day| beside && day.is_full()), unit, left.parts.count) else { return };
        if let Some(day_counted) = so_far(from, n.saturating_mul(sign), unit).filter(|_| day.to == day.from) {
            (counted.from, counted.to, counted.relative) = (Some(day_counted), Some(day_counted), day.relative);
            if counted.kind == "DATE" {
                counted.value = day_counted.to_string();
            }
        }
    }

    /// "Three days starting on Monday": both carry those days.
    pub(super) fn join_starts(&self, times: &mut [Time]) {
        for at in 1..times.len() {
            let (left, right) = (&times[at - 1], &times[at]);
            // "For a week, from 3 May".
            let link = left.last + usize::from(self.lower(left.last) == ",");
            let starts = self.rules.guard.starts.contains(self.lower(link)) && right.first - link <= 2;
            let length = left.value.strip_prefix('P').filter(|_| starts && left.kind == "DURATION" && left.days.from.is_none());
            let (Some(length), Some(first)) = (length, right.days.from.filter(|day| day.is_full() && right.days.to == Some(*day))) else { continue };
            let (n, unit) = length.split_at(length.len() - 1);
            let end = n.parse::<i64>().ok().filter(|n| *n > 0).and_then(|n| so_far(first, n, unit));
            let Some(last) = end.and_then(|end| calendar::days(end, -1)) else { continue };
            let days = Interval { to: Some(last), ..right.days.clone() };
            times[at - 1..=at].iter_mut().for_each(|time| time.days = days.clone());
        }
    }
}

/// The day so many days, weeks, months or years from another.
fn so_far(from: Day, n: i64, unit: &str) -> Option<Day> {
    match unit {
        "D" => calendar::days(from, n),
        "W" => calendar::days(from, n.checked_mul(7)?),
        "M" => calendar::months(from, n),
        "Y" => calendar::months(from, n.checked_mul(12)?),
        _ => None,
    }
}

/// Where a unit stands among them, the longest first.
fn rank(unit: Option<&str>) -> Option<usize> {
    ["C", "E", "Y", "Q", "M", "W", "D", "TH", "TM", "TS"].iter().position(|known| Some(*known) == unit)
}
