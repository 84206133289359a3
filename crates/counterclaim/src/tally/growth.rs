//! How each toll grew: what every claimant said of a row, from telling to telling, and which figure was current when.
//!
//! Two days matter, and they differ: the last day that a figure counts, and the day on which it was told. A figure is current until the
//! same claimant tells another. What several reports tell alike on one day is one step.

use crate::stitch::CampIn;
use crate::stitch::episode::camp_of;
use crate::tally::{
    book::{self, book},
    figure::{is_counted, said},
    later,
    row::{self, Row},
    terms::Terms,
};
use counterclaim_model::{ClaimId, Day, Episode, Growth, Qualifier, Reading, Scope, Stance, Step};
use std::collections::{BTreeMap, BTreeSet};

/// Every claimant's figures of every row, in the order in which rows are shown; single strikes and vague words are no history of a toll, nor
/// is what the terms leave out.
pub fn growth(readings: &[Reading], episodes: &[Episode], again: &BTreeSet<ClaimId>, camp: &CampIn, terms: &Terms) -> Vec<Growth> {
    let book = book(readings);
    let mut all = Vec::new();
    for episode in episodes {
        let claims = book::of(episode, &book);
        let camp = &camp_of(episode, camp);
        let field = row::field(episode, &claims, camp);
        let mut told: BTreeMap<(Row, String), Vec<Step>> = BTreeMap::new();
        for entry in claims {
            let (Some(toll), Some(row)) = (entry.claim.toll(), row::row(&entry, camp)) else { continue };
            let counts = is_counted(toll.quantity) && toll.quantity.qualifier != Qualifier::Vague && toll.scope == Scope::Total && toll.group.is_none();
            let silent = row::is_silence(&entry) || entry.claim.is_rejected() || entry.claim.stance == Stance::Denied;
            if !counts || silent || terms.sets_aside(&entry).is_some() || entry.claim.part_of.is_some() || again.contains(&entry.claim.id) {
                continue;
            }
            let published = &entry.reading.document.published;
            let step = Step {
                claim: entry.claim.id.clone(),
                counts_to: entry.claim.when.to.or(entry.claim.when.from),
                told: published.to.or(published.from),
                until: None,
                figure: toll.quantity,
                change: None,
            };
            told.entry((row, entry.says())).or_default().push(step);
        }
        let mut rows: Vec<((Row, String), Vec<Step>)> = told.into_iter().collect();
        rows.sort_by_key(|((row, claimant), _)| (field.rank(&row.side), row.role, row.effect, claimant.clone()));
        let grown = |((row, claimant), steps): ((Row, String), Vec<Step>)| Growth {
            episode: episode.id.clone(),
            side: row.side,
            role: row.role,
            effect: row.effect,
            claimant,
            steps: history(steps),
            later: Vec::new(),
        };
        let mut rows: Vec<Growth> = rows.into_iter().map(grown).collect();
        later::tell(&mut rows);
        all.extend(rows);
    }
    all
}

/// In order of telling; each figure is current until another takes its place.
fn history(mut steps: Vec<Step>) -> Vec<Step> {
    let latest = |day: Option<Day>| day.map(Day::latest);
    steps.sort_by(|a, b| {
        (latest(a.told), latest(a.counts_to), a.figure.figure(), &a.claim).cmp(&(latest(b.told), latest(b.counts_to), b.figure.figure(), &b.claim))
    });
    steps.dedup_by(|later, before| later.told == before.told && said(later.figure) == said(before.figure));
    let figures: Vec<(Option<u32>, Option<Day>)> = steps.iter().map(|step| (said(step.figure), step.told)).collect();
    for (index, step) in steps.iter_mut().enumerate() {
        let before = index.checked_sub(1).and_then(|before| figures[before].0);
        step.change = before.zip(figures[index].0).map(|(before, now)| i64::from(now) - i64::from(before));
        step.until = figures[index + 1..].iter().find(|(figure, _)| *figure != figures[index].0).and_then(|(_, told)| *told);
    }
    steps
}
