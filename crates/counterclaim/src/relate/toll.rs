//! People harmed: what the rules of `rules/en/toll.toml` find, and arcs where the rules do not reach.
//!
//! "Five civilians and two soldiers were killed" gives two drafts, one for each count. The surprising decision: rules run in the order of
//! their file and the first to read a group of people keeps it, so a narrow rule stands above a broad one.

mod apposition;
mod arcs;
mod figure;

use super::{Draft, Scene, agent, list, unreal};
use counterclaim_model::{Effect, Group, Name, Qualifier, Quantity, Role, Scope, What};
use counterclaim_rules::{Knowledge, lexicon::Named, pattern::Found, rule::Rule};
use figure::{effect, effects, figure};
use std::ops::Range;

/// The drafts of one sentence.
pub(super) fn drafts(knowledge: &Knowledge, scene: &Scene<'_>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for rule in &knowledge.tolls {
        for found in rule.pattern.find(&scene.view) {
            if let Some(draft) = draft(knowledge, scene, rule, &found) {
                keep(&mut out, draft);
            }
        }
    }
    for draft in arcs::drafts(knowledge, scene) {
        keep(&mut out, draft);
    }
    apposition::settle(&knowledge.lists, scene, &mut out);
    list::extend(&knowledge.lists, scene, &mut out);
    echo(scene, &mut out);
    let mut out: Vec<Draft> = out.into_iter().flat_map(|draft| apart(knowledge, scene, draft)).collect();
    for draft in &mut out {
        agent::name(&knowledge.lists, scene, draft);
    }
    out.sort_by_key(|d| (d.words.start, d.harm.start));
    out
}

/// "One side claims to have killed 550 soldiers and the other to have eliminated more than 200": a bare figure counts the people of the one
/// before it, and a word for killed and wounded together echoes the plain word there.
fn echo(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let noun = |of: &Draft| of.people.clone().into_iter().flatten().any(|at| matches!(scene.view.words[at].upos, "NOUN" | "PROPN"));
    let counted = |of: &Draft| !matches!(of.quantity.qualifier, Qualifier::None | Qualifier::Vague);
    let killed: Vec<usize> = drafts.iter().filter(|of| of.effect == Effect::Killed && counted(of) && noun(of)).map(|of| of.words.end).collect();
    for draft in drafts.iter_mut().filter(|of| of.effect == Effect::Casualties && counted(of)) {
        let verb = scene.view.words.get(draft.harm.start).is_some_and(|word| word.upos == "VERB");
        if verb && !noun(draft) && killed.iter().any(|end| *end <= draft.words.start) {
            draft.effect = Effect::Killed;
        }
    }
}

/// Rules whose pattern matched and that still made no claim, with the reason: for `explain`.
pub fn near_misses(knowledge: &Knowledge, scene: &Scene<'_>) -> Vec<(Name, String, Range<usize>)> {
    let mut out = Vec::new();
    for rule in &knowledge.tolls {
        for found in rule.pattern.find(&scene.view) {
            if draft(knowledge, scene, rule, &found).is_none() {
                let words = found.first..found.last.max(found.first + 1);
                out.push((rule.name.clone(), "it fits, but it is not fact, or no people are counted in it".to_owned(), words));
            }
        }
    }
    out
}

/// "No children were injured or detained": none of either, so two claims.
fn apart(knowledge: &Knowledge, scene: &Scene<'_>, draft: Draft) -> Vec<Draft> {
    let all = if draft.quantity == Quantity::exact(0) { effects(knowledge, scene, &draft.harm) } else { Vec::new() };
    if all.len() < 2 {
        return vec![draft];
    }
    all.into_iter().map(|effect| Draft { effect, ..draft.clone() }).collect()
}

fn keep(out: &mut Vec<Draft>, draft: Draft) {
    let overlap = |a: &Option<Range<usize>>, b: &Option<Range<usize>>| matches!((a, b), (Some(a), Some(b)) if a.start < b.end && b.start < a.end);
    let taken = out.iter().any(|d| {
        // "Did not say how many of its men were missing" counts no missing men.
        let unsaid = is_silence(&d.rule) && d.words.start <= draft.harm.start && draft.harm.start < d.words.end;
        let same_people =
            overlap(&d.people, &draft.people) || overlap(&d.count, &draft.count) || overlap(&d.people, &draft.count) || overlap(&d.count, &draft.people);
        let no_people = d.people.is_none() && d.count.is_none() || draft.people.is_none() && draft.count.is_none();
        let same_harm = d.harm.start < draft.harm.end && draft.harm.start < d.harm.end;
        unsaid || same_people || same_harm && no_people
    });
    if !taken {
        out.push(draft);
    }
}

/// Whether a rule tells that somebody says nothing of his own harmed.
fn is_silence(rule: &str) -> bool {
    rule.ends_with("-silence")
}

