//! Figures of one report that tell one another again, or are parts of one another.
//!
//! The surprising decision: the same figure in a headline and in the lead is the headline's second telling, not a second toll, but both
//! stay claims; `same_as` ties the later to the earlier.

use counterclaim_model::{Claim, ClaimId, Reading, Toll};

/// Fills in `same_as` and `part_of`.
pub(super) fn settle(reading: &mut Reading) {
    for later in 0..reading.claims.len() {
        let (before, rest) = reading.claims.split_at_mut(later);
        let claim = &mut rest[0];
        let Some(toll) = claim.toll().cloned() else { continue };
        if claim.rule.ends_with("+part") {
            claim.part_of = whole(before, claim, &toll);
            continue;
        }
        claim.same_as = before.iter().rev().find(|c| same(c, claim, &toll)).map(|c| c.same_as.clone().unwrap_or_else(|| c.id.clone()));
    }
}

/// The nearest earlier toll of the sentence with the same effect that is large enough to hold the part.
fn whole(before: &[Claim], part: &Claim, toll: &Toll) -> Option<ClaimId> {
    let holds = |whole: &Toll| whole.effect == toll.effect && whole.quantity.figure() >= toll.quantity.figure();
    let found = before.iter().rev().find(|c| c.sentence == part.sentence && !c.rule.ends_with("+part") && c.toll().is_some_and(holds));
    found.map(|c| c.id.clone())
}

fn same(earlier: &Claim, claim: &Claim, toll: &Toll) -> bool {
    let Some(other) = earlier.toll() else { return false };
    let figures = other.quantity.figure() == toll.quantity.figure() && toll.quantity.figure().is_some_and(|n| n > 1);
    let compatible = |a: &[counterclaim_model::Name], b: &[counterclaim_model::Name]| a.is_empty() || b.is_empty() || a == b;
    earlier.sentence != claim.sentence && figures && other.effect == toll.effect && compatible(&other.side, &toll.side) && earlier.current == claim.current
}
