//! Reports in languages that the program does not read: kept as received, until a translation of them is.

use crate::{
    Received, Store, Taking,
    kept::{TakenIn, compress, decompress, without_text},
    load::{damaged, taken_in},
    received::note,
    seal,
    take::{hex, json},
};
use counterclaim_model::{Error, Raw};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

impl Taking<'_> {
    /// Keeps reports that are not read, each with the reason. What is kept already, or was read in translation, adds nothing.
    pub fn set_aside(&mut self, reports: Vec<(Received, String)>) -> Result<(), Error> {
        for (received, why) in reports {
            let (sha256, address) = (received.sha256(), received.address());
            if let Some(why) = self.ask(|conn, _| forgotten(conn, &sha256, &address))? {
                self.summary.forgotten.push((address, why));
                continue;
            }
            if self.ask(|conn, _| is_known(conn, &sha256))? {
                self.summary.known += 1;
                self.note(&[(received, sha256)])?;
                continue;
            }
            self.write(|tx, receipt, at| {
                note(tx, receipt, &received, &sha256)?;
                let document = &received.document;
                let language = document.source.language.as_ref().map(|language| &*language.code);
                let taken = TakenIn { document: without_text(document), doubts: received.doubts.clone() };
                let sql = "INSERT INTO aside (sha256, address, taken_at, language, why, text, taken, bytes, zstd) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
                let (raw, packed) = (received.raw().len() as i64, compress(received.raw()));
                tx.prepare_cached(sql)?.execute(params![sha256, address, at, language, why, &*document.text, json(&taken), raw, packed])?;
                seal::aside(tx, tx.last_insert_rowid())
            })?;
            self.summary.aside += 1;
        }
        Ok(())
    }

    /// As `Store::aside`.
    pub fn aside(&self, after: i64, most: usize) -> Result<Vec<(i64, Received)>, Error> {
        self.store.aside(after, most)
    }
}

impl Store {
    /// Some of what is set aside, after the row `after` in the order of taking in; each with its row.
    pub fn aside(&self, after: i64, most: usize) -> Result<Vec<(i64, Received)>, Error> {
        let run = || {
            let mut found = self.conn.prepare_cached("SELECT num, taken, text, zstd FROM aside WHERE num > ?1 ORDER BY num LIMIT ?2")?;
            let rows = found.query_map(params![after, most as i64], |row| {
                let TakenIn { mut document, doubts } = taken_in(row.get_ref(1)?.as_str()?, row.get(2)?)?;
                let raw = decompress(row.get_ref(3)?.as_blob()?).map_err(|why| damaged(&why))?;
                document.source.raw = if raw == document.text.as_bytes() { Raw::Text } else { Raw::Bytes(raw.into()) };
                Ok((row.get(0)?, Received { document, doubts }))
            })?;
            rows.collect::<Result<Vec<_>, rusqlite::Error>>()
        };
        run().map_err(|e| self.trouble(&e))
    }
}

fn forgotten(conn: &Connection, sha256: &str, address: &str) -> Result<Option<String>, rusqlite::Error> {
    let mut found = conn.prepare_cached("SELECT why FROM tombstones WHERE sha256 = ?1 OR refused = ?2")?;
    let mut rows = found.query([sha256, address])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

fn is_known(conn: &Connection, sha256: &str) -> Result<bool, rusqlite::Error> {
    conn.prepare_cached("SELECT 1 FROM aside WHERE sha256 = ?1 UNION ALL SELECT 1 FROM reports WHERE sha256 = ?1")?.exists([sha256])
}

/// Takes the bytes off what is set aside: they are read now.
pub(crate) fn read_after_all(tx: &Connection, sha256: &str) -> Result<(), rusqlite::Error> {
    let sql = "DELETE FROM seals WHERE name IN (SELECT 'aside/' || num FROM aside WHERE sha256 = ?1)";
    tx.prepare_cached(sql)?.execute([sha256])?;
    tx.prepare_cached("DELETE FROM aside WHERE sha256 = ?1")?.execute([sha256])?;
    Ok(())
}

/// What is wrong with a report that is set aside.
pub(crate) fn prove(conn: &Connection, num: i64) -> Result<Vec<String>, rusqlite::Error> {
    let mut faults = Vec::new();
    if seal::of_aside(conn, num)?.as_deref() != seal::written(conn, &format!("aside/{num}"))?.as_deref() {
        faults.push("is not as it was written".to_owned());
    }
    let (sha256, packed): (String, Vec<u8>) = conn.query_row("SELECT sha256, zstd FROM aside WHERE num = ?1", [num], |row| Ok((row.get(0)?, row.get(1)?)))?;
    match decompress(&packed) {
        Ok(raw) if hex(&Sha256::digest(&raw)) == sha256 => {}
        Ok(_) => faults.push("its bytes as received are not those of its SHA-256".to_owned()),
        Err(why) => faults.push(format!("its bytes as received cannot be unpacked ({why})")),
    }
    Ok(faults)
}
