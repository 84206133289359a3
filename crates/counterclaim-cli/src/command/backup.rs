//! `counterclaim backup`: a copy of a ledger, whole at one moment.

use crate::{Outcome, args::Backup, output::Output};
use anyhow::Result;
use counterclaim_ledger::Store;

/// Copies the ledger.
pub fn run(args: &Backup, out: &mut Output) -> Result<Outcome> {
    Store::open(&args.ledger)?.backup(&args.output)?;
    if !out.json {
        out.draw(&format!("{} copied to {}\n", args.ledger.display(), args.output.display()))?;
    }
    Ok(Outcome::Done)
}
