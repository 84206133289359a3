//! What on a page is not the article, told by its element or by the words of its `class` and `id`.
//!
//! `<div class="related-content__item">` goes, for one of its words is "related"; `<body class="has-related">` stays, for it holds the
//! headline. Readability's own patterns match pieces of words ("comment" in "commentary") and leave teasers between paragraphs alone,
//! which are short, well punctuated and full of other days' dead.

use super::article::PROSE;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Elements that never hold an article's words.
const NEVER: &str = "script, style, noscript, template, iframe, object, svg, button, select, input, textarea, dialog, amp-ad, \
    amp-analytics, amp-consent, amp-sidebar, amp-social-share, [data-nosnippet], [role=search], [role=dialog], [role=alertdialog]";

/// Elements that hold it only by accident: one form around the whole of a page, a page hidden behind a gate, a list of links never closed.
const SELDOM: &str = "nav, aside, footer, form, [hidden], [aria-hidden=true], [role=banner], [role=navigation], [role=complementary], [role=contentinfo]";

/// Names that are given to what is locked as well as to the lock.
const LOCKS: &[&str] = &["meta", "offer", "overlay", "paywall", "piano", "promot", "regwall", "sponsor", "subscri"];

/// Names of what is no article however long it is.
const TALK: &[&str] = &[
    "barrier",
    "comment",
    "commentlist",
    "comments",
    "cmp",
    "consent",
    "cookie",
    "didomi",
    "discussion",
    "disqus",
    "forum",
    "gdpr",
    "guestbook",
    "onetrust",
    "paygate",
    "pricing",
    "replies",
    "respond",
    "usercentrics",
];

/// What must be left of a page before the long talk beneath it is taken off: a few paragraphs.
const LEFT: usize = 250;

/// Words of `class` and `id` that tell what a part of a page is for.
const WORDS: &[&str] = &[
    "ad",
    "addthis",
    "ads",
    "adslot",
    "author",
    "authors",
    "banner",
    "barrier",
    "breaking",
    "byline",
    "caption",
    "cmp",
    "comment",
    "comments",
    "consent",
    "copyright",
    "coral",
    "credit",
    "credits",
    "crumbs",
    "discussion",
    "disqus",
    "fb",
    "feedback",
    "footer",
    "forum",
    "gate",
    "gdpr",
    "guestbook",
    "inset",
    "masthead",
    "legend",
    "menu",
    "meta",
    "modal",
    "mostread",
    "nav",
    "navbar",
    "navigation",
    "offer",
    "outbrain",
    "overlay",
    "pagination",
    "paygate",
    "piano",
    "popular",
    "popup",
    "pricing",
    "promo",
    "rail",
    "readmore",
    "recirc",
    "recirculation",
    "regwall",
    "rel",
    "rels",
    "replies",
    "respond",
    "screen-reader-text",
    "seealso",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signup",
    "similar",
    "skip",
    "social",
    "taboola",
    "tags",
    "teaser",
    "teasers",
    "timestamp",
    "tools",
    "toolbar",
    "topics",
    "views",
    "widget",
];

/// Beginnings of such words: "relatedposts", "subscription".
const BEGINNINGS: &[&str] = &[
    "addtoany",
    "advert",
    "breadcrumb",
    "commentlist",
    "cookie",
    "didomi",
    "newsletter",
    "onetrust",
    "paywall",
    "promot",
    "recommend",
    "related",
    "sponsor",
    "subscri",
    "trending",
    "usercentrics",
];

/// The same, where two words say it together.
const PAIRS: &[(&str, &str)] = &[
    ("also", "like"),
    ("also", "read"),
    ("font", "size"),
    ("most", "read"),
    ("more", "from"),
    ("more", "on"),
    ("print", "info"),
    ("read", "also"),
    ("read", "more"),
    ("read", "next"),
    ("read", "time"),
    ("reading", "time"),
    ("see", "also"),
    ("skip", "link"),
    ("visually", "hidden"),
    ("sr", "only"),
];

