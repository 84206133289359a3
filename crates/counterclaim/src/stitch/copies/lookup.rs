//! Earlier reports that a report may repeat, by rare pairs of neighbouring words that both have.
//!
//! Pairs survive where sentences are dropped and moved, and a quarter of them where half of the words are replaced. Which pairs are rare is told by
//! a fixed table, so that whether two reports are held against each other does not hang on the others.
//! Of each pair only the first reports that have it are looked up: the work grows with the reports and not with their pairs. Surprising but meant:
//! every second pair, by its hash, is a key, and one in common is enough to hold two reports against each other: of fewer too few survive where
//! half of the words are replaced.

use super::page::Page;
use counterclaim_rules::hash::HashMap;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// How far apart two neighbours may stand, in words that tell something and in words.
const REACH: (usize, u32) = (3, 12);

/// How rare the two are together, at the least.
const RARE: f32 = 9.0;

/// The bits of a pair's hash that are nought in a key: of every second one, unless a report has few.
const SAMPLE: u32 = 1;
const FEW: usize = 128;

/// Of reports that have a pair, so many are looked up.
const HOLDERS: usize = 32;

/// Of reports that share pairs with a report, so many are held against it.
const LIKELY: usize = 16;

/// Reports by pairs of words: each pair with those that have it, in order.
pub struct Lookup {
    holders: Vec<(u32, u32)>,
}

impl Lookup {
    /// Of the pairs of reports in order of rank, as far as they are wanted.
    pub fn of(keys: &[&[u32]], wanted: impl Fn(u32) -> bool + Sync) -> Lookup {
        let of = |(rank, keys): (usize, &&[u32])| keys.iter().filter(|key| wanted(**key)).map(|key| (*key, rank as u32)).collect::<Vec<_>>();
        let mut holders: Vec<(u32, u32)> = keys.par_iter().enumerate().flat_map_iter(of).collect();
        holders.par_sort_unstable();
        Lookup { holders }
    }

    /// Those of an earlier rank that share most with a report.
    pub fn earlier(&self, rank: usize, keys: &[u32]) -> Vec<usize> {
        let mut shared: HashMap<u32, u32> = HashMap::default();
        for key in keys {
            let holders = self.holding(*key).iter().take(HOLDERS).take_while(|(_, holder)| (*holder as usize) < rank);
            holders.for_each(|(_, holder)| *shared.entry(*holder).or_default() += 1);
        }
        most(shared.into_iter())
    }

    /// The same, and what they would be, had some of them not come.
    pub fn earlier_and_before(&self, rank: usize, keys: &[u32], came: impl Fn(usize) -> bool) -> [Vec<usize>; 2] {
        let mut shared: HashMap<u32, [u32; 2]> = HashMap::default();
        for key in keys {
            let mut looked_up = [0; 2];
            for holder in self.holding(*key).iter().map(|(_, holder)| *holder).take_while(|holder| (*holder as usize) < rank) {
                if looked_up[1] == HOLDERS {
                    break;
                }
                let counts = [looked_up[0] < HOLDERS, !came(holder as usize)];
                let shared = shared.entry(holder).or_default();
                for n in [0, 1] {
                    looked_up[n] += usize::from(counts[n]);
                    shared[n] += u32::from(counts[n]);
                }
            }
        }
        [0, 1].map(|n| most(shared.iter().map(|(other, counts)| (*other, counts[n])).filter(|(_, count)| *count > 0)))
    }

    /// Those of this rank or a later one for which it makes a difference that a report with these pairs came or went at this rank.
    pub fn later(&self, rank: usize, keys: &[u32]) -> BTreeSet<usize> {
        let mut found: BTreeSet<usize> = BTreeSet::new();
        for key in keys {
            let holders = self.holding(*key);
            let (before, from) = holders.split_at(holders.partition_point(|(_, holder)| (*holder as usize) < rank));
            // Behind those that are looked up it makes none.
            if before.len() < HOLDERS {
                found.extend(from.iter().map(|(_, holder)| *holder as usize));
            }
        }
        found
    }

    fn holding(&self, key: u32) -> &[(u32, u32)] {
        let from = self.holders.partition_point(|(other, _)| *other < key);
        let count = self.holders[from..].partition_point(|(other, _)| *other == key);
        &self.holders[from..from + count]
    }
}

/// The likeliest, by how many pairs each shares.
fn most(shared: impl Iterator<Item = (u32, u32)>) -> Vec<usize> {
    let by = |(other, count): &(u32, u32)| (std::cmp::Reverse(*count), *other);
    let mut most: Vec<(u32, u32)> = shared.collect();
    if most.len() > LIKELY {
        most.select_nth_unstable_by_key(LIKELY, by);
        most.truncate(LIKELY);
    }
    most.sort_unstable_by_key(by);
    most.into_iter().map(|(other, _)| other as usize).collect()
}

/// Hashes of a report's rare pairs of neighbours, sorted.
pub(super) fn pairs(page: &Page) -> Vec<u32> {
    let mut pairs: Vec<u32> = Vec::new();
    for (n, one) in page.words.iter().enumerate() {
        let after = page.words[n + 1..].iter().take(REACH.0).take_while(|other| other.at - one.at <= REACH.1);
        pairs.extend(after.filter(|other| one.rarity + other.rarity >= RARE).map(|other| stir(one.hash, other.hash)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    if pairs.len() > FEW {
        pairs.retain(|pair| pair & SAMPLE == 0);
    }
    pairs
}

/// Two hashes as one, by MurmurHash3's finishing stir (Appleby): even in every bit.
fn stir(one: u32, other: u32) -> u32 {
    let mut hash = u64::from(one) << 32 | u64::from(other);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (hash ^ (hash >> 33)) as u32
}
