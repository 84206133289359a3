//! Room 5: candidates: numbers, people, parties, places, days, speakers.
//!
//! A candidate is a stretch of words and what it may be; no claim is made here. Every kind but people and speakers is found by the
//! words alone; people and speakers need tags to know where a phrase ends.

mod group;
pub mod number;
mod speaker;
pub mod time;

use counterclaim_model::{Basis, Day, Document, Interval, Mention, Name, PartyUse, Place, Sentence, What, Word};
use counterclaim_rules::{Knowledge, lexicon::Marks, world::Join};
use group::Scene;
use speaker::{Body, Names};

/// Sets the report's own day, where its metadata has none and the text states it.
pub fn date(knowledge: &Knowledge, document: &mut Document) {
    if document.published.to.is_none()
        && let Some((day, words)) = time::stated_day(&knowledge.times, document)
    {
        document.published = Interval { from: Some(day), to: Some(day), basis: Basis::Stated { words } };
    }
}

/// The candidates of a report, in order of their first word (a longer one first), and the lists that its words belong to, a sentence each.
pub fn find(knowledge: &Knowledge, document: &Document, sentences: &[Sentence], words: &[Word]) -> (Vec<Mention>, Vec<Marks>) {
    let mut mentions = Vec::new();
    let mut marks = Vec::with_capacity(sentences.len());
    let anchor = document.published.to.filter(|d| d.is_full());
    for (number, sentence) in sentences.iter().enumerate() {
        let here = &words[sentence.words()];
        let of = knowledge.lexicon.mark(here);
        let start = mentions.len();
        in_sentence(knowledge, &document.text, here, &of, anchor, sentence.first, number as u32, &mut mentions);
        mentions[start..].sort_by_key(|m: &Mention| (m.first, std::cmp::Reverse(m.last)));
        marks.push(of);
    }
    (mentions, marks)
}

#[allow(clippy::too_many_arguments, reason = "one sentence's facts, used in this file alone")]
fn in_sentence(knowledge: &Knowledge, text: &str, words: &[Word], marks: &Marks, anchor: Option<Day>, first: u32, sentence: u32, out: &mut Vec<Mention>) {
    let mention = |from: usize, to: usize, what: What| Mention {
        span: words[from].span.to(words[to - 1].span),
        first: first + from as u32,
        last: first + to as u32,
        sentence,
        what,
    };
    let surface: Vec<&str> = words.iter().map(|w| w.span.of(text)).collect();
    let caps = !surface.iter().any(|w| w.contains(char::is_lowercase));
    let numbers = number::numbers(&knowledge.numbers, text, words);
    let parties = parties(knowledge, &surface, caps);
    let times = time::times(&knowledge.times, text, words, anchor, time::Tense::Past);
    for time in &times {
        out.push(mention(time.first, time.last, What::Time { value: time.value.clone(), kind: time.kind, days: time.days.clone() }));
    }
    for number in numbers.iter().filter(|n| !n.not_people) {
        out.push(mention(number.first, number.last, What::Count(number.quantity)));
    }
    for (from, to, name, by) in &parties {
        out.push(mention(*from, *to, What::Party { name: name.clone(), by: *by }));
    }
    places(knowledge, text, words, &surface, caps, &parties, &mention, out);
    let (lexicon, lists, kinds) = (&knowledge.lexicon, &knowledge.lists, &knowledge.kinds);
    let scene = Scene { text, words, marks, lexicon, lists, kinds, numbers: &numbers, parties: &parties };
    out.extend(group::groups(&scene, first, sentence));
    let mut names = names(knowledge, &surface, caps);
    names.elsewhere = out
        .iter()
        .filter(|m| m.sentence == sentence && matches!(m.what, What::Place(_) | What::Time { .. }))
        .map(|m| ((m.first - first) as usize, (m.last - first) as usize))
        .collect();
    names.countries = out
        .iter()
        .filter_map(|m| match &m.what {
            What::Place(place) if m.sentence == sentence => {
                let party = place.country.as_ref().and_then(|c| knowledge.holder(c))?;
                Some(((m.first - first) as usize, party.clone()))
            }
            _ => None,
        })
        .collect();
    out.extend(speaker::speakers(&scene, &names, first, sentence));
}

