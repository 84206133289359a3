//! What hangs on all reports: episodes, sums, disputes, estimates, and the claims that other reports date. One transaction.

use crate::{
    kept::Kept,
    load::{As, readings, taken_in},
    row::{fields, reading, sql},
    seal,
};
use counterclaim::{Counterclaim, write};
use counterclaim_model::{ClaimId, Ledger, Reading};
use rusqlite::{Connection, params, types::Value};
use serde::Serialize;
use std::collections::BTreeMap;

/// A ledger lined up, with the numbers of its reports in the file.
pub(crate) struct Lined {
    pub ledger: Ledger,
    numbers: BTreeMap<String, i64>,
}

impl Lined {
    /// Of the standing reports, from what each says alone.
    pub(crate) fn up(conn: &Connection, heart: &Counterclaim) -> Result<Lined, rusqlite::Error> {
        let (numbers, readings): (Vec<_>, Vec<_>) =
            readings(conn, As::Alone)?.into_iter().map(|(report, reading)| ((reading.document.id.to_string(), report), reading)).unzip();
        Ok(Lined { ledger: heart.line_up(readings), numbers: numbers.into_iter().collect() })
    }

    /// Writes it in place of what was reckoned before.
    pub(crate) fn write(&self, tx: &Connection, receipt: i64) -> Result<(), rusqlite::Error> {
        self.readings(tx)?;
        self.reckoned(tx)?;
        for (key, value) in [("stale", "0"), ("receipt", &*receipt.to_string()), ("inputs", &*inputs(tx)?)] {
            tx.execute("INSERT INTO state VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])?;
        }
        crate::judge::sealed(tx)?;
        seal::tables(tx, seal::RECKONED)?;
        seal::tables(tx, seal::BESIDE)?;
        seal::tables(tx, seal::INDEX)
    }

    /// Every report as it is read beside the others, as the file keeps it.
    pub(crate) fn together(&self) -> impl Iterator<Item = (i64, &Reading, Vec<u8>)> {
        self.ledger.readings.iter().filter_map(|of| Some((*self.numbers.get(&*of.document.id)?, of, Kept::of(of).bytes())))
    }

    /// Claims and days of the reports that others changed.
    fn readings(&self, tx: &Connection) -> Result<(), rusqlite::Error> {
        for (report, of, bytes) in self.together() {
            let sql = "SELECT k.alone, k.together, k.taken FROM readings k WHERE k.report = ?1";
            let (alone, before, taken): (Vec<u8>, Option<Vec<u8>>, String) =
                tx.prepare_cached(sql)?.query_row([report], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let now = (bytes != alone).then_some(bytes);
            if now != before {
                tx.prepare_cached("UPDATE readings SET together = ?2 WHERE report = ?1")?.execute(params![report, now])?;
                reading(tx, report, of, &taken_in(&taken, String::new())?.doubts)?;
                seal::report(tx, report)?;
            }
        }
        Ok(())
    }

    /// Every table of `seal::RECKONED`.
    pub(crate) fn reckoned(&self, tx: &Connection) -> Result<(), rusqlite::Error> {
        for table in seal::RECKONED.iter().rev() {
            tx.execute(&format!("DELETE FROM {table}"), [])?;
        }
        let ledger = &self.ledger;
        let number = |doc: &str| self.numbers.get(doc).copied().map_or(Value::Null, Value::Integer);
        for (n, origin) in ledger.origins.iter().enumerate() {
            let n = Value::Integer(n as i64);
            put(tx, "origins", &[n.clone(), number(&origin.first), exact(origin)])?;
            for (at, copied) in origin.copies.iter().enumerate() {
                put(tx, "copies", &[n.clone(), Value::Integer(at as i64), number(&copied.doc), text(&copied.why)])?;
            }
        }
        for (n, episode) in ledger.episodes.iter().enumerate() {
            let n = n as i64;
            let record = fields(episode);
            let days = record.get("days").and_then(|days| days.as_object()).cloned().unwrap_or_default();
            let [from, to] = ["from", "to"].map(|end| sql(days.get(end)));
            let [id, camps, places, why] = ["id", "camps", "places", "why"].map(|name| sql(record.get(name)));
            let basis = write::in_words(&episode.days, "").map_or(Value::Null, Value::Text);
            put(tx, "episodes", &[Value::Integer(n), id, from, to, basis, camps, places, why, exact(episode)])?;
            for (at, doc) in episode.docs.iter().enumerate() {
                put(tx, "episode_reports", &[Value::Integer(n), Value::Integer(at as i64), number(doc)])?;
            }
            let claims = episode.claims.iter().map(|id| (id, 0)).chain(episode.background.iter().map(|id| (id, 1)));
            for (at, (claim, background)) in claims.enumerate() {
                put(tx, "members", &[Value::Integer(n), Value::Integer(at as i64), name(claim), Value::Integer(background)])?;
            }
        }
        for (n, retold) in ledger.retold.iter().enumerate() {
            let n = Value::Integer(n as i64);
            put(tx, "retold", &[n.clone(), name(&retold.original), exact(retold)])?;
            for (at, again) in retold.again.iter().enumerate() {
                put(tx, "told_in", &[n.clone(), Value::Integer(at as i64), name(&again.claim), exact(&again.drift)])?;
            }
        }
        for (n, sum) in ledger.sums.iter().enumerate() {
            let n = Value::Integer(n as i64);
            let total = fields(&sum.total_is);
            let [low, high, qualifier] = ["low", "high", "qualifier"].map(|name| sql(total.get(name)));
            let (kind, verdict) = (write::sum_name(sum.kind), write::verdict_name(sum.verdict));
            put(tx, "sums", &[n.clone(), text(kind), name(&sum.total), low, high, qualifier, text(verdict), Value::Integer(sum.off_by), exact(sum)])?;
            for (at, (claim, quantity)) in sum.parts.iter().enumerate() {
                let part = fields(quantity);
                let [low, high, qualifier] = ["low", "high", "qualifier"].map(|name| sql(part.get(name)));
                put(tx, "sum_parts", &[n.clone(), Value::Integer(at as i64), name(claim), low, high, qualifier])?;
            }
        }
        for (n, dispute) in ledger.disputes.iter().enumerate() {
            let n = Value::Integer(n as i64);
            put(tx, "disputes", &[n.clone(), text(&write::dispute_name(dispute.kind)), text(&dispute.episode), text(&dispute.words), exact(dispute)])?;
            for (at, claim) in dispute.claims.iter().enumerate() {
                put(tx, "dispute_claims", &[n.clone(), Value::Integer(at as i64), name(claim)])?;
            }
        }
        for (n, estimate) in ledger.estimates.iter().enumerate() {
            let n = Value::Integer(n as i64);
            let record = fields(estimate);
            let columns = ["episode", "side", "role", "effect", "policy", "as_of", "low", "best", "high", "high_open", "high_is_enemys"];
            let values = [n.clone(), text(&write::key(estimate))].into_iter().chain(columns.map(|name| sql(record.get(name)))).chain([exact(estimate)]);
            put(tx, "estimates", &values.collect::<Vec<_>>())?;
            let used = estimate.used.iter().map(|(claim, used)| (claim, 1, write::use_name(*used).to_owned()));
            let aside = estimate.set_aside.iter().map(|(claim, why)| (claim, 0, write::why_not_name(*why)));
            for (at, (claim, used, reason)) in used.chain(aside).enumerate() {
                put(tx, "estimate_uses", &[n.clone(), Value::Integer(at as i64), name(claim), Value::Integer(used), text(&reason)])?;
            }
        }
        Ok(())
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

fn put(tx: &Connection, table: &str, values: &[Value]) -> Result<(), rusqlite::Error> {
    let marks = vec!["?"; values.len()].join(", ");
    tx.prepare_cached(&format!("INSERT INTO {table} VALUES ({marks})"))?.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

fn exact(of: &impl Serialize) -> Value {
    text(&serde_json::to_string(of).unwrap_or_default())
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn name(claim: &ClaimId) -> Value {
    text(&claim.0)
}
