//! Reports in brief, as the file keeps them: read alone, and as the last lining up left them.
//!
//! Lining up asks all reports at once, but little of each; that little stands in a table of its own, so that a hundred thousand are there in
//! a moment. What others change of a report is remembered with the reason, and found again as long as the reason holds.

use crate::{
    load::{As, damaged, reading},
    reckoned::json,
};
use counterclaim::{Counterclaim, stitch::brief::Brief};
use counterclaim_model::{Interval, Reading};
use rayon::prelude::*;
use rusqlite::{Connection, Row, params};
use serde::de::DeserializeOwned;

/// How many readings are unpacked side by side.
const BATCH: usize = 256;

/// A report that others changed, with how: its day of writing, and its claims that they hold for background.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Changed<T> {
    pub by: T,
    pub brief: Brief,
}

/// A standing report in brief.
pub(crate) struct Standing {
    pub report: i64,
    /// A hash of its reading.
    pub mark: String,
    pub alone: Brief,
    pub dated: Option<Changed<Interval>>,
    pub beside: Option<Changed<Vec<usize>>>,
    /// Whether the file has this already.
    pub kept: bool,
}

impl Standing {
    fn of(row: &Row) -> Result<Raw, rusqlite::Error> {
        Ok(Raw {
            report: row.get(0)?,
            mark: row.get(1)?,
            alone: row.get(2)?,
            published: row.get(3)?,
            dated: row.get(4)?,
            aside: row.get(5)?,
            beside: row.get(6)?,
        })
    }

    /// Of a reading as it is kept.
    fn anew(report: i64, bytes: &[u8], reading: &Reading, heart: &Counterclaim) -> Standing {
        let mark = blake3::hash(bytes).to_hex()[..16].to_owned();
        Standing { report, mark, alone: heart.brief(reading), dated: None, beside: None, kept: false }
    }

    /// As it is beside the others.
    pub(crate) fn brief(&self) -> &Brief {
        match (&self.beside, &self.dated) {
            (Some(beside), _) => &beside.brief,
            (None, Some(dated)) => &dated.brief,
            (None, None) => &self.alone,
        }
    }

    /// Writes it.
    pub(crate) fn put(&self, tx: &Connection) -> Result<(), rusqlite::Error> {
        let published = self.dated.as_ref().map(|dated| json(&dated.by));
        let aside = self.beside.as_ref().map(|beside| json(&beside.by));
        let (dated, beside) = (self.dated.as_ref().map(|dated| pack(&dated.brief)), self.beside.as_ref().map(|beside| pack(&beside.brief)));
        let sql = "INSERT OR REPLACE INTO briefs VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        tx.prepare_cached(sql)?.execute(params![self.report, self.mark, pack(&self.alone), published, dated, aside, beside])?;
        Ok(())
    }
}

/// A row, before it is unpacked.
struct Raw {
    report: i64,
    mark: String,
    alone: Vec<u8>,
    published: Option<String>,
    dated: Option<Vec<u8>>,
    aside: Option<String>,
    beside: Option<Vec<u8>>,
}

impl Raw {
    fn open(self) -> Result<Standing, rusqlite::Error> {
        Ok(Standing {
            report: self.report,
            mark: self.mark,
            alone: unpack(&self.alone)?,
            dated: changed(self.published, self.dated)?,
            beside: changed(self.aside, self.beside)?,
            kept: true,
        })
    }
}

fn changed<T: DeserializeOwned>(by: Option<String>, brief: Option<Vec<u8>>) -> Result<Option<Changed<T>>, rusqlite::Error> {
    let Some((by, brief)) = by.zip(brief) else { return Ok(None) };
    let by = serde_json::from_str(&by).map_err(|e| damaged(&format!("a brief: {e}")))?;
    Ok(Some(Changed { by, brief: unpack(&brief)? }))
}

fn pack(brief: &Brief) -> Vec<u8> {
    postcard::to_stdvec(brief).unwrap_or_default()
}

fn unpack(bytes: &[u8]) -> Result<Brief, rusqlite::Error> {
    postcard::from_bytes(bytes).map_err(|e| damaged(&format!("a brief: {e}")))
}

/// The standing reports in order of their ids; what the file does not have in brief yet is taken from the readings.
pub(crate) fn standing(conn: &Connection, heart: &Counterclaim) -> Result<Vec<Standing>, rusqlite::Error> {
    let sql = "SELECT b.* FROM reports r JOIN briefs b ON b.report = r.num WHERE r.stands = 1";
    let raw: Vec<Raw> = conn.prepare(sql)?.query_map([], Standing::of)?.collect::<Result<_, _>>()?;
    let mut all: Vec<Standing> = raw.into_par_iter().map(Raw::open).collect::<Result<_, _>>()?;
    let sql = "SELECT num FROM reports WHERE stands = 1 AND num NOT IN (SELECT report FROM briefs)";
    let missing: Vec<i64> = conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    all.extend(anew(conn, heart, &missing)?);
    all.par_sort_by(|a, b| a.alone.doc.cmp(&b.alone.doc));
    Ok(all)
}

/// The same from the readings alone, whatever the file has in brief.
pub(crate) fn standing_anew(conn: &Connection, heart: &Counterclaim) -> Result<Vec<Standing>, rusqlite::Error> {
    let all: Vec<i64> = conn.prepare("SELECT num FROM reports WHERE stands = 1")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut all = anew(conn, heart, &all)?;
    all.par_sort_by(|a, b| a.alone.doc.cmp(&b.alone.doc));
    Ok(all)
}

fn anew(conn: &Connection, heart: &Counterclaim, reports: &[i64]) -> Result<Vec<Standing>, rusqlite::Error> {
    let mut all = Vec::new();
    for some in reports.chunks(BATCH) {
        let packed: Vec<_> = some.iter().map(|report| reading(conn, *report, As::Alone)).collect::<Result<_, _>>()?;
        let opened: Result<Vec<Standing>, rusqlite::Error> = packed
            .into_par_iter()
            .map(|packed| {
                let bytes = packed.bytes.clone();
                let (report, reading) = packed.open()?;
                Ok(Standing::anew(report, &bytes, &reading, heart))
            })
            .collect();
        all.extend(opened?);
    }
    Ok(all)
}
