//! Learns the endings that lead from a word to its dictionary form.
//!
//! For each Penn tag a tree of endings is grown from the treebank, and an ending gets a rule only where it says something else than
//! the next shorter ending that has one; a whole word gets a rule where the endings get it wrong.

use super::conllu::Token;
use counterclaim::grammar::lemma::{Edit, LONGEST, Lemmas, apply, key};
use std::collections::BTreeMap;

/// The rules of a treebank.
pub fn learn(sentences: &[Vec<Token>]) -> Lemmas {
    // What became of each word under each tag, and how often.
    let mut words: BTreeMap<(&str, String), BTreeMap<Edit, u32>> = BTreeMap::new();
    for t in sentences.iter().flatten().filter(|t| t.lemma != "_") {
        let (form, lemma) = (t.form.to_lowercase(), t.lemma.to_lowercase());
        *words.entry((&t.xpos, form.clone())).or_default().entry(edit(&form, &lemma)).or_default() += 1;
    }
    // Endings are counted by types, not tokens: "is" must not speak for all words in -s.
    let mut endings: BTreeMap<(usize, &str, String), BTreeMap<&Edit, u32>> = BTreeMap::new();
    let mut chosen = Vec::new();
    for ((xpos, form), edits) in &words {
        let best = most(edits.iter().map(|(e, &n)| (e, n)));
        chosen.push((*xpos, form.as_str(), best));
        let starts = form.char_indices().rev().map(|(i, _)| i).take(LONGEST);
        for (length, start) in std::iter::once(form.len()).chain(starts).enumerate() {
            *endings.entry((length, xpos, form[start..].to_owned())).or_default().entry(best).or_default() += 1;
        }
    }
    let mut rules: BTreeMap<u64, Edit> = BTreeMap::new();
    for ((length, xpos, ending), edits) in &endings {
        let (best, votes) = (most(edits.iter().map(|(e, &n)| (*e, n))), edits.values().sum::<u32>());
        let shorter = ending.char_indices().map(|(i, _)| i).skip(1).chain([ending.len()]).map(|i| &ending[i..]);
        let said = shorter.filter(|_| *length > 0).find_map(|s| rules.get(&key(xpos, s, false)));
        if (votes >= 2 || *length == 0) && said != Some(best) {
            rules.insert(key(xpos, ending, false), best.clone());
        }
    }
    for (xpos, form, best) in chosen {
        let starts: Vec<usize> = form.char_indices().rev().map(|(i, _)| i).take(LONGEST).collect();
        let said = starts.iter().rev().chain([&form.len()]).find_map(|&i| rules.get(&key(xpos, &form[i..], false)));
        if said.and_then(|e| apply(form, e)) != apply(form, best) {
            rules.insert(key(xpos, form, true), best.clone());
        }
    }
    let mut edits: Vec<Edit> = rules.values().cloned().collect();
    edits.sort();
    edits.dedup();
    let edit_of = rules.values().map(|e| edits.binary_search(e).expect("collected above") as u16).collect();
    Lemmas { keys: rules.into_keys().collect(), edit_of, edits }
}

/// The edit that leads from `form` to `lemma`.
fn edit(form: &str, lemma: &str) -> Edit {
    let same = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let cut = form.chars().count() - same;
    Edit { cut: cut.min(255) as u8, add: lemma.chars().skip(same).collect() }
}

/// The most frequent, the first of equals.
fn most<'a>(counts: impl Iterator<Item = (&'a Edit, u32)>) -> &'a Edit {
    counts.fold(None, |best: Option<(&Edit, u32)>, (e, n)| if best.is_some_and(|b| b.1 >= n) { best } else { Some((e, n)) }).expect("one at least").0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_endings_and_irregular_words() {
        let pairs = [("walked", "walk"), ("talked", "talk"), ("baked", "bake"), ("raked", "rake"), ("went", "go"), ("ran", "run")];
        let token = |(form, lemma): (&str, &str)| Token {
            form: form.into(),
            lemma: lemma.into(),
            upos: "VERB".into(),
            xpos: "VBD".into(),
            head: 0,
            label: "root".into(),
        };
        let lemmas = learn(&[pairs.map(token).to_vec()]);
        for (form, lemma) in pairs.into_iter().chain([("stalked", "stalk"), ("faked", "fake")]) {
            assert_eq!(lemmas.lemma(form, "VBD").as_deref(), Some(lemma));
        }
        assert_eq!(lemmas.lemma("walked", "NN"), None);
    }
}
