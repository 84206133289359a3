//! The heart's ledger, from the file.

use crate::{
    Receipt, Store,
    kept::{Kept, TakenIn},
};
use counterclaim::Counterclaim;
use counterclaim_model::{Document, Error, Ledger, Reading};
use rayon::prelude::*;
use rusqlite::{Connection, Row, ToSql};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Which of the two readings of a report.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum As {
    /// By itself.
    Alone,
    /// Beside the others.
    Together,
}

impl As {
    fn column(self) -> &'static str {
        match self {
            As::Alone => "alone",
            As::Together => "coalesce(together, alone)",
        }
    }
}

/// A standing report as it is kept, still compressed.
pub(crate) struct Packed {
    pub report: i64,
    text: String,
    /// The reading.
    pub bytes: Vec<u8>,
}

impl Packed {
    /// From a row of number, text and reading.
    pub(crate) fn of(row: &Row) -> Result<Packed, rusqlite::Error> {
        Ok(Packed { report: row.get(0)?, text: row.get(1)?, bytes: row.get(2)? })
    }

    pub(crate) fn open(self) -> Result<(i64, Reading), rusqlite::Error> {
        let kept = Kept::from_bytes(&self.bytes).map_err(|why| damaged(&format!("the reading of report {}: {why}", self.report)))?;
        Ok((self.report, kept.restore(Arc::from(self.text))))
    }
}

/// What a blob or a JSON column that cannot be read is to SQLite's callers.
pub(crate) fn damaged(what: &str) -> rusqlite::Error {
    let code = rusqlite::ffi::Error { code: rusqlite::ErrorCode::DatabaseCorrupt, extended_code: rusqlite::ffi::SQLITE_CORRUPT };
    rusqlite::Error::SqliteFailure(code, Some(what.to_owned()))
}

/// The readings of the standing reports, in order of their ids.
pub(crate) fn readings(conn: &Connection, which: As) -> Result<Vec<(i64, Reading)>, rusqlite::Error> {
    let sql = format!("SELECT r.num, r.text, {} FROM reports r JOIN readings k ON k.report = r.num WHERE r.stands = 1 ORDER BY r.id", which.column());
    let mut found = conn.prepare(&sql)?;
    let packed = found.query_map([], Packed::of)?;
    let packed: Vec<Packed> = packed.collect::<Result<_, _>>()?;
    packed.into_par_iter().map(Packed::open).collect()
}

/// One reading.
pub(crate) fn reading(conn: &Connection, report: i64, which: As) -> Result<Packed, rusqlite::Error> {
    let sql = format!("SELECT r.num, r.text, {} FROM reports r JOIN readings k ON k.report = r.num WHERE r.num = ?1", which.column());
    conn.prepare_cached(&sql)?.query_row([report], Packed::of)
}

/// Values kept as JSON, one a row.
pub(crate) fn exact<T: DeserializeOwned>(conn: &Connection, sql: &str, with: &[&dyn ToSql]) -> Result<Vec<T>, rusqlite::Error> {
    conn.prepare_cached(sql)?.query_map(with, |row| json(row, sql))?.collect()
}

/// The first column of a row, as JSON; `of` says what it is where it cannot be read.
pub(crate) fn json<T: DeserializeOwned>(row: &Row, of: &str) -> Result<T, rusqlite::Error> {
    serde_json::from_str(row.get_ref(0)?.as_str()?).map_err(|e| damaged(&format!("{of}: {e}")))
}

/// A report as it was taken in, with its text.
pub(crate) fn taken_in(taken: &str, text: String) -> Result<TakenIn, rusqlite::Error> {
    let mut taken: TakenIn = serde_json::from_str(taken).map_err(|e| damaged(&format!("a report as taken in: {e}")))?;
    taken.document.text = Arc::from(text);
    Ok(taken)
}

/// The order in which episodes are told: newest first, undated last.
pub(crate) const NEWEST: &str = "e.day_from DESC, e.id";

fn of_episodes(table: &str) -> String {
    format!("SELECT x.exact FROM {table} x JOIN episodes e ON e.n = x.episode ORDER BY {NEWEST}, x.n")
}

impl Store {
    /// Everything, lined up: from what was reckoned last, or, where reports were added since, reckoned now and not kept.
    pub fn load(&self, heart: &Counterclaim) -> Result<Ledger, Error> {
        let run = || {
            if self.state("stale").ok().flatten().as_deref() != Some("0") {
                let readings = readings(&self.conn, As::Alone)?.into_iter().map(|(_, reading)| reading).collect();
                return Ok(heart.line_up(readings));
            }
            Ok(Ledger {
                readings: readings(&self.conn, As::Together)?.into_iter().map(|(_, reading)| reading).collect(),
                origins: exact(&self.conn, "SELECT o.exact FROM origins o JOIN reports r ON r.num = o.first ORDER BY r.id", &[])?,
                episodes: exact(&self.conn, &format!("SELECT exact FROM episodes e ORDER BY {NEWEST}"), &[])?,
                retold: exact(&self.conn, &of_episodes("retold"), &[])?,
                sums: exact(&self.conn, &of_episodes("sums"), &[])?,
                disputes: exact(&self.conn, &of_episodes("disputes"), &[])?,
                estimates: exact(&self.conn, &of_episodes("estimates"), &[])?,
            })
        };
        run().map_err(|e| self.trouble(&e))
    }

    /// The standing reports as they were taken in, in order of their ids.
    pub fn documents(&self) -> Result<Vec<Document>, Error> {
        let run = || {
            let sql = "SELECT k.taken, r.text FROM reports r JOIN readings k ON k.report = r.num WHERE r.stands = 1 ORDER BY r.id";
            let mut found = self.conn.prepare(sql)?;
            let rows = found.query_map([], |row| Ok(taken_in(row.get_ref(0)?.as_str()?, row.get(1)?)?.document))?;
            rows.collect::<Result<Vec<Document>, rusqlite::Error>>()
        };
        run().map_err(|e| self.trouble(&e))
    }

    /// How many reports were read by another program, other rules, another world or other models than these.
    pub fn read_by_others(&self, receipt: &Receipt) -> Result<u32, Error> {
        let run = || {
            let number = receipt.number(&self.conn)?.unwrap_or(-1);
            self.conn.query_row("SELECT count(*) FROM reports WHERE stands = 1 AND read_by <> ?1", [number], |row| row.get(0))
        };
        run().map_err(|e| self.trouble(&e))
    }
}
