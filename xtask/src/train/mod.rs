//! Trains the grammar: word vectors from unlabelled news, then tags and trees from the treebank, then the model file.
//!
//! The surprising decision: no early stopping and no choice by the dev set. The number of epochs is fixed beforehand and the dev
//! set, where it is found beside the training set, is only reported on.

mod adam;
mod augment;
mod conllu;
mod lemma;
mod net;
mod ops;
pub mod rarity;
pub mod rng;
pub mod score;
mod texts;
mod vectors;
pub mod vocabulary;

use anyhow::{Context, Result};
use conllu::Token;
use counterclaim::grammar::file::{Packed, Parts, encode};
use counterclaim::grammar::names::{LABELS, UPOS, XPOS, standing};
use counterclaim::grammar::{Grammar, feature};
use net::Example;
use rng::Rng;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::time::Instant;

/// Words in a batch, more or less.
const BATCH: usize = 600;
/// Sentences that are spoiled for an epoch.
const SPOILED: f32 = 0.25;
/// Highest rate of learning, reached after `WARM` steps, then falling to nothing along half a cosine.
const RATE: f32 = 0.002;
const WARM: f32 = 200.0;

/// `xtask train`.
pub fn run(args: &[String]) -> Result<()> {
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1));
    let number = |name: &str, otherwise: u64| value(name).map_or(Ok(otherwise), |v| v.parse());
    let treebank = PathBuf::from(value("--treebank").context("which --treebank DIR?")?);
    let out = PathBuf::from(value("--out").context("which --out FILE?")?);
    let paths: Vec<PathBuf> = args.iter().skip_while(|a| *a != "--texts").skip(1).take_while(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    let (epochs, mut rng) = (number("--epochs", 20)? as usize, Rng(number("--seed", 1)?));
    let start = Instant::now();
    let gold = conllu::read(&treebank.join("train.conllu"))?;
    let dev = conllu::read(&treebank.join("dev.conllu")).unwrap_or_default();
    let mut plan = Plan::new(&gold, &texts::words(&paths)?, &mut rng)?;
    plan.lemmas = lemma::learn(&gold);
    eprintln!("{} words with vectors of their own, {:.0} s", plan.words.len(), start.elapsed().as_secs_f64());
    let mut weights = net::fresh(plan.setting.first_rows.clone(), plan.tags.len(), plan.labels.len(), &mut rng);
    let mut adam = adam::Adam::new(&weights, 1 + feature::HASHED);
    let plain: Vec<Example> = gold.iter().map(|s| plan.example(s)).collect();
    let batches_an_epoch = plain.iter().map(|e| e.words.len()).sum::<usize>() / BATCH + 1;
    let steps = (batches_an_epoch * epochs) as f32;
    let mut gradients = [net::zeros(&weights), net::zeros(&weights)];
    let mut step = 0.0f32;
    for epoch in 1..=epochs {
        let mut spoiled: HashMap<usize, Example> = HashMap::new();
        for (i, sentence) in gold.iter().enumerate() {
            if rng.unit() < SPOILED {
                spoiled.insert(i, plan.example(&augment::spoil(sentence, &mut rng)));
            }
        }
        let mut order: Vec<usize> = (0..gold.len()).collect();
        rng.shuffle(&mut order);
        let (mut losses, mut words) = ([0.0f32; 3], 0);
        let mut rest = &order[..];
        while !rest.is_empty() {
            let batch = take(&mut rest, |i| spoiled.get(&i).unwrap_or(&plain[i]));
            let size: usize = batch.iter().map(|e| e.words.len() - 1).sum();
            let halves = halve(&batch);
            let seeds = [Rng(rng.bits()), Rng(rng.bits())];
            let (weights_now, setting) = (&weights, &plan.setting);
            let parts: Vec<net::Losses> = std::thread::scope(|scope| {
                let work = halves
                    .iter()
                    .zip(seeds)
                    .zip(&mut gradients)
                    .map(|((half, mut seed), g)| scope.spawn(move || net::learn(weights_now, setting, half, 1.0 / size as f32, &mut seed, g)));
                work.collect::<Vec<_>>().into_iter().map(|w| w.join().expect("a worker failed")).collect()
            });
            parts.iter().for_each(|p| losses.iter_mut().zip(p).for_each(|(l, p)| *l += p));
            words += size;
            let [left, right] = &mut gradients;
            merge(left, right);
            step += 1.0;
            let rate = RATE * (step / WARM).min(1.0) * 0.5 * (1.0 + (std::f32::consts::PI * (step / steps).min(1.0)).cos());
            adam.step(&mut weights, left, rate, (step / (step + 10.0)).min(0.998));
        }
        let losses = losses.map(|l| l / words as f32);
        eprint!("epoch {epoch}: tags {:.3} arcs {:.3} labels {:.3}, {:.0} s", losses[0], losses[1], losses[2], start.elapsed().as_secs_f64());
        if !dev.is_empty() && (epoch % 5 == 0 || epoch == epochs) {
            let grammar = Grammar::load(&plan.write(&adam.average))?;
            eprint!("\n  {}", score::measure(&grammar, &dev, 1, &mut BTreeMap::new()));
            let upper: Vec<_> = dev.iter().map(|s| augment::upper(s)).collect();
            eprint!("\n  UPPER {}", score::measure(&grammar, &upper, 1, &mut BTreeMap::new()));
        }
        eprintln!();
    }
    let bytes = plan.write(&adam.average);
    std::fs::write(&out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
    let grammar = Grammar::load(&bytes)?;
    println!("{}: {} bytes, {:.0} s", out.display(), bytes.len(), start.elapsed().as_secs_f64());
    println!("{}", score::measure(&grammar, &dev, 1, &mut BTreeMap::new()));
    Ok(())
}

/// The next sentences of about `BATCH` words.
fn take<'a>(rest: &mut &[usize], example: impl Fn(usize) -> &'a Example) -> Vec<&'a Example> {
    let (mut batch, mut words) = (Vec::new(), 0);
    while words < BATCH
        && let Some((&i, after)) = rest.split_first()
    {
        *rest = after;
        batch.push(example(i));
        words += batch[batch.len() - 1].words.len();
    }
    batch
}

