//! A saved web page becomes a report: its headline, an empty line, and its own paragraphs; and what it says of itself beside them.
//!
//! Where the article stands is told by Readability (`dom_smoothie`, a port of the reader view of Firefox), on the page without what
//! `prune` takes off. Its words are then rendered from the page and not taken from Readability's answer, which loses headings, tables
//! and line ends. Where Readability finds little of what there is to read (wire copy in `<pre>`, pages from before style sheets), the
//! smallest element that holds nearly all of it is the article.

mod about;
mod article;
mod dated;
pub(super) mod day;
mod linked;
mod outlet;
mod prune;
mod render;

use super::{
    Found, Place,
    decode::{self, Decoded},
};
use counterclaim_model::{Language, Raw, Source};
use dom_query::Document;

/// The reader of pages.
const READER: &str = "html/1";

/// One page.
pub(super) fn read(bytes: &[u8], place: Place) -> Result<Found, String> {
    let declared = decode::declared(bytes);
    let Decoded { text: html, encoding, doubt } = decode::page(bytes, place.told.charset.as_deref(), declared.as_deref())?;
    let Page { text, about } = open(&html)?;
    let told = place.told;
    let language = told.language.clone().or(about.language).map(|code| Language { code: code.into(), recognised: false });
    let source = Source {
        raw: Raw::Bytes(bytes.into()),
        reader: READER.into(),
        encoding: Some(encoding),
        address: told.address.or(about.address).map(Into::into),
        canonical: about.canonical.map(Into::into),
        title: about.title.map(Into::into),
        relayed: told.relayed.map(Into::into),
        language,
        ..Source::default()
    };
    let (date, outlet) = (about.date.or(told.date), about.outlet.or(told.outlet));
    Ok(Found { names: place.names, origin: place.origin, text, source, date, outlet, doubts: doubt.into_iter().collect() })
}

/// The parser of pages looks through all open elements at each new one: pages nested deeper than this would take it minutes.
const DEEPEST: usize = 5000;

/// How many elements stand open at once, as their tags tell; those that close by themselves are not counted.
fn nesting(html: &str) -> usize {
    const ALONE: &[&str] =
        &["area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "source", "td", "th", "tr", "wbr"];
    let (mut open, mut most) = (0usize, 0);
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let closes = rest.starts_with('/');
        let name = rest.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if name.is_empty() || ALONE.iter().any(|alone| alone.eq_ignore_ascii_case(name)) {
            continue;
        }
        open = if closes { open.saturating_sub(1) } else { open + 1 };
        most = most.max(open);
    }
    most
}

/// A page taken apart.
pub(super) struct Page {
    /// Headline and paragraphs.
    pub(super) text: String,
    about: about::About,
}

/// Takes a page of letters apart.
pub(super) fn open(html: &str) -> Result<Page, String> {
    if nesting(html) > DEEPEST {
        return Err(format!("elements in elements more than {DEEPEST} deep: no page"));
    }
    let page = Document::from(html);
    if article::is_too_deep(&page) {
        return Ok(Page { text: render::render(&page.root()), about: about::About::default() });
    }
    let about = about::about(&page);
    let lead = article::standfirst(&page, about.description.as_deref());
    let mut body = article::body(page, about.title.as_deref());
    if let Some(lead) = lead.filter(|lead| !body.is_empty() && !body.contains(lead)) {
        body = format!("{lead}\n\n{body}");
    }
    if body.trim().is_empty() {
        return Err("a page without an article".to_owned());
    }
    let text = match &about.title {
        Some(title) => format!("{title}\n\n{body}"),
        None => body,
    };
    Ok(Page { text, about })
}

/// The words of a piece of a page, such as a feed or a message carries.
pub(super) fn fragment(html: &str) -> String {
    let piece = Document::fragment(html);
    piece.select("script, style, template, [hidden]").remove();
    render::render(&piece.root())
}
