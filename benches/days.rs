//! How many reports a second are read for their days alone: cleaned, divided, their own day found, and every time with its value, on one core.
//!
//! `cargo bench -p benches --bench days -- PATH…`; without a path the project's own corpus. The median of five rounds.

use counterclaim::{acquire, clean, divide, mention::time, model::Document};
use counterclaim_rules::Knowledge;
use std::{path::PathBuf, time::Instant};

/// Reports read in one round.
const REPORTS: usize = 2000;

fn main() {
    let given: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).map(PathBuf::from).collect();
    let sets = if given.is_empty() { vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../corpus/reports")] } else { given };
    let loaded = Knowledge::with(None, None).and_then(|knowledge| Ok((knowledge, acquire::read(&sets, &acquire::Options::default())?)));
    let (knowledge, intake) = match loaded {
        Ok(loaded) => loaded,
        Err(error) => return eprintln!("{error}"),
    };
    let reports: Vec<&Document> = intake.documents.iter().cycle().take(REPORTS.max(intake.documents.len())).collect();
    let mut rounds: Vec<(f64, f64, usize)> = (0..5).map(|_| round(&knowledge, &reports)).collect();
    rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some((whole, alone, times)) = rounds.get(2) else { return };
    let each = |seconds: f64| reports.len() as f64 / seconds;
    println!("{:.0} reports/s, {:.0} of them for cleaning and dividing too ({times} times in {} reports)", each(*alone), each(*whole), reports.len());
}

/// Seconds in all, seconds for the days alone, and how many times were found.
fn round(knowledge: &Knowledge, reports: &[&Document]) -> (f64, f64, usize) {
    let (mut alone, mut found) = (0.0, 0);
    let started = Instant::now();
    for report in reports {
        let mut document = (*report).clone();
        clean::mark(knowledge, &mut document);
        let (sentences, words) = divide::split(&knowledge.sentences, &document);
        let days = Instant::now();
        let published = time::stated_day(&knowledge.times, &document).unwrap_or(document.published.clone());
        let mut telling = time::Telling::on(published.to);
        for sentence in &sentences {
            found += time::times(&knowledge.times, &document.text, &words[sentence.words()], &mut telling).len();
        }
        alone += days.elapsed().as_secs_f64();
    }
    (started.elapsed().as_secs_f64(), alone, found)
}
