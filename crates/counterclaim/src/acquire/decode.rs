//! Bytes become text: UTF-8, UTF-16 with its mark, and Windows-1252 for what is neither.
//!
//! `decode(b"caf\xe9")` gives "café" and the doubt that it was read as Windows-1252. Old newswire is full of such bytes; a replacement
//! character in their place would lose the very names that a claim is about, and `encoding_rs` reads them as every browser does.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text, and what is doubtful about it; or why there is none.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Option<String>), String> {
    let (text, doubt) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => utf16(UTF_16BE, rest),
        plain => utf8(plain),
    };
    if text.contains('\0') {
        return Err("not text".to_owned());
    }
    if text.trim().is_empty() {
        return Err("empty".to_owned());
    }
    Ok((text, doubt))
}

fn utf8(bytes: &[u8]) -> (String, Option<String>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(e) => {
            let text = WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
            (text, Some(format!("not UTF-8 (byte {}): read as Windows-1252", e.valid_up_to())))
        }
    }
}

fn utf16(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> (String, Option<String>) {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), broken.then(|| "broken UTF-16: some characters are lost".to_owned()))
}