/// Two halves of about as many words, one for each worker.
fn halve<'a>(batch: &[&'a Example]) -> [Vec<&'a Example>; 2] {
    let mut halves = [Vec::new(), Vec::new()];
    let mut words = [0, 0];
    for &e in batch {
        let side = usize::from(words[1] < words[0]);
        words[side] += e.words.len();
        halves[side].push(e);
    }
    halves
}

/// Adds the second worker's gradients to the first's and clears them.
fn merge(left: &mut net::Tensors, right: &mut net::Tensors) {
    for (l, r) in left.iter_mut().zip(right) {
        let cells = l.w.iter_mut().chain(&mut l.b).zip(r.w.iter_mut().chain(&mut r.b));
        cells.for_each(|(l, r)| *l += std::mem::take(r));
    }
}

/// A word row to be: the word's hash, and, unless it is the root's, its place in the vocabulary, itself and how often it was met.
type Row<'a> = (u64, Option<(usize, &'a String, u32)>);

/// What the net's rows and classes stand for.
struct Plan {
    words: Vec<u64>,
    tags: Vec<(&'static str, &'static str)>,
    labels: Vec<&'static str>,
    setting: net::Setting,
    lemmas: counterclaim::grammar::lemma::Lemmas,
}

impl Plan {
    fn new(gold: &[Vec<Token>], texts: &[String], rng: &mut Rng) -> Result<Plan> {
        let mut folded = String::new();
        let mut fold = |form: &str| {
            feature::fold(&form.to_lowercase(), &mut folded);
            folded.clone()
        };
        let own: Vec<String> = gold.iter().flatten().map(|t| fold(&t.form)).collect();
        let (mut seen, mut met) = (BTreeMap::<String, u32>::new(), BTreeMap::<String, u32>::new());
        own.iter().for_each(|w| *seen.entry(w.clone()).or_default() += 1);
        own.iter().chain(texts).for_each(|w| *met.entry(w.clone()).or_default() += 1);
        met.retain(|w, n| *n >= 4 || seen.get(w).is_some_and(|&n| n >= 2));
        let running: Vec<String> = own.iter().chain(texts).cloned().collect();
        let learned = vectors::learn(&running, &met, net::WORD, 0.3, rng);
        // Rows stand in the order of their hashes; row 0 is for unknown words, and the root has one of its own.
        let mut rows: Vec<Row> = met.iter().enumerate().map(|(i, (w, &n))| (feature::hash(w.bytes()), Some((i, w, n)))).collect();
        rows.push((feature::root().word, None));
        rows.sort_by_key(|r| r.0);
        let mut setting = net::Setting { first_rows: vec![0.0; net::WORD], seen: vec![1_000_000], met: vec![1_000_000], classes: [0; 2] };
        for (_, word) in &rows {
            match word {
                Some((i, word, n)) => {
                    setting.first_rows.extend_from_slice(&learned[i * net::WORD..][..net::WORD]);
                    setting.seen.push(seen.get(*word).copied().unwrap_or(0));
                    setting.met.push(*n);
                }
                None => {
                    setting.first_rows.extend((0..net::WORD).map(|_| rng.around(0.3)));
                    setting.seen.push(1_000_000);
                    setting.met.push(1_000_000);
                }
            }
        }
        let known = |names: &[&'static str], name: &str| {
            standing(names, name).with_context(|| format!("the treebank has {name:?}, which `grammar::names` does not know"))
        };
        let mut tags = Vec::new();
        let mut labels = Vec::new();
        for t in gold.iter().flatten() {
            tags.push((known(&UPOS, &t.upos)?, known(&XPOS, &t.xpos)?));
            labels.push(known(&LABELS, &t.label)?);
        }
        tags.sort_unstable();
        tags.dedup();
        labels.sort_unstable();
        labels.dedup();
        setting.classes = [tags.len(), labels.len()];
        Ok(Plan { words: rows.into_iter().map(|r| r.0).collect(), tags, labels, setting, lemmas: Default::default() })
    }

