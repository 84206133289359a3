//! What tells, of a word of speech already found, which words near it are its speaker and which are what is said.

use super::page::{Mark, Page, Rows, Token};
use std::ops::Range;

/// How many sentences before the word of speech it may reach.
const BEFORE: usize = 2;
/// How many after it.
pub const AFTER: usize = 4;
/// How many words before and after.
const FURTHEST_BEFORE: usize = 120;
const FURTHEST_AFTER: usize = 200;

/// A word of speech and the words that it may reach.
pub struct Reach {
    /// The word of speech, an index into the report's words.
    pub cue: usize,
    /// The words that it may reach.
    pub window: Range<usize>,
    /// What its children are, as one number.
    set: u32,
    /// How many quotation marks its sentence has, at most 4, and whether the next sentence begins with one.
    quoted: u32,
    /// For each word of the window, the way to it through the tree.
    ways: Vec<Way>,
    /// The way to it along the line.
    lines: Vec<u32>,
    /// The quotation that it stands in.
    quotes: Vec<u32>,
}

/// From the word of speech up to an ancestor and down a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Way {
    /// Steps up, at most 3; 4 in another sentence.
    up: u32,
    /// The label of the branch that it then goes down, or of the ancestor itself.
    branch: u32,
    /// The word at which the branch begins.
    top: u32,
    /// Steps down, at most 3.
    down: u32,
}

impl Reach {
    /// The window and the ways of a word of speech.
    pub fn new(page: &Page<'_>, cue: usize) -> Reach {
        let window = window(page, cue);
        let mut set = 0u32;
        for &child in page.children(cue) {
            let token = page.tokens[child as usize];
            if token.mark == Mark::Word {
                set = set.wrapping_add(token.label.wrapping_mul(2 * u32::from(child as usize > cue) + 1));
            }
        }
        let sentence = page.sentences[page.tokens[cue].sentence as usize].words();
        let next = page.tokens.get(sentence.end).is_some_and(|t| t.mark == Mark::Quote);
        let marks = page.tokens[sentence].iter().filter(|t| t.mark == Mark::Quote).count().min(4) as u32;
        let quoted = 2 * marks + u32::from(next);
        let mut reach = Reach { cue, window, set, quoted, ways: Vec::new(), lines: Vec::new(), quotes: Vec::new() };
        let line = line_up(page, cue);
        reach.ways = reach.window.clone().map(|at| way(page, cue, &line, at)).collect();
        reach.lines = lines(page, &reach);
        reach.quotes = quotes(page, &reach);
        reach
    }

    /// The features of the word of speech itself, the same for all words of the window.
    pub fn own(&self, page: &Page<'_>, rows: &mut Rows<'_>) {
        let cue = page.tokens[self.cue];
        let near = |by: isize| page.beside(self.cue, by).map_or(1, |t| t.form);
        rows.push(0, [cue.lemma]);
        rows.push(1, [cue.tag, cue.label]);
        rows.push(2, [self.set]);
        rows.push(3, [near(1)]);
        rows.push(4, [near(-1)]);
        rows.push(5, [u32::from(cue.quote != 0)]);
    }

