//! Who vouches for a fact: the speaker whose word of speech stands nearest, by rules first, then by the trained listener.

use super::{Frame, Voices, keep};
use crate::relate::{
    Scene, attribution_of,
    hear::{Heard, page::may_introduce_speech},
};
use counterclaim_model::{Attribution, Speaker};

/// How sure the listener must be to vouch for a claim: surer than for an attribution that no claim hangs on.
pub const SURE: f32 = 1.0;

/// Who vouches for the word `at` of a sentence, nearest to the fact first, and who denies it.
pub fn speakers(scenes: &[Scene<'_>], voices: &Voices<'_>, number: usize, at: usize) -> (Attribution, Vec<Speaker>) {
    let scene = &scenes[number];
    let mut covering: Vec<&Frame> = voices.frames[number].iter().filter(|f| f.content.iter().any(|c| c.contains(&at))).collect();
    let outer: Vec<usize> = covering.iter().map(|f| reported(scene, voices, &covering, f)).collect();
    let mut order: Vec<usize> = (0..covering.len()).collect();
    order.sort_by_key(|&i| (outer[i], covering[i].cue.start.abs_diff(at)));
    covering = order.into_iter().map(|i| covering[i]).collect();
    let deniers = covering.iter().filter(|f| f.denies).map(|f| keep::speaker(scene, &f.source)).collect();
    covering.retain(|f| !f.denies);
    let quoted = open_quote(scenes, number, at);
    if covering.is_empty() {
        if let Some(by) = heard(scenes, voices, number, at, quoted.is_some()) {
            return (by, deniers);
        }
        if let Some(from) = quoted.filter(|from| *from < number) {
            return (quotation(scenes, &voices.frames, from, number), deniers);
        }
        return (titled(voices, scenes, number).unwrap_or_else(Attribution::own), deniers);
    }
    // "Baku claims … and Yerevan claims …": two speakers side by side, not one quoting the other.
    let (nearest, cue) = (covering[0].source.start, covering[0].cue.start);
    let beside = nearest > 0 && matches!(&*scene.view.words[nearest - 1].lower, "and" | "but" | "while" | ";");
    covering.retain(|f| f.cue.start == cue || !(beside && f.cue.start < nearest));
    let mut chain = Vec::new();
    for frame in &covering {
        chain.push(keep::speaker(scene, &frame.source));
        chain.extend(frame.via.as_ref().map(|via| keep::speaker(scene, via)));
    }
    chain.dedup();
    // "the Observatory quoted trusted sources": sources of nobody speak for the one who quotes them.
    if let [nearest, quoting, ..] = chain.as_mut_slice()
        && nearest.party.is_none()
        && nearest.body.is_some()
    {
        nearest.party = quoting.party.clone();
    }
    let cue = Some(scene.span(&covering[0].cue));
    (attribution_of(chain, cue, quoted.is_some()), deniers)
}

/// How many of the others one speaker reports, as the listener heard what is said: "officials told Interfax that …, AFP reported" is told by
/// AFP of the officials, though its word of speech may stand nearer to the fact.
fn reported(scene: &Scene<'_>, voices: &Voices<'_>, all: &[&Frame], frame: &Frame) -> usize {
    let first = scene.view.first as usize;
    let at = |cue: usize| first + cue;
    let same = |h: &&Heard| h.sure >= SURE && h.cue.start < at(frame.cue.end) && at(frame.cue.start) < h.cue.end;
    let Some(heard) = voices.heard.iter().find(same) else { return 0 };
    all.iter().filter(|other| heard.content.iter().any(|c| c.contains(&at(other.cue.start)))).count()
}

/// The speaker of a quotation that began in an earlier sentence: the one there, or the one where it ends.
fn quotation(scenes: &[Scene<'_>], spoken: &[Vec<Frame>], from: usize, number: usize) -> Attribution {
    let frame = |at: usize| spoken.get(at).and_then(|frames| frames.iter().rev().find(|f| !f.denies)).map(|f| (at, f));
    let before = frame(from);
    let after = (number..scenes.len().min(number + 4)).find_map(frame);
    match before.or(after) {
        Some((at, frame)) => attribution_of(vec![keep::speaker(&scenes[at], &frame.source)], Some(scenes[at].span(&frame.cue)), true),
        None => Attribution::own(),
    }
}

/// The rule of a title that is nothing but a name ("The army. Stood at two dead for days …").
pub const TITLE: &str = "en/attribution/titled";

/// In a list of who counts what, the one in the title of the entry.
fn titled(voices: &Voices<'_>, scenes: &[Scene<'_>], number: usize) -> Option<Attribution> {
    let title = |at: usize| voices.frames[at].iter().find(|frame| &*frame.rule == TITLE);
    let opens = |at: usize| at == 0 || scenes[at - 1].block != scenes[at].block;
    let first = (0..number).rev().take_while(|&at| scenes[at].block == scenes[number].block).find(|&at| opens(at))?;
    let frame = title(first)?;
    // "A site in the capital made of it 48": somebody else.
    let other = scenes[number].is(voices.knowledge, 0, "indefinite");
    // One such title may be a dateline.
    let list = !other && (0..scenes.len()).filter(|&at| opens(at) && title(at).is_some()).count() > 1;
    list.then(|| attribution_of(vec![keep::speaker(&scenes[first], &frame.source)], Some(scenes[first].span(&frame.cue)), false))
}

/// Where the quotation that the word stands in was opened: the number of that sentence.
fn open_quote(scenes: &[Scene<'_>], number: usize, at: usize) -> Option<usize> {
    let earliest = number.saturating_sub(6);
    let mut opened = None;
    for (i, scene) in scenes.iter().enumerate().take(number + 1).skip(earliest) {
        let upto = if i == number { at } else { scene.view.words.len() };
        for word in &scene.view.words[..upto] {
            match word.span.of(scene.view.text) {
                "“" | "«" | "„" | "``" | "‘‘" => opened = Some(i),
                "”" | "»" | "’’" | "''" => opened = None,
                "\"" => opened = if opened.is_some() { None } else { Some(i) },
                _ => {}
            }
        }
    }
    opened
}

/// Those whom the listener heard say the word, the nearest word of speech first. A word of speech in another sentence counts where that
/// sentence is one that may introduce speech: no other is sure to have been parsed.
fn heard(scenes: &[Scene<'_>], voices: &Voices<'_>, number: usize, at: usize, quoted: bool) -> Option<Attribution> {
    let word = scenes[number].view.first as usize + at;
    let here = |h: &Heard| {
        let cue = keep::scene_of(scenes, h.cue.start).map(|scene| &scene.view);
        cue.is_some_and(|cue| cue.first == scenes[number].view.first || may_introduce_speech(cue.text, cue.words))
    };
    let mut covering: Vec<_> =
        voices.heard.iter().filter(|h| h.sure >= SURE && h.source.is_some() && h.content.iter().any(|c| c.contains(&word)) && here(h)).collect();
    covering.sort_by_key(|h| h.cue.start.abs_diff(word));
    let cue = keep::span(scenes, &covering.first()?.cue)?;
    let mut chain: Vec<Speaker> = Vec::new();
    for heard in covering {
        chain.extend(heard.source.as_ref().and_then(|source| keep::source_of(voices, scenes, source)));
        chain.extend(keep::told(scenes, heard));
    }
    chain.dedup();
    (!chain.is_empty()).then(|| attribution_of(chain, Some(cue), quoted))
}
