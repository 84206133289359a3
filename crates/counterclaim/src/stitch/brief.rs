//! What lining up asks of a report, taken from its reading once: little enough that a hundred thousand stand in memory.

use crate::stitch::{
    CampIn, Fights,
    date::by_itself,
    day::Value,
    fight::{self, Fight, fight, said},
    neighbour,
    outline::Outline,
    parent, when,
};
use counterclaim_model::{Bond, Claim, ClaimId, Day, Effect, Name, Reading, Span};
use serde::{Deserialize, Serialize};

/// A report, in brief.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// Its id.
    pub doc: Name,
    /// The day of writing, as far as it is known.
    pub written: Option<Day>,
    /// What it says of the fighting.
    pub fight: Fight,
    /// Whether it has claims at all.
    pub tells: bool,
    /// First and last possible day of what it tells as earlier fighting.
    pub earlier: Vec<(Day, Day)>,
    /// The years that it states besides its own, in order.
    pub years: Vec<i16>,
    /// Its large figures, in the order of its claims.
    pub large: Vec<Large>,
    /// What it says of days, where its own is not known.
    pub open: Option<Open>,
    /// What people judged of the reports that it stands with.
    pub bonds: Vec<Bond>,
    /// Its tolls of a whole war.
    pub wars: Vec<War>,
}

/// A toll that counts a stretch of months.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct War {
    /// The claim.
    pub claim: ClaimId,
    /// The first day that it counts, as far as it is known.
    pub from: Day,
    /// The last one.
    pub to: Day,
}

/// A figure that does not recur by accident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Large {
    /// Its claim, an index into `Reading::claims`.
    pub claim: usize,
    /// What befell whom, and how many.
    pub told: Told,
    /// Whether the report tells it of this fighting.
    pub current: bool,
}

/// An effect, whose people it befell, and the figure as said.
pub type Told = (Effect, Name, u32);

/// What a report without a day says of days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Open {
    /// Days and weekdays on which something has happened already.
    pub past: Vec<Past>,
    /// Its own day where the year is not told.
    pub head: Option<Head>,
    /// The latest year that it states.
    pub latest_year: Option<i16>,
    /// The day that follows from its own words, with the reason.
    pub by_itself: Option<(Day, String)>,
}

/// A report's own day without its year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Month and day of the month.
    pub day: (u8, u8),
    /// The words of the day itself.
    pub words: String,
    /// The weekday that it is, or the day before is, as far as one is named; Monday is 1.
    pub weekday: Option<u8>,
}

/// A day on which something has happened already, as a report names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Past {
    /// What it says.
    pub value: Value,
    /// The words of the day itself.
    pub span: Span,
    /// The same with up to two words before them.
    pub around: String,
    /// The weekday that stands beside a day of the month, Monday being 1.
    pub beside: Option<u8>,
}

/// Figures from here on are trusted across reports: a "12" proves nothing.
const LARGE: u32 = 100;

impl Brief {
    /// Of a reading.
    pub fn of(reading: &Reading, camp: &CampIn<'_>, fights: &Fights<'_>) -> Brief {
        let written = fight::written(reading);
        let fight = fight(reading, camp, fights);
        Brief {
            doc: reading.document.id.clone(),
            written,
            tells: !reading.claims.is_empty(),
            earlier: earlier(reading),
            years: when::other_years(reading, written),
            large: large(reading, camp),
            bonds: reading.document.bonds.clone(),
            wars: wars(reading, &fight, fights),
            open: written.is_none().then(|| Open::of(reading)),
            fight,
        }
    }
}

impl Open {
    fn of(reading: &Reading) -> Open {
        let named = when::past(reading);
        let past = named.iter().map(|one| past(reading, &named, one)).collect();
        Open { past, head: head(reading, &named), latest_year: when::latest_year(reading), by_itself: by_itself(reading) }
    }

    /// Whether a report of that day may tell of the fighting of this one: it does not look back on that day, and states no later year.
    pub fn may_be_of(&self, outline: &Outline, day: Day) -> bool {
        self.latest_year.is_none_or(|year| year <= day.year) && !outline.looks_back_on(day)
    }
}

fn head(reading: &Reading, past: &[when::Named]) -> Option<Head> {
    let named = when::head(reading, past)?;
    let Value::MonthDay(month, day) = named.value else { return None };
    let beside = when::weekday_beside(reading, past, &named).map(|(n, _)| n);
    let weekday = beside.or_else(|| neighbour::last_of(&when::weekdays_at_head(reading, past, named.span)));
    Some(Head { day: (month, day), words: named.span.of(&reading.document.text).to_owned(), weekday })
}

fn past(reading: &Reading, all: &[when::Named], named: &when::Named) -> Past {
    Past { value: named.value, span: named.span, around: when::around(reading, named.span), beside: when::weekday_beside(reading, all, named).map(|(n, _)| n) }
}

fn earlier(reading: &Reading) -> Vec<(Day, Day)> {
    let background = reading.claims.iter().filter(|claim| !claim.current).map(|claim| &claim.when);
    let mut earlier: Vec<(Day, Day)> = background.filter_map(|when| Some((when.from.or(when.to)?.earliest(), when.to.or(when.from)?.latest()))).collect();
    earlier.sort();
    earlier.dedup();
    earlier
}

fn large(reading: &Reading, camp: &CampIn<'_>) -> Vec<Large> {
    let camp = &fight::camp_of(reading, camp);
    let large = reading.claims.iter().enumerate().filter_map(|(n, claim)| {
        let toll = claim.toll()?;
        let figure = said(toll.quantity).filter(|figure| *figure >= LARGE)?;
        Some(Large { claim: n, told: (toll.effect, fight::column(&toll.side, camp), figure), current: claim.current })
    });
    large.collect()
}

/// A war that began before one of the two who fight was there is another's: the dead of the war before are not theirs.
fn wars(reading: &Reading, fight: &Fight, fights: &Fights<'_>) -> Vec<War> {
    let mut sides: Vec<&Name> = fight.camps.iter().collect();
    sides.sort_by_key(|side| std::cmp::Reverse(fight.weight.get(*side)));
    let are_theirs = |from: Day| sides.iter().take(2).all(|side| fights(side, Some(from.year)));
    let tolls = reading.claims.iter().filter(|claim| claim.toll().is_some() && !claim.is_rejected());
    let war = |claim: &Claim| {
        let (from, to) = (claim.when.from?, claim.when.to?);
        (parent::is_long(from, to) && are_theirs(from)).then(|| War { claim: claim.id.clone(), from, to })
    };
    tolls.filter_map(war).collect()
}
