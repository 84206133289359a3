//! `xtask score all`: every measurement that there is data for, as Markdown tables.

use super::{args::Args, claims, corpus, event_location, judge::List, muc4, part, plover, print, reads, table::Table};
use anyhow::{Context, Result};
use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

const HELP: &str = "\
xtask score all [OPTIONS]

  --data DIR     data sets: muc4/dev.jsonl, plover/dev.jsonl, fa_kes/dev.jsonl, polnear/dev.jsonl, times/tbaq.jsonl, places/lgl.jsonl,
                 places/geowebnews.jsonl, event_location/dev.jsonl, isaf/dev.jsonl; those that are not there are passed over
  --gold DIR     gold of reports: NAME_tolls.jsonl and NAME_statements.jsonl make a row
  --reports DIR  those reports
  --aliases FILE spellings of parties (corpus/gold/aliases.json)";

/// Where in a folder of data sets each measurement looks.
const SETS: &[(&str, &str)] = &[
    ("muc4", "muc4/dev.jsonl"),
    ("plover", "plover/dev.jsonl"),
    ("reads", "fa_kes/dev.jsonl"),
    ("attributions", "polnear/dev.jsonl"),
    ("times", "times/tbaq.jsonl"),
    ("places", "places/lgl.jsonl"),
    ("places", "places/geowebnews.jsonl"),
    ("event-location", "event_location/dev.jsonl"),
    ("releases", "isaf/dev.jsonl"),
];

/// Measures what there is data for.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["data", "gold", "reports", "aliases"], &[], HELP)?;
    let mut out =
        String::from("| reports | tolls: P | R | F1 | full F1 | statements: P | R | F1 | full F1 |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    let corpus = args.paths("", &["corpus/gold/tolls.jsonl", "corpus/gold/statements.jsonl"]);
    row("corpus", &args, &corpus, &args.paths("", &["corpus/reports"])[0], &mut out)?;
    if let Some((gold, reports)) = args.value("gold").zip(args.value("reports")) {
        for (name, files) in named(Path::new(gold))? {
            row(&name, &args, &files, Path::new(reports), &mut out)?;
        }
    }
    out.push_str("\n| part | data | figures |\n| --- | --- | --- |\n");
    for (name, set) in SETS {
        let Some(path) = args.value("data").map(|dir| Path::new(dir).join(set)).filter(|path| path.is_file()) else { continue };
        let table = score(name, &path)?;
        let _ = writeln!(out, "| {name} | {set} | {} |", table.line().replace("  ", " · "));
    }
    print(&out)
}

fn score(name: &str, path: &Path) -> Result<Table> {
    match name {
        "muc4" => muc4::score(&corpus::read(path)?),
        "event-location" => event_location::score(path),
        "plover" => plover::score(&corpus::read(path)?),
        "reads" => reads::score(&corpus::read(path)?),
        part => part::score(part, path),
    }
}

fn row(name: &str, args: &Args, gold: &[PathBuf], reports: &Path, out: &mut String) -> Result<()> {
    let mut cells: BTreeMap<&str, String> = BTreeMap::new();
    claims::measure(args, gold, reports, |list, score, _| {
        let figures = format!("{:.3} | {:.3} | {:.3} | {:.3}", score.precision(), score.recall(), score.detection(), score.full_f1());
        cells.insert(list.name(), figures);
    })?;
    let cell = |list: List| cells.get(list.name()).map_or("– | – | – | –", String::as_str);
    let _ = writeln!(out, "| {name} | {} | {} |", cell(List::Tolls), cell(List::Statements));
    Ok(())
}

/// The gold files of a folder by what stands before `_tolls` and `_statements`.
fn named(folder: &Path) -> Result<BTreeMap<String, Vec<PathBuf>>> {
    let mut out: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let stem = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".jsonl")).unwrap_or_default();
        if let Some(name) = stem.strip_suffix("_tolls").or_else(|| stem.strip_suffix("_statements")) {
            out.entry(name.to_owned()).or_default().push(path);
        }
    }
    out.values_mut().for_each(|files| files.sort());
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gold_files_make_a_row_by_their_common_name() {
        let folder = std::env::temp_dir().join(format!("counterclaim-all-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["north_tolls.jsonl", "north_statements.jsonl", "south_tolls.jsonl", "notes.txt"] {
            fs::write(folder.join(name), "").unwrap();
        }
        let rows: Vec<(String, usize)> = named(&folder).unwrap().into_iter().map(|(name, files)| (name, files.len())).collect();
        fs::remove_dir_all(folder).unwrap();
        assert_eq!(rows, [("north".to_owned(), 2), ("south".to_owned(), 1)]);
    }
}
