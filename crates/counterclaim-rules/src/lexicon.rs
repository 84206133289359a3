//! Word lists by name (`rules/en/lexicon.toml`): what a rule calls `<kill>` is a list here.
//!
//! An entry is a dictionary form or a word form ("kill", "shot dead", "ministry of defence"); `<other>` takes in a whole other list.
//! The surprising decision: a list has a number below 256, so that all the lists a word belongs to fit four machine words, and a rule
//! that needs a word the sentence lacks is passed over without being tried.

mod named;

pub use named::Named;

use crate::hash::HashMap;
use counterclaim_model::{Error, Name, Word};
use std::collections::BTreeMap;

/// The number of a list.
pub type ListId = u8;

/// A set of lists, one bit a list. `lists & others != 0` asks whether two sets meet.
pub type Lists = Bits<4>;

/// A set of the words that patterns write out, one bit a word or dictionary form.
pub type Keys = Bits<8>;

/// A small set of numbers, held in `N` machine words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bits<const N: usize>([u64; N]);

impl<const N: usize> Bits<N> {
    /// Nothing.
    pub const NONE: Bits<N> = Bits([0; N]);

    /// One number alone; it must be below 64 times `N`.
    pub const fn one(number: usize) -> Bits<N> {
        let mut bits = [0; N];
        bits[number / 64] = 1 << (number % 64);
        Bits(bits)
    }

    /// Whether the sets have a number in common.
    pub fn meets(&self, other: &Bits<N>) -> bool {
        (0..N).any(|i| self.0[i] & other.0[i] != 0)
    }
}

impl<const N: usize> Default for Bits<N> {
    fn default() -> Self {
        Bits::NONE
    }
}

impl<const N: usize> std::ops::BitOr for Bits<N> {
    type Output = Bits<N>;

    fn bitor(self, other: Bits<N>) -> Bits<N> {
        Bits(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }
}

impl<const N: usize> std::ops::BitOrAssign for Bits<N> {
    fn bitor_assign(&mut self, other: Bits<N>) {
        self.0.iter_mut().zip(other.0).for_each(|(bits, other)| *bits |= other);
    }
}

impl<const N: usize> std::ops::BitAnd for Bits<N> {
    type Output = Bits<N>;

    fn bitand(self, other: Bits<N>) -> Bits<N> {
        Bits(std::array::from_fn(|i| self.0[i] & other.0[i]))
    }
}

/// For `lists == 0`: whether the set is empty.
impl<const N: usize> PartialEq<u64> for Bits<N> {
    fn eq(&self, number: &u64) -> bool {
        self.0.iter().all(|bits| bits == number)
    }
}

/// All word lists.
#[derive(Debug, Default)]
pub struct Lexicon {
    names: Vec<String>,
    numbers: HashMap<String, ListId>,
    words: HashMap<Box<str>, Entry>,
    phrases: HashMap<Box<str>, Vec<Phrase>>,
    /// Words and dictionary forms that patterns write out, with their keys.
    written: HashMap<Box<str>, (Keys, Keys)>,
    keys: usize,
}

/// How many words patterns may write out before some have no key.
const KEYS: usize = 512;

/// What is known of a form or dictionary form.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    lists: Lists,
    /// As a form: the written-out words and dictionary forms that it fits.
    form: Keys,
    /// As a dictionary form: the written-out dictionary forms that it is.
    lemma: Keys,
    /// Whether an entry of several words begins with it.
    begins: bool,
}

/// A word that a pattern writes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// The word itself.
    Lower(Box<str>),
    /// Any form of a dictionary word.
    Lemma(Box<str>),
}

#[derive(Debug)]
struct Phrase {
    rest: Vec<Box<str>>,
    list: ListId,
}

/// Which lists the words of one sentence belong to.
#[derive(Debug, Default)]
pub struct Marks {
    /// The lists of each word, one bit a list.
    pub words: Vec<Lists>,
    /// The lists of entries of several words that each word stands in.
    pub inside: Vec<Lists>,
    /// Entries of several words: where they start, their list, how many words.
    pub phrases: Vec<(usize, ListId, usize)>,
    /// Every list that the sentence has.
    pub all: Lists,
    /// Every written-out word of the rules that it has.
    pub keys: Keys,
}

