//! Which reports belong together, and why.
//!
//! An episode is a run of fighting in one region on neighbouring days: reports whose fighting stands in the same first-order division are joined
//! by their days (`same`). A report that names no region goes to the one that it shares most with, as does one without a day, so that neither can
//! bridge two episodes; where none of its neighbours names one, the camps and the days decide. Joining is by chains. What people judged goes before.

mod candidates;
mod judged;
mod only;
mod reach;
mod same;

use crate::stitch::outline::{Outline, Reports};
use candidates::Candidates;
use counterclaim_model::Origin;
use counterclaim_rules::hash::{HashMap, HashSet};
use judged::Judged;
use rayon::prelude::*;
pub use same::By;
use same::{near, same};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Reports by episode, with the reasons.
pub struct Joined {
    /// Indexes of reports, each group in order of their ids.
    pub groups: Vec<Vec<usize>>,
    /// Why each group stands together; nothing for a group of one.
    pub why: Vec<Vec<Reason>>,
}

/// Why a report stands with others, or alone.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// In words: what people judged, what it repeats.
    Said(String),
    /// Two reports, by their indexes, tell of the same fighting.
    Same(usize, usize, By),
}

impl Reason {
    /// In words.
    pub fn words(&self, reports: &dyn Reports) -> String {
        match self {
            Reason::Said(words) => words.clone(),
            Reason::Same(one, other, by) => same::words(reports.brief(*one), reports.brief(*other), *by),
        }
    }
}

/// Joins reports into groups.
pub fn join(reports: &dyn Reports, outlines: &[&Outline], origins: &[Origin]) -> Joined {
    let place = || outlines.iter().enumerate().map(|(index, outline)| (&*outline.doc, index)).collect::<HashMap<&str, usize>>();
    let (place, Candidates { firm, loose }) = rayon::join(place, || Candidates::of(outlines));
    let Judged { together, apart } = Judged::of(reports, outlines, &place);
    let mut sets = Sets { of: (0..outlines.len()).collect(), alone: apart.keys().copied().collect() };
    let mut reasons: Vec<(usize, Reason)> = apart.into_iter().map(|(index, why)| (index, Reason::Said(why))).collect();
    for ((one, other), why) in together {
        sets.unite(one, other);
        reasons.push((other, Reason::Said(why)));
    }
    for origin in origins {
        for copied in &origin.copies {
            // What returns weeks later is told of other fighting.
            if let (Some(&first), Some(&other)) = (place.get(&*origin.first), place.get(&*copied.doc))
                && near(outlines[first], outlines[other])
                && sets.unite(first, other)
            {
                reasons.push((other, Reason::Said(copied.why.clone())));
            }
        }
    }
    let (placed, rest): (Vec<_>, Vec<_>) = firm.into_iter().partition(|(a, _)| outlines[*a as usize].is_placed());
    let mut united: Vec<(usize, usize)> = Vec::new();
    let mut unite = |a: u32, b: u32| {
        let (a, b) = (a as usize, b as usize);
        if sets.unite(a, b) {
            united.push((a, b));
        }
    };
    placed.into_iter().for_each(|(a, b)| unite(a, b));
    let mut settled: HashSet<u32> = HashSet::default();
    let partner = |others: &[(u32, u32)]| {
        let partners =
            others.iter().filter_map(|(one, other)| Some((same(outlines[*one.min(other) as usize], outlines[*one.max(other) as usize])?, *one, *other)));
        partners.max_by_key(|(same, _, other)| (same.weight, Reverse(same.apart), Reverse(*other))).map(|(_, one, other)| (one, other))
    };
    let partners: Vec<(u32, u32)> = loose.par_chunk_by(|a, b| a.0 == b.0).filter_map(partner).collect();
    for (one, other) in partners {
        settled.insert(one);
        unite(one, other);
    }
    rest.into_iter().filter(|(a, b)| !settled.contains(a) && !settled.contains(b)).for_each(|(a, b)| unite(a, b));
    let because = |(a, b): (usize, usize)| Some((b, Reason::Same(a, b, same(outlines[a], outlines[b])?.by)));
    reasons.par_extend(united.into_par_iter().filter_map(because));
    for (first, other) in only::only(reports, outlines, &mut sets) {
        if sets.unite(first, other) {
            reasons.push((other, Reason::Same(first, other, By::Only)));
        }
    }
    let mut joined = Joined { groups: Vec::new(), why: Vec::new() };
    // The root is the first of its group.
    let mut group_of: Vec<usize> = Vec::with_capacity(outlines.len());
    for index in 0..outlines.len() {
        let root = sets.root(index);
        if root == index {
            group_of.push(joined.groups.len());
            joined.groups.push(Vec::new());
            joined.why.push(Vec::new());
        } else {
            group_of.push(group_of[root]);
        }
        joined.groups[group_of[index]].push(index);
    }
    reasons.into_iter().for_each(|(index, why)| joined.why[group_of[index]].push(why));
    joined
}

/// Union-find, which leaves some alone; the smaller index is the root, so that the outcome does not hang on the order of joining.
struct Sets {
    of: Vec<usize>,
    alone: BTreeSet<usize>,
}

impl Sets {
    fn root(&mut self, mut index: usize) -> usize {
        while self.of[index] != index {
            self.of[index] = self.of[self.of[index]];
            index = self.of[index];
        }
        index
    }

    fn unite(&mut self, a: usize, b: usize) -> bool {
        if self.alone.contains(&a) || self.alone.contains(&b) {
            return false;
        }
        let (a, b) = (self.root(a), self.root(b));
        self.of[a.max(b)] = a.min(b);
        a != b
    }
}
