//! Numbers, value first: what each wording bounds, and what counts no people.

use counterclaim::mention::number::{Number, numbers};
use counterclaim_model::{Span, Word};
use counterclaim_rules::number::Numbers;

/// Words at blanks, marks apart, without the grammar.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut push = |start: usize, end: usize| {
        let lower: counterclaim_model::Name = text[start..end].to_lowercase().into();
        let head = words.len() as u32;
        words.push(Word { span: Span::new(start, end), upos: "", xpos: "", lemma: lower.clone(), lower, head, label: "" });
    };
    let mut start: Option<usize> = None;
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for (at, c) in text.char_indices() {
        let inner = matches!(c, ',' | '.' | ':' | '/') && at > 0 && digit(at - 1) && digit(at + 1);
        let stop = c == '.' && start.is_some_and(|s| text[s..at].contains('.') || matches!(&text[s..at], "Sept" | "Jan" | "No" | "p" | "a" | "Nov"));
        if c.is_alphanumeric() || inner || stop {
            start.get_or_insert(at);
            continue;
        }
        if let Some(s) = start.take() {
            push(s, at);
        }
        if !c.is_whitespace() {
            push(at, at + c.len_utf8());
        }
    }
    if let Some(s) = start {
        push(s, text.len());
    }
    words
}

fn read(rules: &Numbers, text: &str) -> Vec<Number> {
    numbers(rules, text, &words(text))
}

fn rules() -> Numbers {
    Numbers::shipped().unwrap()
}

fn show(n: &Number) -> String {
    let end = |e: Option<u32>| e.map_or("null".to_owned(), |n| n.to_string());
    format!("{}/{}", end(n.quantity.low), end(n.quantity.high))
}

/// Each line: bounds and qualifier, then wordings of it; the number must be the only one, and it must count people.
#[test]
fn bounds() {
    let corpus: &[(&str, &str, &[&str])] = &[
        ("68/68", "exact", &["68 people died", "sixty-eight people", "sixty eight people", "exactly 68 people", "68"]),
        ("1/1", "exact", &["one soldier fell", "One of its men fell", "killing one"]),
        ("12/12", "exact", &["12 men", "a dozen men", "one dozen men", "twelve"]),
        ("6/6", "exact", &["half a dozen men", "six men"]),
        ("24/24", "exact", &["two dozen rebels", "two dozens of rebels", "twenty-four rebels"]),
        ("1234567/1234567", "exact", &["1 234 567 people", "1,234,567 people"]),
        ("3500000/3500000", "exact", &["3 million and a half people", "three million and one half", "three and a half million people", "3.5 million people"]),
        ("250000/250000", "exact", &["a quarter of a million people", "a quarter million people"]),
        ("321/321", "exact", &["3 hundred and 21 dead", "3 hundred and twenty-one dead"]),
        ("4300/4300", "exact", &["4 thousand 3 hundred refugees", "4 thousand and 3 hundred refugees"]),
        ("100/100", "exact", &["a hundred men", "one hundred men", "100 men"]),
        ("250/250", "exact", &["two hundred and fifty", "two hundred fifty", "250 dead"]),
        ("6500/6500", "exact", &["six thousand five hundred", "6,500 dead", "6 500 dead", "6.5 thousand dead"]),
        ("30000/30000", "exact", &["30,000 dead", "30000 dead", "30 000 dead", "thirty thousand dead", "30 thousand dead", "30k dead", "30.000 dead"]),
        ("170000/170000", "exact", &["170000 people", "170,000 people", "a hundred and seventy thousand people"]),
        ("1500000/1500000", "exact", &["1.5 million refugees", "1,500,000 refugees", "one million five hundred thousand refugees"]),
        ("2/2", "about", &["some two men", "about two men"]),
        (
            "100/100",
            "about",
            &[
                "about 100 soldiers",
                "around a hundred soldiers",
                "100 or so soldiers",
                "roughly 100",
                "close to 100",
                "nearly 100",
                "an estimated 100",
                "approximately one hundred",
                "nearing 100",
            ],
        ),
        ("2000/2000", "about", &["some 2,000 peacekeepers", "about two thousand", "some 2000 peacekeepers"]),
        (
            "68/null",
            "at_least",
            &[
                "at least 68",
                "no fewer than 68",
                "a minimum of 68",
                "68 or more",
                "at least sixty-eight",
                "at least another 68",
                "not less than 68",
                "68+ men",
                "at least now 68",
            ],
        ),
        (
            "201/null",
            "more_than",
            &["more than 200", "over 200", "upwards of two hundred", "above 200", "exceeding 200", "more than some 200", "well over 200"],
        ),
        ("13/null", "more_than", &["more than a dozen", "over a dozen men"]),
        ("null/19", "less_than", &["fewer than 20 men", "less than 20 men", "not as high as 20", "under 20 men"]),
        (
            "null/40",
            "up_to",
            &["up to 40 men", "as many as 40 men", "a maximum of 40 men", "at most forty men", "no more than 40 men", "40 at most", "up to some 40 men"],
        ),
        ("10/12", "range", &["10 to 12 men", "10-12 men", "between 10 and 12 men", "ten to twelve men", "ranging from 10 to 12 men", "about 10 to 12 men"]),
        ("15/16", "range", &["15 or 16 dead", "fifteen or sixteen dead"]),
        ("3000/5000", "range", &["3,000 to 5,000 fighters", "3 to 5 thousand fighters", "between three and five thousand fighters"]),
        ("24/null", "vague", &["dozens of people", "dozens died", "about dozens of men"]),
        ("40/null", "vague", &["scores of rebels", "scores died"]),
        ("200/null", "vague", &["hundreds of losses", "many hundreds of men"]),
        ("300/null", "vague", &["several hundred men"]),
        ("2000/null", "vague", &["thousands of men", "Thousands fled"]),
        ("20000/null", "vague", &["tens of thousands of refugees"]),
        ("20/null", "vague", &["tens of men"]),
        ("2000000/null", "vague", &["millions fled"]),
        ("3/null", "vague", &["several soldiers", "at least several soldiers"]),
        ("1/null", "vague", &["many soldiers", "a number of soldiers", "some soldiers fell", "some wounded civilians", "an unknown number of rebels"]),
        ("0/0", "exact", &["no casualties", "no soldiers died", "zero deaths", "not a single soldier fell"]),
    ];
    let rules = rules();
    for (bounds, qualifier, texts) in corpus {
        for text in *texts {
            let found = read(&rules, text);
            let first = found.first().unwrap_or_else(|| panic!("{text}: no number"));
            assert_eq!((show(first).as_str(), first.quantity.qualifier.name()), (*bounds, *qualifier), "{text}");
            assert!(!first.not_people, "{text}: flagged");
            assert_eq!(found.len(), 1, "{text}: {found:?}");
        }
    }
}

