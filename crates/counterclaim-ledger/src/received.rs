//! A report on its way in, and what inputs gave last: the same bytes at the same place are known before they are parsed.
//!
//! Surprising but meant: what an input gave is known even where its address gives other bytes by now. An old archive that is read again
//! tells nothing new, and does not bring old pages back; a file that is changed and changed back does.

use crate::{
    Taking,
    kept::{TakenIn, without_text},
    load::taken_in,
    take::{hex, json},
};
use counterclaim_model::{Document, Raw};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

/// A report on its way in, with the bytes behind it (`Source::raw`).
#[derive(Clone, Debug)]
pub struct Received {
    /// The report.
    pub document: Document,
    /// What was doubtful about how its text was got.
    pub doubts: Vec<String>,
}

impl Received {
    pub(crate) fn raw(&self) -> &[u8] {
        self.document.source.raw.bytes(&self.document.text).unwrap_or(self.document.text.as_bytes())
    }

    pub(crate) fn sha256(&self) -> String {
        hex(&Sha256::digest(self.raw()))
    }

    /// Where it was received: the address that it came from, else its place.
    pub(crate) fn address(&self) -> String {
        self.document.source.address.as_ref().map_or_else(|| place(&self.document), |address| address.to_string())
    }

    /// As it shall be kept, where the same bytes from the same place make another report than the one that is: a better reader made it, or a
    /// list was asked for other columns. A translation stays, since its translator is not asked twice.
    fn differs(&self, kept: &TakenIn) -> Option<TakenIn> {
        let before = &kept.document;
        let translated = before.source.original.as_ref().is_some_and(|original| original.translator.is_some());
        if translated || place(before) != place(&self.document) {
            return None;
        }
        let mut document = Document { id: before.id.clone(), ..self.document.clone() };
        (document.source.raw, document.source.input) = (Raw::Text, None);
        document.source.original = document.source.original.or_else(|| before.source.original.clone());
        let same = document == Document { origin: document.origin.clone(), ..before.clone() } && self.doubts == kept.doubts;
        (!same).then(|| TakenIn { document, doubts: self.doubts.clone() })
    }
}

/// The file, and the way into it. A line of a list is known by its id, since lines move.
fn place(document: &Document) -> String {
    match document.origin.rsplit_once(':') {
        Some((list, line)) if line.bytes().all(|byte| byte.is_ascii_digit()) && !document.id.ends_with(&format!(":{line}")) => {
            format!("{list}#{}", document.id)
        }
        _ => document.origin.clone(),
    }
}

impl Taking<'_> {
    /// Whether this program parsed this input (`Source::input`) at this place before, and has what it gave; counted as known.
    pub fn knows(&mut self, origin: &str, input: &[u8; 32]) -> bool {
        let sql = "SELECT 1 FROM received x WHERE origin = ?1 AND input = ?2 AND parsed_by = ?3
                   AND (EXISTS (SELECT 1 FROM reports r WHERE r.sha256 = x.sha256) OR EXISTS (SELECT 1 FROM aside a WHERE a.sha256 = x.sha256))";
        let known = self.ask(|conn, receipt| match receipt.number(conn)? {
            Some(by) => conn.prepare_cached(sql)?.exists(params![origin, input, by]),
            None => Ok(false),
        });
        // What cannot be asked is parsed, and the trouble told when it is written.
        let known = known.unwrap_or(false);
        self.summary.known += usize::from(known);
        known
    }
}

/// Remembers what an input gave.
pub(crate) fn note(tx: &Connection, by: i64, received: &Received, sha256: &str) -> Result<(), rusqlite::Error> {
    let Some(input) = &received.document.source.input else { return Ok(()) };
    let sql = "INSERT INTO received VALUES (?1, ?2, ?3, ?4) ON CONFLICT (origin)
               DO UPDATE SET input = excluded.input, sha256 = excluded.sha256, parsed_by = excluded.parsed_by";
    tx.prepare_cached(sql)?.execute(params![received.document.origin, input, sha256, by])?;
    Ok(())
}

/// How a report that is known shall be kept from now on, where its bytes give another than they did.
pub(crate) fn otherwise(conn: &Connection, report: i64, received: &Received) -> Result<Option<TakenIn>, rusqlite::Error> {
    let sql = "SELECT k.taken, r.text FROM reports r JOIN readings k ON k.report = r.num WHERE r.num = ?1";
    let kept = conn.prepare_cached(sql)?.query_row([report], |row| taken_in(row.get_ref(0)?.as_str()?, row.get(1)?))?;
    Ok(received.differs(&kept))
}

/// Keeps it so; its reading is written after.
pub(crate) fn keep(tx: &Connection, report: i64, taken: &TakenIn) -> Result<(), rusqlite::Error> {
    let document = &taken.document;
    let values = params![report, &*document.text, &*document.source.reader, document.outlet.as_deref()];
    tx.prepare_cached("UPDATE reports SET text = ?2, how = ?3, outlet = ?4 WHERE num = ?1")?.execute(values)?;
    let taken = json(&TakenIn { document: without_text(document), doubts: taken.doubts.clone() });
    tx.prepare_cached("UPDATE readings SET taken = ?2 WHERE report = ?1")?.execute(params![report, taken])?;
    Ok(())
}
