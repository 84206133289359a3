//! Gold, claims and reports from files.
//!
//! Lines end at a line feed and nowhere else: quotes hold other line separators (U+2028), at which most readers of lines would cut them in
//! two.

use super::{
    fold::Aliases,
    item::{Item, blank},
};
use anyhow::{Context, Result, bail, ensure};
use counterclaim::acquire;
use counterclaim::model::Document;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The lines of a file.
pub fn lines(path: &Path) -> Result<Vec<Item>> {
    let name = path.display().to_string();
    parsed(&fs::read_to_string(path).context(name.clone())?, &name)
}

/// The lines of a file with their numbers, from 1.
pub fn numbered(path: &Path) -> Result<BTreeMap<usize, Item>> {
    let name = path.display().to_string();
    each(&fs::read_to_string(path).context(name.clone())?, &name).collect()
}

/// One JSON object a line; blank lines are passed over. `name` is for messages.
pub fn parsed(text: &str, name: &str) -> Result<Vec<Item>> {
    each(text, name).map(|line| line.map(|(_, item)| item)).collect()
}

fn each(text: &str, name: &str) -> impl Iterator<Item = Result<(usize, Item)>> {
    let full = (1..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty());
    full.map(move |(number, line)| Ok((number, checked(line).with_context(|| format!("{name}:{number}"))?)))
}

fn checked(line: &str) -> Result<Item> {
    let Value::Object(map) = serde_json::from_str(line)? else { bail!("not a JSON object") };
    let item = Item(map);
    ensure!(item.0.get("quote").is_none_or(Value::is_string), "`quote` must be text");
    if item.text("type") == "toll" {
        item.ends().map_err(anyhow::Error::msg)?;
    }
    Ok(item)
}

/// The gold of several files, and the reports that it is of, or those of them named in `only`.
pub fn gold(paths: &[PathBuf], only: Option<&str>) -> Result<(Vec<Item>, BTreeSet<String>)> {
    let mut items = Vec::new();
    for path in paths {
        for item in lines(path)? {
            ensure!(!blank(item.get("doc")), "{}: an item without `doc`", path.display());
            items.push(item);
        }
    }
    let named: Option<BTreeSet<&str>> = only.map(|names| names.split(',').collect());
    items.retain(|item| named.as_ref().is_none_or(|named| named.contains(&*item.doc())));
    let docs: BTreeSet<String> = items.iter().map(|item| item.doc().into_owned()).collect();
    ensure!(!docs.is_empty(), "no gold{}", only.map(|names| format!(" of {names}")).unwrap_or_default());
    Ok((items, docs))
}

/// The spellings of parties.
pub fn aliases(path: &Path) -> Result<Aliases> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let value: Value = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    Ok(Aliases::from_item(&Item::of(value)))
}

/// The reports of these ids under some folders: plain files are known by their stem, lines of JSON by their `id`.
pub fn reports(folders: &[PathBuf], docs: &BTreeSet<String>) -> Result<BTreeMap<String, Document>> {
    let intake = acquire::read(folders, &acquire::Options::default())?;
    let found: BTreeMap<String, Document> =
        intake.documents.into_iter().map(|report| (report.id.to_string(), report)).filter(|(id, _)| docs.contains(id)).collect();
    let lost: Vec<&str> = docs.iter().filter(|id| !found.contains_key(*id)).map(String::as_str).collect();
    let named = || folders.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>().join(", ");
    ensure!(lost.is_empty(), "{}: no report for the gold of {}", named(), lost.join(", "));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_feed_ends_a_line() {
        let path = std::env::temp_dir().join(format!("counterclaim-score-{}.jsonl", std::process::id()));
        fs::write(&path, "{\"doc\": \"a\", \"quote\": \"two\u{2028}lines\"}\n\n{\"doc\": \"b\"}\n").unwrap();
        let (items, docs) = gold(std::slice::from_ref(&path), None).unwrap();
        assert_eq!((items.len(), items[0].text("quote")), (2, "two\u{2028}lines"));
        assert_eq!(docs, BTreeSet::from(["a".to_owned(), "b".to_owned()]));
        assert_eq!(gold(std::slice::from_ref(&path), Some("b,c")).unwrap().1.len(), 1);
        assert!(gold(std::slice::from_ref(&path), Some("c")).is_err());
        fs::remove_file(path).unwrap();
    }

    #[test]
    fn lines_that_cannot_be_scored_are_refused() {
        for wrong in ["[]", "{", r#"{"quote": null}"#, r#"{"type": "toll", "low": "many"}"#] {
            assert!(checked(wrong).is_err(), "{wrong}");
        }
        assert!(checked(r#"{"type": "statement", "low": "many"}"#).is_ok());
    }
}
