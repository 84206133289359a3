//! `counterclaim read`: reports into a ledger on disk.

use crate::{
    Outcome,
    args::Read,
    draw::text::{count, number},
    guess,
    heart::Heart,
    output::Output,
};
use anyhow::{Result, bail};
use counterclaim::write::{VERSION, line};
use counterclaim_ledger::{Store, Summary};
use serde::Serialize;
use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

/// What became of the reports, one line.
#[derive(Serialize)]
struct ReadRecord<'a> {
    v: u32,
    r#type: &'a str,
    ledger: String,
    added: usize,
    known: usize,
    elsewhere: usize,
    revised: usize,
    again: usize,
    aside: usize,
    forgotten: Vec<ForgottenRecord<'a>>,
}

#[derive(Serialize)]
struct ForgottenRecord<'a> {
    address: &'a str,
    why: &'a str,
}

/// Adds the reports and says what became of them.
pub fn run(heart: &Heart, args: &Read, out: &mut Output) -> Result<Outcome> {
    // A name that was typed wrong makes no ledger.
    let is_nothing = |path: &PathBuf| path.as_os_str() != "-" && !path.exists();
    if let Some(path) = args.paths.first().filter(|_| args.paths.iter().all(is_nothing)) {
        bail!("{}: no such file or folder{}", path.display(), guess::for_path(path));
    }
    let mut store = if args.paths.is_empty() { Store::open_to_write(&args.output)? } else { Store::create(&args.output)? };
    let began = Instant::now();
    let summary = heart.read_into(&mut store, &args.paths, &now())?;
    if out.json {
        let forgotten = summary.forgotten.iter().map(|(address, why)| ForgottenRecord { address, why }).collect();
        let Summary { added, known, elsewhere, revised, again, aside, .. } = summary;
        let ledger = args.output.display().to_string();
        line(&ReadRecord { v: VERSION, r#type: "read", ledger, added, known, elsewhere, revised, again, aside, forgotten }, &mut out.to)?;
    } else {
        out.draw(&in_words(&summary))?;
        out.draw(&rate(&summary, began.elapsed()))?;
    }
    Ok(Outcome::Done)
}

fn in_words(summary: &Summary) -> String {
    let told = [
        (summary.added, "added"),
        (summary.revised, "added in place of an older one at the same address"),
        (summary.elsewhere, "known, and now at another address too"),
        (summary.known, "known already"),
        (summary.again, "read again by this program"),
        (summary.aside, "set aside, in another language"),
    ];
    let mut lines: Vec<String> = told.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}\n", count(*n, "report"))).collect();
    lines.extend(summary.forgotten.iter().map(|(address, why)| format!("{address}: left out; it was forgotten: {why}\n")));
    if lines.is_empty() { "nothing new\n".to_owned() } else { lines.concat() }
}

/// "in 12.4 s, 161 a second"; nothing where nothing was read.
fn rate(summary: &Summary, took: Duration) -> String {
    let read = summary.added + summary.revised + summary.again;
    let seconds = took.as_secs_f64();
    if read == 0 { String::new() } else { format!("in {seconds:.1} s, {} a second\n", number((read as f64 / seconds.max(0.001)) as u64)) }
}

/// The time by the command's clock, to the second: the heart and the ledger have none.
pub(crate) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
