//! The noun that a phrase of people is about, and where the phrase ends.

use super::{Scene, is_men};

/// Modifiers that a phrase may have before its noun.
const REACH: usize = 9;

/// A noun and the word after its phrase.
pub(super) struct Head {
    pub(super) noun: usize,
    pub(super) end: usize,
}

impl Scene<'_> {
    /// From here, the noun of people that the phrase is about.
    pub(super) fn head(&self, from: usize) -> Option<Head> {
        let mut at = self.past_determiners(from);
        let people_list = self.lexicon.id("people")?;
        let mut people = None;
        let mut last_noun = None;
        let (begin, stop) = (at, (at + REACH).min(self.words.len()));
        while at < stop {
            let word = &self.words[at];
            if at > begin && self.numbers.iter().any(|n| n.first == at && !n.not_people) {
                break;
            }
            if let Some(len) = self.marks.entry(at, people_list).filter(|len| *len > 1) {
                return Some(Head { noun: at + len - 1, end: at + len });
            }
            if self.list(at, self.lists.people) && self.may_be_noun(at) {
                people = Some(at);
                last_noun = Some(at);
                let plural =
                    word.xpos == "NNS" || self.list(at, self.lists.plural) || is_men(&word.lower) || word.lower != word.lemma && word.lower.ends_with('s');
                // "Two police officers" are officers.
                if plural && !(self.list(at + 1, self.lists.people) && self.words[at + 1].xpos == "NNS") {
                    break;
                }
            } else if word.upos == "NOUN" || word.upos == "PROPN" {
                if word.upos == "NOUN" && self.list(at, self.lists.time_noun) && !self.is_age(at) {
                    break;
                }
                last_noun = Some(at);
                if word.xpos == "NNS" && self.ending_of_people(at) {
                    people = Some(at);
                    break;
                }
            } else if people.is_none() && last_noun.is_some_and(|noun| noun + 1 == at) && self.joins_qualities(at) {
                // Walks on: "30 government and allied fighters".
            } else if !self.may_stand_inside(at, people.is_some()) || last_noun.is_some() && word.upos == "VERB" && word.label != "amod" {
                break;
            }
            at += 1;
        }
        let noun = people.filter(|p| last_noun.is_none_or(|l| l <= *p) || last_noun.is_some_and(|l| self.words[l].upos == "PROPN" && self.capital(l)))?;
        Some(Head { noun, end: noun + 1 })
    }

    /// The last noun of the phrase, where no list knows it: people only if the harm is such as befalls people alone.
    pub(super) fn unknown_head(&self, from: usize, many: bool) -> Option<Head> {
        let mut at = self.past_determiners(from);
        let mut noun = None;
        let stop = (at + REACH).min(self.words.len());
        while at < stop {
            let word = &self.words[at];
            match word.upos {
                "NOUN" | "PROPN" if self.list(at, self.lists.time_noun) => return None,
                "NOUN" | "PROPN" => noun = Some(at),
                _ if noun.is_some() || !self.may_stand_inside(at, false) => break,
                _ => {}
            }
            at += 1;
        }
        let noun = noun?;
        let plural = matches!(self.words[noun].xpos, "NNS" | "NNPS") || self.words[noun].upos == "PROPN" && self.words[noun].lower.ends_with('s');
        let lists = self.lists;
        let thing = self.list(noun, lists.not_people | lists.harm_noun | lists.casualties_noun) || self.words[noun].span.len() < 3;
        // "Three car bombs" and "a Belgian-made gun": a noun behind a hyphen is half a word.
        let whole = self.words.get(noun + 1).is_none_or(|w| !matches!(&*w.lower, "-" | "'s" | "’s" | "'" | "’"));
        (plural == many && !thing && whole).then_some(Head { noun, end: noun + 1 })
    }

    /// "Government and allied fighters": one word that tells which people, and another.
    fn joins_qualities(&self, at: usize) -> bool {
        let before = &self.words[at - 1];
        let next = self.words.get(at + 1);
        matches!(&*self.words[at].lower, "and" | "or")
            && before.xpos != "NNS"
            && !self.list(at - 1, self.lists.not_people | self.lists.harm_noun)
            && next.is_some_and(|w| matches!(w.upos, "ADJ" | "NOUN" | "PROPN"))
    }

    fn past_determiners(&self, from: usize) -> usize {
        let mut at = from;
        if self.words.get(at).is_some_and(|w| &*w.lower == "of") {
            at += 1;
            while self.list(at, self.lists.determiner) {
                at += 1;
            }
        } else if self.list(at, self.lists.possessor) {
            at += 1;
        }
        at
    }

    pub(super) fn noun_follows(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| matches!(w.upos, "NOUN" | "PROPN" | "ADJ"))
    }

    pub(super) fn noun_like(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| matches!(w.upos, "NOUN" | "PROPN" | "ADJ" | "NUM") || matches!(&*w.lower, "of" | "-"))
    }

    fn may_be_noun(&self, at: usize) -> bool {
        !matches!(self.words[at].upos, "VERB" | "AUX" | "ADV" | "ADP")
    }

    fn may_stand_inside(&self, at: usize, after_people: bool) -> bool {
        let word = &self.words[at];
        let opens = matches!(&*word.lower, "[" | "]" | "(" | ")" | "\"" | "“" | "”" | "'" | "‘" | "’" | "-" | "–" | "'s" | "’s");
        if opens {
            return !after_people || matches!(&*word.lower, "-" | "[" | "(" | "'s" | "’s");
        }
        let ready = matches!(word.upos, "ADJ" | "ADV" | "PART")
            || matches!(word.xpos, "VBN" | "VBG" | "JJ" | "POS")
            || word.upos == "NUM" && word.xpos == "CD" && !after_people;
        ready && !after_people && !self.list(at, self.lists.never_inside)
    }

    fn ending_of_people(&self, at: usize) -> bool {
        let lower = &*self.words[at].lower;
        let ends = ["ers", "ors", "ists", "eers", "ians", "ees"].iter().any(|e| lower.len() > e.len() + 2 && lower.ends_with(e));
        ends && !self.list(at, self.lists.not_people)
    }

    /// "18-year-old": a time that belongs to a person.
    fn is_age(&self, at: usize) -> bool {
        (at + 1..at + 3).any(|i| self.words.get(i).is_some_and(|w| &*w.lower == "old"))
    }

    fn capital(&self, at: usize) -> bool {
        self.words[at].span.of(self.text).starts_with(char::is_uppercase)
    }
}
