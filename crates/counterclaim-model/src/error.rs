//! One error for the whole program: it says which file, what is wrong and what to do.

use std::fmt;

/// What went wrong. Opaque: ask it with `is_rule`, `is_input`, `is_model`, `is_output`; show it with `Display`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    place: String,
    what: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rule,
    Input,
    Model,
    Output,
}

impl Error {
    /// A rule or table that cannot be loaded; `place` is `file` or `file:line`.
    pub fn rule(place: impl fmt::Display, what: impl fmt::Display) -> Error {
        Error { kind: Kind::Rule, place: place.to_string(), what: what.to_string() }
    }

    /// An input that cannot be read.
    pub fn input(place: impl fmt::Display, what: impl fmt::Display) -> Error {
        Error { kind: Kind::Input, place: place.to_string(), what: what.to_string() }
    }

    /// A model file that is not one, or not of this version.
    pub fn model(place: impl fmt::Display, what: impl fmt::Display) -> Error {
        Error { kind: Kind::Model, place: place.to_string(), what: what.to_string() }
    }

    /// Something that could not be written.
    pub fn output(place: impl fmt::Display, what: impl fmt::Display) -> Error {
        Error { kind: Kind::Output, place: place.to_string(), what: what.to_string() }
    }

    /// Whether a rule or table is at fault.
    pub fn is_rule(&self) -> bool {
        self.kind == Kind::Rule
    }

    /// Whether an input is at fault.
    pub fn is_input(&self) -> bool {
        self.kind == Kind::Input
    }

    /// Whether a model file is at fault.
    pub fn is_model(&self) -> bool {
        self.kind == Kind::Model
    }

    /// Whether writing failed.
    pub fn is_output(&self) -> bool {
        self.kind == Kind::Output
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

impl std::error::Error for Error {}
