//! A data set in JSON lines, each a report with what is known of it, and its reading.
//!
//! Data sets name their fields differently; the first of the usual names that a set's first line has is taken. A line that has no text
//! (a heading among the records) is passed over.

use super::{item::Item, load};
use anyhow::{Context, Result};
use counterclaim::{
    Counterclaim,
    acquire::{self, Fields, Options},
    model::{Document, Reading},
};
use rayon::prelude::*;
use std::{collections::BTreeMap, path::Path};

/// What a report's text, id and day of writing are called.
const TEXT: &[&str] = &["text", "article_content", "assessment"];
const ID: &[&str] = &["id", "_id", "unit_id", "code"];
const DATE: &[&str] = &["date", "dct"];

/// What is known of a report, and how it was read.
pub struct Entry {
    /// The line.
    pub gold: Item,
    /// The reading of its text.
    pub reading: Reading,
}

/// Reads every report of a data set by itself, in the order of its lines.
pub fn read(path: &Path) -> Result<Vec<Entry>> {
    let heart = Counterclaim::new()?;
    with(path, |documents| documents.into_par_iter().map(|document| heart.read_in_full(document)).collect())
}

/// The same with any way of reading the reports.
pub fn with(path: &Path, reader: impl FnOnce(Vec<Document>) -> Vec<Reading>) -> Result<Vec<Entry>> {
    let mut lines = load::numbered(path)?;
    let first = lines.values().find(|line| TEXT.iter().any(|name| line.0.contains_key(*name)));
    let options = options(first.with_context(|| format!("{}: no line has a text", path.display()))?);
    let readings = reader(acquire::read(&[path.to_owned()], &options)?.documents);
    // By line and not by id: some sets give one id to several lines.
    let mut entries = BTreeMap::new();
    for reading in readings {
        let line = reading.document.origin.rsplit(':').next().and_then(|number| number.parse().ok());
        let line = line.with_context(|| format!("{}: no JSON lines", reading.document.origin))?;
        entries.extend(lines.remove(&line).map(|gold| (line, Entry { gold, reading })));
    }
    Ok(entries.into_values().collect())
}

fn options(first: &Item) -> Options {
    let pick = |names: &[&str]| names.iter().find(|name| first.0.contains_key(**name)).unwrap_or(&names[0]).to_string();
    Options { fields: Fields { text: pick(TEXT), id: pick(ID), date: pick(DATE), ..Fields::default() }, ..Options::default() }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use serde_json::Value;

    /// Lines as a data set holds them, read.
    pub fn entries(name: &str, lines: &[Value]) -> Vec<Entry> {
        let path = std::env::temp_dir().join(format!("counterclaim-{name}-{}.jsonl", std::process::id()));
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        std::fs::write(&path, text).unwrap();
        let entries = read(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        entries
    }

    #[test]
    fn fields_go_by_their_usual_names_and_lines_without_text_are_passed_over() {
        let found = entries(
            "corpus",
            &[serde_json::json!({"code": "head"}), serde_json::json!({"code": 7, "assessment": "Two men were killed.", "dct": "2001-05-03"})],
        );
        assert_eq!(found.len(), 1);
        assert_eq!((&*found[0].reading.document.id, found[0].reading.claims.len()), ("7", 1));
        assert_eq!(found[0].reading.document.published.from.unwrap().to_string(), "2001-05-03");
    }
}
