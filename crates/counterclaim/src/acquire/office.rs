//! Documents of word processors: Office Open XML (`.docx`) and OpenDocument (`.odt`), paragraph by paragraph.

use super::{Found, Place, limit, limit::MAX_REPORT, limit::too_long, open};
use ::zip::ZipArchive;
use counterclaim_model::Raw;
use quick_xml::{Reader, XmlVersion, events::Event};

/// The reader of word processors' documents.
const READER: &str = "office/1";

/// Where each kind keeps its words.
pub(super) const PARTS: [&str; 2] = ["word/document.xml", "content.xml"];

/// The report in a document.
pub(super) fn read(bytes: &[u8], part: &str, place: Place) -> Result<Found, String> {
    let mut archive = ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|e| format!("a broken document ({e})"))?;
    let mut file = archive.by_name(part).map_err(|e| format!("a broken document ({e})"))?;
    let (xml, more) = limit::all(&mut file, MAX_REPORT * 4).map_err(|e| format!("a broken document ({e})"))?;
    if more {
        return Err(too_long(xml.len() as u64));
    }
    drop(file);
    let xml = String::from_utf8(xml).map_err(|_| "a broken document (not UTF-8)".to_owned())?;
    let text = words(&xml, part == PARTS[0])?;
    if text.trim().is_empty() {
        return Err("a document without words".to_owned());
    }
    if text.len() > MAX_REPORT {
        return Err(too_long(text.len() as u64));
    }
    let mut found = open::letters(text, place);
    found.source.raw = Raw::Bytes(bytes.into());
    found.source.reader = READER.into();
    Ok(found)
}

/// Paragraphs with an empty line between, rows of tables as lines. `in_runs`: whether words stand in elements of their own (`<w:t>`), and what
/// stands elsewhere is for the program.
fn words(xml: &str, in_runs: bool) -> Result<String, String> {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut line) = (String::new(), String::new());
    let (mut run, mut paragraph, mut row) = (0usize, 0usize, 0usize);
    loop {
        let event = reader.read_event().map_err(|e| format!("a broken document ({e})"))?;
        match &event {
            Event::Eof => break,
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" if in_runs => run += 1,
                "p" | "h" => paragraph += 1,
                "tr" | "table-row" => {
                    end(&mut line, &mut out);
                    row += 1;
                }
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" | "s" if paragraph > 0 => line.push(' '),
                "br" | "cr" | "line-break" if paragraph > 0 => line.push('\n'),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" if in_runs => run = run.saturating_sub(1),
                "p" | "h" => {
                    paragraph = paragraph.saturating_sub(1);
                    if row == 0 { end(&mut line, &mut out) } else { line.push(' ') }
                }
                "tc" | "table-cell" if row > 0 && !line.trim().is_empty() => {
                    line.truncate(line.trim_end().len());
                    line.push_str(" | ");
                }
                "tr" | "table-row" => {
                    line.truncate(line.trim_end_matches([' ', '|']).len());
                    end(&mut line, &mut out);
                    row = row.saturating_sub(1);
                }
                _ => {}
            },
            Event::Text(text) if run > 0 || !in_runs && paragraph > 0 => {
                line.push_str(&text.xml_content(XmlVersion::Implicit1_0));
            }
            Event::GeneralRef(name) if run > 0 || !in_runs && paragraph > 0 => match name.resolve_char_ref() {
                Ok(Some(c)) => line.push(c),
                _ => line.push_str(match name.as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => " ",
                }),
            },
            _ => {}
        }
    }
    end(&mut line, &mut out);
    Ok(out)
}

fn end(line: &mut String, out: &mut String) {
    let text = std::mem::take(line);
    if !text.trim().is_empty() {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(text.trim());
    }
}
