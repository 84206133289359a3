//! What on a page is not the article, told by its element or by the words of its `class` and `id`.
//!
//! `<div class="related-content__item">` goes, for one of its words is "related"; `<body class="has-related">` stays, for it holds the
//! headline. Readability's own patterns match pieces of words ("comment" in "commentary") and leave teasers between paragraphs alone,
//! which are short, well punctuated and full of other days' dead.

use dom_query::{Document, NodeRef};

/// Elements that never hold an article's words.
const ELEMENTS: &str = "script, style, noscript, template, iframe, object, svg, nav, aside, footer, form, button, select, input, textarea, dialog, \
    figcaption, amp-ad, amp-analytics, amp-consent, amp-sidebar, amp-social-share, [hidden], [aria-hidden=true], [data-nosnippet], [role=navigation], \
    [role=complementary], [role=contentinfo], [role=search], [role=dialog], [role=banner]:not(:has(h1))";

/// Words of `class` and `id` that tell what a part of a page is for.
const WORDS: &[&str] = &[
    "ad",
    "addthis",
    "ads",
    "adslot",
    "author",
    "authors",
    "banner",
    "breaking",
    "byline",
    "caption",
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
    "gdpr",
    "guestbook",
    "inset",
    "masthead",
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
    "piano",
    "popular",
    "popup",
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
const BEGINNINGS: &[&str] =
    &["addtoany", "advert", "breadcrumb", "commentlist", "cookie", "newsletter", "paywall", "promot", "recommend", "related", "sponsor", "subscri", "trending"];

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
    page.select(ELEMENTS).remove();
    let whole = weight(&page.root());
    let marked: Vec<NodeRef> = page.select("[class], [id]").nodes().to_vec();
    for node in marked {
        let names = [node.attr("class"), node.attr("id")].into_iter().flatten();
        let beside = names.into_iter().any(|name| tells(&name));
        // What holds the headline, or most of what is to be read, is the article whatever it is called.
        if beside && !node.is("body, html, main, h1, :has(h1), [itemprop=articleBody], :has([itemprop=articleBody])") && weight(&node) * 2 < whole.max(1) {
            node.remove_from_parent();
        }
    }
    for node in page.select("div, section, ul, ol, table, tbody").nodes() {
        if !node.is(":has(h1)") && is_discussion(node) {
            node.remove_from_parent();
        }
    }
    for node in page.select("header, section, article, div, ul, ol, li, table, p, blockquote").nodes() {
        if !node.is(":has(h1)") && (is_list_of_links(node) || is_teaser(node)) {
            node.remove_from_parent();
        }
    }
}

/// Three or more that each begin with a name and a day and then speak: what readers wrote below. An entry of a live page begins with the hour.
fn is_discussion(node: &NodeRef) -> bool {
    let children = node.element_children();
    let speaks = children.iter().filter(|child| is_remark(child)).count();
    speaks >= 3 && speaks * 10 >= children.len() * 7
}

fn is_remark(node: &NodeRef) -> bool {
    let chunks: Vec<String> =
        node.descendants_it().filter(NodeRef::is_text).map(|text| text.text().trim().to_owned()).filter(|text| !text.is_empty()).collect();
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let [name, rest @ .., last] = chunks.as_slice() else { return false };
    let signed = name.len() <= 40 && digits(name) * 2 < name.len() && rest.iter().take(4).any(|text| text.len() <= 60 && digits(text) >= 1);
    signed && last.len() >= 20 && !node.is(":has(h1, h2, h3, h4)")
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

fn tells(name: &str) -> bool {
    let mut last = String::new();
    for word in words(name) {
        if WORDS.contains(&&*word) || BEGINNINGS.iter().any(|start| word.starts_with(start)) || PAIRS.iter().any(|(a, b)| *a == last && *b == word) {
            return true;
        }
        last = word;
    }
    false
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
    node.descendants_it().filter(NodeRef::is_text).map(|text| text.text().trim().len()).filter(|&length| length > 80).sum()
}

/// Whether hardly a word stands outside links: "Read also: …", a row of sections.
fn is_list_of_links(node: &NodeRef) -> bool {
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
