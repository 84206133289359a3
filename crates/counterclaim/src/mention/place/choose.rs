//! Which of its namesakes a place is, chosen for the whole report at once.
//!
//! A report that names Harrisburg, Lancaster and Lebanon is about Pennsylvania. Every name weighs for all places that it may be, as likely
//! as they are; each place is then likelier for its people, and for the weight of the other names in its country, in its division and
//! within about a hundred kilometres; and once more, three times over, with what was found so (a mean field: each name sees what the others
//! expect). What the report says itself ("Paris, Texas") comes before all.

use super::{Candidate, Evidence};
use crate::mention::party::{Found, Line};
use counterclaim_model::{Document, Name, PartyUse};
use counterclaim_rules::{
    Knowledge,
    hash::HashMap,
    world::{Also, PlaceKind, PlaceRow},
};
use std::collections::BTreeMap;

/// How often the names weigh one another.
const ROUNDS: usize = 3;

/// Namesakes that are weighed, the likeliest.
const MOST: usize = 40;

/// What the weight of other names counts for a place: in its country, in its division, near it.
const COUNTRY: f32 = 1.0;
const DIVISION: f32 = 2.2;
const NEAR: f32 = 2.5;

/// What a capital counts that only speaks: "a truce that Washington brokered" tells little of where the report is.
const SPEAKS: f32 = 0.3;

/// How near another place must be to be told as the reason, in kilometres.
const REASON: f32 = 150.0;

/// The place that a candidate is, and why; no row for a name that nothing knows.
pub(super) struct Chosen<'w> {
    pub row: Option<PlaceRow<'w>>,
    pub why: Option<String>,
}

/// All mentions of one name in a report.
struct Group<'c, 'w> {
    candidates: Vec<usize>,
    rows: Vec<PlaceRow<'w>>,
    /// How likely each row is.
    likely: Vec<f32>,
    /// How much the name counts for others.
    weight: f32,
    within: Option<&'c PlaceRow<'w>>,
}

/// The choice for each candidate; none for what is no place here.
pub(super) fn choose<'w>(
    knowledge: &Knowledge,
    document: &Document,
    lines: &[Line<'_>],
    parties: &[Vec<Found>],
    candidates: &[Candidate<'w>],
) -> Vec<Option<Chosen<'w>>> {
    let mut groups = groups(knowledge, lines, parties, candidates);
    let told = told(knowledge, document, parties);
    for _ in 0..ROUNDS {
        let all = Weights::of(&groups, &told);
        for group in &mut groups {
            let scores: Vec<f32> = group.rows.iter().map(|row| prior(row) + all.others(group, row).score()).collect();
            group.likely = softmax(&scores);
        }
    }
    let all = Weights::of(&groups, &told);
    let best: Vec<Option<PlaceRow<'w>>> = groups.iter().map(|group| group.best(&all)).collect();
    let mut out: Vec<Option<Chosen<'w>>> = candidates.iter().map(|c| c.rows.is_empty().then_some(Chosen { row: None, why: None })).collect();
    for (n, group) in groups.iter().enumerate() {
        let Some(row) = best[n] else {
            let unknown = group.candidates.iter().filter(|&&c| candidates[c].evidence >= Evidence::Placed && candidates[c].counts());
            unknown.for_each(|&c| out[c] = Some(Chosen { row: None, why: None }));
            continue;
        };
        let supported = row.also == Also::Nothing && {
            let others = all.others(group, &row);
            others.division.max(others.around) > SUPPORT
        };
        let others = best.iter().enumerate().filter(|(m, _)| *m != n).filter_map(|(_, row)| row.as_ref());
        let why = why(knowledge, group, &row, others, &told);
        for &c in &group.candidates {
            let candidate = &candidates[c];
            if candidate.counts() || supported && candidate.evidence >= Evidence::Nothing {
                out[c] = Some(Chosen { row: Some(row), why: Some(why.clone()) });
            }
        }
    }
    out
}

/// How much must speak for a village that no word of place stands beside.
const SUPPORT: f32 = 0.8;

/// Less weight than this is none.
const LITTLE: f32 = 0.1;

/// A place of so many people is no village.
const TOWN: u32 = 30_000;

