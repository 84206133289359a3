//! Tolls that lean on others: joined, apart, spelled out.

use counterclaim::Counterclaim;
use counterclaim_model::{Document, Reading};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

fn read(text: &str) -> Reading {
    COUNTERCLAIM.read(Document::new("test", text))
}

/// The tolls of a text, each as "effect low..high" and its words, in text order.
fn tolls(text: &str) -> Vec<String> {
    let reading = read(text);
    let told = reading.claims.iter().filter_map(|claim| Some((claim.toll()?, claim.quote.of(&reading.document.text))));
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    told.map(|(toll, quote)| format!("{} {}..{} «{quote}»", toll.effect.name(), number(toll.quantity.low), number(toll.quantity.high))).collect()
}

#[test]
fn victims_counted_apart_are_named_so_and_soldiers_are_not() {
    let group = |text: &str| read(text).claims.iter().find_map(|claim| claim.toll()).and_then(|toll| toll.group.clone());
    assert_eq!(group("Four Armenian forces were killed."), None);
    assert_eq!(group("Four women were killed.").as_deref(), Some("women"));
}

#[test]
fn people_joined_to_others_suffer_the_same() {
    let told = tolls("Six priests and two women who worked for them were killed at dawn.");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].starts_with("killed 2..2 «priests and two women"), "{told:?}");
    let told = tolls("The murder of the six priests and their two cooks was condemned.");
    assert_eq!(told, ["killed 6..6 «murder of the six priests»", "killed 2..2 «their two cooks»"]);
}

#[test]
fn a_part_is_of_the_nearest_figure() {
    let told = tolls("Two people were killed and 12 were wounded, including three guards.");
    assert_eq!(told[2], "wounded 3..3 «including three guards»", "{told:?}");
}

#[test]
fn what_spells_a_figure_out_is_a_part_of_it() {
    let told = tolls("The medics carried off 13 bodies: eight guerrillas, four soldiers and a child.");
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told.iter().all(|toll| toll.starts_with("killed")), "{told:?}");
}

#[test]
fn the_month_of_may_does_not_make_a_deed_possible() {
    assert_eq!(tolls("Air raids since 21 May have killed between 229 and 425 civilians."), ["killed 229..425 «killed between 229 and 425 civilians»"]);
    assert!(tolls("Air raids since Sunday may kill 40 civilians.").is_empty());
}

#[test]
fn what_somebody_was_able_to_do_was_done() {
    assert_eq!(tolls("The monitor had been able to verify the deaths of 144 people."), ["killed 144..144 «deaths of 144 people»"]);
    assert_eq!(tolls("The units were able to kill about 40 militants.").len(), 1);
    assert!(tolls("The group is able to kill 144 people.").is_empty());
}

#[test]
fn who_strikes_is_not_struck() {
    assert!(!tolls("Fifty fighters captured a week ago another engineer.").iter().any(|toll| toll.contains("50")));
}

#[test]
fn a_family_is_more_than_one() {
    assert_eq!(tolls("The shell killed a family."), ["killed 1.. «killed a family»"]);
}

#[test]
fn those_before_are_joined_too() {
    let told = tolls("The raid ended with five officers and about a dozen militants left dead.");
    assert_eq!(told, ["killed 5..5 «with five officers»", "killed 12..12 «about a dozen militants left dead»"]);
}

#[test]
fn the_next_sentence_tells_parts() {
    let told = tolls("More than 90 Palestinians were killed. Seventeen of them were children, 14 women and four old people.");
    let figures: Vec<&str> = told.iter().map(|toll| toll.split(' ').nth(1).unwrap_or_default()).collect();
    assert_eq!(figures, ["91..", "17..17", "14..14", "4..4"]);
    assert_eq!(tolls("Six guards were killed. Nine of them were officers.").len(), 1, "a part is no more than its whole");
}

#[test]
fn some_of_them_are_a_part_where_a_number_says_so() {
    assert_eq!(tolls("More than 100 people have died, eight of them foreigners.")[1], "killed 8..8 «eight of them foreigners»");
    assert_eq!(tolls("More than 100 people have died, many of them children.").len(), 1);
}

#[test]
fn nobody_is_a_figure() {
    assert_eq!(tolls("Nobody was hurt."), ["wounded 0..0 «Nobody was hurt»"]);
}

#[test]
fn people_beside_harm_that_no_rule_joins_are_a_doubt() {
    let doubts = |text: &str| read(text).doubts.into_iter().map(|doubt| doubt.what).collect::<Vec<_>>();
    let told = doubts("The village was shelled at dawn. Six miners and the bodies were in the yard.");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("«bodies» stands beside «Six miners»"), "{told:?}");
    assert!(doubts("The village was shelled at dawn. The shells destroyed 18 trucks.").is_empty());
}
