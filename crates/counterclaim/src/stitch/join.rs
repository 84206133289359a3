//! Which reports belong together, and why.
//!
//! Reports of the same two camps whose days lie at most three apart are joined; where only a month or a year is known, figures or
//! places must agree as well. A report that names but one party (a bomb without a bomber) is joined by day and place. Joining is
//! by chains: a report that bridges two episodes makes them one.

use crate::stitch::{
    alike::alike,
    brief::Brief,
    day,
    fight::Fight,
    tie::{self, Tie},
};
use counterclaim_model::{Day, Name, Origin};
use std::collections::{BTreeMap, BTreeSet};

/// Reports by episode, with the reasons.
pub struct Joined {
    /// Indexes of readings, each group in order of their ids.
    pub groups: Vec<Vec<usize>>,
    /// Why each group stands together, in words; nothing for a group of one.
    pub why: Vec<Vec<String>>,
}

const NEAR: i64 = 3;

/// So many reports that share one thing are compared with each other.
const MANY: usize = 100;

/// Joins reports into groups.
pub fn join(briefs: &[Brief], origins: &[Origin]) -> Joined {
    let mut sets = Sets { of: (0..briefs.len()).collect() };
    let mut reasons: Vec<(usize, String)> = Vec::new();
    let place: BTreeMap<&Name, usize> = briefs.iter().enumerate().map(|(index, brief)| (&brief.doc, index)).collect();
    for origin in origins {
        for copied in &origin.copies {
            let (Some(&first), Some(&other)) = (place.get(&origin.first), place.get(&copied.doc)) else {
                continue;
            };
            if sets.unite(first, other) {
                reasons.push((other, copied.why.clone()));
            }
        }
    }
    let full = |index: usize| briefs[index].fight.days.is_some_and(|(from, _)| from.is_full());
    let mut loose: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (a, b) in candidates(briefs) {
        if !full(a) || !full(b) {
            [(a, b), (b, a)].into_iter().filter(|(one, _)| !full(*one)).for_each(|(one, other)| _ = loose.entry(one).or_default().insert(other));
        } else if sets.root(a) != sets.root(b)
            && let Some((_, why)) = same(briefs, (a, b))
        {
            sets.unite(a, b);
            reasons.push((b, format!("{} and {} {why}", briefs[a].doc, briefs[b].doc)));
        }
    }
    // A report without a day goes to the one that it shares most with, so that it cannot bridge two wars.
    for (one, others) in loose {
        let partners = others.into_iter().filter_map(|other| Some((same(briefs, (one.min(other), one.max(other)))?, other)));
        if let Some(((_, why), other)) = partners.max_by_key(|((weight, _), other)| (*weight, std::cmp::Reverse(*other)))
            && sets.unite(one, other)
        {
            reasons.push((one, format!("{} and {} {why}", briefs[one].doc, briefs[other].doc)));
        }
    }
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

/// Pairs worth a look: of two camps in common, or of one camp at one place. Days first, so that chains grow from neighbours.
fn candidates(briefs: &[Brief]) -> BTreeSet<(usize, usize)> {
    let mut buckets: BTreeMap<(Name, String), Vec<usize>> = BTreeMap::new();
    for (index, fight) in briefs.iter().map(|brief| &brief.fight).enumerate() {
        for (n, one) in fight.camps.iter().enumerate() {
            for other in &fight.camps[n + 1..] {
                buckets.entry((one.clone(), other.to_string())).or_default().push(index);
            }
            // The sign keeps a place apart from a camp of the same name.
            for place in fight.places.keys() {
                buckets.entry((one.clone(), format!("@{place}"))).or_default().push(index);
            }
        }
        if fight.camps.is_empty() {
            for place in fight.places.keys() {
                buckets.entry(("".into(), format!("@{place}"))).or_default().push(index);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for (key, bucket) in buckets {
        let (mut full, rest): (Vec<usize>, Vec<usize>) =
            bucket.into_iter().partition(|index| briefs[*index].fight.days.is_some_and(|(from, _)| from.is_full()));
        // Days in order: each is compared with its neighbours and with the one that reaches furthest, not with a whole war.
        full.sort_by_key(|index| (briefs[*index].fight.days, *index));
        let back = if key.1.starts_with('@') { 8 } else { 1 };
        let mut furthest: Option<usize> = None;
        for (place, &index) in full.iter().enumerate() {
            let near = full[place.saturating_sub(back)..place].iter().copied().chain(furthest);
            pairs.extend(near.map(|other| (index.min(other), index.max(other))));
            let reach = |index: usize| briefs[index].fight.days.map(|(_, to)| to);
            furthest = furthest.filter(|other| reach(*other) >= reach(index)).or(Some(index));
        }
        // At one place without two camps the day decides.
        if !key.1.starts_with('@') {
            pairs.extend(tied(briefs, &full, &rest));
        }
    }
    pairs
}

/// Pairs of reports without a day, and of those with the others, that share enough to be looked at. Where very many share one thing, each is
/// compared with the next.
fn tied(briefs: &[Brief], full: &[usize], rest: &[usize]) -> BTreeSet<(usize, usize)> {
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
    let mut pairs = BTreeSet::new();
    for (tie, indexes) in &ties {
        for (place, &a) in indexes[..loose[tie]].iter().enumerate() {
            pairs.extend(indexes[place + 1..].iter().take(MANY).map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs
}

/// Why two reports tell of the same fighting, if they do, and how much they share where that had to be asked.
fn same(briefs: &[Brief], (a, b): (usize, usize)) -> Option<(usize, String)> {
    let (one, other) = (&briefs[a].fight, &briefs[b].fight);
    let camps = one.shared_camps(other);
    let names: Vec<&str> = camps.iter().map(|camp| &**camp).collect();
    let gap = match (one.days, other.days) {
        (Some(one), Some(other)) => gap(one, other),
        _ => Gap::Unknown,
    };
    if camps.len() >= 2 {
        let who = format!("tell of fighting between {}", names.join(" and "));
        return match gap {
            Gap::Days(days) if days <= NEAR => Some((0, format!("{who}, {}", stretch(one, other)))),
            Gap::Days(_) | Gap::Apart => None,
            Gap::Overlap | Gap::Unknown => {
                // One of them tells the other's days as an earlier war.
                let past = |of: usize, told: usize| briefs[told].fight.days.is_some_and(|(from, _)| from.is_full() && briefs[of].looks_back_on(from));
                if past(a, b) || past(b, a) {
                    return None;
                }
                let shared = alike(one, other);
                (shared.weight >= 2 && shared.strong).then(|| (shared.weight, format!("{who}, and share {}", shared.words.join("; "))))
            }
        };
    }
    // One party or none is named: the day and the place must be the same.
    let fewest = one.camps.len().min(other.camps.len());
    let place = one.places.iter().find(|(key, _)| other.places.contains_key(*key)).map(|(_, (shown, _))| shown)?;
    (fewest < 2 && camps.len() == fewest && matches!(gap, Gap::Days(..=1))).then(|| (0, format!("tell of what happened at {place}, {}", stretch(one, other))))
}

fn stretch(a: &Fight, b: &Fight) -> String {
    let of = |fight: &Fight| fight.days.map(|(from, to)| day::stretch(from, to)).unwrap_or_default();
    format!("the one on {}, the other on {}", of(a), of(b))
}

enum Gap {
    /// So many days between two stretches known to the day; 0 where they overlap.
    Days(i64),
    /// Known to the month or year only, and may be the same.
    Overlap,
    /// Known to the month or year only, and can't be the same.
    Apart,
    /// One of them is not known.
    Unknown,
}

fn gap(one: (Day, Day), other: (Day, Day)) -> Gap {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    if let Some(days) = day::apart(first.1, second.0) {
        return Gap::Days(days.max(0));
    }
    let overlap = one.0.earliest() <= other.1.latest() && other.0.earliest() <= one.1.latest();
    if overlap { Gap::Overlap } else { Gap::Apart }
}

/// Union-find; the smaller index is the root, so that the outcome does not hang on the order of joining.
struct Sets {
    of: Vec<usize>,
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
        let (a, b) = (self.root(a), self.root(b));
        self.of[a.max(b)] = a.min(b);
        a != b
    }
}
