//! `own-then-enemy`: what a side admits of its own losses, and what its enemy claims.
//!
//! Low and best are the latest figure that a side gives of its own losses, else the latest of a third party; high is the enemy's, marked
//! as such, for it binds nobody. "Losses" without a number give a low of 1 and nothing else.

use super::Range;
use crate::tally::{
    evidence::{Evidence, Pick, Told, why},
    figure::said,
    row::Voice,
};
use counterclaim_model::{Use, WhyNot};
use std::collections::BTreeMap;

pub(super) const SOURCE: &str = "Counterclaim's own: low and best are what a side admits, or else a third party's latest count; high is what its enemy claims";

pub(super) fn range<'a>(evidence: &Evidence<'a>) -> Range<'a> {
    let Evidence { counted, bare, .. } = evidence;
    let mut range = Range::default();
    let pick = |voice| counted.get(&voice).and_then(|told| evidence.pick(told));
    let base = [Voice::Own, Voice::Neutral].into_iter().find_map(|voice| Some((voice, pick(voice)?)));
    if let Some((voice, pick)) = &base {
        range.used.extend([(pick.told, Use::Low), (pick.told, Use::Best)]);
        beside(*voice, pick, counted, &mut range);
    }
    // "Losses" without a number: a low of 1, where no figure stands; "dozens" as many as the rules of vague words give it.
    let voice = [Voice::Own, Voice::Neutral].into_iter().find(|voice| base.is_none() && bare.contains_key(voice));
    let least = voice.and_then(|voice| bare[&voice].iter().filter_map(|told| told.quantity.low).max());
    for (of, told) in bare.iter().filter(|(of, _)| **of != Voice::Enemy) {
        for told in told {
            let sets = Some(*of) == voice && told.quantity.low == least;
            if sets { range.used.push((told, Use::Low)) } else { range.aside.push((told, WhyNot::NoNumber)) }
        }
    }
    // Of "12" and "more than 12", said of the same people, the first is the least.
    let lows = range.used.iter().filter_map(|(told, _)| told.quantity.low).min();
    range.low = if base.is_some() { lows } else { least };
    range.best = base.as_ref().and_then(|(_, pick)| pick.told.quantity.figure());

    // An enemy's figure that lies below what the side admits says nothing of the upper end.
    let enemy = pick(Voice::Enemy).filter(|enemy| enemy.told.quantity.figure() >= range.best.or(range.low).or(Some(0)));
    for told in counted.get(&Voice::Enemy).into_iter().flatten() {
        match &enemy {
            Some(pick) if said(told.quantity) == said(pick.told.quantity) => range.used.push((told, Use::High)),
            Some(pick) => range.aside.push((told, why(told, pick))),
            None => range.aside.push((told, WhyNot::Outranked)),
        }
    }
    // "Heavy losses" and "hundreds" give no figure, and are listed as used so that they are not lost.
    range.used.extend(bare.get(&Voice::Enemy).into_iter().flatten().map(|told| (*told, Use::High)));
    let only_bare = range.low.is_none() && range.best.is_none() && enemy.is_none() && bare.contains_key(&Voice::Enemy);
    range.high = match (&enemy, &base) {
        (Some(pick), _) => pick.told.quantity.figure(),
        (None, Some((_, pick))) if !pick.open => pick.told.quantity.high,
        _ => None,
    };
    range.high_open = enemy.as_ref().is_some_and(|pick| pick.open) || only_bare;
    range.high_is_enemys = enemy.is_some() || only_bare;
    range
}

/// Own and third parties' figures beside the one picked: those that say the same are used, the others set aside.
fn beside<'a>(voice: Voice, pick: &Pick, counted: &BTreeMap<Voice, Vec<&'a Told<'a>>>, range: &mut Range<'a>) {
    for (of, all) in counted.iter().filter(|(of, _)| **of != Voice::Enemy) {
        for told in all.iter().filter(|told| told.entry.claim.id != pick.told.entry.claim.id) {
            if said(told.quantity) == said(pick.told.quantity) {
                range.used.push((told, Use::Best));
            } else {
                range.aside.push((told, if *of == voice { why(told, pick) } else { WhyNot::Outranked }));
            }
        }
    }
}
