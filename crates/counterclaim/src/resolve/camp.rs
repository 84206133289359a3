//! Who fights whom in one report: "between Armenian and Azerbaijani forces" makes two camps.
//!
//! Parties are weighed by how they stand in the report: with forces of their own, harmed, or doing harm, against merely named. The
//! surprising decision: it is enough to find two; a third party that calls for calm weighs little and never becomes one of them.

use super::mentions_of;
use counterclaim_model::{Name, Reading, What};
use counterclaim_rules::{Knowledge, world::PartyKind};
use std::collections::BTreeMap;

/// The two sides of a report's fighting, as far as it shows them.
#[derive(Debug, Default)]
pub(super) struct Fighting {
    /// Parties by weight, heaviest first, each with its camp.
    pub parties: Vec<(Name, Name)>,
    /// Whether both sides are states or hold themselves for one.
    pub between_states: bool,
}

impl Fighting {
    /// The heaviest party of another camp.
    pub fn opponent(&self, knowledge: &Knowledge, of: &str) -> Option<Name> {
        let camp = knowledge.world.camp_of(of, None);
        self.parties.iter().take(4).find(|(_, c)| **c != *camp).map(|(name, _)| name.clone())
    }

    /// Whether the party is one of the two sides.
    pub fn fights(&self, knowledge: &Knowledge, party: &str) -> bool {
        let camp = knowledge.world.camp_of(party, None);
        let mut camps: Vec<&Name> = Vec::new();
        for (_, c) in &self.parties {
            if !camps.contains(&c) {
                camps.push(c);
            }
        }
        camps.iter().take(2).any(|c| ***c == *camp)
    }
}

/// Weighs the parties of a report.
pub(super) fn fighting(knowledge: &Knowledge, reading: &Reading) -> Fighting {
    let mut weights: BTreeMap<Name, f32> = BTreeMap::new();
    for sentence in 0..reading.sentences.len() as u32 {
        for mention in mentions_of(reading, sentence) {
            let What::Party { name, .. } = &mention.what else { continue };
            if !can_fight(knowledge, name) {
                continue;
            }
            let next = reading.words.get(mention.last as usize).map(|w| &*w.lemma);
            let after = reading.words.get(mention.last as usize + 1).map(|w| &*w.lemma);
            let force = |w: Option<&str>| {
                w.is_some_and(|w| knowledge.lexicon.of(w) & (knowledge.lexicon.bit("people-military") | knowledge.lexicon.bit("war-word")) != 0)
            };
            let armed = force(next) || force(after);
            *weights.entry(name.clone()).or_default() += if armed { 3.0 } else { 1.0 };
        }
    }
    for claim in &reading.claims {
        if let Some(toll) = claim.toll() {
            for side in toll.side.iter().filter(|s| can_fight(knowledge, s)) {
                *weights.entry(side.clone()).or_default() += 4.0;
            }
        }
    }
    let mut parties: Vec<(Name, f32)> = weights.into_iter().filter(|(_, w)| *w >= 2.0).collect();
    parties.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let parties: Vec<(Name, Name)> = parties.into_iter().map(|(name, _)| (name.clone(), knowledge.world.camp_of(&name, None).into())).collect();
    let mut sides = parties.iter().scan(Vec::<Name>::new(), |seen, (name, camp)| {
        let new = !seen.contains(camp);
        seen.push(camp.clone());
        Some(new.then(|| name.clone()))
    });
    let two: Vec<Name> = sides.by_ref().flatten().take(2).collect();
    let between_states = two.len() == 2 && two.iter().all(|p| is_state(knowledge, p));
    Fighting { parties, between_states }
}

fn can_fight(knowledge: &Knowledge, name: &str) -> bool {
    use PartyKind::{Alliance, ArmedGroup, Entity, State};
    knowledge.world.party(name).is_none_or(|p| matches!(p.kind, State | Entity | ArmedGroup | Alliance))
}

pub(super) fn is_state(knowledge: &Knowledge, name: &str) -> bool {
    knowledge.world.party(name).is_some_and(|p| matches!(p.kind, PartyKind::State | PartyKind::Entity))
}
