//! Blocks and repairs: the rules' own examples, whole pages, and the laws that hold for any text.

use counterclaim::clean;
use counterclaim_model::{BlockKind, Document};
use counterclaim_rules::{Knowledge, furniture::Furniture, repair::Names};
use proptest::prelude::*;
use std::sync::LazyLock;

static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| Furniture::shipped().unwrap());
static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

fn marked(text: &str) -> Document {
    let mut doc = Document::new("t", text);
    clean::mark(&KNOWLEDGE, &mut doc);
    doc
}

fn of(doc: &Document, kind: BlockKind) -> Vec<&str> {
    doc.blocks.iter().filter(|b| b.kind == kind).map(|b| b.span.of(&doc.text)).collect()
}

#[test]
fn every_rule_passes_its_own_examples() {
    let names = Names { world: &KNOWLEDGE.world, times: &KNOWLEDGE.times };
    let failures = [FURNITURE.check(), KNOWLEDGE.credits.check(), KNOWLEDGE.repairs.check(&KNOWLEDGE.lexicon, names)].concat();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_rule_without_both_examples_does_not_load() {
    let rule = "[[furniture]]\nid = \"x\"\non = \"line\"\npattern = 'x'\nyes = [\"x\"]\nno = []\n";
    assert!(Furniture::parse(rule, "mine.toml").unwrap_err().is_rule());
}

#[test]
fn a_users_rule_takes_the_place_of_ours() {
    let mine = "[[furniture]]\nid = \"navigation\"\non = \"line\"\npattern = 'Zurück'\nyes = [\"Zurück\"]\nno = [\"Related Articles\"]\n";
    let rules = FURNITURE.clone().and(Furniture::parse(mine, "mine.toml").unwrap()).unwrap();
    assert!(rules.front("Zurück", &|_| true).is_some() && rules.front("Related Articles", &|_| true).is_none());
    assert!(rules.front("[ad_1]", &|_| true).is_some() && rules.check().is_empty());
}

const PAGE: &str = "Ferry sinks off Orlo\n\nFerry sinks off Orlo\n\nby harbour news\n\nTwelve people died when shells hit a ferry on Monday, the port said.\n\n\
                    READ ALSOIn the port, a winter\n\nSearch goes on\n\nDivers looked for more of the dead until dark, the port said. Nobody was found.\n\n\
                    Orlo Observer\n\nRelated Articles\n\nBack to top button";

#[test]
fn a_page_is_told_from_its_furniture() {
    let doc = marked(PAGE);
    assert_eq!(of(&doc, BlockKind::Title), ["Ferry sinks off Orlo"]);
    assert_eq!(of(&doc, BlockKind::Heading), ["Search goes on"]);
    assert_eq!(of(&doc, BlockKind::Body).len(), 2);
    assert_eq!(of(&doc, BlockKind::Furniture).len(), 6);
}

#[test]
fn a_desk_line_glued_to_the_end_is_cut_off() {
    let doc = marked("A monitor said that twelve people had died in the port. Reporting by Ann Lee; Editing by Jo Park Our Standards:The Ferry Principles.");
    assert_eq!(of(&doc, BlockKind::Body), ["A monitor said that twelve people had died in the port."]);
}

#[test]
fn hard_wrapped_lines_are_one_paragraph() {
    let doc = marked(
        "   Orlo, 3 May 01 (WIRE) -- [Text] At least twelve people were killed in\nthe port this morning when rebels fired on a ferry that was about to\nleave for the islands.\n\n\
                      The attack began at dawn when some fifty rebels came down from the\nhills.",
    );
    assert_eq!(of(&doc, BlockKind::Body).len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_for_any_text(text in "([A-Za-z]{1,6}|[0-9]|\\. |“|[\n\r\u{2028}\u{85}]|\n\n| |é|\\[ad_1\\]|\nRelated Articles\n|Reporting by Ann |\\PC){0,60}") {
        let doc = marked(&text);
        prop_assert_eq!(&*doc.text, text.as_str(), "the text is unchanged");
        for pair in doc.blocks.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "ordered and disjoint");
        }
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let at = at as u32;
            prop_assert_eq!(doc.blocks.iter().filter(|b| b.span.start <= at && at < b.span.end).count(), 1, "{:?} at {}", c, at);
        }
        for span in doc.blocks.iter().map(|b| b.span).chain(doc.repairs.iter().map(|r| r.span)) {
            prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "on character boundaries");
        }
    }
}
