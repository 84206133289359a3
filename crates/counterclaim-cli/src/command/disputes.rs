//! `counterclaim disputes`: who contradicts whom, and the sums.

use super::{asked, found};
use crate::{
    Outcome,
    args::{Disputes, Weigh},
    draw::{
        book::Book,
        dispute,
        episode::{dimmed, left_out},
    },
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::write::{self, Heard};
use counterclaim_model::Name;

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
        let heard = Heard { told_by: args.as_of.map(|day| day.to_string()), without: args.without.clone() };
        write::disputes(&ledger, &heard, &mut out.to)?;
    } else {
        out.draw(&dispute::screen(out.look, &Book::new(&ledger), only.as_ref()))?;
        let without: Vec<Name> = args.without.iter().map(|name| name.as_str().into()).collect();
        let heard = left_out(&without, args.as_of);
        if !heard.is_empty() {
            out.draw(&dimmed(out.look, &heard.join(" · ")))?;
        }
    }
    Ok(found(!ledger.disputes.is_empty() || !ledger.sums.is_empty()))
}
