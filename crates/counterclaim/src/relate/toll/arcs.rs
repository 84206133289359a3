//! Harm whose people stand too far for the words: "68 people who had gathered for a wedding … were killed".

use super::{
    are_people,
    figure::{effect, singular},
    sufferer,
};
use crate::relate::{Draft, Scene, unreal};
use counterclaim_model::{Quantity, Role, What};
use counterclaim_rules::Knowledge;

/// The drafts that the arcs of the sentence give.
pub(super) fn drafts(knowledge: &Knowledge, scene: &Scene<'_>) -> Vec<Draft> {
    let lists = &knowledge.lists;
    let mut out = Vec::new();
    for mention in scene.view.mentions {
        let What::Group(group) = &mention.what else { continue };
        let people = (mention.first - scene.view.first) as usize..(mention.last - scene.view.first) as usize;
        let Some(noun) = people.clone().rev().find(|&i| scene.view.words[i].upos == "NOUN") else { continue };
        let word = &scene.view.words[noun];
        let Some(head) = word.head.checked_sub(scene.view.first).map(|h| h as usize).filter(|h| *h < scene.view.words.len()) else { continue };
        let harmed = matches!(word.label, "nsubj:pass" | "obj") || word.label == "nsubj" && scene.has(head, lists.killed_intransitive);
        let joined = |at: &usize| scene.has(*at, lists.harm_verb) && sufferer(scene, *at) == Some(noun);
        let head = if harmed { head } else { (noun + 1..scene.view.words.len()).find(joined).unwrap_or(head) };
        let (own, harmed) = (harmed, harmed || joined(&head));
        // "The gunman refused and was shot": one, as beside the verb itself.
        let one = !own && !group.is_counted() && singular(lists, scene, group);
        if !harmed || !(group.is_counted() || one) || group.noun.is_none() || !scene.has(head, lists.harm_verb | lists.harm_intransitive) {
            continue;
        }
        let harm = head..head + 1;
        let Some(effect) = effect(knowledge, scene, &harm) else { continue };
        if unreal::unreal(lists, scene, head) || !are_people(lists, scene, group, &harm) {
            continue;
        }
        let words = people.start.min(head)..people.end.max(head + 1);
        let side_words = (!group.side.is_empty()).then(|| "named beside the people".to_owned());
        out.push(Draft {
            rule: "en/toll/by-arcs".into(),
            effect,
            quantity: if one { Quantity::exact(1) } else { group.quantity },
            role: group.role.unwrap_or(Role::All),
            side: group.side.clone(),
            side_words,
            group: group.kind.clone(),
            by: None,
            means: None,
            points: false,
            scope: None,
            harm,
            people: Some(people),
            count: None,
            loser: None,
            words,
        });
    }
    out
}
