//! How a day is known, in words: «on Tuesday», counted from 2020-09-29.

use counterclaim_model::{Basis, Interval};

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