impl Lexicon {
    /// Reads a lexicon; `file` is for messages.
    pub fn parse(text: &str, file: &str) -> Result<Lexicon, Error> {
        let lists: BTreeMap<String, Vec<String>> = toml::from_str(text).map_err(|e| Error::rule(file, e.message()))?;
        if lists.len() > 256 {
            return Err(Error::rule(file, format!("{} lists; there is room for 256", lists.len())));
        }
        let mut lexicon = Lexicon { names: lists.keys().cloned().collect(), ..Lexicon::default() };
        lexicon.numbers = lexicon.names.iter().enumerate().map(|(id, name)| (name.clone(), id as ListId)).collect();
        for (id, name) in lexicon.names.clone().iter().enumerate() {
            let mut entries = Vec::new();
            gather(&lists, name, file, &mut Vec::new(), &mut entries)?;
            for entry in entries {
                lexicon.enter(id as ListId, &entry);
            }
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        Ok(lexicon)
    }

    fn enter(&mut self, list: ListId, entry: &str) {
        let mut parts = entry.split_whitespace();
        let Some(first) = parts.next() else { return };
        let rest: Vec<Box<str>> = parts.map(Into::into).collect();
        if rest.is_empty() {
            self.words.entry(first.into()).or_default().lists |= Lists::one(list.into());
        } else {
            self.words.entry(first.into()).or_default().begins = true;
            self.phrases.entry(first.into()).or_default().push(Phrase { rest, list });
        }
    }

    /// The number of a list.
    pub fn id(&self, name: &str) -> Option<ListId> {
        self.numbers.get(name).copied()
    }

    /// One bit: the list of that name; nothing where there is none.
    pub fn bit(&self, name: &str) -> Lists {
        self.id(name).map_or(Lists::NONE, |id| Lists::one(id.into()))
    }

    /// The lists whose names begin so: what follows in the name, and the list's bit.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = (&str, Lists)> {
        self.names.iter().enumerate().filter_map(move |(id, name)| Some((name.strip_prefix(prefix)?, Lists::one(id))))
    }

    /// The lists that a single word belongs to, one bit a list.
    pub fn of(&self, word: &str) -> Lists {
        self.words.get(word).map_or(Lists::NONE, |entry| entry.lists)
    }

    /// The lists that a word belongs to, by its form or its dictionary form.
    pub fn of_word(&self, word: &Word) -> Lists {
        self.of(&word.lower) | self.of(&word.lemma)
    }

    /// Gives a word that patterns write out its bit in the sets of keys; none where there is no room left.
    pub fn key(&mut self, literal: &Literal) -> Option<Keys> {
        let known = match literal {
            Literal::Lower(word) => self.written.get(&**word).map(|k| k.0),
            Literal::Lemma(word) => self.written.get(&**word).map(|k| k.1),
        };
        if let Some(key) = known.filter(|key| *key != 0) {
            return Some(key);
        }
        if self.keys >= KEYS {
            return None;
        }
        let key = Keys::one(self.keys);
        self.keys += 1;
        match literal {
            Literal::Lower(word) => {
                self.written.entry(word.clone()).or_default().0 = key;
                self.words.entry(word.clone()).or_default().form |= key;
            }
            Literal::Lemma(word) => {
                self.written.entry(word.clone()).or_default().1 = key;
                self.words.entry(word.clone()).or_default().lemma |= key;
                for form in forms(word) {
                    self.words.entry(form.into()).or_default().form |= key;
                }
            }
        }
        Some(key)
    }

    /// The lists that a form may belong to, the written-out words that it may be, and whether an entry of several words may begin with it.
    pub(crate) fn may_be(&self, form: &str, lemmas: &[Name]) -> (Lists, Keys, bool) {
        let entry = self.words.get(form).copied().unwrap_or_default();
        let (mut lists, mut keys, mut begins) = (entry.lists, entry.form | entry.lemma, entry.begins);
        for entry in lemmas.iter().filter_map(|lemma| self.words.get(&**lemma)) {
            lists |= entry.lists;
            keys |= entry.lemma;
            begins |= entry.begins;
        }
        (lists, keys, begins)
    }

    /// The entries of several words whose first is `first` and whose others `fits` knows by number: their list and length.
    pub(crate) fn phrases_from(&self, first: &str, fits: &dyn Fn(usize, &str) -> bool, found: &mut dyn FnMut(ListId, usize)) {
        for phrase in self.phrases.get(first).into_iter().flatten() {
            if phrase.rest.iter().enumerate().all(|(i, part)| fits(i, part)) {
                found(phrase.list, phrase.rest.len() + 1);
            }
        }
    }

