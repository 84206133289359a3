//! The report's own day, where its text states it.
//!
//! "VALE, Orlo (April 20, 2011) – Two men …", "date 2020-09-29", "Last updated at Oct 08 2017", or just the day at the very beginning.
//! "VALE, Orlo (Sept. 28) –" lacks the year; a release's number ("2010-09-CA-310") that stands at its head gives it.
//!
//! It often stands in page furniture, which is not divided into words, so the head of the text is read again here; and a day without
//! its year, where no number gives it, is not taken, because there is nothing yet to count it from.

use super::{Telling, times};
use counterclaim_model::{Basis, BlockKind, Day, Document, Interval, Name, Span, Word};
use counterclaim_rules::time::Times;

/// How much of the head is read, in bytes.
const HEAD: usize = 600;

pub(super) fn stated_day(rules: &Times, document: &Document) -> Option<Interval> {
    let text: &str = &document.text;
    let head = Stretch::of(rules, text, 0, HEAD);
    let number = head.number();
    let own = head.own_day(number, true);
    if own.as_ref().is_some_and(|own| own.labelled) {
        return own.map(|own| own.told(text, number));
    }
    // A label ("Published: …") beats the beginning of a line, wherever in the furniture it stands.
    let furniture = document.blocks.iter().filter(|b| b.kind == BlockKind::Furniture);
    let mut labelled = furniture.filter_map(|b| {
        let (from, end) = (b.span.start as usize, b.span.end as usize);
        Stretch::of(rules, text, from, (end - from).min(HEAD)).own_day(None, false)
    });
    labelled.find(|own| own.labelled).map(|own| own.told(text, None)).or(own.map(|own| own.told(text, number)))
}

/// A day that stands as the report's own.
#[derive(Clone, Copy)]
struct Own {
    day: Day,
    words: Span,
    /// "updated", "published" stands before it.
    labelled: bool,
    /// Its year is that of the release's number.
    numbered: bool,
}

impl Own {
    fn told(self, text: &str, number: Option<(Day, Span)>) -> Interval {
        let basis = match number.filter(|_| self.numbered) {
            Some((_, number)) => {
                Basis::Inferred { by: Vec::new(), reason: format!("«{}», in the year of the report's number «{}»", self.words.of(text), number.of(text)) }
            }
            None => Basis::Stated { words: self.words },
        };
        Interval { from: Some(self.day), to: Some(self.day), basis }
    }
}

/// A stretch of text that may state the day, in words.
struct Stretch<'a> {
    rules: &'a Times,
    text: &'a str,
    words: Vec<Word>,
}

