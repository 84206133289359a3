//! The place of a deed: of a verb of violence in a sentence, where it happened.
//!
//! Right is a place that shares a character with one that the sentence's annotators marked for the verb. Sentences without a marked place are
//! told apart: there every place is one too many. A third of the sentences is held back (`held`): its misses are not listed.

use super::{
    args::Args,
    cause::Causes,
    corpus::{self, Entry},
    count::share,
    held::is_held,
    item::Item,
    pair::Text,
    table::Table,
};
use anyhow::Result;
use counterclaim::{
    Counterclaim,
    model::{Place, Reading, What},
};
use std::{ops::Range, path::Path};

const HELP: &str = "\
xtask score event-location --gold FILE [OPTIONS]

  --gold FILE  {\"_id\", \"text\", \"spans\": [{\"start\", \"end\", \"label\", \"text\"}, …]} a line: the sentence's VERB, and its LOCATIONs
  --errors N   list the first N of every cause, of the sentences that are not held back
  --json       figures as JSON";

/// One sentence in so many is held back.
pub const HELD: u64 = 3;

/// `xtask score event-location`.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["gold", "errors"], &["json"], HELP)?;
    score(args.required("gold", HELP)?)?.print(&args)
}

/// What the annotators marked in a sentence.
pub struct Marked {
    /// The word of the verb, an index into `Reading::words`.
    pub verb: usize,
    /// Where it happened, in characters; every place where the words stand, if there are several.
    pub places: Vec<Range<usize>>,
}

/// What is marked in a sentence, where its verb can be found.
pub fn marked(entry: &Entry) -> Option<Marked> {
    let text = Text::new(&entry.reading.document.text);
    let spans = entry.gold.list("spans");
    let of = |label: &str| -> Vec<Range<usize>> {
        let labelled = spans.iter().filter(|span| span.text("label") == label);
        labelled.flat_map(|span| stretches(span, &text, &entry.reading.document.text)).collect()
    };
    let verb = of("VERB").into_iter().next()?;
    let verb = entry.reading.words.iter().position(|word| meet(&text.characters(word.span), &verb))?;
    Some(Marked { verb, places: of("LOCATION") })
}

/// Where a span stands. A part of the set counts in words where it says characters; there the span's own text tells.
fn stretches(span: &Item, text: &Text<'_>, whole: &str) -> Vec<Range<usize>> {
    let (range, words) = (span.range(), span.text("text").trim());
    let there: String = whole.chars().skip(range.start).take(range.len()).collect();
    if words.is_empty() || there.trim() == words { vec![range] } else { text.spans(words) }
}

/// Whether two stretches share a character.
pub fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Shares of sentences whose verb has the right place, and of those where one is named for none.
pub fn score(path: &Path) -> Result<Table> {
    let heart = Counterclaim::new()?;
    let entries = corpus::read(path)?;
    let mut table = Table::new("event-location");
    let mut missed = Causes::default();
    for (part, held) in [("", false), ("held_", true)] {
        let (mut placed, mut named, mut right, mut none, mut spurious) = (0, 0, 0, 0, 0);
        for entry in entries.iter().filter(|entry| is_held(entry.gold.text("text"), HELD) == held) {
            let Some(marked) = marked(entry) else { continue };
            let reading = &entry.reading;
            let text = Text::new(&reading.document.text);
            let place = heart.place_of(reading, marked.verb);
            if marked.places.is_empty() {
                none += 1;
                spurious += usize::from(place.is_some());
                continue;
            }
            placed += 1;
            named += usize::from(place.is_some());
            let is_right = |place: &Place| marked.places.iter().any(|gold| meet(gold, &text.characters(place.span)));
            if place.as_ref().is_some_and(is_right) {
                right += 1;
            } else if !held {
                missed.add(cause(reading, &marked, place.as_ref()), told(reading, &marked, place.as_ref()));
            }
        }
        table.count(&format!("{part}with_a_place"), placed);
        table.real(&format!("{part}right"), share(right, placed));
        table.real(&format!("{part}right_of_named"), share(right, named));
        table.count(&format!("{part}without"), none);
        table.real(&format!("{part}named_for_none"), share(spurious, none));
    }
    table.group("missed by cause", missed);
    Ok(table)
}

fn cause(reading: &Reading, marked: &Marked, place: Option<&Place>) -> String {
    let text = Text::new(&reading.document.text);
    let seen = |is: fn(&What) -> bool| reading.mentions.iter().any(|m| is(&m.what) && marked.places.iter().any(|gold| meet(gold, &text.characters(m.span))));
    let how = if seen(|what| matches!(what, What::Place(_))) {
        "seen as a place"
    } else if seen(|what| matches!(what, What::Party { .. })) {
        "seen as a party"
    } else {
        "not seen"
    };
    format!("{}, {how}", if place.is_some() { "another place" } else { "no place" })
}

fn told(reading: &Reading, marked: &Marked, place: Option<&Place>) -> String {
    let mut out = String::new();
    let verb = Text::new(&reading.document.text).characters(reading.words[marked.verb].span);
    for (at, letter) in reading.document.text.trim_end().chars().enumerate() {
        let edge = |start: bool, range: &Range<usize>| at == if start { range.start } else { range.end };
        out.extend(marked.places.iter().filter(|p| edge(false, p)).map(|_| ']').chain(edge(false, &verb).then_some('>')));
        out.extend(marked.places.iter().filter(|p| edge(true, p)).map(|_| '[').chain(edge(true, &verb).then_some('<')));
        out.push(letter);
    }
    format!("read as {:?} | {out}", place.map(|place| &*place.words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_place_is_right_by_its_characters_or_by_its_words() {
        let lines = [
            json!({"_id": 1, "text": "Two men were killed in Yerevan.", "spans": [{"start": 13, "end": 19, "label": "VERB"}, {"start": 23, "end": 30, "label": "LOCATION"}]}),
            json!({"_id": 2, "text": "Three men were killed in Yerevan.", "spans": [{"start": 15, "end": 21, "label": "VERB"}, {"start": 5, "end": 5, "text": "Yerevan", "label": "LOCATION"}]}),
            json!({"_id": 3, "text": "Four men were killed in Yerevan.", "spans": [{"start": 14, "end": 20, "label": "VERB"}]}),
        ];
        let path = std::env::temp_dir().join(format!("counterclaim-event-location-{}.jsonl", std::process::id()));
        std::fs::write(&path, lines.map(|line| format!("{line}\n")).concat()).unwrap();
        let table = score(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        let sum = |name: &str| {
            let of = |part: &str| match table.figures.iter().find(|(n, _)| *n == format!("{part}{name}")) {
                Some((_, crate::score::table::Figure::Count(n))) => *n,
                _ => 0,
            };
            of("") + of("held_")
        };
        assert_eq!((sum("with_a_place"), sum("without")), (2, 1));
        assert_eq!(table.groups.len(), 0, "both places are right: {}", table.text(9));
    }
}
