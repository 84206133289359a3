//! How things are known, in words: «on Tuesday», counted from 2020-09-29; «Baku» stands for Azerbaijan.

use counterclaim_model::{Basis, Claim, Interval, PartyUse, Reading, Span, What};

/// How the days are known; `None` where they are not.
pub fn in_words(when: &Interval, text: &str) -> Option<String> {
    match &when.basis {
        Basis::Stated { words } => Some(format!("stated: «{}»", flat(words.of(text)))),
        Basis::Relative { words, anchor } => Some(format!("«{}», counted from {anchor}", flat(words.of(text)))),
        Basis::Metadata => Some("the report's date field".to_owned()),
        Basis::Inferred { by, reason } if by.is_empty() => Some(format!("inferred: {reason}")),
        Basis::Inferred { by, reason } => Some(format!("inferred from {}: {reason}", by.join(", "))),
        Basis::Judged { by } => Some(format!("judged by {by}")),
        Basis::Unknown => None,
    }
}

/// Words that run over a line's end, on one line.
fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Why seats of government in a claim's words stand for parties: "«Baku» stands for Azerbaijan: …".
pub fn seats(reading: &Reading, claim: &Claim) -> Vec<String> {
    let inside = |span: Span| claim.quote.overlaps(span) || claim.parts.iter().any(|(_, part)| part.overlaps(span));
    let mentions = reading.mentions.iter().filter(|mention| mention.sentence == claim.sentence && inside(mention.span));
    mentions
        .filter_map(|mention| match &mention.what {
            What::Party { name, by: PartyUse::Seat, why: Some(why) } => Some(format!("«{}» stands for {name}: {why}", mention.span.of(&reading.document.text))),
            _ => None,
        })
        .collect()
}
