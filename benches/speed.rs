//! Reads the corpus over and over and prints how fast.
//!
//! A folder of one's own can be named: `cargo bench -p benches -- DIR`. The surprising decision: no framework and no verdict; it prints the
//! median of five rounds, and what is fast enough is for people to say.

use counterclaim::{Counterclaim, acquire, model::Document};
use std::{path::PathBuf, time::Instant};

/// Reports read in one round.
const REPORTS: usize = 440;

fn main() {
    let given = std::env::args().skip(1).find(|a| !a.starts_with('-'));
    let folder = given.map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus/reports")), PathBuf::from);
    let loading = Instant::now();
    let program = match Counterclaim::new() {
        Ok(program) => program,
        Err(error) => return eprintln!("{error}"),
    };
    println!("loaded in {:.0} ms", loading.elapsed().as_secs_f64() * 1e3);
    let documents = match acquire::read(&[folder], &acquire::Fields::default()) {
        Ok(intake) => intake.documents,
        Err(error) => return eprintln!("{error}"),
    };
    let reports: Vec<Document> = documents.iter().cycle().take(REPORTS).cloned().collect();
    let bytes: usize = reports.iter().map(|d| d.text.len()).sum();
    for threads in [1, std::thread::available_parallelism().map_or(1, usize::from)] {
        let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() else { return eprintln!("no threads to be had") };
        let mut rounds: Vec<(f64, usize)> = (0..5).map(|_| pool.install(|| round(&program, &reports))).collect();
        rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (seconds, sentences) = rounds[2];
        let each = |n: usize| n as f64 / seconds;
        println!("{threads} thread(s): {:.0} reports/s  {:.0} sentences/s  {:.2} MB/s", each(reports.len()), each(sentences), each(bytes) / 1e6);
    }
    if let Some(peak) = peak() {
        println!("peak memory {peak} kB");
    }
}

/// Reads all reports once: seconds, and sentences read.
fn round(program: &Counterclaim, reports: &[Document]) -> (f64, usize) {
    use rayon::prelude::*;
    let start = Instant::now();
    let sentences = reports.par_iter().map(|d| program.read(d.clone()).sentences.len()).sum();
    (start.elapsed().as_secs_f64(), sentences)
}

/// The most memory that the process held, in kilobytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}
