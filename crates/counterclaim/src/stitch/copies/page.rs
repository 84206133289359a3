//! A report as its sentences' words, and how much of it stands in another.
//!
//! A sentence stands in another report where one there has enough of its words in the same order. Words that many reports have weigh
//! little: two reports of one agency share its turns of phrase, and not the names and figures between them.

use crate::stitch::words;
use counterclaim_model::{BlockKind, Name, Reading};
use std::collections::HashMap;

/// A sentence is found again where so much of the longer of the two is.
const FOUND: f32 = 0.35;

/// A report repeats another where so much of the shorter of the two is found again.
const COPY: f32 = 0.1;

/// What is found again of the longer where it is one sentence alone: brief news.
const BRIEF: f32 = 0.2;

/// Words of a sentence that must be found again.
const LEAST: usize = 4;

/// Words of a report that must be: two reports of a line each are alike by accident.
const ENOUGH: usize = 16;

/// Reports that are thought to stand behind those that are there: the first few say little of how common a word is.
const BEFORE: f32 = 50.0;

/// The words of a report that tell something, as hashes.
pub(super) struct Page {
    words: Vec<u32>,
    /// Where each sentence ends.
    ends: Vec<usize>,
}

/// How much a word weighs: by how many reports have it.
pub(super) struct Weights {
    of: HashMap<u32, f32>,
}

/// What one report has of another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared {
    /// Of the shorter of the two, by weight.
    pub share: f32,
    /// Of the longer of the two.
    of_longer: f32,
    words: usize,
    found: usize,
    sentences: usize,
}

impl Page {
    pub(super) fn of(reading: &Reading) -> Page {
        let mut page = Page { words: Vec::new(), ends: Vec::new() };
        for sentence in reading.sentences.iter().filter(|sentence| matches!(sentence.kind, BlockKind::Body | BlockKind::Title)) {
            let told = words::of(sentence.span.of(&reading.document.text)).filter(|word| word.chars().count() > 3 || word.bytes().all(|b| b.is_ascii_digit()));
            page.words.extend(told.map(|word| hash(&word)));
            if page.words.len() > page.ends.last().copied().unwrap_or(0) {
                page.ends.push(page.words.len());
            }
        }
        page
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.words[start..*end])
    }

    /// What it has of an earlier report.
    pub(super) fn shared(&self, earlier: &Page, weights: &Weights) -> Shared {
        let theirs: Vec<(&[u32], f32)> = earlier.sentences().map(|words| (words, weights.sum(words))).collect();
        let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
        for (n, (words, _)) in theirs.iter().enumerate() {
            words.iter().for_each(|word| places.entry(*word).or_default().push(n));
        }
        let (mut again, mut count, mut found) = (0.0, 0, 0);
        for words in self.sentences() {
            let whole = weights.sum(words);
            // Sentences with enough words in common are aligned.
            let mut common: Vec<usize> = vec![0; theirs.len()];
            words.iter().filter_map(|word| places.get(word)).flatten().for_each(|n| common[*n] += 1);
            let near = common.iter().zip(&theirs).filter(|(count, _)| **count >= LEAST).map(|(_, theirs)| theirs);
            let best =
                near.map(|(theirs, weight)| (weights.in_order(words, theirs), *weight)).filter(|((same, _), weight)| *same >= FOUND * whole.max(*weight));
            if let Some(((same, words), _)) = best.max_by(|a, b| a.0.0.total_cmp(&b.0.0)) {
                again += same;
                count += words;
                found += 1;
            }
        }
        let (ours, theirs) = (weights.sum(&self.words), weights.sum(&earlier.words));
        let share = |of: f32| if of > 0.0 { again / of } else { 0.0 };
        Shared { share: share(ours.min(theirs)), of_longer: share(ours.max(theirs)), words: count, found, sentences: self.ends.len() }
    }
}

impl Shared {
    /// Whether it repeats the other.
    pub(super) fn is_copy(&self) -> bool {
        self.share >= COPY && self.words >= ENOUGH && (self.found > 1 || self.of_longer >= BRIEF)
    }

    /// Whether anything of the other is in it.
    pub(super) fn is_trace(&self) -> bool {
        self.share >= COPY / 2.0
    }

    /// It, in words.
    pub(super) fn words(&self, doc: &Name, of: &Name) -> String {
        match (self.found, self.sentences) {
            (found, all) if found == all => format!("{doc} repeats {of}: all of its sentences stand there"),
            (found, all) => format!("{doc} repeats {of}: {found} of its {all} sentences stand there"),
        }
    }
}

impl Weights {
    pub(super) fn of(pages: &[Page]) -> Weights {
        let mut count: HashMap<u32, u32> = HashMap::new();
        for page in pages {
            let mut words = page.words.clone();
            words.sort_unstable();
            words.dedup();
            words.into_iter().for_each(|word| *count.entry(word).or_default() += 1);
        }
        let all = pages.len() as f32 + BEFORE;
        Weights { of: count.into_iter().map(|(word, count)| (word, (all / count as f32).ln())).collect() }
    }

    fn one(&self, word: u32) -> f32 {
        self.of.get(&word).copied().unwrap_or(0.0)
    }

    fn sum(&self, words: &[u32]) -> f32 {
        words.iter().map(|word| self.one(*word)).sum()
    }

    /// The heaviest run of words that both have in the same order (the longest common subsequence): its weight and its length.
    fn in_order(&self, a: &[u32], b: &[u32]) -> (f32, usize) {
        let mut row = vec![(0.0_f32, 0_usize); b.len() + 1];
        for word in a {
            let mut before = (0.0, 0);
            for (n, other) in b.iter().enumerate() {
                let above = row[n + 1];
                row[n + 1] = match word == other {
                    true => (before.0 + self.one(*word), before.1 + 1),
                    false if above.0 > row[n].0 => above,
                    false => row[n],
                };
                before = above;
            }
        }
        row[b.len()]
    }
}

/// FNV-1a: the same on every machine.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
