//! People, as a phrase counts and describes them: "550 enemy soldiers", "26 of its troops", "a police officer", "more than 200".
//!
//! The walk goes from the count to the first plural noun of people; a count whose noun is no people ("two military sites") is no
//! group. The surprising decision: a count with no noun at all is a group too ("Yerevan says it killed more than 200"), and a rule
//! decides whether anybody is meant.

use crate::mention::number::Number;
use counterclaim_model::{Group, Mention, Name, PartyUse, Quantity, Role, What, Word};
use counterclaim_rules::lexicon::{Lexicon, Marks};

/// Modifiers that a phrase may have before its noun.
const REACH: usize = 9;

/// One sentence as this file sees it. Positions count from the sentence's first word.
pub(crate) struct Scene<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub marks: &'a Marks,
    pub lexicon: &'a Lexicon,
    pub numbers: &'a [Number],
    /// Parties: first word, word after the last, name, use.
    pub parties: &'a [(usize, usize, Name, PartyUse)],
}

/// The people of one sentence. `first` numbers its first word in the report, `sentence` is its number.
pub(crate) fn groups(scene: &Scene<'_>, first: u32, sentence: u32) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < scene.words.len() {
        let found = scene.number_at(at).or_else(|| scene.indefinite_at(at)).or_else(|| scene.uncounted_at(at));
        match found {
            Some((from, to, group)) => {
                let span = scene.words[from].span.to(scene.words[to - 1].span);
                out.push(Mention { span, first: first + from as u32, last: first + to as u32, sentence, what: What::Group(group) });
                at = to;
            }
            None => at += 1,
        }
    }
    out
}

type Phrase = (usize, usize, Group);

/// The noun that a phrase is about, and where the phrase ends.
struct Head {
    noun: usize,
    end: usize,
}

