//! Which claim answers which item: quotes that overlap, and the pairing that agrees most.
//!
//! Pairs are not taken greedily: of two claims on "killed four and four more" the first would snatch the item that only the second
//! fits. The Hungarian method finds the pairing with the greatest weight; it is written out here, since a report has a few dozen claims.

use counterclaim::model::Span;
use std::{collections::BTreeSet, ops::Range};

/// The longest quote that may count, in characters.
const LONGEST: usize = 250;

/// Two quotes must share so many characters, where the item's own quote is not shorter still.
const SCRAP: usize = 8;

/// A report's text, and the number of the character that begins at each byte.
pub struct Text<'a> {
    text: &'a str,
    characters: Vec<u32>,
}

impl<'a> Text<'a> {
    /// Counts a text's characters.
    pub fn new(text: &'a str) -> Text<'a> {
        let mut characters = vec![0; text.len() + 1];
        for (number, (at, _)) in text.char_indices().enumerate() {
            characters[at] = number as u32;
        }
        characters[text.len()] = text.chars().count() as u32;
        Text { text, characters }
    }

    /// From bytes of the text to characters.
    pub fn characters(&self, span: Span) -> Range<usize> {
        let at = |byte: u32| self.characters.get(byte as usize).copied().unwrap_or(0) as usize;
        at(span.start)..at(span.end)
    }

    /// Everywhere that a quote stands in the text, in characters; nowhere if it is forged, empty or too long.
    pub fn spans(&self, quote: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let Some(first) = quote.chars().next() else {
            return found;
        };
        if quote.chars().count() > LONGEST {
            return found;
        }
        let mut from = 0;
        while let Some(at) = self.text[from..].find(quote) {
            let start = from + at;
            found.push(self.characters[start] as usize..self.characters[start + quote.len()] as usize);
            from = start + first.len_utf8();
        }
        found
    }
}

/// Whether two quotes share at least half of the shorter one, and more than a scrap.
pub fn overlap(gold: &[Range<usize>], claim: &[Range<usize>]) -> bool {
    let shared = |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let best = gold.iter().flat_map(|a| claim.iter().map(move |b| shared(a, b))).max().unwrap_or(0);
    let shortest = gold.iter().chain(claim).map(Range::len).min().unwrap_or(0);
    let scrap = gold.iter().map(Range::len).min().unwrap_or(SCRAP).min(SCRAP);
    2 * best >= shortest && best >= scrap
}

/// Pairs one to one, the heaviest first; of equals the later ones, as other scorers of these data sets do.
pub fn greedy(mut weights: Vec<(f64, usize, usize)>) -> Vec<(f64, usize, usize)> {
    weights.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let (mut rows, mut columns) = (BTreeSet::new(), BTreeSet::new());
    weights.retain(|(_, row, column)| !rows.contains(row) && !columns.contains(column) && rows.insert(*row) && columns.insert(*column));
    weights
}

/// `greedy` by how much two stretches share; those that share nothing are no pair.
pub fn overlapping(gold: &[Range<usize>], found: &[Range<usize>]) -> Vec<(usize, usize)> {
    let shared = |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let pairs = gold.iter().enumerate().flat_map(|(i, g)| found.iter().enumerate().map(move |(j, f)| (shared(g, f) as f64, i, j)));
    greedy(pairs.filter(|(shared, ..)| *shared > 0.0).collect()).into_iter().map(|(_, i, j)| (i, j)).collect()
}

/// Pairs (row, column) of a matching with the greatest total weight; pairs of weight 0 are left out.
pub fn assign(weights: &[Vec<i64>]) -> Vec<(usize, usize)> {
    let rows = weights.len();
    let columns = weights.iter().map(Vec::len).max().unwrap_or(0);
    let n = rows.max(columns);
    let weight = |row: usize, column: usize| weights.get(row).and_then(|r| r.get(column)).copied().unwrap_or(0);
    let top = weights.iter().flatten().copied().max().unwrap_or(0);
    if top == 0 {
        return Vec::new();
    }
    // Rows and columns from 1; column 0 stands for "not yet matched". `u` and `v` are the prices of rows and columns.
    let (mut u, mut v) = (vec![0i64; n + 1], vec![0i64; n + 1]);
    let mut row_of = vec![0usize; n + 1];
    for row in 1..=n {
        let mut came_from = vec![0usize; n + 1];
        let mut slack = vec![i64::MAX; n + 1];
        let mut used = vec![false; n + 1];
        row_of[0] = row;
        let mut column = 0;
        loop {
            used[column] = true;
            let here = row_of[column];
            let (mut least, mut next) = (i64::MAX, 0);
            for j in (1..=n).filter(|&j| !used[j]) {
                let price = top - weight(here - 1, j - 1) - u[here] - v[j];
                if price < slack[j] {
                    (slack[j], came_from[j]) = (price, column);
                }
                if slack[j] < least {
                    (least, next) = (slack[j], j);
                }
            }
            for j in 0..=n {
                if used[j] {
                    u[row_of[j]] += least;
                    v[j] -= least;
                } else if j > 0 {
                    slack[j] -= least;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of[column] = row_of[came_from[column]];
            column = came_from[column];
        }
    }
    (1..=n).map(|j| (row_of[j] - 1, j - 1)).filter(|&(row, column)| weight(row, column) > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::slice;

    const TEXT: &str = "Größe: six fell, six fell.";

    #[test]
    fn quotes_are_found_wherever_they_stand_in_characters() {
        let text = Text::new(TEXT);
        assert_eq!(text.spans("six fell"), [7..15, 17..25]);
        assert_eq!(Text::new("aaa").spans("aa"), [0..2, 1..3]);
        assert!(text.spans("six fall").is_empty() && text.spans("").is_empty());
    }

    #[test]
    fn a_quote_of_over_250_characters_counts_as_forged() {
        let long = "ß".repeat(251);
        let text = Text::new(&long);
        assert_eq!(text.spans(&long[..500]).len(), 2);
        assert!(text.spans(&long).is_empty());
    }

    #[test]
    fn quotes_overlap_by_half_of_the_shorter() {
        let near = |a: Range<usize>, b: Range<usize>| overlap(slice::from_ref(&a), slice::from_ref(&b));
        assert!(near(0..20, 10..30));
        assert!(!near(0..20, 11..31));
        assert!(near(0..100, 90..100), "one within the other");
        assert!(!near(0..100, 93..100), "a scrap of seven characters");
        assert!(near(0..4, 0..100), "all of a short quote");
        assert!(overlap(&[0..20, 50..70], &[30..40, 52..72]), "any of the places will do");
        assert!(!overlap(&[], &[0..20, 30..50]) && !overlap(&[0..20, 30..50], &[]));
    }

    #[test]
    fn the_pairing_agrees_most_and_is_not_greedy() {
        assert_eq!(assign(&[vec![10, 9], vec![9, 0]]), [(1, 0), (0, 1)]);
        assert_eq!(assign(&[vec![10, 3], vec![3, 0]]), [(0, 0)]);
    }

    #[test]
    fn the_heaviest_pair_is_taken_first() {
        assert_eq!(greedy(vec![(0.5, 0, 0), (0.9, 1, 0), (0.4, 0, 1), (0.9, 1, 1)]), [(0.9, 1, 1), (0.5, 0, 0)]);
        assert_eq!(overlapping(&[0..4, 4..9], &[2..9, 10..12]), [(1, 0)]);
    }

    #[test]
    fn rows_and_columns_may_be_left_over() {
        assert_eq!(assign(&[vec![0, 0, 5]]), [(0, 2)]);
        assert_eq!(assign(&[vec![1], vec![2], vec![0]]), [(1, 0)]);
        assert!(assign(&[vec![0, 0]]).is_empty() && assign(&[]).is_empty());
    }

    #[test]
    fn no_other_pairing_weighs_more() {
        let mut seed = 7u64;
        let mut next = || {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 60) as i64
        };
        for _ in 0..200 {
            let weights: Vec<Vec<i64>> = (0..4).map(|_| (0..4).map(|_| next()).collect()).collect();
            let found: i64 = assign(&weights).into_iter().map(|(i, j)| weights[i][j]).sum();
            assert_eq!(found, best(&weights, 0, 0), "{weights:?}");
        }
    }

    fn best(weights: &[Vec<i64>], row: usize, taken: u32) -> i64 {
        let Some(here) = weights.get(row) else { return 0 };
        let free = (0..here.len()).filter(|j| taken & 1 << j == 0);
        free.map(|j| here[j] + best(weights, row + 1, taken | 1 << j)).max().unwrap_or(0)
    }
}
