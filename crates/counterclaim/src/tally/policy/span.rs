//! What the policies of the archives share: the current figure of every origin, and the span from the lowest of them to the highest.

use super::Range;
use crate::tally::{
    evidence::{Evidence, Source, why},
    figure::said,
    row::Voice,
    support::support,
};
use counterclaim_model::{Scope, Use, WhyNot};

/// A source's figure as an archive would write it.
pub(super) fn figure(source: &Source) -> u32 {
    source.pick.told.quantity.figure().unwrap_or(0)
}

/// The least that a source says: of "12" and "more than 12" the first; "at least 11 and up to 15" are two figures of one source, and the first is the least.
pub(super) fn least(source: &Source) -> Option<u32> {
    let pick = source.pick.told.quantity;
    let again = source.all.iter().filter(|told| said(told.quantity) == said(pick)).filter_map(|told| told.quantity.low).min();
    let below = || source.all.iter().filter_map(|told| told.quantity.low).filter(|low| pick.high.is_some_and(|high| *low <= high));
    again.or_else(|| below().max())
}

/// The most that a source says: its upper end, or its figure where that is open.
pub(super) fn most(source: &Source) -> u32 {
    source.pick.told.quantity.high.unwrap_or(0).max(figure(source))
}

/// The sources that can be held against each other: totals with totals where there are any. Older figures of a source, and single
/// strikes beside totals, are set aside in `range`.
pub(super) fn comparable<'a>(evidence: &Evidence<'a>, range: &mut Range<'a>) -> Vec<Source<'a>> {
    let sources = evidence.sources();
    let totals = sources.iter().any(|source| source.pick.told.toll.scope == Scope::Total);
    let mut kept = Vec::new();
    for source in sources {
        // Where the episode is one strike, its toll is the strike's.
        let single = totals && source.pick.told.toll.scope != Scope::Total && (evidence.days.from.is_none() || evidence.is_shorter(&source.pick.told.entry));
        if single {
            range.aside.push((source.pick.told, WhyNot::OtherScope));
        }
        for told in source.all.iter().filter(|told| told.entry.claim.id != source.pick.told.entry.claim.id) {
            let again = !single && said(told.quantity) == said(source.pick.told.quantity);
            if !again {
                range.aside.push((told, if single { WhyNot::OtherScope } else { why(told, &source.pick) }));
            }
        }
        if !single {
            kept.push(source);
        }
    }
    kept
}

/// "Losses" and "dozens", where no figure stands: at least as many as the table of vague words gives.
pub(super) fn bare<'a>(evidence: &Evidence<'a>, range: &mut Range<'a>) {
    let none = range.low.is_none() && range.best.is_none() && range.high.is_none();
    let of_none = evidence.bare.iter().filter(|(voice, _)| none && **voice != Voice::Enemy).flat_map(|(_, told)| told);
    let least = of_none.filter_map(|told| told.quantity.low).max();
    for (voice, told) in &evidence.bare {
        for told in told {
            let sets = none && *voice != Voice::Enemy && told.quantity.low == least;
            if sets { range.used.push((told, Use::Low)) } else { range.aside.push((told, WhyNot::NoNumber)) }
        }
    }
    if none {
        range.low = least;
    }
}

/// From the lowest current figure to the highest.
pub(super) fn from_lowest_to_highest<'a>(sources: &[Source<'a>], range: &mut Range<'a>) {
    let lower = |source: &&Source| least(source).unwrap_or_else(|| figure(source));
    let (Some(lowest), Some(highest)) = (sources.iter().min_by_key(lower), sources.iter().max_by_key(|source| most(source))) else {
        return;
    };
    range.low = least(lowest);
    range.high = Some(most(highest));
    let top = || sources.iter().filter(|source| most(source) == most(highest));
    range.high_open = top().any(|source| source.pick.open);
    range.high_is_enemys = top().all(|source| source.voice == Voice::Enemy);
    let (bottom, top) = (lower(&lowest), most(highest));
    for source in sources {
        let said_again = source.all.iter().filter(|told| said(told.quantity) == said(source.pick.told.quantity));
        for told in said_again {
            let ends = [(lower(&source) == bottom, Use::Low), (most(source) == top, Use::High)];
            let ends: Vec<Use> = ends.into_iter().filter(|(is, _)| *is).map(|(_, end)| end).collect();
            let ends = if ends.is_empty() { vec![Use::Within] } else { ends };
            range.used.extend(ends.into_iter().map(|end| (*told, end)));
        }
    }
}

/// How many beginnings independent of each other tell a row; each is noted with the reason.
pub(super) fn origins<'a>(sources: &[Source<'a>], evidence: &Evidence<'a>, range: &mut Range<'a>) -> usize {
    let support = support(sources, evidence.lineages);
    let count = support.iter().filter(|support| support.counts).count();
    range.support = Some(support);
    count
}
