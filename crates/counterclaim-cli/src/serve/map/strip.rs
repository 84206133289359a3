//! The day strip: how many claims fall on each day, and the stretch of days that the map shows. Every bar is a link to its own day.

use super::{asking::Asking, day_number};
use crate::draw::{day, text::count};
use counterclaim_model::Day;
use maud::{Markup, html};
use std::collections::BTreeMap;

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 56.0;

/// How finely days are told.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Day,
    Month,
    Year,
}

impl Unit {
    /// The finest of which no more than can be told apart stand on a strip.
    fn of(days: i64) -> Unit {
        match days {
            ..=200 => Unit::Day,
            201..=4000 => Unit::Month,
            _ => Unit::Year,
        }
    }

    /// How many days one has, about.
    fn days(self) -> i64 {
        match self {
            Unit::Day => 1,
            Unit::Month => 30,
            Unit::Year => 365,
        }
    }

    /// The stretch that a day lies in; nothing where it is known less exactly than that.
    fn holding(self, day: Day) -> Option<Day> {
        match self {
            Unit::Day => day.is_full().then_some(day),
            Unit::Month => (day.month > 0).then_some(Day { day: 0, ..day }),
            Unit::Year => Some(Day { month: 0, day: 0, ..day }),
        }
    }
}

fn named(number: i64) -> String {
    day::numbered(number).map_or_else(String::new, day::day)
}

/// The strip of what was dated, around the days that are asked for.
pub fn strip(asking: &Asking, dated: &[(String, u32)]) -> Markup {
    let known: Vec<(Day, u32)> = dated.iter().filter_map(|(day, claims)| Some((day.parse().ok()?, *claims))).collect();
    let numbers = || known.iter().filter_map(|(day, _)| day_number(*day));
    let (Some(first), Some(last)) = (numbers().map(|(from, _)| from).min(), numbers().map(|(_, to)| to).max()) else {
        return html! { p { "No claim here says a day." } };
    };
    // Around a choice of days stand some before and behind it, so that it can be moved.
    let (first, last) = match asking.chosen() {
        Some((from, to)) => {
            let room = (to - from + 1).max(20);
            (first.max(from - room).min(from), last.min(to + room).max(to))
        }
        None => (first, last),
    };
    let unit = Unit::of(last - first);
    let (mut bars, mut vague): (BTreeMap<Day, u32>, u32) = (BTreeMap::new(), 0);
    for (day, claims) in known.iter().filter(|(day, _)| day_number(*day).is_some_and(|(from, to)| from <= last && to >= first)) {
        match unit.holding(*day) {
            Some(stretch) => *bars.entry(stretch).or_default() += claims,
            None => vague += claims,
        }
    }
    let across = |number: i64| (number - first) as f64 / (last - first + 1) as f64 * WIDTH;
    let top = bars.values().copied().max().unwrap_or(1);
    html! {
        svg.strip id="strip" tabindex="0" viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="group" data-first=(first) data-days=(last - first + 1) data-unit=(unit.days())
            data-from=[asking.chosen().map(|(from, _)| from)] data-to=[asking.chosen().map(|(_, to)| to)]
            aria-label="Claims by day; each bar leads to its day; arrow keys choose days, with Shift more or fewer of them, Enter shows them" {
            @if let Some((from, to)) = asking.chosen() {
                rect.chosen x=(format!("{:.1}", across(from))) y="0" width=(format!("{:.1}", across(to + 1) - across(from))) height=(HEIGHT) {}
            }
            @for (stretch, claims) in &bars {
                @if let Some((from, to)) = day_number(*stretch) {
                    a href=(asking.at(*stretch)) tabindex="-1" {
                        title { (day::day(*stretch)) ": " (count(*claims as usize, "claim")) }
                        rect.hit x=(format!("{:.1}", across(from))) y="0" width=(format!("{:.1}", (across(to + 1) - across(from)).max(1.0))) height=(HEIGHT) {}
                        @let high = (f64::from(*claims) / f64::from(top) * (HEIGHT - 2.0)).max(1.5);
                        rect.bar x=(format!("{:.1}", across(from) + 0.4)) y=(format!("{:.1}", HEIGHT - high)) width=(format!("{:.1}", (across(to + 1) - across(from) - 0.8).max(0.8))) height=(format!("{high:.1}")) {}
                    }
                }
            }
            rect.brush x="0" y="0" width="0" height=(HEIGHT) {}
        }
        p.ends { span { (named(first)) } output id="brushed" {} span { (named(last)) } }
        @if vague > 0 { p.who { (count(vague as usize, "claim")) " of these days, known only by " (if unit == Unit::Day { "month or year" } else { "year" }) ", stand in no bar." } }
    }
}
