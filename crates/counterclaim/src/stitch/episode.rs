//! Runs of fighting: reports joined by who fights and when.
//!
//! Two reports that both have the same two neighbours fighting, one from the 27th to the 28th and one to the 29th, tell of one
//! episode; a third of the year after does not. A claim of an earlier war never joins anything: its reports' background only.

use crate::stitch::{
    brief::Brief,
    day,
    join::{Joined, join},
};
use counterclaim_model::{Basis, ClaimId, Day, Episode, Interval, Name, Origin, Reading};
use std::collections::{BTreeMap, BTreeSet};

/// Groups dated readings into episodes, newest first, undated last.
pub fn episodes(readings: &[Reading], briefs: &[Brief], origins: &[Origin]) -> Vec<Episode> {
    let Joined { groups, why } = join(briefs, origins);
    let mut episodes: Vec<Episode> = groups
        .iter()
        .zip(why)
        .filter(|(group, _)| group.iter().any(|index| briefs[*index].tells))
        .map(|(group, why)| episode(group, why, readings, briefs))
        .collect();
    episodes.sort_by(|a, b| (b.days.from, &a.id).cmp(&(a.days.from, &b.id)));
    name_apart(&mut episodes);
    episodes
}

fn episode(group: &[usize], why: Vec<String>, readings: &[Reading], briefs: &[Brief]) -> Episode {
    let of = |current: bool| -> Vec<ClaimId> {
        let claims = group.iter().flat_map(|index| &readings[*index].claims);
        claims.filter(|claim| claim.current == current).map(|claim| claim.id.clone()).collect()
    };
    let docs: Vec<Name> = group.iter().map(|index| briefs[*index].doc.clone()).collect();
    let mut weight: BTreeMap<Name, usize> = BTreeMap::new();
    let mut parties: BTreeMap<Name, BTreeSet<Name>> = BTreeMap::new();
    let mut places: BTreeMap<&String, (Name, usize)> = BTreeMap::new();
    for fight in group.iter().map(|index| &briefs[*index].fight) {
        for camp in &fight.camps {
            *weight.entry(camp.clone()).or_default() += fight.weight.get(camp).copied().unwrap_or(0);
            parties.entry(camp.clone()).or_default().extend(fight.parties.get(camp).into_iter().flatten().cloned());
        }
        for (key, (shown, count)) in &fight.places {
            places.entry(key).or_insert((shown.clone(), 0)).1 += count;
        }
    }
    let mut places: Vec<(Name, usize)> = places.into_values().collect();
    places.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    let days = days(group.iter().filter_map(|index| briefs[*index].fight.days).collect(), &docs);
    let camps = parties.iter().map(|(camp, parties)| {
        let first = parties.contains(camp).then(|| camp.clone());
        first.into_iter().chain(parties.iter().filter(|party| *party != camp).cloned()).collect()
    });
    Episode {
        id: id(days.from, &weight, &docs),
        camps: camps.collect(),
        places: places.into_iter().map(|(shown, _)| shown).collect(),
        claims: of(true),
        background: of(false),
        docs,
        days,
        why,
    }
}

/// From the first day to the last of the most exact stretches: a report that knows only the year widens nothing.
fn days(stretches: Vec<(Day, Day)>, docs: &[Name]) -> Interval {
    let exact = |day: &Day| (day.month > 0, day.day > 0);
    let Some(best) = stretches.iter().map(|(from, _)| exact(from)).max() else {
        return Interval::default();
    };
    let of: Vec<&(Day, Day)> = stretches.iter().filter(|(from, _)| exact(from) == best).collect();
    let from = of.iter().map(|(from, _)| *from).min();
    let to = of.iter().map(|(_, to)| *to).max();
    let reason = match (from, to) {
        (Some(from), Some(to)) => format!("what its reports tell of lies in {}", day::stretch(from, to)),
        _ => String::new(),
    };
    Interval { from, to, basis: Basis::Inferred { by: docs.to_vec(), reason } }
}

/// `2020-09-27-armenia-azerbaijan`, with the two or three camps most named; the first report's id where no day is known.
fn id(from: Option<Day>, weight: &BTreeMap<Name, usize>, docs: &[Name]) -> String {
    let Some(from) = from else {
        return docs.first().map(|doc| doc.to_string()).unwrap_or_default();
    };
    let mut most: Vec<(&Name, &usize)> = weight.iter().collect();
    most.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    most.truncate(3);
    let mut names: Vec<String> = most.iter().map(|(name, _)| slug(name)).collect();
    names.sort();
    if names.is_empty() {
        names.extend(docs.first().map(|doc| slug(doc)));
    }
    format!("{from}-{}", names.join("-"))
}

fn slug(name: &str) -> String {
    let words: Vec<String> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

/// Two episodes of the same camps from the same day are told apart by their first reports.
fn name_apart(episodes: &mut [Episode]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    episodes.iter().for_each(|episode| *count.entry(episode.id.clone()).or_default() += 1);
    for episode in episodes.iter_mut().filter(|episode| count.get(&episode.id).is_some_and(|n| *n > 1)) {
        if let Some(doc) = episode.docs.first() {
            episode.id = format!("{}-{}", episode.id, slug(doc));
        }
    }
}
