//! `counterclaim forget`: a report taken out of a ledger for good.

use super::{found, read::now};
use crate::{
    Outcome,
    args::Forget,
    draw::text::{count, visible},
    heart::Heart,
    output::Output,
};
use anyhow::{Result, bail};
use counterclaim::write::{VERSION, line};
use counterclaim_ledger::Store;
use serde::Serialize;

#[derive(Serialize)]
struct ForgottenRecord<'a> {
    v: u32,
    r#type: &'a str,
    sha256: &'a str,
    doc: &'a str,
    addresses: &'a [String],
    claims: usize,
    why: &'a str,
}

/// Takes the report out and says what went.
pub fn run(heart: &Heart, args: &Forget, out: &mut Output) -> Result<Outcome> {
    let why = args.why.trim();
    if why.is_empty() {
        bail!("--why must say why: it is what stays in the report's place");
    }
    let mut store = Store::open_to_write(&args.ledger)?;
    let forgotten = heart.forget(&mut store, &args.report, why, &now())?;
    for gone in &forgotten {
        if out.json {
            let (sha256, doc, addresses, claims) = (&*gone.sha256, &*gone.id, &*gone.addresses, gone.claims);
            line(&ForgottenRecord { v: VERSION, r#type: "forgotten", sha256, doc, addresses, claims, why }, &mut out.to)?;
        } else {
            out.draw(&visible(&format!("{}: forgotten with {}; its hash and the reason stay", gone.id, count(gone.claims, "claim"))))?;
            out.draw("\n")?;
        }
    }
    if forgotten.is_empty() && !out.json {
        out.draw("no report here was received from that address or has that hash\n")?;
    }
    Ok(found(!forgotten.is_empty()))
}
