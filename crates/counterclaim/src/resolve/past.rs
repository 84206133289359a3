//! The past fighting that a report looks back on, where it tells of nothing newer: an inquiry, an anniversary, a yearly count.
//!
//! "About 850 people lost their lives in August 2008, says the mission that was sent to ask": written a year later, and still about that August.
//! The first toll decides: news leads with today's dead and tells those of older wars further down.

use super::{
    current::long_before,
    is_large,
    when::told::{Told, Words},
};
use counterclaim_model::{BlockKind, Day, Interval, Reading};
use counterclaim_rules::{Knowledge, lexicon::Marks};

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
        Told::Deed(days) => is_past(&days).then_some(days),
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

/// The day from which a report is to be understood: the last of the fighting that it looks back on, else its own.
pub(super) fn seen_from(reading: &Reading, past: Option<&Interval>) -> Option<Day> {
    past.and_then(|days| days.to.or(days.from)).map(Day::latest).or(reading.document.published.to)
}
