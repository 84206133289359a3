//! What hangs on many reports: days told by others, claims set aside, origins, and the runs of fighting with all that is reckoned of them.
//!
//! Rooms 8 and 9 are asked of all reports in brief; then each run of fighting is held against what the file has of it, and only those that
//! are otherwise are reckoned and written again. So the work of adding a report is that of its own episode.

use crate::{
    filed::{Filed, View},
    kept::Kept,
    load::{As, Packed, reading, taken_in},
    origins::origins,
    reckoned::{self, json},
    row, seal,
    shelf::{Changed, Shelf, Standing, view},
};
use counterclaim::{
    Counterclaim,
    stitch::{
        background, date,
        episode::{Run, runs},
        join::Reason,
        neighbour,
        outline::{Number, Reports},
    },
    tally::Policy,
};
use counterclaim_model::{Estimate, Ledger, Name, Origin, Reading};
use counterclaim_rules::hash::{HashMap, HashSet};
use rayon::prelude::*;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

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

/// A step of writing what was lined up.
pub(crate) enum Step<'a> {
    /// What others change of the reports.
    Readings,
    /// What hangs on reports two by two: briefs, origins; runs that are no more are taken out.
    Beside,
    /// Runs that are due, as many as find room.
    Runs(&'a [Due]),
    /// The last of it.
    End,
}

/// What is otherwise than the file has it.
pub(crate) struct Lined {
    standing: Vec<Standing>,
    by_doc: HashMap<Name, usize>,
    /// Places among the standing of those that others change otherwise than before, with what is kept of them beside the others.
    changed: Vec<(usize, Option<Vec<u8>>)>,
    /// Reports that the file has in brief, and that stand no longer or were read again.
    fallen: Vec<i64>,
    origins: Vec<Origin>,
    /// The same as the file keeps them.
    exact: Vec<String>,
    /// The origin that a report has part in, by its place.
    origin_of: HashMap<usize, usize>,
    due: Vec<Due>,
    /// Numbers of runs that the file has, and that are no more or are due.
    gone: Vec<i64>,
}

impl Lined {
    /// Lines the standing reports up. `anew` asks the readings alone, and holds everything for due; `by` names who reckons.
    pub(crate) fn up(conn: &Connection, heart: &Counterclaim, by: &str, anew: bool) -> Result<Lined, rusqlite::Error> {
        let Shelf { mut standing, gone: fallen } = if anew { Shelf::anew(conn, heart)? } else { Shelf::of(conn, heart)? };
        let mut changed: BTreeSet<usize> = dated(conn, heart, &mut standing, !fallen.is_empty())?;
        changed.extend(set_aside(conn, heart, &mut standing)?);
        let kept = |index: usize| -> Result<(usize, Option<Vec<u8>>), rusqlite::Error> {
            let one = &standing[index];
            let beside = one.dated.is_some() || one.beside.is_some();
            Ok((index, if beside { Some(Kept::of(&read(conn, heart, one)?).bytes()) } else { None }))
        };
        let changed = changed.into_iter().map(kept).collect::<Result<Vec<_>, _>>()?;
        let origins = origins(conn, heart, &mut standing, &fallen)?;
        let fallen = fallen.into_iter().map(|gone| gone.report).collect();
        let exact = origins.par_iter().map(json).collect();
        let (by_doc, origin_of) = (HashMap::default(), HashMap::default());
        let mut lined = Lined { standing, by_doc, changed, fallen, origins, exact, origin_of, due: Vec::new(), gone: Vec::new() };
        lined.hold_against(conn, by, anew)?;
        Ok(lined)
    }

    /// Finds the runs that are otherwise than the file has them.
    fn hold_against(&mut self, conn: &Connection, by: &str, anew: bool) -> Result<(), rusqlite::Error> {
        let (mut found, mut places) = (Vec::new(), Default::default());
        let had = rayon::in_place_scope(|scope| {
            scope.spawn(|_| found = runs(&self.beside(), &self.origins));
            scope.spawn(|_| places = self.places());
            if anew { Ok(BTreeMap::new()) } else { had(conn) }
        });
        let mut had: BTreeMap<i64, String> = had?;
        (self.by_doc, self.origin_of) = places;
        let runs: Vec<(Run, String)> = found.into_par_iter().map(|run| self.marked(run, by)).collect();
        for (run, mark) in runs {
            let n = run.reports.iter().map(|index| self.standing[*index].report).min().unwrap_or_default();
            let before = had.remove(&n);
            if before.as_ref() != Some(&mark) {
                self.gone.extend(before.map(|_| n));
                self.due.push(Due { n, mark, run });
            }
        }
        self.gone.extend(had.into_keys());
        Ok(())
    }

