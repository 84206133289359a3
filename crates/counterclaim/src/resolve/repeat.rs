//! Figures of one report that tell one another again, or are parts of one another.
//!
//! The surprising decision: the same figure in a headline and in the lead is the headline's second telling, not a second toll, but both
//! stay claims; `same_as` ties the later to the earlier. Figures told of different places are never one.

use super::people_of;
use counterclaim_model::{BlockKind, Claim, ClaimId, Group, Place, Reading, Toll};
use counterclaim_rules::Knowledge;

/// Fills in `same_as` and `part_of`.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading) {
    for later in 0..reading.claims.len() {
        let claim = &reading.claims[later];
        let Some(toll) = claim.toll() else { continue };
        let before = &reading.claims[..later];
        if claim.rule.ends_with("+part") {
            reading.claims[later].part_of = whole(before, claim, toll);
        } else {
            let earlier = before.iter().rev().find(|earlier| same(knowledge, reading, earlier, claim, toll));
            reading.claims[later].same_as = earlier.map(|c| c.same_as.clone().unwrap_or_else(|| c.id.clone()));
        }
    }
}

/// The nearest earlier toll of the sentence, or of the one before, with the same effect that is large enough to hold the part.
fn whole(before: &[Claim], part: &Claim, toll: &Toll) -> Option<ClaimId> {
    let holds = |whole: &Toll| whole.effect == toll.effect && whole.quantity.figure() >= toll.quantity.figure();
    let near = |c: &&Claim| c.sentence == part.sentence || c.sentence + 1 == part.sentence;
    let found = before.iter().rev().take_while(near).find(|c| !c.rule.ends_with("+part") && c.toll().is_some_and(holds));
    found.map(|c| c.id.clone())
}

fn same(knowledge: &Knowledge, reading: &Reading, earlier: &Claim, claim: &Claim, toll: &Toll) -> bool {
    let Some(other) = earlier.toll() else { return false };
    let could_be = earlier.sentence != claim.sentence
        && other.effect == toll.effect
        && earlier.current == claim.current
        && other.quantity.figure() == toll.quantity.figure()
        && !apart(earlier.place.as_ref(), claim.place.as_ref());
    let sides = other.side.is_empty() || toll.side.is_empty() || other.side == toll.side;
    could_be && (sides && toll.quantity.figure().is_some_and(|n| n > 1) || told_again(knowledge, reading, earlier, claim))
}

/// One person, or an unnumbered group, whom a noun tells of again: "detained a trader … The trader was detained in …", "the man"; or a
/// headline's whom the report tells of in full.
fn told_again(knowledge: &Knowledge, reading: &Reading, earlier: &Claim, claim: &Claim) -> bool {
    let (Some(first), Some(again)) = (people_of(reading, earlier), people_of(reading, claim)) else { return false };
    let title = reading.document.blocks.get(reading.sentences[earlier.sentence as usize].block as usize).is_some_and(|b| b.kind == BlockKind::Title);
    let definite = again.count.is_none();
    let general = |group: &Group| {
        let any = knowledge.lexicon.bit("people-any") | knowledge.lexicon.bit("people-hostile");
        group.noun.as_deref().is_some_and(|noun| knowledge.lexicon.of(noun) & any != 0)
    };
    let noun = first.noun.is_some() && first.noun == again.noun;
    noun && (title || definite) || definite && general(first) && general(again)
}

/// Two places of which neither holds the other.
fn apart(one: Option<&Place>, other: Option<&Place>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let division = |place: &Place| place.admin1.is_some() && place.admin1 == place.name;
    match (&one.admin1, &other.admin1) {
        (Some(a), Some(b)) if a != b => true,
        (Some(_), Some(_)) => one.name != other.name && one.name.is_some() && other.name.is_some() && !division(one) && !division(other),
        _ => false,
    }
}
