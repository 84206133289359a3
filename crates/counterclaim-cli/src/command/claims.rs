//! `counterclaim claims`: search. Every filter must hold; names match in any case, and a name that matches nothing is answered
//! with the nearest that would.

use super::{asked, found};
use crate::{
    Outcome,
    args::Claims,
    draw::{book::Book, claim, text::count},
    guess,
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::write::{self, Entry};
use counterclaim_model::{Effect, Episode, Kind, Ledger, Name, Role, Stance};
use std::{collections::BTreeSet, io::Write};

/// What a claim must be to be shown.
#[derive(Debug, Default)]
pub struct Filter<'a> {
    /// Words that its sentence holds.
    pub words: Vec<String>,
    /// Whose losses, or whom a deed is done to.
    pub side: Option<&'a str>,
    /// Who says so.
    pub by: Option<&'a str>,
    /// What befell people.
    pub effect: Option<Effect>,
    /// What a statement tells.
    pub kind: Option<Kind>,
    /// Soldiers or civilians.
    pub role: Option<Role>,
    /// Someone denies it.
    pub denied: bool,
    /// Its confidence is less.
    pub below: Option<f32>,
    /// Its report.
    pub doc: Option<&'a str>,
    /// Its episode.
    pub episode: Option<&'a Episode>,
}

/// Prints the claims that match.
pub fn run(heart: &Heart, args: &Claims, out: &mut Output) -> Result<Outcome> {
    let ledger = heart.ledger(&args.reports.paths)?;
    let book = Book::new(&ledger);
    let filter = Filter {
        words: args.words.as_deref().unwrap_or("").split_whitespace().map(str::to_lowercase).collect(),
        side: args.side.as_deref(),
        by: args.by.as_deref(),
        effect: args.effect,
        kind: args.kind,
        role: args.role,
        denied: args.denied,
        below: args.below,
        doc: args.doc.as_deref(),
        episode: asked(&book, args.episode.as_deref())?,
    };
    let claims = matching(&ledger, &filter);
    for entry in &claims {
        if out.json {
            write::claim_beside(&book.index, *entry, &mut out.to)?;
        } else {
            out.draw(&claim::claim(out.look, &book, *entry))?;
        }
    }
    if !out.json {
        out.draw(&format!("{}\n", out.look.dim(&count(claims.len(), "claim"))))?;
    }
    if claims.is_empty() {
        for hint in hints(&ledger, &filter) {
            let _ = writeln!(std::io::stderr(), "counterclaim: {hint}");
        }
    }
    Ok(found(!claims.is_empty()))
}

/// The claims that match, in order of reports and text.
pub fn matching<'a>(ledger: &'a Ledger, filter: &Filter) -> Vec<Entry<'a>> {
    let all = ledger.readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| Entry { reading, claim }));
    all.filter(|entry| holds(*entry, filter)).collect()
}

fn holds(entry: Entry, filter: &Filter) -> bool {
    let claim = entry.claim;
    let toll = claim.toll();
    filter.side.is_none_or(|side| harmed(entry).iter().any(|name| same(name, side)))
        && filter.by.is_none_or(|by| speaks(entry, by))
        && filter.effect.is_none_or(|effect| toll.is_some_and(|toll| toll.effect == effect))
        && filter.role.is_none_or(|role| toll.is_some_and(|toll| toll.role == role))
        && filter.kind.is_none_or(|kind| claim.deed().is_some_and(|deed| deed.kind == kind))
        && (!filter.denied || !claim.denied_by.is_empty() || claim.stance == Stance::Denied)
        && filter.below.is_none_or(|chance| claim.confidence < chance)
        && filter.doc.is_none_or(|doc| *claim.doc == *doc)
        && filter.episode.is_none_or(|episode| episode.claims.contains(&claim.id) || episode.background.contains(&claim.id))
        && says(entry, &filter.words)
}

/// Whether the claim's sentence holds every word.
fn says(entry: Entry, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let sentence = entry.reading.sentences.get(entry.claim.sentence as usize);
    let span = sentence.map_or(entry.claim.quote, |sentence| sentence.span.to(entry.claim.quote));
    let text = span.of(&entry.reading.document.text).to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}

/// Whose loss a toll is; whom a statement is aimed at.
fn harmed<'a>(entry: Entry<'a>) -> &'a [Name] {
    match &entry.claim.says {
        counterclaim_model::Says::Toll(toll) => &toll.side,
        counterclaim_model::Says::Deed(deed) => &deed.target,
    }
}

/// Whether someone of the chain is meant by a name: by party or body, or by a part of the name that stands for it.
fn speaks(entry: Entry, by: &str) -> bool {
    let claimant = entry.claim.attribution.claimant();
    let chain = &entry.claim.attribution.chain;
    let of = |name: &Option<Name>| name.as_ref().is_some_and(|name| name.to_lowercase().contains(&by.to_lowercase()));
    same(&claimant, by) || chain.iter().any(|speaker| of(&speaker.party) || of(&speaker.body))
}

fn same(name: &str, typed: &str) -> bool {
    name.to_lowercase() == typed.to_lowercase() || write::slug(name) == write::slug(typed)
}

/// For names that no claim has: the nearest that one has.
fn hints(ledger: &Ledger, filter: &Filter) -> Vec<String> {
    let all = matching(ledger, &Filter::default());
    let mut hints = Vec::new();
    let mut look = |option: &str, typed: Option<&str>, names: BTreeSet<String>, is: &dyn Fn(&str, &str) -> bool| {
        let Some(typed) = typed.filter(|typed| !names.iter().any(|name| is(name, typed))) else { return };
        hints.push(format!("no claim has --{option} {typed}{}", guess::did_you_mean(typed, names.iter().map(String::as_str))));
    };
    look("side", filter.side, all.iter().flat_map(|e| harmed(*e)).map(ToString::to_string).collect(), &same);
    let speakers = all.iter().map(|e| e.claim.attribution.claimant());
    let parties = all.iter().filter_map(|e| e.claim.attribution.party()).map(ToString::to_string);
    let holds = |name: &str, typed: &str| name.to_lowercase().contains(&typed.to_lowercase());
    look("by", filter.by, speakers.chain(parties).collect(), &holds);
    look("doc", filter.doc, ledger.readings.iter().map(|r| r.document.id.to_string()).collect(), &|a, b| a == b);
    hints
}
