//! One JSON object a line, safe to show.
//!
//! JSON escapes the control characters below U+0020 and no others. A report may hold a C1 control or a bidirectional override that a
//! terminal would obey, so those are escaped too: the value read back is the same to the character.

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io::{self, Write};

/// Writes one record and a line feed.
pub fn line(record: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    record.serialize(&mut Serializer::with_formatter(&mut *out, Shown))?;
    out.write_all(b"\n")
}

struct Shown;

impl Formatter for Shown {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| commands(*c)) {
            CompactFormatter.write_string_fragment(out, &fragment[from..at])?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            from = at + c.len_utf8();
        }
        CompactFormatter.write_string_fragment(out, &fragment[from..])
    }
}

/// Whether a terminal takes the character for a command: DEL, C1 controls, bidirectional embeddings and isolates, line separators.
fn commands(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}
