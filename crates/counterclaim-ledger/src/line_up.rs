//! What hangs on many reports: days told by others, claims set aside, origins, and the runs of fighting with all that is reckoned of them.
//!
//! Rooms 8 and 9 are asked of all reports in brief; then each run of fighting is held against what the file has of it, and only those that
//! are otherwise are reckoned and written again. So the work of adding a report is that of its own episode.

use crate::{
    kept::Kept,
    load::{As, Packed, reading, taken_in},
    origins::origins,
    reckoned::{self, json},
    row, seal,
    shelf::{Changed, Shelf, Standing},
};
use counterclaim::{
    Counterclaim,
    stitch::{
        background,
        brief::Brief,
        date,
        episode::{Run, runs},
    },
};
use counterclaim_model::{Ledger, Name, Origin, Reading};
use rayon::prelude::*;
use rusqlite::{Connection, params};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// Reports of the runs that are reckoned side by side: what stands in memory at once.
const AT_ONCE: usize = 2000;

/// A run of fighting, as it is to be written.
pub(crate) struct Due {
    /// Its number in the file: its first report's.
    pub n: i64,
    /// A hash of what it is reckoned from.
    pub mark: String,
    run: Run,
}

/// What is otherwise than the file has it.
pub(crate) struct Lined {
    standing: Vec<Standing>,
    /// The same as they are beside each other.
    briefs: Vec<Arc<Brief>>,
    by_doc: HashMap<Name, usize>,
    /// Places among the standing of those that others change otherwise than before, with what is kept of them beside the others.
    changed: Vec<(usize, Option<Vec<u8>>)>,
    /// Reports that the file has in brief, and that stand no longer or were read again.
    fallen: Vec<i64>,
    origins: Vec<Origin>,
    /// The origins that a report has part in, by its place.
    touching: BTreeMap<usize, Vec<usize>>,
    due: Vec<Due>,
    /// Numbers of runs that the file has, and that are no more or are due.
    gone: Vec<i64>,
}

impl Lined {
    /// Lines the standing reports up. `anew` asks the readings alone, and holds everything for due; `by` names who reckons.
    pub(crate) fn up(conn: &Connection, heart: &Counterclaim, by: &str, anew: bool) -> Result<Lined, rusqlite::Error> {
        let Shelf { mut standing, gone: fallen } = if anew { Shelf::anew(conn, heart)? } else { Shelf::of(conn, heart)? };
        let mut changed: BTreeSet<usize> = dated(conn, heart, &mut standing)?;
        changed.extend(set_aside(conn, heart, &mut standing)?);
        let kept = |index: usize| -> Result<(usize, Option<Vec<u8>>), rusqlite::Error> {
            let one = &standing[index];
            let beside = one.dated.is_some() || one.beside.is_some();
            Ok((index, if beside { Some(Kept::of(&read(conn, heart, one)?).bytes()) } else { None }))
        };
        let changed = changed.into_iter().map(kept).collect::<Result<Vec<_>, _>>()?;
        let briefs: Vec<Arc<Brief>> = standing.iter().map(|one| one.brief().clone()).collect();
        let origins = origins(conn, heart, &mut standing, &fallen)?;
        let by_doc: HashMap<Name, usize> = briefs.iter().enumerate().map(|(index, brief)| (brief.doc.clone(), index)).collect();
        let touching = touching(&origins, &by_doc);
        let fallen = fallen.into_iter().map(|gone| gone.report).collect();
        let mut lined = Lined { standing, briefs, by_doc, changed, fallen, origins, touching, due: Vec::new(), gone: Vec::new() };
        lined.hold_against(conn, by, anew)?;
        Ok(lined)
    }

    /// Finds the runs that are otherwise than the file has them.
    fn hold_against(&mut self, conn: &Connection, by: &str, anew: bool) -> Result<(), rusqlite::Error> {
        let mut had: BTreeMap<i64, String> = BTreeMap::new();
        if !anew {
            had = conn.prepare("SELECT n, mark FROM episodes")?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        }
        for run in runs(&self.briefs, &self.origins) {
            let n = run.reports.iter().map(|index| self.standing[*index].report).min().unwrap_or_default();
            let mark = self.mark(&run, by);
            let before = had.remove(&n);
            if before.as_ref() != Some(&mark) {
                self.gone.extend(before.map(|_| n));
                self.due.push(Due { n, mark, run });
            }
        }
        self.gone.extend(had.into_keys());
        Ok(())
    }

