//! Whom a report has its words from: by its own words, by the feed that it came with, or else its outlet, where the tables know it.

use super::paragraph::Paragraph;
use counterclaim_model::{Credit, Document, Name, Span};
use counterclaim_rules::{Knowledge, furniture::At};

/// Whom a paragraph credits.
pub(super) fn of(knowledge: &Knowledge, text: &str, p: &Paragraph, allowed: &dyn Fn(At) -> bool) -> Vec<Credit> {
    let line = &text[p.start..p.end];
    let found = knowledge.credits.of(&knowledge.world, line, allowed).into_iter();
    let credit = |found: counterclaim_rules::credit::Found| Credit {
        agency: found.agency,
        words: line[found.at.clone()].into(),
        span: Some(Span::new(p.start + found.at.start, p.start + found.at.end)),
        rule: found.rule,
    };
    found.map(credit).collect()
}

/// The credits of the text with those that stand beside it, each agency once. Surprising but meant: an outlet that credits somebody is no
/// source itself, for what it adds cannot be told from what it was given.
pub(super) fn settled(knowledge: &Knowledge, doc: &Document, mut credits: Vec<Credit>) -> Vec<Credit> {
    let beside = |words: &Option<Name>, rule: &str| -> Vec<Credit> {
        let Some(words) = words else { return Vec::new() };
        let named = knowledge.credits.named(&knowledge.world, words).unwrap_or_default().into_iter();
        named.map(|(agency, at)| Credit { agency, words: words[at].into(), span: None, rule: rule.into() }).collect()
    };
    credits.extend(beside(&doc.source.relayed, "feed"));
    if credits.iter().all(|credit| credit.agency.is_none()) {
        credits.extend(beside(&doc.outlet, "outlet"));
    }
    let mut once: Vec<Credit> = Vec::new();
    for credit in credits {
        if once.iter().all(|known| known.agency != credit.agency) {
            once.push(credit);
        }
    }
    once
}
