//! How a toll grew, to scale: days across, figures up, a line a claimant. Terminal and page draw the same one.
//!
//! A figure stands at the day on which it was told; where that day is known only as a month or a year, it stands as a bar over the whole of
//! it, since a point would say more than the report does. What was told on no known day is in the words beneath and not in the drawing.

use super::{book::Book, day, text::visible, words};
use counterclaim::write::table::Voice;
use counterclaim_model::{Day, Effect, Estimate, Growth, Later, Name, Role, Step};

/// One side, role and effect.
pub struct Chart<'a> {
    /// The column: a camp's first name.
    pub side: &'a Name,
    /// Soldiers or civilians.
    pub role: Role,
    /// What befell them.
    pub effect: Effect,
    /// Its claimants, in the order of [`Growth`].
    pub lines: Vec<Line<'a>>,
    /// First and last day of the drawing, in days since 1970; nothing where the figures do not stand on two days or more.
    pub days: Option<(i64, i64)>,
    /// The highest figure.
    pub top: u32,
}

/// What one claimant told.
pub struct Line<'a> {
    /// Its name in the drawing: a, b, c …
    pub letter: String,
    /// Who says so.
    pub claimant: &'a str,
    /// Whose voice.
    pub voice: Voice,
    /// Every telling, in order.
    pub steps: &'a [Step],
    /// What became of the first.
    pub later: &'a [Later],
    /// Those that can be drawn.
    pub marks: Vec<Mark<'a>>,
}

/// One telling, to scale.
pub struct Mark<'a> {
    /// The telling.
    pub step: &'a Step,
    /// The first day on which it may have been told.
    pub from: i64,
    /// The last one; the same where the day is known.
    pub to: i64,
    /// The day on which another figure took its place, or the drawing's last.
    pub until: i64,
    /// The number that its words say.
    pub figure: u32,
}

/// The charts of an episode, a row a chart, in the order in which rows are shown.
pub fn charts<'a>(book: &Book, grown: &'a [Growth]) -> Vec<Chart<'a>> {
    let row = |growth: &Growth| (growth.side.clone(), growth.role, growth.effect);
    grown.chunk_by(|one, next| row(one) == row(next)).map(|rows| chart(book, rows)).collect()
}

fn chart<'a>(book: &Book, rows: &'a [Growth]) -> Chart<'a> {
    let mut lines: Vec<Line> = rows.iter().enumerate().map(|(n, growth)| line(book, n, growth)).collect();
    let marks = || lines.iter().flat_map(|line| &line.marks);
    let days = marks().map(|mark| mark.from).min().zip(marks().map(|mark| mark.to.max(mark.until)).max()).filter(|(first, last)| first < last);
    let top = marks().map(|mark| mark.figure).max().unwrap_or(0);
    if let Some((_, last)) = days {
        for mark in lines.iter_mut().flat_map(|line| &mut line.marks).filter(|mark| mark.step.until.is_none()) {
            mark.until = last;
        }
    }
    Chart { side: &rows[0].side, role: rows[0].role, effect: rows[0].effect, lines, days, top }
}

fn line<'a>(book: &Book, n: usize, growth: &'a Growth) -> Line<'a> {
    let voice = growth.steps.first().and_then(|step| book.index.get(&step.claim)).map_or(Voice::Third, |entry| book.voice(entry));
    let mark = |step: &'a Step| {
        let told = step.told?;
        let (from, to) = (day::number(told.earliest())?, day::number(told.latest())?);
        let until = step.until.and_then(|until| day::number(until.earliest())).map_or(to, |until| until.max(from));
        Some(Mark { step, from, to, until, figure: words::said(step.figure)? })
    };
    Line {
        letter: letter(n),
        claimant: &growth.claimant,
        voice,
        steps: &growth.steps,
        later: &growth.later,
        marks: growth.steps.iter().filter_map(mark).collect(),
    }
}

/// a … z, then aa, ab …
fn letter(n: usize) -> String {
    let last = char::from(b'a' + (n % 26) as u8);
    if n < 26 { last.to_string() } else { format!("{}{last}", letter(n / 26 - 1)) }
}

impl Line<'_> {
    /// The claimant with its mark: "● Armenia: Ministry of Defence".
    pub fn name(&self) -> String {
        format!("{} {}", words::mark(self.voice, false), visible(self.claimant)).trim_start().to_owned()
    }

    /// Who says so, with mark and word: "● own loss, per Armenia: Ministry of Defence".
    pub fn who(&self) -> String {
        let claimant = visible(self.claimant);
        match self.voice {
            Voice::Third => claimant,
            voice => format!("{} {}", words::mark(voice, false), words::voice(voice, &claimant)),
        }
    }
}

impl Chart<'_> {
    /// What it is of: "Armenia, soldiers, killed".
    pub fn title(&self) -> String {
        format!("{}, {}, {}", words::side(self.side), words::people(self.role), words::effect(self.effect))
    }

    /// Whether a range is one of the same people.
    pub fn is_of(&self, estimate: &Estimate) -> bool {
        (&estimate.side, estimate.role, estimate.effect) == (self.side, self.role, self.effect)
    }
}

/// A telling in words, the same in the terminal and in a page's table.
pub struct Said {
    /// "29 September 2020", "day not known".
    pub told: String,
    /// "84 (+52)".
    pub figure: String,
    /// The last day that it counts; nothing where it is not known.
    pub counts_to: Option<String>,
    /// "stands", "until 30 September 2020".
    pub until: String,
}

/// A telling in words.
pub fn said(step: &Step) -> Said {
    let known = |of: Option<Day>| of.map_or_else(|| "day not known".to_owned(), day::day);
    let change = match step.change {
        Some(0) | None => String::new(),
        Some(n) => format!(" ({n:+})"),
    };
    Said {
        told: known(step.told),
        figure: format!("{}{change}", words::quantity(step.figure)),
        counts_to: step.counts_to.map(day::day),
        until: step.until.map_or_else(|| "stands".to_owned(), |until| format!("until {}", day::day(until))),
    }
}
