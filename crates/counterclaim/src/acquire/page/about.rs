//! What a page says of itself: headline, day, outlet, addresses and language, from JSON-LD, OpenGraph, Dublin Core, `<meta>`, `<time>` and,
//! where a page has none of these, from what stands beside its headline.

use super::{article::same, dated, day, linked, outlet};
use dom_query::{Document, NodeRef};

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) title: Option<String>,
    /// ISO.
    pub(super) date: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) canonical: Option<String>,
    /// Where a browser saved it from.
    pub(super) address: Option<String>,
    pub(super) language: Option<String>,
    /// The first sentences, or a summary.
    pub(super) description: Option<String>,
}

/// Reads it off a page.
pub(super) fn about(page: &Document) -> About {
    let linked = linked::article(page);
    let said = |key: &str| linked.as_ref().and_then(|article| linked::words(&article[key]));
    let meta = |names: &[&str]| names.iter().find_map(|name| content(page, name));
    let link = |rel: &str| page.select(&format!("link[rel={rel}]")).iter().next().and_then(|found| found.attr("href")).map(|href| href.to_string());
    let head = page.select("title").iter().next().map(|title| squeeze(&title.text())).unwrap_or_default();

    let html = page.select("html").iter().next().and_then(|html| html.attr("lang").or_else(|| html.attr("xml:lang"))).map(|lang| lang.to_string());
    let publisher = linked.as_ref().and_then(|article| linked::words(&article["publisher"]["name"]));
    let outlet = outlet::said(page, &head, publisher);
    let title = headline(page, &head, outlet.as_deref(), said("headline").or_else(|| meta(&["og:title", "dcterms.title", "DC.title", "twitter:title"])));
    let outlet = outlet.or_else(|| outlet::shown(page, &head, title.as_deref()));
    let canonical =
        link("canonical").or_else(|| meta(&["og:url"])).or_else(|| said("mainEntityOfPage")).or_else(|| said("url")).filter(|address| address.contains("://"));
    let address = saved_from(page);
    // A template's "en-US" stands on pages of every country, but who writes days in numbers with strokes there means the month first.
    let month_first = html.as_deref() == Some("en-US");
    let date = ["datePublished", "dateCreated"].iter().find_map(|key| said(key).and_then(|date| day::field(&date)));
    let date = date
        .or_else(|| dated::said(page))
        .or_else(|| dated::marked(page, month_first))
        .or_else(|| canonical.iter().chain(&address).find_map(|address| dated::in_address(address)))
        .or_else(|| dated::beside(page, title.as_deref(), month_first));
    let language = html.or_else(|| said("inLanguage")).or_else(|| meta(&["content-language", "og:locale", "dcterms.language"]));
    let language = language.map(|code| code.trim().replace('_', "-")).filter(|code| !code.is_empty());
    About { title, date, outlet, canonical, address, language, description: meta(&["og:description", "description"]) }
}

pub(super) fn content(page: &Document, name: &str) -> Option<String> {
    let selector = format!("meta[name='{name}' i], meta[property='{name}' i], meta[itemprop='{name}' i], meta[http-equiv='{name}' i]");
    page.select(&selector).iter().filter_map(|meta| meta.attr("content")).map(|text| squeeze(&text)).find(|text| !text.is_empty())
}

