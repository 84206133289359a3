//! Tolls that tell one another again, in other words.

use counterclaim::Counterclaim;
use counterclaim_model::{Document, Effect};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

/// The quotes of the tolls of an effect that tell nothing again.
fn told_once(text: &str, effect: Effect) -> Vec<String> {
    let reading = COUNTERCLAIM.read(Document::new("test", text));
    let once = reading.claims.iter().filter(|claim| claim.same_as.is_none() && claim.toll().is_some_and(|toll| toll.effect == effect));
    once.map(|claim| claim.quote.of(text).to_owned()).collect()
}

#[test]
fn a_number_makes_several_plain() {
    let text = "Several gunmen were killed in the raid. The patrol surrounded a house. Five gunmen were killed when they opened fire.";
    assert_eq!(told_once(text, Effect::Killed), ["Five gunmen were killed"]);
    let text = "Several gunmen were killed in the raid. Two policemen were killed at the gate.";
    assert_eq!(told_once(text, Effect::Killed).len(), 2, "others are harmed");
}

#[test]
fn two_vague_counts_of_the_same_people_are_one() {
    let text = "Troops killed numerous insurgents on Monday. Aircraft struck the ridge, killing numerous insurgents.";
    assert_eq!(told_once(text, Effect::Killed).len(), 1);
}

#[test]
fn somebody_spoken_of_before_is_the_same() {
    let text = "Troops captured an insurgent on Sunday. They had searched for the man for weeks. After a search the troops captured the man.";
    assert_eq!(told_once(text, Effect::Captured).len(), 1);
}
