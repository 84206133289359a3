//! Whether two reports tell of the same fighting, and why.
//!
//! In one region, reports written on neighbouring days, or whose fighting ends on the same day, tell of one episode, whoever is named: one side's "terrorists"
//! are another's "rebels". Reports of other regions do so where the same camps fight and a figure that is not round, or the day of the outbreak, agrees. Where one names
//! no region, it is the same two camps within three days; of reports that know no day, what they share must be enough by itself.

use crate::stitch::{alike::alike, brief::Brief, day, fight::Fight};
use counterclaim_model::Day;
use std::sync::Arc;

/// So many days apart camps fight one fight.
const NEAR: i64 = 3;

/// Why two reports stand together.
pub(super) struct Same {
    /// How much they share.
    pub weight: usize,
    /// How many days the ends of what they tell lie apart; the most where that is not known.
    pub apart: i64,
    /// It, in words.
    pub why: String,
}

/// Whether two reports were written on neighbouring days, as far as that is known.
pub(super) fn near(one: &Brief, other: &Brief) -> bool {
    one.written.zip(other.written).and_then(|(one, other)| day::apart(one, other)).is_none_or(|days| days.abs() <= NEAR)
}

/// Why two reports tell of the same fighting, if they do.
pub(super) fn same(briefs: &[Arc<Brief>], a: usize, b: usize) -> Option<Same> {
    let (one, other) = (&briefs[a].fight, &briefs[b].fight);
    let camps = one.shared_camps(other);
    let names: Vec<&str> = camps.iter().map(|camp| &**camp).collect();
    let who = format!("tell of fighting between {}", names.join(" and "));
    let gap = match (one.days, other.days) {
        (Some(one), Some(other)) => gap(one, other),
        _ => Gap::Unknown,
    };
    let apart = one.days.zip(other.days).and_then(|(one, other)| day::apart(one.1, other.1)).map_or(i64::MAX, i64::abs);
    let shared = || alike(one, other);
    let found = |weight: usize, why: String| Some(Same { weight, apart, why });
    if one.is_placed() && other.is_placed() {
        let Gap::Days(days) = gap else { return None };
        let written = briefs[a].written.zip(briefs[b].written).and_then(|(one, other)| day::apart(one, other)).map_or(i64::MAX, i64::abs);
        if let Some((_, division)) = one.grounds.intersection(&other.grounds).next()
            && (written <= 1 || apart == 0 || camps.len() >= 2 && apart <= 1 && written <= NEAR)
        {
            return found(0, format!("tell of what happened in {division}, {}", stretch(one, other)));
        }
        // A valley or a region that lies in no division is as good as one.
        if camps.len() >= 2
            && days <= 1
            && let Some(region) = one.regions.intersection(&other.regions).next()
        {
            return found(1, format!("{who} at {region}, {}", stretch(one, other)));
        }
        let shared = (camps.len() >= 2 && days <= 1).then(shared).filter(|shared| shared.one)?;
        return found(shared.weight, format!("{who}, and share {}", shared.words.join("; ")));
    }
    if camps.len() >= 2 {
        return match gap {
            Gap::Days(days) if days <= NEAR => found(shared().weight, format!("{who}, {}", stretch(one, other))),
            Gap::Days(_) | Gap::Apart => None,
            Gap::Overlap | Gap::Unknown => {
                // One of them tells the other's days as an earlier war.
                let past = |of: usize, told: usize| briefs[told].fight.days.is_some_and(|(from, _)| from.is_full() && briefs[of].looks_back_on(from));
                if past(a, b) || past(b, a) {
                    return None;
                }
                let shared = shared();
                (shared.weight >= 2 && shared.strong).then(|| found(shared.weight, format!("{who}, and share {}", shared.words.join("; "))))?
            }
        };
    }
    // One party or none is named: the day and the place must be the same.
    let fewest = one.camps.len().min(other.camps.len());
    let place = one.places.iter().find(|(key, _)| other.places.contains_key(*key)).map(|(_, (shown, _))| shown)?;
    (fewest < 2 && camps.len() == fewest && matches!(gap, Gap::Days(..=1)))
        .then(|| found(0, format!("tell of what happened at {place}, {}", stretch(one, other))))?
}

fn stretch(a: &Fight, b: &Fight) -> String {
    let of = |fight: &Fight| fight.days.map(|(from, to)| day::stretch(from, to)).unwrap_or_default();
    format!("the one on {}, the other on {}", of(a), of(b))
}

enum Gap {
    /// So many days between two stretches known to the day; 0 where they overlap.
    Days(i64),
    /// Known to the month or year only, and may be the same.
    Overlap,
    /// Known to the month or year only, and can't be the same.
    Apart,
    /// One of them is not known.
    Unknown,
}

fn gap(one: (Day, Day), other: (Day, Day)) -> Gap {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    if let Some(days) = day::apart(first.1, second.0) {
        return Gap::Days(days.max(0));
    }
    let overlap = one.0.earliest() <= other.1.latest() && other.0.earliest() <= one.1.latest();
    if overlap { Gap::Overlap } else { Gap::Apart }
}
