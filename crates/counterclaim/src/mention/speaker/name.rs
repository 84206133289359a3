//! What a speaker is called: a person by name, an organ with its place, a source without a name as it is worded.

use super::{Names, within};
use crate::mention::group::Scene;
use counterclaim_model::Name;
use counterclaim_rules::world::BodyKind;

/// "Aleppo Police Command": an organ with a capital that a place stands before is called by both.
pub(super) fn of_place(scene: &Scene<'_>, names: &Names, from: usize, to: usize) -> Option<Name> {
    let (start, end) = within(&names.bodies, |b| (b.0, b.1), from, to).find(|b| b.2.kind == BodyKind::Body).map(|b| (b.0, b.1))?;
    let capital = |i: usize| scene.words[i].span.of(scene.text).starts_with(char::is_uppercase);
    let mut first = start;
    while first > from && capital(first - 1) && scene.words[first - 1].upos == "PROPN" && !scene.parties.iter().any(|p| p.0 < first && first <= p.1) {
        first -= 1;
    }
    let placed = (first..start).any(|i| names.elsewhere.iter().any(|e| e.0 <= i && i < e.1));
    (placed && capital(start)).then(|| on_one_line(scene, first, end))
}

/// A run of capitalised names that are no party, organ or outlet: "Karen Sarkisyan".
pub(super) fn person(scene: &Scene<'_>, names: &Names, from: usize, to: usize) -> Option<Name> {
    let taken = |i: usize| {
        scene.parties.iter().any(|p| p.0 <= i && i < p.1)
            || names.bodies.iter().any(|b| b.0 <= i && i < b.1)
            || names.offices.iter().any(|o| o.0 <= i && i < o.1)
            || names.outlets.iter().any(|o| o.0 <= i && i < o.1)
    };
    // "General Botero Restrepo": a town's name behind a name is a part of it.
    let place = |i: usize| names.elsewhere.iter().any(|e| e.0 <= i && i < e.1);
    let is_name = |i: usize| {
        let word = &scene.words[i];
        let text = word.span.of(scene.text);
        word.upos == "PROPN"
            && text.starts_with(char::is_uppercase)
            && text.chars().count() > 1
            && !taken(i)
            && !scene.marks.has(i, scene.lexicon.bit("unnamed-source"))
            && !scene.marks.has(i, scene.lexicon.bit("honorific"))
    };
    let joins = |i: usize| matches!(&*scene.words[i].lower, "-" | "al" | "bin" | "ibn" | "de" | "von" | "van" | "el" | "del" | "’" | "'");
    let mut best: Option<(usize, usize)> = None;
    let mut at = from;
    while at < to {
        if !is_name(at) || place(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        at += 1;
        while at < to && (is_name(at) || joins(at)) {
            if is_name(at) {
                end = at + 1;
            }
            at += 1;
        }
        if best.is_none_or(|(s, e)| end - start >= e - s) {
            best = Some((start, end));
        }
    }
    let (start, end) = best?;
    Some(on_one_line(scene, start, end))
}

/// The words as one line, where the text breaks between them.
pub(super) fn on_one_line(scene: &Scene<'_>, start: usize, end: usize) -> Name {
    let text = scene.words[start].span.to(scene.words[end - 1].span).of(scene.text);
    if text.contains(['\n', '\r', '\t']) { text.split_whitespace().collect::<Vec<_>>().join(" ").into() } else { text.into() }
}

/// An unnamed source as worded, without article and party: "military officials".
pub(super) fn worded(scene: &Scene<'_>, names: &Names, from: usize, to: usize) -> Option<Name> {
    let mut start = from;
    while start < to {
        let party = scene.parties.iter().find(|p| p.0 == start).map(|p| p.1);
        start = match party {
            Some(end) if end < to => end,
            _ if scene.marks.has(start, scene.lexicon.bit("possessive")) || matches!(&*scene.words[start].lower, "the" | "a" | "an" | "some" | "-") => {
                start + 1
            }
            _ => break,
        };
    }
    // "in a northern province activists said": where the comma is lost, the source alone speaks.
    let source = within(&names.bodies, |b| (b.0, b.1), start, to).find(|b| b.2.kind == BodyKind::Unnamed);
    if let Some((source, end, _)) = source
        && scene.words[from].xpos == "DT"
        && matches!(&*scene.words[from].lower, "a" | "an")
        && scene.words[end - 1].xpos == "NNS"
    {
        start = *source;
    }
    let ends = |i: usize| matches!(&*scene.words[i].lower, "of" | "in" | "from" | "for" | "," | "to" | "at");
    let stop = (start..to).find(|&i| i > start && ends(i)).unwrap_or(to);
    (start < stop).then(|| on_one_line(scene, start, stop))
}
