//! Dated reports, by the keys that may tie an undated one to them.

use super::weekdays;
use crate::mention::time::calendar;
use crate::stitch::{
    brief::Past,
    day::Value,
    outline::{NOBODYS, Number, Outline, Pair},
    tie::{self, Tie},
};
use counterclaim_model::Day;
use counterclaim_rules::hash::{HashMap, HashSet};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How far a day of the month may lie from another's day of writing, with a day for leap years.
const NEAR: i64 = 8;

/// Dated reports by two of their camps and a tie, and the first of each day by their camps alone; those only that undated ones ask for.
pub struct Dated {
    tied: HashMap<(Pair, Tie), Vec<(usize, Day)>>,
    days: HashMap<Pair, BTreeMap<Day, usize>>,
    places: HashMap<Spot, BTreeMap<Day, usize>>,
}

/// A camp and a place of its fighting; [`NOBODYS`] where no camp is named.
type Spot = (Number, Number);

/// Whoever fights.
const ANYBODYS: Number = 1;

impl Dated {
    /// Of all reports; `open` are the undated ones, with the days that they name.
    pub fn of<'a>(outlines: &[&Outline], open: impl Iterator<Item = (&'a Outline, &'a [Past])>) -> Dated {
        let (mut ties, mut pairs, mut places) = (HashSet::default(), HashSet::default(), HashSet::default());
        for (outline, past) in open {
            ties.extend(asked(outline, past));
            pairs.extend(outline.pairs());
            places.extend(asked_spots(outline));
        }
        let days = pairs.iter().map(|pair| (*pair, BTreeMap::new())).collect();
        let mut dated = Dated { tied: HashMap::default(), days, places: places.into_iter().map(|spot| (spot, BTreeMap::new())).collect() };
        let wanted = |(index, outline): (usize, &&Outline)| -> Vec<((Pair, Tie), (usize, Day))> {
            let Some(day) = known(outline) else { return Vec::new() };
            let pairs = outline.pairs().filter(|pair| pairs.contains(pair));
            let keys = pairs.flat_map(|pair| given(outline, day).map(move |tie| (pair, tie)));
            keys.filter(|key| ties.contains(key)).map(|key| (key, (index, day))).collect()
        };
        let found: Vec<((Pair, Tie), (usize, Day))> = outlines.par_iter().enumerate().flat_map_iter(wanted).collect();
        found.into_iter().for_each(|(key, report)| dated.tied.entry(key).or_default().push(report));
        outlines.iter().enumerate().for_each(|(index, outline)| dated.of_day(index, outline, known(outline)));
        dated
    }

    /// Adds a report that was dated.
    pub fn add(&mut self, index: usize, written: Option<Day>, outline: &Outline) {
        let Some(day) = written.filter(|day| day.is_full()) else { return };
        let keys = outline.pairs().flat_map(|pair| given(outline, day).map(move |tie| (pair, tie)));
        keys.for_each(|key| self.tied.entry(key).or_default().push((index, day)));
        self.of_day(index, outline, Some(day));
    }

    fn of_day(&mut self, index: usize, outline: &Outline, day: Option<Day>) {
        let Some(day) = day else { return };
        let first = |days: &mut BTreeMap<Day, usize>| {
            let first = days.entry(day).or_insert(index);
            *first = index.min(*first);
        };
        outline.pairs().for_each(|pair| {
            self.days.entry(pair).and_modify(first);
        });
        spots(outline).for_each(|spot| {
            self.places.entry(spot).and_modify(first);
        });
    }

    /// Those that may share enough with a report that names such days, in order.
    pub fn tied(&self, outline: &Outline, past: &[Past]) -> BTreeSet<(usize, Day)> {
        asked(outline, past).filter_map(|key| self.tied.get(&key)).flatten().copied().collect()
    }

    /// The first of each day of those that have one camp of its fighting at one of its places, or name no camp.
    pub fn at_its_places(&self, outline: &Outline) -> BTreeSet<(usize, Day)> {
        asked_spots(outline).filter_map(|spot| self.places.get(&spot)).flatten().map(|(day, index)| (*index, *day)).collect()
    }

    /// The first of each day of those that have two camps of its fighting.
    pub fn of_its_camps(&self, outline: &Outline) -> BTreeSet<(usize, Day)> {
        outline.pairs().filter_map(|pair| self.days.get(&pair)).flatten().map(|(day, index)| (*index, *day)).collect()
    }
}

/// What a report shares with whichever may date it: two camps, or a place.
pub fn keys(outline: &Outline) -> impl Iterator<Item = (Number, Number)> {
    outline.pairs().chain(outline.places.iter().map(|place| (ANYBODYS, *place)))
}

fn spots(outline: &Outline) -> impl Iterator<Item = Spot> {
    let nobody = if outline.camps.is_empty() { [Some(ANYBODYS), Some(NOBODYS)] } else { [Some(ANYBODYS), None] };
    at(outline, nobody.into_iter().flatten())
}

/// Where one is asked for that may be of its fighting: a report that names no camp may be of any.
fn asked_spots(outline: &Outline) -> impl Iterator<Item = Spot> {
    at(outline, [if outline.camps.is_empty() { ANYBODYS } else { NOBODYS }])
}

fn at(outline: &Outline, some: impl IntoIterator<Item = Number>) -> impl Iterator<Item = Spot> {
    let camps = outline.camps.iter().map(|camp| camp.number).chain(some);
    camps.flat_map(|camp| outline.places.iter().map(move |place| (camp, *place)))
}

fn known(outline: &Outline) -> Option<Day> {
    outline.dates_from().filter(|day| day.is_full())
}

/// What ties a report of that day.
fn given(outline: &Outline, day: Day) -> impl Iterator<Item = Tie> {
    let on = weekdays(outline, day).flat_map(|n| tie::figures(outline).into_iter().map(move |figure| Tie::On(figure, n)));
    tie::enough(outline).chain(on).chain([Tie::Written(day.month, day.day)])
}

/// The keys by which an undated report is tied to others.
fn asked(outline: &Outline, past: &[Past]) -> impl Iterator<Item = (Pair, Tie)> {
    let mut ties: Vec<Tie> = tie::enough(outline).collect();
    for named in past {
        match named.value {
            Value::Weekday(n) => ties.extend(tie::figures(outline).into_iter().map(|figure| Tie::On(figure, n))),
            Value::MonthDay(month, day) => {
                // A leap year has every day of the month.
                let around = (-NEAR..=NEAR).filter_map(|n| calendar::days(Day::new(2020, month, day), n));
                ties.extend(around.map(|day| Tie::Written(day.month, day.day)));
            }
            _ => {}
        }
    }
    outline.pairs().flat_map(move |pair| ties.clone().into_iter().map(move |tie| (pair, tie)))
}
