//! Scores as tables and as JSON.
//!
//! Each list stands alone and no figure joins the two: they are of different sizes and difficulty, and one number over both would
//! mostly say how many of each a corpus has.

use super::{
    count::{Score, share},
    item::Item,
    judge::List,
    reliability::reliability,
};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Quotes are listed up to here, in characters.
const SHOWN: usize = 150;

/// One list's figures, and its first `errors` missed items and spurious claims.
pub fn table(list: List, score: &Score<'_>, errors: usize, out: &mut String) {
    let _ = writeln!(out, "{}s: gold {}  claimed {}  forged quotes {}", list.name(), score.gold, score.claimed, score.forged);
    let (p, r, f, full) = (score.precision(), score.recall(), score.detection(), score.full_f1());
    let _ = writeln!(out, "  detection  P {p:.3}  R {r:.3}  F1 {f:.3}   full F1 {full:.3}");
    let fields: Vec<String> = shares(score).map(|(field, share)| format!("{field} {share:.2}")).collect();
    let _ = writeln!(out, "  fields     {}", fields.join("  "));
    let (found, said, hits) = background(score);
    let _ = writeln!(out, "  background P {:.2}  R {:.2}  of {said}", share(hits, found), share(hits, said));
    reliability(&score.outcomes).table(out);
    for (label, items) in [("missed", &score.missed), ("spurious", &score.spurious)] {
        for item in items.iter().take(errors) {
            let _ = writeln!(out, "  {label}: {}", line(item));
        }
    }
}

/// One list's figures as JSON.
pub fn json(score: &Score<'_>) -> Value {
    let background = background(score);
    json!({
        "gold": score.gold, "claimed": score.claimed, "hits": score.hits, "forged_quotes": score.forged,
        "precision": score.precision(), "recall": score.recall(), "detection_f1": score.detection(), "full_f1": score.full_f1(),
        "background": { "gold": background.1, "precision": share(background.2, background.0), "recall": share(background.2, background.1) },
        "fields": shares(score).map(|(field, share)| (field.to_owned(), json!(share))).collect::<Map<String, Value>>(),
        "reliability": reliability(&score.outcomes).json(),
    })
}

/// Each field's share of the hits; nothing where nothing was hit.
fn shares(score: &Score<'_>) -> impl Iterator<Item = (&'static str, f64)> {
    score.fields.iter().filter(|_| score.hits > 0).map(|(field, rights)| (*field, share(*rights, score.hits)))
}

/// Of the detected items: how many are told as background, how many are by the gold, and how many are by both.
fn background(score: &Score<'_>) -> (usize, usize, usize) {
    let is = |item: &Item| item.get("current").as_bool() == Some(false);
    let told = |of: fn(&(&Item, bool, bool)) -> bool| score.pairs.iter().map(|(gold, claim)| (*gold, is(gold), is(claim))).filter(of).count();
    (told(|pair| pair.2), told(|pair| pair.1), told(|pair| pair.1 && pair.2))
}

/// An item on one line.
pub fn line(item: &Item) -> String {
    let first = |fields: [&str; 2]| fields.into_iter().map(|field| item.text(field)).find(|text| !text.is_empty()).unwrap_or("-").to_owned();
    let end = |field: &str| item.get(field).as_i64().map(|n| n.to_string()).unwrap_or_default();
    let figure = if item.0.contains_key("effect") { format!(" {}..{}", end("low"), end("high")) } else { String::new() };
    let quote: String = item.text("quote").chars().take(SHOWN).collect();
    format!("{} {}{figure} {} | {quote:?}", item.doc(), first(["effect", "kind"]), first(["side", "actor"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_told_in_a_line() {
        let toll = Item::of(json!({"doc": "ford", "effect": "killed", "low": 9, "high": null, "side": "Lowland", "quote": "nine\nfell"}));
        assert_eq!(line(&toll), r#"ford killed 9.. Lowland | "nine\nfell""#);
        let deed = Item::of(json!({"doc": "ford", "kind": "attack", "actor": null, "quote": "shelled"}));
        assert_eq!(line(&deed), r#"ford attack - | "shelled""#);
    }

    #[test]
    fn background_is_counted_apart() {
        let item = |current: bool| Item::of(json!({"current": current}));
        let gold = [item(false), item(false), item(true), item(true)];
        let claims = [item(false), item(true), item(false), item(true)];
        let pairs = gold.iter().zip(claims).map(|(gold, claim)| (gold, std::borrow::Cow::Owned(claim))).collect();
        assert_eq!(background(&Score { pairs, ..Score::default() }), (2, 2, 1));
    }

    #[test]
    fn figures_are_rounded_to_the_even_digit_as_in_other_tools() {
        assert_eq!(format!("{:.3} {:.3} {:.2} {:.2}", 0.0625, 0.1875, 0.125, 0.375), "0.062 0.188 0.12 0.38");
    }

    #[test]
    fn without_hits_there_are_no_fields() {
        let mut out = String::new();
        table(List::Statements, &Score { gold: 3, fields: vec![("actor", 0)], ..Score::default() }, 5, &mut out);
        assert!(
            out.starts_with("statements: gold 3  claimed 0  forged quotes 0\n  detection  P 0.000  R 0.000  F1 0.000   full F1 0.000\n  fields     \n"),
            "{out}"
        );
    }
}
