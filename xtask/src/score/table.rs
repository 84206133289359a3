//! One measurement: its figures, and what was missed by cause.

use super::{args::Args, cause::Causes, print};
use anyhow::Result;
use serde_json::{Map, Value, json};

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// How many.
    Count(usize),
    /// A share or a distance.
    Real(f64),
    /// Nothing to measure.
    None,
}

/// Figures and causes under one name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What was measured.
    pub name: &'static str,
    /// The figures in their order.
    pub figures: Vec<(String, Figure)>,
    /// What went wrong, in groups of causes.
    pub groups: Vec<(String, Causes)>,
}

impl Table {
    /// A table without figures yet.
    pub fn new(name: &'static str) -> Table {
        Table { name, ..Table::default() }
    }

    /// One more count.
    pub fn count(&mut self, name: &str, count: usize) {
        self.figures.push((name.to_owned(), Figure::Count(count)));
    }

    /// One more share.
    pub fn real(&mut self, name: &str, real: f64) {
        self.figures.push((name.to_owned(), Figure::Real(real)));
    }

    /// One more group of causes, unless it is empty.
    pub fn group(&mut self, name: impl Into<String>, causes: Causes) {
        if causes.total() > 0 {
            self.groups.push((name.into(), causes));
        }
    }

    /// Figures on one line, causes below.
    pub fn text(&self, errors: usize) -> String {
        let mut out = format!("{}: {}\n", self.name, self.line());
        for (name, causes) in &self.groups {
            causes.group(name, errors, &mut out);
        }
        out
    }

    /// The figures on one line.
    pub fn line(&self) -> String {
        let one = |(name, figure): &(String, Figure)| match figure {
            Figure::Count(n) => format!("{name} {n}"),
            Figure::Real(x) => format!("{name} {x:.3}"),
            Figure::None => format!("{name} -"),
        };
        self.figures.iter().map(one).collect::<Vec<_>>().join("  ")
    }

    /// The same as JSON.
    pub fn json(&self) -> Value {
        let figure = |figure: &Figure| match figure {
            Figure::Count(n) => json!(n),
            Figure::Real(x) => json!(x),
            Figure::None => Value::Null,
        };
        let mut out: Map<String, Value> = self.figures.iter().map(|(name, f)| (name.clone(), figure(f))).collect();
        out.insert("causes".to_owned(), self.groups.iter().map(|(name, causes)| (name.clone(), causes.json())).collect::<Map<_, _>>().into());
        Value::Object(out)
    }

    /// Prints it as it was asked for.
    pub fn print(&self, args: &Args) -> Result<()> {
        print(&if args.has("json") { format!("{:#}\n", self.json()) } else { self.text(args.number("errors")?) })
    }
}
