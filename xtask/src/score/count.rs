//! Gold against claims, report by report: what was found, what was missed, what was made up.
//!
//! Every claim gets an outcome of its own besides the totals, so that its confidence can be held against what became of it. An item that
//! counts neither way still takes the claim that answers it, but only one that answers nothing better.

use super::{
    fold::Aliases,
    item::Item,
    judge::{List, right},
    pair::{Text, assign, overlap},
};
use std::{borrow::Cow, collections::BTreeMap};

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It answers an item; `full` where all that matters is right.
    Hit {
        /// Side, role, stance and party are right too (statements: actor, target, stance).
        full: bool,
    },
    /// It answers none.
    Spurious,
    /// It counts neither way.
    Beside,
}

/// The totals of one list.
#[derive(Debug, Default)]
pub struct Score<'a> {
    /// Items that count.
    pub gold: usize,
    /// Claims that count.
    pub claimed: usize,
    /// Items detected.
    pub hits: usize,
    /// Items detected with all that matters right.
    pub full: usize,
    /// Claims whose quote does not stand in the report, or is too long.
    pub forged: usize,
    /// For each field of the list: how often it was right among the hits.
    pub fields: Vec<(&'static str, usize)>,
    /// Items that no claim answers.
    pub missed: Vec<&'a Item>,
    /// Claims that answer no item.
    pub spurious: Vec<&'a Item>,
    /// Every item detected, and the claim that answers it, as it is compared.
    pub pairs: Vec<(&'a Item, Cow<'a, Item>)>,
    /// Every claim on these reports with what became of it.
    pub outcomes: Vec<(&'a Item, Outcome)>,
}

impl Score<'_> {
    /// Hits among the claims.
    pub fn precision(&self) -> f64 {
        share(self.hits, self.claimed)
    }

    /// Hits among the items.
    pub fn recall(&self) -> f64 {
        share(self.hits, self.gold)
    }

    /// F1 of detection.
    pub fn detection(&self) -> f64 {
        share(2 * self.hits, self.gold + self.claimed)
    }

    /// F1 of full hits.
    pub fn full_f1(&self) -> f64 {
        share(2 * self.full, self.gold + self.claimed)
    }
}

/// A part of a whole; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Scores the items and claims of one list. `texts` are the reports to be scored; what is on others is passed over.
pub fn score<'a>(list: List, aliases: &Aliases, gold: &'a [Item], claims: &'a [Item], texts: &BTreeMap<String, &str>) -> Score<'a> {
    let mut score = Score { fields: list.fields().iter().map(|field| (*field, 0)).collect(), ..Score::default() };
    let gold = by_report(gold.iter().filter(|item| list.has_gold(item)));
    let claims = by_report(claims.iter().filter(|item| list.has_claim(item)));
    for (doc, text) in texts {
        let of = |all: &BTreeMap<String, Vec<&'a Item>>| all.get(doc).cloned().unwrap_or_default();
        one_report(list, aliases, &Text::new(text), &of(&gold), &of(&claims), &mut score);
    }
    score
}

fn by_report<'a>(items: impl Iterator<Item = &'a Item>) -> BTreeMap<String, Vec<&'a Item>> {
    let mut out: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
    for item in items {
        out.entry(item.doc().into_owned()).or_default().push(item);
    }
    out
}

fn one_report<'a>(list: List, aliases: &Aliases, text: &Text<'_>, gold: &[&'a Item], claims: &[&'a Item], score: &mut Score<'a>) {
    let spans = |items: &[&Item]| items.iter().map(|item| text.spans(item.text("quote"))).collect::<Vec<_>>();
    let (gold_at, claim_at) = (spans(gold), spans(claims));
    let mut weights = vec![vec![0; claims.len()]; gold.len()];
    for (i, item) in gold.iter().enumerate() {
        for (j, claim) in claims.iter().enumerate() {
            if overlap(&gold_at[i], &claim_at[j]) {
                weights[i][j] = weight(list, aliases, item, claim);
            }
        }
    }
    let mut answered = vec![false; gold.len()];
    let mut outcomes: Vec<Outcome> = claims.iter().map(|claim| if list.uncounted(claim) { Outcome::Beside } else { Outcome::Spurious }).collect();
    for (i, j) in assign(&weights) {
        answered[i] = true;
        outcomes[j] = if list.uncounted(gold[i]) {
            Outcome::Beside
        } else {
            let settled = list.settled(aliases, gold[i], claims[j]);
            for (field, rights) in &mut score.fields {
                *rights += usize::from(right(aliases, field, gold[i], &settled));
            }
            let full = list.full(aliases, gold[i], &settled);
            score.pairs.push((gold[i], settled));
            Outcome::Hit { full }
        };
    }
    let counted = |i: &usize| !list.uncounted(gold[*i]);
    score.gold += (0..gold.len()).filter(counted).count();
    score.missed.extend((0..gold.len()).filter(counted).filter(|&i| !answered[i]).map(|i| gold[i]));
    score.forged += claim_at.iter().filter(|spans| spans.is_empty()).count();
    for (claim, outcome) in claims.iter().zip(outcomes) {
        score.claimed += usize::from(outcome != Outcome::Beside);
        score.hits += usize::from(matches!(outcome, Outcome::Hit { .. }));
        score.full += usize::from(outcome == Outcome::Hit { full: true });
        if outcome == Outcome::Spurious {
            score.spurious.push(claim);
        }
        score.outcomes.push((claim, outcome));
    }
}

/// How much a pair agrees: first that it counts, then that it is full, then field by field. 0: the claim does not answer the item.
fn weight(list: List, aliases: &Aliases, gold: &Item, claim: &Item) -> i64 {
    let denial_alone = list == List::Statements && claim.text("stance") == "denied" && gold.text("stance") != "denied";
    if denial_alone || !list.same_thing(gold, claim) {
        return 0;
    }
    let settled = list.settled(aliases, gold, claim);
    let agree = list.fields().iter().filter(|field| right(aliases, field, gold, &settled)).count() as i64;
    10_000 * i64::from(!list.uncounted(gold)) + 1000 * i64::from(list.full(aliases, gold, &settled)) + 10 * agree + 1
}

#[cfg(test)]
#[path = "count_tests.rs"]
mod tests;
