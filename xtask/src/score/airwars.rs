//! `xtask score airwars`: the lowest and highest number of civilians killed, from the English account of an incident alone, against the
//! minimum and maximum that people coded from all its sources.
//!
//! Incidents coded as "Unknown" are passed over. Half of the rest, by a hash of the incident's code, are held back: measured, and their
//! misses never told.

use super::{
    args::Args,
    cause::{self, Causes},
    corpus::{self, Entry},
    count::share,
    held,
    table::Table,
};
use anyhow::Result;
use counterclaim::{
    Counterclaim,
    model::{Effect, Estimate, Role},
    tally::{Policy, Terms},
};
use rayon::prelude::*;
use std::path::Path;

const HELP: &str = "\
xtask score airwars --gold FILE [OPTIONS]

  --gold FILE  {\"code\", \"date\", \"assessment\", \"civ_killed\": \"6 – 7 (…)\"} a line
  --errors N   list the first N of every cause
  --json       figures as JSON";

/// Reads the accounts and prints how many ends are right.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["gold", "errors"], &["json"], HELP)?;
    score(args.required("gold", HELP)?)?.print(&args)
}

/// Ends right, open and held back, with the misses of the open half by cause.
pub fn score(path: &Path) -> Result<Table> {
    let heart = Counterclaim::new()?;
    let entries = corpus::with(path, |documents| documents.into_par_iter().map(|document| heart.read(document)).collect())?;
    let mut table = Table::new("airwars");
    let mut causes = Causes::default();
    for (held, name) in [(false, "open"), (true, "held back")] {
        let of = entries.iter().filter(|entry| held::is_held(&entry.gold.name("code"), 2) == held);
        let coded: Vec<(&Entry, (u32, u32))> = of.filter_map(|entry| Some((entry, coded(entry.gold.text("civ_killed"))?))).collect();
        let given: Vec<(Option<u32>, Option<u32>)> = coded.par_iter().map(|(entry, _)| ends(&heart, entry)).collect();
        let (mut low, mut high, mut both) = (0, 0, 0);
        for ((entry, (min, max)), (least, most)) in coded.iter().zip(&given) {
            let right = (*least == Some(*min), *most == Some(*max));
            low += usize::from(right.0);
            high += usize::from(right.1);
            both += usize::from(right == (true, true));
            if !held {
                let told = || format!("{}: {min}–{max}, not {least:?}–{most:?} | {}", entry.gold.name("code"), cause::line(entry.gold.text("assessment")));
                for (end, given, coded) in [("low", least, min), ("high", most, max)] {
                    match given {
                        None => causes.add(format!("{end}: nothing read"), told()),
                        Some(given) if given < coded => causes.add(format!("{end}: below the coded"), told()),
                        Some(given) if given > coded => causes.add(format!("{end}: above the coded"), told()),
                        Some(_) => {}
                    }
                }
            }
        }
        table.count(&format!("{name}: incidents"), coded.len());
        for (end, right) in [("low", low), ("high", high), ("both", both)] {
            table.real(end, share(right, coded.len()));
        }
    }
    table.group("wrong", causes);
    Ok(table)
}

/// The row of people killed who are not said to be fighters, as the policy `graded` has it.
fn ends(heart: &Counterclaim, entry: &Entry) -> (Option<u32>, Option<u32>) {
    let ledger = heart.line_up(vec![entry.reading.clone()]);
    let estimates = heart.estimates(&ledger, &Terms { policy: Policy::Graded, together: true, ..Terms::default() });
    let civilians = |estimate: &&Estimate| estimate.effect == Effect::Killed && estimate.role != Role::Military;
    let rows: Vec<&Estimate> = estimates.iter().filter(civilians).collect();
    (rows.iter().filter_map(|row| row.low).max(), rows.iter().filter_map(|row| row.high.or(row.low)).max())
}

/// "6 – 7 (4–5 children …)" is 6 and 7, "5" is 5 and 5; "Unknown" is nothing.
fn coded(words: &str) -> Option<(u32, u32)> {
    let before = words.split('(').next()?;
    let mut numbers = before.split(['–', '-', '—']).map(|number| number.trim().replace(',', "").parse().ok());
    let min = numbers.next()??;
    Some((min, numbers.next().flatten().unwrap_or(min)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coded_numbers_are_one_or_two() {
        assert_eq!(coded("6 – 7 (4–5 children1 woman1 man)"), Some((6, 7)));
        assert_eq!(coded("1 (1 man)"), Some((1, 1)));
        assert_eq!(coded("Unknown"), None);
    }
}
