//! Patterns over words and tags, with named captures.
