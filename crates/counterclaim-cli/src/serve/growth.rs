//! How tolls grew: a drawing of steps for each row that was told on several days, and a table of the same in words.
//!
//! Voice and claimant are told by shape and letter: a full mark and line for a side's own loss, a hollow mark and a broken line for the
//! enemy's figure, a cross and dots for others'. Colour only repeats it. The table says everything that the drawing does, and more.

use super::figure::{at, quote};
use crate::draw::{
    book::Book,
    chart::{Chart, Line, Mark, charts, said},
    day,
    episode::range,
    growth::became,
    text::{number, short, visible},
    words,
};
use counterclaim::write::table::Voice;
use counterclaim_model::{Estimate, Growth};
use maud::{Markup, html};

/// The section of an episode's page; `ranges` are those of the view.
pub fn section(book: &Book, grown: &[Growth], ranges: &[Estimate]) -> Markup {
    let charts = charts(book, grown);
    let (drawn, once): (Vec<&Chart>, Vec<&Chart>) = charts.iter().partition(|chart| chart.days.is_some());
    html! {
        section aria-labelledby="growth" {
            h2 id="growth" { "How tolls grew" }
            @if charts.is_empty() { p { "No running totals are told." } }
            @for chart in &drawn {
                h3 { (chart.title()) }
                (drawing(book, chart, ranges.iter().find(|estimate| chart.is_of(estimate))))
                (table(book, &chart.title(), &[chart]))
                (first_figures(book, chart))
            }
            @if !once.is_empty() {
                @if drawn.is_empty() { p { "No toll of this episode is told on two days or more; there are no steps to draw." } }
                details {
                    summary { "Running totals told on one day, or on none that is known" }
                    (table(book, "Told on one day, or on none that is known", &once))
                }
            }
        }
    }
}

/// What became of each claimant's first figure, in words.
fn first_figures(book: &Book, chart: &Chart) -> Markup {
    html! {
        @for line in chart.lines.iter().filter(|line| !line.later.is_empty()) {
            details {
                summary { "What became of the first figure of " (line.who()) }
                ul { @for later in line.later { li { (became(book, later)) @if let Some(entry) = book.index.get(&later.claim) { " " a.at href=(at(entry)) { "the words" } } } } }
            }
        }
    }
}

