//! The claims of one row that count, by whose voice they stand in, and what is current of them.
//!
//! Surprising but meant: among single strikes without a total the *largest* is taken, not the last, since each of them bounds the whole
//! from below; and what is picked so is left open above.

use crate::tally::{
    book::Entry,
    figure::said,
    row::{Row, Voice},
    support::Lineages,
};
use counterclaim_model::{Day, Interval, Name, Quantity, Scope, Toll, WhyNot};
use std::{cmp::Reverse, collections::BTreeMap};

/// A toll with its row, and how many it counts under the terms in force.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// The claim.
    pub entry: Entry<'a>,
    /// Its toll.
    pub toll: &'a Toll,
    /// How many.
    pub quantity: Quantity,
    /// Its row.
    pub row: Row,
    /// The camp that speaks, or the speaker's name where it belongs to none; the report where it is the report's own voice.
    pub origin: Name,
}

/// The claims of one row that count.
pub struct Evidence<'a> {
    /// Those that give a number.
    pub counted: BTreeMap<Voice, Vec<&'a Told<'a>>>,
    /// Those that give none, or only a word for one: "losses", "dozens".
    pub bare: BTreeMap<Voice, Vec<&'a Told<'a>>>,
    /// The episode's days.
    pub days: &'a Interval,
    /// Whom its reports have their words from.
    pub lineages: &'a Lineages<'a>,
}

/// The figure that one kind of voice ends up with.
pub struct Pick<'a> {
    /// The claim.
    pub told: &'a Told<'a>,
    /// Whether more may be hidden behind it: "at least", one place, one strike of several.
    pub open: bool,
}

/// One origin with what it says now.
pub struct Source<'a> {
    /// How it stands to the harmed.
    pub voice: Voice,
    /// Whether it is a speaker with a name, and not a report's own voice.
    pub is_named: bool,
    /// What it says now.
    pub pick: Pick<'a>,
    /// All that it says.
    pub all: Vec<&'a Told<'a>>,
}

impl<'a> Evidence<'a> {
    /// The latest total, and of one day's totals the largest; without a total, the largest single figure.
    pub fn pick(&self, all: &[&'a Told<'a>]) -> Option<Pick<'a>> {
        let figure = |told: &Told| told.quantity.figure();
        let totals = all.iter().filter(|told| told.toll.scope == Scope::Total);
        let told = totals
            .max_by_key(|told| (last_day(told), figure(told), Reverse(told.entry.order())))
            .or_else(|| all.iter().max_by_key(|told| (figure(told), Reverse(told.entry.order()))))?;
        let again = |other: &&&Told| said(other.quantity) == said(told.quantity);
        let unbounded = all.iter().filter(again).any(|other| other.quantity.high.is_none());
        let single =
            told.toll.scope == Scope::Incident && (told.entry.claim.place.is_some() || all.iter().any(|other| !again(&other)) || self.is_shorter(&told.entry));
        Some(Pick { told, open: unbounded || single })
    }

    /// Every origin that gives a number, with what it says now, in order of names.
    pub fn sources(&self) -> Vec<Source<'a>> {
        let mut origins: BTreeMap<(&Name, Voice), Vec<&'a Told<'a>>> = BTreeMap::new();
        for (voice, told) in &self.counted {
            told.iter().for_each(|told| origins.entry((&told.origin, *voice)).or_default().push(told));
        }
        let source = |((_, voice), all): ((&Name, Voice), Vec<&'a Told<'a>>)| {
            let is_named = all.iter().any(|told| !told.entry.claim.attribution.chain.is_empty());
            Some(Source { voice, is_named, pick: self.pick(&all)?, all })
        };
        origins.into_iter().filter_map(source).collect()
    }

    /// The same with words such as "dozens" as figures, where the table of vague words gives them a number.
    pub fn with_vague_figures(&self) -> Evidence<'a> {
        let mut counted = self.counted.clone();
        let mut bare: BTreeMap<Voice, Vec<&'a Told<'a>>> = BTreeMap::new();
        for (voice, told) in &self.bare {
            for told in told {
                let numbered = told.quantity.low.is_some_and(|low| low > 1);
                let to = if numbered { &mut counted } else { &mut bare };
                to.entry(*voice).or_default().push(told);
            }
        }
        Evidence { counted, bare, days: self.days, lineages: self.lineages }
    }

    /// Whether one strike covers fewer days than the episode.
    pub fn is_shorter(&self, entry: &Entry) -> bool {
        let (when, days) = (&entry.claim.when, self.days);
        let differ = |a: Option<Day>, b: Option<Day>| a.zip(b).is_some_and(|(a, b)| a.earliest() != b.earliest());
        differ(when.from, days.from) || differ(when.to, days.to)
    }
}

/// Why a figure of the same voice gave way to the one picked.
pub fn why(told: &Told, pick: &Pick) -> WhyNot {
    match (told.toll.scope, pick.told.toll.scope) {
        (Scope::Incident, Scope::Total) if last_day(told) <= last_day(pick.told) => WhyNot::PartOfTotal,
        (Scope::Incident, _) => WhyNot::OtherScope,
        (Scope::Total, _) if last_day(told) < last_day(pick.told) => WhyNot::Superseded,
        _ => WhyNot::Outranked,
    }
}

fn last_day(told: &Told) -> Option<Day> {
    told.entry.as_of().map(|day| day.latest())
}
