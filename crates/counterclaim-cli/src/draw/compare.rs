//! Ranges side by side: under several policies, or with and without somebody's claims.

use super::{
    Look,
    book::Book,
    episode,
    grid::{Line, Weight, lines, row},
    text::visible,
    words,
};
use counterclaim::write::key;
use counterclaim_model::Estimate;

const LABEL: usize = 26;
/// Narrower columns cannot be read, and the same stands one under the other.
const NARROW: usize = 15;

/// One row a side, role and effect, one column a way to make ranges; a row of which no column says anything is not there.
pub fn screen(look: Look, book: &Book, columns: &[(String, Vec<Estimate>)]) -> String {
    let mut out = String::new();
    let wide = look.width.saturating_sub(LABEL) / columns.len().max(1);
    for told in &book.ledger.episodes {
        let mut keys: Vec<(String, &Estimate)> = Vec::new();
        for estimate in columns.iter().flat_map(|(_, ranges)| ranges).filter(|estimate| estimate.episode == told.id) {
            let key = key(estimate);
            if !keys.iter().any(|(other, _)| *other == key) {
                keys.push((key, estimate));
            }
        }
        if keys.is_empty() {
            continue;
        }
        out.push_str(&format!("{}\n", look.bold(&visible(&told.id))));
        let said = |(_, ranges): &(String, Vec<Estimate>), of: &str| match ranges.iter().find(|estimate| key(estimate) == of) {
            Some(estimate) => (episode::range(book, estimate), estimate.grade.as_deref().map(visible)),
            None => ("no claim left".to_owned(), None),
        };
        if wide < NARROW {
            for (of, estimate) in &keys {
                out.push_str(&format!("  {}\n", label(estimate)));
                for column in columns {
                    let (range, grade) = said(column, of);
                    out.push_str(&super::text::hang(
                        &format!("    {:<16} ", visible(&column.0)),
                        &[Some(range), grade].into_iter().flatten().collect::<Vec<_>>().join("  "),
                        look.width,
                    ));
                }
            }
        } else {
            let wide = wide.min(34);
            let widths: Vec<usize> = std::iter::once(LABEL).chain(columns.iter().map(|_| wide)).collect();
            let titles = columns.iter().map(|(title, _)| lines("", &visible(title), wide - 1, Weight::Bold));
            out.push_str(&row(look, &std::iter::once(Vec::new()).chain(titles).collect::<Vec<_>>(), &widths));
            for (of, estimate) in &keys {
                let cell = |column| -> Vec<Line> {
                    let (range, grade) = said(column, of);
                    let mut cell = lines("", &range, wide - 1, Weight::Plain);
                    cell.extend(grade.into_iter().flat_map(|grade| lines("  ", &grade, wide - 1, Weight::Dim)));
                    cell
                };
                let name = lines("  ", &label(estimate), LABEL - 1, Weight::Plain);
                out.push_str(&row(look, &std::iter::once(name).chain(columns.iter().map(cell)).collect::<Vec<_>>(), &widths));
            }
        }
        out.push('\n');
    }
    let mut told: Vec<String> = Vec::new();
    for (_, ranges) in columns {
        let line = episode::terms(look, ranges);
        if !told.contains(&line) {
            told.push(line);
        }
    }
    out + &told.concat()
}

fn label(estimate: &Estimate) -> String {
    let side = if &*estimate.side == "all" { "all sides".to_owned() } else { visible(&estimate.side) };
    format!("{side}, {}, {}", words::people(estimate.role), words::effect(estimate.effect))
}