    /// Which lists the words of one sentence belong to, by form or dictionary form.
    pub fn mark(&self, words: &[Word]) -> Marks {
        let mut marks = Marks { words: Vec::with_capacity(words.len()), inside: vec![Lists::NONE; words.len()], ..Marks::default() };
        for (at, word) in words.iter().enumerate() {
            let form = self.words.get(&*word.lower);
            let lemma = if word.lemma == word.lower { form } else { self.words.get(&*word.lemma) };
            let mut lists = form.map_or(Lists::NONE, |entry| entry.lists);
            marks.keys |= form.map_or(Keys::NONE, |entry| entry.form);
            if let Some(entry) = lemma {
                lists |= entry.lists;
                marks.keys |= entry.lemma;
            }
            marks.words.push(lists);
            marks.all |= lists;
            for (entry, first) in [(form, &word.lower), (lemma, &word.lemma)] {
                let phrases = if entry.is_some_and(|entry| entry.begins) { self.phrases.get(&**first) } else { None };
                for phrase in phrases.into_iter().flatten() {
                    let fits = phrase.rest.iter().enumerate().all(|(i, part)| words.get(at + 1 + i).is_some_and(|w| *w.lower == **part || *w.lemma == **part));
                    if fits {
                        marks.phrases.push((at, phrase.list, phrase.rest.len() + 1));
                        marks.inside[at..=at + phrase.rest.len()].iter_mut().for_each(|lists| *lists |= Lists::one(phrase.list.into()));
                        marks.all |= Lists::one(phrase.list.into());
                    }
                }
                if word.lemma == word.lower {
                    break;
                }
            }
        }
        marks
    }
}

impl Marks {
    /// How many words the longest entry of that list takes here, if one starts here.
    pub fn entry(&self, at: usize, list: ListId) -> Option<usize> {
        let phrase = self.phrases.iter().filter(|(start, l, _)| *start == at && *l == list).map(|(_, _, len)| *len).max();
        phrase.or_else(|| self.has(at, Lists::one(list.into())).then_some(1))
    }

    /// Whether the word belongs to one of these lists, or stands in an entry of theirs.
    pub fn covers(&self, at: usize, lists: Lists) -> bool {
        self.has(at, lists) || self.inside.get(at).is_some_and(|of| *of & lists != 0)
    }

    /// Whether the word belongs to one of these lists.
    pub fn has(&self, at: usize, lists: Lists) -> bool {
        self.words.get(at).is_some_and(|of| *of & lists != 0)
    }
}

/// The regular endings of a dictionary word: a net under the lemmatiser for words that it has not met ("shelled").
const ENDINGS: [&str; 6] = ["", "e", "s", "es", "ed", "ing"];

/// Whether a word is a regular form of a dictionary word.
pub fn is_form(lower: &str, lemma: &str) -> bool {
    let end = lower.strip_prefix(lemma.trim_end_matches('e'));
    end.is_some_and(|end| ENDINGS.contains(&end)) && lower.len() >= lemma.len()
}

/// The words that `is_form` of a dictionary word.
fn forms(lemma: &str) -> impl Iterator<Item = String> {
    let stem = lemma.trim_end_matches('e');
    ENDINGS.iter().map(move |end| [stem, end].concat()).filter(move |form| form.len() >= lemma.len())
}

fn gather(lists: &BTreeMap<String, Vec<String>>, name: &str, file: &str, path: &mut Vec<String>, out: &mut Vec<String>) -> Result<(), Error> {
    if path.iter().any(|p| p == name) {
        return Err(Error::rule(file, format!("list `{name}` takes in itself ({})", path.join(" > "))));
    }
    let Some(entries) = lists.get(name) else {
        return Err(Error::rule(file, format!("list `{}` takes in `<{name}>`, which is not there", path.join(" > "))));
    };
    path.push(name.to_owned());
    for entry in entries {
        match entry.strip_prefix('<').and_then(|e| e.strip_suffix('>')) {
            Some(other) => gather(lists, other, file, path, out)?,
            None => out.push(entry.to_lowercase()),
        }
    }
    path.pop();
    Ok(())
}
