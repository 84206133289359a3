//! Rival figures: a side's own losses against what its enemy claims, and running totals that fall.
//!
//! 84 soldiers lost, says one ministry; 550 killed, says the other. "Heavy losses" without a figure against two wounded admitted
//! are rivals too. Surprising but meant: "at least 49" against an enemy's 200 is told as a rivalry, though no bound breaks.

use super::{Scene, denied};
use crate::stitch::fight::said;
use crate::tally::{
    book::Entry,
    figure::{bounds, is_counted, meet},
    people,
    row::{self, Row, Voice},
};
use counterclaim_model::{Dispute, DisputeKind, Effect, Qualifier, Role, Scope, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// Tolls of an episode that can stand against each other, with their rows.
fn tolls<'a>(scene: &'a Scene) -> Vec<(Row, &'a Entry<'a>)> {
    let usable = |entry: &&Entry| entry.claim.stance != Stance::Denied && !row::is_silence(entry) && entry.claim.part_of.is_none();
    scene.claims.iter().filter(usable).filter_map(|entry| Some((row::row(entry, scene.camp)?, entry))).collect()
}

/// The number that a claim gives; a vague word gives none.
fn figure(entry: &Entry) -> Option<u32> {
    entry
        .claim
        .toll()
        .filter(|toll| is_counted(toll.quantity) && toll.quantity.qualifier != Qualifier::Vague)
        .and_then(|toll| said(toll.quantity).or(toll.quantity.figure()))
}

