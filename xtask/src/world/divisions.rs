//! First-order divisions: what GeoNames calls them, and what the press does.

use super::read::{DivisionRow, table};
use anyhow::Result;
use counterclaim_rules::words::Words;
use std::{collections::BTreeMap, path::Path};

/// Words for a division, behind its name or before it. They are dropped where what is left is no common word ("Central Province" stays).
const BEHIND: &[&str] = &[
    " Oblast",
    " Region",
    " Province",
    " County",
    " Municipality",
    " City",
    " Division",
    " Voivodeship",
    " State",
    " District",
    " Rayon",
    " Governorate",
    " Department",
    " Prefecture",
];
const BEFORE: &[&str] = &["Region of ", "Municipality of ", "Republic of ", "Canton of ", "Muḩāfaz̧at ", "Muḩāfaz̧at al "];

/// A first-order division.
pub struct Division {
    /// What we call it.
    pub name: String,
    /// As GeoNames has it without accents: how the table of districts calls it.
    pub ascii: String,
    /// What else it is called.
    pub names: Vec<String>,
}

/// All of them, by GeoNames' code ("AM.08").
pub struct Divisions(BTreeMap<String, Division>);

impl Divisions {
    /// GeoNames' rows, with the press's names from a table laid over them.
    pub fn read(rows: &[DivisionRow], press: &Path) -> Result<Divisions> {
        let words = Words::shipped()?;
        let bare = |name: &str| {
            let behind = BEHIND.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
            let bare = BEFORE.iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
            if words.rank(&bare.to_lowercase()).is_some() { name.to_owned() } else { bare.to_owned() }
        };
        let mut all: BTreeMap<String, Division> = BTreeMap::new();
        for row in rows {
            let division = Division { name: bare(&row.name), ascii: row.ascii.clone(), names: vec![row.name.clone(), row.ascii.clone(), bare(&row.ascii)] };
            all.insert(row.code.clone(), division);
        }
        for cells in table(press)? {
            if let [code, name, names @ ..] = &cells[..]
                && let Some(division) = all.get_mut(code)
            {
                let was = std::mem::replace(&mut division.name, name.clone());
                let others = names.iter().flat_map(|names| names.split('|')).filter(|name| !name.is_empty()).map(str::to_owned);
                division.names.extend(others.chain([was]));
            }
        }
        Ok(Divisions(all))
    }

    /// The division of a code.
    pub fn get(&self, code: &str) -> Option<&Division> {
        self.0.get(code)
    }

    /// What we call it.
    pub fn name(&self, code: &str) -> Option<&str> {
        self.get(code).map(|division| &*division.name)
    }

    /// All, by code.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Division)> {
        self.0.iter().map(|(code, division)| (&**code, division))
    }
}
