//! `xtask score plover`: whether coded events are found as statements of the right kind.
//!
//! A record is a sentence with the words of its event marked: "(SRC: Lowland) (EVT: shelled) (TAR: Highland)". It is answered by a
//! statement over marked words whose kind is among those that `plover.toml` gives for the event's type.

use super::{
    args::Args,
    cause::Causes,
    corpus::{self, Entry},
    count::share,
    item::Item,
    table::Table,
};
use anyhow::{Context, Result};
use counterclaim::model::{Claim, Kind, Span};
use serde::Deserialize;
use std::collections::BTreeMap;

const HELP: &str = "\
xtask score plover --gold FILE [OPTIONS]

  --gold FILE  {\"id\", \"text\", \"event\", \"mode\", \"textInfo\": {\"markup\": \"… (EVT: shelled) …\"}} a line
  --errors N   list the first N records missed by each cause
  --json       figures as JSON";

/// What a type of event is with us.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Means {
    kinds: Vec<Kind>,
    /// The modes of the type that are meant; empty for all.
    #[serde(default)]
    modes: Vec<String>,
    /// Why the two are not quite the same.
    #[serde(default, rename = "why")]
    _why: String,
}

/// Reads the records and prints the share that is right.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["gold", "errors"], &["json"], HELP)?;
    score(&corpus::read(args.required("gold", HELP)?)?)?.print(&args)
}

/// The share of records that a statement of the right kind answers.
pub fn score(entries: &[Entry]) -> Result<Table> {
    let means: BTreeMap<String, Means> = toml::from_str(include_str!("plover.toml")).context("plover.toml")?;
    let (mut records, mut any, mut right) = (0, 0, 0);
    let (mut missed, mut left_out) = (Causes::default(), Causes::default());
    let mut by_type: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for Entry { gold, reading } in entries {
        let kind = gold.text("event");
        let told = || format!("{}: {}", reading.document.id, gold.get("textInfo").get("markup").and_then(|m| m.as_str()).unwrap_or(gold.text("text")));
        let fits = |means: &&Means| !means.kinds.is_empty() && (means.modes.is_empty() || means.modes.iter().any(|mode| mode == gold.text("mode")));
        let Some(Means { kinds, .. }) = means.get(kind).filter(fits) else {
            let mode = if means.get(kind).is_some_and(|means| !means.modes.is_empty()) { gold.text("mode") } else { "" };
            left_out.add(format!("{kind} {mode}").trim(), told());
            continue;
        };
        let marked = marked(gold, &reading.document.text);
        let (over, beside): (Vec<&Claim>, Vec<&Claim>) =
            reading.claims.iter().filter(|claim| claim.deed().is_some()).partition(|claim| marked.iter().any(|span| span.overlaps(claim.quote)));
        let is_right = |claim: &&Claim| claim.deed().is_some_and(|deed| kinds.contains(&deed.kind));
        let tally = by_type.entry(kind).or_default();
        records += 1;
        tally.0 += 1;
        any += usize::from(!over.is_empty());
        if over.iter().any(is_right) {
            right += 1;
            tally.1 += 1;
            continue;
        }
        let cause = match (over.first().and_then(|claim| claim.deed()), beside.first()) {
            (Some(deed), _) => format!("{kind}: read as {}", deed.kind.name()),
            (None, Some(_)) => format!("{kind}: a statement, but not over the marked words"),
            (None, None) => format!("{kind}: no statement"),
        };
        missed.add(cause, told());
    }
    let mut table = Table::new("plover");
    table.count("records", records);
    table.real("any statement", share(any, records));
    table.real("kind right", share(right, records));
    table.real("right among statements", share(right, any));
    for (kind, (records, right)) in by_type {
        table.real(kind, share(right, records));
    }
    table.group("missed", missed);
    table.group("left out, as no kind of ours answers", left_out);
    Ok(table)
}

/// Where the words of the event stand: each stretch of the markup in turn, looked for behind the one before.
fn marked(record: &Item, text: &str) -> Vec<Span> {
    let markup = record.get("textInfo").get("markup").and_then(|m| m.as_str()).unwrap_or("");
    let mut out = Vec::new();
    let mut from = 0;
    for part in markup.split("(EVT:").skip(1) {
        let words = part.split([')', '}', '(']).next().unwrap_or("").trim();
        let found = text[from..].find(words).map(|at| at + from).or_else(|| text.find(words));
        if let Some(at) = found.filter(|_| !words.is_empty()) {
            out.push(Span::new(at, at + words.len()));
            from = at + words.len();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{super::corpus::tests::entries, *};
    use serde_json::{Value, json};

    fn record(id: &str, event: &str, markup: &str) -> Value {
        let mut text = markup.to_owned();
        for mark in ["(SRC: ", "(TAR: ", "(EVT: ", ")"] {
            text = text.replace(mark, "");
        }
        json!({"id": id, "event": event, "mode": null, "text": text, "textInfo": {"markup": markup}})
    }

    #[test]
    fn kinds_are_right_by_the_marked_words() {
        let lines = [
            json!({"id": "head", "event": "DOCUMENT"}),
            record("a", "DISAPPROVE", "(SRC: Armenia) (EVT: accused) (TAR: Azerbaijan) of shelling the town of Goris."),
            record("b", "PROTEST", "Armenia accused Azerbaijan of (EVT: shelling) the town of Goris."),
            record("c", "THREATEN", "Armenia (EVT: threatened) to leave."),
        ];
        let table = score(&entries("plover", &lines)).unwrap();
        assert!(table.line().starts_with("records 2  any statement 1.000  kind right 0.500"), "{}", table.line());
        assert_eq!(table.groups[1].1.of("THREATEN"), 1);
    }

    #[test]
    fn marked_words_are_found_in_turn() {
        let record = Item::of(json!({"textInfo": {"markup": "They (EVT: fired) and (EVT: fired again}."}}));
        assert_eq!(marked(&record, "They fired and fired again."), [Span::new(5, 10), Span::new(15, 26)]);
    }
}
