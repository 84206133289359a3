//! Ranges side by side: under several policies, or with and without somebody's claims. Terminal and page draw the same rows.

use super::{
    Look,
    book::Book,
    episode,
    grid::{Line, Weight, lines, row},
    text::visible,
    words,
};
use counterclaim::write::key;
use counterclaim_model::{Episode, Estimate};

const LABEL: usize = 26;
/// Narrower columns cannot be read, and the same stands one under the other.
const NARROW: usize = 15;

/// A way to make ranges: its name, and what it made.
pub type Way = (String, Vec<Estimate>);

/// One side, role and effect, with what every way makes of it.
pub struct Row {
    /// "Armenia, soldiers, killed".
    pub label: String,
    /// The range in words, and how far the policy trusts it; in the order of the ways.
    pub cells: Vec<(String, Option<String>)>,
}

/// The rows of an episode; one of which no way says anything is not there.
pub fn rows(book: &Book, told: &Episode, ways: &[Way]) -> Vec<Row> {
    let mut keys: Vec<(String, &Estimate)> = Vec::new();
    for estimate in ways.iter().flat_map(|(_, ranges)| ranges).filter(|estimate| estimate.episode == told.id) {
        let key = key(estimate);
        if !keys.iter().any(|(other, _)| *other == key) {
            keys.push((key, estimate));
        }
    }
    let said = |(_, ranges): &Way, of: &str| match ranges.iter().find(|estimate| key(estimate) == of) {
        Some(estimate) => (episode::range(book, estimate), estimate.grade.as_deref().map(visible)),
        None => ("no claim left".to_owned(), None),
    };
    keys.iter().map(|(of, estimate)| Row { label: label(estimate), cells: ways.iter().map(|way| said(way, of)).collect() }).collect()
}

/// By what each way made its ranges; ways that say the same say it once.
pub fn terms(ways: &[Way]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for line in ways.iter().filter_map(|(_, ranges)| episode::said_terms(ranges)) {
        if !told.contains(&line) {
            told.push(line);
        }
    }
    told
}

/// One row a side, role and effect, one column a way to make ranges.
pub fn screen(look: Look, book: &Book, ways: &[Way]) -> String {
    let mut out = String::new();
    let wide = look.width.saturating_sub(LABEL) / ways.len().max(1);
    for told in &book.ledger.episodes {
        let rows = rows(book, told, ways);
        if rows.is_empty() {
            continue;
        }
        out.push_str(&format!("{}\n", look.bold(&visible(&told.id))));
        out.push_str(&if wide < NARROW { stacked(look, &rows, ways) } else { beside(look, &rows, ways, wide.min(34)) });
        out.push('\n');
    }
    out + &terms(ways).iter().map(|line| episode::dimmed(look, line)).collect::<String>()
}

fn stacked(look: Look, rows: &[Row], ways: &[Way]) -> String {
    let mut out = String::new();
    for told in rows {
        out.push_str(&format!("  {}\n", told.label));
        for ((way, _), (range, grade)) in ways.iter().zip(&told.cells) {
            let said = [Some(range), grade.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join("  ");
            out.push_str(&super::text::hang(&format!("    {:<16} ", visible(way)), &said, look.width));
        }
    }
    out
}

fn beside(look: Look, rows: &[Row], ways: &[Way], wide: usize) -> String {
    let widths: Vec<usize> = std::iter::once(LABEL).chain(ways.iter().map(|_| wide)).collect();
    let titles = ways.iter().map(|(title, _)| lines("", &visible(title), wide - 1, Weight::Bold));
    let mut out = row(look, &std::iter::once(Vec::new()).chain(titles).collect::<Vec<_>>(), &widths);
    for told in rows {
        let cell = |(range, grade): &(String, Option<String>)| -> Vec<Line> {
            let mut cell = lines("", range, wide - 1, Weight::Plain);
            cell.extend(grade.iter().flat_map(|grade| lines("  ", grade, wide - 1, Weight::Dim)));
            cell
        };
        let name = lines("  ", &told.label, LABEL - 1, Weight::Plain);
        out.push_str(&row(look, &std::iter::once(name).chain(told.cells.iter().map(cell)).collect::<Vec<_>>(), &widths));
    }
    out
}

fn label(estimate: &Estimate) -> String {
    let side = if &*estimate.side == "all" { "all sides".to_owned() } else { visible(&estimate.side) };
    format!("{side}, {}, {}", words::people(estimate.role), words::effect(estimate.effect))
}
