//! Trains the listener on reports with every attribution marked: which words are words of speech, and what they reach.
//!
//! Like the grammar's, this training knows no early stopping; `--hold N` keeps every Nth report back and tells how well these are heard.
//! One thread does all the learning, so the same file gives the same model.

mod field;
pub mod fit;
mod gold;
mod measure;
mod school;

use crate::train::rng::Rng;
use anyhow::{Context, Result};
use counterclaim::{grammar::Grammar, relate::hear::file};
use counterclaim_rules::Knowledge;
use gold::Report;
use school::School;
use std::{path::PathBuf, time::Instant};

/// How sure a word of speech must be, where the held-back reports are measured.
const LEAST: [f32; 5] = [-1.5, -1.0, -0.5, 0.0, 1.0];

/// `xtask train-attribution`.
pub fn run(args: &[String]) -> Result<()> {
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1));
    let number = |name: &str, otherwise: u64| value(name).map_or(Ok(otherwise), |v| v.parse());
    let train = PathBuf::from(value("--train").context("which --train FILE?")?);
    let out = PathBuf::from(value("--out").context("which --out FILE?")?);
    let (epochs, hold, seed) = (number("--epochs", 5)? as usize, number("--hold", 0)? as usize, number("--seed", 1)?);
    let start = Instant::now();
    let grammar = Grammar::load(counterclaim_rules::GRAMMAR)?;
    let reports = gold::read(&train, &Knowledge::shipped()?, &grammar)?;
    let (held, seen): (Vec<_>, Vec<_>) = reports.into_iter().enumerate().partition(|(i, _)| hold > 0 && i % hold == 0);
    let [held, seen] = [held, seen].map(|part| part.into_iter().map(|(_, report)| report).collect::<Vec<Report>>());
    eprintln!("{} reports to learn from, {} held back, {:.0} s", seen.len(), held.len(), start.elapsed().as_secs_f64());
    let listener = School { grammar: &grammar, rng: Rng(seed), epochs, start }.teach(&seen);
    let bytes = file::encode(&listener);
    std::fs::write(&out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
    println!("{}: {} bytes, {:.0} s", out.display(), bytes.len(), start.elapsed().as_secs_f64());
    for least in LEAST.iter().filter(|_| !held.is_empty()) {
        println!("{least}: {}", measure::measure(&listener, &grammar, &held, *least));
    }
    Ok(())
}
