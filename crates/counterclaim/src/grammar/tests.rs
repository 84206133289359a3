//! The shipped model on plain sentences of the field, and damaged copies of it.

use super::*;
use counterclaim_model::Span;

fn grammar() -> &'static Grammar {
    static GRAMMAR: std::sync::OnceLock<Grammar> = std::sync::OnceLock::new();
    GRAMMAR.get_or_init(|| Grammar::load(counterclaim_rules::GRAMMAR).unwrap())
}

/// A sentence whose words stand between spaces, as room 3 would hand it over.
fn words(text: &str) -> Vec<Word> {
    let mut start = 0;
    let word = |piece: &str| {
        let span = Span::new(start, start + piece.len());
        start += piece.len() + 1;
        let lower: counterclaim_model::Name = piece.to_lowercase().into();
        Word { span, upos: "X", xpos: "", lemma: lower.clone(), lower, head: 0, label: "dep" }
    };
    text.split(' ').map(word).collect()
}

fn parsed(text: &str) -> Vec<Word> {
    let mut words = words(text);
    grammar().parse(text, &mut words, 0);
    words
}

#[test]
fn passive_toll() {
    for text in ["68 people were killed in clashes .", "68 PEOPLE WERE KILLED IN CLASHES"] {
        let w = parsed(text);
        assert_eq!((w[3].upos, w[3].xpos, &*w[3].lemma, w[3].label, w[3].head), ("VERB", "VBN", "kill", "root", 3), "{text}");
        assert_eq!((w[1].upos, &*w[1].lemma, w[1].label, w[1].head), ("NOUN", "people", "nsubj:pass", 3), "{text}");
        assert_eq!((w[0].upos, w[0].label, w[0].head), ("NUM", "nummod", 1), "{text}");
        assert_eq!((w[2].label, &*w[2].lemma, w[2].head), ("aux:pass", "be", 3), "{text}");
        assert_eq!((w[5].label, w[5].head), ("obl", 3), "{text}");
    }
}

#[test]
fn agent_of_a_passive() {
    let w = parsed("Two soldiers were wounded by Azerbaijani forces .");
    assert_eq!((w[6].label, w[6].head), ("obl:agent", 3));
    assert_eq!(&*w[1].lemma, "soldier");
}

#[test]
fn heads_are_offset() {
    let text = "Troops fled .";
    let mut words = words(text);
    grammar().parse(text, &mut words, 100);
    assert_eq!(words.iter().map(|w| w.head).collect::<Vec<_>>(), [101, 101, 101]);
}

#[test]
fn a_repair_is_trusted() {
    let text = "militIG sites were hit .";
    let mut words = words(text);
    words[0].lower = "military".into();
    grammar().parse(text, &mut words, 0);
    assert_eq!((words[0].upos, &*words[0].lemma), ("ADJ", "military"));
}

#[test]
fn every_sentence_is_one_tree() {
    let long = "and then they fired , ".repeat(200);
    for text in ["Yes", "\u{feff}", "א ב , ג", ". . .", long.trim()] {
        let w = parsed(text);
        assert_eq!(w.iter().filter(|w| w.label == "root").count(), 1, "{text}");
        for (i, word) in w.iter().enumerate() {
            let (mut at, mut steps) = (i, 0);
            while w[at].head as usize != at {
                (at, steps) = (w[at].head as usize, steps + 1);
                assert!(steps <= w.len(), "{text}");
            }
            assert_eq!(word.label == "root", word.head as usize == i);
        }
    }
    grammar().parse("", &mut [], 0);
}

#[test]
fn the_same_words_give_the_same_tree() {
    let text = "Armenia said that 49 soldiers were killed , but Azerbaijan denied it .";
    let first = parsed(text);
    parsed("Another sentence in between , much longer than the first , leaves nothing behind on the desk , one hopes .");
    assert_eq!(first, parsed(text));
    assert_eq!(first, std::thread::spawn(move || parsed(text)).join().unwrap());
}

#[test]
fn a_damaged_model_is_refused() {
    let good = counterclaim_rules::GRAMMAR;
    assert!(Grammar::load(b"").unwrap_err().is_model());
    assert!(Grammar::load(b"a text file, not a model").unwrap_err().is_model());
    for i in 0..300 {
        let cut = good.len() * i / 300;
        assert!(Grammar::load(&good[..cut]).unwrap_err().is_model(), "cut at {cut}");
    }
    for cut in 0..200 {
        assert!(Grammar::load(&good[..cut]).is_err(), "cut at {cut}");
    }
    assert!(Grammar::load(&[good, b"more"].concat()).unwrap_err().is_model());
}

#[test]
fn a_model_with_wrong_bytes_never_panics() {
    let mut state = 7u64;
    for _ in 0..60 {
        let mut bytes = counterclaim_rules::GRAMMAR.to_vec();
        for _ in 0..4 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let head = state >> 63 == 0;
            let at = (state >> 20) as usize % if head { 3_000 } else { bytes.len() };
            bytes[at] ^= (state >> 12) as u8 | 1;
        }
        if let Ok(grammar) = Grammar::load(&bytes) {
            let text = "68 people were killed in clashes .";
            grammar.parse(text, &mut words(text), 0);
        }
    }
}
