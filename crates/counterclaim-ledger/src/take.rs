//! Reports go in, a batch at a time: read side by side, written one by one, each in a transaction of its own.
//!
//! The same bytes add nothing, at most an address; new bytes at an old address are a revision, and both are kept, though only what an
//! address gives now is lined up. What was read by another program is read again from the text that is kept.

use crate::{
    Receipt, Received, Store,
    address::{Found, find, name},
    aside::read_after_all,
    kept::{Kept, TakenIn, compress, without_text},
    line_up::Lined,
    load::taken_in,
    received::{self, note},
    row, seal,
};
use counterclaim::Counterclaim;
use counterclaim_model::{Document, Error, Name, Reading};
use rayon::prelude::*;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use std::collections::BTreeSet;

/// How many reports are read again side by side.
const BATCH: usize = 64;

/// What became of the reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Bytes that were never received before, at an address that is new.
    pub added: usize,
    /// The same bytes at the same address.
    pub known: usize,
    /// The same bytes at another address.
    pub elsewhere: usize,
    /// New bytes at an old address.
    pub revised: usize,
    /// Read again: another program, other rules, another world or other models had read them, or they were judged since.
    pub again: usize,
    /// Kept unread, in another language.
    pub aside: usize,
    /// Left out because they were forgotten: the address and why.
    pub forgotten: Vec<(String, String)>,
    /// Kept, and not read: the report and why.
    pub unread: Vec<(Name, String)>,
}

impl Summary {
    /// What is doubtful of a reading as a whole is that there is none.
    fn left(&mut self, reading: &Reading) {
        self.unread.extend(reading.doubts.iter().filter(|doubt| doubt.span.is_none()).map(|doubt| (doubt.doc.clone(), doubt.what.clone())));
    }
}

/// Reports being added to a ledger.
pub struct Taking<'a> {
    pub(crate) store: &'a mut Store,
    heart: &'a Counterclaim,
    receipt: Receipt,
    /// When, as the command's clock has it.
    at: String,
    /// SQLite's mark of the last change by another program.
    others: i64,
    pub(crate) summary: Summary,
}

/// A report that was read and waits to be written.
struct Ready {
    received: Received,
    sha256: String,
    address: String,
    replaces: Option<i64>,
    reading: Reading,
    alone: Vec<u8>,
    original: Vec<u8>,
}

