//! Whether two reports tell of the same fighting, and why.
//!
//! In one region, reports written on neighbouring days, or whose fighting ends on the same day, tell of one episode, whoever is named: one side's "terrorists"
//! are another's "rebels". Reports of other regions do so where the same camps fight and a figure that is not round, or the day of the outbreak, agrees. Where one names
//! no region, it is the same two camps within three days; of reports that know no day, what they share must be enough by itself.

use crate::stitch::{
    alike::{self, alike},
    brief::Brief,
    day,
    fight::Fight,
    outline::{Moment, Outline, shared},
};

/// So many days apart camps fight one fight.
pub(super) const NEAR: i64 = 3;

/// That two reports stand together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Same {
    /// How much they share.
    pub weight: usize,
    /// How many days the ends of what they tell lie apart; the most where that is not known.
    pub apart: i64,
    /// By what.
    pub by: By,
}

/// By what two reports stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The division, on neighbouring days.
    Division,
    /// A valley or a region, the camps and the days.
    Region,
    /// The camps, and what they share besides.
    Shared,
    /// The camps and the days.
    Days,
    /// A place and figures, or figures alone, whoever is named.
    Figures,
    /// The camps, whose only fighting it is that one of them can be of.
    Only,
    /// The place and the day, where one camp or none is named.
    Place,
}

/// Whether two reports were written on neighbouring days, as far as that is known.
pub(super) fn near(one: &Outline, other: &Outline) -> bool {
    one.written.zip(other.written).and_then(|(one, other)| one.until(other)).is_none_or(|days| days.abs() <= NEAR)
}

/// By what two reports tell of the same fighting, if they do.
pub(super) fn same(one: &Outline, other: &Outline) -> Option<Same> {
    let gap = one.days.zip(other.days).map_or(Gap::Unknown, |(one, other)| gap(one, other));
    let apart = one.days.zip(other.days).and_then(|(one, other)| one.1.until(other.1)).map_or(i64::MAX, i64::abs);
    let found = |weight: usize, by: By| Some(Same { weight, apart, by });
    let placed = one.is_placed() && other.is_placed();
    // Most pairs end here, before their names are looked at.
    let written = one.written.zip(other.written).and_then(|(one, other)| one.until(other)).map_or(i64::MAX, i64::abs);
    let (near, nearly) = (written <= 1 || apart == 0, apart <= 1 && written <= NEAR);
    if placed && !near && !nearly && !matches!(gap, Gap::Days(..=1)) {
        return None;
    }
    let camps = one.shared_camps(other);
    if placed {
        let Gap::Days(days) = gap else { return None };
        if (near || nearly && camps >= 2) && shared(&one.grounds, &other.grounds).next().is_some() {
            return found(0, By::Division);
        }
        if camps < 2 || days > 1 {
            return None;
        }
        // A valley or a region that lies in no division is as good as one.
        if shared(&one.regions, &other.regions).next().is_some() {
            return found(1, By::Region);
        }
        let shared = alike(one, other);
        return if shared.one { found(shared.weight, By::Shared) } else { None };
    }
    if camps >= 2 {
        return match gap {
            Gap::Days(days) if days <= NEAR => found(alike(one, other).weight, By::Days),
            Gap::Days(_) | Gap::Apart => None,
            Gap::Overlap | Gap::Unknown => {
                let shared = alike(one, other);
                let enough = shared.weight >= 2 && shared.strong && !is_past(one, other) && !is_past(other, one);
                if enough { found(shared.weight, By::Shared) } else { None }
            }
        };
    }
    // One of the two camps, or none, is named in both: a battle is known by its place and its figures.
    if !matches!(gap, Gap::Apart) && !matches!(gap, Gap::Days(days) if days > NEAR) && (camps > 0 || one.camps.is_empty() || other.camps.is_empty()) {
        let shared = alike(one, other);
        if shared.weight > 2 && shared.strong && shared.one && !is_past(one, other) && !is_past(other, one) {
            return found(shared.weight, By::Figures);
        }
    }
    // The day and the place must be the same.
    let fewest = one.camps.len().min(other.camps.len());
    let place = fewest < 2 && camps == fewest && matches!(gap, Gap::Days(..=1)) && shared(&one.places, &other.places).next().is_some();
    if place { found(0, By::Place) } else { None }
}

/// Whether one of them tells the other's days as an earlier war.
fn is_past(of: &Outline, told: &Outline) -> bool {
    told.days.is_some_and(|(from, _)| from.day.is_full() && of.looks_back_on(from.day))
}

/// The same in words.
pub(super) fn words(one: &Brief, other: &Brief, by: By) -> String {
    let (first, second) = (&one.fight, &other.fight);
    let camps: Vec<&str> = first.camps.iter().filter(|camp| second.camps.contains(camp)).map(|camp| &**camp).collect();
    let who = format!("tell of fighting between {}", camps.join(" and "));
    let of = |fight: &Fight| fight.days.map(|(from, to)| day::stretch(from, to)).unwrap_or_default();
    let days = format!("the one on {}, the other on {}", of(first), of(second));
    let division = || first.grounds.intersection(&second.grounds).next().map(|(_, division)| &**division).unwrap_or_default();
    let region = || first.regions.intersection(&second.regions).next().map(|region| &**region).unwrap_or_default();
    let place = || first.places.iter().find(|(key, _)| second.places.contains_key(*key)).map(|(_, (shown, _))| &**shown).unwrap_or_default();
    let why = match by {
        By::Division => format!("tell of what happened in {}, {days}", division()),
        By::Region => format!("{who} at {}, {days}", region()),
        By::Shared => format!("{who}, and share {}", alike::words(first, second).join("; ")),
        By::Days => format!("{who}, {days}"),
        By::Figures => format!("share {}", alike::words(first, second).join("; ")),
        By::Only => format!("{who}, and no other fighting of theirs is told of that {} can be of", other.doc),
        By::Place => format!("tell of what happened at {}, {days}", place()),
    };
    format!("{} and {} {why}", one.doc, other.doc)
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

fn gap(one: (Moment, Moment), other: (Moment, Moment)) -> Gap {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    if let Some(days) = first.1.until(second.0) {
        return Gap::Days(days.max(0));
    }
    let overlap = one.0.day.earliest() <= other.1.day.latest() && other.0.day.earliest() <= one.1.day.latest();
    if overlap { Gap::Overlap } else { Gap::Apart }
}