/// Whether somebody keeps silent about people who, by their name, are not his own.
fn of_others(scene: &Scene<'_>, loser: Option<&Range<usize>>, whose: Option<&Range<usize>>) -> bool {
    let (Some(loser), Some(whose)) = (loser, whose) else {
        return false;
    };
    let keepers = party_of(scene, loser);
    !keepers.is_empty() && !parties_between(scene, whose).iter().any(|party| keepers.contains(party))
}

fn draft(knowledge: &Knowledge, scene: &Scene<'_>, rule: &Rule, found: &Found) -> Option<Draft> {
    let lists = &knowledge.lists;
    let take = |name: &str| rule.pattern.words(found, name).filter(|w| !w.is_empty());
    let harm = take("harm")?;
    let victims = take("victims");
    let count = take("count");
    let loser = take("loser");
    let of_loser = rule.key("side") == Some("loser");
    let all = [Some(&harm), victims.as_ref(), count.as_ref(), loser.as_ref().filter(|_| of_loser)];
    let mut words = all.iter().flatten().map(|w| w.start).min()?..all.iter().flatten().map(|w| w.end).max()?;
    if rule.key("quantity") == Some("uncounted") {
        // Harm without a number needs its verb to be understood.
        words.start = words.start.min(found.first);
    }
    let verb_first = victims.as_ref().or(count.as_ref()).is_none_or(|w| w.start > found.first) && found.first < harm.start && loser.is_none();
    let silent = is_silence(&rule.name);
    if silent && of_others(scene, loser.as_ref(), take("whose").as_ref()) {
        return None;
    }
    // Whether, and how many, is just what is not said.
    if !silent && unreal::unreal(lists, scene, harm.start)
        || verb_first && unreal::unreal(lists, scene, found.first)
        || unreal::foreseen(lists, scene, &(harm.end..words.end))
    {
        return None;
    }
    if victims
        .as_ref()
        .is_some_and(|w| w.end <= harm.start && (strikes_others(lists, scene, w, &harm) || others_suffer(scene, w, &harm) || heads_a_list(scene, w)))
    {
        return None;
    }
    let effect = match rule.key("effect").and_then(Effect::named) {
        Some(effect) => effect,
        None => effect(knowledge, scene, &harm)?,
    };
    let group = victims.as_ref().and_then(|w| group(scene, w));
    if victims.is_some() && group.is_none() || group.as_ref().is_some_and(|g| !are_people(lists, scene, g, &harm)) {
        return None;
    }
    let figure = figure(scene, lists, rule, group.as_ref(), count.as_ref(), take("quantity").as_ref())?;
    let role = match &group {
        Some(group) => group.role.unwrap_or(Role::All),
        None => role_near(lists, scene, &words, &harm),
    };
    if effect == Effect::Displaced && role == Role::Military {
        // Soldiers who leave are no displaced people.
        return None;
    }
    let (side, side_words) = side(scene, found, &words, &harm, group.as_ref(), loser.as_ref().filter(|_| of_loser));
    let scope = rule.key("scope").and_then(Scope::named);
    Some(Draft {
        rule: rule.name.clone(),
        effect,
        quantity: figure.quantity,
        points: figure.points,
        role,
        side,
        side_words,
        group: group.and_then(|g| g.kind),
        by: None,
        means: None,
        scope,
        harm,
        people: victims,
        count,
        loser,
        words,
    })
}

/// "Fighters captured on Monday an engineer": the verb of harm has an object, so that its subject did it.
fn strikes_others(lists: &Named, scene: &Scene<'_>, people: &Range<usize>, harm: &Range<usize>) -> bool {
    let words = scene.view.words;
    let verb = scene.view.first + harm.start as u32;
    let passive = (people.end..harm.start).any(|i| scene.has(i, lists.be));
    let finite = matches!(words[harm.start].xpos, "VBD" | "VBZ" | "VBP");
    let object = |i: usize| words[i].head == verb && words[i].label == "obj" && (finite || words[i].upos == "NOUN");
    scene.has(harm.start, lists.harm_verb) && !passive && (harm.end..words.len()).any(object)
}

/// "Losses of the aggressor: dozens of soldiers are dead": people who are not counted, before a colon.
fn heads_a_list(scene: &Scene<'_>, people: &Range<usize>) -> bool {
    let colon = scene.view.words.get(people.end).is_some_and(|word| &*word.lower == ":");
    colon && group(scene, people).is_some_and(|group| !group.is_counted())
}

