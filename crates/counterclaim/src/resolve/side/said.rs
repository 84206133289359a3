//! Sides that the words beside the people tell: a party's name, "its", "enemy", a loser, a place, the figure before.

use super::{Found, Scene, harm};
use counterclaim_model::{Name, Part, PartyUse, Span, What};

/// How far apart two figures stand that are told in one breath, in bytes.
const JOINED: u32 = 8;

/// How many words before "who" the one stands who is meant.
const WHO: usize = 4;

/// How many words behind a figure "the side of" may begin.
const SIDE_OF: usize = 9;

/// Shorter words of a name are none by themselves.
const PART_OF_NAME: usize = 5;

/// "46 Northerners and 24 Southern soldiers killed, 70 in all": the sides of what it adds up.
pub(super) fn sum(scene: &Scene<'_>) -> Found {
    let mut side: Vec<Name> = scene.summands()?.into_iter().flat_map(|toll| toll.side.clone()).collect();
    side.sort();
    side.dedup();
    (!side.is_empty()).then(|| (side, "the sum of the figures before it".to_owned()))
}

/// "18 dead and 45 wounded on the side of the separatists".
pub(super) fn on_the_side_of(scene: &Scene<'_>) -> Found {
    let words = &scene.reading.words;
    let end = scene.sentence().find(|&i| words[i].span.start >= scene.claim.quote.end)?;
    let near = end..scene.sentence().end.min(end + SIDE_OF);
    let is_on = |i: &usize| *i > near.start && &*words[*i].lower == "of" && (scene.is(i - 1, "side-noun") || &*words[i - 1].lower == "part");
    let of = near.clone().find(is_on)? + 1;
    let verbless = words[near.start..of]
        .iter()
        .all(|word| !matches!(word.upos, "VERB" | "AUX") || scene.knowledge.lexicon.of_word(word) & scene.knowledge.lexicon.bit("harm-state") != 0);
    let owner = of..scene.sentence().end.min(of + WHO);
    let side = scene.doer(owner.clone()).or_else(|| owner.clone().find_map(|i| scene.as_worded(i))).filter(|_| verbless)?;
    Some((vec![side.clone()], format!("on the side of {side}, by the words after it")))
}

/// "39 dead in all", "212 on both sides": a sum.
pub(super) fn every_side(scene: &Scene<'_>) -> Found {
    let bit = scene.knowledge.lexicon.bit("sum-word");
    let figure = scene.claim.part(Part::People).or_else(|| scene.claim.part(Part::Count)).unwrap_or(scene.claim.quote);
    let after = scene.sentence().find(|&i| scene.reading.words[i].span.start >= figure.end)?;
    let words = &scene.reading.words[after..scene.sentence().end.min(after + 4)];
    let sum = scene.knowledge.lexicon.mark(words).all & bit != 0;
    (sum && scene.is_bare()).then(|| (Vec::new(), "a sum of every side".to_owned()))
}

/// "18 militants, including a commander": the part is of the whole.
pub(super) fn part(scene: &Scene<'_>) -> Found {
    let whole = scene.claim.rule.ends_with("+part").then(|| scene.neighbour()).flatten().filter(|whole| !whole.side.is_empty())?;
    Some((whole.side.clone(), "a part of the figure before it".to_owned()))
}

/// "… in which 1,300 Ukrainian servicemen slept, and that over 600 of them were killed": whose those are who were counted before.
pub(super) fn of_them(scene: &Scene<'_>) -> Found {
    let people = scene.claim.part(Part::People)?;
    let within = |i: &usize| people.contains(scene.reading.words[*i].span);
    let words = &scene.reading.words[scene.sentence().find(within)?..scene.sentence().rfind(within)? + 1];
    if scene.knowledge.lexicon.mark(words).all & scene.knowledge.lexicon.bit("of-them") == 0 {
        return None;
    }
    let mut before = scene.mentions().iter().rev().filter(|m| m.span.end <= people.start);
    let side = before.find_map(|m| if let What::Group(group) = &m.what { Some(&group.side) } else { None })?;
    (!side.is_empty()).then(|| (side.clone(), "of those counted before".to_owned()))
}

/// "Azerbaijani soldiers", "13 Palestinians".
pub(super) fn named(scene: &Scene<'_>) -> Found {
    // "A monitor: 40 dead": who only counts has lost nobody.
    let figure = scene.claim.part(Part::Target).is_some() || scene.group.is_none();
    let counts = figure && scene.toll.side.iter().all(|name| scene.only_counts(name));
    (!counts && !scene.toll.side.is_empty()).then(|| (scene.toll.side.clone(), scene.toll.side_basis.clone()))
}

