//! Pairs of reports worth a look, without comparing all with all.
//!
//! Reports of one region, of two camps, of one place or of one tie are put in order of days, and each is held against its neighbours there.

use super::{reach::Reach, same::same};
use crate::stitch::{
    outline::{Number, Outline, Pair},
    tie::{self, Tie},
};
use counterclaim_model::Day;
use counterclaim_rules::hash::HashSet;
use rayon::prelude::*;

/// Before all days: a day that is not known.
const NONE: Day = Day { year: i16::MIN, month: 0, day: 0 };

/// So many neighbours are looked at.
const BACK: usize = 8;

/// So many reports that share one thing are compared with each other.
const MANY: usize = 100;

/// Pairs that tell of the same fighting, each once and in order.
#[derive(Default)]
pub(super) struct Candidates {
    /// Two reports that both have what it takes to be told apart, the smaller index first.
    pub firm: Vec<(u32, u32)>,
    /// A report without a day or a region, and one that it may go to.
    pub loose: Vec<(u32, u32)>,
}

impl Candidates {
    pub(super) fn of<'a>(outlines: &[&'a Outline]) -> Candidates {
        let held = &Held { outlines, reach: outlines.par_iter().map(|outline| Reach::of(outline)).collect() };
        let days: Vec<(Day, Day)> = outlines.par_iter().map(|outline| outline.days.map_or((NONE, NONE), |(from, to)| (from.day, to.day))).collect();
        let by_writing = Order::of(outlines.par_iter().map(|outline| outline.written.map_or(NONE, |written| written.day)));
        let by_first = Order::of(days.par_iter().copied());
        let by_last = Order::of(days.par_iter().map(|(_, to)| *to));
        let all = || outlines.par_iter().enumerate();
        let grounds = |order: &Order| -> Vec<(Number, u32)> {
            let placed = all().filter(|(index, _)| held.reach[*index].placed);
            placed.flat_map_iter(|(index, outline)| outline.grounds.iter().map(move |ground| (*ground, order.rank[index]))).collect()
        };
        let spots = |(index, outline): (usize, &&'a Outline)| {
            let nobody: &[Number] = if outline.camps.is_empty() { &[0] } else { &[] };
            let some = outline.camps.iter().map(|camp| camp.number).chain(nobody.iter().copied());
            let (rank, places) = (by_first.rank[index], &outline.places);
            // Both are hashes, and so are the two together.
            some.flat_map(move |camp| places.iter().map(move |place| (camp.rotate_left(32) ^ place, rank)))
        };
        let spots: Vec<(Number, u32)> = all().filter(|(index, _)| held.reach[*index].full).flat_map_iter(spots).collect();
        let mut camps: Vec<(Pair, u32)> =
            all().flat_map_iter(|(index, outline)| outline.pairs().map(move |pair| (pair, index))).map(|(pair, index)| (pair, by_first.rank[index])).collect();
        let (written, last) = (grounds(&by_writing), grounds(&by_last));
        let mut found = Candidates { firm: neighbours(held, written, &by_writing, BACK), loose: Vec::new() };
        found.firm.extend(neighbours(held, last, &by_last, 1));
        found.firm.extend(neighbours(held, spots, &by_first, BACK));
        found.loosen(held);
        camps.par_sort_unstable();
        let of_camps: Vec<Candidates> = camps.par_chunk_by(|(one, _), (other, _)| one == other).map(|bucket| of_camps(held, bucket, &by_first)).collect();
        for some in of_camps {
            found.firm.extend(some.firm);
            found.loose.extend(some.loose);
        }
        found.loose.extend(of_anybody(held));
        for pairs in [&mut found.firm, &mut found.loose] {
            pairs.par_sort_unstable();
            pairs.dedup();
        }
        found
    }

    /// A report that names no region is not held firmly against one that does.
    fn loosen(&mut self, held: &Held<'_>) {
        let is_placed = |index: u32| held.reach[index as usize].placed;
        let loose = self.firm.extract_if(.., |(a, b)| is_placed(*a) != is_placed(*b)).map(|(a, b)| if is_placed(a) { (b, a) } else { (a, b) });
        self.loose.extend(loose);
    }
}

/// Reports as they are held against each other.
struct Held<'a> {
    outlines: &'a [&'a Outline],
    reach: Vec<Reach>,
}

impl Held<'_> {
    fn are_same(&self, one: u32, other: u32) -> bool {
        let (first, second) = (one.min(other) as usize, one.max(other) as usize);
        !self.reach[first].is_far(self.reach[second]) && same(self.outlines[first], self.outlines[second]).is_some()
    }
}

/// Reports in some order.
struct Order {
    rank: Vec<u32>,
    index: Vec<u32>,
}

impl Order {
    fn of<K: Ord + Send>(keys: impl IndexedParallelIterator<Item = K>) -> Order {
        let mut sorted: Vec<(K, u32)> = keys.enumerate().map(|(index, key)| (key, index as u32)).collect();
        sorted.par_sort_unstable();
        let index: Vec<u32> = sorted.into_iter().map(|(_, index)| index).collect();
        let mut rank = vec![0; index.len()];
        index.iter().enumerate().for_each(|(n, index)| rank[*index as usize] = n as u32);
        Order { rank, index }
    }
}

