//! Credits of agencies, found in what stands around a report and left alone in what only looks like one.

use super::{args::Args, cause::Causes, corpus, corpus::Entry, count::share, table::Table};
use anyhow::Result;
use std::{collections::BTreeSet, path::Path};

const HELP: &str = "\
xtask score credits [OPTIONS]

  --gold FILE  {\"id\", \"text\", \"credits\", \"split\": \"dev\" or \"test\"} a line (corpus/gold/credits.jsonl); \"agencies\" stands for nobody in particular
  --errors N   list the first N of every cause; those of \"test\" are only counted
  --json       figures as JSON";

/// Scores the list by its halves.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["gold", "errors"], &["json"], HELP)?;
    score(&args.path("gold", "corpus/gold/credits.jsonl"))?.print(&args)
}

fn score(path: &Path) -> Result<Table> {
    let entries = corpus::read(path)?;
    let mut table = Table::new("credits");
    let mut missed = Causes::default();
    for half in ["dev", "test"] {
        let (mut right, mut told, mut gold) = (0, 0, 0);
        let of: Vec<&Entry> = entries.iter().filter(|entry| entry.gold.text("split") == half).collect();
        for entry in &of {
            let (found, wanted) = (found(entry), wanted(entry));
            right += found.intersection(&wanted).count();
            told += found.len();
            gold += wanted.len();
            let line = |name: &String| format!("{} | {name}", entry.gold.text("id"));
            if half == "dev" {
                wanted.difference(&found).for_each(|name| missed.add("not found".to_owned(), line(name)));
                found.difference(&wanted).for_each(|name| missed.add("no credit".to_owned(), line(name)));
            }
        }
        table.count(half, of.len());
        table.real("precision", share(right, told));
        table.real("recall", share(right, gold));
    }
    table.group("missed of dev, by cause", missed);
    Ok(table)
}

fn wanted(entry: &Entry) -> BTreeSet<String> {
    entry.gold.get("credits").as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

fn found(entry: &Entry) -> BTreeSet<String> {
    let credits = entry.reading.document.credits.iter().filter(|credit| &*credit.rule != counterclaim::resolve::SPEAKER);
    credits.map(|credit| credit.agency.as_deref().unwrap_or("agencies").to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::table::Figure;

    #[test]
    fn agencies_are_found_and_look_alikes_left_alone() {
        let table = score(&Args::default().path("gold", "corpus/gold/credits.jsonl")).unwrap();
        let shares: Vec<f64> = table.figures.iter().filter_map(|(_, figure)| if let Figure::Real(share) = figure { Some(*share) } else { None }).collect();
        assert!(shares.len() == 4 && shares.iter().all(|share| *share >= 0.8), "{}", table.text(9));
    }
}
