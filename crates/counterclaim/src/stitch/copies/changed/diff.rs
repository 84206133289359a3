//! Two sentences word by word: the longest run of words that both have in order, and what stands between.

use counterclaim_model::Span;

/// A longer sentence than this is compared as a whole: the work grows with the product of the two.
const MOST: usize = 400;

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Both have them.
    Same,
    /// The original alone has them.
    Dropped,
    /// The copy alone has them.
    Added,
    /// The copy has others in their place.
    Replaced,
}

/// Words that follow each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What became of them.
    pub how: How,
    /// The copy's words; `None` where it dropped them.
    pub ours: Option<Span>,
    /// The original's; `None` where the copy added them.
    pub theirs: Option<Span>,
    /// How many words of the copy.
    count: usize,
}

/// How many words both have.
pub(super) fn same(pieces: &[Piece]) -> usize {
    pieces.iter().filter(|piece| piece.how == How::Same).map(|piece| piece.count).sum()
}

/// The pieces of a sentence and its original, each a text with its words.
pub(super) fn pieces(ours: (&str, &[Span]), theirs: (&str, &[Span])) -> Vec<Piece> {
    let letters = |(text, words): (&str, &[Span])| words.iter().map(|span| span.of(text).to_lowercase()).collect::<Vec<String>>();
    let (here, there) = (letters(ours), letters(theirs));
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j, run) in runs(&here, &there).into_iter().chain([(here.len(), there.len(), 0)]) {
        let span = |words: &[Span], from: usize, to: usize| (from < to).then(|| Span { start: words[from].start, end: words[to - 1].end });
        let (mine, other) = (span(ours.1, i, next_i), span(theirs.1, j, next_j));
        let how = match (mine, other) {
            (Some(_), Some(_)) => Some(How::Replaced),
            (Some(_), None) => Some(How::Added),
            (None, Some(_)) => Some(How::Dropped),
            (None, None) => None,
        };
        found.extend(how.map(|how| Piece { how, ours: mine, theirs: other, count: next_i - i }));
        let (end_i, end_j) = (next_i + run, next_j + run);
        if run > 0 {
            found.push(Piece { how: How::Same, ours: span(ours.1, next_i, end_i), theirs: span(theirs.1, next_j, end_j), count: run });
        }
        (i, j) = (end_i, end_j);
    }
    found
}

/// Runs of words that both have in one order, as long together as can be: where each begins in the one and in the other, and its length.
fn runs(here: &[String], there: &[String]) -> Vec<(usize, usize, usize)> {
    if here.len().max(there.len()) > MOST {
        return if here == there { vec![(0, 0, here.len())] } else { Vec::new() };
    }
    let wide = there.len() + 1;
    let mut longest = vec![0u16; (here.len() + 1) * wide];
    for i in (0..here.len()).rev() {
        for j in (0..there.len()).rev() {
            let at = i * wide + j;
            longest[at] = if here[i] == there[j] { longest[at + wide + 1] + 1 } else { longest[at + wide].max(longest[at + 1]) };
        }
    }
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < here.len() && j < there.len() {
        let at = i * wide + j;
        if here[i] == there[j] {
            match runs.last_mut().filter(|(from_i, from_j, run)| from_i + *run == i && from_j + *run == j) {
                Some((.., run)) => *run += 1,
                None => runs.push((i, j, 1)),
            }
            (i, j) = (i + 1, j + 1);
        } else if longest[at + wide] >= longest[at + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stitch::words;

    fn told(ours: &str, theirs: &str) -> Vec<(How, Option<String>, Option<String>)> {
        let spans = |text: &str| words::placed(text).map(|(at, word)| Span::new(at, at + word.len())).collect::<Vec<_>>();
        let of = |text: &str, span: Option<Span>| span.map(|span| span.of(text).to_owned());
        pieces((ours, &spans(ours)), (theirs, &spans(theirs))).into_iter().map(|piece| (piece.how, of(ours, piece.ours), of(theirs, piece.theirs))).collect()
    }

    #[test]
    fn words_are_kept_dropped_added_and_replaced() {
        let some = |words: &str| Some(words.to_owned());
        assert_eq!(
            told("The army lost 40 men near Orlo", "The army said it lost over 30 men"),
            [
                (How::Same, some("The army"), some("The army")),
                (How::Dropped, None, some("said it")),
                (How::Same, some("lost"), some("lost")),
                (How::Replaced, some("40"), some("over 30")),
                (How::Same, some("men"), some("men")),
                (How::Added, some("near Orlo"), None),
            ]
        );
    }
}
