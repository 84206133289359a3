//! Where output goes and in what form: tables on a terminal, JSON lines in a pipe, unless told otherwise.

use crate::args::{Color, Common};
use crate::draw::Look;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// Standard output, and how to write to it.
pub struct Output {
    /// The stream.
    pub to: BufWriter<StdoutLock<'static>>,
    /// Whether to write JSON lines.
    pub json: bool,
    /// How to draw.
    pub look: Look,
}

impl Output {
    /// By the options, and by what standard output is.
    pub fn new(common: &Common) -> Output {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty()) || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let ink = match common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !plain,
        };
        Output { to: BufWriter::new(stdout.lock()), json: common.json || !(common.table || terminal), look: Look { width: width(), ink } }
    }

    /// Writes drawn text.
    pub fn draw(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(text.as_bytes())
    }
}

/// How wide to draw: COLUMNS, the terminal, or 110.
fn width() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    set.or_else(seen).unwrap_or(110).clamp(40, 200)
}
