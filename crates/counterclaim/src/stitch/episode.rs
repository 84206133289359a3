//! Runs of fighting: reports joined by who fights and when.
//!
//! Two reports that both have the same two neighbours fighting, one from the 27th to the 28th and one to the 29th, tell of one
//! episode; a third of the year after does not. A claim of an earlier war never joins anything: its reports' background only.

use crate::stitch::{
    CampIn, day,
    join::{Joined, Reason, join},
    outline::{Outline, Reports, most_named},
    parent::parents,
};
use counterclaim_model::{Basis, ClaimId, Day, Episode, Interval, Name, Origin, Parent, Reading};
use rayon::prelude::*;
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

/// Reports that tell of one run of fighting.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The episode's id.
    pub id: String,
    /// The first day of its fighting.
    pub from: Option<Day>,
    /// Places among all reports, in order.
    pub reports: Vec<usize>,
    /// Why they stand together.
    pub why: Vec<Reason>,
    /// The longer run that it belongs to.
    pub parent: Option<Parent>,
    /// Claims of its reports that count a longer run, with its id.
    pub wars: Vec<(ClaimId, String)>,
}

/// Groups reports into runs of fighting, newest first, undated last. A report that tells nothing and repeats nobody stands in none.
pub fn runs(reports: &dyn Reports, origins: &[Origin]) -> Vec<Run> {
    let outlines = reports.outlines();
    let Joined { groups, why } = join(reports, &outlines, origins);
    let groups: Vec<(Vec<usize>, Vec<Reason>)> = groups.into_iter().zip(why).filter(|(group, _)| group.iter().any(|index| outlines[*index].tells)).collect();
    let run = |(reports, why): (Vec<usize>, Vec<Reason>)| {
        let of = || reports.iter().map(|index| outlines[*index]);
        let most = most_named(of());
        let from = days(of()).map(|(from, _)| from);
        let first = of().next().map(|outline| &*outline.doc).unwrap_or_default();
        Run { id: id(from, &most, first), from, reports, why, parent: None, wars: Vec::new() }
    };
    let mut runs: Vec<Run> = groups.into_par_iter().map(run).collect();
    runs.par_sort_by(|a, b| order((a.from, &a.id), (b.from, &b.id)));
    name_apart(&mut runs, &outlines);
    runs.par_sort_by(|a, b| order((a.from, &a.id), (b.from, &b.id)));
    parents(&mut runs, reports, &outlines);
    runs
}

/// The order in which episodes are told, by their first days and ids: newest first, undated last.
pub fn order(a: (Option<Day>, &str), b: (Option<Day>, &str)) -> Ordering {
    (b.0, a.1).cmp(&(a.0, b.1))
}

/// The episode of a run, from its reports in the run's order.
pub fn episode(run: &Run, reports: &dyn Reports, readings: &[&Reading]) -> Episode {
    let of = |current: bool| -> Vec<ClaimId> {
        let claims = readings.iter().flat_map(|reading| &reading.claims);
        claims.filter(|claim| claim.current == current).map(|claim| claim.id.clone()).collect()
    };
    let briefs = || run.reports.iter().map(|index| reports.brief(*index));
    let docs: Vec<Name> = briefs().map(|brief| brief.doc.clone()).collect();
    let mut parties: BTreeMap<Name, BTreeSet<Name>> = BTreeMap::new();
    let mut places: BTreeMap<&String, (Name, usize)> = BTreeMap::new();
    let mut weight: BTreeMap<&Name, usize> = BTreeMap::new();
    briefs().flat_map(|brief| &brief.fight.weight).for_each(|(camp, n)| *weight.entry(camp).or_default() += n);
    for fight in briefs().map(|brief| &brief.fight) {
        // One accusation in one report puts nobody on the field; the same in two does.
        let named = fight.weight.keys().filter(|camp| !fight.camps.contains(camp) && weight.get(camp).is_some_and(|n| *n > 1));
        for camp in fight.camps.iter().chain(named) {
            parties.entry(camp.clone()).or_default().extend(fight.parties.get(camp).into_iter().flatten().cloned());
        }
        for (key, (shown, count)) in &fight.places {
            places.entry(key).or_insert((shown.clone(), 0)).1 += count;
        }
    }
    let mut places: Vec<(Name, usize)> = places.into_values().collect();
    places.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    let days = interval(days(run.reports.iter().map(|index| reports.outline(*index))), &docs);
    let camps = parties.iter().map(|(camp, parties)| {
        let first = parties.contains(camp).then(|| camp.clone());
        first.into_iter().chain(parties.iter().filter(|party| *party != camp).cloned()).collect()
    });
    Episode {
        id: run.id.clone(),
        camps: camps.collect(),
        places: places.into_iter().map(|(shown, _)| shown).collect(),
        claims: of(true),
        background: of(false),
        docs,
        days,
        why: run.why.iter().map(|why| why.words(reports)).collect(),
        parent: run.parent.clone(),
        wars: run.wars.clone(),
    }
}

