//! Counts that lean on a neighbour's word of harm: "killed five soldiers and two civilians", "including three children", "nine in one
//! town and two in the other".
//!
//! The surprising decision: such a count takes over all that it does not say itself (effect, voice), and its quote is its own words
//! alone, since the neighbour has the verb.

use super::{Draft, Scene, toll::are_people};
use counterclaim_model::{Group, Qualifier, Quantity, Role, What};
use counterclaim_rules::lexicon::Named;
use std::ops::Range;

/// Adds the counts that lean on the drafts of the sentence.
pub(super) fn extend(lists: &Named, scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    for at in 0..drafts.len() {
        let before = leading(lists, scene, &drafts[at], drafts);
        drafts.extend(before);
        let before = summed(lists, scene, &drafts[at], drafts);
        drafts.extend(before);
    }
    let mut at = 0;
    // A count that leans may carry the next one: "five soldiers, two civilians and a child".
    while at < drafts.len() {
        let further = leaning(lists, scene, &drafts[at], drafts);
        drafts.extend(further);
        at += 1;
    }
}

/// "Five officers and a dozen militants left dead": those before, on whom the people hang by the arcs.
fn leading(lists: &Named, scene: &Scene<'_>, on: &Draft, drafts: &[Draft]) -> Option<Draft> {
    let people = on.people.as_ref().filter(|people| people.end <= on.harm.start)?;
    let leads = |(group, words): &(Group, Range<usize>)| {
        group.is_counted() && group.noun.is_some() && are_people(lists, scene, group, &on.harm) && words.end < people.start && is_conjunct(scene, words, people)
    };
    let (group, words) = free_groups(scene, drafts).into_iter().rev().find(leads)?;
    Some(draft(on, group, words, "and", end_of_phrase(scene)))
}

/// "170 soldiers, 14 policemen and 228 civilians, 412 dead in all": the people right before a figure that they make up.
fn summed(lists: &Named, scene: &Scene<'_>, on: &Draft, drafts: &[Draft]) -> Vec<Draft> {
    let exact = |quantity: &Quantity| quantity.low.filter(|low| quantity.high == Some(*low));
    let Some((mut left, total)) = exact(&on.quantity).zip(on.people.as_ref().or(on.count.as_ref())) else { return Vec::new() };
    let before = free_groups(scene, drafts).into_iter().filter(|(_, words)| words.end <= total.start);
    let mut parts = Vec::new();
    for (group, words) in before.collect::<Vec<_>>().into_iter().rev() {
        let Some(rest) = exact(&group.quantity).and_then(|n| left.checked_sub(n)).filter(|_| are_people(lists, scene, &group, &on.harm)) else { break };
        parts.push(draft(on, group, words, "part", end_of_phrase(scene)));
        left = rest;
        if left == 0 {
            break;
        }
    }
    if left > 0 || parts.len() < 2 { Vec::new() } else { parts }
}

/// Parts of the last figure of the sentence before: "Seventeen of them were children, 14 women".
pub(super) fn carried(lists: &Named, scene: &Scene<'_>, before: &[Draft]) -> Vec<Draft> {
    let Some(whole) = before.iter().rev().find(|d| d.quantity.low.is_some_and(|low| low > 1)) else { return Vec::new() };
    let part = free_groups(scene, &[]).into_iter().find(|(group, words)| {
        let points = words.clone().any(|i| scene.has(i, lists.pointed));
        group.noun.is_none() && points && group.is_counted() && group.quantity.low < whole.quantity.low && predicate(lists, scene, words.end).is_some()
    });
    let Some((mut group, words)) = part else { return Vec::new() };
    let Some((told, end)) = predicate(lists, scene, words.end) else { return Vec::new() };
    (group.role, group.kind) = (told.role, told.kind);
    let (harm, told) = (words.clone(), words.start..end);
    let part = draft(whole, group, words.clone(), "part", end_of_phrase(scene));
    let mut out = vec![Draft { harm, words: told.clone(), people: Some(told), side: Vec::new(), side_words: None, ..part }];
    extend(lists, scene, &mut out);
    out[0].people = Some(words);
    out
}

