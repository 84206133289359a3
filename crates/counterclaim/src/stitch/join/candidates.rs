//! Pairs of reports worth a look, without comparing all with all.
//!
//! Reports of one region, of two camps, of one place or of one tie are put in order of days, and each is held against its neighbours there.

use super::same::same;
use crate::stitch::{
    outline::{Number, Outline, Pair},
    tie::{self, Tie},
};
use counterclaim_rules::hash::HashSet;
use rayon::prelude::*;

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
    pub(super) fn of(outlines: &[&Outline]) -> Candidates {
        let by_writing = Order::of(outlines, |outline| outline.written);
        let by_first = Order::of(outlines, |outline| outline.days);
        let by_last = Order::of(outlines, |outline| outline.days.map(|(_, to)| to));
        let placed = || outlines.iter().enumerate().filter(|(_, outline)| outline.is_placed());
        let grounds = |order: &Order| -> Vec<(Number, u32)> {
            placed()
                .flat_map(|(index, outline)| outline.grounds.iter().map(move |ground| (*ground, index)))
                .map(|(ground, index)| (ground, order.rank[index]))
                .collect()
        };
        let spots = || -> Vec<((Number, Number), u32)> {
            let mut spots = Vec::new();
            for (index, outline) in outlines.iter().enumerate().filter(|(_, outline)| outline.is_full()) {
                let nobody: &[Number] = if outline.camps.is_empty() { &[0] } else { &[] };
                let some = outline.camps.iter().map(|camp| camp.number).chain(nobody.iter().copied());
                let rank = by_first.rank[index];
                spots.extend(some.flat_map(|camp| outline.places.iter().map(move |place| ((camp, *place), rank))));
            }
            spots
        };
        let camps = || -> Vec<(Pair, u32)> {
            let pairs = outlines.iter().enumerate().flat_map(|(index, outline)| outline.pairs().map(move |pair| (pair, index)));
            pairs.map(|(pair, index)| (pair, by_first.rank[index])).collect()
        };
        let ((spots, mut camps), (written, last)) = rayon::join(|| (spots(), camps()), || (grounds(&by_writing), grounds(&by_last)));
        let mut found = Candidates { firm: neighbours(outlines, written, &by_writing, BACK), loose: Vec::new() };
        found.firm.extend(neighbours(outlines, last, &by_last, 1));
        found.firm.extend(neighbours(outlines, spots, &by_first, BACK));
        found.loosen(outlines);
        camps.par_sort_unstable();
        let of_camps: Vec<Candidates> = camps.par_chunk_by(|(one, _), (other, _)| one == other).map(|bucket| of_camps(outlines, bucket, &by_first)).collect();
        for some in of_camps {
            found.firm.extend(some.firm);
            found.loose.extend(some.loose);
        }
        found.loose.extend(of_anybody(outlines));
        for pairs in [&mut found.firm, &mut found.loose] {
            pairs.par_sort_unstable();
            pairs.dedup();
        }
        found
    }

    /// A report that names no region is not held firmly against one that does.
    fn loosen(&mut self, outlines: &[&Outline]) {
        let is_placed = |index: u32| outlines[index as usize].is_placed();
        let loose = self.firm.extract_if(.., |(a, b)| is_placed(*a) != is_placed(*b)).map(|(a, b)| if is_placed(a) { (b, a) } else { (a, b) });
        self.loose.extend(loose);
    }
}

/// Reports in some order.
struct Order {
    rank: Vec<u32>,
    index: Vec<u32>,
}

impl Order {
    fn of<K: Ord + Send>(outlines: &[&Outline], key: impl Fn(&Outline) -> K + Sync) -> Order {
        let mut index: Vec<u32> = (0..outlines.len() as u32).collect();
        index.par_sort_by_cached_key(|index| (key(outlines[*index as usize]), *index));
        let mut rank = vec![0; index.len()];
        index.iter().enumerate().for_each(|(n, index)| rank[*index as usize] = n as u32);
        Order { rank, index }
    }
}

/// Of reports that share something, each with those before it, as far as they tell of the same fighting.
fn neighbours<K: Ord + Send + Sync>(outlines: &[&Outline], mut sharing: Vec<(K, u32)>, order: &Order, back: usize) -> Vec<(u32, u32)> {
    sharing.par_sort_unstable();
    let buckets = sharing.par_chunk_by(|(one, _), (other, _)| one == other).filter(|bucket| bucket.len() > 1);
    buckets.flat_map_iter(|bucket| behind(outlines, bucket.iter().map(|(_, rank)| order.index[*rank as usize]).collect(), back)).collect()
}

