//! Whom "he", "the ministry" or "the statement" mean.

use super::people::speaks_as_person;
use super::{BACK, Scene, Who};
use counterclaim_model::{Name, What};
use counterclaim_rules::world::{BodyKind, PartyKind};

impl Scene<'_> {
    /// Whom the words of the speaker mean, where they only point.
    pub(super) fn pointed_at(&self) -> Option<Who> {
        let words = self.words();
        let first = *words.first()?;
        let alone = (words.len() == 1).then_some(first);
        let head = words.iter().rev().find(|w| w.chars().all(char::is_alphabetic)).copied().unwrap_or_default();
        let definite = matches!(first, "the" | "this" | "that" | "these" | "those") || self.is(first, "this-or-its");
        if alone.is_none() && !definite {
            return None;
        }
        if self.is(head, "enemy") {
            let spoke = || self.spoke().find_map(|who| who.0);
            let by = self.report.issued_by().cloned().or_else(spoke)?;
            return self.fighting.opponent(self.knowledge, &by).map(|party| (Some(party), None));
        }
        let fits = |who: &Who| match alone {
            Some(word) if self.is(word, "pronoun-person") => speaks_as_person(self.knowledge, who),
            Some("it") => !speaks_as_person(self.knowledge, who),
            Some(word) if self.is(word, "pronoun") => true,
            _ => self.head_fits(head, who),
        };
        if let Some(party) = self.named_in_part(first, head) {
            return Some(party);
        }
        // "he said" in a paragraph where only a ministry spoke is the ministry, in reports of clumsy English.
        if alone.is_some_and(|word| self.is(word, "pronoun-person")) {
            let here = || self.spoke_here();
            if let Some(found) = here().find(|who| speaks_as_person(self.knowledge, who)).or_else(|| here().next()) {
                return Some(found);
            }
        }
        let issuer = || self.report.issuer.clone().map(|issuer| (issuer.party, issuer.body)).filter(|who| fits(who));
        let found = self.spoke().find(|who| fits(who)).or_else(|| self.named_before(&fits)).or_else(issuer);
        found.or_else(|| self.party_served().map(|party| (Some(party), self.organ(&words))))
    }

    /// The organ that the words name, if the table has it: "the defence ministry".
    pub(super) fn organ(&self, words: &[&str]) -> Option<Name> {
        let body = (0..words.len()).find_map(|i| self.knowledge.world.body_at(words, i, false))?;
        body.body.cloned().filter(|_| body.kind == BodyKind::Body)
    }

    /// "The Azerbaijani ministry": the ministry of that party that spoke or was named before.
    pub(super) fn whole_body(&self, party: &Name, body: &Name) -> Option<Name> {
        let words: Vec<&str> = body.split(' ').collect();
        let back = self.knowledge.world.body_at(&words, 0, false).filter(|b| b.kind == BodyKind::Back && b.len == words.len())?;
        let head = back.body.map_or(words[words.len() - 1], |name| name).to_lowercase();
        let fits = |(p, b): Who| if p.as_ref() == Some(party) { b.filter(|b| b.to_lowercase().contains(&head) && b != body) } else { None };
        self.spoke().find_map(fits)
    }

    /// "the Observatory": part of a name that the report gives, however far away.
    fn named_in_part(&self, first: &str, head: &str) -> Option<Who> {
        if first != "the" || head.len() <= 5 {
            return None;
        }
        let part = |name: &str| name.contains(' ') && name.split(' ').any(|part| part.eq_ignore_ascii_case(head));
        let mut found = self.report.named.iter().filter(|n| part(&n.name));
        let one = found.next()?;
        found.next().is_none().then(|| (Some(one.name.clone()), None))
    }

    /// Whether a phrase with this head noun may point at somebody.
    fn head_fits(&self, head: &str, who: &Who) -> bool {
        let named = |n: &Option<Name>| n.as_ref().is_some_and(|n| n.to_lowercase().contains(head.trim_end_matches('s')));
        let kind = who.0.as_ref().and_then(|p| self.kind(p));
        match () {
            () if head.is_empty() => false,
            () if named(&who.0) || named(&who.1) => true,
            () if self.is(head, "speech-noun") || matches!(head, "source" | "sources") => true,
            () if self.is(head, "group-noun") || self.is(head, "people-hostile") || self.is(head, "organisation-noun") => match kind {
                Some(PartyKind::Monitor) => true,
                Some(PartyKind::ArmedGroup | PartyKind::PartlyRecognised | PartyKind::Entity) => !self.is(head, "organisation-noun"),
                Some(PartyKind::International | PartyKind::Relief | PartyKind::Movement) => self.is(head, "organisation-noun"),
                Some(_) => false,
                None => who.0.is_some(),
            },
            () if self.knowledge.world.office_at(&[head], 0, false).is_some() => speaks_as_person(self.knowledge, who),
            () => false,
        }
    }

    /// The nearest speaker named before, in this sentence or the few before it.
    fn named_before(&self, fits: &dyn Fn(&Who) -> bool) -> Option<Who> {
        for back in 0..=BACK.min(self.asked.sentence) {
            let mut found = None;
            for mention in self.before(back).iter().filter(|m| m.span.end <= self.asked.source.start) {
                if let What::Speaker { party, body } = &mention.what
                    && (party.is_some() || body.is_some())
                    && fits(&(party.clone(), body.clone()))
                    && (back == 0 || found.is_none())
                {
                    // In its own sentence the nearest, in an earlier one the first: that is mostly its subject.
                    found = Some((party.clone(), body.clone()));
                }
            }
            if found.is_some() {
                return found;
            }
        }
        None
    }
}
