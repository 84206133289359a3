//! `xtask score muc4 --confidence`: how firmly a report lays an attack to an organisation, against the templates' own word for it.
//!
//! The slot reads `REPORTED AS FACT`, `CLAIMED OR ADMITTED`, `SUSPECTED OR ACCUSED` (by authorities or not) or `POSSIBLE`, behind it the
//! organisation's phrases. Where a slot allows several, any is right. Half of the reports, by a hash of their id, are held back: measured,
//! and their misses never told.

use super::{
    super::{cause::Causes, corpus::Entry, count::share, held, item::Item, table::Table},
    template::{plain, stands},
};
use anyhow::Result;
use counterclaim::{
    Counterclaim,
    model::{Firmness, Span},
};
use std::collections::BTreeMap;

const SLOT: &str = "PERP: ORGANIZATION CONFIDENCE";

/// Right, wrongly given, missed.
type Counts = BTreeMap<Firmness, [usize; 3]>;

/// Macro F1 over the four degrees, beside that of always saying the most frequent one.
pub fn score(entries: &[Entry]) -> Result<Table> {
    let heart = Counterclaim::new()?;
    let mut table = Table::new("muc4 confidence");
    let mut causes = Causes::default();
    for (held, name) in [(false, "open"), (true, "held back")] {
        let (mut ours, mut majority) = (Counts::new(), Counts::new());
        let mut blamed = 0;
        for entry in entries.iter().filter(|entry| held::is_held(&entry.reading.document.id, 2) == held) {
            for (right, phrases) in slots(&entry.gold) {
                blamed += 1;
                let given = heart.firmness(&entry.reading, &mentions(entry, &phrases)).unwrap_or(Firmness::Fact);
                count(&mut ours, &right, given);
                count(&mut majority, &right, Firmness::Fact);
                if !held && !right.contains(&given) {
                    let sentence = sentence(entry, &phrases);
                    causes.add(
                        format!("{} for {}", given.name(), right[0].name()),
                        format!("{}: {} | {sentence}", entry.reading.document.id, phrases.join(" / ")),
                    );
                }
            }
        }
        table.count(&format!("{name}: blamed"), blamed);
        table.real("macro F1", macro_f1(&ours));
        table.real("of the most frequent", macro_f1(&majority));
        for degree in Firmness::ALL {
            table.real(degree.name(), f1(&ours, *degree));
        }
    }
    table.group("wrong", causes);
    Ok(table)
}

fn count(counts: &mut Counts, right: &[Firmness], given: Firmness) {
    if right.contains(&given) {
        counts.entry(given).or_default()[0] += 1;
    } else {
        counts.entry(given).or_default()[1] += 1;
        counts.entry(right[0]).or_default()[2] += 1;
    }
}

fn f1(counts: &Counts, of: Firmness) -> f64 {
    let [hits, wrong, missed] = counts.get(&of).copied().unwrap_or_default();
    share(2 * hits, 2 * hits + wrong + missed)
}

fn macro_f1(counts: &Counts) -> f64 {
    Firmness::ALL.iter().map(|of| f1(counts, *of)).sum::<f64>() / Firmness::ALL.len() as f64
}

/// Every organisation that a template blames: the degrees that are right, and what the report calls it.
fn slots(report: &Item) -> Vec<(Vec<Firmness>, Vec<String>)> {
    let fills = report.list("templates").into_iter().flat_map(|template| template.get(SLOT).as_array().cloned().unwrap_or_default());
    fills.filter_map(|fill| slot(fill.as_str()?)).collect()
}

fn slot(fill: &str) -> Option<(Vec<Firmness>, Vec<String>)> {
    let at = fill.find(": \"")?;
    let degree = |words: &str| match words.trim().trim_matches(|c| matches!(c, '?' | '(' | ')' | ' ')) {
        "REPORTED AS FACT" => Some(Firmness::Fact),
        "CLAIMED OR ADMITTED" => Some(Firmness::Claimed),
        "SUSPECTED OR ACCUSED" | "SUSPECTED OR ACCUSED BY AUTHORITIES" => Some(Firmness::Accused),
        "POSSIBLE" => Some(Firmness::Possible),
        _ => None,
    };
    let degrees: Vec<Firmness> = fill[..at].split('/').filter_map(degree).collect();
    let phrases = fill[at + 2..].split("\" / \"").map(|phrase| plain(phrase.trim().trim_matches('"'))).filter(|phrase| !phrase.is_empty()).collect();
    (!degrees.is_empty()).then_some((degrees, phrases))
}

/// The sentences that name it.
fn mentions(entry: &Entry, phrases: &[String]) -> Vec<Span> {
    let text = &entry.reading.document.text;
    let named = |span: &Span| phrases.iter().any(|phrase| stands(span.of(text), phrase));
    entry.reading.sentences.iter().map(|sentence| sentence.span).filter(named).collect()
}

fn sentence<'a>(entry: &'a Entry, phrases: &[String]) -> &'a str {
    mentions(entry, phrases).first().map_or("", |span| span.of(&entry.reading.document.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_gives_its_degrees_and_phrases() {
        let (degrees, phrases) = slot("? REPORTED AS FACT / POSSIBLE: \"RED FRONT\" / \"FRONT\"").unwrap();
        assert_eq!((degrees, phrases), (vec![Firmness::Fact, Firmness::Possible], vec!["RED FRONT".to_owned(), "FRONT".to_owned()]));
        assert!(slot("-").is_none());
    }
}
