//! Whole scores of a report of four sentences.

use super::*;
use serde_json::{Value, json};

const TEXT: &str = "Lowland said that nine of its soldiers fell. Two farmers died at the ford. Highland shelled the ford. It denies this.";

fn toll(quote: &str, n: i64, side: &str) -> Item {
    Item::of(json!({
        "doc": "ford", "type": "toll", "quote": quote, "effect": "killed", "low": n, "high": n, "qualifier": "exact", "side": side,
        "role": "military", "claimant": "Lowland", "stance": "asserted",
    }))
}

fn deed(quote: &str, kind: &str, stance: &str) -> Item {
    Item::of(json!({"doc": "ford", "type": "statement", "quote": quote, "kind": kind, "actor": "Highland", "target": null, "stance": stance}))
}

fn with(mut item: Item, field: &str, value: Value) -> Item {
    item.0.insert(field.to_owned(), value);
    item
}

fn gold() -> Vec<Item> {
    vec![toll("nine of its soldiers fell", 9, "Lowland"), toll("Two farmers died", 2, "Lowland")]
}

fn scored<'a>(list: List, gold: &'a [Item], claims: &'a [Item]) -> Score<'a> {
    score(list, &Aliases::default(), gold, claims, &BTreeMap::from([("ford".to_owned(), TEXT)]))
}

#[test]
fn the_gold_scores_one_on_everything() {
    let gold = gold();
    let score = scored(List::Tolls, &gold, &gold);
    assert_eq!((score.precision(), score.recall(), score.detection(), score.full_f1()), (1.0, 1.0, 1.0, 1.0));
    assert!(score.fields.iter().all(|(_, rights)| *rights == 2));
}

#[test]
fn a_hit_may_be_full_or_not_and_the_rest_is_missed_and_spurious() {
    let gold = gold();
    let claims = [toll("nine of its soldiers", 9, "Highland"), toll("nine of its soldiers fell", 8, "Lowland")];
    let score = scored(List::Tolls, &gold, &claims);
    assert_eq!((score.gold, score.claimed, score.hits, score.full), (2, 2, 1, 0));
    assert_eq!((score.missed, score.spurious), (vec![&gold[1]], vec![&claims[1]]));
    assert_eq!(score.outcomes[0].1, Outcome::Hit { full: false });
}

#[test]
fn one_item_takes_one_claim_the_one_that_agrees_most() {
    let gold = gold();
    let claims = [toll("nine of its soldiers", 9, "Highland"), toll("its soldiers fell", 9, "Lowland")];
    let score = scored(List::Tolls, &gold, &claims);
    assert_eq!((score.hits, score.full), (1, 1));
    assert_eq!(score.spurious, [&claims[0]]);
}

#[test]
fn a_forged_quote_is_wrong() {
    let gold = gold();
    let claims = [toll("9 of its soldiers fell", 9, "Lowland")];
    let score = scored(List::Tolls, &gold, &claims);
    assert_eq!((score.forged, score.hits, score.claimed), (1, 0, 1));
}

#[test]
fn optional_items_count_neither_way() {
    let gold = [gold()[0].clone(), with(gold()[1].clone(), "optional", json!(true))];
    let both = scored(List::Tolls, &gold, &gold);
    assert_eq!((both.gold, both.claimed, both.hits), (1, 1, 1));
    let alone = scored(List::Tolls, &gold, &gold[..1]);
    assert_eq!((alone.precision(), alone.recall()), (1.0, 1.0));
    assert!(alone.missed.is_empty());
}

#[test]
fn a_claim_prefers_the_item_that_counts() {
    let gold = [with(gold()[0].clone(), "optional", json!(true)), with(gold()[0].clone(), "side", json!("Highland"))];
    let claims = [toll("nine of its soldiers fell", 9, "Lowland")];
    let score = scored(List::Tolls, &gold, &claims);
    assert_eq!((score.hits, score.full), (1, 0));
}

#[test]
fn effects_and_reports_without_gold_are_passed_over() {
    let gold = gold();
    let claims = [with(gold[0].clone(), "effect", json!("released")), with(gold[0].clone(), "doc", json!("elsewhere")), gold[1].clone()];
    let score = scored(List::Tolls, &gold, &claims);
    assert_eq!((score.claimed, score.hits, score.outcomes.len()), (1, 1, 1));
}

#[test]
fn a_denied_deed_counts_neither_way_and_answers_no_asserted_one() {
    let gold = [deed("Highland shelled the ford", "attack", "asserted"), deed("It denies this", "deny", "asserted")];
    let claims = [deed("Highland shelled the ford", "attack", "denied"), gold[1].clone()];
    let score = scored(List::Statements, &gold, &claims);
    assert_eq!((score.gold, score.claimed, score.hits), (2, 1, 1));
    assert_eq!(score.outcomes[0].1, Outcome::Beside);
    let denied = [deed("Highland shelled the ford", "attack", "denied")];
    let asserted = [deed("Highland shelled the ford", "attack", "asserted")];
    assert_eq!(scored(List::Statements, &denied, &asserted).claimed, 0);
}

#[test]
fn nothing_scores_nothing() {
    let score = scored(List::Tolls, &[], &[]);
    assert_eq!((score.precision(), score.recall(), score.detection()), (0.0, 0.0, 0.0));
}
