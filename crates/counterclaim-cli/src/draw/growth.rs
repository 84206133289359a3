//! How tolls grew: every claimant's figures of a row in order of telling, with the day that each counts to and how long it stood.

use super::{
    Look,
    book::Book,
    day, locate,
    text::{hang, visible},
    words,
};
use counterclaim_model::{Day, Growth, Step};

/// A block a row, in it a block a claimant, in it a line a step.
pub fn screen(look: Look, book: &Book, all: &[Growth]) -> String {
    let mut out = String::new();
    let (mut episode, mut row) = ("", None);
    for growth in all {
        if growth.episode != episode {
            episode = &growth.episode;
            row = None;
            out.push_str(&format!("{}{}\n", if out.is_empty() { "" } else { "\n" }, look.bold(&visible(episode))));
        }
        let of = (&growth.side, growth.role, growth.effect);
        if row != Some(of) {
            row = Some(of);
            let side = words::side(&growth.side);
            out.push_str(&format!("  {side}, {}, {}\n", words::people(growth.role), words::effect(growth.effect)));
        }
        out.push_str(&hang("    ", &visible(&growth.claimant), look.width));
        growth.steps.iter().for_each(|step| out.push_str(&line(look, book, step)));
    }
    out
}

/// "told 29 September 2020  84 (+52), counting to 28 September 2020 · «…» · 002.txt:21:107".
fn line(look: Look, book: &Book, step: &Step) -> String {
    let said = |of: Option<Day>| of.map_or_else(|| "day not known".to_owned(), day::day);
    let change = match step.change {
        Some(0) | None => String::new(),
        Some(n) => format!(" ({n:+})"),
    };
    let counts = step.counts_to.map_or_else(String::new, |to| format!(", counting to {}", day::day(to)));
    let until = step.until.map_or_else(|| ", stands".to_owned(), |until| format!(", until {}", day::day(until)));
    let words = book
        .index
        .get(&step.claim)
        .map_or_else(String::new, |entry| format!(" · «{}» · {}", book.words(entry, 60), locate::brief(entry.reading, entry.claim.quote)));
    hang(&format!("      told {}  ", said(step.told)), &format!("{}{change}{counts}{until}{words}", words::quantity(step.figure)), look.width)
}
