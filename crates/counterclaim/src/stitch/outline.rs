//! What room 8 asks of all reports at once: the least of a brief, with names as numbers, so that a hundred thousand are held against each other
//! in a moment. The words of a report are asked for where two are found to belong together.

use crate::mention::time::calendar;
use crate::resolve::current::LONG_AGO;
use crate::stitch::{alike::tells, brief::Brief, fight::ALL};
use counterclaim_model::{Day, Effect, Name};
use serde::{Deserialize, Serialize};

/// A name as a number: a hash of it, so wide that no two names of a ledger have the same.
pub type Number = u64;

/// Whose a figure is of which no side is told.
pub const NOBODYS: Number = 0;

/// Two camps, in order of their names.
pub type Pair = (Number, Number);

/// A report in outline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Its id.
    pub doc: Name,
    /// The day of writing, as far as it is known.
    pub written: Option<Moment>,
    /// Whether it has claims at all.
    pub tells: bool,
    /// First and last day of its fighting, as far as it knows.
    pub days: Option<(Moment, Moment)>,
    /// The camps that fight, in order of their names.
    pub camps: Vec<Camp>,
    /// Divisions in which most of its fighting stands.
    pub grounds: Vec<Number>,
    /// Places that lie in no division.
    pub regions: Vec<Number>,
    /// All its places.
    pub places: Vec<Number>,
    /// Figures that say something when they are shared, with whose they are.
    pub figures: Vec<(Number, u32)>,
    /// The weekday of the outbreak, Monday being 1.
    pub outbreak: Option<u8>,
    /// First and last possible day of what it tells as earlier fighting.
    pub earlier: Vec<(Day, Day)>,
    /// The years that it states besides its own, in order.
    pub years: Vec<i16>,
    /// Its large figures.
    pub large: Vec<Large>,
    /// Whether people judged which reports it stands with.
    pub judged: bool,
    /// Whether it tells of a whole war.
    pub wars: bool,
}

/// A camp that fights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Camp {
    /// Its name.
    pub name: Name,
    /// The same as a number.
    pub number: Number,
    /// How often it is named as fighting.
    pub weight: u32,
}

/// A day as far as it is known, and counted where it is known in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// Days since 1 January 1970.
    pub count: Option<i32>,
}

/// A figure that does not recur by accident.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Large {
    /// What befell whom, and how many.
    pub told: (Effect, Number, u32),
    /// Its claim, an index into `Reading::claims`.
    pub claim: u32,
    /// Whether the report tells it of this fighting.
    pub current: bool,
}

/// Reports side by side, in order of their ids.
pub trait Reports: Sync {
    /// All of them in outline.
    fn outlines(&self) -> Vec<&Outline>;

    /// One of them in outline.
    fn outline(&self, index: usize) -> &Outline;

    /// One of them in brief.
    fn brief(&self, index: usize) -> &Brief;
}

/// A report in outline and in brief.
pub struct Known {
    /// In outline.
    pub outline: Outline,
    /// In brief.
    pub brief: Brief,
}

impl Reports for Vec<Known> {
    fn outlines(&self) -> Vec<&Outline> {
        self.iter().map(|known| &known.outline).collect()
    }

    fn outline(&self, index: usize) -> &Outline {
        &self[index].outline
    }

    fn brief(&self, index: usize) -> &Brief {
        &self[index].brief
    }
}

impl Moment {
    /// Of a day.
    pub fn of(day: Day) -> Moment {
        Moment { day, count: calendar::apart(Day::new(1970, 1, 1), day).and_then(|days| i32::try_from(days).ok()) }
    }

    /// Days from one to another.
    pub fn until(self, other: Moment) -> Option<i64> {
        Some(i64::from(other.count?) - i64::from(self.count?))
    }
}

