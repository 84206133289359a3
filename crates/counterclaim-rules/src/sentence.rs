//! Where sentences and words end: `rules/en/sentence.toml`.
//!
//! Each rule is a list of words and what they do: "Lt" before a stop never ends a sentence, "No" only stands before a number, "non" keeps
//! its hyphen. The examples are texts with " | " at every sentence end, and `divide`'s tests run them.

use crate::{
    furniture::both_sides,
    hash::{HashMap, HashSet},
};
use counterclaim_model::Error;
use serde::Deserialize;

/// What the language says of sentence and word ends.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    abbreviations: HashMap<String, Ends>,
    openers: HashSet<String>,
    prefixes: HashSet<String>,
    clitics: HashSet<String>,
    units: HashSet<String>,
    apart: HashMap<String, usize>,
    /// First and last letters of the words in `apart`: most words need not be looked up.
    apart_ends: [u32; 2],
    leads: HashSet<String>,
    speech: HashSet<String>,
    /// Every rule's name and examples, for the tests.
    pub examples: Vec<Example>,
}

/// A text with its boundaries marked, and the rule that it stands by.
#[derive(Clone, Debug)]
pub struct Example {
    /// The rule's name.
    pub rule: String,
    /// The text, " | " at every boundary.
    pub text: String,
}

/// When an abbreviation's stop may end a sentence too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ends {
    /// Never: a name follows ("Col. Rao").
    Never,
    /// It is an abbreviation only before a number ("No. 5"); elsewhere it is a word and its stop ends the sentence.
    Number,
    /// Where the next word is one that begins sentences ("in the U.S. The army …").
    Opener,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
struct RawRule {
    id: String,
    #[serde(flatten)]
    what: What,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    Abbreviation { ends: Ends, words: Vec<String> },
    Openers(Vec<String>),
    Prefixes(Vec<String>),
    Clitics(Vec<String>),
    Units(Vec<String>),
    Apart(Vec<String>),
    Leads(Vec<String>),
    Speech(Vec<String>),
}

impl Sentences {
    /// The rules that ship with the program.
    pub fn shipped() -> Result<Sentences, Error> {
        Sentences::parse(include_str!("../../../rules/en/sentence.toml"), "rules/en/sentence.toml")
    }

    /// Reads one file. A rule without examples on both sides does not load.
    pub fn parse(text: &str, file: &str) -> Result<Sentences, Error> {
        let raw: File = toml::from_str(text).map_err(|e| Error::rule(file, e))?;
        let mut all = Sentences::default();
        for rule in raw.rule {
            both_sides(&format!("{file}: {}", rule.id), &rule.yes, &rule.no)?;
            match rule.what {
                What::Abbreviation { ends, words } => all.abbreviations.extend(words.into_iter().map(|w| (w, ends))),
                What::Openers(words) => all.openers.extend(words),
                What::Prefixes(words) => all.prefixes.extend(words),
                What::Clitics(words) => all.clitics.extend(words),
                What::Units(words) => all.units.extend(words),
                What::Leads(words) => all.leads.extend(words),
                What::Speech(words) => all.speech.extend(words),
                What::Apart(words) => all.apart.extend(words.iter().filter_map(|w| Some((w.replace('|', ""), w.find('|')?)))),
            }
            let example = |text| Example { rule: rule.id.clone(), text };
            all.examples.extend(rule.yes.into_iter().chain(rule.no).map(example));
        }
        all.apart_ends = all.apart.keys().map(|w| ends(w)).fold([0, 0], |a, b| [a[0] | b[0], a[1] | b[1]]);
        Ok(all)
    }

    /// Lays `other` over these rules.
    pub fn and(mut self, other: Sentences) -> Sentences {
        self.abbreviations.extend(other.abbreviations);
        self.openers.extend(other.openers);
        self.prefixes.extend(other.prefixes);
        self.clitics.extend(other.clitics);
        self.units.extend(other.units);
        self.apart.extend(other.apart);
        self.apart_ends = [0, 1].map(|i| self.apart_ends[i] | other.apart_ends[i]);
        self.leads.extend(other.leads);
        self.speech.extend(other.speech);
        self.examples.extend(other.examples);
        self
    }

    /// When the stop after this abbreviation (written without it, in its own case) ends a sentence; `None` if it is none.
    pub fn abbreviation(&self, word: &str) -> Option<Ends> {
        self.abbreviations.get(word).or_else(|| self.abbreviations.get(&spoken(word)?)).copied()
    }

    /// Whether a capitalised word is one that begins sentences and seldom names ("The", "However", "Two").
    pub fn opens(&self, word: &str) -> bool {
        self.openers.contains(word) || spoken(word).is_some_and(|word| self.openers.contains(&word))
    }

    /// Whether a hyphen after these lower-case letters belongs to the word ("non-combatant").
    pub fn is_prefix(&self, lower: &str) -> bool {
        self.prefixes.contains(lower)
    }

    /// Whether these lower-case letters after an apostrophe are a word of their own ("'s", "'re").
    pub fn is_clitic(&self, lower: &str) -> bool {
        self.clitics.contains(lower)
    }

    /// Whether these letters after a figure are a word of their own ("45km").
    pub fn is_unit(&self, lower: &str) -> bool {
        self.units.contains(lower)
    }

    /// Where a word written as one is two ("cannot" after "can").
    pub fn apart(&self, word: &str) -> Option<usize> {
        let [first, last] = ends(word);
        let maybe = self.apart_ends[0] & first != 0 && self.apart_ends[1] & last != 0;
        if maybe { self.apart.get(&word.to_ascii_lowercase()).copied() } else { None }
    }

    /// Whether a word tells that someone spoke ("“Why?” Ann Lee asked").
    pub fn is_speech(&self, word: &str) -> bool {
        self.speech.contains(word)
    }

    /// Whether a small word leads on to what follows it, so that no sentence can begin there ("of The Hague").
    pub fn leads_on(&self, word: &str) -> bool {
        self.leads.contains(word)
    }
}

/// A word in capitals as it would be written elsewhere ("GEN" as "Gen"): wire reports were often sent in capitals throughout.
fn spoken(word: &str) -> Option<String> {
    let capitals = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
    capitals.then(|| word[..1].to_owned() + &word[1..].to_ascii_lowercase())
}

/// One bit each for a word's first and last letter, whatever their case.
fn ends(word: &str) -> [u32; 2] {
    let bit = |b: Option<u8>| b.filter(u8::is_ascii_alphabetic).map_or(0, |b| 1 << (b & 31));
    [bit(word.bytes().next()), bit(word.bytes().next_back())]
}
