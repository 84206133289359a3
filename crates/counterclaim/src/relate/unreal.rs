//! Not fact: what could happen, what is planned, what did not happen.

use super::Scene;
use counterclaim_rules::Knowledge;
use std::ops::Range;

/// How far back a word may make a deed unreal.
const REACH: usize = 7;

/// Whether the word of harm at `harm` tells something that has not happened, by the words before it.
pub(super) fn unreal(knowledge: &Knowledge, scene: &Scene<'_>, harm: usize) -> bool {
    let words = scene.view.words;
    let lower = |i: usize| &*words[i].lower;
    let mut at = harm;
    let mut have = false;
    // Through the auxiliaries and adverbs that belong to the verb.
    while at > 0 && (scene.is(knowledge, at - 1, "adverb") || scene.is(knowledge, at - 1, "be") || scene.is(knowledge, at - 1, "have")) {
        have |= scene.is(knowledge, at - 1, "have");
        at -= 1;
    }
    if at == 0 {
        return false;
    }
    if scene.is(knowledge, at - 1, "modal") || matches!(lower(at - 1), "not" | "n't" | "n’t" | "never" | "cannot") {
        return true;
    }
    if lower(at - 1) == "to" && !have && (words[harm].xpos == "VB" || at < harm) && !scene.is(knowledge, harm, "casualties-noun") {
        return !(at >= 2 && matches!(&*words[at - 2].lemma, "continue" | "manage" | "begin" | "go" | "force" | "help"));
    }
    let from = harm.saturating_sub(REACH);
    (from..at).any(|i| {
        let governs = (i + 1..at).any(|j| matches!(lower(j), "to" | "that" | "of")) && !(i..at).any(|j| matches!(lower(j), "," | ";"));
        matches!(lower(i), "if" | "unless" | "whether") || scene.is(knowledge, i, "unreal") && governs && !have
    })
}

/// Whether a figure reached between these words is only foreseen: "could rise to 90".
pub(super) fn foreseen(knowledge: &Knowledge, scene: &Scene<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|i| scene.is(knowledge, i, "modal") || matches!(&*scene.view.words[i].lower, "not" | "n't" | "feared" | "expected"))
}