/// A place that is less likely than this among its namesakes is not meant.
const UNLIKELY: f32 = 0.05;

fn groups<'c, 'w>(knowledge: &Knowledge, lines: &[Line<'_>], parties: &[Vec<Found>], candidates: &'c [Candidate<'w>]) -> Vec<Group<'c, 'w>> {
    let mut by_name: BTreeMap<Vec<&Name>, Vec<usize>> = BTreeMap::new();
    for (c, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| !candidate.rows.is_empty()) {
        let name = lines[candidate.sentence].words[candidate.first..candidate.last].iter().map(|word| &word.lower);
        by_name.entry(name.collect()).or_default().push(c);
    }
    let mut groups = Vec::with_capacity(by_name.len());
    for of in by_name.into_values() {
        let mut rows = candidates[of[0]].rows.clone();
        if of.iter().any(|&c| is_village(knowledge, &lines[candidates[c].sentence], candidates[c].first)) {
            rows.retain(|row| row.kind != PlaceKind::City || row.population < TOWN);
        }
        let hints = of.iter().filter_map(|&c| candidates[c].within.as_ref());
        let within = hints.into_iter().find(|hint| rows.iter().any(|row| lies_in(row, hint)));
        match within {
            Some(hint) => rows.retain(|row| lies_in(row, hint)),
            // "Musa Khel district, Khost province": the gazetteer has others of that name, and not this one.
            None if of
                .iter()
                .filter_map(|&c| candidates[c].within.as_ref())
                .any(|hint| !candidates[of[0]].is_known() || hint.kind != PlaceKind::Country && rows.iter().all(|row| row.country != hint.country)) =>
            {
                rows.clear()
            }
            None => {}
        }
        // "Idlib" alone is the city and not the province that has its name; so is "Washington", a seat of government.
        let divides = of.iter().any(|&c| candidates[c].divides);
        let government = knowledge.world.party(&candidates[of[0]].words(lines)).filter(|party| party.code.is_some()).and_then(|party| party.code.as_deref());
        let seat = |division: &PlaceRow, row: &PlaceRow| {
            let same = row.admin1 == division.admin1 && row.population * 20 > division.population;
            row.kind == PlaceKind::City && row.country == division.country && (same || row.country == government)
        };
        let all = rows.clone();
        rows.retain(|row| divides || row.kind != PlaceKind::Admin1 || !all.iter().any(|other| seat(row, other)));
        rows.sort_by(|a, b| prior(b).total_cmp(&prior(a)));
        rows.truncate(MOST);
        let counts = of.iter().any(|&c| candidates[c].counts());
        let early = candidates[of[0]].sentence < 2;
        let speaks = of.iter().all(|&c| speaks(&parties[candidates[c].sentence], &candidates[c]));
        let voice = if speaks { SPEAKS } else { 1.0 };
        let weight = if counts { voice * (1.0 + 0.2 * (of.len() - 1) as f32).min(2.0) * if early { 1.3 } else { 1.0 } } else { 0.0 };
        let likely = softmax(&rows.iter().map(prior).collect::<Vec<_>>());
        groups.push(Group { candidates: of, rows, likely, weight, within });
    }
    groups
}

/// Whether a seat of government stands for the government.
fn speaks(parties: &[Found], candidate: &Candidate<'_>) -> bool {
    parties.iter().any(|(first, last, _, used)| *used == PartyUse::Seat && *first <= candidate.first && candidate.last <= *last)
}

/// "The village of Maku" is not the town of that name.
fn is_village(knowledge: &Knowledge, line: &Line<'_>, first: usize) -> bool {
    first > 1 && &*line.words[first - 1].lower == "of" && line.marks.has(first - 2, knowledge.lexicon.bit("village-noun"))
}

/// Whether a place lies in another.
pub(super) fn lies_in(row: &PlaceRow, hint: &PlaceRow) -> bool {
    row.country == hint.country
        && row.kind != PlaceKind::Country
        && match hint.kind {
            PlaceKind::Country => true,
            PlaceKind::Admin1 => row.admin1 == hint.admin1 && row.kind != PlaceKind::Admin1,
            _ => row.admin1 == hint.admin1 && row.km(hint) < REASON && row.kind == PlaceKind::City,
        }
}

/// The countries that the report tells of by their peoples, or by its outlet's home, and how much each weighs. Countries and capitals that it
/// names are names of places, and weigh as such.
fn told(knowledge: &Knowledge, document: &Document, parties: &[Vec<Found>]) -> BTreeMap<Name, f32> {
    let mut told: BTreeMap<Name, f32> = BTreeMap::new();
    let code = |name: &str| knowledge.world.party(name).and_then(|party| party.code.clone());
    for (_, _, name, _) in parties.iter().flatten().filter(|party| party.3 == PartyUse::Demonym) {
        if let Some(code) = code(name) {
            let weight = told.entry(code).or_default();
            *weight = (*weight + 0.4).min(1.6);
        }
    }
    let outlet = document.outlet.as_deref().and_then(|name| knowledge.world.outlets.iter().find(|outlet| *outlet.name == *name));
    if let Some(code) = outlet.and_then(|outlet| outlet.state.as_deref()).and_then(code) {
        *told.entry(code).or_default() += 0.5;
    }
    told
}

/// How likely a place is by itself: by its people, its kind, and whether the words are its own name.
fn prior(row: &PlaceRow) -> f32 {
    let kind = match row.kind {
        PlaceKind::Country => 3.2,
        PlaceKind::Admin1 => 2.0,
        PlaceKind::Region => 3.0,
        _ => 0.0,
    };
    let people = 0.5 * (1.0 + row.population as f32 / 1000.0).ln();
    kind + people + if row.own { 1.0 } else { 0.0 } + if row.by_hand { 1.0 } else { 0.0 }
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

impl<'w> Group<'_, 'w> {
    /// The likeliest place that the other names do not speak against.
    fn best(&self, all: &Weights) -> Option<PlaceRow<'w>> {
        let fits = |row: &PlaceRow| self.within.is_some() || row.stands_alone() || !all.speak_against(self, row);
        let rows = self.rows.iter().zip(&self.likely).enumerate();
        let likely = rows.filter(|(_, (row, likely))| **likely >= UNLIKELY && fits(row));
        likely.max_by(|a, b| a.1.1.total_cmp(b.1.1).then(b.0.cmp(&a.0))).map(|(_, (row, _))| *row)
    }

    /// Its likelier places, and what each weighs.
    fn weighed(&self) -> impl Iterator<Item = (&PlaceRow<'w>, f32)> {
        self.rows.iter().zip(&self.likely).map(|(row, likely)| (row, self.weight * likely)).filter(|(_, weight)| *weight > 0.01)
    }

    /// What those of its places weigh that are so.
    fn weight_of(&self, is: impl Fn(&PlaceRow) -> bool) -> f32 {
        self.weighed().filter(|(row, _)| is(row)).map(|(_, weight)| weight).sum()
    }
}

/// The weight of names in countries, divisions and squares of one degree.
#[derive(Default)]
struct Weights<'w> {
    countries: HashMap<&'w str, f32>,
    divisions: HashMap<(&'w str, &'w str), f32>,
    squares: HashMap<(i32, i32), f32>,
}

