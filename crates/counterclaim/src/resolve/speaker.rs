//! Who speaks: names that the report introduced ("Armenian Prime Minister Nikol Pashinyan" teaches who "Pashinyan" speaks for),
//! pronouns, and phrases that point back ("the ministry").
//!
//! The surprising decision: a pronoun looks for the last one who *spoke* before it looks for the last one named; where nobody is found,
//! the claim keeps its words and an unknown speaker.

use super::mentions_of;
use counterclaim_model::{Name, Reading, Speaker, What};
use counterclaim_rules::Knowledge;
use std::collections::BTreeMap;

/// How many sentences back a pronoun may look.
const BACK: u32 = 4;

/// What a pointing phrase looks for.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Person,
    Organ,
    Anyone,
}

/// Fills in the speakers of attributions, then of claims.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading) {
    let known = introductions(reading);
    for index in 0..reading.spoken.len() {
        let (sentence, source) = (reading.spoken[index].sentence, reading.spoken[index].source);
        let words = source.of(&reading.document.text).to_owned();
        let speaker = reading.spoken[index].speaker.clone();
        let mut speaker = by_name(&known, speaker);
        if speaker.party.is_none() && speaker.body.is_none() {
            let found = pointed_at(knowledge, reading, index, sentence, &words);
            if let Some((party, body)) = found {
                speaker.party = party;
                speaker.body = body;
            }
        }
        reading.spoken[index].speaker = speaker;
    }
    let spoken = reading.spoken.clone();
    for claim in &mut reading.claims {
        for speaker in &mut claim.attribution.chain {
            if let Some(resolved) = spoken.iter().find(|s| Some(s.source) == speaker.words) {
                *speaker = resolved.speaker.clone();
            }
        }
        claim.attribution.chain.dedup();
        for denier in &mut claim.denied_by {
            let words = spoken.iter().find(|s| s.denies && (s.speaker.party.as_ref() == Some(denier) || s.speaker.body.as_ref() == Some(denier)));
            if let Some(party) = words.and_then(|s| s.speaker.party.clone()) {
                *denier = party;
            }
        }
    }
}

/// Last names, folded, with the party and full name that the report gave them.
fn introductions(reading: &Reading) -> BTreeMap<String, (Name, Name)> {
    let mut known = BTreeMap::new();
    for mention in &reading.mentions {
        if let What::Speaker { party: Some(party), body: Some(body) } = &mention.what {
            let last = body.rsplit(' ').next().unwrap_or(body);
            let is_name = body.split(' ').all(|w| w.starts_with(char::is_uppercase) || w.len() <= 3);
            if is_name {
                known.entry(fold(last)).or_insert_with(|| (party.clone(), body.clone()));
            }
        }
    }
    known
}

fn fold(name: &str) -> String {
    // "Pashinian" and "Pashinyan" are one name to the ear: y and i count the same.
    name.to_lowercase().replace('y', "i").replace("ii", "i")
}

/// A bare name takes the party that the report gave it before.
fn by_name(known: &BTreeMap<String, (Name, Name)>, speaker: Speaker) -> Speaker {
    let Some(body) = &speaker.body else { return speaker };
    let last = body.rsplit(' ').next().unwrap_or(body);
    match known.get(&fold(last)) {
        Some((party, full)) if speaker.party.is_none() || speaker.party.as_ref() == Some(party) => {
            let longer = if full.len() >= body.len() { full.clone() } else { body.clone() };
            Speaker { party: Some(party.clone()), body: Some(longer), words: speaker.words }
        }
        _ => speaker,
    }
}

/// Whom "he", "the ministry" or "the statement" mean.
fn pointed_at(knowledge: &Knowledge, reading: &Reading, index: usize, sentence: u32, words: &str) -> Option<(Option<Name>, Option<Name>)> {
    let lower = words.to_lowercase();
    let wanted = match lower.as_str() {
        "he" | "she" | "i" => Wanted::Person,
        "it" => Wanted::Organ,
        _ => Wanted::Anyone,
    };
    let head = lower.rsplit(' ').find(|w| w.chars().all(char::is_alphabetic)).unwrap_or(&lower).to_owned();
    let spoke = reading.spoken[..index].iter().rev().take_while(|s| s.sentence + BACK >= sentence).map(|s| (&s.speaker.party, &s.speaker.body));
    let spoke: Vec<_> = spoke.filter(|(p, b)| p.is_some() || b.is_some()).collect();
    if !lower.starts_with("the ") && wanted == Wanted::Anyone && !matches!(lower.as_str(), "they" | "we" | "who") {
        return None;
    }
    let fits = |party: &Option<Name>, body: &Option<Name>| {
        let person = body.as_ref().is_some_and(|b| is_person(knowledge, b));
        match wanted {
            Wanted::Person => person,
            Wanted::Organ => !person,
            Wanted::Anyone if lower.starts_with("the ") => {
                let named = |n: &Option<Name>| n.as_ref().is_some_and(|n| n.to_lowercase().contains(&head));
                named(party) || named(body) || person && knowledge.world.office_at(&[head.as_str()], 0, false).is_some() || matches!(head.as_str(), "statement" | "report" | "group" | "organisation" | "organization" | "agency" | "source" | "sources" | "readout")
            }
            Wanted::Anyone => true,
        }
    };
    if let Some((party, body)) = spoke.iter().find(|(p, b)| fits(p, b)) {
        return Some(((*party).clone(), (*body).clone()));
    }
    named_before(reading, sentence, &reading.spoken[index].source, &fits).or_else(|| {
        let party = reading.spoken[index].speaker.party.clone();
        party.map(|p| (Some(p), None))
    })
}

/// The nearest speaker named before, in this sentence or the few before it.
fn named_before(
    reading: &Reading,
    sentence: u32,
    source: &counterclaim_model::Span,
    fits: &dyn Fn(&Option<Name>, &Option<Name>) -> bool,
) -> Option<(Option<Name>, Option<Name>)> {
    for back in 0..=BACK.min(sentence) {
        let nearest = mentions_of(reading, sentence - back).iter().filter(|m| m.span.end <= source.start);
        let mut found = None;
        for mention in nearest {
            if let What::Speaker { party, body } = &mention.what
                && (party.is_some() || body.is_some())
                && fits(party, body)
                && (back == 0 || found.is_none())
            {
                // In its own sentence the nearest, in an earlier one the first: that is mostly its subject.
                found = Some((party.clone(), body.clone()));
            }
        }
        if found.is_some() {
            return found;
        }
    }
    None
}

fn is_person(knowledge: &Knowledge, body: &str) -> bool {
    let words: Vec<&str> = body.split(' ').collect();
    knowledge.world.body_at(&words, 0, false).is_none() && words.iter().all(|w| w.starts_with(char::is_uppercase) || w.len() <= 3)
}
