//! Names hidden in a record: every field that holds words is gone over, so that none lets through what another hides.

use counterclaim_model::Name;
use serde::Serialize;
use serde_json::Value;
use std::io;

/// What stands in a name's place.
const HIDDEN: &str = "[name]";

/// A record without these names.
pub(super) fn without(record: &impl Serialize, names: &[Name]) -> io::Result<Value> {
    let mut value: Value = serde_json::from_str(&serde_json::to_string(record)?)?;
    // Ids are looked up, not read; a report's own name says nothing that its address does not.
    if let Value::Object(fields) = &mut value {
        fields
            .iter_mut()
            .filter(|(field, _)| !["id", "doc", "rule", "part_of", "same_as", "copy_of"].contains(&field.as_str()))
            .for_each(|(_, value)| hide(value, names));
        // What stands around a quote is cut in the middle of names, and a quote without its names is found nowhere.
        fields.remove("selector");
        fields.insert("redacted".to_owned(), Value::Bool(true));
    }
    Ok(value)
}

fn hide(value: &mut Value, names: &[Name]) {
    match value {
        Value::String(text) => names.iter().for_each(|name| *text = hidden(text, name)),
        Value::Array(values) => values.iter_mut().for_each(|value| hide(value, names)),
        Value::Object(fields) => fields.values_mut().for_each(|value| hide(value, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text with a name hidden wherever it stands as a word of its own, however its blanks are broken.
fn hidden(text: &str, name: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, end)) = find(rest, name) {
        let whole = !rest[..at].ends_with(char::is_alphanumeric) && !rest[end..].starts_with(char::is_alphanumeric);
        out.push_str(&rest[..at]);
        out.push_str(if whole { HIDDEN } else { &rest[at..end] });
        rest = &rest[end..];
    }
    out + rest
}

/// Where a name stands first: its words with any white space between them.
fn find(text: &str, name: &str) -> Option<(usize, usize)> {
    let mut words = name.split_whitespace();
    let first = words.next()?;
    let rest: Vec<&str> = words.collect();
    text.match_indices(first).find_map(|(at, _)| {
        let mut end = at + first.len();
        for word in &rest {
            let blank = text[end..].len() - text[end..].trim_start().len();
            end = (blank > 0 && text[end + blank..].starts_with(word)).then_some(end + blank + word.len())?;
        }
        Some((at, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_hidden_as_a_whole_word_across_line_breaks() {
        assert_eq!(hidden("Mara\nKolt said that Kolton was there, Mara Kolt's town.", "Mara Kolt"), "[name] said that Kolton was there, [name]'s town.");
        assert_eq!(hidden("Kolton and Kolt", "Kolt"), "Kolton and [name]");
    }
}