    /// The features of one word of the window.
    pub fn features(&self, page: &Page<'_>, at: usize, rows: &mut Rows<'_>) {
        let (cue, here) = (page.tokens[self.cue], page.tokens[at]);
        // Sentences beside may have no arcs, and are heard alike with and without.
        let (label, head) = match here.sentence == cue.sentence {
            true => (here.label, page.tokens.get(here.head as usize).map_or((0, 0), |head| (head.label, head.lemma))),
            false => (0, (0, 0)),
        };
        let i = at - self.window.start;
        let (way, line) = (self.ways[i], self.lines[i]);
        let none = Way { up: 5, branch: 0, top: u32::MAX, down: 0 };
        let same = |other: Option<&Token>| other.is_some_and(|t| t.sentence == here.sentence);
        let before = if same(page.tokens.get(at.wrapping_sub(1))) && i > 0 { self.ways[i - 1] } else { none };
        let after = if same(page.tokens.get(at + 1)) { self.ways.get(i + 1).copied().unwrap_or(none) } else { none };
        let form = |by: isize| page.beside(at, by).map_or(1, |t| t.form);
        let tag = |by: isize| page.beside(at, by).map_or(1, |t| t.tag);
        let side = u32::from(at > self.cue) + 2 * u32::from(at == self.cue);
        let sentences = (here.sentence as i32 - cue.sentence as i32 + 3) as u32;
        let place = [way.up, way.branch, side].iter().fold(7u32, |h, &p| (h.rotate_left(9) ^ p).wrapping_mul(0x9e37_79b1));
        let edge = u32::from(before.top != way.top) + 2 * u32::from(after.top != way.top);
        let quote = self.quotes[i];
        let quote_before = if i > 0 { self.quotes[i - 1] } else { 9 };
        let quote_after = self.quotes.get(i + 1).copied().unwrap_or(9);
        let sentence = page.sentences[here.sentence as usize].words();
        let rim = u32::from(at == sentence.start) + 2 * u32::from(at + 1 == sentence.end);
        let far = distance(self.cue, at);
        rows.push(10, [place]);
        rows.push(11, [place, cue.lemma]);
        rows.push(12, [place, way.down, label]);
        rows.push(13, [place, edge]);
        rows.push(14, [place, edge, cue.lemma]);
        rows.push(15, [place, edge, here.tag]);
        rows.push(16, [before.up, before.branch, place]);
        rows.push(17, [place, after.up, after.branch]);
        rows.push(18, [place, self.set]);
        rows.push(19, [place, edge, here.form]);
        rows.push(20, [here.form, side]);
        rows.push(21, [here.tag, side]);
        rows.push(22, [form(-1), here.tag]);
        rows.push(23, [form(1), here.tag]);
        rows.push(24, [tag(-1), here.tag, tag(1)]);
        rows.push(25, [here.lemma, form(1)]);
        rows.push(26, [far]);
        rows.push(27, [far, cue.lemma]);
        rows.push(28, [far, cue.tag, here.tag]);
        rows.push(29, [sentences, quote, side]);
        rows.push(30, [sentences, quote, rim]);
        rows.push(31, [quote_before, quote, quote_after, side]);
        rows.push(32, [quote_before, quote, quote_after, here.form]);
        rows.push(33, [quote, cue.lemma, sentences]);
        rows.push(34, [line, side]);
        rows.push(35, [line, cue.lemma]);
        rows.push(36, [line, here.tag]);
        rows.push(37, [line, place]);
        rows.push(38, [rim, sentences, here.form]);
        rows.push(39, [cue.tag, cue.label, place]);
        rows.push(40, [way.down, label, place, here.tag]);
        rows.push(41, [here.form, cue.lemma, side]);
        rows.push(42, [form(-1), place]);
        rows.push(43, [form(1), place]);
        rows.push(44, [self.set, quote, sentences, line]);
        rows.push(45, [far, form(-1), form(1)]);
        rows.push(46, [label, head.0, place]);
        rows.push(47, [self.quoted, quote, sentences, side]);
        rows.push(48, [self.quoted, quote, line, rim]);
        rows.push(49, [label, head.1, side]);
    }
}

/// The words that a word of speech may reach: its sentence and its neighbours in the paragraph, and the next paragraph where a colon or an
/// open quotation leads there.
fn window(page: &Page<'_>, cue: usize) -> Range<usize> {
    let number = page.tokens[cue].sentence as usize;
    let (mut first, mut last) = (number, number);
    let block = |n: usize| page.sentences[n].block;
    while first > 0 && number - first < BEFORE && block(first - 1) == block(number) {
        first -= 1;
    }
    while last + 1 < page.sentences.len() && last - number < AFTER && (block(last + 1) == block(last) || leads_on(page, last)) {
        last += 1;
    }
    let start = page.sentences[first].words().start.max(cue.saturating_sub(FURTHEST_BEFORE));
    let end = page.sentences[last].words().end.min(cue + FURTHEST_AFTER);
    start..end
}

