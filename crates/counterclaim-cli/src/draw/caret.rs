//! Words with carets and names under their parts.
//!
//! ```text
//!    Baku claims to have killed 550 enemy soldiers
//!    ^^^^ speaker               ^^^ count
//! ```
//! Long words are wrapped, and each line has its own carets; names that would run into one another go a line down.

use super::{
    Look,
    text::{columns, pad, seen, width},
};
use counterclaim_model::Span;

/// One shown line: characters with their places in the text.
struct Line {
    shown: String,
    /// Byte of the text, and the column that it is shown at.
    places: Vec<(u32, usize)>,
    end: u32,
}

/// The words of `span` in `text`, and under them the marks that lie inside.
pub fn carets(look: Look, indent: &str, text: &str, span: Span, marks: &[(Span, String)]) -> String {
    let mut out = String::new();
    let mut named: Vec<usize> = Vec::new();
    for line in lines(text, span, look.width.saturating_sub(width(indent)).max(20)) {
        out.push_str(&format!("{indent}{}\n", line.shown.trim_end()));
        for row in rows(&line, marks, &mut named) {
            out.push_str(&format!("{indent}{}\n", look.dim(row.trim_end())));
        }
    }
    out
}

/// The words in lines of at most `to` columns, broken at spaces where there are any.
fn lines(text: &str, span: Span, to: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let words = span.of(text);
    let new = || Line { shown: String::new(), places: Vec::new(), end: span.start };
    let mut line = new();
    let mut rest = words.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let word_end = words[at..].find(char::is_whitespace).map_or(words.len(), |gap| at + gap);
        let starts_word = line.shown.is_empty() || line.shown.ends_with(' ');
        let long = width(&words[at..word_end]) > to;
        let over = width(&line.shown) + if starts_word && !long { width(&words[at..word_end]) } else { columns(c) } > to;
        if over && !line.shown.is_empty() {
            lines.push(std::mem::replace(&mut line, new()));
        }
        line.places.push((span.start + at as u32, width(&line.shown)));
        line.shown.push(seen(c));
        line.end = span.start + rest.peek().map_or(words.len(), |(next, _)| *next) as u32;
    }
    lines.push(line);
    lines
}

/// The caret rows under one line. A mark's name is given where the mark begins, and not again on the lines that it runs over.
fn rows(line: &Line, marks: &[(Span, String)], named: &mut Vec<usize>) -> Vec<String> {
    let mut sorted: Vec<(usize, &(Span, String))> = marks.iter().enumerate().collect();
    sorted.sort_by_key(|(_, (span, _))| (span.start, span.end));
    let mut rows: Vec<String> = Vec::new();
    for (index, (span, name)) in sorted {
        let Some((from, to)) = columns_of(line, *span) else { continue };
        let mut run = "^".repeat((to - from).max(1));
        if !named.contains(&index) {
            named.push(index);
            run = format!("{run} {name}");
        }
        let free = rows.iter_mut().find(|row| row.is_empty() || width(row) + 2 <= from);
        match free {
            Some(row) => *row = pad(row, from) + &run,
            None => rows.push(" ".repeat(from) + &run),
        }
    }
    rows
}

/// The columns of a line that a span covers.
fn columns_of(line: &Line, span: Span) -> Option<(usize, usize)> {
    let first = line.places.iter().find(|(byte, _)| *byte >= span.start && *byte < span.end.max(span.start + 1))?.1;
    let after = line.places.iter().find(|(byte, _)| *byte >= span.end).map_or(width(&line.shown), |(_, column)| *column);
    Some((first, after))
}
