//! People harmed: what the rules of `rules/en/toll.toml` find, and arcs where the rules do not reach.
//!
//! "Five civilians and two soldiers were killed" gives two drafts, one for each count. The surprising decision: rules run in the order of
//! their file and the first to read a group of people keeps it, so a narrow rule stands above a broad one.

use super::{Draft, Scene, list, unreal};
use counterclaim_model::{Effect, Group, Name, Qualifier, Quantity, Role, Scope, What};
use counterclaim_rules::{Knowledge, pattern::Found, rule::Rule};
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
    for draft in by_arcs(knowledge, scene) {
        keep(&mut out, draft);
    }
    drop_appositions(scene, &mut out);
    list::extend(knowledge, scene, &mut out);
    out.sort_by_key(|d| (d.words.start, d.harm.start));
    out
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

/// "Two civilians, a woman and a child, were killed" counts two, not four: singles between commas that only spell out the count before.
fn drop_appositions(scene: &Scene<'_>, out: &mut Vec<Draft>) {
    let wholes: Vec<(Range<usize>, Range<usize>)> =
        out.iter().filter(|d| d.quantity.low.is_some_and(|n| n > 1)).filter_map(|d| Some((d.people.clone()?, d.harm.clone()))).collect();
    out.retain(|d| {
        let Some(people) = &d.people else { return true };
        let single = d.quantity == Quantity::exact(1) || d.quantity.qualifier == Qualifier::None;
        let spelled = |(whole, harm): &(Range<usize>, Range<usize>)| {
            let between = whole.end..people.start;
            *harm == d.harm && whole.end < people.start && between.len() <= 5 && scene.view.words[whole.end].lower.as_ref() == ","
                || *harm == d.harm && between.len() == 1 && matches!(&*scene.view.words[whole.end].lower, "or" | "nor")
        };
        // "80 fighters, including nine natives, were killed": the nine are read again as a part.
        let part = people.start > 0 && scene.view.words[people.start - 1].lower.starts_with("includ");
        let has_whole = wholes.iter().any(|(whole, harm)| *harm == d.harm && whole.end <= people.start);
        !(single && wholes.iter().any(spelled) || part && has_whole)
    });
}

fn keep(out: &mut Vec<Draft>, draft: Draft) {
    let overlap = |a: &Option<Range<usize>>, b: &Option<Range<usize>>| matches!((a, b), (Some(a), Some(b)) if a.start < b.end && b.start < a.end);
    let taken = out.iter().any(|d| {
        let same_people =
            overlap(&d.people, &draft.people) || overlap(&d.count, &draft.count) || overlap(&d.people, &draft.count) || overlap(&d.count, &draft.people);
        let no_people = d.people.is_none() && d.count.is_none() || draft.people.is_none() && draft.count.is_none();
        let same_harm = d.harm.start < draft.harm.end && draft.harm.start < d.harm.end;
        same_people || same_harm && no_people
    });
    if !taken {
        out.push(draft);
    }
}

fn draft(knowledge: &Knowledge, scene: &Scene<'_>, rule: &Rule, found: &Found) -> Option<Draft> {
    let take = |name: &str| rule.pattern.words(found, name).filter(|w| !w.is_empty());
    let harm = take("harm")?;
    let victims = take("victims");
    let count = take("count");
    let loser = take("loser");
    let all = [Some(&harm), victims.as_ref(), count.as_ref(), loser.as_ref().filter(|_| rule.key("side") == Some("loser"))];
    let mut words = all.iter().flatten().map(|w| w.start).min()?..all.iter().flatten().map(|w| w.end).max()?;
    if rule.key("quantity") == Some("uncounted") {
        // Harm without a number needs its verb to be understood.
        words.start = words.start.min(found.first);
    }
    let verb_first = victims.as_ref().or(count.as_ref()).is_none_or(|w| w.start > found.first) && found.first < harm.start && loser.is_none();
    if unreal::unreal(knowledge, scene, harm.start)
        || verb_first && unreal::unreal(knowledge, scene, found.first)
        || unreal::foreseen(knowledge, scene, &(harm.end..words.end))
    {
        return None;
    }
    let effect = match rule.key("effect").and_then(Effect::named) {
        Some(effect) => effect,
        None => effect(knowledge, scene, &harm)?,
    };
    let group = victims.as_ref().and_then(|w| group(scene, w));
    if victims.is_some() && group.is_none() {
        return None;
    }
    let (quantity, confidence) = quantity(knowledge, scene, rule, group.as_ref(), count.as_ref(), take("quantity").as_ref())?;
    let mut role = group.as_ref().and_then(|g| g.role).unwrap_or_else(|| role_near(knowledge, scene, &words, &harm));
    if group.as_ref().is_some_and(|g| g.role.is_none()) {
        role = Role::All;
    }
    let mut side = group.as_ref().map(|g| g.side.clone()).unwrap_or_default();
    let mut side_words = (!side.is_empty()).then(|| "named beside the people".to_owned());
    if victims.is_none() && rule.key("side") != Some("loser") {
        // The people stand before the word of harm; what comes after it may be where or by whom.
        side = parties_between(scene, &(found.first..harm.end));
        if side.is_empty() {
            side = parties_between(scene, &words);
        }
        side_words = (!side.is_empty()).then(|| "named beside the figure".to_owned());
    }
    if side.is_empty()
        && let Some(loser) = loser.as_ref().filter(|_| rule.key("side") == Some("loser"))
    {
        side = party_of(scene, loser);
        side_words = Some(format!("«{}» lost them", scene.span(loser).of(scene.view.text)));
    }
    let scope = rule.key("scope").and_then(Scope::named);
    let kind = group.as_ref().and_then(|g| g.kind.clone());
    Some(Draft {
        rule: rule.name.clone(),
        effect,
        quantity,
        role,
        side,
        side_words,
        group: kind,
        by: None,
        scope,
        harm,
        people: victims,
        count,
        loser,
        words,
        confidence,
    })
}

