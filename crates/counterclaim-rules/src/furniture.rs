//! What is not the report: `rules/en/furniture.toml`.
//!
//! A furniture rule is a regular expression that must match a whole line (`on = "line"`), its beginning (`head`) or its end (`tail`):
//! "Share this story" is a line, "… the bridge fell. Reporting by Ann Lee" has a tail.
//!
//! Regular expressions, and not the word patterns of the other rules, because furniture is told by its characters (brackets, arrows,
//! glued words) and must be found before there are words. The `regex` crate runs in linear time on any input.

mod lazy;
mod load;

use counterclaim_model::{Error, Name};
use lazy::{Lazy, Set};
pub(crate) use load::{RawRule, both_sides};
use std::ops::Range;

/// All furniture rules, ready to run.
#[derive(Clone, Debug)]
pub struct Furniture {
    /// Ordered as the sets number them: whole lines, then heads, then tails.
    rules: Vec<Rule>,
    sets: [Set; 3],
}

/// One furniture rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name: `en/furniture/read-also`.
    pub id: Name,
    /// Whole line, beginning or end.
    pub on: On,
    /// In which part of the report it holds.
    pub at: At,
    regex: Lazy,
    yes: Vec<String>,
    no: Vec<String>,
}

/// Which part of a line a rule marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum On {
    /// All of it.
    Line,
    /// Its beginning.
    Head,
    /// Its end.
    Tail,
}

/// In which part of a report a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Anywhere.
    Any,
    /// Among the first lines.
    Start,
    /// After the last paragraph of the report, or at that paragraph's end.
    End,
}

/// Furniture stands in lines of at most so many bytes, and in so many bytes of a longer one's ends.
const REACH: usize = 400;

impl Furniture {
    /// The rules that ship with the program.
    pub fn shipped() -> Result<Furniture, Error> {
        Furniture::parse(include_str!("../../../rules/en/furniture.toml"), "rules/en/furniture.toml")
    }

    /// Reads one file of `[[furniture]]` rules. A rule without examples on both sides does not load.
    pub fn parse(text: &str, file: &str) -> Result<Furniture, Error> {
        load::parse(text, file)
    }

    /// Rules of lines of another family, as they stand in a file.
    pub(crate) fn of(rules: Vec<RawRule>, family: &str, file: &str) -> Result<Furniture, Error> {
        load::of(rules, family, file)
    }

    /// Lays `other` over these rules: a rule of the same name takes the place of ours.
    pub fn and(mut self, other: Furniture) -> Result<Furniture, Error> {
        self.rules.retain(|rule| other.rules.iter().all(|o| o.id != rule.id));
        self.rules.extend(other.rules);
        Furniture::new(self.rules)
    }

    fn new(mut rules: Vec<Rule>) -> Result<Furniture, Error> {
        rules.sort_by_key(|r| r.on);
        let set = |on| Set::new(rules.iter().enumerate().filter(|(_, r)| r.on == on));
        let sets = [set(On::Line)?, set(On::Head)?, set(On::Tail)?];
        Ok(Furniture { rules, sets })
    }

    /// The furniture at the beginning of a trimmed line: the rule, and how many bytes it marks (all of them for a whole line).
    pub fn front(&self, line: &str, allowed: &dyn Fn(At) -> bool) -> Option<(&Rule, usize)> {
        let [lines, heads, _] = &self.sets;
        let whole = if line.len() <= REACH { self.found(lines, line, allowed) } else { Vec::new() };
        if let Some((rule, _)) = whole.first() {
            return Some((rule, line.len()));
        }
        let near = (0..=REACH.min(line.len())).rev().find_map(|end| line.get(..end)).unwrap_or("");
        self.found(heads, near, allowed).first().map(|(rule, cut)| (*rule, cut.end))
    }

    /// The furniture at the end of a trimmed line: the rule, and the byte that it begins at.
    pub fn back(&self, line: &str, allowed: &dyn Fn(At) -> bool) -> Option<(&Rule, usize)> {
        let near = (line.len().saturating_sub(REACH)..=line.len()).find_map(|from| line.get(from..)).unwrap_or("");
        let from = line.len() - near.len();
        self.found(&self.sets[2], near, allowed).iter().map(|(rule, cut)| (*rule, from + cut.start)).min_by_key(|f| f.1)
    }

    /// All that is marked in a trimmed line, as a whole or at its ends: the rules, and the bytes that each marks.
    pub fn marked(&self, line: &str, allowed: &dyn Fn(At) -> bool) -> Vec<(&Name, Range<usize>)> {
        let [lines, heads, tails] = &self.sets;
        let whole = if line.len() <= REACH { self.found(lines, line, allowed) } else { Vec::new() };
        let near = (0..=REACH.min(line.len())).rev().find_map(|end| line.get(..end)).unwrap_or("");
        let last = (line.len().saturating_sub(REACH)..=line.len()).find_map(|from| line.get(from..)).unwrap_or("");
        let from = line.len() - last.len();
        let heads = self.found(heads, near, allowed);
        let tails = self.found(tails, last, allowed).into_iter().map(|(rule, cut)| (rule, from + cut.start..from + cut.end));
        whole.into_iter().chain(heads).chain(tails).map(|(rule, cut)| (&rule.id, cut)).collect()
    }

    /// The rules of one set that match, each with the bytes that it marks.
    fn found(&self, set: &Set, text: &str, allowed: &dyn Fn(At) -> bool) -> Vec<(&Rule, Range<usize>)> {
        let rules = &self.rules[set.first..][..set.regex.len()];
        if !rules.iter().any(|r| allowed(r.at)) || !set.regex.is_match(text) {
            return Vec::new();
        }
        let hits = set.regex.matches(text).into_iter().filter_map(|i| rules.get(i));
        hits.filter(|r| allowed(r.at)).filter_map(|rule| Some((rule, rule.cut(text)?))).collect()
    }

    /// Runs every rule's own examples; each failure is a line fit to show.
    pub fn check(&self) -> Vec<String> {
        let mut failures = Vec::new();
        self.rules.iter().for_each(|rule| rule.check(&mut failures));
        failures
    }
}

impl Rule {
    /// What the rule marks in a text that it matches: its group `cut`, or all of the match.
    fn cut(&self, text: &str) -> Option<Range<usize>> {
        let found = self.regex.get().captures(text)?;
        Some(found.name("cut").or_else(|| found.get(0))?.range())
    }

    /// In `yes` examples of heads and tails the furniture stands between « and ».
    fn check(&self, failures: &mut Vec<String>) {
        for example in &self.yes {
            let bare = example.replace(['«', '»'], "");
            let found = self.cut(&bare).map(|m| format!("{}«{}»{}", &bare[..m.start], &bare[m.clone()], &bare[m.end..]));
            let wanted = if example.contains('«') { example.clone() } else { format!("«{example}»") };
            if found.as_ref() != Some(&wanted) {
                failures.push(format!("{}: should mark {wanted}, marks {}", self.id, found.unwrap_or_else(|| "nothing".to_owned())));
            }
        }
        for example in self.no.iter().filter(|e| self.cut(e).is_some()) {
            failures.push(format!("{}: should leave alone: {example}", self.id));
        }
    }
}
