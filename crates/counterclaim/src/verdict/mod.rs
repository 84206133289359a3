//! What several people judged: who has spoken on what, where two differ, and how far they agree.
//!
//! Surprising but meant: agreement is counted on what judges put in place of the reading, and "as read" is a value like any other. So it
//! needs no ledger, only the judgements; and it holds where all judged the same reading.

mod alpha;

pub use alpha::nominal;

use crate::resolve::judgement_id;
use counterclaim_model::{About, Judgement, Name, Opinion};
use jiff::Timestamp;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// How the note begins of a word that settles a difference between others: it stands, and counts in no agreement.
pub const ADJUDICATED: &str = "adjudicated";

/// When a judgement was given, and its id.
type Key = (Option<Timestamp>, Name);

/// Judgements, found by what they are about and by who gave them; more can be added.
#[derive(Clone, Debug, Default)]
pub struct Said {
    all: BTreeMap<Key, Arc<Judgement>>,
    about: BTreeMap<About, BTreeSet<Key>>,
    by: BTreeMap<Name, BTreeSet<Key>>,
    withdrawals: BTreeSet<Key>,
    withdrawn: BTreeSet<Name>,
}

/// How far people agree in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// `verdict`, or a field under its name in the export.
    pub field: String,
    /// Claims on which two or more have spoken.
    pub claims: usize,
    /// Those on which all gave the same.
    pub alike: usize,
    /// Krippendorff's alpha; `None` where all gave one value.
    pub alpha: Option<f64>,
}

impl Said {
    /// Adds a judgement; one that is there already adds nothing.
    pub fn add(&mut self, judgement: Judgement) -> bool {
        let key = (judgement.at.parse().ok(), judgement_id(&judgement));
        if self.all.contains_key(&key) {
            return false;
        }
        self.about.entry(judgement.about.clone()).or_default().insert(key.clone());
        self.by.entry(judgement.by.clone()).or_default().insert(key.clone());
        let withdraws = judgement.verdict == Opinion::Withdraw;
        self.all.insert(key.clone(), Arc::new(judgement));
        if withdraws {
            self.withdrawals.insert(key);
            self.withdrawn.clear();
            // A withdrawal may be withdrawn by a later one.
            for key in self.withdrawals.iter().rev() {
                if let (false, About::Judgement(id)) = (self.withdrawn.contains(&key.1), &self.all[key].about) {
                    self.withdrawn.insert(id.clone());
                }
            }
        }
        true
    }

    /// All, in order of time, with their ids; those taken back too.
    pub fn all(&self) -> impl Iterator<Item = (&Name, &Arc<Judgement>)> {
        self.all.iter().map(|((_, id), judgement)| (id, judgement))
    }

    /// Whether a later judgement takes this one back.
    pub fn is_withdrawn(&self, id: &Name) -> bool {
        self.withdrawn.contains(id)
    }

    /// What is in force on something, in order of time.
    pub fn on(&self, about: &About) -> impl DoubleEndedIterator<Item = &Arc<Judgement>> {
        self.about.get(about).into_iter().flatten().filter(|key| !self.withdrawn.contains(&key.1)).filter_map(|key| self.all.get(key))
    }

    /// What is in force on names of parties, in order of name and time, with ids.
    pub fn parties(&self) -> impl Iterator<Item = (&Name, &Arc<Judgement>)> {
        let of_parties = self.about.iter().filter(|(about, _)| matches!(about, About::Party(_)));
        let keys = of_parties.flat_map(|(_, keys)| keys).filter(|key| !self.withdrawn.contains(&key.1));
        keys.filter_map(|key| Some((&key.1, self.all.get(key)?)))
    }

    /// The last word in force that somebody gave, with its id; a withdrawal is none.
    pub fn last_of(&self, by: &str) -> Option<(&Name, &Arc<Judgement>)> {
        let keys = self.by.get(by)?.iter().rev().filter(|key| !self.withdrawn.contains(&key.1));
        keys.filter_map(|key| Some((&key.1, self.all.get(key)?))).find(|(_, judgement)| judgement.verdict != Opinion::Withdraw)
    }

