//! Sentences that begin without a stop before them, in texts that have lost their punctuation.
//!
//! "Two hurt in raid on Orlo Two people were hurt when shells fell …" is a heading and a sentence, and nothing but the words tells. Copies that
//! were stripped of commas and apostrophes have many of these, and they join a headline's toll to the next sentence's.
//!
//! It is asked only of long blocks without a single comma: in any other text a capital "The" in mid-sentence is a name ("The Hague").

use super::{
    sentence::{View, starts_small},
    token::Token,
};

/// A block of so many words has a comma if it has kept its commas.
const LONG: usize = 70;

/// Whether a block has lost its punctuation.
pub(super) fn is_stripped(text: &str, tokens: &[Token]) -> bool {
    let kept = |t: &Token| matches!(&text[t.start..t.end], "," | "'s" | "’s" | ";");
    tokens.len() >= LONG && !tokens.iter().any(kept)
}

/// Whether a sentence ends after token `i` although nothing says so but the words.
pub(super) fn ends_after(view: &View, i: usize, first: usize) -> bool {
    let (before, begins, then) = (view.word(i), view.word(i + 1), view.word(i + 2));
    let long_enough = i + 1 >= first + 3 && view.tokens.len() > i + 5;
    if !long_enough || !begins.starts_with(char::is_uppercase) || !before.ends_with(char::is_alphanumeric) {
        return false;
    }
    repeats(view, i + 1, first) || opens(view, i, before, begins, then) && !is_title_case(view, first, i)
}

/// A word that opens sentences, with small letters after it and no word before it that leads on to it.
fn opens(view: &View, i: usize, before: &str, begins: &str, then: &str) -> bool {
    let small = (i + 2..i + 6).filter(|&j| starts_small(view.word(j))).count();
    let name_before = !starts_small(before);
    begins.len() > 1
        && view.rules.opens(begins)
        && small >= 2
        && (starts_small(then) || begins == "The" && name_before)
        && (name_before || !view.rules.leads_on(before))
}

/// The words that the sentence began with come again: a headline, and the sentence that it was made from.
fn repeats(view: &View, at: usize, first: usize) -> bool {
    if at < first + 5 || view.word(at) != view.word(first) {
        return false;
    }
    let (told, again) = (view.word(first + 1), view.word(at + 1));
    let same = (0..5).all(|n| view.word(first + n) == view.word(at + n));
    let stem = |word: &str| word.get(..5).map(str::to_owned);
    same || starts_small(again) && (told == again || stem(told).is_some() && stem(told) == stem(again))
}

/// Whether every longer word so far has a capital: a headline in which "The" means nothing.
fn is_title_case(view: &View, first: usize, last: usize) -> bool {
    let longer = (first..=last).map(|j| view.word(j)).filter(|w| w.len() >= 4);
    longer.clone().count() >= 4 && !longer.clone().any(starts_small)
}
