//! What stays doubtful: people counted beside a word of harm, and no rule that tells whether it befell them.
//!
//! "The blast claimed six, the ward is full of wounded" may hide a toll that no rule reads. Nothing is lost in silence: the sentence is
//! named with its words, and with what to do. The surprising decision: harm that is denied, feared or befalls things is no doubt, since
//! it has been understood.

use super::{Scene, unreal};
use counterclaim_model::{BlockKind, Claim, Document, Doubt, What};
use counterclaim_rules::Knowledge;

/// The sentences of a report that may hold a toll, and gave none.
pub(super) fn doubts(knowledge: &Knowledge, document: &Document, scenes: &[Scene<'_>], claims: &[Claim]) -> Vec<Doubt> {
    let mut told: Vec<u32> = claims.iter().filter(|claim| claim.toll().is_some()).map(|claim| claim.sentence).collect();
    told.dedup();
    let silent = |number: &usize| told.binary_search(&(*number as u32)).is_err() && scenes[*number].kind != BlockKind::Furniture;
    let of = |number: usize| {
        let scene = &scenes[number];
        let (harm, people) = (harm(knowledge, scene)?, people(scene)?);
        let what = format!("«{harm}» stands beside «{people}», and no rule tells whether it befell them: read the sentence; add a rule if it did");
        Some(Doubt { doc: document.id.clone(), span: Some(scene.span(&(0..scene.view.words.len()))), what })
    };
    (0..scenes.len()).filter(silent).filter_map(of).collect()
}

/// Why a sentence with a word of harm and a number is no toll and no doubt.
pub fn understood(knowledge: &Knowledge, scene: &Scene<'_>) -> Option<&'static str> {
    match (harm(knowledge, scene), people(scene)) {
        (None, _) => Some("the harm is denied, feared or befalls things"),
        (_, None) => Some("no people are counted"),
        _ => None,
    }
}

/// The first word of harm that is told as fact, and not of a thing.
fn harm<'s>(knowledge: &Knowledge, scene: &Scene<'s>) -> Option<&'s str> {
    let lists = &knowledge.lists;
    let at = (0..scene.view.words.len()).find(|&at| {
        let means = scene.has(at, lists.harm_verb | lists.harm_intransitive | lists.harm_state | lists.harm_noun | lists.casualties_noun);
        means && !unreal::unreal(lists, scene, at) && !befalls_thing(scene, at)
    })?;
    Some(scene.view.words[at].span.of(scene.view.text))
}

/// "Destroyed 18 trucks", "captured the hill": what the verb acts on is no people.
fn befalls_thing(scene: &Scene<'_>, verb: usize) -> bool {
    let words = scene.view.words;
    let head = scene.view.first + verb as u32;
    let undergoes = words[verb].label != "amod" && words[verb].upos == "VERB";
    let mut objects = (0..words.len()).filter(|&i| words[i].head == head && matches!(words[i].label, "obj" | "nsubj:pass")).peekable();
    undergoes
        && objects.peek().is_some()
        && objects.all(|i| matches!(words[i].upos, "NOUN" | "PROPN") && !scene.within(i, |what| matches!(what, What::Group(_) | What::Party { .. })))
}

/// The first people of the sentence that a number counts.
fn people<'s>(scene: &Scene<'s>) -> Option<&'s str> {
    let counted = scene.view.mentions.iter().find(|m| matches!(&m.what, What::Group(group) if group.is_counted() && group.role.is_some()))?;
    Some(counted.span.of(scene.view.text))
}
