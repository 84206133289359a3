//! Who did it, and to whom: the actors and targets of statements whose words only point ("it", "its forces", "the enemy", "the army"),
//! give a bare name ("Pashinyan"), or say nothing.
//!
//! The surprising decision: an actor who is left out is filled in from the report, a target is not. Who attacks a town of one side of the
//! fighting is no riddle, and an attack without an attacker is his whom the report names for nearly all others; but whom an attack was
//! aimed at is told or it is not: the town may hold anybody.

use super::camp::{Fighting, is_state};
use super::mentions_of;
use super::report::{Meant, Report};
use super::speaker::{self, People};
use counterclaim_model::{Claim, Kind, Name, Part, PartyUse, Reading, Says, Span, Stance, What, Word};
use counterclaim_rules::Knowledge;
use std::collections::BTreeMap;

/// Kinds in which one side of the fighting stands against the other.
const OPPOSED: &[Kind] = &[Kind::Attack, Kind::Clash, Kind::Advance, Kind::Withdraw, Kind::Repel, Kind::EquipmentLoss, Kind::CeasefireViolated];

/// How many sentences back a pronoun may look.
const BACK: u32 = 2;

/// Fills in actors and targets.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading, report: &Report, fighting: &Fighting, people: &People) {
    for index in 0..reading.claims.len() {
        let scene = Scene { knowledge, reading, report, fighting, people, index };
        let Some((actor, target)) = scene.settled() else { continue };
        if let Says::Deed(deed) = &mut reading.claims[index].says {
            deed.actor = actor;
            deed.target = target;
        }
    }
    attackers(knowledge, reading, report);
}

/// One statement whose parties are looked for.
struct Scene<'a> {
    knowledge: &'a Knowledge,
    reading: &'a Reading,
    report: &'a Report,
    fighting: &'a Fighting,
    people: &'a People,
    index: usize,
}