    /// A sentence as the net takes it.
    fn example(&self, sentence: &[Token]) -> Example {
        let mut folded = String::new();
        let blind = feature::case_is_blind(sentence.iter().map(|t| t.form.as_str()));
        let mut example = Example { words: vec![], hashed: vec![], tags: vec![u16::MAX], heads: vec![0], labels: vec![u16::MAX] };
        let words = sentence.iter().map(|t| feature::features(&t.form, &t.form.to_lowercase(), blind, &mut folded));
        for f in std::iter::once(feature::root()).chain(words) {
            example.words.push(self.words.binary_search(&f.word).map_or(0, |i| i as u32 + 1));
            example.hashed.push(std::array::from_fn(|i| (f.hashed[i] % net::TABLES[i].0 as u64) as u32));
        }
        for t in sentence {
            let tag = self.tags.iter().position(|&(u, x)| u == t.upos && x == t.xpos);
            let label = self.labels.iter().position(|&l| l == t.label);
            example.tags.push(tag.map_or(u16::MAX, |i| i as u16));
            example.labels.push(label.map_or(u16::MAX, |i| i as u16));
            example.heads.push(t.head as u16);
        }
        example
    }

    /// The model file.
    fn write(&self, weights: &net::Tensors) -> Vec<u8> {
        encode(&Parts {
            tags: self.tags.clone(),
            labels: self.labels.clone(),
            layers: net::LAYERS.to_vec(),
            arc: net::ARC,
            words: self.words.clone(),
            matrices: weights.iter().map(|t| Packed::round(t.columns, &t.w, &t.b)).collect(),
            lemmas: self.lemmas.clone(),
        })
    }
}
