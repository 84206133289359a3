//! A report taken out for good: the law asks it, or it does harm. A tombstone says why; the rest is reckoned anew.
//!
//! Its text, its bytes, its claims and what people judged of them go, from the full-text index too, and from what SQLite keeps of deleted
//! rows. The hash of its bytes and its addresses stay, so that it is not taken in again unseen.

use crate::{
    Receipt, Store,
    line_up::Lined,
    reckoned, seal,
    take::{stale, stand},
};
use counterclaim::Counterclaim;
use counterclaim_model::Error;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

/// A report that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// The name that it had.
    pub id: String,
    /// Where it was received.
    pub addresses: Vec<String>,
    /// How many claims went with it.
    pub claims: usize,
}

/// How much of a hash is enough to name a report.
const ENOUGH: usize = 8;

impl Store {
    /// Takes out every report that was ever received from this address, or whose SHA-256 begins with these digits. Empty: there is none.
    pub fn forget(&mut self, what: &str, why: &str, at: &str, heart: &Counterclaim, receipt: &Receipt) -> Result<Vec<Forgotten>, Error> {
        let run = || -> Result<Vec<Forgotten>, rusqlite::Error> {
            let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
            let reports = meant(&tx, what)?;
            let mut forgotten = take_aside(&tx, what, why, at)?;
            for report in &reports {
                forgotten.push(take_out(&tx, *report, what, why, at)?);
            }
            if !reports.is_empty() {
                stale(&tx)?;
                let number = receipt.enter(&tx)?;
                // Nothing of a deleted word may stay in the index.
                tx.execute_batch("INSERT INTO report_search (report_search) VALUES ('rebuild'); INSERT INTO claim_search (claim_search) VALUES ('rebuild')")?;
                // What it stood beside is held against the others again.
                tx.execute("UPDATE briefs SET copied = NULL", [])?;
                let lined = Lined::up(&tx, heart, &receipt.mark(), false)?;
                lined.steps().try_for_each(|step| lined.step(step, heart, &tx, &tx, number))?;
            }
            tx.commit()?;
            // Also where an earlier try was cut short here.
            if !forgotten.is_empty() || is_known(&self.conn, what)? {
                self.conn.execute_batch("VACUUM")?;
            }
            Ok(forgotten)
        };
        let forgotten = run().map_err(|e| self.trouble(&e))?;
        self.tidy()?;
        Ok(forgotten)
    }
}

/// The reports of an address or a hash.
fn meant(tx: &Connection, what: &str) -> Result<Vec<i64>, rusqlite::Error> {
    let hash = if is_hash(what) { what.to_ascii_lowercase() } else { "no hash".to_owned() };
    let sql = "SELECT num FROM reports WHERE num IN (SELECT report FROM addresses WHERE address = ?1) OR substr(sha256, 1, length(?2)) = ?2 ORDER BY num";
    tx.prepare(sql)?.query_map([what, &hash], |row| row.get(0))?.collect()
}

/// What is set aside, of an address or a hash.
fn take_aside(tx: &Connection, what: &str, why: &str, at: &str) -> Result<Vec<Forgotten>, rusqlite::Error> {
    let hash = if is_hash(what) { what.to_ascii_lowercase() } else { "no hash".to_owned() };
    let sql = "SELECT num, sha256, address, taken_at FROM aside WHERE address = ?1 OR substr(sha256, 1, length(?2)) = ?2 ORDER BY num";
    let rows = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let found: Vec<(i64, String, String, String)> = tx.prepare(sql)?.query_map([what, &hash], rows)?.collect::<Result<_, _>>()?;
    let mut forgotten = Vec::new();
    for (num, sha256, address, taken_at) in found {
        let listed = serde_json::to_string(&[&address]).unwrap_or_default();
        let refused = (address == what).then_some(&address);
        let sql = "INSERT INTO tombstones (sha256, addresses, refused, taken_at, forgotten_at, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        tx.execute(sql, params![sha256, listed, refused, taken_at, at, why])?;
        tx.execute("DELETE FROM aside WHERE num = ?1", [num])?;
        tx.execute("DELETE FROM seals WHERE name = 'aside/' || ?1", [num])?;
        forgotten.push(Forgotten { sha256, id: address.clone(), addresses: vec![address], claims: 0 });
    }
    if !forgotten.is_empty() {
        seal::tables(tx, &["tombstones"])?;
    }
    Ok(forgotten)
}

fn is_hash(what: &str) -> bool {
    what.len() >= ENOUGH && what.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_known(conn: &Connection, what: &str) -> Result<bool, rusqlite::Error> {
    let sql = "SELECT 1 FROM tombstones WHERE refused = ?1 OR substr(sha256, 1, length(?1)) = ?1";
    Ok(conn.query_row(sql, [what], |_| Ok(())).optional()?.is_some())
}

fn take_out(tx: &Connection, report: i64, what: &str, why: &str, at: &str) -> Result<Forgotten, rusqlite::Error> {
    let (id, sha256, taken_at): (String, String, String) =
        tx.query_row("SELECT id, sha256, taken_at FROM reports WHERE num = ?1", [report], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let addresses: Vec<String> =
        tx.prepare("SELECT DISTINCT address FROM addresses WHERE report = ?1 ORDER BY 1")?.query_map([report], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let claims: usize = tx.query_row("SELECT count(*) FROM claims WHERE report = ?1", [report], |row| row.get::<_, i64>(0))?.unsigned_abs() as usize;
    let listed = serde_json::to_string(&addresses).unwrap_or_default();
    // Named by its address, whatever that address gives is left out from now on; named by its hash, only these bytes.
    let refused = addresses.iter().find(|address| *address == what);
    let sql = "INSERT INTO tombstones (sha256, addresses, refused, taken_at, forgotten_at, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    tx.execute(sql, params![sha256, listed, refused, taken_at, at, why])?;
    // A person's note may tell what the report told. No other hand may take a judgement out, so the rule is lifted and set again.
    let rule: String = tx.query_row("SELECT sql FROM sqlite_schema WHERE name = 'judgements_stay'", [], |row| row.get(0))?;
    tx.execute_batch("DROP TRIGGER judgements_stay")?;
    tx.execute("DELETE FROM judgements WHERE about = 'report:' || ?2 OR about IN (SELECT 'claim:' || id FROM claims WHERE report = ?1)", params![report, id])?;
    tx.execute_batch(&rule)?;
    tx.execute("DELETE FROM unread WHERE address IN (SELECT address FROM addresses WHERE report = ?1)", [report])?;
    let sql = "SELECT DISTINCT b.report FROM addresses a JOIN addresses b ON b.address = a.address WHERE a.report = ?1 AND b.report <> ?1";
    let others: Vec<i64> = tx.prepare(sql)?.query_map([report], |row| row.get(0))?.collect::<Result<_, _>>()?;
    // An older revision does not come back in its place.
    let sql = "DELETE FROM addresses WHERE report <> ?1 AND EXISTS
               (SELECT 1 FROM addresses a WHERE a.report = ?1 AND a.address = addresses.address AND a.n > addresses.n)";
    tx.execute(sql, [report])?;
    reckoned::take_out_origin(tx, report)?;
    // Claims first: what hangs on them goes with them.
    tx.execute("DELETE FROM claims WHERE report = ?1", [report])?;
    tx.execute("DELETE FROM reports WHERE num = ?1", [report])?;
    tx.execute("DELETE FROM seals WHERE name = 'report/' || ?1", [report])?;
    for other in others {
        stand(tx, other)?;
        seal::report(tx, other)?;
    }
    Ok(Forgotten { sha256, id, addresses, claims })
}
