//! Counts that tell one another again in the same sentence.
//!
//! "Two civilians, a woman and a child, were killed" counts two, not four; "a man and his daughter were killed" is one figure of two.

use crate::relate::{Draft, Scene};
use counterclaim_model::{Qualifier, Quantity, Role};
use counterclaim_rules::lexicon::Named;
use std::ops::Range;

/// Drops what only spells out a count, and adds up people told of together.
pub(super) fn settle(lists: &Named, scene: &Scene<'_>, out: &mut Vec<Draft>) {
    let wholes: Vec<(Range<usize>, Range<usize>)> =
        out.iter().filter(|d| d.quantity.low.is_some_and(|n| n != 1)).filter_map(|d| Some((d.people.clone()?, d.harm.clone()))).collect();
    out.retain(|d| {
        let Some(people) = &d.people else { return true };
        let single = d.quantity == Quantity::exact(1) || d.quantity.qualifier == Qualifier::None;
        let spelled = |(whole, harm): &(Range<usize>, Range<usize>)| {
            let between = whole.end..people.start;
            *harm == d.harm && whole.end < people.start && between.len() <= 5 && scene.view.words[whole.end].lower.as_ref() == ","
                || *harm == d.harm && between.len() == 1 && scene.has(whole.end, lists.or)
        };
        // "80 fighters, including nine natives, were killed": the nine are read again as a part.
        let part = people.start > 0 && scene.has(people.start - 1, lists.including);
        let has_whole = wholes.iter().any(|(whole, harm)| *harm == d.harm && whole.end <= people.start);
        !(single && wholes.iter().any(spelled) || part && has_whole)
    });
    together(lists, scene, out);
}

/// One figure for one person and another who is told of as theirs: "a man and his daughter".
fn together(lists: &Named, scene: &Scene<'_>, out: &mut Vec<Draft>) {
    let mut at = 0;
    while at < out.len() {
        let second = out.iter().position(|d| joined(lists, scene, &out[at], d));
        if let Some(second) = second {
            let other = out.remove(second);
            let first = &mut out[at - usize::from(second < at)];
            let (Some(a), Some(b)) = (&first.people, &other.people) else { break };
            first.people = Some(a.start..b.end);
            first.words = first.words.start.min(other.words.start)..first.words.end.max(other.words.end);
            first.quantity = Quantity::exact(first.quantity.figure().unwrap_or(1) + 1);
            first.group = None;
            first.role = if other.role == Role::All { first.role } else { other.role };
            at = 0;
        } else {
            at += 1;
        }
    }
}

fn joined(lists: &Named, scene: &Scene<'_>, first: &Draft, second: &Draft) -> bool {
    let (Some(a), Some(b)) = (&first.people, &second.people) else { return false };
    let one = |d: &Draft| d.quantity == Quantity::exact(1) && d.group.as_deref() != Some("police");
    one(first)
        && one(second)
        && first.harm == second.harm
        && (first.role == Role::Military) == (second.role == Role::Military)
        && b.start == a.end + 1
        && &*scene.view.words[a.end].lower == "and"
        && scene.has(b.start, lists.possessor)
}
