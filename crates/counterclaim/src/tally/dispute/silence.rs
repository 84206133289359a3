//! Silence: a side that gives no figure of its own soldiers.
//!
//! It "did not report any military casualties", or concedes "losses, without specifying the number", or says nothing while its
//! enemy counts hundreds. It is no zero, and no admission. Civilians are not asked for here: their dead are often counted by others.
//! Surprising but meant: a silence of which a report tells stays a fact of its day, though a figure breaks it later. Who denies what the
//! enemy counts is not silent.

use super::Scene;
use crate::tally::{
    book::Entry,
    figure::is_counted,
    row::{self, Voice},
};
use counterclaim_model::{Dispute, DisputeKind, Effect, Name, Role, Stance};
use std::collections::BTreeMap;

#[derive(Default)]
struct Side<'a> {
    said_nothing: Vec<&'a Entry<'a>>,
    conceded: Vec<&'a Entry<'a>>,
    claimed: Vec<&'a Entry<'a>>,
    counted: Vec<&'a Entry<'a>>,
    denies: bool,
}

pub(super) fn silence(scene: &Scene) -> Vec<Dispute> {
    let mut sides: BTreeMap<(usize, Name), Side> = BTreeMap::new();
    for entry in &scene.claims {
        let (Some(toll), Some(row)) = (entry.claim.toll(), row::row(entry, scene.camp)) else {
            continue;
        };
        let harmed = matches!(row.effect, Effect::Killed | Effect::Wounded | Effect::Casualties);
        if !harmed || row.role == Role::Civilian || &*row.side == "all" {
            continue;
        }
        let voice = scene.field.voice(entry, &row.side, scene.camp);
        let side = sides.entry(scene.field.rank(&row.side)).or_default();
        match voice {
            Voice::Own if entry.claim.stance == Stance::Denied => side.denies = true,
            _ if entry.claim.stance == Stance::Denied => {}
            _ if row::is_silence(entry) => side.said_nothing.push(entry),
            Voice::Own if is_counted(toll.quantity) => side.counted.push(entry),
            Voice::Own => side.conceded.push(entry),
            Voice::Enemy if is_counted(toll.quantity) => side.claimed.push(entry),
            _ => {}
        }
    }
    let denies = |entry: &Entry, name: &Name| entry.claim.denied_by.iter().any(|party| (scene.camp)(party) == *name);
    let mut found = Vec::new();
    for ((_, name), side) in sides.into_iter().filter(|(_, side)| side.counted.is_empty() || !side.said_nothing.is_empty()) {
        let Side { said_nothing, conceded, claimed, counted, denies: none } = side;
        let quoted = |entries: &[&Entry]| {
            let told = entries.iter().take(2).map(|entry| format!("«{}» ({})", entry.words(), entry.reading.document.id));
            told.collect::<Vec<_>>().join(" and ")
        };
        let words = match (said_nothing.first(), conceded.first(), claimed.first()) {
            (Some(_), _, _) => format!("{name} has given no figure of its dead and wounded soldiers: {}; that is silence, and not zero", quoted(&said_nothing)),
            (None, Some(_), _) => format!("{name} concedes losses and has given no number: {}", quoted(&conceded)),
            (None, None, Some(enemy)) if !none && !claimed.iter().any(|entry| denies(entry, &name)) => {
                format!("{name} has given no figure of its dead and wounded soldiers; {} says {}", enemy.says(), quoted(&claimed[..1]))
            }
            (None, None, _) => continue,
        };
        // Where its own words date the silence, they do; else the last report that could have told of a figure.
        let own: Vec<&Entry> = said_nothing.iter().chain(&conceded).copied().collect();
        let written = |entries: &[&Entry]| entries.iter().filter_map(|entry| entry.reading.document.published.to).filter(|day| day.is_full()).max();
        let as_of = if own.is_empty() { written(&scene.claims.iter().collect::<Vec<_>>()) } else { written(&own) };
        let mut words = as_of.map_or_else(|| words.clone(), |day| format!("as of {day}, {words}"));
        let later = |entry: &&&Entry| written(&[**entry]).zip(as_of).is_some_and(|(told, silent)| told > silent);
        if let Some(broken) = counted.iter().filter(later).min_by_key(|entry| (written(&[**entry]), entry.order())) {
            words.push_str(&format!("; later {} says {}", broken.says(), quoted(&[*broken])));
        }
        let claims = own.iter().chain(&claimed).map(|entry| entry.claim.id.clone()).collect();
        found.push(Dispute { as_of, ..scene.dispute(DisputeKind::Silence, claims, words) });
    }
    found
}
