//! With what the harm was done: "killed by a roadside bomb", "an air strike killed 12", "when a car bomb exploded".
//!
//! The surprising decision: the first word of a means behind the harm is taken, or the one that is its subject, as worded and without its
//! article; which weapon it was is for the reader to say. Who did it is settled later, with the parties of the report.

use super::{Draft, Scene};
use counterclaim_rules::lexicon::Named;

/// How far behind the harm its means may be told.
const REACH: usize = 12;

/// Fills in the means of a draft, where the words give them.
pub(super) fn name(lists: &Named, scene: &Scene<'_>, draft: &mut Draft) {
    let words = scene.view.words;
    let verb = scene.view.first as usize + draft.harm.start;
    let subject = (0..draft.harm.start).find(|&i| words[i].label == "nsubj" && words[i].head as usize == verb && scene.has(i, lists.means));
    let end = draft.harm.end.max(draft.words.end);
    let behind = || {
        let within = |i: &usize| &*words[*i].lower != ";" && !scene.has(*i, lists.harm_verb);
        (end..words.len().min(end + REACH)).take_while(within).find(|&i| scene.has(i, lists.means))
    };
    let Some(at) = subject.or_else(behind) else { return };
    let noun = |i: usize| matches!(words[i].upos, "NOUN" | "ADJ");
    let first = (0..at).rev().take_while(|&i| noun(i) && i >= draft.harm.end || subject.is_some() && noun(i)).last().unwrap_or(at);
    let last = (at + 1..words.len()).take_while(|&i| scene.has(i, lists.means)).last().unwrap_or(at);
    draft.means = Some(scene.span(&(first..last + 1)).of(scene.view.text).to_owned());
}
