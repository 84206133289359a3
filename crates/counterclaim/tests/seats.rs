//! Capitals as governments and as cities.

use counterclaim::{
    Counterclaim,
    model::{Document, PartyUse, What},
};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

/// How the word of a sentence is used; none where no party stands there.
fn used(word: &str, text: &str) -> Option<PartyUse> {
    let reading = COUNTERCLAIM.read_in_full(Document::new("test", text));
    reading.mentions.iter().find_map(|mention| match mention.what {
        What::Party { by, .. } if mention.span.of(text) == word => Some(by),
        _ => None,
    })
}

#[test]
fn a_capital_that_acts_or_is_addressed_speaks() {
    assert_eq!(used("Baku", "Baku denied that its guns had fired."), Some(PartyUse::Seat));
    assert_eq!(used("Yerevan", "Armenia's neighbours urged Yerevan to sign."), Some(PartyUse::Seat));
    assert_eq!(used("Ankara", "The charge was rejected by Ankara."), Some(PartyUse::Seat));
    assert_eq!(used("Tbilisi", "The army acted on orders of Tbilisi."), Some(PartyUse::Seat));
}

#[test]
fn a_capital_that_is_hit_left_or_lived_in_is_the_city() {
    for (word, text) in [
        ("Baku", "Residents of Baku heard two blasts."),
        ("Kyiv", "Kyiv woke to explosions."),
        ("Damascus", "The general left Damascus by car."),
        ("Kabul", "The Kabul bombing killed forty people."),
        ("Tripoli", "Rockets fell on Tripoli at dawn."),
    ] {
        assert!(matches!(used(word, text), None | Some(PartyUse::Town)), "{text}");
    }
    assert_eq!(used("Baku", "A hospital in Baku took in the wounded."), None);
}

#[test]
fn each_choice_says_why() {
    for (text, says) in [
        ("Baku denied that its guns had fired.", "who acts is the government"),
        ("The battle for Kyiv lasted a month.", "it is fought for"),
        ("The grain deal let Kyiv ship 33 million tonnes.", "the word before it is said of governments"),
    ] {
        let reading = COUNTERCLAIM.read_in_full(Document::new("test", text));
        let why = reading.mentions.iter().find_map(|mention| if let What::Party { why, .. } = &mention.what { why.clone() } else { None });
        assert!(why.as_ref().is_some_and(|why| why.contains(says)), "{text}: {why:?}");
    }
}
