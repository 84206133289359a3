//! What a visitor asked for and cannot have: an error that a page is given up with, and that is told on a page of its own.

use anyhow::Error;
use axum::http::StatusCode;
use std::fmt;

/// That it cannot be had.
#[derive(Debug)]
pub struct Refusal {
    /// The answer's status.
    pub status: StatusCode,
    /// What is the matter, in a few words.
    pub what: &'static str,
    /// Why, and what can be done.
    pub more: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.more)
    }
}

impl std::error::Error for Refusal {}

/// A refusal, as pages give it.
pub fn refusal(status: StatusCode, what: &'static str, more: impl Into<String>) -> Error {
    Refusal { status, what, more: more.into() }.into()
}

/// Nothing of that name.
pub fn missing() -> Error {
    refusal(StatusCode::NOT_FOUND, "Nothing of that name is in this ledger", "It may have been taken out, or read again under another name.")
}

/// What was asked for makes no sense, and why.
pub fn wrong(why: impl fmt::Display) -> Error {
    refusal(StatusCode::BAD_REQUEST, "This cannot be asked", format!("{why:#}"))
}
