//! What a ledger must stand: being killed at any moment, bits that turn over, and a hundred thousand reports.

mod flip;
mod kill;
mod pace;
mod reports;
mod wars;

use anyhow::{Context, Result, bail};
use std::{collections::BTreeMap, path::PathBuf};

/// Options of both, `--name value`.
struct Options(BTreeMap<String, String>);

impl Options {
    fn of(args: &[String]) -> Result<Options> {
        let pairs = args.chunks(2).map(|pair| match pair {
            [name, value] if name.starts_with("--") => Ok((name[2..].to_owned(), value.clone())),
            other => bail!("`{}`: give options as --name value", other.join(" ")),
        });
        Ok(Options(pairs.collect::<Result<_>>()?))
    }

    fn number(&self, name: &str, default: u64) -> Result<u64> {
        self.0.get(name).map_or(Ok(default), |value| value.parse().with_context(|| format!("--{name} {value}: give a number")))
    }

    fn path(&self, name: &str, default: &str) -> PathBuf {
        PathBuf::from(self.0.get(name).map_or(default, String::as_str))
    }
}

/// Runs one of them.
pub fn run(args: &[String]) -> Result<()> {
    match args.split_first() {
        Some((which, rest)) if which == "kill" => kill::run(&Options::of(rest)?),
        Some((which, rest)) if which == "flip" => flip::run(&Options::of(rest)?),
        Some((which, rest)) if which == "wars" => {
            let options = Options::of(rest)?;
            let (count, each) = (options.number("reports", 1000)?, options.number("of-a-war", wars::OF_A_WAR)?);
            wars::write(&options.path("out", "target/torture/wars.jsonl"), count, each, options.number("seed", 1)?)
        }
        Some((which, rest)) if which == "pace" => pace::run(&Options::of(rest)?),
        _ => bail!(
            "usage: xtask torture kill|flip|wars|pace [--reports N] [--kills N] [--flips N] [--of-a-war N] [--seed N] [--program FILE] [--folder DIR] [--out FILE]"
        ),
    }
}

/// A number that follows from a seed: SplitMix64 (Steele, Lea and Flood, 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// How long until the next of events that come at any moment alike, in units of their mean distance.
    fn wait(&mut self) -> f64 {
        -(1.0 - (self.roll() >> 11) as f64 / (1u64 << 53) as f64).ln()
    }

    fn below(&mut self, n: u64) -> u64 {
        self.roll() % n.max(1)
    }
}
