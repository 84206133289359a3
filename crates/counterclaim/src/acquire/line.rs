//! JSON lines: one report a line. A line that gives no report is counted, and each kind of trouble is told once a file.
//!
//! `{"id": "may-3", "text": "The bridge fell.", "date": "2001-05-03"}` is a report; without an `id` its name is `stem:line`.

use super::{Found, Out, Place, decode::decode, limit::MAX_REPORT, open};
use counterclaim_model::Original;
use serde_json::{Map, Value};
use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, Read},
};

/// A line may hold as much as a report and what is told of it.
const MAX_LINE: usize = 2 * MAX_REPORT;

/// Whether a text that begins so is JSON lines: every line that is not blank begins with a brace and, where it is seen whole, ends with one.
pub(super) fn looks_like_lines(start: &str, whole: bool) -> bool {
    let seen = if whole { start } else { start.rsplit_once('\n').map_or(start, |(seen, _)| seen) };
    let cut = !whole && !start.contains('\n');
    let mut lines = seen.split('\n').map(str::trim).filter(|line| !line.is_empty()).peekable();
    lines.peek().is_some() && lines.all(|line| line.starts_with('{') && (cut || line.ends_with('}')))
}

/// Reads every line of one input.
pub(super) fn all(from: &mut dyn Read, place: &Place, out: &mut Out) {
    let mut from = BufReader::with_capacity(64 << 10, from);
    let mut troubles = Troubles::default();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        match bounded(&mut from, &mut line) {
            Ok(0) => break,
            Ok(_) if out.done => break,
            Ok(read) if read > MAX_LINE => troubles.add(format!("longer than {} MiB", MAX_LINE >> 20), number),
            Ok(_) => match one(&line, number, place, out) {
                Ok(Some(found)) => out.find(found),
                Ok(None) => {}
                Err(reason) => troubles.add(reason, number),
            },
            Err(e) => {
                out.leave(&place.origin, format!("reading stopped at line {number}: {e}"));
                break;
            }
        }
    }
    troubles.tell("line", place, out);
}

/// Reads a line, of one that is too long only the beginning; how many bytes it has.
fn bounded(from: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    let mut read = from.take(MAX_LINE as u64 + 1).read_until(b'\n', line)?;
    while read > MAX_LINE {
        let buffer = from.fill_buf()?;
        let (length, ends) = match buffer.iter().position(|&byte| byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        from.consume(length);
        read += length;
        if ends {
            break;
        }
    }
    Ok(read)
}

fn one(line: &[u8], number: usize, place: &Place, out: &Out) -> Result<Option<Found>, String> {
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    let fields = &out.options.fields;
    let line = decode(line)?;
    let value: Map<String, Value> = serde_json::from_str(&line.text).map_err(|_| "with no JSON object".to_owned())?;
    let text = match value.get(&fields.text) {
        Some(Value::String(text)) if !text.trim().is_empty() => text.clone(),
        _ if fields.text == "text" => return Err("without text".to_owned()),
        _ => return Err(format!("without text in `{}`", fields.text)),
    };
    if text.len() > MAX_REPORT {
        return Err(format!("with over {} MiB of text", MAX_REPORT >> 20));
    }
    let word = |field: &str| match value.get(field) {
        Some(Value::String(s)) if !s.trim().is_empty() => Some(s.trim().to_owned()),
        Some(Value::Number(n)) => Some(n.to_string()),
        _ => None,
    };
    let named = |field: &Option<String>| field.as_deref().and_then(word);
    let (id, date, outlet) = (word(&fields.id), word(&fields.date), word(&fields.outlet));
    let row = Row { text, original: named(&fields.original), id, date, outlet, title: named(&fields.title), address: named(&fields.address) };
    let mut found = row.found(number, place);
    found.doubts.extend(line.doubt);
    Ok(Some(found))
}

/// A report as a list tells it.
pub(super) struct Row {
    pub(super) text: String,
    pub(super) original: Option<String>,
    pub(super) id: Option<String>,
    pub(super) date: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) title: Option<String>,
    pub(super) address: Option<String>,
}

impl Row {
    /// The report, at this line or row of its list. The line is the list's: the report is the text in it, and its bytes are the text's.
    pub(super) fn found(self, number: usize, place: &Place) -> Found {
        let mut place = place.item(number, self.id);
        place.told.date = self.date;
        place.told.outlet = self.outlet;
        place.told.title = self.title;
        place.told.address = self.address;
        let mut found = open::letters(self.text, place);
        found.source.original = self.original.map(|text| Original { text: text.into(), language: None, translator: None });
        found
    }
}

/// What went wrong in a list: how many lines or rows, and the first of them.
#[derive(Default)]
pub(super) struct Troubles(BTreeMap<String, (usize, usize)>);

impl Troubles {
    pub(super) fn add(&mut self, reason: String, number: usize) {
        self.0.entry(reason).or_insert((0, number)).0 += 1;
    }

    /// Tells them; `unit` is "line" or "row".
    pub(super) fn tell(self, unit: &str, place: &Place, out: &mut Out) {
        for (reason, (count, first)) in self.0 {
            let units = if count == 1 { unit.to_owned() } else { format!("{unit}s") };
            out.leave(&place.origin, format!("{count} {units} {reason} (first: {unit} {first})"));
        }
    }
}
