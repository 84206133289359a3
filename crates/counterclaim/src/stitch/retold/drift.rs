//! What a telling has otherwise than the original, by name.

use super::Told;
use crate::stitch::{
    CampOf,
    fight::{column, said},
};
use counterclaim_model::{Drift, DriftKind, Effect, Name, Qualifier, Quantity};

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
    let (one, other) = (first.claim.attribution.claimant(), then.claim.attribution.claimant());
    if one != other {
        let shorter = first.claim.attribution.party().is_some() && (then.claim.attribution.party().is_none() || one.starts_with(&other));
        drift(if shorter { DriftKind::ClaimantShortened } else { DriftKind::ClaimantChanged }, one, other);
    }
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
    format!("{}{}", bound(quantity), said(quantity).unwrap_or_default())
}

fn side(side: &Name) -> String {
    if &**side == "all" { "no side told".to_owned() } else { side.to_string() }
}