/// What other names weigh in a place's country, in its division and around it.
struct Others {
    country: f32,
    division: f32,
    around: f32,
}

fn country<'w>(row: &PlaceRow<'w>) -> &'w str {
    row.country.unwrap_or_default()
}

fn division<'w>(row: &PlaceRow<'w>) -> (&'w str, &'w str) {
    (country(row), row.admin1.unwrap_or_default())
}

/// The square of one degree that a town or district lies in.
fn square(row: &PlaceRow) -> Option<(i32, i32)> {
    matches!(row.kind, PlaceKind::City | PlaceKind::Admin2).then(|| (row.lat.floor() as i32, row.lon.floor() as i32))
}

impl<'w> Weights<'w> {
    fn of(groups: &[Group<'_, 'w>], told: &'w BTreeMap<Name, f32>) -> Weights<'w> {
        let mut weights = Weights::default();
        for (code, weight) in told {
            *weights.countries.entry(code).or_default() += weight;
        }
        for (row, weight) in groups.iter().flat_map(Group::weighed) {
            *weights.countries.entry(country(row)).or_default() += weight;
            if row.admin1.is_some() {
                *weights.divisions.entry(division(row)).or_default() += weight;
            }
            if let Some(square) = square(row) {
                *weights.squares.entry(square).or_default() += weight;
            }
        }
        weights
    }

    /// What all names but the group's own weigh for a place.
    fn others(&self, group: &Group, row: &PlaceRow) -> Others {
        let of = |weight: Option<&f32>, own: f32| (weight.copied().unwrap_or(0.0) - own).max(0.0);
        let around = |(lat, lon): (i32, i32)| {
            let squares = (-1..=1).flat_map(move |a| (-1..=1).map(move |b| (lat + a, lon + b)));
            let all: f32 = squares.filter_map(|at| self.squares.get(&at)).sum();
            let near = |other: &PlaceRow| square(other).is_some_and(|(a, b)| (a - lat).abs() <= 1 && (b - lon).abs() <= 1);
            (all - group.weight_of(near)).max(0.0)
        };
        Others {
            country: of(self.countries.get(country(row)), group.weight_of(|own| own.country == row.country)),
            division: of(self.divisions.get(&division(row)), group.weight_of(|own| own.admin1.is_some() && division(own) == division(row))),
            around: square(row).map_or(0.0, around),
        }
    }

    /// Whether the other names tell of other countries and none of the place's own: then it is likelier a village that the gazetteer lacks.
    fn speak_against(&self, group: &Group, row: &PlaceRow) -> bool {
        let of = |country: &str| self.countries.get(country).copied().unwrap_or(0.0) - group.weight_of(|own| own.country.unwrap_or_default() == country);
        let elsewhere = self.countries.keys().filter(|other| **other != country(row)).map(|other| of(other)).fold(0.0, f32::max);
        of(country(row)) < LITTLE && elsewhere > 1.0
    }
}

impl Others {
    fn score(&self) -> f32 {
        COUNTRY * self.country.ln_1p() + DIVISION * self.division.ln_1p() + NEAR * self.around.ln_1p()
    }
}

/// The reason in words.
fn why<'a, 'w: 'a>(knowledge: &Knowledge, group: &Group, row: &PlaceRow, others: impl Iterator<Item = &'a PlaceRow<'w>>, told: &BTreeMap<Name, f32>) -> String {
    let country = row.country.and_then(|code| Some(knowledge.holder(code)?.to_string()));
    let lies_in = match (row.admin1.filter(|admin1| *admin1 != row.name), &country) {
        (Some(admin1), _) => format!(" of {admin1}"),
        (None, Some(country)) if **country != *row.name => format!(" of {country}"),
        _ => String::new(),
    };
    let the = format!("the {}{lies_in}", row.name);
    if let Some(hint) = group.within {
        return format!("{the}: the report says that it lies in {}", hint.name);
    }
    if group.rows.len() == 1 {
        return format!("{the}: the only place of that name that the gazetteer has");
    }
    let others: Vec<&PlaceRow> = others.collect();
    let nearest = others.iter().filter(|other| matches!(other.kind, PlaceKind::City | PlaceKind::Region) && other.name != row.name);
    let nearest = nearest.map(|other| (other.km(row), other)).min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(km, _)| *km < REASON);
    if let Some((km, other)) = nearest.filter(|_| matches!(row.kind, PlaceKind::City | PlaceKind::Admin2)) {
        return format!("{the}: the report names {}, {km:.0} km away", other.name);
    }
    if let Some(other) =
        others.iter().find(|other| other.kind == PlaceKind::Admin1 && other.country == row.country && other.admin1 == row.admin1 && other.name != row.name)
    {
        return format!("{the}: the report names {}", other.name);
    }
    let people = |row: &PlaceRow| (row.kind == PlaceKind::Country, row.population);
    if group.rows.iter().all(|other| people(other) <= people(row)) {
        return match row.kind {
            PlaceKind::Country => format!("{the}: a country comes before other places of its name"),
            _ => format!("{the}: the most populous of {} places of that name", group.rows.len()),
        };
    }
    let named = others.iter().any(|other| other.country == row.country) || row.country.is_some_and(|code| told.contains_key(code));
    match country.filter(|_| named) {
        Some(country) => format!("{the}: the report names {country}"),
        None => format!("{the}: the likeliest of {} places of that name", group.rows.len()),
    }
}
