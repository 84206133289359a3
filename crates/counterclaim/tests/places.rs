//! Places of claims: the sentence's own, the known one around an unknown one, the one told before.

use counterclaim::Counterclaim;
use counterclaim_model::{Document, Place};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

/// The place of the last toll of a text.
fn place(text: &str) -> Option<Place> {
    let document = Document::new("test", text);
    let reading = COUNTERCLAIM.read(document);
    reading.claims.iter().rfind(|claim| claim.toll().is_some()).expect("the text tells a toll").place.clone()
}

#[test]
fn a_known_place_is_named_behind_an_unknown_one() {
    let division = |text: &str| place(text).and_then(|place| place.admin1).unwrap_or_default();
    assert_eq!(&*division("A patrol killed two gunmen in Qaraswar district, Helmand province."), "Helmand");
    assert_eq!(&*division("A patrol detained two gunmen during an operation in Washer district, Helmand province, today."), "Helmand");
}

#[test]
fn an_incident_without_a_place_has_the_one_told_before() {
    let told = "A patrol was shot at in Helmand province.";
    assert_eq!(place(&format!("{told} The shots killed two policemen.")).map(|p| p.words.to_string()).as_deref(), Some("Helmand province"));
    let total = place(&format!("{told} The war has killed 30,000 people since 2001."));
    assert_eq!(total, None, "a running total is of no one place");
    assert_eq!(place(&format!("{told}\n\nAn ambush killed two policemen.")), None, "another paragraph tells of something else");
}
