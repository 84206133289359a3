//! Who did it, and to whom: the actors and targets of statements whose words only point ("it", "its forces", "the enemy") or say nothing.
//!
//! The surprising decision: a deed of fighting with one side named takes the other side of the report's fighting as its target, because
//! the annotators of such reports do; a call or a talk does not.

use super::camp::Fighting;
use super::mentions_of;
use super::report::{Meant, Report};
use counterclaim_model::{Kind, Name, Part, Reading, Says, Span, What};
use counterclaim_rules::Knowledge;

/// Kinds in which one side of the fighting stands against the other.
const OPPOSED: &[Kind] = &[Kind::Attack, Kind::Clash, Kind::Advance, Kind::Withdraw, Kind::Repel, Kind::EquipmentLoss, Kind::CeasefireViolated];

/// Fills in actors and targets.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading, report: &Report, fighting: &Fighting) {
    for index in 0..reading.claims.len() {
        let claim = &reading.claims[index];
        let Some(deed) = claim.deed() else { continue };
        let (kind, mut actor, mut target) = (deed.kind, deed.actor.clone(), deed.target.clone());
        let sentence = reading.sentences[claim.sentence as usize].words();
        let meant = |span: Span| {
            let within = |i: &usize| span.contains(reading.words[*i].span);
            let (first, last) = (sentence.clone().find(within), sentence.clone().rfind(within));
            let words = Meant { knowledge, reading, report, home: fighting.home.as_ref() };
            first.zip(last).and_then(|(first, last)| words.by(first..last + 1))
        };
        if let Some(words) = claim.part(Part::Target).filter(|_| target.is_empty()) {
            target.extend(meant(words));
        }
        // "terrorists": a group that the report names, where it names one.
        if let Some(named) = claim.part(Part::Actor).filter(|_| actor.iter().all(|a| knowledge.world.party(a).is_none())).and_then(meant) {
            actor = vec![named];
        }
        if actor.is_empty()
            && let Some(words) = claim.part(Part::Actor)
        {
            let spoken = reading.spoken.iter().find(|s| s.source == words).and_then(|s| s.speaker.party.clone());
            let of_claimant = claim.attribution.party().cloned();
            actor.extend(spoken.or_else(|| meant(words)).or(of_claimant).or_else(|| party_before(reading, claim.sentence, words.start)));
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
