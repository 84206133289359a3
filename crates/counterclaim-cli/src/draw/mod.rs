//! A ledger as text for people. Nothing here knows a terminal but its width, so that every screen can be tested as a string.
//!
//! Five rules hold on every screen: no figure without a speaker, no speaker without words; what is not known is said in words; own
//! and enemy's figures differ by mark and by word; names that are quoted stand as the report spells them; nothing is ranked by toll.

pub mod book;
pub mod caret;
pub mod chart;
pub mod claim;
pub mod compare;
pub mod day;
pub mod dispute;
pub mod episode;
pub mod explain;
pub mod failure;
pub mod grid;
pub mod growth;
pub mod locate;
pub mod mention;
pub mod overview;
pub mod report;
pub mod text;
pub mod why;
pub mod words;

/// How wide to draw, and whether in colour.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// Whether bold and dim may be used; no screen depends on them.
    pub ink: bool,
}

impl Look {
    /// Stands out.
    pub fn bold(self, text: &str) -> String {
        self.styled(text, "1")
    }

    /// Stands back.
    pub fn dim(self, text: &str) -> String {
        self.styled(text, "2")
    }

    fn styled(self, text: &str, code: &str) -> String {
        if self.ink && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
