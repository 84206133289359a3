//! `rules/en/repair.toml`, read: words of other languages, and the examples of every mechanism.

use super::{Names, Repairs};
use crate::{lexicon::Lexicon, words::Words};
use counterclaim_model::Error;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a mechanism must mend, and what it must leave alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Examples {
    /// "the damaged text => the text as read".
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    endings: Vec<String>,
    beginnings: Vec<String>,
    look_alike: BTreeMap<String, Vec<String>>,
    look_alike_in_names: BTreeMap<String, Vec<String>>,
    several: Vec<String>,
    left: BTreeMap<String, BTreeMap<String, String>>,
    examples: BTreeMap<String, Examples>,
}

pub(super) fn parse(text: &str, file: &str) -> Result<Repairs, Error> {
    let mut read: File = toml::from_str(text).map_err(|e| Error::rule(file, e.message()))?;
    if let Some((name, _)) = read.examples.iter().find(|(_, e)| e.yes.is_empty() || e.no.is_empty()) {
        return Err(Error::rule(file, format!("`{name}` needs a `yes` and a `no` example")));
    }
    let left = std::mem::take(&mut read.left).into_values().flatten().map(|(word, meaning)| (word.into(), meaning.into())).collect();
    let pairs = |(seen, meant): (String, Vec<String>)| meant.into_iter().map(move |meant| (Box::from(seen.as_str()), Box::from(meant)));
    let look_alike = std::mem::take(&mut read.look_alike).into_iter().flat_map(pairs).collect();
    let look_alike_in_names = std::mem::take(&mut read.look_alike_in_names).into_iter().flat_map(pairs).collect();
    let File { endings, beginnings, several, examples, .. } = read;
    Ok(Repairs { words: Words::shipped()?, left, endings, beginnings, look_alike, look_alike_in_names, several, examples })
}

/// Each failure is a line fit to show.
pub(super) fn check(repairs: &Repairs, lexicon: &Lexicon, names: Names<'_>, examples: &BTreeMap<String, Examples>) -> Vec<String> {
    let mend = |text: &str| {
        let mut mended = text.to_owned();
        for found in repairs.find(lexicon, names, text, &[0..text.len()]).into_iter().rev() {
            mended.replace_range(found.at, &found.reads);
        }
        mended
    };
    let mut failures = Vec::new();
    for (name, Examples { yes, no }) in examples {
        for example in yes {
            let (damaged, wanted) = example.split_once(" => ").unwrap_or((example, ""));
            if mend(damaged) != wanted {
                failures.push(format!("en/repair/{name}: «{damaged}» reads «{}», not «{wanted}»", mend(damaged)));
            }
        }
        for example in no.iter().filter(|e| mend(e) != **e) {
            failures.push(format!("en/repair/{name}: should leave alone: {example} (reads «{}»)", mend(example)));
        }
    }
    failures
}
