//! The places: those that ship with the program, those written down by hand, and the user's, each a layer over the one below.
//!
//! The shipped ones (`world/places.bin`, made by `xtask world`) are opened where they lie in the program; the others are packed the same
//! way when they are read. The surprising decision: nothing is left out for being a word or a given name too. Such names are marked, and
//! `PlaceRow::stands_alone` says which places need no word of place beside them.

mod geonames;
mod open;
mod pack;
mod row;

use super::{
    index::Capitals,
    load::{DUMP, PLACES, PLACES_ADDED},
    parts::{Parts, is_article},
    respell::{FIRST, Respell, last, step},
    table::{self, Row, Tables},
};
use crate::words::Words;
use counterclaim_model::Error;
pub(super) use geonames::is_dump;
use open::{Found, Pack};
pub use pack::is_name;
pub use row::{Also, Entry, PlaceKind, PlaceRow, km};
use std::{borrow::Cow, cmp::Reverse, collections::HashSet, sync::Arc};

const SHIPPED: &[u8] = include_bytes!("../../../../world/places.bin");
const GIVEN_NAMES: &str = include_str!("../../../../world/given-names.tsv");

const COLUMNS: &[&str] = &["name", "kind", "country", "admin1", "names", "lat", "lon", "thousands"];

/// A place by hand takes the place of one of that name and kind that is no farther away, in kilometres.
const SAME: f32 = 50.0;

/// A name of fewer letters is taken for a word: it stands for too much else.
const SHORT: usize = 4;

/// All places.
pub(super) struct Gazetteer {
    layers: Vec<Pack>,
    respell: Arc<Respell>,
}

/// The places of one name.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceHit<'w> {
    /// Words that they cover.
    pub len: usize,
    /// Every place of that name: those whose own name it is before those that are also called so, the more populous first.
    pub places: Vec<PlaceRow<'w>>,
}

impl PlaceHit<'_> {
    /// Whether the name is a place's wherever it stands.
    pub fn stands_alone(&self) -> bool {
        self.places.iter().any(PlaceRow::stands_alone)
    }
}

impl Gazetteer {
    /// The shipped places with those by hand and the user's laid over them.
    pub fn read(tables: &Tables, respell: Arc<Respell>) -> Result<Gazetteer, Error> {
        let broken = || Error::rule("places.bin", "is no gazetteer of this version; make it with `cargo xtask world`");
        let mut gazetteer = Gazetteer { layers: vec![Pack::open(Cow::Borrowed(SHIPPED), false).ok_or_else(broken)?], respell };
        let added = tables.load(PLACES_ADDED, COLUMNS, 4)?;
        gazetteer.lay(&entries(&added)?, true)?;
        let mut own = Vec::new();
        for (name, path, text) in &tables.0 {
            match *name {
                DUMP => gazetteer.lay(&geonames::read(text, path)?, false)?,
                PLACES if is_dump(text) => gazetteer.lay(&geonames::read(text, path)?, false)?,
                PLACES => own.extend(entries(&table::rows(text, path, COLUMNS)?)?),
                _ => {}
            }
        }
        if !own.is_empty() {
            gazetteer.lay(&own, true)?;
        }
        Ok(gazetteer)
    }

    /// Lays places over those that are there; what they tell anew is no longer found below.
    fn lay(&mut self, entries: &[Entry], by_hand: bool) -> Result<(), Error> {
        let bytes = match by_hand {
            true => pack::pack(entries, &|_| Also::Nothing),
            false => pack_places(entries)?,
        };
        let broken = || Error::rule("places", "too many places for one table");
        let layer = Pack::open(Cow::Owned(bytes), by_hand).ok_or_else(broken)?;
        for entry in entries {
            for (n, spelling) in std::iter::once(&entry.name).chain(&entry.names).enumerate() {
                let Some(folded) = pack::folded(spelling) else { continue };
                for below in &mut self.layers {
                    let told = |posting: &u32| {
                        let row = below.told(*posting);
                        let here = (entry.lat as f32, entry.lon as f32);
                        let near = km(here, (row.lat, row.lon)) <= SAME || entry.kind == PlaceKind::Admin1;
                        let same = n == 0 && row.name == entry.name && row.admin1.unwrap_or_default() == entry.admin1;
                        row.kind == entry.kind && row.country.unwrap_or_default() == entry.country && (same || near && (n == 0 || row.own))
                    };
                    let again: Vec<u32> = below.called(&folded).into_iter().filter(told).collect();
                    below.hide(&again);
                }
            }
        }
        self.layers.push(layer);
        Ok(())
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.layers.iter().map(Pack::len).sum()
    }

