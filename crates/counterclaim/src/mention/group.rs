//! People, as a phrase counts and describes them: "550 enemy soldiers", "26 of its troops", "a police officer", "more than 200".
//!
//! The walk goes from the count to the first plural noun of people (`head`). The surprising decisions: a count with no noun at all is a
//! group too ("Yerevan says it killed more than 200"), and so is one whose noun nobody knows ("six Jesuits"), with no role: a rule and
//! the word of harm decide whether people are meant. A count of things ("two military sites") is no group.

mod head;

use self::head::Head;
use crate::mention::number::Number;
use counterclaim_model::{Group, Mention, Name, PartyUse, Quantity, Role, Span, What, Word};
use counterclaim_rules::lexicon::{Lexicon, Lists, Marks, Named};

/// How many words behind "of" the unit may stand.
const UNIT: usize = 5;

/// One sentence as this file sees it. Positions count from the sentence's first word.
pub(crate) struct Scene<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub marks: &'a Marks,
    pub lexicon: &'a Lexicon,
    pub lists: &'a Named,
    /// Kinds of victim counted apart and their lists.
    pub kinds: &'a [(Name, Lists)],
    pub numbers: &'a [Number],
    /// Parties: first word, word after the last, name, use.
    pub parties: &'a [(usize, usize, Name, PartyUse)],
}

