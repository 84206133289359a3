//! When the harm was done, and how we know; the day of an announcement bounds only the end.
//!
//! "On Monday the ministry said that 26 soldiers were killed": Monday is when it was said. The surprising decision: a claim without a
//! day of its own has that of the deeds told before it ("In Vale last night a patrol was fired on. … Two men were killed."), and the
//! day of writing only where nothing else is told.

pub(super) mod told;

use crate::mention::time::calendar;
use counterclaim_model::{Basis, BlockKind, Claim, Day, Interval, Reading, Says, Scope};
use counterclaim_rules::{Knowledge, lexicon::Marks};
use told::{Told, Words};

/// In days.
const WEEK: i64 = 7;

/// Sentences that a day reaches: "In Vale last night a patrol was fired on. …".
const REACH: u32 = 6;

/// Settles the days of every claim: by its own sentence, else by the deeds told before it, else by the outbreak and the day of writing.
/// Gives back the outbreak's, where the report tells it. `past`: the fighting that the report looks back on.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading, marks: &[Marks], past: Option<&Interval>) -> Option<Interval> {
    let words = Words { knowledge, reading };
    // A mission that "laid its report on the table on Wednesday" began no war on that day.
    let outbreak = if past.is_some() { None } else { outbreak(knowledge, reading, marks, &words) };
    let carried = carried(reading, &words);
    let lead = lead(reading);
    let when: Vec<Interval> = (0..reading.claims.len())
        .map(|index| {
            let claim = &reading.claims[index];
            let before = carried.before(claim.sentence);
            let told = words.of_claim(claim, before);
            let (first, published) = (carried.0.first().map(|(_, days)| days), &reading.document.published);
            let leads = claim.sentence <= lead;
            match (&claim.says, past, &told) {
                // What a report that looks back tells without a day is of the days that it looks back on.
                (Says::Toll(_), Some(past), Told::Nothing | Told::Speech(_) | Told::Open) => past.clone(),
                (Says::Toll(_), ..) => of_toll(claim, told, [before, first], outbreak.as_ref(), published, leads),
                (Says::Deed(_), ..) => of_deed(claim, told, before.or(first.filter(|_| leads)), published),
            }
        })
        .collect();
    for (claim, when) in reading.claims.iter_mut().zip(when) {
        claim.when = if claim.current { from_outbreak(when, outbreak.as_ref()) } else { when };
    }
    outbreak
}

/// What belongs to the fighting was not done before it broke out: "overnight", where it broke out on Tuesday, is Tuesday.
fn from_outbreak(when: Interval, outbreak: Option<&Interval>) -> Interval {
    let day = outbreak.filter(|days| days.from == days.to).and_then(|days| days.from);
    let within = |day: &Day| when.from.is_some_and(|from| from.is_full() && from < *day) && when.to.is_some_and(|to| *day <= to.latest());
    Interval { from: day.filter(within).or(when.from), ..when }
}

/// A toll's days, from what its sentence tells, the deed told just before and the first that the report tells, the outbreak and the day of
/// writing.
fn of_toll(claim: &Claim, told: Told, [before, deed]: [Option<&Interval>; 2], outbreak: Option<&Interval>, published: &Interval, lead: bool) -> Interval {
    let total = claim.toll().is_some_and(|toll| toll.scope == Scope::Total);
    let first = outbreak.and_then(|days| days.from);
    match told {
        // A running total told of a day within the fighting runs from its outbreak.
        Told::Deed(days) if total && days.from.or(days.to).is_some_and(Day::is_full) => {
            Interval { from: first.filter(|first| days.to.is_some_and(|to| first.earliest() <= to.latest())).or(days.from), ..days }
        }
        // "Since the weekend" is since Sunday, where fighting broke out on that day; "since 1983" is not.
        Told::Since { days, in_full } => {
            let within = |first: &Day, from: Day| from.earliest() <= *first && calendar::apart(from.latest(), *first).is_none_or(|days| days <= WEEK);
            let later = |first: &Day| !in_full && days.from.is_some_and(|from| within(first, from));
            Interval { from: first.filter(later).or(days.from), ..days }
        }
        Told::Deed(days) => days,
        Told::Speech(said) => match before.or(deed).filter(|days| !total && days.to <= said.to) {
            Some(days) => days.clone(),
            None => Interval { from: first.filter(|first| said.to.is_none_or(|to| *first <= to)).or(said.from), ..said },
        },
        Told::Open => Interval { from: None, ..published.clone() },
        Told::Nothing if !claim.current => Interval::default(),
        Told::Nothing => match (before.filter(|_| !total), outbreak, deed.filter(|_| !total)) {
            (Some(days), ..) | (None, None, Some(days)) => days.clone(),
            (None, Some(outbreak), _) => Interval { to: published.to, ..outbreak.clone() },
            // News without a day: what a report leads with is of the day on which it was written.
            (None, None, None) if lead && !total => of_writing(published),
            (None, None, None) => Interval { from: None, ..published.clone() },
        },
    }
}

