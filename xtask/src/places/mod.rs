//! Trains the locator on sentences with a verb of violence and its place marked: which of a sentence's places is the deed's.
//!
//! The third of the sentences that `xtask score event-location` holds back is not learned from. One thread does all the learning, so the
//! same file gives the same model.

use crate::{
    attribution::fit::Fit,
    score::{
        corpus::{self, Entry},
        event_location::{HELD, marked, meet},
        held::is_held,
        pair::Text,
    },
    train::rng::Rng,
};
use anyhow::{Context, Result};
use counterclaim::{
    relate::hear::page::Rows,
    resolve::place::{Locator, Scene, candidates},
};
use counterclaim_rules::Knowledge;
use std::path::PathBuf;

/// How many features are told apart, as a power of two.
const ROWS: u32 = 15;
/// How far the first steps go; the last ones go nowhere.
const RATE: f32 = 0.1;
/// Share of the features left out each time a question is put, others each time, so that none is leaned on alone.
const FORGOTTEN: f32 = 0.3;

/// A deed: the features of each candidate and of none (the last), and which of them are right.
struct Question {
    features: Vec<Vec<u32>>,
    right: Vec<bool>,
}

/// `xtask train-places`.
pub fn run(args: &[String]) -> Result<()> {
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1));
    let number = |name: &str, otherwise: u64| value(name).map_or(Ok(otherwise), |v| v.parse());
    let gold = PathBuf::from(value("--train").context("which --train FILE?")?);
    let out = PathBuf::from(value("--out").context("which --out FILE?")?);
    let (epochs, seed) = (number("--epochs", 6)? as usize, number("--seed", 1)?);
    let knowledge = Knowledge::shipped()?;
    let entries = corpus::read(&gold)?;
    let seen = entries.iter().filter(|entry| !is_held(entry.gold.text("text"), HELD));
    let mut questions: Vec<Question> = seen.filter_map(|entry| question(&knowledge, entry)).collect();
    let locator = teach(&mut questions, epochs, &mut Rng(seed));
    let bytes = locator.encode();
    std::fs::write(&out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
    println!("{}: {} bytes, learned from {} deeds", out.display(), bytes.len(), questions.len());
    Ok(())
}

/// A sentence as a question; none where its place is no candidate.
fn question(knowledge: &Knowledge, entry: &Entry) -> Option<Question> {
    let (reading, marked) = (&entry.reading, marked(entry)?);
    let text = Text::new(&reading.document.text);
    let number = reading.sentences.partition_point(|s| s.last as usize <= marked.verb) as u32;
    let candidates = candidates(knowledge, reading, number);
    let scene = Scene::new(knowledge, reading, marked.verb, &candidates);
    let (mut features, mut right) = (Vec::new(), Vec::new());
    for (k, candidate) in candidates.iter().enumerate() {
        let span = text.characters(candidate.span(reading));
        right.push(marked.places.iter().any(|place| meet(place, &span)));
        features.push(rows(|rows| scene.features(k, rows)));
    }
    features.push(rows(|rows| scene.none(rows)));
    right.push(marked.places.is_empty());
    right.contains(&true).then_some(Question { features, right })
}

fn rows(fill: impl Fn(&mut Rows<'_>)) -> Vec<u32> {
    let mut out = Vec::new();
    fill(&mut Rows { out: &mut out, rows: 1 << ROWS });
    out
}

/// Makes the right answers together as likely as can be.
fn teach(questions: &mut [Question], epochs: usize, rng: &mut Rng) -> Locator {
    let mut fit: Fit<1> = Fit::new(1 << ROWS, 0);
    for epoch in 0..epochs {
        rng.shuffle(questions);
        let rate = RATE * (1.0 - epoch as f32 / epochs as f32);
        let mut loss = 0.0;
        for Question { features, right } in questions.iter() {
            let kept: Vec<Vec<u32>> = features.iter().map(|rows| rows.iter().filter(|_| rng.unit() > FORGOTTEN).copied().collect()).collect();
            let sums: Vec<f32> = kept.iter().map(|rows| fit.sums(rows, &[])[0]).collect();
            let most = sums.iter().fold(f32::NEG_INFINITY, |most, sum| most.max(*sum));
            let odds: Vec<f32> = sums.iter().map(|sum| (sum - most).exp()).collect();
            let whole: f32 = odds.iter().sum();
            let good: f32 = odds.iter().zip(right).filter(|(_, right)| **right).map(|(odds, _)| odds).sum::<f32>().max(f32::MIN_POSITIVE);
            loss -= f64::from((good / whole).ln());
            for ((rows, odds), right) in kept.iter().zip(&odds).zip(right) {
                fit.step(rows, &[], &[odds / whole - if *right { odds / good } else { 0.0 }], rate);
            }
        }
        eprintln!("{epoch}: {:.4}", loss / questions.len() as f64);
    }
    let mut weights = fit.weights();
    // All features are there when it is asked.
    weights.worth *= 1.0 - FORGOTTEN;
    Locator { weights }
}
