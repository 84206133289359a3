//! Runs a pattern over one sentence, with backtracking.

use super::{MentionKind, Op, Pattern, Test};
use crate::lexicon::{Marks, is_form};
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
        let mut found = Vec::new();
        // Nearly all patterns end here, so the words are asked before the mentions are counted.
        if !self.is_called_for(&view.marks.all, &view.marks.keys, u8::MAX) {
            return found;
        }
        let kinds = view.mentions.iter().fold(0, |kinds, m| kinds | kind(&m.what).bit());
        if !self.is_called_for(&view.marks.all, &view.marks.keys, kinds) {
            return found;
        }
        let side = view.words.len() + 1;
        let failed = vec![0; (self.splits * side).div_ceil(64)];
        let mut run = Run { pattern: self, view, slots: vec![None; self.captures.len() * 2], steps: 0, side, failed };
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
    side: usize,
    /// Splits that have failed, one bit for each split at each word. What comes after a split does not hang on what came before it, so
    /// that it fails again.
    failed: Vec<u64>,
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
                Op::Split(one, other, number) => {
                    let bit = number * self.side + at;
                    if self.failed[bit / 64] >> (bit % 64) & 1 == 1 {
                        return None;
                    }
                    let end = self.from(*one, at).or_else(|| self.from(*other, at));
                    if end.is_none() {
                        self.failed[bit / 64] |= 1 << (bit % 64);
                    }
                    return end;
                }
            }
            pc += 1;
        }
    }

    fn mention(&self, kind: MentionKind, at: usize) -> Option<usize> {
        let first = self.view.first + at as u32;
        let from = self.view.mentions.partition_point(|m| m.first < first);
        let here = self.view.mentions[from..].iter().take_while(|m| m.first == first);
        let last = here.filter(|m| self::kind(&m.what) == kind).map(|m| m.last).max()?;
        Some((last - self.view.first) as usize)
    }

    fn holds(&self, test: &Test, at: usize) -> bool {
        let Some(word) = self.view.words.get(at) else { return false };
        match test {
            Test::Word => true,
            Test::Any(words, others) => words.contains(&*word.lower) || others.iter().any(|t| self.holds(t, at)),
            Test::Lower(lower) => *word.lower == **lower,
            Test::Lemma(lemma) => *word.lemma == **lemma || is_form(&word.lower, lemma),
            Test::Lists(lists) => self.view.marks.has(at, *lists),
            Test::Tag(tag) => has_tag(word, tag),
            Test::Capital => word.span.of(self.view.text).starts_with(char::is_uppercase),
            Test::Within => is_within(&word.lower),
            Test::Verbless => is_verbless(word),
            Test::Not(test) => !self.holds(test, at),
            Test::All(tests) => tests.iter().all(|t| self.holds(t, at)),
        }
    }
}

/// What kind a mention is for patterns.
fn kind(what: &What) -> MentionKind {
    match what {
        What::Count(_) => MentionKind::Count,
        What::Group(_) => MentionKind::Group,
        What::Party { .. } => MentionKind::Party,
        What::Speaker { .. } => MentionKind::Speaker,
        What::Place(_) => MentionKind::Place,
        What::Time { .. } => MentionKind::Time,
    }
}

/// Whether a word has a tag, universal or Penn.
pub(super) fn has_tag(word: &Word, tag: &str) -> bool {
    word.upos == tag || word.xpos == tag
}

/// Whether a gap that stays in its clause may go over a word.
pub(super) fn is_verbless(word: &Word) -> bool {
    is_within(&word.lower)
        && word.upos != "SCONJ"
        && !matches!(&*word.lower, "they" | "he" | "she" | "it" | "we")
        && (word.upos != "VERB" && word.upos != "AUX" || matches!(&*word.lower, "including" | "according"))
}

/// Whether a gap may go over a word: no mark that ends a thought.
pub(super) fn is_within(lower: &str) -> bool {
    !matches!(lower, ";" | "." | "?" | "!")
}
