//! What scanners and line ends damage: letters taken for others that look like them, figures with letters in them, words torn in two.
//!
//! "frorn" reads "from", "1OO" reads "100", "in jured" and "chil-⏎dren" are one word. The surprising decision: a torn word is mended only
//! where a piece of it is no word, or where a hyphen at the line's end tore it; "a part" and "to day" are left alone.

use super::{CLEAR, COMMON, Mended, Repairs};
use crate::lexicon::{Lexicon, Lists};
use std::ops::Range;

/// So many letters of one word may be taken for others.
const SLIPS: usize = 2;

impl Repairs {
    /// The words that a scanner damaged, in text order; `unknown` are the runs of letters that are no words.
    pub(super) fn scanned(&self, lexicon: &Lexicon, text: &str, parts: &[Range<usize>], unknown: &[Range<usize>]) -> Vec<Mended> {
        let mut out = Vec::new();
        for part in parts {
            let Some(stretch) = text.get(part.clone()) else { continue };
            out.extend(stretch.match_indices("-\n").filter_map(|(at, _)| self.torn_by_line(text, part.start + at)));
            out.extend(mixed(stretch).filter_map(|run| self.with_digits(text, part.start + run.start..part.start + run.end)));
        }
        for at in unknown.iter().filter(|at| text[(*at).clone()].bytes().all(|b| b.is_ascii_lowercase())) {
            let torn = self.torn_by_blank(lexicon, text, at);
            out.extend(torn.or_else(|| Some(Mended { at: at.clone(), reads: self.misread(&text[at.clone()])?, rule: "en/repair/misread-letters" })));
        }
        out.sort_by_key(|mended| (mended.at.start, std::cmp::Reverse(mended.at.end)));
        out.dedup_by(|later, earlier| later.at.start < earlier.at.end);
        out
    }

    /// "chil-⏎dren": the word that a line's end tore at this hyphen.
    fn torn_by_line(&self, text: &str, hyphen: usize) -> Option<Mended> {
        let first = letters_before(text, hyphen)?;
        let second = letters_behind(text, hyphen + 2)?;
        let whole = format!("{}{}", &text[first.clone()], &text[second.clone()]).to_ascii_lowercase();
        let rank = self.words.rank(&whole)?;
        let common = |piece: &Range<usize>| self.words.rank(&text[piece.clone()].to_ascii_lowercase()).is_some_and(|rank| rank >= COMMON);
        let compound = common(&first) && common(&second) && rank < COMMON;
        (!compound).then_some(Mended { at: first.start..second.end, reads: whole, rule: "en/repair/torn" })
    }

    /// "in jured", "govern ment": an unknown run and its neighbour are one common word.
    fn torn_by_blank(&self, lexicon: &Lexicon, text: &str, at: &Range<usize>) -> Option<Mended> {
        let before = at.start.checked_sub(1).filter(|&i| text.as_bytes()[i] == b' ').and_then(|i| letters_before(text, i));
        let behind = text[at.end..].starts_with(' ').then(|| letters_behind(text, at.end + 1)).flatten();
        let whole = |span: Range<usize>| {
            let reads = text[span.clone()].replace(' ', "");
            let matters = self.words.rank(&reads)? >= COMMON && lexicon.of(&reads) != Lists::NONE;
            matters.then_some(Mended { at: span, reads, rule: "en/repair/torn" })
        };
        before.and_then(|first| whole(first.start..at.end)).or_else(|| whole(at.start..behind?.end))
    }

    /// "1OO" is a figure, "f1red" a word.
    fn with_digits(&self, text: &str, at: Range<usize>) -> Option<Mended> {
        let run = &text[at.clone()];
        let mended = |reads: String| Mended { at, reads, rule: "en/repair/misread-letters" };
        let digit = |b: u8| match b {
            b'0'..=b'9' => Some(char::from(b)),
            b'O' | b'o' => Some('0'),
            b'l' | b'I' => Some('1'),
            _ => None,
        };
        if let Some(figure) = run.bytes().map(digit).collect::<Option<String>>() {
            // "I5" and "O2" are names of other things.
            return run.starts_with(|c: char| c.is_ascii_digit() || c == 'l').then(|| mended(figure));
        }
        let letters = run.bytes().filter(u8::is_ascii_lowercase).count();
        (letters >= 3 && letters + 2 >= run.len()).then(|| self.misread(run)).flatten().map(mended)
    }

    /// The one common word that the letters may be which were taken for these.
    fn misread(&self, word: &str) -> Option<String> {
        if word.len() < 4 || self.is_inflected(word) {
            return None;
        }
        let mut found: Vec<(u8, String)> = Vec::new();
        let mut forms = vec![word.to_owned()];
        for _ in 0..SLIPS {
            forms = forms.iter().flat_map(|form| self.one_slip(form)).collect();
            found.extend(forms.iter().filter_map(|form| Some((self.words.rank(form)?, form.clone()))));
            if !found.is_empty() {
                break;
            }
        }
        found.sort_by(|a, b| b.cmp(a));
        found.dedup();
        let (best, reads) = found.first()?;
        let clear = found.get(1).is_none_or(|(next, _)| next + CLEAR <= *best);
        (*best >= COMMON && clear).then(|| reads.clone())
    }

    /// The word with one of its letters read as those that look like it.
    fn one_slip(&self, word: &str) -> Vec<String> {
        let of = |(seen, meant): &(Box<str>, Box<str>)| {
            let places = word.match_indices(&**seen).map(|(at, _)| format!("{}{meant}{}", &word[..at], &word[at + seen.len()..]));
            places.collect::<Vec<_>>()
        };
        self.look_alike.iter().flat_map(of).collect()
    }
}

/// Runs of letters and digits with both in them, and nothing of names and numbers beside them.
fn mixed(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let joins = |b: u8| b.is_ascii_alphanumeric() || !b.is_ascii() || matches!(b, b'-' | b'\'' | b'_' | b'@' | b'#' | b'/' | b'&' | b'.' | b',' | b':');
    runs(text).filter(move |at| {
        let run = &bytes[at.clone()];
        let both = run.iter().any(u8::is_ascii_digit) && run.iter().any(u8::is_ascii_alphabetic);
        let ends = |b: Option<&u8>| b.is_none_or(|b| !joins(*b) || matches!(b, b'.' | b',' | b':'));
        both && run.len() <= 12 && (at.start == 0 || !joins(bytes[at.start - 1])) && ends(bytes.get(at.end))
    })
}

/// Runs of letters and digits, none of them empty.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(u8::is_ascii_alphanumeric)?;
        at = bytes[start..].iter().position(|b| !b.is_ascii_alphanumeric()).map_or(bytes.len(), |n| start + n);
        Some(start..at)
    })
}

/// The run of letters that ends here, with no letter, digit or mark of a name before it.
pub(super) fn letters_before(text: &str, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = bytes[..end].iter().rposition(|b| !b.is_ascii_alphabetic()).map_or(0, |i| i + 1);
    let alone = start == 0 || bytes[start - 1].is_ascii_whitespace() || matches!(bytes[start - 1], b'(' | b'"' | b'[');
    (alone && end - start >= 2).then_some(start..end)
}

/// The run of small letters that begins here.
pub(super) fn letters_behind(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(start..)?;
    let len = bytes.iter().position(|b| !b.is_ascii_lowercase()).unwrap_or(bytes.len());
    let alone = bytes.get(len).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'.' | b',' | b';' | b':' | b')' | b'"' | b'!' | b'?'));
    (alone && len >= 2).then_some(start..start + len)
}
