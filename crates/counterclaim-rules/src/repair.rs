//! What a reader would put right: damaged words, found by how they are damaged and not by a list of them.
//!
//! "militIG" has capitals where letters were lost, and "ary" makes both it and "SecretIG" words; "kiled" is one letter from a common
//! word and no word itself; "thesoldiers" is two words; "[muertos]" was left in another language. The surprising decision: a word that is
//! not certain is left alone, since a name that we do not know looks just like a damaged word; so a capital letter protects a word unless a
//! sentence begins with it, and so does standing in the report twice.

mod edit;
mod load;
mod name;
mod scan;

use crate::{
    hash::HashMap,
    lexicon::{Lexicon, Lists},
    words::Words,
};
use counterclaim_model::Error;
pub use name::Names;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a damaged word reads as.
#[derive(Clone, Debug, PartialEq)]
pub struct Mended {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// What it reads as; two words where it stands for two.
    pub reads: String,
    /// By which mechanism: `en/repair/lost-letters`.
    pub rule: &'static str,
}

/// Mends damaged words.
#[derive(Clone, Debug)]
pub struct Repairs {
    words: Words,
    /// Words of other languages, and what they mean.
    left: HashMap<Box<str>, Box<str>>,
    /// What may stand behind a word and make another of it.
    endings: Vec<String>,
    /// What may stand before a word.
    beginnings: Vec<String>,
    /// Letters, and those that they are taken for.
    look_alike: Vec<(Box<str>, Box<str>)>,
    /// The same in names, where capitals are told from small letters.
    look_alike_in_names: Vec<(Box<str>, Box<str>)>,
    /// Ends of words that are several already: "wounded", "children".
    several: Vec<String>,
    examples: BTreeMap<String, load::Examples>,
}

/// Capitals inside a word that stand for lost letters: what stands before them, the capitals, what stands behind.
#[derive(Clone, Copy)]
struct Lost<'a> {
    stem: &'a str,
    capitals: &'a str,
    rest: &'a str,
}

/// A word of which there is no doubt is at least this common.
const COMMON: u8 = 5;
/// A reading must be so many ranks more common than the next one.
const CLEAR: u8 = 2;
/// A word as common as this is one of the little words that hold sentences together.
const LITTLE: u8 = 12;
/// So many unknown words of one report are looked into; a text with more is no English.
const MOST: usize = 200;

impl Repairs {
    /// What ships with the program, with the file's own examples.
    pub fn parse(text: &str, file: &str) -> Result<Repairs, Error> {
        load::parse(text, file)
    }

    /// The damaged words of a report, in text order. `parts` are the stretches to read, in text order, in bytes; a word without odd
    /// capitals is mended only into one that `lexicon` has, for only such words make claims.
    pub fn find(&self, lexicon: &Lexicon, names: Names<'_>, text: &str, parts: &[Range<usize>]) -> Vec<Mended> {
        let unknown = self.unknown(text, parts);
        let fillers = self.fillers(text, &unknown);
        let mut out = self.scanned(lexicon, text, parts, &unknown);
        let clear = |out: &[Mended], at: &Range<usize>| out.iter().all(|mended| mended.at.end <= at.start || at.end <= mended.at.start);
        for name in self.names(lexicon, names, text, parts) {
            if clear(&out, &name.at) {
                out.push(name);
            }
        }
        let scanned = out.len();
        for at in &unknown {
            if !clear(&out[..scanned], at) {
                continue;
            }
            let seen = unknown.iter().filter(|other| text[(*other).clone()] == text[at.clone()]).take(2).count();
            if let Some((reads, rule)) = self.mend(lexicon, text, at, seen > 1, &fillers) {
                out.push(Mended { at: at.clone(), reads, rule });
            }
        }
        out.sort_by_key(|mended| mended.at.start);
        out
    }

