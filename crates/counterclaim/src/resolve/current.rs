//! Whether a claim belongs to the fighting that the report is about, or to an earlier war told as background.
//!
//! "A war that left 30,000 dead and ended in 1994" is background. The surprising decision: in a report whose own day is not known, a
//! figure dated by a bare year or season is background, because the press dates today's dead by weekdays.

use super::mentions_of;
use crate::mention::time::calendar;
use counterclaim_model::{Day, Interval, Reading, What};
use counterclaim_rules::{Knowledge, lexicon::Marks};

/// In a report without a day of its own what is told of so many years before its last day is background.
const YEARS: i16 = 2;

/// Sets `current` on every claim, by the words and days of its sentence.
/// What is old is told from `now`.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading, marks: &[Marks], now: Option<Day>) {
    let (war, past) = (knowledge.lexicon.bit("war-word"), knowledge.lexicon.bit("past-war"));
    let last = last_told(reading);
    for index in 0..reading.claims.len() {
        let claim = &reading.claims[index];
        let Some(marks) = marks.get(claim.sentence as usize) else { continue };
        let words = &reading.words[reading.sentences[claim.sentence as usize].words()];
        let since = words.iter().any(|w| &*w.lower == "since");
        let mut coarse = false;
        let mut old = false;
        let mut fresh = false;
        for mention in mentions_of(reading, claim.sentence) {
            let What::Time { value, days, .. } = &mention.what else { continue };
            coarse |= is_coarse(value);
            match (days.to.or(days.from), now) {
                (Some(day), Some(now)) => {
                    old |= long_before(day, now) && !since;
                    fresh |= !long_before(day, now);
                }
                (Some(day), None) if last.is_some_and(|last| last.year - day.year >= YEARS) => old |= !since,
                _ => fresh |= value.contains("-WXX-"),
            }
        }
        let ended = marks.all & past != 0 && marks.all & war != 0;
        let background = (old || ended || now.is_none() && coarse && !since) && !fresh;
        reading.claims[index].current = !background;
    }
}

/// The last day that a report tells of, by its own words.
pub(super) fn last_told(reading: &Reading) -> Option<Day> {
    let told = reading.mentions.iter().filter_map(|m| if let What::Time { days, .. } = &m.what { days.to.or(days.from) } else { None });
    told.max()
}

/// Sets aside what was over before the fighting broke out or long before the day of writing, once the days of the claims are known: "today
/// confirmed the death of the man behind the attack of 11 May that killed one".
pub(super) fn set_aside(reading: &mut Reading, outbreak: Option<Day>, now: Option<Day>) {
    for claim in &mut reading.claims {
        let over = outbreak.is_some_and(|outbreak| before(&claim.when, outbreak));
        let long_over = claim.when.to.zip(now).is_some_and(|(last, now)| long_before(last, now));
        claim.current &= !over && !long_over;
    }
}

/// A year, a season of a year, a month of a year, a decade: "2020", "2020-FA", "199".
fn is_coarse(value: &str) -> bool {
    let year = value.len() >= 3 && value.bytes().take(3).all(|b| b.is_ascii_digit());
    year && value.len() <= 7
}

/// Over before the fighting broke out: by some days, or in a week, a month or a year before it.
fn before(when: &Interval, outbreak: Day) -> bool {
    let one_day = when.from == when.to && when.to.is_some_and(Day::is_full);
    let gap = when.to.and_then(|last| calendar::apart(last.latest(), outbreak.earliest()));
    gap.is_some_and(|days| days > if one_day { 3 } else { 0 })
}

/// So many days before the day of writing lies what a report looks back on.
pub(crate) const LONG_AGO: i64 = 42;

/// Six weeks or more before the day of writing; where only the year of writing is known, in an earlier one.
pub(super) fn long_before(day: Day, now: Day) -> bool {
    calendar::apart(day.latest(), now.earliest()).is_some_and(|days| days > if now.is_full() { LONG_AGO } else { 0 })
}