/// Of reports that share something, each with those before it, as far as they tell of the same fighting.
fn neighbours(held: &Held<'_>, mut sharing: Vec<(Number, u32)>, order: &Order, back: usize) -> Vec<(u32, u32)> {
    sharing.par_sort_unstable();
    let buckets = sharing.par_chunk_by(|(one, _), (other, _)| one == other).filter(|bucket| bucket.len() > 1);
    buckets.flat_map_iter(|bucket| behind(held, bucket, |(_, rank)| order.index[*rank as usize], back)).collect()
}

/// Each with those before it; `index` tells which report it is.
fn behind<'a, T>(held: &'a Held<'_>, sorted: &'a [T], index: impl Fn(&T) -> u32 + Copy + 'a, back: usize) -> impl Iterator<Item = (u32, u32)> + 'a {
    let pairs = (0..sorted.len()).flat_map(move |place| sorted[place.saturating_sub(back)..place].iter().map(move |other| (place, index(other))));
    let pairs = pairs.map(move |(place, other)| (other.min(index(&sorted[place])), other.max(index(&sorted[place]))));
    pairs.filter(|(one, other)| held.are_same(*one, *other))
}

/// Of reports of two camps: those that name no region, and those that share something which tells.
fn of_camps(held: &Held<'_>, bucket: &[(Pair, u32)], by_first: &Order) -> Candidates {
    let outlines = held.outlines;
    let is_placed = |index: &u32| held.reach[*index as usize].placed;
    let (full, mut rest): (Vec<u32>, Vec<u32>) =
        bucket.iter().map(|(_, rank)| by_first.index[*rank as usize]).partition(|index| held.reach[*index as usize].full);
    rest.sort_unstable();
    let bare: Vec<u32> = full.iter().copied().filter(|index| !is_placed(index)).collect();
    let mut found = Candidates { firm: chain(held, &bare), loose: Vec::new() };
    for (place, one) in full.iter().enumerate().filter(|(_, index)| !is_placed(index)) {
        let (before, after) = (full[..place].iter().rev(), full[place + 1..].iter());
        let near = before.filter(|index| is_placed(index)).take(BACK).chain(after.filter(|index| is_placed(index)).take(BACK));
        found.loose.extend(near.filter(|other| held.are_same(*one, **other)).map(|other| (*one, *other)));
    }
    let mut beside: Vec<(Tie, u32)> = Vec::new();
    for (place, index) in full.iter().enumerate().filter(|(_, index)| is_placed(index)) {
        beside.extend(tie::beside(outlines[*index as usize]).map(|tie| (tie, place as u32)));
    }
    beside.sort_unstable();
    for tied in beside.chunk_by(|(one, _), (other, _)| one == other) {
        found.firm.extend(behind(held, tied, |(_, place)| full[*place as usize], BACK));
    }
    found.loose.extend(undated(held, &full, &rest));
    found
}

/// Those that name one camp or none, or know no day, with all others that share something which tells.
fn of_anybody(held: &Held<'_>) -> Vec<(u32, u32)> {
    let outlines = held.outlines;
    let (rest, full): (Vec<u32>, Vec<u32>) =
        (0..outlines.len() as u32).filter(|index| outlines[*index as usize].tells).partition(|index| is_bare(outlines[*index as usize]));
    undated(held, &full, &rest)
}

fn is_bare(outline: &Outline) -> bool {
    !outline.is_full() || outline.camps.len() < 2 && !outline.is_placed()
}

/// Each with the one before it and with the one before it that reaches furthest.
fn chain(held: &Held<'_>, sorted: &[u32]) -> Vec<(u32, u32)> {
    let last = |index: u32| held.outlines[index as usize].days.map(|(_, to)| to);
    let mut found: Vec<(u32, u32)> = behind(held, sorted, |index| *index, 1).collect();
    let mut furthest: Option<u32> = None;
    for &index in sorted {
        let pair = furthest.map(|other| (index.min(other), index.max(other)));
        found.extend(pair.filter(|(one, other)| held.are_same(*one, *other)));
        furthest = furthest.filter(|other| last(*other) >= last(index)).or(Some(index));
    }
    found
}

/// Those without a day with all others that share something which tells. Where very many share one thing, each is compared with the next.
fn undated(held: &Held<'_>, full: &[u32], rest: &[u32]) -> Vec<(u32, u32)> {
    let ties = |some: &[u32], from: usize| -> Vec<(Tie, u32, u32)> {
        let of = |(place, index): (usize, &u32)| {
            tie::strong(held.outlines[*index as usize]).map(move |tie| (tie, (from + place) as u32, *index)).collect::<Vec<_>>()
        };
        some.iter().enumerate().flat_map(of).collect()
    };
    let mut all = ties(rest, 0);
    if all.is_empty() {
        return Vec::new();
    }
    let theirs: HashSet<Tie> = all.iter().map(|(tie, ..)| *tie).collect();
    all.extend(ties(full, rest.len()).into_iter().filter(|(tie, ..)| theirs.contains(tie)));
    all.sort_unstable();
    let is_loose = |(_, place, _): &&(Tie, u32, u32)| (*place as usize) < rest.len();
    let mut found = Vec::new();
    for tied in all.chunk_by(|one, other| one.0 == other.0) {
        for (place, one) in tied.iter().take_while(is_loose).enumerate() {
            for other in tied[place + 1..].iter().take(MANY).filter(|other| held.are_same(one.2, other.2)) {
                found.push((one.2, other.2));
                if is_loose(&other) {
                    found.push((other.2, one.2));
                }
            }
        }
    }
    found
}