/// The words of the drawing: every figure in order of telling.
fn table(book: &Book, caption: &str, charts: &[&Chart]) -> Markup {
    let several = charts.len() > 1 || charts.iter().any(|chart| chart.days.is_none());
    html! {
        div.wide {
            table.steps {
                caption { (caption) ": every figure in order of telling" }
                thead {
                    tr {
                        @if several { th scope="col" { "Of whom" } }
                        th scope="col" { "Who says so" } th scope="col" { "Told" } th scope="col" { "Figure" } th scope="col" { "Counts to" }
                        th scope="col" { "Stands" } th scope="col" { "The words" }
                    }
                }
                tbody {
                    @for (chart, line) in charts.iter().flat_map(|chart| chart.lines.iter().map(move |line| (chart, line))) {
                        @for (n, step) in line.steps.iter().enumerate() {
                            @let told = said(step);
                            tr {
                                @if several { td { @if n == 0 { (chart.title()) } } }
                                th scope="row" { @if n == 0 { @if chart.days.is_some() { (line.letter) " " } (line.who()) } @else { span.who { (line.letter) " again" } } }
                                td { (told.told) } td.number { (told.figure) } td { (told.counts_to.as_deref().unwrap_or("day not known")) } td { (told.until) }
                                td.words { @if let Some(entry) = book.index.get(&step.claim) { (quote(entry)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The drawing's size and where its axes stand, in its own units.
const WIDTH: f64 = 980.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 72.0;
const RIGHT: f64 = 660.0;
const TOP: f64 = 18.0;
const FLOOR: f64 = 262.0;

/// From days and figures to the drawing's units.
struct Scale {
    days: (i64, i64),
    top: f64,
}

impl Scale {
    fn x(&self, day: i64) -> f64 {
        LEFT + (day - self.days.0) as f64 / (self.days.1 - self.days.0) as f64 * (RIGHT - LEFT)
    }

    fn y(&self, figure: f64) -> f64 {
        FLOOR - figure / self.top * (FLOOR - TOP)
    }
}

fn drawing(book: &Book, chart: &Chart, estimate: Option<&Estimate>) -> Markup {
    let Some(days) = chart.days else { return html! {} };
    let high = estimate.and_then(|estimate| estimate.high.max(estimate.best)).unwrap_or(0);
    let ticks = round_steps(chart.top.max(high));
    let scale = Scale { days, top: ticks.last().copied().unwrap_or(1.0) };
    let names = spread(chart, &scale);
    html! {
        div.wide {
            svg.growth viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="group" aria-label=(format!("Drawing: {}; the table beneath says the same", chart.title())) {
                @for tick in &ticks {
                    path.grid d=(format!("M{LEFT} {y:.1}H{RIGHT}", y = scale.y(*tick))) {}
                    text.axis x=(LEFT - 8.0) y=(format!("{:.1}", scale.y(*tick) + 4.0)) text-anchor="end" { (number(*tick as u64)) }
                }
                @for tick in day_steps(days) {
                    path.tick d=(format!("M{x:.1} {FLOOR}v5", x = scale.x(tick))) {}
                    text.axis x=(format!("{:.1}", scale.x(tick))) y=(FLOOR + 20.0) text-anchor="middle" { (day::numbered(tick).map_or_else(String::new, day::day)) }
                }
                @for line in &chart.lines { path.line.(class(line.voice)) d=(path(line, &scale)) {} }
                @for line in &chart.lines { @for mark in &line.marks { (self::mark(book, chart, line, mark, &scale)) } }
                @for label in &labels(chart, &scale) { text.letter x=(format!("{:.1}", label.x)) y=(format!("{:.1}", label.y)) text-anchor=(label.anchor()) { (label.text) } }
                @for (line, from, to) in &names {
                    path.lead d=(format!("M{:.1} {from:.1}L{:.1} {to:.1}", RIGHT + 2.0, RIGHT + 28.0)) {}
                    text.label x=(RIGHT + 32.0) y=(format!("{:.1}", to + 4.0)) { (line.letter) " " (short(&line.name(), 42)) }
                }
                @if let Some(estimate) = estimate { (bracket(book, estimate, &scale)) }
            }
        }
    }
}

fn class(voice: Voice) -> &'static str {
    match voice {
        Voice::Own => "own",
        Voice::Enemy => "enemy",
        Voice::Third => "third",
    }
}

/// Level while a figure stands, upright where another takes its place.
fn path(line: &Line, scale: &Scale) -> String {
    let mut path = String::new();
    for (n, mark) in line.marks.iter().enumerate() {
        let (x, y) = (scale.x(mark.from), scale.y(f64::from(mark.figure)));
        path.push_str(&format!("{}{x:.1} {y:.1}H{:.1}", if n == 0 { 'M' } else { 'L' }, scale.x(mark.until.max(mark.to))));
        if let Some(next) = line.marks.get(n + 1) {
            path.push_str(&format!("H{:.1}", scale.x(next.from)));
        }
    }
    path
}

/// A figure where it was told: a point, or a bar over all days that it may have been; a link to its words.
fn mark(book: &Book, chart: &Chart, line: &Line, mark: &Mark, scale: &Scale) -> Markup {
    let (x, y) = (scale.x(mark.from), scale.y(f64::from(mark.figure)));
    let told = said(mark.step);
    let entry = book.index.get(&mark.step.claim);
    let words = entry.map_or_else(String::new, |entry| format!(" · «{}»", visible(entry.quote())));
    let title = format!("{}: {}, told {}, {} · {}{words}", chart.title(), told.figure, told.told, told.until, line.who());
    html! {
        a href=[entry.map(at)] {
            title { (title) }
            @if mark.from < mark.to {
                rect.mark.(class(line.voice)) x=(format!("{x:.1}")) y=(format!("{:.1}", y - 4.0)) width=(format!("{:.1}", scale.x(mark.to) - x)) height="8" {}
            } @else if line.voice == Voice::Third {
                path.mark.third d=(format!("M{:.1} {:.1}l10 10m0 -10l-10 10", x - 5.0, y - 5.0)) {}
            } @else {
                circle.mark.(class(line.voice)) cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="5.5" {}
            }
        }
    }
}

/// A figure written beside its mark.
struct Label {
    x: f64,
    y: f64,
    /// Whether it ends at `x`, as those near the right edge do.
    ends: bool,
    text: String,
}

impl Label {
    fn anchor(&self) -> &'static str {
        if self.ends { "end" } else { "start" }
    }

    fn hides(&self, other: &Label) -> bool {
        let reach = |label: &Label| {
            let wide = label.text.chars().count() as f64 * 7.0;
            if label.ends { (label.x - wide, label.x) } else { (label.x, label.x + wide) }
        };
        let (one, two) = (reach(self), reach(other));
        one.0 < two.1 && two.0 < one.1 && (self.y - other.y).abs() < 13.0
    }
}

/// The labels that can be read: over the mark or under it, and none where both would cover another; the table has every figure.
fn labels(chart: &Chart, scale: &Scale) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for (line, mark) in chart.lines.iter().flat_map(|line| line.marks.iter().map(move |mark| (line, mark))) {
        let (x, y) = (scale.x(mark.from), scale.y(f64::from(mark.figure)));
        let ends = x > RIGHT - 110.0;
        let text = format!("{} {}", line.letter, words::quantity(mark.step.figure));
        let at = |down: f64| Label { x: if ends { x - 9.0 } else { x + 9.0 }, y: y + down, ends, text: text.clone() };
        labels.extend([at(-8.0), at(18.0)].into_iter().find(|label| label.y < FLOOR && labels.iter().all(|other| !label.hides(other))));
    }
    labels
}

/// The range of the view beside the steps.
fn bracket(book: &Book, estimate: &Estimate, scale: &Scale) -> Markup {
    let at = |figure: Option<u32>| figure.map(|figure| scale.y(f64::from(figure)));
    let ends: Vec<f64> = [at(estimate.low), at(estimate.best), at(estimate.high)].into_iter().flatten().collect();
    let (Some(highest), Some(lowest)) = (ends.iter().copied().reduce(f64::min), ends.iter().copied().reduce(f64::max)) else { return html! {} };
    let x = RIGHT + 14.0;
    html! {
        g.bracket {
            title { "low – best – high by " (visible(&estimate.policy)) ": " (range(book, estimate)) }
            path d=(format!("M{:.1} {highest:.1}h10m-5 0V{lowest:.1}m-5 0h10", x - 5.0)) {}
            @if let Some(best) = at(estimate.best) { path.best d=(format!("M{:.1} {best:.1}h14", x - 7.0)) {} }
        }
    }
}

/// Where the names of the lines stand: at the height of their last figure, apart from one another.
fn spread<'a>(chart: &'a Chart, scale: &Scale) -> Vec<(&'a Line<'a>, f64, f64)> {
    const APART: f64 = 17.0;
    let last = |line: &'a Line<'a>| line.marks.last().map(|mark| (line, scale.y(f64::from(mark.figure))));
    let mut names: Vec<(&Line, f64, f64)> = chart.lines.iter().filter_map(last).map(|(line, y)| (line, y, y)).collect();
    names.sort_by(|one, other| one.1.total_cmp(&other.1));
    for n in 1..names.len() {
        names[n].2 = names[n].2.max(names[n - 1].2 + APART);
    }
    // Pushed below the floor, they are pushed back up.
    let mut room = FLOOR;
    for name in names.iter_mut().rev() {
        name.2 = name.2.min(room);
        room = name.2 - APART;
    }
    names
}

/// Round figures from nothing to the first that is not below `top`: some four of them.
fn round_steps(top: u32) -> Vec<f64> {
    let top = f64::from(top.max(1));
    let rough = top / 4.0;
    let ten = 10f64.powf(rough.log10().floor()).max(1.0);
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * ten).find(|step| *step >= rough).unwrap_or(ten * 10.0);
    (0..=(top / step).ceil() as u32).map(|n| f64::from(n) * step).collect()
}

/// Some days to write beneath, as far apart as they can be read.
fn day_steps((first, last): (i64, i64)) -> Vec<i64> {
    let step = ((last - first) / 4).max(1);
    (0..).map(|n| first + n * step).take_while(|day| *day <= last).collect()
}