#[test]
fn not_people() {
    let yes = [
        "an 18-year-old girl",
        "aged 15 to 29",
        "an 18 year-old girl",
        "a man of 41 years of age",
        "the farmer, 35, died",
        "her son Daro Lin, 9, was hurt",
        "in 1994",
        "since 2016",
        "the 2020 war",
        "2016 was calm",
        "in nineteen ninety-six",
        "13 September",
        "2 Nov 88",
        "September 13",
        "Sept. 13",
        "July 19 2014",
        "between 1990 and 1994",
        "40% of them",
        "40 percent",
        "$5 million",
        "5 million dollars",
        "€300",
        "15 km away",
        "120 mm shells",
        "24 hours later",
        "six weeks",
        "two more weeks",
        "a 40-minute lull",
        "7.5 kilometers",
        "Division 30",
        "Resolution 2254",
        "Route 4",
        "Brigade 70",
        "F-16",
        "MiG-29",
        "BM-21",
        "under resolution 688",
        "2020-09-29",
        "31-07-2015",
        "won 3-2",
        "555-0123",
        "two thirds of them",
        "13 rocket shells",
        "eight vehicles",
        "dozens of tanks",
        "several days",
        "many villages",
        "tens of thousands of dollars",
        "over two days",
        "No. 5",
    ];
    let rules = rules();
    for text in yes {
        let found = read(&rules, text);
        assert!(!found.is_empty() && found.iter().all(|n| n.not_people), "{text}: {found:?}");
    }
}