/// The people of one sentence. `first` numbers its first word in the report, `sentence` is its number.
pub(crate) fn groups(scene: &Scene<'_>, first: u32, sentence: u32) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < scene.words.len() {
        let found = scene.number_at(at).or_else(|| scene.nobody_at(at)).or_else(|| scene.indefinite_at(at)).or_else(|| scene.uncounted_at(at));
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

impl Scene<'_> {
    fn list(&self, at: usize, lists: Lists) -> bool {
        self.marks.has(at, lists)
    }

    fn number_at(&self, at: usize) -> Option<Phrase> {
        let number = self.numbers.iter().find(|n| n.first == at && !n.not_people)?;
        // "a man of 19": an age.
        if at >= 2 && &*self.words[at - 1].lower == "of" && self.list(at - 2, self.lists.people) && self.words[at - 2].xpos == "NN" {
            return None;
        }
        let mut from = number.last;
        while self.list(from, self.lists.further) && self.noun_follows(from + 1) {
            from += 1;
        }
        let count = Some(self.words[number.core.0].span.to(self.words[number.core.1 - 1].span));
        if let Some(head) = self.head(from) {
            return Some((at, head.end, self.group(number.quantity, count, at, &head)));
        }
        if let Some(to) = self.party_as_noun(from, true) {
            return Some((at, to, self.of_party(number.quantity, count, at, to)));
        }
        let of_them = self.words.get(from).is_some_and(|w| &*w.lower == "of") && self.list(from + 1, self.lists.pointed);
        let end = match self.words.get(from) {
            Some(_) if self.list(from, self.lists.further) => from + 1,
            _ if of_them => from + 2,
            _ => from,
        };
        if of_them || self.nothing_counted(end) {
            return Some((at, end, bare(number.quantity, count)));
        }
        let head = self.unknown_head(from, true)?;
        Some((at, head.end, self.unknown(number.quantity, count, at, &head)))
    }

    /// "Nobody", "none of them", "none of the passengers": a count of zero.
    fn nobody_at(&self, at: usize) -> Option<Phrase> {
        let len = self.marks.entry(at, self.lexicon.id("nobody")?)?;
        let from = at + len;
        let count = Some(self.words[at].span.to(self.words[from - 1].span));
        let of = self.words.get(from).is_some_and(|w| &*w.lower == "of");
        if let Some(head) = of.then(|| self.head(from)).flatten() {
            return Some((at, head.end, self.group(Quantity::exact(0), count, at, &head)));
        }
        let end = if of && self.list(from + 1, self.lists.pointed) { from + 2 } else { from };
        Some((at, end, bare(Quantity::exact(0), count)))
    }

    fn indefinite_at(&self, at: usize) -> Option<Phrase> {
        if !self.list(at, self.lists.indefinite) {
            return None;
        }
        let (one, count) = (Quantity::exact(1), Some(self.words[at].span));
        if let Some(head) = self.head(at + 1) {
            let word = &self.words[head.noun];
            let quantity = if self.list(head.noun, self.lists.together) { Quantity::uncounted() } else { one };
            return (word.xpos != "NNS" && &*word.lower != "people").then(|| (at, head.end, self.group(quantity, count, at, &head)));
        }
        if let Some(to) = self.party_as_noun(at + 1, false) {
            return Some((at, to, self.of_party(one, count, at, to)));
        }
        let head = self.unknown_head(at + 1, false)?;
        let quantity = if self.list(head.noun, self.lists.together) { Quantity::uncounted() } else { one };
        Some((at, head.end, self.unknown(quantity, count, at, &head)))
    }

    fn uncounted_at(&self, at: usize) -> Option<Phrase> {
        let definite = self.words[at].xpos == "DT" && self.list(at, self.lists.definite) || self.list(at, self.lists.possessor);
        let begins = definite || (at == 0 || !self.noun_like(at - 1) || self.list(at - 1, self.lists.further)) && self.noun_like(at);
        let counted = |at: usize| self.numbers.iter().any(|n| n.first <= at && at < n.last);
        if !begins || counted(at) || counted(at + 1) {
            return None;
        }
        let head = self.head(if definite { at + 1 } else { at })?;
        let noun = &self.words[head.noun];
        if !self.list(head.noun, self.lists.people) {
            return None;
        }
        let plural = noun.xpos == "NNS" || self.list(head.noun, self.lists.plural) || is_men(&noun.lower);
        let mut group = self.group(Quantity::uncounted(), None, at, &head);
        // "Castillo's son" points at one person as "the son" does.
        let owned = (at..head.noun).any(|i| self.list(i, self.lists.possessive));
        group.definite = definite && group.pointer.is_none();
        (plural || definite || owned).then_some((at, head.end, group))
    }

    fn group(&self, quantity: Quantity, count: Option<Span>, from: usize, head: &Head) -> Group {
        let noun = &self.words[head.noun];
        let inside = from..head.end;
        let pointer = inside.clone().find(|&i| (self.list(i, self.lists.possessor) && i < head.noun) || self.list(i, self.lists.enemy));
        let role = if inside.clone().any(|i| self.list(i, self.lists.civilian_word)) || self.list(head.noun, self.lists.civilian) {
            Role::Civilian
        } else if self.list(head.noun, self.lists.military) || inside.clone().any(|i| i != head.noun && self.list(i, self.lists.military)) {
            Role::Military
        } else {
            self.role_of_unit(head.end)
        };
        let kind = self.kinds.iter().find(|(_, list)| self.marks.covers(head.noun, *list)).map(|(name, _)| name.clone());
        Group {
            quantity,
            count,
            role: Some(role),
            noun: Some(noun.lemma.clone()),
            side: self.side(from, head.end),
            definite: false,
            pointer: pointer.map(|i| self.words[i].span),
            kind,
        }
    }

    /// "Men of the brigade", "members of one family": what people of such a unit are.
    fn role_of_unit(&self, end: usize) -> Role {
        if self.words.get(end).is_none_or(|w| &*w.lower != "of") {
            return Role::All;
        }
        let inside = |i: &usize| self.words.get(*i).is_some_and(|w| matches!(w.upos, "DET" | "ADJ" | "NUM" | "NOUN" | "PROPN" | "PRON"));
        let unit = |lists| (end + 1..).take_while(inside).take(UNIT).any(|i| self.list(i, lists));
        match () {
            () if unit(self.lists.soldiers_unit) => Role::Military,
            () if unit(self.lists.civilians_unit) => Role::Civilian,
            () => Role::All,
        }
    }

    /// People whom the phrase calls by a party's name: "13 Palestinians".
    fn of_party(&self, quantity: Quantity, count: Option<Span>, from: usize, to: usize) -> Group {
        Group { role: Some(Role::All), kind: None, ..self.group(quantity, count, from, &Head { noun: to - 1, end: to }) }
    }

    /// What is counted by a noun that no list knows.
    fn unknown(&self, quantity: Quantity, count: Option<Span>, from: usize, head: &Head) -> Group {
        Group { role: None, kind: None, ..self.group(quantity, count, from, head) }
    }

    /// The parties that the phrase names, or names behind itself: "members of X".
    fn side(&self, from: usize, end: usize) -> Vec<Name> {
        let belongs = self.belongs_to(end);
        let mut side: Vec<Name> = Vec::new();
        for (first, last, name, _) in self.parties {
            let within = (from..end).contains(first) && *last <= end;
            let qualifies = self.words.get(*last).is_none_or(|w| &*w.lower != "-");
            if (within && qualifies || belongs == Some(*first)) && !side.contains(name) {
                side.push(name.clone());
            }
        }
        side
    }

    /// "members of X", "militants from X": where the party's name begins.
    fn belongs_to(&self, end: usize) -> Option<usize> {
        let id = self.lexicon.id("belonging")?;
        let mut at = end + self.marks.entry(end, id)?;
        while self.list(at, self.lists.determiner) {
            at += 1;
        }
        self.parties.iter().any(|p| p.0 == at).then_some(at)
    }

    /// "13 Palestinians", "five of the Front", "an Israeli": a party's name in place of a noun; where it ends.
    fn party_as_noun(&self, from: usize, many: bool) -> Option<usize> {
        let of = many && self.words.get(from).is_some_and(|w| &*w.lower == "of");
        let mut at = from + usize::from(of);
        while of && self.list(at, self.lists.determiner) {
            at += 1;
        }
        let party = self.parties.iter().find(|p| p.0 == at && (of || p.3 == PartyUse::Demonym))?;
        let last = &self.words[party.1 - 1];
        let plural = of || last.lower.ends_with('s') || last.lower.ends_with("ese") || last.lower.ends_with("ish");
        (plural == many && !self.noun_like(party.1)).then_some(party.1)
    }

    fn nothing_counted(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return true };
        let lists = self.lists;
        if self.list(at, lists.harm_verb | lists.harm_state | lists.harm_noun | lists.be | lists.have) {
            return true;
        }
        !matches!(word.upos, "NOUN" | "PROPN" | "ADJ" | "NUM" | "SYM") && !matches!(&*word.lower, "%" | "-" | "of" | "percent" | "per")
    }
}

/// A count with no noun.
fn bare(quantity: Quantity, count: Option<Span>) -> Group {
    Group { quantity, count, role: None, noun: None, side: Vec::new(), definite: false, pointer: None, kind: None }
}

fn is_men(lower: &str) -> bool {
    lower.ends_with("men")
}