/// The people that a count is said to be, and where the phrase ends: "… were children".
fn predicate(lists: &Named, scene: &Scene<'_>, at: usize) -> Option<(Group, usize)> {
    let is = |i: &usize| *i < scene.view.words.len() && scene.has(*i, lists.be | lists.adverb);
    let told = at + (at..).take_while(is).count();
    if told == at {
        return None;
    }
    people_at(scene, told)
}

/// The people, and where their phrase ends, that begin at a word.
fn people_at(scene: &Scene<'_>, at: usize) -> Option<(Group, usize)> {
    let at = scene.view.first + at as u32;
    scene.view.mentions.iter().find_map(|m| match &m.what {
        What::Group(group) if m.first == at && group.role.is_some() => Some((group.clone(), (m.last - scene.view.first) as usize)),
        _ => None,
    })
}

fn leaning(lists: &Named, scene: &Scene<'_>, on: &Draft, drafts: &[Draft]) -> Vec<Draft> {
    let mut out = Vec::new();
    let Some(people) = on.people.as_ref().or(on.count.as_ref()) else { return out };
    for (group, words) in free_groups(scene, drafts) {
        if words.start < people.end || !is_numbered(&group) || !are_people(lists, scene, &group, &on.harm) {
            continue;
        }
        let between = people.end..words.start;
        if drafts.iter().filter_map(|d| d.people.as_ref()).any(|p| between.contains(&p.start)) {
            // It leans on the nearer one.
            break;
        }
        let part = is_of_them(lists, scene, people, &words)
            || is_part(lists, scene, &between) && (group.role.is_some() || !has_verb(scene, &(on.harm.end.max(people.end)..words.start)))
            || is_spelled_out(lists, scene, on, &group, &words)
            || is_part_of_pointer(lists, scene, on, &words);
        let alone = words.start >= on.harm.start && !has_own_verb(lists, scene, words.end);
        let joined = (is_joined(lists, scene, &between) && alone || is_conjunct(scene, people, &words)) && !speaks(lists, scene, words.end);
        let placed = group.noun.is_none() && is_placed(lists, scene, &words) && (joined || with_before(lists, scene, words.start));
        if part || placed || joined && group.noun.is_some() {
            let suffix = if part {
                "part"
            } else if placed {
                "place"
            } else {
                "and"
            };
            let named = people_at(scene, words.end).filter(|_| part && group.noun.is_none());
            let group = named.map_or(group.clone(), |(named, _)| Group { role: named.role, kind: named.kind, ..group });
            out.push(draft(on, group, words, suffix, end_of_phrase(scene)));
            break;
        }
    }
    out
}

/// Whether the phrase gives a number: "many of them" gives none.
fn is_numbered(group: &Group) -> bool {
    group.is_counted() && group.quantity != Quantity { qualifier: Qualifier::Vague, ..Quantity::uncounted() }
}

/// The last word of the sentence that a quote may take: its full stop is left out.
fn end_of_phrase(scene: &Scene<'_>) -> usize {
    let words = scene.view.words;
    words.len() - usize::from(words.last().is_some_and(|w| matches!(&*w.lower, "." | "!" | "?")))
}

fn draft(on: &Draft, group: Group, words: Range<usize>, suffix: &str, end: usize) -> Draft {
    let side = if group.side.is_empty() && suffix == "part" { on.side.clone() } else { group.side.clone() };
    let role = match group.role {
        Some(Role::All) | None if suffix != "and" => on.role,
        Some(role) => role,
        None => Role::All,
    };
    Draft {
        rule: format!("{}+{suffix}", on.rule.split('+').next().unwrap_or_default()).into(),
        effect: on.effect,
        quantity: group.quantity,
        role,
        side_words: (!side.is_empty()).then(|| "named beside the people".to_owned()),
        side,
        group: group.kind.clone(),
        points: false,
        by: on.by.clone(),
        means: on.means.clone(),
        scope: on.scope,
        harm: on.harm.clone(),
        people: Some(words.clone()),
        count: None,
        loser: None,
        words: if suffix == "place" { words.start..(words.end + 4).min(end) } else { words },
    }
}