/// "26 of its troops", "enemy soldiers".
pub(super) fn pointed(scene: &Scene<'_>) -> Found {
    let pointer = scene.group?.pointer?;
    let word = scene.text(pointer).to_lowercase();
    let is = |list: &str| scene.knowledge.lexicon.of(&word) & scene.knowledge.lexicon.bit(list) != 0;
    if is("enemy") {
        let of = scene.speaker.clone().or_else(|| scene.killer.clone()).or_else(|| scene.party_before(pointer, None))?;
        return scene.enemy(&of, format!("«{word}», said by {of}")).or_else(nameless);
    }
    let claimant = scene.claim.attribution.party().cloned();
    let skip = scene.killer.as_ref().map(|_| harm(scene.claim));
    let before = || scene.party_before(pointer, skip);
    let of = if is("pronoun-person") { before().or(claimant) } else { claimant.or_else(before) };
    let Some(of) = of else {
        return is("ours").then(|| (Vec::new(), format!("«{word}», and the report does not say whose it is")));
    };
    Some((vec![of.clone()], format!("«{word}» points at {of}")))
}

/// The enemy of a report that names none is not the one who speaks of him.
fn nameless() -> Found {
    Some((Vec::new(), "the enemy is not named".to_owned()))
}

/// "200 Tigers": the last word is one of a name that the report gives in full.
pub(super) fn by_part_of_name(scene: &Scene<'_>) -> Found {
    let people = scene.claim.part(Part::People)?;
    let last = scene.sentence().rfind(|&i| people.contains(scene.reading.words[i].span))?;
    let word = scene.text(scene.reading.words[last].span);
    if word.len() < PART_OF_NAME || !word.starts_with(char::is_uppercase) || !word.ends_with('s') {
        return None;
    }
    let part = |name: &Name| name.contains(' ') && name.split(' ').any(|part| part == word) && scene.fights(name);
    let mut found = scene.report.named.iter().map(|named| &named.name).filter(|name| part(name));
    let one = found.next()?;
    found.next().is_none().then(|| (vec![one.clone()], format!("«{word}» is part of the name {one}")))
}

/// "It lost 14 men": the loser is named, or is the one who speaks.
pub(super) fn lost(scene: &Scene<'_>) -> Found {
    let loser = scene.claim.part(Part::Target)?;
    let claimant = || scene.claim.attribution.party().or_else(|| scene.report.issued_by()).cloned();
    let words = scene.sentence().filter(|&i| loser.contains(scene.reading.words[i].span));
    let (first, last) = words.fold((usize::MAX, 0), |(first, last), i| (first.min(i), last.max(i + 1)));
    // "The separatists, who owned to nine dead".
    let who = (first < last && scene.is(first, "relative")).then(|| first.saturating_sub(WHO).max(scene.sentence().start));
    let words = who.unwrap_or(first).min(last)..last;
    if words.clone().any(|i| scene.is(i, "enemy") || scene.is(i, "aggressor")) {
        let of = scene.speaker.clone().or_else(claimant)?;
        return scene.enemy(&of, format!("«{}», said by {of}", scene.text(loser))).or_else(nameless);
    }
    let told = scene.doer(words.clone()).filter(|name| !scene.only_counts(name));
    if told.is_none()
        && let Some(rebels) = words.clone().find_map(|i| scene.as_worded(i))
    {
        return Some((vec![rebels], "as the text words them".to_owned()));
    }
    let of = told.or_else(claimant).or_else(|| scene.party_before(loser, None)).or_else(|| scene.only_army())?;
    Some((vec![of.clone()], format!("«{}» is {of}", scene.text(loser))))
}

/// "It said that two of its soldiers had been killed. It has not spoken since": who keeps silent told of the harm just before, or suffered it.
pub(super) fn silent_since(scene: &Scene) -> Found {
    scene.claim.rule.ends_with("-those-before-silence").then_some(())?;
    let before = scene.reading.claims[..scene.index].iter().rev().find(|claim| claim.toll().is_some())?;
    let near = before.sentence + 1 == scene.claim.sentence;
    let teller = before.attribution.party().filter(|party| scene.fights(party));
    let of = teller.or(before.toll()?.side.first()).filter(|_| near)?;
    Some((vec![of.clone()], format!("{of} told of the harm before, or suffered it")))
}