impl Scene<'_> {
    fn list(&self, at: usize, name: &str) -> bool {
        self.marks.has(at, self.lexicon.bit(name))
    }

    fn number_at(&self, at: usize) -> Option<Phrase> {
        let number = self.numbers.iter().find(|n| n.first == at && !n.not_people)?;
        // "a man of 19": an age.
        if at >= 2 && &*self.words[at - 1].lower == "of" && self.list(at - 2, "people") && self.words[at - 2].xpos == "NN" {
            return None;
        }
        let mut from = number.last;
        while self.words.get(from).is_some_and(|w| matches!(&*w.lower, "other" | "additional" | "more" | "further")) && self.noun_follows(from + 1) {
            from += 1;
        }
        let count = Some(self.words[number.core.0].span.to(self.words[number.core.1 - 1].span));
        if let Some(head) = self.head(from) {
            return Some((at, head.end, self.group(number.quantity, count, at, &head)));
        }
        if let Some(to) = self.party_as_noun(from) {
            let mut group = self.group(number.quantity, count, at, &Head { noun: to - 1, end: to });
            group.role = Some(Role::All);
            return Some((at, to, group));
        }
        let of_them = self.words.get(from).is_some_and(|w| &*w.lower == "of")
            && self.words.get(from + 1).is_some_and(|w| matches!(&*w.lower, "them" | "those" | "us" | "whom" | "these"));
        let end = match self.words.get(from) {
            Some(w) if matches!(&*w.lower, "more" | "others" | "other") => from + 1,
            _ if of_them => from + 2,
            _ => from,
        };
        self.nothing_counted(end).then(|| {
            let side = Vec::new();
            let group = Group { quantity: number.quantity, count, role: None, noun: None, side, definite: false, pointer: None, kind: None };
            (at, end, group)
        })
    }

    fn indefinite_at(&self, at: usize) -> Option<Phrase> {
        if !matches!(&*self.words[at].lower, "a" | "an" | "another") {
            return None;
        }
        let head = self.head(at + 1)?;
        let word = &self.words[head.noun];
        (word.xpos != "NNS" && &*word.lower != "people").then(|| {
            let quantity = Quantity::exact(1);
            (at, head.end, self.group(quantity, Some(self.words[at].span), at, &head))
        })
    }

    fn uncounted_at(&self, at: usize) -> Option<Phrase> {
        let definite =
            self.words[at].xpos == "DT" && matches!(&*self.words[at].lower, "the" | "these" | "those" | "this" | "that") || self.list(at, "this-or-its");
        let begins = definite || (at == 0 || !self.noun_like(at - 1)) && self.noun_like(at);
        let counted = |at: usize| self.numbers.iter().any(|n| n.first <= at && at < n.last);
        if !begins || counted(at) || counted(at + 1) {
            return None;
        }
        let head = self.head(if definite { at + 1 } else { at })?;
        let noun = &self.words[head.noun];
        if !self.list(head.noun, "people") {
            return None;
        }
        let plural = noun.xpos == "NNS" || self.is_plural_by_nature(&noun.lower);
        let mut group = self.group(Quantity::uncounted(), None, at, &head);
        group.definite = definite && group.pointer.is_none();
        (plural || definite).then_some((at, head.end, group))
    }

    /// From here, the noun of people that the phrase is about.
    fn head(&self, from: usize) -> Option<Head> {
        let mut at = from;
        let mut people = None;
        let mut last_noun = None;
        if self.words.get(at).is_some_and(|w| &*w.lower == "of") {
            at += 1;
            while self.list(at, "determiner") {
                at += 1;
            }
        } else if self.list(at, "this-or-its") {
            at += 1;
        }
        let stop = (at + REACH).min(self.words.len());
        while at < stop {
            let word = &self.words[at];
            if at > from && self.numbers.iter().any(|n| n.first == at && !n.not_people) {
                break;
            }
            let compound = self.marks.phrases.iter().filter(|(s, l, _)| *s == at && self.lexicon.id("people") == Some(*l)).map(|p| p.2).max();
            if let Some(len) = compound {
                return Some(Head { noun: at + len - 1, end: at + len });
            }
            if self.list(at, "people") && self.may_be_noun(at) {
                people = Some(at);
                last_noun = Some(at);
                let plural = word.xpos == "NNS" || self.is_plural_by_nature(&word.lower) || (word.lower != word.lemma && word.lower.ends_with('s'));
                if plural {
                    break;
                }
            } else if word.upos == "NOUN" || word.upos == "PROPN" {
                if word.upos == "NOUN" && self.is_time(at) && !self.is_age(at) {
                    break;
                }
                last_noun = Some(at);
                if word.xpos == "NNS" && self.ending_of_people(at) {
                    people = Some(at);
                    break;
                }
            } else if !self.may_stand_inside(at, people.is_some()) || last_noun.is_some() && word.upos == "VERB" {
                break;
            }
            at += 1;
        }
        let noun = people.filter(|p| last_noun.is_none_or(|l| l <= *p) || last_noun.is_some_and(|l| self.words[l].upos == "PROPN" && self.capital(l)))?;
        Some(Head { noun, end: noun + 1 })
    }

    fn group(&self, quantity: Quantity, count: Option<counterclaim_model::Span>, from: usize, head: &Head) -> Group {
        let noun = &self.words[head.noun];
        let inside = from..head.end;
        let mut side: Vec<Name> = Vec::new();
        let belongs = self.belongs_to(head.end);
        for (first, last, name, by) in self.parties {
            let within = inside.contains(first) && *last <= head.end;
            let qualifies = self.words.get(*last).is_none_or(|w| &*w.lower != "-");
            if ((within && qualifies) || belongs == Some(*first)) && !side.contains(name) {
                let _ = by;
                side.push(name.clone());
            }
        }
        let pointer = inside.clone().find(|&i| (self.list(i, "this-or-its") && i < head.noun) || self.list(i, "enemy")).map(|i| self.words[i].span);
        let civilian = inside.clone().any(|i| matches!(&*self.words[i].lower, "civilian" | "civilians" | "non-combatant"));
        let role = if civilian || self.list(head.noun, "people-civilian") {
            Role::Civilian
        } else if self.list(head.noun, "people-military") || inside.clone().any(|i| i != head.noun && self.list(i, "people-military")) {
            Role::Military
        } else {
            Role::All
        };
        let kinds = ["children", "women", "journalists", "medics", "aid-workers", "peacekeepers", "police"];
        let kind = kinds.iter().find(|k| self.list(head.noun, &format!("group-{k}"))).map(|k| Name::from(*k));
        Group { quantity, count, role: Some(role), noun: Some(noun.lemma.clone()), side, definite: false, pointer, kind }
    }

    /// "members of X", "militants from X": where the party's name begins.
    fn belongs_to(&self, end: usize) -> Option<usize> {
        let mut at = end;
        match self.words.get(at).map(|w| &*w.lower) {
            Some("of" | "from") => at += 1,
            Some("belonging" | "loyal" | "affiliated" | "allied") => at += 2,
            _ => return None,
        }
        while self.list(at, "determiner") {
            at += 1;
        }
        self.parties.iter().any(|p| p.0 == at).then_some(at)
    }

    /// "13 Palestinians", "five of the Front": a party's name in place of a noun; where it ends.
    fn party_as_noun(&self, from: usize) -> Option<usize> {
        let of = self.words.get(from).is_some_and(|w| &*w.lower == "of");
        let mut at = from + usize::from(of);
        while of && self.list(at, "determiner") {
            at += 1;
        }
        let party = self.parties.iter().find(|p| p.0 == at && (of || p.3 == PartyUse::Demonym))?;
        let last = &self.words[party.1 - 1];
        let plural = of || last.lower.ends_with('s') || last.lower.ends_with("ese") || last.lower.ends_with("ish");
        (plural && !self.noun_like(party.1)).then_some(party.1)
    }

    fn nothing_counted(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return true };
        if self.list(at, "harm-verb") || self.list(at, "harm-state") || self.list(at, "harm-noun") || self.list(at, "be") || self.list(at, "have") {
            return true;
        }
        !matches!(word.upos, "NOUN" | "PROPN" | "ADJ" | "NUM" | "SYM") && !matches!(&*word.lower, "%" | "-" | "of" | "percent" | "per")
    }

    fn noun_follows(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| matches!(w.upos, "NOUN" | "PROPN" | "ADJ"))
    }

    fn noun_like(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| matches!(w.upos, "NOUN" | "PROPN" | "ADJ" | "NUM") || matches!(&*w.lower, "of" | "-"))
    }

    fn may_be_noun(&self, at: usize) -> bool {
        !matches!(self.words[at].upos, "VERB" | "AUX" | "ADV" | "ADP")
    }

    fn may_stand_inside(&self, at: usize, after_people: bool) -> bool {
        let word = &self.words[at];
        let opens = matches!(&*word.lower, "[" | "]" | "(" | ")" | "\"" | "“" | "”" | "'" | "‘" | "’" | "-" | "–" | "'s" | "’s");
        if opens {
            return !after_people || matches!(&*word.lower, "-" | "[" | "(");
        }
        let ready = matches!(word.upos, "ADJ" | "ADV" | "PART")
            || matches!(word.xpos, "VBN" | "VBG" | "JJ" | "POS")
            || word.upos == "NUM" && word.xpos == "CD" && !after_people;
        ready && !after_people && !matches!(&*word.lower, "not" | "n't" | "to" | "there" | "more" | "so")
    }

    fn is_plural_by_nature(&self, lower: &str) -> bool {
        matches!(
            lower,
            "people"
                | "troops"
                | "police"
                | "personnel"
                | "forces"
                | "women"
                | "men"
                | "children"
                | "persons"
                | "others"
                | "staff"
                | "military"
                | "militia"
                | "youth"
                | "elderly"
                | "locals"
                | "crew"
        ) || lower.ends_with("men")
            || lower.ends_with("women")
    }

    fn ending_of_people(&self, at: usize) -> bool {
        let lower = &*self.words[at].lower;
        let ends = ["ers", "ors", "ists", "eers", "ians", "ees"].iter().any(|e| lower.len() > e.len() + 2 && lower.ends_with(e));
        ends && !self.list(at, "not-people")
    }

    /// "18-year-old": a time that belongs to a person.
    fn is_age(&self, at: usize) -> bool {
        (at + 1..at + 3).any(|i| self.words.get(i).is_some_and(|w| &*w.lower == "old"))
    }

    fn is_time(&self, at: usize) -> bool {
        matches!(&*self.words[at].lemma, "day" | "week" | "month" | "year" | "hour" | "minute" | "time")
    }

    fn capital(&self, at: usize) -> bool {
        self.words[at].span.of(self.text).starts_with(char::is_uppercase)
    }
}
