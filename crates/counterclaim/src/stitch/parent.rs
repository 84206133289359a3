//! The longer run that an episode belongs to: a war that reports look back on, or episodes of the same two camps in neighbouring weeks.
//!
//! "More than 6,500 were killed from September to November 2020", told two years later, names the war of which the last days of that September are an
//! episode. Surprising but meant: a war is known by its first month and its camps alone, so that a report more of it changes nothing in its other
//! episodes.

use crate::stitch::{
    brief::Brief,
    day,
    episode::Run,
    outline::{Outline, Reports, most_named},
};
use counterclaim_model::{ClaimId, Day, Name, Parent};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Shorter stretches are episodes.
const LONG: i64 = 28;

/// Weeks are neighbours up to here, in days.
const WEEKS: i64 = 14;

/// Before all days.
const FIRST: Day = Day { year: i16::MIN, month: 0, day: 0 };

/// Two camps, in order of their names.
type Pair<'a> = (&'a Name, &'a Name);

/// A war that reports tell of: its last day, and the first of those reports.
struct War<'a> {
    to: Day,
    told: &'a Name,
}

/// Gives each run the longer run that it belongs to, and the claims of its reports that count one.
pub fn parents(runs: &mut [Run], reports: &dyn Reports, outlines: &[&Outline]) {
    let mut wars: BTreeMap<(Pair, Day), War> = BTreeMap::new();
    let telling = outlines.par_iter().enumerate().filter(|(_, outline)| outline.wars);
    let telling: Vec<(Pair, &Brief)> = telling.filter_map(|(index, outline)| Some((pair([*outline])?, reports.brief(index)))).collect();
    for (pair, brief) in telling {
        for told in &brief.wars {
            let war = wars.entry((pair, month(told.from))).or_insert(War { to: told.to, told: &brief.doc });
            war.to = war.to.max(told.to);
            war.told = war.told.min(&brief.doc);
        }
    }
    let pairs: Vec<Option<Pair>> = runs.par_iter().map(|run| pair(run.reports.iter().map(|index| outlines[*index]))).collect();
    let days: Vec<Option<(Day, Day)>> = runs.par_iter().map(|run| days(run, outlines)).collect();
    let mut chains: BTreeMap<Pair, Vec<(Day, Day, usize)>> = BTreeMap::new();
    for (n, (pair, days)) in pairs.iter().zip(&days).enumerate() {
        pair.iter().zip(days).for_each(|(pair, (from, to))| chains.entry(*pair).or_default().push((*from, *to, n)));
    }
    let mut begun: Vec<Option<Day>> = vec![None; runs.len()];
    for chain in chains.values_mut() {
        chain.sort();
        let mut reach = FIRST;
        let near = chain.chunk_by(|one, other| {
            reach = reach.max(one.1);
            day::apart(reach, other.0).is_some_and(|gap| gap <= WEEKS)
        });
        for near in near.filter(|near| near.len() > 1) {
            near.iter().for_each(|(_, _, n)| begun[*n] = Some(near[0].0));
        }
    }
    let parent = |n: usize| {
        let (pair, (from, to)) = (pairs[n]?, days[n]?);
        // The last to begin is the shortest that holds the run.
        let holding = wars.range((pair, FIRST)..=(pair, from)).rev().find(|((_, begun), war)| begun.earliest() <= from && to <= war.to.latest());
        if let Some(((_, begun), war)) = holding {
            let why = format!("{} tells of one war between {} and {} that began in {begun}", war.told, pair.0, pair.1);
            return Some(Parent { id: id(pair, *begun), why });
        }
        let first = begun[n]?;
        let why = format!("{} and {} fight on in neighbouring weeks from {first} on", pair.0, pair.1);
        Some(Parent { id: id(pair, month(first)), why })
    };
    runs.par_iter_mut().enumerate().for_each(|(n, run)| {
        run.parent = parent(n);
        let telling = run.reports.iter().filter(|index| outlines[**index].wars);
        let totals = telling.filter_map(|index| Some((pair([outlines[*index]])?, reports.brief(*index))));
        let totals = totals.flat_map(|(pair, brief)| brief.wars.iter().map(move |told| (told.claim.clone(), id(pair, month(told.from)))));
        run.wars = totals.collect::<Vec<(ClaimId, String)>>();
    });
}

/// Whether a stretch of days is a war's and not an episode's. A day known only to the year is none.
pub fn is_long(from: Day, to: Day) -> bool {
    from != to && day::apart(from.earliest(), to.latest()).is_some_and(|days| days > LONG)
}

fn month(day: Day) -> Day {
    Day::new(day.year, day.month, 0)
}

/// From the first to the last day of a run, where both are known.
fn days(run: &Run, outlines: &[&Outline]) -> Option<(Day, Day)> {
    let known = run.reports.iter().map(|index| outlines[*index]).filter(|outline| outline.is_full());
    let known = known.filter_map(|outline| outline.days.map(|(from, to)| (from.day, to.day)));
    known.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// The two camps most named.
fn pair<'a>(outlines: impl IntoIterator<Item = &'a Outline>) -> Option<Pair<'a>> {
    match most_named(outlines)[..] {
        [one, other, ..] => Some((one.min(other), one.max(other))),
        _ => None,
    }
}

fn id(pair: Pair, begun: Day) -> String {
    format!("war-{begun}-{}-{}", super::episode::slug(pair.0), super::episode::slug(pair.1))
}
