//! How long many reports take to be read into a ledger and lined up, and one more after them: at several sizes, with how that grows.

use super::{Options, wars};
use anyhow::{Context, Result};
use counterclaim::{Counterclaim, acquire, model::Document};
use counterclaim_ledger::{Receipt, Received, Store, Taking};
use std::{fs, path::Path, time::Instant};

/// How many reports are read side by side.
const BATCH: usize = 100;

/// When they are taken in.
const AT: &str = "2026-01-01T00:00:00Z";

/// One report more.
const MORE: &str =
    "26 November 2026\n\nEleven of its soldiers were killed in clashes with Iceland near the village of Sada on Wednesday, the Defence Ministry of Egypt said.";

/// Seconds that each step took.
#[derive(Clone, Copy)]
struct Took {
    reports: f64,
    read: f64,
    lined_up: f64,
    one_more: f64,
}

pub(super) fn run(options: &Options) -> Result<()> {
    let sizes = options.path("reports", "1000,10000").display().to_string();
    let folder = options.path("folder", "target/torture/pace");
    fs::create_dir_all(&folder)?;
    let heart = Counterclaim::new()?;
    let mut first: Option<Took> = None;
    for size in sizes.split(',') {
        let count = size.parse().with_context(|| format!("--reports {sizes}: give numbers with commas between them"))?;
        let took = measure(&heart, &folder, count, options)?;
        println!("{count} reports: read {:.1} s, lined up {:.2} s, one more {:.2} s; at most {} of memory", took.read, took.lined_up, took.one_more, peak());
        let least = *first.get_or_insert(took);
        let work = |took: &Took| took.reports * took.reports.ln();
        let grew = [work(&took) / work(&least), took.read / least.read, took.lined_up / least.lined_up];
        println!("  against the first, n log n is {:.1} times as much, reading {:.1}, lining up {:.1}", grew[0], grew[1], grew[2]);
    }
    Ok(())
}

/// The most memory that was held so far, as Linux tells it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}

fn measure(heart: &Counterclaim, folder: &Path, count: u64, options: &Options) -> Result<Took> {
    let (input, ledger) = (folder.join(format!("{count}.jsonl")), folder.join(format!("{count}.ledger")));
    wars::write(&input, count, options.number("of-a-war", wars::OF_A_WAR)?, options.number("seed", 1)?)?;
    let _ = fs::remove_file(&ledger);
    let mut store = Store::create(&ledger)?;
    let receipt = Receipt::new(None, None, None)?;
    let documents = acquire::read(&[input], &acquire::Options::default())?.documents;
    let start = Instant::now();
    let mut taking = Taking::begin(&mut store, heart, receipt.clone(), AT)?;
    for some in documents.chunks(BATCH) {
        taking.take(some.iter().map(|document| Received { document: document.clone(), doubts: Vec::new() }).collect())?;
    }
    let read = start.elapsed().as_secs_f64();
    taking.finish(&[])?;
    let lined_up = start.elapsed().as_secs_f64() - read;
    let start = Instant::now();
    let mut taking = Taking::begin(&mut store, heart, receipt, AT)?;
    taking.take(vec![Received { document: Document::new("one-more", MORE), doubts: Vec::new() }])?;
    taking.finish(&[])?;
    Ok(Took { reports: count as f64, read, lined_up, one_more: start.elapsed().as_secs_f64() })
}
