//! What is fuzzed, and the laws that must hold: the fuzz targets run these, and so do the tests, on bytes of their own.

use counterclaim::{
    Counterclaim,
    acquire::{self, Item, MAX_REPORT, Options, Told},
    write,
};
use counterclaim_model::{Document, Span};

/// The readers, by the ending that names them; `bin` is for the first bytes to tell.
pub const READERS: &[&str] = &["txt", "html", "eml", "mbox", "xml", "warc", "gz", "zst", "zip", "xlsx", "docx", "pdf", "csv", "jsonl", "json", "js", "bin"];

/// Bytes as an input of this ending: reports with words, or reasons, and the same ones every time.
pub fn reader(ending: &str, bytes: &[u8]) {
    let read = || {
        let told = Told { address: Some(format!("https://host.example/report.{ending}")), ..Told::default() };
        let mut found = Vec::new();
        acquire::fetched(bytes, told, &Options { keep_raw: true, ..Options::default() }, &mut |item| {
            match item {
                Item::Report(document, _) | Item::Aside(document, _) => {
                    assert!(!document.text.trim().is_empty() && document.text.len() <= 2 * MAX_REPORT, "a report of {} bytes", document.text.len());
                    assert!(document.source.raw.bytes(&document.text).is_some(), "its bytes are kept");
                    found.push((document.id.to_string(), document.text.to_string()));
                }
                Item::Unread(unread) => {
                    assert!(!unread.reason.is_empty(), "a reason");
                    found.push((unread.origin, unread.reason));
                }
            }
            true
        });
        found
    };
    assert_eq!(read(), read());
}

/// A text through rooms 2 to 7 and beyond: every span stands in it, and what is written can be read again.
pub fn rooms(heart: &Counterclaim, text: &str) {
    let reading = heart.read(Document::new("report", text));
    let stands = |span: Span| assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} in a text of {} bytes", text.len());
    reading.document.blocks.iter().for_each(|block| stands(block.span));
    reading.document.repairs.iter().for_each(|repair| stands(repair.span));
    reading.sentences.iter().for_each(|sentence| stands(sentence.span));
    for claim in &reading.claims {
        stands(claim.quote);
        assert!(!claim.quote.is_empty(), "a claim has words");
        claim.parts.iter().for_each(|(_, span)| stands(*span));
    }
    let ledger = heart.line_up(vec![reading]);
    let mut lines = Vec::new();
    write::claims(&ledger, &mut lines).expect("memory takes it");
    for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        serde_json::from_slice::<serde_json::Value>(line).expect("a line is JSON");
    }
}
