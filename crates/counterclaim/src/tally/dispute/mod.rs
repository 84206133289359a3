//! Who contradicts whom, a sentence each, with the claims.
//!
//! "South: «over 550 troops were destroyed»; North denies it." A dispute takes no side and draws no conclusion; it says
//! which words stand against which. What the other side merely does not repeat is no dispute, and silence is never a zero.

mod blame;
mod denied;
mod ground;
mod rival;
mod silence;
mod status;
mod told;

use crate::stitch::episode::camp_of;
use crate::stitch::{CampIn, CampOf};
use crate::tally::{
    book::{self, Book, Entry, book},
    row::{self, Field},
    terms::Terms,
};
use counterclaim_model::{ClaimId, Dispute, DisputeKind, Episode, Reading, Sum, SumKind, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// One episode with all that its disputes are read from.
struct Scene<'a> {
    episode: &'a Episode,
    /// Its current claims, without what copies tell again, in order of reports and text.
    claims: Vec<Entry<'a>>,
    field: Field,
    camp: &'a CampOf<'a>,
    terms: &'a Terms,
}

/// Disputes of all episodes among what counts on these terms, in their order; in each by kind, then in order of reports and text.
pub fn disputes(readings: &[Reading], episodes: &[Episode], sums: &[Sum], again: &BTreeSet<ClaimId>, camp: &CampIn, terms: &Terms) -> Vec<Dispute> {
    let book = book(readings);
    let mut fails: BTreeMap<&ClaimId, Vec<&Sum>> = BTreeMap::new();
    sums.iter().filter(|sum| sum.verdict == Verdict::Fails).for_each(|sum| fails.entry(&sum.total).or_default().push(sum));
    let mut disputes = Vec::new();
    for episode in episodes {
        let mut claims = book::of(episode, &book);
        claims.retain(|entry| !again.contains(&entry.claim.id) && !entry.claim.is_rejected() && terms.sets_aside(entry).is_none());
        let camp = &camp_of(episode, camp);
        let field = row::field(episode, &claims, camp);
        let scene = Scene { episode, claims, field, camp, terms };
        let mut found = denied::denied(&scene);
        found.extend(rival::outnumbered(&scene));
        found.extend(told::told_two_ways(&scene));
        found.extend(ground::rival_ground(&scene));
        found.extend(status::disputed(&scene));
        found.extend(blame::blame(&scene));
        found.extend(episode.claims.iter().filter_map(|id| fails.get(id)).flatten().filter_map(|sum| failing(&scene, sum, &book)));
        found.extend(rival::fallen(&scene));
        found.extend(silence::silence(&scene));
        found.sort_by_key(|dispute| (dispute.kind, dispute.claims.iter().map(|id| book.get(id).map(Entry::order)).collect::<Vec<_>>()));
        disputes.extend(found);
    }
    disputes
}

impl Scene<'_> {
    fn dispute(&self, kind: DisputeKind, claims: Vec<ClaimId>, words: String) -> Dispute {
        Dispute { kind, claims, words, episode: self.episode.id.clone(), answer: None, as_of: None }
    }
}

/// A sum that fails.
fn failing(scene: &Scene, sum: &Sum, book: &Book) -> Option<Dispute> {
    let total = book.get(&sum.total)?;
    let parts: Vec<&Entry> = sum.parts.iter().filter_map(|(id, _)| book.get(id)).collect();
    let quoted: Vec<String> = parts.iter().map(|part| format!("«{}»", part.words())).collect();
    let stale = sum.kind == SumKind::Rival && total.claim.sentence < parts.first()?.claim.sentence;
    let words = match sum.kind {
        SumKind::Rival => {
            let newer = if stale { "; the lead looks newer than the body" } else { "" };
            format!("«{}», but {} in the same report: {} unexplained{newer}", total.words(), quoted.join(" and "), sum.off_by.abs())
        }
        SumKind::Parts => format!("«{}» is less than its own parts, {}, by {}", total.words(), quoted.join(" and "), sum.off_by.abs()),
        SumKind::Running => {
            format!("{} is more than the total that it is said to bring about, «{}», by {}", quoted.join(" and "), total.words(), sum.off_by.abs())
        }
    };
    let claims = std::iter::once(&sum.total).chain(sum.parts.iter().map(|(id, _)| id)).cloned().collect();
    Some(scene.dispute(if stale { DisputeKind::Stale } else { DisputeKind::Sum }, claims, words))
}
