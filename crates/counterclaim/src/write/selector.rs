//! Where a quote stands in its report, as the W3C Web Annotation Data Model says it, for tools that annotate.
//!
//! Surprising but meant: a claim's `start` and `end` are bytes, as everywhere in this program; that model counts characters (Unicode code
//! points), and so do its positions here.

use counterclaim_model::Span;
use serde::{Deserialize, Serialize};

/// One way to find a quote; each record holds both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum SelectorRecord {
    /// By its words.
    TextQuoteSelector {
        /// The words, exactly.
        exact: String,
        /// What stands right before them, as far as the text goes: 32 characters.
        prefix: String,
        /// What stands right behind them, likewise.
        suffix: String,
    },
    /// By its place in the text.
    TextPositionSelector {
        /// Its first character, counted from 0 in code points.
        start: usize,
        /// The character after its last.
        end: usize,
    },
}

/// So many characters stand around the words.
const AROUND: usize = 32;

/// The ways to find these words; none where the span does not fit the text.
pub(super) fn selectors(text: &str, span: Span) -> Vec<SelectorRecord> {
    let (start, end) = (span.start as usize, span.end as usize);
    let (Some(before), Some(exact), Some(behind)) = (text.get(..start), text.get(start..end), text.get(end..)) else { return Vec::new() };
    let prefix = before.char_indices().rev().nth(AROUND - 1).map_or(before, |(at, _)| &before[at..]);
    let suffix = behind.char_indices().nth(AROUND).map_or(behind, |(at, _)| &behind[..at]);
    let first = before.chars().count();
    vec![
        SelectorRecord::TextQuoteSelector { exact: exact.to_owned(), prefix: prefix.to_owned(), suffix: suffix.to_owned() },
        SelectorRecord::TextPositionSelector { start: first, end: first + exact.chars().count() },
    ]
}
