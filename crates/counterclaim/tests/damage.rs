//! Damaged reports are read through the damage: the same claims as of a sound text, trusted less, and quoted as received.

use counterclaim::{Counterclaim, model::*};
use std::sync::LazyLock;

static PROGRAM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().unwrap());

const SOUND: &str = "The strike on the camp killed 56 people and wounded 30 civilians, the government said. Ten soldiers died in the attack.";

/// The same report with a letter lost, two turned, words run together, letters taken for others, words left in another language, figures
/// misread, words torn.
const DAMAGED: [&str; 6] = [
    "Lhe strike on the camp kiled 56 people and woundeed 30 civlians, the goverment said. Ten soldeirs died in the attack.",
    "The strike on thecamp killed 56 people andwounded 30 civilians, the government said. Ten soldiers died in theattack.",
    "The strike on the camp kiIIed 56 people and wounded 30 civiIians, the government said. Ten soIdiers died in the attack.",
    "The strike on the camp killed 56 [personas] and wounded 30 [civiles], the government said. Ten [militaires] died in the attack.",
    "The strike on the carnp killed 56 people and wounded 3O civilians, the government said. Ten soldiers died in the attack.",
    "The strike on the camp killed 56 people and woun ded 30 civi-\nlians, the govern ment said. Ten soldiers died in the at-\ntack.",
];

fn read(text: &str) -> Reading {
    PROGRAM.read(Document::new("t", text))
}

fn tolls(reading: &Reading) -> Vec<(Effect, Quantity, Role, String)> {
    let of = |claim: &Claim| claim.toll().map(|toll| (toll.effect, toll.quantity, toll.role, claim.attribution.claimant()));
    reading.claims.iter().filter_map(of).collect()
}

#[test]
fn the_same_claims_are_read_and_trusted_less() {
    let sound = read(SOUND);
    assert_eq!(tolls(&sound).len(), 3);
    for text in DAMAGED {
        let damaged = read(text);
        assert_eq!(tolls(&damaged), tolls(&sound), "{text}\n{:?}", damaged.document.repairs);
        let trust = |reading: &Reading| reading.claims.iter().filter(|c| c.toll().is_some()).map(|c| c.confidence).sum::<f32>();
        assert!(trust(&damaged) < trust(&sound), "{text}");
    }
}

#[test]
fn the_text_stays_as_received() {
    for text in DAMAGED {
        let damaged = read(text);
        assert_eq!(&*damaged.document.text, text);
        assert!(damaged.claims.iter().all(|claim| text.contains(claim.quote.of(text))));
    }
}
