//! One report: its text as received, furniture grey, repairs dotted, claims underlined, and a card for each beside its paragraph.

use super::{
    app::{Reply, View},
    copy, data,
    figure::at,
    frame::{address, escaped},
    refusal::missing,
};
use crate::draw::{
    book::Book,
    claim, day,
    report::lineage,
    text::{count, seen, visible},
    why,
};
use anyhow::Result;
use counterclaim::{
    stitch::copies::Changed,
    verdict::Said,
    write::{Entry, in_words},
};
use counterclaim_model::{About, Block, BlockKind, Claim, Ledger, Reading, Span};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// What stands under a report's address with an ending: its claims, and what it has otherwise than the report that it repeats.
pub const FORMS: &[&str] = &["copy.json", "json", "csv"];

/// The page, or one of its other forms.
pub fn page(view: &View) -> Result<Reply> {
    let (store, id) = (view.store, view.name.as_str());
    let whole = store.report(id)?;
    let (id, ending) = if whole.is_some() { (id, "") } else { data::ending(id, FORMS) };
    let ledger = whole.map_or_else(|| store.report(id), |ledger| Ok(Some(ledger)))?.ok_or_else(missing)?;
    let book = Book::new(&ledger);
    let reading = ledger.readings.first().ok_or_else(missing)?;
    let entries = || reading.claims.iter().map(|claim| Entry { reading, claim });
    let copied = || copied(view, &book, reading);
    Ok(match ending {
        "copy.json" => {
            let mut out = Vec::new();
            let (first, why, changed) = copied()?.ok_or_else(missing)?;
            counterclaim::write::changed(first.readings.first().ok_or_else(missing)?, reading, &why, &changed, &mut out)?;
            Reply::Json(out)
        }
        "json" => {
            let mut out = Vec::new();
            entries().try_for_each(|entry| counterclaim::write::claim_beside(&book.index, entry, &mut out))?;
            Reply::Json(out)
        }
        "csv" => Reply::Csv(data::csv(entries())?),
        _ => Reply::Page(id.to_owned(), drawn(&book, reading, copied()?.as_ref(), &*view.app.desk.look()?)),
    })
}

/// The report that one repeats, as a ledger of its own; how that is known; and what is otherwise.
type Copied = (Ledger, String, Changed);

fn copied(view: &View, book: &Book, reading: &Reading) -> Result<Option<Copied>> {
    let Some((first, why)) = book.index.copy_of(&reading.document.id) else { return Ok(None) };
    let Some(ledger) = view.store.report(first)? else { return Ok(None) };
    let changed = ledger.readings.first().map(|first| view.app.heart.changed(first, reading));
    Ok(changed.map(|changed| (ledger, why.to_owned(), changed)))
}

fn drawn(book: &Book, reading: &Reading, copied: Option<&Copied>, said: &Said) -> Markup {
    let document = &reading.document;
    let here = address("r", &document.id);
    let basis = in_words(&document.published, &document.text);
    html! {
        h1 { bdi { (visible(&document.id)) } }
        p {
            @if let Some(outlet) = &document.outlet { bdi { (visible(outlet)) } " · " }
            (day::days(&document.published)) @if let Some(basis) = &basis { " (" (visible(basis)) ")" }
            " · received from " bdi { (visible(&document.origin)) } " · " (count(reading.claims.len(), "claim")) (data::links(&here, &["json", "csv"]))
        }
        p { "Words of: " (lineage(reading)) }
        @if let Some((first, why, changed)) = copied { @if let Some(first) = first.readings.first() { (copy::section(first, reading, why, changed)) } }
        @for copy in book.ledger.origins.iter().filter(|origin| origin.first == document.id).flat_map(|origin| &origin.copies) {
            p { "Repeated: " a href=(address("r", &copy.doc)) { (visible(&copy.doc)) } " · " (visible(&copy.why)) }
        }
        @for episode in &book.ledger.episodes { p { "Tells of " a href=(address("e", &episode.id)) { (super::home::heading(episode)) } } }
        @for doubt in &reading.doubts { p.notice { (visible(&doubt.what)) } }
        div.report {
            @for block in blocks(reading) {
                div.text.(kind(block.kind)) { (text(reading, block.span, None)) }
                div.cards {
                    @for claim in reading.claims.iter().filter(|claim| block.span.start <= claim.quote.start && claim.quote.start < block.span.end) {
                        (card(book, Entry { reading, claim }, said))
                    }
                }
            }
        }
    }
}

/// So many blocks stand before and behind a passage.
const AROUND: usize = 2;

/// The passage of one claim, lit, with what stands around it.
pub fn passage(entry: Entry) -> Markup {
    let blocks = blocks(entry.reading);
    let at = blocks.iter().position(|block| entry.claim.quote.start < block.span.end).unwrap_or(0);
    let shown = &blocks[at.saturating_sub(AROUND)..blocks.len().min(at + AROUND + 1)];
    html! { @for block in shown { div.text.(kind(block.kind)) { (text(entry.reading, block.span, Some(entry.claim.quote))) } } }
}

