//! Where on a page its article stands.

use super::{
    prune::{densest, prune},
    render::render,
};
use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::Readability;
use std::collections::HashMap;

/// Deeper pages are not taken apart: Readability calls itself once for each element inside another.
const DEEPEST: usize = 500;

/// Whether elements stand so deep in each other that it is no page but an accident or an attack.
pub(super) fn is_too_deep(page: &Document) -> bool {
    let mut level: Vec<NodeRef> = vec![page.root()];
    for _ in 0..DEEPEST {
        level = level.iter().flat_map(|node| node.element_children()).collect();
        if level.is_empty() {
            return false;
        }
    }
    true
}
/// The attribute that finds an element again in what Readability gives back.
const MARK: &str = "data-counterclaim";
/// So much of the prose, of a hundred parts, is the article.
const ENOUGH: usize = 85;
/// A text of fewer letters is a label, and not prose.
pub(super) const PROSE: usize = 80;

/// The article's paragraphs, without its headline.
pub(super) fn body(page: Document, title: Option<&str>) -> String {
    prune(&page);
    let root = page.body().unwrap_or_else(|| page.root());
    let prose = Prose::of(&root);
    let chosen = by_readability(&page, &prose).or_else(|| smallest(&prose, &root, prose.all * 8 / 10)).unwrap_or(root);
    let within = |inner: &NodeRef, outer: &NodeRef| inner.id == outer.id || inner.ancestors_it(None).any(|above| above.id == outer.id);
    let better = densest(&page).filter(|dense| match (within(dense, &chosen), within(&chosen, dense)) {
        // Where nearly all of it stands side by side, what is left around that is the page's.
        (true, _) => prose.in_(dense) * 100 >= prose.in_(&chosen) * ENOUGH,
        (_, true) => false,
        // Two ways to tell, and they disagree: whichever found more.
        _ => prose.in_(dense) > prose.in_(&chosen),
    });
    without_title(&render(&better.unwrap_or(chosen)), title)
}

/// The paragraph under the headline that the page gives as its description, where the article was found to begin below it.
pub(super) fn standfirst(page: &Document, description: Option<&str>) -> Option<String> {
    let start = description?.trim_end_matches(['…', '.', ' ']);
    let paragraphs = page.select("p, h2, div");
    let found = paragraphs.nodes().iter().filter(|node| node.element_children().is_empty()).map(render);
    found.into_iter().find(|text| start.len() > 40 && text.starts_with(start))
}

/// How much prose stands in each element.
struct Prose {
    within: HashMap<NodeId, usize>,
    all: usize,
}

impl Prose {
    fn of(root: &NodeRef) -> Prose {
        let mut prose = Prose { within: HashMap::new(), all: 0 };
        for text in root.descendants_it().filter(NodeRef::is_text) {
            let length = text.text().trim().len();
            if length < PROSE {
                continue;
            }
            prose.all += length;
            let mut above = text.parent();
            while let Some(node) = above {
                *prose.within.entry(node.id).or_default() += length;
                above = node.parent();
            }
        }
        prose
    }

    fn in_(&self, node: &NodeRef) -> usize {
        self.within.get(&node.id).copied().unwrap_or(0)
    }
}

/// The smallest element under `root` that holds so much prose.
fn smallest<'a>(prose: &Prose, root: &NodeRef<'a>, enough: usize) -> Option<NodeRef<'a>> {
    let mut found = *root;
    while let Some(inside) = found.element_children().into_iter().find(|child| prose.in_(child) >= enough && prose.in_(child) > 0) {
        found = inside;
    }
    (prose.all > 0).then_some(found)
}

/// The smallest element that holds what Readability would keep; none where that is little of the prose that there is.
fn by_readability<'a>(page: &'a Document, prose: &Prose) -> Option<NodeRef<'a>> {
    let root = page.body()?;
    let elements: Vec<NodeRef> = root.descendants_it().filter(NodeRef::is_element).collect();
    for (number, node) in elements.iter().enumerate().filter(|(_, node)| prose.in_(node) > 0) {
        node.set_attr(MARK, &number.to_string());
    }
    let mut reader = Readability::with_document(page.clone(), None, None).ok()?;
    let kept = Document::fragment(reader.parse().ok()?.content);
    // Prose that Readability kept, under each element that holds it.
    let mut held: HashMap<NodeId, usize> = HashMap::new();
    let mut all = 0;
    for text in kept.root().descendants_it().filter(NodeRef::is_text) {
        let length = text.text().trim().len();
        let marked = text.ancestors_it(None).find_map(|above| above.attr(MARK)?.parse::<usize>().ok());
        let Some(node) = marked.and_then(|number| elements.get(number)).filter(|_| length >= PROSE) else { continue };
        all += length;
        for above in std::iter::once(*node).chain(node.ancestors_it(None)) {
            *held.entry(above.id).or_default() += length;
        }
    }
    if all * 2 < prose.all {
        return None;
    }
    let held = Prose { within: held, all };
    smallest(&held, &root, all * 19 / 20)
}

/// The headline is told once, before the text.
fn without_title(text: &str, title: Option<&str>) -> String {
    let Some(title) = title else { return text.to_owned() };
    let mut paragraphs = text.split("\n\n").peekable();
    // Only near the top: a heading further down may well say the same words.
    let before: Vec<&str> = paragraphs.clone().take(6).collect();
    match before.iter().position(|p| same(p, title)) {
        None if before.first().and_then(|first| first.lines().next()).is_some_and(|line| same(line, title)) => {
            text.split_once('\n').map_or(String::new(), |(_, rest)| rest.trim_start().to_owned())
        }
        Some(at) => {
            let lead = before[..at].iter().filter(|p| p.len() >= PROSE).copied();
            lead.chain(paragraphs.by_ref().skip(at + 1)).collect::<Vec<_>>().join("\n\n")
        }
        None => text.to_owned(),
    }
}

/// Whether two lines hold the same letters and digits.
pub(super) fn same(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(a) == letters(b)
}