    /// Runs of letters that are no words as they stand and may be damaged.
    fn unknown(&self, text: &str, parts: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        for part in parts {
            let Some(stretch) = text.get(part.clone()) else { continue };
            for run in edit::runs(stretch) {
                let word = &stretch[run.clone()];
                let small = word.bytes().all(|b| b.is_ascii_lowercase());
                let suspect = match small {
                    true => self.words.rank(word).is_none(),
                    false if word.is_ascii() => edit::is_odd(word) || begins_sentence(stretch, run.start),
                    false => self.left.contains_key(word),
                };
                if suspect && !(word.is_ascii() && self.words.rank(&word.to_ascii_lowercase()).is_some()) {
                    out.push(part.start + run.start..part.start + run.end);
                }
                if out.len() >= MOST {
                    return out;
                }
            }
        }
        out
    }

    /// For each run of capitals inside words the letters that make most of these words words: "IG" reads "ary" in "militIG" and "SecretIG".
    fn fillers(&self, text: &str, unknown: &[Range<usize>]) -> BTreeMap<String, String> {
        let mut votes: BTreeMap<&str, BTreeMap<&str, (usize, u32)>> = BTreeMap::new();
        let mut stems: Vec<(&str, String)> = Vec::new();
        for at in unknown {
            let Some(lost) = edit::lost(&text[at.clone()]) else { continue };
            let stem = (lost.capitals, lost.stem.to_ascii_lowercase());
            if stems.contains(&stem) {
                continue;
            }
            for (word, rank) in self.words.beginning(&stem.1).filter(|(_, rank)| *rank >= COMMON) {
                let Some(filler) = edit::filler(word, &lost) else { continue };
                let vote = votes.entry(lost.capitals).or_default().entry(filler).or_default();
                *vote = (vote.0 + 1, vote.1 + u32::from(rank));
            }
            stems.push(stem);
        }
        // A word with two capitals behind it is no damage, unless others are damaged alike.
        let certain = |capitals: &str, votes: usize| {
            votes > 1 || capitals.len() == 1 || !stems.iter().any(|(of, stem)| *of == capitals && self.words.rank(stem).is_some())
        };
        let best = |capitals: &str, fillers: &BTreeMap<&str, (usize, u32)>| {
            let (filler, vote) = fillers.iter().max_by_key(|(filler, vote)| (**vote, std::cmp::Reverse(**filler)))?;
            certain(capitals, vote.0).then(|| (*filler).to_owned())
        };
        votes.iter().filter_map(|(capitals, fillers)| Some(((*capitals).to_owned(), best(capitals, fillers)?))).collect()
    }

