//! Whom an outlet has its words from, as it says itself: `rules/en/credit.toml`.
//!
//! "ORLO, May 3 (OPA) — Rebels …", "By OPA", "With files from OPA and agencies". A rule of lines marks the words that name the source, and the
//! table of outlets says which it is. Surprising but meant: where one of the names is in no table, the words credit nobody; most lines that
//! look like a credit name the writer, a photographer or a ministry.

use crate::{
    furniture::{At, Furniture, RawRule},
    world::World,
};
use counterclaim_model::{Error, Name};
use serde::Deserialize;
use std::ops::Range;

/// All rules of credits.
#[derive(Clone, Debug)]
pub struct Credits {
    lines: Furniture,
    nameless: Vec<String>,
    joints: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    nameless: Vec<String>,
    joints: Vec<String>,
    credit: Vec<RawRule>,
}

/// Words that credit somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The outlet, by its name in the table; `None` where the words name nobody ("agencies").
    pub agency: Option<Name>,
    /// Where its name stands in the line.
    pub at: Range<usize>,
    /// The rule that says so.
    pub rule: Name,
}

impl Credits {
    /// Reads one file. A rule without examples on both sides does not load.
    pub fn parse(text: &str, file: &str) -> Result<Credits, Error> {
        let raw: File = toml::from_str(text).map_err(|e| Error::rule(file, e))?;
        Ok(Credits { lines: Furniture::of(raw.credit, "credit", file)?, nameless: raw.nameless, joints: raw.joints })
    }

    /// Whom a trimmed line credits, in its order.
    pub fn of(&self, world: &World, line: &str, allowed: &dyn Fn(At) -> bool) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (rule, cut) in self.lines.marked(line, allowed) {
            let names: Option<Vec<(Option<Name>, Range<usize>)>> = self.named(world, &line[cut.clone()]);
            for (agency, at) in names.into_iter().flatten() {
                let at = cut.start + at.start..cut.start + at.end;
                if found.iter().all(|known| known.agency != agency) {
                    found.push(Found { agency, at, rule: rule.clone() });
                }
            }
        }
        found.sort_by_key(|found| found.at.start);
        found
    }

    /// The outlets that words name, and nobody else; `None` where they name somebody else.
    pub fn named(&self, world: &World, words: &str) -> Option<Vec<(Option<Name>, Range<usize>)>> {
        let pieces = self.pieces(words);
        (!pieces.is_empty()).then_some(())?;
        pieces.into_iter().map(|at| Some((self.who(world, &words[at.clone()])?, at))).collect()
    }

    /// Whether words name nobody: "agencies".
    pub fn is_nameless(&self, words: &str) -> bool {
        self.nameless.iter().any(|nameless| nameless.eq_ignore_ascii_case(words.trim()))
    }

    /// The same of a speaker, who may be told apart a little ("Orlo media reports"); aid agencies are no news agencies.
    pub fn is_nameless_speaker(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        let ends = |nameless: &String| nameless.contains(' ') && words.strip_suffix(nameless.as_str()).is_some_and(|rest| rest.ends_with(' '));
        self.is_nameless(&words) || self.nameless.iter().any(ends)
    }

    fn who(&self, world: &World, piece: &str) -> Option<Option<Name>> {
        if self.is_nameless(piece) {
            return Some(None);
        }
        let words: Vec<&str> = piece.split_whitespace().collect();
        let whole = |from: usize, caps: bool| world.outlet_at(&words, from, caps).filter(|hit| from + hit.len == words.len());
        let article = usize::from(words.first().is_some_and(|word| word.eq_ignore_ascii_case("the")) && words.len() > 1);
        let hit = whole(0, false).or_else(|| whole(article, false)).or_else(|| whole(article, true));
        hit.map(|hit| Some(hit.outlet.name.clone()))
    }

    /// Words cut at what stands between names; each piece without blanks around it.
    fn pieces(&self, words: &str) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut piece: Option<Range<usize>> = None;
        let mut end = |piece: &mut Option<Range<usize>>| pieces.extend(piece.take());
        for (at, word) in split(words) {
            if self.joints.iter().any(|joint| joint.eq_ignore_ascii_case(word)) {
                end(&mut piece);
            } else {
                let to = at + word.len();
                piece = Some(piece.map_or(at..to, |before| before.start..to));
            }
        }
        end(&mut piece);
        pieces
    }

    /// Runs every rule's own examples; each failure is a line fit to show.
    pub fn check(&self) -> Vec<String> {
        self.lines.check()
    }
}

/// Words and marks, each with where it begins: a mark that may part two names stands by itself.
fn split(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices() {
        let mark = "/,&;+".contains(c);
        if (mark || c.is_whitespace())
            && let Some(start) = from.take()
        {
            found.push((start, &text[start..at]));
        }
        if mark {
            found.push((at, &text[at..at + c.len_utf8()]));
        } else if !c.is_whitespace() {
            from.get_or_insert(at);
        }
    }
    found.extend(from.map(|start| (start, &text[start..])));
    found
}
