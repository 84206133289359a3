//! `conservative`: one figure, the lowest that is current, as ACLED codes it.
//!
//! ACLED's answers to frequent questions (Fatalities, 2024): fatalities are reported, not verified; where sources differ the most
//! conservative estimate is taken and the dispute is noted. Its "tens" are 10, its "dozens" 12 and its "hundreds" 100: those are the
//! figures of the table `acled`, which goes with this policy unless another is asked for.

use super::{Range, span};
use crate::tally::{evidence::Evidence, figure::said};
use counterclaim_model::{Use, WhyNot};

pub(super) const SOURCE: &str = "the ACLED rule: where sources differ, the most conservative estimate";

pub(super) fn range<'a>(evidence: &Evidence<'a>) -> Range<'a> {
    let mut range = Range::default();
    let with_vague = evidence.with_vague_figures();
    let sources = span::comparable(&with_vague, &mut range);
    if let Some(lowest) = sources.iter().min_by_key(|source| span::figure(source)) {
        let figure = span::figure(lowest);
        range.low = span::least(lowest);
        (range.best, range.high) = (Some(figure), Some(figure));
        for source in &sources {
            for told in source.all.iter().filter(|told| said(told.quantity) == said(source.pick.told.quantity)) {
                if span::figure(source) == figure {
                    range.used.extend([(*told, Use::Low), (*told, Use::Best), (*told, Use::High)]);
                } else {
                    range.aside.push((told, WhyNot::Outranked));
                }
            }
        }
    }
    span::bare(&with_vague, &mut range);
    range
}
