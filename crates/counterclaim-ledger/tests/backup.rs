//! A ledger is copied while others read it and one writes.

mod support;

use counterclaim_ledger::{Store, Taking};
use support::*;

#[test]
fn a_copy_is_whole_at_one_moment_of_a_writing() {
    let folder = folder("backup");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    let path = store.path().to_owned();
    let reader = Store::open(&path).expect("a reader");
    let mut taking = Taking::begin(&mut store, heart(), receipt(), AT).expect("a writer");
    taking.take(vec![received("a/three", THREE)]).expect("a third report");
    let copy = folder.join("copy.ledger");
    Store::open(&path).and_then(|other| other.backup(&copy)).expect("a copy");
    taking.finish(&[]).expect("the writer goes on");
    let copied = Store::open(&copy).expect("the copy opens");
    assert_eq!((copied.reports(), copied.is_stale()), (Ok(3), Ok(true)), "the third is in it, and not yet lined up");
    assert_eq!(faults(&copied), Vec::<String>::new());
    assert_eq!(export(&copied), export(&reader), "a stale ledger is lined up where it is read");
    let refused = reader.backup(&copy).expect_err("it is there already");
    assert!(refused.to_string().contains("left as it is"), "{refused}");
}
