//! The places, read from their tables when the first one is looked for.
//!
//! They are nine tenths of all that the tables hold, and reports without a claim never ask for one. A user's own tables are read at once,
//! so that what is wrong with them is said before the work begins.

use super::{
    index::Index,
    load::{PLACES, PLACES_ADDED},
    respell::Respell,
    rows::{self, PlaceRow},
    table::Tables,
};
use counterclaim_model::{Error, Name};
use std::{collections::HashMap, sync::Arc};

/// A place's other name, as a tag of the index.
const OTHER: u8 = 1;

/// All places, and the index over their spellings.
pub(super) struct Gazetteer {
    pub(super) rows: Vec<PlaceRow>,
    pub(super) index: Index,
}

impl Gazetteer {
    pub(super) fn read(tables: &Tables, respell: Arc<Respell>) -> Result<Gazetteer, Error> {
        let (added, gazetteer) = (tables.load(PLACES_ADDED, rows::PLACE, 4)?, tables.load(PLACES, rows::PLACE, 4)?);
        let count = added.len() + gazetteer.len();
        let mut index = Index::new(respell, count * 5 / 2);
        let mut seen: HashMap<String, Name> = HashMap::new();
        let mut shared = |text: &str| match seen.get(text) {
            Some(name) => name.clone(),
            None => seen.entry(text.to_string()).or_insert(text.into()).clone(),
        };
        let mut places = Vec::with_capacity(count);
        for (i, row) in added.iter().chain(&gazetteer).enumerate() {
            index.add(row.cell(0), i as u32, 0);
            // What was written down by hand, as the press spells it, comes before the gazetteer's long lists of other names.
            let tag = if i < added.len() { 0 } else { OTHER };
            row.values(4).for_each(|spelling| index.add(spelling, i as u32, tag));
            places.push(rows::place(row, &mut shared)?);
        }
        Ok(Gazetteer { rows: places, index })
    }
}
