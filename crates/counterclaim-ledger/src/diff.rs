//! What changed between two ledgers, in words fit to publish as a change log.
//!
//! First the reports, then the figures, then what is disputed, then single claims: from what everybody asks to what few do.

use crate::Store;
use counterclaim::{
    Counterclaim,
    write::{self, Entry, Index},
};
use counterclaim_model::{ClaimId, Effect, Error, Estimate, Ledger, Role, Use};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What kind of thing: `report`, `episode`, `estimate`, `dispute`, `claim`.
    pub of: &'static str,
    /// `new`, `gone` or `changed`.
    pub change: &'static str,
    /// Its id.
    pub id: String,
    /// It, in words.
    pub words: String,
}

/// A ledger with what only the file knows.
struct Side {
    ledger: Ledger,
    hashes: BTreeMap<String, String>,
    tombstones: BTreeMap<String, String>,
}

/// What is otherwise in `new` than in `old`, each with the heart that obeys what was judged there.
pub fn diff(old: (&Store, &Counterclaim), new: (&Store, &Counterclaim)) -> Result<Vec<Change>, Error> {
    let (mut old, new) = (side(old.0, old.1)?, side(new.0, new.1)?);
    let mut changes = reports(&old, &new);
    // What was forgotten is not told again here; its claims and what was disputed about them are left out.
    let gone = |doc: &str| old.hashes.get(doc).is_some_and(|hash| new.tombstones.contains_key(hash));
    let silent: BTreeSet<ClaimId> = old.ledger.readings.iter().filter(|r| gone(&r.document.id)).flat_map(|r| &r.claims).map(|c| c.id.clone()).collect();
    old.ledger.disputes.retain(|dispute| !dispute.claims.iter().any(|claim| silent.contains(claim)));
    old.ledger.readings.iter_mut().for_each(|reading| reading.claims.retain(|claim| !silent.contains(&claim.id)));
    changes.extend(episodes(&old.ledger, &new.ledger));
    changes.extend(estimates(&old.ledger, &new.ledger));
    changes.extend(disputes(&old.ledger, &new.ledger));
    changes.extend(claims(&old.ledger, &new.ledger));
    Ok(changes)
}

fn side(store: &Store, heart: &Counterclaim) -> Result<Side, Error> {
    let pairs = |sql: &str| -> Result<BTreeMap<String, String>, rusqlite::Error> {
        store.conn.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    Ok(Side {
        hashes: pairs("SELECT id, sha256 FROM reports WHERE stands = 1").map_err(|e| store.trouble(&e))?,
        tombstones: pairs("SELECT sha256, why FROM tombstones").map_err(|e| store.trouble(&e))?,
        ledger: store.load(heart)?,
    })
}

/// Keys of either, with what each has.
fn pairs<'a, T>(old: &'a BTreeMap<String, T>, new: &'a BTreeMap<String, T>) -> impl Iterator<Item = (&'a str, Option<&'a T>, Option<&'a T>)> {
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    keys.into_iter().map(move |key| (key.as_str(), old.get(key), new.get(key)))
}

fn change(of: &'static str, change: &'static str, id: &str, words: String) -> Change {
    Change { of, change, id: id.to_owned(), words }
}

fn reports(old: &Side, new: &Side) -> Vec<Change> {
    let mut changes = Vec::new();
    for (id, before, now) in pairs(&old.hashes, &new.hashes) {
        let (what, words) = match (before, now) {
            (None, Some(_)) => ("new", format!("The report {id} was added.")),
            (Some(before), Some(now)) if before != now => ("changed", format!("The report {id} was revised by its publisher; the new text is read.")),
            (Some(hash), None) => match new.tombstones.get(hash) {
                Some(why) => ("gone", format!("The report {id} was taken out with what it told: {why}")),
                None => ("gone", format!("The report {id} is no longer here.")),
            },
            _ => continue,
        };
        changes.push(change("report", what, id, words));
    }
    changes
}

fn episodes(old: &Ledger, new: &Ledger) -> Vec<Change> {
    let told = |ledger: &Ledger| -> BTreeMap<String, (String, usize)> {
        let days = |end: Option<counterclaim_model::Day>| end.map_or_else(|| "a day that is not known".to_owned(), |day| day.to_string());
        let of = |e: &counterclaim_model::Episode| {
            let camps: Vec<String> = e.camps.iter().map(|camp| camp.join(" and ")).collect();
            let who = if camps.is_empty() { "parties that are not named".to_owned() } else { camps.join(" against ") };
            (e.id.clone(), (format!("{who}, {} to {}", days(e.days.from), days(e.days.to)), e.docs.len()))
        };
        ledger.episodes.iter().map(of).collect()
    };
    let (old, new) = (told(old), told(new));
    let mut changes = Vec::new();
    for (id, before, now) in pairs(&old, &new) {
        let (what, words) = match (before, now) {
            (None, Some((told, docs))) => ("new", format!("A new episode: {told}, from {}.", reports_of(*docs))),
            (Some((told, _)), None) => ("gone", format!("No longer an episode of its own: {told}.")),
            (Some(before), Some(now)) if before != now => {
                ("changed", format!("The episode is now {}, from {}; it was {}, from {}.", now.0, reports_of(now.1), before.0, reports_of(before.1)))
            }
            _ => continue,
        };
        changes.push(change("episode", what, id, words));
    }
    changes
}

fn reports_of(n: usize) -> String {
    if n == 1 { "1 report".to_owned() } else { format!("{n} reports") }
}