impl Scene<'_> {
    fn claim(&self) -> &Claim {
        &self.reading.claims[self.index]
    }

    fn settled(&self) -> Option<(Vec<Name>, Vec<Name>)> {
        let deed = self.claim().deed()?;
        if self.claim().rule.ends_with("-each-other") {
            let both = if deed.actor.len() == 2 { deed.actor.clone() } else { self.two_sides() };
            return (both.len() == 2).then(|| (both.clone(), both));
        }
        let (kind, mut actor, mut target) = (deed.kind, deed.actor.clone(), deed.target.clone());
        self.name(&mut actor, Part::Actor, &[]);
        self.name(&mut target, Part::Target, &actor);
        self.join(kind, &mut actor, &target);
        if OPPOSED.contains(&kind) {
            self.oppose(kind, &mut actor, &mut target);
        }
        target.retain(|t| !actor.contains(t));
        Some((actor, target))
    }

    /// "Al-Qaeda's affiliate Al-Nusra Front": who is named behind the noun acts. "Armenia was blamed, according to Turkey": who says so blames.
    fn join(&self, kind: Kind, actor: &mut Vec<Name>, target: &[Name]) {
        if let [owner] = actor.as_slice()
            && let Some(named) = self.affiliate(owner)
        {
            *actor = vec![named];
        }
        let says = self.claim().attribution.party().filter(|party| kind.is_said() && !target.contains(party));
        if actor.is_empty() && self.claim().part(Part::Actor).is_none() {
            actor.extend(says.cloned());
        }
    }

    /// The party whose name stands right behind a noun for those who belong to its owner.
    fn affiliate(&self, owner: &Name) -> Option<Name> {
        let mentions = mentions_of(self.reading, self.claim().sentence);
        let words = self.claim().part(Part::Actor)?;
        let belongs =
            |at: u32| self.reading.words.get(at as usize).is_some_and(|w| self.knowledge.lexicon.of(&w.lemma) & self.knowledge.lexicon.bit("affiliate") != 0);
        let of = |m: &&counterclaim_model::Mention| words.overlaps(m.span) && matches!(&m.what, What::Party { name, .. } if name == owner);
        let from = mentions.iter().find(of)?.last;
        mentions.iter().filter(|m| m.first > from && m.first <= from + 4 && belongs(m.first - 1)).find_map(|m| match &m.what {
            What::Party { name, by, .. } if *by != PartyUse::Demonym && name != owner => Some(name.clone()),
            _ => None,
        })
    }

    /// The two who fight: in a state's own land it is one of them.
    fn two_sides(&self) -> Vec<Name> {
        let one = self.fighting.home.as_ref().or(self.fighting.parties.first().map(|(name, _)| name));
        let other = one.and_then(|one| self.fighting.opponent(self.knowledge, one));
        one.cloned().into_iter().chain(other).collect()
    }

    /// Takes the other side of the fighting for the actor where only whom it was done to is named, both for a clash of nobody named.
    fn oppose(&self, kind: Kind, actor: &mut Vec<Name>, target: &mut Vec<Name>) {
        if kind == Kind::Clash && actor.is_empty() && target.is_empty() {
            let mut camps: Vec<&Name> = Vec::new();
            for (name, camp) in &self.fighting.parties {
                if camps.len() < 2 && !camps.contains(&camp) {
                    camps.push(camp);
                    if actor.is_empty() { actor.push(name.clone()) } else { target.push(name.clone()) }
                }
            }
        }
        let fights = |name: &Name| self.fighting.fights(self.knowledge, name);
        if actor.is_empty() && target.iter().any(fights) {
            actor.extend(self.fighting.opponent(self.knowledge, &target[0]));
        }
        // What one side destroys of tanks was the other's.
        if kind == Kind::EquipmentLoss && target.is_empty() && actor.iter().any(fights) {
            target.extend(self.fighting.opponent(self.knowledge, &actor[0]));
        }
    }

    /// Names whom a part means that names no party itself. `other` is the party on the other end.
    fn name(&self, names: &mut Vec<Name>, part: Part, other: &[Name]) {
        if let Some(rebels) = self.rebels_of_state(names, part) {
            *names = vec![rebels];
            return;
        }
        let worded = names.len() == 1 && self.is_worded(&names[0]);
        if !names.is_empty() && !worded {
            return;
        }
        if let Some(party) = self.claim().part(part).and_then(|words| self.meant(words, part, other)) {
            *names = vec![party];
        }
    }

    /// "The Georgian rebels": a state's name tells where they are, not whose.
    fn rebels_of_state(&self, names: &[Name], part: Part) -> Option<Name> {
        let words = self.claim().part(part).filter(|_| !names.is_empty() && names.iter().all(|name| is_state(self.knowledge, name)))?;
        let rebels = self.knowledge.lexicon.bit("rebel-noun");
        let sentence = self.reading.sentences[self.claim().sentence as usize].words();
        let within = |i: &usize| words.contains(self.reading.words[*i].span);
        let (first, last) = (sentence.clone().find(within)?, sentence.clone().rfind(within)?);
        let noun = &self.reading.words[last];
        if self.knowledge.lexicon.of(&noun.lemma) & rebels == 0 || of_a_state(self.knowledge, &self.reading.words[first..last], words) {
            return None;
        }
        let meant = Meant { knowledge: self.knowledge, reading: self.reading, report: self.report, home: self.fighting.home.as_ref() }.by(last..last + 1);
        Some(meant.filter(|party| !is_state(self.knowledge, party)).unwrap_or_else(|| noun.lower.clone()))
    }

    /// "rebels", "militants": armed men by the word for them, no party.
    fn is_worded(&self, name: &str) -> bool {
        name.starts_with(char::is_lowercase) && self.knowledge.world.party(name).is_none()
    }

    fn meant(&self, words: Span, part: Part, other: &[Name]) -> Option<Name> {
        let reading = self.reading;
        let spoken = reading.spoken.iter().find(|s| s.source == words || s.source.overlaps(words) && s.sentence == self.claim().sentence);
        if let Some(party) = spoken.and_then(|s| s.speaker.party.clone()) {
            return Some(party);
        }
        let sentence = reading.sentences[self.claim().sentence as usize].words();
        let here: Vec<&counterclaim_model::Word> = reading.words[sentence.clone()].iter().filter(|w| words.contains(w.span)).collect();
        let lists = &self.knowledge.deeds.lists;
        let any = |list| here.iter().any(|w| self.knowledge.lexicon.of_word(w) & list != 0);
        let claimant = self.claim().attribution.party().cloned();
        if let Some(party) = self.speaker(words, part) {
            return Some(party);
        }
        if any(lists.enemy) {
            let of = other.first().cloned().or(claimant).or_else(|| self.last_named(words.start))?;
            return self.fighting.opponent(self.knowledge, &of);
        }
        if any(lists.pronoun) || any(lists.owner) {
            // "Accused its neighbour of starting the war".
            let behind = sentence.clone().find(|&i| reading.words[i].span.start >= words.end).map(|i| &reading.words[i]);
            if behind.is_some_and(|w| self.knowledge.lexicon.of_word(w) & lists.other_side != 0) {
                return self.fighting.opponent(self.knowledge, &claimant.or_else(|| self.last_named(words.start))?);
            }
            return claimant.or_else(|| self.last_actor()).or_else(|| self.last_named(words.start));
        }
        let within = |i: &usize| words.contains(reading.words[*i].span);
        let (first, last) = (sentence.clone().find(within)?, sentence.clone().rfind(within)?);
        Meant { knowledge: self.knowledge, reading, report: self.report, home: self.fighting.home.as_ref() }.by(first..last + 1)
    }

    /// The party of the person that the words name at their beginning, or of the office; to whom it is done is asked of persons alone.
    fn speaker(&self, words: Span, part: Part) -> Option<Name> {
        let mentions = mentions_of(self.reading, self.claim().sentence);
        let named = mentions.iter().filter(|m| m.span.start <= words.start && words.start < m.span.end);
        named.into_iter().find_map(|m| match part {
            Part::Actor => speaker::party(self.knowledge, self.reading, self.report, self.fighting, self.people, m),
            _ => self.people.party(self.knowledge, m),
        })
    }

    /// Who did the deed told before this one, in this sentence or just before it.
    fn last_actor(&self) -> Option<Name> {
        let before = self.reading.claims[..self.index].iter().rev().take_while(|c| c.sentence + BACK >= self.claim().sentence);
        before.filter_map(|c| c.deed()).find_map(|deed| deed.actor.first().cloned())
    }

    /// The party named last before a place of the sentence, else first in the sentence before.
    fn last_named(&self, at: u32) -> Option<Name> {
        let party = |m: &counterclaim_model::Mention| if let What::Party { name, .. } = &m.what { Some(name.clone()) } else { None };
        let sentence = self.claim().sentence;
        let here = mentions_of(self.reading, sentence).iter().rev().filter(|m| m.span.end <= at).find_map(party);
        here.or_else(|| mentions_of(self.reading, sentence.checked_sub(1)?).iter().find_map(party))
    }
}

