//! Origins: reports that only repeat others are found, however they are cut, reordered, reworded or mixed with other copy.
//!
//! A report that shares rare pairs of neighbouring words with an earlier one (`lookup`) is aligned with it (`passage`); one that credits the same
//! agency and tells the same figures is its copy in other words (`credited`). The first of a set
//! is the one written first, then the one whose id sorts first; the others are told, and never counted. Surprising but meant: what a copy
//! repeats counts once, even where it repeats the copy of a copy; and whether one report repeats another hangs on these two alone.

mod again;
mod changed;
mod credited;
pub mod lookup;
mod page;
mod passage;
mod shared;

pub use again::told_again;
pub use changed::{Aligned, Changed, How, Piece, changed};
use counterclaim_model::{Copied, Day, Name, Origin, Reading};
use counterclaim_rules::rarity::Rarity;
use lookup::Lookup;
use rayon::prelude::*;
pub use shared::{Shared, Sheet};
use std::collections::{BTreeMap, BTreeSet};

/// The order in which reports are held against each other: by the day of writing, undated last, then by id.
pub fn order(written: Option<Day>, doc: &str) -> (bool, Option<Day>, &str) {
    (written.is_none(), written, doc)
}

/// Reports that others repeat, in order of their ids.
pub fn origins(readings: &[Reading], rarity: &Rarity) -> Vec<Origin> {
    let mut sheets: Vec<(&Name, Sheet)> = readings.par_iter().map(|reading| (&reading.document.id, Sheet::of(reading, rarity))).collect();
    sheets.sort_by(|a, b| order(a.1.written, a.0).cmp(&order(b.1.written, b.0)));
    let keys: Vec<Vec<u32>> = sheets.par_iter().map(|(_, sheet)| sheet.keys()).collect();
    let lookup = Lookup::of(&keys.iter().map(Vec::as_slice).collect::<Vec<_>>(), |_| true);
    let likely: Vec<Vec<(usize, Shared)>> = (0..sheets.len())
        .into_par_iter()
        .map(|rank| likely(lookup.earlier(rank, &keys[rank]).into_iter().map(|other| (other, Shared::of(&sheets[rank].1, &sheets[other].1)))))
        .collect();
    let found = settle(&likely, &mut |first, rank| Shared::of(&sheets[rank].1, &sheets[first].1).is_trace());
    told(found, &likely, &|rank| sheets[rank].0.clone())
}

/// Of the reports that a report was held against, those that it repeats, by their ranks: what it shares most with comes first.
pub fn likely(held: impl Iterator<Item = (usize, Shared)>) -> Vec<(usize, Shared)> {
    let mut found: Vec<(usize, Shared)> = held.filter(|(_, shared)| shared.is_copy()).collect();
    found.sort_by(|a, b| b.1.share.total_cmp(&a.1.share).then(a.0.cmp(&b.0)));
    found
}

/// The origin of each report that repeats one, its own rank, and which of the likely ones it repeats, in order of ranks. `traces` tells
/// whether anything of a report stands in a later one.
pub fn settle(likely: &[Vec<(usize, Shared)>], traces: &mut dyn FnMut(usize, usize) -> bool) -> Vec<(usize, usize, usize)> {
    // By rank, so that what a report repeats has its own origin already.
    let mut first: Vec<usize> = (0..likely.len()).collect();
    let mut found = Vec::new();
    for (rank, likely) in likely.iter().enumerate() {
        // Copy that was mixed from two reports hands on only what it has of its own origin.
        let of = likely.iter().position(|(other, _)| first[*other] == *other || traces(first[*other], rank));
        if let Some(of) = of {
            first[rank] = first[likely[of].0];
            found.push((first[rank], rank, of));
        }
    }
    found
}

/// What was settled, in words, in order of ids.
pub fn told(found: Vec<(usize, usize, usize)>, likely: &[Vec<(usize, Shared)>], doc: &(dyn Fn(usize) -> Name + Sync)) -> Vec<Origin> {
    let copied = |(first, rank, of): (usize, usize, usize)| {
        let (other, how) = &likely[rank][of];
        (first, Copied { doc: doc(rank), why: how.words(&doc(rank), &doc(*other)) })
    };
    let told: Vec<(usize, Copied)> = found.into_par_iter().map(copied).collect();
    let mut copies: BTreeMap<usize, Vec<Copied>> = BTreeMap::new();
    told.into_iter().for_each(|(first, copied)| copies.entry(first).or_default().push(copied));
    let mut origins: Vec<Origin> = copies
        .into_iter()
        .map(|(first, mut copies)| {
            copies.sort_by(|a, b| a.doc.cmp(&b.doc));
            Origin { first: doc(first), copies }
        })
        .collect();
    origins.sort_by(|a, b| a.first.cmp(&b.first));
    origins
}

/// The reports that only repeat others.
pub fn reprints(origins: &[Origin]) -> BTreeSet<Name> {
    origins.iter().flat_map(|origin| &origin.copies).map(|copied| copied.doc.clone()).collect()
}
