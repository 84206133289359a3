//! Numbers in words and their qualifiers (`rules/en/number.toml`).
//!
//! "At least two dozen" is a qualifier (`at least` bounds from below), a one (`two`) and a dozen; "dozens" is a vague word, and the
//! table in use says which number it stands for.
//!
//! Vague words belong to tables with names, because the field does not agree: what one archive counts as 24 another counts as 12. The
//! number can be changed for a run; the words are always kept.

use crate::hash::{HashMap, HashSet};
use counterclaim_model::{Error, Qualifier};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The words of numbers, ready to be looked up.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// What a single word of a number is: "seven", "forty", "thousand", "dozen".
    pub words: HashMap<String, Part>,
    /// Phrases with one number ("half a dozen"), vague phrases ("tens of thousands") and phrases that hold none ("no one"), by first word.
    pub phrases: Phrases<Meaning>,
    /// Qualifiers that stand before the figure, by last word.
    pub before: Phrases<Qualifier>,
    /// Qualifiers that stand behind it, by first word.
    pub after: Phrases<Qualifier>,
    /// Words that may stand between a qualifier and its figure, by last word.
    pub gap: Phrases<()>,
    /// What makes a number count no people, standing before it, by last word.
    pub other_before: Phrases<Other>,
    /// The same, standing behind it, by first word.
    pub other_after: Phrases<Other>,
    /// Words that may stand between a number and its unit.
    pub between: HashSet<String>,
    /// Nouns of things.
    pub things: HashSet<String>,
    /// Nouns of people.
    pub people: HashSet<String>,
    /// Nouns of one person.
    pub person: HashSet<String>,
    /// Words that end the run behind a number.
    pub run_ends: HashSet<String>,
    /// Words after which a bare 2016 is a year.
    pub year_after: HashSet<String>,
    /// The rules with their examples.
    pub rules: Vec<Rule>,
    tables: BTreeMap<String, BTreeMap<String, u32>>,
}

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "seven", "nineteen"
    One(u64),
    /// "forty"
    Ten(u64),
    /// "hundred", "million"
    Scale(u64),
    /// "dozen"
    Dozen(u64),
}

/// What a phrase of several words, or a vague word, means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// "half a dozen"
    Fixed(u32),
    /// "dozens": this many or more, by the table in use
    Vague(u32),
    /// "no", "not a single": none, where a noun follows
    Zero,
    /// "no one", "how many": no number
    Skip,
}

/// Why a number counts no people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// Only where the words are capitalised as in the rule ("Division 30").
    pub capital: bool,
    /// The words are months, so that the number may be a day.
    pub month: bool,
}

/// A rule and its examples, for the test that runs them.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, as `age` or `at-least`.
    pub id: String,
    /// Whether it is a qualifier: its examples then say the bounds ("up to 40 => null/40").
    pub qualifier: bool,
    /// Texts that it holds in.
    pub yes: Vec<String>,
    /// Texts that it must leave alone.
    pub no: Vec<String>,
}

/// Phrases of words, kept under the word that is met first.
#[derive(Clone, Debug)]
pub struct Phrases<T>(HashMap<String, Vec<Phrase<T>>>);

/// A phrase and what it means.
#[derive(Clone, Debug)]
pub struct Phrase<T> {
    /// Its words in lower case.
    pub words: Vec<String>,
    /// Its words as the rule writes them.
    pub written: Vec<String>,
    /// What it means.
    pub means: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases(HashMap::default())
    }
}

impl<T: Copy> Phrases<T> {
    fn add(&mut self, text: &str, by_last: bool, means: T) {
        let written: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let words: Vec<String> = written.iter().map(|w| w.to_lowercase()).collect();
        let key = if by_last { words.last() } else { words.first() };
        if let Some(key) = key.cloned() {
            let list = self.0.entry(key).or_default();
            list.push(Phrase { words, written, means });
            // The longest phrase is tried first.
            list.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        }
    }

