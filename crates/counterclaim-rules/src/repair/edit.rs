//! How a word is damaged: its letters, its capitals, the words one letter away.

use super::Lost;
use std::ops::Range;

/// A longer run of letters is no word.
const LONGEST: usize = 30;

/// The most letters that a run of capitals may stand for.
const MOST_LOST: usize = 4;

/// Runs of letters with blanks or marks around them: no digits, hyphens or apostrophes beside them, for these tell of names and numbers.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(char::is_alphabetic)?;
            let end = text[start..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |n| start + n);
            at = end;
            let joins = |c: Option<char>| c.is_some_and(|c| c.is_numeric() || matches!(c, '-' | '\'' | '’' | '_' | '@' | '#' | '/' | '&'));
            let alone = !joins(text[..start].chars().next_back()) && !joins(text[end..].chars().next());
            if alone && (3..=LONGEST).contains(&(end - start)) {
                return Some(start..end);
            }
        }
    })
}

/// Whether a word has a capital where none belongs: after a small letter.
pub(super) fn is_odd(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.is_ascii() && (1..bytes.len()).any(|i| bytes[i].is_ascii_uppercase() && bytes[i - 1].is_ascii_lowercase())
}

/// The capitals inside a word and what stands around them, where three small letters stand before them and only small ones behind.
pub(super) fn lost(word: &str) -> Option<Lost<'_>> {
    if !is_odd(word) {
        return None;
    }
    let inner = word[1..].find(|c: char| c.is_ascii_uppercase())? + 1;
    let end = word[inner..].find(|c: char| !c.is_ascii_uppercase()).map_or(word.len(), |n| inner + n);
    let (stem, capitals, rest) = (&word[..inner], &word[inner..end], &word[end..]);
    let small = rest.bytes().all(|b| b.is_ascii_lowercase());
    (stem.len() >= 2 && small).then_some(Lost { stem, capitals, rest })
}

/// The letters that make `word` of a stem and what stands behind the lost ones. Capitals inside small letters stand letter for letter; two or more may stand for others.
pub(super) fn filler<'w>(word: &'w str, lost: &Lost<'_>) -> Option<&'w str> {
    let filler = word.get(lost.stem.len()..)?.strip_suffix(lost.rest)?;
    let small = lost.stem.bytes().all(|b| b.is_ascii_lowercase());
    let letter_for_letter = filler.len() == lost.capitals.len() && !lost.rest.is_empty() && small;
    let longer = lost.capitals.len() > 1 && lost.stem.len() >= 3 && (1..=MOST_LOST).contains(&filler.len());
    (letter_for_letter || longer).then_some(filler)
}

/// What may have been meant by a word with one slip in it: a letter left out, a letter told twice, two the wrong way round, or, inside a
/// long word, one for another. Other strings one letter away are words of their own more often than slips ("woken" is not "women").
pub(super) fn neighbours(word: &str, mut try_word: impl FnMut(&str)) {
    if !word.is_ascii() {
        return;
    }
    let bytes = word.as_bytes();
    let mut slip = String::with_capacity(word.len() + 1);
    let mut offer = |parts: &[&str]| {
        slip.clear();
        parts.iter().for_each(|part| slip.push_str(part));
        if slip != word {
            try_word(&slip);
        }
    };
    let inside = if word.len() >= LONG { 1..word.len() - 1 } else { 0..0 };
    for letter in (0..26).map(|n| &ALPHABET[n..=n]) {
        inside.clone().for_each(|i| offer(&[&word[..i], letter, &word[i + 1..]]));
        (0..=word.len()).for_each(|i| offer(&[&word[..i], letter, &word[i..]]));
    }
    (1..word.len()).filter(|&i| bytes[i] == bytes[i - 1]).for_each(|i| offer(&[&word[..i], &word[i + 1..]]));
    (1..word.len()).for_each(|i| offer(&[&word[..i - 1], &word[i..=i], &word[i - 1..i], &word[i + 1..]]));
}

const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz";

/// In a word this long one letter for another leaves no doubt.
const LONG: usize = 8;
