//! A report: whose words it has, which report it repeats, and what it has otherwise than that one.

use super::{
    Look,
    book::Book,
    day, locate,
    text::{count, hang, visible},
};
use counterclaim::{
    stitch::copies::{Aligned, Changed, How, Piece},
    write::in_words,
};
use counterclaim_model::{Credit, Reading, Span};

/// A report that repeats another.
pub struct Copied<'a> {
    /// The report that it repeats.
    pub first: &'a Reading,
    /// How that is known.
    pub why: &'a str,
    /// What it has otherwise.
    pub changed: Changed,
}

/// So many sentences that one of the two lacks are told.
const FEW: usize = 12;

/// What is known of a report, and of what it repeats.
pub fn screen(look: Look, book: &Book, reading: &Reading, copied: Option<&Copied>) -> String {
    let document = &reading.document;
    let mut out = format!("{}\n", look.bold(&visible(&document.id)));
    let mut say = |label: &str, what: &str| out.push_str(&hang(&format!("   {label:<10} "), what, look.width));
    let basis = in_words(&document.published, &document.text).map_or_else(String::new, |basis| format!(" ({})", visible(&basis)));
    say("written", &format!("{}{basis}", day::days(&document.published)));
    say("outlet", &document.outlet.as_ref().map_or_else(|| "not known".to_owned(), |outlet| visible(outlet)));
    say("words of", &lineage(reading));
    for episode in book.ledger.episodes.iter().filter(|episode| episode.docs.contains(&document.id)) {
        say("tells of", &visible(&episode.id));
    }
    say("claims", &count(reading.claims.len(), "claim"));
    let copies: Vec<_> = book.ledger.origins.iter().filter(|origin| origin.first == document.id).flat_map(|origin| &origin.copies).collect();
    for copy in copies {
        say("copied by", &visible(&copy.why));
    }
    if let Some(Copied { first, why, changed }) = copied {
        say("repeats", &format!("{}; {} % of its words stand there", visible(why), changed.percent()));
        out.push_str(&differences(look, first, reading, changed));
    }
    out
}

/// Whom a report has its words from, as it says.
pub fn lineage(reading: &Reading) -> String {
    let credit = |credit: &Credit| {
        let who = credit.agency.as_ref().map_or_else(|| "nobody in particular".to_owned(), |agency| visible(agency));
        let at = credit.span.map_or_else(String::new, |span| format!(" at {}", locate::at(reading, span)));
        format!("{who}, by «{}»{at}", visible(&credit.words))
    };
    let credits: Vec<String> = reading.document.credits.iter().map(credit).collect();
    if credits.is_empty() { "not said: lineage unknown".to_owned() } else { credits.join("; ") }
}

/// Sentences that both have with what changed in them, then those that one of them lacks.
fn differences(look: Look, first: &Reading, copy: &Reading, changed: &Changed) -> String {
    let mut out = String::new();
    let same = changed.aligned.iter().filter(|aligned| aligned.is_same()).count();
    out.push_str(&hang("   ", &format!("{} the same; [-words-] were dropped, {{+words+}} added", count(same, "sentence")), look.width));
    let mut other: Vec<&Aligned> = changed.aligned.iter().filter(|aligned| !aligned.is_same()).collect();
    other.sort_by_key(|aligned| aligned.drift.is_empty());
    for aligned in other {
        let drift: Vec<String> = aligned.drift.iter().map(|drift| visible(&drift.words)).collect();
        let drift = if drift.is_empty() { String::new() } else { format!("{}: ", drift.join("; ")) };
        out.push_str(&hang("   changed    ", &format!("{drift}«{}» ({})", worded(first, copy, aligned), locate::brief(copy, aligned.ours)), look.width));
    }
    for (label, reading, spans) in [("dropped", first, &changed.dropped), ("added", copy, &changed.added)] {
        for span in spans.iter().take(FEW) {
            out.push_str(&hang(&format!("   {label:<10} "), &format!("«{}» ({})", said(reading, Some(*span)), locate::brief(reading, *span)), look.width));
        }
        if spans.len() > FEW {
            out.push_str(&hang(&format!("   {label:<10} "), &format!("and {}", count(spans.len() - FEW, "other sentence")), look.width));
        }
    }
    out
}

fn worded(first: &Reading, copy: &Reading, aligned: &Aligned) -> String {
    let piece = |piece: &Piece| match piece.how {
        How::Same => said(copy, piece.ours),
        How::Dropped => format!("[-{}-]", said(first, piece.theirs)),
        How::Added => format!("{{+{}+}}", said(copy, piece.ours)),
        How::Replaced => format!("[-{}-]{{+{}+}}", said(first, piece.theirs), said(copy, piece.ours)),
    };
    aligned.pieces.iter().map(piece).collect::<Vec<_>>().join(" ")
}

fn said(reading: &Reading, span: Option<Span>) -> String {
    span.map_or_else(String::new, |span| visible(span.of(&reading.document.text)))
}
