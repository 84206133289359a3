//! Denials: a figure, or a deed, that the other side says is not so.
//!
//! "Over 550 troops were destroyed, a claim that Armenia denied": the claim carries its denier. Where only the denial stands as a
//! statement of its own ("Armenia denied the shelling"), the claim that it answers is the nearest before it by the party denied
//! that shares its words. A denial that answers nothing in the report is shown alone.

use super::Scene;
use crate::{stitch::words, tally::book::Entry};
use counterclaim_model::{ClaimId, Dispute, DisputeKind, Kind, Name, Stance};
use std::{cmp::Reverse, collections::BTreeSet};

pub(super) fn denied(scene: &Scene) -> Vec<Dispute> {
    let mut found = Vec::new();
    let mut answered: BTreeSet<&ClaimId> = BTreeSet::new();
    for entry in scene.claims.iter().filter(|entry| !entry.claim.denied_by.is_empty()) {
        // The nearest one: a second denial a sentence on may be of something else.
        let near = |denial: &&Entry| denial.claim.sentence - entry.claim.sentence;
        let denials: Option<&Entry> = scene.claims.iter().filter(|denial| answers(denial, entry)).min_by_key(near);
        answered.extend(denials.iter().map(|denial| &denial.claim.id));
        // The same words told twice in one report are denied once.
        if entry.claim.same_as.is_some() {
            continue;
        }
        let deniers: Vec<&str> = entry.claim.denied_by.iter().map(|party| &**party).collect();
        let quoted: String = denials.iter().map(|denial| format!(" («{}»)", denial.words())).collect();
        let deny = if deniers.len() == 1 { "denies" } else { "deny" };
        let words = format!("{}: «{}»; {} {deny} it{quoted}", entry.says(), entry.words(), deniers.join(" and "));
        let claims = std::iter::once(&entry.claim.id).chain(denials.iter().map(|denial| &denial.claim.id)).cloned().collect();
        found.push(scene.dispute(DisputeKind::Denied, claims, words));
    }
    for denial in scene.claims.iter().filter(|entry| is_denial(entry) && !answered.contains(&entry.claim.id)) {
        let Some(deed) = denial.claim.deed() else {
            continue;
        };
        let denier = deed.actor.first().map_or_else(|| denial.says(), |actor| actor.to_string());
        match answer(scene, denial) {
            Some(claim) => {
                let words = format!("{}: «{}»; {denier} denies it («{}»)", claim.says(), claim.words(), denial.words());
                found.push(scene.dispute(DisputeKind::Denied, vec![claim.claim.id.clone(), denial.claim.id.clone()], words));
            }
            None => found.push(scene.dispute(DisputeKind::Denied, vec![denial.claim.id.clone()], format!("{denier} denies: «{}»", denial.words()))),
        }
    }
    found
}

fn is_denial(entry: &Entry) -> bool {
    entry.claim.deed().is_some_and(|deed| deed.kind == Kind::Deny) && entry.claim.stance == Stance::Asserted
}

/// Whether a statement of denial is the one that a claim's denier made: by that party, in this sentence or the next two.
fn answers(denial: &Entry, entry: &Entry) -> bool {
    let by = denial.claim.deed().is_some_and(|deed| deed.actor.iter().any(|actor| entry.claim.denied_by.contains(actor)));
    let after = denial.claim.sentence.checked_sub(entry.claim.sentence).is_some_and(|gap| gap <= 2);
    is_denial(denial) && by && after && same_report(denial, entry)
}

fn same_report(a: &Entry, b: &Entry) -> bool {
    a.reading.document.id == b.reading.document.id
}

/// The claim that a denial answers, by the party denied or against the one who denies.
fn answer<'a>(scene: &'a Scene, denial: &Entry) -> Option<&'a Entry<'a>> {
    let deed = denial.claim.deed()?;
    let camps = |parties: &[Name]| -> Vec<Name> { parties.iter().map(|party| (scene.camp)(party)).collect() };
    let (deniers, denied) = (camps(&deed.actor), camps(&deed.target));
    let names: BTreeSet<String> = scene.episode.camps.iter().flatten().flat_map(|party| words::of(party).map(|word| stem(&word))).collect();
    // What is denied often stands as a claim of its own, with the stance "denied": its words count as the denial's.
    let told = |entry: &&Entry| entry.claim.sentence == denial.claim.sentence && same_report(entry, denial);
    let mut said: BTreeSet<String> = stems(denial);
    said.extend(scene.claims.iter().filter(told).filter(|entry| entry.claim.stance == Stance::Denied).flat_map(stems));
    let of = |entry: &&Entry| {
        let claimant = entry.claim.attribution.party().map(|party| (scene.camp)(party));
        let by_them = claimant.as_ref().is_some_and(|camp| !deniers.contains(camp) && (denied.is_empty() || denied.contains(camp)));
        let of_them = entry.claim.deed().is_some_and(|told| camps(&told.actor).iter().any(|actor| deniers.contains(actor)));
        let kind = entry.claim.deed().is_none_or(|told| !matches!(told.kind, Kind::Deny | Kind::Talk | Kind::Urge));
        let before = entry.claim.sentence <= denial.claim.sentence && entry.claim.id != denial.claim.id;
        entry.claim.stance != Stance::Denied && same_report(entry, denial) && before && kind && (by_them || (of_them && claimant.is_none()))
    };
    let rank = |entry: &&Entry| {
        let shared = stems(entry).difference(&names).filter(|word| said.contains(*word)).count();
        let gap = denial.claim.sentence - entry.claim.sentence;
        (2 * shared + usize::from(gap <= 1), Reverse(gap))
    };
    scene.claims.iter().filter(of).max_by_key(rank).filter(|entry| rank(entry).0 > 0)
}

/// The words of a claim and, for what is denied, their first letters: "provocation" and "provocations" are one.
fn stems(entry: &Entry) -> BTreeSet<String> {
    words::of(&entry.words()).filter(|word| word.chars().count() > 4).map(|word| stem(&word)).collect()
}

fn stem(word: &str) -> String {
    word.chars().take(6).collect()
}