/// Of all attacks that name their attacker, the share that one must have to be the attacker of the others: four in five.
const NEARLY_ALL: (usize, usize) = (4, 5);

/// The state that a report is about is named for much; fewer attacks of its own than this do not make it the attacker of the others.
const FEW: usize = 3;

/// Attacks without an attacker are his who did nearly all the others.
fn attackers(knowledge: &Knowledge, reading: &mut Reading, report: &Report) {
    let mut named: BTreeMap<Name, usize> = BTreeMap::new();
    let attacks = reading.claims.iter().filter(|c| c.stance == Stance::Asserted).filter_map(|c| c.deed()).filter(|d| d.kind == Kind::Attack);
    for deed in attacks {
        if let [one] = deed.actor.as_slice() {
            *named.entry(one.clone()).or_default() += 1;
        }
    }
    let all: usize = named.values().sum();
    let Some((one, _)) = named.into_iter().find(|(_, n)| n * NEARLY_ALL.1 >= all * NEARLY_ALL.0) else { return };
    if report.home.as_ref() == Some(&one) && all < FEW {
        return;
    }
    let state = is_state(knowledge, &one);
    let sentences = &reading.sentences;
    let sentence = |claim: &Claim| sentences[claim.sentence as usize].words();
    for claim in &mut reading.claims {
        let forces = !state && claim.part(Part::Actor).is_some_and(|actor| of_a_state(knowledge, &reading.words[sentence(claim)], actor));
        if let Says::Deed(deed) = &mut claim.says
            && !forces
            && deed.kind == Kind::Attack
            && deed.actor.is_empty()
            && !deed.target.contains(&one)
        {
            deed.actor.push(one.clone());
        }
    }
}

/// "Government forces": the forces of a state, known or not, which an armed group is not.
fn of_a_state(knowledge: &Knowledge, words: &[Word], part: Span) -> bool {
    let state = knowledge.lexicon.bit("state-actor") | knowledge.lexicon.bit("state-word");
    words.iter().filter(|w| part.contains(w.span)).any(|w| knowledge.lexicon.of_word(w) & state != 0)
}
