//! Which sentences can tell a deed: a word of one of the entries stands there, and what the entry wants beside it may stand there too.

use super::Form;
use counterclaim_model::{Kind, Word};
use counterclaim_rules::{
    Knowledge,
    deed::{Use, Wanted},
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
    pub(super) parties: bool,
}

impl Signs<'_> {
    /// Whether the sentence may tell a deed.
    pub(super) fn may_tell(&self) -> bool {
        let begins = self.forms.iter().flat_map(|form| &form.deeds);
        begins.flat_map(|word| self.knowledge.deeds.uses_of(word)).any(|used| self.may_be(used))
    }

    fn may_be(&self, used: &Use) -> bool {
        let entry = &self.knowledge.deeds.entries[used.entry];
        let lists = &self.knowledge.deeds.lists;
        // A noun's subject is not asked, an attack that a verb carries out may be of any kind.
        let object = used.noun && entry.kind == Kind::Attack || self.may_have(&entry.object);
        let subject = used.noun || self.may_have(&entry.subject);
        let caused = !(used.noun && entry.cause) || self.sentence.may_have(lists.harm | lists.loss);
        // What is bidden follows "to".
        let bidden = !entry.bidding || self.may_stand("to");
        object && subject && caused && bidden && used.rest.iter().all(|word| self.may_stand(word))
    }

    fn may_have(&self, wanted: &Wanted) -> bool {
        wanted.anything() || wanted.place || wanted.group && self.people || wanted.party && self.parties || self.sentence.may_have(wanted.lists)
    }

    /// Whether a word of the sentence may be this word or a form of it.
    fn may_stand(&self, word: &str) -> bool {
        let is = |(at, form): (&Word, &&Form)| *at.lower == *word || form.possible.lemmas().iter().any(|lemma| **lemma == *word);
        self.words.iter().zip(self.forms).any(is)
    }
}
