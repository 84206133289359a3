//! What a page says of itself: headline, day, outlet, addresses and language, from JSON-LD, OpenGraph, Dublin Core, `<meta>`, `<time>` and,
//! where a page has none of these, from what stands beside its headline.

use super::{article::same, day};
use dom_query::{Document, NodeRef};
use serde_json::Value;

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
    let linked = linked(page);
    let said = |key: &str| linked.as_ref().and_then(|article| words(&article[key]));
    let meta = |names: &[&str]| names.iter().find_map(|name| content(page, name));
    let link = |rel: &str| page.select(&format!("link[rel={rel}]")).iter().next().and_then(|found| found.attr("href")).map(|href| href.to_string());
    let head = page.select("title").iter().next().map(|title| squeeze(&title.text())).unwrap_or_default();

    let publisher = linked.as_ref().and_then(|article| words(&article["publisher"]["name"]));
    let outlet = publisher.or_else(|| meta(&["og:site_name", "dcterms.publisher", "DC.publisher", "application-name", "citation_journal_title"]));
    let title = headline(page, &head, outlet.as_deref(), said("headline").or_else(|| meta(&["og:title", "dcterms.title", "DC.title", "twitter:title"])));
    let date = said("datePublished").or_else(|| {
        meta(&[
            "article:published_time",
            "datePublished",
            "dcterms.date",
            "dcterms.created",
            "DC.date",
            "DC.date.issued",
            "date",
            "pubdate",
            "publish-date",
            "publishdate",
            "parsely-pub-date",
            "sailthru.date",
            "citation_publication_date",
        ])
    });
    let date = date.and_then(|date| day::field(&date)).or_else(|| beside(page, title.as_deref()));
    let outlet = outlet.or_else(|| named(page, &head, title.as_deref()));
    let canonical =
        link("canonical").or_else(|| meta(&["og:url"])).or_else(|| said("mainEntityOfPage")).or_else(|| said("url")).filter(|address| address.contains("://"));
    let html = page.select("html").iter().next().and_then(|html| html.attr("lang").or_else(|| html.attr("xml:lang"))).map(|lang| lang.to_string());
    let language = html.or_else(|| said("inLanguage")).or_else(|| meta(&["content-language", "og:locale", "dcterms.language"]));
    let language = language.map(|code| code.trim().replace('_', "-")).filter(|code| !code.is_empty());
    About { title, date, outlet, canonical, address: saved_from(page), language, description: meta(&["og:description", "description"]) }
}

/// The article in the page's JSON-LD.
fn linked(page: &Document) -> Option<Value> {
    let scripts = page.select("script[type='application/ld+json']");
    scripts.iter().filter_map(|script| serde_json::from_str::<Value>(&script.text()).ok()).find_map(article_in)
}

fn article_in(value: Value) -> Option<Value> {
    match value {
        Value::Array(list) => list.into_iter().find_map(article_in),
        Value::Object(mut map) if !map.contains_key("headline") => map.remove("@graph").and_then(article_in),
        article => article.get("headline").is_some().then_some(article),
    }
}

/// A word, or the first of several, or the address of a thing.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(squeeze(text)).filter(|text| !text.is_empty()),
        Value::Array(list) => list.first().and_then(words),
        Value::Object(thing) => thing.get("@id").or_else(|| thing.get("name")).and_then(words),
        _ => None,
    }
}

fn content(page: &Document, name: &str) -> Option<String> {
    let selector = format!("meta[name='{name}' i], meta[property='{name}' i], meta[itemprop='{name}' i], meta[http-equiv='{name}' i]");
    page.select(&selector).iter().filter_map(|meta| meta.attr("content")).map(|text| squeeze(&text)).find(|text| !text.is_empty())
}

/// The headline: what stands on the page, where that agrees with what the page says it is.
fn headline(page: &Document, head: &str, outlet: Option<&str>, said: Option<String>) -> Option<String> {
    let shown: Vec<String> = page.select("h1, h2").iter().map(|h1| squeeze(&h1.text())).filter(|text| !text.is_empty()).collect();
    let claimed = said.unwrap_or_else(|| head.to_owned());
    // A headline cut short is the beginning of the one on the page.
    let cut = claimed.trim_end_matches(['.', '…', ' ']);
    let agrees = |text: &&String| contains(head, text) || contains(&claimed, text) || (cut.len() > 20 && text.starts_with(cut));
    // The name of the outlet may be a heading too, and is shorter.
    let agreeing = shown.iter().filter(|text| agrees(text) && outlet.is_none_or(|outlet| !same(outlet, text)));
    let first: Vec<String> = page.select("h1").iter().map(|h1| squeeze(&h1.text())).filter(|text| text.split(' ').count() > 3).collect();
    let title = match agreeing.max_by_key(|text| (text.len(), std::cmp::Reverse(shown.iter().position(|other| &other == text)))) {
        Some(found) => found.clone(),
        None => match first.as_slice() {
            [only] => only.clone(),
            _ => visible(page, &claimed, outlet).or_else(|| biggest(page)).or_else(|| (!claimed.is_empty()).then(|| by_outlet(&claimed, outlet)))?,
        },
    };
    // A mailing list puts its name before every subject.
    let title = match title.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((_, rest)) if !rest.trim().is_empty() => rest.trim().to_owned(),
        _ => title,
    };
    (!title.is_empty()).then_some(title)
}

