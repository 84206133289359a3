//! How tolls grew: a drawing of steps, and under it every claimant's figures of a row in order of telling, with the day that each counts to
//! and how long it stood.

use super::{
    Look,
    book::Book,
    chart::{Chart, Line, charts, said},
    day, locate,
    text::{hang, number, pad, visible},
    words,
};
use counterclaim::write::table::Voice;
use counterclaim_model::{Growth, Later, Step};

/// A block a row, in it a block a claimant, in it a line a step.
pub fn screen(look: Look, book: &Book, all: &[Growth]) -> String {
    let mut out = String::new();
    for grown in all.chunk_by(|one, next| one.episode == next.episode) {
        out.push_str(&format!("{}{}\n", if out.is_empty() { "" } else { "\n" }, look.bold(&visible(&grown[0].episode))));
        for chart in charts(book, grown) {
            out.push_str(&format!("  {}\n", chart.title()));
            out.push_str(&drawing(look, &chart));
            for line in &chart.lines {
                let letter = if chart.days.is_some() { format!("{} ", line.letter) } else { String::new() };
                out.push_str(&hang(&format!("    {letter}"), &line.who(), look.width));
                line.steps.iter().for_each(|step| out.push_str(&told(look, book, step)));
                line.later.iter().for_each(|later| out.push_str(&hang("      its first figure ", &became(book, later), look.width)));
            }
        }
    }
    out
}

/// "told 29 September 2020  84 (+52), counting to 28 September 2020, stands · «…» · 002.txt:21:107".
fn told(look: Look, book: &Book, step: &Step) -> String {
    let said = said(step);
    let counts = said.counts_to.map_or_else(String::new, |to| format!(", counting to {to}"));
    let words = book
        .index
        .get(&step.claim)
        .map_or_else(String::new, |entry| format!(" · «{}» · {}", book.words(entry, 60), locate::brief(entry.reading, entry.claim.quote)));
    hang(&format!("      told {}  ", said.told), &format!("{}{counts}, {}{words}", said.figure, said.until), look.width)
}

/// "was confirmed 29 September 2020 by UN: 84 · «…» · 002.txt:21".
pub fn became(book: &Book, later: &Later) -> String {
    let told = later.told.map_or_else(|| "on a day not known".to_owned(), day::day);
    let words = book
        .index
        .get(&later.claim)
        .map_or_else(String::new, |entry| format!(" · «{}» · {}", book.words(entry, 60), locate::brief(entry.reading, entry.claim.quote)));
    format!("was {} {told} by {}: {}{words}", later.became.name(), visible(&later.claimant), words::quantity(later.figure))
}

/// So high and at most so wide is a drawing.
const HEIGHT: usize = 8;
const WIDEST: usize = 72;
/// What a mark may be drawn over.
const LINES: [char; 8] = [' ', '━', '┃', '╌', '╎', '┄', '┊', '▬'];

/// Steps: own losses in a full line, others' in broken ones; a mark with its claimant's letter where a figure is told.
fn drawing(look: Look, chart: &Chart) -> String {
    let Some((first, last)) = chart.days else { return String::new() };
    let gutter = number(u64::from(chart.top)).len();
    let wide = look.width.saturating_sub(gutter + 8).min(WIDEST);
    if wide < 20 {
        return String::new();
    }
    let across = |day: i64| ((day - first) as f64 / (last - first) as f64 * (wide - 1) as f64).round() as usize;
    let down = |figure: u32| HEIGHT - 1 - (f64::from(figure) / f64::from(chart.top.max(1)) * (HEIGHT - 1) as f64).round() as usize;
    let mut cells = vec![vec![' '; wide]; HEIGHT];
    for line in &chart.lines {
        steps(&mut cells, line, &across, &down);
    }
    for line in &chart.lines {
        for mark in &line.marks {
            let row = &mut cells[down(mark.figure)];
            if mark.from < mark.to {
                row[across(mark.from)..=across(mark.to)].fill('▬');
            }
            // Two marks of one day and height stand beside each other.
            let told = format!("{}{}", if line.voice == Voice::Third { "+" } else { words::mark(line.voice, false) }, line.letter);
            let at = (across(mark.from)..).find(|at| row.get(*at).is_none_or(|c| LINES.contains(c))).unwrap_or(wide);
            row.resize(row.len().max(at + told.chars().count()), ' ');
            told.chars().enumerate().for_each(|(n, c)| row[at + n] = c);
        }
    }
    let mut out = String::new();
    for (n, row) in cells.iter().enumerate() {
        let label = if n == 0 { number(u64::from(chart.top)) } else { String::from(if n == HEIGHT - 1 { "0" } else { "" }) };
        out.push_str(&format!("    {}{label} │{}\n", " ".repeat(gutter.saturating_sub(label.len())), row.iter().collect::<String>().trim_end()));
    }
    let ends = [first, last].map(|at| day::numbered(at).map_or_else(String::new, day::day));
    out.push_str(&format!("    {} └{}\n", " ".repeat(gutter), "─".repeat(wide)));
    out.push_str(&format!("    {}  {}{}\n", " ".repeat(gutter), pad(&ends[0], wide.saturating_sub(ends[1].len())), ends[1]));
    out
}

/// The line of one claimant: level while a figure stands, upright where another takes its place.
fn steps(cells: &mut [Vec<char>], line: &Line, across: &dyn Fn(i64) -> usize, down: &dyn Fn(u32) -> usize) {
    let (level, upright) = match line.voice {
        Voice::Own => ('━', '┃'),
        Voice::Enemy => ('╌', '╎'),
        Voice::Third => ('┄', '┊'),
    };
    for (n, mark) in line.marks.iter().enumerate() {
        let (from, until) = (across(mark.from), across(mark.until.max(mark.from)));
        cells[down(mark.figure)][from..=until].fill(level);
        if let Some(next) = line.marks.get(n + 1) {
            let (one, other) = (down(mark.figure), down(next.figure));
            cells[one.min(other)..=one.max(other)].iter_mut().for_each(|row| row[across(next.from)] = upright);
        }
    }
}
