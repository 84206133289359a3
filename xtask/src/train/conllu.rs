//! Reads a treebank in CoNLL-U: words only, without multiword ranges and empty nodes.

use anyhow::{Context, Result};
use std::path::Path;

/// A word of the treebank.
#[derive(Clone, Debug)]
pub struct Token {
    /// As printed.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Penn tag.
    pub xpos: String,
    /// Its head, words counted from 1; 0 for the root.
    pub head: usize,
    /// The arc's label with its subtype.
    pub label: String,
}

/// The sentences of a file.
pub fn read(path: &Path) -> Result<Vec<Vec<Token>>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the treebank {}", path.display()))?;
    let mut sentences = vec![Vec::new()];
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() {
            sentences.push(Vec::new());
        } else if line.as_bytes()[0].is_ascii_digit() {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() < 8 || cells[0].contains(['-', '.']) {
                continue;
            }
            let head = cells[6].parse().with_context(|| format!("{}:{}: no head", path.display(), number + 1))?;
            let own = |i: usize| cells[i].to_owned();
            sentences.last_mut().expect("never empty").push(Token { form: own(1), lemma: own(2), upos: own(3), xpos: own(4), head, label: own(7) });
        }
    }
    sentences.retain(|s: &Vec<Token>| !s.is_empty());
    Ok(sentences)
}
