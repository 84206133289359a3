//! The same as data: endings of addresses, tables for spreadsheets, and pages of a long list.

use super::frame::query;
use anyhow::Result;
use counterclaim::write::{Entry, claim};
use maud::{Markup, html};
use serde_json::Value;

/// A name without the ending that asks for another form of it: the first of these forms that it ends in.
pub fn ending<'a>(id: &'a str, forms: &[&'static str]) -> (&'a str, &'static str) {
    let without = |form: &&'static str| Some((id.strip_suffix(form)?.strip_suffix('.')?, *form));
    forms.iter().find_map(without).unwrap_or((id, ""))
}

/// Links to other forms of a page.
pub fn links(path: &str, forms: &[&str]) -> Markup {
    links_of(path, forms, &[])
}

/// The same with what the page was narrowed by.
pub fn links_of(path: &str, forms: &[&str], asked: &[(&str, &str)]) -> Markup {
    html! { @for form in forms { " · " a href=(query(&format!("{path}.{form}"), asked)) { (form) } } }
}

/// Links to the parts of a long list before and behind this one.
pub fn pager(path: &str, kept: &[(&str, &str)], from: u32, page: u32, total: u32) -> Markup {
    let at = |from: u32| {
        let from = from.to_string();
        let asked: Vec<(&str, &str)> = kept.iter().copied().chain([("from", from.as_str())]).collect();
        query(path, &asked)
    };
    html! {
        p.pager {
            @if from > 0 { a rel="prev" href=(at(from.saturating_sub(page))) { "before" } " " }
            @if from.saturating_add(page) < total { a rel="next" href=(at(from + page)) { "more" } }
        }
    }
}

/// The columns of a table of claims: fields of the export, the words first.
const CLAIMS: &[&str] = &[
    "id",
    "doc",
    "type",
    "quote",
    "start",
    "end",
    "effect",
    "low",
    "high",
    "qualifier",
    "side",
    "side_basis",
    "role",
    "scope",
    "kind",
    "actor",
    "target",
    "claimant",
    "voice",
    "stance",
    "denied_by",
    "current",
    "from",
    "date",
    "to",
    "date_prec",
    "basis",
    "place",
    "place_name",
    "lat",
    "lon",
    "country",
    "admin1",
    "part_of",
    "same_as",
    "rule",
    "confidence",
];

/// The columns of a table of ranges.
pub const RANGES: &[&str] = &[
    "id",
    "episode",
    "side",
    "role",
    "effect",
    "low",
    "best",
    "high",
    "high_open",
    "high_is_enemys",
    "grade",
    "policy",
    "vague",
    "without",
    "told_by",
    "as_of",
];

/// The columns of a table of a toll's steps.
pub const STEPS: &[&str] = &[
    "episode",
    "side",
    "role",
    "effect",
    "claimant",
    "low",
    "high",
    "qualifier",
    "change",
    "told",
    "counts_to",
    "until",
    "claim",
    "doc",
    "quote",
    "start",
    "end",
];

/// Claims as a table, each under the names of the export's fields.
pub fn csv<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Result<Vec<u8>> {
    let mut lines = Vec::new();
    entries.into_iter().try_for_each(|entry| claim(entry, &mut lines))?;
    table(CLAIMS, &lines)
}

/// JSON lines as a table. Where a record holds `steps`, each of them is a row that has the record's other fields too.
pub fn table(columns: &[&str], lines: &[u8]) -> Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(columns)?;
    for record in serde_json::Deserializer::from_slice(lines).into_iter::<Value>() {
        let record = record?;
        match record.get("steps").and_then(Value::as_array) {
            Some(steps) => steps.iter().try_for_each(|step| {
                table.write_record(columns.iter().map(|column| plain(step.get(column).filter(|_| *column != "claimant").or(record.get(column)))))
            })?,
            None => table.write_record(columns.iter().map(|column| plain(record.get(column))))?,
        }
    }
    Ok(table.into_inner().map_err(|e| e.into_error())?)
}

fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(several)) => several.iter().map(|one| plain(Some(one))).collect::<Vec<_>>().join("; "),
        Some(other) => other.to_string(),
    }
}
