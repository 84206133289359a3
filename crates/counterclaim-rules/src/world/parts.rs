//! A sentence from one word on, cut at hyphens and folded as far as it is asked for: how all tables look at words.

use super::fold::{fold_into, is_hyphen, is_possessive, without_possessive};
use super::respell::Respell;

/// Arabic articles: dropped in front (`al` alone) and between the words of a name (all of them: "Deir ez-Zor", "Deir
/// al-Zor"), in the table as in the sentence. Inside a name nothing is lost by it: the words around must still fit.
pub(super) fn is_article(word: &str) -> bool {
    const INSIDE: [&str; 17] = ["al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "er", "es", "esh", "ez", "ud", "uz"];
    word.len() <= 3 && INSIDE.contains(&word)
}

/// One part of a word between hyphens.
pub(super) struct Part<'a> {
    pub folded: String,
    /// As it is spelled, folded, where it is read otherwise.
    pub spelled: Option<String>,
    pub written: &'a str,
    pub token: usize,
    pub end: usize,
    pub capital: bool,
    /// A full stop ends it, within the word or as the next.
    pub stopped: bool,
    /// Nothing of the word follows.
    pub closes: bool,
}

impl Part<'_> {
    pub fn may_drop_s(&self) -> bool {
        // A capital S belongs to the name: "ISIS" is no plural of "ISI".
        self.folded.len() > 2 && self.written.ends_with('s') && !self.written.ends_with("ss") && self.folded.is_ascii()
    }

    pub fn all_capitals(&self, dropped_s: bool) -> bool {
        let written = if dropped_s { &self.written[..self.written.len() - 1] } else { self.written };
        written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
    }
}

/// The sentence from one word on, cut at hyphens and folded as far as it is asked for.
pub(super) struct Parts<'a> {
    respell: &'a Respell,
    by_ear: bool,
    words: &'a [&'a str],
    /// Where it begins.
    pub at: usize,
    token: usize,
    byte: usize,
    done: Vec<Part<'a>>,
}

impl<'a> Parts<'a> {
    pub fn new(respell: &'a Respell, by_ear: bool, words: &'a [&'a str], at: usize, from: usize) -> Parts<'a> {
        Parts { respell, by_ear, words, at, token: at, byte: from, done: Vec::new() }
    }

    pub fn get(&mut self, i: usize) -> Option<&Part<'a>> {
        while self.done.len() <= i {
            let word: &'a str = self.words.get(self.token)?;
            if self.token > self.at && self.byte == 0 && is_possessive(word) {
                self.token += 1;
                continue;
            }
            let rest = &word[self.byte..];
            let lead = rest.len() - rest.trim_start_matches(is_hyphen).len();
            let (start, rest) = (self.byte + lead, &rest[lead..]);
            if rest.is_empty() {
                // A hyphen by itself joins; the first word must be a word.
                if self.token == self.at {
                    return None;
                }
                (self.token, self.byte) = (self.token + 1, 0);
                continue;
            }
            let length = rest.find(is_hyphen).unwrap_or(rest.len());
            let end = start + length;
            let closes = word[end..].chars().all(is_hyphen);
            let written = without_possessive(&rest[..length]);
            let mut folded = String::new();
            fold_into(written, &mut folded);
            let spelled = self.respell.read(written, &folded, self.by_ear).map(|read| std::mem::replace(&mut folded, read));
            let capital = written.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
            let stopped = rest[..length].ends_with('.') || closes && self.words.get(self.token + 1) == Some(&".");
            self.done.push(Part { stopped, folded, spelled, written, token: self.token, end, capital, closes });
            (self.token, self.byte) = if closes { (self.token + 1, 0) } else { (self.token, end) };
        }
        self.done.get(i)
    }
}
