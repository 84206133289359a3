//! The tables, shipped and a user's own, read into one world.
//!
//! The surprising decision: a mistake in a user's table stops the program with file and line. A row passed over in silence would show up
//! as a claim with the wrong side, far from where it was made.

use super::{
    Gazetteer, HIDE, Index, Respell, Tables, World,
    ear::shared,
    fold::{fold_into, parts, without_possessive},
    gazetteer::is_dump,
    rows,
    rows::Camp,
    table,
};
use counterclaim_model::{Error, Name};
use std::{
    collections::BTreeSet,
    io::BufRead,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

const PARTIES: (&str, &str) = ("parties.tsv", include_str!("../../../../world/parties.tsv"));
const BODIES: (&str, &str) = ("bodies.tsv", include_str!("../../../../world/bodies.tsv"));
const CAMPS: (&str, &str) = ("camps.tsv", include_str!("../../../../world/camps.tsv"));
const OUTLETS: (&str, &str) = ("outlets.tsv", include_str!("../../../../world/outlets.tsv"));
const OFFICES: (&str, &str) = ("offices.tsv", include_str!("../../../../world/offices.tsv"));
const LEADERS: (&str, &str) = ("leaders.tsv", include_str!("../../../../world/leaders.tsv"));
pub(super) const PLACES_ADDED: (&str, &str) = ("places-added.tsv", include_str!("../../../../world/places-added.tsv"));
const SPELLINGS: (&str, &str) = ("spellings.tsv", include_str!("../../../../world/spellings.tsv"));

/// A user's table of places; what ships is packed.
pub(super) const PLACES: &str = "places.tsv";
/// What a dump of GeoNames is called among a user's tables.
pub(super) const DUMP: &str = "GeoNames";

const TABLES: [&str; 9] = [PARTIES.0, BODIES.0, CAMPS.0, OUTLETS.0, OFFICES.0, LEADERS.0, PLACES, PLACES_ADDED.0, SPELLINGS.0];

fn names_of_tables() -> String {
    TABLES.join(", ")
}

fn no_party(name: &str) -> String {
    format!("'{name}' is no party of parties.tsv; spell it as there, or add a row for it")
}

impl World {
    /// The tables that ship with the program.
    pub fn shipped() -> World {
        World::read(&Tables::default()).unwrap_or_else(|error| panic!("a table that ships with the program does not load: {error}"))
    }

    /// The shipped tables with a user's laid over them: a file of the same name in `dir`, with the same columns. A row with the key of a
    /// shipped row replaces it (parties, outlets and offices: the name; leaders: name and party; bodies: the words; camps: camp, party and first year;
    /// places: name, kind, country and division, or name, kind and country within 50 km); any other row is added. Places may also come as
    /// GeoNames gives them out, in a file `*.txt` or as `places.tsv`.
    pub fn with(dir: &Path) -> Result<World, Error> {
        let mut over = Vec::new();
        World::check_names(dir)?;
        for file in TABLES {
            let path = dir.join(file);
            if path.exists() {
                over.push((file, path.display().to_string(), text(&path)?));
            }
        }
        for path in dumps(dir)? {
            over.push((DUMP, path.display().to_string(), text(&path)?));
        }
        if over.is_empty() {
            return Err(Error::rule(dir.display(), format!("holds no world table; name the files as the shipped ones: {}", names_of_tables())));
        }
        World::read(&Tables(over))
    }

    /// Fails where a table in the folder has a name that none has: it would be passed over in silence.
    fn check_names(dir: &Path) -> Result<(), Error> {
        let files = std::fs::read_dir(dir).map_err(|e| Error::rule(dir.display(), format!("cannot be read ({e})")))?;
        let mut strange: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).filter(|path| path.extension().is_some_and(|e| e == "tsv")).collect();
        strange.retain(|path| !TABLES.iter().any(|name| path.file_name().is_some_and(|file| file == *name)));
        strange.sort();
        match strange.first() {
            Some(path) => Err(Error::rule(path.display(), format!("is the name of no world table; the tables are {}", names_of_tables()))),
            None => Ok(()),
        }
    }

    /// Puts another table of camps in place of its own; without one, nobody shares a column.
    pub fn set_camps(&mut self, path: Option<&Path>) -> Result<(), Error> {
        self.camps.clear();
        let Some(path) = path else { return Ok(()) };
        let name = path.display().to_string();
        let tables = Tables(vec![(CAMPS.0, name.clone(), text(path)?)]);
        tables.check_keys(CAMPS.0, rows::CAMP, 3)?;
        for row in table::rows(&tables.0[0].2, &name, rows::CAMP)? {
            let camp = rows::camp(&row)?;
            self.check_camp(&row, &camp)?;
            self.camps.push(camp);
        }
        Ok(())
    }

    fn check_camp(&self, row: &table::Row, camp: &Camp) -> Result<(), Error> {
        let unknown = [&camp.camp, &camp.party].into_iter().find(|name| !self.parties.iter().any(|party| party.name == **name));
        unknown.map_or(Ok(()), |name| Err(row.wrong(no_party(name))))
    }

    fn read(tables: &Tables) -> Result<World, Error> {
        let load = |table: (&'static str, &'static str), columns, keys| {
            tables.check_keys(table.0, columns, keys)?;
            tables.load(table, columns, keys)
        };
        let mut respell = Respell::default();
        for row in load(SPELLINGS, rows::SPELLING, 1)? {
            for spelling in row.values(1) {
                respell.add(spelling, row.cell(0));
            }
        }
        let party_rows = load(PARTIES, rows::PARTY, 1)?;
        let leader_rows = load(LEADERS, rows::LEADER, 2)?;
        hear(&mut respell, &party_rows, &leader_rows);
        let respell = Arc::new(respell);
        let index = |expect| Index::new(respell.clone(), expect);
        let (mut party_index, mut leader_index, mut body_index) = (index(4096), index(4096), index(512));
        (party_index.by_ear, leader_index.by_ear) = (true, true);
        let (mut outlet_index, mut office_index) = (index(512), index(512));
        (outlet_index.with_article, office_index.with_article) = (true, true);

        let mut parties = Vec::new();
        for row in &party_rows {
            if row.cell(1) == "none" {
                party_index.add(row.cell(0), u32::MAX, HIDE);
                row.values(4).for_each(|spelling| party_index.add(spelling, u32::MAX, HIDE));
                continue;
            }
            let party = rows::party(row)?;
            let n = parties.len() as u32;
            party_index.add(&party.name, n, 0);
            party.names.iter().for_each(|spelling| party_index.add(spelling, n, 0));
            party.demonyms.iter().for_each(|spelling| party_index.add(spelling, n, 1));
            party.seats.iter().for_each(|spelling| party_index.add(spelling, n, 2));
            parties.push(party);
        }
        let known: BTreeSet<&str> = parties.iter().map(|party| &*party.name).collect();
        let must_be_known = |row: &table::Row, name: Option<&Name>| match name {
            Some(name) if !known.contains(&**name) => Err(row.wrong(no_party(name))),
            _ => Ok(()),
        };
        for row in party_rows.iter().filter(|row| row.cell(1) != "none" && !row.cell(2).is_empty()) {
            must_be_known(row, Some(&row.cell(2).into()))?;
        }

        let mut bodies = Vec::new();
        for row in load(BODIES, rows::BODY, 1)? {
            let body = rows::body(&row)?;
            must_be_known(&row, body.party.as_ref())?;
            body.words.iter().for_each(|words| body_index.add(words, bodies.len() as u32, 0));
            bodies.push(body);
        }
        let mut camps = Vec::new();
        for row in load(CAMPS, rows::CAMP, 3)? {
            let camp = rows::camp(&row)?;
            must_be_known(&row, Some(&camp.camp))?;
            must_be_known(&row, Some(&camp.party))?;
            camps.push(camp);
        }
        let mut outlets = Vec::new();
        for row in load(OUTLETS, rows::OUTLET, 1)? {
            let outlet = rows::outlet(&row);
            must_be_known(&row, outlet.state.as_ref())?;
            must_be_known(&row, outlet.voice.as_ref())?;
            outlet_index.add(&outlet.name, outlets.len() as u32, 0);
            outlet.names.iter().for_each(|name| outlet_index.add(name, outlets.len() as u32, 0));
            outlets.push(outlet);
        }
        let mut offices = Vec::new();
        for row in load(OFFICES, rows::OFFICE, 1)? {
            let office = rows::office(&row);
            must_be_known(&row, office.party.as_ref())?;
            office_index.add(&office.name, offices.len() as u32, 0);
            office.words.iter().for_each(|words| office_index.add(words, offices.len() as u32, 0));
            offices.push(office);
        }
        let mut leaders = Vec::new();
        for row in &leader_rows {
            let leader = rows::leader(row)?;
            must_be_known(row, Some(&leader.party))?;
            leader_index.add(&leader.name, leaders.len() as u32, 0);
            leader.names.iter().for_each(|name| leader_index.add(name, leaders.len() as u32, 0));
            leaders.push(leader);
        }
        let gazetteer = OnceLock::new();
        if [PLACES, PLACES_ADDED.0, DUMP].into_iter().any(|table| tables.has(table)) {
            let _ = gazetteer.set(Gazetteer::read(tables, respell.clone())?);
        }
        Ok(World { parties, bodies, camps, outlets, offices, leaders, party_index, body_index, outlet_index, office_index, leader_index, gazetteer, respell })
    }
}

