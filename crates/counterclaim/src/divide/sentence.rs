//! Where sentences end: at a stop whose word is no abbreviation and that something like a beginning follows.
//!
//! "“They fled,” Col. Rao said. “We stayed.” The U.S. sent aid." has three ends. Quotation marks and brackets that close behind a stop belong to
//! the sentence before; a small letter after a stop means that the sentence runs on.

use super::token::{Token, is_initials};
use counterclaim_rules::sentence::{Ends, Sentences};

/// Whether a sentence ends after token `i`; `first` is the token that the sentence begins with.
pub(super) fn ends_after(rules: &Sentences, text: &str, tokens: &[Token], i: usize, first: usize) -> bool {
    let view = View { text, tokens };
    let Some(next) = tokens.get(i + 1) else {
        return false;
    };
    // Closing marks go with what they close, so the question is asked at the last of them.
    if view.closes(i + 1) {
        return false;
    }
    let mut stop = i;
    while stop > first && view.closes(stop) {
        stop -= 1;
    }
    let word = view.word(stop);
    let follows = view.word(i + 1);
    let begins = view.first_letter(i + 1);
    let lower = begins.is_some_and(char::is_lowercase);
    match word {
        "!" | "?" | "..." | "…" => !lower && !is_joint(follows),
        "." => !lower && !is_joint(follows) && !view.is_number_mark(first, stop),
        _ if word.len() > 1 && word.ends_with(['!', '?']) => !lower && !is_joint(follows),
        _ if word.len() > 1 && word.ends_with('.') && next.start > tokens[i].end => {
            if word.chars().all(|c| c == '.') {
                return !lower && !is_joint(follows);
            }
            let bare = &word[..word.len() - 1];
            match rules.abbreviation(bare) {
                Some(Ends::Never | Ends::Number) => false,
                Some(Ends::Opener) => rules.opens(follows),
                None if is_initials(bare) && !bare.contains('.') => false,
                None => rules.opens(follows),
            }
        }
        _ => false,
    }
}

/// A mark that never begins a sentence.
fn is_joint(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | ")" | "]" | "/")
}

struct View<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl View<'_> {
    fn word(&self, i: usize) -> &str {
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

    /// The first letter or figure at or after token `i`, past opening marks.
    fn first_letter(&self, i: usize) -> Option<char> {
        (i..self.tokens.len().min(i + 4)).find_map(|j| self.word(j).chars().next().filter(|c| c.is_alphanumeric()))
    }

    /// Whether all that stands before the stop is the number of a list's item: "2." and not "in 2."
    fn is_number_mark(&self, first: usize, stop: usize) -> bool {
        stop == first + 1 && self.word(first).len() <= 3 && self.word(first).bytes().all(|b| b.is_ascii_digit())
    }
}
