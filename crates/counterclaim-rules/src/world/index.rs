//! Spellings to rows, longest first.
//!
//! "Syrian Observatory for Human Rights" must win over "Syrian". One index serves all tables: spellings lie folded in one string, and
//! those with the same first word are linked into a chain that is read to its end, so that building it costs no sort and no small
//! allocations. It is never walked as a whole: nothing that is printed can depend on hash order.

use super::fold::{fold_into, parts, without_possessive};
use super::parts::{Parts, is_article};
use super::respell::{FIRST, Respell, Through, hash, last, step};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

/// How capitals count in one lookup.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Capitals {
    /// As written in a sentence.
    Tell,
    /// The whole sentence is in capitals: they tell nothing.
    Everywhere,
    /// A name by itself, asked for by any spelling.
    Ignored,
}

/// How a spelling must be written to count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    /// Any way: the table has it in small letters.
    Any,
    /// With a capital: "Chad", "Qaeda" of "al-Qaeda".
    Capital,
    /// Two or three letters, all capitals: "US", "UN". Longer acronyms may be written as words ("Nato", "Isis").
    Acronym,
    /// Marked `=` in the table: all capitals, and never where the whole sentence is ("IS", "WHO").
    Guarded,
}

#[derive(Clone)]
struct Entry {
    start: u32,
    end: u32,
    words: u16,
    case: Case,
    /// Only with its article: "Al Bab" is no "Bab", "The National" no "National".
    article: bool,
    tag: u8,
    row: u32,
    next: u32,
}

/// What the longest match is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Match {
    /// Words of the sentence that it covers.
    pub len: usize,
    /// Row of the table.
    pub row: u32,
    /// What the table's owner gave with the spelling.
    pub tag: u8,
    /// The match ends inside the last word: "US" of "US-led".
    pub cut: bool,
    /// Bytes of the last word that belong to the match (all of it unless `cut`).
    pub last_bytes: usize,
    /// A final s was dropped to find it: a plural, or a possessive that lost its apostrophe.
    pub dropped_s: bool,
}

const NONE: u32 = u32::MAX;

/// Spellings of one table.
#[derive(Clone, Default)]
pub(super) struct Index {
    heads: HashMap<u64, u32, BuildHasherDefault<Through>>,
    /// One bit for each first word and each spelling that is read otherwise, by its hash: most words have none, and need not be looked up.
    begins: Vec<u64>,
    /// First words of spellings that need no capital.
    small: HashSet<u64, BuildHasherDefault<Through>>,
    entries: Vec<Entry>,
    text: String,
    respell: std::sync::Arc<Respell>,
    /// Whether all names of this table need their article, as newspapers do.
    pub with_article: bool,
    /// Whether names are also found by ear: "Pashinian" for "Pashinyan".
    pub by_ear: bool,
}

impl Index {
    pub fn new(respell: std::sync::Arc<Respell>, expect: usize) -> Index {
        let begins = vec![0; (expect / 4).next_power_of_two()];
        let mut index = Index { respell, begins, ..Index::default() };
        index.respell.clone().hashes().for_each(|hash| index.begin(hash));
        index.heads.reserve(expect);
        index.entries.reserve(expect);
        index.text.reserve(expect * 12);
        index
    }

    /// Takes in one spelling of a row. The first row to claim a spelling keeps it, but for tables that ask for all rows.
    pub fn add(&mut self, spelling: &str, row: u32, tag: u8) {
        let (guarded, spelling) = match spelling.strip_prefix('=') {
            Some(rest) => (true, rest),
            None => (false, spelling),
        };
        self.add_words(spelling, guarded, row, tag, false);
        // "Tigray People's Liberation Front" also loses its apostrophe: "Tigray Peoples Liberation Front".
        if spelling.contains('\'') && spelling.contains("'s ") {
            self.add_words(spelling, guarded, row, tag, true);
        }
        // "Tuareg rebels" are also told of as "Tuareg rebel fighters".
        if let Some((name, last)) = spelling.rsplit_once(' ')
            && last.starts_with(char::is_lowercase)
            && let Some(one) = last.strip_suffix('s').filter(|one| !one.ends_with('s'))
        {
            self.add_words(&format!("{name} {one}"), guarded, row, tag, false);
        }
    }

    fn add_words(&mut self, spelling: &str, guarded: bool, row: u32, tag: u8, keep_s: bool) {
        let start = self.text.len();
        let (mut words, mut first_end, mut article, mut capital) = (0, 0, false, false);
        let mut text = std::mem::take(&mut self.text);
        for part in parts(spelling) {
            let at = text.len();
            if words > 0 {
                text.push(' ');
            }
            let word_at = text.len();
            let written = if keep_s { part } else { without_possessive(part) };
            fold_into(written, &mut text);
            if let Some(read) = self.respell.read(written, &text[word_at..], self.by_ear) {
                text.truncate(word_at);
                text.push_str(&read);
            }
            let word = &text[word_at..];
            let skip = if words == 0 { matches!(word, "the" | "al") } else { matches!(word, "the") || is_article(word) };
            if skip {
                article |= words == 0;
                text.truncate(at);
                continue;
            }
            if words == 0 {
                capital = part.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
                first_end = text.len();
            }
            words += 1;
        }
        self.text = text;
        if words == 0 {
            return;
        }
        let letters = || spelling.chars().filter(|c| c.is_alphabetic());
        let acronym = || spelling.len() <= 8 && letters().all(char::is_uppercase) && letters().count() <= 3;
        let case = match () {
            () if guarded => Case::Guarded,
            () if acronym() => Case::Acronym,
            () if capital => Case::Capital,
            () => Case::Any,
        };
        let entry = self.entries.len() as u32;
        let first = hash(&self.text[start..first_end]);
        self.begin(first);
        if case == Case::Any {
            self.small.insert(first);
        }
        let next = self.heads.insert(first, entry).unwrap_or(NONE);
        let article = article && words == 1 && (self.with_article || first_end - start < 4);
        let (start, end) = (start as u32, self.text.len() as u32);
        self.entries.push(Entry { start, end, words, case, article, tag, row, next });
    }

