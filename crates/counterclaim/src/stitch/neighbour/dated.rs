//! Dated reports, by the keys that may tie an undated one to them.

use super::weekdays;
use crate::mention::time::calendar;
use crate::stitch::{
    brief::Past,
    day::Value,
    fight::Fight,
    tie::{self, Tie},
};
use counterclaim_model::{Day, Name};
use std::collections::{BTreeMap, BTreeSet};

/// How far a day of the month may lie from another's day of writing, with a day for leap years.
const NEAR: i64 = 8;

type Pair<'a> = (&'a Name, &'a Name);

/// Dated reports by two of their camps and a tie, and the first of each day by their camps alone.
#[derive(Default)]
pub struct Dated<'a> {
    tied: BTreeMap<(Pair<'a>, Tie<'a>), Vec<(usize, Day)>>,
    days: BTreeMap<Pair<'a>, BTreeMap<Day, usize>>,
}

impl<'a> Dated<'a> {
    /// Adds a report, if its day is known.
    pub fn add(&mut self, index: usize, written: Option<Day>, fight: &'a Fight) {
        let Some(day) = written.filter(|day| day.is_full()) else { return };
        let weekdays = weekdays(fight, day);
        let on = tie::figures(fight).into_iter().flat_map(|figure| weekdays.iter().map(move |n| Tie::On(figure, *n)));
        let ties: Vec<Tie> = tie::enough(fight).into_iter().chain(on).chain([Tie::Written(day.month, day.day)]).collect();
        for pair in fight.pairs() {
            for tie in &ties {
                self.tied.entry((pair, tie.clone())).or_default().push((index, day));
            }
            let first = self.days.entry(pair).or_default().entry(day).or_insert(index);
            *first = index.min(*first);
        }
    }

    /// Those that may share enough with a report of such fighting that names such days, in order.
    pub fn tied(&self, fight: &Fight, past: &[Past]) -> BTreeSet<(usize, Day)> {
        let mut ties = tie::enough(fight);
        for named in past {
            match named.value {
                Value::Weekday(n) => ties.extend(tie::figures(fight).into_iter().map(|figure| Tie::On(figure, n))),
                Value::MonthDay(month, day) => {
                    // A leap year has every day of the month.
                    let around = (-NEAR..=NEAR).filter_map(|n| calendar::days(Day::new(2020, month, day), n));
                    ties.extend(around.map(|day| Tie::Written(day.month, day.day)));
                }
                _ => {}
            }
        }
        let keys = fight.pairs().flat_map(|pair| ties.iter().map(move |tie| (pair, tie.clone())));
        keys.filter_map(|key| self.tied.get(&key)).flatten().copied().collect()
    }

    /// The first of each day of those that have two camps of such fighting.
    pub fn of_its_camps(&self, fight: &Fight) -> BTreeSet<(usize, Day)> {
        fight.pairs().filter_map(|pair| self.days.get(&pair)).flatten().map(|(day, index)| (*index, *day)).collect()
    }
}
