//! Bytes become text: UTF-8, UTF-16 with its mark, and Windows-1252 for what is neither.
//!
//! `decode(b"caf\xe9")` gives "café" and the doubt that it was read as Windows-1252. Old newswire is full of such bytes; a replacement
//! character in their place would lose the very names that a claim is about, and `encoding_rs` reads them as every browser does.

use counterclaim_model::{Encoding, EncodingBasis};
use encoding_rs::{UTF_8, WINDOWS_1252};

/// Letters, and how they were read.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// What is doubtful about them.
    pub(super) doubt: Option<String>,
}

/// The text; or why there is none.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    let decoded = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => by(encoding, EncodingBasis::Mark, &bytes[mark..]),
        None => match std::str::from_utf8(bytes) {
            Ok(_) => by(UTF_8, EncodingBasis::Valid, bytes),
            Err(e) => {
                let doubt = format!("not UTF-8 (byte {}): read as Windows-1252", e.valid_up_to());
                Decoded { doubt: Some(doubt), ..by(WINDOWS_1252, EncodingBasis::Detected, bytes) }
            }
        },
    };
    if decoded.text.contains('\0') {
        return Err("not text".to_owned());
    }
    if decoded.text.trim().is_empty() {
        return Err("empty".to_owned());
    }
    Ok(decoded)
}

fn by(encoding: &'static encoding_rs::Encoding, by: EncodingBasis, bytes: &[u8]) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let broken = if lossy { u32::try_from(text.matches('\u{FFFD}').count()).unwrap_or(u32::MAX) } else { 0 };
    let doubt = lossy.then(|| format!("broken {}: {broken} characters are lost", encoding.name()));
    Decoded { text: text.into_owned(), encoding: Encoding { name: encoding.name().into(), by, broken }, doubt }
}