/// "The driver, who had met two pilgrims, was killed": by the arcs, other people than these suffer the harm.
fn others_suffer(scene: &Scene<'_>, people: &Range<usize>, harm: &Range<usize>) -> bool {
    let words = scene.view.words;
    let subject = sufferer(scene, harm.start).filter(|&i| i < people.start);
    let is_people = |at: usize| scene.within(at, |what| matches!(what, What::Group(_)));
    // People who hang on the subject are joined to it or are a part of it.
    let hangs = |subject: usize| {
        let mut at = people.end - 1;
        (0..people.len() + 4).any(|_| {
            let head = words[at].head.saturating_sub(scene.view.first) as usize;
            let found = head == subject && matches!(words[at].label, "conj" | "appos" | "nmod");
            at = head.min(words.len() - 1);
            found
        })
    };
    subject.is_some_and(|subject| is_people(subject) && !hangs(subject))
}

/// Who suffers a verb in the passive, by the arcs: its own subject, or that of the verb which it is joined to ("threatened the patrol and was
/// shot and killed").
fn sufferer(scene: &Scene<'_>, mut verb: usize) -> Option<usize> {
    let words = scene.view.words;
    let below = |verb: usize, label: &str| (0..words.len()).find(|&i| words[i].head == scene.view.first + verb as u32 && words[i].label == label);
    if let Some(subject) = below(verb, "nsubj:pass") {
        return Some(subject);
    }
    let mut passive = false;
    for _ in 0..words.len() {
        if passive && let Some(subject) = below(verb, "nsubj:pass").or_else(|| below(verb, "nsubj")) {
            return Some(subject);
        }
        // "Six were injured" has a subject of its own, whatever the arcs say.
        passive |= below(verb, "aux:pass").and_then(|aux| aux.checked_sub(1)).is_some_and(|i| matches!(words[i].upos, "CCONJ" | "PUNCT" | "ADV"));
        if words[verb].label != "conj" {
            return None;
        }
        verb = (words[verb].head.checked_sub(scene.view.first)? as usize).min(words.len() - 1);
    }
    None
}

/// Whether a phrase counts people: by its noun, or by harm that befalls nothing else.
pub(super) fn are_people(lists: &Named, scene: &Scene<'_>, group: &Group, harm: &Range<usize>) -> bool {
    group.role.is_some() || group.noun.is_none() || harm.clone().any(|i| scene.has(i, lists.only_people))
}

/// The side that the words give, and which words.
fn side(
    scene: &Scene<'_>,
    found: &Found,
    words: &Range<usize>,
    harm: &Range<usize>,
    group: Option<&Group>,
    loser: Option<&Range<usize>>,
) -> (Vec<Name>, Option<String>) {
    let mut side = group.map(|g| g.side.clone()).unwrap_or_default();
    let mut by = "named beside the people".to_owned();
    if group.is_none() && loser.is_none() {
        // The people stand before the word of harm; what comes after it may be where or by whom.
        side = parties_between(scene, &(found.first..harm.end));
        if side.is_empty() {
            side = parties_between(scene, words);
        }
        by = "named beside the figure".to_owned();
    }
    if let Some(loser) = loser.filter(|_| side.is_empty()) {
        return (party_of(scene, loser), Some(format!("«{}» lost them", scene.span(loser).of(scene.view.text))));
    }
    let by = (!side.is_empty()).then_some(by);
    (side, by)
}

pub(super) fn group(scene: &Scene<'_>, words: &Range<usize>) -> Option<Group> {
    scene.mention(words, |what| match what {
        What::Group(group) => Some(group.clone()),
        _ => None,
    })
}

/// "military casualties", "civilian deaths": the role that stands beside a figure without people.
fn role_near(lists: &Named, scene: &Scene<'_>, words: &Range<usize>, harm: &Range<usize>) -> Role {
    let from = words.start.min(harm.start).saturating_sub(1);
    for i in from..(words.end + 1).min(scene.view.words.len()) {
        if scene.view.marks.has(i, lists.civilian_word) {
            return Role::Civilian;
        }
        if scene.has(i, lists.military_word) {
            return Role::Military;
        }
    }
    Role::All
}

fn parties_between(scene: &Scene<'_>, words: &Range<usize>) -> Vec<Name> {
    let inside = scene.view.first as usize + words.start..scene.view.first as usize + words.end;
    let mut out = Vec::new();
    for mention in scene.view.mentions {
        if let What::Party { name, .. } = &mention.what
            && inside.contains(&(mention.first as usize))
            && !out.contains(name)
        {
            out.push(name.clone());
        }
    }
    out
}

/// The party that a run of words names or speaks for.
pub(super) fn party_of(scene: &Scene<'_>, words: &Range<usize>) -> Vec<Name> {
    let named = parties_between(scene, words);
    if !named.is_empty() {
        return named;
    }
    let speaker = scene.mention(words, |what| match what {
        What::Speaker { party, .. } => party.clone(),
        _ => None,
    });
    speaker.into_iter().collect()
}
