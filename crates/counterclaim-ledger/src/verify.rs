//! The file proven: every hash, every quote, every figure that is reckoned from others, to the bit.
//!
//! SQLite finds what is wrong with its trees; the seals find rows that are not as they were written; then the reports are read again, by
//! the program that read them, and everything that hangs on them is reckoned again. Surprising but meant: what no row holds (free pages,
//! slack, counters of the header) may change unnoticed, since nothing is told by it.

use crate::{
    Receipt, Store, aside,
    kept::{Kept, TakenIn, decompress},
    line_up::{Lined, Step},
    load::taken_in,
    row, seal,
    take::hex,
};
use counterclaim::Counterclaim;
use counterclaim_model::{Error, Reading};
use rayon::prelude::*;
use rusqlite::{Connection, ErrorCode, OptionalExtension};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// How many reports are proven side by side.
const BATCH: usize = 64;

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: a report with its number and name, a table, a page.
    pub place: String,
    /// What.
    pub what: String,
}

/// What was proven.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Reports, standing or not.
    pub reports: usize,
    /// Claims whose quote stands in its report, byte for byte.
    pub quotes: usize,
    /// Reports read again, to the same claims.
    pub read_again: usize,
    /// Whether episodes, sums, disputes and estimates were reckoned again, to the same rows.
    pub reckoned_again: bool,
    /// What could not be proven, and what to do.
    pub notes: Vec<String>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// One report as it stands in the file.
struct Row {
    report: i64,
    id: String,
    sha256: String,
    how: String,
    ours: bool,
    text: String,
    original: Vec<u8>,
    bytes: i64,
    taken: TakenIn,
    alone: Vec<u8>,
    together: Option<Vec<u8>>,
}

impl Proof {
    fn fault(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.faults.push(Fault { place: place.into(), what: what.into() });
    }

    /// What SQLite itself could not read.
    fn unless<T>(&mut self, place: &str, result: Result<T, rusqlite::Error>) -> Option<T> {
        result.map_err(|error| self.fault(place, format!("cannot be read ({error})"))).ok()
    }
}

impl Store {
    /// Proves the whole file, as it is at one moment.
    pub fn verify(&self, heart: &Counterclaim, receipt: &Receipt) -> Result<Proof, Error> {
        let mut proof = Proof::default();
        self.conn.execute_batch("BEGIN").map_err(|e| self.trouble(&e))?;
        self.schema(&mut proof)?;
        self.trees(&mut proof);
        let judged = proof.unless("table due", self.conn.query_row("SELECT count(*) FROM due", [], |row| row.get::<_, i64>(0))).unwrap_or(0);
        let stale = judged > 0 || self.state("stale").ok().flatten().as_deref() != Some("0");
        self.tables(&mut proof, stale);
        self.each_report(&mut proof, heart, receipt)?;
        self.each_aside(&mut proof);
        self.reckoned(&mut proof, heart, receipt, stale)?;
        let _ = self.conn.execute_batch("COMMIT");
        self.indices(&mut proof);
        proof.faults.sort_by(|a, b| a.place.cmp(&b.place));
        proof.faults.dedup();
        Ok(proof)
    }

