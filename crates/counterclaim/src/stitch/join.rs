//! Which reports belong together, and why.
//!
//! An episode is a run of fighting in one region on neighbouring days: reports whose fighting stands in the same first-order division are joined
//! by their days (`same`). A report that names no region goes to the one that it shares most with, as does one without a day, so that neither can
//! bridge two episodes; where none of its neighbours names one, the camps and the days decide. Joining is by chains. What people judged goes before.

mod candidates;
mod judged;
mod same;

use crate::stitch::brief::Brief;
use candidates::Candidates;
use counterclaim_model::{Name, Origin};
use judged::Judged;
use same::{near, same};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reports by episode, with the reasons.
pub struct Joined {
    /// Indexes of readings, each group in order of their ids.
    pub groups: Vec<Vec<usize>>,
    /// Why each group stands together, in words; nothing for a group of one.
    pub why: Vec<Vec<String>>,
}

/// Joins reports into groups.
pub fn join(briefs: &[Arc<Brief>], origins: &[Origin]) -> Joined {
    let Judged { together, apart } = Judged::of(briefs);
    let mut sets = Sets { of: (0..briefs.len()).collect(), alone: apart.keys().copied().collect() };
    let mut reasons: Vec<(usize, String)> = apart.into_iter().collect();
    for ((one, other), why) in together {
        sets.unite(one, other);
        reasons.push((other, why));
    }
    let place: BTreeMap<&Name, usize> = briefs.iter().enumerate().map(|(index, brief)| (&brief.doc, index)).collect();
    for origin in origins {
        for copied in &origin.copies {
            // What returns weeks later is told of other fighting.
            if let (Some(&first), Some(&other)) = (place.get(&origin.first), place.get(&copied.doc))
                && near(&briefs[first], &briefs[other])
                && sets.unite(first, other)
            {
                reasons.push((other, copied.why.clone()));
            }
        }
    }
    let Candidates { firm, loose } = Candidates::of(briefs);
    let (placed, rest): (Vec<_>, Vec<_>) = firm.into_iter().partition(|(a, b)| briefs[*a].fight.is_placed() && briefs[*b].fight.is_placed());
    let mut unite = |a: usize, b: usize| {
        if sets.root(a) != sets.root(b)
            && let Some(same) = same(briefs, a, b)
            && sets.unite(a, b)
        {
            reasons.push((b, format!("{} and {} {}", briefs[a].doc, briefs[b].doc, same.why)));
        }
    };
    placed.into_iter().for_each(|(a, b)| unite(a, b));
    let mut settled: BTreeSet<usize> = BTreeSet::new();
    for (one, others) in loose {
        let partners = others.into_iter().filter_map(|other| Some((same(briefs, one.min(other), one.max(other))?, other)));
        if let Some((_, other)) = partners.max_by_key(|(same, other)| (same.weight, Reverse(same.apart), Reverse(*other))) {
            settled.insert(one);
            unite(one, other);
        }
    }
    rest.into_iter().filter(|(a, b)| !settled.contains(a) && !settled.contains(b)).for_each(|(a, b)| unite(a, b));
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<String>)> = BTreeMap::new();
    for index in 0..briefs.len() {
        groups.entry(sets.root(index)).or_default().0.push(index);
    }
    for (index, why) in reasons {
        groups.entry(sets.root(index)).or_default().1.push(why);
    }
    let (groups, why) = groups.into_values().unzip();
    Joined { groups, why }
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
