//! Drift: one statement told two ways.
//!
//! "The capital claims to have killed 550" in one report, "over 550 were destroyed, including those wounded" in another: the same
//! claimant, the same people, the same number, another effect. Small numbers recur by accident, and are left alone.

use super::Scene;
use crate::stitch::fight::{column, said};
use crate::tally::{book::Entry, people};
use counterclaim_model::{Dispute, DisputeKind, Effect, Name, Stance};
use std::collections::BTreeMap;

const DISTINCT: u32 = 10;

/// Claimant's camp, whose people, the number as said.
type Statement = (Name, Name, u32);

pub(super) fn told_two_ways(scene: &Scene) -> Vec<Dispute> {
    let mut series: BTreeMap<Statement, Vec<(&Entry, Effect)>> = BTreeMap::new();
    for entry in scene.claims.iter().filter(|entry| entry.claim.stance != Stance::Denied) {
        let (Some(toll), Some(party)) = (entry.claim.toll(), entry.claim.attribution.party()) else {
            continue;
        };
        let Some(figure) = said(toll.quantity).filter(|figure| *figure >= DISTINCT) else {
            continue;
        };
        let harmed = matches!(toll.effect, Effect::Killed | Effect::Wounded | Effect::Casualties);
        if harmed && toll.group.is_none() {
            series.entry(((scene.camp)(party), column(&toll.side, scene.camp), figure)).or_default().push((entry, toll.effect));
        }
    }
    let mut found = Vec::new();
    for ((_, _, figure), told) in series {
        let Some((first, effect)) = told.first() else {
            continue;
        };
        let Some((other, drifted)) = told.iter().find(|(_, other)| other != effect) else {
            continue;
        };
        let apart = first.reading.document.id != other.reading.document.id;
        // In one report "49 killed" and "49 wounded" are two facts; killed against killed-or-wounded is a drift anywhere.
        if apart && (*effect == Effect::Casualties || *drifted == Effect::Casualties) {
            let words = format!(
                "{} people {} in {} («{}»), {} in {} («{}»): likely one statement, told twice",
                figure,
                people::harm(*effect),
                first.reading.document.id,
                first.words(),
                people::harm(*drifted),
                other.reading.document.id,
                other.words()
            );
            found.push(scene.dispute(DisputeKind::Drift, vec![first.claim.id.clone(), other.claim.id.clone()], words));
        }
    }
    found
}
