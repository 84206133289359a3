//! A report that is forgotten is gone, to the last word; the reason stays, and it does not come back unseen.

mod support;

use std::fs;
use support::*;

const SECRET: &str = "Ostrelian";

#[test]
fn nothing_of_it_stays_but_the_reason() {
    let folder = folder("forget");
    let told = ONE.replace("49 of its soldiers", "49 Ostrelian soldiers");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", &told), ("a/two", TWO)]);
    let path = store.path().to_owned();
    let holds = |word: &str| fs::read(&path).expect("a file").windows(word.len()).any(|at| at.eq_ignore_ascii_case(word.as_bytes()));
    assert!(holds(SECRET), "it is there to begin with");
    let gone = store.forget("a/one", "the family asked for it", AT, heart(), &receipt()).expect("it may be taken out");
    assert_eq!((gone.len(), gone[0].id.as_str(), gone[0].addresses.as_slice()), (1, "one", &["a/one".to_owned()][..]));
    assert_eq!(export(&store), export(&ledger(&folder, "b.ledger", &[("a/two", TWO)])), "the rest is as if it had never been there");
    assert_eq!(faults(&store), Vec::<String>::new());
    let again = add(&mut store, &[("a/one", &told)]);
    assert_eq!((again.added, again.forgotten), (0, vec![("a/one".to_owned(), "the family asked for it".to_owned())]));
    drop(store);
    assert!(!holds(SECRET), "no byte of the file tells it, index and free pages included");
    assert!(!path.with_extension("ledger-wal").exists());
}

#[test]
fn a_hash_or_its_beginning_names_a_report_too() {
    let folder = folder("forget-hash");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    let none = store.forget("0123456789abcdef", "no such report", AT, heart(), &receipt()).expect("nothing to do");
    assert!(none.is_empty());
    let conn = rusqlite::Connection::open(store.path()).expect("any SQL tool opens it");
    let hash: String = conn.query_row("SELECT sha256 FROM reports WHERE id = 'one'", [], |row| row.get(0)).expect("a hash");
    assert_eq!(store.forget(&hash[..12], "a court's order", AT, heart(), &receipt()).expect("it may be taken out").len(), 1);
}

#[test]
fn revisions_go_with_their_address() {
    let folder = folder("forget-revision");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    add(&mut store, &[("a/one", &ONE.replace("49", "51"))]);
    assert_eq!(store.forget("a/one", "withdrawn by its publisher", AT, heart(), &receipt()).expect("it may be taken out").len(), 2);
    assert_eq!((store.reports().expect("a count"), faults(&store)), (1, Vec::new()));
}

#[test]
fn a_hash_takes_out_one_revision_and_an_older_one_does_not_come_back() {
    let folder = folder("forget-one-revision");
    let revised = ONE.replace("49 of", "51 of");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    add(&mut store, &[("a/one", &revised)]);
    let conn = rusqlite::Connection::open(store.path()).expect("any SQL tool opens it");
    let hash: String = conn.query_row("SELECT sha256 FROM reports WHERE id = 'one' AND stands = 1", [], |row| row.get(0)).expect("a hash");
    store.forget(&hash, "names a witness", AT, heart(), &receipt()).expect("it may be taken out");
    assert_eq!(export(&store), export(&ledger(&folder, "b.ledger", &[("a/two", TWO)])));
    assert_eq!(add(&mut store, &[("a/one", &ONE.replace("49 of", "52 of"))]).added, 1, "its publisher may give another text");
    assert_eq!(faults(&store), Vec::<String>::new());
}
