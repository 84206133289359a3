//! Claims get their days once the report has its own.
//!
//! "Two soldiers were wounded in yesterday's battles" hangs in the air until the report is dated; then the same words give a
//! day. A running total lies between the outbreak and the day of writing, whatever weekday it was announced on: the day of an
//! announcement bounds only the end.

use crate::stitch::{
    day::{self, Value},
    fight::written,
    when,
};
use counterclaim_model::{Basis, Claim, Day, Interval, Mention, Part, Reading, Scope, Span, What};

/// Resolves again what was counted from an unknown day of writing: the days of mentions, then those of the claims that hang on them.
pub fn reanchor(reading: &mut Reading) {
    let Some(anchor) = written(reading) else {
        return;
    };
    let text = reading.document.text.clone();
    for mention in &mut reading.mentions {
        let span = mention.span;
        let value = when::of(mention);
        if let What::Time { days, .. } = &mut mention.what
            && let Some((from, to)) = found(value, span.of(&text), anchor)
        {
            *days = Interval { from: Some(from), to: Some(to), basis: Basis::Relative { words: span, anchor } };
        }
    }
    let outbreak = when::outbreak_day(reading);
    let days: Vec<Option<Interval>> = reading.claims.iter().map(|claim| interval(reading, claim, anchor, outbreak)).collect();
    for (claim, days) in reading.claims.iter_mut().zip(days) {
        if let Some(days) = days {
            claim.when = days;
        }
    }
}

/// The days of a mention that needs the day of writing; what is known by itself stays as it is.
fn found(value: Option<Value>, text: &str, anchor: Day) -> Option<(Day, Day)> {
    match value {
        Some(Value::Known(_)) => None,
        _ if day::from_today(text, anchor).is_some() => day::from_today(text, anchor),
        Some(value) => day::resolve(value, anchor),
        None => None,
    }
}

fn interval(reading: &Reading, claim: &Claim, anchor: Day, outbreak: Option<Day>) -> Option<Interval> {
    let open = claim.when.from.is_none() && matches!(claim.when.basis, Basis::Unknown | Basis::Relative { .. } | Basis::Inferred { .. });
    if !open {
        return None;
    }
    let own = mention(reading, claim).and_then(|mention| match &mention.what {
        What::Time { days, .. } if days.from.is_some() => Some(days.clone()),
        _ => None,
    });
    let scope = claim.toll().filter(|_| claim.current).map(|toll| toll.scope);
    let basis = |own: Option<Interval>| own.map_or_else(|| by_writing(anchor), |days| days.basis);
    match (scope, own) {
        (Some(Scope::Total), own) => {
            let from = outbreak.or(own.as_ref().and_then(|days| days.from)).or(Some(anchor));
            Some(Interval { from, to: Some(anchor), basis: basis(own) })
        }
        // Harm without a day lies between the outbreak and the day of writing; a deed without one stays without.
        (Some(Scope::Incident), None) => Some(Interval { from: outbreak.or(Some(anchor)), to: Some(anchor), basis: by_writing(anchor) }),
        (_, own) => own,
    }
}

fn by_writing(anchor: Day) -> Basis {
    Basis::Inferred { by: Vec::new(), reason: format!("no later than the report, which was written in or on {anchor}") }
}

/// The mention of a day that a claim hangs on: its own part, else one in its quote, else the only day of its sentence.
fn mention<'a>(reading: &'a Reading, claim: &Claim) -> Option<&'a Mention> {
    let times = || reading.mentions.iter().filter(|m| matches!(m.what, What::Time { kind: "DATE" | "TIME", .. }));
    let within = |span: Span| times().find(move |mention| span.overlaps(mention.span));
    if let Some(mention) = claim.part(Part::Day).and_then(within).or_else(|| within(claim.quote)) {
        return Some(mention);
    }
    let sentence = when::sentence(reading, claim.quote);
    // "Tuesday (September 13th), the worst since 2020" names one day and one year: the day is meant.
    let day = |mention: &&Mention| sentence.contains(mention.span) && days(mention).is_some_and(|(from, _)| from.is_full());
    let first = times().find(day).or_else(|| times().find(|mention| sentence.contains(mention.span)))?;
    let full = times().filter(day).all(|other| days(other) == days(first));
    full.then_some(first)
}

fn days(mention: &Mention) -> Option<(Day, Day)> {
    match &mention.what {
        What::Time { days, .. } => days.from.zip(days.to),
        _ => None,
    }
}
