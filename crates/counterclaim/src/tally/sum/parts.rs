//! Parts and their total, where the parts are people who cannot be counted twice.
//!
//! Nine civilians in one country and two in the other make the "at least 11" of both. 403 dead in the country and 227 in the towns
//! make 630, though nothing but the sum says that the two are apart: large figures in one breath do not add up by accident.
//! Parts that outgrow their total are shown as failing: 84 soldiers and at least 17 civilians under a heading of "98 dead in total".

use super::{Count, between, counts::Counts, sum};
use crate::tally::{
    figure::{self, Bounds, bounds},
    people,
};
use counterclaim_model::{Scope, Sum, SumKind, Verdict};

/// The better of two sums for one total: one that holds, then the closest, then the one with fewest parts.
type Rank = (bool, bool, u32, usize);

/// The natural partition of a total's people whose figures make it up, if there is one.
pub(super) fn parts(total: &Count, counts: &Counts) -> Option<Sum> {
    let near = counts.nearest(total, 12, |part| is_part(part, total));
    // Strikes of one day at several places are parts of a running total; of another strike they are none.
    let running = total.toll.scope == Scope::Total;
    let apart = |a: &Count, b: &Count| people::apart(a.claim, b.claim, running);
    let beside = |a: &Count, b: &Count| a.claim.same_as.as_ref() != Some(&b.claim.id) && b.claim.same_as.as_ref() != Some(&a.claim.id);
    named(total, counts).or_else(|| spelled_out(total, counts)).or_else(|| best(total, &near, &apart, &verdict)).or_else(|| best(total, &near, &beside, &large))
}

/// All that the report itself names as parts ("including 147 civilians, 165 fighters …"), where they make up the total.
fn named(total: &Count, counts: &Counts) -> Option<Sum> {
    let parts = counts.named(total);
    let added: u64 = parts.iter().map(|part| u64::from(part.said)).sum();
    (parts.len() > 1 && added == u64::from(total.said)).then(|| sum(SumKind::Parts, total, &parts, Verdict::Holds))
}

/// "44 men, 38 soldiers and six officers": the figures right behind a total in its sentence, where they make it up.
fn spelled_out(total: &Count, counts: &Counts) -> Option<Sum> {
    let behind = |part: &&Count| part.claim.quote.start >= total.claim.quote.end;
    let mut parts: Vec<&Count> = Vec::new();
    let mut left = total.said;
    for part in counts.within(total, 0).filter(behind).take_while(|part| part.toll.effect == total.toll.effect) {
        left = left.checked_sub(part.said)?;
        parts.push(part);
        if left == 0 {
            return (parts.len() > 1).then(|| sum(SumKind::Parts, total, &parts, Verdict::Holds));
        }
    }
    None
}

/// A total of both sides that two other reports' totals make up, one side's each, written by then: large exact figures only.
pub(super) fn of_two_sides(total: &Count, others: &[Count]) -> Option<Sum> {
    let day = |count: &Count| count.reading.document.published.to.filter(|day| day.is_full());
    let side = |part: &Count| part.toll.side.len() == 1 && part.toll.scope == Scope::Total && part.toll.group.is_none() && part.claim.part_of.is_none();
    let written = |part: &&Count| day(part).zip(day(total)).is_some_and(|(part, total)| part <= total);
    let fits = |part: &&Count| side(part) && people::within(part.toll, total.toll) && bounds(part.toll.quantity).high.is_some();
    if total.said < 20 || total.toll.side.len() == 1 || total.toll.scope != Scope::Total {
        return None;
    }
    let sides: Vec<&Count> = others.iter().filter(fits).filter(written).collect();
    let pair = sides.iter().enumerate().find_map(|(at, one)| {
        let whole = |other: &&&Count| one.toll.side != other.toll.side && one.said.checked_add(other.said) == Some(total.said);
        sides[at + 1..].iter().find(whole).map(|other| [*one, *other])
    })?;
    Some(sum(SumKind::Parts, total, &pair, Verdict::Holds))
}

/// Whether a figure may be a part of another by its people; what counts the same people may be, where it counts only some of them.
fn is_part(part: &Count, total: &Count) -> bool {
    let same = || people::same(part.toll, total.toll) && (between(part, total) > 3 || total.toll.scope == Scope::Incident);
    let smaller = part.said < total.said && part.claim.id != total.claim.id;
    smaller && part.toll.group.is_none() && people::within(part.toll, total.toll) && !same()
}

