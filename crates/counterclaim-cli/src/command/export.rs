//! `counterclaim export`: every claim for other programs.

use super::found;
use crate::{
    Outcome,
    args::{Export, ExportForm},
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::write;

/// Writes every claim; the form is the one asked for, whatever standard output is.
pub fn run(heart: &Heart, args: &Export, out: &mut Output) -> Result<Outcome> {
    let ledger = heart.ledger(&args.reports.paths)?;
    match args.form {
        ExportForm::Jsonl if args.redact => {
            let names = heart.private_names(&args.reports.paths, &ledger)?;
            let index = write::Index::new(&ledger);
            for (reading, names) in ledger.readings.iter().zip(&names) {
                write::claims_without(&index, reading, names, &mut out.to)?;
            }
        }
        ExportForm::Jsonl => write::claims(&ledger, &mut out.to)?,
    }
    Ok(found(ledger.readings.iter().any(|reading| !reading.claims.is_empty())))
}
