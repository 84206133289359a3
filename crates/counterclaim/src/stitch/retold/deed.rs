//! One statement told in several reports of an episode: the same kind, by the same camps to the same camps, on one day and at one place.
//!
//! Surprising but meant: where one report has two such attacks and names no place, neither is linked, for which of them the other report means
//! cannot be told; of the clashes of a day, and of what was at one place, the first that a report tells stands for all.

use super::drift;
use crate::stitch::{CampOf, copies, fight::written};
use counterclaim_model::{Claim, ClaimId, Day, Drift, DriftKind, Kind, Name, Reading, Retelling, Retold, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// What two statements have in common that are one.
type Key = (Kind, BTreeSet<Name>, BTreeSet<Name>, Day, Option<String>);

/// Statements that several of these reports tell, in order of what they tell.
pub(super) fn linked<'a>(readings: impl Iterator<Item = &'a Reading>, current: &BTreeSet<&ClaimId>, again: &BTreeSet<Name>, camp: &CampOf<'_>) -> Vec<Retold> {
    let mut told: BTreeMap<Key, Vec<(&Reading, &Claim)>> = BTreeMap::new();
    for reading in readings {
        let mut here: BTreeMap<Key, Vec<&Claim>> = BTreeMap::new();
        for claim in reading.claims.iter().filter(|claim| current.contains(&claim.id) && claim.same_as.is_none() && !claim.is_rejected()) {
            if let Some(key) = key(claim, camp) {
                here.entry(key).or_default().push(claim);
            }
        }
        for (key, claims) in here {
            let told_apart = claims.len() == 1 || key.0 == Kind::Clash || key.4.is_some();
            if let Some(claim) = claims.into_iter().min_by_key(|claim| claim.quote).filter(|_| told_apart) {
                told.entry(key).or_default().push((reading, claim));
            }
        }
    }
    let several = told.into_values().filter(|told| told.len() > 1);
    several.map(|told| link(told, again)).collect()
}

/// `None` where it is not told who acts, or on which day.
fn key(claim: &Claim, camp: &CampOf<'_>) -> Option<Key> {
    let deed = claim.deed()?;
    let camps = |parties: &[Name]| parties.iter().map(|party| camp(party)).collect::<BTreeSet<Name>>();
    let actors = camps(&deed.actor);
    let day = claim.when.to.or(claim.when.from).filter(|day| day.is_full() && claim.when.from.is_none_or(|from| from == *day))?;
    let place = claim.place.as_ref().map(|place| place.name.as_ref().unwrap_or(&place.words).to_lowercase());
    (!actors.is_empty()).then(|| (deed.kind, actors, camps(&deed.target), day, place))
}

/// Earlier first; of one day what is no copy, then what names its speaker, then by report.
fn link(mut told: Vec<(&Reading, &Claim)>, again: &BTreeSet<Name>) -> Retold {
    told.sort_by_key(|(reading, claim)| {
        let (written, doc) = (written(reading), &reading.document.id);
        let (undated, day, _) = copies::order(written, doc);
        (undated, day, again.contains(doc), claim.attribution.party().is_none(), doc, claim.quote)
    });
    let first = told[0].1;
    let retelling = |(_, claim): &(&Reading, &Claim)| Retelling { claim: claim.id.clone(), drift: between(first, claim) };
    Retold { original: first.id.clone(), again: told[1..].iter().map(retelling).collect() }
}

fn between(first: &Claim, then: &Claim) -> Vec<Drift> {
    let mut found: Vec<Drift> = drift::claimant(first, then).into_iter().collect();
    if (first.stance == Stance::Denied) != (then.stance == Stance::Denied) {
        found.push(Drift { kind: DriftKind::StanceChanged, words: format!("{} became {}", first.stance.name(), then.stance.name()) });
    }
    found
}
