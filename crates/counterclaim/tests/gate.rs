//! The gate takes nothing away: reports read behind it give the same claims as reports of which every sentence is read.

use counterclaim::{Counterclaim, acquire, model::Document};
use std::path::PathBuf;

fn documents(folder: &str) -> Vec<Document> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    acquire::read(&[path], &acquire::Options::default()).unwrap().documents
}

fn document(text: &str) -> Document {
    Document::new("example", text)
}

#[test]
fn the_same_claims_as_without_it() {
    let program = Counterclaim::new().unwrap();
    for document in documents("corpus/reports") {
        let (behind, full) = (program.read(document.clone()), program.read_in_full(document));
        assert_eq!(format!("{:#?}", behind.claims), format!("{:#?}", full.claims), "{}", full.document.id);
    }
}

#[test]
fn every_example_of_every_rule_passes_it() {
    // `check` reads examples behind the gate; here each is read without it as well.
    let program = Counterclaim::new().unwrap();
    let sources =
        ["toll.toml", "deed.toml"].map(|file| std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../rules/en").join(file)).unwrap());
    for text in sources.iter().flat_map(|source| source.split('"')).filter(|text| text.ends_with('.') || text.contains(" => ")) {
        let text = text.split(" => ").next().unwrap_or("").trim();
        let document = document(text);
        let (behind, full) = (program.read(document.clone()), program.read_in_full(document));
        assert_eq!(behind.claims.len(), full.claims.len(), "{text}");
    }
}

#[test]
fn a_party_that_another_sentence_introduces_is_heard_of() {
    let program = Counterclaim::new().unwrap();
    let apart = [
        "Fighters of the Golan Lions Brigade met on Sunday. The weather was fair. The Golan Lions Brigade advanced.",
        "The Golan Lions Brigade advanced. Nobody asked them to. It was raining. The rebel Golan Lions Brigade is small.",
        "They belong to the Free Papua Movement (OPM). Rain fell all day. OPM retreated.",
    ];
    for text in apart {
        let (behind, full) = (program.read(document(text)), program.read_in_full(document(text)));
        assert!(!full.claims.is_empty(), "{text}");
        assert_eq!(format!("{:#?}", behind.claims), format!("{:#?}", full.claims), "{text}");
    }
}

#[test]
fn words_of_deeds_that_are_none_once_they_are_tagged_get_no_arcs() {
    let reading = Counterclaim::new().unwrap().read(document("The rebels shelled Orlo. Israel was cold in March and he waited for funds."));
    let drawn: Vec<bool> = reading.sentences.iter().map(|s| !reading.words[s.first as usize].label.is_empty()).collect();
    assert_eq!(drawn, [true, false]);
}

#[test]
fn reports_without_claims_are_hardly_tagged() {
    let program = Counterclaim::new().unwrap();
    let (mut tagged, mut all) = (0, 0);
    for document in documents("benches/quiet") {
        let reading = program.read(document);
        assert!(reading.claims.is_empty(), "{:?}", reading.claims);
        tagged += reading.sentences.iter().filter(|s| reading.words[s.words()].iter().any(|w| !w.upos.is_empty())).count();
        all += reading.sentences.len();
        let mentions = program.read_in_full(reading.document).mentions;
        assert!(!mentions.is_empty());
    }
    assert!(tagged * 5 <= all, "{tagged} of {all} sentences tagged");
}
