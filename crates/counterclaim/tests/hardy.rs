//! Nothing that a file may hold makes the reader fail, or say what the text does not.

use counterclaim::{Counterclaim, write};
use counterclaim_model::{BlockKind, Document, Ledger, Reading};
use proptest::{collection::vec, prelude::*, sample::select};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

/// What sentences about tolls are made of, and what breaks them.
const WORDS: &[&str] = &[
    "12",
    "1,000",
    "at",
    "least",
    "more",
    "than",
    "twenty-five",
    "dozens",
    "of",
    "its",
    "a",
    "hundred",
    "no",
    "one",
    "2-3",
    "50%",
    "half",
    "0",
    "99999999999999999999",
    "soldiers",
    "civilians",
    "people",
    "troops",
    "children",
    "villagers",
    "were",
    "was",
    "killed",
    "wounded",
    "dead",
    "injured",
    "missing",
    "captured",
    "died",
    "losses",
    "said",
    "says",
    "according",
    "to",
    "denied",
    "that",
    "claimed",
    "accused",
    "told",
    "added",
    "he",
    "they",
    "the",
    "ministry",
    "officials",
    "spokesman",
    "not",
    "on",
    "Tuesday",
    "yesterday",
    "27",
    "September",
    "2020",
    "last",
    "week",
    "in",
    "since",
    "2020-09-27",
    "February",
    "30",
    "hours",
    "ago",
    "year",
    "Armenia",
    "Armenian",
    "Azerbaijan",
    "Baku",
    "Yerevan",
    "Russia",
    "UN",
    "Gaza",
    "Israel",
    "Nagorno-Karabakh",
    "Mr",
    "U.S.",
    "shelling",
    "attacked",
    "by",
    "with",
    "drones",
    "village",
    "near",
    "and",
    "or",
    "if",
    "including",
    "among",
    "them",
    ",",
    ".",
    ";",
    ":",
    "\"",
    "“",
    "”",
    "'",
    "’s",
    "(",
    ")",
    "—",
    "-",
    "…",
    "!",
    "?",
    "\n",
    "\n\n",
    "\u{2028}",
    "\u{a0}",
    "\u{200b}",
    "é",
    "е́",
    "💥",
    "Read more:",
    "* * *",
];

fn document(id: &str, text: &str) -> Document {
    Document::new(id, text)
}

fn read(text: &str) -> Reading {
    COUNTERCLAIM.read(document("may", text))
}

fn ledger(texts: &[(String, String)]) -> Ledger {
    COUNTERCLAIM.ledger(texts.iter().map(|(id, text)| document(id, text)).collect())
}

