//! Arithmetic inside a report: parts and totals, running totals, and two figures for one thing.
//!
//! 32 soldiers, five civilians and two more "bringing the death toll to 39" hold; "at least 68" in the lead of the same report
//! does not agree with that 39: the lead is newer than the body. Any twelve figures have sums that hold by accident, so parts must
//! be people who cannot be counted twice, and small sums must stand close together. Surprising but meant: a sum that merely
//! falls short is never shown; a report is not bound to name every part.

use crate::{
    stitch::{copies::reprints, words},
    tally::{
        figure::{self, Bounds, bounds, said},
        people,
    },
};
use counterclaim_model::{Claim, ClaimId, Episode, Reading, Role, Scope, Span, Stance, Sum, SumKind, Toll, Verdict};
use std::collections::BTreeSet;

/// One counted claim of a report.
#[derive(Clone, Copy)]
struct Count<'a> {
    claim: &'a Claim,
    toll: &'a Toll,
    said: u32,
}

/// Sums of all reports, in order of reports and text; a reprint's are not told again.
pub fn sums(readings: &[Reading], episodes: &[Episode]) -> Vec<Sum> {
    let told: BTreeSet<&ClaimId> = episodes.iter().flat_map(|episode| &episode.claims).collect();
    let again = reprints(readings);
    let mut reports: Vec<&Reading> = readings.iter().filter(|reading| !again.contains(&reading.document.id)).collect();
    reports.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    reports.into_iter().flat_map(|reading| of_report(reading, &told)).collect()
}

fn of_report(reading: &Reading, told: &BTreeSet<&ClaimId>) -> Vec<Sum> {
    let counts: Vec<Count> = reading.claims.iter().filter(|claim| told.contains(&claim.id)).filter_map(count).collect();
    let mut sums = Vec::new();
    for total in &counts {
        let sum = parts(reading, total, &counts);
        sums.extend(sum.or_else(|| too_large(reading, total, &counts)).or_else(|| running(reading, total, &counts)));
    }
    let mut sums = narrowest(sums, &counts);
    sums.extend(rivals(reading, &counts));
    let place = |id: &ClaimId| counts.iter().position(|count| count.claim.id == *id);
    sums.sort_by_key(|sum: &Sum| (place(&sum.total), sum.parts.first().and_then(|(id, _)| place(id))));
    sums
}

/// A headline's "100 people" and the lead's "about 100 soldiers" may have the same parts: the narrower is the total meant.
fn narrowest(sums: Vec<Sum>, counts: &[Count]) -> Vec<Sum> {
    let role = |sum: &Sum| counts.iter().find(|count| count.claim.id == sum.total).map(|count| count.toll.role);
    let same = |a: &Sum, b: &Sum| ids(a) == ids(b) && a.total_is.figure() == b.total_is.figure();
    let kept = sums.iter().enumerate().filter(|(index, sum)| {
        let narrower = sums.iter().any(|other| same(other, sum) && role(other) < role(sum));
        let again = sums[..*index].iter().any(|other| same(other, sum) && role(other) == role(sum));
        !narrower && !again
    });
    kept.map(|(_, sum)| sum.clone()).collect()
}

fn ids(sum: &Sum) -> Vec<ClaimId> {
    sum.parts.iter().map(|(id, _)| id.clone()).collect()
}

fn count(claim: &Claim) -> Option<Count<'_>> {
    let toll = claim.toll()?;
    let said = said(toll.quantity).filter(|said| *said > 0)?;
    (claim.stance != Stance::Denied).then_some(Count { claim, toll, said })
}

fn sum(reading: &Reading, kind: SumKind, total: &Count, parts: &[&Count], verdict: Verdict) -> Sum {
    let added: i64 = parts.iter().map(|part| i64::from(part.said)).sum();
    Sum {
        docs: vec![reading.document.id.clone()],
        kind,
        total: total.claim.id.clone(),
        total_is: total.toll.quantity,
        parts: parts.iter().map(|part| (part.claim.id.clone(), part.toll.quantity)).collect(),
        verdict,
        off_by: i64::from(total.said) - added,
    }
}

