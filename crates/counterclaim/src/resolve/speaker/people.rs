//! Whom the people of a report speak for: what its introductions teach of a name holds for the whole report, also before them.
//!
//! "Armenian Prime Minister Nikol Pashinyan" teaches who "Pashinyan" is. The surprising decision: an introduction that says the party
//! itself outweighs any that only names an office, however early that stands.

use super::{Asked, Scene, Who};
use counterclaim_model::{Mention, Name, Reading, Speaker, What};
use counterclaim_rules::{
    Knowledge,
    world::{Leader, by_ear},
};
use std::collections::BTreeMap;

/// How a person came to a party.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Proof {
    /// By an office whose party the report leaves to be understood.
    Office,
    /// By words that name the party.
    Said,
}

struct Person {
    full: Name,
    party: Name,
    proof: Proof,
}

/// The people of a report, by last name.
#[derive(Default)]
pub(in crate::resolve) struct People {
    known: BTreeMap<String, Person>,
    /// Other parts of longer names, with the last name: "Bernales" of "Enrique Bernales Ballesteros".
    parts: BTreeMap<String, String>,
    /// The report's own year: who leads whom then.
    year: Option<i16>,
}

impl People {
    /// Gathers the introductions of a report.
    pub fn introduced(knowledge: &Knowledge, reading: &Reading, report: &super::Report, fighting: &super::Fighting) -> People {
        let mut people = People { year: reading.document.published.year(), ..People::default() };
        let mut offices = Vec::new();
        for mention in &reading.mentions {
            let What::Speaker { party, body: Some(body) } = &mention.what else { continue };
            if !is_person(knowledge, body) {
                continue;
            }
            match party {
                Some(party) => people.add(body, party, Proof::Said),
                None if leader(knowledge, body, people.year).is_some() => {}
                None if mention.last - mention.first > 1 => offices.push((Asked::mention(reading, mention), body)),
                None => {}
            }
        }
        for (asked, body) in offices {
            if people.find(body).is_none() {
                let scene = Scene { knowledge, reading, report, fighting, asked, person: true };
                if let Some(party) = scene.has_office().then(|| scene.party_served()).flatten() {
                    people.add(body, &party, Proof::Office);
                }
            }
        }
        people
    }

    /// Takes in a person with a party.
    pub fn learn(&mut self, knowledge: &Knowledge, speaker: &Speaker) {
        if let (Some(party), Some(body)) = (&speaker.party, &speaker.body)
            && is_person(knowledge, body)
        {
            self.add(body, party, Proof::Office);
        }
    }

    fn add(&mut self, body: &Name, party: &Name, proof: Proof) {
        let last = by_ear(last(body));
        for part in body.split(' ').filter(|part| part.len() > 3) {
            self.parts.entry(by_ear(part)).or_insert_with(|| last.clone());
        }
        let known = self.known.entry(last).or_insert_with(|| Person { full: body.clone(), party: party.clone(), proof });
        if proof > known.proof {
            (known.party, known.proof) = (party.clone(), proof);
        }
        if body.len() > known.full.len() && *party == known.party {
            known.full = body.clone();
        }
    }

    fn find(&self, body: &str) -> Option<&Person> {
        let last = by_ear(last(body));
        // "Senator Bernales" may be the middle of a longer name.
        let middle = || self.parts.get(&last).filter(|_| !body.contains(' ')).and_then(|last| self.known.get(last));
        self.known.get(&last).or_else(middle)
    }

    /// The party of somebody whose own words tell none.
    pub fn party(&self, knowledge: &Knowledge, mention: &Mention) -> Option<Name> {
        let What::Speaker { party: None, body: Some(body) } = &mention.what else { return None };
        self.complete(knowledge, Speaker { party: None, body: Some(body.clone()), words: Some(mention.span), why: None }).party
    }

    /// A speaker with the party and the full name that the report gave him, or that the world knows.
    pub fn complete(&self, knowledge: &Knowledge, speaker: Speaker) -> Speaker {
        let Some(body) = &speaker.body else { return speaker };
        let found = self.find(body);
        // The report knows better than the table whom its people serve.
        let said = found.filter(|person| person.proof == Proof::Said);
        let fits = |leader: &&Leader| [speaker.party.as_ref(), said.map(|person| &person.party)].into_iter().flatten().all(|party| *party == leader.party);
        if let Some(leader) = leader(knowledge, body, self.year).filter(fits) {
            let why = said.map(introduced).unwrap_or_else(|| held(leader));
            return Speaker { party: Some(leader.party.clone()), body: Some(leader.name.clone()), words: speaker.words, why: Some(why) };
        }
        match found {
            Some(person) if speaker.party.is_none() || speaker.party.as_ref() == Some(&person.party) => {
                let longer = if person.full.len() >= body.len() { person.full.clone() } else { body.clone() };
                Speaker { party: Some(person.party.clone()), body: Some(longer), words: speaker.words, why: Some(introduced(person)) }
            }
            _ => speaker,
        }
    }
}

/// The reason in words: the report's own introduction.
fn introduced(person: &Person) -> Name {
    match person.proof {
        Proof::Said => format!("the report introduces {} as {}'s", person.full, person.party).into(),
        Proof::Office => format!("the report tells an office of {}, which is taken for {}'s", person.full, person.party).into(),
    }
}

/// The reason in words: the table of leaders.
fn held(leader: &Leader) -> Name {
    let years = match (leader.from, leader.to) {
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (Some(from), None) => format!("since {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "in years not told".to_owned(),
    };
    format!("the table of leaders has {} with {} {years}", leader.name, leader.party).into()
}

/// The leader who is called just so.
fn leader<'k>(knowledge: &'k Knowledge, body: &str, year: Option<i16>) -> Option<&'k Leader> {
    let words: Vec<&str> = body.split(' ').collect();
    knowledge.world.leader_at(&words, 0, false, year).filter(|hit| hit.len == words.len()).map(|hit| hit.leader)
}

fn last(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Whether a speaker's body is a person's name and no organ.
pub(super) fn is_person(knowledge: &Knowledge, body: &str) -> bool {
    let words: Vec<&str> = body.split(' ').collect();
    words.iter().all(|w| w.starts_with(char::is_uppercase) || w.len() <= 3) && (0..words.len()).all(|i| knowledge.world.body_at(&words, i, false).is_none())
}

/// Whether the one who spoke is a person.
pub(super) fn speaks_as_person(knowledge: &Knowledge, who: &Who) -> bool {
    who.1.as_ref().is_some_and(|body| is_person(knowledge, body))
}
