//! Room 5: candidates: numbers, people, parties, places, days, speakers.
//!
//! A candidate is a stretch of words and what it may be; no claim is made here. Every kind but people and speakers is found by the
//! words alone; people and speakers need tags to know where a phrase ends.

mod group;
pub mod number;
mod party;
pub(crate) mod place;
mod speaker;
pub mod time;

use counterclaim_model::{BlockKind, Document, Mention, Name, PartyUse, Reading, Sentence, What, Word};
use counterclaim_rules::{
    Knowledge,
    lexicon::Marks,
    world::PartyKind::{International, Monitor, Movement, Relief},
};
use group::Scene;
use party::{Found, Line, Taught};
use speaker::{Body, Names};

/// Sets the report's own day, where its metadata has none and the text states it.
pub fn date(knowledge: &Knowledge, document: &mut Document) {
    if document.published.to.is_none()
        && let Some(published) = time::stated_day(&knowledge.times, document)
    {
        document.published = published;
    }
}

/// Reads the times of a report again, now that its own day is known, if only its year.
pub fn redate(knowledge: &Knowledge, reading: &mut Reading) {
    let (text, mut telling) = (reading.document.text.clone(), time::Telling::on(reading.document.published.to));
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let times = time::times(&knowledge.times, &text, &reading.words[sentence.words()], &mut telling);
        let told = reading.mentions.iter_mut().filter(|mention| mention.sentence == number as u32);
        for mention in told.filter(|mention| matches!(mention.what, What::Time { .. })) {
            let at = ((mention.first - sentence.first) as usize, (mention.last - sentence.first) as usize);
            if let Some(time) = times.iter().find(|time| (time.first, time.last) == at) {
                mention.what = What::Time { value: time.value.clone(), kind: time.kind, days: time.days.clone() };
            }
        }
    }
}

/// The candidates of a report, in order of their first word (a longer one first), and the lists that its words belong to, a sentence each.
pub fn find(knowledge: &Knowledge, document: &Document, sentences: &[Sentence], words: &[Word]) -> (Vec<Mention>, Vec<Marks>) {
    let marks: Vec<Marks> = sentences.iter().map(|sentence| knowledge.lexicon.mark(&words[sentence.words()])).collect();
    let surface = surface(document, words);
    let year = document.published.year();
    let lines: Vec<Line<'_>> = sentences.iter().zip(&marks).map(|(sentence, marks)| line(&surface, words, sentence, marks, year)).collect();
    let signs = party::Signs::of(knowledge);
    // What one sentence teaches of a party holds for all, so that all are asked before any is read.
    let mut parties: Vec<Vec<Found>> = lines.iter().map(|line| party::known(knowledge, line)).collect();
    party::settle_initials(knowledge, &lines, &mut parties);
    let mut taught = Taught::default();
    for ((line, parties), sentence) in lines.iter().zip(&parties).zip(sentences) {
        if sentence.kind != BlockKind::Furniture {
            taught.learn(knowledge, &signs, line, parties);
        }
    }
    let mut telling = time::Telling::on(document.published.to);
    let private_body = knowledge.lexicon.id("private-body");
    let mut times = Vec::with_capacity(lines.len());
    for (line, parties) in lines.iter().zip(&mut parties) {
        taught.find(&signs, line, parties);
        let told = time::times(&knowledge.times, &document.text, line.words, &mut telling);
        // "22:05 French time" names no party, nor does "a French aid group".
        let private = |party: &Found| party.3 == PartyUse::Demonym && private_body.is_some_and(|list| line.marks.entry(party.1, list).is_some());
        parties.retain(|party| !private(party) && !told.iter().any(|time| time.first <= party.0 && party.1 <= time.last));
        times.push(told);
    }
    let timed: Vec<Vec<(usize, usize)>> = times.iter().map(|told| told.iter().map(|time| (time.first, time.last)).collect()).collect();
    let places = place::find(knowledge, document, &lines, &parties, &timed);
    let mut mentions = Vec::new();
    for (number, (line, sentence)) in lines.iter().zip(sentences).enumerate() {
        let start = mentions.len();
        let told = Told { parties: &parties[number], times: &times[number], places: &places[number] };
        in_sentence(knowledge, &document.text, line, &told, sentence.first, number as u32, &mut mentions);
        mentions[start..].sort_by_key(|m: &Mention| (m.first, std::cmp::Reverse(m.last)));
    }
    (mentions, marks)
}

