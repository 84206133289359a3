//! Pairs of reports worth a look, without comparing all with all.
//!
//! Reports of one region, of two camps, of one place or of one tie are put in order of days, and each is held against its neighbours there.

use crate::stitch::{
    brief::Brief,
    tie::{self, Tie},
};
use counterclaim_model::{Day, Name};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many neighbours are looked at.
const BACK: usize = 8;

/// So many reports that share one thing are compared with each other.
const MANY: usize = 100;

/// Pairs worth a look.
pub(super) struct Candidates {
    /// Two reports that both have what it takes to be told apart, the smaller index first.
    pub firm: BTreeSet<(usize, usize)>,
    /// For each report without a day or a region, those that it may go to.
    pub loose: BTreeMap<usize, BTreeSet<usize>>,
}

impl Candidates {
    pub(super) fn of(briefs: &[Arc<Brief>]) -> Candidates {
        let mut found = Candidates { firm: BTreeSet::new(), loose: BTreeMap::new() };
        let (mut divisions, mut spots, mut camps) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (index, fight) in briefs.iter().map(|brief| &brief.fight).enumerate() {
            if fight.is_placed() {
                fight.grounds.iter().for_each(|ground| divisions.entry(ground).or_insert_with(Vec::new).push(index));
            }
            fight.pairs().for_each(|pair| camps.entry(pair).or_insert_with(Vec::new).push(index));
            let nobody: Name = "".into();
            let some = if fight.camps.is_empty() { std::slice::from_ref(&nobody) } else { &fight.camps[..] };
            for camp in some {
                fight.places.keys().for_each(|place| spots.entry((camp.clone(), place)).or_insert_with(Vec::new).push(index));
            }
        }
        let last = |index: &usize| briefs[*index].fight.days.map(|(_, to)| to);
        let first = |index: &usize| briefs[*index].fight.days;
        for mut bucket in divisions.into_values() {
            bucket.sort_by_key(|index| (briefs[*index].written, *index));
            found.neighbours(&bucket, BACK);
            bucket.sort_by_key(|index| (last(index), *index));
            found.neighbours(&bucket, 1);
        }
        for bucket in spots.into_values() {
            let mut full: Vec<usize> = bucket.into_iter().filter(|index| briefs[*index].fight.is_full()).collect();
            full.sort_by_key(|index| (first(index), *index));
            found.neighbours(&full, BACK);
        }
        found.loosen(briefs);
        for bucket in camps.into_values() {
            let (mut full, rest): (Vec<usize>, Vec<usize>) = bucket.into_iter().partition(|index| briefs[*index].fight.is_full());
            full.sort_by_key(|index| (first(index), *index));
            let bare: Vec<usize> = full.iter().copied().filter(|index| !briefs[*index].fight.is_placed()).collect();
            found.chain(&bare, last);
            for (place, &one) in full.iter().enumerate().filter(|(_, index)| !briefs[**index].fight.is_placed()) {
                let (before, after) = (full[..place].iter().rev(), full[place + 1..].iter());
                let is_placed = |index: &&usize| briefs[**index].fight.is_placed();
                let near = before.filter(is_placed).take(BACK).chain(after.filter(is_placed).take(BACK));
                found.loose.entry(one).or_default().extend(near);
            }
            found.tied(briefs, &full, &rest);
        }
        found.loose.retain(|_, others| !others.is_empty());
        found
    }

    /// A report that names no region is not held firmly against one that does.
    fn loosen(&mut self, briefs: &[Arc<Brief>]) {
        let is_placed = |index: usize| briefs[index].fight.is_placed();
        let mixed: Vec<(usize, usize)> = self.firm.iter().copied().filter(|(a, b)| is_placed(*a) != is_placed(*b)).collect();
        for (a, b) in mixed {
            self.firm.remove(&(a, b));
            let (bare, placed) = if is_placed(a) { (b, a) } else { (a, b) };
            self.loose.entry(bare).or_default().insert(placed);
        }
    }

    /// Each with those before it.
    fn neighbours(&mut self, sorted: &[usize], back: usize) {
        for (place, &index) in sorted.iter().enumerate() {
            self.firm.extend(sorted[place.saturating_sub(back)..place].iter().map(|&other| (index.min(other), index.max(other))));
        }
    }

    /// Each with the one before it and with the one before it that reaches furthest.
    fn chain(&mut self, sorted: &[usize], last: impl Fn(&usize) -> Option<Day>) {
        self.neighbours(sorted, 1);
        let mut furthest: Option<usize> = None;
        for &index in sorted {
            self.firm.extend(furthest.map(|other| (index.min(other), index.max(other))));
            furthest = furthest.filter(|other| last(other) >= last(&index)).or(Some(index));
        }
    }

    /// Reports of two camps that share something which tells: those of one region and another, in order of days, and those without a day with
    /// all the others. Where very many share one thing, each is compared with the next.
    fn tied(&mut self, briefs: &[Arc<Brief>], full: &[usize], rest: &[usize]) {
        let mut beside: BTreeMap<Tie, Vec<usize>> = BTreeMap::new();
        for &index in full.iter().filter(|index| briefs[**index].fight.is_placed()) {
            tie::beside(&briefs[index].fight).into_iter().for_each(|tie| beside.entry(tie).or_default().push(index));
        }
        beside.values().for_each(|placed| self.neighbours(placed, BACK));
        let mut ties: BTreeMap<Tie, Vec<usize>> = BTreeMap::new();
        for &index in rest {
            tie::strong(&briefs[index].fight).into_iter().for_each(|tie| ties.entry(tie).or_default().push(index));
        }
        let loose: BTreeMap<Tie, usize> = ties.iter().map(|(tie, indexes)| (tie.clone(), indexes.len())).collect();
        for &index in full.iter().filter(|_| !rest.is_empty()) {
            for tie in tie::strong(&briefs[index].fight) {
                ties.entry(tie).and_modify(|indexes| indexes.push(index));
            }
        }
        for (tie, indexes) in &ties {
            for (place, &one) in indexes[..loose[tie]].iter().enumerate() {
                let others = indexes[place + 1..].iter().take(MANY).copied();
                self.loose.entry(one).or_default().extend(others.clone());
                for other in others.filter(|other| rest.binary_search(other).is_ok()) {
                    self.loose.entry(other).or_default().insert(one);
                }
            }
        }
    }
}