fn parties(knowledge: &Knowledge, surface: &[&str], caps: bool) -> Vec<(usize, usize, Name, PartyUse)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < surface.len() {
        match knowledge.world.party_at(surface, at, caps) {
            // "near Damascus", "Damascus city": the town, not the government.
            Some(hit) if hit.by == PartyUse::Seat && is_town(surface, at, hit.len) => at += hit.len,
            Some(hit) => {
                out.push((at, at + hit.len, hit.party.clone(), hit.by));
                if let Join::And(other) = hit.join {
                    out.push((at, at + hit.len, other.clone(), hit.by));
                }
                at += hit.len;
            }
            None => at += 1,
        }
    }
    out
}

fn is_town(surface: &[&str], at: usize, len: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |i| surface[i]).to_lowercase();
    let after = surface.get(at + len).map_or(String::new(), |w| w.to_lowercase());
    let placed = matches!(
        before.as_str(),
        "in" | "near"
            | "around"
            | "outside"
            | "from"
            | "at"
            | "into"
            | "towards"
            | "toward"
            | "central"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "greater"
            | "downtown"
    );
    placed
        || matches!(
            after.as_str(),
            "city" | "province" | "countryside" | "region" | "district" | "suburb" | "suburbs" | "airport" | "residents" | "police" | "governorate"
        )
}

fn names(knowledge: &Knowledge, surface: &[&str], caps: bool) -> Names {
    let mut names = Names::default();
    for at in 0..surface.len() {
        if let Some(hit) = knowledge.world.body_at(surface, at, caps) {
            names.bodies.push((at, at + hit.len, Body::of(&hit, &surface[at..at + hit.len].join(" "))));
        }
        if let Some(hit) = knowledge.world.office_at(surface, at, caps) {
            names.offices.push((at, at + hit.len, hit.office.party.clone()));
        }
        if let Some(hit) = knowledge.world.outlet_at(surface, at, caps) {
            names.outlets.push((at, at + hit.len, hit.outlet.name.clone()));
        }
    }
    names
}

/// Words that stand before the name of a place.
const BEFORE_PLACE: &[&str] = &["in", "at", "near", "from", "around", "into", "outside", "towards", "toward", "across", "inside"];

#[allow(clippy::too_many_arguments, reason = "one sentence's facts, used in this file alone")]
/// Known places, and capitalised names that nothing knows after a word of place: "near the village of Safina".
fn places(
    knowledge: &Knowledge,
    text: &str,
    words: &[Word],
    surface: &[&str],
    caps: bool,
    parties: &[(usize, usize, Name, PartyUse)],
    mention: &impl Fn(usize, usize, What) -> Mention,
    out: &mut Vec<Mention>,
) {
    let sentence = out.last().map_or(u32::MAX, |m| m.sentence);
    let times: Vec<counterclaim_model::Span> = out.iter().filter(|m| m.sentence == sentence && matches!(m.what, What::Time { .. })).map(|m| m.span).collect();
    let mut at = 0;
    while at < words.len() {
        if times.iter().any(|t| t.contains(words[at].span)) {
            at += 1;
            continue;
        }
        let party = parties.iter().find(|p| p.0 <= at && at < p.1);
        if party.is_some_and(|p| p.3 == PartyUse::Demonym) {
            at += 1;
            continue;
        }
        let before = (0..at)
            .rev()
            .take(4)
            .map(|i| &*words[i].lower)
            .find(|w| !matches!(*w, "the" | "city" | "town" | "village" | "of" | "province" | "region" | "district" | "capital" | "area"));
        let placed = before.is_some_and(|w| BEFORE_PLACE.contains(&w));
        let hit = knowledge.world.place_at(surface, at, caps);
        let capital = surface[at].starts_with(char::is_uppercase);
        let len = match &hit {
            Some(hit) => hit.len,
            None if placed && capital && words[at].upos == "PROPN" && party.is_none() => (at..words.len())
                .take_while(|&i| {
                    surface[i].starts_with(char::is_uppercase) && words[i].upos == "PROPN"
                        || surface[i] == "-" && surface.get(i + 1).is_some_and(|w| w.starts_with(char::is_uppercase))
                })
                .count(),
            None => 0,
        };
        if len == 0 {
            at += 1;
            continue;
        }
        let span = words[at].span.to(words[at + len - 1].span);
        let row = hit.as_ref().and_then(|hit| hit.places.first());
        out.push(mention(
            at,
            at + len,
            What::Place(Place {
                words: span.of(text).into(),
                span,
                name: row.map(|r| r.name.clone()),
                lat: row.map(|r| r.lat),
                lon: row.map(|r| r.lon),
                country: row.and_then(|r| r.country.clone()),
                admin1: row.and_then(|r| r.admin1.clone()),
            }),
        ));
        at += len;
    }
}