/// "eleven civilians, with nine in Azerbaijan": counts told apart by place; "88 soldiers, 38 in October and 50 in April" by day.
pub(super) fn counted_in_place(scene: &Scene<'_>) -> Found {
    scene.claim.rule.ends_with("+place").then_some(())?;
    if let Some(holder) = scene.holder_of_place() {
        return Some((vec![holder.clone()], format!("harmed in {holder}")));
    }
    let before = scene.neighbour().filter(|before| !before.side.is_empty())?;
    Some((before.side.clone(), "as the figure before it".to_owned()))
}

/// "killed five soldiers and wounded seven": the same people, in one breath.
pub(super) fn joined(scene: &Scene<'_>) -> Found {
    let before = scene.reading.claims.get(scene.index.checked_sub(1)?)?;
    let toll = before.toll().filter(|toll| scene.is_bare() && before.sentence == scene.claim.sentence && !toll.side.is_empty())?;
    let near = scene.claim.quote.start.saturating_sub(before.quote.end) <= JOINED;
    near.then(|| (toll.side.clone(), "as the figure before it".to_owned()))
}

/// "30 government fighters", "army officers": of the state whose land the report is about.
pub(super) fn of_state(scene: &Scene<'_>) -> Found {
    let said = scene.is_military() && scene.people_are("state-word") && !scene.people_are("rebel-noun");
    let home = scene.fighting.home.clone().filter(|_| said)?;
    Some((vec![home.clone()], format!("the forces of {home}, whose land the report is about")))
}

/// "12 soldiers were killed and 20 wounded", "Dozens more were wounded": the figure before tells.
pub(super) fn as_before(scene: &Scene<'_>) -> Found {
    let more = scene.people_are("others");
    if !scene.is_bare() && !more {
        return None;
    }
    let before = scene.neighbour().or_else(|| scene.sentence_before()).filter(|toll| !toll.side.is_empty())?;
    Some((before.side.clone(), "as the figure before it".to_owned()))
}

/// "18 dead on the Armenian side".
pub(super) fn on_the_side(scene: &Scene<'_>) -> Found {
    let (mentions, quote) = (scene.mentions(), scene.claim.quote);
    // Another count further on has a side of its own, but for one of the same people ("18 dead and 35 wounded on the …").
    let further = |to: u32| mentions.iter().filter(|c| matches!(c.what, What::Count(_)) && c.span.start >= quote.end && c.span.end <= to).count();
    let near = mentions.iter().filter(|m| m.span.start >= quote.end && m.span.start - quote.end < 60 && further(m.span.start) <= 1);
    // "Nine died in Azerbaijan and two on the Armenian side": the nine have a land of their own.
    let elsewhere = |m: &counterclaim_model::Mention| further(m.span.start) > 0 && scene.holder_of_place().is_some();
    let side = |m: &&counterclaim_model::Mention| scene.is(m.last as usize, "side-noun");
    let party = |m: &counterclaim_model::Mention| if let What::Party { name, .. } = &m.what { Some(name.clone()) } else { None };
    // "On the Armenian side 45 civilians have died".
    let before = || mentions.iter().rev().filter(|m| m.span.end <= quote.start).filter(side).find_map(party);
    let of = near.filter(side).filter(|m| !elsewhere(m)).find_map(party).or_else(before)?;
    Some((vec![of.clone()], format!("on the side of {of}, by the words after it")))
}

impl Scene<'_> {
    /// The fighting party whose name stands nearest before `at` in the sentence, what stands in `skip` left out.
    pub(super) fn party_before(&self, at: Span, skip: Option<Span>) -> Option<Name> {
        let before = self.mentions().iter().rev().filter(|m| m.span.end <= at.start && skip.is_none_or(|s| !s.contains(m.span)));
        before.into_iter().find_map(|m| match &m.what {
            What::Party { name, .. } if self.fighting.has(name) => Some(name.clone()),
            _ => None,
        })
    }

    /// The party that holds the place named beside the harmed: "nine in Azerbaijan", "two on the Armenian side".
    pub(super) fn holder_of_place(&self) -> Option<Name> {
        let end = self.claim.part(Part::People).unwrap_or(self.claim.quote).end.max(self.claim.quote.end);
        let near = self.mentions().iter().filter(|m| m.span.start + 1 >= self.claim.quote.start && m.span.start < end + 40);
        for mention in near {
            // Another count further on has a place of its own.
            if matches!(mention.what, What::Count(_)) && mention.span.start >= end {
                return None;
            }
            let land = || self.is(mention.last as usize, "land-noun");
            let holder = match &mention.what {
                What::Party { name, by, .. } if *by == PartyUse::Name || land() => Some(name.clone()),
                _ => self.holder(mention),
            };
            if let Some(holder) = holder.filter(|h| self.fights(h)) {
                return Some(holder);
            }
        }
        None
    }
}
