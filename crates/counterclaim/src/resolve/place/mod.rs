//! Where a deed was done: the place that its sentence ties to it, not the speaker's and not the dateline's.
//!
//! "Troops from Kandahar, a spokesman in Kabul said, killed two gunmen in Washer district, Helmand province" has four places; the deed's is
//! Washer, in Helmand. The surprising decision: which of a sentence's places is the deed's is learned and not ruled. Rules by words of place
//! and nearness found 0.54 of them on sentences marked by hand; a few dozen of the same signs, weighed against one another, find 0.85 of
//! those that they did not learn from.

mod candidate;
mod feature;
mod locator;
mod nature;
mod placing;
mod stated;

use super::{harm, mentions_of};
pub use candidate::{Candidate, Kind, find as candidates};
use counterclaim_model::{BlockKind, Claim, Extent, Mention, Name, Part, Place, Reading, Says, Scope, Span, What};
use counterclaim_rules::Knowledge;
pub use feature::Scene;
pub use locator::Locator;
use placing::placed;
use std::collections::BTreeSet;

/// The place of one claim, by its own sentence.
pub(super) fn of(knowledge: &Knowledge, locator: &Locator, reading: &Reading, claim: &Claim) -> Option<Place> {
    let said = claim.deed().is_some_and(|deed| !deed.kind.is_war());
    let parties = parties(reading);
    choose(knowledge, locator, reading, word_of(reading, claim)?, &|candidate| {
        // "Refugees from Mosul were killed in Raqqa": where people are from is not where they died.
        claim.part(Part::People).is_some_and(|people| people.contains(candidate.span(reading)))
            // "…, said the hospital's director, Naser al-Tattar": a name that nothing knows is the speaker's own, but "the mayor of Ebenat" has a place.
            || candidate.kind == Kind::Name && is_speakers_own(reading, claim.sentence, candidate)
            || is_seat_that_speaks(knowledge, reading, claim, candidate)
            || candidate.party.is_some_and(|party| said || parties.contains(party))
    })
}

/// "The army in Delhi said": where a government sits is where it speaks, and no place of harm. Its town's own police and hospitals speak of
/// the town.
fn is_seat_that_speaks(knowledge: &Knowledge, reading: &Reading, claim: &Claim, candidate: &Candidate<'_>) -> bool {
    let span = candidate.span(reading);
    let of_town = knowledge.lexicon.bit("speaks-for-town");
    let seats = |party: &Name| knowledge.world.party(party).filter(|party| party.kind.governs()).map_or(&[][..], |party| &party.seats);
    let is_seat = |party: &Name| seats(party).iter().any(|seat| **seat == *span.of(&reading.document.text));
    let speaks = |words: Span| {
        claim.part(Part::Speaker).is_some_and(|speaker| speaker.overlaps(words))
            || reading.spoken.iter().any(|s| s.sentence == claim.sentence && s.source.overlaps(words))
    };
    mentions_of(reading, claim.sentence).iter().any(|mention| match &mention.what {
        What::Speaker { party: Some(party), .. } if mention.span.contains(span) && speaks(mention.span) => {
            is_seat(party) && !mention.words().any(|at| knowledge.lexicon.of_word(&reading.words[at]).meets(&of_town))
        }
        _ => false,
    })
}

fn is_speakers_own(reading: &Reading, sentence: u32, candidate: &Candidate<'_>) -> bool {
    let of = candidate.first.checked_sub(1).is_some_and(|before| reading.words[before].upos == "ADP");
    let ends = |last: usize| (candidate.last..last).all(|at| reading.words[at].upos == "PUNCT");
    let owns = |m: &Mention| matches!(m.what, What::Speaker { .. }) && m.words().contains(&candidate.first) && ends(m.last as usize);
    !of && mentions_of(reading, sentence).iter().any(owns)
}

/// Who does and suffers what a report tells: "clashes with Azerbaijan" are not in Azerbaijan, where Azerbaijan fights.
fn parties(reading: &Reading) -> BTreeSet<&Name> {
    let mut found = BTreeSet::new();
    for claim in &reading.claims {
        match &claim.says {
            Says::Toll(toll) => found.extend(&toll.side),
            Says::Deed(deed) => found.extend(deed.actor.iter().chain(&deed.target)),
        }
    }
    found
}

/// The place of the deed that a word tells, an index into `Reading::words`: a claim's where one begins there, else what a claim would have.
pub fn at(knowledge: &Knowledge, locator: &Locator, reading: &Reading, word: usize) -> Option<Place> {
    let span = reading.words.get(word)?.span;
    match reading.claims.iter().find(|claim| claim.part(Part::Harm).is_some_and(|harm| harm.contains(span))) {
        Some(claim) => claim.place.clone(),
        None => choose(knowledge, locator, reading, word, &|_| false),
    }
}

