//! What is right: one claim held against one item of the gold.
//!
//! "Over 200" read as 200 is right, "dozens" read as 50 too, and "the army" is not "the ministry" but is the same party. A field may have
//! several right answers, and null is an answer like any other: a claim without a target is right where the gold has no target.

use super::{
    fold::Aliases,
    item::{Item, blank, same},
};
use serde_json::Value;
use std::borrow::Cow;

/// Effects that the gold counts; claims of others are passed over.
const EFFECTS: &[&str] = &["killed", "wounded", "captured", "missing", "displaced", "casualties"];

/// Statements in which it means nothing who stands first.
const MUTUAL: &[&str] = &["clash", "talk", "ceasefire_agreed", "agreement"];

/// The two lists that a report gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// People harmed.
    Tolls,
    /// What the parties do and say.
    Statements,
}

impl List {
    /// The `type` of its claims.
    pub fn name(self) -> &'static str {
        match self {
            List::Tolls => "toll",
            List::Statements => "statement",
        }
    }

    /// The fields whose shares are told, in the order of the table.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            List::Tolls => &["side", "role", "claimant", "body", "bounds", "qualifier", "stance", "scope", "current", "from", "to", "place", "denied_by"],
            List::Statements => &["actor", "target", "claimant", "body", "stance", "date", "place", "current"],
        }
    }

    /// The fields that a full hit needs besides detection.
    pub fn needed(self) -> &'static [&'static str] {
        match self {
            List::Tolls => &["side", "role", "claimant", "stance"],
            List::Statements => &["actor", "target", "stance"],
        }
    }

    /// Whether an item of the gold belongs to this list.
    pub fn has_gold(self, gold: &Item) -> bool {
        gold.0.contains_key(if self == List::Tolls { "effect" } else { "kind" })
    }

    /// Whether a claim belongs to this list and is of a kind that the gold counts.
    pub fn has_claim(self, claim: &Item) -> bool {
        claim.text("type") == self.name() && (self == List::Statements || EFFECTS.contains(&claim.text("effect")))
    }

    /// Whether an item counts neither for nor against: optional, or a deed that is denied.
    pub fn uncounted(self, item: &Item) -> bool {
        !blank(item.get("optional")) || (self == List::Statements && item.text("stance") == "denied")
    }

    /// The claim as it is compared with this item: a clash between B and A is the clash between A and B.
    pub fn settled<'a>(self, aliases: &Aliases, gold: &Item, claim: &'a Item) -> Cow<'a, Item> {
        if self == List::Statements && MUTUAL.contains(&gold.text("kind")) {
            let mut swapped = claim.clone();
            swapped.0.insert("actor".to_owned(), claim.get("target").clone());
            swapped.0.insert("target".to_owned(), claim.get("actor").clone());
            let agree = |claim: &Item| ["actor", "target"].into_iter().filter(|f| right(aliases, f, gold, claim)).count();
            if agree(&swapped) > agree(claim) {
                return Cow::Owned(swapped);
            }
        }
        Cow::Borrowed(claim)
    }

    /// Whether the claim tells the same thing, quotes apart: the same effect and figure, or the same kind.
    pub fn same_thing(self, gold: &Item, claim: &Item) -> bool {
        match self {
            List::Tolls => among(gold, "effect", claim) && number_ok(gold, claim),
            List::Statements => among(gold, "kind", claim),
        }
    }

    /// Whether all fields that a full hit needs are right, in a claim as `settled` gives it.
    pub fn full(self, aliases: &Aliases, gold: &Item, settled: &Item) -> bool {
        self.needed().iter().all(|field| right(aliases, field, gold, settled))
    }
}

/// Whether the claim's value of a field is one of the right answers.
pub fn among(gold: &Item, field: &str, claim: &Item) -> bool {
    gold.options(field).into_iter().any(|option| same(option, claim.get(field)))
}

/// Whether the claim's figure is the one said: the lower end, or the upper where there is no lower.
pub fn number_ok(gold: &Item, claim: &Item) -> bool {
    let (said, given) = (gold.figure(), claim.figure());
    let unnumbered = matches!(claim.text("qualifier"), "none" | "vague");
    match gold.text("qualifier") {
        "none" if said != Some(0) => unnumbered || claim.ends() == Ok((Some(1), None)),
        "vague" => unnumbered || said.zip(given).is_some_and(|(said, given)| near_fourfold(said, given)),
        how => {
            let slack = u64::from(matches!(how, "more_than" | "less_than"));
            said.zip(given).is_some_and(|(said, given)| said.abs_diff(given) <= slack)
        }
    }
}

/// From a quarter of the figure to four times it.
fn near_fourfold(said: i64, given: i64) -> bool {
    let (said, given) = (i128::from(said), i128::from(given));
    said <= 4 * given && given <= 4 * said
}

/// Whether one field is right. "bounds" is both ends of the figure, "body" the claimant with its body or person.
pub fn right(aliases: &Aliases, field: &str, gold: &Item, claim: &Item) -> bool {
    let given = claim.get(field);
    match field {
        "bounds" => bounds_ok(gold, claim),
        "body" => {
            let given = aliases.fold_value(claim.get("claimant"));
            gold.options("claimant").into_iter().any(|option| aliases.fold_value(option) == given)
        }
        "side" | "claimant" | "actor" | "target" => aliases.parties(given).is_subset(&aliases.parties_of(gold.options(field))),
        "denied_by" => {
            let parties = |value: &Value| match value {
                Value::Array(list) => Some(aliases.parties_of(list)),
                other => blank(other).then(Default::default),
            };
            parties(given).is_some_and(|given| gold.options(field).into_iter().any(|option| parties(option).as_ref() == Some(&given)))
        }
        "from" | "to" | "date" => gold.options(field).into_iter().any(|option| day_ok(option, given)),
        "place" => gold.options(field).into_iter().any(|option| place_ok(aliases, option, given)),
        _ => among(gold, field, claim),
    }
}

/// Both ends right to within one; of vague figures nothing is asked.
fn bounds_ok(gold: &Item, claim: &Item) -> bool {
    if matches!(gold.text("qualifier"), "vague" | "none") {
        return true;
    }
    let near = |said: Option<i64>, given: Option<i64>| match (said, given) {
        (Some(said), Some(given)) => said.abs_diff(given) <= 1,
        (None, None) => true,
        _ => false,
    };
    let (said, given) = (gold.ends().unwrap_or_default(), claim.ends().unwrap_or_default());
    near(said.0, given.0) && near(said.1, given.1)
}

/// The same day, or the month of the right day: "2020-09" for 2020-09-27. The year alone is too little.
fn day_ok(gold: &Value, given: &Value) -> bool {
    match (blank(gold), blank(given)) {
        (true, true) => true,
        (false, false) => {
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            same(gold, given) || (text(given).chars().count() >= 7 && text(gold).starts_with(&text(given)))
        }
        _ => false,
    }
}

/// One name stands in the other as whole words: "Goris" and "the town of Goris".
fn place_ok(aliases: &Aliases, gold: &Value, given: &Value) -> bool {
    let padded = |value: &Value| aliases.fold_value(value).map(|name| format!(" {name} "));
    match (padded(gold), padded(given)) {
        (None, None) => true,
        (Some(gold), Some(given)) => gold.chars().count().min(given.chars().count()) > 4 && (gold.contains(&given) || given.contains(&gold)),
        _ => false,
    }
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
