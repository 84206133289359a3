//! `graded`: the lowest and the highest figure, and how well the harm is attested.
//!
//! Airwars' methodology gives every incident a minimum and a maximum of civilians killed and one of its gradings: *confirmed*, a
//! belligerent accepted responsibility; *fair*, two or more credible sources; *weak*, a single source; *contested*, competing claims. Its
//! fifth, *discounted*, needs a person to judge that the harmed were fighters, and is never given here. A report that gives a figure in its
//! own voice has weighed those that it cites: a lower one that it cites sets no minimum.

use super::{Range, span};
use crate::tally::{
    evidence::{Evidence, Source},
    figure::said,
    row::Voice,
};
use counterclaim_model::WhyNot;

pub(super) const SOURCE: &str = "the Airwars methodology: minimum and maximum of all claims, graded confirmed, fair, weak or contested";

pub(super) fn range<'a>(evidence: &Evidence<'a>) -> Range<'a> {
    let mut range = Range::default();
    let sources = weighed(span::comparable(evidence, &mut range), &mut range);
    span::from_lowest_to_highest(&sources, &mut range);
    span::bare(evidence, &mut range);
    let all = || evidence.counted.values().chain(evidence.bare.values()).flatten();
    let contested = all().any(|told| !told.entry.claim.denied_by.is_empty());
    let accepted = evidence.counted.contains_key(&Voice::Enemy) && !contested;
    let grade = match (contested, accepted, span::origins(&sources, evidence, &mut range)) {
        (true, ..) => "contested: a party denies a claim of it",
        (_, true, _) => "confirmed: whoever did it says so",
        (.., 0 | 1) => "weak: a single source",
        _ => "fair: two or more independent origins",
    };
    range.grade = Some(grade.to_owned());
    range
}

/// Without the figures that a report cites and gives more than in its own voice.
fn weighed<'a>(sources: Vec<Source<'a>>, range: &mut Range<'a>) -> Vec<Source<'a>> {
    let doc = |source: &Source<'a>| source.pick.told.entry.claim.doc.clone();
    let own: Vec<_> = sources.iter().filter(|source| !source.is_named).map(|source| (doc(source), span::figure(source))).collect();
    let cited = |source: &Source<'a>| source.is_named && own.iter().any(|(report, figure)| *report == doc(source) && span::most(source) < *figure);
    let (lower, kept): (Vec<Source>, Vec<Source>) = sources.into_iter().partition(cited);
    for source in lower {
        let now = said(source.pick.told.quantity);
        range.aside.extend(source.all.iter().filter(|told| said(told.quantity) == now).map(|told| (*told, WhyNot::Outranked)));
    }
    kept
}