    /// The longest spelling that starts at `words[at]`.
    pub fn longest(&self, words: &[&str], at: usize, capitals: Capitals) -> Option<Match> {
        self.at_part(words, at, 0, capitals, None)
    }

    fn begin(&mut self, hash: u64) {
        let at = (hash as usize / 64) & (self.begins.len() - 1);
        self.begins[at] |= 1 << (hash % 64);
    }

    fn may_begin(&self, hash: u64) -> bool {
        (self.begins[(hash as usize / 64) & (self.begins.len() - 1)] >> (hash % 64)) & 1 == 1
    }

    /// Whether no spelling begins with a word: told from its letters alone, without folding it, for the words of which nearly every
    /// sentence is made.
    fn is_strange(&self, word: &str, capitals: Capitals) -> bool {
        let bytes = word.as_bytes();
        if word.eq_ignore_ascii_case("al") || !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return false;
        }
        let small = capitals == Capitals::Tell && bytes.first().is_some_and(u8::is_ascii_lowercase);
        let (mut before, mut hash) = (0, FIRST);
        for b in bytes {
            before = hash;
            hash = step(hash, b.to_ascii_lowercase());
        }
        let known = |hash: u64| {
            let hash = last(hash);
            let begins = || if small { self.small.contains(&hash) } else { self.heads.contains_key(&hash) };
            self.may_begin(hash) && (begins() || self.respell.has(hash))
        };
        let plural = bytes.ends_with(b"s") && known(before);
        let heard = || self.by_ear && !small && bytes.len() >= 5 && self.respell.by_ear(&word.to_ascii_lowercase()).is_some();
        !known(hash) && !plural && !heard()
    }

    /// As `longest`, from the part of `words[at]` that starts at byte `from`; all rows of that spelling, with
    /// their tags, go into `rows`.
    pub fn at_part(&self, words: &[&str], at: usize, from: usize, capitals: Capitals, mut rows: Option<&mut Vec<(u32, u8)>>) -> Option<Match> {
        if from == 0 && words.get(at).is_none_or(|word| self.is_strange(word, capitals)) {
            return None;
        }
        let mut parts = Parts::new(&self.respell, self.by_ear, words, at, from);
        let mut best: Option<(Match, usize)> = None;
        let skipped = parts.get(0).is_some_and(|p| p.folded == "al");
        let first = if skipped { 1 } else { 0 };
        let article = skipped || at > 0 && words[at - 1].eq_ignore_ascii_case("the");
        let head = parts.get(first)?.folded.clone();
        for drop_s in [false, true] {
            let key = match drop_s {
                false => head.as_str(),
                true if best.is_none() && parts.get(first)?.may_drop_s() => &head[..head.len() - 1],
                true => break,
            };
            let mut entry = self.heads.get(&hash(key)).copied().unwrap_or(NONE);
            while entry != NONE {
                let e = &self.entries[entry as usize];
                entry = e.next;
                if e.article && !article {
                    continue;
                }
                let spelling = &self.text[e.start as usize..e.end as usize];
                let Some(found) = fits(spelling, e, &mut parts, first, capitals) else { continue };
                let rank = e.words as usize * 2 + usize::from(!found.dropped_s);
                match &best {
                    Some((_, other)) if *other > rank => {}
                    Some((m, other)) if *other == rank => {
                        if let Some(rows) = rows.as_deref_mut() {
                            rows.push((found.row, found.tag));
                        }
                        // Chains run from the last row to the first; the first row of the table keeps the spelling.
                        if found.row < m.row {
                            best = Some((found, rank));
                        }
                    }
                    _ => {
                        if let Some(rows) = rows.as_deref_mut() {
                            rows.clear();
                            rows.push((found.row, found.tag));
                        }
                        best = Some((found, rank));
                    }
                }
            }
        }
        best.map(|(m, _)| m)
    }
}

/// Whether the parts of the sentence from `first` on spell the entry.
fn fits(spelling: &str, e: &Entry, parts: &mut Parts, first: usize, capitals: Capitals) -> Option<Match> {
    let mut i = first;
    let mut dropped_s = false;
    for (n, word) in spelling.split(' ').enumerate() {
        // Articles inside a name are not told in the table.
        while n > 0 && parts.get(i).is_some_and(|p| p.folded != word && (p.folded == "the" || is_article(&p.folded))) {
            i += 1;
        }
        let part = parts.get(i)?;
        if part.folded != word {
            let last = n + 1 == e.words as usize;
            if !last || !part.may_drop_s() || &part.folded[..part.folded.len() - 1] != word {
                return None;
            }
            dropped_s = true;
        }
        i += 1;
    }
    let head = parts.get(first)?;
    let one_word = e.words == 1;
    let right = match (e.case, capitals) {
        (Case::Any, _) | (_, Capitals::Ignored) => true,
        (Case::Guarded, Capitals::Everywhere) => false,
        (_, Capitals::Everywhere) => true,
        (Case::Capital, Capitals::Tell) => head.capital,
        (Case::Acronym | Case::Guarded, Capitals::Tell) => head.capital && (!one_word || head.all_capitals(dropped_s)),
    };
    if !right {
        return None;
    }
    let last = parts.get(i - 1)?;
    let (token, last_bytes, cut) = (last.token, last.end, !last.closes);
    Some(Match { len: token + 1 - parts.at, row: e.row, tag: e.tag, cut, last_bytes, dropped_s })
}
