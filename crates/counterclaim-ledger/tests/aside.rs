//! Reports in other languages are kept unread; their translation is read with the original beside it. An older ledger learns to hold both.

mod support;

use counterclaim_ledger::{Received, Store, Summary, Taking};
use counterclaim_model::{Document, Language, Original, Raw};
use support::*;

const FRENCH: &str = "Le ministère de la Défense a annoncé mardi que 49 de ses soldats avaient été tués.";

fn foreign(address: &str) -> Received {
    let mut received = received(address, FRENCH);
    received.document.source.language = Some(Language { code: "fr".into(), recognised: true });
    received
}

fn translated(address: &str) -> Received {
    let foreign = foreign(address).document;
    let mut document = Document { text: ONE.into(), ..foreign.clone() };
    document.source.raw = Raw::Bytes(FRENCH.as_bytes().into());
    document.source.reader = "translation/1".into();
    document.source.original = Some(Original { text: foreign.text, language: Some("fr".into()), translator: Some("my-translator".into()) });
    Received { document, doubts: Vec::new() }
}

fn set_aside(store: &mut Store) -> Summary {
    let mut taking = Taking::begin(store, heart(), receipt(), AT).expect("a writer");
    taking.set_aside(vec![(foreign("a/un"), "in another language (fr)".to_owned())]).expect("it is kept");
    taking.finish(&[]).expect("lined up")
}

#[test]
fn what_is_set_aside_is_kept_proven_and_given_back() {
    let folder = folder("aside");
    let mut store = ledger(&folder, "a.ledger", &[("a/two", TWO)]);
    assert_eq!(set_aside(&mut store), Summary { aside: 1, ..Summary::default() });
    assert_eq!(set_aside(&mut store), Summary { known: 1, ..Summary::default() });
    let kept = store.aside(0, 10).expect("what is aside");
    assert_eq!(kept.iter().map(|(_, received)| &*received.document.text).collect::<Vec<_>>(), [FRENCH]);
    assert_eq!(faults(&store), Vec::<String>::new());
    let direct = rusqlite::Connection::open(store.path()).expect("any SQL tool opens it");
    direct.execute("UPDATE aside SET text = 'another'", []).expect("a change");
    assert_eq!(faults(&store), ["table aside, 1: is not as it was written"]);
}

#[test]
fn a_translation_is_read_and_takes_the_originals_place() {
    let folder = folder("translation");
    let mut store = ledger(&folder, "a.ledger", &[("a/two", TWO)]);
    set_aside(&mut store);
    let mut taking = Taking::begin(&mut store, heart(), receipt(), AT).expect("a writer");
    taking.take(vec![translated("a/un")]).expect("it goes in");
    assert_eq!(taking.finish(&[]).expect("lined up"), Summary { added: 1, ..Summary::default() });
    assert!(store.aside(0, 10).expect("what is aside").is_empty());
    let direct = rusqlite::Connection::open(store.path()).expect("any SQL tool opens it");
    let row = direct.query_row(r#"SELECT language, "by", original FROM translations"#, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    assert_eq!(row, Ok(("fr".to_owned(), "my-translator".to_owned(), FRENCH.to_owned())));
    assert!(export(&store).contains(r#""translated":{"from":"fr","by":"my-translator"}"#), "{}", export(&store));
    assert_eq!(faults(&store), Vec::<String>::new());
    assert_eq!(set_aside(&mut store), Summary { known: 1, ..Summary::default() }, "it was read in translation");
}

#[test]
fn what_is_set_aside_can_be_forgotten() {
    let folder = folder("aside-forgotten");
    let mut store = ledger(&folder, "a.ledger", &[("a/two", TWO)]);
    set_aside(&mut store);
    assert_eq!(store.forget("a/un", "the family asked", AT, heart(), &receipt()).expect("a tombstone").len(), 1);
    assert!(store.aside(0, 10).expect("what is aside").is_empty());
    assert_eq!(set_aside(&mut store).forgotten, [("a/un".to_owned(), "the family asked".to_owned())]);
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn an_older_ledger_is_migrated_with_all_that_it_holds() {
    let folder = folder("migrated");
    let store = ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    let (path, before) = (store.path().to_owned(), export(&store));
    drop(store);
    let direct = rusqlite::Connection::open(&path).expect("any SQL tool opens it");
    let reckoned = "ranges estimate_uses estimates dispute_claims disputes sum_parts sums told_in retold members episode_reports episodes copies origins";
    let later = "briefs received translations aside watched";
    let drops: String = reckoned.split(' ').chain(later.split(' ')).map(|table| format!("DROP TABLE {table};")).collect();
    let first = include_str!("../src/schema/001.sql");
    let first = &first[first.find("CREATE TABLE episodes").expect("a table")..first.find("-- `stale`").expect("what stands behind")];
    let second = include_str!("../src/schema/002.sql");
    direct
        .execute_batch(&format!("DROP TRIGGER reports_reread; DROP TRIGGER readings_anew; DROP TRIGGER judgements_of_parties; DELETE FROM seals WHERE name LIKE 'episode/%'; {drops} {first} {second} PRAGMA user_version = 2"))
        .expect("as the second schema had it");
    drop(direct);
    let refused = Store::open(&path).err().expect("it asks to be migrated").to_string();
    assert!(refused.contains("schema 2") && refused.contains("counterclaim read -o"), "{refused}");
    let store = Store::open_to_write(&path).expect("it is migrated");
    assert_eq!((export(&store), faults(&store)), (before, Vec::new()));
}