    /// The last word of each who has spoken on something, and was not settling what others said.
    pub fn words(&self, about: &About) -> BTreeMap<&str, &Arc<Judgement>> {
        self.on(about).filter(|judgement| !settles(judgement)).map(|judgement| (&*judgement.by, judgement)).collect()
    }

    /// Claims on which people differ, and nobody has settled it; who can't tell differs from nobody.
    pub fn differing(&self) -> impl Iterator<Item = &Name> {
        self.claims().filter(|(about, _)| self.differ(about)).map(|(_, id)| id)
    }

    /// Claims on which somebody else has spoken and this person has not.
    pub fn seconds<'a>(&'a self, by: &'a str) -> impl Iterator<Item = &'a Name> {
        self.claims()
            .filter(move |(about, _)| {
                let words = self.words(about);
                !words.is_empty() && !words.contains_key(by)
            })
            .map(|(_, id)| id)
    }

    /// How far people agree: on the verdict, and on each field that somebody amended.
    pub fn agreement(&self) -> Vec<Agreement> {
        let mut verdicts: Vec<Vec<&str>> = Vec::new();
        let mut sets: Vec<Vec<BTreeMap<String, String>>> = Vec::new();
        for (about, _) in self.claims() {
            let words: Vec<&Arc<Judgement>> = self.words(about).into_values().filter(|judgement| judgement.verdict != Opinion::Unsure).collect();
            verdicts.push(words.iter().map(|judgement| name(judgement.verdict)).collect());
            sets.push(words.iter().filter(|judgement| judgement.verdict != Opinion::No).map(|judgement| fields(judgement)).collect());
        }
        let named: BTreeSet<&String> = sets.iter().flatten().flat_map(BTreeMap::keys).collect();
        let of = |field: &String| -> Vec<Vec<&str>> {
            sets.iter().map(|unit| unit.iter().map(|set| set.get(field).map_or("as read", String::as_str)).collect()).collect()
        };
        let fields = named.into_iter().map(|field| agreement(field, &of(field)));
        std::iter::once(agreement("verdict", &verdicts)).chain(fields).filter(|found| found.claims > 0).collect()
    }

    fn claims(&self) -> impl Iterator<Item = (&About, &Name)> {
        self.about.keys().filter_map(|about| if let About::Claim(id) = about { Some((about, id)) } else { None })
    }

    fn differ(&self, about: &About) -> bool {
        let words: Vec<&Arc<Judgement>> = self.words(about).into_values().filter(|judgement| judgement.verdict != Opinion::Unsure).collect();
        words.windows(2).any(|pair| pair[0].verdict != pair[1].verdict || pair[0].set != pair[1].set) && !self.on(about).any(|judgement| settles(judgement))
    }
}

fn settles(judgement: &Judgement) -> bool {
    judgement.note.starts_with(ADJUDICATED)
}

fn agreement(field: &str, units: &[Vec<&str>]) -> Agreement {
    let compared = || units.iter().filter(|unit| unit.len() > 1);
    let alike = compared().filter(|unit| unit.iter().all(|value| *value == unit[0])).count();
    Agreement { field: field.to_owned(), claims: compared().count(), alike, alpha: nominal(units) }
}

fn name(opinion: Opinion) -> &'static str {
    match opinion {
        Opinion::Yes => "yes",
        Opinion::No => "no",
        Opinion::Unsure => "unsure",
        Opinion::Amend => "amend",
        Opinion::Withdraw => "withdraw",
    }
}

fn fields(judgement: &Judgement) -> BTreeMap<String, String> {
    match serde_json::to_value(&judgement.set) {
        Ok(serde_json::Value::Object(set)) => set.into_iter().map(|(field, value)| (field, value.to_string())).collect(),
        _ => BTreeMap::new(),
    }
}
