//! Running totals: an earlier total, what came since, and the new total.
//!
//! "63 dead", then "26 more bodies", then "89": the three may stand in one report or in two. Where no report gives the earlier total,
//! "26 were killed, bringing their toll to 84" still tells it: `off_by` is the 58 that there were before.

use super::{Count, between, counts::Counts, sum};
use crate::stitch::words;
use crate::tally::{figure::bounds, people};
use counterclaim_model::{Scope, Span, Sum, SumKind, Verdict};

/// The new total with both of its parts, the earlier total first.
pub(super) fn grown(total: &Count, counts: &Counts, others: &[Count]) -> Option<Sum> {
    let mut since: Vec<&Count> = counts.within(total, 1).filter(|part| is_increment(part, total)).collect();
    since.sort_by_key(|part| (between(part, total), part.claim.quote));
    for part in since {
        let before = |earlier: &&Count| {
            let other = earlier.claim.id != part.claim.id && earlier.claim.id != total.claim.id;
            other && people::same(earlier.toll, total.toll) && earlier.said.checked_add(part.said) == Some(total.said)
        };
        let here = counts.within(total, 3).find(before);
        // Another report's figure is only an earlier one if it is a total of an earlier day, and not a small number.
        let there = others.iter().filter(before).find(|earlier| {
            let days = (earlier.reading.document.published.to, total.reading.document.published.to);
            earlier.said >= 10 && earlier.toll.scope == Scope::Total && days.0.zip(days.1).is_some_and(|(before, now)| before < now)
        });
        if let Some(earlier) = here.or(there) {
            return Some(sum(SumKind::Running, total, &[earlier, part], Verdict::Holds));
        }
    }
    None
}

/// Whether a figure right by a total says of itself that it comes on top: "26 more", "29 further names", "which brings the dead to 633".
fn is_increment(part: &Count, total: &Count) -> bool {
    let people = people::same(part.toll, total.toll) && part.said < total.said && part.claim.id != total.claim.id;
    if !people {
        return false;
    }
    let text = &part.reading.document.text;
    let quotes = [part.claim.quote, total.claim.quote];
    quotes.iter().any(|quote| words::any(quote.of(text), words::MORE)) || follows(part, total)
}

/// Whether a word that brings an increment to a total stands after the increment and before the total's end.
fn follows(part: &Count, total: &Count) -> bool {
    let (from, to) = (part.claim.quote.end, total.claim.quote.end);
    from < to && words::any(Span { start: from, end: to }.of(&part.reading.document.text), words::BRINGING)
}

/// "26 were killed, bringing their toll to 84": there were 58 before.
pub(super) fn brought(total: &Count, counts: &Counts) -> Option<Sum> {
    if total.toll.scope != Scope::Total {
        return None;
    }
    let before = |part: &&Count| {
        let first = part.claim.quote.start < total.claim.quote.start;
        first && people::within(part.toll, total.toll) && part.toll.group.is_none() && follows(part, total)
    };
    let part = counts.within(total, 0).rfind(before)?;
    let fails = bounds(total.toll.quantity).high.is_some_and(|high| bounds(part.toll.quantity).low > high);
    Some(sum(SumKind::Running, total, &[part], if fails { Verdict::Fails } else { Verdict::Holds }))
}
