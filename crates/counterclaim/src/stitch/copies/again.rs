//! What copies tell again, claim by claim.
//!
//! A copy adds nothing where it says what its origin says. Surprising but meant: what it says otherwise is its own, for the next day's toll often
//! comes in the words of the day before; and where its origin belongs to another episode, it is the first that tells of this one.

use super::order;
use crate::stitch::fight::{said, written};
use counterclaim_model::{Claim, ClaimId, Effect, Episode, Kind, Name, Origin, Reading, Says, Stance};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What two claims have in common that say the same, whoever is named for it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Signature<'a> {
    Toll(Effect, BTreeSet<&'a Name>, Option<u32>, bool),
    Deed(Kind, BTreeSet<&'a Name>, BTreeSet<&'a Name>, bool),
}

/// The claims of copies that say what a report before them in the same episode and of the same origin says.
pub fn told_again(readings: &[Reading], episodes: &[Episode], origins: &[Origin]) -> BTreeSet<ClaimId> {
    if origins.is_empty() {
        return BTreeSet::new();
    }
    let episode_of: HashMap<&Name, usize> = episodes.iter().enumerate().flat_map(|(n, episode)| episode.docs.iter().map(move |doc| (doc, n))).collect();
    let reading_of: HashMap<&Name, &Reading> = readings.iter().map(|reading| (&reading.document.id, reading)).collect();
    let mut again = BTreeSet::new();
    for origin in origins {
        let mut together: BTreeMap<usize, Vec<&Reading>> = BTreeMap::new();
        for doc in origin.docs() {
            if let (Some(episode), Some(reading)) = (episode_of.get(doc), reading_of.get(doc)) {
                together.entry(*episode).or_default().push(*reading);
            }
        }
        for mut readings in together.into_values() {
            readings.sort_by(|a, b| order(written(a), &a.document.id).cmp(&order(written(b), &b.document.id)));
            let mut told: BTreeSet<Signature> = BTreeSet::new();
            for reading in readings {
                let here: Vec<(Signature, &Claim)> = reading.claims.iter().map(|claim| (signature(claim), claim)).collect();
                again.extend(here.iter().filter(|(signature, _)| told.contains(signature)).map(|(_, claim)| claim.id.clone()));
                told.extend(here.into_iter().map(|(signature, _)| signature));
            }
        }
    }
    again
}

fn signature(claim: &Claim) -> Signature<'_> {
    let denied = claim.stance == Stance::Denied;
    match &claim.says {
        Says::Toll(toll) => Signature::Toll(toll.effect, toll.side.iter().collect(), said(toll.quantity), denied),
        Says::Deed(deed) => Signature::Deed(deed.kind, deed.actor.iter().collect(), deed.target.iter().collect(), denied),
    }
}
