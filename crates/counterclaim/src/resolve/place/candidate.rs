//! Where a deed may have been done: the places of its sentence, and names that nothing knows.
//!
//! A name that may be a party's too says so, and whether a word of place stands before it: "in Baku" is the city, "Baku claims" is not.

use super::placing::Placing;
use crate::resolve::mentions_of;
use counterclaim_model::{Mention, Name, PartyUse, Reading, Sentence, Span, What};
use counterclaim_rules::Knowledge;

/// What is known of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A place of no division: a country, a sea, a region across borders.
    Wide,
    /// Any other place of the tables.
    Known,
    /// A place by the words before it alone.
    Told,
    /// A name of which nothing is known: it may be a place, or a man's.
    Name,
}

/// A stretch of words that may be the place of a deed.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'r> {
    /// Its first word, an index into `Reading::words`.
    pub first: usize,
    /// The word after its last.
    pub last: usize,
    /// What is known of it.
    pub kind: Kind,
    /// The mention, where it is one of a place.
    pub mention: Option<&'r Mention>,
    /// The party that is called so, where no word of place stands before it.
    pub party: Option<&'r Name>,
}

impl Candidate<'_> {
    /// Where it stands.
    pub fn span(&self, reading: &Reading) -> Span {
        reading.words[self.first].span.to(reading.words[self.last - 1].span)
    }
}

/// The candidates of a sentence, in text order; none of them shares a word with another.
pub fn find<'r>(knowledge: &Knowledge, reading: &'r Reading, number: u32) -> Vec<Candidate<'r>> {
    let sentence = reading.sentences[number as usize];
    let mentions = mentions_of(reading, number);
    let mut found: Vec<Candidate<'r>> = Vec::new();
    let placing = Placing::new(knowledge, reading, number);
    let party = |place: &Mention| {
        mentions.iter().filter(|m| m.first < place.last && place.first < m.last).find_map(|m| match &m.what {
            What::Party { name, by, .. } if *by != PartyUse::Town && !placing.is_placed(place, true) => Some(name),
            _ => None,
        })
    };
    for mention in mentions {
        let What::Place(place) = &mention.what else { continue };
        if found.last().is_none_or(|last| last.last <= mention.first as usize) {
            let kind = match (&place.name, &place.admin1) {
                (None, _) => Kind::Told,
                (Some(_), None) => Kind::Wide,
                _ => Kind::Known,
            };
            found.push(Candidate { first: mention.first as usize, last: mention.last as usize, kind, mention: Some(mention), party: party(mention) });
        }
    }
    let names = names(reading, sentence, &|at| {
        let other = |m: &Mention| matches!(m.what, What::Place(_) | What::Party { .. } | What::Time { .. });
        mentions.iter().any(|m| other(m) && m.words().contains(&at))
    });
    found.extend(names);
    found.sort_by_key(|candidate| candidate.first);
    found
}

/// Runs of capitalised proper names outside of what is taken, hyphens and apostrophes between them included.
fn names<'r>(reading: &Reading, sentence: Sentence, taken: &dyn Fn(usize) -> bool) -> Vec<Candidate<'r>> {
    let surface = |at: usize| reading.words[at].span.of(&reading.document.text);
    let capital = |at: usize| at < sentence.last as usize && surface(at).starts_with(char::is_uppercase);
    let name = |at: usize| capital(at) && reading.words[at].upos == "PROPN" && !taken(at);
    let joins = |at: usize| matches!(surface(at), "-" | "’" | "'") && capital(at + 1) && !taken(at);
    let (mut found, mut at) = (Vec::new(), sentence.first as usize);
    while at < sentence.last as usize {
        let first = at;
        while at < sentence.last as usize && (name(at) || at > first && joins(at)) {
            at += 1;
        }
        if at > first {
            found.push(Candidate { first, last: at, kind: Kind::Name, mention: None, party: None });
        } else {
            at += 1;
        }
    }
    found
}
