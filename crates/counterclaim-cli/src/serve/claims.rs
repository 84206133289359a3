//! Claims: search and facets with counts; one line a claim, its words always in view; the whole state in the address.

use super::{
    app::{Asked, Reply, View},
    data, figure,
    frame::query,
};
use crate::draw::{
    book::Book,
    text::{count, number, visible},
};
use anyhow::Result;
use counterclaim::write::{Entry, Index};
use counterclaim_ledger::{FACETS, Found, Wanted};
use counterclaim_model::{ClaimId, Ledger, Name};
use maud::{Markup, html};

/// So many claims stand on a page, and so many are exported at once.
const PAGE: u32 = 50;
const EXPORT: u32 = 10_000;

/// A party, and as what a claim names it.
const PARTIES: &[(&str, &str)] =
    &[("side", "whose losses"), ("speaker", "who says so"), ("actor", "who does it"), ("target", "to whom"), ("denies", "who denies it")];

/// What else the address may narrow by, without a field of its own.
const PLAIN: &[&str] = &["episode", "place", "nowhere", "since", "until"];

/// The page.
pub fn page(view: &View) -> Result<Reply> {
    let asked = &view.asked;
    let from = asked.number("from");
    let (found, ledger) = find(view, from, PAGE)?;
    let book = Book::new(&ledger);
    let kept = kept(asked);
    let sought: Vec<String> =
        asked.get("q").unwrap_or("").split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|word| !word.is_empty()).collect();
    let page = html! {
        h1 { (count(found.total as usize, "claim")) @for (key, value) in &kept { " · " (label(key)) " " (visible(value)) } }
        p { "Export these" (data::links_of("/claims", &["json", "csv"], &kept)) @if !kept.is_empty() { " · " a href="/claims" { "all claims" } } }
        form.search action="/claims" {
            label { "words " input type="search" name="q" value=(asked.get("q").unwrap_or("")); }
            @for (name, words) in PARTIES { label { (words) " " input name=(name) value=(asked.get(name).unwrap_or("")); } }
            @for (key, value) in kept.iter().filter(|(key, _)| FACETS.contains(key) || PLAIN.contains(key)) { input type="hidden" name=(key) value=(value); }
            button { "Search" }
        }
        div.found {
            aside aria-label="Narrow it" {
                @for (facet, values) in found.facets.iter().filter(|(_, values)| values.len() > 1) {
                    h2 { (label(facet)) }
                    ul { @for (value, n) in values { li { a href=(with(&kept, facet, value)) { (said(facet, value)) } " " span.at { (number(u64::from(*n))) } } } }
                }
            }
            div {
                ol.claims start=(from + 1) { @for entry in entries(&found, &ledger) { li { (figure::found(&book, entry, &sought)) } } }
                (data::pager("/claims", &kept, from, PAGE, found.total))
            }
        }
    };
    Ok(Reply::Page("Claims".to_owned(), page))
}

/// The same claims, a JSON object a line.
pub fn json(view: &View) -> Result<Reply> {
    let (found, ledger) = find(view, view.asked.number("from"), EXPORT)?;
    let ledger = view.store.told_in(ledger)?;
    let (mut out, index) = (Vec::new(), Index::new(&ledger));
    entries(&found, &ledger).try_for_each(|entry| counterclaim::write::claim_beside(&index, entry, &mut out))?;
    Ok(Reply::Json(out))
}

/// The same claims as a table.
pub fn csv(view: &View) -> Result<Reply> {
    let (found, ledger) = find(view, view.asked.number("from"), EXPORT)?;
    Ok(Reply::Csv(data::csv(entries(&found, &ledger))?))
}

fn find(view: &View, from: u32, most: u32) -> Result<(Found, Ledger)> {
    let asked = &view.asked;
    let value = |name: &'static str| Some((name, asked.get(name)?.to_owned()));
    let wanted = Wanted {
        words: asked.get("q").unwrap_or("").to_owned(),
        columns: FACETS.iter().filter_map(|facet| value(facet)).collect(),
        parties: PARTIES.iter().filter_map(|(name, _)| value(name)).collect(),
        episode: asked.get("episode").map(str::to_owned),
        days: (asked.get("since").map(str::to_owned), asked.get("until").map(str::to_owned)),
        place: asked.get("place").map(str::to_owned),
        nowhere: asked.get("nowhere").is_some(),
    };
    let found = view.columns()?.search(view.store, &wanted, from, most)?;
    let ledger = view.store.around(found.claims.iter().map(|(report, _)| report.clone()).collect())?;
    Ok((found, ledger))
}

/// The claims of a page, with their reports.
pub fn entries<'a>(found: &'a Found, ledger: &'a Ledger) -> impl Iterator<Item = Entry<'a>> {
    let of = |(report, id): &(Name, Name)| {
        let at = ledger.readings.binary_search_by(|reading| reading.document.id.cmp(report)).ok()?;
        let reading = &ledger.readings[at];
        let claim = reading.claims.iter().find(|claim| claim.id == ClaimId(id.clone()))?;
        Some(Entry { reading, claim })
    };
    found.claims.iter().filter_map(of)
}

/// What the address narrows by, in a fixed order.
fn kept(asked: &Asked) -> Vec<(&'static str, &str)> {
    let names = ["q"].into_iter().chain(PLAIN.iter().copied()).chain(PARTIES.iter().map(|(name, _)| *name)).chain(FACETS.iter().copied());
    names.filter_map(|name| Some((name, asked.get(name)?))).collect()
}

fn with(kept: &[(&'static str, &str)], facet: &'static str, value: &str) -> String {
    let mut asked: Vec<(&str, &str)> = kept.iter().copied().filter(|(key, _)| *key != facet).collect();
    asked.push((facet, value));
    query("/claims", &asked)
}

fn label(name: &str) -> &str {
    match name {
        "q" => "words",
        "kind" => "statement",
        "current" => "fighting",
        "speaker" => "said by",
        "denies" => "denied by",
        "place" => "at",
        "nowhere" => "no place said:",
        other => other,
    }
}

fn said(facet: &str, value: &str) -> Markup {
    let words = match (facet, value) {
        ("current", "1") => "this one".to_owned(),
        ("current", _) => "an earlier one".to_owned(),
        ("kind" | "role" | "scope", value) => visible(&value.replace('_', " ")),
        (_, value) => visible(value),
    };
    html! { bdi { (words) } }
}