const JOINTS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · "];

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

/// The outlet's name from what a page shows: `<title>`, the link to the front page, the line with the ©, the picture on top; of these
/// the first that stands in another place too, or else the first.
fn named(page: &Document, head: &str, title: Option<&str>) -> Option<String> {
    let home = page
        .select("header a[href='/'], .logo, #logo, [class*=masthead]")
        .iter()
        .map(|link| squeeze(&link.text()))
        .find(|text| text.contains(' ') && text.len() < 60);
    let found: Vec<String> = [title.and_then(|title| beside_title(head, title)), home, rights(page), on_the_masthead(page)].into_iter().flatten().collect();
    let twice = found.iter().enumerate().find(|(at, name)| found[at + 1..].iter().any(|other| same(name, other)));
    twice.map(|(_, name)| name).or(found.first()).cloned()
}

/// "© 2018 Arabian Gulf Reporter. All rights reserved."
fn rights(page: &Document) -> Option<String> {
    let root = page.root();
    let texts = root.descendants_it().filter(NodeRef::is_text).map(|text| squeeze(&text.text()));
    texts.filter_map(|text| text.split_once('©').map(|(_, rest)| rest.to_owned())).find_map(|rest| {
        let name = rest.trim_start_matches(|c: char| !c.is_alphabetic()).split(['.', ',', '|', '·', '—']).next()?.trim();
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || "- –".contains(c));
        (name.len() > 2 && name.len() < 60).then(|| name.to_owned())
    })
}

/// What stands before or behind the headline in `<title>`.
fn beside_title(head: &str, title: &str) -> Option<String> {
    behind(head, title).or_else(|| {
        let before = &head[..head.find(title)?];
        let name = JOINTS.iter().find_map(|joint| before.strip_suffix(joint.trim_start()).or_else(|| before.strip_suffix(joint)))?;
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    })
}

fn behind(head: &str, title: &str) -> Option<String> {
    let rest = &head[head.find(title)? + title.len()..];
    let rest = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint.trim_end()))?;
    let last = JOINTS.iter().filter_map(|joint| rest.rsplit_once(joint)).map(|(_, last)| last).min_by_key(|last| last.len()).unwrap_or(rest);
    Some(last.trim().to_owned()).filter(|name| !name.is_empty())
}

/// The name in the picture over the page, where the page has no other.
fn on_the_masthead(page: &Document) -> Option<String> {
    let pictures = page.select("img[alt]");
    let named = |image: &NodeRef| {
        ["src", "class", "id"]
            .iter()
            .filter_map(|name| image.attr(name))
            .any(|value| ["masthead", "logo"].iter().any(|word| value.to_lowercase().contains(word)))
    };
    pictures.nodes().iter().find(|image| named(image)).and_then(|image| image.attr("alt")).map(|alt| squeeze(&alt)).filter(|alt| !alt.is_empty())
}

/// The day beside the headline: the first one written between it and the second paragraph.
fn beside(page: &Document, title: Option<&str>) -> Option<String> {
    let mut below = title.is_none();
    let mut paragraphs = 0;
    let timed = page.select("[itemprop=datePublished]");
    if let Some(day) = timed.iter().find_map(|node| day::field(&node.attr("datetime").or_else(|| node.attr("content")).unwrap_or_else(|| node.text()))) {
        return Some(day);
    }
    for node in page.root().descendants_it() {
        if node.has_name("time")
            && below
            && let Some(day) = node.attr("datetime").and_then(|date| day::field(&date))
        {
            return Some(day);
        }
        if !node.is_text() || node.ancestors_it(Some(2)).any(|above| ["title", "script", "style", "a"].iter().any(|name| above.has_name(name))) {
            continue;
        }
        let text = squeeze(&node.text());
        if !below {
            below = title.is_some_and(|title| text.contains(title) || same(&text, title));
            continue;
        }
        let start: String = text.chars().take(100).collect();
        if let Some(day) = day::first(&start) {
            return Some(day);
        }
        paragraphs += usize::from(text.len() > 100);
        if paragraphs > 1 {
            return None;
        }
    }
    None
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
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