/// A statement's days: its own, or those of the deed told before; words without a day are of the day of writing.
fn of_deed(claim: &Claim, told: Told, carried: Option<&Interval>, published: &Interval) -> Interval {
    match told {
        Told::Speech(said) if is_war(claim) => carried.filter(|days| days.to <= said.to).cloned().unwrap_or(Interval { from: None, ..said }),
        Told::Deed(days) | Told::Since { days, .. } | Told::Speech(days) => days,
        Told::Nothing if is_said(claim) => published.clone(),
        Told::Nothing => carried.filter(|_| claim.current && is_war(claim)).cloned().unwrap_or_default(),
        Told::Open => Interval { from: None, ..published.clone() },
    }
}

fn of_writing(published: &Interval) -> Interval {
    match published.to {
        Some(day) => {
            Interval { basis: Basis::Inferred { by: Vec::new(), reason: format!("no day is told; the report was written on {day}") }, ..published.clone() }
        }
        None => Interval::default(),
    }
}

/// The sentence of the first toll outside the title: what the report leads with.
fn lead(reading: &Reading) -> u32 {
    let body = |claim: &&Claim| claim.toll().is_some() && reading.sentences[claim.sentence as usize].kind != BlockKind::Title;
    reading.claims.iter().filter(body).map(|claim| claim.sentence).min().unwrap_or(u32::MAX)
}

fn is_war(claim: &Claim) -> bool {
    claim.deed().is_some_and(|deed| deed.kind.is_war())
}

fn is_said(claim: &Claim) -> bool {
    claim.deed().is_some_and(|deed| deed.kind.is_said())
}

/// The days of deeds, by the sentence that tells them.
struct Carried(Vec<(u32, Interval)>);

impl Carried {
    /// The last told before this sentence, and not long before it.
    fn before(&self, sentence: u32) -> Option<&Interval> {
        self.0.iter().rev().find(|(at, _)| *at < sentence && sentence - at <= REACH).map(|(_, days)| days)
    }
}

/// The day of the first deed of every sentence that tells one, so far as it lies within the month before the day of writing.
fn carried(reading: &Reading, words: &Words) -> Carried {
    let told = (0..reading.sentences.len() as u32).filter_map(|at| Some((at, words.of_sentence(at)?)));
    let mut days: Vec<(u32, Interval)> = told.collect();
    // A report that gives no day of its own is no older than the last day that it tells.
    let now = reading.document.published.to.or_else(|| super::current::last_told(reading));
    days.retain(|(_, days)| now.zip(days.from).is_some_and(|(now, from)| near(from, now)));
    Carried(days)
}

/// The first day of the fighting, where the report says when it broke out. Of several tellings the most exact: "clashes erupted over the
/// weekend", "the shelling began early on Sunday".
fn outbreak(knowledge: &Knowledge, reading: &Reading, marks: &[Marks], words: &Words) -> Option<Interval> {
    let bit = |name: &str| knowledge.lexicon.bit(name);
    let (war, event, began) = (bit("war-word"), bit("event-word"), bit("began"));
    let published = reading.document.published.to?;
    let told = |of| {
        let sentences = marks.iter().enumerate().filter(move |(_, marks)| marks.all & of != 0 && marks.all & began != 0);
        sentences.filter_map(|(at, _)| words.first_near(at as u32, published))
    };
    if let Some(first) = words.first_day(published) {
        return Some(first);
    }
    let length = |days: &Interval| days.from.zip(days.to).and_then(|(from, to)| calendar::apart(from, to)).unwrap_or(i64::MAX);
    let of_war = told(war).min_by_key(length)?;
    let within = |days: &Interval| of_war.from <= days.from && days.to <= of_war.to;
    told(event).filter(within).min_by_key(length).filter(|days| length(days) < length(&of_war)).or(Some(of_war))
}

/// Whether a day lies within the month before another.
fn near(day: Day, of: Day) -> bool {
    calendar::apart(day.earliest(), of.latest()).is_some_and(|days| (0..=31).contains(&days))
}