    fn mend(&self, lexicon: &Lexicon, text: &str, at: &Range<usize>, twice: bool, fillers: &BTreeMap<String, String>) -> Option<(String, &'static str)> {
        let word = &text[at.clone()];
        let lower = word.to_lowercase();
        if let Some(lost) = edit::lost(word) {
            if let Some(parts) = self.at_capital(word, &lost) {
                return Some((parts, "en/repair/glued"));
            }
            let filled = format!("{}{}{}", lost.stem.to_ascii_lowercase(), fillers.get(lost.capitals)?, lost.rest);
            return self.words.rank(&filled).is_some().then_some((filled, "en/repair/lost-letters"));
        }
        if let Some(meaning) = self.left.get(lower.as_str()) {
            return Some((meaning.to_string(), "en/repair/left-in-another-language"));
        }
        if let Some(stem) = lower.strip_suffix('s').filter(|stem| lexicon.of(stem) != Lists::NONE && self.several.iter().any(|end| stem.ends_with(&**end))) {
            return Some((stem.to_owned(), "en/repair/plural-twice"));
        }
        if twice || !word.is_ascii() || self.is_inflected(&lower) {
            return None;
        }
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            let stem_of = |word: &str, ending: &String| word.strip_suffix(&**ending).is_some_and(|stem| lexicon.of(stem) != Lists::NONE);
            let matters = |word: &str| lexicon.of(word) != Lists::NONE || self.endings.iter().any(|ending| stem_of(word, ending));
            if let Some(parts) = self.two_words(&lower).filter(|parts| parts.split(' ').any(matters)) {
                return Some((parts, "en/repair/glued"));
            }
            let reads = (lower.len() >= 5).then(|| self.one_edit(&lower, COMMON)).flatten();
            return reads.filter(|reads| reads[..1] == lower[..1] && matters(reads)).map(|reads| (reads, "en/repair/one-letter"));
        }
        // A sentence begins with it: only the commonest words, and only where no word begins so, since most unknown words there are names.
        let unheard = lower.len() <= 4 && self.words.beginning(&lower[..2]).next().is_none();
        let first = |letter: u8| format!("{}{}", char::from(letter), &lower[1..]);
        let reads = (b'a'..=b'z').map(first).filter_map(|w| Some((self.words.rank(&w)?, w))).max().filter(|(rank, _)| *rank >= LITTLE);
        reads.filter(|_| unheard).map(|(_, reads)| (reads, "en/repair/first-letter"))
    }

    /// Whether a known word stands in it with an ending or a beginning of its own.
    fn is_inflected(&self, word: &str) -> bool {
        let known = |stem: &str| stem.len() >= 3 && self.words.rank(stem).is_some();
        let doubled = |stem: &str| stem.len() >= 4 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2] && known(&stem[..stem.len() - 1]);
        let mut longer = String::new();
        let mut with = |stem: &str, end: char| {
            longer.clear();
            longer.push_str(stem);
            longer.push(end);
            known(&longer)
        };
        let mut stems = self.endings.iter().filter_map(|e| word.strip_suffix(&**e));
        stems.any(|stem| known(stem) || with(stem, 'e') || with(stem, 'y') || doubled(stem))
            || self.beginnings.iter().filter_map(|b| word.strip_prefix(&**b)).any(known)
    }

    /// The one common word that is one letter away, where no other is nearly as common.
    fn one_edit(&self, word: &str, least: u8) -> Option<String> {
        let mut found: Vec<(u8, String)> = Vec::new();
        edit::neighbours(word, |near| found.extend(self.words.rank(near).map(|rank| (rank, near.to_owned()))));
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        found.dedup();
        let (best, reads) = found.first()?;
        let clear = found.get(1).is_none_or(|(next, _)| next + CLEAR <= *best);
        (*best >= least && clear).then(|| reads.clone())
    }

    /// "thesoldiers": the two common words that it is made of, the commonest pair first.
    fn two_words(&self, word: &str) -> Option<String> {
        let part = |at: usize| {
            let (first, second) = (word.get(..at)?, word.get(at..)?);
            let (a, b) = (self.words.rank(first)?, self.words.rank(second)?);
            // Nouns run together are a compound ("shellfire"), and no damage; "the" or "and" are glued on by mistake only.
            let little = |w: &str, rank: u8| w.len() >= 3 && rank >= LITTLE;
            ((little(first, a) || little(second, b)) && a.min(b) >= COMMON).then_some((a + b, at))
        };
        let (_, at) = (1..word.len()).filter_map(part).max()?;
        Some(format!("{} {}", &word[..at], &word[at..]))
    }

    /// "killedIn": two words run together where the second has a capital.
    fn at_capital(&self, word: &str, lost: &Lost<'_>) -> Option<String> {
        let at = lost.stem.len();
        let (first, second) = (word[..at].to_ascii_lowercase(), word[at..].to_ascii_lowercase());
        let known = first == word[..at] && lost.capitals.len() == 1 && second.len() >= 2;
        (known && self.words.rank(&first)? >= COMMON && self.words.rank(&second)? >= COMMON).then(|| format!("{first} {second}"))
    }

    /// Runs the file's own examples; each failure is a line fit to show.
    pub fn check(&self, lexicon: &Lexicon, names: Names<'_>) -> Vec<String> {
        load::check(self, lexicon, names, &self.examples)
    }
}

/// Whether a sentence begins at this byte.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '«' | '(' | '‘'));
    before.is_empty() || before.ends_with(['.', '!', '?', ':'])
}
