//! `xtask calibrate`: how far claims are to be trusted, counted on the corpus and written as rules.
//!
//! Every claim of the corpus shows signs (`counterclaim::resolve::signs`) and is right or is not. The weights are those of a logistic
//! regression in which a sign that is rarely seen stays near nothing (ridge): a rule that fired twice, right both times, is not sure.
//! The surprising decision: nothing but the corpus that ships is counted, so that anybody gets the same file; whether it holds elsewhere
//! is for `xtask score` on other reports to say.

use super::{
    args::Args,
    claims,
    count::{self, Outcome},
    judge::List,
    load, print,
};
use anyhow::Result;
use counterclaim::resolve;
use counterclaim_rules::confidence::BASE;
use std::{collections::BTreeMap, fmt::Write};

const HELP: &str = "\
xtask calibrate [OPTIONS]

  --reports DIR     the reports (corpus/reports)
  --gold FILE,FILE  what they say (corpus/gold/tolls.jsonl,corpus/gold/statements.jsonl)
  --aliases FILE    spellings of parties (corpus/gold/aliases.json)
  --out FILE        where the weights go; without it they are shown";

const HEAD: &str = "\
# How far claims are to be trusted: the weight of every sign that a claim may show, in log-odds, summed to the chance that it is right.
# Counted on corpus/ by `cargo run --release -p xtask -- calibrate --out rules/en/confidence.toml`; not to be edited by hand. A rule that is
# not here is trusted as the average one.
";

/// How strongly a weight is held near nothing: as by so many halves of a claim that speak against it.
const RIDGE: f64 = 4.0;

/// Weights below this change no confidence by more than a hundredth and are left out.
const LEAST: f64 = 0.04;

/// One claim: what it shows, and whether it was right.
struct Case {
    signs: Vec<String>,
    right: bool,
}

/// Counts, and writes the weights.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["reports", "gold", "aliases", "out"], &[], HELP)?;
    let gold = args.paths("gold", &["corpus/gold/tolls.jsonl", "corpus/gold/statements.jsonl"]);
    let (gold, docs) = load::gold(&gold, None)?;
    let aliases = load::aliases(&args.path("aliases", "corpus/gold/aliases.json"))?;
    let reports = load::reports(&args.paths("reports", &["corpus/reports"]), &docs)?;
    let texts: BTreeMap<String, &str> = reports.iter().map(|(id, report)| (id.clone(), &*report.text)).collect();
    let (claims, readings) = claims::read(&reports)?;
    let signs: BTreeMap<&str, Vec<&str>> =
        readings.values().flat_map(|reading| reading.claims.iter().map(move |claim| (&*claim.id.0, resolve::signs(reading, claim)))).collect();
    let mut out = HEAD.to_owned();
    for list in [List::Tolls, List::Statements] {
        let score = count::score(list, &aliases, &gold, &claims, &texts);
        let counted = score.outcomes.iter().filter(|(_, outcome)| *outcome != Outcome::Beside);
        let cases = counted.map(|(claim, outcome)| Case {
            signs: signs.get(claim.text("id")).into_iter().flatten().map(|&sign| sign.to_owned()).collect(),
            right: *outcome != Outcome::Spurious,
        });
        let _ = writeln!(out, "\n[{}]", list.name());
        for (sign, weight) in weigh(&cases.collect::<Vec<_>>()).iter().filter(|(_, weight)| weight.abs() >= LEAST) {
            let _ = writeln!(out, "{} = {weight:.2}", if sign.contains('/') { format!("{sign:?}") } else { sign.clone() });
        }
    }
    match args.value("out") {
        Some(path) => Ok(std::fs::write(path, out)?),
        None => print(&out),
    }
}

/// The weight of every sign: logistic regression with a ridge, by Newton's step in one weight after another until none moves.
fn weigh(cases: &[Case]) -> BTreeMap<String, f64> {
    let mut shown: BTreeMap<&str, Vec<usize>> = BTreeMap::from([(BASE, (0..cases.len()).collect())]);
    for (number, case) in cases.iter().enumerate() {
        case.signs.iter().for_each(|sign| shown.entry(sign).or_default().push(number));
    }
    let mut sums = vec![0.0; cases.len()];
    let mut weights: BTreeMap<&str, f64> = shown.keys().map(|sign| (*sign, 0.0)).collect();
    for _ in 0..500 {
        let mut moved = 0.0f64;
        for (sign, weight) in &mut weights {
            let ridge = if *sign == BASE { 0.0 } else { RIDGE };
            let (mut slope, mut bend) = (ridge * *weight, ridge);
            for &number in &shown[sign] {
                let chance = 1.0 / (1.0 + f64::exp(-sums[number]));
                slope += chance - f64::from(u8::from(cases[number].right));
                bend += chance * (1.0 - chance);
            }
            let step = if bend > 0.0 { (-slope / bend).clamp(-1.0, 1.0) } else { 0.0 };
            *weight += step;
            shown[sign].iter().for_each(|&number| sums[number] += step);
            moved = moved.max(step.abs());
        }
        if moved < 1e-6 {
            break;
        }
    }
    weights.into_iter().map(|(sign, weight)| (sign.to_owned(), weight)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(of: &[(&str, usize, usize)]) -> Vec<Case> {
        let all = of.iter().flat_map(|&(sign, right, wrong)| {
            let case = move |right| Case { signs: vec![sign.to_owned()], right };
            (0..right).map(move |_| case(true)).chain((0..wrong).map(move |_| case(false)))
        });
        all.collect()
    }

    fn chance(weights: &BTreeMap<String, f64>, sign: &str) -> f64 {
        1.0 / (1.0 + f64::exp(-weights[BASE] - weights[sign]))
    }

    #[test]
    fn a_rule_seen_often_is_trusted_as_it_was_right() {
        let weights = weigh(&cases(&[("good", 380, 20), ("bad", 120, 280)]));
        assert!((chance(&weights, "good") - 0.95).abs() < 0.02, "{weights:?}");
        assert!((chance(&weights, "bad") - 0.3).abs() < 0.02, "{weights:?}");
    }

    #[test]
    fn a_rule_seen_twice_stays_near_the_average() {
        let weights = weigh(&cases(&[("common", 80, 20), ("rare", 2, 0), ("unlucky", 0, 2)]));
        assert!(chance(&weights, "rare") < 0.88 && chance(&weights, "unlucky") > 0.6, "{weights:?}");
    }
}
