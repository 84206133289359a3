//! Who tells a figure by himself, and who only tells it again.
//!
//! Origins are counted, not pages. Copies never come here. A named party is one origin wherever it is quoted; of reports in their own voice,
//! those of one agency are one. Surprising but meant: a report of which nobody knows whence it has its words counts only where it tells a figure
//! that none before it tells; and "media reports" begin nothing.

use crate::resolve::SPEAKER;
use crate::stitch::{
    copies::order,
    fight::{said, written},
};
use crate::tally::{
    book::Entry,
    evidence::{Source, Told},
    terms::Terms,
};
use counterclaim_model::{Claim, ClaimId, Credit, Effect, Name, Reading, Stance, Support};
use std::collections::{BTreeMap, BTreeSet};

/// What a claim counts, whoever says it.
type Figure<'a> = (Effect, BTreeSet<&'a Name>, u32);

/// Whom a report has its words from.
#[derive(Clone, Copy, Debug)]
enum Lineage<'a> {
    /// An agency that it credits, or itself where the tables know it.
    Known(&'a Name, &'a Credit),
    /// It credits nobody in particular.
    Nameless(&'a Credit),
    /// Nobody knows; and the reports before it tell every figure that it tells.
    Repeats,
    /// Nobody knows.
    Unknown,
}

/// Whom the reports of an episode have their words from.
#[derive(Debug)]
pub struct Lineages<'a>(BTreeMap<&'a Name, Lineage<'a>>);

impl<'a> Lineages<'a> {
    /// By the claims of an episode, without those that are told again or do not count on these terms.
    pub fn of(claims: &[Entry<'a>], again: &BTreeSet<ClaimId>, terms: &Terms) -> Lineages<'a> {
        let mut told: BTreeMap<&Name, (&'a Reading, BTreeSet<Figure<'a>>)> = BTreeMap::new();
        for entry in claims {
            let (_, figures) = told.entry(&entry.reading.document.id).or_insert_with(|| (entry.reading, BTreeSet::new()));
            let counts = entry.claim.stance != Stance::Denied && !entry.claim.is_rejected() && terms.sets_aside(entry).is_none();
            figures.extend(figure(entry.claim).filter(|_| counts && !again.contains(&entry.claim.id)));
        }
        let mut reports: Vec<(&Reading, BTreeSet<Figure>)> = told.into_values().collect();
        reports.sort_by(|(a, _), (b, _)| order(written(a), &a.document.id).cmp(&order(written(b), &b.document.id)));
        let mut before: BTreeSet<Figure> = BTreeSet::new();
        let mut lineages = BTreeMap::new();
        for (reading, figures) in reports {
            let repeats = !figures.is_empty() && figures.is_subset(&before);
            lineages.insert(&reading.document.id, lineage(reading, repeats));
            before.extend(figures);
        }
        Lineages(lineages)
    }
}

fn lineage(reading: &Reading, repeats: bool) -> Lineage<'_> {
    let credits = || reading.document.credits.iter().filter(|credit| &*credit.rule != SPEAKER);
    let known = credits().find_map(|credit| Some(Lineage::Known(credit.agency.as_ref()?, credit)));
    let nameless = || credits().next().map(Lineage::Nameless);
    known.or_else(nameless).unwrap_or(if repeats { Lineage::Repeats } else { Lineage::Unknown })
}

fn figure(claim: &Claim) -> Option<Figure<'_>> {
    let toll = claim.toll()?;
    Some((toll.effect, toll.side.iter().collect(), said(toll.quantity)?))
}

/// What each source adds to the support of a row, in the order of the sources.
pub fn support(sources: &[Source], lineages: &Lineages) -> Vec<Support> {
    let mut counted: BTreeMap<&Name, Name> = BTreeMap::new();
    let mut found = Vec::new();
    for source in sources {
        let told = source.pick.told;
        let (counts, why) = match nobody(told) {
            Some(nobody) => (false, format!("«{}» names nobody: lineage unknown", nobody.words)),
            None if party(told) => (true, format!("{} says so", told.origin)),
            None => by_itself(source, sources, lineages, &mut counted),
        };
        found.push(Support { who: told.origin.clone(), counts, why, claims: source.all.iter().map(|told| told.entry.claim.id.clone()).collect() });
    }
    found
}

/// Whether a party or body speaks, and not the report or somebody without a name.
fn party(told: &Told) -> bool {
    told.entry
        .claim
        .attribution
        .chain
        .first()
        .is_some_and(|speaker| speaker.party.is_some() || speaker.body.as_ref().is_some_and(|body| body.starts_with(char::is_uppercase)))
}

/// Whether a report's own voice, or a speaker without a name, is a beginning.
fn by_itself<'a>(source: &Source<'a>, sources: &[Source<'a>], lineages: &Lineages<'a>, counted: &mut BTreeMap<&'a Name, Name>) -> (bool, String) {
    let told = source.pick.told;
    let doc = &told.entry.reading.document;
    let quoted = |credit: &Credit| format!("«{}»", credit.words);
    let figure = |source: &Source| source.pick.told.quantity.figure().unwrap_or(0);
    let other = sources.iter().find(|other| other.is_named && nobody(other.pick.told).is_none() && figure(other) == figure(source));
    if let Some(other) = other.filter(|_| !source.is_named) {
        return (false, format!("tells in its own voice what {} says", other.pick.told.origin));
    }
    match lineages.0.get(&doc.id).copied().unwrap_or(Lineage::Unknown) {
        Lineage::Known(agency, credit) => match counted.get(agency) {
            Some(first) => (false, format!("of one origin with {first}: {agency}, by {}", quoted(credit))),
            None => {
                counted.insert(agency, told.origin.clone());
                (true, if &*credit.rule == "outlet" { format!("{agency} tells it itself") } else { format!("{agency}, by {}", quoted(credit)) })
            }
        },
        Lineage::Nameless(credit) => (false, format!("has it from {}: lineage unknown", quoted(credit))),
        Lineage::Repeats => (false, "repeats only; lineage unknown".to_owned()),
        Lineage::Unknown => (true, "lineage unknown, and tells what none before it tells".to_owned()),
    }
}

/// The words that make its speaker nobody: "media reports".
fn nobody<'a>(told: &Told<'a>) -> Option<&'a Credit> {
    let words = told.entry.claim.attribution.chain.first()?.words?;
    told.entry.reading.document.credits.iter().find(|credit| &*credit.rule == SPEAKER && credit.span == Some(words))
}
