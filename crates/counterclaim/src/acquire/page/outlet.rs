//! Who published a page, by what it says of itself or, where it says nothing, by what it shows.

use super::{
    about::{JOINTS, content, squeeze},
    article::same,
};
use dom_query::{Document, NodeRef};

/// As the page's marks have it; `publisher` is who publishes it by its JSON-LD. Of a house and its paper, the one that `<title>` names.
pub(super) fn said(page: &Document, head: &str, publisher: Option<String>) -> Option<String> {
    let site = marked(page);
    match (&publisher, &site) {
        (Some(house), Some(paper)) if !head.contains(house.as_str()) && head.contains(paper.as_str()) => site,
        _ => publisher.or(site),
    }
}

fn marked(page: &Document) -> Option<String> {
    ["og:site_name", "dcterms.publisher", "DC.publisher", "application-name", "citation_journal_title"].iter().find_map(|name| content(page, name)).or_else(
        || page.select("[itemprop=publisher] [itemprop=name]").iter().find_map(|name| filled(name.attr("content").unwrap_or_else(|| name.text()).as_ref())),
    )
}

/// The outlet's name from what a page shows: `<title>`, the link to the front page, the line with the ©, the picture on top, the page's
/// own feed; of these the first that stands in another place too, or else the first.
pub(super) fn shown(page: &Document, head: &str, title: Option<&str>) -> Option<String> {
    let tops = page.select("header a[href='/'], .logo, #logo, [class*=masthead], [class*=branding], [class*=site-name]");
    let top = tops.iter().map(|link| squeeze(&link.text())).find(|text| text.contains(' ') && text.len() < 60);
    // Elsewhere such a link may say "Home": its words count where they are a part of the page's own name.
    let homes = page.select("a[href='/'], a[rel=home]");
    let home = homes.iter().map(|link| squeeze(&link.text())).find(|text| text.len() > 3 && text.len() < 60 && rest(head, title).contains(text.as_str()));
    let found: Vec<String> =
        [title.and_then(|title| beside_title(head, title)), home, top, rights(page), on_the_masthead(page), feed(page)].into_iter().flatten().collect();
    let twice = found.iter().enumerate().find(|(at, name)| found[at + 1..].iter().any(|other| same(name, other)));
    twice.map(|(_, name)| name).or(found.first()).cloned().or_else(|| last_part(head))
}

fn filled(text: &str) -> Option<String> {
    Some(squeeze(text)).filter(|text| !text.is_empty())
}

/// `<title>` without the headline.
fn rest(head: &str, title: Option<&str>) -> String {
    title.map_or_else(|| head.to_owned(), |title| head.replacen(title, " ", 1))
}

/// "© 2018 Arabian Gulf Reporter. All rights reserved."
fn rights(page: &Document) -> Option<String> {
    let root = page.root();
    let texts = root.descendants_it().filter(NodeRef::is_text).map(|text| squeeze(&text.text()));
    let behind = |text: String| text.split_once('©').or_else(|| text.split_once("(c)")).map(|(_, rest)| rest.to_owned());
    texts.filter_map(behind).find_map(|rest| {
        let name = rest.trim_start_matches(|c: char| !c.is_alphabetic()).split(['.', ',', '|', '·', '—']).next()?.trim();
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || "- –".contains(c));
        (name.len() > 2 && name.len() < 60).then(|| name.to_owned())
    })
}

/// What stands before or behind the headline in `<title>`.
fn beside_title(head: &str, title: &str) -> Option<String> {
    behind(head, title).or_else(|| {
        let before = &head[..head.find(title)?];
        let name = JOINTS.iter().chain(&[": "]).find_map(|joint| before.strip_suffix(joint.trim_start()).or_else(|| before.strip_suffix(joint)))?;
        filled(name)
    })
}

/// A few words at the end of a longer `<title>`, whatever stands on the page for a headline.
fn last_part(head: &str) -> Option<String> {
    let (before, last) = JOINTS.iter().filter_map(|joint| head.rsplit_once(joint)).min_by_key(|(_, last)| last.len())?;
    let count = |text: &str| text.split(' ').count();
    if count(last) <= 5 && count(before) > count(last) { filled(last) } else { None }
}

fn behind(head: &str, title: &str) -> Option<String> {
    let rest = &head[head.find(title)? + title.len()..];
    if let Some(name) = rest.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return filled(name);
    }
    let rest = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint.trim_end()))?;
    let last = JOINTS.iter().filter_map(|joint| rest.rsplit_once(joint)).map(|(_, last)| last).min_by_key(|last| last.len()).unwrap_or(rest);
    filled(last)
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
    pictures.nodes().iter().find(|image| named(image)).and_then(|image| image.attr("alt")).and_then(|alt| filled(&alt))
}

/// "Sahel Observer RSS", "Sahel Observer » Feed".
fn feed(page: &Document) -> Option<String> {
    let feeds = page.select("link[rel=alternate][type='application/rss+xml'][title], link[rel=alternate][type='application/atom+xml'][title]");
    let title = squeeze(&feeds.iter().next()?.attr("title")?);
    let name = ["RSS feed", "RSS", "Feed", "Atom"].iter().find_map(|word| title.strip_suffix(word))?;
    filled(name.trim_end_matches(|c: char| !c.is_alphanumeric()))
}
