//! What a telling has otherwise than the original, by name.

use super::Told;
use crate::stitch::{
    CampOf,
    fight::{column, said},
};
use counterclaim_model::{Claim, Drift, DriftKind, Effect, Name, Qualifier, Quantity, Reading, Span};

/// Every drift between the first telling of a claim and a later one.
pub(super) fn between(first: &Told, then: &Told, camp: &CampOf<'_>) -> Vec<Drift> {
    let mut found = Vec::new();
    let mut drift = |kind, from: String, to: String| found.push(Drift { kind, words: format!("{from} became {to}") });
    let (a, b) = (first.toll, then.toll);
    if a.effect != b.effect {
        drift(if a.effect == Effect::Casualties { DriftKind::EffectLost } else { DriftKind::EffectGained }, harm(a.effect), harm(b.effect));
    }
    if bound(a.quantity) != bound(b.quantity) {
        drift(if bound(b.quantity).is_empty() { DriftKind::BoundLost } else { DriftKind::BoundGained }, figure(a.quantity), figure(b.quantity));
    }
    if let Some(Drift { kind, words }) = claimant(first.claim, then.claim) {
        found.push(Drift { kind, words });
    }
    let mut drift = |kind, from: String, to: String| found.push(Drift { kind, words: format!("{from} became {to}") });
    let (one, other) = (column(&a.side, camp), column(&b.side, camp));
    if one != other {
        let kind = if &*other == "all" {
            DriftKind::SideLost
        } else if &*one == "all" {
            DriftKind::SideGained
        } else {
            DriftKind::SideChanged
        };
        drift(kind, side(&one), side(&other));
    }
    if a.role != b.role {
        drift(DriftKind::RoleChanged, a.role.name().to_owned(), b.role.name().to_owned());
    }
    if let Some((one, other)) = first.claim.when.to.zip(then.claim.when.to).filter(|(one, other)| one != other && one.is_full() && other.is_full()) {
        drift(DriftKind::DayMoved, one.to_string(), other.to_string());
    }
    found
}

/// Who says so, where that is otherwise.
pub(super) fn claimant(first: &Claim, then: &Claim) -> Option<Drift> {
    let (one, other) = (first.attribution.claimant(), then.attribution.claimant());
    let shorter = first.attribution.party().is_some() && (then.attribution.party().is_none() || one.starts_with(&other));
    let kind = if shorter { DriftKind::ClaimantShortened } else { DriftKind::ClaimantChanged };
    (one != other).then(|| Drift { kind, words: format!("{one} became {other}") })
}

/// What the tolls of a sentence say otherwise than those of the sentence that it repeats: figures first, then claimants, sides and bounds.
pub fn between_sentences(first: (&Reading, Span), then: (&Reading, Span), camp: &CampOf<'_>) -> Vec<Drift> {
    let told = |(reading, span): (&Reading, Span)| -> Vec<usize> {
        let here = |claim: &Claim| span.contains(claim.quote) && claim.toll().is_some() && claim.same_as.is_none();
        (0..reading.claims.len()).filter(|n| here(&reading.claims[*n])).collect()
    };
    let of = |reading, n| Told::of(reading, n);
    let (mut before, after) = (told(first), told(then));
    let mut found: Vec<Drift> = Vec::new();
    for n in after {
        let Some(now) = of(then.0, n) else { continue };
        let alike = |other: &Told| {
            let figures = said(other.toll.quantity) == said(now.toll.quantity);
            let people = (other.toll.role == now.toll.role, column(&other.toll.side, camp) == column(&now.toll.side, camp));
            (other.toll.effect == now.toll.effect, figures, people)
        };
        let best = before.iter().enumerate().filter_map(|(at, other)| Some((alike(&of(first.0, *other)?), std::cmp::Reverse(at)))).max();
        let Some((_, std::cmp::Reverse(at))) = best.filter(|((effect, figures, _), _)| *effect || *figures) else { continue };
        let Some(was) = of(first.0, before.remove(at)) else { continue };
        if said(was.toll.quantity) != said(now.toll.quantity) {
            found.push(Drift { kind: DriftKind::FigureChanged, words: format!("{} became {}", figure(was.toll.quantity), figure(now.toll.quantity)) });
            found.extend(between(&was, &now, camp).into_iter().filter(|drift| !matches!(drift.kind, DriftKind::BoundLost | DriftKind::BoundGained)));
        } else {
            found.extend(between(&was, &now, camp));
        }
    }
    found.sort_by_key(|drift| rank(drift.kind));
    found
}

/// Figures, claimants, sides and bounds first.
fn rank(kind: DriftKind) -> usize {
    match kind {
        DriftKind::FigureChanged => 0,
        DriftKind::ClaimantShortened | DriftKind::ClaimantChanged => 1,
        DriftKind::SideLost | DriftKind::SideGained | DriftKind::SideChanged => 2,
        DriftKind::BoundLost | DriftKind::BoundGained => 3,
        _ => 4,
    }
}

fn harm(effect: Effect) -> String {
    if effect == Effect::Casualties { "killed or wounded".to_owned() } else { effect.name().to_owned() }
}

/// How the words bound a figure; nothing where they do not.
fn bound(quantity: Quantity) -> &'static str {
    match quantity.qualifier {
        Qualifier::MoreThan => "more than ",
        Qualifier::AtLeast => "at least ",
        Qualifier::LessThan => "fewer than ",
        Qualifier::UpTo => "up to ",
        Qualifier::About => "about ",
        _ => "",
    }
}

fn figure(quantity: Quantity) -> String {
    said(quantity).map_or_else(|| "no figure".to_owned(), |said| format!("{}{said}", bound(quantity)))
}

fn side(side: &Name) -> String {
    if &**side == "all" { "no side told".to_owned() } else { side.to_string() }
}
