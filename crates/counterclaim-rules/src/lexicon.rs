//! Word lists by name (`rules/en/lexicon.toml`): what a rule calls `<kill>` is a list here.
//!
//! An entry is a dictionary form or a word form ("kill", "shot dead", "ministry of defence"); `<other>` takes in a whole other list.
//! The surprising decision: a list has a number below 256, so that all the lists a word belongs to fit four machine words, and a rule
//! that needs a word the sentence lacks is passed over without being tried.

mod named;

pub use named::Named;

use counterclaim_model::{Error, Word};
use std::collections::{BTreeMap, HashMap};

/// The number of a list.
pub type ListId = u8;

/// A set of lists, one bit a list. `lists & others != 0` asks whether two sets meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists([u64; 4]);

impl Lists {
    /// No list.
    pub const NONE: Lists = Lists([0; 4]);

    /// One list alone.
    pub const fn one(list: ListId) -> Lists {
        let mut bits = [0; 4];
        bits[list as usize / 64] = 1 << (list % 64);
        Lists(bits)
    }
}

impl std::ops::BitOr for Lists {
    type Output = Lists;

    fn bitor(self, other: Lists) -> Lists {
        Lists(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }
}

impl std::ops::BitOrAssign for Lists {
    fn bitor_assign(&mut self, other: Lists) {
        *self = *self | other;
    }
}

impl std::ops::BitAnd for Lists {
    type Output = Lists;

    fn bitand(self, other: Lists) -> Lists {
        Lists(std::array::from_fn(|i| self.0[i] & other.0[i]))
    }
}

/// For `lists == 0`: whether the set is empty.
impl PartialEq<u64> for Lists {
    fn eq(&self, number: &u64) -> bool {
        self.0 == [*number, 0, 0, 0]
    }
}

/// All word lists.
#[derive(Debug, Default)]
pub struct Lexicon {
    names: Vec<String>,
    words: HashMap<Box<str>, Lists>,
    phrases: HashMap<Box<str>, Vec<Phrase>>,
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
}

impl Lexicon {
    /// Reads a lexicon; `file` is for messages.
    pub fn parse(text: &str, file: &str) -> Result<Lexicon, Error> {
        let lists: BTreeMap<String, Vec<String>> = toml::from_str(text).map_err(|e| Error::rule(file, e.message()))?;
        if lists.len() > 256 {
            return Err(Error::rule(file, format!("{} lists; there is room for 256", lists.len())));
        }
        let mut lexicon = Lexicon { names: lists.keys().cloned().collect(), ..Lexicon::default() };
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
            *self.words.entry(first.into()).or_default() |= Lists::one(list);
        } else {
            self.phrases.entry(first.into()).or_default().push(Phrase { rest, list });
        }
    }

    /// The number of a list.
    pub fn id(&self, name: &str) -> Option<ListId> {
        self.names.binary_search_by(|n| n.as_str().cmp(name)).ok().map(|i| i as ListId)
    }

    /// One bit: the list of that name; nothing where there is none.
    pub fn bit(&self, name: &str) -> Lists {
        self.id(name).map_or(Lists::NONE, Lists::one)
    }

    /// The lists whose names begin so: what follows in the name, and the list's bit.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = (&str, Lists)> {
        self.names.iter().enumerate().filter_map(move |(id, name)| Some((name.strip_prefix(prefix)?, Lists::one(id as ListId))))
    }

    /// The lists that a single word belongs to, one bit a list.
    pub fn of(&self, word: &str) -> Lists {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Which lists the words of one sentence belong to, by form or dictionary form.
    pub fn mark(&self, words: &[Word]) -> Marks {
        let mut marks = Marks { words: Vec::with_capacity(words.len()), inside: vec![Lists::NONE; words.len()], ..Marks::default() };
        for (at, word) in words.iter().enumerate() {
            let mut lists = self.of(&word.lower);
            if word.lemma != word.lower {
                lists |= self.of(&word.lemma);
            }
            marks.words.push(lists);
            marks.all |= lists;
            for first in [&word.lower, &word.lemma] {
                for phrase in self.phrases.get(&**first).into_iter().flatten() {
                    let fits = phrase.rest.iter().enumerate().all(|(i, part)| words.get(at + 1 + i).is_some_and(|w| *w.lower == **part || *w.lemma == **part));
                    if fits {
                        marks.phrases.push((at, phrase.list, phrase.rest.len() + 1));
                        marks.inside[at..=at + phrase.rest.len()].iter_mut().for_each(|lists| *lists |= Lists::one(phrase.list));
                        marks.all |= Lists::one(phrase.list);
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
        phrase.or_else(|| self.has(at, Lists::one(list)).then_some(1))
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
