//! An episode's two-sided table: columns who was harmed, rows what befell whom; in each cell every figure with its speaker.
//!
//! Where the columns do not fit, the same cells stand one under the other. A camp of which no report says anything in a row says so;
//! an empty cell would look like a zero.

use super::{
    Look,
    book::Book,
    day,
    grid::{Line, Weight, lines, row},
    locate,
    text::{count, visible, width},
    words,
};
use counterclaim::{
    tally::Policy,
    write::table::{Cell, Column, Figure, Row, Table, table},
};
use counterclaim_model::{Day, Episode, Estimate, Name, Use};

/// How much a table tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The figures that estimates rest on and a few more.
    Short,
    /// Every figure, with the words under it.
    Words,
}

/// So many figures of a cell are shown in short, besides those that an estimate rests on.
const FEW: usize = 4;
/// A column narrower than this cannot be read.
const NARROW: usize = 20;
const LABEL: usize = 22;

/// Heading and table.
pub fn screen(look: Look, book: &Book, episode: &Episode, depth: Depth) -> String {
    let mut out = heading(look, episode);
    let mut table = table(book.ledger, &book.index, episode);
    if table.rows.is_empty() {
        out.push_str("  no figures of people harmed\n");
        return out;
    }
    out.push_str(&bystanders(look, &mut table));
    let wide = look.width.saturating_sub(LABEL) / table.columns.len();
    if wide < NARROW {
        out.push_str(&stacked(look, book, &table, depth));
        return out;
    }
    // Beyond this a column gains nothing, and the eye loses the row.
    let wide = wide.min(44);
    let widths: Vec<usize> = std::iter::once(LABEL).chain(table.columns.iter().map(|_| wide)).collect();
    let titles = table.columns.iter().map(|column| lines("", &words::column(column).to_uppercase(), wide - 2, Weight::Bold));
    out.push_str(&row(look, &std::iter::once(Vec::new()).chain(titles).collect::<Vec<_>>(), &widths));
    for told in &table.rows {
        let cells = told.cells.iter().zip(&table.columns).map(|(cell, column)| figures(cell, column, wide - 2, depth));
        out.push_str(&row(look, &std::iter::once(label(told)).chain(cells).collect::<Vec<_>>(), &widths));
        if told.cells.iter().any(|cell| !cell.estimates.is_empty()) {
            let name = lines("    ", "low – best – high", LABEL - 1, Weight::Dim);
            let ranges = told.cells.iter().map(|cell| ranges(book, cell, wide - 2));
            out.push_str(&row(look, &std::iter::once(name).chain(ranges).collect::<Vec<_>>(), &widths));
        }
    }
    out
}

/// Takes out the columns that hold nothing, save the first two camps: a third party to the fighting is told of in words.
fn bystanders(look: Look, table: &mut Table) -> String {
    let keeps: Vec<bool> = (0..table.columns.len()).map(|column| table.tells(column)).collect();
    let silent: Vec<&Column> = table.columns.iter().zip(&keeps).filter(|(column, keep)| !**keep && matches!(column, Column::Camp(_))).map(|(c, _)| c).collect();
    let silent: Vec<String> = silent.into_iter().map(|column| visible(column.name())).collect();
    let kept = |index: &mut usize| {
        *index += 1;
        keeps[*index - 1]
    };
    let mut index = 0;
    table.columns.retain(|_| kept(&mut index));
    for row in &mut table.rows {
        let mut index = 0;
        row.cells.retain(|_| kept(&mut index));
    }
    if silent.is_empty() {
        String::new()
    } else {
        super::text::hang("  ", &format!("no figure of people harmed is given for: {}", silent.join(", ")), look.width)
    }
}

/// Days, parties, places, reports; the id beneath, to be typed.
fn heading(look: Look, episode: &Episode) -> String {
    let parties = words::parties(episode);
    let places: Vec<String> = episode.places.iter().take(4).map(|place| visible(place)).collect();
    let places = if places.is_empty() { "place not said".to_owned() } else { places.join(", ") };
    let pieces = [day::days(&episode.days), parties, places, count(episode.docs.len(), "report")];
    let line = pieces.join("   ");
    let mut out = if width(&line) <= look.width {
        format!("{}{}\n", look.bold(&pieces[0]), &line[pieces[0].len()..])
    } else {
        let rest = pieces[1..].iter().map(|piece| super::text::hang("  ", piece, look.width));
        format!("{}\n{}", look.bold(&pieces[0]), rest.collect::<String>())
    };
    let parent = episode.parent.as_ref().map_or_else(String::new, |parent| format!(" · part of {}", visible(&parent.id)));
    out.push_str(&dimmed(look, &format!("{}{parent}", visible(&episode.id))));
    out
}

fn label(row: &Row) -> Vec<Line> {
    lines("  ", &format!("{}, {}", words::effect(row.effect), words::people(row.role)), LABEL - 1, Weight::Plain)
}

/// The figures of a cell.
fn figures(cell: &Cell, column: &Column, wide: usize, depth: Depth) -> Vec<Line> {
    if cell.figures.is_empty() && cell.silences.is_empty() && matches!(column, Column::Camp(_)) {
        return lines("", "no report says", wide, Weight::Dim);
    }
    let mut shown: Vec<Line> = Vec::new();
    let mut left = FEW;
    let mut more = 0;
    for told in &cell.figures {
        if depth == Depth::Short && !told.used && left == 0 {
            more += 1;
            continue;
        }
        left = left.saturating_sub(1);
        shown.extend(figure(told, column, wide, depth));
    }
    for silence in &cell.silences {
        let place = locate::brief(silence.reading, silence.claim.quote);
        let words = format!("{}: «{}», per {} ({place})", words::silence(*silence), visible(silence.quote()), words::claimant(*silence));
        shown.extend(lines("– ", &words, wide, Weight::Plain));
    }
    if more > 0 {
        shown.extend(lines("  ", &format!("and {} (counterclaim tolls)", count(more, "other figure")), wide, Weight::Dim));
    }
    shown
}

