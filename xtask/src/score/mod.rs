//! `xtask score`: how well reports are read. Alone it holds the claims of a corpus against its gold; with the name of a data set behind
//! it, one part of the reading against what others have annotated. Misses are told by their cause, for a cause is what can be mended.
//!
//! Data sets are read where they lie and named on the command line: no path to one stands here, and tests bring their own few lines.

mod airwars;
mod all;
pub mod args;
pub mod boundaries;
pub mod calibrate;
mod capitals;
mod cause;
mod claims;
pub mod corpus;
pub mod count;
mod credits;
mod diagnose;
mod episodes;
pub mod event_location;
mod fold;
pub mod held;
pub mod item;
mod judge;
pub mod load;
mod muc4;
mod pages;
pub mod pair;
mod part;
mod plover;
mod probe;
mod reads;
mod recognizers;
mod reliability;
mod report;
mod reprints;
mod sample;
mod table;
mod together;

use anyhow::Result;
use std::io::{ErrorKind, Write};

const HELP: &str = "\
xtask score [OPTIONS]                what is claimed, against gold of its own
xtask score attributions|times|places|releases --gold FILE
                                     one part of the reading, against public corpora
xtask score muc4 --gold FILE         killed and wounded, against answer templates
xtask score airwars --gold FILE      lowest and highest of civilians killed, against coded incidents
xtask score plover --gold FILE       kinds of statement, against coded events
xtask score event-location --gold FILE
                                     the place of each verb of violence, against sentences marked by hand
xtask score capitals                 capitals that speak for governments, told from the cities
xtask score credits                  agencies that reports have their words from
xtask score reads --gold FILE        reports without gold: what gave no claim, and why
xtask score pages                    saved pages: text, headline, day, outlet, address; --spin: the same claims on a page
xtask score episodes                 which reports stand together; --data DIR: against places and days coded by others
xtask score reprints --data DIR      copies altered by 10, 30 and 50 %: which are found
xtask score recognizers --gold DIR   dates, periods, durations, numbers, against specifications of short inputs
xtask score together                reports that belong together: days, episodes, sums, disputes, ranges
xtask score all --data DIR …         all of them, as Markdown tables

  --errors N   list the first N of every cause
  --json       figures as JSON

`xtask score NAME --help` tells the rest.";

/// Scores what is named first, or else the claims of a corpus.
pub fn run(args: &[String]) -> Result<()> {
    let rest = args.get(1..).unwrap_or_default();
    match args.first().map(String::as_str) {
        Some(part) if part::PARTS.contains(&part) => part::run(part, rest),
        Some("airwars") => airwars::run(rest),
        Some("muc4") => muc4::run(rest),
        Some("event-location") => event_location::run(rest),
        Some("plover") => plover::run(rest),
        Some("capitals") => capitals::run(rest),
        Some("credits") => credits::run(rest),
        Some("all") => all::run(rest),
        Some("recognizers") => recognizers::run(rest),
        Some("reads") => reads::run(rest),
        Some("pages") => pages::run(rest),
        Some("together") => together::run(rest),
        Some("episodes") => episodes::run(rest),
        Some("reprints") => reprints::run(rest),
        Some("--help") => print(&format!("{HELP}\n\n{}\n", claims::HELP)),
        _ => claims::run(args),
    }
}

/// To standard output; a reader that has seen enough (`| head`) is no error.
fn print(text: &str) -> Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(e.into()),
        _ => Ok(()),
    }
}
