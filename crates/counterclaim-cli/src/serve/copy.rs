//! What a report has otherwise than the one that it repeats: its changed sentences, and those that one of the two lacks.
//!
//! What was dropped is struck and stands behind "−", what was added is underlined and stands behind "+": never told by colour alone.

use super::frame::address;
use crate::draw::text::{count, visible};
use counterclaim::stitch::copies::{Aligned, Changed, How, Piece};
use counterclaim_model::{Name, Reading, Span};
use maud::{Markup, html};

/// The section of a report's page.
pub fn section(first: &Reading, copy: &Reading, why: &str, changed: &Changed) -> Markup {
    let same = changed.aligned.iter().filter(|aligned| aligned.is_same()).count();
    let mut other: Vec<&Aligned> = changed.aligned.iter().filter(|aligned| !aligned.is_same()).collect();
    other.sort_by_key(|aligned| aligned.drift.is_empty());
    let here = address("r", &copy.document.id);
    html! {
        section.copy aria-labelledby="copy" {
            h2 id="copy" { "Repeats " a href=(address("r", &first.document.id)) { (visible(&first.document.id)) } }
            p { (visible(why)) ". " strong { (changed.percent()) " %" } " of its words stand there; " (count(same, "sentence")) " the same, " (count(other.len(), "sentence")) " changed · " a href=(format!("{here}.copy.json")) { "json" } }
            details open[other.iter().any(|aligned| !aligned.drift.is_empty())] {
                summary { "What it has otherwise: " del { "− dropped" } ", " ins { "+ added" } }
                ol {
                    @for aligned in &other {
                        li {
                            @for drift in &aligned.drift { p.what { bdi { (visible(&drift.words)) } } }
                            p { bdi { @for piece in &aligned.pieces { (worded(first, copy, piece)) " " } } " " (words_at(&copy.document.id, aligned.ours)) }
                        }
                    }
                }
                (lacking("Dropped: sentences of the first that it lacks", first, &changed.dropped))
                (lacking("Added: sentences that the first lacks", copy, &changed.added))
            }
        }
    }
}

fn lacking(title: &str, reading: &Reading, spans: &[Span]) -> Markup {
    html! {
        @if !spans.is_empty() {
            h3 { (title) }
            ul { @for span in spans { li { bdi { (said(reading, Some(*span))) } " " (words_at(&reading.document.id, *span)) } } }
        }
    }
}

fn worded(first: &Reading, copy: &Reading, piece: &Piece) -> Markup {
    html! {
        @if matches!(piece.how, How::Dropped | How::Replaced) { del { "− " (said(first, piece.theirs)) } " " }
        @if matches!(piece.how, How::Added | How::Replaced) { ins { "+ " (said(copy, piece.ours)) } }
        @if piece.how == How::Same { (said(copy, piece.ours)) }
    }
}

fn words_at(doc: &Name, span: Span) -> Markup {
    html! { a.at href=(format!("{}#{}-{}", address("r", doc), span.start, span.end)) { (span.start) "–" (span.end) } }
}

fn said(reading: &Reading, span: Option<Span>) -> String {
    span.map_or_else(String::new, |span| visible(span.of(&reading.document.text)))
}
