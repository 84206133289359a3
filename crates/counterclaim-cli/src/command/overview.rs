//! `counterclaim PATH…`: the tables, with nothing to set up.

use super::found;
use crate::{
    Outcome,
    draw::{book::Book, overview},
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::write;
use std::{path::PathBuf, time::Instant};

/// Reads and prints the tables.
pub fn run(heart: &Heart, paths: &[PathBuf], out: &mut Output) -> Result<Outcome> {
    let start = Instant::now();
    let ledger = heart.ledger(paths)?;
    if out.json {
        write::episodes(&ledger, &mut out.to)?;
    } else {
        let first = paths.first().map_or_else(String::new, |path| path.display().to_string());
        let typed = if paths.len() > 1 { format!("{first} …") } else { first };
        out.draw(&overview::screen(out.look, &Book::new(&ledger), &typed, Some(start.elapsed())))?;
    }
    Ok(found(ledger.readings.iter().any(|reading| !reading.claims.is_empty())))
}