/// How many: by the rule, by the count, by the people.
fn quantity(
    knowledge: &Knowledge,
    scene: &Scene<'_>,
    rule: &Rule,
    group: Option<&Group>,
    count: Option<&Range<usize>>,
    words: Option<&Range<usize>>,
) -> Option<(Quantity, f32)> {
    match rule.key("quantity") {
        Some("zero") => return Some((Quantity::exact(0), 0.5)),
        Some("uncounted") => {
            let counted = words.and_then(|w| {
                scene.view.mentions.iter().find(|m| {
                    (scene.view.first as usize + w.start..scene.view.first as usize + w.end).contains(&(m.first as usize)) && matches!(m.what, What::Count(_))
                })
            });
            if let Some(What::Count(quantity)) = counted.map(|m| &m.what) {
                return Some((*quantity, 0.8));
            }
            let heavy = words.is_some_and(|w| w.clone().any(|i| scene.is(knowledge, i, "heavy")));
            let qualifier = if heavy { Qualifier::Vague } else { Qualifier::None };
            return Some((Quantity { qualifier, ..Quantity::uncounted() }, 0.6));
        }
        _ => {}
    }
    if let Some(count) = count {
        let quantity = scene.mention(count, |what| match what {
            What::Count(quantity) => Some(*quantity),
            _ => None,
        });
        return quantity.map(|q| (q, 0.9));
    }
    let group = group?;
    if group.is_counted() {
        return Some((group.quantity, if group.role.is_some() { 0.9 } else { 0.75 }));
    }
    if group.definite {
        let plural = group.noun.as_ref().is_none_or(|n| &**n == "people");
        return (!plural && singular(scene, group)).then_some((Quantity::exact(1), 0.4));
    }
    Some((group.quantity, 0.4))
}

fn singular(scene: &Scene<'_>, group: &Group) -> bool {
    scene.view.words.iter().any(|w| Some(&w.lemma) == group.noun.as_ref() && w.xpos == "NN")
}

/// The effect that the words of harm mean; two effects in one figure are casualties.
fn effect(knowledge: &Knowledge, scene: &Scene<'_>, harm: &Range<usize>) -> Option<Effect> {
    let mut found: Vec<Effect> = Vec::new();
    let mut at = harm.start;
    while at < harm.end {
        let mut here = None;
        let mut length = 0;
        for (effect, lists) in knowledge.effects() {
            for list in lists {
                if let Some(len) = scene.view.marks.entry(at, *list).filter(|len| *len > length) {
                    here = Some(*effect);
                    length = len;
                }
            }
        }
        found.extend(here.filter(|e| !found.contains(e)));
        at += length.max(1);
    }
    match found.as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => Some(Effect::Casualties),
    }
}

fn group(scene: &Scene<'_>, words: &Range<usize>) -> Option<Group> {
    scene.mention(words, |what| match what {
        What::Group(group) => Some(group.clone()),
        _ => None,
    })
}

/// "military casualties", "civilian deaths": the role that stands beside a figure without people.
fn role_near(knowledge: &Knowledge, scene: &Scene<'_>, words: &Range<usize>, harm: &Range<usize>) -> Role {
    let from = words.start.min(harm.start).saturating_sub(1);
    for i in from..(words.end + 1).min(scene.view.words.len()) {
        if matches!(&*scene.view.words[i].lower, "civilian" | "civilians") {
            return Role::Civilian;
        }
        if scene.is(knowledge, i, "people-military") || matches!(&*scene.view.words[i].lower, "army" | "navy" | "combat") {
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

/// Harm whose people stand too far for the words: "68 people who had gathered for a wedding … were killed".
fn by_arcs(knowledge: &Knowledge, scene: &Scene<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    for mention in scene.view.mentions {
        let What::Group(group) = &mention.what else { continue };
        let people = (mention.first - scene.view.first) as usize..(mention.last - scene.view.first) as usize;
        let Some(noun) = people.clone().rev().find(|&i| scene.view.words[i].upos == "NOUN") else { continue };
        let word = &scene.view.words[noun];
        let Some(head) = word.head.checked_sub(scene.view.first).map(|h| h as usize).filter(|h| *h < scene.view.words.len()) else { continue };
        let harmed = matches!(word.label, "nsubj:pass" | "obj")
            || word.label == "nsubj" && scene.is(knowledge, head, "harm-intransitive") && scene.is(knowledge, head, "killed-intransitive");
        if !harmed || !group.is_counted() || group.noun.is_none() || !(scene.is(knowledge, head, "harm-verb") || scene.is(knowledge, head, "harm-intransitive"))
        {
            continue;
        }
        let harm = head..head + 1;
        let Some(effect) = effect(knowledge, scene, &harm) else { continue };
        if unreal::unreal(knowledge, scene, head) {
            continue;
        }
        let words = people.start.min(head)..people.end.max(head + 1);
        let side_words = (!group.side.is_empty()).then(|| "named beside the people".to_owned());
        out.push(Draft {
            rule: "en/toll/by-arcs".into(),
            effect,
            quantity: group.quantity,
            role: group.role.unwrap_or(Role::All),
            side: group.side.clone(),
            side_words,
            group: group.kind.clone(),
            by: None,
            scope: None,
            harm,
            people: Some(people),
            count: None,
            loser: None,
            words,
            confidence: 0.7,
        });
    }
    out
}
