//! `cargo bench -p benches --bench copies -- PATH…` looks for altered copies of reports: ours, by min-hash with gaoya, and with datasketch where
//! Python has it, in one run on the same texts. Prints for each the seconds, and the share of copies found and of finds that are right.
//!
//! Each report is copied three times, with 10, 30 and 50 % of it altered (`xtask score reprints` says how). Both peers get what their pages
//! show: sets of three neighbouring words, 128 hashes, and what is found is what they call alike, at the likeness that finds most.

// Of both some is used by xtask alone.
#[allow(unused_imports)]
#[path = "../xtask/src/score/reprints/alter.rs"]
mod alter;
#[allow(dead_code)]
#[path = "../xtask/src/train/rng.rs"]
mod rng;

mod train {
    pub(crate) use super::rng;
}

use counterclaim::{Counterclaim, acquire, model::Document, stitch::copies::origins};
use counterclaim_rules::rarity::Rarity;
use gaoya::{
    minhash::{MinHashIndex, MinHasher, MinHasher32},
    text::whitespace_split,
};
use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    time::Instant,
};

/// Shares of a report that are altered.
const SHARES: [f32; 3] = [0.1, 0.3, 0.5];

/// Neighbouring words that the peers compare.
const SHINGLE: usize = 3;

/// How alike two sets must be for the peers, who share fewer and fewer of them as more is altered.
const ALIKE: f64 = 0.2;

/// The same in Python: texts in as a JSON list, seconds and pairs out.
const DATASKETCH: &str = r#"
import json, sys, time
from datasketch import MinHash, MinHashLSH
texts = json.load(sys.stdin)
start = time.time()
index, hashes = MinHashLSH(threshold=float(sys.argv[1]), num_perm=128), []
for n, text in enumerate(texts):
    words = text.split()
    hash = MinHash(num_perm=128)
    hash.update_batch([" ".join(words[i:i + 3]).encode() for i in range(max(1, len(words) - 2))])
    index.insert(n, hash)
    hashes.append(hash)
pairs = [(n, other) for n, hash in enumerate(hashes) for other in index.query(hash) if n < other]
print(json.dumps([time.time() - start, pairs]))
"#;

/// Two texts, by their places.
type Pair = (usize, usize);

fn main() {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let given: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).map(PathBuf::from).collect();
    let paths = if given.is_empty() { vec![here.join("../corpus/reports"), here.join("quiet")] } else { given };
    let (documents, heart, rarity) = match (acquire::read(&paths, &acquire::Options::default()), Counterclaim::new(), Rarity::shipped()) {
        (Ok(intake), Ok(heart), Ok(rarity)) => (intake.documents, heart, rarity),
        (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => return eprintln!("{error}"),
    };
    // Every second report lends what is mixed into copies of the others, and is not looked for.
    let (told, lent): (Vec<(usize, &Document)>, Vec<_>) = documents.iter().enumerate().partition(|(n, _)| n % 2 == 0);
    let [told, lent] = [told, lent].map(|some| some.into_iter().map(|(_, document)| document).collect::<Vec<&Document>>());
    let (reports, texts) = (told.len(), altered(&told, &lent));
    println!("{reports} reports, {} texts with their copies", texts.len());
    let readings: Vec<_> = texts.par_iter().enumerate().map(|(n, text)| heart.read(Document::new(&format!("{n:06}"), text))).collect();
    let start = Instant::now();
    let found = origins(&readings, &rarity);
    let number = |doc: &str| doc.parse().unwrap_or(usize::MAX);
    // All of one origin are found to be of it, and of each other.
    let groups = found.iter().map(|origin| origin.docs().map(|doc| number(doc)).collect::<Vec<usize>>());
    let pairs = groups
        .flat_map(|group| group.iter().flat_map(|one| group.iter().map(move |other| (*one, *other))).filter(|(one, other)| one < other).collect::<Vec<Pair>>());
    tell("ours, aligned too", start.elapsed().as_secs_f64(), &pairs.collect(), reports);
    let (seconds, pairs) = by_gaoya(&texts);
    tell("gaoya", seconds, &pairs, reports);
    match by_datasketch(&texts) {
        Some((seconds, pairs)) => tell("datasketch", seconds, &pairs, reports),
        None => println!("datasketch: not here (`pip install datasketch` brings it)"),
    }
}

/// The reports, and behind them the copies of each.
fn altered(told: &[&Document], lent: &[&Document]) -> Vec<String> {
    let words: Vec<&str> = told.iter().chain(lent).flat_map(|document| document.text.split_whitespace()).collect();
    let mut texts: Vec<String> = told.iter().map(|document| document.text.to_string()).collect();
    for share in SHARES {
        for (n, document) in told.iter().enumerate() {
            let other = lent.get(n % lent.len().max(1)).map_or("", |other| &*other.text);
            texts.push(alter::altered(&document.text, other, &words, share, n as u64));
        }
    }
    texts
}

fn by_gaoya(texts: &[String]) -> (f64, BTreeSet<Pair>) {
    let start = Instant::now();
    let hasher = MinHasher32::new(128);
    let signatures: Vec<Vec<u32>> = texts
        .par_iter()
        .map(|text| {
            let words: Vec<&str> = whitespace_split(text).collect();
            hasher.create_signature(words.windows(SHINGLE.min(words.len()).max(1)).map(|some| some.join(" ")))
        })
        .collect();
    let mut index = MinHashIndex::new(64, 2, ALIKE);
    signatures.iter().enumerate().for_each(|(n, signature)| index.insert(n, signature.clone()));
    let of =
        |(n, signature): (usize, &Vec<u32>)| index.query_owned(signature).into_iter().filter(|other| n < *other).map(|other| (n, other)).collect::<Vec<Pair>>();
    let pairs = signatures.par_iter().enumerate().flat_map_iter(of).collect();
    (start.elapsed().as_secs_f64(), pairs)
}

fn by_datasketch(texts: &[String]) -> Option<(f64, BTreeSet<Pair>)> {
    let mut python =
        Command::new("python3").args(["-c", DATASKETCH, &ALIKE.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    python.stdin.take()?.write_all(&serde_json::to_vec(texts).ok()?).ok()?;
    serde_json::from_slice(&python.wait_with_output().ok()?.stdout).ok()
}

/// How many copies are found with their report, and how many of the pairs found are of one report.
fn tell(who: &str, seconds: f64, pairs: &BTreeSet<Pair>, reports: usize) {
    let right = pairs.iter().filter(|(one, other)| one % reports == other % reports).count();
    let found = |nth: usize| (0..reports).filter(|n| pairs.contains(&(*n, n + nth * reports))).count() as f64 / reports as f64;
    let recall: Vec<String> = SHARES.iter().enumerate().map(|(n, share)| format!("{:.3} at {:.0} %", found(n + 1), share * 100.0)).collect();
    println!("{who}: {seconds:.2} s, found {}; {:.3} of the pairs found are right", recall.join(", "), right as f64 / pairs.len().max(1) as f64);
}
