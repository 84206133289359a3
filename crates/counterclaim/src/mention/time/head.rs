//! The report's own day, where its text states it.
//!
//! "VALE, Orlo (April 20, 2011) – Two men …", "date 2020-09-29", "Last updated at Oct 08 2017", or just the day at the very beginning.
//!
//! It often stands in page furniture, which is not divided into words, so the head of the text is read again here; and a day without
//! its year is not taken, because there is nothing yet to count it from.

use super::{Tense, times};
use counterclaim_model::{Basis, BlockKind, Day, Document, Name, Span, Word};
use counterclaim_rules::time::Times;

/// How much of the head is read, in bytes.
const HEAD: usize = 600;

pub(super) fn stated_day(rules: &Times, document: &Document) -> Option<(Day, Span)> {
    let text: &str = &document.text;
    let head = search(rules, text, 0, floor(text, HEAD.min(text.len())), true);
    if head.as_ref().is_some_and(|h| h.2) {
        return head.map(|h| (h.0, h.1));
    }
    // A label ("Published: …") beats the beginning of a line, wherever in the furniture it stands.
    let furniture = document.blocks.iter().filter(|b| b.kind == BlockKind::Furniture);
    let labelled = furniture.filter_map(|b| {
        let (from, to) = (b.span.start as usize, floor(text, (b.span.end as usize).min(b.span.start as usize + HEAD)));
        search(rules, text, from, to, false).filter(|f| f.2)
    });
    labelled.map(|f| (f.0, f.1)).next().or(head.map(|h| (h.0, h.1)))
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// The first day with its year in a stretch that stands as a report's own day, and whether a label says so.
fn search(rules: &Times, text: &str, from: usize, to: usize, bare: bool) -> Option<(Day, Span, bool)> {
    let stretch = text.get(from..to)?;
    let words = words(rules, stretch, from);
    let mut best: Option<(Day, Span, bool)> = None;
    for time in times(rules, text, &words, None, Tense::Past) {
        let Some(day) = time.days.from.filter(|d| d.is_full() && time.days.to == Some(*d) && matches!(time.days.basis, Basis::Stated { .. })) else {
            continue;
        };
        let span = words[time.first].span.to(words[time.last - 1].span);
        let lower = |at: usize| words.get(at).map_or("", |w: &Word| &*w.lower);
        let line = |at: usize| {
            at == 0
                || words
                    .get(at)
                    .zip(words.get(at - 1))
                    .is_some_and(|(w, b)| text.get(b.span.end as usize..w.span.start as usize).is_some_and(|gap| gap.contains('\n')))
        };
        let label = (time.first.saturating_sub(3)..time.first).any(|at| rules.guard.labels.contains(lower(at)));
        let begins = (0..=time.first).rev().find(|&at| line(at)).unwrap_or(0);
        let before = if time.first == 0 { "" } else { lower(time.first - 1) };
        let dash = |at: usize| matches!(lower(at), "-" | "--" | "–" | "—" | "―" | ":");
        let behind = lower(time.last);
        // "VALE (April 20, 2011) –" anywhere at the head; "Vale, 2 Dec 88 (ORA) --" and "Ann Lee | 3 March 2020" soon after a line begins.
        let named = |at: usize| at.checked_sub(2).and_then(|at| words.get(at)).is_some_and(|w| w.span.of(text).starts_with(char::is_uppercase));
        let near = time.first - begins <= 8;
        let in_brackets = before == "(" && behind == ")" && dash(time.last + 1) && named(time.first);
        let after_place = near && before == "," && (dash(time.last) || matches!(behind, "(" | "["));
        let dateline = in_brackets || after_place || near && matches!(before, "|" | "·" | "•");
        let first = line(time.first) || time.first == 0;
        if label && best.is_none_or(|b| !b.2) {
            best = Some((day, span, true));
        } else if bare && best.is_none() && (dateline || first) {
            best = Some((day, span, false));
        }
    }
    best
}

/// Words of a stretch, roughly as `divide` parts them: enough for dates.
fn words(rules: &Times, stretch: &str, from: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut push = |start: usize, end: usize| {
        let lower = Name::from(stretch[start..end].to_lowercase());
        let head = words.len() as u32;
        words.push(Word { span: Span::new(from + start, from + end), upos: "", xpos: "", lemma: lower.clone(), lower, head, label: "" });
    };
    let mut start: Option<usize> = None;
    let bytes = stretch.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for (at, c) in stretch.char_indices() {
        let inner = matches!(c, ',' | '.' | ':' | '/') && at > 0 && digit(at - 1) && digit(at + 1);
        if c.is_alphanumeric() || inner {
            start.get_or_insert(at);
            continue;
        }
        if let Some(s) = start.take() {
            let short = c == '.' && rules.months.contains_key(&stretch[s..at].to_lowercase());
            push(s, if short { at + 1 } else { at });
            if short {
                continue;
            }
        }
        if !c.is_whitespace() {
            push(at, at + c.len_utf8());
        }
    }
    if let Some(s) = start {
        push(s, stretch.len());
    }
    words
}
