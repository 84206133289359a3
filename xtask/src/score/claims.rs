//! The claims of a corpus against its gold.
//!
//! Gold and claims are JSON lines with the fields of corpus/GUIDELINES.md, and so a file of claims made by any other program can be scored
//! too; without one the reports are read here and now.

use super::{args::Args, count, item::Item, judge::List, load, print, report};
use anyhow::Result;
use counterclaim::{Counterclaim, model::Document, write};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

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
    let (gold, docs) = load::gold(&args.paths("gold", &["corpus/gold/tolls.jsonl", "corpus/gold/statements.jsonl"]), args.value("only"))?;
    let aliases = load::aliases(&args.path("aliases", "corpus/gold/aliases.json"))?;
    let reports = load::reports(&args.path("reports", "corpus/reports"), &docs)?;
    let claims = match args.value("claims") {
        Some(path) => load::lines(path.as_ref())?,
        None => read(&reports)?,
    };
    let texts: BTreeMap<String, &str> = reports.iter().map(|(id, report)| (id.clone(), &*report.text)).collect();
    let (mut out, mut json) = (String::new(), Map::new());
    for list in [List::Tolls, List::Statements].into_iter().filter(|list| gold.iter().any(|item| list.has_gold(item))) {
        let score = count::score(list, &aliases, &gold, &claims, &texts);
        report::table(list, &score, errors, &mut out);
        json.insert(list.name().to_owned(), report::json(&score));
    }
    print(&if args.has("json") { format!("{:#}\n", Value::Object(json)) } else { out })
}

/// The claims of the program itself, taken from the very lines that it exports.
fn read(reports: &BTreeMap<String, Document>) -> Result<Vec<Item>> {
    let ledger = Counterclaim::new()?.ledger(reports.values().cloned().collect());
    let mut lines = Vec::new();
    write::claims(&ledger, &mut lines)?;
    load::parsed(&String::from_utf8(lines)?, "export")
}
