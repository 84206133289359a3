//! Text made safe and laid out: control characters shown and not obeyed, widths counted in columns, lines wrapped.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text with everything that a terminal would obey replaced by a mark that it shows; line ends and tabs become spaces.
/// Character for character, so that places in the text stay places in what is shown.
pub fn visible(text: &str) -> String {
    text.chars().map(seen).collect()
}

/// One character, as it may be shown.
pub fn seen(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(' '),
        '\u{7f}' => '\u{2421}',
        // C1 controls, and marks that would turn the order of characters around.
        '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        c => c,
    }
}

/// How many columns a character takes.
pub fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text with spaces up to `to` columns.
pub fn pad(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// The text in lines of at most `to` columns, broken at spaces; a word that is longer is broken where it must be.
pub fn wrap(text: &str, to: usize) -> Vec<String> {
    let to = to.max(4);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && width(&line) + 1 + width(word) <= to {
            line.push(' ');
        } else if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if width(&line) + columns(c) > to {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Wrapped under a label: the first line follows it, the others stand under the first.
pub fn hang(label: &str, text: &str, to: usize) -> String {
    let indent = width(label);
    let lines = wrap(text, to.saturating_sub(indent).max(20));
    let joined = lines.join(&format!("\n{}", " ".repeat(indent)));
    format!("{label}{joined}\n")
}

/// "1 report", "2 reports".
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{} {noun}s", number(n as u64)) }
}

/// 30000 as "30,000".
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The beginning of a text, in at most `to` columns, "…" where it goes on.
pub fn short(text: &str, to: usize) -> String {
    if width(text) <= to {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if width(&kept) + columns(c) + 1 > to {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}
