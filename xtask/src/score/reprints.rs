//! Reprints: altered copies are made of reports, and looked for among them.
//!
//! Each copy loses a share of its sentences, has as many moved, as many of its words replaced, and as much of another report put in. Copies are
//! made from a fixed seed, of reports drawn by a hash of their ids; half of them were tuned on, the other half was not.

mod alter;

use super::{args::Args, corpus, count::share, print, table::Table};
use anyhow::Result;
use counterclaim::{
    Counterclaim,
    model::{Document, Interval},
    stitch::copies::origins,
};
use counterclaim_rules::rarity::Rarity;
use rayon::prelude::*;
use std::{collections::BTreeSet, path::Path};

const HELP: &str = "\
xtask score reprints --data DIR      copies altered by 10, 30 and 50 %, of 200 reports of fa_kes/dev.jsonl and polnear/train.jsonl

  --level N    by N % alone
  --errors N   list the first N of every cause
  --json       figures as JSON";

const SETS: &[&str] = &["fa_kes/dev.jsonl", "polnear/train.jsonl"];
const LEVELS: &[usize] = &[10, 30, 50];

/// Reports of each set that are copied; as many others lend what is mixed in.
const EACH: usize = 100;

/// Words of a clause that no two reports share by accident.
const RUN: usize = 10;

/// Measures it.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["data", "level", "errors"], &["json"], HELP)?;
    let data = args.required("data", HELP)?;
    let chosen = SETS.iter().map(|set| choose(&data.join(set))).collect::<Result<Vec<_>>>()?;
    let (heart, rarity) = (Counterclaim::new()?, Rarity::shipped()?);
    for level in LEVELS.iter().filter(|level| args.number("level").is_ok_and(|one| one == 0 || one == **level)) {
        for (half, name) in ["tuned on", "held back"].iter().enumerate() {
            let table = measure(&chosen, *level, half as u64, &heart, &rarity);
            if !args.has("json") {
                print(&format!("{level} %, {name}: "))?;
            }
            table.print(&args)?;
        }
    }
    Ok(())
}

/// Reports of a set that are unlike each other, and others to mix in.
fn choose(path: &Path) -> Result<Vec<Document>> {
    let mut documents: Vec<Document> = Vec::new();
    corpus::with(path, |all| {
        documents = all;
        Vec::new()
    })?;
    documents.sort_by_key(|document| (mark(&document.id, 0), document.id.clone()));
    documents.dedup_by(|a, b| a.id == b.id || a.text == b.text);
    // Reports that share whole clauses as they lie are reprints already, and nobody has marked them.
    let mut seen: BTreeSet<u64> = BTreeSet::new();
    documents.retain(|document| {
        let words: Vec<&str> = document.text.split_whitespace().collect();
        let runs: BTreeSet<u64> = words.windows(RUN).map(|run| mark(&run.join(" ").to_lowercase(), 0)).collect();
        let fresh = runs.is_disjoint(&seen);
        seen.extend(runs);
        fresh
    });
    documents.truncate(2 * EACH);
    Ok(documents)
}

fn measure(chosen: &[Vec<Document>], level: usize, half: u64, heart: &Counterclaim, rarity: &Rarity) -> Table {
    let mut documents = Vec::new();
    let mut copies = 0;
    let words: Vec<&str> = chosen.iter().flatten().flat_map(|document| document.text.split_whitespace()).collect();
    for set in chosen {
        let (told, lent) = set.split_at(set.len() / 2);
        for (document, other) in told.iter().zip(lent).filter(|(document, _)| mark(&document.id, 1) % 2 == half) {
            let text = alter::altered(&document.text, &other.text, &words, level as f32 / 100.0, mark(&document.id, level as u64));
            let undated = |id: &str, text: &str| Document::new(id, text);
            documents.push(undated(&document.id, &document.text));
            documents.push(undated(&format!("{}~copy", document.id), &text));
            copies += 1;
        }
    }
    // A day that was mixed in or replaced is not the copy's own: days of writing come with a report.
    let read = |document| {
        let mut reading = heart.read(document);
        reading.document.published = Interval::default();
        reading
    };
    let mut readings: Vec<_> = documents.into_par_iter().map(read).collect();
    readings.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    let (mut found, mut right) = (0, 0);
    let mut table = Table::new("reprints");
    let mut wrong = super::cause::Causes::default();
    let mut met: Vec<String> = Vec::new();
    for origin in origins(&readings, rarity) {
        for copied in &origin.copies {
            found += 1;
            if *copied.doc == *format!("{}~copy", origin.first) {
                right += 1;
                met.push(copied.doc.to_string());
            } else {
                wrong.add("no copy of it", copied.why.clone());
            }
        }
    }
    let missed = readings.iter().map(|reading| &reading.document.id).filter(|id| id.ends_with("~copy") && !met.contains(&id.to_string()));
    missed.for_each(|id| wrong.add("not found", id.to_string()));
    table.count("copies", copies);
    table.real("recall", share(right, copies));
    table.real("precision", share(right, found));
    table.group("pairs", wrong);
    table
}

/// FNV-1a of an id with a salt.
fn mark(id: &str, salt: u64) -> u64 {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325 ^ salt, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    hash ^ (hash >> 32)
}
