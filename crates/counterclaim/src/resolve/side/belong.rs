//! Sides that the report tells where the sentence does not: whose soldiers, which rebels, whose land.

use super::{Found, Scene};
use crate::resolve::camp::{is_armed_group, is_state};
use crate::resolve::people_of;
use counterclaim_model::{Claim, Effect, Name, Part, Role, What};

/// "572 servicemen are prisoners", says one side: the other's.
pub(super) fn captured(scene: &Scene<'_>) -> Found {
    let taken = scene.toll.effect == Effect::Captured && scene.is_military() && !scene.is_hostile();
    let by = scene.speaker.as_ref().filter(|_| taken)?;
    scene.enemy(by, format!("{by} speaks of soldiers captured"))
}

/// "Kyiv claimed 400 dead": who claims soldiers killed speaks of the enemy's; what is its own a side admits, confirms or tells.
pub(super) fn claimed(scene: &Scene<'_>) -> Found {
    let soldiers = (scene.is_military() || scene.is_bare() && scene.toll.role != Role::Civilian) && scene.claim.part(Part::Target).is_none();
    let cue = scene.claim.attribution.cue.filter(|_| soldiers)?;
    let boasts = scene.sentence().any(|i| cue.contains(scene.reading.words[i].span) && scene.is(i, "boast-word"));
    let by = scene.speaker.as_ref().filter(|_| boasts)?;
    scene.enemy(by, format!("{by} claims soldiers killed"))
}

/// One side speaks of soldiers killed and names no other: its own.
pub(super) fn own_soldiers(scene: &Scene<'_>) -> Found {
    let own = scene.speaker.as_ref().filter(|_| scene.is_military() && !scene.is_hostile())?;
    // A group that fights a state has fighters; soldiers are the state's.
    let home = scene.fighting.home.as_ref().filter(|_| scene.noun_is("state-soldier") && !is_state(scene.knowledge, own));
    match home {
        Some(home) => Some((vec![home.clone()], format!("{own} speaks of soldiers, and fights those of {home}"))),
        None => Some((vec![own.clone()], format!("{own} speaks of soldiers killed and names no other side"))),
    }
}

/// "12 militants": the armed group of the report, the enemy of a state that says so, or as the text words them.
pub(super) fn armed_group(scene: &Scene<'_>) -> Found {
    if !scene.is_hostile() {
        return None;
    }
    if let Some(one) = scene.group_of_sentence() {
        return Some((vec![one.clone()], format!("{one} is the armed group that the sentence names")));
    }
    // In the words of the report's one armed group "rebels" are others.
    if let Some(one) = scene.report.rebels().filter(|one| scene.claim.attribution.party() != Some(*one) && scene.killer.as_ref() != Some(*one)) {
        return Some((vec![one.clone()], format!("{one} is the armed group of the report")));
    }
    // Beside "two Pakistani soldiers" militants are none of that army.
    let enemy = scene.speaker.as_ref().or(scene.killer.as_ref()).filter(|_| scene.fighting.between_states);
    let enemy = enemy.and_then(|by| scene.enemy(by, format!("the enemy in the words of {by}")));
    if let Some((side, why)) = enemy.filter(|(side, _)| !scene.has_soldiers(side)) {
        return Some((side, why));
    }
    let people = scene.claim.part(Part::People)?;
    let word = scene.sentence().filter(|&i| people.contains(scene.reading.words[i].span)).find_map(|i| scene.as_worded(i))?;
    Some((vec![word], "as the text words them".to_owned()))
}

/// "Five soldiers": of the only army, or of the state in whose land groups fight it.
pub(super) fn soldiers_of_the_land(scene: &Scene<'_>) -> Found {
    let soldiers = scene.is_military() && !scene.is_hostile() && scene.group.is_some_and(|g| g.noun.is_some());
    let of_state = soldiers && scene.noun_is("state-soldier");
    let one = scene.only_army().filter(|_| soldiers).or_else(|| scene.fighting.home.clone().filter(|_| of_state))?;
    Some((vec![one.clone()], format!("soldiers of {one}, whose land the report is about")))
}

/// "… caused casualties", says one side, and names no other.
pub(super) fn own_casualties(scene: &Scene<'_>) -> Found {
    let own = scene.speaker.as_ref().filter(|_| scene.group.is_none() && scene.toll.effect == Effect::Casualties)?;
    Some((vec![own.clone()], format!("{own} speaks of casualties and names no other side")))
}

/// In a war between states a civilian is of the party that holds the place, or that speaks of him.
pub(super) fn civilians(scene: &Scene<'_>) -> Found {
    let told_by_own = scene.toll.role == Role::All && !scene.is_active() && scene.speaker.is_some();
    if !scene.fighting.between_states || !(scene.toll.role == Role::Civilian || told_by_own) {
        return None;
    }
    if let Some(holder) = scene.holder_of_place().or_else(|| scene.land_before()) {
        return Some((vec![holder.clone()], format!("harmed in {holder}")));
    }
    let own = scene.speaker.as_ref()?;
    Some((vec![own.clone()], format!("{own} speaks of civilians and names no other side")))
}

impl Scene<'_> {
    /// Whether the report counts soldiers of a side, by a word that is an army's.
    fn has_soldiers(&self, side: &[Name]) -> bool {
        let bit = self.knowledge.lexicon.bit("state-soldier");
        let of_army = |claim: &Claim| {
            people_of(self.reading, claim).and_then(|group| group.noun.as_deref()).is_some_and(|noun| self.knowledge.lexicon.of(noun) & bit != 0)
        };
        self.reading.claims.iter().any(|claim| claim.toll().is_some_and(|toll| toll.side == side) && of_army(claim))
    }

    /// A word for the armed of no state as a party's name: "militants", "gunmen".
    pub(super) fn as_worded(&self, at: usize) -> Option<Name> {
        let lemma = self.reading.words.get(at).filter(|_| self.is(at, "rebel-noun")).map(|w| &*w.lemma)?;
        let plural = || lemma.strip_suffix("man").map_or_else(|| format!("{lemma}s"), |stem| format!("{stem}men"));
        Some(if lemma.ends_with("men") { lemma.into() } else { plural().into() })
    }

    /// The one armed group that the sentence names, speakers and doers left out.
    fn group_of_sentence(&self) -> Option<Name> {
        let speaker = self.claim.part(Part::Speaker);
        let mut found: Option<Name> = None;
        for mention in self.mentions().iter().filter(|m| speaker.is_none_or(|s| !s.contains(m.span))) {
            let What::Party { name, .. } = &mention.what else { continue };
            let group = is_armed_group(self.knowledge, name) && self.killer.as_ref() != Some(name) && self.claim.attribution.party() != Some(name);
            match &found {
                Some(other) if group && other != name => return None,
                None if group => found = Some(name.clone()),
                _ => {}
            }
        }
        found
    }

    /// The one state that fights, where the other side is none.
    pub(super) fn only_army(&self) -> Option<Name> {
        let mut states = self.fighting.parties.iter().map(|(p, _)| p).filter(|p| is_state(self.knowledge, p));
        states.next().filter(|_| !self.fighting.between_states && states.next().is_none()).cloned()
    }

    /// The holder of the nearest place before the harm: "At Vardenis, in Armenia itself, a civilian perished".
    fn land_before(&self) -> Option<Name> {
        let before = self.mentions().iter().rev().filter(|m| m.span.end <= self.claim.quote.start);
        before.filter(|m| matches!(m.what, What::Place(_))).find_map(|m| self.holder(m))
    }
}
