//! `counterclaim disputes`: who contradicts whom, and the sums.

use super::{asked, found};
use crate::{
    Outcome,
    args::{Disputes, Weigh},
    draw::{book::Book, dispute},
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::write;

/// Prints disputes and sums, of one episode where one is asked for.
pub fn run(heart: &Heart, args: &Disputes, out: &mut Output) -> Result<Outcome> {
    let mut ledger = heart.ledger(&args.reports.paths)?;
    heart.say_unheard(&ledger, &args.without);
    heart.weigh_disputes(&mut ledger, &Weigh { without: args.without.clone(), as_of: args.as_of, ..Weigh::default() })?;
    let only = asked(&Book::new(&ledger), args.episode.as_deref())?.cloned();
    if let Some(only) = &only {
        ledger.disputes.retain(|dispute| dispute.episode == only.id);
        ledger.sums.retain(|sum| sum.docs.iter().any(|doc| only.docs.contains(doc)));
    }
    if out.json {
        write::disputes(&ledger, &mut out.to)?;
    } else {
        out.draw(&dispute::screen(out.look, &Book::new(&ledger), only.as_ref()))?;
    }
    Ok(found(!ledger.disputes.is_empty() || !ledger.sums.is_empty()))
}