/// The blocks, and as furniture what lies between them: the text is shown whole.
fn blocks(reading: &Reading) -> Vec<Block> {
    let text = &reading.document.text;
    let mut all = Vec::new();
    let mut end = 0;
    let gap = |from: u32, to: u32, all: &mut Vec<Block>| {
        let span = Span { start: from, end: to };
        if !span.of(text).trim().is_empty() {
            all.push(Block { span, kind: BlockKind::Furniture, rule: None });
        }
    };
    for block in &reading.document.blocks {
        gap(end, block.span.start, &mut all);
        all.push(block.clone());
        end = block.span.end;
    }
    gap(end, text.len() as u32, &mut all);
    all
}

fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Body => "body",
        BlockKind::Furniture => "furniture",
    }
}

/// A stretch of the text with its claims and repairs marked. Claims overlap, so the stretch is cut where any of them begins or ends.
fn text(reading: &Reading, span: Span, lit: Option<Span>) -> Markup {
    let text = &reading.document.text;
    let within = |of: &Span| of.start < span.end && span.start < of.end;
    let quotes: Vec<&Claim> = reading.claims.iter().filter(|claim| within(&claim.quote)).collect();
    let repairs: Vec<_> = reading.document.repairs.iter().filter(|repair| within(&repair.span)).collect();
    let ends = quotes.iter().map(|claim| claim.quote).chain(repairs.iter().map(|repair| repair.span)).flat_map(|of| [of.start, of.end]);
    let cuts: BTreeSet<u32> = ends.chain([span.start, span.end]).filter(|at| (span.start..=span.end).contains(at)).collect();
    let cuts: Vec<u32> = cuts.into_iter().collect();
    html! {
        @for pair in cuts.windows(2) {
            @let piece = Span { start: pair[0], end: pair[1] };
            @for claim in quotes.iter().filter(|claim| claim.quote.start == piece.start) {
                span.anchor id=(format!("{}-{}", claim.quote.start, claim.quote.end)) {}
            }
            @let words = shown(piece.of(text));
            @let repair = repairs.iter().find(|repair| repair.span.contains(piece));
            @let claimed = quotes.iter().any(|claim| claim.quote.contains(piece));
            @match (repair, claimed) {
                _ if lit.is_some_and(|lit| lit.contains(piece)) => mark.lit { (words) },
                (Some(repair), _) => span.repair title=(format!("read as «{}»", visible(&repair.reads))) { (words) },
                (None, true) => mark { (words) },
                (None, false) => (words),
            }
        }
    }
}

/// The words as received, with what a browser would obey shown instead; lines stay lines.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { seen(c) }).collect()
}

/// The page that the report came from, at a claim's words: browsers that know text fragments light them up.
fn live(entry: Entry) -> Option<String> {
    let source = &entry.reading.document.source;
    let address =
        [&source.canonical, &source.address].into_iter().flatten().find(|address| address.starts_with("https://") || address.starts_with("http://"))?;
    let page = address.split('#').next().unwrap_or(address);
    let words: Vec<&str> = entry.quote().split_whitespace().collect();
    // A long quote is named by its ends: the page may break it otherwise.
    let fragment = match words.len() {
        ..=10 => fragment(&words),
        long => format!("{},{}", fragment(&words[..5]), fragment(&words[long - 5..])),
    };
    Some(format!("{page}#:~:text={fragment}"))
}

fn fragment(words: &[&str]) -> String {
    escaped(&words.join(" ")).replace('-', "%2D")
}

fn card(book: &Book, entry: Entry, said: &Said) -> Markup {
    let claim = entry.claim;
    let about = About::Claim(claim.id.0.clone());
    let waits = said.on(&about).filter(|judgement| !claim.judged.contains(judgement));
    html! {
        article.card id=(claim.id.0) {
            p.what { a href=(at(entry)) { (claim::summary(entry)) } }
            p.who {
                (claim::vouched(book, entry)) " · " (day::days(&claim.when)) " · "
                @if let Some(place) = &claim.place {
                    bdi { (visible(&place.words)) }
                    @if let Some(ours) = place.name.as_ref().filter(|ours| **ours != place.words) { " (" bdi { (visible(ours)) } ")" }
                } @else { "place not said" }
            }
            @if !claim.denied_by.is_empty() { p.denied { "denied by " (crate::draw::words::names(&claim.denied_by, "")) } }
            details {
                summary { "how it was read" }
                p { "when: " (why::when(claim, &entry.reading.document.text)) }
                p { "where: " (why::place(claim)) }
                p.at { (visible(&claim.rule)) " · confidence " (format!("{:.2}", claim.confidence)) " · " (visible(&claim.id.0)) }
            }
            p.more {
                a href=(super::review::to(&claim.id.0)) { "judge" }
                @if let Some(live) = live(entry) { " · " a.at href=(live) rel="noreferrer external" { "the live page at these words" } }
            }
            @for judgement in &claim.judged { p { (crate::draw::words::judgement(judgement)) } }
            @for judgement in waits { p.notice { (crate::draw::words::judgement(judgement)) " (waits for the next reading)" } }
        }
    }
}