/// Takes from the page what is not its article.
pub(super) fn prune(page: &Document) {
    for form in page.select("form, input[type=email]").nodes() {
        // Its words stand beside it: "Get our letter every Friday".
        if let Some(around) = form.parent().filter(|around| !around.is("body, main, article") && length(around) < TEASER) {
            around.remove_from_parent();
        }
    }
    page.select(NEVER).remove();
    for line in page.select("figcaption").nodes() {
        if !is_of_a_table(line) {
            line.remove_from_parent();
        }
    }
    let whole = weight(&page.root()).max(1);
    let held = holders(page);
    for node in page.select(SELDOM).nodes() {
        if !node.is(":has(h1), time *") && weight(node) * 2 < whole && !held.contains(&node.id) {
            node.remove_from_parent();
        }
    }
    // On a page of many entries, the hour is part of each.
    let entries = page.select("time").nodes().len() > 3;
    let named: Vec<(NodeRef, &str)> = page.select("[class], [id]").nodes().iter().filter_map(|node| Some((*node, name(node)?))).collect();
    let mut locked: BTreeMap<&str, usize> = BTreeMap::new();
    for (node, word) in named.iter().filter(|(_, word)| LOCKS.contains(word)) {
        *locked.entry(word).or_default() += weight(node);
    }
    for (node, word) in named {
        let weight = weight(&node);
        // What holds the headline, or most of what is to be read, is the article whatever it is called.
        let much = weight * 2 >= whole || held.contains(&node.id) || locked.get(word).is_some_and(|all| all * 2 >= whole);
        if word == "caption" && is_of_a_table(&node) {
            continue;
        }
        let talk = TALK.contains(&word) && whole >= weight + LEFT;
        let kept = much && !talk || entries && node.is("time");
        if !kept && !node.is("body, html, main, h1, :has(h1), [itemprop=articleBody], :has([itemprop=articleBody])") {
            node.remove_from_parent();
        }
    }
    for node in page.select("body, main, article, div, section, ul, ol, table, tbody").nodes() {
        let talk = discussion(node);
        if weight(&page.root()) >= talk.iter().map(weight).sum::<usize>() + LEFT {
            talk.iter().for_each(NodeRef::remove_from_parent);
        }
    }
    for node in page.select("header, section, article, div, ul, ol, li, table, p, blockquote").nodes() {
        if !node.is(":has(h1)") && (is_list_of_links(node) || is_teaser(node) || is_card(node) || is_caption(node)) {
            node.remove_from_parent();
        }
    }
}

/// What a table tells stands in its caption too.
fn is_of_a_table(node: &NodeRef) -> bool {
    node.parent().is_some_and(|around| around.is("table, figure:has(table)"))
}

/// A picture and a headline that both lead to one other page, and some lines on it.
fn is_card(node: &NodeRef) -> bool {
    if length(node) > CARD {
        return false;
    }
    let links: Vec<NodeRef> = node.descendants_it().filter(|inside| inside.has_name("a")).collect();
    let pictured = |link: &NodeRef| link.descendants_it().any(|inside| inside.has_name("img") || inside.has_name("amp-img"));
    let to = |link: &NodeRef| link.attr("href").filter(|to| !to.starts_with('#'));
    let headed = |picture: &NodeRef| links.iter().any(|link| to(link) == to(picture) && link.text().split_whitespace().count() >= 3);
    links.iter().any(|link| pictured(link) && to(link).is_some() && headed(link))
}

/// A picture and a line below it; in a paragraph, only where the line is set apart from it by its letters.
fn is_caption(node: &NodeRef) -> bool {
    const PICTURES: &str = ":has(img, amp-img, picture)";
    if !node.is(PICTURES) || node.is("ul, ol, li, table, header, section, article, :has(h1, h2, h3, h4, ul, ol, table)") || length(node) > CAPTION {
        return false;
    }
    !node.is("p") || !node.children_it(false).any(|child| child.is_text() && !child.text().trim().is_empty())
}

/// A card is shorter than this …
const CARD: usize = 700;
/// … and a caption than this.
const CAPTION: usize = 240;

/// Three or more side by side that each begin with a name and a day and then speak: what readers wrote below. An entry of a live page begins with
/// the hour.
fn discussion<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let children = node.element_children();
    let said: Vec<bool> = children.iter().map(is_remark).collect();
    let runs = said.chunk_by(|a, b| a == b).scan(0, |end, run| {
        *end += run.len();
        Some((run[0] && run.len() >= 3, *end - run.len()..*end))
    });
    runs.filter(|(talk, _)| *talk).flat_map(|(_, run)| children[run].to_vec()).collect()
}

fn is_remark(node: &NodeRef) -> bool {
    let chunks: Vec<String> =
        node.descendants_it().filter(NodeRef::is_text).map(|text| text.text().trim().to_owned()).filter(|text| !text.is_empty()).collect();
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let [name, rest @ ..] = chunks.as_slice() else { return false };
    let signed = name.len() <= 40 && digits(name) * 2 < name.len() && rest.iter().take(4).any(|text| text.len() <= 60 && digits(text) >= 1);
    // A row of a table of tolls names a source and a day too, but tells no story; and behind what was said may stand "Reply".
    let said = if node.is("tr") { PROSE } else { 20 };
    signed && rest.iter().skip(1).any(|text| text.len() >= said) && !node.is(":has(h1, h2, h3, h4)")
}

