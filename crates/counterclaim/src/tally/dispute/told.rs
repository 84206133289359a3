//! Drift: one statement told two ways.
//!
//! "The capital claims to have killed 550" in one report, "over 550 were destroyed, including those wounded" in another: the same
//! claimant, the same people, the same number, another effect. "139 killed, says the ministry", whose own words two lines on are 129: a digit
//! was miscopied; "84 and 47" that became "48 and 47" had two of them swapped. Small numbers recur by accident, and are left alone.

use super::Scene;
use crate::stitch::fight::said;
use crate::tally::{
    book::Entry,
    people,
    row::{self, Row},
};
use counterclaim_model::{Dispute, DisputeKind, Effect, Name, Scope, Stance};

/// From here on a number of one claimant is told again, not told alike by accident.
const DISTINCT: u32 = 10;

/// From here on also a number of which one telling names no claimant, and a figure with a digit miscopied.
const LARGE: u32 = 100;

/// A figure miscopied in one report stands so many sentences from the right one at most.
const NEAR: u32 = 3;

/// One count of people.
struct Count<'a> {
    entry: &'a Entry<'a>,
    row: Row,
    /// The claimant's camp.
    by: Option<Name>,
    said: u32,
}

pub(super) fn told_two_ways(scene: &Scene) -> Vec<Dispute> {
    let counts: Vec<Count> = scene.claims.iter().filter_map(|entry| count(scene, entry)).collect();
    let mut found = effects(scene, &counts);
    for (at, first) in counts.iter().enumerate() {
        if let Some(other) = counts[at + 1..].iter().find(|other| miscopied(first, other) || swapped(first, other, &counts)) {
            let (a, b) = (first.entry, other.entry);
            let words = format!(
                "{} or {} {}: {} says «{}», {} says «{}»: likely one figure, miscopied",
                first.said,
                other.said,
                people::harm(first.row.effect),
                a.says(),
                a.words(),
                b.says(),
                b.words()
            );
            found.push(scene.dispute(DisputeKind::Drift, vec![a.claim.id.clone(), b.claim.id.clone()], words));
        }
    }
    found
}

fn count<'a>(scene: &Scene, entry: &'a Entry<'a>) -> Option<Count<'a>> {
    let (toll, row) = (entry.claim.toll()?, row::row(entry, scene.camp)?);
    let harmed = matches!(toll.effect, Effect::Killed | Effect::Wounded | Effect::Casualties) && toll.group.is_none();
    let said = said(toll.quantity).filter(|figure| *figure >= DISTINCT)?;
    let by = entry.claim.attribution.party().map(|party| (scene.camp)(party));
    (harmed && entry.claim.stance != Stance::Denied).then_some(Count { entry, row, by, said })
}

/// The same number of the same people, once killed, once killed or wounded.
fn effects(scene: &Scene, counts: &[Count]) -> Vec<Dispute> {
    let mut found = Vec::new();
    let mut told: Vec<(&Name, u32)> = Vec::new();
    for (at, first) in counts.iter().enumerate() {
        let same = |other: &&Count| {
            let named = first.by.is_some() && first.by == other.by;
            let unnamed = first.said >= LARGE && first.by.is_some() != other.by.is_some() && &*first.row.side != "all";
            let apart = first.entry.reading.document.id != other.entry.reading.document.id;
            // In one report "49 killed" and "49 wounded" are two facts; killed against killed-or-wounded is a drift anywhere.
            let drifted = first.row.effect != other.row.effect && (first.row.effect == Effect::Casualties || other.row.effect == Effect::Casualties);
            first.row.side == other.row.side && first.said == other.said && (named || unnamed) && apart && drifted
        };
        let Some(other) = counts[at + 1..].iter().find(same).filter(|_| !told.contains(&(&first.row.side, first.said))) else {
            continue;
        };
        told.push((&first.row.side, first.said));
        let words = format!(
            "{} people {} in {} («{}»), {} in {} («{}»): likely one statement, told twice",
            first.said,
            people::harm(first.row.effect),
            first.entry.reading.document.id,
            first.entry.words(),
            people::harm(other.row.effect),
            other.entry.reading.document.id,
            other.entry.words()
        );
        found.push(scene.dispute(DisputeKind::Drift, vec![first.entry.claim.id.clone(), other.entry.claim.id.clone()], words));
    }
    found
}

/// Two figures of one claimant for the same people, close together in one report, that differ in one digit and do not tell of growth.
fn miscopied(a: &Count, b: &Count) -> bool {
    let here = a.entry.reading.document.id == b.entry.reading.document.id && a.entry.claim.sentence.abs_diff(b.entry.claim.sentence) <= NEAR;
    let large = a.said >= LARGE && b.said >= LARGE && a.by.is_some();
    let (low, high) = if a.said < b.said { (a, b) } else { (b, a) };
    let grown = low.entry.as_of().zip(high.entry.as_of()).is_some_and(|(before, after)| before < after);
    let whole = a.entry.claim.part_of.is_none() && b.entry.claim.part_of.is_none();
    here && large && whole && !grown && (&a.row, &a.by) == (&b.row, &b.by) && one_digit(a.said, b.said) && is_total(a, b)
}

fn is_total(a: &Count, b: &Count) -> bool {
    let total = |of: &Count| of.entry.claim.toll().is_some_and(|toll| toll.scope == Scope::Total);
    total(a) || total(b)
}

/// "84 and 47" told again as "48 and 47": digits in another order beside a figure that stayed.
fn swapped(a: &Count, b: &Count, counts: &[Count]) -> bool {
    let beside = |of: &Count, other: &Count| {
        let sentence = |count: &Count| (count.entry.reading.document.id.clone(), count.entry.claim.sentence);
        of.entry.claim.id != other.entry.claim.id && sentence(of) == sentence(other)
    };
    let stayed = || {
        let mut first = counts.iter().filter(|other| beside(a, other));
        first.any(|one| {
            counts.iter().any(|other| beside(b, other) && (&one.row, one.said) == (&other.row, other.said) && one.said != a.said && one.said != b.said)
        })
    };
    a.row == b.row && is_reordered(a.said, b.said) && stayed()
}

fn digits(number: u32) -> Vec<u8> {
    number.to_string().into_bytes()
}

fn one_digit(a: u32, b: u32) -> bool {
    let (a, b) = (digits(a), digits(b));
    a.len() == b.len() && a.iter().zip(&b).filter(|(a, b)| a != b).count() == 1
}

fn is_reordered(a: u32, b: u32) -> bool {
    let sorted = |number: u32| {
        let mut digits = digits(number);
        digits.sort_unstable();
        digits
    };
    a != b && sorted(a) == sorted(b)
}
