//! Whose the harmed are, and what they are.
//!
//! "26 of its troops were killed", says Armenia's ministry: its own. "Baku claims to have killed 550 enemy soldiers": the enemy's. The
//! ways to tell stand in `BASES`, the surest first; the first that finds a side gives it, with its reason. The surprising decision: where
//! the text does not say, the side is 'all'; no guess from who usually dies in such wars.

mod belong;
mod harmed;
mod heading;
mod said;

use super::camp::{self, Fighting, is_state};
use super::report::Report;
use super::{harm, mentions_of, people_of};
use counterclaim_model::{Claim, Group, Mention, Name, Part, Qualifier, Reading, Role, Says, Span, Speaker, Toll, What};
use counterclaim_rules::{Knowledge, world::PartyKind};
use std::ops::Range;

/// A side, and why.
type Found = Option<(Vec<Name>, String)>;

/// The ways to tell a side, the surest first.
const BASES: &[for<'a> fn(&Scene<'a>) -> Found] = &[
    said::sum,
    said::on_the_side_of,
    said::every_side,
    said::named,
    said::by_part_of_name,
    said::pointed,
    said::part,
    said::of_them,
    said::silent_since,
    said::lost,
    said::counted_in_place,
    said::joined,
    heading::headed,
    said::of_state,
    harmed::inflicted_on,
    harmed::by_enemy,
    said::as_before,
    harmed::against,
    belong::claimed,
    belong::captured,
    belong::own_soldiers,
    belong::armed_group,
    belong::soldiers_of_the_land,
    belong::own_casualties,
    said::on_the_side,
    belong::civilians,
];

/// Settles side and role of every toll.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading, report: &Report, fighting: &Fighting) {
    for index in 0..reading.claims.len() {
        let Some(toll) = reading.claims[index].toll() else { continue };
        let scene = Scene::of(knowledge, reading, report, fighting, index, toll);
        let (side, basis) = BASES.iter().find_map(|basis| basis(&scene)).unwrap_or_else(|| (Vec::new(), "no side is said".to_owned()));
        let role = scene.role(&side);
        let by = scene.killer.clone();
        let claim = &mut reading.claims[index];
        if claim.is_silence() && claim.attribution.chain.is_empty() {
            // A silence is told of the one who keeps it.
            let words = claim.part(Part::Target);
            claim.attribution.chain.extend(side.first().map(|party| Speaker { party: Some(party.clone()), body: None, words, why: None }));
        }
        if let Says::Toll(toll) = &mut claim.says {
            toll.side = side;
            toll.side_basis = basis;
            toll.role = role;
            toll.by = by;
        }
    }
}

/// One toll in its report.
struct Scene<'a> {
    knowledge: &'a Knowledge,
    reading: &'a Reading,
    report: &'a Report,
    fighting: &'a Fighting,
    index: usize,
    claim: &'a Claim,
    toll: &'a Toll,
    /// The people harmed, where a phrase counts them.
    group: Option<&'a Group>,
    /// Who vouches, where he is one of the two sides.
    speaker: Option<Name>,
    /// Who did the harm, where the words say so.
    killer: Option<Name>,
}

impl<'a> Scene<'a> {
    fn of(knowledge: &'a Knowledge, reading: &'a Reading, report: &'a Report, fighting: &'a Fighting, index: usize, toll: &'a Toll) -> Scene<'a> {
        let claim = &reading.claims[index];
        let group = people_of(reading, claim);
        let speaker = claim.attribution.party().filter(|party| fighting.fights(knowledge, party)).cloned();
        let mut scene = Scene { knowledge, reading, report, fighting, index, claim, toll, group, speaker, killer: None };
        scene.killer = scene.find_killer();
        scene
    }

    fn mentions(&self) -> &'a [Mention] {
        mentions_of(self.reading, self.claim.sentence)
    }

    /// The words of the claim's sentence, as indexes of the report's words.
    fn sentence(&self) -> Range<usize> {
        self.reading.sentences[self.claim.sentence as usize].words()
    }

    /// Whether the word with that number belongs to a list, by form or dictionary form.
    fn is(&self, at: usize, list: &str) -> bool {
        let bit = self.knowledge.lexicon.bit(list);
        self.reading.words.get(at).is_some_and(|w| self.knowledge.lexicon.of_word(w) & bit != 0)
    }

