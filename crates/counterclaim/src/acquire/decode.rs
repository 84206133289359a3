//! Bytes become text: by their mark, as UTF-8, as their header or the page says, or as they look.
//!
//! `decode(b"caf\xe9")` gives "café" and the doubt that it was read as windows-1252. Old newswire is full of such bytes; a replacement
//! character in their place would lose the very names that a claim is about. `encoding_rs` reads them as every browser does, and
//! `chardetng`, which guesses for Firefox, says which letters they are where nobody else does.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use counterclaim_model::{Encoding, EncodingBasis};
use encoding_rs::{UTF_8, WINDOWS_1252};

/// How far into a page its encoding may be declared.
const HEAD: usize = 4096;

/// Letters, and how they were read.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// What is doubtful about them.
    pub(super) doubt: Option<String>,
}

/// Plain text; or why there is none.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    page(bytes, None, None)
}

/// The same where a header or the text itself may name the encoding.
pub(super) fn page(bytes: &[u8], header: Option<&str>, declared: Option<&str>) -> Result<Decoded, String> {
    let decoded = read(bytes, header, declared);
    if decoded.text.contains('\0') {
        return Err("not text".to_owned());
    }
    if decoded.text.trim().is_empty() {
        return Err("empty".to_owned());
    }
    Ok(decoded)
}

fn read(bytes: &[u8], header: Option<&str>, declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return by(encoding, EncodingBasis::Mark, &bytes[mark..]);
    }
    let Err(wrong) = std::str::from_utf8(bytes) else { return by(UTF_8, EncodingBasis::Valid, bytes) };
    let told = [(header, EncodingBasis::Header), (declared, EncodingBasis::Declared)];
    for (label, basis) in told {
        let Some(encoding) = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes())) else { continue };
        // Templates name windows-1252 without knowing; whoever names another alphabet means it.
        if encoding == WINDOWS_1252 && guess(bytes) != WINDOWS_1252 {
            continue;
        }
        let decoded = by(encoding, basis, bytes);
        // A letter torn by a cut is no other encoding.
        if decoded.encoding.broken as usize * 20 <= bytes.iter().filter(|byte| !byte.is_ascii()).count() {
            return decoded;
        }
    }
    let encoding = guess(bytes);
    let doubt = format!("not UTF-8 (byte {}): read as {}", wrong.valid_up_to(), encoding.name());
    Decoded { doubt: Some(doubt), ..by(encoding, EncodingBasis::Detected, bytes) }
}

fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn by(encoding: &'static encoding_rs::Encoding, by: EncodingBasis, bytes: &[u8]) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    if let Some((text, mended)) = mend(&text) {
        let doubt = Some(format!("{mended} letters were encoded twice and are set right"));
        return Decoded { text, encoding: Encoding { name: encoding.name().into(), by, broken: 0, mended }, doubt };
    }
    let broken = if lossy { u32::try_from(text.matches('\u{FFFD}').count()).unwrap_or(u32::MAX) } else { 0 };
    let doubt = lossy.then(|| format!("broken {}: {broken} characters are lost", encoding.name()));
    Decoded { text: text.into_owned(), encoding: Encoding { name: encoding.name().into(), by, broken, mended: 0 }, doubt }
}

/// UTF-8 that somebody took for windows-1252 and wrote as UTF-8 again: "cafÃ©" is "café". Only where most of what is not ASCII is so.
fn mend(text: &str) -> Option<(String, u32)> {
    if !text.contains(['Ã', 'Â', 'â', 'Ä', 'Å', 'Ð', 'Ñ']) {
        return None;
    }
    let (mut out, mut run, mut mended, mut runs) = (String::with_capacity(text.len()), String::new(), 0u32, 0u32);
    for c in text.chars().chain(['\n']) {
        if !c.is_ascii() {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            runs += 1;
            let (bytes, _, lost) = WINDOWS_1252.encode(&run);
            match std::str::from_utf8(&bytes) {
                Ok(meant) if !lost => {
                    mended += 1;
                    out.push_str(meant);
                }
                _ => out.push_str(&run),
            }
            run.clear();
        }
        out.push(c);
    }
    out.pop();
    (mended >= 2 && mended * 2 > runs).then_some((out, mended))
}

/// The encoding that a page names near its beginning: `<meta charset=…>`, `content="text/html; charset=…"`, `<?xml … encoding="…"?>`.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    label_after(&head, "charset=").or_else(|| head.trim_start().starts_with("<?xml").then(|| label_after(&head, "encoding="))?)
}

/// The name after "charset=", with or without quotation marks.
pub(super) fn label_after(text: &str, key: &str) -> Option<String> {
    let rest = &text[text.find(key)? + key.len()..];
    let label = rest.trim_start_matches(['"', '\'', ' ']).split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
    (!label.is_empty()).then(|| label.to_owned())
}
