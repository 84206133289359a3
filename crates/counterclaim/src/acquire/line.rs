//! JSON lines: one report a line. A line that gives no report is counted, and each kind of trouble is told once a file.
//!
//! `{"id": "may-3", "text": "The bridge fell.", "date": "2001-05-03"}` is a report; without an `id` its name is `stem:line`.

use super::{Basket, Fields, Found, MAX_REPORT, decode::decode, file::READER};
use counterclaim_model::Source;
use serde_json::{Map, Value};
use std::{collections::BTreeMap, io::BufRead};

/// Whether these bytes are JSON lines: every line that is not blank begins with a brace.
pub(super) fn looks_like_lines(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut lines = bytes.split(|&b| b == b'\n').map(|line| line.trim_ascii()).filter(|line| !line.is_empty()).peekable();
    lines.peek().is_some() && lines.all(|line| line.starts_with(b"{"))
}

/// Reads every line of one file. `names` are its path's parts, the last its stem.
pub(super) fn all(mut from: impl BufRead, origin: &str, names: &[String], fields: &Fields, basket: &mut Basket) {
    // Reason -> how many lines, and the first of them.
    let mut troubles: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        match from.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(e) => {
                basket.leave(origin, format!("reading stopped at line {number}: {e}"));
                break;
            }
        }
        match one(&line, number, origin, names, fields) {
            Ok(Some(found)) => basket.found.push(found),
            Ok(None) => {}
            Err(reason) => troubles.entry(reason).or_insert((0, number)).0 += 1,
        }
    }
    for (reason, (count, first)) in troubles {
        let lines = if count == 1 { "line" } else { "lines" };
        basket.leave(origin, format!("{count} {lines} {reason} (first: line {first})"));
    }
}

fn one(line: &[u8], number: usize, origin: &str, names: &[String], fields: &Fields) -> Result<Option<Found>, String> {
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    let line = decode(line)?;
    let value: Map<String, Value> = serde_json::from_str(&line.text).map_err(|_| "with no JSON object".to_owned())?;
    let text = match value.get(&fields.text) {
        Some(Value::String(text)) if !text.trim().is_empty() => text,
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
    let mut names = names.to_vec();
    match word(&fields.id) {
        Some(id) => names.push(id),
        None => {
            let stem = names.pop().unwrap_or_default();
            names.push(format!("{stem}:{number}"));
        }
    }
    let origin = format!("{origin}:{number}");
    // The line is a list's; the report is the text in it, and its bytes are the text's.
    let source = Source { reader: READER.into(), ..Source::default() };
    let (date, outlet) = (word(&fields.date), word(&fields.outlet));
    Ok(Some(Found { names, origin, text: text.clone(), source, date, outlet, doubts: line.doubt.into_iter().collect() }))
}
