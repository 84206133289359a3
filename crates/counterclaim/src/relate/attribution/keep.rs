//! Who says what, as the report keeps it: what rules and listener found, each word of speech once.

use super::{Frame, Voices};
use crate::relate::{Scene, hear::Heard};
use counterclaim_model::{Claim, Mention, Span, Speaker, Spoken, What};
use std::{collections::BTreeSet, ops::Range};

/// The rule that the listener's attributions name.
const LISTENER: &str = "en/attribution/heard";

/// All attributions, in text order, in two lists: those by rules and those heard that vouch for a claim; and the others that were heard.
/// Where both found a word of speech, the rule knows the speaker and the listener what is said.
pub fn spoken(scenes: &[Scene<'_>], voices: &Voices<'_>, claims: &[Claim]) -> (Vec<Spoken>, Vec<Spoken>) {
    let vouching: BTreeSet<Span> = claims.iter().flat_map(|claim| &claim.attribution.chain).filter_map(|speaker| speaker.words).collect();
    let (mut out, mut overheard) = (Vec::new(), Vec::new());
    let mut rest = voices.heard;
    for (number, (scene, frames)) in scenes.iter().zip(&voices.frames).enumerate() {
        let (first, end) = (scene.view.first as usize, scene.view.first as usize + scene.view.words.len());
        let (here, later) = rest.split_at(rest.partition_point(|h| h.cue.start < end));
        rest = later;
        let same = |frame: &Frame, heard: &Heard| frame.cue.start < heard.cue.end - first && heard.cue.start - first < frame.cue.end;
        for frame in frames {
            let heard = here.iter().find(|heard| same(frame, heard));
            out.push(Spoken {
                sentence: number as u32,
                source: scene.span(&frame.source),
                cue: scene.span(&frame.cue),
                content: heard.map_or_else(|| frame.content.iter().map(|c| scene.span(c)).collect(), |heard| content(scenes, heard)),
                denies: frame.denies,
                speaker: speaker(scene, &frame.source),
                rule: frame.rule.clone(),
            });
        }
        for heard in here.iter().filter(|heard| !frames.iter().any(|frame| same(frame, heard))) {
            let cue = scene.span(&(heard.cue.start - first..heard.cue.end - first));
            let speaker = heard.source.as_ref().and_then(|source| source_of(voices, scenes, source));
            let source = speaker.as_ref().and_then(|s| s.words).unwrap_or(Span { start: cue.start, end: cue.start });
            let vouches = vouching.contains(&source);
            let spoken = Spoken {
                sentence: number as u32,
                source,
                cue,
                content: content(scenes, heard),
                denies: false,
                speaker: speaker.unwrap_or(Speaker { party: None, body: None, words: None, why: None }),
                rule: LISTENER.into(),
            };
            if vouches { out.push(spoken) } else { overheard.push(spoken) }
        }
    }
    out.sort_by_key(|s| (s.sentence, s.cue.start, s.source.start));
    (out, overheard)
}

fn content(scenes: &[Scene<'_>], heard: &Heard) -> Vec<Span> {
    heard.content.iter().filter_map(|words| span(scenes, words)).collect()
}

/// From a run of the report's words to the text.
pub fn span(scenes: &[Scene<'_>], words: &Range<usize>) -> Option<Span> {
    let of = |at: usize| {
        let scene = scene_of(scenes, at)?;
        Some(scene.view.words.get(at - scene.view.first as usize)?.span)
    };
    Some(of(words.start)?.to(of(words.end.checked_sub(1)?)?))
}

/// The sentence that holds a word of the report.
pub fn scene_of<'s, 'a>(scenes: &'s [Scene<'a>], word: usize) -> Option<&'s Scene<'a>> {
    scenes.get(scenes.partition_point(|s| s.view.first as usize <= word).checked_sub(1)?)
}

/// The speaker whom the listener heard: the one that a mention knows among the words; else as worded, unless they only point.
pub fn source_of(voices: &Voices<'_>, scenes: &[Scene<'_>], words: &Range<usize>) -> Option<Speaker> {
    let scene = scene_of(scenes, words.start)?;
    if let Some(known) = mention(scene, |m| (m.first as usize) < words.end && words.start < m.last as usize) {
        return Some(speaker(scene, &known));
    }
    let first = words.start - scene.view.first as usize;
    let points = ["this-or-its", "pronoun", "definite"].iter().any(|list| scene.is(voices.knowledge, first, list));
    let whole = span(scenes, words)?;
    // What stands behind a comma only tells more of the speaker.
    let worded = whole.of(scene.view.text).split([',', '(']).next().unwrap_or_default().trim();
    Some(Speaker { party: None, body: (!points && !worded.is_empty()).then(|| worded.into()), words: Some(whole), why: None })
}

/// Who was told: a speaker with a name, right behind the word of speech.
pub fn told(scenes: &[Scene<'_>], heard: &Heard) -> Option<Speaker> {
    let scene = scene_of(scenes, heard.cue.start)?;
    let to = mention(scene, |m| m.first as usize == heard.cue.end && heard.content.iter().all(|c| m.last as usize <= c.start || c.end <= m.first as usize))?;
    Some(speaker(scene, &to)).filter(|told| told.party.is_some())
}

/// The longest mention of a speaker that is meant, as words of its sentence.
fn mention(scene: &Scene<'_>, is_meant: impl Fn(&Mention) -> bool) -> Option<Range<usize>> {
    let speakers = scene.view.mentions.iter().filter(|m| matches!(m.what, What::Speaker { .. }) && is_meant(m));
    let longest = speakers.max_by_key(|m| (m.last - m.first, std::cmp::Reverse(m.first)))?;
    let first = scene.view.first;
    Some((longest.first - first) as usize..(longest.last - first) as usize)
}

/// A speaker as its mention has it.
pub fn speaker(scene: &Scene<'_>, words: &Range<usize>) -> Speaker {
    let span: Span = scene.span(words);
    let known = scene.mention(words, |what| match what {
        What::Speaker { party, body } => Some((party.clone(), body.clone())),
        _ => None,
    });
    let (party, body) = known.unwrap_or_default();
    Speaker { party, body, words: Some(span), why: None }
}
