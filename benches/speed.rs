//! Reads reports over and over and prints how fast: those of the corpus, which hold claims, and those of `quiet/`, which hold none.
//!
//! Folders and files of one's own can be named: `cargo bench -p benches -- PATH…`. The surprising decision: no framework and no verdict; it
//! prints the median of five rounds, and what is fast enough is for people to say. Beside the clock stands the least of the processor's own
//! time, since a machine that does other work too stretches the clock.

use counterclaim::{Counterclaim, acquire, model::Document};
use counterclaim_rules::world::World;
use rayon::prelude::*;
use std::{collections::HashMap, ffi::OsString, path::PathBuf, time::Instant};

/// Reports read in one round.
const REPORTS: usize = 440;

fn main() {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let given: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).map(PathBuf::from).collect();
    let sets = if given.is_empty() { vec![here.join("../corpus/reports"), here.join("quiet")] } else { given };
    let loading = Instant::now();
    let program = match Counterclaim::new() {
        Ok(program) => program,
        Err(error) => return eprintln!("{error}"),
    };
    println!("loaded in {:.0} ms", loading.elapsed().as_secs_f64() * 1e3);
    open();
    for set in sets {
        println!("\n{}", set.display());
        let documents = match acquire::read(&[set], &acquire::Options::default()) {
            Ok(intake) => intake.documents,
            Err(error) => return eprintln!("{error}"),
        };
        let reports: Vec<Document> = documents.iter().cycle().take(REPORTS.max(documents.len())).cloned().collect();
        measure(&program, &reports);
    }
    if let Some(peak) = status("VmHWM:") {
        println!("\npeak memory {peak} kB");
    }
}

/// Opens the tables of the world with their places, five times over, and prints the median, and what memory it took the first time.
fn open() {
    let before = status("VmRSS:");
    let mut opened: Vec<(usize, f64)> = Vec::new();
    let mut grown = None;
    for _ in 0..5 {
        let opening = Instant::now();
        let world = World::shipped();
        opened.push((world.places(), opening.elapsed().as_secs_f64() * 1e3));
        grown = grown.or_else(|| Some(status("VmRSS:")?.saturating_sub(before?)));
    }
    opened.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (places, milliseconds) = opened[2];
    println!("world and gazetteer opened in {milliseconds:.1} ms, {places} places, {} kB", grown.unwrap_or_default());
}

/// What one round took, and what it read.
struct Round {
    seconds: f64,
    processor: f64,
    sentences: usize,
    tagged: usize,
    claims: usize,
}

/// Reads the reports on one core and on all, and prints the median of five rounds.
fn measure(program: &Counterclaim, reports: &[Document]) {
    let bytes: usize = reports.iter().map(|d| d.text.len()).sum();
    for threads in [1, std::thread::available_parallelism().map_or(1, usize::from)] {
        let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() else { return eprintln!("no threads to be had") };
        let mut rounds: Vec<Round> = (0..5).map(|_| pool.install(|| round(program, reports))).collect();
        rounds.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let Some(Round { seconds, sentences, tagged, claims, .. }) = rounds.get(2) else { return };
        let processor = rounds.iter().map(|r| r.processor).fold(f64::INFINITY, f64::min);
        let each = |n: usize| n as f64 / seconds;
        println!(
            "{threads} thread(s): {:.0} reports/s  {:.0} sentences/s  {:.2} MB/s  ({claims} claims in {sentences} sentences, {tagged} of them tagged; {:.0} sentences a second of processor time)",
            each(reports.len()),
            each(*sentences),
            each(bytes) / 1e6,
            *sentences as f64 / processor
        );
    }
}

/// Reads all reports once.
fn round(program: &Counterclaim, reports: &[Document]) -> Round {
    let (start, before) = (Instant::now(), processor());
    let read = |d: &Document| {
        let reading = program.read(d.clone());
        let tagged = reading.sentences.iter().filter(|s| !reading.words[s.first as usize].upos.is_empty()).count();
        [reading.sentences.len(), tagged, reading.claims.len()]
    };
    let [sentences, tagged, claims] = reports.par_iter().map(read).reduce(|| [0; 3], |a, b| std::array::from_fn(|i| a[i] + b[i]));
    Round { seconds: start.elapsed().as_secs_f64(), processor: since(&before), sentences, tagged, claims }
}

/// Seconds of processor time that each thread of the process has had, where the system tells.
fn processor() -> HashMap<OsString, f64> {
    let Ok(tasks) = std::fs::read_dir("/proc/self/task") else { return HashMap::new() };
    let of = |task: std::fs::DirEntry| {
        let schedule = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        Some((task.file_name(), schedule.split(' ').next()?.parse::<f64>().ok()? / 1e9))
    };
    tasks.filter_map(|task| of(task.ok()?)).collect()
}

/// What the threads that are there have had since; those that ended were another round's.
fn since(before: &HashMap<OsString, f64>) -> f64 {
    let now = processor();
    if now.is_empty() { f64::NAN } else { now.iter().map(|(thread, seconds)| seconds - before.get(thread).unwrap_or(&0.0)).sum() }
}

/// One number of the process's status, where the system tells.
fn status(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}
