//! `xtask score together`: what several reports say together, against gold made for them: days of writing, episodes, earlier fighting
//! set aside, sums, disputes and ranges, field by field.
//!
//! A constellation is one JSON file, as in `corpus/gold/together`; what the program says is taken from the lines that
//! it exports. Gold marked `optional` counts neither for nor against, and `also` lists further right answers, field by field.

mod background;
mod dispute;
mod episode;
mod estimate;
mod sum;
mod told;

use super::{args::Args, cause::Causes, count::share, item::Item, load, print, table::Table};
use anyhow::{Context, Result, ensure};
use counterclaim::{acquire, model::Judgement};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use told::Told;

const HELP: &str = "\
xtask score together [OPTIONS]

  --reports DIR     the reports (corpus/together)
  --gold FILE,FILE  constellations, a JSON file each (every file in corpus/gold/together)
  --judgements FILE judgements to obey, as of reports that stand together
  --errors N        list the first N of every cause
  --json            figures as JSON";

/// Rights and wrongs of one constellation, or of several.
#[derive(Debug, Default)]
pub struct Marks {
    fields: BTreeMap<&'static str, (usize, usize)>,
    order: Vec<&'static str>,
    wrong: Causes,
}

impl Marks {
    /// One answer to a field: right, or wrong with what shows it.
    pub fn mark(&mut self, field: &'static str, right: bool, shows: impl FnOnce() -> String) {
        if !self.fields.contains_key(field) {
            self.order.push(field);
        }
        let (hits, of) = self.fields.entry(field).or_default();
        *of += 1;
        *hits += usize::from(right);
        if !right {
            self.wrong.add(field, shows());
        }
    }

    fn table(self) -> Table {
        let mut table = Table::new("together");
        for field in self.order {
            let (hits, of) = self.fields[field];
            table.real(field, share(hits, of));
            table.count(&format!("of {field}"), of);
        }
        table.group("wrong", self.wrong);
        table
    }
}

/// Scores each constellation, then all of them.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["reports", "gold", "errors", "judgements"], &["json"], HELP)?;
    let folder = args.path("reports", "corpus/together");
    let gold = match args.value("gold") {
        Some(_) => args.paths("gold", &[]),
        None => files(&args.path("", "corpus/gold/together"))?,
    };
    let judgements = args.value("judgements").map_or_else(|| Ok(Vec::new()), |file| acquire::judgements(Path::new(file)))?;
    let mut all = Marks::default();
    for path in &gold {
        let of = constellation(path)?;
        let mut marks = Marks::default();
        let told = score(&of, &folder, judgements.clone(), &mut marks)?;
        score_with(&of, &told, &mut all);
        if gold.len() > 1 && !args.has("json") {
            print(&format!("{}  {}\n", path.file_stem().unwrap_or_default().to_string_lossy(), marks.table().line()))?;
        }
    }
    all.table().print(&args)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).with_context(|| folder.display().to_string())?.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|end| end == "json"));
    files.sort();
    Ok(files)
}

fn constellation(path: &Path) -> Result<Item> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let value: Value = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    ensure!(value.get("dates").is_some_and(Value::is_object), "{}: no `dates` of its reports", path.display());
    Ok(Item::of(value))
}

fn score(gold: &Item, folder: &Path, judgements: Vec<Judgement>, marks: &mut Marks) -> Result<Told> {
    let docs: BTreeSet<String> = gold.get("dates").as_object().into_iter().flatten().map(|(doc, _)| doc.clone()).collect();
    let told = Told::of(load::reports(&[folder.to_owned()], &docs)?, judgements)?;
    score_with(gold, &told, marks);
    Ok(told)
}

fn score_with(gold: &Item, told: &Told, marks: &mut Marks) {
    for (doc, date) in gold.get("dates").as_object().into_iter().flatten() {
        let date = Item::of(date.clone());
        let ours = told.published(doc);
        marks.mark("dates", date.options("published").iter().any(|day| day.as_str() == ours), || format!("{doc}: {} not {ours:?}", date.text("published")));
    }
    episode::score(gold, told, marks);
    background::score(gold, told, marks);
    sum::score(gold, told, marks);
    dispute::score(gold, told, marks);
    estimate::score(gold, told, marks);
}

/// Whether an item counts neither for nor against.
fn optional(item: &Item) -> bool {
    item.get("optional").as_bool() == Some(true)
}

/// The texts in a list.
pub fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
