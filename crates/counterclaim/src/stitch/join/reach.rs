//! Days that keep two reports apart: the little of an outline that settles most pairs.
//!
//! A hundred thousand of these lie side by side, where outlines lie all over memory.

use super::same::NEAR;
use crate::stitch::outline::{Moment, Outline};

/// A day that is not known in full.
const UNKNOWN: i32 = i32::MIN;

/// The days of a report, counted.
#[derive(Clone, Copy)]
pub(super) struct Reach {
    written: i32,
    from: i32,
    to: i32,
    /// Whether its days are known, and whether its region is too.
    pub full: bool,
    pub placed: bool,
}

impl Reach {
    pub(super) fn of(outline: &Outline) -> Reach {
        let count = |moment: Option<Moment>| moment.and_then(|moment| moment.count).unwrap_or(UNKNOWN);
        let days = outline.days.unzip();
        Reach { written: count(outline.written), from: count(days.0), to: count(days.1), full: outline.is_full(), placed: outline.is_placed() }
    }

    /// Whether both what they tell and their writing lie too far apart for one fight.
    pub(super) fn is_far(self, other: Reach) -> bool {
        let (first, second) = if (self.from, self.to) <= (other.from, other.to) { (self, other) } else { (other, self) };
        let told = apart(first.to, second.from).is_some_and(|days| days > NEAR);
        told && apart(self.written, other.written).is_none_or(|days| days.abs() > NEAR)
    }
}

fn apart(one: i32, other: i32) -> Option<i64> {
    (one != UNKNOWN && other != UNKNOWN).then(|| i64::from(other) - i64::from(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stitch::{brief::Brief, fight::Fight, join::same::same};
    use counterclaim_model::{Day, Name};

    fn report(camps: &[&str], written: u8, days: (u8, u8), placed: bool) -> Outline {
        let day = |n: u8| Day::new(2022, 9, n);
        let camps: Vec<Name> = camps.iter().map(|camp| (*camp).into()).collect();
        let mut fight = Fight { camps, days: Some((day(days.0), day(days.1))), figures: [("all".into(), 1234)].into(), ..Fight::default() };
        fight.places.insert("goris".to_owned(), ("Goris".into(), 1));
        if placed {
            fight.grounds.insert(("Armenia".into(), "Syunik".into()));
        }
        Outline::of(&Brief { written: Some(day(written)), fight, ..Brief::default() })
    }

    #[test]
    fn what_is_far_apart_is_never_the_same_fighting() {
        let days = [(1, 2), (2, 2), (5, 9), (9, 9)];
        let reports: Vec<Outline> = [1, 2, 4, 6, 12]
            .into_iter()
            .flat_map(|written| days.map(|days| (written, days)))
            .flat_map(|(written, days)| {
                let camps: [&[&str]; 3] = [&["Armenia", "Azerbaijan"], &["Armenia"], &[]];
                camps.into_iter().flat_map(move |camps| [true, false].map(|placed| report(camps, written, days, placed)))
            })
            .collect();
        let pairs = || reports.iter().flat_map(|one| reports.iter().map(move |other| (one, other)));
        let far = |one: &Outline, other: &Outline| Reach::of(one).is_far(Reach::of(other));
        assert!(pairs().any(|(one, other)| far(one, other)));
        assert!(pairs().any(|(one, other)| same(one, other).is_some()));
        assert!(pairs().all(|(one, other)| !far(one, other) || same(one, other).is_none()));
    }
}