/// One figure: mark and number, whose it is and who says so, where; who denies it.
fn figure(figure: &Figure, column: &Column, wide: usize, depth: Depth) -> Vec<Line> {
    let entry = figure.first();
    let number = words::figure_of(figure, column);
    let mark = words::mark(figure.voice, !entry.claim.denied_by.is_empty());
    let mut shown = lines(&format!("{mark} "), &number, wide, Weight::Plain);
    let places: Vec<String> = figure.tellings.iter().take(3).map(|e| locate::brief(e.reading, e.claim.quote)).collect();
    let more = figure.tellings.len().saturating_sub(places.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let said = format!("{} ({}{more})", words::voice(figure.voice, &words::claimant(entry)), places.join(", "));
    shown.extend(lines("  ", &said, wide, Weight::Dim));
    if !entry.claim.denied_by.is_empty() {
        shown.extend(lines("  ", &format!("denied by {}", words::names(&entry.claim.denied_by, "")), wide, Weight::Plain));
    }
    if depth == Depth::Words {
        for entry in &figure.tellings {
            shown.extend(lines("  ", &format!("«{}»", visible(entry.quote())), wide, Weight::Plain));
        }
    }
    shown
}

fn ranges(book: &Book, cell: &Cell, wide: usize) -> Vec<Line> {
    let several = cell.estimates.len() > 1;
    let range = |estimate: &&Estimate| {
        let side = if several { format!("{}: ", visible(&estimate.side)) } else { String::new() };
        lines("  ", &format!("{side}{}", range(book, estimate)), wide, Weight::Dim)
    };
    cell.estimates.iter().flat_map(range).collect()
}

/// "84 – 84 – 550 ○"; "?" where no claim gives that end.
pub fn range(book: &Book, estimate: &Estimate) -> String {
    // A high end that is itself a lower bound is said as its words bound it: "more than 200".
    let worded = estimate.used.iter().filter(|(_, used)| *used == Use::High).find_map(|(id, _)| {
        let entry = book.index.get(id)?;
        let toll = entry.claim.toll()?;
        (toll.quantity.figure() == estimate.high).then(|| words::figure(entry, toll))
    });
    ends(estimate, worded)
}

/// The same where the claims are not at hand, or with the words of the high end.
pub fn ends(estimate: &Estimate, worded: Option<String>) -> String {
    let number = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| super::text::number(u64::from(n)));
    let high = match (estimate.high, estimate.high_open) {
        (Some(high), true) => worded.unwrap_or_else(|| format!("at least {}", super::text::number(u64::from(high)))),
        (high, _) => number(high),
    };
    let mark = if estimate.high_is_enemys { " ○" } else { "" };
    format!("{} – {} – {high}{mark}", number(estimate.low), number(estimate.best))
}

/// "2 independent origins".
pub fn origins(estimate: &Estimate) -> String {
    match estimate.origins() {
        0 => "no independent origin".to_owned(),
        origins => count(origins, "independent origin"),
    }
}

/// By what ranges were made, as the last lines of a screen; nothing where there are none.
pub fn terms(look: Look, estimates: &[Estimate]) -> String {
    said_terms(estimates).map_or_else(String::new, |line| dimmed(look, &line))
}

/// A line that stands back.
pub fn dimmed(look: Look, line: &str) -> String {
    super::text::wrap(line, look.width).iter().map(|line| format!("{}\n", look.dim(line))).collect()
}

/// By what ranges were made: policy, whose rule it is, vague words, who was left out, up to which day; nothing where there are none.
pub fn said_terms(estimates: &[Estimate]) -> Option<String> {
    let estimate = estimates.first()?;
    let source = Policy::named(&estimate.policy).map_or("", Policy::source);
    let mut line = format!("ranges by {} ({source}) · vague words by the table {}", visible(&estimate.policy), visible(&estimate.vague));
    left_out(&estimate.without, estimate.told_by).iter().for_each(|term| line.push_str(&format!(" · {term}")));
    Some(line)
}

/// Who was left out, and up to which day of telling: "without X", "as told by 28 September 2020".
pub fn left_out(without: &[Name], told_by: Option<Day>) -> Vec<String> {
    let without = (!without.is_empty()).then(|| format!("without {}", words::names(without, "")));
    without.into_iter().chain(told_by.map(|told_by| format!("as told by {}", day::day(told_by)))).collect()
}

/// The same cells, one under the other.
fn stacked(look: Look, book: &Book, table: &Table, depth: Depth) -> String {
    let mut out = String::new();
    for told in &table.rows {
        for line in label(told) {
            out.push_str(&format!("{}\n", look.bold(&line.text)));
        }
        for (cell, column) in told.cells.iter().zip(&table.columns) {
            let mut shown = figures(cell, column, look.width.saturating_sub(6), depth);
            for estimate in &cell.estimates {
                shown.extend(lines("  ", &format!("low – best – high: {}", range(book, estimate)), look.width.saturating_sub(6), Weight::Dim));
            }
            if !shown.is_empty() {
                out.push_str(&format!("    {}\n", words::column(column).to_uppercase()));
                out.push_str(&row(look, &[Vec::new(), shown], &[6, look.width]));
            }
        }
    }
    out
}
