//! `counterclaim why`: a claim by its id or the beginning of it, an estimate by its key, a report or an episode by its id.

use crate::{
    Outcome, args,
    draw::{
        book::Book,
        report::{self, Copied},
        why,
    },
    guess,
    heart::Heart,
    output::Output,
};
use anyhow::{Result, bail};
use counterclaim::{
    tally::Policy,
    write::{self, Entry, key},
};

/// Shows how it was read or made.
pub fn run(heart: &Heart, args: &args::Why, out: &mut Output) -> Result<Outcome> {
    let ledger = heart.ledger(&args.reports.paths)?;
    let book = Book::new(&ledger);
    let id = args.id.trim();
    if id.contains('/') {
        heart.say_unheard(&ledger, &args.weigh.without);
        let mut told = 0;
        for policy in Policy::ALL {
            let estimates = heart.estimates(&ledger, &heart.terms(policy, &args.weigh)?);
            for estimate in estimates.iter().filter(|estimate| key(estimate) == id) {
                if out.json {
                    write::estimate(estimate, &book.index, &mut out.to)?;
                } else {
                    out.draw(&format!("{}{}", if told > 0 { "\n" } else { "" }, why::estimate(out.look, &book, estimate)))?;
                }
                told += 1;
            }
        }
        if told > 0 {
            return Ok(Outcome::Done);
        }
    }
    if let Some(reading) = ledger.readings.iter().find(|reading| &*reading.document.id == id) {
        let copy_of = book.index.copy_of(&reading.document.id);
        let first = copy_of.and_then(|(first, why)| Some((ledger.readings.iter().find(|other| other.document.id == *first)?, why)));
        let copied = first.map(|(first, why)| Copied { first, why, changed: heart.changed(first, reading) });
        if !out.json {
            out.draw(&report::screen(out.look, &book, reading, copied.as_ref()))?;
        } else if let Some(Copied { first, why, changed }) = &copied {
            write::changed(first, reading, why, changed, &mut out.to)?;
        } else {
            let entries = reading.claims.iter().map(|claim| Entry { reading, claim });
            entries.into_iter().try_for_each(|entry| write::claim_beside(&book.index, entry, &mut out.to))?;
        }
        return Ok(Outcome::Done);
    }
    let bare = id.strip_prefix("c:").unwrap_or(id);
    let claims: Vec<Entry> = book.index.iter().filter(|entry| !bare.is_empty() && entry.claim.id.0.starts_with(bare)).collect();
    match claims.as_slice() {
        [entry] => {
            if out.json {
                write::claim_beside(&book.index, *entry, &mut out.to)?;
            } else {
                out.draw(&why::claim(out.look, &book, *entry))?;
            }
            return Ok(Outcome::Done);
        }
        [] => {}
        several => {
            let ids: Vec<&str> = several.iter().take(6).map(|entry| &*entry.claim.id.0).collect();
            bail!("{} claims have an id that begins with `{id}`: {} …", several.len(), ids.join(", "));
        }
    }
    if let Some(episode) = book.named(id) {
        if out.json {
            write::episode(&ledger, &book.index, episode, &mut out.to)?;
        } else {
            out.draw(&why::episode(out.look, &book, episode))?;
        }
        return Ok(Outcome::Done);
    }
    let keys: Vec<String> = ledger.estimates.iter().map(key).chain(ledger.episodes.iter().map(|episode| episode.id.clone())).collect();
    bail!("no claim, estimate, report or episode `{id}` in these reports{}", guess::did_you_mean(id, keys.iter().map(String::as_str)))
}
