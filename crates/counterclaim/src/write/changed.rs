//! What a copy has otherwise, as it is written: one line a copy.

use super::VERSION;
use crate::stitch::copies::{Aligned, Changed, How, Piece};
use counterclaim_model::{Drift, Reading, Span};
use serde::{Deserialize, Serialize};

/// A report that repeats another, one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangedRecord {
    /// The schema version.
    pub v: u32,
    /// `copy`.
    #[serde(rename = "type")]
    pub record: String,
    /// The report.
    pub doc: String,
    /// The report that it repeats.
    pub first: String,
    /// How that is known.
    pub why: String,
    /// How many of its words stand there, in percent.
    pub shared_percent: u32,
    /// Sentences that both have and that are not the same.
    pub changed: Vec<AlignedRecord>,
    /// How many sentences are the same.
    pub same: usize,
    /// Sentences that it lacks.
    pub dropped: Vec<WordsRecord>,
    /// Sentences that it alone has.
    pub added: Vec<WordsRecord>,
}

/// A sentence that both have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlignedRecord {
    /// In the copy.
    pub ours: WordsRecord,
    /// In the original.
    pub theirs: WordsRecord,
    /// What its claims say otherwise.
    pub drift: Vec<Drift>,
    /// Its words, in order.
    pub pieces: Vec<PieceRecord>,
}

/// Words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceRecord {
    /// `same`, `dropped`, `added` or `replaced`.
    pub how: String,
    /// The copy's words.
    pub ours: Option<String>,
    /// The original's.
    pub theirs: Option<String>,
}

/// Words and where they stand in their report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsRecord {
    /// The words.
    pub words: String,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// What became of words, as records and screens name it.
pub fn how_name(how: How) -> &'static str {
    match how {
        How::Same => "same",
        How::Dropped => "dropped",
        How::Added => "added",
        How::Replaced => "replaced",
    }
}

pub(super) fn record(first: &Reading, copy: &Reading, why: &str, changed: &Changed) -> ChangedRecord {
    let words = |reading: &Reading, span: Span| WordsRecord { words: span.of(&reading.document.text).to_owned(), start: span.start, end: span.end };
    let said = |reading: &Reading, span: Option<Span>| span.map(|span| span.of(&reading.document.text).to_owned());
    let piece = |piece: &Piece| PieceRecord { how: how_name(piece.how).to_owned(), ours: said(copy, piece.ours), theirs: said(first, piece.theirs) };
    let aligned = |aligned: &Aligned| AlignedRecord {
        ours: words(copy, aligned.ours),
        theirs: words(first, aligned.theirs),
        drift: aligned.drift.clone(),
        pieces: aligned.pieces.iter().map(piece).collect(),
    };
    let (same, other): (Vec<&Aligned>, Vec<&Aligned>) = changed.aligned.iter().partition(|aligned| aligned.is_same());
    ChangedRecord {
        v: VERSION,
        record: "copy".to_owned(),
        doc: copy.document.id.to_string(),
        first: first.document.id.to_string(),
        why: why.to_owned(),
        shared_percent: changed.percent(),
        changed: other.into_iter().map(aligned).collect(),
        same: same.len(),
        dropped: changed.dropped.iter().map(|span| words(first, *span)).collect(),
        added: changed.added.iter().map(|span| words(copy, *span)).collect(),
    }
}
