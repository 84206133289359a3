//! Which lines are headlines: the title, headings between paragraphs, a title printed twice, and labels left over after the end.
//!
//! "Ferry sinks off Orlo, 12 dead" before the first paragraph is the `Title`; "Search goes on" between two is a `Heading`. A line that ends
//! like a sentence is body wherever it stands, because many reports begin with their lead.

use counterclaim_model::{Block, BlockKind, Name};

/// Longest heading and title, in words.
const HEADING: usize = 12;
const TITLE: usize = 30;

/// Marks titles and headings among the body blocks, and the furniture that only their place betrays.
pub(super) fn mark(text: &str, blocks: &mut [Block]) {
    trailing_labels(text, blocks);
    leading_labels(text, blocks);
    let body: Vec<usize> = (0..blocks.len()).filter(|&i| blocks[i].kind == BlockKind::Body).collect();
    let of = |i: usize| blocks[i].span.of(text);
    let mut kinds = Vec::new();
    let mut title: Option<usize> = None;
    for (n, &i) in body.iter().enumerate() {
        let words = of(i).split_whitespace().count();
        let told = title.filter(|&t| n <= 3 && same(of(t), of(i)));
        if told.is_some() {
            kinds.push((i, BlockKind::Furniture, Some("en/furniture/title-again")));
        } else if n == 0 && body.len() > 1 && is_open(of(i)) && words <= TITLE {
            title = Some(i);
            kinds.push((i, BlockKind::Title, None));
        } else if words <= HEADING && is_open(of(i)) && begins_like_one(of(i)) && body.get(n + 1).is_some_and(|&next| is_prose(of(next))) {
            kinds.push((i, BlockKind::Heading, None));
        }
    }
    for (i, kind, rule) in kinds {
        blocks[i].kind = kind;
        blocks[i].rule = rule.map(Name::from);
    }
}

/// A site's name or an empty caption between the end of the report and the furniture below it ("Orlo Observer" over "Related Articles").
fn trailing_labels(text: &str, blocks: &mut [Block]) {
    let mut below = false;
    let prose = blocks.iter().rposition(|b| b.kind == BlockKind::Body && is_prose(b.span.of(text)));
    for block in blocks.iter_mut().skip(prose.map_or(usize::MAX, |p| p + 1)).rev() {
        let words = block.span.of(text);
        if block.kind == BlockKind::Furniture {
            below = true;
        } else if below && words.split_whitespace().count() <= 4 && is_open(words) && !words.contains(|c: char| c.is_ascii_digit()) {
            block.kind = BlockKind::Furniture;
            block.rule = Some("en/furniture/trailing-label".into());
        } else {
            break;
        }
    }
}

/// A desk's or an office's name over the furniture that a report begins with ("Joint Staff - Orlo" over "For Immediate Release").
fn leading_labels(text: &str, blocks: &mut [Block]) {
    let label = |b: &Block| b.kind == BlockKind::Body && b.span.of(text).split_whitespace().count() <= 6 && is_open(b.span.of(text));
    let Some(prose) = blocks.iter().position(|b| b.kind == BlockKind::Body && is_prose(b.span.of(text))) else { return };
    for i in (1..prose.saturating_sub(1)).rev() {
        let titled = blocks[..i].iter().any(|b| b.kind == BlockKind::Body);
        if titled && label(&blocks[i]) && blocks[i + 1..prose].iter().all(|b| b.kind == BlockKind::Furniture) {
            blocks[i].kind = BlockKind::Furniture;
            blocks[i].rule = Some("en/furniture/leading-label".into());
        }
    }
}

/// A dateline on a line of its own: "ORLO, Northland (May 3, 2001)".
fn is_dateline(line: &str) -> bool {
    let place = line.split([',', ' ', '(']).next().unwrap_or("");
    let capitals = place.len() >= 3 && place.chars().all(|c| c.is_uppercase());
    capitals && line.contains('(') && line.ends_with(')') && line.contains(|c: char| c.is_ascii_digit())
}

/// Whether a line stops without the stop of a sentence.
fn is_open(line: &str) -> bool {
    if is_dateline(line) {
        return false;
    }
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    let question = bare.ends_with('?') && line.split_whitespace().count() <= 6;
    question || !bare.ends_with(['.', '!', '?', ',', ';', ':', '…', '-', '—', '–'])
}

fn begins_like_one(line: &str) -> bool {
    line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

/// Whether a block is a paragraph of sentences.
fn is_prose(block: &str) -> bool {
    block.split_whitespace().nth(7).is_some() && !is_open(block)
}

/// The same words, whatever their case and punctuation.
fn same(a: &str, b: &str) -> bool {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(a) == letters(b)
}