    /// A hash of all that a run is reckoned from.
    fn mark(&self, run: &Run, by: &str) -> String {
        let mut hash = blake3::Hasher::new();
        let mut feed = |words: &str| {
            hash.update(&(words.len() as u64).to_le_bytes()).update(words.as_bytes());
        };
        [by, &run.id].into_iter().chain(run.why.iter().map(String::as_str)).for_each(&mut feed);
        feed(&json(&(&run.parent, &run.wars)));
        for index in &run.reports {
            let one = &self.standing[*index];
            [&*one.report.to_string(), &one.alone.doc, &one.mark].into_iter().for_each(&mut feed);
            feed(&json(&one.dated.as_ref().map(|dated| &dated.by)));
            feed(&json(&one.beside.as_ref().map(|beside| &beside.by)));
            self.touching.get(index).into_iter().flatten().for_each(|origin| feed(&json(&self.origins[*origin])));
        }
        hash.finalize().to_hex()[..32].to_owned()
    }

    /// Writes what others change of the reports, and who repeats whom; takes out the runs that are no more or are due.
    pub(crate) fn begin(&self, tx: &Connection) -> Result<(), rusqlite::Error> {
        for (index, bytes) in &self.changed {
            let report = self.standing[*index].report;
            tx.prepare_cached("UPDATE readings SET together = ?2 WHERE report = ?1")?.execute(params![report, bytes])?;
            let (_, reading) = reading(tx, report, As::Together)?.open()?;
            let taken: String = tx.prepare_cached("SELECT taken FROM readings WHERE report = ?1")?.query_row([report], |row| row.get(0))?;
            row::reading(tx, report, &reading, &taken_in(&taken, String::new())?.doubts)?;
            seal::report(tx, report)?;
        }
        for report in &self.fallen {
            tx.prepare_cached("DELETE FROM briefs WHERE report = ?1")?.execute([report])?;
        }
        self.standing.iter().filter(|one| !one.kept).try_for_each(|one| one.put(tx))?;
        for n in &self.gone {
            reckoned::take_out(tx, *n)?;
        }
        self.put_origins(tx)
    }

    /// Origins, each where it is otherwise than before.
    pub(crate) fn put_origins(&self, tx: &Connection) -> Result<(), rusqlite::Error> {
        let sql = "SELECT first, exact FROM origins";
        let mut had: BTreeMap<i64, String> = tx.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let mut new = Vec::new();
        for origin in &self.origins {
            let Some(first) = self.number(&origin.first) else { continue };
            if had.get(&first) == Some(&json(origin)) {
                had.remove(&first);
            } else {
                new.push((first, origin));
            }
        }
        for first in had.into_keys() {
            reckoned::take_out_origin(tx, first)?;
        }
        new.into_iter().try_for_each(|(first, origin)| reckoned::put_origin(tx, first, origin, &|doc| self.number(doc)))
    }

    /// Runs that are due, so many at a time that their reports find room.
    pub(crate) fn batches(&self) -> Vec<&[Due]> {
        let (mut batches, mut rest) = (Vec::new(), &self.due[..]);
        while !rest.is_empty() {
            let mut reports = 0;
            let fit = rest.iter().take_while(|due| {
                let fits = reports < AT_ONCE;
                reports += due.run.reports.len();
                fits
            });
            let (some, left) = rest.split_at(fit.count().max(1));
            batches.push(some);
            rest = left;
        }
        batches
    }

    /// Reckons some runs from the readings that the file has, each a ledger of its own.
    pub(crate) fn reckon(&self, conn: &Connection, heart: &Counterclaim, some: &[Due]) -> Result<Vec<Ledger>, rusqlite::Error> {
        let packed = some.iter().map(|due| due.run.reports.iter().map(|index| reading(conn, self.standing[*index].report, As::Together)).collect());
        let packed: Vec<Vec<_>> = packed.collect::<Result<_, rusqlite::Error>>()?;
        let reckoned = some.par_iter().zip(packed).map(|(due, packed)| {
            let readings = packed.into_iter().map(|packed| Ok(packed.open()?.1)).collect::<Result<Vec<Reading>, rusqlite::Error>>()?;
            let of: BTreeSet<usize> = due.run.reports.iter().filter_map(|index| self.touching.get(index)).flatten().copied().collect();
            let origins = of.into_iter().map(|n| self.origins[n].clone()).collect();
            Ok(heart.reckon(&due.run, &self.briefs, readings, origins))
        });
        reckoned.collect()
    }

    /// Writes what was reckoned.
    pub(crate) fn put(&self, tx: &Connection, some: &[Due], reckoned: &[Ledger]) -> Result<(), rusqlite::Error> {
        some.iter().zip(reckoned).try_for_each(|(due, ledger)| reckoned::put(tx, due.n, &due.mark, ledger, &|doc| self.number(doc)))
    }

