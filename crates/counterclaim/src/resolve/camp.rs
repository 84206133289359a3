//! Who fights whom in one report: "between Armenian and Azerbaijani forces" makes two camps.
//!
//! Parties are weighed by how they stand in the report: with forces of their own, harmed, or doing harm, against merely named. The
//! surprising decision: it is enough to find two; a third party that calls for calm weighs little and never becomes one of them.

use super::report::Report;
use counterclaim_model::{Name, Reading, What};
use counterclaim_rules::{Knowledge, world::PartyKind};
use std::collections::{BTreeMap, BTreeSet};

/// How many of the heaviest parties may be somebody's opponent.
const HEAVIEST: usize = 4;

/// The two sides of a report's fighting, as far as it shows them.
#[derive(Debug, Default)]
pub(super) struct Fighting {
    /// Parties by weight, heaviest first, each with its camp.
    pub parties: Vec<(Name, Name)>,
    /// The two heaviest camps.
    camps: Vec<Name>,
    /// Whether both sides are states or hold themselves for one.
    pub between_states: bool,
    /// The state on whose land others than states fight it.
    pub home: Option<Name>,
    /// The report's year: camps are dated.
    year: Option<i16>,
}

impl Fighting {
    /// Against whom a party fights: the heaviest party of another camp; in a state's own land its groups against the state.
    pub fn opponent(&self, knowledge: &Knowledge, of: &str) -> Option<Name> {
        let camp = knowledge.world.camp_of(of, self.year);
        let mut others = self.parties.iter().take(HEAVIEST).filter(|(_, c)| **c != *camp).map(|(name, _)| name);
        let Some(home) = &self.home else { return others.next().cloned() };
        if !is_state(knowledge, of) && others.clone().any(|name| name == home) {
            return Some(home.clone());
        }
        let mut inside = others.clone().filter(|name| *name == home || !is_state(knowledge, name));
        let other_home = Some(home).filter(|home| !is_state(knowledge, of) && *knowledge.world.camp_of(home, self.year) != *camp);
        inside.next().or(other_home).or_else(|| others.next()).cloned()
    }

    /// Whether two parties that weigh most stand in two camps, and fight each other as far as the land tells.
    pub fn are_opponents(&self, knowledge: &Knowledge, of: &str, other: &str) -> bool {
        let heavy = |name: &str| self.parties.iter().take(HEAVIEST).any(|(party, _)| **party == *name);
        let apart = !knowledge.world.same_camp(of, other, self.year);
        let inside = self.home.is_none() || !is_state(knowledge, other) || self.home.as_deref() == Some(other);
        heavy(other) && apart && inside
    }

    /// Whether the party is one of the two sides, or the state in whose land they fight.
    pub fn fights(&self, knowledge: &Knowledge, party: &str) -> bool {
        let camp = knowledge.world.camp_of(party, self.year);
        self.camps.iter().any(|c| **c == *camp) || self.home.as_deref() == Some(camp)
    }

    /// Whether the report weighs the party as one that fights.
    pub fn has(&self, party: &str) -> bool {
        self.parties.iter().any(|(name, _)| **name == *party)
    }
}

/// Weighs the parties of a report.
pub(super) fn fighting(knowledge: &Knowledge, reading: &Reading, report: &Report) -> Fighting {
    let forces = knowledge.lexicon.bit("people-military") | knowledge.lexicon.bit("war-word");
    let force = |at: u32| reading.words.get(at as usize).is_some_and(|w| knowledge.lexicon.of(&w.lemma) & forces != 0);
    let mut weights: BTreeMap<&Name, f32> = BTreeMap::new();
    let mut armed: BTreeSet<&Name> = BTreeSet::new();
    for mention in &reading.mentions {
        if let What::Party { name, .. } = &mention.what {
            let fights = force(mention.last) || force(mention.last + 1);
            armed.extend(fights.then_some(name));
            *weights.entry(name).or_default() += if fights { 3.0 } else { 1.0 };
        }
    }
    if let Some(issuer) = report.issued_by() {
        *weights.entry(issuer).or_default() += 3.0;
    }
    for side in reading.claims.iter().filter(|claim| !claim.is_silence()).filter_map(|claim| claim.toll()).flat_map(|toll| &toll.side) {
        *weights.entry(side).or_default() += 4.0;
        armed.insert(side);
    }
    let mut weighed: Vec<(&Name, f32)> = weights.into_iter().filter(|(name, weight)| *weight >= 2.0 && knowledge.world.fights(name, None)).collect();
    weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let year = reading.document.published.year();
    let parties: Vec<(Name, Name)> = weighed.iter().map(|(name, _)| ((*name).clone(), knowledge.world.camp_of(name, year).into())).collect();
    let mut camps: Vec<Name> = Vec::new();
    let mut heads: Vec<&Name> = Vec::new();
    for (name, camp) in &parties {
        if camps.len() < 2 && !camps.contains(camp) {
            camps.push(camp.clone());
            heads.push(name);
        }
    }
    // Where groups of neither camp weigh half as much as the second state, the states take part in an inner war.
    let weight = |of: &Name| weighed.iter().find(|(name, _)| *name == of).map_or(0.0, |(_, weight)| *weight);
    let own = |name: &str| camps.iter().any(|camp| **camp == *knowledge.world.camp_of(name, year) && **camp != *name);
    let groups = weighed.iter().filter(|(name, _)| !is_state(knowledge, name) && !own(name));
    let group: f32 = groups.map(|(_, weight)| *weight).sum();
    // A state that is named far less, and without any force or loss, only looks on.
    let takes_part = |p: &Name| armed.contains(p) || 4.0 * weight(p) >= weight(heads[0]);
    let states = heads.len() == 2 && heads.iter().all(|p| is_state(knowledge, p) && takes_part(p));
    let between_states = states && 2.0 * group < weight(heads[1]);
    let home = report.home.clone().filter(|_| !between_states);
    Fighting { parties, camps, between_states, home, year }
}

pub(super) fn is_state(knowledge: &Knowledge, name: &str) -> bool {
    knowledge.world.party(name).is_some_and(|p| p.kind.governs())
}

/// Whether a party fights and is no state, as one that the report itself introduced does.
pub(super) fn is_armed_group(knowledge: &Knowledge, name: &str) -> bool {
    knowledge.world.party(name).is_none_or(|p| p.kind == PartyKind::ArmedGroup)
}
