//! Room 2: marks what is not the report, notes what a reader would put right, and whom the report credits. The text stays as it is.
//!
//! A page's "Share this story" becomes a `Furniture` block, "Dead and wounded" on a line of its own a `Heading`, and "the militIG post" gets
//! a note that it reads "the military post".
//!
//! In doubt a stretch is `Body`: a teaser that is read costs a false claim that a person can strike out, but a paragraph taken for
//! furniture loses its claims without a trace. So only rules with counter-examples and a headline's own second printing mark furniture.

mod credit;
mod headline;
mod paragraph;

use counterclaim_model::{Block, BlockKind, Document, Name, Repair, Span};
use counterclaim_rules::{
    Knowledge,
    furniture::{At, Furniture},
    repair::Names,
};
use paragraph::Paragraph;

/// So many first paragraphs are a report's beginning.
const START: usize = 6;

/// A paragraph at least this long is the report's own and not a list of links.
const LONG: usize = 120;

/// Sets the report's blocks, repairs and credits. Blocks are ordered, do not overlap and hold every character that is not blank.
pub fn mark(knowledge: &Knowledge, doc: &mut Document) {
    let rules = &knowledge.furniture;
    let text: &str = &doc.text;
    let paragraphs = paragraph::all(text);
    let mut blocks = Vec::with_capacity(paragraphs.len());
    let last_long = paragraphs.iter().rposition(|p| p.end - p.start >= LONG).unwrap_or(0);
    let mut credits = Vec::new();
    for (i, p) in paragraphs.iter().enumerate() {
        let allowed = |at| match at {
            At::Any => true,
            At::Start => i < START,
            At::End => i >= last_long,
        };
        cut(rules, text, p, &allowed, &mut blocks);
        credits.extend(credit::of(knowledge, text, p, &allowed));
    }
    let credits = credit::settled(knowledge, doc, credits);
    headline::mark(text, &mut blocks);
    let read: Vec<_> = blocks.iter().filter(|b| b.kind != BlockKind::Furniture).map(|b| b.span.start as usize..b.span.end as usize).collect();
    let names = Names { world: &knowledge.world, times: &knowledge.times };
    let mended = knowledge.repairs.find(&knowledge.lexicon, names, text, &read).into_iter();
    doc.repairs = mended.map(|m| Repair { span: Span::new(m.at.start, m.at.end), reads: m.reads.into(), rule: m.rule.into() }).collect();
    doc.blocks = blocks;
    doc.credits = credits;
}

/// Cuts furniture off a paragraph's two ends, as often as there is some; the rest is body.
fn cut(rules: &Furniture, text: &str, p: &Paragraph, allowed: &dyn Fn(At) -> bool, blocks: &mut Vec<Block>) {
    let (mut start, mut end) = (p.start, p.end);
    while start < end {
        let Some((rule, len)) = rules.front(&text[start..end], allowed).filter(|f| f.1 > 0) else {
            break;
        };
        push(text, start, start + len, BlockKind::Furniture, Some(rule.id.clone()), blocks);
        start += len;
        start += text[start..end].len() - text[start..end].trim_start().len();
    }
    let mut tails = Vec::new();
    while start < end {
        let Some((rule, from)) = rules.back(&text[start..end], allowed).filter(|f| start + f.1 < end) else {
            break;
        };
        push(text, start + from, end, BlockKind::Furniture, Some(rule.id.clone()), &mut tails);
        end = start + from;
        end -= text[start..end].len() - text[start..end].trim_end().len();
    }
    push(text, start, end, BlockKind::Body, None, blocks);
    blocks.extend(tails.into_iter().rev());
}

/// Adds a block without the blanks around it, unless nothing is left.
fn push(text: &str, start: usize, end: usize, kind: BlockKind, rule: Option<Name>, blocks: &mut Vec<Block>) {
    let inside = &text[start..end];
    let start = start + (inside.len() - inside.trim_start().len());
    let end = start + inside.trim().len();
    if start < end {
        blocks.push(Block { span: Span::new(start, end), kind, rule });
    }
}