fn export(ledger: &Ledger) -> String {
    let mut bytes = Vec::new();
    write::claims(ledger, &mut bytes).expect("memory takes all");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

/// What must hold of every reading, whatever the text.
fn sound(reading: &Reading) {
    let text = &*reading.document.text;
    let stands = |span: counterclaim_model::Span| text.get(span.start as usize..span.end as usize);
    for (at, sentence) in reading.sentences.iter().enumerate() {
        assert!(stands(sentence.span).is_some(), "sentence {at}");
        assert!(sentence.last as usize <= reading.words.len());
        assert!(sentence.words().all(|word| sentence.span.contains(reading.words[word].span)), "sentence {at}");
    }
    for mention in &reading.mentions {
        assert!(stands(mention.span).is_some_and(|words| !words.is_empty()), "{mention:?}");
    }
    for claim in &reading.claims {
        let quote = stands(claim.quote).unwrap_or_else(|| panic!("no such run of the text: {claim:?}"));
        assert!(!quote.is_empty() && quote.len() <= 250, "{} bytes: {quote}", quote.len());
        for (part, span) in &claim.parts {
            assert!(stands(*span).is_some_and(|words| !words.is_empty()), "{part:?} {span:?} of {claim:?}");
        }
        let voices = claim.attribution.chain.iter().filter_map(|speaker| speaker.words).chain(claim.attribution.cue);
        assert!(voices.chain(claim.place.as_ref().map(|place| place.span)).all(|span| stands(span).is_some()), "{claim:?}");
        let kind = reading.sentences[claim.sentence as usize].kind;
        assert!(kind != BlockKind::Furniture, "page furniture claims nothing: {claim:?}");
        assert!((0.0..=1.0).contains(&claim.confidence), "{claim:?}");
    }
}

fn words(most: usize) -> impl Strategy<Value = String> {
    vec((select(WORDS), select(&[" ", " ", " ", ""][..])), 1..most).prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_characters_are_read(text in any::<String>()) {
        sound(&read(&text));
    }

    #[test]
    fn any_characters_between_words_of_war_are_read(parts in vec((select(WORDS), any::<char>()), 1..60)) {
        sound(&read(&parts.into_iter().map(|(word, c)| format!("{word}{c}")).collect::<String>()));
    }

    #[test]
    fn any_words_are_read(text in words(150)) {
        sound(&read(&text));
    }

    #[test]
    fn any_words_after_a_sentence_are_read(text in words(25)) {
        sound(&read(&format!("Baku said that 12 Armenian soldiers were killed {text}")));
        sound(&read(&format!("{text} 12 soldiers were killed, the ministry said: \"{text}")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_order_nor_threads_change_a_byte(texts in vec(words(60), 1..6), turn in 0usize..6) {
        let texts: Vec<(String, String)> = texts.into_iter().enumerate().map(|(n, text)| {
            (format!("report-{n}"), format!("BAKU, 27 September 2020 — Azerbaijan said that {n}2 Armenian soldiers were killed. {text}"))
        }).collect();
        let mut turned = texts.clone();
        turned.reverse();
        turned.rotate_left(turn % texts.len());
        let on = |threads: usize, texts: &[(String, String)]| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| export(&ledger(texts)))
        };
        let one = on(1, &texts);
        prop_assert_eq!(&one, &on(2, &texts));
        // `ledger` keeps the order of its reports; the claims themselves do not depend on it.
        let sorted = |export: &str| { let mut lines: Vec<String> = export.lines().map(str::to_owned).collect(); lines.sort(); lines };
        prop_assert_eq!(sorted(&one), sorted(&on(2, &turned)));
    }

    #[test]
    fn a_report_read_twice_says_the_same(text in words(100)) {
        let text = format!("Baku said that 12 Armenian soldiers were killed. {text}");
        prop_assert_eq!(read(&text).claims, read(&text).claims);
    }
}

#[test]
fn nothing_in_particular_is_read() {
    for text in [
        "",
        " ",
        "\n\n",
        ".",
        ",",
        "\"",
        "“”",
        "...",
        "\u{2028}",
        "\u{feff}",
        "\r\n\r\n",
        "(",
        "—",
        "\u{0}",
        "\u{202e}12",
        "12",
        "killed",
        "said",
        "1\u{301}2",
        "'’'",
    ] {
        sound(&read(text));
        sound(&read(&text.repeat(500)));
    }
}

#[test]
fn a_sentence_without_an_end_is_read() {
    let phrases = [
        "12 soldiers were killed, ",
        "a\u{2028}",
        "he said that ",
        "twenty-",
        "\"( ",
        "killed,",
        "1",
        "é",
        "27 September 2020, ",
        "Armenia and ",
        "12 soldiers ",
    ];
    for phrase in phrases {
        sound(&read(&phrase.repeat(20_000 / phrase.len())));
    }
}

#[test]
fn three_thousand_words_are_one_sentence_or_many() {
    let text: String = (0..3000).map(|n| WORDS[n * 7919 % 90]).filter(|word| !word.contains('\n')).flat_map(|word| [word, " "]).collect();
    sound(&read(&text));
    let one: String = (0..600).map(|n| format!("and {n} Armenian soldiers were killed ")).collect();
    sound(&read(&format!("Baku said on Tuesday that 3 soldiers were killed {one}.")));
}

#[test]
fn two_hundred_thousand_characters_without_a_stop_are_read() {
    sound(&read(&"a".repeat(200_000)));
    sound(&read(&"12 soldiers were killed and ".repeat(1_000)));
}
