//! Parties that no table knows, by the words around their names.
//!
//! "Fighters of the Golan Lions Brigade", "the Free Papua Movement (OPM)", "the rebel group Ansar al-Fajr": the words around a name tell
//! that it fights. The surprising decision: what stands in a state's own name ("Royal Navy", "Armed Forces") is no group, and a word that
//! both have ("brigade", "army") needs other words to prove it.

use super::{Found, Line};
use counterclaim_model::{Name, PartyUse};
use counterclaim_rules::{Knowledge, lexicon::Lists, world::PartyKind};

/// The longest name that a report may teach, in words.
const LONGEST: usize = 9;

/// Shorter words for the members of a group are no part of its name.
const MEMBERS: usize = 6;

/// How many words before a name may tell that it fights.
const EVIDENCE: usize = 5;

/// What a report teaches of parties that no table knows.
#[derive(Default)]
pub(crate) struct Taught {
    /// Spellings, word by word in lower case, with the name that they stand for.
    names: Vec<(Vec<Name>, Name)>,
    /// Many-worded names of known parties, for "the Front".
    long: Vec<Name>,
}

/// The lists that tell a name that fights, looked up once a report.
pub(crate) struct Signs {
    group: Lists,
    unit: Lists,
    armed: Lists,
    hostile: Lists,
    people: Lists,
    noun: Lists,
    organ: Lists,
    community: Lists,
    calls: Lists,
}

impl Signs {
    pub(crate) fn of(knowledge: &Knowledge) -> Signs {
        let bit = |name: &str| knowledge.lexicon.bit(name);
        Signs {
            group: bit("group-head"),
            unit: bit("unit-head"),
            armed: bit("armed-adjective") | bit("people-hostile"),
            hostile: bit("people-hostile") | bit("rebel-noun"),
            people: bit("people"),
            noun: bit("group-noun"),
            organ: bit("state-force"),
            community: bit("community"),
            calls: bit("called"),
        }
    }
}

impl Taught {
    /// Takes in what one sentence teaches.
    pub(crate) fn learn(&mut self, knowledge: &Knowledge, signs: &Signs, line: &Line<'_>, parties: &[Found]) {
        let named = |p: &&Found| p.3 == PartyUse::Name || knowledge.world.party(&p.2).is_some_and(|party| party.kind == PartyKind::ArmedGroup);
        for party in parties.iter().filter(named).filter(|p| p.2.contains(' ')) {
            if !self.long.contains(&party.2) {
                self.long.push(party.2.clone());
            }
        }
        let lesson = Lesson { knowledge, signs, line, parties };
        let mut at = 0;
        while at < line.words.len() {
            let Some(end) = lesson.run(at) else {
                at += 1;
                continue;
            };
            if let Some((first, last)) = lesson.fighter(at, end) {
                self.teach(line, first, last, lesson.acronym(last));
            } else if let Some(acronym) = lesson.acronym(end)
                && let Some(party) = parties.iter().find(|p| at <= p.0 && p.1 == end)
            {
                self.add(vec![line.words[acronym].lower.clone()], party.2.clone());
            }
            at = end;
        }
    }

    fn teach(&mut self, line: &Line<'_>, first: usize, last: usize, acronym: Option<usize>) {
        let name: Name = line.surface[first..last].join(" ").replace(" - ", "-").replace(" '", "'").into();
        let words: Vec<Name> = line.words[first..last].iter().map(|w| w.lower.clone()).collect();
        let name = self.names.iter().find(|(known, _)| *known == words).map_or(name, |(_, name)| name.clone());
        if let Some(acronym) = acronym {
            self.add(vec![line.words[acronym].lower.clone()], name.clone());
        }
        self.add(words, name);
    }

    fn add(&mut self, words: Vec<Name>, name: Name) {
        if !self.names.iter().any(|(known, _)| *known == words) {
            self.names.push((words, name));
        }
    }

