//! When the harm was done, and how we know; the day of an announcement bounds only the end.
//!
//! "On Monday the ministry said that 26 soldiers were killed": Monday is when it was said. The surprising decision: a day that stands
//! with the word of speech is never the day of harm unless nothing else is said, and then only as the last day.

use super::{harm, mentions_of};
use counterclaim_model::{Basis, Day, Interval, Mention, Reading, Scope, Span, What};
use counterclaim_rules::{Knowledge, lexicon::Marks};

/// What a sentence tells of the day of a claim.
enum Told {
    /// When it happened.
    Deed(Interval),
    /// When it was said.
    Speech(Interval),
    Nothing,
}

/// Settles the days of every claim: by its own sentence, else by the deeds told before it, else by the outbreak and the day of writing.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading, marks: &[Marks]) {
    let outbreak = outbreak(knowledge, reading, marks);
    let published = reading.document.published.to;
    let told: Vec<Told> = (0..reading.claims.len()).map(|index| told(knowledge, reading, index)).collect();
    let fresh = |days: &Interval| published.zip(days.from).is_some_and(|(now, from)| near(from, now));
    let deed = |told: &Told| if let Told::Deed(days) = told { Some(days.clone()).filter(fresh) } else { None };
    // A headline has the day of the first deed that the report dates.
    let mut carried = told.iter().find_map(deed);
    for (claim, told) in reading.claims.iter_mut().zip(&told) {
        let total = claim.toll().is_some_and(|t| t.scope == Scope::Total);
        carried = deed(told).or(carried);
        claim.when = match (told, &outbreak, &carried) {
            (Told::Deed(days), _, _) => days.clone(),
            (Told::Speech(said), Some(outbreak), _) if total => Interval { from: outbreak.from, ..said.clone() },
            (Told::Speech(said), _, _) => said.clone(),
            (Told::Nothing, None, Some(days)) if !total => days.clone(),
            (Told::Nothing, outbreak, _) => fallback(outbreak.as_ref(), published, &reading.document.published.basis),
        };
    }
}

/// What the claim's own sentence tells: of several days the one nearest to the harm, those after it before those before it.
fn told(knowledge: &Knowledge, reading: &Reading, index: usize) -> Told {
    let claim = &reading.claims[index];
    let said: Vec<Span> = reading.spoken.iter().filter(|s| s.sentence == claim.sentence).map(|s| s.source.to(s.cue)).collect();
    let harm = harm(claim);
    let mut of_deed: Option<(u32, &Mention, &Interval)> = None;
    let mut of_speech = None;
    for mention in mentions_of(reading, claim.sentence) {
        let What::Time { days, .. } = &mention.what else { continue };
        if days.from.is_none() && days.to.is_none() || compares(reading, mention) {
            continue;
        }
        if said.iter().any(|s| is_of_speech(*s, mention.span)) || follows_speech(knowledge, reading, mention) {
            of_speech = Some(days);
            continue;
        }
        let distance = if mention.span.start >= harm.end { mention.span.start - harm.end } else { 20 + harm.start.saturating_sub(mention.span.end) };
        if of_deed.is_none_or(|(d, _, _)| distance < d) {
            of_deed = Some((distance, mention, days));
        }
    }
    match (of_deed, of_speech) {
        // "since violence broke out over the weekend": only the first day is told.
        (Some((_, mention, days)), _) if is_since(reading, mention) => Told::Deed(Interval { to: reading.document.published.to.or(days.to), ..days.clone() }),
        (Some((_, _, days)), _) => Told::Deed(days.clone()),
        (None, Some(days)) => Told::Speech(days.clone()),
        (None, None) => Told::Nothing,
    }
}

/// "the deadliest since the war of 2020": a measure, not a day of this harm.
fn compares(reading: &Reading, mention: &Mention) -> bool {
    let sentence = reading.sentences[mention.sentence as usize];
    let words = &reading.words[sentence.first as usize..mention.first as usize];
    let since = words.iter().rposition(|w| &*w.lower == "since");
    since.is_some_and(|at| {
        words[at.saturating_sub(4)..at]
            .iter()
            .any(|w| matches!(w.xpos, "JJS" | "RBS") || w.lower.ends_with("iest") || matches!(&*w.lower, "worst" | "first" | "most"))
    })
}

/// Whether the time stands beside the word of speech: "said on Tuesday", "On Monday, the ministry reported".
fn is_of_speech(said: Span, time: Span) -> bool {
    time.start >= said.end && time.start - said.end <= 6 || said.start >= time.end && said.start - time.end <= 3
}

/// "balances announced on Monday": a word of speech stands before it, though nobody speaks.
fn follows_speech(knowledge: &Knowledge, reading: &Reading, mention: &Mention) -> bool {
    let before = reading.words[..mention.first as usize].iter().rev().take(3);
    let mut before = before.skip_while(|w| matches!(&*w.lower, "on" | "early" | "late" | "in" | "at" | "the"));
    before
        .next()
        .is_some_and(|w| w.upos == "VERB" && (knowledge.lexicon.of(&w.lemma) | knowledge.lexicon.of(&w.lower)) & knowledge.lexicon.bit("say-verb") != 0)
}

/// Whether "since" stands before it in its clause.
fn is_since(reading: &Reading, mention: &Mention) -> bool {
    let sentence = reading.sentences[mention.sentence as usize];
    let before = reading.words[sentence.first as usize..mention.first as usize].iter().rev().take(7);
    before.take_while(|w| w.upos != "PUNCT").any(|w| &*w.lower == "since")
}

/// The first day of the fighting, where the report says when it broke out.
fn outbreak(knowledge: &Knowledge, reading: &Reading, marks: &[Marks]) -> Option<Interval> {
    let (war, began) = (knowledge.lexicon.bit("war-word"), knowledge.lexicon.bit("began"));
    let published = reading.document.published.to?;
    for (number, marks) in marks.iter().enumerate() {
        if marks.all & war == 0 || marks.all & began == 0 {
            continue;
        }
        for mention in mentions_of(reading, number as u32) {
            if let What::Time { days, .. } = &mention.what
                && let Some(from) = days.from.filter(|d| d.is_full())
                && near(from, published)
            {
                return Some(Interval { from: Some(from), to: days.to, basis: days.basis.clone() });
            }
        }
    }
    None
}

/// Whether a day lies within the month before another.
pub(super) fn near(day: Day, of: Day) -> bool {
    (0..=31).contains(&days_between(day.earliest(), of.latest()))
}

/// Days from one full day to another, every month counted as 31: enough to tell a month from a year.
pub(super) fn days_between(from: Day, to: Day) -> i32 {
    let number = |d: Day| i32::from(d.year) * 372 + i32::from(d.month) * 31 + i32::from(d.day);
    number(to) - number(from)
}

/// No day in the sentence: from the outbreak to the day of writing; only that day where no outbreak is told.
fn fallback(outbreak: Option<&Interval>, published: Option<Day>, basis: &Basis) -> Interval {
    match (outbreak, published) {
        (Some(outbreak), Some(day)) => Interval { from: outbreak.from, to: Some(day), basis: outbreak.basis.clone() },
        (None, Some(day)) => Interval { from: Some(day), to: Some(day), basis: basis.clone() },
        _ => Interval::default(),
    }
}
