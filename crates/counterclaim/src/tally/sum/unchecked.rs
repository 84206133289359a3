//! Sums that nobody can check: a total with parts of which one has no number.
//!
//! "Of the 84 dead, 12 were officers and several were medics": what the report names as parts can't be added up. It is told so, with what
//! is left over; a total whose parts are merely not all named is no such sum.

use super::{Count, counts::Counts};
use crate::tally::figure::{is_counted, said};
use counterclaim_model::{Claim, Qualifier, Quantity, Stance, Sum, SumKind, Verdict};

/// The parts that a report names of a total, where one of them has no number and the others leave room for it.
pub(super) fn unchecked(total: &Count, counts: &Counts) -> Option<Sum> {
    let is_told = |claim: &&Claim| claim.stance != Stance::Denied && !claim.is_rejected();
    let same = |claim: &&Claim| claim.toll().is_some_and(|toll| toll.effect == total.toll.effect);
    let parts: Vec<(&Claim, Quantity)> = counts.parts(total).filter(is_told).filter(same).filter_map(|claim| Some((claim, claim.toll()?.quantity))).collect();
    let counted = |quantity: Quantity| is_counted(quantity) && quantity.qualifier != Qualifier::Vague;
    let added: u64 = parts.iter().filter(|(_, quantity)| counted(*quantity)).filter_map(|(_, quantity)| said(*quantity)).map(u64::from).sum();
    let blank = parts.iter().any(|(_, quantity)| !counted(*quantity));
    (parts.len() > 1 && blank && added < u64::from(total.said)).then(|| Sum {
        docs: vec![total.reading.document.id.clone()],
        kind: SumKind::Parts,
        total: total.claim.id.clone(),
        total_is: total.toll.quantity,
        parts: parts.into_iter().map(|(claim, quantity)| (claim.id.clone(), quantity)).collect(),
        verdict: Verdict::Unchecked,
        off_by: i64::from(total.said) - added as i64,
    })
}