/// A headline of another page, and a line on it: in a box of its own, and not in a sentence.
fn is_teaser(node: &NodeRef) -> bool {
    let whole = length(node);
    let links = || node.descendants_it().filter(|inside| inside.has_name("a") && inside.attr("href").is_some_and(|to| !to.starts_with('#')));
    let alone = |link: &NodeRef| {
        let around = link.ancestors_it(Some(6)).find(|above| above.is(LINES));
        around.is_some_and(|around| length(&around) <= length(link) + 20)
    };
    whole < TEASER && links().any(|link| link.text().split_whitespace().count() >= 3 && alone(&link))
}

/// Elements that hold a line of their own.
const LINES: &str = "p, div, li, td, h2, h3, h4, h5, h6, section, article, blockquote";
/// A teaser is shorter than this.
const TEASER: usize = 260;

fn length(node: &NodeRef) -> usize {
    node.text().split_whitespace().map(|word| word.len() + 1).sum()
}

/// What is around most paragraphs that stand side by side: it is the article whatever its names say.
fn holders(page: &Document) -> HashSet<NodeId> {
    let densest = densest(page);
    densest.iter().flat_map(|node| std::iter::once(node.id).chain(node.ancestors_it(None).map(|above| above.id))).collect()
}

/// The element in which more paragraphs stand side by side than in any other; what is talk by its names does not count.
pub(super) fn densest(page: &Document) -> Option<NodeRef<'_>> {
    let mut beside: HashMap<NodeId, usize> = HashMap::new();
    for text in page.root().descendants_it().filter(NodeRef::is_text) {
        let length = text.text().trim().len();
        let above = text.ancestors(None);
        let Some(paragraph) = above.iter().position(|node| node.is(PARAGRAPHS)).filter(|_| length > PROSE) else { continue };
        let Some(around) = above.get(paragraph + 1) else { continue };
        if !above.iter().any(|node| name(node).is_some_and(|word| TALK.contains(&word))) {
            *beside.entry(around.id).or_default() += length;
        }
    }
    page.root().descendants_it().filter(|node| beside.contains_key(&node.id)).max_by_key(|node| beside[&node.id])
}

/// Elements that hold a paragraph.
const PARAGRAPHS: &str = "p, div, td, li, pre, blockquote, section, article";

/// The word of an element's names by which it is beside the article.
fn name(node: &NodeRef) -> Option<&'static str> {
    ["class", "id"].iter().filter_map(|attr| node.attr(attr)).find_map(|names| tells(&names))
}

fn tells(name: &str) -> Option<&'static str> {
    let mut last = String::new();
    for word in words(name) {
        let whole = WORDS.iter().find(|known| **known == word);
        let found = whole.or_else(|| BEGINNINGS.iter().find(|start| word.starts_with(**start)));
        if let Some(found) = found.or_else(|| PAIRS.iter().find(|(a, b)| *a == last && *b == word).map(|(_, b)| b)) {
            return Some(found);
        }
        last = word;
    }
    None
}

/// "relatedContent__item" is "related", "content", "item".
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::with_capacity(name.len() + 8);
    let mut lower = false;
    for c in name.chars() {
        if c.is_uppercase() && lower {
            spaced.push(' ');
        }
        lower = c.is_lowercase();
        spaced.extend(if c.is_alphanumeric() { c.to_lowercase().collect::<Vec<_>>() } else { vec![' '] });
    }
    spaced.split_whitespace().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// How many letters stand in paragraphs long enough to be read.
fn weight(node: &NodeRef) -> usize {
    node.descendants_it().filter(NodeRef::is_text).map(|text| text.text().trim().len()).filter(|&length| length > PROSE).sum()
}

/// Whether hardly a word stands outside links: "Read also: …", a row of sections.
fn is_list_of_links(node: &NodeRef) -> bool {
    // The hour of an entry may lead to the entry.
    if node.descendants_it().any(|inside| inside.has_name("time") && length(&inside) == length(node)) {
        return false;
    }
    let (mut all, mut linked) = (0, 0);
    for text in node.descendants_it().filter(NodeRef::is_text) {
        let length = text.text().trim().len();
        all += length;
        if text.ancestors_it(Some(4)).any(|above| above.has_name("a")) {
            linked += length;
        }
    }
    linked > 0 && linked * 10 >= all * 6
}
