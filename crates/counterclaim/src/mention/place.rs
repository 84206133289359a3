//! Places: those that the gazetteer knows, and capitalised names that nothing knows after a word of place: "near the village of Safina".
//!
//! The gazetteer holds every village, and so half of all surnames. The surprising decision: a name is judged in two steps. Each sentence
//! says what it tells of the name ("in Lebanon, Pa.", "the village of Sultan", "General Sultan said"); then the whole report chooses among
//! namesakes, and lets go of villages that neither a word of place nor a place near them speaks for.

mod choose;
mod evidence;

use super::party::{Found, Line};
use choose::choose;
use counterclaim_model::{Document, Extent, PartyUse, Place, Span};
use counterclaim_rules::{
    Knowledge,
    world::{Also, PartyKind, PlaceHit, PlaceKind, PlaceRow},
};
use evidence::{Evidence, Signs};

/// A name that may be a place's, in one sentence.
struct Candidate<'w> {
    sentence: usize,
    first: usize,
    last: usize,
    /// The places so called; none for a name that nothing knows.
    rows: Vec<PlaceRow<'w>>,
    evidence: Evidence,
    /// It is told to divide a country: "Idlib province".
    divides: bool,
    /// The country or division that stands right behind it and in which it lies: "Paris, Texas".
    within: Option<PlaceRow<'w>>,
}

/// A place in its sentence: first word, word after the last.
pub(super) type Placed = (usize, usize, Place);

/// The places of a report, a list for each sentence. `times` are the words that tell times.
pub(super) fn find(knowledge: &Knowledge, document: &Document, lines: &[Line<'_>], parties: &[Vec<Found>], times: &[Vec<(usize, usize)>]) -> Vec<Vec<Placed>> {
    let signs = Signs::of(knowledge);
    let mut candidates = Vec::new();
    for (sentence, ((line, parties), times)) in lines.iter().zip(parties).zip(times).enumerate() {
        let seen = Seen { knowledge, signs: &signs, line, parties, times };
        seen.candidates(sentence, &mut candidates);
    }
    evidence::learn_people(lines, &mut candidates);
    let mut out: Vec<Vec<Placed>> = lines.iter().map(|_| Vec::new()).collect();
    for (candidate, chosen) in candidates.iter().zip(choose(knowledge, document, lines, parties, &candidates)) {
        let Some(chosen) = chosen else { continue };
        let words = &lines[candidate.sentence].words[candidate.first..candidate.last];
        let span = words[0].span.to(words[words.len() - 1].span);
        let place = place(span.of(&document.text), span, chosen.row, chosen.why);
        out[candidate.sentence].push((candidate.first, candidate.last, place));
    }
    out
}

/// The place that a person names, for what stands at `span`, in a report that names these places: of its namesakes the one in their division
/// or country, or where the words behind a comma say ("Paris, Texas").
pub(crate) fn named(knowledge: &Knowledge, told: &[Place], name: &str, span: Span) -> Place {
    let rows = called(knowledge, name);
    let near = |row: &PlaceRow| {
        let country = |place: &&Place| row.country.is_some() && place.country.as_deref() == row.country;
        let division = |place: &&Place| row.admin1.is_some() && place.admin1.as_deref() == row.admin1;
        let here = told.iter().filter(country);
        (here.clone().filter(division).count(), here.count())
    };
    let best = rows.iter().enumerate().max_by_key(|(n, row)| (near(row), std::cmp::Reverse(*n)));
    let why = best.filter(|_| rows.len() > 1).map(|(_, row)| {
        let lies_in = row.admin1.or(row.country).unwrap_or_default();
        format!("the {} of {lies_in}: named by a judgement, of {} places of that name", row.name, rows.len())
    });
    place(name, span, best.map(|(_, row)| *row), why)
}

/// The places of a name by itself, the likelier first; with a country or division behind a comma, those that lie in it.
pub(crate) fn called<'k>(knowledge: &'k Knowledge, name: &str) -> Vec<PlaceRow<'k>> {
    let places = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let hit = knowledge.world.place_at(&words, 0, false).filter(|hit| hit.len == words.len());
        hit.map_or_else(Vec::new, |hit| hit.places)
    };
    match name.split_once(',') {
        None => places(name),
        Some((name, around)) => {
            let around = places(around);
            places(name).into_iter().filter(|row| around.iter().any(|hint| choose::lies_in(row, hint))).collect()
        }
    }
}