/// Sentences between two claims.
fn between(a: &Count, b: &Count) -> u32 {
    a.claim.sentence.abs_diff(b.claim.sentence)
}

/// The better of two sums for one total: one that holds, then the closest, then the one with fewest parts.
type Rank = (bool, u32, usize);

/// The natural partition of a total's people whose figures make it up, if there is one.
fn parts(reading: &Reading, total: &Count, counts: &[Count]) -> Option<Sum> {
    let mut near: Vec<&Count> = counts
        .iter()
        .filter(|part| part.claim.id != total.claim.id && part.claim.same_as.is_none() && part.said < total.said)
        .filter(|part| people::within(part.toll, total.toll) && !people::same(part.toll, total.toll) && part.toll.group.is_none())
        .collect();
    // What counts the same people as the total may still be its part at one place each.
    if total.toll.scope == Scope::Total {
        near.extend(counts.iter().filter(|part| {
            let same = people::same(part.toll, total.toll) && part.toll.scope == Scope::Incident && part.claim.place.is_some();
            same && part.claim.id != total.claim.id && part.claim.same_as.is_none() && part.said < total.said && between(part, total) <= 3
        }));
    }
    near.sort_by_key(|part| (between(part, total), part.claim.quote));
    near.truncate(12);
    let mut best: Option<(Rank, Vec<&Count>, Verdict)> = None;
    let mut chosen = Vec::new();
    choose(&near, &mut chosen, &mut |parts| {
        let Some(verdict) = verdict(total, parts) else {
            return;
        };
        let far = parts.iter().map(|part| between(part, total)).max().unwrap_or(0);
        let rank = (verdict != Verdict::Holds, far, parts.len());
        if best.as_ref().is_none_or(|(before, ..)| rank < *before) {
            best = Some((rank, parts.to_vec(), verdict));
        }
    });
    let (_, mut parts, verdict) = best?;
    parts.sort_by_key(|part| part.claim.quote);
    Some(sum(reading, SumKind::Parts, total, &parts, verdict))
}

/// Every set of two to four parts that are pairwise apart.
fn choose<'a, 'b>(near: &[&'a Count<'b>], chosen: &mut Vec<&'a Count<'b>>, found: &mut dyn FnMut(&[&'a Count<'b>])) {
    if chosen.len() >= 2 {
        found(chosen);
    }
    if chosen.len() == 4 {
        return;
    }
    for (index, part) in near.iter().enumerate() {
        if chosen.iter().all(|other| people::apart(part.claim, other.claim)) {
            chosen.push(part);
            choose(&near[index + 1..], chosen, found);
            chosen.pop();
        }
    }
}

/// Whether parts make the total, and are not likely to do so by accident.
fn verdict(total: &Count, parts: &[&Count]) -> Option<Verdict> {
    let far = parts.iter().map(|part| between(part, total)).max()?;
    let added: u64 = parts.iter().map(|part| u64::from(part.said)).sum();
    let off = added.abs_diff(u64::from(total.said));
    let inexact = bounds(total.toll.quantity).high.is_none() || parts.iter().any(|part| bounds(part.toll.quantity).high.is_none());
    let about = |bounds: Bounds| bounds.high != Some(bounds.low);
    let loose = inexact || about(bounds(total.toll.quantity)) || parts.iter().any(|part| about(bounds(part.toll.quantity)));
    let totals = parts.iter().all(|part| part.toll.scope == Scope::Total);
    // A small number is the sum of something by accident; a large one far away must be made of totals.
    let close = far <= 2 || (total.said >= 20 && (far <= 3 || totals));
    if off == 0 && close {
        return Some(Verdict::Holds);
    }
    let reach = (u64::from(total.said) / 20).max(1);
    let agrees = figure::meet(bounds(total.toll.quantity), figure::add(parts.iter().map(|part| bounds(part.toll.quantity))));
    (loose && agrees && off <= reach && total.said >= 20 && far <= 3).then_some(Verdict::Agrees)
}

