//! How many, and what befell them.

use crate::relate::Scene;
use counterclaim_model::{Effect, Group, Qualifier, Quantity, What, Word};
use counterclaim_rules::{Knowledge, lexicon::Named, rule::Rule};
use std::ops::Range;

/// How many, by the rule, by the count, by the people.
pub(super) struct Figure {
    pub(super) quantity: Quantity,
    /// The words only point at people ("the rebels were killed"): a claim if the report counts them nowhere.
    pub(super) points: bool,
}

impl Figure {
    fn of(quantity: Quantity) -> Figure {
        Figure { quantity, points: false }
    }
}

/// The figure of a claim; none where nobody is counted. `words` are those that stand where the rule has harm without a number.
pub(super) fn figure(
    scene: &Scene<'_>,
    lists: &Named,
    rule: &Rule,
    group: Option<&Group>,
    count: Option<&Range<usize>>,
    words: Option<&Range<usize>>,
) -> Option<Figure> {
    match rule.key("quantity") {
        Some("zero") => return Some(Figure::of(Quantity::exact(0))),
        // "Killing him" points at one whose death the report may tell elsewhere.
        Some("one") => return Some(Figure { quantity: Quantity::exact(1), points: true }),
        Some("uncounted") => return Some(uncounted(scene, lists, words)),
        _ => {}
    }
    if let Some(count) = count {
        return counted(scene, count).map(Figure::of);
    }
    let group = group?;
    if group.is_counted() {
        return Some(Figure::of(group.quantity));
    }
    let one = singular(lists, scene, group);
    let quantity = if one { Quantity::exact(1) } else { group.quantity };
    Some(Figure { quantity, points: group.definite && !one })
}

fn uncounted(scene: &Scene<'_>, lists: &Named, words: Option<&Range<usize>>) -> Figure {
    let inside = |m: &&counterclaim_model::Mention| {
        words.is_some_and(|w| (scene.view.first as usize + w.start..scene.view.first as usize + w.end).contains(&(m.first as usize)))
    };
    let count = scene.view.mentions.iter().filter(inside).find_map(|m| if let What::Count(quantity) = m.what { Some(quantity) } else { None });
    if let Some(quantity) = count {
        return Figure::of(quantity);
    }
    let heavy = words.is_some_and(|w| w.clone().any(|i| scene.has(i, lists.heavy)));
    let qualifier = if heavy { Qualifier::Vague } else { Qualifier::None };
    Figure::of(Quantity { qualifier, ..Quantity::uncounted() })
}

fn counted(scene: &Scene<'_>, count: &Range<usize>) -> Option<Quantity> {
    scene.mention(count, |what| match what {
        What::Count(quantity) => Some(*quantity),
        _ => None,
    })
}

/// Whether the phrase is of one person: its noun stands in the singular and means no several.
pub(super) fn singular(lists: &Named, scene: &Scene<'_>, group: &Group) -> bool {
    let one = |(at, word): (usize, &Word)| Some(&word.lemma) == group.noun.as_ref() && word.xpos == "NN" && !scene.has(at, lists.together | lists.plural);
    scene.view.words.iter().enumerate().any(one)
}

/// The effects that the words of harm mean, in text order.
pub(super) fn effects(knowledge: &Knowledge, scene: &Scene<'_>, harm: &Range<usize>) -> Vec<Effect> {
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
    found
}

/// One effect for one figure: two in one are casualties.
pub(super) fn effect(knowledge: &Knowledge, scene: &Scene<'_>, harm: &Range<usize>) -> Option<Effect> {
    match effects(knowledge, scene, harm).as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => Some(Effect::Casualties),
    }
}
