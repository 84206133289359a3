//! Countries that a report names and that take no part: where it was written, across whose border it lies, whence a charity comes. And
//! letters that more than one party goes by.

use counterclaim::{Counterclaim, model::*};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

fn read(text: &str) -> Reading {
    COUNTERCLAIM.read(Document::new("test", text))
}

fn claimants(reading: &Reading) -> Vec<&str> {
    reading.claims.iter().filter_map(|claim| claim.attribution.party()).map(|party| &**party).collect()
}

/// Whom deeds and tolls name as taking part.
fn parties(reading: &Reading) -> Vec<Name> {
    let of = |claim: &Claim| match &claim.says {
        Says::Deed(deed) => deed.actor.iter().chain(&deed.target).cloned().collect::<Vec<_>>(),
        Says::Toll(toll) => toll.side.iter().chain(&toll.by).cloned().collect(),
    };
    reading.claims.iter().flat_map(of).collect()
}

#[test]
fn the_army_is_not_that_of_the_land_where_the_report_was_written() {
    let text = "NAIROBI, May 3 - Somalia's army said that five of its soldiers were killed near Kismayo on Sunday. Residents fled. The market burned. \
                Buses stood still. Shops closed. The army says that ten Al-Shabaab fighters were killed.";
    let reading = read(text);
    assert_eq!(claimants(&reading), ["Somalia", "Somalia"]);
}

#[test]
fn a_border_names_a_neighbour() {
    let reading = read("Al-Shabaab killed nine Somali soldiers in two days of fighting at Dhobley, on Somalia's border with Kenya, the group said.");
    assert!(!parties(&reading).iter().any(|party| &**party == "Kenya"), "{:?}", parties(&reading));
}

#[test]
fn a_charity_is_not_the_state_that_it_comes_from() {
    let reading = read("Somali troops fought Al-Shabaab at Jowhar. Four workers of a Danish aid group were shot dead there on Monday, officials said.");
    assert!(!parties(&reading).iter().any(|party| &**party == "Denmark"), "{:?}", parties(&reading));
}

#[test]
fn letters_of_several_are_those_of_the_land_that_the_report_names() {
    for (text, side) in [
        ("Nine SLA soldiers were killed at Jaffna in a battle with the Tamil Tigers, Colombo said.", "Sri Lanka"),
        ("Nine SLA soldiers were killed at Marjayoun when Hezbollah shelled a post, Lebanese police said.", "South Lebanon Army"),
        ("Three SNA soldiers were killed when Al-Shabaab attacked a base, Somali officials said.", "Somalia"),
        ("Three SNA fighters were killed when Syrian troops shelled Afrin, Turkey said.", "Syrian National Army"),
        ("Two soldiers of the AFP were killed by Abu Sayyaf gunmen in Jolo, Manila said.", "Philippines"),
    ] {
        let reading = read(text);
        let toll = reading.claims.iter().find_map(Claim::toll).unwrap_or_else(|| panic!("no toll: {text}"));
        assert_eq!(toll.side, [Name::from(side)], "{text}");
    }
    let reading = read("Two rebels were killed in Jolo, a Philippine officer told AFP.");
    assert!(!claimants(&reading).contains(&"AFP"), "{:?}", claimants(&reading));
}