fn estimates(old: &Ledger, new: &Ledger) -> Vec<Change> {
    fn by_key(ledger: &Ledger) -> BTreeMap<String, &Estimate> {
        ledger.estimates.iter().map(|estimate| (write::key(estimate), estimate)).collect()
    }
    let index = Index::new(new);
    let mut changes = Vec::new();
    for (id, before, now) in pairs(&by_key(old), &by_key(new)) {
        let (what, words) = match (before, now) {
            (None, Some(now)) => ("new", format!("{}: {}{}.", row(now), range(now), rests(&index, now))),
            (Some(before), None) => ("gone", format!("{}: no longer a range; it was {}.", row(before), range(before))),
            (Some(before), Some(now)) if range(before) != range(now) => {
                ("changed", format!("{}: now {}{}; it was {}.", row(now), range(now), rests(&index, now), range(before)))
            }
            (Some(before), Some(now)) if before.used != now.used => {
                ("changed", format!("{}: still {}, by other claims{}.", row(now), range(now), rests(&index, now)))
            }
            _ => continue,
        };
        changes.push(change("estimate", what, id, words));
    }
    changes
}

/// "Armenia, soldiers killed".
fn row(estimate: &Estimate) -> String {
    let who = match estimate.role {
        Role::Military => "soldiers",
        Role::Civilian => "civilians",
        Role::All => "people",
    };
    let what = if estimate.effect == Effect::Casualties { "killed or wounded" } else { estimate.effect.name() };
    let side = if *estimate.side == *"all" { "All sides together" } else { &*estimate.side };
    format!("{side}, {who} {what} ({})", estimate.episode)
}

/// "low 49, best 49, high not known".
fn range(estimate: &Estimate) -> String {
    let end = |n: Option<u32>| n.map_or_else(|| "not known".to_owned(), |n| n.to_string());
    let high = match estimate.high {
        Some(n) if estimate.high_open => format!("at least {n}"),
        other => end(other),
    };
    let whose = if estimate.high_is_enemys { " by the enemy's figure" } else { "" };
    format!("low {}, best {}, high {high}{whose}", end(estimate.low), end(estimate.best))
}

/// The words that the figures rest on.
fn rests(index: &Index, estimate: &Estimate) -> String {
    let mut claims: Vec<_> = estimate.used.iter().filter(|(_, used)| *used != Use::Low || estimate.best.is_none()).map(|(id, _)| id).collect();
    claims.dedup();
    let told: Vec<String> = claims.into_iter().filter_map(|id| index.get(id)).map(said).collect();
    if told.is_empty() { String::new() } else { format!(", resting on {}", told.join(" and ")) }
}

/// "«49 soldiers were killed» (Armenia: Nikol Pashinyan, in may)".
fn said(entry: Entry) -> String {
    let claimant = entry.claim.attribution.claimant();
    let who = if claimant == "reporter" { "the report's own voice".to_owned() } else { claimant };
    format!("«{}» ({who}, in {})", entry.words(), entry.claim.doc)
}

fn disputes(old: &Ledger, new: &Ledger) -> Vec<Change> {
    let told = |ledger: &Ledger| -> BTreeMap<String, (String, String)> {
        let of = |d: &counterclaim_model::Dispute| (format!("{} {} {}", d.episode, write::dispute_name(d.kind), d.words), (d.episode.clone(), d.words.clone()));
        ledger.disputes.iter().map(of).collect()
    };
    let (old, new) = (told(old), told(new));
    let mut changes = Vec::new();
    for (_, before, now) in pairs(&old, &new) {
        match (before, now) {
            (None, Some((episode, words))) => changes.push(change("dispute", "new", episode, format!("Disputed: {words}."))),
            (Some((episode, words)), None) => changes.push(change("dispute", "gone", episode, format!("No longer disputed: {words}."))),
            _ => {}
        }
    }
    changes
}

fn claims(old: &Ledger, new: &Ledger) -> Vec<Change> {
    type Told<'a> = BTreeMap<String, (Entry<'a>, Map<String, Value>)>;
    fn by_id(ledger: &Ledger) -> Told<'_> {
        let mut told = Told::new();
        for reading in &ledger.readings {
            for (claim, record) in reading.claims.iter().zip(write::claim_records(reading)) {
                told.insert(claim.id.0.to_string(), (Entry { reading, claim }, crate::row::fields(&record)));
            }
        }
        told
    }
    let (old, new) = (by_id(old), by_id(new));
    let mut changes = Vec::new();
    for (id, before, now) in pairs(&old, &new) {
        let (what, words) = match (before, now) {
            (None, Some((entry, _))) => ("new", format!("A new claim: {}.", said(*entry))),
            (Some((entry, _)), None) => ("gone", format!("No longer a claim: {}.", said(*entry))),
            (Some((_, before)), Some((entry, now))) => {
                let fields: Vec<String> = now.iter().filter_map(|(field, value)| field_change(field, before.get(field), value)).collect();
                if fields.is_empty() {
                    continue;
                }
                ("changed", format!("The claim {} is read otherwise: {}.", said(*entry), fields.join("; ")))
            }
            (None, None) => continue,
        };
        changes.push(change("claim", what, id, words));
    }
    changes
}

/// "side is Armenia (was all)"; nothing where the field is the same, or tells how it was read and not what.
fn field_change(field: &str, before: Option<&Value>, now: &Value) -> Option<String> {
    const HOW: &[&str] = &["v", "rule", "confidence", "basis", "side_basis", "parts", "speakers", "date_prec", "time_precision", "edtf"];
    let before = before.unwrap_or(&Value::Null);
    if before == now || HOW.contains(&field) {
        return None;
    }
    let shown = |value: &Value| match value {
        Value::Null => "not known".to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Array(list) if list.is_empty() => "nobody".to_owned(),
        other => other.to_string(),
    };
    Some(format!("{} is {} (was {})", field.replace('_', " "), shown(now), shown(before)))
}
