//! Lines side by side: a label, then cells, every one as wide as its column.

use super::{Look, text::wrap};

/// How a line stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As it is.
    Plain,
    /// Stands out.
    Bold,
    /// Stands back.
    Dim,
}

/// One line of a cell.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// How it stands out.
    pub weight: Weight,
}

/// A text as lines of a cell: wrapped to `width`, the first behind `head`, the others behind as many spaces.
pub fn lines(head: &str, text: &str, width: usize, weight: Weight) -> Vec<Line> {
    let indent = super::text::width(head);
    let wrapped = wrap(text, width.saturating_sub(indent));
    let line =
        |(index, words): (usize, String)| Line { text: if index == 0 { format!("{head}{words}") } else { format!("{}{words}", " ".repeat(indent)) }, weight };
    wrapped.into_iter().enumerate().map(line).collect()
}

/// One row: cells side by side, as many lines as the tallest has.
pub fn row(look: Look, cells: &[Vec<Line>], widths: &[usize]) -> String {
    let mut out = String::new();
    for index in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
        let mut drawn = String::new();
        let mut owed = 0;
        for (cell, width) in cells.iter().zip(widths) {
            let Some(line) = cell.get(index) else {
                owed += width;
                continue;
            };
            let text = line.text.trim_end();
            drawn.push_str(&" ".repeat(std::mem::take(&mut owed)));
            drawn.push_str(&match line.weight {
                Weight::Plain => text.to_owned(),
                Weight::Bold => look.bold(text),
                Weight::Dim => look.dim(text),
            });
            owed += width.saturating_sub(super::text::width(text));
        }
        out.push_str(drawn.trim_end());
        out.push('\n');
    }
    out
}
