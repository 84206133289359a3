//! Every rule of what is right, on claims about a war that nobody fought.

use super::*;
use serde_json::json;

fn item(value: Value) -> Item {
    Item::of(value)
}

fn aliases() -> Aliases {
    Aliases::from_item(&item(json!({"nmf": "northern marsh front"})))
}

fn figure(low: Value, high: Value, qualifier: &str) -> Item {
    item(json!({"low": low, "high": high, "qualifier": qualifier}))
}

fn is_right(field: &str, gold: Value, claim: Value) -> bool {
    right(&aliases(), field, &item(gold), &item(claim))
}

#[test]
fn a_plain_figure_must_be_met() {
    let twelve = figure(json!(12), json!(12), "exact");
    assert!(number_ok(&twelve, &figure(json!(12), json!(null), "at_least")));
    assert!(!number_ok(&twelve, &figure(json!(13), json!(13), "exact")));
    assert!(!number_ok(&twelve, &figure(json!(null), json!(null), "vague")), "a number was there to be read");
}

#[test]
fn more_than_and_less_than_forgive_one() {
    let over = figure(json!(201), json!(null), "more_than");
    assert!(number_ok(&over, &figure(json!(200), json!(null), "at_least")));
    assert!(!number_ok(&over, &figure(json!(199), json!(null), "at_least")));
    let under = figure(json!(null), json!(19), "less_than");
    assert!(number_ok(&under, &figure(json!(0), json!(20), "up_to")), "0 to 20 is open below");
    assert!(!number_ok(&figure(json!(null), json!(40), "up_to"), &figure(json!(null), json!(41), "up_to")));
}

#[test]
fn vague_words_allow_from_a_quarter_to_fourfold() {
    let dozens = figure(json!(24), json!(null), "vague");
    for (n, fits) in [(5, false), (6, true), (50, true), (96, true), (97, false)] {
        assert_eq!(number_ok(&dozens, &figure(json!(n), json!(null), "exact")), fits, "{n}");
    }
    assert!(number_ok(&dozens, &figure(json!(1), json!(null), "none")));
}

#[test]
fn harm_without_a_count_is_one_or_more() {
    let losses = figure(json!(1), json!(null), "none");
    assert!(number_ok(&losses, &figure(json!(1), json!(null), "at_least")));
    assert!(number_ok(&losses, &figure(json!(24), json!(null), "vague")));
    assert!(!number_ok(&losses, &figure(json!(1), json!(1), "exact")));
    let nobody = figure(json!(0), json!(0), "none");
    assert!(number_ok(&nobody, &figure(json!(0), json!(0), "exact")));
    assert!(!number_ok(&nobody, &figure(json!(1), json!(null), "none")));
}

#[test]
fn bounds_are_both_ends_and_not_asked_of_vague_words() {
    let range = figure(json!(10), json!(20), "range");
    assert!(bounds_ok(&range, &figure(json!(11), json!(19), "range")));
    assert!(!bounds_ok(&range, &figure(json!(10), json!(null), "at_least")));
    assert!(bounds_ok(&figure(json!(24), json!(null), "vague"), &figure(json!(3), json!(5), "exact")));
}

#[test]
fn parties_are_compared_without_their_bodies() {
    assert!(is_right("claimant", json!({"claimant": "Lowland: Ministry of War"}), json!({"claimant": "the Lowland: General Staff"})));
    assert!(!is_right("body", json!({"claimant": "Lowland: Ministry of War"}), json!({"claimant": "Lowland: General Staff"})));
    assert!(is_right("body", json!({"claimant": "Lowland: Ministry of War"}), json!({"claimant": "lowland: ministry of war"})));
    assert!(is_right("side", json!({"side": "Northern Marsh Front"}), json!({"side": "NMF"})));
}

#[test]
fn one_of_two_parties_will_do_but_no_third() {
    let gold = json!({"side": "Lowland; Highland"});
    assert!(is_right("side", gold.clone(), json!({"side": "Highland"})));
    assert!(!is_right("side", gold, json!({"side": "Highland; Island"})));
}

#[test]
fn null_is_an_answer() {
    assert!(is_right("target", json!({"target": null}), json!({})));
    assert!(!is_right("target", json!({"target": "Lowland"}), json!({"target": null})));
    assert!(!is_right("target", json!({"target": null}), json!({"target": "Lowland"})));
    assert!(is_right("target", json!({"target": "Lowland", "also": {"target": [null]}}), json!({"target": null})));
}

