//! One claim told in several reports, and what was lost on the way.
//!
//! "Over 550 were destroyed, including those wounded" in one report is "550 killed" in the next: the same figure of the same side's people,
//! by the same claimant or by one whose name was lost, of days that may be the same. The likeliest original is the earliest; of one day, the
//! one that a copy does not tell and that names most. Surprising but meant: a figure of one digit links nothing by itself, since it
//! recurs by accident; it must be of one day, one side, one effect and one claimant. Statements are linked where they agree in everything (`deed`).

mod deed;
mod drift;

pub use drift::between_sentences;

use crate::stitch::episode::camp_of;
use crate::stitch::{
    CampIn, CampOf, copies, day,
    fight::{self, said, written},
};
use counterclaim_model::{Claim, ClaimId, Effect, Episode, Name, Origin, Reading, Retelling, Retold, Stance, Toll};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A figure that does not recur by accident.
const DISTINCT: u32 = 10;

/// So many days apart two tellings of one claim may put it.
const NEAR: i64 = 3;

/// A toll as one report tells it.
#[derive(Clone, Copy)]
struct Told<'a> {
    reading: &'a Reading,
    claim: &'a Claim,
    toll: &'a Toll,
}

impl<'a> Told<'a> {
    /// The claim of that number, where it is a toll.
    fn of(reading: &'a Reading, n: usize) -> Option<Told<'a>> {
        let claim = reading.claims.get(n)?;
        Some(Told { reading, claim, toll: claim.toll()? })
    }
}

/// Claims that are told in several reports, in order of episodes and of telling.
pub fn retold(readings: &[Reading], episodes: &[Episode], origins: &[Origin], camp: &CampIn<'_>) -> Vec<Retold> {
    let index: HashMap<&Name, usize> = readings.iter().enumerate().map(|(n, reading)| (&reading.document.id, n)).collect();
    let again = copies::reprints(origins);
    let mut found = Vec::new();
    for episode in episodes.iter().filter(|episode| episode.docs.len() > 1) {
        let camp = &camp_of(episode, camp);
        let current: BTreeSet<&ClaimId> = episode.claims.iter().collect();
        let here = episode.docs.iter().filter_map(|doc| index.get(doc)).flat_map(|n| readings[*n].claims.iter().map(move |claim| (&readings[*n], claim)));
        let mut told: BTreeMap<u32, Vec<Told>> = BTreeMap::new();
        for (reading, claim) in here.filter(|(_, claim)| current.contains(&claim.id)) {
            let figure = claim.toll().and_then(|toll| Some((toll, said(toll.quantity).filter(|figure| *figure > 0)?)));
            if let Some((toll, figure)) = figure.filter(|_| claim.same_as.is_none() && claim.stance != Stance::Denied && !claim.is_rejected()) {
                told.entry(figure).or_default().push(Told { reading, claim, toll });
            }
        }
        for (figure, mut told) in told {
            told.sort_by_key(|told| order(told, &again));
            found.extend(linked(figure, &told, camp));
        }
        let readings = episode.docs.iter().filter_map(|doc| index.get(doc)).map(|n| &readings[*n]);
        found.extend(deed::linked(readings, &current, &again, camp));
    }
    found
}

/// Earlier first; of one day what is no copy, then what names most, then by report and place.
fn order<'a>(told: &Told<'a>, again: &BTreeSet<Name>) -> impl Ord + use<'a> {
    let (written, claim) = (written(told.reading), told.claim);
    let named = [claim.attribution.party().is_some(), !told.toll.side.is_empty(), claim.place.is_some(), claim.when.to.is_some()];
    let named = named.into_iter().filter(|named| *named).count();
    (written.is_none(), written, again.contains(&told.reading.document.id), Reverse(named), &told.reading.document.id, claim.quote)
}

/// Tellings of one figure, each with the first that it may tell again.
fn linked(figure: u32, told: &[Told], camp: &CampOf<'_>) -> Vec<Retold> {
    let mut groups: Vec<Vec<&Told>> = Vec::new();
    for one in told {
        let fits = |group: &&mut Vec<&Told>| {
            let elsewhere = group.iter().all(|other| other.reading.document.id != one.reading.document.id);
            elsewhere && group.first().is_some_and(|first| same(figure, first, one, camp))
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let several = groups.into_iter().filter(|group| group.len() > 1);
    several
        .map(|group| Retold {
            original: group[0].claim.id.clone(),
            again: group[1..].iter().map(|one| Retelling { claim: one.claim.id.clone(), drift: drift::between(group[0], one, camp) }).collect(),
        })
        .collect()
}

/// Whether one may be told again by the other.
fn same(figure: u32, first: &Told, then: &Told, camp: &CampOf<'_>) -> bool {
    let (a, b) = (first.toll, then.toll);
    let claimants = (first.claim.attribution.party().map(|party| camp(party)), then.claim.attribution.party().map(|party| camp(party)));
    let sides = (fight::column(&a.side, camp), fight::column(&b.side, camp));
    let gap = first.claim.when.to.zip(then.claim.when.to).and_then(|(one, other)| day::apart(one, other)).map(i64::abs);
    if a.group != b.group || a.role != b.role && figure < DISTINCT {
        return false;
    }
    if figure < DISTINCT {
        return a.effect == b.effect && sides.0 == sides.1 && claimants.0 == claimants.1 && gap == Some(0) && a.scope == b.scope;
    }
    let harmed = |effect| matches!(effect, Effect::Killed | Effect::Wounded);
    let mixed = |one, other| one == Effect::Casualties && harmed(other);
    let effects = a.effect == b.effect || mixed(a.effect, b.effect) || mixed(b.effect, a.effect);
    let open = |side: &Name| &**side == "all";
    let claimant = claimants.0.is_none() || claimants.1.is_none() || claimants.0 == claimants.1;
    // A side that was changed on the way is a drift where the same party says the same of the same day.
    let turned = claimants.0.is_some() && claimants.0 == claimants.1 && gap == Some(0) && a.effect == b.effect;
    let side = sides.0 == sides.1 || open(&sides.0) || open(&sides.1) || turned;
    effects && claimant && side && gap.is_none_or(|gap| gap <= NEAR)
}