fn text(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|e| Error::rule(path.display(), format!("cannot be read ({e}); a table must be a UTF-8 text file")))
}

/// The dumps of GeoNames in a folder, in the order of their names.
fn dumps(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let unread = |e: std::io::Error| Error::rule(dir.display(), format!("cannot be read ({e})"));
    let mut dumps = Vec::new();
    for file in std::fs::read_dir(dir).map_err(unread)? {
        let path = file.map_err(unread)?.path();
        if path.extension().is_some_and(|end| end == "txt") {
            let mut line = String::new();
            let read = std::fs::File::open(&path).and_then(|file| std::io::BufReader::new(file).read_line(&mut line));
            if read.is_ok() && is_dump(&line) {
                dumps.push(path);
            }
        }
    }
    dumps.sort();
    Ok(dumps)
}

/// Teaches how the words of names sound: those with a capital, of parties and leaders.
fn hear(respell: &mut Respell, parties: &[table::Row], leaders: &[table::Row]) {
    fn values<'t>(row: &table::Row<'t>, columns: &'static [usize]) -> impl Iterator<Item = &'t str> {
        let cells: Vec<&'t str> = columns.iter().map(|&column| row.cell(column)).collect();
        cells.into_iter().flat_map(|cell| cell.split('|'))
    }
    let named = parties.iter().flat_map(|row| values(row, &[0, 4, 5, 6])).chain(leaders.iter().flat_map(|row| values(row, &[0, 2])));
    let mut folded = String::new();
    for part in named.flat_map(parts).filter(|part| part.starts_with(char::is_uppercase)) {
        folded.clear();
        fold_into(without_possessive(part), &mut folded);
        respell.know(&folded);
    }
    // An owner for each party and use: names, demonyms, seats.
    const USES: [&[usize]; 3] = [&[0, 4], &[5], &[6]];
    let uses = |(n, row)| (0..3).flat_map(move |using| values(row, USES[using]).map(move |name| (name, 3 * n + using)));
    for key in shared(parties.iter().enumerate().flat_map(uses).filter(|(name, _)| !name.is_empty())) {
        respell.bar(&key);
    }
}
