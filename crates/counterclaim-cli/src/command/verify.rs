//! `counterclaim verify`: a ledger proven to the bit.

use crate::{
    Outcome,
    args::Ledgers,
    draw::text::{count, visible},
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::write::{VERSION, line};
use counterclaim_ledger::{Fault, Store};
use serde::Serialize;

/// What was proven, one line.
#[derive(Serialize)]
struct ProofRecord<'a> {
    v: u32,
    r#type: &'a str,
    ledger: String,
    holds: bool,
    reports: usize,
    quotes: usize,
    read_again: usize,
    reckoned_again: bool,
    notes: &'a [String],
}

/// What is wrong, one line each.
#[derive(Serialize)]
struct FaultRecord<'a> {
    v: u32,
    r#type: &'a str,
    place: &'a str,
    what: &'a str,
}

/// Proves the ledger and names every fault.
pub fn run(heart: &Heart, args: &Ledgers, out: &mut Output) -> Result<Outcome> {
    let store = Store::open(&args.ledger)?;
    let proof = heart.verify(&store)?;
    for Fault { place, what } in &proof.faults {
        if out.json {
            line(&FaultRecord { v: VERSION, r#type: "fault", place, what }, &mut out.to)?;
        } else {
            out.draw(&visible(&format!("{place}: {what}")))?;
            out.draw("\n")?;
        }
    }
    let holds = proof.faults.is_empty();
    if out.json {
        let record = ProofRecord {
            v: VERSION,
            r#type: "proof",
            ledger: args.ledger.display().to_string(),
            holds,
            reports: proof.reports,
            quotes: proof.quotes,
            read_again: proof.read_again,
            reckoned_again: proof.reckoned_again,
            notes: &proof.notes,
        };
        line(&record, &mut out.to)?;
    } else {
        for note in &proof.notes {
            out.draw(&visible(note))?;
            out.draw("\n")?;
        }
        let again = if proof.reckoned_again { "; episodes, sums, disputes and ranges reckoned again" } else { "" };
        let verdict = if holds { "everything holds".to_owned() } else { count(proof.faults.len(), "fault") };
        out.draw(&format!(
            "{}, {} word for word; {} read again{again}: {verdict}\n",
            count(proof.reports, "report"),
            count(proof.quotes, "claim"),
            proof.read_again
        ))?;
    }
    Ok(if holds { Outcome::Done } else { Outcome::Nothing })
}
