//! `xtask score pages`: saved news pages against what a reader copied out of them, and plain reports against the same reports on a page.

mod spin;

use super::{args::Args, cause::Causes, item::Item, table::Table};
use anyhow::{Context, Result};
use counterclaim::{
    acquire::{self, Options},
    model::Document,
};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

const HELP: &str = "\
xtask score pages [OPTIONS]

  --pages DIR  NAME.html beside NAME.json: {\"main_text\", \"title\", \"date\", \"outlet\", \"canonical\", \"layout\", \"split\"}; what is of the
               split `test` is counted and never listed
  --spin PATH  instead: the reports under PATH are put on pages of several layouts, and must give the same claims there
  --errors N   list the first N of every cause
  --json       figures as JSON";

/// Prints how well pages are taken apart.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["pages", "spin", "errors"], &["json"], HELP)?;
    match args.value("spin") {
        Some(reports) => spin::score(Path::new(reports))?.print(&args),
        None => score(&args.path("pages", "corpus/pages"))?.print(&args),
    }
}

/// Figures of one split.
#[derive(Default)]
struct Sum {
    pages: usize,
    words: f64,
    lowest: f64,
    right: [(usize, usize); 4],
}

const FIELDS: [&str; 4] = ["title", "date", "outlet", "canonical"];

fn score(folder: &Path) -> Result<Table> {
    let mut sums: [(&str, Sum); 2] = [("dev", Sum::default()), ("test", Sum::default())];
    let mut missed: [Causes; 5] = Default::default();
    for path in gold(folder)? {
        let gold: Item = Item::of(serde_json::from_str(&fs::read_to_string(&path)?).with_context(|| path.display().to_string())?);
        let dev = gold.text("split") != "test";
        let sum = &mut sums[usize::from(!dev)].1;
        let page = path.with_extension("html");
        let document =
            acquire::read(std::slice::from_ref(&page), &Options::default()).ok().and_then(|mut intake| intake.documents.pop().or(intake.aside.pop()));
        let f1 = document.as_ref().map_or(0.0, |document| words(&body(document), gold.text("main_text")));
        sum.lowest = if sum.pages == 0 { f1 } else { sum.lowest.min(f1) };
        sum.pages += 1;
        sum.words += f1;
        let told = document.as_ref().map(about).unwrap_or_default();
        let name = format!("{} ({})", path.file_stem().unwrap_or_default().to_string_lossy(), gold.text("layout"));
        if dev && f1 < 0.95 {
            missed[4].add("main text", format!("{name}: {f1:.3}"));
        }
        for (at, field) in FIELDS.into_iter().enumerate() {
            let (right, all) = &mut sum.right[at];
            *all += 1;
            if same(&told[at], gold.text(field)) {
                *right += 1;
            } else if dev {
                missed[at].add(field, format!("{name}: «{}», not «{}»", told[at], gold.text(field)));
            }
        }
    }
    let mut table = Table::new("pages");
    for (split, sum) in &sums {
        table.count(&format!("{split} pages"), sum.pages);
        table.real(&format!("{split} words F1"), sum.words / sum.pages.max(1) as f64);
        table.real(&format!("{split} lowest"), sum.lowest);
        for (field, (right, all)) in FIELDS.iter().zip(sum.right) {
            table.real(&format!("{split} {field}"), right as f64 / all.max(1) as f64);
        }
    }
    for (at, causes) in missed.into_iter().enumerate() {
        table.group(FIELDS.get(at).copied().unwrap_or("main text"), causes);
    }
    Ok(table)
}

fn gold(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The text without the headline that stands over it.
fn body(document: &Document) -> String {
    let title = document.source.title.as_deref().unwrap_or_default();
    document.text.strip_prefix(title).unwrap_or(&document.text).to_owned()
}

fn about(document: &Document) -> [String; 4] {
    let word = |name: &Option<counterclaim::model::Name>| name.as_deref().unwrap_or_default().to_owned();
    let day = document.published.from.map(|day| day.to_string()).unwrap_or_default();
    [word(&document.source.title), day, word(&document.outlet), word(&document.source.canonical)]
}

/// Titles and names are the same whatever their quotation marks and blanks.
fn same(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(a) == letters(b)
}

/// F1 of the words of two texts, each counted as often as it stands.
fn words(found: &str, gold: &str) -> f64 {
    let split = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>();
    let (found, gold) = (split(found), split(gold));
    let mut left: HashMap<&str, usize> = HashMap::new();
    gold.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let common = found.iter().filter(|word| left.get_mut(word.as_str()).filter(|n| **n > 0).map(|n| *n -= 1).is_some()).count();
    if found.is_empty() && gold.is_empty() { 1.0 } else { 2.0 * common as f64 / (found.len() + gold.len()) as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_as_often_as_they_stand() {
        assert_eq!(words("One, two, two!", "one two two"), 1.0);
        assert_eq!(words("one two two", "one two"), 0.8);
        assert_eq!(words("", "one"), 0.0);
    }
}
