//! What several people judged: whose word is whose, where they differ, how far they agree.

use counterclaim::{resolve::judgement_id, verdict::Said};
use counterclaim_model::Judgement;

fn word(by: &str, claim: &str, minute: u32, rest: &str) -> Judgement {
    let line = format!(r#"{{"about":"claim:{claim}","by":"{by}","at":"2026-03-01T09:{minute:02}:00Z",{rest}}}"#);
    serde_json::from_str(&line).expect("a judgement")
}

fn said(words: &[Judgement]) -> Said {
    let mut said = Said::default();
    words.iter().for_each(|word| assert!(said.add(word.clone())));
    said
}

#[test]
fn where_two_differ_a_third_settles_it() {
    let (yes, no) = (word("A", "c1", 1, r#""verdict":"yes""#), word("B", "c1", 2, r#""verdict":"no""#));
    let unsure = [word("A", "c2", 1, r#""verdict":"yes""#), word("B", "c2", 2, r#""verdict":"unsure""#)];
    let mut said = said(&[yes, no, unsure[0].clone(), unsure[1].clone()]);
    assert_eq!(said.differing().map(|id| &**id).collect::<Vec<_>>(), ["c1"], "who can't tell differs from nobody");
    said.add(word("C", "c1", 3, r#""verdict":"no","note":"adjudicated: the ministry says 12""#));
    assert_eq!(said.differing().count(), 0);
    assert_eq!(said.agreement()[0].claims, 1, "the word that settles counts in no agreement");
}

#[test]
fn who_has_not_spoken_is_asked_second() {
    let said = said(&[word("A", "c1", 1, r#""verdict":"yes""#), word("A", "c2", 2, r#""verdict":"no""#), word("B", "c2", 3, r#""verdict":"no""#)]);
    assert_eq!(said.seconds("B").map(|id| &**id).collect::<Vec<_>>(), ["c1"]);
    assert_eq!(said.seconds("A").count(), 0);
}

#[test]
fn the_last_word_can_be_taken_back_and_then_the_one_before_is_last() {
    let (first, second) = (word("A", "c1", 1, r#""verdict":"yes""#), word("A", "c2", 2, r#""verdict":"no""#));
    let mut said = said(&[second.clone(), first.clone()]);
    assert_eq!(said.last_of("A").map(|(id, _)| id.clone()), Some(judgement_id(&second)));
    let back = format!(r#"{{"about":"judgement:{}","verdict":"withdraw","by":"A","at":"2026-03-01T10:00:00Z"}}"#, judgement_id(&second));
    assert!(said.add(serde_json::from_str(&back).expect("a judgement")));
    assert_eq!(said.last_of("A").map(|(id, _)| id.clone()), Some(judgement_id(&first)));
    assert_eq!(said.on(&second.about).count(), 0);
}

#[test]
fn agreement_is_told_by_field_and_as_read_is_a_value() {
    let same = r#""verdict":"amend","set":{"side":"Armenia"}"#;
    let words = [
        word("A", "c1", 1, same),
        word("B", "c1", 2, same),
        word("A", "c2", 3, r#""verdict":"yes""#),
        word("B", "c2", 4, r#""verdict":"yes""#),
        word("A", "c3", 5, r#""verdict":"yes""#),
        word("B", "c3", 6, r#""verdict":"amend","set":{"low":4}"#),
    ];
    let found = said(&words).agreement();
    let of = |field: &str| found.iter().find(|one| one.field == field).expect("the field");
    assert_eq!((of("verdict").claims, of("verdict").alike), (3, 2));
    assert_eq!((of("side").alike, of("side").alpha), (3, Some(1.0)));
    assert_eq!((of("low").alike, of("low").alpha), (2, Some(0.0)));
}
