//! `counterclaim diff`: what changed between two ledgers.

use super::found;
use crate::{
    Outcome,
    args::Diff,
    draw::text::{hang, visible},
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::write::{VERSION, line};
use counterclaim_ledger::{Change, Store};
use serde::Serialize;

#[derive(Serialize)]
struct ChangeRecord<'a> {
    v: u32,
    r#type: &'a str,
    #[serde(flatten)]
    change: &'a Change,
}

/// Prints the changes; nothing changed is nothing found.
pub fn run(heart: &Heart, args: &Diff, out: &mut Output) -> Result<Outcome> {
    let (old, new) = (Store::open(&args.old)?, Store::open(&args.new)?);
    let mut changes = heart.diff(&old, &new)?;
    changes.retain(|change| args.only.as_deref().is_none_or(|only| only == change.of));
    for change in &changes {
        if out.json {
            line(&ChangeRecord { v: VERSION, r#type: "change", change }, &mut out.to)?;
        } else {
            out.draw(&hang("- ", &visible(&change.words), out.look.width))?;
        }
    }
    if changes.is_empty() && !out.json {
        out.draw("nothing changed\n")?;
    }
    Ok(found(!changes.is_empty()))
}