/// Whether a sentence ends in a colon, or in a quotation that goes on in the next paragraph.
fn leads_on(page: &Page<'_>, sentence: usize) -> bool {
    let words = page.sentences[sentence].words();
    let last = page.tokens[words.end - 1];
    let next = page.tokens.get(words.end);
    last.mark == Mark::Colon || last.quote != 0 && last.mark != Mark::Quote && next.is_some_and(|n| n.mark == Mark::Quote)
}

/// A word and those above it, the root last; no more than a dozen.
fn line_up(page: &Page<'_>, mut at: usize) -> Vec<usize> {
    let mut line = vec![at];
    while page.tokens[at].head as usize != at && line.len() < 13 {
        at = page.tokens[at].head as usize;
        line.push(at);
    }
    line
}

fn way(page: &Page<'_>, cue: usize, line: &[usize], at: usize) -> Way {
    let tokens = &page.tokens;
    let other = Way { up: 4, branch: tokens[at].tag, top: u32::MAX - tokens[at].sentence, down: 0 };
    if tokens[at].sentence != tokens[cue].sentence {
        return other;
    }
    let (mut node, mut top, mut down) = (at, at, 0);
    loop {
        if let Some(up) = line.iter().position(|&above| above == node) {
            return Way { up: (up as u32).min(3), branch: if top == node { 0 } else { tokens[top].label }, top: top as u32, down };
        }
        let parent = tokens[node].head as usize;
        if parent == node {
            return other;
        }
        (top, node, down) = (node, parent, (down + 1).min(3));
    }
}

/// Which quotation each word of the window stands in, seen from the word of speech: 0 none, 1 the same, 2 the one before, 3 the one
/// after, 4 further before, 5 further after, and 6 where the word of speech is quoted and this word is not.
fn quotes(page: &Page<'_>, reach: &Reach) -> Vec<u32> {
    let window = reach.window.clone();
    let cue = page.tokens[reach.cue].quote;
    let mut out = vec![0; window.len()];
    let mut walk = |positions: &mut dyn Iterator<Item = usize>, near: u32| {
        let mut first = 0;
        for at in positions {
            let here = page.tokens[at].quote;
            if first == 0 {
                first = here;
            }
            out[at - window.start] = match (here, cue) {
                (0, 0) => 0,
                (0, _) => 6,
                _ if here == cue => 1,
                (_, 0) if here == first => near,
                _ if here < cue || cue == 0 && near == 2 => 4,
                _ => 5,
            };
        }
    };
    walk(&mut (reach.cue..window.end), 3);
    walk(&mut (window.start..reach.cue).rev(), 2);
    out
}

/// What stands between the word of speech and each word of the window, as one number.
fn lines(page: &Page<'_>, reach: &Reach) -> Vec<u32> {
    let window = reach.window.clone();
    let mut out = vec![0; window.len()];
    let mut walk = |positions: &mut dyn Iterator<Item = usize>| {
        let (mut commas, mut quotes, mut colons, mut verbs, mut stops) = (0u32, 0u32, 0u32, 0u32, 0u32);
        for at in positions {
            let token = page.tokens[at];
            out[at - window.start] = commas.min(3) + 4 * quotes.min(2) + 12 * colons.min(1) + 24 * verbs.min(2) + 72 * stops.min(2);
            match token.mark {
                Mark::Comma => commas += 1,
                Mark::Quote => quotes += 1,
                Mark::Colon => colons += 1,
                Mark::Sign => stops += 1,
                Mark::Word => verbs += u32::from(token.verb),
            }
        }
    };
    walk(&mut (reach.cue + 1..window.end));
    walk(&mut (window.start..reach.cue).rev());
    out
}

fn distance(cue: usize, at: usize) -> u32 {
    let far = match cue.abs_diff(at) {
        near @ 0..=5 => near as u32,
        6..=7 => 6,
        8..=11 => 7,
        12..=19 => 8,
        20..=35 => 9,
        _ => 10,
    };
    far + if at > cue { 20 } else { 0 }
}