fn best<'a>(total: &Count, near: &[&Count<'a>], apart: &dyn Fn(&Count, &Count) -> bool, verdict: &dyn Fn(&Count, &[&Count]) -> Option<Verdict>) -> Option<Sum> {
    let mut best: Option<(Rank, Vec<&Count<'a>>, Verdict)> = None;
    choose(near, &mut Vec::new(), apart, &mut |parts| {
        let Some(verdict) = verdict(total, parts) else {
            return;
        };
        let far = parts.iter().map(|part| between(part, total)).max().unwrap_or(0);
        let rank = (verdict == Verdict::Fails, verdict != Verdict::Holds, far, parts.len());
        if best.as_ref().is_none_or(|(before, ..)| rank < *before) {
            best = Some((rank, parts.to_vec(), verdict));
        }
    });
    let (_, mut parts, verdict) = best?;
    parts.sort_by_key(|part| part.claim.quote);
    Some(sum(SumKind::Parts, total, &parts, verdict))
}

/// Every set of two to four parts that are pairwise apart.
fn choose<'a, 'b>(near: &[&'a Count<'b>], chosen: &mut Vec<&'a Count<'b>>, apart: &dyn Fn(&Count, &Count) -> bool, found: &mut dyn FnMut(&[&'a Count<'b>])) {
    if chosen.len() >= 2 {
        found(chosen);
    }
    if chosen.len() == 4 {
        return;
    }
    for (index, part) in near.iter().enumerate() {
        if chosen.iter().all(|other| apart(part, other)) {
            chosen.push(part);
            choose(&near[index + 1..], chosen, apart, found);
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
    if outgrown(total, parts, far) {
        return Some(Verdict::Fails);
    }
    (loose && agrees && off <= reach && total.said >= 20 && far <= 3).then_some(Verdict::Agrees)
}

/// Whether parts that stand right by their total, and are totals themselves, are certainly more than it: by a little, since figures of
/// another size are of another thing.
fn outgrown(total: &Count, parts: &[&Count], far: u32) -> bool {
    let low = figure::add(parts.iter().map(|part| bounds(part.toll.quantity))).low;
    let totals = total.toll.scope == Scope::Total && parts.iter().all(|part| part.toll.scope == Scope::Total);
    let over = bounds(total.toll.quantity).high.is_some_and(|high| low > high && low - high <= high / 5);
    let days = parts.iter().all(|part| part.claim.when.to.is_none() || part.claim.when.to == total.claim.when.to);
    far <= 1 && totals && over && days && total.said >= 20
}

/// Parts that nothing but the sum shows to be apart: large exact figures in one breath.
fn large(total: &Count, parts: &[&Count]) -> Option<Verdict> {
    let far = parts.iter().map(|part| between(part, total)).max()?;
    let added: u64 = parts.iter().map(|part| u64::from(part.said)).sum();
    let close = match parts.len() {
        2 => (total.said >= 60 && far <= 1) || (total.said >= 500 && far <= 3),
        3 => (total.said >= 100 && far == 0) || (total.said >= 500 && far <= 2),
        4 => total.said >= 100 && far == 0,
        _ => false,
    };
    (close && added == u64::from(total.said)).then_some(Verdict::Holds)
}

/// Parts that the report names as such and that outgrow their whole.
pub(super) fn too_large(total: &Count, counts: &Counts) -> Option<Sum> {
    let high = bounds(total.toll.quantity).high?;
    let named = counts.named(total);
    if let Some(part) = named.iter().find(|part| bounds(part.toll.quantity).low > high) {
        return Some(sum(SumKind::Parts, total, &[part], Verdict::Fails));
    }
    let parts: Vec<&Count> = named.into_iter().fold(Vec::new(), |mut parts: Vec<&Count>, part| {
        if parts.iter().all(|other| people::apart(part.claim, other.claim, true)) {
            parts.push(part);
        }
        parts
    });
    let low = figure::add(parts.iter().map(|part| bounds(part.toll.quantity))).low;
    (parts.len() > 1 && low > high).then(|| sum(SumKind::Parts, total, &parts, Verdict::Fails))
}