/// Whether a party has no name: "rebels", "militants".
pub fn is_nameless(party: &str) -> bool {
    party.starts_with(char::is_lowercase)
}

/// Camps as they were in an episode: its nameless fighters are those of the camp that they stand in.
pub fn camp_of<'a>(episode: &'a Episode, camp: &'a CampIn<'a>) -> impl Fn(&str) -> Name + Sync + 'a {
    let year = episode.days.year();
    move |party| {
        let with = episode.camps.iter().filter(|_| is_nameless(party)).find(|camp| camp.iter().any(|one| &**one == party));
        camp(with.and_then(|camp| camp.first()).map_or(party, |first| first), year)
    }
}

/// From the first day to the last of the most exact stretches: a report that knows only the year widens nothing.
fn days<'a>(outlines: impl Iterator<Item = &'a Outline> + Clone) -> Option<(Day, Day)> {
    let stretches = outlines.filter_map(|outline| outline.days.map(|(from, to)| (from.day, to.day)));
    let exact = |day: Day| (day.month > 0, day.day > 0);
    let best = stretches.clone().map(|(from, _)| exact(from)).max()?;
    stretches.filter(|(from, _)| exact(*from) == best).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

fn interval(days: Option<(Day, Day)>, docs: &[Name]) -> Interval {
    let Some((from, to)) = days else { return Interval::default() };
    let reason = format!("what its reports tell of lies in {}", day::stretch(from, to));
    Interval { from: Some(from), to: Some(to), basis: Basis::Inferred { by: docs.to_vec(), reason } }
}

/// `2020-09-27-armenia-azerbaijan`, with the two or three camps most named; the first report's id where no day is known.
fn id(from: Option<Day>, most: &[&Name], first: &str) -> String {
    let Some(from) = from else {
        return first.to_owned();
    };
    let mut names: Vec<String> = most.iter().take(3).map(|name| slug(name)).collect();
    names.sort();
    if names.is_empty() {
        names.push(slug(first));
    }
    format!("{from}-{}", names.join("-"))
}

pub(super) fn slug(name: &str) -> String {
    let words: Vec<String> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

/// Two episodes of the same camps from the same day are told apart by their first reports, and by number where that is not enough.
fn name_apart(runs: &mut [Run], outlines: &[&Outline]) {
    let mut count: HashMap<String, usize> = HashMap::new();
    runs.iter().for_each(|run| *count.entry(run.id.clone()).or_default() += 1);
    let mut given: HashSet<String> = HashSet::new();
    for run in runs.iter_mut().filter(|run| count.get(&run.id).is_some_and(|n| *n > 1)) {
        let first = run.reports.first().map(|index| slug(&outlines[*index].doc)).unwrap_or_default();
        let base = format!("{}-{first}", run.id);
        let numbered = (2..).map(|n| format!("{base}-{n}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|id| !given.contains(id) && !count.contains_key(id));
        run.id = free.unwrap_or(base);
        given.insert(run.id.clone());
    }
}
