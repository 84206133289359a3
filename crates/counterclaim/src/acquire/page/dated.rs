//! The day of a page's first publication: as its marks have it, by its address, or as it stands beside the headline.

use super::{
    about::{content, squeeze},
    article::same,
    day,
};
use dom_query::{Document, NodeRef};

/// Names under which `<meta>` gives it, the most telling first.
const NAMES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datePublished",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "DC.date",
    "DC.date.issued",
    "DC.date.created",
    "date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publishdate",
    "published",
    "publication_date",
    "date_published",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "cXenseParse:recs:publishtime",
    "OriginalPublicationDate",
    "citation_publication_date",
    "dateCreated",
];

/// Elements that hold it: microdata, RDFa, microformats, and `<time>` of before HTML5 was settled.
const MARKED: &str = "[itemprop~=datePublished], [property~='schema:datePublished'], [property~='datePublished'], time[pubdate], time.published, \
    time.entry-date, abbr.published, [itemprop~=dateCreated], [property~='schema:dateCreated'], [property~='dc:date'], [property~='dcterms:created']";

/// As `<meta>` has it.
pub(super) fn said(page: &Document) -> Option<String> {
    NAMES.iter().filter_map(|name| content(page, name)).find_map(|date| day::field(&date))
}

/// As an element is marked.
pub(super) fn marked(page: &Document, month_first: bool) -> Option<String> {
    page.select(MARKED).iter().find_map(|node| {
        let told = ["datetime", "content", "title"].iter().find_map(|name| node.attr(name)).unwrap_or_else(|| node.text());
        day::written(&told, month_first)
    })
}

/// Year, month and day in an address: "/2022/09/13/", "/2015/oct/03/", "/2022-09-13-".
pub(super) fn in_address(address: &str) -> Option<String> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_']).collect();
    parts.windows(3).find_map(|three| {
        let [year, month, day] = three else { return None };
        (year.len() == 4 && day.len() <= 2 && month.len() <= 3).then(|| day::year_first(year, month, day))?
    })
}

/// The day beside the headline: the first one written between it and the second paragraph, or else just before it. A day that is said to be
/// of a change counts only where there is no other.
pub(super) fn beside(page: &Document, title: Option<&str>, month_first: bool) -> Option<String> {
    let (mut below, mut before, mut changed) = (title.is_none(), Vec::new(), None);
    let mut paragraphs = 0;
    for node in page.root().descendants_it() {
        if node.has_name("time")
            && below
            && let Some(day) = node.attr("datetime").and_then(|date| day::field(&date))
            && !is_of_a_change(&node.text())
        {
            return Some(day);
        }
        if !node.is_text() || node.ancestors_it(Some(2)).any(|above| ["title", "script", "style", "a"].iter().any(|name| above.has_name(name))) {
            continue;
        }
        let text = squeeze(&node.text());
        if !below {
            below = title.is_some_and(|title| text.contains(title) || same(&text, title));
            before.push(text);
            continue;
        }
        let start: String = text.chars().take(100).collect();
        if let Some(day) = day::written(&start, month_first) {
            if !is_of_a_change(&start) || day::count(&start) > 1 {
                return Some(day);
            }
            changed.get_or_insert(day);
        }
        paragraphs += usize::from(text.len() > 100);
        if paragraphs > 1 {
            break;
        }
    }
    before.pop();
    let above = before.iter().rev().filter(|text| !text.is_empty()).take(2).find_map(|text| day::written(text, month_first).filter(|_| text.len() < 80));
    above.or_else(|| told(page, month_first)).or(changed)
}

/// "Published: 13/09/2022 08:15 GMT", wherever on the page.
fn told(page: &Document, month_first: bool) -> Option<String> {
    const WORDS: &[&str] = &["published", "posted", "first published", "date", "filed", "issued"];
    let texts = page.root().descendants_it().filter(NodeRef::is_text).map(|text| squeeze(&text.text())).filter(|text| text.len() < 80).collect::<Vec<_>>();
    let begins = |text: &&String| WORDS.iter().any(|word| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
    texts.iter().filter(begins).find_map(|text| day::written(text, month_first))
}

/// "Updated", "Last modified".
fn is_of_a_change(text: &str) -> bool {
    let start: String = text.chars().take(30).flat_map(char::to_lowercase).collect();
    ["updated", "modified", "edited"].iter().any(|word| start.contains(word))
}