    /// Adds the taught parties of one sentence to those that the tables know; a longer name takes the place of a shorter one in it.
    pub(crate) fn find(&self, signs: &Signs, line: &Line<'_>, parties: &mut Vec<Found>) {
        let capital = |i: usize| line.caps || line.surface.get(i).is_some_and(|w| w.starts_with(char::is_uppercase));
        let mut at = 0;
        while at < line.words.len() {
            let fits = |words: &[Name]| words.iter().enumerate().all(|(i, w)| line.words.get(at + i).is_some_and(|word| *word.lower == **w));
            let longest = self.names.iter().filter(|(words, _)| capital(at) && fits(words)).max_by_key(|(words, _)| words.len());
            let back = || self.pointed_at(signs, line, at).filter(|_| capital(at) && !capital(at + 1));
            let Some((len, name)) = longest.map(|(words, name)| (words.len(), name)).or_else(|| back().map(|name| (1, name))) else {
                at += 1;
                continue;
            };
            let end = at + len;
            let inside = |p: &Found| at <= p.0 && p.1 <= end;
            if parties.iter().all(|p| inside(p) && p.1 - p.0 < len || p.1 <= at || end <= p.0) {
                parties.retain(|p| !inside(p));
                parties.push((at, end, name.clone(), PartyUse::Introduced));
            }
            at = end;
        }
        parties.sort_by_key(|p| p.0);
    }

    /// "the Front", "20 Tigers": the one party of a longer name with that word.
    fn pointed_at(&self, signs: &Signs, line: &Line<'_>, at: usize) -> Option<&Name> {
        let before = at.checked_sub(1).map(|before| &line.words[before]);
        let the = before.is_some_and(|word| &*word.lower == "the");
        let counted = || the || before.is_none_or(|word| word.upos == "NUM");
        // No word of the language: "Forces", "Committees" are parts of too many names.
        let members = || line.surface[at].len() >= MEMBERS && line.surface[at].ends_with('s') && line.marks.words[at] == Lists::NONE && counted();
        if line.caps || !(the && line.marks.has(at, signs.group | signs.unit) || members()) {
            return None;
        }
        let word = &*line.words[at].lower;
        let holds = |name: &&Name| name.contains(' ') && name.split([' ', '-']).any(|part| part.eq_ignore_ascii_case(word));
        let mut all = self.long.iter().chain(self.names.iter().map(|(_, name)| name)).filter(holds);
        let one = all.next()?;
        all.all(|other| other == one).then_some(one)
    }
}

/// One sentence that may teach.
struct Lesson<'a> {
    knowledge: &'a Knowledge,
    signs: &'a Signs,
    line: &'a Line<'a>,
    parties: &'a [Found],
}

