//! Parties, bodies, camps, outlets, offices and places (`world/*.tsv`): what the program knows of the world, and how it finds it in a
//! sentence.
//!
//! "The Defense Ministry of Nagorno Karabak" holds a body and a party; "Baku" is a city and speaks for a government. Each `*_at` function
//! answers for one table and the words from `at` on, and leaves to its caller which answer counts. The surprising decision: capitals are
//! evidence. "Chad", "US" and "IS" are parties only as written so, and where the whole sentence is in capitals (`caps`) the spellings that
//! are also common words ("IS", "WHO") are no longer trusted.
//!
//! What one spelling in a table stands for, without being listed:
//! - case, accents, apostrophes, full stops and a final `'s` fold away ("Da’esh", "U.S.", "Azerbaijan's"), hyphens read as blanks;
//! - a lost apostrophe: "Azerbaijans", "Syrias", "SANAs" are tried without the s where the word itself is not known;
//! - "the" and the Arabic article are skipped: "Al-Nusra", "Nusra", "Al Nusra"; "Jaish al-Islam", "Jaish ul Islam";
//! - names of parties and leaders are also found by ear (`by_ear`): "Pashinian", "Zelenskyy", "Jeish al-Islam", "Houtis";
//! - words with several spellings that no rule reaches (`world/spellings.tsv`): "Nagorny Karabakh", "Taleban";
//! - two and three letters need capitals ("UN", "SDF"); longer acronyms may be written as words ("Nato", "Isis"); a spelling marked `=` in a
//!   table must stand in capitals whatever its length.

mod ear;
mod fold;
mod gazetteer;
mod index;
mod load;
pub mod outlines;
mod parts;
mod respell;
mod rows;
mod table;

use counterclaim_model::{Name, PartyUse};
pub use ear::by_ear;
pub use fold::fold;
use gazetteer::Gazetteer;
pub use gazetteer::{Also, Entry, PlaceHit, PlaceKind, PlaceRow, is_name, km, pack_places};
use index::{Capitals, Index, Match};
use respell::Respell;
pub use rows::{Body, BodyKind, Camp, Leader, Office, Outlet, Party, PartyKind};
use std::sync::{Arc, OnceLock};
use table::Tables;

/// The tables, and indexes over their spellings.
pub struct World {
    /// Who can fight, suffer or speak.
    pub parties: Vec<Party>,
    /// Organs of parties.
    pub bodies: Vec<Body>,
    /// Who shares a column.
    pub camps: Vec<Camp>,
    /// Agencies, newspapers, broadcasters.
    pub outlets: Vec<Outlet>,
    /// Titles.
    pub offices: Vec<Office>,
    /// People known without their office.
    pub leaders: Vec<Leader>,
    party_index: Index,
    body_index: Index,
    outlet_index: Index,
    office_index: Index,
    leader_index: Index,
    gazetteer: OnceLock<Gazetteer>,
    respell: Arc<Respell>,
}

/// A party found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartyHit<'w> {
    /// Words that it covers.
    pub len: usize,
    /// Its common English name.
    pub party: &'w Name,
    /// How it is named here.
    pub by: PartyUse,
    /// How the name is joined to what stands next to it.
    pub join: Join<'w>,
    /// A final s was dropped to find it: a plural ("Armenians"), or a possessive that lost its apostrophe ("Syrias").
    pub dropped_s: bool,
}

/// How a party's name is joined by hyphen, in one word or in three.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Join<'w> {
    /// It stands free.
    Free,
    /// A word hangs on it: "US-led", "Turkish-backed". The people spoken of may be others.
    After,
    /// It hangs on a word: "pro-Russian", "anti-Assad".
    Before,
    /// A second party is in the same word: "Armenia-Azerbaijan".
    And(&'w Name),
}

/// A body found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BodyHit<'w> {
    /// Words that it covers.
    pub len: usize,
    /// What it is called; none where its words are its name.
    pub body: Option<&'w Name>,
    /// Whether it is an organ, an unnamed source or a pointer back.
    pub kind: BodyKind,
    /// The party that the words imply: "Pentagon", "White House".
    pub party: Option<&'w Name>,
}

/// An outlet found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutletHit<'w> {
    /// Words that it covers.
    pub len: usize,
    /// Its row.
    pub outlet: &'w Outlet,
}

