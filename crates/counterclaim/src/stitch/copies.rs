//! Reprints: reports that tell the same in the same words.
//!
//! Each report is reduced to the smallest hashes of its runs of five words (a bottom-k sketch). In order of writing, each is compared
//! with the few earlier originals that hold one of its hashes, so that the work grows with the reports and not with their pairs. The first of
//! a set of copies is the one written first, then the one whose id sorts first; the others are told, and never counted.

use crate::stitch::{fight, words};
use counterclaim_model::{BlockKind, Copied, Name, Origin, Reading};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const KEPT: usize = 128;
const ALIKE: f64 = 0.6;

/// Originals that are looked up for one hash: a run of words that more of them hold is a turn of phrase.
const HOLDERS: usize = 8;

/// Sets of reports that share most of their words, run for run.
pub fn origins(readings: &[Reading]) -> Vec<Origin> {
    let sketches: Vec<Vec<u64>> = readings.par_iter().map(sketch).collect();
    let mut order: Vec<usize> = (0..readings.len()).collect();
    order.sort_by_key(|index| (fight::written(&readings[*index]).is_none(), fight::written(&readings[*index]), &readings[*index].document.id));
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (rank, &index) in order.iter().enumerate() {
        let near: BTreeSet<usize> = sketches[index].iter().filter_map(|hash| holders.get(hash)).flatten().copied().collect();
        if let Some(first) = near.into_iter().find(|other| alike(&sketches[order[*other]], &sketches[index]) >= ALIKE) {
            copies.entry(order[first]).or_default().push(index);
            continue;
        }
        for hash in &sketches[index] {
            let holders = holders.entry(*hash).or_default();
            if holders.len() < HOLDERS {
                holders.push(rank);
            }
        }
    }
    let told = |first: usize, index: usize| {
        let reading = &readings[index];
        let why = format!("{} tells the same {} claims in the same words as {}", reading.document.id, reading.claims.len(), readings[first].document.id);
        Copied { doc: reading.document.id.clone(), why }
    };
    let mut origins: Vec<Origin> = copies
        .into_iter()
        .map(|(first, mut rest)| {
            rest.sort_by_key(|index| &readings[*index].document.id);
            Origin { first: readings[first].document.id.clone(), copies: rest.into_iter().map(|index| told(first, index)).collect() }
        })
        .collect();
    origins.sort_by(|a, b| a.first.cmp(&b.first));
    origins
}

/// The reports that only repeat others.
pub fn reprints(origins: &[Origin]) -> BTreeSet<Name> {
    origins.iter().flat_map(|origin| &origin.copies).map(|copied| copied.doc.clone()).collect()
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
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let (mut both, mut seen) = (0, 0);
    while seen < KEPT && (a.peek().is_some() || b.peek().is_some()) {
        let least = a.peek().into_iter().chain(b.peek()).min().map(|hash| **hash);
        let here = [a.next_if(|hash| Some(**hash) == least), b.next_if(|hash| Some(**hash) == least)];
        both += usize::from(here.iter().all(Option::is_some));
        seen += 1;
    }
    if seen == 0 { 0.0 } else { both as f64 / seen as f64 }
}
