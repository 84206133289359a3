//! Who speaks: names that the report introduced, pronouns, phrases that point back, offices named without their country.
//!
//! `people` gathers what the whole report teaches of names; `point` finds whom "she" and "the ministry" mean; `serve` whom an office or
//! organ serves. The surprising decision: a pronoun looks for the last one who *spoke* before it looks for the last one named; where
//! nobody is found, the claim keeps its words and an unknown speaker.

mod people;
mod point;
mod serve;

use super::camp::Fighting;
use super::mentions_of;
use super::report::Report;
use crate::relate::TITLE;
use counterclaim_model::{Claim, Mention, Name, PartyUse, Reading, Span, Speaker, Spoken, What, Word};
use counterclaim_rules::{Knowledge, world::PartyKind};
pub(super) use people::People;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many sentences back a pronoun may look.
const BACK: u32 = 4;

/// Fills in the speakers of attributions, then of claims; of those who were only overheard too, on whom no other speaker leans. Gives the
/// people that the report makes known.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading, overheard: &mut [Spoken], report: &Report, fighting: &Fighting) -> People {
    let mut people = People::introduced(knowledge, reading, report, fighting);
    for index in 0..reading.spoken.len() {
        let scene = Scene { knowledge, reading, report, fighting, asked: Asked::spoken(reading, index), person: false };
        let speaker = scene.speaker(&people, &reading.spoken[index].speaker);
        people.learn(knowledge, &speaker);
        reading.spoken[index].speaker = speaker;
    }
    for spoken in overheard {
        let asked = Asked::among(reading, spoken.source, spoken.sentence);
        spoken.speaker = Scene { knowledge, reading, report, fighting, asked, person: false }.speaker(&people, &spoken.speaker);
    }
    let key = |span: Span| (span.start, span.end);
    let mut resolved: BTreeMap<(u32, u32), &Speaker> = BTreeMap::new();
    for spoken in &reading.spoken {
        resolved.entry(key(spoken.source)).or_insert(&spoken.speaker);
    }
    let of_speech = |s: &&counterclaim_model::Spoken| s.source.of(&reading.document.text).rsplit(' ').next().is_some_and(|head| is_speech(knowledge, head));
    let reports: BTreeSet<(u32, u32)> = reading.spoken.iter().filter(of_speech).map(|s| key(s.source)).collect();
    for claim in &mut reading.claims {
        for speaker in &mut claim.attribution.chain {
            if let Some(found) = speaker.words.and_then(|words| resolved.get(&key(words))) {
                *speaker = (*found).clone();
            }
        }
        // A report that nobody is named for ("another report says") is the reporter's own.
        // Where somebody is ("the army said that early reports put …"), he vouches and not the report.
        let vouches = claim.attribution.chain.iter().any(|s| s.party.is_some());
        let nobodys = |s: &Speaker| s.party.is_none() && s.words.is_some_and(|words| reports.contains(&key(words)));
        claim.attribution.chain.retain(|s| !(nobodys(s) && (vouches || s.body.is_none())));
        claim.attribution.chain.dedup();
        if claim.attribution.chain.is_empty() {
            claim.attribution.chain.extend(report.issuer.clone());
        }
        vouched(knowledge, claim);
    }
    deniers(reading);
    people
}

/// The party of a person or office that acts, where it can be told: "Hulusi Akar", "the foreign minister".
pub(super) fn party(knowledge: &Knowledge, reading: &Reading, report: &Report, fighting: &Fighting, people: &People, mention: &Mention) -> Option<Name> {
    let What::Speaker { party, body: Some(body) } = &mention.what else { return None };
    let person = people::is_person(knowledge, body);
    if party.is_some() {
        return party.clone().filter(|_| person);
    }
    let scene = Scene { knowledge, reading, report, fighting, asked: Asked::mention(reading, mention), person };
    people.party(knowledge, mention).or_else(|| scene.has_office().then(|| scene.party_served()).flatten())
}

fn is_speech(knowledge: &Knowledge, word: &str) -> bool {
    let lower = word.to_lowercase();
    let speech = knowledge.lexicon.bit("speech-noun");
    [lower.as_str(), lower.trim_end_matches('s')].iter().any(|form| knowledge.lexicon.of(form) & speech != 0)
}

/// "the Observatory quoted trusted sources": sources of nobody speak for the monitor that quotes them.
fn vouched(knowledge: &Knowledge, claim: &mut Claim) {
    if let [nearest, quoting, ..] = claim.attribution.chain.as_mut_slice()
        && nearest.party.is_none()
        && nearest.body.as_ref().is_some_and(|body| !people::is_person(knowledge, body))
        && let Some(party) = &quoting.party
        && knowledge.world.party(party).is_some_and(|p| p.kind == PartyKind::Monitor)
    {
        nearest.party = Some(party.clone());
    }
}

/// Who rejects a claim, by the party that its words turned out to mean.
fn deniers(reading: &mut Reading) {
    let denials: Vec<&Speaker> = reading.spoken.iter().filter(|s| s.denies).map(|s| &s.speaker).collect();
    for denier in reading.claims.iter_mut().flat_map(|claim| &mut claim.denied_by) {
        let words = denials.iter().find(|s| s.party.as_ref() == Some(denier) || s.body.as_ref() == Some(denier));
        if let Some(party) = words.and_then(|s| s.party.clone()) {
            *denier = party;
        }
    }
}

/// A party, and a body or person in it.
type Who = (Option<Name>, Option<Name>);

/// The words of a speaker who is looked for.
struct Asked {
    source: Span,
    sentence: u32,
    /// How many attributions stand before it.
    before: usize,
}