/// The word that tells a claim's deed: the verb of its word of harm, or the noun.
fn word_of(reading: &Reading, claim: &Claim) -> Option<usize> {
    let span = harm(claim);
    let words = || reading.sentences[claim.sentence as usize].words().filter(|&at| span.contains(reading.words[at].span));
    ["VERB", "NOUN"].iter().find_map(|tag| words().find(|&at| reading.words[at].upos == *tag)).or_else(|| words().next())
}

fn choose(knowledge: &Knowledge, locator: &Locator, reading: &Reading, deed: usize, is_not: &dyn Fn(&Candidate<'_>) -> bool) -> Option<Place> {
    let number = reading.sentences.partition_point(|s| s.last as usize <= deed) as u32;
    let mut candidates = candidate::find(knowledge, reading, number);
    candidates.retain(|candidate| !is_not(candidate));
    let chosen = locator.choose(&Scene::new(knowledge, reading, deed, &candidates), &candidates)?;
    let mut place = stated::place(knowledge, reading, number, &chosen);
    place.nature = nature::of(knowledge, reading, reading.sentences[number as usize], &chosen);
    if is_water(knowledge, &place) {
        place.extent = Some(Extent::Water);
    }
    let others = candidates.len() - 1;
    let choice = match others {
        0 => "the only place of its sentence".to_owned(),
        1 => "likelier than the other place of its sentence".to_owned(),
        _ => format!("likeliest of the {} places of its sentence", others + 1),
    };
    place.basis = if place.basis.is_empty() { choice } else { format!("{choice}; {}", place.basis) };
    Some(place)
}

/// "The Black Sea", "the Gulf of Aden".
fn is_water(knowledge: &Knowledge, place: &Place) -> bool {
    let water = knowledge.lexicon.bit("water-noun");
    place.words.split(' ').any(|word| knowledge.lexicon.of(&word.to_lowercase()).meets(&water))
}

/// How many sentences back an incident without a place of its own may have it, of several divisions.
const BACK: u32 = 2;

/// Where an incident was whose own sentence tells no place: "The patrol was shot at in Kunar. The shots killed two men" has it from the
/// sentences before, in the same paragraph; or all places of the report lie in one division.
pub(super) fn before(knowledge: &Knowledge, reading: &Reading, claim: &Claim) -> Option<Place> {
    if claim.toll().is_none_or(|toll| toll.scope != Scope::Incident) {
        return None;
    }
    let block = |number: u32| reading.sentences[number as usize].block;
    // Where ministers met, nobody was shot.
    let of = |number: u32| {
        let from = reading.claims.partition_point(|other| other.sentence < number);
        reading.claims[from..].iter().take_while(move |other| other.sentence == number)
    };
    let is_talk = |number: u32| of(number).next().is_some() && of(number).all(|other| other.deed().is_some_and(|deed| !deed.kind.is_war()));
    let here = |number: &u32| block(*number) == block(claim.sentence) && !is_talk(*number);
    let mut near = (claim.sentence.saturating_sub(BACK)..claim.sentence).rev().filter(here);
    let told = |number: u32| {
        let place = placed(knowledge, reading, number).find(|place| place.admin1.is_some() || place.name.is_none())?;
        let place = stated::within(knowledge, reading, number, place.clone());
        let told = match claim.sentence - number {
            1 => "told in the sentence before".to_owned(),
            back => format!("told {back} sentences before"),
        };
        let basis = if place.basis.is_empty() { told } else { format!("{told}; {}", place.basis) };
        Some(Place { basis, ..place })
    };
    near.find_map(told).or_else(|| {
        let place = only(knowledge, reading, claim.sentence).filter(|_| claim.current)?;
        Some(Place { basis: "all places that the report tells lie in one division".to_owned(), ..place })
    })
}

/// The one division in which all places of the report lie that a word of place stands before, where one is told before the sentence.
fn only(knowledge: &Knowledge, reading: &Reading, sentence: u32) -> Option<Place> {
    let told = (0..reading.sentences.len() as u32).filter(|&number| reading.sentences[number as usize].kind != BlockKind::Furniture);
    let places: Vec<&Place> = told.flat_map(|number| placed(knowledge, reading, number)).filter(|place| place.admin1.is_some()).collect();
    let first = places.first()?;
    let early = reading.sentences[sentence as usize].span.start > first.span.end;
    let one = early && places.iter().all(|place| (&place.country, &place.admin1) == (&first.country, &first.admin1));
    let division = places.iter().find(|place| is_division(place)).unwrap_or(first);
    one.then(|| (*division).clone())
}

/// A first-order division itself, and not a place in one.
fn is_division(place: &Place) -> bool {
    place.admin1.is_some() && place.admin1 == place.name
}
