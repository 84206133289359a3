//! Which sentences can tell a deed: a word of one of the entries stands there, and what the entry wants beside it may stand there too.

use super::Form;
use counterclaim_model::{Kind, Word};
use counterclaim_rules::{
    Knowledge,
    deed::{PARTICLE, Use, Wanted},
    pattern::Forms,
};

/// What is known of a sentence before it is read.
pub(super) struct Signs<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) words: &'a [Word],
    pub(super) forms: &'a [&'a Form],
    pub(super) sentence: &'a Forms<'a>,
    /// Whether people may stand there.
    pub(super) people: bool,
    /// Whether a party may.
    pub(super) parties: &'a dyn Fn() -> bool,
    /// Whether a place may.
    pub(super) places: &'a dyn Fn() -> bool,
}

impl Signs<'_> {
    /// Whether the sentence may tell a deed.
    pub(super) fn may_tell(&self) -> bool {
        let begins = self.forms.iter().enumerate().flat_map(|(at, form)| form.deeds.iter().map(move |word| (at, word)));
        begins.flat_map(|(at, word)| self.knowledge.deeds.uses_of(word).iter().map(move |used| (at, used))).any(|(at, used)| self.may_be(at, used))
    }

    fn may_be(&self, at: usize, used: &Use) -> bool {
        if !self.may_follow(at, used) || !self.may_be_tagged(at, used) {
            return false;
        }
        let entry = &self.knowledge.deeds.entries[used.entry];
        let lists = &self.knowledge.deeds.lists;
        // A noun's subject is not asked, an attack that a verb carries out may be of any kind.
        let object = used.noun && entry.kind == Kind::Attack || self.may_have(&entry.object);
        let subject = used.noun || self.may_have(&entry.subject);
        let caused = !(used.noun && entry.cause) || self.sentence.may_have(lists.harm | lists.loss);
        // What is bidden follows "to".
        let bidden = !entry.bidding || self.words[at..].iter().any(|word| &*word.lower == "to");
        object && subject && caused && bidden
    }

    /// Whether the words that must follow the one at `at` may stand there: at once behind a noun's, within a few words behind a verb.
    fn may_follow(&self, at: usize, used: &Use) -> bool {
        let mut last = at;
        used.rest.iter().all(|word| {
            let end = if used.noun { last + 2 } else { at + 1 + PARTICLE };
            let found = (last + 1..end).find(|&i| self.may_stand(i, word));
            last = found.unwrap_or(last);
            found.is_some()
        })
    }

    fn may_have(&self, wanted: &Wanted) -> bool {
        let people = wanted.group && self.people;
        let named = || wanted.party && (self.parties)() || wanted.place && (self.places)();
        wanted.anything() || people || self.sentence.may_have(wanted.lists) || named()
    }

    /// Whether the word may be the verb or the noun that the entry means: anything where there are no tags yet.
    fn may_be_tagged(&self, at: usize, used: &Use) -> bool {
        let head = if used.noun { at + used.rest.len() } else { at };
        let Some(word) = self.words.get(head).filter(|word| !word.upos.is_empty()) else { return true };
        match word.upos {
            "NOUN" => used.noun,
            "PROPN" => used.noun || !used.rest.is_empty(),
            "VERB" => !used.noun || word.xpos == "VBG",
            "AUX" => !used.noun,
            "ADJ" => used.noun || !used.rest.is_empty() || word.lower.ends_with("ed"),
            "ADV" | "ADP" => !used.noun && !used.rest.is_empty(),
            _ => used.noun && word.xpos == "VBG",
        }
    }

    /// Whether the word at `at` may be this word or a form of it.
    fn may_stand(&self, at: usize, word: &str) -> bool {
        let is = |form: &Form| form.possible.lemmas().iter().any(|lemma| **lemma == *word);
        self.words.get(at).is_some_and(|w| *w.lower == *word) || self.forms.get(at).is_some_and(|form| is(form))
    }
}