    fn text(&self, span: Span) -> &'a str {
        span.of(&self.reading.document.text)
    }

    fn only_counts(&self, party: &str) -> bool {
        self.knowledge.world.party(party).is_some_and(|party| party.kind == PartyKind::Monitor)
    }

    fn fights(&self, party: &str) -> bool {
        self.fighting.fights(self.knowledge, party)
    }

    fn noun_is(&self, list: &str) -> bool {
        let noun = self.group.and_then(|g| g.noun.as_deref());
        noun.is_some_and(|noun| self.knowledge.lexicon.of(noun) & self.knowledge.lexicon.bit(list) != 0)
    }

    /// Whether the phrase that counts the people holds a word of a list.
    fn people_are(&self, list: &str) -> bool {
        let people = self.claim.part(Part::People).unwrap_or(self.claim.quote);
        self.sentence().any(|i| people.contains(self.reading.words[i].span) && self.is(i, list))
    }

    /// "12 militants", "a rebel commander": the armed of no state, by the words for them.
    fn is_hostile(&self) -> bool {
        self.noun_is("people-hostile") || self.people_are("rebel-noun")
    }

    /// A count of people without a noun: "killed more than 200".
    fn is_bare(&self) -> bool {
        self.group.is_some_and(|g| g.noun.is_none())
    }

    fn is_military(&self) -> bool {
        self.toll.role == Role::Military
    }

    /// The toll before this one in the sentence.
    fn neighbour(&self) -> Option<&'a Toll> {
        let before = self.reading.claims[..self.index].iter().rev().take_while(|c| c.sentence == self.claim.sentence);
        before.filter(|c| c.quote.start < self.claim.quote.start).find_map(|c| c.toll())
    }

    /// The exact figures right before this one in the sentence, of the same harm, that it is the sum of.
    fn summands(&self) -> Option<Vec<&'a Toll>> {
        let exact = |toll: &Toll| toll.quantity.low.filter(|low| toll.quantity.high == Some(*low));
        let mut left = exact(self.toll)?;
        let before = self.reading.claims[..self.index].iter().rev().take_while(|c| c.sentence == self.claim.sentence);
        let mut parts = Vec::new();
        for toll in before.filter_map(|claim| claim.toll()).take_while(|toll| toll.effect == self.toll.effect) {
            left = left.checked_sub(exact(toll)?)?;
            parts.push(toll);
            if left == 0 {
                return (parts.len() > 1).then_some(parts);
            }
        }
        None
    }

    /// The last toll of the sentence before, in the same paragraph and of the same speaker, or of the speaker's own people.
    fn sentence_before(&self) -> Option<&'a Toll> {
        let block = |sentence: u32| self.reading.sentences[sentence as usize].block;
        let before = self.reading.claims[..self.index].iter().rev().find(|c| c.toll().is_some())?;
        let near = before.sentence + 1 == self.claim.sentence && block(before.sentence) == block(self.claim.sentence);
        let own = |toll: &&Toll| self.speaker.as_ref().is_some_and(|own| toll.side == [own.clone()]);
        // "Hundreds were wounded, military sources said", behind an army's own dead.
        let nameless = self.claim.attribution.party().is_none() && !self.claim.attribution.chain.is_empty();
        let owned = |toll: &&Toll| nameless && before.attribution.party().is_some_and(|by| toll.side == [by.clone()]);
        before.toll().filter(|toll| near && (before.attribution.party() == self.claim.attribution.party() || own(toll) || owned(toll)))
    }

    /// The party that holds a place, by its state or by its own seat.
    fn holder(&self, mention: &Mention) -> Option<Name> {
        super::report::holder(self.knowledge, mention).filter(|holder| self.fights(holder))
    }

    /// The enemy of one side: of several the one that the sentence has named just before ("Hezbollah owns to 46 dead, Israel says that it
    /// killed more than 200"), else the heaviest.
    fn enemy(&self, of: &Name, why: String) -> Found {
        let before = self.mentions().iter().rev().filter(|m| m.span.end <= harm(self.claim).start);
        let mut named = before.filter_map(|m| if let What::Party { name, .. } = &m.what { Some(name) } else { None });
        let named = named.find(|name| self.fighting.are_opponents(self.knowledge, of, name)).cloned();
        named.or_else(|| self.fighting.opponent(self.knowledge, of)).map(|name| (vec![name], why))
    }

    /// What the harmed are, once it is known whose they are: a count without a noun takes its neighbour's role; an army's losses, and the
    /// members of a group that fights, are military.
    fn role(&self, side: &[Name]) -> Role {
        let role = self.toll.role;
        let counted = self.is_bare() && self.toll.quantity.qualifier != Qualifier::None;
        if let Some(parts) = self.summands().filter(|_| counted) {
            return if parts.iter().all(|part| part.role == parts[0].role) { parts[0].role } else { Role::All };
        }
        // "On the side of the separatists".
        if counted && !side.is_empty() && side.iter().all(|name| name.starts_with(char::is_lowercase)) {
            return Role::Military;
        }
        // "Its toll" counts everybody's dead, unless it is an army's.
        let toll = harm(self.claim);
        let of_all = self.sentence().any(|i| toll.contains(self.reading.words[i].span) && self.is(i, "toll-noun"));
        let of_army = || {
            self.claim
                .part(Part::Target)
                .is_some_and(|loser| self.sentence().any(|i| loser.contains(self.reading.words[i].span) && self.is(i, "people-military")))
        };
        let lost = self.claim.part(Part::Target).is_some() && (!of_all || of_army()) || self.inflicted().or_else(|| self.on_whom()).is_some();
        if counted
            && !lost
            && role == Role::All
            && let Some(before) = self.neighbour().or_else(|| self.sentence_before())
        {
            return before.role;
        }
        let own_deed = counted && self.speaker.is_some() && self.is_active();
        let named = if said::by_part_of_name(self).is_some() { side } else { &self.toll.side };
        let of_group = !named.is_empty() && named.iter().all(|name| camp::is_armed_group(self.knowledge, name));
        let member = (of_group || self.noun_is("member-noun")) && side.iter().any(|s| !is_state(self.knowledge, s) && self.fights(s));
        let boasted = counted && belong::claimed(self).is_some();
        if own_deed || member || boasted || lost && (counted || role == Role::All) { Role::Military } else { role }
    }
}
