//! Days and times, value first, told on Tuesday 29 September 2020; and the report's own day.

use counterclaim::mention::time::{Telling, Time, stated_day, times};
use counterclaim_model::{Basis, Block, BlockKind, Day, Document, Sentence, Span, Word};
use counterclaim_rules::{sentence::Sentences, time::Times};

fn rules() -> Times {
    Times::shipped().unwrap()
}

fn document(text: &str) -> Document {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Body, rule: None };
    Document { blocks: vec![block], ..Document::new("t", text) }
}

fn split(text: &str) -> (Document, Vec<Sentence>, Vec<Word>) {
    let document = document(text);
    let (sentences, words) = counterclaim::divide::split(&Sentences::shipped().unwrap(), &document);
    (document, sentences, words)
}

fn read(rules: &Times, text: &str, anchor: Option<Day>) -> Vec<Time> {
    // All words as one sentence: examples are too short for `divide` to tell sentences apart.
    let (document, _, words) = split(text);
    times(rules, &document.text, &words, &mut Telling::on(anchor))
}

fn day(text: &str) -> Option<Day> {
    text.parse().ok()
}

fn values(found: &[Time]) -> String {
    found.iter().map(|t| t.value.clone()).collect::<Vec<_>>().join(" ")
}

/// Every pattern's own examples.
#[test]
fn the_rules_hold_their_examples() {
    let rules = rules();
    let mut failures = Vec::new();
    for pattern in &rules.patterns {
        for example in pattern.yes.iter().chain(&pattern.no) {
            let (text, wanted) = example.split_once("=>").unwrap_or((example, ""));
            let found = values(&read(&rules, text, rules.written));
            if found != wanted.trim() {
                failures.push(format!("{}: {example}: {found}", pattern.id));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Where one end is not told it stays open; "by Sunday's end" and what is counted from a day have both.
#[test]
fn open_ends() {
    let rules = rules();
    for (from, to, texts) in [
        (None, Some("2020-09-27"), &["until Sunday", "up to Sunday", "no later than September 27", "by last Sunday", "prior to 27 September"] as &[_]),
        (None, Some("2016"), &["before 2016"]),
        (Some("2020-05-03"), Some("2020-09-29"), &["after 3 May", "from 3 May on", "from May 3 onwards", "since 3 May"]),
        (Some("2020-10-03"), None, &["will go on after 3 October"]),
        (Some("2020-09-27"), Some("2020-09-27"), &["after Sunday's blast", "on Sunday"]),
        (Some("2020-09-25"), Some("2020-09-27"), &["from Friday until Sunday", "between Friday and Sunday"]),
    ] {
        for text in texts {
            let found = read(&rules, text, rules.written);
            assert_eq!((found[0].days.from, found[0].days.to), (from.and_then(day), to.and_then(day)), "{text}");
        }
    }
}

/// What an undated report leaves open is written with X, and has no days.
#[test]
fn without_a_day_of_writing() {
    let rules = rules();
    for (wanted, texts) in [
        ("XXXX-WXX-2", &["on Tuesday", "early on Tuesday"] as &[_]),
        ("XXXX-09-13", &["13 September", "September 13th", "Tuesday (September 13th)"]),
        ("XXXX-07", &["last July", "in July"]),
        ("XXXX-XX-XX", &["yesterday", "today", "two days later"]),
        ("XXXX-WXX", &["last week"]),
        ("XXXX", &["last year"]),
        ("XXXX-WXX-WE", &["over the weekend"]),
        ("XXXX-XX-XXTNI", &["overnight"]),
        ("PT24H", &["the past 24 hours"]),
    ] {
        for text in texts {
            let found = read(&rules, text, None);
            assert_eq!(values(&found), wanted, "{text}");
            assert!(found[0].days.from.is_none() && found[0].days.basis == Basis::Unknown, "{text}");
        }
    }
    let found = read(&rules, "in the fall of 2020", None);
    assert_eq!((found[0].value.as_str(), found[0].days.from, found[0].days.to), ("2020-FA", day("2020-09"), day("2020-11")));
}

/// Told in a year whose day is not known, what lies near the telling lies in that year, and last year is the one before.
#[test]
fn told_in_a_year() {
    let rules = rules();
    for (value, from, texts) in
        [("XXXX-WXX-2", "2021", &["on Tuesday"] as &[_]), ("XXXX-XX-XX", "2021", &["yesterday", "today"]), ("2020", "2020", &["last year", "in 2020"])]
    {
        for text in texts {
            let found = read(&rules, text, day("2021"));
            assert_eq!((values(&found).as_str(), found[0].days.from), (value, day(from)), "{text}");
        }
    }
}

/// The days that words cover, told on 29 September 2020.
#[test]
fn days() {
    let rules = rules();
    for (from, to, texts) in [
        ("2020-09-27", "2020-09-27", &["on Sunday", "two days ago", "September 27, 2020"] as &[_]),
        ("2020-09-28", "2020-09-29", &["overnight", "in the past 24 hours", "over the last day"]),
        ("2020-09-26", "2020-09-27", &["over the weekend", "on the night of September 26-27"]),
        ("2020-09-21", "2020-09-27", &["last week"]),
        ("2020-09-26", "2020-09-29", &["over the past three days"]),
        ("2020-09-28", "2020-09-28", &["last night", "yesterday", "on Monday"]),
        ("2020-07", "2020-07", &["last July", "in July"]),
        ("1994", "1994", &["in 1994"]),
        ("1990", "1999", &["in the 1990s"]),
        ("2020-09-27", "2020-09-29", &["27-29 September", "since Sunday", "from Sunday to Tuesday"]),
        ("2020-09-27", "2020-11-10", &["from 27 September to 10 November 2020"]),
        ("2020-09-01", "2020-09-29", &["since September 1", "between September 1 and now", "from September 1 until today"]),
        ("2020-09-29", "2020-10-04", &["between now and 4 October"]),
        ("2020-09-28", "2020-09-30", &["three days starting on Monday", "for three days from Monday", "for three days, from Monday"]),
        ("2020-10-07", "2020-10-09", &["next week from Wednesday to Friday", "next week between Wednesday and Friday"]),
        ("2020-09-28", "2020-09-28", &["two days after Saturday 's blast", "a day before Tuesday"]),
        ("2020-09-30", "2020-10-02", &["in the next three days"]),
        ("2020-09-29", "2020-12-31", &["for the rest of the year"]),
        ("2020-09-14", "2020-09-20", &["in the third week of this month", "the week of September 16"]),
        ("1992", "1995", &["the 1992-95 war"]),
        ("2019-12-20", "2020-01-05", &["from 20 December to 5 January"]),
        ("2020-12-20", "2021-01-05", &["will hold from 20 December to 5 January"]),
        ("2020-09-29", "2020-09-29", &["at 00:05 (22:05 French time)", "at 10 a.m. GMT", "at 06:30 Baku time (02:30 GMT)"]),
    ] {
        for text in texts {
            let found = read(&rules, text, rules.written);
            assert!(!found.is_empty(), "{text}");
            assert_eq!((found[0].days.from, found[0].days.to), (day(from), day(to)), "{text}: {found:?}");
        }
    }
}

#[test]
fn since_runs_to_the_day_of_writing_unless_it_compares() {
    let rules = rules();
    let found = read(&rules, "32 men fell since Sunday", rules.written);
    assert!(found[0].since);
    let found = read(&rules, "the deadliest clash since 2016", rules.written);
    assert_eq!((found[0].value.as_str(), found[0].since, found[0].days.from), ("2016", false, None));
    assert!(read(&rules, "since the start of it", rules.written).is_empty());
}

#[test]
fn ahead() {
    let rules = rules();
    for (wanted, text) in [
        ("2020-10-02", "They will meet on Friday"),
        ("2020-09-25", "The army said on Friday it will hold"),
        ("2020-09-29", "It will be held later on Tuesday"),
        ("2020-10-05", "They meet next Monday"),
    ] {
        assert_eq!(values(&read(&rules, text, rules.written)), wanted, "{text}");
    }
}

/// Where the words stand: prefixes belong to the expression, prepositions do not.
#[test]
fn spans() {
    let rules = rules();
    for (wanted, text) in [
        ("early on Sunday", "It began early on Sunday ."),
        ("Tuesday (September 13th)", "told on Tuesday (September 13th) ."),
        ("the past 24 hours", "over the past 24 hours"),
        ("24-hour", "a 24-hour lull"),
    ] {
        let (document, sentences, words) = split(text);
        let found = times(&rules, &document.text, &words[sentences[0].words()], &mut Telling::on(rules.written));
        let span = words[found[0].first].span.to(words[found[0].last - 1].span);
        assert!(span.of(text).ends_with(wanted) || span.of(text) == format!("a {wanted}"), "{text}: {}", span.of(text));
    }
}

#[test]
fn the_reports_own_day() {
    let rules = rules();
    for (text, wanted) in [
        ("date 2020-09-29 Fast News\n\nTwo men fell.", Some("2020-09-29")),
        ("July 19 2014 Army kills 12: monitor. The army said so.", Some("2014-07-19")),
        ("   Vale, 2 Dec 88 (ORA) -- [Text] Two men fell.", Some("1988-12-02")),
        ("Title\nVALE, Orlo (April 20, 2011) – Two men fell.", Some("2011-04-20")),
        ("Two Fall in Vale\nOrlo Joint Command 2011-04-S-060 For Immediate Release   VALE, Orlo (April 20, 2011) – Two men fell.", Some("2011-04-20")),
        ("Last updated at Oct 082017 VALE Two men fell.", Some("2017-10-08")),
        ("Wed May 18 2016 Two Men Fall. They fell.", Some("2016-05-18")),
        ("31-07-2015 11 Killed as Army Attacks", Some("2015-07-31")),
        ("By Ann Lee | 3 March 2020\n\nTwo men fell.", Some("2020-03-03")),
        ("Two men fell on 3 March 2020 in Vale.", None),
        ("Two men fell. September 28, 2020. (ORA)", None),
        ("Two men fell on Tuesday (September 13th).", None),
        ("VALE (Nov. 23) – Two men fell.", None),
        ("2011-04-S-060\n\nVALE, Orlo (April 20, 2011)\nTwo men fell today.", Some("2011-04-20")),
        ("2010-11-CA-114\nVALE, Orlo (Nov. 23) – Two men fell.", Some("2010-11-23")),
        ("Dec. 31: Orlo Forces in the North\nOrlo Joint Command\u{2028}2011-01-CA-001\u{2028}Two men fell.", Some("2010-12-31")),
        ("2010-11-CA-114\nToday, two men fell.", None),
    ] {
        let (document, _, _) = split(text);
        let found = stated_day(&rules, &document);
        assert_eq!(found.and_then(|f| f.from), wanted.and_then(day), "{text}");
    }
}

/// Words in any order: no panic, and times come in order and disjoint. The order is that of a fixed generator.
#[test]
fn any_words_in_any_order() {
    let pool = [
        "on",
        "Monday",
        "last",
        "week",
        "the",
        "past",
        "24",
        "hours",
        "May",
        "31",
        "2020",
        "99",
        "Feb.",
        "30",
        "-",
        "(",
        ")",
        ",",
        "since",
        "to",
        "from",
        "nineteen",
        "ninety",
        "six",
        "ago",
        "a",
        "years",
        "decades",
        "9999",
        "centuries",
        "00:05",
        "99:99",
        "p.m.",
        "fall",
        "of",
        "quarter",
        "third",
        "1990s",
        "20th",
        "century",
        "9/9/9999",
        "é",
        "“",
        "overnight",
        "later",
        "earlier",
        "day",
        "and",
        "half",
        "will",
        "0",
        "0001",
    ];
    let rules = rules();
    let mut seed = 11u64;
    let mut next = |n: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % n
    };
    let anchors = [None, rules.written, Some(Day::new(1, 1, 1)), Some(Day::new(9999, 12, 31)), Some(Day::new(2020, 0, 0))];
    for round in 0..10_000 {
        let text = (0..next(12)).map(|_| pool[next(pool.len())]).collect::<Vec<_>>().join(if next(4) == 0 { "" } else { " " });
        let (document, sentences, words) = split(&text);
        stated_day(&rules, &document);
        for sentence in &sentences {
            let words = &words[sentence.words()];
            let mut last = 0;
            for time in times(&rules, &document.text, words, &mut Telling::on(anchors[round % anchors.len()])) {
                assert!(last <= time.first && time.first < time.last && time.last <= words.len(), "{text}: {time:?}");
                last = time.last;
            }
        }
    }
}
