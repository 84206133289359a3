//! Runs a pattern over one sentence, with backtracking.

use super::{MentionKind, Op, Pattern, Test};
use crate::lexicon::Marks;
use counterclaim_model::{Mention, What, Word};

/// Steps that one start may take before it is given up: a guard against patterns that explode, far above what a real sentence needs.
const STEPS: u32 = 20_000;

/// One sentence as patterns see it. Positions count words from the sentence's first.
pub struct View<'a> {
    /// The report's text.
    pub text: &'a str,
    /// The sentence's words.
    pub words: &'a [Word],
    /// The lists that they belong to.
    pub marks: &'a Marks,
    /// The sentence's mentions, in order of their first word.
    pub mentions: &'a [Mention],
    /// The number of the sentence's first word in the report.
    pub first: u32,
}

/// Where a pattern matched.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// First word.
    pub first: usize,
    /// The word after the last.
    pub last: usize,
    slots: Vec<Option<usize>>,
}

impl Pattern {
    /// The names of its captures, in the order written.
    pub fn captures(&self) -> &[String] {
        &self.captures
    }

    /// Every match, at most one for each first word, in text order.
    pub fn find(&self, view: &View<'_>) -> Vec<Found> {
        if self.needs.iter().any(|lists| view.marks.all & *lists == 0) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut run = Run { pattern: self, view, slots: vec![None; self.captures.len() * 2], steps: 0 };
        for first in 0..view.words.len() {
            run.slots.fill(None);
            run.steps = 0;
            if let Some(last) = run.from(0, first) {
                found.push(Found { first, last, slots: run.slots.clone() });
            }
        }
        found
    }

    /// The words that a capture took, as positions in the sentence.
    pub fn words(&self, found: &Found, name: &str) -> Option<std::ops::Range<usize>> {
        let slot = self.captures.iter().position(|c| c == name)?;
        Some(found.slots[slot * 2]?..found.slots[slot * 2 + 1]?)
    }
}

struct Run<'a> {
    pattern: &'a Pattern,
    view: &'a View<'a>,
    slots: Vec<Option<usize>>,
    steps: u32,
}

impl Run<'_> {
    fn from(&mut self, mut pc: usize, mut at: usize) -> Option<usize> {
        let code = &self.pattern.code;
        loop {
            self.steps += 1;
            if self.steps > STEPS {
                return None;
            }
            match &code[pc] {
                Op::Done => return Some(at),
                Op::One(test) => {
                    if !self.holds(test, at) {
                        return None;
                    }
                    at += 1;
                }
                Op::List(list, test) => {
                    if test.as_ref().is_some_and(|t| !self.holds(t, at)) {
                        return None;
                    }
                    at += self.view.marks.entry(at, *list)?;
                }
                Op::Mention(kind) => at = self.mention(*kind, at)?,
                Op::Start => {
                    if at != 0 {
                        return None;
                    }
                }
                Op::End => {
                    if at != self.view.words.len() {
                        return None;
                    }
                }
                Op::Save(slot) => {
                    let before = self.slots[*slot].replace(at);
                    let end = self.from(pc + 1, at);
                    if end.is_none() {
                        self.slots[*slot] = before;
                    }
                    return end;
                }
                Op::Jump(to) => {
                    pc = *to;
                    continue;
                }
                Op::Never(on) => {
                    let slots = self.slots.clone();
                    if self.from(pc + 1, at).is_some() {
                        self.slots = slots;
                        return None;
                    }
                    pc = *on;
                    continue;
                }
                Op::Split(one, other) => {
                    if let Some(end) = self.from(*one, at) {
                        return Some(end);
                    }
                    pc = *other;
                    continue;
                }
            }
            pc += 1;
        }
    }

    fn mention(&self, kind: MentionKind, at: usize) -> Option<usize> {
        let first = self.view.first + at as u32;
        let from = self.view.mentions.partition_point(|m| m.first < first);
        let here = self.view.mentions[from..].iter().take_while(|m| m.first == first);
        let last = here.filter(|m| kind.is(&m.what)).map(|m| m.last).max()?;
        Some((last - self.view.first) as usize)
    }

    fn holds(&self, test: &Test, at: usize) -> bool {
        let Some(word) = self.view.words.get(at) else { return false };
        match test {
            Test::Any => true,
            Test::Lower(lower) => *word.lower == **lower,
            Test::Lemma(lemma) => *word.lemma == **lemma || is_form(&word.lower, lemma),
            Test::Lists(lists) => self.view.marks.has(at, *lists),
            Test::Tag(tag) => word.upos == &**tag || word.xpos == &**tag,
            Test::Capital => word.span.of(self.view.text).starts_with(char::is_uppercase),
            Test::Within => !matches!(&*word.lower, ";" | "." | "?" | "!"),
            Test::Verbless => {
                !matches!(&*word.lower, ";" | "." | "?" | "!")
                    && word.upos != "SCONJ"
                    && !matches!(&*word.lower, "they" | "he" | "she" | "it" | "we")
                    && (word.upos != "VERB" && word.upos != "AUX" || matches!(&*word.lower, "including" | "according"))
            }
            Test::Not(test) => !self.holds(test, at),
            Test::All(tests) => tests.iter().all(|t| self.holds(t, at)),
        }
    }
}

/// Whether a word is a regular form of a dictionary word: a net under the lemmatiser for words that it has not met ("shelled").
fn is_form(lower: &str, lemma: &str) -> bool {
    lower.strip_prefix(lemma.trim_end_matches('e')).is_some_and(|end| matches!(end, "" | "e" | "s" | "es" | "ed" | "ing") && (lower.len() >= lemma.len()))
}

impl MentionKind {
    fn is(self, what: &What) -> bool {
        matches!(
            (self, what),
            (MentionKind::Count, What::Count(_))
                | (MentionKind::Group, What::Group(_))
                | (MentionKind::Party, What::Party { .. })
                | (MentionKind::Speaker, What::Speaker { .. })
                | (MentionKind::Place, What::Place(_))
                | (MentionKind::Time, What::Time { .. })
        )
    }
}
