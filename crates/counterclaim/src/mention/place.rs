//! Places: those that the gazetteer knows, and capitalised names that nothing knows after a word of place: "near the village of Safina".

use super::party::{Found, Line};
use counterclaim_model::{Extent, Mention, PartyUse, Place, Span, What};
use counterclaim_rules::{
    Knowledge,
    world::{PlaceHit, PlaceKind},
};

/// The places of one sentence. `times` are the words that tell times.
pub(super) fn find(
    knowledge: &Knowledge,
    text: &str,
    line: &Line<'_>,
    parties: &[Found],
    times: &[(usize, usize)],
    mention: &impl Fn(usize, usize, What) -> Mention,
    out: &mut Vec<Mention>,
) {
    let (words, surface) = (line.words, line.surface);
    let (before_place, place_noun) = (knowledge.lexicon.bit("before-place"), knowledge.lexicon.bit("place-noun"));
    let mut at = 0;
    while at < words.len() {
        let party = parties.iter().find(|p| p.0 <= at && at < p.1);
        let described = party.is_some_and(|p| matches!(p.3, PartyUse::Demonym | PartyUse::Introduced));
        if described || times.iter().any(|t| t.0 <= at && at < t.1) {
            at += 1;
            continue;
        }
        let passes = |i: &usize| line.marks.has(*i, place_noun) || matches!(&*words[*i].lower, "the" | "of");
        let placed = (0..at).rev().take(4).find(|i| !passes(i)).is_some_and(|i| line.marks.has(i, before_place));
        let hit = knowledge.world.place_at(surface, at, line.caps).filter(|hit| !backs(knowledge, surface, at + hit.len));
        let capital = |i: usize| surface.get(i).is_some_and(|w| w.starts_with(char::is_uppercase));
        let name = |i: usize| capital(i) && words[i].upos == "PROPN";
        let len = match &hit {
            Some(hit) => hit.len,
            None if placed && name(at) && party.is_none() => (at..words.len()).take_while(|&i| name(i) || surface[i] == "-" && capital(i + 1)).count(),
            None => 0,
        };
        if len == 0 {
            at += 1;
            continue;
        }
        let span = words[at].span.to(words[at + len - 1].span);
        out.push(mention(at, at + len, What::Place(place(span.of(text), span, hit.as_ref()))));
        at += len;
    }
}

/// The place that a person names, for what stands at `span`.
pub(crate) fn named(knowledge: &Knowledge, name: &str, span: Span) -> Place {
    let words: Vec<&str> = name.split_whitespace().collect();
    let hit = knowledge.world.place_at(&words, 0, false).filter(|hit| hit.len == words.len());
    place(name, span, hit.as_ref())
}

fn place(words: &str, span: Span, hit: Option<&PlaceHit<'_>>) -> Place {
    let row = hit.and_then(|hit| hit.places.first());
    Place {
        words: words.into(),
        span,
        name: row.map(|r| r.name.clone()),
        lat: row.map(|r| r.lat),
        lon: row.map(|r| r.lon),
        country: row.and_then(|r| r.country.clone()),
        admin1: row.and_then(|r| r.admin1.clone()),
        extent: row.map(|r| extent(r.kind)),
        ..Place::default()
    }
}

/// How wide a kind of place is.
fn extent(kind: PlaceKind) -> Extent {
    match kind {
        PlaceKind::Country => Extent::Country,
        PlaceKind::Admin1 => Extent::Division,
        PlaceKind::Admin2 => Extent::District,
        PlaceKind::City => Extent::Town,
        PlaceKind::Region => Extent::Region,
    }
}

/// "Kyiv-backed": a government with what it does for others, in one word or in three, and no place.
fn backs(knowledge: &Knowledge, surface: &[&str], end: usize) -> bool {
    let done = match surface[end - 1].rsplit_once('-') {
        Some((_, done)) => Some(done),
        None => surface.get(end + 1).copied().filter(|_| surface[end] == "-"),
    };
    done.is_some_and(|done| knowledge.lexicon.of(done) & knowledge.lexicon.bit("backed") != 0)
}