/// How the words are written, damaged ones as they read.
fn surface<'a>(document: &'a Document, words: &[Word]) -> Vec<&'a str> {
    let mut repairs = document.repairs.as_slice();
    let written = |word: &Word| {
        repairs = &repairs[repairs.partition_point(|repair| repair.span.end <= word.span.start)..];
        let Some(repair) = repairs.first().filter(|repair| repair.span.contains(word.span)) else { return word.span.of(&document.text) };
        match repair.reads.split_once(' ') {
            Some((first, _)) if word.span.start == repair.span.start => first,
            Some((_, second)) => second,
            None => &*repair.reads,
        }
    };
    words.iter().map(written).collect()
}

fn line<'a>(surface: &'a [&'a str], words: &'a [Word], sentence: &Sentence, marks: &'a Marks, year: Option<i16>) -> Line<'a> {
    let surface = &surface[sentence.words()];
    Line { words: &words[sentence.words()], surface, marks, caps: !surface.iter().any(|w| w.contains(char::is_lowercase)), year }
}

/// What of a sentence is known when the rest of it is read.
struct Told<'a> {
    parties: &'a [Found],
    times: &'a [time::Time],
    places: &'a [place::Placed],
}

fn in_sentence(knowledge: &Knowledge, text: &str, line: &Line<'_>, told: &Told<'_>, first: u32, sentence: u32, out: &mut Vec<Mention>) {
    let words = line.words;
    let start = out.len();
    let mention = |from: usize, to: usize, what: What| Mention {
        span: words[from].span.to(words[to - 1].span),
        first: first + from as u32,
        last: first + to as u32,
        sentence,
        what,
    };
    let numbers = number::numbers(&knowledge.numbers, text, words);
    let parties = told.parties;
    for time in told.times {
        out.push(mention(time.first, time.last, What::Time { value: time.value.clone(), kind: time.kind, days: time.days.clone() }));
    }
    for number in numbers.iter().filter(|n| !n.not_people) {
        out.push(mention(number.first, number.last, What::Count(number.quantity)));
    }
    for found @ (from, to, name, by) in parties {
        out.push(mention(*from, *to, What::Party { name: name.clone(), by: *by, why: party::why(knowledge, line, found).map(Into::into) }));
    }
    out.extend(told.places.iter().map(|(from, to, place)| mention(*from, *to, What::Place(place.clone()))));
    let (lexicon, lists, kinds) = (&knowledge.lexicon, &knowledge.lists, &knowledge.kinds);
    let scene = Scene { text, words, marks: line.marks, lexicon, lists, kinds, numbers: &numbers, parties };
    out.extend(group::groups(&scene, first, sentence));
    let mut names = names(knowledge, line.surface, line.caps);
    // An agency's letters that are a party here, or part of its name, are that party's.
    names.outlets.retain(|outlet| !parties.iter().any(|p| p.0 <= outlet.0 && outlet.1 <= p.1));
    let at = |m: &Mention| ((m.first - first) as usize, (m.last - first) as usize);
    let found = &out[start..];
    let speaks_for_itself = |p: &&Found| knowledge.world.party(&p.2).is_some_and(|p| matches!(p.kind, International | Monitor | Relief | Movement));
    names.organisations = parties.iter().filter(speaks_for_itself).map(|p| (p.0, p.1)).collect();
    names.elsewhere = found.iter().filter(|m| matches!(m.what, What::Place(_) | What::Time { .. })).map(at).collect();
    names.countries = found
        .iter()
        .filter_map(|m| match &m.what {
            // "The ministry in Stepanakert" serves those who govern from there, whose land it may not be by law.
            What::Place(place) => {
                let (from, to) = at(m);
                let seat = knowledge.world.party_at(line.surface, from, line.caps).filter(|hit| hit.by == PartyUse::Seat && from + hit.len == to);
                let apart = |party: &&Name| knowledge.world.party(party).is_some_and(|p| p.kind.is_breakaway()) && knowledge.world.fights(party, line.year);
                let serves = seat.map(|hit| hit.party).filter(apart).or_else(|| knowledge.holder(place.country.as_ref()?))?;
                Some((from, serves.clone()))
            }
            _ => None,
        })
        .collect();
    out.extend(speaker::speakers(&scene, &names, first, sentence));
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
