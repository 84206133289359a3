//! Reports that know their days to the month, or not at all, beside the only fighting that they can be of.
//!
//! "About 850 people lost their lives in August 2008", told a year later, stands with the fighting of those two in that August, where no other is
//! told of. Surprising but meant: more reports may show a second such episode, and then the report stands alone again.

use super::Sets;
use crate::stitch::{
    alike::alike,
    outline::{Outline, Pair, Reports},
    parent::is_long,
};
use counterclaim_model::Day;
use counterclaim_rules::hash::{HashMap, HashSet};
use std::collections::BTreeMap;

/// A run of fighting known to the day: its stretch, and the first of its reports.
type Runs = BTreeMap<usize, (Day, Day, usize)>;

/// Each such report with the first of the one run that it can be of, both by their places.
pub(super) fn only(reports: &dyn Reports, outlines: &[&Outline], sets: &mut Sets) -> Vec<(usize, usize)> {
    let dated: HashSet<usize> = (0..outlines.len()).filter(|index| outlines[*index].is_full()).map(|index| sets.root(index)).collect();
    let is_loose = |index: &usize| outlines[*index].tells && keys(outlines[*index]).next().is_some();
    let loose: Vec<usize> = (0..outlines.len()).filter(|index| !dated.contains(&sets.root(*index))).filter(is_loose).collect();
    let asked: HashSet<Pair> = loose.iter().flat_map(|index| keys(outlines[*index])).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut runs: HashMap<Pair, Runs> = HashMap::default();
    for (index, outline) in outlines.iter().enumerate().filter(|(_, outline)| outline.is_full()) {
        let Some((from, to)) = outline.days else { continue };
        for pair in keys(outline).filter(|pair| asked.contains(pair)) {
            let run = runs.entry(pair).or_default().entry(sets.root(index)).or_insert((from.day, to.day, index));
            (run.0, run.1) = (run.0.min(from.day), run.1.max(to.day));
        }
    }
    let found = loose.into_iter().filter_map(|index| Some((one(index, reports, outlines, &runs)?, index)));
    found.collect()
}

/// Two of its camps, or one of them and a place.
fn keys(outline: &Outline) -> impl Iterator<Item = Pair> {
    let spots = outline.camps.iter().flat_map(|camp| outline.places.iter().map(move |place| (camp.number, *place)));
    outline.pairs().chain(spots)
}

/// The first report of the one run that a report can be of.
fn one(index: usize, reports: &dyn Reports, outlines: &[&Outline], runs: &HashMap<Pair, Runs>) -> Option<usize> {
    let outline = outlines[index];
    let can_be = |(from, to, _): &(Day, Day, usize)| match outline.days {
        // What counts a whole war is linked to it, and stands in no episode of it.
        Some((first, last)) if is_long(first.day, last.day) => false,
        Some((first, last)) => *from <= last.day.latest() && first.day.earliest() <= *to && !outline.looks_back_on(*from),
        None => reports.brief(index).open.as_ref().is_none_or(|open| open.may_be_of(outline, *from)),
    };
    let mut candidates: BTreeMap<usize, usize> = BTreeMap::new();
    for runs in keys(outline).filter_map(|pair| runs.get(&pair)) {
        candidates.extend(runs.iter().filter(|(_, run)| can_be(run)).map(|(root, run)| (*root, run.2)));
    }
    let [first] = candidates.into_values().collect::<Vec<_>>()[..] else { return None };
    // A year, or no day at all, says too little by itself.
    let to_the_month = outline.days.is_some_and(|(from, to)| from.day.month > 0 && to.day.month > 0);
    (to_the_month || alike(outlines[first], outline).weight > 0).then_some(first)
}
