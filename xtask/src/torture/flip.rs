//! One bit turned over, anywhere in a ledger: `verify` names every one that touches what the ledger holds.

use super::{Dice, Options, reports};
use anyhow::{Result, ensure};
use counterclaim::{Counterclaim, acquire};
use counterclaim_ledger::{Receipt, Received, Store, Taking};
use std::{collections::BTreeMap, fs, path::Path};

pub(super) fn run(options: &Options) -> Result<()> {
    let (count, flips, seed) = (options.number("reports", 40)?, options.number("flips", 1000)?, options.number("seed", 1)?);
    let folder = options.path("folder", "target/torture/flip");
    let _ = fs::remove_dir_all(&folder);
    let (input, path) = (folder.join("reports"), folder.join("whole.ledger"));
    reports::write(&input, count, seed)?;
    let heart = Counterclaim::new()?;
    let receipt = Receipt::new(None, None, None)?;
    make(&heart, &receipt, &input, &path)?;

    let proof = Store::open(&path)?.verify(&heart, &receipt)?;
    ensure!(proof.faults.is_empty() && proof.reckoned_again, "the ledger is not whole to begin with: {:?}", proof.faults);
    let contents = hashes(&path);
    let bytes = fs::read(&path)?;
    let mut dice = Dice(seed ^ 0x666c_6970);
    let (mut touched, mut named, mut beside, mut missed) = (0, 0, 0, Vec::new());
    let flipped = folder.join("flipped.ledger");
    for _ in 0..flips {
        let bit = dice.below(bytes.len() as u64 * 8);
        let mut other = bytes.clone();
        other[(bit / 8) as usize] ^= 1 << (bit % 8);
        fs::write(&flipped, &other)?;
        let found = match Store::open(&flipped) {
            Err(_) => true,
            Ok(store) => !store.verify(&heart, &receipt)?.faults.is_empty(),
        };
        match (hashes(&flipped) != contents, found) {
            (true, true) => (touched, named) = (touched + 1, named + 1),
            (true, false) => {
                touched += 1;
                missed.push(bit);
            }
            (false, true) => beside += 1,
            (false, false) => {}
        }
    }
    println!(
        "{count} reports, {} bytes, {flips} flips: {touched} touch content, {named} of them named; {beside} more are named that touch none (indices, pages)",
        bytes.len()
    );
    ensure!(missed.is_empty(), "not named: bits {missed:?}");
    Ok(())
}

fn make(heart: &Counterclaim, receipt: &Receipt, input: &Path, path: &Path) -> Result<()> {
    let mut store = Store::create(path)?;
    let mut taking = Taking::begin(&mut store, heart, receipt.clone(), "2026-01-01T00:00:00Z")?;
    let intake = acquire::read(&[input.to_owned()], &acquire::Options::default())?;
    let received = intake.documents.into_iter().map(|document| Received { doubts: Vec::new(), document });
    taking.take(received.collect())?;
    taking.finish(&[])?;
    Ok(())
}

/// What the ledger holds, table by table; nothing where it does not open.
fn hashes(path: &Path) -> Option<BTreeMap<&'static str, Option<String>>> {
    let store = Store::open(path).ok()?;
    Some(store.contents().into_iter().map(|(table, hash)| (table, hash.ok())).collect())
}
