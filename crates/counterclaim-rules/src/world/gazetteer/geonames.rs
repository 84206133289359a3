//! GeoNames' own dumps: a country's (`AM.txt`) or all (`allCountries.txt`), nineteen columns parted by tabs, without a header.
//!
//! Taken in are populated places, divisions of the first three orders and regions; rivers, hills, hotels and farms are not, since the
//! names of most are others' names too. A place's division is named by the division's own line in the same file.

use super::{
    is_name,
    row::{Entry, PlaceKind},
};
use counterclaim_model::Error;
use std::collections::HashMap;

const COLUMNS: usize = 19;
const NAME: usize = 1;
const ASCII: usize = 2;
const ALTERNATES: usize = 3;
const LAT: usize = 4;
const LON: usize = 5;
const CLASS: usize = 6;
const CODE: usize = 7;
const COUNTRY: usize = 8;
const ADMIN1: usize = 10;
const POPULATION: usize = 14;

/// Whether a text is such a dump, by its first line.
pub fn is_dump(text: &str) -> bool {
    let mut cells = text.lines().next().unwrap_or_default().split('\t');
    cells.next().is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())) && cells.count() + 1 == COLUMNS
}

/// The places of a dump.
pub fn read(text: &str, file: &str) -> Result<Vec<Entry>, Error> {
    let mut divisions: HashMap<(&str, &str), &str> = HashMap::new();
    let mut rows = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |what: String| Error::rule(format!("{file}:{}", n + 1), what);
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != COLUMNS {
            return Err(wrong(format!("{} cells, but a line of a GeoNames dump has {COLUMNS}; use the file as it was downloaded", cells.len())));
        }
        let kind = match (cells[CLASS], cells[CODE]) {
            ("P", _) => PlaceKind::City,
            ("A", "ADM1") => PlaceKind::Admin1,
            ("A", "ADM2" | "ADM3") => PlaceKind::Admin2,
            ("L", "RGN" | "RGNE" | "RGNL") => PlaceKind::Region,
            _ => continue,
        };
        if kind == PlaceKind::Admin1 {
            divisions.insert((cells[COUNTRY], cells[ADMIN1]), cells[NAME]);
        }
        let degrees = |column: usize, most: f64| match cells[column].parse::<f64>() {
            Ok(n) if n.abs() <= most => Ok(n),
            _ => Err(wrong(format!("'{}' in column {} is no coordinate; use the file as it was downloaded", cells[column], column + 1))),
        };
        let people = cells[POPULATION];
        let population: u64 =
            if people.is_empty() { 0 } else { people.parse().map_err(|_| wrong(format!("'{people}' in column {} is no number of people", POPULATION + 1)))? };
        rows.push((kind, degrees(LAT, 90.0)?, degrees(LON, 180.0)?, population, cells));
    }
    let entries = rows.into_iter().map(|(kind, lat, lon, population, cells)| Entry {
        name: cells[NAME].to_owned(),
        names: std::iter::once(cells[ASCII]).chain(cells[ALTERNATES].split(',')).filter(|name| is_name(name)).map(str::to_owned).collect(),
        all_own: false,
        lat,
        lon,
        country: cells[COUNTRY].to_owned(),
        admin1: divisions.get(&(cells[COUNTRY], cells[ADMIN1])).map_or_else(String::new, |name| (*name).to_owned()),
        kind,
        population: population.min(u64::from(u32::MAX)) as u32,
    });
    Ok(entries.collect())
}
