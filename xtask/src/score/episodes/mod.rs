//! Episodes: which reports stand together, against groups that people made. Pairs of reports are counted.
//!
//! The groups are those of the project's own corpus, all of it lined up at once; or, with `--data`, those that follow from the place and the day
//! that others coded for each report of one war. Half of those reports, by a hash of their texts, was not tuned on; each half is lined up by
//! itself.

mod coded;

use super::{args::Args, cause::Causes, count::share, held::is_held, load, print, table::Table, together::strings};
use anyhow::{Result, ensure};
use coded::Coded;
use counterclaim::{
    Counterclaim,
    model::{Document, Episode, Ledger},
};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

const HELP: &str = "\
xtask score episodes [OPTIONS]

  --reports DIR,DIR  the reports (corpus/reports,corpus/together)
  --gold FILE        which of them stand together: {\"reports\": [ID, …]} a line, every report in one (corpus/gold/episodes.jsonl)
  --data DIR         instead of these, the reports of fa_kes/dev.jsonl there
  --errors N         list the first N of every cause
  --json             figures as JSON";

/// Two reports that stand together, the smaller id first.
type Pairs = BTreeSet<(String, String)>;

/// Measures it.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["reports", "gold", "data", "errors"], &["json"], HELP)?;
    let heart = Counterclaim::new()?;
    if let Some(data) = args.value("data") {
        return of_coded(&args, &heart, &Path::new(data).join("fa_kes/dev.jsonl"));
    }
    let groups: Vec<BTreeSet<String>> = load::lines(&args.path("gold", "corpus/gold/episodes.jsonl"))?
        .iter()
        .map(|line| strings(line.get("reports")).into_iter().map(str::to_owned).collect())
        .collect();
    let docs: BTreeSet<String> = groups.iter().flatten().cloned().collect();
    ensure!(docs.len() == groups.iter().map(BTreeSet::len).sum::<usize>(), "a report stands in two groups of the gold");
    let reports = load::reports(&args.paths("reports", &["corpus/reports", "corpus/together"]), &docs)?;
    let ledger = heart.ledger(reports.into_values().collect());
    let apart = |_: &(String, String)| "together, and apart in gold";
    measure(&pairs(groups.into_iter()), &ledger, &|(one, other)| format!("{one} | {other}"), &apart).print(&args)
}

fn of_coded(args: &Args, heart: &Counterclaim, path: &Path) -> Result<()> {
    let (coded, documents) = coded::read(path)?;
    let shown = |pair: &(String, String)| {
        let of = |id: &String| coded.get(id).map_or(String::new(), |coded| format!("{id} {} {}", coded.place, coded.day));
        format!("{} | {}", of(&pair.0), of(&pair.1))
    };
    for (held, name) in [(false, "tuned on"), (true, "held back")] {
        let half: Vec<Document> = documents.iter().filter(|document| is_held(&document.text, 2) == held).cloned().collect();
        let readings = half.into_par_iter().map(|document| heart.read(document)).collect();
        if !args.has("json") {
            print(&format!("{name}: "))?;
        }
        let ledger = heart.line_up(readings);
        let here: BTreeMap<&str, &Coded> = ledger.readings.iter().filter_map(|of| Some((&*of.document.id, coded.get(&*of.document.id)?))).collect();
        let apart = |pair: &(String, String)| {
            if here[&*pair.0].place != here[&*pair.1].place { "together, and coded at two places" } else { "together, and coded days apart" }
        };
        measure(&coded::grouped(&here), &ledger, &shown, &apart).print(args)?;
    }
    Ok(())
}

type OfPair<'a, T> = dyn Fn(&(String, String)) -> T + 'a;

/// Our pairs against those of gold; `apart` says why two that stand together should not.
fn measure(gold: &Pairs, ledger: &Ledger, shown: &OfPair<'_, String>, apart: &OfPair<'_, &'static str>) -> Table {
    let ours = pairs(ledger.episodes.iter().map(|episode| episode.docs.iter().map(|doc| doc.to_string()).collect()));
    let right = gold.intersection(&ours).count();
    let (recall, precision) = (share(right, gold.len()), share(right, ours.len()));
    let mut causes = Causes::default();
    for pair in gold.difference(&ours) {
        causes.add(missed(pair, &ledger.episodes, ledger), shown(pair));
    }
    for pair in ours.difference(gold) {
        causes.add(apart(pair), shown(pair));
    }
    let mut table = Table::new("episodes");
    table.count("reports", ledger.readings.len());
    table.count("pairs", gold.len());
    table.real("precision", precision);
    table.real("recall", recall);
    table.real("F1", if right > 0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 });
    table.group("wrong", causes);
    table
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
    let dated = |id: &str| ledger.readings.iter().any(|of| *of.document.id == *id && of.document.published.to.is_some());
    let (one, other) = (division(&pair.0), division(&pair.1));
    if !told(&pair.0) || !told(&pair.1) {
        "apart, and one has no claim"
    } else if !dated(&pair.0) || !dated(&pair.1) {
        "apart, and one has no day"
    } else if one.is_empty() || other.is_empty() {
        "apart, and one names no region"
    } else if one.is_disjoint(&other) {
        "apart, by region"
    } else {
        "apart, by their main region or by days"
    }
}