/// Parts that the report names as such and that outgrow their whole.
fn too_large(reading: &Reading, total: &Count, counts: &[Count]) -> Option<Sum> {
    let named = |part: &&Count| part.claim.part_of.as_ref() == Some(&total.claim.id) && part.toll.effect == total.toll.effect;
    let high = bounds(total.toll.quantity).high?;
    let named: Vec<&Count> = counts.iter().filter(named).collect();
    if let Some(part) = named.iter().find(|part| bounds(part.toll.quantity).low > high) {
        return Some(sum(reading, SumKind::Parts, total, &[part], Verdict::Fails));
    }
    let parts: Vec<&Count> = named.into_iter().fold(Vec::new(), |mut parts: Vec<&Count>, part| {
        if parts.iter().all(|other| people::apart(part.claim, other.claim)) {
            parts.push(part);
        }
        parts
    });
    let low = figure::add(parts.iter().map(|part| bounds(part.toll.quantity))).low;
    (parts.len() > 1 && low > high).then(|| sum(reading, SumKind::Parts, total, &parts, Verdict::Fails))
}

/// "26 were killed, bringing their toll to 84": there were 58 before.
fn running(reading: &Reading, total: &Count, counts: &[Count]) -> Option<Sum> {
    if total.toll.scope != Scope::Total {
        return None;
    }
    let brought = |part: &Count| {
        let (from, to) = (part.claim.quote.start, total.claim.quote.end);
        words::any(Span { start: from.min(to), end: to }.of(&reading.document.text), words::BRINGING)
    };
    let before = |part: &&Count| {
        let nearby = part.claim.sentence == total.claim.sentence && part.claim.quote.start < total.claim.quote.start;
        nearby && people::within(part.toll, total.toll) && part.toll.group.is_none() && brought(part)
    };
    let part = counts.iter().rfind(before)?;
    let fails = bounds(total.toll.quantity).high.is_some_and(|high| bounds(part.toll.quantity).low > high);
    Some(sum(reading, SumKind::Running, total, &[part], if fails { Verdict::Fails } else { Verdict::Holds }))
}

/// Two figures for the same people in the same voice that no bound reconciles: a lead that is newer than its body.
fn rivals(reading: &Reading, counts: &[Count]) -> Vec<Sum> {
    let mut rivals: Vec<Sum> = Vec::new();
    for large in counts {
        let small = counts.iter().filter(|small| small.said < large.said && rival(large, small)).max_by_key(|small| small.said);
        rivals.extend(small.map(|small| sum(reading, SumKind::Rival, large, &[small], Verdict::Fails)));
    }
    // One contradiction for one pair of figures, however often they are told.
    let mut seen = BTreeSet::new();
    rivals.retain(|sum| seen.insert((sum.total_is.figure(), sum.parts.first().and_then(|(_, part)| part.figure()))));
    rivals
}

fn rival(large: &Count, small: &Count) -> bool {
    let voice = large.claim.attribution.claimant() == small.claim.attribution.claimant();
    let lead = large.toll.scope == Scope::Total || large.claim.sentence <= 1;
    let totals = small.toll.scope == Scope::Total && lead && large.claim.sentence != small.claim.sentence;
    let places = match (&large.claim.place, &small.claim.place) {
        (Some(here), Some(there)) => here.words.to_lowercase() == there.words.to_lowercase(),
        _ => true,
    };
    // The larger may count from further back; without days, only figures of one size can be for one thing.
    let (a, b) = (&large.claim.when, &small.claim.when);
    let earlier = matches!((a.from, b.from), (Some(from), Some(other)) if from != other);
    let later = matches!((a.to, b.to), (Some(to), Some(other)) if to != other);
    let size = large.said <= small.said.saturating_mul(5) / 2;
    let people = people::same(large.toll, small.toll) && large.toll.group.is_none() && !(large.toll.side.is_empty() && large.toll.role == Role::Military);
    voice && totals && people && places && !earlier && !later && size && !figure::meet(bounds(large.toll.quantity), bounds(small.toll.quantity))
}
