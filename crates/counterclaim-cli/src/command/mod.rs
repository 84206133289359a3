//! One file a command: each reads what it needs, finds what was asked for, and draws or writes it.

mod backup;
mod check;
mod claims;
mod diff;
mod disputes;
mod explain;
mod export;
mod forget;
mod judge;
mod mentions;
mod overview;
mod read;
mod review;
mod tolls;
mod verify;
mod watch;
mod why;

pub use claims::{Filter, matching};
pub(crate) use read::now;
pub(crate) use tolls::ways;

use crate::{
    Outcome,
    args::{Cli, Command, Common},
    draw::book::Book,
    guess,
    heart::Heart,
    output::Output,
};
use anyhow::{Result, anyhow, bail};
use counterclaim_model::Episode;
use std::io::Write;

/// Runs what was asked for.
pub fn run(cli: Cli) -> Result<Outcome> {
    if let (Some(_), Some(path)) = (&cli.command, cli.paths.first()) {
        bail!("put the command first, then its paths: counterclaim COMMAND {} …", path.display());
    }
    let mut out = Output::new(&cli.common);
    let outcome = dispatch(cli, &mut out)?;
    out.to.flush()?;
    Ok(outcome)
}

fn dispatch(cli: Cli, out: &mut Output) -> Result<Outcome> {
    let common: &Common = &cli.common;
    let heart = || Heart::new(common);
    match &cli.command {
        None => overview::run(&heart()?, &cli.paths, out),
        Some(Command::Read(args)) => read::run(&heart()?, args, out),
        Some(Command::Watch(args)) => watch::run(common, args, out),
        Some(Command::Tolls(args)) => tolls::run(&heart()?, args, out),
        Some(Command::Claims(args)) => claims::run(&heart()?, args, out),
        Some(Command::Disputes(args)) => disputes::run(&heart()?, args, out),
        Some(Command::Why(args)) => why::run(&heart()?, args, out),
        Some(Command::Explain(args)) => explain::run(&heart()?, args, out),
        Some(Command::Mentions(args)) => mentions::run(&heart()?, args, out),
        Some(Command::Export(args)) => export::run(&heart()?, args, out),
        Some(Command::Judge(args)) => judge::run(&heart()?, common, args, out),
        Some(Command::Review(args)) => review::run(&heart()?, common, args, out),
        Some(Command::Verify(args)) => verify::run(&heart()?, args, out),
        Some(Command::Diff(args)) => diff::run(&heart()?, args, out),
        Some(Command::Forget(args)) => forget::run(&heart()?, args, out),
        Some(Command::Backup(args)) => backup::run(args, out),
        Some(Command::Serve(args)) => crate::serve::run(heart()?, common, args),
        Some(Command::Check(args)) => check::run(common, args, out),
    }
}

/// Done where there was something.
fn found(any: bool) -> Outcome {
    if any { Outcome::Done } else { Outcome::Nothing }
}

/// The episode that was asked for, if one was.
fn asked<'a>(book: &Book<'a>, typed: Option<&str>) -> Result<Option<&'a Episode>> {
    let Some(typed) = typed else { return Ok(None) };
    let ids = book.ledger.episodes.iter().map(|episode| episode.id.as_str());
    match book.named(typed) {
        Some(episode) => Ok(Some(episode)),
        None if ids.clone().filter(|id| id.starts_with(typed)).count() > 1 => {
            let several: Vec<&str> = ids.filter(|id| id.starts_with(typed)).take(6).collect();
            Err(anyhow!("several episodes begin with `{typed}`: {}", several.join(", ")))
        }
        None => Err(anyhow!("no episode `{typed}` in these reports{}", guess::did_you_mean(typed, ids))),
    }
}