/// An office found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfficeHit<'w> {
    /// Words that it covers.
    pub len: usize,
    /// Its row.
    pub office: &'w Office,
    /// A final s was dropped to find it: more than one person ("the presidents"), or a lost apostrophe.
    pub dropped_s: bool,
}

/// A leader found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeaderHit<'w> {
    /// Words that it covers.
    pub len: usize,
    /// Its row.
    pub leader: &'w Leader,
}

/// `PartyUse` as a tag of the index; `HIDE` marks phrases that hold a party's name and are no party ("New Mexico").
const USES: [PartyUse; 3] = [PartyUse::Name, PartyUse::Demonym, PartyUse::Seat];
const HIDE: u8 = 3;

impl World {
    fn gazetteer(&self) -> &Gazetteer {
        let shipped = || Gazetteer::read(&Tables::default(), self.respell.clone());
        self.gazetteer.get_or_init(|| shipped().unwrap_or_else(|error| panic!("a table that ships with the program does not load: {error}")))
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.gazetteer().len()
    }

    /// The longest party name, alias, demonym or seat of government that starts at `words[at]`; `words` are the words of one sentence as
    /// received, `caps` says that the whole sentence is in capitals. "the" is never the first word of a hit.
    pub fn party_at(&self, words: &[&str], at: usize, caps: bool) -> Option<PartyHit<'_>> {
        let capitals = if caps { Capitals::Everywhere } else { Capitals::Tell };
        let index = &self.party_index;
        let mut before = false;
        let found = match index.longest(words, at, capitals) {
            Some(found) => found,
            None => {
                // "pro-Russian": the name starts behind a hyphen.
                let word = words.get(at)?;
                let hyphens = word.char_indices().filter(|(i, c)| *i > 0 && fold::is_hyphen(*c));
                before = true;
                hyphens.map(|(i, c)| i + c.len_utf8()).find_map(|i| index.at_part(words, at, i, capitals, None))?
            }
        };
        if found.tag == HIDE || self.is_hidden(words, at, &found, capitals) {
            return None;
        }
        let name = |m: &Match| &self.parties[m.row as usize].name;
        let join = match before || hangs_on(words, at) {
            true => Join::Before,
            false if found.cut => {
                let last = at + found.len - 1;
                match index.at_part(words, last, found.last_bytes, capitals, None) {
                    Some(other) if other.tag != HIDE => Join::And(name(&other)),
                    _ => Join::After,
                }
            }
            false if is_hung_on(words, at + found.len) => Join::After,
            false => Join::Free,
        };
        let by = USES[found.tag as usize];
        Some(PartyHit { len: found.len, party: name(&found), by, join, dropped_s: found.dropped_s })
    }

    /// The parties that go by these letters, in the table's order: "SLA" is more than one army's.
    pub fn namesakes(&self, letters: &str) -> Vec<&Party> {
        let mut rows = Vec::new();
        self.party_index.at_part(&[letters], 0, 0, Capitals::Tell, Some(&mut rows));
        rows.sort_unstable();
        rows.dedup();
        rows.iter().filter(|(_, tag)| *tag != HIDE).map(|(row, _)| &self.parties[*row as usize]).collect()
    }

    /// Whether a phrase that is no party ("New Mexico") covers the match.
    fn is_hidden(&self, words: &[&str], at: usize, found: &Match, capitals: Capitals) -> bool {
        (1..=3.min(at)).any(|back| {
            let hide = self.party_index.longest(words, at - back, capitals);
            hide.is_some_and(|hide| hide.tag == HIDE && hide.len >= back + found.len)
        })
    }

    /// The longest wording of a body, unnamed source or pointer back that starts at `words[at]`.
    pub fn body_at(&self, words: &[&str], at: usize, caps: bool) -> Option<BodyHit<'_>> {
        let found = self.body_index.longest(words, at, if caps { Capitals::Everywhere } else { Capitals::Tell })?;
        let body = &self.bodies[found.row as usize];
        (!found.cut).then_some(BodyHit { len: found.len, body: body.name.as_ref(), kind: body.kind, party: body.party.as_ref() })
    }

    /// The longest name of an outlet that starts at `words[at]`.
    pub fn outlet_at(&self, words: &[&str], at: usize, caps: bool) -> Option<OutletHit<'_>> {
        let found = self.outlet_index.longest(words, at, if caps { Capitals::Everywhere } else { Capitals::Tell })?;
        Some(OutletHit { len: found.len, outlet: &self.outlets[found.row as usize] })
    }

    /// The longest title that starts at `words[at]`.
    pub fn office_at(&self, words: &[&str], at: usize, caps: bool) -> Option<OfficeHit<'_>> {
        let found = self.office_index.longest(words, at, if caps { Capitals::Everywhere } else { Capitals::Tell })?;
        let office = &self.offices[found.row as usize];
        (!found.cut).then_some(OfficeHit { len: found.len, office, dropped_s: found.dropped_s })
    }

    /// The longest name of a leader that starts at `words[at]`: of those who are called so, the first who holds his post in that year, or
    /// the first of all where no year is given.
    pub fn leader_at(&self, words: &[&str], at: usize, caps: bool, year: Option<i16>) -> Option<LeaderHit<'_>> {
        let capitals = if caps { Capitals::Everywhere } else { Capitals::Tell };
        let mut rows = Vec::new();
        let found = self.leader_index.at_part(words, at, 0, capitals, Some(&mut rows)).filter(|found| !found.cut)?;
        rows.sort_unstable();
        let mut called = rows.iter().map(|(row, _)| &self.leaders[*row as usize]);
        let leader = called.find(|leader| year.is_none_or(|year| leader.holds(year)))?;
        Some(LeaderHit { len: found.len, leader })
    }

    /// The places of the longest name that starts at `words[at]`, with a capital; those whose own name it is
    /// before those that are also called so, the more populous first.
    pub fn place_at(&self, words: &[&str], at: usize, caps: bool) -> Option<PlaceHit<'_>> {
        self.gazetteer().at(words, at, if caps { Capitals::Everywhere } else { Capitals::Tell })
    }

    /// The party of that name, by any of its spellings.
    pub fn party(&self, name: &str) -> Option<&Party> {
        let words: Vec<&str> = name.split_whitespace().collect();
        self.called(&words).or_else(|| {
            // Names in small letters are heard like others.
            let capital = |word: &&str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
            let words: Vec<String> = words.iter().map(capital).collect();
            self.called(&words.iter().map(String::as_str).collect::<Vec<_>>())
        })
    }

    fn called(&self, words: &[&str]) -> Option<&Party> {
        let the = words.first().is_some_and(|word| word.eq_ignore_ascii_case("the")) as usize;
        let found = self.party_index.longest(words, the, Capitals::Ignored)?;
        (found.tag != HIDE && !found.cut && the + found.len == words.len()).then(|| &self.parties[found.row as usize])
    }

    /// Whether a party can be one side of fighting, in a year where one is given; one that the tables do not know is taken to.
    pub fn fights(&self, name: &str, year: Option<i16>) -> bool {
        self.party(name).is_none_or(|party| {
            let was = year.is_none_or(|year| party.from.is_none_or(|from| from <= year) && party.to.is_none_or(|to| year <= to));
            party.kind.fights() && was
        })
    }

    /// The first name of the camp that a party belongs to in that year (in any year where none is given), or its own name.
    pub fn camp_of<'a>(&'a self, name: &'a str, year: Option<i16>) -> &'a str {
        self.camp(name, year).map_or(name, |camp| &camp.camp)
    }

    /// The camp that a party shares with another in that year.
    pub fn camp(&self, name: &str, year: Option<i16>) -> Option<&Camp> {
        let holds = |camp: &&Camp| {
            let in_time = |year: i16| camp.from.is_none_or(|from| from <= year) && camp.to.is_none_or(|to| year <= to);
            *camp.party == *name && year.is_none_or(in_time)
        };
        self.camps.iter().find(holds)
    }

    /// Whether two parties share a column of the table in that year.
    pub fn same_camp(&self, a: &str, b: &str, year: Option<i16>) -> bool {
        self.camp_of(a, year) == self.camp_of(b, year)
    }
}

/// Whether the word at `at` is the last of three: "pro", "-", "Russian".
fn hangs_on(words: &[&str], at: usize) -> bool {
    let lower = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    at >= 2 && is_hyphen_word(words[at - 1]) && lower(words[at - 2])
}

/// Whether what ends before `end` is the first of three: "US", "-", "led".
fn is_hung_on(words: &[&str], end: usize) -> bool {
    let lower = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    words.get(end).is_some_and(|word| is_hyphen_word(word)) && words.get(end + 1).is_some_and(lower)
}

fn is_hyphen_word(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑")
}
