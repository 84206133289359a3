//! `kill -9` at random moments of runs: the file is always whole, and the end is that of an undisturbed run.

use super::{Dice, Options, reports};
use anyhow::{Context, Result, ensure};
use counterclaim_ledger::Store;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// So many kills fall, on average, into the time that a run without a kill takes. One ledger is killed again and again until it is done,
/// which is as harsh as a new one for each kill, and takes a tenth of the time.
const KILLS_A_RUN: f64 = 15.0;

/// Tables that hold a time of taking in, or hashes of such, which no two runs share.
const TIMED: &[&str] = &["reports", "addresses", "unread", "tombstones", "seals", "receipts"];

pub(super) fn run(options: &Options) -> Result<()> {
    let (count, kills, seed) = (options.number("reports", 2000)?, options.number("kills", 300)?, options.number("seed", 1)?);
    let program = options.path("program", "target/release/counterclaim");
    let folder = options.path("folder", "target/torture/kill");
    let _ = fs::remove_dir_all(&folder);
    let input = folder.join("reports");
    reports::write(&input, count, seed)?;

    let calm = folder.join("calm.ledger");
    let begun = Instant::now();
    ensure!(read(&program, &input, &calm).status()?.success(), "the undisturbed run failed");
    let length = begun.elapsed();
    let begun = Instant::now();
    ensure!(read(&program, &input, &calm).status()?.success(), "the second run failed");
    println!("{count} reports: first run {:.2} s, second {:.3} s", length.as_secs_f64(), begun.elapsed().as_secs_f64());
    let expected = end(&program, &calm)?;

    let mut dice = Dice(seed ^ 0x6b69_6c6c);
    let mean = length.as_secs_f64() / KILLS_A_RUN;
    let (mut killed, mut finished, mut moments) = (0, 0, BTreeMap::<&str, u64>::new());
    while killed < kills {
        let ledger = folder.join(format!("run{finished}.ledger"));
        loop {
            let mut child = read(&program, &input, &ledger).spawn()?;
            if killed < kills {
                std::thread::sleep(Duration::from_secs_f64(mean * dice.wait()));
                child.kill()?;
            }
            let ended = child.wait()?.success();
            if ended {
                break;
            }
            killed += 1;
            *moments.entry(whole(&ledger, count)?).or_default() += 1;
        }
        ensure!(end(&program, &ledger)? == expected, "{}: not the end of the undisturbed run", ledger.display());
        fs::remove_file(&ledger)?;
        finished += 1;
    }
    let told: Vec<String> = moments.iter().map(|(moment, times)| format!("{times} {moment}")).collect();
    println!("{killed} kills over {finished} runs ({}): whole each time, and each run ended as the undisturbed one", told.join(", "));
    Ok(())
}

fn read(program: &Path, input: &Path, ledger: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("read").arg(input).arg("-o").arg(ledger).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Opens what a kill left, has SQLite look through it, and says when the kill came.
fn whole(ledger: &Path, count: u64) -> Result<&'static str> {
    if !counterclaim_ledger::is_ledger(ledger) {
        // Killed before the first write, or within the making of the file: the next run begins anew.
        return Ok("before the file was made");
    }
    let store = Store::open(ledger).with_context(|| format!("{}: not whole", ledger.display()))?;
    store.check_pages()?;
    let reports = u64::from(store.reports()?);
    Ok(match (reports, store.is_stale()?) {
        (0, _) => "before the first report",
        (n, _) if n < count => "among the reports",
        (_, true) => "while it was lined up",
        (_, false) => "after that",
    })
}

/// What a finished ledger holds: its export, and every table that holds no time.
fn end(program: &Path, ledger: &PathBuf) -> Result<(Vec<u8>, BTreeMap<&'static str, String>)> {
    let export = Command::new(program).args(["export", "--as", "jsonl"]).arg(ledger).output()?;
    ensure!(export.status.success(), "{}: export failed: {}", ledger.display(), String::from_utf8_lossy(&export.stderr));
    let store = Store::open(ledger)?;
    let tables = store.contents().into_iter().filter(|(table, _)| !TIMED.contains(table));
    Ok((export.stdout, tables.map(|(table, hash)| Ok((table, hash?))).collect::<Result<_>>()?))
}