/// The headline: what stands on the page, where that agrees with what the page says it is.
fn headline(page: &Document, head: &str, outlet: Option<&str>, said: Option<String>) -> Option<String> {
    let shown: Vec<String> = page.select("h1, h2, h3").iter().map(|h1| squeeze(&h1.text())).filter(|text| !text.is_empty()).collect();
    let claimed = said.unwrap_or_else(|| head.to_owned());
    // A headline cut short is the beginning of the one on the page.
    let cut = claimed.trim_end_matches(['.', '…', ' ']);
    let agrees = |text: &&String| contains(head, text) || contains(&claimed, text) || (cut.len() > 20 && text.starts_with(cut));
    // The name of the outlet may be a heading too, and is shorter.
    let agreeing = shown.iter().filter(|text| agrees(text) && outlet.is_none_or(|outlet| !same(outlet, text)));
    let first: Vec<String> = page.select("h1").iter().map(|h1| squeeze(&h1.text())).filter(|text| text.split(' ').count() > 3).collect();
    let title = match agreeing.max_by_key(|text| (text.len(), std::cmp::Reverse(shown.iter().position(|other| &other == text)))) {
        Some(found) => found.clone(),
        None => visible(page, &claimed, outlet)
            .or_else(|| (first.len() == 1).then(|| first[0].clone()))
            .or_else(|| biggest(page))
            .or_else(|| (!claimed.is_empty()).then(|| by_outlet(&claimed, outlet)))?,
    };
    // A mailing list puts its name before every subject.
    let title = match title.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((_, rest)) if !rest.trim().is_empty() => rest.trim().to_owned(),
        _ => title,
    };
    (!title.is_empty()).then_some(title)
}

/// What stands between headline and outlet in `<title>`.
pub(super) const JOINTS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " // "];

/// As much of "Headline - Section - Outlet" as stands by itself on the page.
fn visible(page: &Document, claimed: &str, outlet: Option<&str>) -> Option<String> {
    let cuts = || JOINTS.iter().flat_map(|joint| claimed.match_indices(joint).map(|(at, joint)| (at, at + joint.len())).collect::<Vec<_>>());
    let mut parts: Vec<&str> = std::iter::once(claimed).chain(cuts().flat_map(|(end, start)| [&claimed[..end], &claimed[start..]])).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let texts: Vec<String> = page.root().descendants_it().filter(NodeRef::is_text).map(|text| squeeze(&text.text())).collect();
    let names_outlet = |part: &str| outlet.is_some_and(|outlet| same(part, outlet)) || part.split(' ').count() < 3;
    let in_body = |part: &&&str| texts.iter().filter(|text| same(text, part)).count() > usize::from(**part == claimed);
    parts.iter().filter(|part| !names_outlet(part)).find(in_body).map(|part| part.trim().to_owned())
}

/// All of a title but the outlet behind it.
fn by_outlet(claimed: &str, outlet: Option<&str>) -> String {
    let cut = |joint: &&str| claimed.rsplit_once(*joint).filter(|(_, last)| outlet.is_some_and(|outlet| same(last, outlet)));
    JOINTS.iter().find_map(cut).map_or(claimed, |(title, _)| title).trim().to_owned()
}

/// The line in the biggest letters, on pages from before headings were marked.
fn biggest(page: &Document) -> Option<String> {
    let size = |node: &NodeRef| match node.node_name().as_deref() {
        Some("h1") => 7,
        Some("h2") => 6,
        Some("h3") => 4,
        _ => match node.attr("size").as_deref().map(str::trim) {
            Some(plus) if plus.starts_with('+') => 3 + plus[1..].parse::<usize>().unwrap_or(0),
            size => size.and_then(|size| size.parse().ok()).unwrap_or(0),
        },
    };
    let lines = page.select("h1, h2, h3, font[size]");
    let lines = lines.nodes().iter().filter(|node| size(node) > 3).map(|node| (size(node), squeeze(&node.text())));
    let titles = lines.filter(|(_, text)| text.len() < 250 && text.split(' ').count() > 3).enumerate();
    titles.max_by_key(|(at, (size, _))| (*size, std::cmp::Reverse(*at))).map(|(_, (_, text))| text)
}

/// Browsers write where they saved a page from before its first element.
fn saved_from(page: &Document) -> Option<String> {
    let comments = page.root().children_it(false).filter(NodeRef::is_comment);
    comments.map(|comment| comment.html().to_string()).find_map(|text| {
        let address = text.split_once("saved from url=(")?.1.split_once(')')?.1;
        Some(address.split_whitespace().next()?.to_owned())
    })
}

fn contains(whole: &str, part: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let part = letters(part);
    !part.is_empty() && letters(whole).contains(&part)
}

/// Words with single blanks between them.
pub(super) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