impl Asked {
    fn spoken(reading: &Reading, index: usize) -> Asked {
        Asked { source: reading.spoken[index].source, sentence: reading.spoken[index].sentence, before: index }
    }

    /// A speaker who is introduced.
    fn mention(reading: &Reading, mention: &Mention) -> Asked {
        Asked::among(reading, mention.span, mention.sentence)
    }

    /// A speaker of no attribution that others lean on.
    fn among(reading: &Reading, source: Span, sentence: u32) -> Asked {
        Asked { source, sentence, before: reading.spoken.partition_point(|s| s.sentence < sentence) }
    }
}

/// One speaker who is looked for, in the report.
struct Scene<'a> {
    knowledge: &'a Knowledge,
    reading: &'a Reading,
    report: &'a Report,
    fighting: &'a Fighting,
    asked: Asked,
    /// Whether it is a person by name.
    person: bool,
}

impl Scene<'_> {
    /// Who the speaker is, as far as the report tells.
    fn speaker(mut self, people: &People, worded: &Speaker) -> Speaker {
        let mut speaker = people.complete(self.knowledge, worded.clone());
        self.person = speaker.body.as_ref().is_some_and(|body| people::is_person(self.knowledge, body));
        match (&speaker.party, &speaker.body) {
            (None, None) => {
                (speaker.party, speaker.body) = self.pointed_at().unwrap_or_default();
                speaker.why = speaker.party.as_ref().map(|_| "the words point at one who was told of before".into());
            }
            (None, Some(_)) => {
                speaker.party = self.party_served().or_else(|| self.titled());
                speaker.why = speaker.party.as_ref().map(|party| format!("whom it serves is not told: taken for {party}'s by the report").into());
            }
            (Some(party), Some(body)) => speaker.body = self.whole_body(party, body).or(speaker.body.clone()),
            (Some(_), None) => {}
        }
        speaker.why = speaker.why.or_else(|| self.seat());
        // A monitor speaks for itself: "a Britain-based monitoring group" is no organ of it.
        if !self.person && speaker.party.as_ref().is_some_and(|party| self.kind(party) == Some(PartyKind::Monitor)) {
            speaker.body = None;
        }
        speaker
    }

    /// The reason for a seat of government among the speaker's words.
    fn seat(&self) -> Option<Name> {
        mentions_of(self.reading, self.asked.sentence).iter().filter(|m| self.asked.source.contains(m.span)).find_map(|m| match &m.what {
            What::Party { name, by: PartyUse::Seat, why: Some(why) } => {
                Some(format!("«{}» stands for {name}: {why}", m.span.of(&self.reading.document.text)).into())
            }
            _ => None,
        })
    }

    fn is(&self, word: &str, list: &str) -> bool {
        self.knowledge.lexicon.of(word) & self.knowledge.lexicon.bit(list) != 0
    }

    /// Whether the speaker's words hold one of a list, by form or dictionary form.
    fn says(&self, list: &str) -> bool {
        let of = |w: &Word| self.knowledge.lexicon.of_word(w);
        let bit = self.knowledge.lexicon.bit(list);
        self.reading.words[self.sentence()].iter().any(|w| self.asked.source.contains(w.span) && of(w) & bit != 0)
    }

    fn sentence(&self) -> Range<usize> {
        self.reading.sentences[self.asked.sentence as usize].words()
    }

    /// The words of the speaker, lower case.
    fn words(&self) -> Vec<&str> {
        self.reading.words[self.sentence()].iter().filter(|w| self.asked.source.contains(w.span)).map(|w| &*w.lower).collect()
    }

    fn kind(&self, party: &str) -> Option<PartyKind> {
        self.knowledge.world.party(party).map(|p| p.kind)
    }

    fn is_state(&self, party: &str) -> bool {
        self.kind(party).is_some_and(PartyKind::governs)
    }

    /// In a list of who counts what, the party in the title of the entry.
    fn titled(&self) -> Option<Name> {
        let block = |sentence: u32| self.reading.sentences[sentence as usize].block;
        let titles = || self.reading.spoken.iter().filter(|s| &*s.rule == TITLE);
        let here = titles().find(|s| block(s.sentence) == block(self.asked.sentence) && s.sentence < self.asked.sentence)?;
        // One such title may be a dateline.
        here.speaker.party.clone().filter(|_| titles().nth(1).is_some())
    }

    /// Those who spoke before, the last first.
    fn spoke(&self) -> impl Iterator<Item = Who> + '_ {
        let before = self.reading.spoken[..self.asked.before].iter().rev().take_while(|s| s.sentence + BACK >= self.asked.sentence);
        before.map(|s| (s.speaker.party.clone(), s.speaker.body.clone())).filter(|(p, b)| p.is_some() || b.is_some())
    }

    /// Those who spoke before in the same paragraph, the last first.
    fn spoke_here(&self) -> impl Iterator<Item = Who> + '_ {
        let block = |sentence: u32| self.reading.sentences[sentence as usize].block;
        let here = block(self.asked.sentence);
        let before = self.reading.spoken[..self.asked.before].iter().rev().take_while(move |s| block(s.sentence) == here);
        before.filter(|s| s.speaker.party.is_some() && &*s.rule != TITLE).map(|s| (s.speaker.party.clone(), s.speaker.body.clone()))
    }

    /// The mentions of a sentence so many before that stand before the speaker.
    fn before(&self, back: u32) -> &[Mention] {
        let mentions = mentions_of(self.reading, self.asked.sentence.saturating_sub(back));
        &mentions[..mentions.partition_point(|m| m.span.start < self.asked.source.start)]
    }
}
