//! One bit turned over anywhere is found, if it touches what the ledger holds; so is a row changed by hand.

mod support;

use counterclaim_ledger::Store;
use std::{collections::BTreeMap, fs, path::Path};
use support::*;

/// What a ledger holds, table by table; nothing where it does not open.
fn hashes(path: &Path) -> Option<BTreeMap<&'static str, Option<String>>> {
    let store = Store::open(path).ok()?;
    Some(store.contents().into_iter().map(|(table, hash)| (table, hash.ok())).collect())
}

#[test]
fn every_flipped_bit_that_touches_content_is_named() {
    let folder = folder("flips");
    let path = folder.join("a.ledger");
    drop(ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO), ("a/three", THREE)]));
    let (whole, bytes) = (hashes(&path), fs::read(&path).expect("a file"));
    let flipped = folder.join("flipped.ledger");
    let mut touched = 0;
    // Every bit of no byte, one bit of one byte in so many: a prime, so that every place in a page has its turn.
    for byte in (0..bytes.len()).step_by(2003) {
        let mut other = bytes.clone();
        other[byte] ^= 1 << (byte % 8);
        fs::write(&flipped, &other).expect("a file");
        if hashes(&flipped) == whole {
            continue;
        }
        touched += 1;
        if let Ok(store) = Store::open(&flipped) {
            assert!(!faults(&store).is_empty(), "bit {} of byte {byte} is not named", byte % 8);
        }
    }
    assert!(touched > 9, "{touched} of them touch what it holds");
}

#[test]
fn a_row_changed_by_hand_is_named() {
    let folder = folder("by-hand");
    for (sql, named) in [
        ("UPDATE claims SET low = 7 WHERE effect = 'killed'", "report 1 (one): is not as it was written"),
        ("UPDATE estimates SET best = 7", "episode 1 (2022-09-13-armenia-azerbaijan): is not as it was written"),
        ("UPDATE seals SET hash = 'x' WHERE name = 'episode/1'", "episode 1 (2022-09-13-armenia-azerbaijan): is not as it was written"),
        ("DELETE FROM claim_search_data WHERE id > 10", "index claim_search: is not that of the texts"),
        ("UPDATE briefs SET mark = 'x'", "table briefs: is not what its reports give"),
        ("DELETE FROM seals WHERE name = 'report/2'", "report 2 (two): is not as it was written"),
        ("DROP INDEX claims_id", "schema, index claims_id: is missing"),
        ("UPDATE state SET value = 'x' WHERE key = 'inputs'", "table state: is not as it was written"),
        ("UPDATE originals SET zstd = x'00' WHERE report = 1", "report 1 (one): is not as it was written"),
    ] {
        let store = ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO)]);
        assert_eq!(faults(&store), Vec::<String>::new());
        rusqlite::Connection::open(store.path()).and_then(|conn| conn.execute_batch(sql)).expect(sql);
        assert!(faults(&store).iter().any(|fault| fault.starts_with(named)), "{sql}: {:?}", faults(&store));
        let path = store.path().to_owned();
        drop(store);
        fs::remove_file(path).expect("a file");
    }
}

#[test]
fn what_another_program_read_is_said_to_be_unproven() {
    let folder = folder("unproven");
    let mut store = Store::create(&folder.join("a.ledger")).expect("a new ledger");
    let other = counterclaim_ledger::Receipt { program: "9.9.9".to_owned(), ..receipt() };
    add_by(&mut store, other, &[("a/one", ONE)]);
    let proof = store.verify(heart(), &receipt()).expect("a proof");
    assert!(proof.faults.is_empty() && !proof.reckoned_again && proof.read_again == 0);
    assert!(proof.notes.iter().any(|note| note.contains("Counterclaim 9.9.9")), "{:?}", proof.notes);
}
