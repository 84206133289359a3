//! Two figures for the same people in the same voice that no bound reconciles: a lead that is newer than its body.
//!
//! "At least 68" in a day above, 39 in all below. A war's toll beside a week's is no rival, nor is Tuesday's beside Monday's: the larger
//! must not count more days than the smaller, and where days are not known the figures must be of one size.

use super::{Count, sum};
use crate::tally::{
    figure::{self, bounds},
    people,
    terms::is_anonymous,
};
use counterclaim_model::{Claim, ClaimId, Scope, Sum, SumKind, Verdict};
use std::collections::BTreeSet;

/// The last sentence of a headline and lead.
const LEAD: u32 = 2;

/// Rival figures of one report; those that a sum explains are none.
pub(super) fn rivals(counts: &[Count], sums: &[Sum]) -> Vec<Sum> {
    let explained = |a: &ClaimId, b: &ClaimId| {
        let within = |sum: &Sum, id: &ClaimId| sum.total == *id || sum.parts.iter().any(|(part, _)| part == id);
        sums.iter().any(|sum| within(sum, a) && within(sum, b))
    };
    let mut rivals: Vec<Sum> = Vec::new();
    for large in counts.iter().filter(|large| large.claim.sentence <= LEAD) {
        let small = counts.iter().filter(|small| small.said < large.said && rival(large, small) && !explained(&large.claim.id, &small.claim.id));
        rivals.extend(small.max_by_key(|small| small.said).map(|small| sum(SumKind::Rival, large, &[small], Verdict::Fails)));
    }
    // One contradiction for one pair of figures, however often they are told.
    let mut seen = BTreeSet::new();
    rivals.retain(|sum| seen.insert((sum.total_is.figure(), sum.parts.first().and_then(|(_, part)| part.figure()))));
    rivals
}

/// The report's own voice, or one that it gives no name ("balances announced on Monday"): nobody else vouches for it.
fn is_nameless(claim: &Claim) -> bool {
    claim.attribution.chain.iter().all(is_anonymous)
}

fn rival(large: &Count, small: &Count) -> bool {
    let voice = match (large.claim.attribution.party(), small.claim.attribution.party()) {
        (Some(one), Some(other)) => one == other,
        (None, None) if is_nameless(large.claim) && is_nameless(small.claim) => true,
        _ => large.claim.attribution.claimant() == small.claim.attribution.claimant(),
    };
    // Further down, "403 died" and "227 died in the towns" are a whole and a part of it that no word of ours tells apart.
    let totals = small.toll.scope == Scope::Total && large.claim.sentence < small.claim.sentence;
    let (a, b) = (&large.claim.when, &small.claim.when);
    // The larger may count from further back or up to a later day; if it counts fewer days, so much the worse for the smaller.
    let earlier = matches!((a.from, b.from), (Some(from), Some(other)) if from < other);
    let later = matches!((a.to, b.to), (Some(to), Some(other)) if to > other);
    let size = large.said <= small.said.saturating_mul(3);
    let people = people::same(large.toll, small.toll) && large.toll.group.is_none();
    voice
        && totals
        && people
        && !people::elsewhere(large.claim, small.claim)
        && !earlier
        && !later
        && size
        && !figure::meet(bounds(large.toll.quantity), bounds(small.toll.quantity))
}
