//! Who speaks: names that the report introduced ("Armenian Prime Minister Nikol Pashinyan" teaches who "Pashinyan" speaks for),
//! pronouns, and phrases that point back ("the ministry").
//!
//! The surprising decision: a pronoun looks for the last one who *spoke* before it looks for the last one named; where nobody is found,
//! the claim keeps its words and an unknown speaker.

use super::mentions_of;
use counterclaim_model::{Name, Reading, Speaker, What};
use counterclaim_rules::{
    Knowledge,
    world::{BodyKind, PartyKind},
};
use std::collections::BTreeMap;

/// How many sentences back a pronoun may look.
const BACK: u32 = 4;

/// Fills in the speakers of attributions, then of claims.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading) {
    let mut known = introductions(reading);
    for index in 0..reading.spoken.len() {
        let scene = Scene { knowledge, reading, index };
        let mut speaker = by_name(&known, reading.spoken[index].speaker.clone());
        if speaker.party.is_none() && speaker.body.is_none() {
            if let Some((party, body)) = scene.pointed_at() {
                speaker.party = party;
                speaker.body = body;
            }
        } else if speaker.party.is_none() {
            speaker.party = scene.party_served();
        }
        if let (Some(party), Some(body)) = (&speaker.party, &speaker.body)
            && is_person(knowledge, body)
        {
            known.entry(fold(body.rsplit(' ').next().unwrap_or(body))).or_insert_with(|| (party.clone(), body.clone()));
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
    // "Senator Bernales" may be the middle of a longer name that the report gave before.
    let middle = || known.values().find(|(_, full)| body.split(' ').count() == 1 && full.split(' ').any(|part| fold(part) == fold(last)));
    match known.get(&fold(last)).or_else(middle) {
        Some((party, full)) if speaker.party.is_none() || speaker.party.as_ref() == Some(party) => {
            let longer = if full.len() >= body.len() { full.clone() } else { body.clone() };
            Speaker { party: Some(party.clone()), body: Some(longer), words: speaker.words }
        }
        _ => speaker,
    }
}

/// One attribution whose speaker is looked for.
struct Scene<'a> {
    knowledge: &'a Knowledge,
    reading: &'a Reading,
    index: usize,
}

type Who = (Option<Name>, Option<Name>);

