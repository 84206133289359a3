//! How rare each word is in the news, for `models/en.rarity`: in how many texts it stands, and nothing of them.

use super::texts;
use crate::score::args::Args;
use anyhow::{Context, Result, bail};
use counterclaim::stitch::words;
use counterclaim_rules::rarity::Rarity;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    path::PathBuf,
};

const HELP: &str = "xtask rarity --texts PATH,PATH… --out FILE";

/// Shorter texts are headlines and lone sentences.
const TEXT: usize = 400;

/// A word that fewer texts have is as rare as any.
const LEAST: u32 = 6;

/// `xtask rarity`: counts and writes the table.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["texts", "out"], &[], HELP)?;
    let (Some(texts), Some(out)) = (args.value("texts"), args.value("out")) else { bail!("{HELP}") };
    let paths: Vec<PathBuf> = texts.split(',').map(PathBuf::from).collect();
    let (mut counts, mut all): (BTreeMap<String, u32>, u32) = (BTreeMap::new(), 0);
    texts::each(&paths, &mut |text| {
        if text.len() > TEXT {
            all += 1;
            let told: BTreeSet<String> = words::of(text).filter(|word| Rarity::tells(word)).collect();
            told.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
        }
    })?;
    let mut list = String::new();
    for (word, count) in counts.iter().filter(|(_, count)| **count >= LEAST) {
        writeln!(list, "{word} {:.0}", 10.0 * (f64::from(all) / f64::from(*count)).ln())?;
    }
    std::fs::write(out, &list).with_context(|| format!("cannot write {out}"))?;
    println!("{} words of {all} texts", list.lines().count());
    Ok(())
}
