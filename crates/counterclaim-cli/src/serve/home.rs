//! Episodes: how much there is, the newest episode's table, and all others beneath it.

use super::{
    app::{Asked, Reply, View},
    data,
    figure::sides,
    frame::{address, query},
    map,
};
use crate::draw::{book::Book, day, episode::ends, text::count, text::visible, words};
use anyhow::Result;
use counterclaim::write::key;
use counterclaim_ledger::{Listed, Store};
use counterclaim_model::{Episode, Estimate};
use maud::{Markup, html};

/// So many episodes stand on a page.
const PAGE: u32 = 50;

/// The page.
pub fn page(view: &View) -> Result<Reply> {
    let (store, asked) = (view.store, &view.asked);
    let counts = view.columns()?.counts();
    let from = asked.number("from");
    let listed = store.listed(from, PAGE)?;
    let newest = match listed.first().filter(|_| from == 0) {
        Some(first) => store.episode(&first.episode.id)?,
        None => None,
    };
    let page = html! {
        h1 {
            (count(counts.reports as usize, "report")) " · " (count(counts.episodes as usize, "episode")) " · "
            (count(counts.disputes as usize, "dispute"))
        }
        p { (count(counts.claims as usize, "claim")) ", each with its speaker and its words" (data::links("/episodes", &["json"])) }
        @if store.is_stale()? {
            p.notice { "Reports were added since the episodes were last reckoned; the reading may still be going on." }
        }
        @if let Some(ledger) = &newest {
            @let book = Book::new(ledger);
            @for episode in &ledger.episodes {
                section aria-labelledby="newest" {
                    h2 id="newest" { "Newest: " a href=(address("e", &episode.id)) { (heading(episode)) } }
                    (sides(&book, episode, &address("e", &episode.id)))
                }
            }
        }
        @if newest.is_some() { (map::all_days(view)?) }
        section aria-labelledby="all" {
            h2 id="all" { "All episodes" }
            @if listed.is_empty() { p { "No claims were found in these reports." } }
            ol.episodes { @for one in &listed { li { (item(one)) } } }
            (data::pager("/", &[], from, PAGE, counts.episodes))
        }
    };
    Ok(Reply::Page("Episodes".to_owned(), page))
}

/// All episodes of the page, a JSON object a line.
pub fn json(store: &Store, asked: &Asked) -> Result<Reply> {
    let mut out = Vec::new();
    for one in store.listed(asked.number("from"), PAGE)? {
        if let Some(ledger) = store.episode(&one.episode.id)? {
            counterclaim::write::episodes(&ledger, &mut out)?;
        }
    }
    Ok(Reply::Json(out))
}

/// "27–29 September 2020 · Armenia, Nagorno-Karabakh – Azerbaijan".
pub fn heading(episode: &Episode) -> String {
    format!("{} · {}", day::days(&episode.days), words::parties(episode))
}

fn item(one: &Listed) -> Markup {
    let places: Vec<String> = one.episode.places.iter().take(4).map(|place| visible(place)).collect();
    html! {
        a href=(address("e", &one.episode.id)) { (heading(&one.episode)) }
        p.who {
            @if places.is_empty() { "place not said" } @else { (places.join(", ")) }
            " · " (count(one.episode.docs.len(), "report")) " · " (count(one.disputes as usize, "dispute")) " · "
            a href=(query("/claims", &[("episode", &one.episode.id)])) { (count(one.episode.claims.len(), "claim")) }
        }
        @for estimate in one.estimates.iter().take(3) { p.range { (small(estimate)) } }
    }
}

fn small(estimate: &Estimate) -> Markup {
    let made = format!("{}#{}", address("e", &estimate.episode), key(estimate));
    html! {
        (words::side(&estimate.side)) ", " (words::people(estimate.role)) " " (words::effect(estimate.effect)) ": "
        a href=(made) title="how it was made" { (ends(estimate, None)) }
    }
}