    /// The last of it: from now on all is as the reports give it.
    pub(crate) fn end(&self, tx: &Connection, receipt: i64) -> Result<(), rusqlite::Error> {
        for (key, value) in [("stale", "0"), ("receipt", &*receipt.to_string()), ("inputs", &*inputs(tx)?)] {
            tx.execute("INSERT INTO state VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])?;
        }
        crate::judge::sealed(tx)?;
        seal::tables(tx, seal::BESIDE)
    }

    /// What is kept of each report beside the others, where they change it.
    pub(crate) fn together(&self) -> impl Iterator<Item = (i64, Option<&[u8]>)> {
        let mut changed = self.changed.iter().peekable();
        self.standing.iter().enumerate().map(move |(index, one)| {
            let bytes = changed.next_if(|(of, _)| *of == index).and_then(|(_, bytes)| bytes.as_deref());
            (one.report, bytes)
        })
    }

    /// The reports in brief.
    pub(crate) fn standing(&self) -> &[Standing] {
        &self.standing
    }

    fn number(&self, doc: &str) -> Option<i64> {
        self.by_doc.get(doc).map(|index| self.standing[*index].report)
    }
}

/// The origins that a report has part in, by its place.
fn touching(origins: &[Origin], by_doc: &HashMap<Name, usize>) -> BTreeMap<usize, Vec<usize>> {
    let mut touching: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, origin) in origins.iter().enumerate() {
        origin.docs().filter_map(|doc| by_doc.get(doc)).for_each(|index| touching.entry(*index).or_default().push(n));
    }
    touching
}

/// Dates what others date; gives back the places of those whose day is another than before.
fn dated(conn: &Connection, heart: &Counterclaim, standing: &mut [Standing]) -> Result<BTreeSet<usize>, rusqlite::Error> {
    let briefs: Vec<Arc<Brief>> = standing.iter().map(|one| one.alone.clone()).collect();
    let mut days = date::date(&briefs);
    let mut changed = BTreeSet::new();
    for (index, one) in standing.iter_mut().enumerate() {
        let day = days.remove(&index);
        if one.dated.as_ref().map(|dated| &dated.by) == day.as_ref() {
            continue;
        }
        (one.dated, one.beside, one.kept) = (None, None, false);
        if let Some(published) = day {
            let reading = heart.dated(read(conn, heart, one)?, published.clone());
            one.dated = Some(Changed { brief: Arc::new(heart.brief(&reading)), by: published });
        }
        changed.insert(index);
    }
    Ok(changed)
}

/// Sets aside what others hold for background; gives back the places of those that lose other claims than before.
fn set_aside(conn: &Connection, heart: &Counterclaim, standing: &mut [Standing]) -> Result<BTreeSet<usize>, rusqlite::Error> {
    let briefs: Vec<Arc<Brief>> = standing.iter().map(|one| one.dated.as_ref().map_or(&one.alone, |dated| &dated.brief).clone()).collect();
    let mut aside = background::set_aside(&briefs);
    let mut changed = BTreeSet::new();
    for (index, one) in standing.iter_mut().enumerate() {
        let claims = aside.remove(&index);
        if one.beside.as_ref().map(|beside| &beside.by) == claims.as_ref() {
            continue;
        }
        (one.beside, one.kept) = (None, false);
        if let Some(claims) = claims {
            let mut reading = read(conn, heart, one)?;
            set_back(&mut reading, &claims);
            one.beside = Some(Changed { brief: Arc::new(heart.brief(&reading)), by: claims });
        }
        changed.insert(index);
    }
    Ok(changed)
}

/// A report as it is beside the others.
fn read(conn: &Connection, heart: &Counterclaim, one: &Standing) -> Result<Reading, rusqlite::Error> {
    beside(heart, one, reading(conn, one.report, As::Alone)?)
}

/// The same, of the reading that is kept of it alone.
pub(crate) fn beside(heart: &Counterclaim, one: &Standing, alone: Packed) -> Result<Reading, rusqlite::Error> {
    let (_, mut reading) = alone.open()?;
    if let Some(dated) = &one.dated {
        reading = heart.dated(reading, dated.by.clone());
    }
    if let Some(beside) = &one.beside {
        set_back(&mut reading, &beside.by);
    }
    Ok(reading)
}

/// Holds these claims of a reading for background.
fn set_back(reading: &mut Reading, claims: &[usize]) {
    for claim in claims {
        reading.claims.get_mut(*claim).into_iter().for_each(|claim| claim.current = false);
    }
}

/// A hash of the standing reports.
fn inputs(tx: &Connection) -> Result<String, rusqlite::Error> {
    let mut hash = blake3::Hasher::new();
    let mut found = tx.prepare("SELECT sha256 FROM reports WHERE stands = 1 ORDER BY sha256")?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        hash.update(row.get_ref(0)?.as_str()?.as_bytes());
    }
    Ok(hash.finalize().to_hex()[..16].to_owned())
}
