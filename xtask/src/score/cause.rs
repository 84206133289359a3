//! Misses by their cause, the most frequent first, each with a few examples.

use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fmt::Write};

/// Causes listed of one group; the rest are told as a number.
const LISTED: usize = 20;

/// An example is shown up to here, in characters.
const SHOWN: usize = 320;

/// What went wrong how often.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Causes(BTreeMap<String, Vec<String>>);

impl Causes {
    /// One more of a cause, with what shows it.
    pub fn add(&mut self, cause: impl Into<String>, example: String) {
        self.0.entry(cause.into()).or_default().push(example);
    }

    /// How many of all causes.
    pub fn total(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// How many of one cause.
    #[cfg(test)]
    pub fn of(&self, cause: &str) -> usize {
        self.0.get(cause).map_or(0, Vec::len)
    }

    /// Every cause with its examples, the most frequent first.
    fn ranked(&self) -> Vec<(&str, &[String])> {
        let mut ranked: Vec<_> = self.0.iter().map(|(cause, examples)| (cause.as_str(), examples.as_slice())).collect();
        ranked.sort_by_key(|(_, examples)| std::cmp::Reverse(examples.len()));
        ranked
    }

    /// The name of a group with its total, and its table; nothing where there is nothing in it.
    pub fn group(&self, name: &str, errors: usize, out: &mut String) {
        if self.total() > 0 {
            let _ = writeln!(out, "  {name}: {}", self.total());
            self.table(errors, out);
        }
    }

    /// A line a cause, under each its first `errors` examples.
    fn table(&self, errors: usize, out: &mut String) {
        let ranked = self.ranked();
        for (cause, examples) in ranked.iter().take(LISTED) {
            let _ = writeln!(out, "    {:6}  {cause}", examples.len());
            for example in examples.iter().take(errors) {
                let _ = writeln!(out, "              {}", line(example));
            }
        }
        if let Some(rest) = ranked.get(LISTED..).filter(|rest| !rest.is_empty()) {
            let _ = writeln!(out, "    {:6}  of {} other causes", rest.iter().map(|(_, examples)| examples.len()).sum::<usize>(), rest.len());
        }
    }

    /// How many of each.
    pub fn json(&self) -> Value {
        Value::Object(self.ranked().into_iter().map(|(cause, examples)| (cause.to_owned(), json!(examples.len()))).collect::<Map<_, _>>())
    }
}

/// Words on one line, cut where they are long.
pub fn line(words: &str) -> String {
    let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &flat[..at]),
        None => flat,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_cause_stands_first_and_equals_by_name() {
        let mut causes = Causes::default();
        for cause in ["rare", "often", "also rare", "often"] {
            causes.add(cause, format!("an example of\n {cause}"));
        }
        let mut out = String::new();
        causes.table(1, &mut out);
        let lines: Vec<&str> = out.lines().map(str::trim).collect();
        assert_eq!(lines, ["2  often", "an example of often", "1  also rare", "an example of also rare", "1  rare", "an example of rare"]);
        assert_eq!(causes.total(), 4);
    }

    #[test]
    fn causes_beyond_twenty_are_one_number() {
        let mut causes = Causes::default();
        (0..23).for_each(|n| causes.add(format!("cause {n:02}"), String::new()));
        let mut out = String::new();
        causes.table(0, &mut out);
        assert!(out.ends_with("     3  of 3 other causes\n"), "{out}");
    }
}