    /// Where each report stands, and the origin that it has part in.
    fn places(&self) -> (HashMap<Name, usize>, HashMap<usize, usize>) {
        let by_doc: HashMap<Name, usize> = self.standing.iter().enumerate().map(|(index, one)| (one.doc().clone(), index)).collect();
        let docs = self.origins.iter().enumerate().flat_map(|(n, origin)| origin.docs().map(move |doc| (n, doc)));
        let origin_of = docs.filter_map(|(n, doc)| Some((*by_doc.get(doc)?, n))).collect();
        (by_doc, origin_of)
    }

    /// A run with a hash of all that it is reckoned from.
    fn marked(&self, run: Run, by: &str) -> (Run, String) {
        let mut fed: Vec<u8> = Vec::new();
        let mut feed = |words: &str| {
            fed.extend((words.len() as u64).to_le_bytes());
            fed.extend(words.as_bytes());
        };
        [by, &run.id, &json(&(&run.parent, &run.wars))].into_iter().for_each(&mut feed);
        for why in &run.why {
            match why {
                Reason::Said(words) => feed(words),
                Reason::Same(one, other, by) => feed(&format!("{} {} {by:?}", self.standing[*one].report, self.standing[*other].report)),
            }
        }
        for one in run.reports.iter().map(|index| &self.standing[*index]) {
            [&*one.report.to_string(), one.doc(), &one.state()].into_iter().for_each(&mut feed);
        }
        self.origins_of(&run).for_each(|n| feed(&self.exact[n]));
        let mark = blake3::hash(&fed).to_hex()[..32].to_owned();
        (run, mark)
    }

    /// The origins that a run's reports have part in.
    fn origins_of(&self, run: &Run) -> impl Iterator<Item = usize> {
        let of: BTreeSet<usize> = run.reports.iter().filter_map(|index| self.origin_of.get(index)).copied().collect();
        of.into_iter()
    }

