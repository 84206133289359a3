//! What one report's fighting is: who fights, on which days, at which places, with which figures.
//!
//! A party is one that is harmed or does or suffers a deed of war; a mediator that only calls for calm is none, nor is an aid agency whose
//! people die. One accusation by an enemy makes no party: "It is their allies who fight us" is said once by one side, and does not put those allies on the field.

use crate::stitch::{
    CampIn, CampOf, Fights,
    day::{self, Value},
    when,
};
use counterclaim_model::{Claim, Day, Extent, Kind, Name, Qualifier, Quantity, Reading, Says, Scope, Stance};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What one report's current claims say of the fighting, in camps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fight {
    /// The camps that fight, sorted.
    pub camps: Vec<Name>,
    /// How often each of them is named as fighting.
    pub weight: BTreeMap<Name, usize>,
    /// The parties of each camp that are named.
    pub parties: BTreeMap<Name, BTreeSet<Name>>,
    /// First and last day, as far as the report knows.
    pub days: Option<(Day, Day)>,
    /// Places, lower case, with how to print them and how often they are named.
    pub places: BTreeMap<String, (Name, usize)>,
    /// The first-order division in which most of its fighting stands, by country; several where they are named as often.
    pub grounds: BTreeSet<(Name, Name)>,
    /// Places that lie in no division: valleys, regions.
    pub regions: BTreeSet<Name>,
    /// Figures as said, with whose they are ("all" where no side is said).
    pub figures: BTreeSet<(Name, u32)>,
    /// The day on which the fighting broke out, with the words that say so.
    pub outbreak: Option<(Value, String)>,
}

/// The number in the words: "over 550" is 551 to open, and says 550.
pub fn said(quantity: Quantity) -> Option<u32> {
    match quantity.qualifier {
        Qualifier::None | Qualifier::Vague => None,
        Qualifier::MoreThan => quantity.low.map(|n| n.saturating_sub(1)),
        Qualifier::LessThan => quantity.high.map(|n| n.saturating_add(1)),
        _ => quantity.figure(),
    }
}

/// The side of figures that belong to no one camp, or do not say to which.
pub const ALL: &str = "all";

/// Whose a figure is: the one camp that all its sides belong to, or [`ALL`].
pub fn column(side: &[Name], camp: &CampOf<'_>) -> Name {
    let mut camps = side.iter().map(|party| camp(party));
    match camps.next() {
        Some(first) if camps.all(|other| other == first) => first,
        _ => ALL.into(),
    }
}

/// What a report's current claims say of the fighting.
pub fn fight(reading: &Reading, camp: &CampIn<'_>, fights: &Fights<'_>) -> Fight {
    let camp = &camp_of(reading, camp);
    let mut fight = Fight::default();
    let can_fight = |party: &&Name| fights(party, None);
    // Who says nothing of his dead is not named for fighting once more.
    let current = || reading.claims.iter().filter(|claim| claim.current && !claim.is_rejected() && !claim.is_silence());
    for claim in current().filter(|claim| claim.stance != Stance::Denied) {
        let own = claim.attribution.chain.is_empty();
        match &claim.says {
            Says::Toll(toll) => {
                // One foreign cadet among the dead makes his country no party.
                toll.side.iter().chain(&toll.by).filter(can_fight).for_each(|party| fight.name(party, 1, camp));
                if let Some(figure) = said(toll.quantity).filter(|figure| *figure > 1) {
                    fight.figures.insert((column(&toll.side, camp), figure));
                }
            }
            Says::Deed(deed) if deed.kind.is_war() => {
                let weight = if own { 2 } else { 1 };
                deed.actor.iter().chain(&deed.target).filter(can_fight).for_each(|party| fight.name(party, weight, camp));
            }
            Says::Deed(_) => {}
        }
    }
    fight.camps = fight.weight.iter().filter(|(_, weight)| **weight > 1).map(|(camp, _)| camp.clone()).collect();
    if fight.camps.len() < 2 {
        if fight.weight.len() < 2 {
            contradicting(current()).filter(|party| can_fight(party)).for_each(|party| fight.name(party, 1, camp));
        }
        fight.camps = fight.weight.keys().cloned().collect();
    }
    let parties: BTreeSet<String> = fight.parties.values().flatten().map(|party| party.to_lowercase()).collect();
    for place in current().filter(|claim| is_fighting(claim)).filter_map(|claim| claim.place.as_ref()) {
        let shown = place.name.clone().unwrap_or_else(|| place.words.clone());
        let key = shown.to_lowercase();
        // "The border", "the front" are places without a name; a party's whole country is none.
        let named = shown.starts_with(char::is_uppercase);
        if named && !parties.contains(&key) {
            if place.extent == Some(Extent::Region) && place.admin1.is_none() {
                fight.regions.insert(shown.clone());
            }
            fight.places.entry(key).or_insert((shown, 0)).1 += 1;
        }
    }
    // Claims without a place are of the place that the report is about.
    if fight.places.is_empty() && current().any(is_fighting) {
        let sites = reading.document.sites.iter().filter(|site| !parties.contains(&site.to_lowercase()));
        fight.places = sites.map(|site| (site.to_lowercase(), (site.clone(), 1))).collect();
    }
    fight.grounds = grounds(current());
    fight.days = days(reading);
    fight.outbreak = when::outbreak(reading).map(|(value, span)| (value, span.of(&reading.document.text).to_owned()));
    fight
}

