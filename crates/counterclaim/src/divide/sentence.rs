//! Where sentences end: at a stop whose word is no abbreviation and that something like a beginning follows.
//!
//! "“They fled,” Col. Rao said. “We stayed.” The U.S. sent aid." has three ends. Quotation marks and brackets that close behind a stop belong to
//! the sentence before; a small letter after a stop means that the sentence runs on.
//!
//! FIGURES

use super::{
    run_on,
    token::{Token, is_initials},
};
use counterclaim_rules::sentence::{Ends, Sentences};

/// The words of one block.
pub(super) struct View<'a> {
    pub(super) rules: &'a Sentences,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// Whether the text has lost its commas, so that stops may be lost too.
    pub(super) stripped: bool,
}

impl View<'_> {
    /// Whether a sentence that begins with token `first` ends after token `i`.
    pub(super) fn ends_after(&self, i: usize, first: usize) -> bool {
        if i + 1 >= self.tokens.len() {
            return false;
        }
        if !may_end(self.word(i)) {
            return self.stripped && run_on::ends_after(self, i, first);
        }
        // Closing marks go with what they close, so the question is asked at the last of them.
        if self.closes(i + 1) {
            return false;
        }
        let mut stop = i;
        while stop > first && self.closes(stop) {
            stop -= 1;
        }
        let word = self.word(stop);
        match word.strip_suffix(['.', '!', '?', '…']) {
            None => false,
            Some(bare) if bare.chars().all(|c| matches!(c, '.' | '!' | '?')) => {
                self.begins(i + 1) && !(word == "." && self.is_number_mark(first, stop))
            }
            Some(bare) => stop > first && self.tokens[i + 1].start > self.tokens[i].end && self.abbreviation_ends(bare, i + 1),
        }
    }

    /// Whether the stop of an abbreviation ends a sentence too, by the word after it.
    fn abbreviation_ends(&self, bare: &str, next: usize) -> bool {
        match self.rules.abbreviation(bare) {
            Some(Ends::Never | Ends::Number) => false,
            Some(Ends::Opener) | None if is_opening(self.word(next)) => self.begins(next),
            Some(Ends::Opener) => self.rules.opens(self.word(next)),
            None => is_initials(bare) && self.rules.opens(self.word(next)),
        }
    }

    /// Whether token `i` can be a sentence's first: no mark that leads on, and no small letter ("al-Amin" is a name all the same).
    fn begins(&self, i: usize) -> bool {
        if matches!(self.word(i), "," | "." | ";" | ":" | ")" | "]" | "/" | "--" | "–" | "—") {
            return false;
        }
        let at = (i..self.tokens.len().min(i + 4)).find(|&j| self.word(j).starts_with(char::is_alphanumeric));
        at.is_none_or(|j| {
            !starts_small(self.word(j))
                || self.word(j).len() <= 3 && self.word(j + 1) == "-" && self.word(j + 2).starts_with(char::is_uppercase)
        })
    }

    pub(super) fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &self.text[t.start..t.end])
    }

    /// Whether token `i` is a mark that closes what stands before it.
    fn closes(&self, i: usize) -> bool {
        match self.word(i) {
            ")" | "]" | "”" | "»" => true,
            "\"" | "'" | "’" | "''" => i > 0 && self.tokens[i - 1].end == self.tokens[i].start,
            _ => false,
        }
    }

    /// Whether all that stands before the stop is the number of a list's item: "2." and not "in 2."
    fn is_number_mark(&self, first: usize, stop: usize) -> bool {
        stop == first + 1 && self.word(first).len() <= 3 && self.word(first).bytes().all(|b| b.is_ascii_digit())
    }
}

/// Whether a word is a stop, has one, or is a mark that may close behind one: a quick look at its last character.
fn may_end(word: &str) -> bool {
    word.ends_with(['.', '!', '?', '…', ')', ']', '"', '”', '’', '\'', '»'])
}

fn is_opening(word: &str) -> bool {
    matches!(word, "“" | "\"" | "‘" | "«" | "(" | "[")
}

pub(super) fn starts_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}