    /// The reports beside each other.
    fn beside(&self) -> View<'_> {
        view(&self.standing, Standing::filed)
    }

    /// All that is to be written, in steps that each leave the file whole. Only the last says that it is up to date.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        let runs = self.batches().into_iter().map(Step::Runs);
        [Step::Readings, Step::Beside].into_iter().chain(runs).chain([Step::End])
    }

    /// Does one of them: `from` has the readings, `to` is written.
    pub(crate) fn step(&self, step: Step, heart: &Counterclaim, from: &Connection, to: &Connection, receipt: i64) -> Result<(), rusqlite::Error> {
        match step {
            Step::Readings => self.put_readings(to),
            Step::Beside => self.put_beside(to),
            Step::Runs(some) => {
                let reckoned = self.reckon(from, heart, some)?;
                let number = |doc: &str| self.number(doc);
                some.iter().zip(reckoned).try_for_each(|(due, (ledger, ranges))| reckoned::put(to, due.n, &due.mark, &ledger, &ranges, &number))
            }
            Step::End => self.end(to, receipt),
        }
    }

    /// What others change of the reports.
    fn put_readings(&self, tx: &Connection) -> Result<(), rusqlite::Error> {
        for (index, bytes) in &self.changed {
            let report = self.standing[*index].report;
            tx.prepare_cached("UPDATE readings SET together = ?2 WHERE report = ?1")?.execute(params![report, bytes])?;
            let (_, reading) = reading(tx, report, As::Together)?.open()?;
            let taken: String = tx.prepare_cached("SELECT taken FROM readings WHERE report = ?1")?.query_row([report], |row| row.get(0))?;
            row::reading(tx, report, &reading, &taken_in(&taken, String::new())?.doubts)?;
            seal::report(tx, report)?;
        }
        Ok(())
    }

    /// The reports in brief, and who repeats whom; takes out the runs that are no more or are due.
    fn put_beside(&self, tx: &Connection) -> Result<(), rusqlite::Error> {
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
    fn put_origins(&self, tx: &Connection) -> Result<(), rusqlite::Error> {
        let sql = "SELECT first, exact FROM origins";
        let mut had: BTreeMap<i64, String> = tx.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let mut new = Vec::new();
        for (origin, exact) in self.origins.iter().zip(&self.exact) {
            let Some(first) = self.number(&origin.first) else { continue };
            if had.get(&first) == Some(exact) {
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
    fn batches(&self) -> Vec<&[Due]> {
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

    /// Reckons some runs from the readings that the file has, each a ledger of its own, with its ranges under every policy.
    fn reckon(&self, conn: &Connection, heart: &Counterclaim, some: &[Due]) -> Result<Vec<(Ledger, Vec<Estimate>)>, rusqlite::Error> {
        let packed = some.iter().map(|due| due.run.reports.iter().map(|index| reading(conn, self.standing[*index].report, As::Together)).collect());
        let packed: Vec<Vec<_>> = packed.collect::<Result<_, rusqlite::Error>>()?;
        let beside = self.beside();
        let reckoned = some.par_iter().zip(packed).map(|(due, packed)| {
            let readings = packed.into_iter().map(|packed| Ok(packed.open()?.1)).collect::<Result<Vec<Reading>, rusqlite::Error>>()?;
            let ledger = heart.reckon(&due.run, &beside, readings, self.origins_of(&due.run).map(|n| self.origins[n].clone()).collect());
            let ranges = Policy::ALL.into_iter().flat_map(|policy| heart.under(&ledger, policy)).collect();
            Ok((ledger, ranges))
        });
        reckoned.collect()
    }

    /// The last of it: from now on all is as the reports give it.
    fn end(&self, tx: &Connection, receipt: i64) -> Result<(), rusqlite::Error> {
        for (key, value) in [("stale", "0"), ("receipt", &*receipt.to_string()), ("inputs", &*self.inputs())] {
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

    /// A hash of the standing reports.
    fn inputs(&self) -> String {
        let mut hash = blake3::Hasher::new();
        self.standing.iter().for_each(|one| {
            hash.update(one.mark.as_bytes());
        });
        hash.finalize().to_hex()[..16].to_owned()
    }

    fn number(&self, doc: &str) -> Option<i64> {
        self.by_doc.get(doc).map(|index| self.standing[*index].report)
    }
}

/// The runs that the file has, with their marks.
fn had(conn: &Connection) -> Result<BTreeMap<i64, String>, rusqlite::Error> {
    conn.prepare("SELECT n, mark FROM episodes")?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Dates what others date; gives back the places of those whose day is another than before.
fn dated(conn: &Connection, heart: &Counterclaim, standing: &mut [Standing], some_fell: bool) -> Result<BTreeSet<usize>, rusqlite::Error> {
    let open = open(standing, some_fell);
    let mut days = date::date_some(&view(standing, |one| &one.alone), open.clone());
    let mut changed = BTreeSet::new();
    for index in open {
        let one = &mut standing[index];
        let day = days.remove(&index);
        if one.dated.as_ref().map(|dated| &dated.by) == day.as_ref() {
            continue;
        }
        (one.dated, one.beside, one.kept) = (None, None, false);
        if let Some(published) = day {
            let reading = heart.dated(read(conn, heart, one)?, published.clone());
            one.dated = Some(Box::new(Changed { brief: Filed::new(heart.brief(&reading)), by: published }));
        }
        changed.insert(index);
    }
    Ok(changed)
}

/// Reports without a day that may get another than before: those that came, and those that share with them what may date a report, or with
/// the next such report.
fn open(standing: &[Standing], some_fell: bool) -> Vec<usize> {
    let came = |index: &usize| some_fell || standing[*index].copying.is_none();
    let keys = |index: &usize| neighbour::keys(&standing[*index].alone.outline);
    let mut tied: HashSet<(Number, Number)> = (0..standing.len()).filter(came).flat_map(|index| keys(&index)).collect();
    let mut rest: Vec<usize> = (0..standing.len()).filter(|index| standing[*index].alone.outline.written.is_none()).collect();
    let mut open = Vec::new();
    loop {
        let (some, others): (Vec<usize>, Vec<usize>) = rest.into_iter().partition(|index| came(index) || keys(index).any(|key| tied.contains(&key)));
        if some.is_empty() {
            open.sort_unstable();
            return open;
        }
        tied.extend(some.iter().flat_map(keys));
        open.extend(some);
        rest = others;
    }
}

/// Sets aside what others hold for background; gives back the places of those that lose other claims than before.
fn set_aside(conn: &Connection, heart: &Counterclaim, standing: &mut [Standing]) -> Result<BTreeSet<usize>, rusqlite::Error> {
    let mut aside = background::set_aside(&view(standing, Standing::dated).outlines());
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
            one.beside = Some(Box::new(Changed { brief: Filed::new(heart.brief(&reading)), by: claims }));
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