impl<'a> Stretch<'a> {
    fn of(rules: &'a Times, text: &'a str, from: usize, len: usize) -> Stretch<'a> {
        let to = floor(text, from.saturating_add(len).min(text.len()));
        // A whole day has figures.
        let stretch = text.get(from..to).filter(|stretch| stretch.bytes().any(|b| b.is_ascii_digit()));
        let words = stretch.map_or_else(Vec::new, |stretch| words(rules, stretch, from));
        Stretch { rules, text, words }
    }

    fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| &*w.lower)
    }

    /// Whether an empty line, or nothing, stands between a word and the one before it.
    fn begins_block(&self, at: usize) -> bool {
        let (before, word) = (at.checked_sub(1).and_then(|at| self.words.get(at)), self.words.get(at));
        let end = word.map_or(self.text.len(), |word| word.span.start as usize);
        let gap = before.map_or(Some("\n\n"), |before| self.text.get(before.span.end as usize..end));
        gap.is_some_and(|gap| gap.matches('\n').count() > 1 || word.is_none() && gap.trim().is_empty())
    }

    /// Whether a line begins with this word.
    fn begins_line(&self, at: usize) -> bool {
        let Some((word, before)) = self.words.get(at).zip(at.checked_sub(1).and_then(|at| self.words.get(at))) else { return at == 0 };
        let gap = self.text.get(before.span.end as usize..word.span.start as usize);
        gap.is_some_and(|gap| gap.contains(['\n', '\r', '\u{2028}', '\u{2029}']))
    }

    /// A release's number that begins with year and month, as the month's last day, and its words.
    fn number(&self) -> Option<(Day, Span)> {
        let joined = |at: usize| matches!(self.words.get(at..at + 2), Some([a, b]) if a.span.end == b.span.start);
        let figures = |at: usize| Some(self.lower(at)).filter(|w| w.bytes().all(|b| b.is_ascii_digit())).and_then(|w| w.parse::<i16>().ok());
        let hyphen = |at: usize| matches!(self.lower(at), "-" | "–");
        (0..self.words.len()).find_map(|at| {
            let year = figures(at).filter(|year| (1900..=2100).contains(year))?;
            let month = figures(at + 2).filter(|month| (1..=12).contains(month))?;
            // Two figures behind the month would make it a date.
            let serial = hyphen(at + 1) && hyphen(at + 3) && (at..at + 4).all(joined) && self.lower(at + 4).starts_with(char::is_alphabetic);
            let last = (at + 4..self.words.len()).find(|&at| !joined(at))?;
            serial.then(|| (Day::new(year, month as u8, 0).latest(), self.words[at].span.to(self.words[last].span)))
        })
    }

    /// The first day that stands as the report's own; one behind a label, where there is one. `bare` days count too: those of a dateline
    /// or at the beginning of a line.
    fn own_day(&self, number: Option<(Day, Span)>, bare: bool) -> Option<Own> {
        let mut best: Option<Own> = None;
        for time in times(self.rules, self.text, &self.words, &mut Telling::on(number.map(|n| n.0))) {
            let words = self.words[time.first].span.to(self.words[time.last - 1].span);
            let Some(day) = time.days.from.filter(|d| d.is_full() && time.days.to == Some(*d)) else { continue };
            let numbered = !matches!(time.days.basis, Basis::Stated { .. });
            let written_out = self.words[time.first..time.last].iter().any(|w| w.lower.starts_with(|c: char| c.is_ascii_digit()));
            if numbered && !written_out {
                continue;
            }
            let labelled = (time.first.saturating_sub(3)..time.first).any(|at| self.rules.guard.labels.contains(self.lower(at)));
            let own = Own { day, words, labelled, numbered };
            if labelled && best.is_none_or(|b| !b.labelled) || bare && best.is_none() && self.stands_alone(time.first, time.last) {
                best = Some(own);
            }
        }
        best
    }

    /// Whether words stand as a dateline does, or begin a line: "VALE (April 20, 2011) –" anywhere at the head; "Vale, 2 Dec 88 (ORA) --" and
    /// "Ann Lee | 3 March 2020" soon after a line begins, "Vale, 3 March 2020" on a line of its own.
    fn stands_alone(&self, first: usize, last: usize) -> bool {
        let begins = (0..=first).rev().find(|&at| self.begins_line(at)).unwrap_or(0);
        let before = if first == 0 { "" } else { self.lower(first - 1) };
        let behind = self.lower(last);
        let dash = |at: usize| matches!(self.lower(at), "-" | "--" | "–" | "—" | "―" | ":");
        let named = first.checked_sub(2).and_then(|at| self.words.get(at)).is_some_and(|w| w.span.of(self.text).starts_with(char::is_uppercase));
        let near = first - begins <= 8;
        let in_brackets = before == "(" && behind == ")" && (dash(last + 1) || near && self.begins_line(last + 1)) && named;
        // "Vale, 3 March 2020" and nothing else on the line.
        let placed = (begins..first).all(|at| self.words[at].span.of(self.text).starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric()));
        let line_of_its_own = placed && first > begins && self.begins_line(last);
        let after_place = near && before == "," && (dash(last) || matches!(behind, "(" | "[") || line_of_its_own);
        // "Note to the press, 3 March 2020" on the first line of a block.
        let block_of_its_own = near && first > begins && (before == "," || dash(first - 1)) && self.begins_block(begins) && self.begins_line(last);
        // "Vale, 3 March 2020. The commission …" and "VALE – Sunday, 3 March 2020."
        let sentence_of_its_own = near && placed && first > begins && (before == "," || dash(first - 1)) && behind == ".";
        in_brackets || after_place || block_of_its_own || sentence_of_its_own || near && matches!(before, "|" | "·" | "•") || self.begins_line(first)
    }
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
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