impl Outline {
    /// Of a report in brief.
    pub fn of(brief: &Brief) -> Outline {
        let fight = &brief.fight;
        let camp = |name: &Name| Camp {
            name: name.clone(),
            number: number([&**name]),
            weight: fight.weight.get(name).map_or(0, |weight| u32::try_from(*weight).unwrap_or(u32::MAX)),
        };
        let large = |large: &super::brief::Large| Large {
            told: (large.told.0, number([&*large.told.1]), large.told.2),
            claim: u32::try_from(large.claim).unwrap_or(u32::MAX),
            current: large.current,
        };
        Outline {
            doc: brief.doc.clone(),
            written: brief.written.map(Moment::of),
            tells: brief.tells,
            days: fight.days.map(|(from, to)| (Moment::of(from), Moment::of(to))),
            camps: fight.camps.iter().map(camp).collect(),
            grounds: sorted(fight.grounds.iter().map(|(country, division)| number([&**country, &**division]))),
            regions: sorted(fight.regions.iter().map(|region| number([&**region]))),
            places: sorted(fight.places.keys().map(|place| number([&**place]))),
            figures: sorted(
                fight
                    .figures
                    .iter()
                    .filter(|(_, figure)| tells(*figure))
                    .map(|(side, figure)| (if &**side == ALL { NOBODYS } else { number([&**side]) }, *figure)),
            ),
            outbreak: fight.outbreak_weekday(),
            earlier: brief.earlier.clone(),
            years: brief.years.clone(),
            large: brief.large.iter().map(large).collect(),
            judged: !brief.bonds.is_empty(),
            wars: !brief.wars.is_empty(),
        }
    }

    /// Whether the days of its fighting are known.
    pub fn is_full(&self) -> bool {
        self.days.is_some_and(|(from, _)| from.day.is_full())
    }

    /// Whether its region and its days are known.
    pub fn is_placed(&self) -> bool {
        self.is_full() && !self.grounds.is_empty()
    }

    /// Every two camps that it has fighting.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> {
        self.camps.iter().enumerate().flat_map(|(n, one)| self.camps[n + 1..].iter().map(move |other| (one.number, other.number)))
    }

    /// How many camps both have fighting.
    pub fn shared_camps(&self, other: &Outline) -> usize {
        self.camps.iter().filter(|camp| other.camps.iter().any(|there| there.number == camp.number)).count()
    }

    /// The day by which it dates others: that of writing, or of the fighting that it looks back on.
    pub fn dates_from(&self) -> Option<Day> {
        let written = self.written?;
        let last = self.days.map(|(_, to)| if to.count.is_some() { to } else { Moment::of(to.day.latest()) });
        Some(last.filter(|last| last.until(written).is_some_and(|gap| gap > LONG_AGO)).map_or(written.day, |last| last.day))
    }

    /// Whether it tells the fighting of that time as an earlier war.
    pub fn looks_back_on(&self, day: Day) -> bool {
        self.earlier.iter().any(|(from, to)| *from <= day && day <= *to)
    }
}

/// The weekday of a day that is counted, Monday being 1; 1 January 1970 was a Thursday.
pub fn weekday(count: i32) -> u8 {
    (count.rem_euclid(7) + 3).rem_euclid(7) as u8 + 1
}

/// The camps that these have fighting, most named first.
pub fn most_named<'a>(outlines: impl IntoIterator<Item = &'a Outline>) -> Vec<&'a Name> {
    let mut weight: Vec<(&Name, u32)> = Vec::new();
    for camp in outlines.into_iter().flat_map(|outline| &outline.camps) {
        match weight.iter_mut().find(|(name, _)| *name == &camp.name) {
            Some((_, weight)) => *weight = weight.saturating_add(camp.weight),
            None => weight.push((&camp.name, camp.weight)),
        }
    }
    weight.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    weight.into_iter().map(|(camp, _)| camp).collect()
}

/// What two sorted lists have in common.
pub fn shared<'a, T: Ord>(one: &'a [T], other: &'a [T]) -> impl Iterator<Item = &'a T> {
    let mut rest = other;
    one.iter().filter(move |item| {
        rest = &rest[rest.iter().take_while(|there| there < item).count()..];
        rest.first() == Some(*item)
    })
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items
}

/// A name as a number, here and in every ledger.
fn number<'a>(parts: impl IntoIterator<Item = &'a str>) -> Number {
    let mut hash = blake3::Hasher::new();
    parts.into_iter().for_each(|part| {
        hash.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    });
    let mut first = [0; 8];
    first.copy_from_slice(&hash.finalize().as_bytes()[..8]);
    Number::from_le_bytes(first)
}
