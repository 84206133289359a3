//! `ucdp`: best, low and high among figures that are held to be reliable.
//!
//! The UCDP Georeferenced Event Dataset has a best estimate (the most likely total), a low (the lowest reliable) and a high (the highest
//! reliable); of equally reliable sources that differ, best is the lower. What a side says of its enemy's losses is not reliable here: it
//! stands as high where nobody else counts.

use super::{Range, span};
use crate::tally::{
    evidence::{Evidence, Source},
    figure::said,
    row::Voice,
};
use counterclaim_model::{Use, WhyNot};

pub(super) const SOURCE: &str = "UCDP GED: best is the most likely figure, the lower of equally reliable ones; low and high the lowest and highest reliable";

pub(super) fn range<'a>(evidence: &Evidence<'a>) -> Range<'a> {
    let mut range = Range::default();
    let sources = span::comparable(evidence, &mut range);
    let (enemys, reliable): (Vec<Source>, Vec<Source>) = sources.into_iter().partition(|source| source.voice == Voice::Enemy);
    if reliable.is_empty() {
        span::from_lowest_to_highest(&enemys, &mut range);
        range.low = None;
        range.used.iter_mut().for_each(|(_, end)| *end = if *end == Use::Low { Use::Within } else { *end });
    } else {
        let again =
            |source: &Source<'a>| -> Vec<_> { source.all.iter().filter(|told| said(told.quantity) == said(source.pick.told.quantity)).copied().collect() };
        range.aside.extend(enemys.iter().flat_map(again).map(|told| (told, WhyNot::Outranked)));
        span::from_lowest_to_highest(&reliable, &mut range);
        let lowest = |voice: Voice| reliable.iter().filter(|source| source.voice == voice).min_by_key(|source| span::figure(source));
        if let Some(best) = lowest(Voice::Neutral).or_else(|| lowest(Voice::Own)) {
            range.best = Some(span::figure(best));
            range.used.extend(again(best).into_iter().map(|told| (told, Use::Best)));
            let bests: Vec<_> = again(best).iter().map(|told| told.entry.claim.id.clone()).collect();
            range.used.retain(|(told, end)| *end != Use::Within || !bests.contains(&told.entry.claim.id));
        }
    }
    span::bare(evidence, &mut range);
    range
}
