//! Episodes: which reports of one war stand together, against reports grouped by the place and the day that others coded for each.
//!
//! Coders gave every report one place and one day; reports of one place whose days lie at most one apart are one group, by chains. Pairs of
//! reports are counted. Half of the reports, by a hash of their texts, was not tuned on; each half is lined up by itself.

use super::{args::Args, cause::Causes, corpus, count::share, held::is_held, print, table::Table};
use anyhow::{Context, Result};
use counterclaim::{
    Counterclaim,
    model::{Basis, Day, Document, Episode, Interval, Ledger},
};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

const HELP: &str = "\
xtask score episodes --data DIR      reports that stand together, of fa_kes/dev.jsonl

  --errors N   list the first N of every cause
  --json       figures as JSON";

/// Two reports that stand together, the smaller id first.
type Pairs = BTreeSet<(String, String)>;

/// What others coded of a report.
struct Coded {
    place: String,
    /// Days since some day.
    day: i64,
}

/// Measures it.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["data", "errors"], &["json"], HELP)?;
    let (coded, documents) = read(&args.required("data", HELP)?.join("fa_kes/dev.jsonl"))?;
    let heart = Counterclaim::new()?;
    for (held, name) in [(false, "tuned on"), (true, "held back")] {
        let half: Vec<Document> = documents.iter().filter(|document| is_held(&document.text, 2) == held).cloned().collect();
        let readings = half.into_par_iter().map(|document| heart.read(document)).collect();
        if !args.has("json") {
            print(&format!("{name}: "))?;
        }
        measure(&coded, &heart.line_up(readings)).print(&args)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<(BTreeMap<String, Coded>, Vec<Document>)> {
    let mut documents = Vec::new();
    let mut coded = BTreeMap::new();
    corpus::with(path, |all| {
        documents = all;
        Vec::new()
    })?;
    let lines = super::load::numbered(path)?;
    for line in lines.values() {
        let (id, date) = (line.text("unit_id").to_owned(), line.text("date"));
        let mut parts = date.split('/').map(|part| part.parse::<i16>().ok());
        let (Some(Some(month)), Some(Some(day)), Some(Some(year))) = (parts.next(), parts.next(), parts.next()) else { continue };
        let day = Day::new(year, month as u8, day as u8);
        let number = counterclaim::stitch::day::apart(Day::new(2000, 1, 1), day).with_context(|| format!("{id}: {date} is no day"))?;
        for document in documents.iter_mut().filter(|document| *document.id == *id) {
            document.published = Interval { from: Some(day), to: Some(day), basis: Basis::Metadata };
        }
        coded.insert(id, Coded { place: line.text("location").to_owned(), day: number });
    }
    documents.retain(|document| coded.contains_key(&*document.id));
    Ok((coded, documents))
}

fn measure(coded: &BTreeMap<String, Coded>, ledger: &Ledger) -> Table {
    let here: BTreeMap<&str, &Coded> = ledger.readings.iter().filter_map(|reading| Some((&*reading.document.id, coded.get(&*reading.document.id)?))).collect();
    let gold = grouped(&here);
    let ours = pairs(ledger.episodes.iter().map(|episode| episode.docs.iter().map(|doc| doc.to_string()).collect()));
    let right = gold.intersection(&ours).count();
    let (recall, precision) = (share(right, gold.len()), share(right, ours.len()));
    let mut causes = Causes::default();
    for pair in gold.difference(&ours) {
        causes.add(missed(pair, &ledger.episodes, ledger), shown(pair, coded));
    }
    for pair in ours.difference(&gold) {
        let (one, other) = (&here[&*pair.0], &here[&*pair.1]);
        let cause = if one.place != other.place { "together, and coded at two places" } else { "together, and coded days apart" };
        causes.add(cause, shown(pair, coded));
    }
    let mut table = Table::new("episodes");
    table.count("reports", here.len());
    table.count("pairs", gold.len());
    table.real("precision", precision);
    table.real("recall", recall);
    table.real("F1", if right > 0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 });
    table.group("wrong", causes);
    table
}

/// Pairs of reports of one place whose days lie at most one apart, by chains.
fn grouped(coded: &BTreeMap<&str, &Coded>) -> Pairs {
    let mut sorted: Vec<(&str, &Coded)> = coded.iter().map(|(id, coded)| (*id, *coded)).collect();
    sorted.sort_by_key(|(id, coded)| (&coded.place, coded.day, *id));
    let groups = sorted.chunk_by(|a, b| a.1.place == b.1.place && b.1.day - a.1.day <= 1);
    pairs(groups.map(|group| group.iter().map(|(id, _)| (*id).to_owned()).collect()))
}

fn pairs(groups: impl Iterator<Item = BTreeSet<String>>) -> Pairs {
    let mut pairs = Pairs::new();
    for group in groups {
        let ids: Vec<String> = group.into_iter().collect();
        for (n, one) in ids.iter().enumerate() {
            pairs.extend(ids[n + 1..].iter().map(|other| (one.clone(), other.clone())));
        }
    }
    pairs
}

/// Why two reports do not stand together.
fn missed(pair: &(String, String), episodes: &[Episode], ledger: &Ledger) -> &'static str {
    let division = |id: &str| -> BTreeSet<&str> {
        let claims = ledger.readings.iter().filter(|reading| *reading.document.id == *id).flat_map(|reading| &reading.claims);
        claims.filter(|claim| claim.current).filter_map(|claim| claim.place.as_ref()?.admin1.as_deref()).collect()
    };
    let told = |id: &str| episodes.iter().any(|episode| episode.docs.iter().any(|doc| **doc == *id));
    let (one, other) = (division(&pair.0), division(&pair.1));
    if !told(&pair.0) || !told(&pair.1) {
        "apart, and one has no claim"
    } else if one.is_empty() || other.is_empty() {
        "apart, and one names no region"
    } else if one.is_disjoint(&other) {
        "apart, by region"
    } else {
        "apart, by their main region or by days"
    }
}

fn shown(pair: &(String, String), coded: &BTreeMap<String, Coded>) -> String {
    let of = |id: &String| coded.get(id).map_or(String::new(), |coded| format!("{id} {} {}", coded.place, coded.day));
    format!("{} | {}", of(&pair.0), of(&pair.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_chain_and_places_do_not() {
        let coded = |place: &str, day| Coded { place: place.to_owned(), day };
        let all = [coded("here", 1), coded("here", 2), coded("here", 3), coded("there", 2), coded("here", 5)];
        let coded: BTreeMap<&str, &Coded> = ["a", "b", "c", "d", "e"].into_iter().zip(&all).collect();
        let pairs: Vec<(String, String)> = grouped(&coded).into_iter().collect();
        let named: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(named, [("a", "b"), ("a", "c"), ("b", "c")]);
    }
}