/// Each with those before it.
fn behind(outlines: &[&Outline], sorted: Vec<u32>, back: usize) -> Vec<(u32, u32)> {
    let pairs = (0..sorted.len()).flat_map(|place| sorted[place.saturating_sub(back)..place].iter().map(move |other| (place, *other)));
    let pairs = pairs.map(|(place, other)| (other.min(sorted[place]), other.max(sorted[place])));
    pairs.filter(|(one, other)| are_same(outlines, *one, *other)).collect()
}

fn are_same(outlines: &[&Outline], one: u32, other: u32) -> bool {
    same(outlines[one.min(other) as usize], outlines[one.max(other) as usize]).is_some()
}

/// Of reports of two camps: those that name no region, and those that share something which tells.
fn of_camps(outlines: &[&Outline], bucket: &[(Pair, u32)], by_first: &Order) -> Candidates {
    let is_placed = |index: &u32| outlines[*index as usize].is_placed();
    let (full, mut rest): (Vec<u32>, Vec<u32>) =
        bucket.iter().map(|(_, rank)| by_first.index[*rank as usize]).partition(|index| outlines[*index as usize].is_full());
    rest.sort_unstable();
    let bare: Vec<u32> = full.iter().copied().filter(|index| !is_placed(index)).collect();
    let mut found = Candidates { firm: chain(outlines, &bare), loose: Vec::new() };
    for (place, one) in full.iter().enumerate().filter(|(_, index)| !is_placed(index)) {
        let (before, after) = (full[..place].iter().rev(), full[place + 1..].iter());
        let near = before.filter(|index| is_placed(index)).take(BACK).chain(after.filter(|index| is_placed(index)).take(BACK));
        found.loose.extend(near.filter(|other| are_same(outlines, *one, **other)).map(|other| (*one, *other)));
    }
    let mut beside: Vec<(Tie, u32)> = Vec::new();
    for (place, index) in full.iter().enumerate().filter(|(_, index)| is_placed(index)) {
        beside.extend(tie::beside(outlines[*index as usize]).map(|tie| (tie, place as u32)));
    }
    beside.sort_unstable();
    for tied in beside.chunk_by(|(one, _), (other, _)| one == other) {
        found.firm.extend(behind(outlines, tied.iter().map(|(_, place)| full[*place as usize]).collect(), BACK));
    }
    found.loose.extend(undated(outlines, &full, &rest));
    found
}

/// Those that name one camp or none, or know no day, with all others that share something which tells.
fn of_anybody(outlines: &[&Outline]) -> Vec<(u32, u32)> {
    let (rest, full): (Vec<u32>, Vec<u32>) =
        (0..outlines.len() as u32).filter(|index| outlines[*index as usize].tells).partition(|index| is_bare(outlines[*index as usize]));
    undated(outlines, &full, &rest)
}

fn is_bare(outline: &Outline) -> bool {
    !outline.is_full() || outline.camps.len() < 2 && !outline.is_placed()
}

/// Each with the one before it and with the one before it that reaches furthest.
fn chain(outlines: &[&Outline], sorted: &[u32]) -> Vec<(u32, u32)> {
    let last = |index: u32| outlines[index as usize].days.map(|(_, to)| to);
    let mut found = behind(outlines, sorted.to_vec(), 1);
    let mut furthest: Option<u32> = None;
    for &index in sorted {
        let pair = furthest.map(|other| (index.min(other), index.max(other)));
        found.extend(pair.filter(|(one, other)| are_same(outlines, *one, *other)));
        furthest = furthest.filter(|other| last(*other) >= last(index)).or(Some(index));
    }
    found
}

/// Those without a day with all others that share something which tells. Where very many share one thing, each is compared with the next.
fn undated(outlines: &[&Outline], full: &[u32], rest: &[u32]) -> Vec<(u32, u32)> {
    let ties = |some: &[u32], from: usize| -> Vec<(Tie, u32, u32)> {
        let of =
            |(place, index): (usize, &u32)| tie::strong(outlines[*index as usize]).map(move |tie| (tie, (from + place) as u32, *index)).collect::<Vec<_>>();
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
            for other in tied[place + 1..].iter().take(MANY).filter(|other| are_same(outlines, one.2, other.2)) {
                found.push((one.2, other.2));
                if is_loose(&other) {
                    found.push((other.2, one.2));
                }
            }
        }
    }
    found
}
