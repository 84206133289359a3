//! Not fact: what could happen, what is planned, what did not happen.

use super::Scene;
use counterclaim_model::{Quantity, What};
use counterclaim_rules::{Knowledge, lexicon::Named};
use std::ops::Range;

/// How far back a word may make a deed unreal.
const REACH: usize = 7;

/// Whether the word of harm at `harm` tells something that has not happened, by the words before it.
pub fn unreal(lists: &Named, scene: &Scene<'_>, harm: usize) -> bool {
    let words = scene.view.words;
    let lower = |i: usize| &*words[i].lower;
    let mut at = harm;
    let mut have = false;
    // Through the auxiliaries and adverbs that belong to the verb.
    while at > 0 && scene.has(at - 1, lists.adverb | lists.be | lists.have) {
        have |= scene.has(at - 1, lists.have);
        at -= 1;
    }
    if at == 0 {
        return false;
    }
    if scene.has(at - 1, lists.modal) && !is_day(scene, at - 1)
        || scene.has(at - 1, lists.negation) && words[at - 1].upos != "DET" && !counts_none(scene, at - 1)
    {
        return true;
    }
    if lower(at - 1) == "to" && !have && (words[harm].xpos == "VB" || at < harm) && !scene.has(harm, lists.casualties_noun) {
        return !(at >= 2 && (scene.has(at - 2, lists.achieved) || is_ability_used(lists, scene, at - 2)));
    }
    let from = harm.saturating_sub(REACH);
    (from..at).any(|i| {
        let governs = i + 1 == at && words[harm].xpos == "VBG"
            || (i + 1..at).any(|j| matches!(lower(j), "to" | "that" | "of")) && !(i..at).any(|j| matches!(lower(j), "," | ";"));
        let told = (i + 1..at).any(|j| scene.has(j, lists.telling)) || is_ability_used(lists, scene, i);
        scene.has(i, lists.condition) || scene.has(i, lists.unreal) && governs && !have && !told
    })
}

/// "since 21 May": a word of a day is no modal.
fn is_day(scene: &Scene<'_>, at: usize) -> bool {
    scene.within(at, |what| matches!(what, What::Time { .. }))
}

/// "Nobody was hurt": a count of zero denies nothing.
fn counts_none(scene: &Scene<'_>, at: usize) -> bool {
    scene.within(at, |what| matches!(what, What::Group(group) if group.quantity == Quantity::exact(0)))
}

/// "Were able to kill six": what somebody was able to do was done.
fn is_ability_used(lists: &Named, scene: &Scene<'_>, at: usize) -> bool {
    let words = scene.view.words;
    at > 0 && words[at].xpos == "JJ" && scene.has(at - 1, lists.be) && matches!(words[at - 1].xpos, "VBD" | "VBN")
}

/// Whether a figure reached between these words is only foreseen: "could rise to 90".
pub(super) fn foreseen(lists: &Named, scene: &Scene<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|i| scene.has(i, lists.foreseen))
}

/// Whether a verb is denied by the words beside it: "did not condemn", "refused to condemn", "may condemn".
pub(super) fn negated(knowledge: &Knowledge, scene: &Scene<'_>, verb: usize) -> bool {
    let words = scene.view.words;
    let denies = |i: usize| scene.view.marks.has(i, knowledge.deeds.lists.negation);
    let mut before = (verb.saturating_sub(4)..verb).rev().take_while(|&i| matches!(words[i].upos, "AUX" | "ADV" | "PART") || denies(i));
    before.any(|i| denies(i) || words[i].xpos == "MD" && !matches!(&*words[i].lower, "will" | "would" | "'ll"))
}
