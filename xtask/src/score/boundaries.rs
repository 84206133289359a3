//! `xtask boundaries`: where sentences end, against splits made by hand.
//!
//! A boundary is the byte after a sentence's last character. Only ends are compared: the next start follows from them. A sentence found in
//! what the gold calls furniture is passed over, as it is `clean` that let it through; one that runs from the text into furniture is not.

use super::{args::Args, count::share, item::Item, load, print};
use anyhow::{Context, Result, ensure};
use counterclaim::{clean, divide, model::Document};
use counterclaim_rules::Knowledge;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    ops::Range,
};

const HELP: &str = "\
xtask boundaries [OPTIONS]

  --reports DIR  the reports (corpus/reports)
  --gold FILE    {\"doc\", \"sentences\": [[start, end], …], \"furniture\": [[start, end], …]} a line, in bytes (corpus/gold/sentences.jsonl)
  --only ID,ID   these reports alone
  --errors N     list the first N boundaries missed and the first N made up
  --json         figures as JSON";

/// Characters shown on each side of a boundary.
const CONTEXT: usize = 30;

/// What was found in one report or in all.
#[derive(Debug, Default)]
struct Tally {
    gold: usize,
    found: usize,
    hits: usize,
    missed: Vec<String>,
    spurious: Vec<String>,
}

/// Divides the reports, compares, and prints the figures.
pub fn run(args: &[String]) -> Result<()> {
    if args.iter().any(|arg| arg == "--help") {
        return print(&format!("{HELP}\n"));
    }
    let args = Args::read(args, &["reports", "gold", "only", "errors"], &["json"], HELP)?;
    let errors = args.number("errors")?;
    let (gold, docs) = load::gold(&args.paths("gold", &["corpus/gold/sentences.jsonl"]), args.value("only"))?;
    let mut reports = load::reports(&args.paths("reports", &["corpus/reports"]), &docs)?;
    let knowledge = Knowledge::shipped()?;
    let mut tally = Tally::default();
    for item in &gold {
        let report = reports.get_mut(&*item.doc()).context("the report was found above")?;
        let split = |field: &str| spans(item, field, report).with_context(|| format!("{}: {field}", item.doc()));
        let (sentences, furniture) = (split("sentences")?, split("furniture")?);
        let found = divided(&knowledge, report);
        compare(report, &sentences, &furniture, &found, &mut tally);
    }
    print(&if args.has("json") { format!("{:#}\n", tally.json()) } else { tally.table(errors) })
}

/// The sentences that the program finds.
fn divided(knowledge: &Knowledge, report: &mut Document) -> Vec<Range<usize>> {
    clean::mark(knowledge, report);
    let (sentences, _) = divide::split(&knowledge.sentences, report);
    sentences.iter().map(|sentence| sentence.span.start as usize..sentence.span.end as usize).collect()
}

/// `[[start, end], …]`, each a run of the report's text.
fn spans(item: &Item, field: &str, report: &Document) -> Result<Vec<Range<usize>>> {
    let Some(list) = item.get(field).as_array() else { return Ok(Vec::new()) };
    let one = |value: &Value| {
        let end = |at: usize| value.get(at).and_then(Value::as_u64).map(|byte| byte as usize);
        let span = end(0).zip(end(1)).map(|(start, end)| start..end).with_context(|| format!("{value} is no [start, end]"))?;
        ensure!(report.text.get(span.clone()).is_some(), "{value} does not fit the text of {} bytes", report.text.len());
        Ok(span)
    };
    list.iter().map(one).collect()
}

fn compare(report: &Document, gold: &[Range<usize>], furniture: &[Range<usize>], found: &[Range<usize>], tally: &mut Tally) {
    let text: &str = &report.text;
    let right: BTreeSet<usize> = gold.iter().map(|span| span.end).collect();
    let given: BTreeSet<usize> = found.iter().filter(|span| !all_within(text, span, furniture)).map(|span| span.end).collect();
    tally.gold += right.len();
    tally.found += given.len();
    tally.hits += right.intersection(&given).count();
    let told = |at: &usize| format!("{}:{at} {}", report.id, context(text, *at));
    tally.missed.extend(right.difference(&given).map(told));
    tally.spurious.extend(given.difference(&right).map(told));
}

/// Whether all characters of a sentence that are not blank lie in furniture.
fn all_within(text: &str, sentence: &Range<usize>, furniture: &[Range<usize>]) -> bool {
    text[sentence.clone()].char_indices().filter(|(_, c)| !c.is_whitespace()).all(|(at, _)| {
        let at = sentence.start + at;
        furniture.iter().any(|span| span.contains(&at))
    })
}

/// What stands on both sides of a boundary.
fn context(text: &str, at: usize) -> String {
    let before: String = text[..at].chars().rev().take(CONTEXT).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[at..].chars().take(CONTEXT).collect();
    let shown = |part: &str| part.escape_debug().to_string();
    format!("…{}|{}…", shown(&before), shown(&after))
}

impl Tally {
    fn table(&self, errors: usize) -> String {
        let (p, r, f) = (share(self.hits, self.found), share(self.hits, self.gold), share(2 * self.hits, self.gold + self.found));
        let mut out = format!("boundaries: gold {}  found {}\n  P {p:.3}  R {r:.3}  F1 {f:.3}\n", self.gold, self.found);
        for (label, list) in [("missed", &self.missed), ("spurious", &self.spurious)] {
            for boundary in list.iter().take(errors) {
                let _ = writeln!(out, "  {label}: {boundary}");
            }
        }
        out
    }

    fn json(&self) -> Value {
        let figures = BTreeMap::from([
            ("precision", share(self.hits, self.found)),
            ("recall", share(self.hits, self.gold)),
            ("f1", share(2 * self.hits, self.gold + self.found)),
        ]);
        json!({"gold": self.gold, "found": self.found, "hits": self.hits, "scores": figures})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(text: &str) -> Document {
        Document::new("ford", text)
    }

    #[test]
    fn ends_are_compared_and_starts_are_not() {
        let mut tally = Tally::default();
        compare(&report("One fell. Two fled. Run."), &[0..9, 10..19, 20..24], &[], &[0..9, 11..19, 20..23], &mut tally);
        assert_eq!((tally.gold, tally.found, tally.hits), (3, 3, 2));
        assert_eq!(tally.missed, ["ford:24 …One fell. Two fled. Run.|…"]);
        assert_eq!(tally.spurious, ["ford:23 …One fell. Two fled. Run|.…"]);
    }

    #[test]
    fn sentences_in_furniture_do_not_count_unless_they_run_into_it() {
        let text = "One fell.\nShare this\nRead on";
        let furniture = [10..20, 21..28];
        let found = |spans: &[Range<usize>]| {
            let mut tally = Tally::default();
            compare(&report(text), std::slice::from_ref(&(0..9)), &furniture, spans, &mut tally);
            (tally.found, tally.hits)
        };
        assert_eq!(found(&[0..9, 10..20, 21..28]), (1, 1));
        assert_eq!(found(&[0..9, 10..28]), (1, 1), "over two pieces of furniture");
        assert_eq!(found(&[Range { start: 0, end: 20 }]), (1, 0));
    }

    #[test]
    fn spans_must_fit_the_text() {
        let item = |value: Value| Item::of(json!({"sentences": value}));
        assert_eq!(spans(&item(json!([[0, 3]])), "sentences", &report("Nö")).unwrap(), [Range { start: 0, end: 3 }]);
        for wrong in [json!([[0, 2]]), json!([[0, 9]]), json!([[0]]), json!(["0-3"])] {
            assert!(spans(&item(wrong), "sentences", &report("Nö")).is_err());
        }
    }

    #[test]
    fn the_context_is_of_whole_characters_on_one_line() {
        assert_eq!(context("Nö.\nJa", 4), "…Nö.|\\nJa…");
    }
}
