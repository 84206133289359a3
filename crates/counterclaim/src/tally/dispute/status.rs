//! Status disputed: the number is agreed, and who the harmed were is not.
//!
//! "Sixty-four people were killed in the market", say the medics; "only fighters were there", says the army, of the same sixty-four. A figure
//! that both sides tell alike, once of soldiers and once of civilians, is such a pair; small figures recur by accident.

use super::Scene;
use crate::stitch::fight::said;
use crate::tally::{book::Entry, people, row};
use counterclaim_model::{Dispute, DisputeKind, Name, Role, Stance};

/// Below this two figures may be alike by accident.
const DISTINCT: u32 = 3;

pub(super) fn disputed(scene: &Scene) -> Vec<Dispute> {
    let told: Vec<(&Entry, u32, row::Row)> = scene
        .claims
        .iter()
        .filter(|entry| entry.claim.stance != Stance::Denied && entry.claim.part_of.is_none())
        .filter_map(|entry| Some((entry, said(entry.claim.toll()?.quantity).filter(|figure| *figure >= DISTINCT)?, row::row(entry, scene.camp)?)))
        .collect();
    let speaker = |entry: &Entry| -> Option<Name> { entry.claim.attribution.party().map(|party| (scene.camp)(party)) };
    let mut found = Vec::new();
    for (fighters, figure, of) in told.iter().filter(|(.., of)| of.role == Role::Military) {
        let against = told.iter().find(|(other, same, their)| {
            let people = their.role == Role::Civilian && their.effect == of.effect && their.side == of.side && same == figure;
            people && speaker(other) != speaker(fighters) && !people::elsewhere(fighters.claim, other.claim)
        });
        if let Some((civilians, ..)) = against {
            let words = format!(
                "{figure} {}, and who they were is disputed: {} says «{}», {} says «{}»",
                people::harm(of.effect),
                civilians.says(),
                civilians.words(),
                fighters.says(),
                fighters.words()
            );
            found.push(scene.dispute(DisputeKind::Mismatch, vec![civilians.claim.id.clone(), fighters.claim.id.clone()], words));
        }
    }
    found
}