impl<'a> Taking<'a> {
    /// Begins. `at` is the time of taking in, as it shall be written.
    pub fn begin(store: &'a mut Store, heart: &'a Counterclaim, receipt: Receipt, at: &str) -> Result<Taking<'a>, Error> {
        let others = others(&store.conn).map_err(|e| store.trouble(&e))?;
        Ok(Taking { store, heart, receipt, at: at.to_owned(), others, summary: Summary::default() })
    }

    /// Reads again what others than this program with these rules have read, and what was judged since; `heart` obeys the judgements.
    pub fn renew(&mut self) -> Result<(), Error> {
        let behind: Vec<i64> = self.ask(|conn, receipt| {
            // By the index: a report that this program read is not looked at.
            let sql = "SELECT num FROM reports WHERE read_by < ?1 UNION SELECT num FROM reports WHERE read_by > ?1 UNION SELECT report FROM due ORDER BY 1";
            conn.prepare_cached(sql)?.query_map([receipt.number(conn)?.unwrap_or(-1)], |row| row.get(0))?.collect()
        })?;
        let heart = self.heart;
        for some in behind.chunks(BATCH) {
            let taken = self.ask(|conn, _| {
                let mut found = conn.prepare_cached("SELECT k.taken, r.text FROM reports r JOIN readings k ON k.report = r.num WHERE r.num = ?1")?;
                let taken = some.iter().map(|report| found.query_row([report], |row| taken_in(row.get_ref(0)?.as_str()?, row.get(1)?)));
                taken.collect::<Result<Vec<TakenIn>, _>>()
            })?;
            let read: Vec<(Reading, Vec<String>)> = taken.into_par_iter().map(|taken| (heart.read(taken.document), taken.doubts)).collect();
            for (report, (reading, doubts)) in some.iter().zip(read) {
                self.write(|tx, receipt, _| again(tx, receipt, *report, &reading, &doubts))?;
                self.summary.again += 1;
                self.summary.left(&reading);
            }
        }
        Ok(())
    }

    /// Adds reports. Memory holds as many as are given at once.
    pub fn take(&mut self, mut batch: Vec<Received>) -> Result<(), Error> {
        // Bytes that stand twice in a batch are known the second time.
        while !batch.is_empty() {
            let mut seen = BTreeSet::new();
            let mut ids = BTreeSet::new();
            let (mut fresh, mut later, mut known, mut anew) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            for mut received in batch {
                let (sha256, address) = (received.sha256(), received.address());
                if !(seen.insert(sha256.clone()) & seen.insert(address.clone())) {
                    later.push(received);
                    continue;
                }
                match self.ask(|conn, _| find(conn, &sha256, &address))? {
                    Found::Here { report } => {
                        match self.ask(|conn, _| received::otherwise(conn, report, &received))? {
                            Some(taken) => anew.push((report, taken)),
                            None => self.summary.known += 1,
                        }
                        known.push((received, sha256));
                    }
                    Found::Forgotten { why } => self.summary.forgotten.push((address, why)),
                    Found::Elsewhere { report, at } => self.also_here(report, at, &received, &sha256)?,
                    Found::New { at } => {
                        received.document.id = self.ask(|conn, _| name(conn, &received.document, at, &ids))?;
                        ids.insert(received.document.id.clone());
                        fresh.push((received, sha256, address, at));
                    }
                }
            }
            let heart = self.heart;
            let ready: Vec<Ready> = fresh
                .into_par_iter()
                .map(|(received, sha256, address, replaces)| {
                    let reading = heart.read(received.document.clone());
                    let (alone, original) = (Kept::of(&reading).bytes(), compress(received.raw()));
                    Ready { received, sha256, address, replaces, reading, alone, original }
                })
                .collect();
            for ready in ready {
                self.write(|tx, receipt, at| add(tx, receipt, at, &ready))?;
                if ready.replaces.is_some() {
                    self.summary.revised += 1
                } else {
                    self.summary.added += 1
                }
                self.summary.left(&ready.reading);
            }
            let anew: Vec<(i64, TakenIn, Reading)> = anew
                .into_par_iter()
                .map(|(report, taken)| {
                    let reading = heart.read(taken.document.clone());
                    (report, taken, reading)
                })
                .collect();
            for (report, taken, reading) in anew {
                self.write(|tx, receipt, _| {
                    received::keep(tx, report, &taken)?;
                    again(tx, receipt, report, &reading, &taken.doubts)
                })?;
                self.summary.again += 1;
            }
            self.note(&known)?;
            batch = later;
        }
        Ok(())
    }

    /// Notes what could not be read, reckons what hangs on all reports, and says what became of them.
    pub fn finish(mut self, unread: &[(String, String)]) -> Result<Summary, Error> {
        if !unread.is_empty() {
            self.write(|tx, _, at| {
                for (address, reason) in unread {
                    let sql = "INSERT INTO unread VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
                    tx.prepare_cached(sql)?.execute(params![address, reason, at])?;
                }
                seal::tables(tx, &["unread"])
            })?;
        }
        if self.store.is_stale()? || self.store.state("receipt")?.as_deref() != Some(&self.number()?.to_string()) {
            let lined = self.ask(|conn, receipt| Lined::up(conn, self.heart, &receipt.mark(), false))?;
            let heart = self.heart;
            for step in lined.steps() {
                self.write(|tx, receipt, _| lined.step(step, heart, tx, tx, receipt))?;
            }
            // A hundred thousand reports are long in letting go, and nobody waits for it.
            rayon::spawn(|| drop(lined));
        }
        self.store.tidy()?;
        Ok(self.summary)
    }

    /// Remembers what inputs gave that add nothing.
    pub(crate) fn note(&mut self, known: &[(Received, String)]) -> Result<(), Error> {
        let noted = known.iter().filter(|(received, _)| received.document.source.input.is_some()).count();
        if noted == 0 { Ok(()) } else { self.write(|tx, receipt, _| known.iter().try_for_each(|(received, sha256)| note(tx, receipt, received, sha256))) }
    }

    fn number(&mut self) -> Result<i64, Error> {
        if let Some(number) = self.ask(|conn, receipt| receipt.number(conn))? {
            return Ok(number);
        }
        self.write(|_, _, _| Ok(()))?;
        self.ask(|conn, receipt| Ok(receipt.number(conn)?.unwrap_or(-1)))
    }

    fn also_here(&mut self, report: i64, at: Option<i64>, received: &Received, sha256: &str) -> Result<(), Error> {
        // A report that stands again may find its name taken by what stood in its place.
        let (taken, stands) = self.ask(|conn, _| {
            let sql = "SELECT k.taken, r.text, r.stands FROM reports r JOIN readings k ON k.report = r.num WHERE r.num = ?1";
            conn.query_row(sql, [report], |row| Ok((taken_in(row.get_ref(0)?.as_str()?, row.get(1)?)?, row.get::<_, bool>(2)?)))
        })?;
        let mut renamed = None;
        if !stands {
            let id = self.ask(|conn, _| name(conn, &taken.document, at, &BTreeSet::new()))?;
            if id != taken.document.id {
                renamed = Some(self.heart.read(Document { id, ..taken.document.clone() }));
            }
        }
        self.write(|tx, receipt, time| {
            note(tx, receipt, received, sha256)?;
            address_of(tx, &received.address(), report, time)?;
            if let Some(old) = at {
                stand(tx, old)?;
                seal::report(tx, old)?;
            }
            if let Some(reading) = &renamed {
                let document =
                    Document { blocks: Vec::new(), repairs: Vec::new(), published: taken.document.published.clone(), ..without_text(&reading.document) };
                let taken = TakenIn { document, doubts: taken.doubts.clone() };
                tx.execute("UPDATE reports SET id = ?2 WHERE num = ?1", params![report, &*reading.document.id])?;
                tx.execute("UPDATE readings SET taken = ?2 WHERE report = ?1", params![report, json(&taken)])?;
                again(tx, receipt, report, reading, &taken.doubts)?;
            }
            stand(tx, report)?;
            seal::report(tx, report)?;
            stale(tx)
        })?;
        self.summary.elsewhere += 1;
        Ok(())
    }

    pub(crate) fn ask<T>(&self, question: impl FnOnce(&Connection, &Receipt) -> Result<T, rusqlite::Error>) -> Result<T, Error> {
        question(&self.store.conn, &self.receipt).map_err(|e| self.store.trouble(&e))
    }

    /// One transaction; given up where another program wrote since this one began.
    pub(crate) fn write(&mut self, work: impl FnOnce(&Transaction, i64, &str) -> Result<(), rusqlite::Error>) -> Result<(), Error> {
        let before = self.others;
        let mut alone = true;
        let run = || -> Result<(), rusqlite::Error> {
            let tx = Transaction::new_unchecked(&self.store.conn, TransactionBehavior::Immediate)?;
            alone = others(&tx)? == before;
            if !alone {
                return Ok(());
            }
            let known = self.receipt.number(&tx)?.is_some();
            let receipt = self.receipt.enter(&tx)?;
            work(&tx, receipt, &self.at)?;
            if !known {
                seal::tables(&tx, &["receipts"])?;
            }
            tx.commit()
        };
        run().map_err(|e| self.store.trouble(&e))?;
        if alone {
            return Ok(());
        }
        let what = "another program wrote in it meanwhile: what was added so far is kept; wait until that is done, and run it again";
        Err(Error::output(self.store.path().display(), what))
    }
}