/// Groups of the sentence that no draft has read.
fn free_groups(scene: &Scene<'_>, drafts: &[Draft]) -> Vec<(Group, Range<usize>)> {
    let mut out = Vec::new();
    for mention in scene.view.mentions {
        let What::Group(group) = &mention.what else { continue };
        let words = (mention.first - scene.view.first) as usize..(mention.last - scene.view.first) as usize;
        let taken = drafts.iter().any(|d| [&d.people, &d.count].into_iter().flatten().any(|w| w.start < words.end && words.start < w.end));
        if !taken && group.quantity != Quantity::exact(0) {
            out.push((group.clone(), words));
        }
    }
    out
}

/// "…, including three children", "…, among them two women".
fn is_part(lists: &Named, scene: &Scene<'_>, between: &Range<usize>) -> bool {
    let Some(last) = between.clone().last() else { return false };
    scene.has(last, lists.including) && between.len() <= 18
}

/// "13 bodies were found: eight guards, four clerks and a child".
fn is_spelled_out(lists: &Named, scene: &Scene<'_>, on: &Draft, group: &Group, words: &Range<usize>) -> bool {
    let opened = words.start > on.harm.end && matches!(&*scene.view.words[words.start - 1].lower, ":" | "--" | "–" | "—");
    opened && group.quantity.low < on.quantity.low && !has_own_verb(lists, scene, words.end)
}

/// "…, two of them officers", "… one of them a child".
fn is_part_of_pointer(lists: &Named, scene: &Scene<'_>, on: &Draft, words: &Range<usize>) -> bool {
    let of_them = (1..=2).any(|back| words.start >= back && scene.has(words.start - back, lists.of_them));
    of_them && on.people.as_ref().is_some_and(|p| words.start < p.end + 8)
}

/// "…, eight of them foreigners".
fn is_of_them(lists: &Named, scene: &Scene<'_>, people: &Range<usize>, words: &Range<usize>) -> bool {
    let of_them = words.clone().any(|i| scene.has(i, lists.of_them));
    of_them && words.start < people.end + 8 && !has_own_verb(lists, scene, words.end)
}

/// Only commas and "and" stand between, or what belongs to the people before ("15 members of the band and four guards").
fn is_joined(lists: &Named, scene: &Scene<'_>, between: &Range<usize>) -> bool {
    let joins = |i: usize| scene.has(i, lists.joins);
    let Some(last) = between.clone().last() else { return false };
    joins(last) && between.len() <= 8 && between.clone().all(|i| joins(i) || !matches!(scene.view.words[i].upos, "VERB" | "AUX" | "PUNCT" | "SCONJ"))
}

/// The sentence's arcs hang the people on those before: "six priests and two women who worked for them were killed".
fn is_conjunct(scene: &Scene<'_>, people: &Range<usize>, words: &Range<usize>) -> bool {
    let is_noun = |i: &usize| matches!(scene.view.words[*i].upos, "NOUN" | "PROPN");
    let Some(noun) = words.clone().rev().find(is_noun).map(|i| &scene.view.words[i]) else { return false };
    let head = noun.head.checked_sub(scene.view.first).map(|head| head as usize);
    noun.label == "conj" && head.is_some_and(|head| people.contains(&head))
}

fn has_verb(scene: &Scene<'_>, between: &Range<usize>) -> bool {
    between.clone().any(|i| scene.view.words[i].upos == "VERB")
}

/// "…, a doctor at the hospital said": who tells of the harm.
fn speaks(lists: &Named, scene: &Scene<'_>, at: usize) -> bool {
    let words = scene.view.words;
    (at..words.len()).take_while(|&i| words[i].upos != "PUNCT").any(|i| scene.has(i, lists.say) && words[i].upos == "VERB")
}

fn has_own_verb(lists: &Named, scene: &Scene<'_>, at: usize) -> bool {
    (at..(at + 3).min(scene.view.words.len())).any(|i| matches!(scene.view.words[i].upos, "VERB" | "AUX") || scene.has(i, lists.harm_state))
}

/// "nine in the north": a bare count and a place.
fn is_placed(lists: &Named, scene: &Scene<'_>, words: &Range<usize>) -> bool {
    scene.has(words.end, lists.where_it_is) && words.end + 1 < scene.view.words.len()
}

fn with_before(lists: &Named, scene: &Scene<'_>, at: usize) -> bool {
    at > 0 && scene.has(at - 1, lists.before_placed)
}
