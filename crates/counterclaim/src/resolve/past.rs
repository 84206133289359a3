//! The past fighting that a report looks back on, where it tells of nothing newer: an inquiry, an anniversary, a yearly count.
//!
//! "About 850 people lost their lives in August 2008, says the mission that was sent to ask": written a year later, and still about that August.
//! The first toll decides: news leads with today's dead and tells those of older wars further down.

use super::{
    current::long_before,
    is_large,
    when::told::{Told, Words},
};
use crate::mention::time::calendar;
use counterclaim_model::{Basis, BlockKind, Day, Interval, Mention, Reading, What};
use counterclaim_rules::{Knowledge, lexicon::Marks};

/// Sentences at the beginning that say what a report is about; a dateline may stand alone.
const LEAD: usize = 3;

/// The days of the past fighting that a report is about.
pub(super) fn past(knowledge: &Knowledge, reading: &Reading, marks: &[Marks]) -> Option<Interval> {
    let now = reading.document.published.to?;
    let words = Words { knowledge, reading };
    let body = |sentence: u32| reading.sentences[sentence as usize].kind != BlockKind::Title;
    let mut tolls = reading.claims.iter().filter(|claim| claim.toll().is_some() && !claim.is_silence() && body(claim.sentence));
    let first = tolls.next()?;
    let last = |days: &Interval| days.to.or(days.from);
    // One day of the past is a deed that news goes back to; a month or a war is what a report looks back on.
    let is_long = |days: &Interval| days.from != days.to || !days.from.is_some_and(Day::is_full);
    let is_past = |days: &Interval| is_long(days) && last(days).is_some_and(|day| long_before(day, now));
    match words.of_claim(first, None) {
        Told::Deed(days) if is_past(&days) => Some(days),
        _ if looks_back(knowledge, reading, marks) => {
            let is_old = |days: &Interval| last(days).is_some_and(|day| long_before(day, now));
            let told = std::iter::once(first).chain(tolls).filter_map(|claim| match words.of_claim(claim, None) {
                Told::Deed(days) | Told::Since { days, .. } => Some(days),
                _ => None,
            });
            let told: Vec<Interval> = told.collect();
            if !told.iter().all(is_old) {
                return None;
            }
            told.into_iter().next().or_else(|| named_at_head(reading).find(is_old)).or_else(|| counted_back(reading, now))
        }
        // "… published its report on last summer's war. It counts 2,251 dead."
        Told::Nothing if first.toll().is_some_and(is_large) => {
            let war = knowledge.lexicon.bit("war-word");
            let before = first.sentence.checked_sub(1).filter(|at| marks.get(*at as usize).is_some_and(|marks| marks.all & war != 0))?;
            let fresh = tolls.any(|claim| matches!(words.of_claim(claim, None), Told::Deed(days) if !is_past(&days)));
            words.deeds(before).into_iter().find(is_past).filter(|_| !fresh)
        }
        _ => None,
    }
}

/// Whether the title or the first sentences say that this is a look back: "a year after the battle", "the tenth anniversary".
fn looks_back(knowledge: &Knowledge, reading: &Reading, marks: &[Marks]) -> bool {
    let cue = knowledge.lexicon.bit("looks-back");
    marks.iter().take(lead(reading)).any(|marks| marks.all & cue != 0)
}

/// The sentences that say what a report is about.
fn lead(reading: &Reading) -> usize {
    reading.sentences.iter().position(|sentence| sentence.kind != BlockKind::Title).unwrap_or(0) + LEAD
}

/// What a report names in its title and its first sentences.
fn at_head(reading: &Reading) -> impl Iterator<Item = &Mention> {
    let lead = lead(reading);
    reading.mentions.iter().filter(move |mention| (mention.sentence as usize) < lead)
}

/// The days among it.
fn named_at_head(reading: &Reading) -> impl Iterator<Item = Interval> {
    at_head(reading).filter_map(|mention| if let What::Time { days, .. } = &mention.what { Some(days.clone()) } else { None })
}

/// "Five years after the battle", told in 2019: in 2014; "thirteen months after the war": in that month.
fn counted_back(reading: &Reading, now: Day) -> Option<Interval> {
    at_head(reading).find_map(|mention| {
        let What::Time { value, kind: "DURATION", .. } = &mention.what else { return None };
        let length = value.strip_prefix('P')?;
        let months = |unit: char| length.strip_suffix(unit).and_then(|n| n.parse::<i64>().ok());
        let day = match (months('Y'), months('M')) {
            (Some(years), _) => Day::new(now.year.checked_sub(i16::try_from(years).ok()?)?, 0, 0),
            (None, Some(n)) => Day { day: 0, ..calendar::months(Day { day: 1, ..now }, -n)? },
            (None, None) => return None,
        };
        Some(Interval { from: Some(day), to: Some(day), basis: Basis::Relative { words: mention.span, anchor: now } })
    })
}

/// The day from which a report is to be understood: the last of the fighting that it looks back on, else its own.
pub(super) fn seen_from(reading: &Reading, past: Option<&Interval>) -> Option<Day> {
    past.and_then(|days| days.to.or(days.from)).map(Day::latest).or(reading.document.published.to)
}
