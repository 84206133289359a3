//! Arithmetic among claims: parts and totals, running totals, and two figures for one thing.
//!
//! 32 soldiers, five civilians and two more "bringing the death toll to 39" hold; "at least 68" in the lead of the same report
//! does not agree with that 39: the lead is newer than the body. Any twelve figures have sums that hold by accident, so parts must
//! be people who cannot be counted twice, and small sums must stand close together. Surprising but meant: a sum that merely
//! falls short is never shown; a report is not bound to name every part.

mod counts;
mod parts;
mod rival;
mod running;
mod unchecked;

use crate::tally::{book::Entry, figure::said, terms::Terms};
use counterclaim_model::{Claim, ClaimId, Episode, Name, Reading, Role, Stance, Sum, SumKind, Toll, Verdict};
use counts::Counts;
use std::collections::{BTreeMap, BTreeSet};

/// One counted claim of a report.
#[derive(Clone, Copy)]
struct Count<'a> {
    reading: &'a Reading,
    claim: &'a Claim,
    toll: &'a Toll,
    said: u32,
}

/// Sums of all episodes, in their order; in each in order of reports and text. What copies tell again is not added up again, nor
/// what does not count on these terms.
pub fn sums(readings: &[Reading], episodes: &[Episode], again: &BTreeSet<ClaimId>, terms: &Terms) -> Vec<Sum> {
    let mut reports: BTreeMap<&Name, Vec<Count>> = BTreeMap::new();
    let told: BTreeSet<&ClaimId> = episodes.iter().flat_map(|episode| &episode.claims).collect();
    for reading in readings {
        let counts = reading
            .claims
            .iter()
            .filter(|claim| told.contains(&claim.id) && !again.contains(&claim.id) && !claim.is_rejected())
            .filter(|claim| terms.sets_aside(&Entry { reading, claim }).is_none())
            .filter_map(|claim| count(reading, claim));
        reports.insert(&reading.document.id, counts.collect());
    }
    let mut sums: Vec<Sum> = Vec::new();
    for episode in episodes {
        let of = |doc: &Name| reports.get(doc).into_iter().flatten();
        for (doc, counts) in episode.docs.iter().filter_map(|doc| reports.get_key_value(doc)) {
            let others: Vec<Count> = episode.docs.iter().filter(|other| *other != *doc).flat_map(of).copied().collect();
            sums.extend(of_report(counts, &others));
        }
    }
    sums
}

/// The sums of one report; `others` are the counts of the episode's other reports.
fn of_report(counts: &[Count], others: &[Count]) -> Vec<Sum> {
    let told = Counts::of(counts);
    let mut sums: Vec<Sum> = counts.iter().filter_map(|total| running::grown(total, &told, others)).collect();
    // What a later total of the same report has taken in is no part of anything else.
    let stale: BTreeSet<ClaimId> = sums.iter().filter_map(|sum| sum.parts.first().map(|(id, _)| id.clone())).collect();
    let settled: BTreeSet<ClaimId> = sums.iter().map(|sum| sum.total.clone()).collect();
    let fresh: Vec<Count> = counts.iter().filter(|count| !stale.contains(&count.claim.id)).copied().collect();
    let fresh = Counts::of(&fresh);
    for total in counts.iter().filter(|total| !settled.contains(&total.claim.id)) {
        let sum = parts::parts(total, &fresh).or_else(|| parts::too_large(total, &fresh));
        let sum = sum.or_else(|| parts::of_two_sides(total, others)).or_else(|| unchecked::unchecked(total, &told));
        let brought = || running::brought(total, &told).filter(|_| !stale.contains(&total.claim.id));
        sums.extend(sum.or_else(brought));
    }
    let mut sums = narrowest(sums, &told);
    // Parts that make up one total are not held against another.
    let taken: BTreeSet<ClaimId> = sums.iter().filter(|sum| sum.verdict == Verdict::Holds && sum.parts.len() > 1).flat_map(ids).collect();
    sums.retain(|sum| sum.verdict != Verdict::Fails || sum.parts.len() < 2 || !sum.parts.iter().any(|(id, _)| taken.contains(id)));
    sums.extend(rival::rivals(counts, &sums));
    sums.sort_by_key(|sum: &Sum| (told.place(&sum.total), sum.parts.first().and_then(|(id, _)| told.place(id))));
    sums
}

/// A headline's "100 people" and the lead's "about 100 soldiers" may have the same parts: the narrower is the total meant.
fn narrowest(sums: Vec<Sum>, counts: &Counts) -> Vec<Sum> {
    let role = |sum: &Sum| counts.place(&sum.total).map(|place| counts.all[place].toll.role);
    let same = |sum: &Sum| (ids(sum), sum.total_is.figure());
    let mut least: BTreeMap<_, Option<Role>> = BTreeMap::new();
    for sum in &sums {
        least.entry(same(sum)).and_modify(|least| *least = role(sum).min(*least)).or_insert_with(|| role(sum));
    }
    // Once found, it is found: the next of the same role tells it again.
    sums.into_iter().filter(|sum| least.get(&same(sum)) == Some(&role(sum)) && least.remove(&same(sum)).is_some()).collect()
}

fn ids(sum: &Sum) -> Vec<ClaimId> {
    sum.parts.iter().map(|(id, _)| id.clone()).collect()
}

fn count<'a>(reading: &'a Reading, claim: &'a Claim) -> Option<Count<'a>> {
    let toll = claim.toll()?;
    let said = said(toll.quantity).filter(|said| *said > 0)?;
    (claim.stance != Stance::Denied).then_some(Count { reading, claim, toll, said })
}

fn sum(kind: SumKind, total: &Count, parts: &[&Count], verdict: Verdict) -> Sum {
    let added: i64 = parts.iter().map(|part| i64::from(part.said)).sum();
    let docs: BTreeSet<&Name> = parts.iter().chain(&[total]).map(|count| &count.reading.document.id).collect();
    Sum {
        docs: docs.into_iter().cloned().collect(),
        kind,
        total: total.claim.id.clone(),
        total_is: total.toll.quantity,
        parts: parts.iter().map(|part| (part.claim.id.clone(), part.toll.quantity)).collect(),
        verdict,
        off_by: i64::from(total.said) - added,
    }
}

/// Sentences between two claims of one report.
fn between(a: &Count, b: &Count) -> u32 {
    a.claim.sentence.abs_diff(b.claim.sentence)
}
