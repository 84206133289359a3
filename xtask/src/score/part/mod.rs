//! One part of the reading against public corpora: times, places, attributions, and what press releases add up to.
//!
//! The figures are those by which these corpora are scored elsewhere, to the digit; the causes are ours. Gold spans are in characters.

mod attributions;
mod places;
mod releases;
mod times;

use super::{
    args::Args,
    corpus::{self, Entry},
    pair::Text,
    table::Table,
};
use anyhow::Result;
use counterclaim::{
    Counterclaim,
    model::{Mention, Reading, What},
};
use std::{ops::Range, path::Path};

const HELP: &str = "\
xtask score attributions|times|places|releases --gold FILE [OPTIONS]

  --gold FILE  {\"id\", \"text\", …} a line, with
                 attributions: [{\"source\": [[s, e]], \"cue\": [[s, e]], \"content\": [[s, e]]}, …]
                 timex:        [{\"start\", \"end\", \"value\"}, …], and the day of writing in `dct`
                 toponyms:     [{\"start\", \"end\", \"lat\", \"lon\", \"kind\"}, …]
                 gold:         {\"start_date\", \"province\", \"min_killed\", \"min_captured\"}
  --errors N   list the first N of every cause
  --json       figures as JSON";

/// The names of the parts.
pub const PARTS: &[&str] = &["attributions", "times", "places", "releases"];

/// Scores the part of that name.
pub fn run(part: &str, args: &[String]) -> Result<()> {
    let args = Args::read(args, &["gold", "errors"], &["json"], HELP)?;
    score(part, args.required("gold", HELP)?)?.print(&args)
}

/// The table of the part of that name.
pub fn score(part: &str, path: &Path) -> Result<Table> {
    Ok(match part {
        "attributions" => attributions::score(&corpus::read(path)?),
        "times" => times::score(&corpus::read(path)?),
        "places" => places::score(&corpus::read(path)?),
        _ => {
            let heart = Counterclaim::new()?;
            releases::score(&corpus::with(path, |documents| heart.ledger(documents).readings)?)?
        }
    })
}

/// The mentions of one kind with their characters.
fn mentions<'a>(entry: &'a Entry, text: &Text<'_>, is: impl Fn(&What) -> bool) -> Vec<(Range<usize>, &'a Mention)> {
    let of = entry.reading.mentions.iter().filter(|mention| is(&mention.what));
    of.map(|mention| (text.characters(mention.span), mention)).collect()
}

/// A stretch with what stands around it, for a list of misses.
fn around(reading: &Reading, at: &Range<usize>) -> String {
    const CONTEXT: usize = 50;
    let text: &str = &reading.document.text;
    let part = |range: Range<usize>| text.chars().skip(range.start).take(range.len()).collect::<String>();
    let (before, after) = (part(at.start.saturating_sub(CONTEXT)..at.start), part(at.end..at.end + CONTEXT));
    format!("{}: …{before}[{}]{after}…", reading.document.id, part(at.clone()))
}
