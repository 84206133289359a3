//! Who did it, and to whom: the actors and targets of statements whose words only point ("it", "its forces", "the enemy") or say nothing.
//!
//! The surprising decision: a deed of fighting with one side named takes the other side of the report's fighting as its target, because
//! the annotators of such reports do; a call or a talk does not.

use super::camp::Fighting;
use super::mentions_of;
use counterclaim_model::{Kind, Name, Part, Reading, Says, What};
use counterclaim_rules::Knowledge;

/// Kinds in which one side of the fighting stands against the other.
const OPPOSED: &[Kind] = &[Kind::Attack, Kind::Clash, Kind::Advance, Kind::Withdraw, Kind::Repel, Kind::EquipmentLoss, Kind::CeasefireViolated];

/// Fills in actors and targets.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading, fighting: &Fighting) {
    for index in 0..reading.claims.len() {
        let claim = &reading.claims[index];
        let Some(deed) = claim.deed() else { continue };
        let (kind, mut actor, mut target) = (deed.kind, deed.actor.clone(), deed.target.clone());
        if actor.is_empty()
            && let Some(words) = claim.part(Part::Actor)
        {
            let spoken = reading.spoken.iter().find(|s| s.source == words).and_then(|s| s.speaker.party.clone());
            let of_claimant = claim.attribution.party().cloned();
            actor.extend(spoken.or(of_claimant).or_else(|| party_before(reading, claim.sentence, words.start)));
        }
        if OPPOSED.contains(&kind) {
            if kind == Kind::Clash && actor.is_empty() && target.is_empty() {
                let mut camps: Vec<&Name> = Vec::new();
                for (name, camp) in &fighting.parties {
                    if camps.len() < 2 && !camps.contains(&camp) {
                        camps.push(camp);
                        if actor.is_empty() { actor.push(name.clone()) } else { target.push(name.clone()) }
                    }
                }
            }
            let opponent = |of: &[Name]| of.first().and_then(|of| fighting.opponent(knowledge, of));
            if target.is_empty() {
                target.extend(opponent(&actor).filter(|_| actor.iter().any(|a| fighting.fights(knowledge, a))));
            } else if actor.is_empty() && target.iter().any(|t| fighting.fights(knowledge, t)) {
                actor.extend(opponent(&target));
            }
        }
        target.retain(|t| !actor.contains(t));
        if let Says::Deed(deed) = &mut reading.claims[index].says {
            deed.actor = actor;
            deed.target = target;
        }
    }
}

fn party_before(reading: &Reading, sentence: u32, at: u32) -> Option<Name> {
    let before = mentions_of(reading, sentence).iter().filter(|m| m.span.end <= at);
    let mut named = before.filter_map(|m| match &m.what {
        What::Party { name, .. } => Some(name.clone()),
        _ => None,
    });
    named.next_back()
}
