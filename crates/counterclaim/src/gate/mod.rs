//! Between room 3 and room 4: which sentences can hold a claim at all, by the forms of their words.
//!
//! "The river rose in the night" holds none, whatever its tags; "shells fell on the bridge" may. Reading a sentence costs a hundred times as
//! much as looking at it, and most sentences of a newspaper hold no claim. The surprising decision: nothing is listed here; the rules
//! themselves are asked, run loosely over forms (`counterclaim_rules::pattern::Possible`), so a rule of the user's own is never passed over.

mod deed;

use counterclaim_model::{Document, Name, Sentence, Word};
use counterclaim_rules::{
    Knowledge,
    hash::HashMap,
    lexicon::Lists,
    pattern::{Forms, Guess, Possible},
};
use std::sync::RwLock;

/// Forms are kept from report to report, up to so many; then all are forgotten.
const MOST: usize = 1 << 17;

/// Tells sentences that may hold a claim from those that cannot.
pub struct Gate {
    forms: RwLock<HashMap<Name, Form>>,
    /// Lists that make a toll without a rule, by arcs, where people stand in the sentence.
    harm: Lists,
    people: Lists,
    /// Words that point at people told of before.
    pointed: Lists,
    /// Lists by which a sentence tells that a name fights, so that the name is a party wherever it stands.
    teaching: Lists,
}

/// Which sentences are to be read.
#[derive(Debug, Default)]
pub struct Open {
    /// Those that may hold a claim, by number.
    pub claims: Vec<usize>,
    /// Those among the others that may introduce a party.
    pub teaching: Vec<usize>,
}

struct Form {
    possible: Possible,
    /// Whether it is a figure or a word of a number.
    counts: bool,
    /// Whether it may be people.
    people: bool,
    /// Its forms that entries of deeds begin with.
    deeds: Vec<Box<str>>,
}

impl Gate {
    /// For these rules.
    pub fn new(knowledge: &Knowledge) -> Gate {
        let harm = knowledge.lexicon.bit("harm-verb") | knowledge.lexicon.bit("harm-intransitive");
        let all = |names: &[&str]| names.iter().fold(Lists::NONE, |all, name| all | knowledge.lexicon.bit(name));
        let people = all(&["people", "nobody", "indefinite"]);
        let teaching = all(&["group-head", "unit-head", "armed-adjective", "people-hostile", "rebel-noun", "group-noun", "called"]);
        Gate { forms: RwLock::default(), harm, people, pointed: knowledge.lists.pointed, teaching }
    }

    /// The sentences of a report that are to be read. `lemmas` gives the possible dictionary forms of a form.
    pub fn open(&self, knowledge: &Knowledge, lemmas: &dyn Fn(&str) -> Vec<Box<str>>, document: &Document, sentences: &[Sentence], words: &[Word]) -> Open {
        // Another thread may have forgotten the forms that this one has just learnt; not many times running.
        for _ in 0..4 {
            if let Ok(known) = self.forms.read()
                && let Some(forms) = words.iter().map(|w| known.get(&w.lower)).collect::<Option<Vec<&Form>>>()
            {
                let mut open = Open::default();
                for (number, s) in sentences.iter().enumerate() {
                    let (words, forms) = (&words[s.words()], &forms[s.words()]);
                    let carries = number > 0 && open.claims.last() == Some(&(number - 1)) && self.points_back(forms);
                    if carries || self.may_hold(knowledge, &document.text, words, forms) {
                        open.claims.push(number);
                    } else if forms.iter().any(|f| f.possible.may_be(self.teaching)) || has_acronym(&document.text, words) {
                        open.teaching.push(number);
                    }
                }
                return open;
            }
            self.learn(words, &|form| self.form(knowledge, form, lemmas(form)));
        }
        Open { claims: (0..sentences.len()).collect(), teaching: Vec::new() }
    }

    /// "Seventeen of them were children": a part of the figure in the sentence before.
    fn points_back(&self, forms: &[&Form]) -> bool {
        forms.windows(3).any(|run| run[0].counts && run[2].possible.may_be(self.pointed))
    }

