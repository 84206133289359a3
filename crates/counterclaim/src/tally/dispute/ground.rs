//! Rival accounts of ground: each side says that it took or held the same place.
//!
//! One army "took the town", the other "repelled the attack on the town": no figure, and still one of the two is not so.

use super::Scene;
use crate::tally::book::Entry;
use counterclaim_model::{Dispute, DisputeKind, Kind, Name, Stance};
use std::collections::BTreeMap;

pub(super) fn rival_ground(scene: &Scene) -> Vec<Dispute> {
    let mut places: BTreeMap<String, Vec<(&Entry, Name, Kind)>> = BTreeMap::new();
    for entry in scene.claims.iter().filter(|entry| entry.claim.stance == Stance::Asserted) {
        let (Some(deed), Some(place), Some(speaker)) = (entry.claim.deed(), &entry.claim.place, entry.claim.attribution.party()) else {
            continue;
        };
        let camp = (scene.camp)(speaker);
        let own = deed.actor.iter().any(|actor| (scene.camp)(actor) == camp);
        if own && matches!(deed.kind, Kind::Advance | Kind::Repel) {
            let key = place.name.as_ref().unwrap_or(&place.words).to_lowercase();
            places.entry(key).or_default().push((entry, camp, deed.kind));
        }
    }
    let mut found = Vec::new();
    for told in places.values() {
        let rivals = told.iter().enumerate().find_map(|(n, (first, camp, kind))| {
            let other = told[n + 1..].iter().find(|(_, other, of)| other != camp && (*kind == Kind::Advance || *of == Kind::Advance))?;
            Some((first, other.0))
        });
        if let Some((first, other)) = rivals {
            let words = format!("{}: «{}»; {}: «{}»: each says that the ground is its own", first.says(), first.words(), other.says(), other.words());
            found.push(scene.dispute(DisputeKind::Mismatch, vec![first.claim.id.clone(), other.claim.id.clone()], words));
        }
    }
    found
}
