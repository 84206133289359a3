//! What became of a claimant's first figure: who told it again, who told another, and whether he did himself.
//!
//! A description and never a score: a first count that is revised may have been right on its day, and one that is confirmed may have been
//! copied. Surprising but meant: a later figure that counts to a later day contradicts nothing where it is higher; the toll may have grown.

use crate::tally::figure::{bounds, meet, said};
use counterclaim_model::{Became, Growth, Later, Step};

/// Notes it for the claimants of one episode.
pub(super) fn tell(grown: &mut [Growth]) {
    let later: Vec<Vec<Later>> = grown.iter().map(|one| after(one, grown)).collect();
    grown.iter_mut().zip(later).for_each(|(one, later)| one.later = later);
}

fn after(one: &Growth, all: &[Growth]) -> Vec<Later> {
    let Some(first) = one.steps.first() else { return Vec::new() };
    let row = |other: &&Growth| (&other.side, other.role, other.effect) == (&one.side, one.role, one.effect);
    let mut found: Vec<Later> = Vec::new();
    for other in all.iter().filter(row) {
        let own = other.claimant == one.claimant;
        let new =
            other.steps.iter().filter(|step| !own && is_after(step, first) || own && step.claim != first.claim && said(step.figure) != said(first.figure));
        for step in new {
            if let Some(became) = became(first, step, own) {
                found.push(Later { became, claimant: other.claimant.clone(), claim: step.claim.clone(), figure: step.figure, told: step.told });
            }
        }
    }
    found.sort_by(|a, b| (a.told, a.became, &a.claimant, &a.claim).cmp(&(b.told, b.became, &b.claimant, &b.claim)));
    found
}

/// Told on a later day, as far as the two are known.
fn is_after(step: &Step, first: &Step) -> bool {
    step.told.zip(first.told).is_some_and(|(later, before)| later.earliest() > before.latest())
}

fn became(first: &Step, then: &Step, own: bool) -> Option<Became> {
    let (was, now) = (bounds(first.figure), bounds(then.figure));
    if own {
        return Some(Became::Revised);
    }
    if said(first.figure) == said(then.figure) || first.figure != then.figure && was.high.is_some() && now.high.is_some() && meet(was, now) {
        return Some(Became::Confirmed);
    }
    let grown = then.counts_to.zip(first.counts_to).is_some_and(|(later, before)| later.earliest() > before.latest()) && now.low > was.low;
    (!meet(was, now) && !grown).then_some(Became::Contradicted)
}
