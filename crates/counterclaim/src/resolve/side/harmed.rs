//! Sides that the doer of the harm tells: whom one side kills is the other's.

use super::{Found, Scene, harm};
use crate::resolve::camp::{is_armed_group, is_state};
use crate::resolve::report::Meant;
use counterclaim_model::{Name, Part, PartyUse, Role, Span, What};

/// How many words before a figure the word may stand that inflicts it.
const INFLICTS: usize = 6;

/// "Baku claims to have killed 550", "12 soldiers were killed by rebels", "inflicting 20 casualties".
pub(super) fn by_enemy(scene: &Scene<'_>) -> Found {
    // "Killed dozens of people and wounded hundreds": a count without a noun is of the people before it.
    let of_civilians = scene.neighbour().is_some_and(|before| before.role != Role::Military);
    let soldiers = scene.is_military() || scene.is_bare() && !of_civilians;
    let by = match scene.inflicted() {
        Some(by) => Some(by),
        None if !soldiers => None,
        None => scene.killer.clone().or_else(|| scene.speaker.clone().filter(|_| scene.is_active() && !scene.is_done_by_thing())),
    }?;
    let of = scene.fights(&by) || scene.killer.as_ref() == Some(&by);
    let found = of.then(|| scene.enemy(&by, format!("harmed by {by}"))).flatten()?;
    // Soldiers and police whom a group harms are a state's, not another group's.
    let group = |name: &Name| !is_state(scene.knowledge, name);
    if scene.noun_is("state-soldier") && group(&by) && found.0.iter().all(group) {
        return scene.fighting.home.clone().map(|home| (vec![home], format!("harmed by {by}")));
    }
    // "militants" are no state's: in a state's words for its enemy they may be, if only states fight.
    let fits = !scene.is_hostile() || scene.fighting.between_states || found.0.iter().all(|side| is_armed_group(scene.knowledge, side));
    fits.then_some(found)
}

/// "inflicted 50 casualties on the army": whom the losses were inflicted on.
pub(super) fn inflicted_on(scene: &Scene<'_>) -> Found {
    let of = scene.on_whom()?;
    Some((vec![of.clone()], format!("inflicted on {of}")))
}

/// "strikes against X killed 20 militants": whom the sentence says it went against.
pub(super) fn against(scene: &Scene<'_>) -> Found {
    if !scene.is_military() && !scene.is_bare() {
        return None;
    }
    let of = scene.mentions().iter().find_map(|m| match &m.what {
        What::Party { name, .. } => {
            let before = (m.first as usize).checked_sub(1)?;
            scene.is(before, "against").then(|| name.clone())
        }
        _ => None,
    })?;
    Some((vec![of.clone()], format!("the sentence tells of what was done against {of}")))
}

