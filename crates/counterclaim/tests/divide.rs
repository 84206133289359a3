//! Sentences and words: the rules' own examples, and the laws that hold for any text.

use counterclaim::{clean, divide};
use counterclaim_model::{BlockKind, Document, Sentence, Word};
use counterclaim_rules::Knowledge;
use proptest::prelude::*;
use std::sync::LazyLock;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

fn document(text: &str) -> Document {
    let mut doc = Document::new("t", text);
    clean::mark(&KNOWLEDGE, &mut doc);
    doc
}

fn split(text: &str) -> (Document, Vec<Sentence>, Vec<Word>) {
    let doc = document(text);
    let (sentences, words) = divide::split(&KNOWLEDGE.sentences, &doc);
    (doc, sentences, words)
}

fn sentences(text: &str) -> Vec<String> {
    let (doc, sentences, _) = split(text);
    sentences.iter().map(|s| s.span.of(&doc.text).to_owned()).collect()
}

fn words(text: &str) -> Vec<String> {
    let (doc, _, words) = split(text);
    words.iter().map(|w| w.span.of(&doc.text).to_owned()).collect()
}

#[test]
fn every_rule_splits_its_examples() {
    for example in &KNOWLEDGE.sentences.examples {
        let wanted: Vec<&str> = example.text.split(" | ").collect();
        assert_eq!(sentences(&wanted.join(" ")), wanted, "rule {}", example.rule);
    }
}

#[test]
fn words_are_those_of_the_treebank() {
    let cases = [
        ("Orlo-led troops' $5m raid (6.30 a.m.) didn't go on.", "Orlo - led troops ' $ 5 m raid ( 6.30 a.m. ) did n't go on ."),
        ("The town's 30,000 people -- 1.5% -- can’t leave…", "The town 's 30,000 people -- 1.5 % -- ca n’t leave …"),
        ("Anti-tank fire hit the U.S.-held non-combatant zone.", "Anti-tank fire hit the U.S. - held non-combatant zone ."),
        ("See https://news.example/a-b?c=1, or ask desk@news.example.", "See https://news.example/a-b?c=1 , or ask desk@news.example ."),
        ("It fell.The rebels cannot hold it, ”said Da’il.", "It fell . The rebels can not hold it , ” said Da’il ."),
    ];
    for (text, wanted) in cases {
        assert_eq!(words(text).join(" "), wanted);
    }
}

#[test]
fn marks_that_close_and_marks_that_run_on() {
    let texts = [
        "Gen. Rao (ret.) Amin left. | (He saw it.) | The town fell (again). | Nobody stayed.",
        "“They fled. | We stayed.” | The port burned, ”said Da’il. | He (…) wept. | “It (…). | Nobody came.”",
        "U.S. In a call the minister spoke. | \"\"\"We hope so,\"\" he said.\" | 2. Talks began at 5.30. | al-Amin left on Oct 7. fires burned.",
        "[Text] Orlo, 2 May 01 (OPA) -- [Report] Four died . | al-Amin’s men came. | See news.example.org. | It fell.The rest fled.",
    ];
    for text in texts {
        let wanted: Vec<&str> = text.split(" | ").collect();
        assert_eq!(sentences(&wanted.join(" ").replace("fell. The rest", "fell.The rest")).join(" | "), text.replace("fell.The", "fell. | The"));
    }
}

#[test]
fn a_repaired_word_reads_as_it_should() {
    let (_, _, words) = split("The militIG post fell.");
    assert_eq!(&*words[1].lower, "military");
}

fn check_laws(text: &str) -> Result<(), TestCaseError> {
    let (doc, sentences, words) = split(text);
    let mut last = 0;
    for word in &words {
        prop_assert!(word.span.start >= last && word.span.end > word.span.start, "words in order and not empty");
        prop_assert!(doc.text.get(word.span.start as usize..word.span.end as usize).is_some(), "on character boundaries");
        last = word.span.end;
    }
    for pair in sentences.windows(2) {
        prop_assert!(pair[0].span.end <= pair[1].span.start && pair[0].last == pair[1].first);
    }
    for s in &sentences {
        prop_assert!(doc.blocks[s.block as usize].span.contains(s.span) && s.first < s.last);
    }
    let covered = |at: usize| words.iter().filter(|w| (w.span.start as usize..w.span.end as usize).contains(&at)).count();
    for block in doc.blocks.iter().filter(|b| b.kind != BlockKind::Furniture) {
        for (at, c) in block.span.of(&doc.text).char_indices() {
            let blank = c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
            prop_assert_eq!(covered(block.span.start as usize + at), usize::from(!blank), "{:?}", c);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_for_any_text(text in "\\PC{0,60}") {
        check_laws(&text)?;
    }

    #[test]
    fn laws_hold_for_text_like_reports(text in "([A-Za-z]{1,6}|[0-9]{1,4}|\\.|\\.\\.\\.|'s|n't|-|\"|“|”|\\(|\\)|\\[|\\]|,|U\\.S\\.|Lt\\.|\\$|%|\n|\n\n| |  |\u{2028}|é|’){0,80}") {
        check_laws(&text)?;
    }
}