    /// Tables, indices and triggers are those of this version.
    fn schema(&self, proof: &mut Proof) -> Result<(), Error> {
        let sql = "SELECT type || ' ' || name, tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema";
        let list = |conn: &Connection| -> Result<BTreeMap<String, String>, rusqlite::Error> {
            conn.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        let model = Store::in_memory()?;
        let ours = list(&model.conn).map_err(|e| model.trouble(&e))?;
        let Some(theirs) = proof.unless("schema", list(&self.conn)) else { return Ok(()) };
        for (name, sql) in &ours {
            match theirs.get(name) {
                Some(found) if found == sql => {}
                Some(_) => proof.fault(format!("schema, {name}"), "is not as this version has it"),
                None => proof.fault(format!("schema, {name}"), "is missing"),
            }
        }
        // The planner's statistics may be anybody's; what else stands here was added by hand, and is not ours to prove.
        let added: Vec<&str> = theirs.keys().filter(|name| !ours.contains_key(*name) && !name.contains("sqlite_stat")).map(String::as_str).collect();
        if !added.is_empty() {
            proof.notes.push(format!("not made by Counterclaim and not looked at: {}", added.join(", ")));
        }
        Ok(())
    }

    /// What SQLite can prove: pages, keys, indices, the full-text index.
    fn trees(&self, proof: &mut Proof) {
        let run = || -> Result<Vec<String>, rusqlite::Error> {
            let found: Vec<String> = self.conn.prepare("PRAGMA integrity_check")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let mut lost = self.conn.prepare("PRAGMA foreign_key_check")?;
            let lost = lost.query_map([], |row| Ok(format!("a row of {} belongs to none of {}", row.get::<_, String>(0)?, row.get::<_, String>(2)?)))?;
            let found = found.into_iter().filter(|line| line != "ok").map(Ok);
            found.chain(lost).collect()
        };
        for line in proof.unless("file", run()).unwrap_or_default() {
            proof.fault("file", line);
        }
    }

    /// The tables that are sealed whole, the episodes and origins, and the full-text indices.
    fn tables(&self, proof: &mut Proof, stale: bool) {
        let tables = seal::BESIDE.iter().map(|table| (format!("table {table}"), format!("table/{table}"), seal::of_table(&self.conn, table)));
        let tables: Vec<_> = tables.collect();
        for (place, name, hash) in tables {
            self.hold(proof, place, &name, hash);
        }
        let owners = [
            ("episode", "SELECT n, id FROM episodes ORDER BY n", seal::OF_EPISODE),
            ("origin", "SELECT first, '' FROM origins ORDER BY first", seal::OF_ORIGIN),
        ];
        for (kind, sql, tables) in owners {
            let list =
                || -> Result<Vec<(i64, String)>, rusqlite::Error> { self.conn.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect() };
            for (n, id) in proof.unless(&format!("table {kind}s"), list()).unwrap_or_default() {
                let place = if id.is_empty() { format!("{kind} {n}") } else { format!("{kind} {n} ({id})") };
                self.hold(proof, place, &format!("{kind}/{n}"), seal::of_owner(&self.conn, tables, n));
            }
        }
        let sql = "SELECT name FROM seals WHERE name NOT LIKE 'table/%' AND name NOT IN (SELECT 'report/' || num FROM reports UNION ALL SELECT 'aside/' || num FROM aside \
                   UNION ALL SELECT 'episode/' || n FROM episodes UNION ALL SELECT 'origin/' || first FROM origins)";
        let list = || -> Result<Vec<String>, rusqlite::Error> { self.conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect() };
        for name in proof.unless("table seals", list()).unwrap_or_default() {
            proof.fault("table seals", format!("a seal of `{name}`, which is not here"));
        }
        if stale {
            proof.notes.push(format!(
                "reports were added or judged since episodes and figures were last reckoned, which are not proven: `counterclaim read -o {}` reckons them",
                self.path().display()
            ));
        }
    }

    /// Holds a hash against its seal.
    fn hold(&self, proof: &mut Proof, place: String, name: &str, hash: Result<String, rusqlite::Error>) {
        let written = proof.unless("table seals", seal::written(&self.conn, name)).flatten();
        match (proof.unless(&place, hash), written) {
            (Some(hash), Some(seal)) if hash == seal => {}
            (Some(_), Some(_)) => proof.fault(place, "is not as it was written"),
            (Some(_), None) => proof.fault(place, "has no seal"),
            (None, _) => {}
        }
    }

    /// The full-text indices, by what they index.
    fn indices(&self, proof: &mut Proof) {
        for index in seal::INDEX {
            let run = || self.conn.execute(&format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"), []);
            match seal::writable(&self.conn, run) {
                Err(error) if matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::ReadOnly | ErrorCode::CannotOpen)) => {
                    proof.notes.push(format!("the index {index} is not proven, since the file may not be written now ({error})"));
                }
                Err(error) => proof.fault(format!("index {index}"), format!("is not that of the texts ({error})")),
                Ok(_) => {}
            }
        }
    }

