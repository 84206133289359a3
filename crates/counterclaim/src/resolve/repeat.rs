//! Figures of one report that tell one another again, or are parts of one another.
//!
//! The surprising decision: the same figure in a headline and in the lead is the headline's second telling, not a second toll, but both
//! stay claims; `same_as` ties the later to the earlier, and "several" to the number that a later sentence gives. Figures told of different
//! places are never one.

use super::people_of;
use counterclaim_model::{BlockKind, Claim, ClaimId, Group, Place, Qualifier, Quantity, Reading, Toll};
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
            let same = before.iter().rposition(|earlier| same(knowledge, reading, earlier, claim, toll));
            let plainer = || before.iter().rposition(|earlier| made_plain(knowledge, reading, earlier, claim, toll));
            match same {
                Some(earlier) => reading.claims[later].same_as = Some(root(&before[earlier])),
                None => {
                    if let Some(earlier) = plainer() {
                        let (vague, plain) = (reading.claims[earlier].id.clone(), claim.id.clone());
                        let tied = |claim: &&mut Claim| claim.id == vague || claim.same_as.as_ref() == Some(&vague);
                        reading.claims.iter_mut().filter(tied).for_each(|claim| claim.same_as = Some(plain.clone()));
                    }
                }
            }
        }
    }
}

fn root(claim: &Claim) -> ClaimId {
    claim.same_as.clone().unwrap_or_else(|| claim.id.clone())
}

/// "Several men were killed … four men were killed when they drew arms": a count that makes an earlier vague one plain, or a headline's
/// "Insurgents detained".
fn made_plain(knowledge: &Knowledge, reading: &Reading, earlier: &Claim, claim: &Claim, toll: &Toll) -> bool {
    let Some(other) = earlier.toll() else { return false };
    let (Some(first), Some(again)) = (people_of(reading, earlier), people_of(reading, claim)) else { return false };
    let headline = other.quantity.qualifier == Qualifier::None && is_title(reading, earlier);
    let fits = toll.quantity.figure().is_some_and(|n| n > 1 && Some(n) >= other.quantity.low);
    (is_vague(other.quantity) || headline)
        && fits
        && !is_vague(toll.quantity)
        && earlier.same_as.is_none()
        && alike(earlier, other, claim, toll)
        && (first.noun == again.noun || is_general(knowledge, first) && is_general(knowledge, again))
}

/// "Several", "numerous": more than one, and no more is said.
fn is_vague(quantity: Quantity) -> bool {
    quantity.qualifier == Qualifier::Vague
}

/// Two tolls of one effect that may be of the same people, as far as sentence, side and place tell.
fn alike(earlier: &Claim, other: &Toll, claim: &Claim, toll: &Toll) -> bool {
    let sides = other.side.is_empty() || toll.side.is_empty() || other.side == toll.side;
    let one = earlier.sentence != claim.sentence && other.effect == toll.effect && earlier.current == claim.current;
    one && sides && !apart(earlier.place.as_ref(), claim.place.as_ref())
}

fn is_title(reading: &Reading, claim: &Claim) -> bool {
    let block = reading.sentences[claim.sentence as usize].block as usize;
    reading.document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Title)
}

/// "Man", "insurgent": whom nearly any noun of people may mean again.
fn is_general(knowledge: &Knowledge, group: &Group) -> bool {
    let any = knowledge.lexicon.bit("people-any") | knowledge.lexicon.bit("people-hostile");
    group.noun.as_deref().is_some_and(|noun| knowledge.lexicon.of(noun) & any != 0)
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
    let many = toll.quantity.figure().is_some_and(|n| n > 1);
    could_be && (sides && many || told_again(knowledge, reading, earlier, claim)) || vaguely_again(knowledge, reading, earlier, claim)
}

/// One person, or an unnumbered group, whom a noun tells of again: "detained a trader … The trader was detained in …", "the man"; or a
/// headline's whom the report tells of in full.
fn told_again(knowledge: &Knowledge, reading: &Reading, earlier: &Claim, claim: &Claim) -> bool {
    let (Some(first), Some(again)) = (people_of(reading, earlier), people_of(reading, claim)) else { return false };
    let definite = again.count.is_none();
    let noun = first.noun.is_some() && first.noun == again.noun;
    let spoken_of = || again.definite && first.role == again.role && introduced(reading, claim, again);
    noun && (is_title(reading, earlier) || definite) || definite && (is_general(knowledge, first) && is_general(knowledge, again) || spoken_of())
}

/// "The commander": whether an earlier sentence speaks of one.
fn introduced(reading: &Reading, claim: &Claim, group: &Group) -> bool {
    let first = reading.sentences[claim.sentence as usize].first as usize;
    group.noun.as_ref().is_some_and(|noun| reading.words[..first].iter().any(|word| word.lemma == *noun))
}

/// "Killed several insurgents … several insurgents were killed": two vague counts of the same people.
fn vaguely_again(knowledge: &Knowledge, reading: &Reading, earlier: &Claim, claim: &Claim) -> bool {
    let (Some(other), Some(toll)) = (earlier.toll(), claim.toll()) else { return false };
    let (Some(first), Some(again)) = (people_of(reading, earlier), people_of(reading, claim)) else { return false };
    let nouns = first.noun == again.noun || is_general(knowledge, first) && is_general(knowledge, again);
    is_vague(other.quantity) && is_vague(toll.quantity) && nouns && alike(earlier, other, claim, toll)
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
