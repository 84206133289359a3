//! Reprints: reports that tell the same in the same words.
//!
//! Each report is reduced to the smallest hashes of its runs of five words (a bottom-k sketch), so that a thousand reports are
//! compared without reading them pairwise. The first of a set of copies is the one written first, then the one whose id sorts
//! first; the others are told, and never counted.

use crate::stitch::{fight, words};
use counterclaim_model::{BlockKind, Name, Reading};
use std::collections::{BTreeMap, BTreeSet};

/// A report and those that reprint it: count origins, not pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    /// The earliest.
    pub first: Name,
    /// The others, in order of their ids.
    pub rest: Vec<Name>,
}

const KEPT: usize = 128;
const ALIKE: f64 = 0.6;

/// Sets of reports that share most of their words, run for run.
pub fn copies(readings: &[Reading]) -> Vec<Copies> {
    let sketches: Vec<Vec<u64>> = readings.iter().map(sketch).collect();
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, sketch) in sketches.iter().enumerate() {
        sketch.iter().for_each(|hash| holders.entry(*hash).or_default().push(index));
    }
    let mut first: Vec<usize> = (0..readings.len()).collect();
    let rank = |index: usize| (fight::written(&readings[index]).is_none(), fight::written(&readings[index]), &readings[index].document.id);
    let mut order: Vec<usize> = first.clone();
    order.sort_by(|a, b| rank(*a).cmp(&rank(*b)));
    for &index in &order {
        if first[index] != index {
            continue;
        }
        let near: BTreeSet<usize> = sketches[index].iter().flat_map(|hash| holders[hash].iter().copied()).collect();
        for other in near {
            if first[other] == other && rank(index) < rank(other) && alike(&sketches[index], &sketches[other]) >= ALIKE {
                first[other] = index;
            }
        }
    }
    let mut sets: BTreeMap<&Name, Vec<Name>> = BTreeMap::new();
    for (index, &of) in first.iter().enumerate().filter(|(index, of)| index != *of) {
        sets.entry(&readings[of].document.id).or_default().push(readings[index].document.id.clone());
    }
    let sorted = |mut rest: Vec<Name>| {
        rest.sort();
        rest
    };
    sets.into_iter().map(|(first, rest)| Copies { first: first.clone(), rest: sorted(rest) }).collect()
}

/// The reports that only reprint others.
pub fn reprints(readings: &[Reading]) -> BTreeSet<Name> {
    copies(readings).into_iter().flat_map(|set| set.rest).collect()
}

fn sketch(reading: &Reading) -> Vec<u64> {
    let document = &reading.document;
    let told = |kind| matches!(kind, BlockKind::Body | BlockKind::Title);
    let text: String = if document.blocks.is_empty() {
        document.text.to_string()
    } else {
        document.blocks.iter().filter(|block| told(block.kind)).map(|block| block.span.of(&document.text)).collect::<Vec<_>>().join(" ")
    };
    let words: Vec<String> = words::of(&text).collect();
    let mut hashes: Vec<u64> = words.windows(5).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(KEPT);
    hashes
}

/// FNV-1a over the words with a finishing stir: the same on every machine, and even enough for the smallest to be a sample.
fn hash(words: &[String]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.iter().flat_map(|word| word.bytes().chain([b' '])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// The share of the smallest hashes of the union that both have.
fn alike(a: &[u64], b: &[u64]) -> f64 {
    let union: BTreeSet<u64> = a.iter().chain(b).copied().collect();
    let sample: Vec<u64> = union.into_iter().take(KEPT).collect();
    let both = sample.iter().filter(|hash| a.binary_search(hash).is_ok() && b.binary_search(hash).is_ok()).count();
    if sample.is_empty() { 0.0 } else { both as f64 / sample.len() as f64 }
}
