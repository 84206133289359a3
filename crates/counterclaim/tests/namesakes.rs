//! Which of its namesakes a place is: what the report says of it, what else the report names, and how many people live there.

use counterclaim::Counterclaim;
use counterclaim_model::{Document, Place, What};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

/// The first place of a text that is written so.
fn place(text: &str, words: &str) -> Option<Place> {
    let reading = COUNTERCLAIM.read_in_full(Document::new("test", text));
    reading.mentions.into_iter().find_map(|mention| match mention.what {
        What::Place(place) if &*place.words == words => Some(place),
        _ => None,
    })
}

fn lies_in(text: &str, words: &str) -> String {
    let place = place(text, words);
    let part = |part: Option<&std::sync::Arc<str>>| part.map_or("-".to_owned(), |part| part.to_string());
    let (country, admin1) = place.as_ref().map(|place| (place.country.as_ref(), place.admin1.as_ref())).unwrap_or_default();
    format!("{} {}", part(country), part(admin1))
}

#[test]
fn a_division_right_behind_a_town_tells_which_it_is() {
    assert_eq!(lies_in("A storm in Paris, Texas, killed two people.", "Paris"), "US Texas");
    assert_eq!(lies_in("A storm near Lebanon, Pa., killed two people.", "Lebanon"), "US Pennsylvania");
    assert_eq!(lies_in("A storm in Paris killed two people.", "Paris"), "FR Île-de-France");
    let why = place("A storm in Paris, Texas, killed two people.", "Paris").and_then(|place| place.why);
    assert_eq!(why.as_deref(), Some("the Paris of Texas: the report says that it lies in Texas"));
}

#[test]
fn places_of_one_report_lie_near_one_another() {
    let text = "Crews came to Lebanon from Harrisburg and from Lancaster. The bridge at Lebanon stays closed, the mayor of Harrisburg said.";
    assert_eq!(lies_in(text, "Lebanon"), "US Pennsylvania");
    let why = place(text, "Lebanon").and_then(|place| place.why).unwrap_or_default();
    assert!(why.starts_with("the Lebanon of Pennsylvania: the report names") && why.ends_with("km away"), "{why}");
    assert_eq!(lies_in("Shells fell near Beirut and Tripoli. Two people were killed in Lebanon, police said.", "Lebanon"), "LB -");
}

#[test]
fn a_namesake_that_the_other_names_speak_against_gives_way_to_the_next() {
    assert_eq!(lies_in("Three soldiers were killed near Goris. Four were wounded in Yerevan.", "Goris"), "AM Syunik");
    assert_eq!(lies_in("Two men were detained in Chak district, Wardak province.", "Chak"), "- -");
}

#[test]
fn a_name_that_nothing_knows_goes_on_over_its_small_words() {
    assert!(place("Three men died in Darah-ye Pech district, Kunar province.", "Darah-ye Pech").is_some());
    assert!(place("Three men died in Shigal wa Sheltan district, Kunar province.", "Shigal wa Sheltan").is_some());
}

#[test]
fn a_persons_name_is_no_place() {
    let text = "General Karim Sultan spoke to reporters on Monday. Sultan denied the loss of the village of Sultan.";
    let reading = COUNTERCLAIM.read_in_full(Document::new("test", text));
    let places: Vec<u32> = reading.mentions.iter().filter(|m| matches!(m.what, What::Place(_))).map(|m| m.span.start).collect();
    assert_eq!(places, [text.rfind("Sultan").unwrap_or_default() as u32]);
}

#[test]
fn a_village_counts_by_a_word_of_place_or_by_its_neighbours() {
    assert_eq!(lies_in("Two soldiers were wounded in Khndzoresk on Monday.", "Khndzoresk"), "AM Syunik");
    assert_eq!(lies_in("Shells hit Khndzoresk, Goris and Kapan on Monday.", "Khndzoresk"), "AM Syunik");
}

#[test]
fn a_capital_that_only_speaks_tells_little_of_where_the_report_is() {
    let text = "Baku, 3 October 2020\n\nIn Geneva on Friday the foreign ministers met. The truce that Washington had brokered was broken.";
    assert_eq!(lies_in(text, "Geneva"), "CH Geneva");
}
