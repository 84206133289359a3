//! How well reports that were not learned from are heard.
//!
//! As `xtask score attributions` counts, but by words: an attribution is found where the content shares 0.3, and well where it shares 0.8.

use super::gold::Report;
use crate::score::{count::share, pair::greedy};
use counterclaim::{
    grammar::Grammar,
    relate::hear::{Heard, Listener},
};

/// So much of both contents must be shared: to be found at all, and to be found well.
const FOUND: f64 = 0.3;
const WELL: f64 = 0.8;

/// How well reports are heard, one line for people.
pub fn measure(listener: &Listener, grammar: &Grammar, reports: &[Report], least: f32) -> String {
    let (mut gold, mut found, mut hits, mut well, mut sources, mut cues, mut cue_hits) = (0, 0, 0, 0, 0, 0, 0);
    for report in reports {
        let heard = listener.hear(grammar, &report.page(), &report.words, least);
        let length = |words: &[usize]| words.iter().map(|&w| report.words[w].span.len() + 1).sum::<usize>() as f64;
        let ours: Vec<Vec<usize>> = heard.iter().map(|h| h.content.iter().cloned().flatten().collect()).collect();
        gold += report.contents.len();
        found += ours.len();
        cues += report.said.len();
        cue_hits += heard.iter().filter(|h| h.cue.clone().any(|at| report.said.contains_key(&at))).count();
        let mut pairs = Vec::new();
        for (i, a) in report.contents.iter().enumerate() {
            for (j, b) in ours.iter().enumerate() {
                let both: Vec<usize> = a.iter().filter(|w| b.contains(w)).copied().collect();
                let shared = length(&both) / (length(a) + length(b) - length(&both));
                if shared >= FOUND {
                    pairs.push((shared, i, j));
                }
            }
        }
        for (shared, _, j) in greedy(pairs) {
            hits += 1;
            well += usize::from(shared >= WELL);
            sources += usize::from(right_source(report, &heard[j]));
        }
    }
    let f1 = |hits: usize| share(2 * hits, gold + found);
    format!(
        "gold {gold} found {found} content {:.3} well {:.3} source {:.3} | words of speech: P {:.3} R {:.3}",
        f1(hits),
        f1(well),
        share(sources, hits),
        share(cue_hits, found),
        share(cue_hits, cues)
    )
}

fn right_source(report: &Report, heard: &Heard) -> bool {
    let Some(said) = heard.cue.clone().find_map(|at| report.said.get(&at)) else { return false };
    match &heard.source {
        None => said.source.is_empty(),
        Some(source) => said.source.iter().any(|w| source.contains(w)),
    }
}