    /// Whether no name begins with a word: told from its letters alone, without folding it, for most words are no places.
    fn is_strange(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        if word.eq_ignore_ascii_case("al") || !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return false;
        }
        let (mut before, mut hash) = (FIRST, FIRST);
        for byte in bytes {
            (before, hash) = (hash, step(hash, byte.to_ascii_lowercase()));
        }
        let begins = |hash: u64| self.respell.has(last(hash)) || self.layers.iter().any(|layer| layer.may_begin(last(hash)));
        !(begins(hash) || bytes.ends_with(b"s") && begins(before))
    }

    /// The places of the longest name that starts at `words[at]`, with a capital or a digit.
    pub fn at(&self, words: &[&str], at: usize, capitals: Capitals) -> Option<PlaceHit<'_>> {
        let word = words.get(at)?;
        if capitals != Capitals::Ignored
            && !word.trim_start_matches(super::fold::is_apostrophe).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !is_article(word)
        {
            return None;
        }
        if self.is_strange(word) {
            return None;
        }
        let mut parts = Parts::new(&self.respell, false, words, at, 0);
        let skipped = parts.get(0).is_some_and(|p| p.folded == "al");
        let first = usize::from(skipped);
        let article = skipped || at > 0 && words[at - 1].eq_ignore_ascii_case("the");
        if !parts.get(first)?.capital && capitals == Capitals::Tell {
            return None;
        }
        let longest = |layer| Pack::longest(layer, &mut parts, first, article, capitals).map(|found| (layer, found));
        let found: Vec<(&Pack, Found)> = self.layers.iter().filter_map(longest).collect();
        let (_, best) = found.iter().max_by_key(|(_, found)| found.rank)?;
        // "Goris" is no plural of "Gori", and what is left of a short word is chance.
        if best.at.dropped_s && words[at + best.at.len - 1].len() < 6 {
            return None;
        }
        let same = found.iter().filter(|(_, found)| found.rank == best.rank);
        let mut places: Vec<PlaceRow> = same.flat_map(|(layer, found)| found.postings.iter().map(|posting| layer.told(*posting))).collect();
        let letters = parts.get(first).map_or(0, |head| head.folded.chars().count());
        if best.at.len == 1 && letters < SHORT {
            places.iter_mut().filter(|place| place.also == Also::Nothing).for_each(|place| place.also = Also::Word);
        }
        // A division has the people of all its towns: "Idlib" is the city before it is the province.
        let people = |place: &PlaceRow| if place.kind == PlaceKind::Admin1 { place.population / 20 } else { place.population };
        places.sort_by_key(|place| (!place.own, Reverse(people(place)), !place.by_hand));
        Some(PlaceHit { len: best.at.len, places })
    }
}

impl PlaceRow<'_> {
    /// Whether its name is a place's wherever it stands, without a word of place beside it: countries, divisions, and places of some size
    /// whose name is no word and no given name. The bounds are those of places that the press names without saying where they are.
    pub fn stands_alone(&self) -> bool {
        let enough = match (self.also, self.own) {
            (Also::Word, _) => 200_000,
            (_, true) => 30_000,
            (_, false) => 100_000,
        };
        self.by_hand
            || self.also != Also::Abbreviation
                && match self.kind {
                    PlaceKind::Country => true,
                    PlaceKind::Admin1 => self.also == Also::Nothing && self.own,
                    PlaceKind::Admin2 => false,
                    PlaceKind::City | PlaceKind::Region => self.population >= enough,
                }
    }
}

/// Packs places of a gazetteer, each name marked with what else it is.
pub fn pack_places(entries: &[Entry]) -> Result<Vec<u8>, Error> {
    let words = Words::shipped()?;
    let given: HashSet<&str> = GIVEN_NAMES.lines().filter(|line| !line.starts_with('#')).collect();
    Ok(pack::pack(entries, &|folded| match () {
        () if given.contains(folded) => Also::GivenName,
        // A word met once may be a name that was printed in small letters.
        () if words.rank(folded).is_some_and(|rank| rank > 0) => Also::Word,
        () => Also::Nothing,
    }))
}

fn entries(rows: &[Row]) -> Result<Vec<Entry>, Error> {
    rows.iter().map(entry).collect()
}

fn entry(row: &Row) -> Result<Entry, Error> {
    let kind = row::KINDS.iter().find(|(word, _)| *word == row.cell(1)).map(|(_, kind)| *kind);
    let kinds = || row::KINDS.map(|(word, _)| word).join(", ");
    let country = row.cell(2);
    if !matches!(country.as_bytes(), [] | [b'A'..=b'Z', b'A'..=b'Z']) {
        return Err(row.wrong(format!("'{country}' is no country; write its two capital letters (ISO 3166-1), or leave the cell empty")));
    }
    Ok(Entry {
        name: row.cell(0).to_owned(),
        names: row.values(4).map(str::to_owned).collect(),
        all_own: true,
        lat: row.degrees(5, 90.0)?.into(),
        lon: row.degrees(6, 180.0)?.into(),
        country: country.to_owned(),
        admin1: row.cell(3).to_owned(),
        kind: kind.ok_or_else(|| row.wrong(format!("kind '{}' is not known; write one of {}", row.cell(1), kinds())))?,
        population: match row.cell(7) {
            "" => 0,
            text => 1000 * text.parse::<u32>().map_err(|_| row.wrong(format!("'{text}' is no number of thousands; write a whole number or leave it empty")))?,
        },
    })
}
