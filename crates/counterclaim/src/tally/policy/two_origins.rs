//! `two-origins`: the lowest and the highest figure of two or more independent origins.
//!
//! Iraq Body Count (Methods, part 1 and 3) publishes a minimum and a maximum, and wants two independent sources for an entry; with one it
//! is provisional. Origins are counted, not pages: reprints are none, and a report's own voice that only repeats is none (`support`).

use super::{Range, span};
use crate::tally::evidence::Evidence;

pub(super) const SOURCE: &str = "the Iraq Body Count methods: minimum and maximum of two independent sources; with one, provisional";

pub(super) fn range<'a>(evidence: &Evidence<'a>) -> Range<'a> {
    let mut range = Range::default();
    let sources = span::comparable(evidence, &mut range);
    span::from_lowest_to_highest(&sources, &mut range);
    span::bare(evidence, &mut range);
    range.grade = Some(match span::origins(&sources, evidence, &mut range) {
        0 if sources.is_empty() => "provisional: no origin gives a figure".to_owned(),
        0 => "provisional: no origin of known lineage".to_owned(),
        1 => "provisional: one origin".to_owned(),
        origins => format!("{origins} independent origins"),
    });
    range
}
