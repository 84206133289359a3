//! Origins: reports that only repeat others are found, however they are cut, reordered, reworded or mixed with other copy.
//!
//! A report that shares rare pairs of neighbouring words with an earlier one (`lookup`) is aligned with it (`passage`). The first of a set
//! is the one written first, then the one whose id sorts first; the others are told, and never counted. Surprising but meant: what a copy
//! repeats counts once, even where it repeats the copy of a copy; and whether one report repeats another hangs on these two alone.

mod lookup;
mod page;
mod passage;
mod shared;

use crate::stitch::fight;
use counterclaim_model::{Copied, Name, Origin, Reading};
use counterclaim_rules::rarity::Rarity;
use lookup::Lookup;
use page::Page;
use rayon::prelude::*;
use shared::Shared;
use std::collections::{BTreeMap, BTreeSet};

/// Reports that others repeat, in order of their ids.
pub fn origins(readings: &[Reading], rarity: &Rarity) -> Vec<Origin> {
    let mut order: Vec<usize> = (0..readings.len()).collect();
    order.sort_by_key(|index| (fight::written(&readings[*index]).is_none(), fight::written(&readings[*index]), &readings[*index].document.id));
    let pages: Vec<Page> = order.par_iter().map(|index| Page::of(&readings[*index], rarity)).collect();
    let lookup = Lookup::of(&pages);
    let shared = |earlier: usize, rank: usize| Shared::of((&pages[rank], &readings[order[rank]]), (&pages[earlier], &readings[order[earlier]]));
    let likely: Vec<Vec<(usize, Shared)>> = (0..pages.len())
        .into_par_iter()
        .map(|rank| {
            let mut found: Vec<(usize, Shared)> = lookup.earlier(rank, &pages[rank]).into_iter().map(|other| (other, shared(other, rank))).collect();
            found.retain(|(_, shared)| shared.is_copy());
            found.sort_by(|a, b| b.1.share.total_cmp(&a.1.share).then(a.0.cmp(&b.0)));
            found
        })
        .collect();
    // By rank, so that what a report repeats has its own origin already.
    let mut first: Vec<usize> = (0..pages.len()).collect();
    let mut copies: BTreeMap<usize, Vec<Copied>> = BTreeMap::new();
    for (rank, likely) in likely.into_iter().enumerate() {
        // Copy that was mixed from two reports hands on only what it has of its own origin.
        let found = likely.into_iter().find(|(other, _)| first[*other] == *other || shared(first[*other], rank).is_trace());
        if let Some((other, how)) = found {
            first[rank] = first[other];
            let (doc, of) = (&readings[order[rank]].document.id, &readings[order[other]].document.id);
            copies.entry(first[other]).or_default().push(Copied { doc: doc.clone(), why: how.words(doc, of) });
        }
    }
    let mut origins: Vec<Origin> = copies
        .into_iter()
        .map(|(first, mut copies)| {
            copies.sort_by(|a, b| a.doc.cmp(&b.doc));
            Origin { first: readings[order[first]].document.id.clone(), copies }
        })
        .collect();
    origins.sort_by(|a, b| a.first.cmp(&b.first));
    origins
}

/// Keys of a report, sorted: two reports that share fewer than two of them are never held against each other.
pub fn keys(reading: &Reading, rarity: &Rarity) -> Vec<u32> {
    lookup::pairs(&Page::of(reading, rarity))
}

/// The reports that only repeat others.
pub fn reprints(origins: &[Origin]) -> BTreeSet<Name> {
    origins.iter().flat_map(|origin| &origin.copies).map(|copied| copied.doc.clone()).collect()
}
