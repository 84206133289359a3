//! One altered copy of a report.

use crate::train::rng::Rng;

/// The text with a share of its sentences dropped, of those left moved, and of their words replaced, and as much of another put in.
pub fn altered(text: &str, other: &str, words: &[&str], share: f32, seed: u64) -> String {
    let mut rng = Rng(seed);
    let sentences = sentences(text);
    let mut kept: Vec<String> = Vec::new();
    for sentence in &sentences {
        if rng.unit() >= share {
            kept.push(reworded(sentence, words, share, &mut rng));
        }
    }
    // A copy of nothing would be none.
    if kept.is_empty() {
        kept.extend(sentences.first().map(|sentence| reworded(sentence, words, share, &mut rng)));
    }
    for from in 0..kept.len() {
        if rng.unit() < share {
            let sentence = kept.remove(from);
            kept.insert(below(kept.len() + 1, &mut rng), sentence);
        }
    }
    let mixed = self::sentences(other);
    let length = ((sentences.len() as f32 * share).round() as usize).min(mixed.len());
    let start = below(mixed.len() - length + 1, &mut rng);
    let at = below(kept.len() + 1, &mut rng);
    kept.splice(at..at, mixed[start..start + length].iter().map(|sentence| (*sentence).to_owned()));
    kept.join(" ")
}

fn reworded(sentence: &str, words: &[&str], share: f32, rng: &mut Rng) -> String {
    let word = |word| if rng.unit() < share { words[below(words.len(), rng)] } else { word };
    sentence.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

fn below(n: usize, rng: &mut Rng) -> usize {
    (rng.bits() % n.max(1) as u64) as usize
}

/// Up to a full stop before a space, or the end of a line.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut rest = text;
    while let Some(end) =
        rest.char_indices().find(|(at, c)| *c == '\n' || (".!?".contains(*c) && rest[at + 1..].starts_with(char::is_whitespace))).map(|(at, _)| at + 1)
    {
        sentences.push(rest[..end].trim());
        rest = &rest[end..];
    }
    sentences.push(rest.trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_altered_is_the_same_and_the_same_seed_alters_alike() {
        let text = "One fell. Two more were hurt. All was quiet by night.";
        assert_eq!(altered(text, "Rain came.", &["word"], 0.0, 1), text);
        let half = altered(text, "Rain came.", &["word"], 0.5, 7);
        assert_eq!(half, altered(text, "Rain came.", &["word"], 0.5, 7));
        assert_ne!(half, text);
    }
}
