//! `counterclaim tolls`: the two-sided tables with the words under every figure, ranges on other terms, and how tolls grew.

use super::{asked, found};
use crate::{
    Outcome,
    args::{ALL_POLICIES, Tolls},
    draw::{
        book::Book,
        compare, episode,
        episode::{Depth, screen},
        growth,
        overview::legend,
    },
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::{tally::Policy, write};
use counterclaim_model::{Episode, Estimate, Ledger};

/// Prints the tables, of one episode where one is asked for.
pub fn run(heart: &Heart, args: &Tolls, out: &mut Output) -> Result<Outcome> {
    let mut ledger = heart.ledger(&args.reports.paths)?;
    let only = asked(&Book::new(&ledger), args.episode.as_deref())?.map(|episode| episode.id.clone());
    let here = |id: &str| only.as_ref().is_none_or(|only| only == id);
    if args.growth {
        let grown: Vec<_> = heart.growth(&ledger).into_iter().filter(|growth| here(&growth.episode)).collect();
        let book = Book::new(&ledger);
        if out.json {
            grown.iter().try_for_each(|growth| write::growth(growth, &book.index, &mut out.to))?;
        } else {
            out.draw(&growth::screen(out.look, &book, &grown))?;
        }
        return Ok(found(!grown.is_empty()));
    }
    heart.say_unheard(&ledger, &args.weigh.without);
    let ranges = |policy: Policy, without: bool| -> Result<Vec<Estimate>> {
        let mut terms = heart.terms(policy, &args.weigh)?;
        if !without {
            terms.without.clear();
        }
        Ok(heart.estimates(&ledger, &terms).into_iter().filter(|estimate| here(&estimate.episode)).collect())
    };
    if args.policy == ALL_POLICIES {
        let columns = Policy::ALL.into_iter().map(|policy| Ok((policy.name().to_owned(), ranges(policy, true)?))).collect::<Result<Vec<_>>>()?;
        return compared(&ledger, &columns, out);
    }
    let policy = Policy::named(&args.policy).unwrap_or(Policy::OwnThenEnemy);
    if !args.weigh.without.is_empty() {
        let columns = [("all claims".to_owned(), ranges(policy, false)?), (format!("without {}", args.weigh.without.join(", ")), ranges(policy, true)?)];
        return compared(&ledger, &columns, out);
    }
    ledger.estimates = ranges(policy, true)?;
    let book = Book::new(&ledger);
    let episodes: Vec<&Episode> = ledger.episodes.iter().filter(|episode| here(&episode.id)).collect();
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
        out.draw(&episode::terms(out.look, &ledger.estimates))?;
    }
    Ok(found(!episodes.is_empty()))
}

/// Ranges side by side: every estimate a line, or a table.
fn compared(ledger: &Ledger, columns: &[(String, Vec<Estimate>)], out: &mut Output) -> Result<Outcome> {
    let book = Book::new(ledger);
    if out.json {
        columns.iter().flat_map(|(_, ranges)| ranges).try_for_each(|estimate| write::estimate(estimate, &book.index, &mut out.to))?;
    } else {
        out.draw(&compare::screen(out.look, &book, columns))?;
    }
    Ok(found(columns.iter().any(|(_, ranges)| !ranges.is_empty())))
}