impl Scene<'_> {
    /// Whether the harmed are the object of a verb of harm ("killed 12 soldiers"), not its subject.
    pub(super) fn is_active(&self) -> bool {
        let people = self.claim.part(Part::People);
        let harm = harm(self.claim);
        let Some(verb) = self.sentence().find(|&i| self.reading.words[i].span.start >= harm.start) else { return false };
        let does =
            self.reading.words[verb].upos == "VERB" && !self.is(verb, "lose") && !self.is(verb, "harm-intransitive") && !self.is(verb, "missing-intransitive");
        let is = |to: Span| self.sentence().any(|i| self.is(i, "be") && (harm.end..to.start).contains(&self.reading.words[i].span.start));
        does && self.claim.part(Part::Target).is_none() && people.is_some_and(|p| p.start > harm.start && !is(p))
    }

    /// "A car bomb killed 20": the verb of harm has a noun for its subject, so that who speaks did nothing.
    fn is_done_by_thing(&self) -> bool {
        let (words, harm, speaker) = (&self.reading.words, harm(self.claim), self.claim.part(Part::Speaker));
        let Some(verb) = self.sentence().find(|&i| words[i].span.start >= harm.start) else { return false };
        let is_subject = |i: &usize| words[*i].label == "nsubj" && words[*i].head as usize == verb && matches!(words[*i].upos, "NOUN" | "PROPN");
        let is_party = |i: usize| self.mentions().iter().any(|m| matches!(m.what, What::Party { .. }) && m.span.overlaps(words[i].span));
        self.sentence().filter(is_subject).any(|i| !is_party(i) && speaker.is_none_or(|s| !s.contains(words[i].span)))
    }

    /// Who did the harm: the subject of an active verb, or "by …" after a passive one.
    pub(super) fn find_killer(&self) -> Option<Name> {
        let harm = harm(self.claim);
        let own = |by: &Name| self.group.is_some_and(|g| g.side.contains(by));
        if self.is_active() {
            return self.subject(harm).or_else(|| self.doer_before(harm)).filter(|by| !own(by));
        }
        let people = self.claim.part(Part::People).map_or(harm.end, |p| p.end);
        let sentence = self.sentence();
        let by = sentence.clone().find(|&i| {
            let word = &self.reading.words[i];
            &*word.lower == "by" && word.span.start >= harm.end.max(people)
        })?;
        let near = sentence.end.min(by + 5);
        let told = self.reading.words[harm_end(self, harm)..by].len() <= 3;
        told.then(|| self.doer(by + 1..near)).flatten().filter(|by| !own(by))
    }

    /// Who stands in these words as one who can do harm: a party, or a word for rebels or for the state's force.
    pub(super) fn doer(&self, words: std::ops::Range<usize>) -> Option<Name> {
        let within = |m: &&counterclaim_model::Mention| words.start <= m.first as usize && m.last as usize <= words.end;
        let named = self.mentions().iter().filter(within).find_map(|m| match &m.what {
            What::Party { name, by, .. } if !by.is_town() => Some(name.clone()),
            _ => None,
        });
        if named.is_some() {
            return named;
        }
        let home = self.fighting.home.as_ref();
        Meant { knowledge: self.knowledge, reading: self.reading, report: self.report, home }.by(words)
    }

    /// The party in the subject of the verb of harm, by the arcs; through "and" to the verb before.
    fn subject(&self, harm: Span) -> Option<Name> {
        let words = &self.reading.words;
        let sentence = self.sentence();
        let mut verb = sentence.clone().find(|&i| words[i].span.start >= harm.start)?;
        for _ in 0..3 {
            if let Some(subject) = sentence.clone().find(|&i| words[i].label == "nsubj" && words[i].head as usize == verb) {
                // The name stands in the phrase: at the noun, or on something that hangs from it.
                return self.doer(subject.saturating_sub(5).max(sentence.start)..subject + 1);
            }
            let head = words[verb].head as usize;
            if head == verb || !matches!(words[verb].label, "conj" | "advcl" | "xcomp" | "acl" | "acl:relcl") {
                return None;
            }
            verb = head;
        }
        None
    }

    /// The nearest fighting party before that may act: not one that only describes a thing ("two Indian aircraft").
    fn doer_before(&self, at: Span) -> Option<Name> {
        self.mentions().iter().rev().filter(|m| m.span.end <= at.start).find_map(|m| match &m.what {
            What::Party { name, by, .. } => {
                let last = m.last as usize;
                // "An Israeli air strike"
                let raid = || (last..last + 2).any(|at| self.is(at, "event-word"));
                let acts = match by {
                    _ if by.is_town() => false,
                    PartyUse::Demonym => self.is(last, "people-military") || self.is(last, "state-actor") || raid(),
                    _ => true,
                };
                (acts && self.fighting.has(name)).then(|| name.clone())
            }
            _ => None,
        })
    }

    /// On whom a figure of losses was inflicted, by the words after it.
    pub(super) fn on_whom(&self) -> Option<Name> {
        let (sentence, quote) = (self.sentence(), self.claim.quote);
        let first = sentence.clone().find(|&i| self.reading.words[i].span.start >= quote.start)?;
        let last = sentence.clone().rfind(|&i| self.reading.words[i].span.end <= quote.end)? + 1;
        let reach = sentence.end.min(last + INFLICTS);
        let verb = (first.saturating_sub(INFLICTS).max(sentence.start)..reach).find(|&i| self.is(i, "inflict"))?;
        let on = (first.max(verb)..reach).find(|&i| matches!(&*self.reading.words[i].lower, "on" | "upon"))?;
        self.doer(on + 1..sentence.end.min(on + 1 + INFLICTS))
    }

    /// Who inflicts a figure of losses: "… clashed with the troops, inflicting five casualties".
    pub(super) fn inflicted(&self) -> Option<Name> {
        let sentence = self.sentence();
        let first = sentence.clone().find(|&i| self.reading.words[i].span.start >= self.claim.quote.start)?;
        let verb = (first.saturating_sub(INFLICTS).max(sentence.start)..(first + 2).min(sentence.end)).rev().find(|&i| self.is(i, "inflict"))?;
        let at = self.reading.words[verb].span;
        if (sentence.start..verb).any(|i| self.is(i, "ours")) {
            return self.claim.attribution.party().cloned();
        }
        // The first party of the sentence is its subject; those nearer to the verb are mostly whom it met.
        let first = self.mentions().iter().filter(|m| m.span.end <= at.start).find_map(|m| match &m.what {
            What::Party { name, .. } if self.fighting.has(name) => Some(name.clone()),
            _ => None,
        });
        first.or_else(|| self.doer(sentence.start..verb))
    }
}

fn harm_end(scene: &Scene<'_>, harm: Span) -> usize {
    let sentence = scene.sentence();
    sentence.clone().find(|&i| scene.reading.words[i].span.start >= harm.end).unwrap_or(sentence.end)
}
