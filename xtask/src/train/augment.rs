//! Copies of treebank sentences as wires and headlines print them: ALL CAPS, no capitals, Capitals On Every Word, no commas and
//! apostrophes, no full stop.
//!
//! The surprising decision: a changed copy stands in for its sentence in some epochs and is never added to it, so that training
//! costs no more and clean text stays the rule.

use super::conllu::Token;
use super::rng::Rng;

/// One of the ways to spoil a sentence, at random.
pub fn spoil(sentence: &[Token], rng: &mut Rng) -> Vec<Token> {
    let pick = rng.unit();
    match pick {
        p if p < 0.30 => upper(sentence),
        p if p < 0.40 => bare(&upper(sentence)),
        p if p < 0.50 => recase(sentence, str::to_lowercase),
        p if p < 0.62 => unstopped(&titled(sentence)),
        p if p < 0.70 => unstopped(sentence),
        _ => bare(sentence),
    }
}

/// In capitals.
pub fn upper(sentence: &[Token]) -> Vec<Token> {
    recase(sentence, str::to_uppercase)
}

fn recase(sentence: &[Token], case: fn(&str) -> String) -> Vec<Token> {
    sentence.iter().map(|t| Token { form: case(&t.form), ..t.clone() }).collect()
}

/// As a headline: a capital on every word.
fn titled(sentence: &[Token]) -> Vec<Token> {
    recase(sentence, |form| {
        let mut chars = form.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    })
}

/// Without commas and apostrophes.
pub fn bare(sentence: &[Token]) -> Vec<Token> {
    let mut kept = without(sentence, |t| t.form == ",");
    for t in &mut kept {
        if t.form.chars().count() > 1 {
            t.form.retain(|c| c != '\'' && c != '’');
        }
    }
    if kept.iter().all(|t| !t.form.is_empty()) { kept } else { sentence.to_vec() }
}

/// Without the full stop at the end.
fn unstopped(sentence: &[Token]) -> Vec<Token> {
    let last = sentence.len() - 1;
    let mut i = 0;
    without(sentence, |t| {
        i += 1;
        i - 1 == last && t.form == "."
    })
}

/// Without some words; what hung from them goes to the nearest kept word above. Gives the sentence back where none would be left.
fn without(sentence: &[Token], mut drop: impl FnMut(&Token) -> bool) -> Vec<Token> {
    let dropped: Vec<bool> = sentence.iter().map(&mut drop).collect();
    let root_dropped = sentence.iter().zip(&dropped).any(|(t, &d)| d && t.head == 0);
    if root_dropped || dropped.iter().all(|d| !d) {
        return sentence.to_vec();
    }
    let mut place = vec![0; sentence.len() + 1];
    let mut count = 0;
    for (i, d) in dropped.iter().enumerate() {
        count += usize::from(!d);
        place[i + 1] = count;
    }
    let kept = sentence.iter().zip(&dropped).filter(|(_, d)| !**d);
    kept.map(|(t, _)| {
        let mut head = t.head;
        while head != 0 && dropped[head - 1] {
            head = sentence[head - 1].head;
        }
        Token { head: place[head], ..t.clone() }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_comma_leaves_a_tree() {
        let word = |form: &str, head| Token { form: form.into(), lemma: form.into(), upos: "X".into(), xpos: "XX".into(), head, label: "dep".into() };
        let sentence = [word("Baku", 4), word(",", 1), word("it's", 2), word("denied", 0), word(",", 4)];
        let bare: Vec<(String, usize)> = bare(&sentence).into_iter().map(|t| (t.form, t.head)).collect();
        assert_eq!(bare, [("Baku".into(), 3), ("its".into(), 1), ("denied".into(), 0)]);
    }
}
