//! What is reckoned of one run of fighting, as rows: the episode, its sums, disputes and estimates, sealed together.

use crate::{
    row::{fields, sql},
    seal,
};
use counterclaim::write;
use counterclaim_model::{ClaimId, Estimate, Ledger, Origin};
use rusqlite::{Connection, types::Value};
use serde::Serialize;

/// A report's number by its name.
type Number<'a> = dyn Fn(&str) -> Option<i64> + 'a;

/// Writes the rows of an episode, which is the only one of this ledger; `ranges` are its tolls under every policy.
pub(crate) fn put(tx: &Connection, n: i64, mark: &str, ledger: &Ledger, ranges: &[Estimate], number: &Number<'_>) -> Result<(), rusqlite::Error> {
    let of = Value::Integer(n);
    for episode in &ledger.episodes {
        let record = fields(episode);
        let days = record.get("days").and_then(|days| days.as_object()).cloned().unwrap_or_default();
        let [from, to] = ["from", "to"].map(|end| sql(days.get(end)));
        let [id, camps, places, why] = ["id", "camps", "places", "why"].map(|name| sql(record.get(name)));
        let basis = write::in_words(&episode.days, "").map_or(Value::Null, Value::Text);
        row(tx, "episodes", &[of.clone(), id, from, to, basis, camps, places, why, text(mark), exact(episode)])?;
        for (at, doc) in episode.docs.iter().enumerate() {
            row(tx, "episode_reports", &[of.clone(), place(at), number(doc).map_or(Value::Null, Value::Integer)])?;
        }
        let claims = episode.claims.iter().map(|id| (id, 0)).chain(episode.background.iter().map(|id| (id, 1)));
        for (at, (claim, background)) in claims.enumerate() {
            row(tx, "members", &[of.clone(), place(at), name(claim), Value::Integer(background)])?;
        }
    }
    for (n, retold) in ledger.retold.iter().enumerate() {
        row(tx, "retold", &[of.clone(), place(n), name(&retold.original), exact(retold)])?;
        for (at, again) in retold.again.iter().enumerate() {
            row(tx, "told_in", &[of.clone(), place(n), place(at), name(&again.claim), exact(&again.drift)])?;
        }
    }
    for (n, sum) in ledger.sums.iter().enumerate() {
        let [low, high, qualifier] = bounds(&sum.total_is);
        let (kind, verdict) = (write::sum_name(sum.kind), write::verdict_name(sum.verdict));
        let off_by = Value::Integer(sum.off_by);
        row(tx, "sums", &[of.clone(), place(n), text(kind), name(&sum.total), low, high, qualifier, text(verdict), off_by, exact(sum)])?;
        for (at, (claim, quantity)) in sum.parts.iter().enumerate() {
            let [low, high, qualifier] = bounds(quantity);
            row(tx, "sum_parts", &[of.clone(), place(n), place(at), name(claim), low, high, qualifier])?;
        }
    }
    for (n, dispute) in ledger.disputes.iter().enumerate() {
        row(tx, "disputes", &[of.clone(), place(n), text(&write::dispute_name(dispute.kind)), text(&dispute.words), exact(dispute)])?;
        for (at, claim) in dispute.claims.iter().enumerate() {
            row(tx, "dispute_claims", &[of.clone(), place(n), place(at), name(claim)])?;
        }
    }
    for (n, estimate) in ledger.estimates.iter().enumerate() {
        let record = fields(estimate);
        let columns = ["side", "role", "effect", "policy", "as_of", "low", "best", "high", "high_open", "high_is_enemys"];
        let values = columns.map(|name| sql(record.get(name)));
        let values = [of.clone(), place(n), text(&write::key(estimate))].into_iter().chain(values).chain([exact(estimate)]);
        row(tx, "estimates", &values.collect::<Vec<_>>())?;
        let used = estimate.used.iter().map(|(claim, used)| (claim, 1, write::use_name(*used).to_owned()));
        let aside = estimate.set_aside.iter().map(|(claim, why)| (claim, 0, write::why_not_name(*why)));
        for (at, (claim, used, reason)) in used.chain(aside).enumerate() {
            row(tx, "estimate_uses", &[of.clone(), place(n), place(at), name(claim), Value::Integer(used), text(&reason)])?;
        }
    }
    for (at, range) in ranges.iter().enumerate() {
        let record = fields(range);
        let columns = ["side", "role", "effect", "low", "best", "high", "high_open"].map(|name| sql(record.get(name)));
        row(tx, "ranges", &[&[of.clone(), text(&range.policy), place(at), text(&write::key(range))][..], &columns].concat())?;
    }
    seal::episode(tx, n)
}

/// Takes out what was reckoned of an episode.
pub(crate) fn take_out(tx: &Connection, n: i64) -> Result<(), rusqlite::Error> {
    // What hangs on it goes with it.
    tx.prepare_cached("DELETE FROM episodes WHERE n = ?1")?.execute([n])?;
    seal::lift(tx, &format!("episode/{n}"))
}

/// Writes who repeats a report.
pub(crate) fn put_origin(tx: &Connection, first: i64, origin: &Origin, number: &Number<'_>) -> Result<(), rusqlite::Error> {
    row(tx, "origins", &[Value::Integer(first), exact(origin)])?;
    for (at, copied) in origin.copies.iter().enumerate() {
        let report = number(&copied.doc).map_or(Value::Null, Value::Integer);
        row(tx, "copies", &[Value::Integer(first), place(at), report, text(&copied.why)])?;
    }
    seal::origin(tx, first)
}

/// Takes it out.
pub(crate) fn take_out_origin(tx: &Connection, first: i64) -> Result<(), rusqlite::Error> {
    tx.prepare_cached("DELETE FROM origins WHERE first = ?1")?.execute([first])?;
    seal::lift(tx, &format!("origin/{first}"))
}

/// A value as JSON.
pub(crate) fn json(of: &impl Serialize) -> String {
    serde_json::to_string(of).unwrap_or_default()
}

fn bounds(quantity: &impl Serialize) -> [Value; 3] {
    let record = fields(quantity);
    ["low", "high", "qualifier"].map(|name| sql(record.get(name)))
}

fn row(tx: &Connection, table: &str, values: &[Value]) -> Result<(), rusqlite::Error> {
    let marks = vec!["?"; values.len()].join(", ");
    tx.prepare_cached(&format!("INSERT INTO {table} VALUES ({marks})"))?.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

fn exact(of: &impl Serialize) -> Value {
    Value::Text(json(of))
}

fn place(n: usize) -> Value {
    Value::Integer(n as i64)
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn name(claim: &ClaimId) -> Value {
    text(&claim.0)
}
