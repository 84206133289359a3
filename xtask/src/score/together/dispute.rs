//! Disputes: who contradicts whom. One of ours answers one of gold that has its kind where its claims stand in the
//! sentences of at least half of the quotes.

use super::{
    Marks, optional, strings,
    told::{Place, Told, touches},
};
use crate::score::item::Item;

pub(super) fn score(gold: &Item, told: &Told, marks: &mut Marks) {
    let gold: Vec<(Item, Vec<Vec<Place>>)> = gold
        .list("disputes")
        .into_iter()
        .map(|dispute| {
            let quotes = told.find(dispute.get("claims"), &strings(dispute.get("reports")));
            let sentences = quotes.iter().map(|places| places.iter().flat_map(|place| told.sentences_of(place)).collect()).collect();
            (dispute, sentences)
        })
        .collect();
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (ours, dispute) in told.disputes.iter().enumerate() {
        let claims = dispute.list("claims");
        for (at, (of, quotes)) in gold.iter().enumerate().filter(|(_, (of, _))| kind(of) == kind(dispute)) {
            let touched = quotes.iter().filter(|places| claims.iter().any(|claim| touches(claim, places))).count();
            if touched > 0 && 2 * touched >= quotes.len() {
                // What counts is answered first.
                pairs.push((touched + usize::from(!optional(of)) * 100, at, ours));
            }
        }
    }
    pairs.sort_by_key(|(weight, at, ours)| (std::cmp::Reverse(*weight), *at, *ours));
    let (mut answered, mut used) = (vec![false; gold.len()], vec![false; told.disputes.len()]);
    for (_, at, ours) in pairs {
        if !answered[at] && !used[ours] {
            (answered[at], used[ours]) = (true, true);
        }
    }
    for ((dispute, _), found) in gold.iter().zip(answered) {
        if !optional(dispute) {
            marks.mark("disputes found", found, || format!("{} {}: {}", kind(dispute), dispute.get("reports"), dispute.get("claims")));
        }
    }
    for (dispute, right) in told.disputes.iter().zip(used) {
        marks.mark("disputes that are in gold", right, || format!("{}: {}", kind(dispute), dispute.text("words")));
    }
}

/// A stale body is a kind of failing sum, and some gold calls it so.
fn kind(dispute: &Item) -> &str {
    match dispute.text("kind") {
        "stale" => "sum",
        other => other,
    }
}
