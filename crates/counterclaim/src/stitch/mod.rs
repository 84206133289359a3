//! Room 8: reports of the same fighting are brought together.
//!
//! Five reports of two neighbours' wars become three episodes: two of one week, one of the year after, two of one night; and the
//! reports without a date get one where the others, or their own words, allow it, with the reason. Surprising but meant: this is
//! the one room that changes readings already made. It dates reports and their claims, and sets aside what other reports show
//! to be an earlier war; nothing else, and never the text.

pub mod alike;
pub mod background;
pub mod brief;
pub mod copies;
pub mod date;
pub mod day;
pub mod episode;
pub mod fight;
pub mod join;
pub mod neighbour;
pub mod outline;
pub mod parent;
pub mod retold;
pub mod tie;
pub mod when;
pub mod words;

use brief::Brief;
use counterclaim_model::{Episode, Name, Origin, Reading};
use counterclaim_rules::rarity::Rarity;
use episode::Run;
use outline::{Known, Outline, Reports};
use rayon::prelude::*;

/// A party's camp, by its first name; a party that stands in no camp is its own.
pub type CampOf<'a> = dyn Fn(&str) -> Name + Sync + 'a;

/// A party's camp in a year, or in any where none is given.
pub type CampIn<'a> = dyn Fn(&str, Option<i16>) -> Name + Sync + 'a;

/// Whether a party can be one side of fighting, in a year where one is given.
pub type Fights<'a> = dyn Fn(&str, Option<i16>) -> bool + Sync + 'a;

/// What reports are found to have in common.
pub struct Stitched {
    /// Runs of fighting, newest first, undated last.
    pub episodes: Vec<Episode>,
    /// Reports that others repeat.
    pub origins: Vec<Origin>,
}

/// Sorts readings by id, dates the undated ones, and groups all into episodes. `redate` tells the days of a report's claims again, once
/// the report has its own.
pub fn stitch(readings: &mut [Reading], rarity: &Rarity, camp: &CampIn<'_>, fights: &Fights<'_>, redate: &dyn Fn(&mut Reading)) -> Stitched {
    readings.sort_by(|a, b| (&a.document.id, &a.document.origin).cmp(&(&b.document.id, &b.document.origin)));
    let known = |reading: &Reading| {
        let brief = Brief::of(reading, camp, fights);
        Known { outline: Outline::of(&brief), brief }
    };
    let mut all: Vec<Known> = readings.par_iter().map(known).collect();
    for (index, published) in date::date(&all) {
        readings[index].document.published = published;
        redate(&mut readings[index]);
        all[index] = known(&readings[index]);
    }
    for (index, claims) in background::set_aside(&all.outlines()) {
        claims.into_iter().for_each(|claim| readings[index].claims[claim].current = false);
        all[index] = known(&readings[index]);
    }
    let origins = copies::origins(readings, rarity);
    let episode = |run: Run| {
        let of: Vec<&Reading> = run.reports.iter().map(|index| &readings[*index]).collect();
        episode::episode(&run, &all, &of)
    };
    Stitched { episodes: episode::runs(&all, &origins).into_iter().map(episode).collect(), origins }
}
