//! Reports in brief, as the file keeps them: read alone, and as the last lining up left them.
//!
//! Lining up asks all reports at once, but little of each; that little stands in a table of its own, so that a hundred thousand are there in
//! a moment. What others change of a report is remembered with the reason, and found again as long as the reason holds.

use crate::{
    filed::{Filed, View},
    load::{As, damaged, reading},
    reckoned::json,
};
use counterclaim::{Counterclaim, stitch::copies::Shared};
use counterclaim_model::{Day, Interval, Name};
use counterclaim_rules::hash::HashSet;
use rayon::prelude::*;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    borrow::Cow,
    sync::{Mutex, PoisonError},
};

/// How many readings are unpacked side by side.
const BATCH: usize = 256;

/// How many briefs are unpacked at once.
const PART: usize = 2048;

/// A report that others changed, with how: its day of writing, or its claims that they hold for background.
pub(crate) struct Changed<T> {
    pub by: T,
    pub brief: Filed,
}

/// What a report was found to repeat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Copying {
    /// What it was when it was held against the others.
    pub state: String,
    pub written: Option<Day>,
    /// Reports that it may repeat, by their numbers, the likeliest first.
    pub likely: Vec<(i64, Shared)>,
    /// Of which reports there is a trace in it, as far as that was asked.
    pub traces: Vec<(i64, bool)>,
}

/// A standing report in brief.
pub(crate) struct Standing {
    pub report: i64,
    /// A hash of its reading.
    pub mark: String,
    pub alone: Filed,
    pub dated: Option<Box<Changed<Interval>>>,
    pub beside: Option<Box<Changed<Vec<usize>>>>,
    /// Hashes by which copies are looked up.
    pub keys: Vec<u32>,
    pub copying: Option<Copying>,
    /// Whether the file has this already.
    pub kept: bool,
}

/// A report that no longer stands, or not as it was.
pub(crate) struct Gone {
    pub report: i64,
    pub doc: Name,
    pub written: Option<Day>,
    pub keys: Vec<u32>,
}

/// All that the file has in brief.
pub(crate) struct Shelf {
    /// In order of ids.
    pub standing: Vec<Standing>,
    pub gone: Vec<Gone>,
}

impl Standing {
    /// As it is beside the others.
    pub(crate) fn filed(&self) -> &Filed {
        self.beside.as_ref().map_or_else(|| self.dated(), |beside| &beside.brief)
    }

    /// As it is once others have told its day.
    pub(crate) fn dated(&self) -> &Filed {
        self.dated.as_ref().map_or(&self.alone, |dated| &dated.brief)
    }

    /// Its id.
    pub(crate) fn doc(&self) -> &Name {
        &self.alone.outline.doc
    }

    /// Its day of writing, as far as it is known.
    pub(crate) fn written(&self) -> Option<Day> {
        self.filed().outline.written.map(|written| written.day)
    }

    /// A hash of what it is beside the others.
    pub(crate) fn state(&self) -> Cow<'_, str> {
        if self.dated.is_none() && self.beside.is_none() {
            return Cow::Borrowed(&self.mark);
        }
        let (day, aside) = (self.dated.as_ref().map(|dated| &dated.by), self.beside.as_ref().map(|beside| &beside.by));
        Cow::Owned(blake3::hash([&*self.mark, &json(&day), &json(&aside)].join(" ").as_bytes()).to_hex()[..16].to_owned())
    }

    /// Writes it.
    pub(crate) fn put(&self, tx: &Connection) -> Result<(), rusqlite::Error> {
        let published = self.dated.as_ref().map(|dated| json(&dated.by));
        let aside = self.beside.as_ref().map(|beside| json(&beside.by));
        let (dated, beside) = (self.dated.as_ref().map(|dated| &dated.brief.bytes), self.beside.as_ref().map(|beside| &beside.brief.bytes));
        let keys: Vec<u8> = self.keys.iter().flat_map(|key| key.to_le_bytes()).collect();
        let copying = self.copying.as_ref().map(|copying| postcard::to_stdvec(copying).unwrap_or_default());
        let sql = "INSERT OR REPLACE INTO briefs VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        tx.prepare_cached(sql)?.execute(params![self.report, self.mark, self.alone.bytes, published, dated, aside, beside, keys, copying])?;
        Ok(())
    }
}

/// All of them, as each is by itself, once its day is told, or beside the others.
pub(crate) fn view<'a>(standing: &'a [Standing], by: fn(&'a Standing) -> &'a Filed) -> View<'a> {
    View(standing.iter().map(by).collect())
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
    keys: Vec<u32>,
    copying: Option<Vec<u8>>,
}

impl Raw {
    fn of(row: &Row) -> Result<Raw, rusqlite::Error> {
        Ok(Raw {
            report: row.get(0)?,
            mark: row.get(1)?,
            alone: row.get(2)?,
            published: row.get(3)?,
            dated: row.get(4)?,
            aside: row.get(5)?,
            beside: row.get(6)?,
            keys: row.get_ref(7)?.as_blob()?.chunks_exact(4).map(|key| u32::from_le_bytes([key[0], key[1], key[2], key[3]])).collect(),
            copying: row.get(8)?,
        })
    }

