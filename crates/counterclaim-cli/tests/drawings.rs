//! Every screen, drawn from a ledger made by hand: a change of a drawing is reviewed as a change of behaviour.

mod support;

use counterclaim::{Failure, write::Index};
use counterclaim_cli::{
    command::{Filter, matching},
    draw::{Look, book::Book, caret::carets, claim, day, dispute, episode, failure, growth, mention, overview, text, why},
};
use counterclaim_model::*;
use insta::assert_snapshot;

const WIDE: Look = Look { width: 110, ink: false };

fn with_book(draw: impl FnOnce(&Book) -> String) -> String {
    let ledger = support::ledger();
    draw(&Book::new(&ledger))
}

#[test]
fn the_overview() {
    assert_snapshot!(with_book(|book| overview::screen(WIDE, book, "reports/", None)));
}

#[test]
fn tables_with_words() {
    assert_snapshot!(with_book(|book| episode::screen(WIDE, book, &book.ledger.episodes[0], episode::Depth::Words)));
}

#[test]
fn a_narrow_terminal_stacks_the_columns() {
    let look = Look { width: 60, ink: false };
    assert_snapshot!(with_book(|book| episode::screen(look, book, &book.ledger.episodes[0], episode::Depth::Short)));
}

#[test]
fn a_toll_in_steps() {
    assert_snapshot!(with_book(|book| growth::screen(WIDE, book, &support::growth())));
}

#[test]
fn claims_with_carets() {
    assert_snapshot!(with_book(|book| matching(book.ledger, &Filter::default()).iter().map(|entry| claim::claim(WIDE, book, *entry)).collect()));
}

#[test]
fn disputes_and_sums() {
    assert_snapshot!(with_book(|book| dispute::screen(WIDE, book, None)));
}

#[test]
fn why_a_claim_an_estimate_an_episode() {
    let of = |id: &'static str| with_book(|book| why::claim(WIDE, book, book.index.get(&ClaimId(id.into())).expect("a claim")));
    assert_snapshot!("why_a_toll", of("a1f0c2d39e01"));
    assert_snapshot!("why_a_statement", of("d1"));
    assert_snapshot!("why_an_estimate", with_book(|book| why::estimate(WIDE, book, &book.ledger.estimates[0])));
    assert_snapshot!("why_an_episode", with_book(|book| why::episode(WIDE, book, &book.ledger.episodes[0])));
}

#[test]
fn mentions_and_attributions() {
    assert_snapshot!(with_book(|book| mention::screen(WIDE, &book.ledger.readings[0])));
}

#[test]
fn a_rule_that_fails_its_example() {
    let example = "Some 300 were captured or killed.".to_owned();
    let failed = Failure {
        rule: "en/toll/were-harmed".into(),
        span: Some(Span::new(9, 22)),
        expected: "casualties, 300..300".to_owned(),
        got: "captured, 300..300".to_owned(),
        example,
    };
    assert_snapshot!(failure::failure(WIDE, &failed));
}

#[test]
fn no_screen_passes_on_an_escape_sequence() {
    let drawn = with_book(|book| {
        let claims: String =
            matching(book.ledger, &Filter::default()).iter().map(|entry| claim::claim(WIDE, book, *entry) + &why::claim(WIDE, book, *entry)).collect();
        let screens = [
            overview::screen(WIDE, book, "a\u{1b}]0;title\u{7}", None),
            episode::screen(WIDE, book, &book.ledger.episodes[0], episode::Depth::Words),
            dispute::screen(WIDE, book, None),
            mention::screen(WIDE, &book.ledger.readings[0]),
        ];
        claims + &screens.concat()
    });
    assert!(drawn.contains('␛'), "the sequence is shown");
    assert!(!drawn.chars().any(|c| c.is_control() && c != '\n'), "and not obeyed");
}

#[test]
fn every_figure_of_the_overview_has_a_speaker_or_a_voice() {
    let drawn = with_book(|book| episode::screen(WIDE, book, &book.ledger.episodes[0], episode::Depth::Words));
    let ledger = support::ledger();
    let index = Index::new(&ledger);
    for entry in ledger.episodes[0].claims.iter().filter_map(|id| index.get(id)).filter(|entry| entry.claim.toll().is_some()) {
        let place = format!("({}:", entry.claim.doc);
        assert!(drawn.contains(&place) && drawn.contains("per "), "{} stands in the table with its place", entry.claim.id.0);
    }
}

#[test]
fn days_in_words() {
    let says = |from: &str, to: &str| day::days(&Interval { from: from.parse().ok(), to: to.parse().ok(), basis: Basis::Unknown });
    assert_eq!(says("2031-03-02", "2031-03-04"), "2–4 March 2031");
    assert_eq!(says("2031-03-30", "2031-04-02"), "30 March – 2 April 2031");
    assert_eq!(says("2030-12-30", "2031-01-02"), "30 December 2030 – 2 January 2031");
    assert_eq!(says("2031", "2031"), "2031 (day not stated)");
    assert_eq!(says("2031-03", "2031-03"), "March 2031 (day not stated)");
    assert_eq!(says("", ""), "day not stated");
    assert_eq!(says("", "2031-03-04"), "up to 4 March 2031, beginning not stated");
}

#[test]
fn carets_keep_under_words_that_are_wide_or_wrapped() {
    let told = "军队 lost 12 men near the old river crossing at Harrow Ford on the second night";
    let at = |words: &str| support::span(told, words);
    let marks = [(at("12"), "count".to_owned()), (at("军队"), "people".to_owned()), (at("crossing at Harrow"), "place".to_owned())];
    let look = Look { width: 44, ink: false };
    assert_snapshot!(carets(look, "  ", told, Span::new(0, told.len()), &marks));
}

#[test]
fn text_is_wrapped_and_counted() {
    assert_eq!(text::wrap("one two three", 7), ["one two", "three"]);
    assert_eq!(text::wrap("incomprehensible", 6), ["incomp", "rehens", "ible"]);
    assert_eq!(text::number(6_500_000), "6,500,000");
    assert_eq!(text::count(1, "report"), "1 report");
    assert_eq!(text::visible("a\u{1b}[2J\u{9b}b\u{202e}c\n"), "a␛[2J\u{fffd}b\u{fffd}c ");
}