impl Lesson<'_> {
    fn has(&self, at: usize, lists: Lists) -> bool {
        self.line.marks.has(at, lists)
    }

    fn lower(&self, at: usize) -> &str {
        self.line.words.get(at).map_or("", |w| &w.lower)
    }

    /// Whether the word may stand in a name: with a capital, and no word of grammar.
    fn name_like(&self, at: usize) -> bool {
        let Some(word) = self.line.words.get(at) else { return false };
        // "al-Fajr": the capital stands behind the article.
        let capital = self.line.surface[at].starts_with(char::is_uppercase) || word.lower.contains('-') && self.line.surface[at].contains(char::is_uppercase);
        // "Fighters of the …" begins no name.
        let people = self.has(at, self.signs.people) && matches!(self.lower(at + 1), "of" | "from");
        capital && !people && matches!(word.upos, "PROPN" | "NOUN" | "ADJ")
    }

    /// The run of words of a name that starts here: where it ends.
    fn run(&self, at: usize) -> Option<usize> {
        if !self.name_like(at) {
            return None;
        }
        let mut end = at + 1;
        while end < self.line.words.len() && end < at + LONGEST {
            let joins = matches!(self.lower(end), "of" | "for" | "the" | "al" | "-" | "'s" | "’s");
            let the = usize::from(joins && self.lower(end + 1) == "the");
            let article = matches!(self.lower(end), "al" | "el") && self.lower(end + 1) == "-" && self.name_like(end + 2);
            match () {
                () if self.name_like(end) => end += 1,
                () if article => end += 3,
                () if joins && self.name_like(end + 1 + the) => end += 2 + the,
                () => break,
            }
        }
        Some(end)
    }

    /// The words of the run that are the name of somebody who fights.
    fn fighter(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let (first, end) = self.headed(first, end).or_else(|| self.told(first, end))?;
        let covers = |p: &&Found| p.0 <= first && end <= p.1;
        let known = self.parties.iter().any(|p| covers(&p));
        (!known && !self.is_organ(first, end)).then_some((first, end))
    }

    /// A name that ends in a word for those who fight: "Free Papua Movement", "Golan Lions Brigade".
    fn headed(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let head = (first..end).rev().find(|&i| self.has(i, self.signs.group | self.signs.unit))?;
        let further = matches!(self.lower(head + 1), "of" | "for") && head + 1 < end;
        let end = if further { end } else { head + 1 };
        let of_group = (first..end).any(|i| self.has(i, self.signs.group));
        let of_state = self.parties.iter().any(|p| first <= p.0 && p.1 <= end && self.is_state(&p.2));
        let numbered = (first..end).any(|i| self.line.surface[i].starts_with(|c: char| c.is_ascii_digit()));
        let least = if self.line.caps && self.acronym(end).is_none() { 3 } else { 2 };
        let proven = self.acronym(end).is_some() || self.is_armed_before(first) || self.has(end, self.signs.hostile);
        // "IN FRONT OF THE ROYAL HOTEL", in capitals: a name that begins with its head needs proof.
        let of_group = of_group && (first != head || proven || !self.line.caps);
        (end - first >= least && !numbered && (of_group || !of_state && proven)).then_some((first, end))
    }

    /// A name that the words beside it tell: "the rebel group Ansar al-Fajr", "insurgents from the Shields of the Revolution",
    /// "Kamwina Nsapu militiamen".
    fn told(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        if self.line.caps || self.is_elsewhere(first, end) {
            return None;
        }
        let mut before = first;
        while before > 0 && (self.has(before - 1, self.signs.calls) || matches!(self.lower(before - 1), "as" | "itself" | "themselves" | "\"" | "“" | ",")) {
            before -= 1;
        }
        let named = before > 1 && self.has(before - 1, self.signs.noun) && self.has(before - 2, self.signs.armed);
        let called = before > 0 && before < first && self.lower(before) != "," && self.has(before - 1, self.signs.noun);
        let of = end - first > 1
            && first > 2
            && self.lower(first - 1) == "the"
            && matches!(self.lower(first - 2), "of" | "from")
            && self.has(first - 3, self.signs.hostile);
        let qualifies = self.has(end, self.signs.hostile)
            && self.line.surface.get(end).is_some_and(|w| w.starts_with(char::is_lowercase))
            && (first..end).all(|i| self.line.words[i].upos == "PROPN")
            && (first > 0 || end - first > 1);
        (named || called || of || qualifies).then_some((first, end))
    }

    /// Whether a place, a people or a known party stands in the run.
    fn is_elsewhere(&self, first: usize, end: usize) -> bool {
        (first..end).any(|i| {
            self.has(i, self.signs.community | self.signs.hostile)
                || self.parties.iter().any(|p| p.0 <= i && i < p.1)
                || self.knowledge.world.place_at(self.line.surface, i, false).is_some_and(|hit| hit.stands_alone())
                || self.knowledge.world.office_at(self.line.surface, i, false).is_some()
        })
    }

    /// Whether the words before tell that who is named fights: "fighters of the", "the rebel".
    fn is_armed_before(&self, first: usize) -> bool {
        (first.saturating_sub(EVIDENCE)..first).any(|i| self.has(i, self.signs.armed))
    }

    /// Whether it is an arm of a state, an office or an outlet: "Royal Navy", "Armed Forces", "Front Page".
    fn is_organ(&self, first: usize, end: usize) -> bool {
        let (world, surface, caps) = (&self.knowledge.world, self.line.surface, self.line.caps);
        let free = |i: usize| !self.parties.iter().any(|p| p.0 <= i && i < p.1 && self.is_state(&p.2));
        let only_force = (first..end).filter(|&i| free(i)).all(|i| self.has(i, self.signs.organ));
        let body = (first..end).any(|i| world.body_at(surface, i, caps).is_some_and(|b| i + b.len >= end && b.len > 1));
        only_force || body || world.outlet_at(surface, first, caps).is_some_and(|o| first + o.len >= end)
    }

    fn is_state(&self, name: &str) -> bool {
        self.knowledge.world.party(name).is_some_and(|p| p.kind.governs())
    }

    /// "… Front (FMLN)": where the acronym in brackets stands.
    fn acronym(&self, end: usize) -> Option<usize> {
        let open = if self.lower(end) == "," { end + 1 } else { end };
        let brackets = matches!((self.lower(open), self.lower(open + 2)), ("(", ")") | ("[", "]"));
        let word = self.line.surface.get(open + 1).filter(|_| brackets)?;
        let letters = word.len() >= 2 && word.len() <= 8 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-');
        (letters && word.starts_with(char::is_uppercase)).then_some(open + 1)
    }
}