fn place(words: &str, span: Span, row: Option<PlaceRow>, why: Option<String>) -> Place {
    Place {
        words: words.into(),
        span,
        name: row.map(|row| row.name.into()),
        lat: row.map(|row| row.lat),
        lon: row.map(|row| row.lon),
        country: row.and_then(|row| row.country.map(Into::into)),
        admin1: row.and_then(|row| row.admin1.map(Into::into)),
        why: why.map(Into::into),
        extent: row.map(|row| extent(row.kind)),
        ..Place::default()
    }
}

/// How wide a kind of place is.
pub(crate) fn extent(kind: PlaceKind) -> Extent {
    match kind {
        PlaceKind::Country => Extent::Country,
        PlaceKind::Admin1 => Extent::Division,
        PlaceKind::Admin2 => Extent::District,
        PlaceKind::City => Extent::Town,
        PlaceKind::Region => Extent::Region,
    }
}

/// One sentence.
struct Seen<'a> {
    knowledge: &'a Knowledge,
    signs: &'a Signs,
    line: &'a Line<'a>,
    parties: &'a [Found],
    times: &'a [(usize, usize)],
}

impl<'a> Seen<'a> {
    fn candidates(&self, sentence: usize, out: &mut Vec<Candidate<'a>>) {
        let (words, world) = (self.line.words, &self.knowledge.world);
        let titled = self.is_titled();
        let mut at = 0;
        while at < words.len() {
            let party = self.parties.iter().find(|p| p.0 <= at && at < p.1);
            let described = party.is_some_and(|p| matches!(p.3, PartyUse::Demonym | PartyUse::Introduced));
            if described || self.times.iter().any(|t| t.0 <= at && at < t.1) {
                at += 1;
                continue;
            }
            let mut hit = world.place_at(self.line.surface, at, self.line.caps).filter(|hit| !backs(self.knowledge, self.line.surface, at + hit.len));
            if let Some(hit) = &mut hit {
                self.keep_what_may_be(at, party, hit);
            }
            let (len, rows) = match hit.filter(|hit| !hit.places.is_empty()) {
                Some(hit) => (hit.len, hit.places),
                None if self.is_placed(at) && self.is_name(at) && party.is_none() => (self.name_from(at), Vec::new()),
                None => (0, Vec::new()),
            };
            if len == 0 {
                at += 1;
                continue;
            }
            let within = self.within(at + len).filter(|_| !rows.is_empty());
            let evidence = self.evidence(at, at + len, within.is_some(), titled);
            out.push(Candidate { sentence, first: at, last: at + len, rows, evidence, divides: self.divides(at, at + len), within });
            at += len;
        }
    }

    /// Takes out what the words here cannot be: a group or an outlet of that name, an abbreviation without its full stop or its town.
    fn keep_what_may_be(&self, at: usize, party: Option<&Found>, hit: &mut PlaceHit<'_>) {
        let world = &self.knowledge.world;
        let group =
            party.is_some_and(|p| world.party(&p.2).is_some_and(|p| !matches!(p.kind, PartyKind::State | PartyKind::PartlyRecognised | PartyKind::Entity)));
        let len = hit.len;
        let outlet = || world.outlet_at(self.line.surface, at, self.line.caps).is_some_and(|outlet| outlet.len >= len);
        let abbreviated = at > 1 && self.line.surface[at - 1] == "," && self.is_capital(at - 2) || self.line.surface[at].trim_end_matches('.').contains('.');
        if group && !hit.places.iter().any(|place| place.by_hand) || !group && outlet() {
            hit.places.clear();
        }
        hit.places.retain(|place| abbreviated || place.also != Also::Abbreviation);
    }

    fn is_capital(&self, at: usize) -> bool {
        self.line.surface.get(at).is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    fn is_name(&self, at: usize) -> bool {
        self.is_capital(at) && self.line.words[at].upos == "PROPN"
    }

    /// How many words the unknown name that begins here has: "Darah-ye Pech", "Shigal wa Sheltan".
    fn name_from(&self, at: usize) -> usize {
        let particle = self.knowledge.lexicon.bit("name-particle");
        let hyphen = |i: usize| self.line.surface.get(i) == Some(&"-");
        let joins = |i: usize| self.line.marks.has(i, particle) && (self.is_name(i + 1) || hyphen(i + 1) && self.is_capital(i + 2));
        let goes_on = |i: usize| self.is_name(i) || i > at && (joins(i) || hyphen(i) && (self.is_capital(i + 1) || joins(i + 1)));
        (at..self.line.words.len()).take_while(|&i| goes_on(i)).count()
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