fn others(conn: &Connection) -> Result<i64, rusqlite::Error> {
    conn.pragma_query_value(None, "data_version", |row| row.get(0))
}

fn add(tx: &Connection, receipt: i64, at: &str, ready: &Ready) -> Result<(), rusqlite::Error> {
    let Ready { received, sha256, address, replaces, reading, alone, original } = ready;
    let document = &received.document;
    // What stood here makes room before its name is given on.
    let sql = "INSERT INTO reports (id, sha256, taken_at, how, outlet, stands, revision_of, read_by, text) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8)";
    tx.prepare_cached(sql)?.execute(params![
        &*document.id,
        sha256,
        at,
        &*document.source.reader,
        document.outlet.as_deref(),
        replaces,
        receipt,
        &*document.text
    ])?;
    let report = tx.last_insert_rowid();
    let taken = TakenIn { document: without_text(document), doubts: received.doubts.clone() };
    tx.prepare_cached("INSERT INTO originals VALUES (?1, ?2, ?3)")?.execute(params![report, received.raw().len() as i64, original])?;
    tx.prepare_cached("INSERT INTO readings VALUES (?1, ?2, ?3, NULL)")?.execute(params![report, json(&taken), alone])?;
    address_of(tx, address, report, at)?;
    note(tx, receipt, received, sha256)?;
    read_after_all(tx, sha256)?;
    row::reading(tx, report, reading, &received.doubts)?;
    if let Some(old) = replaces {
        stand(tx, *old)?;
        seal::report(tx, *old)?;
    }
    stand(tx, report)?;
    seal::report(tx, report)?;
    stale(tx)
}