#[test]
fn also_lists_further_right_answers() {
    let gold = json!({"role": "all", "also": {"role": ["civilian"]}});
    assert!(is_right("role", gold.clone(), json!({"role": "civilian"})));
    assert!(!is_right("role", gold, json!({"role": "military"})));
    let effect = item(json!({"effect": "killed", "low": 3, "high": 3, "qualifier": "exact", "also": {"effect": ["casualties"]}}));
    assert!(List::Tolls.same_thing(&effect, &item(json!({"effect": "casualties", "low": 3, "high": 3}))));
    assert!(!List::Tolls.same_thing(&effect, &item(json!({"effect": "wounded", "low": 3, "high": 3}))));
}

#[test]
fn those_who_deny_are_a_set() {
    let gold = json!({"denied_by": ["Lowland", "NMF"]});
    assert!(is_right("denied_by", gold.clone(), json!({"denied_by": ["Northern Marsh Front: spokesman", "Lowland"]})));
    assert!(!is_right("denied_by", gold, json!({"denied_by": ["Lowland"]})));
    assert!(is_right("denied_by", json!({"denied_by": []}), json!({})));
    assert!(!is_right("denied_by", json!({"denied_by": []}), json!({"denied_by": ["Lowland"]})));
}

#[test]
fn a_month_will_do_for_a_day_and_a_year_will_not() {
    let day = json!({"date": "1931-05-04"});
    assert!(is_right("date", day.clone(), json!({"date": "1931-05"})));
    assert!(!is_right("date", day.clone(), json!({"date": "1931"})));
    assert!(!is_right("date", day.clone(), json!({"date": null})));
    assert!(!is_right("date", json!({"date": "1931-05"}), json!({"date": "1931-05-04"})), "more than the text tells");
    assert!(is_right("date", json!({"date": null}), json!({"date": ""})));
}

#[test]
fn places_hold_one_another() {
    let gold = json!({"place": "village of Upper Ford"});
    assert!(is_right("place", gold.clone(), json!({"place": "Upper Ford"})));
    assert!(is_right("place", json!({"place": "Fjörd"}), json!({"place": "near Fjord"})));
    assert!(!is_right("place", gold.clone(), json!({"place": "Up"})), "too short to tell");
    assert!(!is_right("place", gold.clone(), json!({"place": "Upper For"})), "no part of a word");
    assert!(!is_right("place", gold, json!({"place": null})));
}

#[test]
fn in_a_clash_it_means_nothing_who_stands_first() {
    let clash = item(json!({"kind": "clash", "actor": "Lowland", "target": "Highland", "stance": "asserted"}));
    let told = item(json!({"kind": "clash", "actor": "Highland", "target": "Lowland", "stance": "asserted"}));
    let full = |gold: &Item| List::Statements.full(&aliases(), gold, &List::Statements.settled(&aliases(), gold, &told));
    assert!(full(&clash));
    let attack = item(json!({"kind": "attack", "actor": "Lowland", "target": "Highland", "stance": "asserted"}));
    assert!(!full(&attack));
}

#[test]
fn a_full_toll_needs_side_role_claimant_and_stance_alone() {
    let gold = item(json!({"side": "Lowland", "role": "military", "claimant": "UN", "stance": "asserted", "scope": "total"}));
    let claim = item(json!({"side": "Lowland", "role": "military", "claimant": "UN", "stance": "asserted", "scope": "incident"}));
    assert!(List::Tolls.full(&aliases(), &gold, &claim));
    for field in ["side", "role", "claimant", "stance"] {
        let mut wrong = claim.clone();
        wrong.0.insert(field.to_owned(), json!("other"));
        assert!(!List::Tolls.full(&aliases(), &gold, &wrong), "{field}");
    }
}

#[test]
fn what_counts_neither_way() {
    let denied = item(json!({"stance": "denied"}));
    assert!(List::Statements.uncounted(&denied) && !List::Tolls.uncounted(&denied));
    assert!(List::Tolls.uncounted(&item(json!({"optional": true}))) && !List::Tolls.uncounted(&item(json!({"optional": false}))));
    assert!(!List::Tolls.has_claim(&item(json!({"type": "toll", "effect": "released"}))));
    assert!(List::Statements.has_claim(&item(json!({"type": "statement", "kind": "anything"}))));
}
