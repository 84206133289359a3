//! The article in a page's JSON-LD, wherever in it that stands and however carelessly it was written.

use super::about::squeeze;
use dom_query::Document;
use serde_json::Value;

/// The article, with what it only refers to (`"publisher": {"@id": …}`) put in its place.
pub(super) fn article(page: &Document) -> Option<Value> {
    let mut things = Vec::new();
    for script in page.select("script[type='application/ld+json' i]").iter() {
        parse(&script.text()).into_iter().for_each(|value| collect(value, &mut things));
    }
    let headed = |thing: &&Value| thing.get("headline").is_some();
    let at = things.iter().position(|thing| headed(&thing) && is_article(thing)).or_else(|| things.iter().position(|thing| headed(&thing)))?;
    let mut article = things[at].clone();
    if let Some(first) = article.get_mut("publisher").and_then(Value::as_array_mut).and_then(|several| several.first_mut().map(Value::take)) {
        article["publisher"] = first;
    }
    if let Some(publisher) = article.get_mut("publisher").filter(|publisher| publisher.get("name").is_none()) {
        let id = publisher.get("@id").cloned();
        if let Some(named) = id.and_then(|id| things.iter().find(|thing| thing.get("@id") == Some(&id) && thing.get("name").is_some())) {
            *publisher = named.clone();
        }
    }
    Some(article)
}

/// A word, or the first of several, or the address of a thing.
pub(super) fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(squeeze(text)).filter(|text| !text.is_empty()),
        Value::Array(list) => list.first().and_then(words),
        Value::Object(thing) => thing.get("@id").or_else(|| thing.get("name")).and_then(words),
        _ => None,
    }
}

fn is_article(thing: &Value) -> bool {
    let is = |name: &Value| name.as_str().is_some_and(|name| ["Article", "Posting", "Report"].iter().any(|kind| name.contains(kind)));
    thing.get("@type").is_some_and(|kind| is(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is)))
}

/// The things of a script side by side: those of its list or graph, and what a page is about.
fn collect(value: Value, into: &mut Vec<Value>) {
    match value {
        Value::Array(list) => list.into_iter().for_each(|value| collect(value, into)),
        Value::Object(mut map) => {
            let inside: Vec<Value> = ["@graph", "mainEntity"].iter().filter_map(|key| map.remove(*key)).collect();
            into.push(Value::Object(map));
            inside.into_iter().for_each(|value| collect(value, into));
        }
        _ => {}
    }
}

/// JSON as browsers' users write it: in a comment, with line ends in strings, a comma too many.
fn parse(text: &str) -> Option<Value> {
    let mut text = text.trim();
    for (open, close) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")] {
        if let Some(rest) = text.strip_prefix(open) {
            text = rest.trim().strip_suffix(close).unwrap_or(rest).trim();
        }
    }
    let text = text.trim_end_matches(';');
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&mended(text))).ok()
}

fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            c if quoted && c.is_control() => out.push(' '),
            ',' if !quoted && text[at + 1..].trim_start().starts_with(['}', ']']) => {}
            c => out.push(c),
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn careless_json_is_read() {
        for text in [r#"{"a":"b"}"#, "<!-- {\"a\":\"b\",} -->", "//<![CDATA[\n{\"a\":\"b\"};\n//]]>", "{\"a\":\"b\",\"c\":[\"x\ny, ]\",],}"] {
            assert_eq!(parse(text).and_then(|value| words(&value["a"])).as_deref(), Some("b"), "{text}");
        }
        assert_eq!(parse("{\"a\":"), None);
    }
}
