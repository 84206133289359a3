//! Lines become paragraphs: each line is one, unless the text is hard-wrapped; then a blank line or an indent begins one.
//!
//! "The bridge fell to the rebels after\na night of fighting." is one paragraph where most of the report looks like that. The whole report
//! decides and not each line, because a short last line says nothing by itself.

/// A stretch of text without the blanks around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    pub(super) start: usize,
    pub(super) end: usize,
}

struct Line {
    start: usize,
    end: usize,
    indent: usize,
    /// Whether a blank line stands before it.
    after_blank: bool,
}

/// What ends a line, besides `\n`: carriage return, vertical tab, form feed, next line, and Unicode's own separators.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The report's paragraphs in text order.
pub(super) fn all(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut out: Vec<Paragraph> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        let joins = !line.after_blank && before.is_some_and(|b| wrapped && line.indent <= b.indent + 1 || tears(text, b, line));
        match out.last_mut() {
            Some(last) if joins => last.end = line.end,
            _ => out.push(Paragraph { start: line.start, end: line.end }),
        }
        before = Some(line);
    }
    out
}

/// "chil-⏎dren": a word runs over the line's end.
fn tears(text: &str, line: &Line, next: &Line) -> bool {
    let stem = text[line.start..line.end].strip_suffix('-');
    stem.is_some_and(|stem| stem.ends_with(char::is_lowercase)) && text[next.start..next.end].starts_with(char::is_lowercase)
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let (mut at, mut after_blank, mut cr) = (0, true, false);
    for part in text.split_inclusive(is_line_end) {
        let inner = part.trim();
        if inner.is_empty() {
            // "\r\n" is one line end, not a blank line.
            after_blank |= !(cr && part == "\n");
        } else {
            let indent = part.len() - part.trim_start().len();
            out.push(Line { start: at + indent, end: at + indent + inner.len(), indent, after_blank });
            after_blank = false;
        }
        cr = part.ends_with('\r');
        at += part.len();
    }
    out
}

/// Whether lines are broken to a width: those that another follows are of like length, and half of them stop in mid-sentence.
fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let followed: Vec<&str> = lines.windows(2).filter(|w| !w[1].after_blank).map(|w| &text[w[0].start..w[0].end]).collect();
    if followed.len() < 3 || lines.iter().any(|l| l.end - l.start > 160) {
        return false;
    }
    let open = followed.iter().filter(|line| !line.ends_with(['.', '!', '?', ':', '"', '”', ')', ']', '…'])).count();
    let wide = followed.iter().filter(|line| (45..=100).contains(&line.chars().count())).count();
    open * 2 >= followed.len() && wide * 4 >= followed.len() * 3
}
