//! Where words stand, as editors jump there: `reports/002.txt:23:72`.

use counterclaim_model::{Reading, Span};

use super::text::visible;

/// Line and column of a span's first character, from 1; columns are characters, as editors count them.
pub fn line_and_column(text: &str, span: Span) -> (usize, usize) {
    let before = text.get(..span.start as usize).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

/// `file:line:col`; for a JSON line, whose text has lines of its own, `file.jsonl:12 (id 3:14)`.
pub fn at(reading: &Reading, span: Span) -> String {
    let document = &reading.document;
    let (line, column) = line_and_column(&document.text, span);
    let origin = visible(&document.origin);
    let is_json_line = origin.rsplit_once(':').is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if is_json_line { format!("{origin} ({} {line}:{column})", visible(&document.id)) } else { format!("{origin}:{line}:{column}") }
}

/// `002:23`, where there is no room for more.
pub fn brief(reading: &Reading, span: Span) -> String {
    format!("{}:{}", visible(&reading.document.id), line_and_column(&reading.document.text, span).0)
}
