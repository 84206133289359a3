//! Statements: who did what to whom, as far as the text says so, and how far a claim is to be trusted.

use counterclaim::Counterclaim;
use counterclaim_model::{Document, Kind, Reading};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

fn read(text: &str) -> Reading {
    COUNTERCLAIM.read(Document::new("test", text))
}

/// "attack Georgia > Moldova", a statement each, in text order.
fn told(text: &str) -> Vec<String> {
    let reading = read(text);
    let deeds = reading.claims.iter().filter_map(|claim| claim.deed());
    deeds.map(|deed| format!("{} {} > {}", deed.kind.name(), deed.actor.join("; "), deed.target.join("; "))).collect()
}

#[test]
fn whom_a_deed_was_aimed_at_is_told_or_left_open() {
    let text = "Armenian forces fought Azerbaijani forces on Sunday. Azerbaijani jets bombed the town. Azerbaijan shelled Armenian positions.";
    let told = told(text);
    assert_eq!(told[1], "attack Azerbaijan > ", "the town may hold anybody");
    assert_eq!(told[2], "attack Azerbaijan > Armenia");
}

#[test]
fn an_attack_of_nobody_is_his_who_did_the_others() {
    let text = "Georgia shelled two villages at dawn. Georgia bombed the bridge. Georgia raided the port. Three men were wounded in an air strike \
                on the market.";
    assert_eq!(told(text)[3], "attack Georgia > ");
    let other = "Georgia shelled two villages. Rebels ambushed a patrol. Three men were wounded in an air strike on the market.";
    assert_eq!(told(other)[2], "attack  > ", "the others are not one man's");
}

#[test]
fn blame_that_names_a_deed_is_an_accusation_and_the_deed() {
    for text in ["Georgia blamed Moldova for the attack on the town.", "Georgia accused Moldova of an attack on the town."] {
        assert_eq!(told(text), ["accuse Georgia > Moldova", "attack Moldova > "], "{text}");
    }
}

#[test]
fn a_party_that_owns_another_is_not_the_one_who_acts() {
    assert_eq!(told("Lebanon's Hezbollah attacked the post."), ["attack Hezbollah > "]);
    assert_eq!(told("The US-led coalition bombed the town. Coalition jets struck the bridge.")[1], "attack US-led coalition > ");
}

#[test]
fn rebels_of_a_land_are_not_its_state() {
    assert_eq!(told("The Salvadoran guerrillas launched an offensive."), ["attack guerrillas > "]);
    assert_eq!(told("The Salvadoran army launched an offensive."), ["attack El Salvador > "]);
    assert_eq!(told("A CAR BOMB EXPLODED IN BOGOTA."), ["attack  > "], "no state is named by the car");
}

#[test]
fn who_calls_on_somebody_is_not_called_on() {
    let text = "Turkish Foreign Minister Mevlut Cavusoglu on Tuesday called on Armenia to stop its provocations.";
    assert_eq!(told(text), ["urge Turkey > Armenia"]);
    let text = "Mevlut Cavusoglu, the foreign minister of Turkey, urged Armenia to stop its provocations.";
    assert_eq!(told(text), ["urge Turkey > Armenia"]);
}

#[test]
fn words_are_deeds_too() {
    for (text, kind) in [
        ("Georgia agreed to let the inspectors visit the plant.", Kind::Agreement),
        ("Georgia refused to hand over the men.", Kind::Deny),
        ("Turkey sent medicine to Georgia.", Kind::Support),
        ("Turkey said that Georgia must leave the village.", Kind::Urge),
        ("Georgia called the raid a massacre.", Kind::Accuse),
        ("Farmers blocked the highway.", Kind::Protest),
    ] {
        let kinds: Vec<Kind> = read(text).claims.iter().filter_map(|claim| claim.deed()).map(|deed| deed.kind).collect();
        assert!(kinds.contains(&kind), "{text}: {kinds:?}");
    }
    assert!(told("The council agreed to repaint the hall.").is_empty(), "no party speaks");
}

#[test]
fn a_toll_takes_its_doer_and_means_from_the_attack_of_its_sentence() {
    let reading = read("Georgian troops fired rockets at a village, and two shepherds were killed. Moldova shelled a bridge. A farmer was wounded.");
    let of = |at: usize| reading.claims.iter().filter_map(|claim| claim.toll()).nth(at).expect("two tolls");
    assert_eq!((of(0).by.as_deref(), of(0).means.as_deref()), (Some("Georgia"), Some("rockets")));
    assert_eq!(of(1).by, None, "another sentence tells of the shelling");
}

#[test]
fn a_claim_that_leaves_more_open_is_trusted_less() {
    let trust = |text: &str| read(text).claims.first().map(|claim| claim.confidence).expect(text);
    assert!(trust("An attack by Georgia on Moldova killed ten.") > trust("An attack killed ten."));
    assert!(trust("Twelve Georgian soldiers were killed.") > trust("Georgian soldiers were killed."));
}

#[test]
fn its_neighbour_is_the_other_side() {
    let told = told("Armenian and Azerbaijani troops fought in Vale. Armenia accused its neighbour of starting the war with air and artillery strikes.");
    assert!(told.iter().any(|deed| deed.starts_with("attack Azerbaijan > ")), "{told:?}");
}
