//! RSS and Atom: an entry is a report, its outlet the feed, and whom the feed has it from is kept.

use super::{Out, Place, found::Found, open, page};
use counterclaim_model::Raw;
use feed_rs::{model::Entry, parser};

/// The reader of what a feed gives of a page.
const READER: &str = "fragment/1";

pub(super) fn all(bytes: &[u8], place: &Place, out: &mut Out) {
    let feed = match parser::Builder::new().sanitize_content(false).build().parse(bytes) {
        Ok(feed) => feed,
        Err(e) => return out.leave(&place.origin, format!("a broken feed ({e})")),
    };
    let outlet = feed.title.map(|title| title.content);
    let mut relayed = sources(&String::from_utf8_lossy(bytes)).into_iter();
    for (number, entry) in (1..).zip(feed.entries) {
        if out.done {
            return;
        }
        let place = place.item(number, None);
        let origin = place.origin.clone();
        let mut found = report(entry, outlet.clone(), feed.language.clone(), place);
        if let Ok(found) = &mut found {
            found.source.relayed = relayed.next().flatten().map(Into::into);
        }
        out.either(&origin, found);
    }
}

/// Whom each entry comes from: `<source url="…">Name</source>` in RSS, the title of `<source>` in Atom. `feed_rs` drops both.
fn sources(feed: &str) -> Vec<Option<String>> {
    let entry = if feed.contains("<entry") { "<entry" } else { "<item" };
    let inside = |text: &str, tag: &str| {
        let (_, rest) = text.split_once(&format!("<{tag}"))?;
        let (_, rest) = rest.split_once('>')?;
        Some(rest.split_once(&format!("</{tag}>"))?.0.to_owned())
    };
    let name = |text: &str| {
        let source = inside(text, "source")?;
        let name = page::fragment(&inside(&source, "title").unwrap_or(source));
        (!name.trim().is_empty()).then_some(name)
    };
    feed.split(entry).skip(1).filter(|text| text.starts_with(['>', ' ', '\n', '\r', '\t'])).map(name).collect()
}

fn report(entry: Entry, outlet: Option<String>, language: Option<String>, mut place: Place) -> Result<Found, String> {
    let title = entry.title.map(|title| page::fragment(&title.content).replace("\n\n", " "));
    let body = entry.content.and_then(|content| content.body).or(entry.summary.map(|summary| summary.content)).unwrap_or_default();
    let text: Vec<String> = title.iter().cloned().chain([page::fragment(&body)]).filter(|part| !part.trim().is_empty()).collect();
    if text.is_empty() {
        return Err("an entry without words".to_owned());
    }
    place.told.title = title;
    place.told.outlet = outlet;
    place.told.language = entry.language.or(language);
    place.told.address = entry.links.into_iter().next().map(|link| link.href);
    place.told.date = entry.published.or(entry.updated).map(|day| day.format("%Y-%m-%d").to_string());
    let mut found = open::letters(text.join("\n\n"), place);
    if !body.is_empty() {
        found.source.raw = Raw::Bytes(body.into_bytes().into());
        found.source.reader = READER.into();
    }
    Ok(found)
}
