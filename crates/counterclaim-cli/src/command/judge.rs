//! `counterclaim judge`: a person's word on a claim or a report, appended to the file of judgements.

use crate::{
    Outcome,
    args::{self, Common, Verdict},
    guess,
    heart::Heart,
    output::Output,
    review::{amendment, desk},
};
use anyhow::{Context, Result, bail};
use counterclaim::{acquire, resolve::judgement_id, write};
use counterclaim_model::{About, Amendment, Claim, Judgement, Ledger, Name, Opinion};
use std::collections::BTreeSet;

/// Checks the judgement against the reports, and appends it.
pub fn run(heart: &Heart, common: &Common, args: &args::Judge, out: &mut Output) -> Result<Outcome> {
    let file = common.judgements.as_deref().context("where to? give --judgements FILE, which may be new")?;
    let ledger = heart.ledger(&args.reports.paths)?;
    let earlier = if file.exists() { acquire::judgements(file)? } else { Vec::new() };
    let verdict = match args.verdict {
        Verdict::Yes => Opinion::Yes,
        Verdict::No => Opinion::No,
        Verdict::Unsure => Opinion::Unsure,
        Verdict::Amend => Opinion::Amend,
        Verdict::Withdraw => Opinion::Withdraw,
    };
    let set = placed(heart, amendment(&args.set)?)?;
    let about = about(&args.id, &ledger, &earlier)?;
    if let (About::Party(name), Some(with)) = (&about, &set.with) {
        let parties: BTreeSet<&Name> = claims(&ledger).flat_map(Claim::parties).map(|(party, _)| party).collect();
        if let Some(party) = [name, with].into_iter().find(|party| !parties.contains(party) && !heart.knows_party(party)) {
            bail!("no claim of these inputs names a party `{party}`{}", guess::did_you_mean(party, parties.iter().map(|party| &***party)));
        }
    }
    let judgement = desk::said(about, verdict, set, &args.by, &args.note);
    let id = desk::append(file, &judgement)?;
    if out.json {
        write::line(&judgement, &mut out.to)?;
    } else {
        out.draw(&format!("judgement:{id} on {} is in {}\n", judgement.about, file.display()))?;
    }
    Ok(Outcome::Done)
}

fn claims(ledger: &Ledger) -> impl Iterator<Item = &Claim> {
    ledger.readings.iter().flat_map(|reading| &reading.claims)
}

/// What an id names: a party, a report, a claim by the beginning of its id, or an earlier judgement.
fn about(typed: &str, ledger: &Ledger, earlier: &[Judgement]) -> Result<About> {
    let typed = typed.trim();
    let bare = typed.split_once(':').map_or(typed, |(_, id)| id);
    if ledger.readings.iter().any(|reading| *reading.document.id == *bare) {
        return Ok(About::Report(bare.into()));
    }
    match typed.parse() {
        Ok(About::Words(doc, span)) if ledger.readings.iter().any(|reading| reading.document.id == doc) => return Ok(About::Words(doc, span)),
        Ok(About::Party(name)) => return Ok(About::Party(name)),
        _ => {}
    }
    let claims = claims(ledger).map(|claim| About::Claim(claim.id.0.clone()));
    let judgements = earlier.iter().map(|judgement| About::Judgement(judgement_id(judgement)));
    let id = |about: &About| match about {
        About::Claim(id) | About::Report(id) | About::Judgement(id) | About::Words(id, _) | About::Party(id) => Name::clone(id),
    };
    let found: Vec<About> = claims.chain(judgements).filter(|about| !bare.is_empty() && id(about).starts_with(bare)).collect();
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => {
            let docs = ledger.readings.iter().map(|reading| &*reading.document.id);
            bail!("no claim, report or judgement `{typed}` in these inputs{}", guess::did_you_mean(bare, docs))
        }
        several => bail!("{} claims or judgements have an id that begins with `{bare}`", several.len()),
    }
}

/// Fails for a place that the tables lack, unless its coordinates are given.
fn placed(heart: &Heart, set: Amendment) -> Result<Amendment> {
    if let Some(Some(place)) = set.place.as_ref().filter(|_| set.lat.is_none())
        && !heart.knows_place(place)
    {
        bail!("`place={place}`: the tables have no such place; say where it is with --set lat=… --set lon=…");
    }
    Ok(set)
}
