//! `counterclaim tolls`: the two-sided tables with the words under every figure.

use super::{asked, found};
use crate::{
    Outcome,
    args::Tolls,
    draw::{
        book::Book,
        episode::{Depth, screen},
        overview::legend,
    },
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::write;
use counterclaim_model::Episode;

/// Prints the tables, of one episode where one is asked for.
pub fn run(heart: &Heart, args: &Tolls, out: &mut Output) -> Result<Outcome> {
    let ledger = heart.ledger(&args.reports.paths)?;
    let book = Book::new(&ledger);
    let only = asked(&book, args.episode.as_deref())?;
    let episodes: Vec<&Episode> = ledger.episodes.iter().filter(|episode| only.is_none_or(|only| only.id == episode.id)).collect();
    for episode in &episodes {
        if out.json {
            write::episode(&ledger, &book.index, episode, &mut out.to)?;
        } else {
            out.draw(&screen(out.look, &book, episode, Depth::Words))?;
            out.draw("\n")?;
        }
    }
    if !out.json && !episodes.is_empty() {
        out.draw(&legend(out.look))?;
    }
    Ok(found(!episodes.is_empty()))
}