pub(super) fn outnumbered(scene: &Scene) -> Vec<Dispute> {
    let mut rows: BTreeMap<Row, (Vec<&Entry>, Vec<&Entry>)> = BTreeMap::new();
    let tolls = tolls(scene);
    for (row, entry) in &tolls {
        let (own, enemy) = rows.entry(row.clone()).or_default();
        match scene.field.voice(entry, &row.side, scene.camp) {
            Voice::Own if figure(entry).is_some() => own.push(entry),
            Voice::Enemy if figure(entry).is_some() => enemy.push(entry),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (row, (own, enemy)) in &rows {
        let total = |entry: &Entry| entry.claim.toll().is_some_and(|toll| toll.scope == Scope::Total);
        // Single strikes are rivals only of single strikes: an enemy's "10 near the town" does not contest a total.
        let some_total = own.iter().any(|entry| total(entry));
        let own: Vec<&&Entry> = own.iter().filter(|entry| total(entry) || !some_total).collect();
        let most = own.iter().filter_map(|entry| figure(entry)).max();
        let Some(against) = enemy.iter().filter(|entry| figure(entry) > most).max_by_key(|entry| (figure(entry), entry.order())) else {
            continue;
        };
        let Some(latest) = own.iter().max_by_key(|entry| (entry.as_of().map(|day| day.latest()), figure(entry), entry.order())) else {
            continue;
        };
        // "None of ours was hurt" is told as a denial.
        if most == Some(0) && denied::says_none(scene, latest).is_some() {
            continue;
        }
        let words = format!(
            "{} {} {} of {}: {} says «{}», {} says «{}»",
            row.side,
            people::noun(row.role),
            people::harm(row.effect),
            scene.episode.id,
            latest.says(),
            latest.words(),
            against.says(),
            against.words()
        );
        let mut claims: Vec<_> = own.iter().map(|entry| entry.claim.id.clone()).collect();
        claims.push(against.claim.id.clone());
        found.push(scene.dispute(DisputeKind::Outnumbered, claims, words));
    }
    let settled: BTreeSet<Row> = rows.into_iter().filter(|(_, (own, enemy))| !own.is_empty() && !enemy.is_empty()).map(|(row, _)| row).collect();
    found.extend(heavy(scene, &tolls));
    found.extend(people_and_soldiers(scene, &tolls, &settled));
    found.extend(mixed(scene, &tolls, &settled));
    found.extend(counts(scene, &tolls, &settled));
    found
}

/// Own dead soldiers against an enemy's count of people, or the other way round, where neither tells of dead civilians.
fn people_and_soldiers(scene: &Scene, tolls: &[(Row, &Entry)], settled: &BTreeSet<Row>) -> Vec<Dispute> {
    let mut found = Vec::new();
    let rows: BTreeSet<&Row> = tolls.iter().map(|(row, _)| row).filter(|row| row.role == Role::Military && &*row.side != "all").collect();
    for row in rows {
        let wider = Row { role: Role::All, ..row.clone() };
        let civilians = tolls.iter().any(|(other, _)| other.side == row.side && other.role == Role::Civilian && other.effect == row.effect);
        if civilians || settled.contains(row) || settled.contains(&wider) {
            continue;
        }
        let of = |of: &Row, voice: Voice| {
            let same = |(other, entry): &&(Row, &Entry)| other == of && scene.field.voice(entry, &other.side, scene.camp) == voice && figure(entry).is_some();
            tolls.iter().filter(same).map(|(_, entry)| *entry).max_by_key(|entry| (figure(entry), entry.order()))
        };
        for (ours, theirs) in [(row, &wider), (&wider, row)] {
            if let (Some(own), Some(enemy)) = (of(ours, Voice::Own), of(theirs, Voice::Enemy))
                && figure(enemy) > figure(own)
            {
                let words = format!("{} says «{}», {} says «{}»", own.says(), own.words(), enemy.says(), enemy.words());
                found.push(scene.dispute(DisputeKind::Outnumbered, vec![own.claim.id.clone(), enemy.claim.id.clone()], words));
            }
        }
    }
    found
}

/// Own dead against an enemy's figure of killed and wounded together, where no plainer pair of figures stands.
fn mixed(scene: &Scene, tolls: &[(Row, &Entry)], settled: &BTreeSet<Row>) -> Vec<Dispute> {
    let mut found = Vec::new();
    let rows: BTreeSet<&Row> = tolls.iter().map(|(row, _)| row).filter(|row| row.effect == Effect::Killed && &*row.side != "all").collect();
    for row in rows.into_iter().filter(|row| !settled.contains(row)) {
        let of = |effect: Effect, voice: Voice| {
            let same = move |(other, entry): &&(Row, &Entry)| {
                let role = other.role == row.role || other.role == Role::All || row.role == Role::All;
                let here = other.side == row.side && role && other.effect == effect;
                here && scene.field.voice(entry, &other.side, scene.camp) == voice && figure(entry).is_some()
            };
            tolls.iter().filter(same).map(|(_, entry)| *entry).max_by_key(|entry| (figure(entry), entry.order()))
        };
        let (Some(own), Some(enemy)) = (of(Effect::Killed, Voice::Own), of(Effect::Casualties, Voice::Enemy)) else {
            continue;
        };
        let harmed = figure(own).unwrap_or(0) + of(Effect::Wounded, Voice::Own).and_then(figure).unwrap_or(0);
        if of(Effect::Casualties, Voice::Own).is_none() && figure(enemy).is_some_and(|figure| figure > harmed) {
            let words = format!("{} says «{}», {} says «{}», killed and wounded in one figure", own.says(), own.words(), enemy.says(), enemy.words());
            found.push(scene.dispute(DisputeKind::Outnumbered, vec![own.claim.id.clone(), enemy.claim.id.clone()], words));
        }
    }
    found
}

/// Two bodies that count the same people up to the same day and do not agree.
fn counts(scene: &Scene, tolls: &[(Row, &Entry)], settled: &BTreeSet<Row>) -> Vec<Dispute> {
    let mut latest: BTreeMap<(&Row, String), &Entry> = BTreeMap::new();
    for (row, entry) in tolls.iter().filter(|(row, entry)| !settled.contains(row) && figure(entry).is_some_and(|figure| figure > 0)) {
        let toll = entry.claim.toll();
        let total = toll.is_some_and(|toll| toll.scope == Scope::Total && toll.group.is_none());
        if total && !entry.claim.attribution.chain.is_empty() {
            let before = latest.entry((row, entry.claim.attribution.claimant())).or_insert(entry);
            if (entry.as_of(), figure(entry)) > (before.as_of(), figure(before)) {
                *before = entry;
            }
        }
    }
    let mut found = Vec::new();
    let rows: BTreeSet<&Row> = latest.keys().map(|(row, _)| *row).collect();
    for row in rows {
        let told: Vec<&Entry> = latest.iter().filter(|((other, _), _)| *other == row).map(|(_, entry)| *entry).collect();
        let bounds_of = |entry: &Entry| entry.claim.toll().map(|toll| bounds(toll.quantity));
        let rivals = |a: &Entry, b: &Entry| {
            let days = (a.claim.when.from, a.as_of()) == (b.claim.when.from, b.as_of());
            // Two officials of one army who count its enemy's dead tell one story at two times.
            let camp = |entry: &Entry| entry.claim.attribution.party().map(|party| (scene.camp)(party));
            let own = scene.field.voice(a, &row.side, scene.camp) == Voice::Own;
            let two = camp(a).is_none() || camp(a) != camp(b) || own;
            days && two && bounds_of(a).zip(bounds_of(b)).is_some_and(|(a, b)| !meet(a, b))
        };
        let against = |entry: &&Entry| told.iter().any(|other| rivals(entry, other));
        let mut told: Vec<&Entry> = told.iter().copied().filter(|entry| against(entry)).collect();
        told.sort_by_key(|entry| (figure(entry), entry.order()));
        if told.len() > 1 {
            let words: Vec<String> = told.iter().map(|entry| format!("{} says «{}»", entry.says(), entry.words())).collect();
            let claims = told.iter().map(|entry| entry.claim.id.clone()).collect();
            found.push(scene.dispute(DisputeKind::Outnumbered, claims, words.join(", ")));
        }
    }
    found
}

/// "Heavy losses" claimed against a small figure admitted, where the enemy gives no figure that would say it better.
fn heavy(scene: &Scene, tolls: &[(Row, &Entry)]) -> Vec<Dispute> {
    let vague = |entry: &Entry| entry.claim.toll().is_some_and(|toll| toll.quantity.qualifier == Qualifier::Vague) && figure(entry).is_none();
    let mut found = Vec::new();
    for (row, entry) in tolls.iter().filter(|(row, entry)| vague(entry) && &*row.side != "all") {
        if scene.field.voice(entry, &row.side, scene.camp) != Voice::Enemy {
            continue;
        }
        let beside =
            || tolls.iter().filter(|(other, _)| other.side == row.side && (other.role == row.role || other.role == Role::All || row.role == Role::All));
        // "Many injured" says nothing of the dead that the other admits.
        let harmed = |effect: Effect| {
            let harm = matches!(effect, Effect::Killed | Effect::Wounded | Effect::Casualties);
            harm && (effect == row.effect || effect == Effect::Casualties || row.effect == Effect::Casualties)
        };
        let of = |voice: Voice| {
            beside().filter(move |(other, told)| harmed(other.effect) && scene.field.voice(told, &other.side, scene.camp) == voice && figure(told).is_some())
        };
        if of(Voice::Enemy).next().is_some() {
            continue;
        }
        if let Some((_, own)) = of(Voice::Own).max_by_key(|(_, told)| (told.as_of().map(|day| day.latest()), told.order())) {
            let words = format!("{} says «{}», {} says «{}», without a figure", own.says(), own.words(), entry.says(), entry.words());
            found.push(scene.dispute(DisputeKind::Outnumbered, vec![own.claim.id.clone(), entry.claim.id.clone()], words));
        }
    }
    found
}

/// A running total of one claimant that is lower on a later day.
pub(super) fn fallen(scene: &Scene) -> Vec<Dispute> {
    let mut series: BTreeMap<(Row, String), Vec<(&Entry, u32)>> = BTreeMap::new();
    for (row, entry) in tolls(scene) {
        let total = entry.claim.toll().is_some_and(|toll| toll.scope == Scope::Total && toll.group.is_none());
        let named = !entry.claim.attribution.chain.is_empty() && entry.claim.place.is_none();
        if let Some(figure) = figure(entry).filter(|_| total && named) {
            series.entry((row, entry.claim.attribution.claimant())).or_default().push((entry, figure));
        }
    }
    let mut found = Vec::new();
    for ((_, claimant), mut told) in series {
        let day = |entry: &Entry| entry.as_of().filter(|day| day.is_full());
        told.retain(|(entry, _)| day(entry).is_some());
        told.sort_by_key(|(entry, figure)| (day(entry), *figure, entry.order()));
        for pair in told.windows(2) {
            let [(before, more), (after, fewer)] = pair else {
                continue;
            };
            let since = before.claim.when.from == after.claim.when.from || after.claim.when.from.is_none();
            if let (Some(first), Some(then)) = (day(before), day(after))
                && fewer < more
                && first < then
                && since
            {
                let words = format!("{claimant}: «{}» on {first}, then «{}» on {then}: a running total that falls", before.words(), after.words());
                found.push(scene.dispute(DisputeKind::Fallen, vec![before.claim.id.clone(), after.claim.id.clone()], words));
            }
        }
    }
    found
}