    /// Takes in the forms that are new.
    fn learn(&self, words: &[Word], form: &dyn Fn(&str) -> Form) {
        let mut fresh: Vec<&Name> = match self.forms.read() {
            Ok(known) => words.iter().map(|w| &w.lower).filter(|form| !known.contains_key(*form)).collect(),
            Err(_) => return,
        };
        fresh.sort();
        fresh.dedup();
        let made: Vec<(Name, Form)> = fresh.into_iter().map(|name| (name.clone(), form(name))).collect();
        let Ok(mut known) = self.forms.write() else { return };
        if known.len() + made.len() > MOST {
            known.clear();
        }
        known.extend(made);
    }

    fn form(&self, knowledge: &Knowledge, lower: &str, lemmas: Vec<Box<str>>) -> Form {
        let possible = Possible::new(&knowledge.lexicon, lower, lemmas);
        let numbers = &knowledge.numbers;
        let counts = lower.starts_with(|c: char| c.is_ascii_digit()) || numbers.words.contains_key(lower) || !numbers.phrases.under(lower).is_empty();
        let people = possible.may_be(self.people) || may_be_people(lower);
        let is_deed = |word: &&str| !knowledge.deeds.uses_of(word).is_empty();
        let deeds = std::iter::once(lower).chain(possible.lemmas().iter().map(|lemma| &**lemma)).filter(is_deed).map(Box::from).collect();
        Form { possible, counts, people, deeds }
    }

    fn may_hold(&self, knowledge: &Knowledge, text: &str, words: &[Word], forms: &[&Form]) -> bool {
        let sentence = Forms::new(&knowledge.lexicon, words, forms.iter().map(|f| &f.possible).collect());
        let mut rules = knowledge.tolls.iter().chain(&knowledge.idioms).filter(|rule| sentence.call_for(&rule.pattern)).peekable();
        let harm = sentence.may_have(self.harm);
        let deeds = forms.iter().any(|form| !form.deeds.is_empty());
        if rules.peek().is_none() && !harm && !deeds {
            return false;
        }
        let counts = next(forms, |f| f.counts);
        let people = next(forms, |f| f.counts || f.people);
        let some_people = people.first().is_some_and(|at| *at < words.len());
        if harm && some_people {
            return true;
        }
        let surface: Vec<&str> = words.iter().map(|w| w.span.of(text)).collect();
        let caps = !surface.iter().any(|w| w.contains(char::is_lowercase));
        let parties = parties(knowledge, &surface, caps);
        if deeds && (deed::Signs { knowledge, words, forms, sentence: &sentence, people: some_people, parties: !parties.is_empty() }).may_tell() {
            return true;
        }
        let guess = Guess { text, words, forms: &sentence, parties: &parties, counts: &counts, people: &people };
        rules.any(|rule| rule.pattern.may_match(&guess))
    }
}

/// Where parties may be named: those of the tables, and, as a report may introduce others, any name.
fn parties(knowledge: &Knowledge, surface: &[&str], caps: bool) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for at in 0..surface.len() {
        if caps || surface[at].starts_with(char::is_uppercase) {
            out.extend((at + 1..=surface.len()).map(|end| (at, end)));
        } else if let Some(hit) = knowledge.world.party_at(surface, at, caps) {
            out.push((at, at + hit.len));
        } else if let Some(hit) = knowledge.world.leader_at(surface, at, caps) {
            out.push((at, at + hit.len));
        }
    }
    out
}

/// Whether an acronym in brackets stands behind something: "… Front (FMLN)".
fn has_acronym(text: &str, words: &[Word]) -> bool {
    let capitals = |w: &Word| w.span.of(text).chars().all(|c| !c.is_lowercase());
    words.windows(2).any(|pair| matches!(&*pair[0].lower, "(" | "[") && capitals(&pair[1]))
}

/// For each word, where the next one stands that `is` so; their number where there is none.
fn next(forms: &[&Form], is: impl Fn(&Form) -> bool) -> Vec<usize> {
    let mut out = vec![forms.len(); forms.len()];
    for at in (0..forms.len()).rev() {
        out[at] = if is(forms[at]) { at } else { out.get(at + 1).copied().unwrap_or(forms.len()) };
    }
    out
}

/// Whether the form ends as nouns of people do ("traffickers").
fn may_be_people(lower: &str) -> bool {
    ["ers", "ors", "ists", "eers", "ians", "ees"].iter().any(|end| lower.ends_with(end))
}
