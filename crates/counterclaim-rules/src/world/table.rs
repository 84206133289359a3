//! Reads one tab-separated table.
//!
//! The surprising decision: there is no quoting. A cell ends at a tab, several values of one cell are parted by `|`, and a `#` opens a
//! comment only at the start of a line, so that `grep` and `sort` are enough to work on a table.

use counterclaim_model::Error;
use std::collections::HashMap;

/// One line of a table, with where it stands.
pub(super) struct Row<'t> {
    pub file: &'t str,
    pub line: usize,
    text: &'t str,
    /// Where each cell ends: tens of thousands of rows are read when the program starts, and a slice a cell would be four times the bytes.
    ends: [u32; MOST],
    count: usize,
}

/// No table has more columns; cells past it are only counted.
const MOST: usize = 9;

impl<'t> Row<'t> {
    /// The cell of that column; empty where the line ends before it.
    pub fn cell(&self, column: usize) -> &'t str {
        let start = if column == 0 { 0 } else { self.ends[column - 1] as usize + 1 };
        let cell = self.text.get(start..self.ends[column] as usize).unwrap_or("");
        match cell.as_bytes() {
            [b' ' | b'\r', ..] | [.., b' ' | b'\r'] => cell.trim(),
            _ => cell,
        }
    }

    /// The values of one cell.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &'t str> {
        let cell = self.cell(column);
        cell.split('|').map(str::trim).filter(|value| !value.is_empty())
    }

    /// A first and a last year, in two cells; none where a cell is empty.
    pub fn years(&self, column: usize) -> Result<(Option<i16>, Option<i16>), Error> {
        let year = |column| match self.cell(column) {
            "" => Ok(None),
            text if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) => Ok(text.parse().ok()),
            text => Err(self.wrong(format!("'{text}' is no year; write four digits, or leave the cell empty"))),
        };
        match (year(column)?, year(column + 1)?) {
            (Some(from), Some(to)) if from > to => Err(self.wrong(format!("it ends in {to}, before it begins in {from}; turn the years round"))),
            years => Ok(years),
        }
    }

    /// Degrees.
    pub fn degrees(&self, column: usize, most: f32) -> Result<f32, Error> {
        let text = self.cell(column);
        match text.parse::<f32>() {
            Ok(n) if n.abs() <= most => Ok(n),
            _ => Err(self.wrong(format!("'{text}' is no coordinate; write decimal degrees from -{most} to {most}"))),
        }
    }

    /// An error at this line.
    pub fn wrong(&self, what: impl std::fmt::Display) -> Error {
        Error::rule(format!("{}:{}", self.file, self.line), what)
    }
}

/// The rows of a table whose header must be `columns`.
pub(super) fn rows<'t>(text: &'t str, file: &'t str, columns: &[&str]) -> Result<Vec<Row<'t>>, Error> {
    let mut rows = Vec::with_capacity(text.len() / 48);
    let mut header = false;
    for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let mut row = Row { file, line: n + 1, text: line, ends: [line.len() as u32; MOST], count: 1 };
        for (at, byte) in line.bytes().enumerate() {
            if byte == b'\t' {
                if let Some(end) = row.ends.get_mut(row.count - 1) {
                    *end = at as u32;
                }
                row.count += 1;
            }
        }
        if !header {
            if (0..columns.len()).any(|i| row.cell(i) != columns[i]) {
                return Err(row.wrong(format!("the first line must name the columns: {}; parted by tabs", columns.join(", "))));
            }
            header = true;
            continue;
        }
        if row.count > columns.len() {
            return Err(row.wrong(format!("{} cells, but the table has {} columns; take out the tabs too many", row.count, columns.len())));
        }
        if row.cell(0).is_empty() {
            return Err(row.wrong(format!("the first cell ({}) is empty; every row needs it", columns[0])));
        }
        rows.push(row);
    }
    match header {
        true => Ok(rows),
        false => Err(Error::rule(file, format!("the table is empty; its first line must name the columns: {}", columns.join(", ")))),
    }
}

/// Lays `over` upon `base`: a row with the same cells in the first `keys` columns takes the place of the old one, others are added
/// in front, so that the user's spelling wins where two rows claim it.
pub(super) fn lay_over<'t>(base: Vec<Row<'t>>, over: Vec<Row<'t>>, keys: usize) -> Vec<Row<'t>> {
    let key = |row: &Row<'t>| (0..keys).map(|i| row.cell(i)).collect::<Vec<_>>();
    let mut place: HashMap<_, usize> = HashMap::new();
    for (i, row) in over.iter().enumerate() {
        place.insert(key(row), i);
    }
    let rest: Vec<Row<'t>> = base.into_iter().filter(|row| !place.contains_key(&key(row))).collect();
    over.into_iter().chain(rest).collect()
}

/// A user's tables: the name of the shipped file that each is laid over, its path and its text.
#[derive(Default)]
pub(super) struct Tables(pub Vec<(&'static str, String, String)>);

impl Tables {
    /// The rows of a shipped table with the user's laid over them.
    pub fn load<'t>(&'t self, (file, text): (&'static str, &'static str), columns: &[&str], keys: usize) -> Result<Vec<Row<'t>>, Error> {
        let base = rows(text, file, columns)?;
        match self.0.iter().find(|(name, _, _)| *name == file) {
            Some((_, path, text)) => Ok(lay_over(base, rows(text, path, columns)?, keys)),
            None => Ok(base),
        }
    }

    /// Fails where two rows of a user's table have the same key: one would be lost.
    pub fn check_keys(&self, file: &str, columns: &[&str], keys: usize) -> Result<(), Error> {
        let Some((_, path, text)) = self.0.iter().find(|(name, _, _)| *name == file) else { return Ok(()) };
        let mut first: HashMap<Vec<&str>, usize> = HashMap::new();
        for row in rows(text, path, columns)? {
            let key: Vec<&str> = (0..keys).map(|i| row.cell(i)).collect();
            if let Some(line) = first.insert(key, row.line) {
                let what = columns[..keys].join(", ");
                return Err(row.wrong(format!("has the same {what} as line {line}; make them one row")));
            }
        }
        Ok(())
    }

    /// Whether the user has one of that name.
    pub fn has(&self, file: &str) -> bool {
        self.0.iter().any(|(name, _, _)| *name == file)
    }
}
