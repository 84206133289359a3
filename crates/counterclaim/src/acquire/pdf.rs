//! PDF, where the program was built with `documents`: a page is lines of text, in the order in which they were set.

use super::{Found, Place};

/// What to do about one where it was not.
#[cfg(not(feature = "documents"))]
pub(super) fn read(_: &[u8], _: Place) -> Result<Found, String> {
    Err("a PDF, which this program was built without: build it with `--features documents`, or save the report as text".to_owned())
}

#[cfg(feature = "documents")]
pub(super) use set::read;

#[cfg(feature = "documents")]
mod set {
    use super::*;
    use crate::acquire::{limit::MAX_REPORT, limit::too_long, open};
    use counterclaim_model::Raw;

    /// The reader of PDF.
    const READER: &str = "pdf/1";
    /// Objects stand in each other as deep as somebody likes.
    const STACK: usize = 256 << 20;

    pub(in crate::acquire) fn read(bytes: &[u8], place: Place) -> Result<Found, String> {
        let owned = bytes.to_vec();
        // The library gives up on many a broken file by a panic: in a thread of its own, that is an answer.
        let thread = std::thread::Builder::new().name(crate::acquire::PDF_THREAD.to_owned()).stack_size(STACK);
        let pages = thread.spawn(move || pdf_extract::extract_text_from_mem_by_pages(&owned)).map_err(|e| e.to_string())?.join();
        let pages = match pages {
            Ok(Ok(pages)) => pages,
            Ok(Err(e)) => return Err(format!("a PDF that cannot be read ({e})")),
            Err(_) => return Err("a broken PDF".to_owned()),
        };
        let text = joined(&pages);
        if text.trim().is_empty() {
            return Err("a PDF without text: pictures of pages must be read by a program for that first".to_owned());
        }
        if text.len() > MAX_REPORT {
            return Err(too_long(text.len() as u64));
        }
        let mut found = open::letters(text, place);
        found.source.raw = Raw::Bytes(bytes.into());
        found.source.reader = READER.into();
        Ok(found)
    }

    /// Pages one behind the other, without their numbers; a paragraph goes on over the page's end where its sentence does.
    fn joined(pages: &[String]) -> String {
        let mut out = String::new();
        for page in pages {
            let is_number = |line: &&str| !line.trim().is_empty() && line.trim().len() <= 4 && line.trim().bytes().all(|byte| byte.is_ascii_digit());
            let lines: Vec<&str> = page.lines().filter(|line| !is_number(line)).collect();
            let mut blank = !out.trim_end().ends_with(|c: char| c.is_alphanumeric() || ",;-–".contains(c));
            for line in lines.iter().map(|line| line.trim()).skip_while(|line| line.is_empty()) {
                if line.is_empty() {
                    blank = true;
                    continue;
                }
                if !out.is_empty() {
                    out.push_str(if std::mem::take(&mut blank) { "\n\n" } else { "\n" });
                }
                blank = false;
                out.push_str(line);
            }
        }
        out
    }
}
