//! Places of claims: the deed's among those of its sentence, the known one around an unknown one, the one told before.

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
fn the_place_is_the_deeds_and_not_the_speakers() {
    let said = |text: &str| place(text).map(|place| place.words.to_string());
    assert_eq!(said("A spokesman in Geneva said on Monday that two drivers were killed in Idlib.").as_deref(), Some("Idlib"));
    assert_eq!(said("In Aleppo, three shopkeepers were killed on Sunday, a monitor based in London said.").as_deref(), Some("Aleppo"));
    assert_eq!(said("A man from Mosul was killed in Raqqa.").as_deref(), Some("Raqqa"));
}

#[test]
fn a_speakers_name_is_no_place() {
    let said = |text: &str| place(text).map(|place| place.words.to_string());
    assert_eq!(said("The raid, according to the region's governor, Tigran Melkumyan, killed two soldiers."), None);
    assert_eq!(said("The raid, according to the mayor of Ebenat, killed two soldiers.").as_deref(), Some("Ebenat"));
}

#[test]
fn whom_one_fights_is_no_place() {
    let said = |text: &str| place(text).map(|place| place.words.to_string());
    assert_eq!(said("Armenia says that 49 of its soldiers were killed in clashes with Azerbaijan."), None);
    assert_eq!(said("Azerbaijan shelled a column. Nine soldiers were killed in Azerbaijan.").as_deref(), Some("Azerbaijan"));
}

#[test]
fn the_report_knows_better_than_the_tables_where_a_place_lies() {
    let told = place("A patrol killed two gunmen in Ghormach district, Faryab province.").expect("a place");
    assert_eq!((&*told.words, told.admin1.as_deref()), ("Ghormach", Some("Faryab")));
    let listed = place("Two policemen were killed in Ghormach, Kabul and Kandahar.").expect("a place");
    assert_eq!(listed.admin1.as_deref(), Some("Badghis"), "what follows in a list holds nothing");
}

#[test]
fn an_incident_without_a_place_has_the_one_told_before() {
    let told = "A patrol was shot at in Helmand province.";
    let said = |text: &str| place(text).map(|place| place.words.to_string());
    assert_eq!(said(&format!("{told} The shots killed two policemen.")).as_deref(), Some("Helmand province"));
    assert_eq!(said(&format!("{told}\n\nThe shots killed two policemen.")).as_deref(), Some("Helmand province"), "all that the report tells was there");
    let other = "A bridge was blown up in Badghis province.";
    assert_eq!(said(&format!("{told} {other}\n\nAn ambush killed two policemen.")), None, "one of two divisions, and nothing says which");
    assert_eq!(said(&format!("{told} The war has killed 30,000 people since 2001.")), None, "a running total is of no one place");
}

#[test]
fn any_word_of_a_reading_may_be_asked_for_its_place() {
    let reading = COUNTERCLAIM.read_in_full(Document::new("test", "Students marched through Tbilisi, a minister said in Brussels."));
    let place = |word: &str| {
        let at = reading.words.iter().position(|w| &*w.lower == word).expect("the word is there");
        COUNTERCLAIM.place_of(&reading, at).map(|place| place.words.to_string())
    };
    assert_eq!(place("marched").as_deref(), Some("Tbilisi"));
    assert_eq!(COUNTERCLAIM.place_of(&reading, 1000), None);
}

#[test]
fn where_a_government_speaks_is_no_place_of_harm_and_its_towns_police_speak_of_the_town() {
    let said = |text: &str| place(text).map(|place| place.words.to_string());
    assert_eq!(said("At least 76 soldiers were injured, the army in Delhi said."), None);
    assert_eq!(said("Police in Kabul said that six people died in a bombing.").as_deref(), Some("Kabul"));
}

#[test]
fn nobody_was_shot_where_ministers_met() {
    let said = place("Shells fell on Barda on Thursday. The ministers met in Geneva on Friday. Two soldiers were killed.").map(|place| place.words.to_string());
    assert_eq!(said.as_deref(), Some("Barda"));
}
