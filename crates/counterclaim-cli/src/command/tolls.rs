//! `counterclaim tolls`: the two-sided tables with the words under every figure, ranges on other terms, and how tolls grew.

use super::{asked, found};
use crate::{
    Outcome,
    args::{ALL_POLICIES, Tolls, Weigh},
    draw::{
        book::Book,
        compare::{self, Way},
        episode,
        episode::{Depth, screen},
        growth,
        overview::legend,
    },
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::{tally::Policy, write};
use counterclaim_model::{Episode, Ledger};

/// Prints the tables, of one episode where one is asked for.
pub fn run(heart: &Heart, args: &Tolls, out: &mut Output) -> Result<Outcome> {
    let mut ledger = heart.ledger(&args.reports.paths)?;
    let only = asked(&Book::new(&ledger), args.episode.as_deref())?.map(|episode| episode.id.clone());
    let here = |id: &str| only.as_ref().is_none_or(|only| only == id);
    let policy = Policy::named(&args.policy).unwrap_or(Policy::OwnThenEnemy);
    if args.growth {
        let grown: Vec<_> = heart.growth(&ledger, &heart.terms(policy, &args.weigh)?).into_iter().filter(|growth| here(&growth.episode)).collect();
        let book = Book::new(&ledger);
        if out.json {
            grown.iter().try_for_each(|growth| write::growth(growth, &book.index, &mut out.to))?;
        } else {
            out.draw(&growth::screen(out.look, &book, &grown))?;
        }
        return Ok(found(!grown.is_empty()));
    }
    heart.say_unheard(&ledger, &args.weigh.without);
    heart.weigh_disputes(&mut ledger, &args.weigh)?;
    let mut ways = ways(heart, &ledger, &args.policy, &args.weigh)?;
    ways.iter_mut().for_each(|(_, ranges)| ranges.retain(|estimate| here(&estimate.episode)));
    if ways.len() > 1 {
        return compared(&ledger, &ways, out);
    }
    ledger.estimates = ways.into_iter().flat_map(|(_, ranges)| ranges).collect();
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

/// The ways to make ranges that these terms ask for: all five policies, one with and without somebody's claims, or one.
pub(crate) fn ways(heart: &Heart, ledger: &Ledger, policy: &str, weigh: &Weigh) -> Result<Vec<Way>> {
    let of = |name: String, policy: Policy, weigh: &Weigh| -> Result<Way> { Ok((name, heart.estimates(ledger, &heart.terms(policy, weigh)?))) };
    if policy == ALL_POLICIES {
        return Policy::ALL.into_iter().map(|policy| of(policy.name().to_owned(), policy, weigh)).collect();
    }
    let policy = Policy::named(policy).unwrap_or(Policy::OwnThenEnemy);
    if weigh.without.is_empty() {
        return Ok(vec![of(policy.name().to_owned(), policy, weigh)?]);
    }
    let all = Weigh { without: Vec::new(), ..weigh.clone() };
    Ok(vec![of("all claims".to_owned(), policy, &all)?, of(format!("without {}", weigh.without.join(", ")), policy, weigh)?])
}

/// Ranges side by side: every estimate a line, or a table.
fn compared(ledger: &Ledger, columns: &[Way], out: &mut Output) -> Result<Outcome> {
    let book = Book::new(ledger);
    if out.json {
        columns.iter().flat_map(|(_, ranges)| ranges).try_for_each(|estimate| write::estimate(estimate, &book.index, &mut out.to))?;
    } else {
        out.draw(&compare::screen(out.look, &book, columns))?;
    }
    Ok(found(columns.iter().any(|(_, ranges)| !ranges.is_empty())))
}