    /// Each report: its seal, its hash, its text, its quotes, its rows, and its claims read again.
    fn each_report(&self, proof: &mut Proof, heart: &Counterclaim, receipt: &Receipt) -> Result<(), Error> {
        let list = || -> Result<Vec<(i64, String)>, rusqlite::Error> {
            self.conn.prepare("SELECT num, id FROM reports ORDER BY num")?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        let ours = proof.unless("table receipts", receipt.number(&self.conn)).flatten().unwrap_or(-1);
        let mut others = BTreeSet::new();
        let reports = proof.unless("table reports", list()).unwrap_or_default();
        proof.reports = reports.len();
        let mirror = Store::in_memory()?;
        for some in reports.chunks(BATCH) {
            let mut rows = Vec::new();
            for (report, id) in some {
                let place = format!("report {report} ({id})");
                let seal = proof.unless(&place, seal::of_report(&self.conn, *report));
                let written = proof.unless("table seals", seal::written(&self.conn, &format!("report/{report}"))).flatten();
                if seal.is_some() && seal != written {
                    proof.fault(&place, self.blame(*report));
                } else if seal.is_some()
                    && let Some(row) = proof.unless(&place, row(&self.conn, *report, ours))
                {
                    if let Some(by) = row.1 {
                        others.insert(by);
                    }
                    rows.push(row.0);
                }
            }
            let proven: Vec<(usize, Vec<Fault>, Option<Reading>)> = rows.par_iter().map(|row| row.prove(heart)).collect();
            for (row, (quotes, faults, together)) in rows.iter().zip(proven) {
                proof.quotes += quotes;
                proof.read_again += usize::from(row.ours);
                proof.faults.extend(faults);
                let place = format!("report {} ({})", row.report, row.id);
                let same = together.filter(|_| row.ours).map(|reading| self.same_rows(&mirror, row, &reading));
                if let Some(false) = same.and_then(|same| proof.unless(&place, same)) {
                    proof.fault(place, "its rows in the plain tables are not those of its reading");
                }
            }
        }
        for number in others {
            let by = Receipt::in_words(&self.conn, number).unwrap_or_else(|_| format!("receipt {number}"));
            proof.notes.push(format!(
                "read by {by}, which only that program can prove by reading again: `counterclaim read -o {}` has this one read them",
                self.path().display()
            ));
        }
        Ok(())
    }

    /// Each report that is set aside: its seal and its hash.
    fn each_aside(&self, proof: &mut Proof) {
        let list =
            || -> Result<Vec<i64>, rusqlite::Error> { self.conn.prepare("SELECT num FROM aside ORDER BY num")?.query_map([], |row| row.get(0))?.collect() };
        for num in proof.unless("table aside", list()).unwrap_or_default() {
            let place = format!("table aside, {num}");
            for what in proof.unless(&place, aside::prove(&self.conn, num)).unwrap_or_default() {
                proof.fault(&place, what);
            }
        }
    }

    /// Which of a report's tables cannot be as written, where SQLite can tell.
    fn blame(&self, report: i64) -> String {
        let unread = seal::OF_REPORT.iter().filter(|(table, key)| {
            let sql = format!("SELECT * FROM {table} WHERE {key} = ?1");
            let run = || -> Result<(), rusqlite::Error> {
                let mut found = self.conn.prepare(&sql)?;
                let mut rows = found.query([report])?;
                while rows.next()?.is_some() {}
                Ok(())
            };
            run().is_err()
        });
        let unread: Vec<&str> = unread.map(|(table, _)| *table).collect();
        if unread.is_empty() { "is not as it was written".to_owned() } else { format!("is not as it was written, in {}", unread.join(", ")) }
    }

    /// Whether the plain tables hold what the reading gives.
    fn same_rows(&self, mirror: &Store, row: &Row, reading: &Reading) -> Result<bool, rusqlite::Error> {
        let conn = &mirror.conn;
        conn.execute("INSERT INTO reports (num, id, sha256, taken_at, how, stands, read_by, text) VALUES (?1, '', '', '', '', 0, 0, '')", [row.report])?;
        row::reading(conn, row.report, reading, &row.taken.doubts)?;
        let mut same = true;
        for (table, _) in seal::OF_REPORT.iter().filter(|(table, _)| !["reports", "addresses", "originals", "readings"].contains(table)) {
            same &= seal::rows(&self.conn, table, row.report)? == seal::rows(conn, table, row.report)?;
        }
        let days = "SELECT published_from, published_to, published_basis FROM reports WHERE num = ?1";
        let of = |conn: &Connection| conn.query_row(days, [row.report], |r| Ok([r.get::<_, Option<String>>(0)?, r.get(1)?, r.get(2)?]));
        same &= of(&self.conn)? == of(conn)?;
        for (table, key) in seal::OF_REPORT {
            conn.execute(&format!("DELETE FROM {table} WHERE {key} = ?1"), [row.report])?;
        }
        Ok(same)
    }

    /// Episodes, sums, disputes and estimates, reckoned again.
    fn reckoned(&self, proof: &mut Proof, heart: &Counterclaim, receipt: &Receipt, stale: bool) -> Result<(), Error> {
        let ours = proof.unless("table receipts", receipt.number(&self.conn)).flatten().map(|number| number.to_string());
        let by = proof.unless("table state", self.conn.query_row("SELECT value FROM state WHERE key = 'receipt'", [], |row| row.get(0)).optional()).flatten();
        // What is damaged is not reckoned with.
        if stale || !proof.faults.is_empty() || by.is_none() || by != ours {
            return Ok(());
        }
        let Some(lined) = proof.unless("readings", Lined::up(&self.conn, heart, &receipt.mark(), true)) else { return Ok(()) };
        for (report, together) in lined.together() {
            let kept =
                self.conn.prepare_cached("SELECT together FROM readings WHERE report = ?1").and_then(|mut kept| kept.query_row([report], |row| row.get(0)));
            let kept: Option<Option<Vec<u8>>> = proof.unless("readings", kept);
            if kept.is_some_and(|kept| kept.as_deref() != together) {
                proof.fault(format!("report {report}"), "its claims beside the other reports are not what these give");
            }
        }
        if !proof.faults.is_empty() {
            return Ok(());
        }
        let mirror = Store::in_memory()?;
        let mut steps = lined.steps().filter(|step| matches!(step, Step::Beside | Step::Runs(_)));
        proof.unless("readings", steps.try_for_each(|step| lined.step(step, heart, &self.conn, &mirror.conn, 0)));
        for (table, _) in seal::OF_EPISODE.iter().chain(seal::OF_ORIGIN).chain(&[("briefs", "report")]) {
            if proof.unless(table, seal::of_table(&self.conn, table)) != seal::of_table(&mirror.conn, table).ok() {
                proof.fault(format!("table {table}"), "is not what its reports give");
            }
        }
        proof.reckoned_again = true;
        Ok(())
    }
}

/// A report's rows, and who read it where that was not this program.
fn row(conn: &Connection, report: i64, ours: i64) -> Result<(Row, Option<i64>), rusqlite::Error> {
    let sql = "SELECT r.id, r.sha256, r.how, CASE WHEN r.num IN (SELECT report FROM due) THEN 0 ELSE r.read_by END, r.text, o.zstd, o.bytes, k.taken, k.alone, k.together
               FROM reports r JOIN originals o ON o.report = r.num JOIN readings k ON k.report = r.num WHERE r.num = ?1";
    conn.prepare_cached(sql)?.query_row([report], |r| {
        let by: i64 = r.get(3)?;
        let text: String = r.get(4)?;
        let row = Row {
            report,
            id: r.get(0)?,
            sha256: r.get(1)?,
            how: r.get(2)?,
            ours: by == ours,
            original: r.get(5)?,
            bytes: r.get(6)?,
            taken: taken_in(r.get_ref(7)?.as_str()?, text.clone())?,
            text,
            alone: r.get(8)?,
            together: r.get(9)?,
        };
        Ok((row, (by != ours && by != 0).then_some(by)))
    })
}

impl Row {
    /// How many quotes stand, what is wrong, and the reading beside the others.
    fn prove(&self, heart: &Counterclaim) -> (usize, Vec<Fault>, Option<Reading>) {
        let place = format!("report {} ({})", self.report, self.id);
        let mut faults = Vec::new();
        let mut fault = |what: String| faults.push(Fault { place: place.clone(), what });
        match decompress(&self.original) {
            Ok(raw) => {
                if hex(&Sha256::digest(&raw)) != self.sha256 || raw.len() as i64 != self.bytes {
                    fault("its bytes as received are not those of its SHA-256".to_owned());
                }
                if self.how.starts_with("text/") && std::str::from_utf8(&raw).is_ok_and(|raw| raw.trim_start_matches('\u{feff}') != self.text) {
                    fault("its text is not what its bytes say".to_owned());
                }
            }
            Err(why) => fault(format!("its bytes as received cannot be unpacked ({why})")),
        }
        if self.ours && Kept::of(&heart.read(self.taken.document.clone())).bytes() != self.alone {
            fault("read again, it gives other claims".to_owned());
        }
        let kept = Kept::from_bytes(self.together.as_ref().unwrap_or(&self.alone));
        let together = match kept {
            Ok(kept) => kept.restore(Arc::from(self.text.as_str())),
            Err(why) => {
                fault(format!("its reading cannot be unpacked ({why})"));
                return (0, faults, None);
            }
        };
        let mut quotes = 0;
        for claim in &together.claims {
            let parts = claim.parts.iter().map(|(_, span)| *span).chain(claim.attribution.chain.iter().filter_map(|speaker| speaker.words));
            let stands = |span: counterclaim_model::Span| self.text.get(span.start as usize..span.end as usize).is_some();
            if stands(claim.quote) && !claim.quote.is_empty() && parts.clone().all(stands) {
                quotes += 1;
            } else {
                fault(format!("claim {}: its words do not stand in the text", claim.id.0));
            }
        }
        (quotes, faults, Some(together))
    }
}
