//! Blame: each side says that the other began.
//!
//! "Their leadership has all responsibility" on the one hand, "they launched an intensive bombardment" on the
//! other. Mutual reports of shelling alone are war, not blame: at least one of the two sides must accuse in so many words, or say that the
//! other began, or broke the truce.

use super::Scene;
use crate::tally::book::Entry;
use counterclaim_model::{Dispute, DisputeKind, Kind, Name, Stance};
use std::collections::BTreeMap;

/// Shown of each side at most.
const SHOWN: usize = 6;

/// Accusations, and deeds of the accused as the accuser tells them.
type Told<'a> = (Vec<&'a Entry<'a>>, Vec<&'a Entry<'a>>);

pub(super) fn blame(scene: &Scene) -> Vec<Dispute> {
    // By accuser and accused.
    let mut told: BTreeMap<(Name, Name), Told> = BTreeMap::new();
    let camps: Vec<&Name> = scene.episode.camps.iter().filter_map(|parties| parties.first()).collect();
    for entry in &scene.claims {
        let Some(deed) = entry.claim.deed() else {
            continue;
        };
        let mut speaker = entry.claim.attribution.party();
        if entry.claim.stance == Stance::Denied {
            // Who denies that he began has been told so by the other.
            let other = |of: &&&Name| speaker.is_some_and(|speaker| (scene.camp)(speaker) != (scene.camp)(of));
            let [one, two] = camps.as_slice() else { continue };
            match [one, two].into_iter().find(other).filter(|_| says_who_began(entry)) {
                Some(accuser) => speaker = Some(accuser),
                None => continue,
            }
        }
        let pairs: Vec<(&Name, &Name)> = match (deed.kind, speaker) {
            (Kind::Accuse, _) => deed.actor.iter().flat_map(|actor| deed.target.iter().map(move |target| (actor, target))).collect(),
            (_, Some(speaker)) if deed.kind == Kind::Attack || says_who_began(entry) => deed.actor.iter().map(|actor| (speaker, actor)).collect(),
            _ => continue,
        };
        for (accuser, accused) in pairs {
            let (accuser, accused) = ((scene.camp)(accuser), (scene.camp)(accused));
            let fights = |camp: &Name| scene.episode.camps.iter().any(|parties| parties.iter().any(|party| (scene.camp)(party) == *camp));
            if accuser != accused && fights(&accuser) && fights(&accused) {
                let (accusations, deeds) = told.entry((accuser, accused)).or_default();
                if deed.kind == Kind::Accuse || says_who_began(entry) { accusations.push(entry) } else { deeds.push(entry) }
            }
        }
    }
    let mut found = Vec::new();
    for ((one, other), (accused, deeds)) in told.iter().filter(|((one, other), _)| one < other) {
        let Some((back, deeds_back)) = told.get(&(other.clone(), one.clone())) else {
            continue;
        };
        if accused.is_empty() && back.is_empty() {
            continue;
        }
        let first = |accusations: &[&Entry], deeds: &[&Entry]| accusations.first().or(deeds.first()).map(|entry| entry.words());
        let (Some(says), Some(answers)) = (first(accused, deeds), first(back, deeds_back)) else {
            continue;
        };
        let words = format!("{one} and {other} each say that the other began: «{says}»; «{answers}»");
        let shown = |accusations: &[&Entry], deeds: &[&Entry]| -> Vec<_> {
            let all = in_turn(accusations).into_iter().chain(in_turn(deeds));
            all.take(SHOWN).map(|entry| entry.claim.id.clone()).collect()
        };
        let claims = [shown(accused, deeds), shown(back, deeds_back)].concat();
        found.push(scene.dispute(DisputeKind::Blame, claims, words));
    }
    found
}

/// "Opened fire first", "started the war", "broke the truce".
fn says_who_began(entry: &Entry) -> bool {
    entry.claim.rule.ends_with("-first") || entry.claim.deed().is_some_and(|deed| deed.kind == Kind::CeasefireViolated)
}

/// The first of every report, then the second of every report, and so on: one report that tells much does not drown the others.
fn in_turn<'a>(entries: &[&'a Entry<'a>]) -> Vec<&'a Entry<'a>> {
    let mut told: BTreeMap<&Name, usize> = BTreeMap::new();
    let mut turns: Vec<(usize, &Entry)> = Vec::new();
    for entry in entries {
        let turn = told.entry(&entry.reading.document.id).or_default();
        turns.push((*turn, entry));
        *turn += 1;
    }
    turns.sort_by_key(|(turn, _)| *turn);
    turns.into_iter().map(|(_, entry)| entry).collect()
}
