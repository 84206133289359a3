//! `xtask score reads`: reports without gold, read through: what gave no claim, and whether anything says why.
//!
//! A sentence with a word of harm and a number should give a toll, or a reason why not. The reasons are those of rules that fit and made
//! nothing; a sentence without claim and reason is unexplained, and the first place to look for rules that are wanting.

use super::{
    args::Args,
    cause::Causes,
    corpus::{self, Entry},
    probe::{self, Probe},
    table::{Figure, Table},
};
use anyhow::Result;
use counterclaim::model::{BlockKind, Claim, Span};
use std::collections::BTreeSet;

const HELP: &str = "\
xtask score reads --gold FILE [OPTIONS]

  --gold FILE  reports, one a line: {\"id\", \"text\", …}
  --errors N   list the first N of each group
  --json       figures as JSON";

/// Reads the reports and prints what was left.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["gold", "errors"], &["json"], HELP)?;
    score(&corpus::read(args.required("gold", HELP)?)?)?.print(&args)
}

/// Doubts, reports without a claim, sentences without one.
pub fn score(entries: &[Entry]) -> Result<Table> {
    let probe = Probe::new()?;
    let (mut doubts, mut silent, mut stated, mut unexplained) = (Causes::default(), Causes::default(), Causes::default(), Causes::default());
    let (mut sentences, mut tolls, mut claims) = (0, 0, 0);
    for Entry { reading, .. } in entries {
        let id = &reading.document.id;
        sentences += reading.sentences.len();
        claims += reading.claims.len();
        tolls += reading.claims.iter().filter(|claim| claim.toll().is_some()).count();
        for doubt in &reading.doubts {
            doubts.add(if doubt.what.is_empty() { "no reason given".to_owned() } else { kind(&doubt.what) }, format!("{id}: {}", doubt.what));
        }
        if reading.claims.is_empty() {
            silent.add("no claim at all", format!("{id}: {}", reading.document.text));
        }
        let told: BTreeSet<u32> = reading.claims.iter().filter(|c| is_toll(c)).map(|claim| claim.sentence).collect();
        let doubted = |span: Span| reading.doubts.iter().any(|doubt| doubt.span.is_some_and(|at| at.overlaps(span)));
        for (number, sentence) in reading.sentences.iter().enumerate() {
            if told.contains(&(number as u32)) || sentence.kind == BlockKind::Furniture || !probe::counts(reading, sentence.span) {
                continue;
            }
            let sight = probe.sight(reading, sentence);
            let Some(harm) = sight.harms.first() else { continue };
            let example = format!("{id}: {}", probe::words(reading, number as u32));
            match sight.reason {
                _ if doubted(sentence.span) => stated.add("a doubt names it", example),
                Some(why) => stated.add(why, example),
                None => unexplained.add(format!("{} ({})", harm.lemma, harm.effect.name()), example),
            }
        }
    }
    let mut table = Table::new("reads");
    table.count("reports", entries.len());
    table.count("sentences", sentences);
    table.count("tolls", tolls);
    table.count("statements", claims - tolls);
    table.figures.push(("doubts".to_owned(), if doubts.total() == 0 { Figure::None } else { Figure::Count(doubts.total()) }));
    table.count("reports without a claim", silent.total());
    table.count("sentences unexplained", unexplained.total());
    table.group("doubts", doubts);
    table.group("reports without a claim", silent);
    table.group("harm and a number, no toll, and a reason", stated);
    table.group("harm and a number, no toll and no reason, by the word of harm", unexplained);
    Ok(table)
}

fn is_toll(claim: &Claim) -> bool {
    claim.toll().is_some()
}

/// A doubt without what differs from report to report: names in «», figures.
fn kind(what: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    for c in what.chars() {
        match c {
            '«' => {
                quoted = true;
                out.push('…');
            }
            '»' => quoted = false,
            c if c.is_ascii_digit() => out.extend((!out.ends_with('#')).then_some('#')),
            c if !quoted => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{super::corpus::tests::entries, *};
    use serde_json::json;

    #[test]
    fn what_gave_no_claim_is_told() {
        let lines = [
            json!({"id": "told", "text": "The blast killed six miners."}),
            json!({"id": "dry", "text": "Rain fell on the fields."}),
            json!({"id": "odd", "text": "The 12 clerks counted bags beside the dead tree."}),
        ];
        let table = score(&entries("reads", &lines)).unwrap();
        assert!(
            table.line().starts_with("reports 3  sentences 3  tolls 1  statements 1  doubts 1  reports without a claim 2  sentences unexplained 0"),
            "{}",
            table.line()
        );
    }

    #[test]
    fn doubts_are_of_one_kind_whatever_they_are_about() {
        assert_eq!(kind("«Goris» has 12 namesakes"), kind("«the Ford» has 3 namesakes"));
    }
}
