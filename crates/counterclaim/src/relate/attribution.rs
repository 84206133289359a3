//! Who says so: said-verbs before, between and after, "according to", quotations that run over sentences, denials.
//!
//! A frame is one word of speech with its speaker and the words that it covers. The surprising decision: arcs are not asked; they are
//! right in half of such sentences only, and the order of the words decides the rest as well.

mod keep;
mod vouch;

pub(super) use keep::spoken;
pub(super) use vouch::speakers;
pub use vouch::{SURE, TITLE};

use super::{Scene, hear::Heard};
use counterclaim_model::{BlockKind, Name, What};
use counterclaim_rules::Knowledge;
use std::ops::Range;

/// All who speak in a report.
pub(super) struct Voices<'a> {
    knowledge: &'a Knowledge,
    /// By rules, sentence by sentence.
    pub frames: Vec<Vec<Frame>>,
    /// By the trained listener, in the order of their words of speech.
    pub heard: &'a [Heard],
}

impl<'a> Voices<'a> {
    /// By rules and by what was heard.
    pub fn new(knowledge: &'a Knowledge, scenes: &[Scene<'_>], heard: &'a [Heard]) -> Voices<'a> {
        let of = |scene: &Scene<'_>| if scene.kind == BlockKind::Furniture { Vec::new() } else { frames(knowledge, scene) };
        Voices { knowledge, frames: scenes.iter().map(of).collect(), heard }
    }
}

/// A word of speech, its speaker, and what it covers. Positions count words of the sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The rule that found it.
    pub rule: Name,
    /// The speaker's words.
    pub source: Range<usize>,
    /// The word of speech.
    pub cue: Range<usize>,
    /// The medium that it was told to.
    pub via: Option<Range<usize>>,
    /// What is said: runs of words.
    pub content: Vec<Range<usize>>,
    /// Whether the speaker rejects what it covers.
    pub denies: bool,
}

/// The frames of one sentence, in order of their cues.
pub fn frames(knowledge: &Knowledge, scene: &Scene<'_>) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::new();
    let end = scene.view.words.len();
    for rule in &knowledge.attributions {
        let mut found = rule.pattern.find(&scene.view);
        // Of two speakers before one word of speech the nearer one speaks, unless it only tells where ("in parliament").
        found.sort_by_key(|f| {
            let source = rule.pattern.words(f, "source").map_or(0, |w| w.start);
            (is_placed(scene, source), std::cmp::Reverse(source))
        });
        for found in found {
            let Some(cue) = rule.pattern.words(&found, "cue") else { continue };
            let same = out.iter().filter(|f| f.cue.end <= cue.start).max_by_key(|f| f.cue.start).map(|f| f.source.clone());
            let Some(source) = rule.pattern.words(&found, "source").or(same) else { continue };
            if source.is_empty() || cue.is_empty() || out.iter().any(|f| f.cue.start < cue.end && cue.start < f.cue.end) {
                continue;
            }
            let named = rule.pattern.words(&found, "source").is_some();
            let (first, last) = if named { (source.start.min(cue.start), source.end.max(cue.end)) } else { (cue.start, cue.end) };
            let said = rule.pattern.words(&found, "said");
            let content = match rule.key("content") {
                _ if said.is_some() => said.into_iter().collect(),
                Some("after") if nothing_said(scene, last) => vec![0..first, last..end],
                Some("after") => vec![last..end],
                Some("before") => vec![0..first],
                _ => vec![0..first, last..end],
            };
            let content = content.into_iter().filter(|c| !c.is_empty()).collect();
            let via = rule.pattern.words(&found, "via");
            out.push(Frame { rule: rule.name.clone(), source, cue, via, content, denies: rule.key("denies") == Some("yes") });
        }
    }
    by_arcs(knowledge, scene, &mut out);
    out.sort_by_key(|f| (f.cue.start, f.source.start));
    out
}

/// Whether the words after the word of speech say nothing themselves ("… he said by video from the capital"): then it was said before.
fn nothing_said(scene: &Scene<'_>, from: usize) -> bool {
    let rest = &scene.view.words[from..];
    let said = |w: &counterclaim_model::Word| matches!(w.xpos, "VBD" | "VBZ" | "VBP" | "MD" | "VB") || matches!(&*w.lower, "that" | ":" | "to" | "“" | "\"");
    let first = scene.view.first + from as u32;
    let counted = |what: &What| matches!(what, What::Count(_)) || matches!(what, What::Group(g) if g.is_counted());
    !rest.iter().any(said) && !scene.view.mentions.iter().any(|m| m.first >= first && counted(&m.what))
}

/// Whether a speaker stands behind a word of place: "in parliament".
fn is_placed(scene: &Scene<'_>, source: usize) -> bool {
    source > 0
        && matches!(
            &*scene.view.words[source - 1].lower,
            "in" | "at" | "of" | "from" | "to" | "with" | "against" | "by" | "for" | "on" | "between" | "near" | "and"
        )
}

/// Speakers too far for the words: "The ministry of X, a province inhabited mostly by Y, recognised …". Only a subject of a word of speech
/// that no rule read is taken from the tree.
fn by_arcs(knowledge: &Knowledge, scene: &Scene<'_>, out: &mut Vec<Frame>) {
    let words = scene.view.words;
    for (at, word) in words.iter().enumerate() {
        if word.label != "nsubj" || word.head < scene.view.first {
            continue;
        }
        let cue = (word.head - scene.view.first) as usize;
        let speech = cue < words.len() && cue > at && scene.is(knowledge, cue, "say-verb") && matches!(words[cue].xpos, "VBD" | "VBZ" | "VBP");
        if !speech || out.iter().any(|f| f.cue.contains(&cue)) {
            continue;
        }
        let first = scene.view.first + at as u32;
        let source = scene.view.mentions.iter().find(|m| m.first <= first && first < m.last && matches!(m.what, What::Speaker { .. }));
        if let Some(source) = source {
            let source = (source.first - scene.view.first) as usize..(source.last - scene.view.first) as usize;
            let content = if cue + 1 < words.len() { vec![cue + 1..words.len()] } else { Vec::new() };
            out.push(Frame { rule: "en/attribution/by-arcs".into(), source, cue: cue..cue + 1, via: None, content, denies: false });
        }
    }
}