#[test]
fn no_number() {
    let rules = rules();
    for text in [
        "no one said so",
        "the 13th",
        "1st Infantry Brigade",
        "April 7th Street",
        "at 00:05",
        "how many fell",
        "no longer safe",
        "the first attack",
        "the 1990s",
        "someone",
        "no",
        "a soldier",
        "an attack",
        "some said so",
        "no solution",
        "to no avail",
        "9/11",
        "no, he said",
    ] {
        let found = read(&rules, text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

/// Where several numbers stand in a sentence each is bounded by its own words. `*` marks those that count no people.
#[test]
fn several() {
    let rules = rules();
    for (text, wanted) in [
        ("at least four killed and seven wounded", "4/null 7/7"),
        ("rose from 39 to 95", "39/39 95/95"),
        ("fell by 3 to 9", "3/3 9/9"),
        ("In 2016, 5 men and two women", "*2016/2016 5/5 2/2"),
        ("In September 13 soldiers fell", "13/13"),
        ("July 19 2014 rebels killed 270", "*19/19 *2014/2014 270/270"),
        ("On September 13 soldiers fell", "*13/13"),
        ("September 27 and 28", "*27/27 *28/28"),
        ("2016 soldiers fell", "2016/2016"),
        ("more than 60 were killed and up to 80 hurt in 24 hours", "61/null null/80 *24/24"),
        ("dead: 12, hurt: 7", "12/12 7/7"),
        ("11 civilians, with nine in Vale and two on our side", "11/11 9/9 2/2"),
    ] {
        let found: Vec<String> = read(&rules, text).iter().map(|n| format!("{}{}", if n.not_people { "*" } else { "" }, show(n))).collect();
        assert_eq!(found.join(" "), wanted, "{text}");
    }
}

/// First word, figure, word after the last: qualifiers belong to the number, "of" does not.
#[test]
fn where_they_stand() {
    for (text, wanted) in [
        ("they say at least another two dozen or so rebels fell", (2, (5, 7), 9)),
        ("between 25 and 35 fell", (0, (1, 4), 4)),
        ("a number of men", (0, (0, 2), 2)),
        ("then about 10 to 12 fell", (1, (2, 5), 5)),
    ] {
        let found = read(&rules(), text);
        assert_eq!((found[0].first, found[0].core, found[0].last), wanted, "{text}");
    }
}

#[test]
fn vague_words_follow_the_table() {
    for (table, wanted) in
        [("guidelines", "24/null 40/null 200/null 20/null"), ("acled", "12/null 20/null 100/null 10/null"), ("none", "1/null 1/null 1/null 1/null")]
    {
        let rules = rules().vague(table).unwrap();
        let found: Vec<String> = read(&rules, "dozens died, scores fell, hundreds fled, tens of men hid").iter().map(show).collect();
        assert_eq!(found.join(" "), wanted, "{table}");
    }
    assert!(rules().vague("guess").unwrap_err().is_rule());
}

/// Every rule's own examples.
#[test]
fn the_rules_hold_their_examples() {
    let rules = rules();
    let mut failures = Vec::new();
    for rule in &rules.rules {
        for (examples, wanted) in [(&rule.yes, true), (&rule.no, false)] {
            for example in examples {
                let (text, bounds) = example.split_once(" => ").unwrap_or((example, ""));
                let found = read(&rules, text).into_iter().next();
                let right = match &found {
                    None => false,
                    Some(n) if rule.qualifier => show(n) == bounds,
                    Some(n) => n.not_people == wanted,
                };
                if !right {
                    failures.push(format!("{}: {example}: {:?}", rule.id, found.map(|n| (show(&n), n.not_people))));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Words in any order: no panic, and the numbers come in order, disjoint, with low <= high. The order is that of a fixed generator.
#[test]
fn any_words_in_any_order() {
    let pool = [
        "at",
        "least",
        "more",
        "than",
        "a",
        "an",
        "dozen",
        "dozens",
        "of",
        "two",
        "ten",
        "twenty",
        "nineteen",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "and",
        "or",
        "to",
        "between",
        "from",
        "some",
        "no",
        "one",
        "-",
        "7",
        "30",
        "2016",
        "000",
        "1.5",
        "3,000",
        "99999999999999999999",
        "4294967296",
        "May",
        "year",
        "old",
        "%",
        "$",
        "/",
        "é",
        "—",
        "“",
        "12k",
        "0",
        ",",
        ".",
        "soldiers",
        "up",
        "so",
        "billion",
    ];
    let rules = rules();
    let mut seed = 7u64;
    let mut next = |n: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % n
    };
    for _ in 0..20_000 {
        let text = (0..next(14)).map(|_| pool[next(pool.len())]).collect::<Vec<_>>().join(if next(4) == 0 { "" } else { " " });
        let words = words(&text);
        let mut last = 0;
        for n in numbers(&rules, &text, &words) {
            assert!(last <= n.first && n.first <= n.core.0 && n.core.0 < n.core.1 && n.core.1 <= n.last && n.last <= words.len(), "{text}: {n:?}");
            assert!(n.quantity.low.zip(n.quantity.high).is_none_or(|(l, h)| l <= h), "{text}: {n:?}");
            last = n.last;
        }
    }
}
