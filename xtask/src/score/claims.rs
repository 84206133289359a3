//! The claims of a corpus against its gold.
//!
//! Gold and claims are JSON lines with the fields of corpus/GUIDELINES.md, and so a file of claims made by any other program can be scored
//! too; without one the reports are read here and now.

use super::{
    args::Args,
    cause::Causes,
    count::{self, Score},
    diagnose::{Doctor, Readings},
    item::Item,
    judge::List,
    load, print,
    probe::Probe,
    report,
};
use anyhow::Result;
use counterclaim::{Counterclaim, model::Document, write};
use serde_json::{Map, Value};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// What can be typed.
pub const HELP: &str = "\
xtask score [OPTIONS]

  --reports DIR     the reports (corpus/reports)
  --gold FILE,FILE  what they say (corpus/gold/tolls.jsonl,corpus/gold/statements.jsonl)
  --aliases FILE    spellings of parties (corpus/gold/aliases.json)
  --claims FILE     claims to score; without it the reports are read now
  --only ID,ID      these reports alone
  --errors N        list the first N missed and spurious ones of each list
  --json            figures as JSON";

/// Scores claims against gold and prints the figures.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["reports", "gold", "aliases", "claims", "only", "errors"], &["json"], HELP)?;
    let errors = args.number("errors")?;
    let gold = args.paths("gold", &["corpus/gold/tolls.jsonl", "corpus/gold/statements.jsonl"]);
    let (mut out, mut json) = (String::new(), Map::new());
    measure(&args, &gold, &args.path("reports", "corpus/reports"), |list, score, causes| {
        report::table(list, score, errors, &mut out);
        let mut figures = report::json(score);
        for (name, causes) in causes {
            causes.group(&name, errors, &mut out);
            figures["causes"][name] = causes.json();
        }
        json.insert(list.name().to_owned(), figures);
    })?;
    print(&if args.has("json") { format!("{:#}\n", Value::Object(json)) } else { out })
}

/// Scores each list that the gold has. Causes are known only of what is read here and now.
pub fn measure(args: &Args, gold: &[PathBuf], reports: &Path, mut each: impl FnMut(List, &Score<'_>, Vec<(String, Causes)>)) -> Result<()> {
    let (gold, docs) = load::gold(gold, args.value("only"))?;
    let aliases = load::aliases(&args.path("aliases", "corpus/gold/aliases.json"))?;
    let reports = load::reports(&[reports.to_owned()], &docs)?;
    let texts: BTreeMap<String, &str> = reports.iter().map(|(id, report)| (id.clone(), &*report.text)).collect();
    let (claims, readings) = match args.value("claims") {
        Some(path) => (load::lines(path.as_ref())?, None),
        None => read(&reports).map(|(claims, readings)| (claims, Some(readings)))?,
    };
    let doctor = match &readings {
        Some(readings) => Some(Doctor { probe: Probe::new()?, aliases: &aliases, readings }),
        None => None,
    };
    for list in [List::Tolls, List::Statements].into_iter().filter(|list| gold.iter().any(|item| list.has_gold(item))) {
        let score = count::score(list, &aliases, &gold, &claims, &texts);
        let causes = doctor.as_ref().map(|doctor| doctor.causes(list, &score)).unwrap_or_default();
        each(list, &score, causes);
    }
    Ok(())
}

/// The claims of the program itself, taken from the very lines that it exports.
pub(super) fn read(reports: &BTreeMap<String, Document>) -> Result<(Vec<Item>, Readings)> {
    let ledger = Counterclaim::new()?.ledger(reports.values().cloned().collect());
    let mut lines = Vec::new();
    write::claims(&ledger, &mut lines)?;
    let readings = ledger.readings.into_iter().map(|reading| (reading.document.id.to_string(), reading));
    Ok((load::parsed(&String::from_utf8(lines)?, "export")?, readings.collect()))
}
