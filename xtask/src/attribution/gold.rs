//! Reports with every attribution marked by hand, as words.

use crate::score::{load, pair::Text};
use anyhow::{Context, Result};
use counterclaim::{
    clean, divide,
    grammar::Grammar,
    model::{Document, Sentence, Word},
    relate::hear::{
        chain::{CUE, OUT, SAID, SOURCE},
        page::Page,
    },
};
use counterclaim_rules::Knowledge;
use rayon::prelude::*;
use std::{collections::BTreeMap, ops::Range, path::Path};

/// A report, parsed.
pub struct Report {
    /// Its text.
    pub text: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Their words.
    pub words: Vec<Word>,
    /// Who says what, by the word of speech.
    pub said: BTreeMap<usize, Said>,
    /// How many attributions there are with content, those without a word of speech among them.
    pub contents: Vec<Vec<usize>>,
}

/// One attribution: indexes of words.
pub struct Said {
    /// The words of speech.
    pub cue: Vec<usize>,
    /// The speaker.
    pub source: Vec<usize>,
    /// What is said.
    pub content: Vec<usize>,
}

impl Report {
    /// As the listener sees it.
    pub fn page(&self) -> Page<'_> {
        Page::new(&self.text, &self.sentences, &self.words)
    }

    /// The labels of a window for the attribution of a word of speech.
    pub fn labels(&self, cue: usize, window: &Range<usize>) -> Vec<usize> {
        let mut labels = vec![OUT; window.len()];
        let Some(said) = self.said.get(&cue) else { return labels };
        for (words, run) in [(&said.content, SAID), (&said.source, SOURCE)] {
            let here: Vec<usize> = words.iter().filter(|at| window.contains(at)).map(|at| at - window.start).collect();
            for run_of in here.chunk_by(|a, b| a + 1 == *b) {
                for (i, &at) in run_of.iter().enumerate() {
                    labels[at] = if i == 0 {
                        run[0]
                    } else if i + 1 == run_of.len() {
                        run[2]
                    } else {
                        run[1]
                    };
                }
            }
        }
        // Words that are both: a run that is cut so has no last word, and is mended below.
        for &at in said.cue.iter().filter(|at| window.contains(at)) {
            labels[at - window.start] = CUE;
        }
        mend(&mut labels);
        labels
    }
}

/// Makes runs that were cut begin and end as runs do.
fn mend(labels: &mut [usize]) {
    for run in [SAID, SOURCE] {
        let inside: Vec<usize> = (0..labels.len()).filter(|&i| run.contains(&labels[i])).collect();
        for part in inside.chunk_by(|&a, &b| a + 1 == b && labels[b] != run[0]).map(<[usize]>::to_vec).collect::<Vec<_>>() {
            for (i, &at) in part.iter().enumerate() {
                labels[at] = if i == 0 {
                    run[0]
                } else if i + 1 == part.len() {
                    run[2]
                } else {
                    run[1]
                };
            }
        }
    }
}

/// Reads and parses a data set.
pub fn read(path: &Path, knowledge: &Knowledge, grammar: &Grammar) -> Result<Vec<Report>> {
    let lines = load::lines(path)?;
    lines.into_par_iter().map(|line| report(&line, knowledge, grammar).with_context(|| line.name("id").into_owned())).collect()
}

fn report(line: &crate::score::item::Item, knowledge: &Knowledge, grammar: &Grammar) -> Result<Report> {
    let mut document = Document::new(&line.name("id"), line.text("text"));
    clean::mark(knowledge, &mut document);
    let (sentences, mut words) = divide::split(&knowledge.sentences, &document);
    for sentence in &sentences {
        grammar.parse(&document.text, &mut words[sentence.words()], sentence.first);
    }
    let text = Text::new(&document.text);
    let places: Vec<Range<usize>> = words.iter().map(|w| text.characters(w.span)).collect();
    let of = |ranges: Vec<Range<usize>>| -> Vec<usize> {
        let mut found: Vec<usize> =
            ranges.iter().flat_map(|range| places.partition_point(|p| p.end <= range.start)..places.partition_point(|p| p.start < range.end)).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let (mut said, mut contents) = (BTreeMap::new(), Vec::new());
    for attribution in line.list("attributions") {
        let (cue, source, content) = (of(attribution.ranges("cue")), of(attribution.ranges("source")), of(attribution.ranges("content")));
        if content.is_empty() {
            continue;
        }
        contents.push(content.clone());
        if let Some(head) = head(&words, &cue) {
            said.entry(head).or_insert(Said { cue, source, content });
        }
    }
    Ok(Report { text: document.text.to_string(), sentences, words, said, contents })
}

/// The word of a cue on which the others hang: a verb, if one does not hang from another of them.
fn head(words: &[Word], cue: &[usize]) -> Option<usize> {
    let hangs_without = |at: &&usize| words[**at].head as usize == **at || !cue.contains(&(words[**at].head as usize));
    let rank = |at: &usize| match words[*at].upos {
        "VERB" => 0,
        "NOUN" | "ADJ" | "PROPN" => 1,
        "AUX" => 2,
        "PUNCT" => 4,
        _ => 3,
    };
    cue.iter().filter(hangs_without).min_by_key(|at| (rank(at), **at)).copied()
}
