//! Earlier reports that a report may repeat, by pairs of neighbouring words that both have.
//!
//! Pairs survive where sentences are dropped and moved, and half of those of a sentence where a third of its words are replaced. Of each pair
//! only the first few reports that have it are looked up: the work grows with the reports and not with their pairs, and a turn of phrase
//! costs no more than a name.

use super::page::Page;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// How far apart two neighbours may stand, in words that tell something.
const REACH: usize = 3;

/// Of reports that have a pair, so many are looked up.
const HOLDERS: usize = 4;

/// Of reports that share pairs with a report, so many are held against it.
const LIKELY: usize = 6;

/// Pairs that two reports must share, at the least.
const LEAST: usize = 3;

/// The first reports that have a pair, and how many have it.
struct Holders {
    first: [u32; HOLDERS],
    count: u32,
}

/// Reports by pairs of words.
pub(super) struct Lookup {
    holders: HashMap<u64, Holders>,
    reports: usize,
}

impl Lookup {
    /// Of reports in the order of writing.
    pub(super) fn of(pages: &[Page]) -> Lookup {
        let mut all: Vec<(u64, u32)> =
            pages.par_iter().enumerate().flat_map_iter(|(rank, page)| pairs(page).into_iter().map(move |pair| (pair, rank as u32))).collect();
        all.par_sort_unstable();
        let mut holders = HashMap::new();
        for run in all.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            let mut first = [u32::MAX; HOLDERS];
            first.iter_mut().zip(run).for_each(|(place, (_, rank))| *place = *rank);
            holders.insert(run[0].0, Holders { first, count: run.len() as u32 });
        }
        Lookup { holders, reports: pages.len() }
    }

    /// Those of an earlier rank that share most with a report; a pair that few have weighs more.
    pub(super) fn earlier(&self, rank: usize, page: &Page) -> Vec<usize> {
        let mut shared: BTreeMap<u32, (usize, f32)> = BTreeMap::new();
        for holders in pairs(page).iter().filter_map(|pair| self.holders.get(pair)) {
            let weight = ((self.reports + 1) as f32 / holders.count as f32).ln();
            for other in holders.first.iter().filter(|other| (**other as usize) < rank) {
                let (count, sum) = shared.entry(*other).or_default();
                (*count, *sum) = (*count + 1, *sum + weight);
            }
        }
        let mut most: Vec<(f32, usize)> = shared.into_iter().filter(|(_, (count, _))| *count >= LEAST).map(|(other, (_, sum))| (sum, other as usize)).collect();
        most.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        most.into_iter().take(LIKELY).map(|(_, other)| other).collect()
    }
}

/// Hashes of a report's pairs of neighbours, sorted. Every other one, by its hash, is enough.
fn pairs(page: &Page) -> Vec<u64> {
    let mut pairs: Vec<u64> = Vec::new();
    for sentence in page.sentences() {
        for (n, one) in sentence.iter().enumerate() {
            let after = sentence.iter().skip(n + 1).take(REACH);
            pairs.extend(after.map(|other| stir(u64::from(*one) << 32 | u64::from(*other))).filter(|pair| pair & 1 == 0));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// MurmurHash3's finishing stir (Appleby): even in every bit.
fn stir(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}
