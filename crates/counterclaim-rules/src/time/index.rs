//! Which rows may fit at a word, told by that word and the next.
//!
//! "The" begins two hundred rows and "the army" none of them. The surprising decision: two words are enough; what a third would rule out is
//! cheaper to try. The index is made from the rows, so that it cannot fall out of step with them, and it only ever leaves out rows that
//! cannot fit.

use crate::hash::HashMap;

use super::{Choice, Class, Element, Times};

/// A word of a sentence as rows ask for it: the whole of it, and without its prefix and its stop ("july" of "mid-july").
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// In lower case.
    pub word: &'a str,
    /// The same or less.
    pub bare: &'a str,
}

impl Seen<'_> {
    fn is_figure(self) -> bool {
        self.bare.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Rows by their first word.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    by_word: HashMap<String, Starts>,
    by_figures: Starts,
    /// The number of every word that may stand second.
    seconds: HashMap<String, usize>,
}

/// The rows that begin with one word.
#[derive(Clone, Debug, Default)]
struct Starts {
    rows: Vec<Start>,
    /// What may stand second in any of them.
    seconds: Second,
}

/// A row that begins with some word.
#[derive(Clone, Debug)]
struct Start {
    pattern: usize,
    row: usize,
    second: Second,
}

/// What may stand second.
#[derive(Clone, Debug, Default)]
struct Second {
    /// Anything, or nothing.
    any: bool,
    figures: bool,
    /// Words, one bit each.
    words: Vec<u64>,
}

impl Second {
    fn add(&mut self, number: usize) {
        self.words.resize(self.words.len().max(number / 64 + 1), 0);
        self.words[number / 64] |= 1 << (number % 64);
    }

    fn has(&self, number: Option<usize>) -> bool {
        number.is_some_and(|n| self.words.get(n / 64).is_some_and(|bits| bits >> (n % 64) & 1 == 1))
    }

    fn and(&mut self, other: &Second) {
        self.any |= other.any;
        self.figures |= other.figures;
        self.words.resize(self.words.len().max(other.words.len()), 0);
        self.words.iter_mut().zip(&other.words).for_each(|(bits, more)| *bits |= more);
    }
}

impl Times {
    /// Offers the rows (pattern, row) that may fit where these two words stand, in the order of the rules.
    pub fn rows_at(&self, here: Seen<'_>, next: Seen<'_>, mut offer: impl FnMut(usize, usize)) {
        let index = &self.index;
        let bare = if here.bare.len() < here.word.len() { index.by_word.get(here.bare) } else { None };
        let figures = here.is_figure().then_some(&index.by_figures);
        let starts = [index.by_word.get(here.word), bare, figures];
        if starts.iter().all(Option::is_none) {
            return;
        }
        let number = |word: &str| index.seconds.get(word).copied();
        let (word, bare, figure) = (number(next.word), number(next.bare), next.is_figure());
        let fits = |second: &Second| second.any || second.figures && figure || second.has(word) || second.has(bare);
        for starts in starts.into_iter().flatten().filter(|starts| fits(&starts.seconds)) {
            starts.rows.iter().filter(|start| fits(&start.second)).for_each(|start| offer(start.pattern, start.row));
        }
    }

    pub(super) fn index(&mut self) {
        let mut index = Index::default();
        for (pattern, rows) in self.patterns.iter().map(|p| &p.rows).enumerate() {
            for (row, elements) in rows.iter().enumerate() {
                self.enter(&mut index, elements, pattern, row);
            }
        }
        self.index = index;
    }

    fn enter(&self, index: &mut Index, elements: &[Element], pattern: usize, row: usize) {
        let start = |second: Second| Start { pattern, row, second };
        // Every element that may come first: the leading optional ones and the one behind them.
        let needed = elements.iter().take_while(|e| e.optional).count();
        for (at, element) in elements.iter().enumerate().take(needed + 1) {
            let after = self.firsts(index, &elements[at + 1..]);
            match &element.what {
                Choice::Class(class) => {
                    if class.has_figures() {
                        let second = self.behind(index, *class, None, after.clone());
                        add(&mut index.by_figures, start(second));
                    }
                    for first in self.words_of(*class) {
                        let second = self.behind(index, *class, Some(first), after.clone());
                        add(index.by_word.entry(first.clone()).or_default(), start(second));
                    }
                }
                Choice::Phrases(phrases) => {
                    for phrase in phrases {
                        let Some(first) = phrase.first() else { continue };
                        let second = phrase.get(1).map_or_else(|| after.clone(), |word| words(index, [word]));
                        add(index.by_word.entry(first.clone()).or_default(), start(second));
                    }
                }
            }
        }
    }

    /// What may come first of some elements; anything where they may be empty.
    fn firsts(&self, index: &mut Index, elements: &[Element]) -> Second {
        let mut all = Second { any: elements.iter().all(|e| e.optional), ..Second::default() };
        let needed = elements.iter().take_while(|e| e.optional).count();
        for element in elements.iter().take(needed + 1) {
            match &element.what {
                Choice::Class(class) => {
                    all.any |= matches!(class, Class::Ampm | Class::Name);
                    all.figures |= class.has_figures();
                    all.and(&words(index, self.words_of(*class)));
                }
                Choice::Phrases(phrases) => all.and(&words(index, phrases.iter().filter_map(|p| p.first()))),
            }
        }
        all
    }

    /// What may stand behind the first word of a class, or behind its figures: the rest of the class, or what comes after it.
    fn behind(&self, index: &mut Index, class: Class, first: Option<&String>, mut after: Second) -> Second {
        let numbers = || self.numbers.keys().map(String::as_str);
        match (class, first) {
            (Class::Num, Some(first)) => {
                let phrases = self.vague.iter().chain(&self.two).filter(|p| p.first() == Some(first));
                after.and(&words(index, phrases.filter_map(|p| p.get(1))));
                after.and(&words(index, numbers().chain(["-"])));
            }
            (Class::Year, Some(_)) => after.and(&words(index, numbers())),
            (Class::Day | Class::Dayth | Class::Nth | Class::Centuryth, None) => after.and(&words(index, ["st", "nd", "rd", "th"])),
            (Class::Dayth, Some(_)) => after.and(&words(index, self.days.keys().map(String::as_str).chain(["-"]))),
            (Class::Decade, None) => after.and(&words(index, ["'s", "’s"])),
            (Class::Iso, _) => after.any = true,
            _ => {}
        }
        after
    }
}

fn words(index: &mut Index, words: impl IntoIterator<Item = impl AsRef<str>>) -> Second {
    let mut second = Second::default();
    for word in words {
        let next = index.seconds.len();
        second.add(*index.seconds.entry(word.as_ref().to_owned()).or_insert(next));
    }
    second
}

/// Adds a row to those of a word; where it may begin with that word in several ways, it is one row.
fn add(starts: &mut Starts, start: Start) {
    starts.seconds.and(&start.second);
    match starts.rows.last_mut() {
        Some(last) if (last.pattern, last.row) == (start.pattern, start.row) => last.second.and(&start.second),
        _ => starts.rows.push(start),
    }
}

impl Class {
    fn has_figures(self) -> bool {
        use Class::{Centuryth, Clock, Day, Dayth, Decade, Endyear, Glued, Iso, Nth, Num, Year, Yy};
        matches!(self, Centuryth | Clock | Day | Dayth | Decade | Endyear | Glued | Iso | Nth | Num | Year | Yy)
    }
}