    /// The phrases under a word, the longest first.
    pub fn under(&self, word: &str) -> &[Phrase<T>] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ones: BTreeMap<String, u64>,
    tens: BTreeMap<String, u64>,
    scales: BTreeMap<String, u64>,
    dozens: BTreeMap<String, u64>,
    fixed: BTreeMap<String, u32>,
    skip: Skip,
    vague: BTreeMap<String, BTreeMap<String, u32>>,
    gap: Words,
    between: Words,
    things: Examples,
    people: People,
    run: Run,
    qualifier: Vec<RawQualifier>,
    other: Vec<RawOther>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Skip {
    phrases: Vec<String>,
    zero_words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    words: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    words: Vec<String>,
    one: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    ends: Vec<String>,
    year_after: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQualifier {
    id: String,
    bound: Qualifier,
    before: Vec<String>,
    after: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOther {
    id: String,
    #[serde(default)]
    capital: bool,
    #[serde(default)]
    months: bool,
    before: Vec<String>,
    after: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

impl Numbers {
    /// The rules that ship with the program, with the table `guidelines` for vague words.
    pub fn shipped() -> Result<Numbers, Error> {
        Numbers::parse(include_str!("../../../rules/en/number.toml"), "rules/en/number.toml")
    }

    /// Reads a file of number rules. A rule without examples on both sides does not load.
    pub fn parse(text: &str, file: &str) -> Result<Numbers, Error> {
        let raw: File = toml::from_str(text).map_err(|e| Error::rule(file, e))?;
        let mut words = HashMap::default();
        words.extend(raw.ones.into_iter().map(|(word, n)| (word, Part::One(n))));
        words.extend(raw.tens.into_iter().map(|(word, n)| (word, Part::Ten(n))));
        words.extend(raw.scales.into_iter().map(|(word, n)| (word, Part::Scale(n))));
        words.extend(raw.dozens.into_iter().map(|(word, n)| (word, Part::Dozen(n))));
        let mut phrases = Phrases::default();
        raw.fixed.iter().for_each(|(phrase, n)| phrases.add(phrase, false, Meaning::Fixed(*n)));
        raw.skip.phrases.iter().for_each(|phrase| phrases.add(phrase, false, Meaning::Skip));
        raw.skip.zero_words.iter().for_each(|phrase| phrases.add(phrase, false, Meaning::Zero));
        let vague: BTreeSet<&String> = raw.vague.values().flat_map(BTreeMap::keys).collect();
        vague.into_iter().for_each(|phrase| phrases.add(phrase, false, Meaning::Vague(1)));

        let mut rules = Vec::new();
        let mut keep = |id: String, qualifier: bool, yes: Vec<String>, no: Vec<String>| {
            if yes.is_empty() || no.is_empty() {
                return Err(Error::rule(format!("{file}: {id}"), "give at least one `yes` and one `no` example"));
            }
            rules.push(Rule { id, qualifier, yes, no });
            Ok(())
        };
        let (mut before, mut after, mut gap) = (Phrases::default(), Phrases::default(), Phrases::default());
        for q in raw.qualifier {
            q.before.iter().for_each(|phrase| before.add(phrase, true, q.bound));
            q.after.iter().for_each(|phrase| after.add(phrase, false, q.bound));
            keep(q.id, true, q.yes, q.no)?;
        }
        raw.gap.words.iter().for_each(|phrase| gap.add(phrase, true, ()));
        let (mut other_before, mut other_after) = (Phrases::default(), Phrases::default());
        for o in raw.other {
            let means = Other { capital: o.capital, month: o.months };
            o.before.iter().for_each(|phrase| other_before.add(phrase, true, means));
            o.after.iter().for_each(|phrase| other_after.add(phrase, false, means));
            keep(o.id, false, o.yes, o.no)?;
        }
        keep("things".to_owned(), false, raw.things.yes, raw.things.no)?;
        let set = |words: Vec<String>| words.into_iter().collect::<HashSet<_>>();
        Numbers {
            words,
            phrases,
            before,
            after,
            gap,
            other_before,
            other_after,
            between: set(raw.between.words),
            things: set(raw.things.words),
            people: set(raw.people.words),
            person: set(raw.people.one),
            run_ends: set(raw.run.ends),
            year_after: set(raw.run.year_after),
            rules,
            tables: raw.vague,
        }
        .vague("guidelines")
    }

    /// A table of vague words by its name: `guidelines`, `acled` or `none`. What it lacks stands for 1.
    pub fn vague_words(&self, table: &str) -> Result<&BTreeMap<String, u32>, Error> {
        self.tables.get(table).ok_or_else(|| {
            let known: Vec<&str> = self.tables.keys().map(String::as_str).collect();
            Error::rule("number.toml", format!("no table of vague words is called `{table}`; there are {}", known.join(", ")))
        })
    }

    /// The same rules with another table for vague words.
    pub fn vague(mut self, table: &str) -> Result<Numbers, Error> {
        let values = self.vague_words(table)?.clone();
        for phrase in self.phrases.0.values_mut().flatten() {
            if let Meaning::Vague(n) = &mut phrase.means {
                *n = values.get(&phrase.words.join(" ")).copied().unwrap_or(1);
            }
        }
        Ok(self)
    }
}
