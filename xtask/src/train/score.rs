//! Measures a model on a treebank: tags, heads, labels, dictionary forms, words a second.

use super::augment;
use super::conllu::{self, Token};
use anyhow::{Context, Result};
use counterclaim::grammar::Grammar;
use counterclaim_model::{Span, Word};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

/// Counts of what came out right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    words: u32,
    upos: u32,
    xpos: u32,
    head: u32,
    label: u32,
    subtype: u32,
    lemma: u32,
    seconds: f64,
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let part = |n: u32| 100.0 * f64::from(n) / f64::from(self.words);
        write!(
            f,
            "UPOS {:.2}  XPOS {:.2}  UAS {:.2}  LAS {:.2}  with subtypes {:.2}  lemma {:.2}  words/s {:.0}",
            part(self.upos),
            part(self.xpos),
            part(self.head),
            part(self.label),
            part(self.subtype),
            part(self.lemma),
            f64::from(self.words) / self.seconds
        )
    }
}

/// `xtask parse-score`.
pub fn run(args: &[String]) -> Result<()> {
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1));
    let flag = |name: &str| args.iter().any(|a| a == name);
    let mut gold = conllu::read(Path::new(value("--treebank").context("which --treebank FILE?")?))?;
    for sentence in &mut gold {
        if flag("--upper") {
            *sentence = augment::upper(sentence);
        }
        if flag("--no-commas") {
            *sentence = augment::bare(sentence);
        }
    }
    let own = value("--model").map(std::fs::read).transpose()?;
    let bytes = own.as_deref().unwrap_or(counterclaim_rules::GRAMMAR);
    let start = Instant::now();
    let grammar = Grammar::load(bytes)?;
    println!("{} bytes, loaded in {:.1} ms", bytes.len(), start.elapsed().as_secs_f64() * 1e3);
    let mut by_label = BTreeMap::new();
    println!("{}", measure(&grammar, &gold, 5, &mut by_label));
    if flag("--by-label") {
        for (label, [gold, right]) in by_label {
            println!("{label:16} {gold:6} {:5.1}", 100.0 * f64::from(right) / f64::from(gold));
        }
    }
    Ok(())
}

/// Parses `gold`, timing the fastest of so many passes, and counts; `by_label` gets for each gold label how many there are and how many were found with their head.
pub fn measure(grammar: &Grammar, gold: &[Vec<Token>], passes: usize, by_label: &mut BTreeMap<String, [u32; 2]>) -> Score {
    let mut sentences: Vec<(String, Vec<Word>)> = gold.iter().map(|s| words(s)).collect();
    let mut score = Score { seconds: f64::INFINITY, ..Score::default() };
    for _ in 0..passes {
        let start = processor_seconds();
        for (text, words) in &mut sentences {
            grammar.parse(text, words, 0);
        }
        score.seconds = score.seconds.min(processor_seconds() - start);
    }
    let universal = |label: &str| label.split(':').next().unwrap_or("").to_owned();
    for (gold, (_, words)) in gold.iter().zip(&sentences) {
        for (i, (t, w)) in gold.iter().zip(words).enumerate() {
            let head = if w.head as usize == i { 0 } else { w.head as usize + 1 };
            let (right, full) = (head == t.head && universal(w.label) == universal(&t.label), w.label == t.label);
            score.words += 1;
            score.upos += u32::from(w.upos == t.upos);
            score.xpos += u32::from(w.xpos == t.xpos);
            score.head += u32::from(head == t.head);
            score.label += u32::from(right);
            score.subtype += u32::from(right && full);
            score.lemma += u32::from(*w.lemma == t.lemma.to_lowercase());
            let counts = by_label.entry(t.label.clone()).or_default();
            counts[0] += 1;
            counts[1] += u32::from(right && full);
        }
    }
    score
}

/// Seconds that this thread has had a processor, where the system tells; the clock elsewhere. On a shared machine the clock says
/// more about the neighbours than about the grammar.
fn processor_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|s| s.split(' ').next()?.parse::<f64>().ok()).filter(|&ns| ns > 0.0);
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |ns| ns / 1e9)
}

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// `xtask parse`: prints the tree of a sentence whose words stand between spaces.
pub fn show(args: &[String]) -> Result<()> {
    let text = args.join(" ");
    let mut words: Vec<Word> = Vec::new();
    for piece in text.split_whitespace() {
        let start = words.last().map_or(0, |w| w.span.end as usize + 1);
        words.push(word(start, piece));
    }
    Grammar::load(counterclaim_rules::GRAMMAR)?.parse(&text, &mut words, 0);
    for (i, w) in words.iter().enumerate() {
        let head = if w.head as usize == i { "-" } else { words[w.head as usize].span.of(&text) };
        println!("{i:3} {:18} {:6} {:6} {:16} {:12} {head}", w.span.of(&text), w.upos, w.xpos, w.lemma, w.label);
    }
    Ok(())
}

fn word(start: usize, form: &str) -> Word {
    let lower: counterclaim_model::Name = form.to_lowercase().into();
    Word { span: Span::new(start, start + form.len()), upos: "X", xpos: "", lemma: lower.clone(), lower, head: 0, label: "dep" }
}

/// A treebank sentence as the rooms before this one would hand it over.
fn words(sentence: &[Token]) -> (String, Vec<Word>) {
    let mut text = String::new();
    let mut words = Vec::new();
    for t in sentence {
        words.push(word(text.len(), &t.form));
        text.push_str(&t.form);
        text.push(' ');
    }
    (text, words)
}