/// A report read anew.
fn again(tx: &Connection, receipt: i64, report: i64, reading: &Reading, doubts: &[String]) -> Result<(), rusqlite::Error> {
    tx.prepare_cached("UPDATE reports SET read_by = ?2 WHERE num = ?1")?.execute([report, receipt])?;
    tx.prepare_cached("DELETE FROM due WHERE report = ?1")?.execute([report])?;
    tx.prepare_cached("UPDATE readings SET alone = ?2, together = NULL WHERE report = ?1")?.execute(params![report, Kept::of(reading).bytes()])?;
    row::reading(tx, report, reading, doubts)?;
    seal::report(tx, report)?;
    stale(tx)
}

fn address_of(tx: &Connection, address: &str, report: i64, at: &str) -> Result<(), rusqlite::Error> {
    let sql = "INSERT INTO addresses SELECT ?1, coalesce(max(n), 0) + 1, ?2, ?3 FROM addresses WHERE address = ?1";
    tx.prepare_cached(sql)?.execute(params![address, report, at])?;
    Ok(())
}

/// Settles whether some address gives a report now.
pub(crate) fn stand(tx: &Connection, report: i64) -> Result<(), rusqlite::Error> {
    let sql = "UPDATE reports SET stands = EXISTS (SELECT 1 FROM addresses a WHERE a.report = ?1
               AND a.n = (SELECT max(n) FROM addresses b WHERE b.address = a.address)) WHERE num = ?1";
    tx.prepare_cached(sql)?.execute([report])?;
    Ok(())
}

/// What is reckoned from all reports is behind them from now on.
pub(crate) fn stale(tx: &Connection) -> Result<(), rusqlite::Error> {
    let sql = "INSERT INTO state VALUES ('stale', '1') ON CONFLICT (key) DO UPDATE SET value = '1' WHERE value <> '1'";
    if tx.prepare_cached(sql)?.execute([])? > 0 {
        seal::tables(tx, &["state"])?;
    }
    Ok(())
}

pub(crate) fn json(taken: &TakenIn) -> String {
    serde_json::to_string(taken).unwrap_or_default()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