/// Those who deny, who accuse, and who count the dead of others: where one side alone is told of, its adversary.
fn contradicting<'a>(claims: impl Iterator<Item = &'a Claim>) -> impl Iterator<Item = &'a Name> {
    claims.filter_map(|claim| match &claim.says {
        Says::Toll(toll) => claim.attribution.party().filter(|party| !toll.side.is_empty() && !toll.side.contains(party)),
        Says::Deed(deed) if matches!(deed.kind, Kind::Deny | Kind::Accuse) => deed.actor.first(),
        Says::Deed(_) => None,
    })
}

/// Whether a claim tells of harm or a deed of war, and not of talks or calls.
fn is_fighting(claim: &Claim) -> bool {
    claim.toll().is_some() || claim.deed().is_some_and(|deed| deed.kind.is_war())
}

/// What befell people says more of where the fighting was than what was done.
const HARM: usize = 3;

/// The divisions that weigh most, unless totals of all the fighting, which lie nowhere, weigh more: a report that counts the dead of a whole
/// front and names one shelled town is not the town's.
fn grounds<'a>(claims: impl Iterator<Item = &'a Claim>) -> BTreeSet<(Name, Name)> {
    let mut count: BTreeMap<(Name, Name), usize> = BTreeMap::new();
    let mut nowhere = 0;
    for claim in claims.filter(|claim| is_fighting(claim)) {
        let division = claim.place.as_ref().and_then(|place| place.country.clone().zip(place.admin1.clone()));
        let total = claim.toll().is_some_and(|toll| toll.scope == Scope::Total);
        match division {
            Some(division) => *count.entry(division).or_default() += if claim.toll().is_some() { HARM } else { 1 },
            None if total && claim.place.is_none() => nowhere += 1,
            None => {}
        }
    }
    let most = count.values().copied().max().filter(|most| *most >= nowhere);
    count.into_iter().filter(|(_, n)| Some(*n) == most).map(|(division, _)| division).collect()
}

impl Fight {
    fn name(&mut self, party: &Name, weight: usize, camp: &CampOf<'_>) {
        let camp = camp(party);
        *self.weight.entry(camp.clone()).or_default() += weight;
        self.parties.entry(camp).or_default().insert(party.clone());
    }

    /// The weekday of the outbreak, Monday being 1.
    pub fn outbreak_weekday(&self) -> Option<u8> {
        match self.outbreak.as_ref()?.0 {
            Value::Weekday(n) => Some(n),
            Value::Known(day) => day::weekday(day),
            _ => None,
        }
    }

    /// The outbreak's day, where the report's own day or another's tells which weekday is meant.
    pub fn outbreak_day(&self, written: Day) -> Option<Day> {
        day::resolve(self.outbreak.as_ref()?.0, written).map(|(from, _)| from).filter(|day| day.is_full())
    }
}

/// Camps as they were when the report was written.
pub fn camp_of<'a>(reading: &Reading, camp: &'a CampIn<'a>) -> impl Fn(&str) -> Name + Sync + 'a {
    let year = reading.document.published.year();
    move |party| camp(party, year)
}

/// The day of writing, as far as it is known.
pub fn written(reading: &Reading) -> Option<Day> {
    reading.document.published.to.or(reading.document.published.from)
}

/// The stretch of days that most of a report's current claims lie in. Totals that reach back for months and claims of another
/// day, weeks off, do not stretch it: only intervals of two weeks or less count, and of several runs the fullest.
fn days(reading: &Reading) -> Option<(Day, Day)> {
    let written = written(reading);
    // A call for calm on the day before the first shot is no fighting.
    let of = |fighting: bool| -> Vec<(Day, Day)> {
        current(reading).filter(|claim| !fighting || is_fighting(claim)).filter_map(|claim| short(claim, written)).collect()
    };
    let mut full = of(true);
    if full.is_empty() {
        full = of(false);
    }
    full.sort();
    let mut runs: Vec<(usize, Day, Day)> = Vec::new();
    for (from, to) in full {
        match runs.last_mut() {
            Some(run) if day::apart(run.2, from).is_some_and(|gap| gap <= 3) => {
                run.0 += 1;
                run.2 = run.2.max(to);
            }
            _ => runs.push((1, from, to)),
        }
    }
    let vague = current(reading).filter_map(|claim| Some((claim.when.from.or(claim.when.to)?, claim.when.to.or(claim.when.from)?)));
    let mut vague: Vec<(Day, Day)> = vague.filter(|(from, to)| from.year == to.year && !(from.is_full() && to.is_full())).collect();
    vague.sort();
    let fullest = runs.into_iter().max_by_key(|run| (run.0, run.1));
    // A report that looks back tells most of its dead of a month, and one raid of a day.
    let month = vague.chunk_by(|one, other| one == other).filter(|same| same[0].0.month > 0).map(|same| (same.len(), same[0])).max();
    match (fullest, month) {
        (Some((days, ..)), Some((of_month, month))) if of_month > days => Some(month),
        (Some((_, from, to)), _) => Some((from, to)),
        (None, _) => vague.into_iter().max_by_key(|(from, to)| (from.month > 0, *from, *to)).or(written.map(|day| (day, day))),
    }
}

fn current(reading: &Reading) -> impl Iterator<Item = &Claim> {
    reading.claims.iter().filter(|claim| claim.current && claim.stance != Stance::Denied && !claim.is_rejected())
}

fn short(claim: &Claim, written: Option<Day>) -> Option<(Day, Day)> {
    let (from, to) = (claim.when.from.or(claim.when.to)?, claim.when.to.or(claim.when.from)?);
    let to = written.filter(|day| day.is_full()).map_or(to, |written| to.min(written)).max(from);
    day::apart(from, to).filter(|length| (0..=14).contains(length)).map(|_| (from, to))
}