impl Scene<'_> {
    fn source(&self) -> counterclaim_model::Span {
        self.reading.spoken[self.index].source
    }

    fn sentence(&self) -> u32 {
        self.reading.spoken[self.index].sentence
    }

    /// The words of the speaker, lower case.
    fn words(&self) -> Vec<String> {
        let source = self.source();
        let sentence = self.reading.sentences[self.sentence() as usize];
        self.reading.words[sentence.words()].iter().filter(|w| source.contains(w.span)).map(|w| w.lower.to_string()).collect()
    }

    fn kind(&self, party: &str) -> Option<PartyKind> {
        self.knowledge.world.party(party).map(|p| p.kind)
    }

    /// Those who spoke before, the last first.
    fn spoke(&self) -> impl Iterator<Item = Who> + '_ {
        let before = self.reading.spoken[..self.index].iter().rev().take_while(|s| s.sentence + BACK >= self.sentence());
        before.map(|s| (s.speaker.party.clone(), s.speaker.body.clone())).filter(|(p, b)| p.is_some() || b.is_some())
    }

    /// Parties named before, in this sentence and `back` before it, the nearest first; a place counts for the state that holds it.
    fn parties_before(&self, back: u32) -> Vec<Name> {
        let mut out = Vec::new();
        for back in 0..=back.min(self.sentence()) {
            let mentions = mentions_of(self.reading, self.sentence() - back);
            for mention in mentions.iter().rev().filter(|m| m.span.end <= self.source().start) {
                match &mention.what {
                    What::Party { name, .. } => out.push(name.clone()),
                    What::Place(place) if back == 0 => out.extend(place.country.as_ref().and_then(|c| self.knowledge.holder(c)).cloned()),
                    _ => {}
                }
            }
        }
        out
    }

    /// Whom an office or organ serves that is named without its party: "its deputy commander", "the mayor", "the separatists".
    fn party_served(&self) -> Option<Name> {
        let words = self.words();
        let surface: Vec<&str> = words.iter().map(String::as_str).collect();
        let world = &self.knowledge.world;
        let serves = (0..surface.len())
            .any(|i| world.office_at(&surface, i, false).is_some() || world.body_at(&surface, i, false).is_some_and(|b| b.kind != BodyKind::Unnamed));
        let owned = surface.iter().any(|w| matches!(*w, "its" | "their" | "his" | "her"));
        let state = |name: &Name| matches!(self.kind(name), Some(PartyKind::State | PartyKind::Entity));
        let entity = |kind| kind == PartyKind::Entity;
        let breakaway = |w: &str| matches!(w, "region" | "enclave" | "breakaway" | "separatist" | "self-proclaimed" | "unrecognised" | "unrecognized");
        let sentence = self.reading.sentences[self.sentence() as usize];
        let of_region = surface.iter().any(|w| breakaway(w)) || owned && self.reading.words[sentence.words()].iter().any(|w| breakaway(&w.lower));
        if of_region && let Some(one) = self.only(&entity) {
            return Some(one);
        }
        if let Some(party) = self.same_office(&words) {
            return Some(party);
        }
        if serves || owned {
            // A person's country is not guessed from the sentence before; an organ's is, for "the ministry" follows its own army.
            let person = self.reading.spoken[self.index].speaker.body.as_ref().is_some_and(|body| is_person(self.knowledge, body));
            let named = self.parties_before(if person && !owned { 0 } else { 1 }).into_iter().find(|name| state(name));
            if person && !owned {
                // "In Kharkiv …, the governor said", then the dateline, then whatever state the sentence names.
                return self.opening().or_else(|| self.dateline()).or(named);
            }
            return named.or_else(|| self.spoke().filter_map(|(party, _)| party).find(|name| state(name)));
        }
        if surface.iter().any(|w| matches!(*w, "officials" | "authorities" | "police" | "official")) {
            return self.opening().or_else(|| self.dateline());
        }
        if surface.iter().any(|w| matches!(*w, "separatists" | "rebels" | "insurgents" | "militants" | "guerrillas" | "separatist" | "rebel")) {
            return self.only(&|kind| matches!(kind, PartyKind::Entity | PartyKind::ArmedGroup));
        }
        if surface.iter().any(|w| matches!(*w, "monitor" | "monitoring" | "watchdog" | "observatory")) {
            return self.only(&|kind| kind == PartyKind::Monitor);
        }
        None
    }

    /// The state of the place that opens the sentence: "In Kharkiv, …".
    fn opening(&self) -> Option<Name> {
        let first = self.reading.sentences[self.sentence() as usize].first;
        let places = mentions_of(self.reading, self.sentence()).iter().filter(|m| m.first <= first + 3 && m.span.end <= self.source().start);
        places.filter_map(|m| self.holder(m)).next()
    }

    /// The state of the report's dateline: "NEW DELHI, Feb. 26 -"; none where it names two.
    fn dateline(&self) -> Option<Name> {
        let sentence = self.reading.sentences.iter().take(3).position(|s| {
            let words = &self.reading.words[s.words()];
            let sign = words.iter().take(12).position(|w| matches!(&*w.lower, "-" | "–" | "—" | "--" | ":" | "("));
            sign.is_some_and(|at| at > 0 && words[0].span.of(&self.reading.document.text).starts_with(char::is_uppercase))
        })?;
        let first = self.reading.sentences[sentence].first;
        let mut found: Vec<Name> = mentions_of(self.reading, sentence as u32).iter().filter(|m| m.first < first + 5).filter_map(|m| self.holder(m)).collect();
        found.dedup();
        if let [one] = found.as_slice() { Some(one.clone()) } else { None }
    }

    /// The state that holds a place, or that a seat of government stands for.
    fn holder(&self, mention: &counterclaim_model::Mention) -> Option<Name> {
        match &mention.what {
            What::Place(place) => place.country.as_ref().and_then(|c| self.knowledge.holder(c)).cloned(),
            What::Party { name, by: counterclaim_model::PartyUse::Seat } => Some(name.clone()),
            _ => None,
        }
    }

    /// The one party of a kind that the report names.
    fn only(&self, wanted: &dyn Fn(PartyKind) -> bool) -> Option<Name> {
        let all = self.reading.mentions.iter().filter_map(|m| if let What::Party { name, .. } = &m.what { Some(name) } else { None });
        let mut found: Vec<&Name> = all.filter(|name| self.kind(name).is_some_and(wanted)).collect();
        found.sort();
        found.dedup();
        if let [one] = found.as_slice() { Some((*one).clone()) } else { None }
    }

    /// "the region's governor" after "the governor of Gegharkunik": the party of an earlier speaker of the same office.
    fn same_office(&self, words: &[String]) -> Option<Name> {
        let office = words.iter().find(|w| self.knowledge.world.office_at(&[w.as_str()], 0, false).is_some())?;
        let earlier = self.reading.spoken[..self.index].iter().rev();
        let found = earlier.filter(|s| s.source.of(&self.reading.document.text).to_lowercase().contains(office.as_str())).find_map(|s| s.speaker.party.clone());
        found.filter(|_| matches!(words.first().map(String::as_str), Some("the" | "its" | "his")))
    }

    /// Whom "he", "the ministry" or "the statement" mean.
    fn pointed_at(&self) -> Option<Who> {
        let words = self.words();
        let lower = words.join(" ");
        let first = words.first().map(String::as_str).unwrap_or("");
        let head = words.iter().rev().find(|w| w.chars().all(char::is_alphabetic)).cloned().unwrap_or_default();
        let person = |who: &Who| who.1.as_ref().is_some_and(|b| is_person(self.knowledge, b));
        let fits = |who: &Who| match lower.as_str() {
            "he" | "she" | "i" => person(who),
            "it" => !person(who),
            "they" | "we" | "who" => true,
            _ => self.head_fits(&head, who, person(who)),
        };
        if !matches!(first, "the" | "this" | "that" | "these" | "those" | "its" | "their" | "his" | "her") && words.len() > 1 {
            return None;
        }
        // "the Observatory": part of a name that the report gave before, however long ago.
        if first == "the" && head.len() > 5 {
            let named = self
                .reading
                .mentions
                .iter()
                .filter(|m| m.span.end <= self.source().start)
                .filter_map(|m| if let What::Party { name, .. } = &m.what { Some(name) } else { None });
            let mut named = named.filter(|n| n.contains(' ') && n.to_lowercase().split(' ').any(|part| part == head));
            if let Some(party) = named.next_back() {
                return Some((Some(party.clone()), None));
            }
        }
        // "he said" in a paragraph where only a ministry spoke is the ministry, in reports of clumsy English.
        if matches!(lower.as_str(), "he" | "she") {
            let block = self.reading.sentences[self.sentence() as usize].block;
            let here = || {
                self.reading.spoken[..self.index]
                    .iter()
                    .rev()
                    .filter(|s| self.reading.sentences[s.sentence as usize].block == block && s.speaker.party.is_some())
            };
            let who = |s: &counterclaim_model::Spoken| (s.speaker.party.clone(), s.speaker.body.clone());
            if let Some(found) = here().map(who).find(|w| person(w)).or_else(|| here().map(who).next()) {
                return Some(found);
            }
        }
        let found = self.spoke().find(|who| fits(who)).or_else(|| self.named_before(&fits));
        found.or_else(|| self.party_served().map(|party| (Some(party), None)))
    }

    /// Whether a phrase with this head noun may point at somebody.
    fn head_fits(&self, head: &str, who: &Who, person: bool) -> bool {
        let named = |n: &Option<Name>| n.as_ref().is_some_and(|n| n.to_lowercase().contains(head.trim_end_matches('s')));
        let kind = who.0.as_ref().and_then(|p| self.kind(p));
        match head {
            _ if named(&who.0) || named(&who.1) => true,
            "statement" | "report" | "readout" | "release" | "source" | "sources" => true,
            "agency" | "organisation" | "organization" | "union" | "charity" | "monitor" | "watchdog" | "body" | "centre" | "center" => {
                matches!(kind, Some(PartyKind::International | PartyKind::Monitor | PartyKind::Relief | PartyKind::Movement))
                    || kind.is_none() && who.0.is_some()
            }
            "group" | "rebels" | "militants" | "movement" | "separatists" => {
                matches!(kind, Some(PartyKind::ArmedGroup | PartyKind::Monitor | PartyKind::Entity))
            }
            _ if self.knowledge.world.office_at(&[head], 0, false).is_some() => person,
            _ => false,
        }
    }

    /// The nearest speaker named before, in this sentence or the few before it.
    fn named_before(&self, fits: &dyn Fn(&Who) -> bool) -> Option<Who> {
        for back in 0..=BACK.min(self.sentence()) {
            let mut found = None;
            for mention in mentions_of(self.reading, self.sentence() - back).iter().filter(|m| m.span.end <= self.source().start) {
                if let What::Speaker { party, body } = &mention.what
                    && (party.is_some() || body.is_some())
                    && fits(&(party.clone(), body.clone()))
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
}

fn is_person(knowledge: &Knowledge, body: &str) -> bool {
    let words: Vec<&str> = body.split(' ').collect();
    knowledge.world.body_at(&words, 0, false).is_none() && words.iter().all(|w| w.starts_with(char::is_uppercase) || w.len() <= 3)
}
