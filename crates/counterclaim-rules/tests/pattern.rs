//! The pattern language, by example: what each sign matches and what it does not.

use counterclaim_model::{Mention, Quantity, Span, What, Word};
use counterclaim_rules::{
    lexicon::Lexicon,
    pattern::{Pattern, View},
};

const LISTS: &str = r#"
be = ["be", "was", "were"]
kill = ["kill", "shoot dead"]
wound = ["wound"]
harm = ["<kill>", "<wound>"]
"#;

/// Words as `form/TAG`; a tag is a Penn tag, verbs get the universal one too.
fn sentence(tagged: &str) -> (String, Vec<Word>) {
    let (mut text, mut words) = (String::new(), Vec::new());
    for (at, part) in tagged.split(' ').enumerate() {
        let (form, tag) = part.split_once('/').unwrap_or((part, "NN"));
        if at > 0 {
            text.push(' ');
        }
        let span = Span::new(text.len(), text.len() + form.len());
        text.push_str(form);
        let tag: &'static str = ["VBD", "VBN", "NNS", "CD", "IN"].into_iter().find(|t| *t == tag).unwrap_or("NN");
        let lemma = form.to_lowercase().trim_end_matches("ed").to_owned();
        let upos = if tag.starts_with('V') { "VERB" } else { "NOUN" };
        words.push(Word { span, upos, xpos: tag, lemma: lemma.into(), lower: form.to_lowercase().into(), head: at as u32, label: "root" });
    }
    (text, words)
}

/// What the captures of the first match took, as `name=words`; nothing where there is no match.
fn matched(pattern: &str, tagged: &str) -> Vec<String> {
    let lexicon = Lexicon::parse(LISTS, "lists").expect("lists");
    let pattern = Pattern::parse(pattern, &lexicon).expect("a pattern");
    let (text, words) = sentence(tagged);
    let marks = lexicon.mark(&words);
    let counts: Vec<Mention> = words
        .iter()
        .enumerate()
        .filter(|(_, w)| w.xpos == "CD")
        .map(|(i, w)| Mention { span: w.span, first: i as u32, last: i as u32 + 1, sentence: 0, what: What::Count(Quantity::exact(1)) })
        .collect();
    let view = View { text: &text, words: &words, marks: &marks, mentions: &counts, first: 0 };
    let Some(found) = pattern.find(&view).into_iter().next() else { return Vec::new() };
    let mut out = Vec::new();
    for name in pattern.captures() {
        if let Some(taken) = pattern.words(&found, name).filter(|t| !t.is_empty()) {
            out.push(format!("{name}={}", words[taken.start].span.to(words[taken.end - 1].span).of(&text)));
        }
    }
    if out.is_empty() { vec!["matched".to_owned()] } else { out }
}

#[test]
fn words_lists_tags_and_mentions() {
    assert_eq!(matched("a:killed", "he killed/VBD two/CD"), ["a=killed"]);
    assert_eq!(matched("a:<kill>", "he killed/VBD two/CD"), ["a=killed"]);
    assert_eq!(matched("a:VBD n:Count", "he killed/VBD two/CD"), ["a=killed", "n=two"]);
    assert_eq!(matched("a:<kill>&VBN", "he killed/VBD two/CD"), Vec::<String>::new());
    assert_eq!(matched("a:!killed", "killed/VBD"), Vec::<String>::new());
}

#[test]
fn an_entry_of_several_words_is_taken_whole() {
    assert_eq!(matched("a:<kill> Count", "they shoot/VBD dead two/CD"), ["a=shoot dead"]);
    assert_eq!(matched("a:<harm> Count", "they shoot/VBD dead two/CD"), ["a=shoot dead"]);
}

#[test]
fn gaps_take_as_little_as_will_do_and_do_not_cross_verbs_or_stops() {
    assert_eq!(matched("n:Count ~4 a:<kill>", "two/CD men near/IN town killed/VBN"), ["n=two", "a=killed"]);
    assert_eq!(matched("n:Count ~4 a:<kill>", "two/CD men saw/VBD him killed/VBN"), Vec::<String>::new());
    assert_eq!(matched("n:Count ..4 a:<kill>", "two/CD men saw/VBD him killed/VBN"), ["n=two", "a=killed"]);
    assert_eq!(matched("n:Count ..4 a:<kill>", "two/CD men ; one killed/VBN"), Vec::<String>::new());
}

#[test]
fn repetition_and_choice() {
    assert_eq!(matched("a:(<kill> (and <harm>)*)", "killed/VBN and wounded/VBN"), ["a=killed and wounded"]);
    assert_eq!(matched("a:(<wound>|<kill>) $", "killed/VBN"), ["a=killed"]);
    assert_eq!(matched("^ a:_{2,2} $", "two words"), ["a=two words"]);
    assert_eq!(matched("^ a:_{2,2} $", "three words here"), Vec::<String>::new());
}

#[test]
fn what_must_not_come_next() {
    assert_eq!(matched("a:<kill> !(Count)", "killed/VBD two/CD"), Vec::<String>::new());
    assert_eq!(matched("a:<kill> !(Count)", "killed/VBD nobody"), ["a=killed"]);
}

#[test]
fn a_wrong_pattern_says_what_is_wrong() {
    let lexicon = Lexicon::parse(LISTS, "lists").expect("lists");
    let wrong = |pattern: &str| Pattern::parse(pattern, &lexicon).expect_err(pattern);
    assert!(wrong("<kil>").contains("no list `<kil>`"));
    assert!(wrong("(a b").contains("not closed"));
    assert!(wrong("a )").contains("left over"));
    assert!(wrong("Grop").contains("is no mention"));
    assert!(wrong("a{x}").contains("no repetition"));
}

#[test]
fn a_list_that_takes_in_itself_is_refused() {
    let error = Lexicon::parse("a = [\"<b>\"]\nb = [\"<a>\"]", "lists").expect_err("a circle");
    assert!(error.is_rule() && error.to_string().contains("takes in itself"), "{error}");
}
