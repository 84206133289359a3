//! Capitals told apart: a word that speaks for a government, and the same word as a city.
//!
//! A line is right where a party stands over the word, the very party that the line tells, if it speaks, and none does if it is the city.
//! "Kyiv-backed fighters" names the government though those spoken of are others: there no party stands, and no place may.

use super::{args::Args, cause::Causes, corpus, corpus::Entry, count::share, table::Table};
use anyhow::Result;
use counterclaim::model::{Name, PartyUse, Span, What};
use counterclaim_rules::Knowledge;
use std::path::Path;

const HELP: &str = "\
xtask score capitals [OPTIONS]

  --gold FILE  {\"id\", \"text\", \"word\", \"speaks\", \"party\", \"split\": \"dev\", \"new\" or \"test\"} a line (corpus/gold/capitals.jsonl)
  --errors N   list the first N of every cause; those of the part called \"test\" are only counted
  --json       figures as JSON";

/// Scores the list by its parts; "new" was written later, to learn from what the first half does not hold.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["gold", "errors"], &["json"], HELP)?;
    score(&args.path("gold", "corpus/gold/capitals.jsonl"))?.print(&args)
}

/// Shares of right lines, by part.
pub fn score(path: &Path) -> Result<Table> {
    let (entries, knowledge) = (corpus::read(path)?, Knowledge::shipped()?);
    let mut table = Table::new("capitals");
    let mut missed = Causes::default();
    for half in ["dev", "new", "test"] {
        let of: Vec<&Entry> = entries.iter().filter(|entry| entry.gold.text("split") == half).collect();
        let wrong: Vec<&&Entry> = of.iter().filter(|entry| !is_right(&knowledge, entry)).collect();
        table.count(half, of.len());
        table.real("right", share(of.len() - wrong.len(), of.len()));
        for entry in wrong.into_iter().filter(|_| half != "test") {
            let cause = if speaks(entry) { "speaks, not heard" } else { "a city, taken for its government" };
            missed.add(cause.to_owned(), format!("{} | {}", entry.gold.text("word"), entry.reading.document.text));
        }
    }
    table.group("missed of dev and new, by cause", missed);
    Ok(table)
}

fn speaks(entry: &Entry) -> bool {
    entry.gold.get("speaks").as_bool() == Some(true)
}

fn is_right(knowledge: &Knowledge, entry: &Entry) -> bool {
    let text: &str = &entry.reading.document.text;
    let word = entry.gold.text("word");
    let Some(at) = text.find(word) else { return false };
    let over = |span: Span| span.start as usize <= at && at + word.len() <= span.end as usize;
    let mentions = || entry.reading.mentions.iter().filter(|mention| over(mention.span));
    let party = mentions().find_map(|mention| match &mention.what {
        What::Party { name, by: PartyUse::Seat | PartyUse::Name, .. } => Some(name.clone()),
        _ => None,
    });
    let placed = mentions().any(|mention| matches!(mention.what, What::Place(_)));
    let hyphen = text[at + word.len()..].starts_with('-');
    let read = party.or_else(|| knowledge.world.party(word).filter(|_| hyphen && !placed).map(|party| party.name.clone()));
    match speaks(entry) {
        false => read.is_none(),
        true => read.is_some() && read == called(knowledge, entry.gold.text("party")),
    }
}

/// The table's name of a party.
fn called(knowledge: &Knowledge, name: &str) -> Option<Name> {
    knowledge.world.party(name).map(|party| party.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::table::Figure;

    #[test]
    fn nineteen_capitals_in_twenty_are_told_apart() {
        let table = score(&Args::default().path("gold", "corpus/gold/capitals.jsonl")).unwrap();
        let rights: Vec<f64> = table.figures.iter().filter_map(|(_, figure)| if let Figure::Real(right) = figure { Some(*right) } else { None }).collect();
        assert_eq!(rights.len(), 3);
        assert!(rights[0] >= 0.95 && rights[1] >= 0.95, "{}", table.text(9));
    }
}