    fn open(self) -> Result<Standing, rusqlite::Error> {
        Ok(Standing {
            report: self.report,
            mark: self.mark,
            alone: Filed::open(self.alone)?,
            dated: changed(self.published, self.dated)?,
            beside: changed(self.aside, self.beside)?,
            keys: self.keys,
            copying: self.copying.as_deref().map(postcard::from_bytes).transpose().map_err(|e| damaged(&format!("what a report repeats: {e}")))?,
            kept: true,
        })
    }
}

fn changed<T: DeserializeOwned>(by: Option<String>, brief: Option<Vec<u8>>) -> Result<Option<Box<Changed<T>>>, rusqlite::Error> {
    let Some((by, brief)) = by.zip(brief) else { return Ok(None) };
    let by = serde_json::from_str(&by).map_err(|e| damaged(&format!("a brief: {e}")))?;
    Ok(Some(Box::new(Changed { by, brief: Filed::open(brief)? })))
}

impl Shelf {
    /// What the file has in brief; what it has not yet is taken from the readings.
    pub(crate) fn of(conn: &Connection, heart: &Counterclaim) -> Result<Shelf, rusqlite::Error> {
        let (mut kept, whole) = opened(conn)?;
        // Packed by a program that has it otherwise, or damaged: what hung on it is asked of all again.
        if !whole {
            kept.iter_mut().for_each(|one| one.copying = None);
        }
        let all = standing(conn)?;
        let here: HashSet<i64> = all.iter().copied().collect();
        let gone: Vec<Standing> = kept.extract_if(.., |one| !here.contains(&one.report) || one.mark.is_empty()).collect();
        let known: HashSet<i64> = kept.iter().map(|one| one.report).collect();
        let missing: Vec<i64> = all.into_iter().filter(|report| !known.contains(report)).collect();
        kept.extend(anew(conn, heart, &missing)?);
        let gone = gone.into_iter().map(|one| {
            let written = one.copying.as_ref().map_or(one.written(), |copying| copying.written);
            Gone { report: one.report, doc: one.doc().clone(), written, keys: one.keys }
        });
        Ok(Shelf { gone: gone.collect(), standing: kept }.sorted())
    }

    /// The same from the readings alone, whatever the file has in brief.
    pub(crate) fn anew(conn: &Connection, heart: &Counterclaim) -> Result<Shelf, rusqlite::Error> {
        Ok(Shelf { standing: anew(conn, heart, &standing(conn)?)?, gone: Vec::new() }.sorted())
    }

    fn sorted(mut self) -> Shelf {
        self.standing.par_sort_by(|a, b| a.doc().cmp(b.doc()));
        self
    }
}

/// What the file has in brief, as far as this program wrote it, and whether that is all.
fn opened(conn: &Connection) -> Result<(Vec<Standing>, bool), rusqlite::Error> {
    let opened: Mutex<Vec<(usize, Vec<Option<Standing>>)>> = Mutex::new(Vec::new());
    let mut found = conn.prepare("SELECT * FROM briefs")?;
    let mut rows = found.query_map([], Raw::of)?;
    // Some are unpacked while the next are read.
    let read: Result<(), rusqlite::Error> = rayon::in_place_scope(|scope| {
        for part in 0.. {
            let some: Vec<Raw> = rows.by_ref().take(PART).collect::<Result<_, _>>()?;
            if some.is_empty() {
                break;
            }
            let opened = &opened;
            scope.spawn(move |_| {
                let some = some.into_iter().map(|raw| raw.open().ok()).collect();
                opened.lock().unwrap_or_else(PoisonError::into_inner).push((part, some));
            });
        }
        Ok(())
    });
    read?;
    let mut opened = opened.into_inner().unwrap_or_else(PoisonError::into_inner);
    opened.sort_by_key(|(part, _)| *part);
    let whole = opened.iter().flat_map(|(_, some)| some).all(Option::is_some);
    Ok((opened.into_iter().flat_map(|(_, some)| some).flatten().collect(), whole))
}

fn standing(conn: &Connection) -> Result<Vec<i64>, rusqlite::Error> {
    conn.prepare("SELECT num FROM reports WHERE stands = 1 ORDER BY id")?.query_map([], |row| row.get(0))?.collect()
}

fn anew(conn: &Connection, heart: &Counterclaim, reports: &[i64]) -> Result<Vec<Standing>, rusqlite::Error> {
    let mut all = Vec::new();
    for some in reports.chunks(BATCH) {
        let packed: Vec<_> = some.iter().map(|report| reading(conn, *report, As::Alone)).collect::<Result<_, _>>()?;
        let opened: Result<Vec<Standing>, rusqlite::Error> = packed
            .into_par_iter()
            .map(|packed| {
                let mark = blake3::hash(&packed.bytes).to_hex()[..16].to_owned();
                let (report, reading) = packed.open()?;
                let keys = heart.sheet(&reading).keys();
                Ok(Standing { report, mark, alone: Filed::new(heart.brief(&reading)), dated: None, beside: None, keys, copying: None, kept: false })
            })
            .collect();
        all.extend(opened?);
    }
    Ok(all)
}
