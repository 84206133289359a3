//! How common each English word is, for `models/en.words`: statistics of the texts, and nothing of them.
//!
//! Only words printed in small letters count, so that names do not become words.

use super::texts;
use crate::score::args::Args;
use anyhow::{Context, Result, bail};
use std::{collections::BTreeMap, fmt::Write, path::PathBuf};

const HELP: &str = "xtask words --texts PATH,PATH… --out FILE";

/// `xtask words`: counts and writes the list.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["texts", "out"], &[], HELP)?;
    let (Some(texts), Some(out)) = (args.value("texts"), args.value("out")) else { bail!("{HELP}") };
    let paths: Vec<PathBuf> = texts.split(',').map(PathBuf::from).collect();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    texts::each(&paths, &mut |text| count(text, &mut counts))?;
    let mut list = String::new();
    for (word, count) in &counts {
        writeln!(list, "{word} {}", count.ilog2())?;
    }
    std::fs::write(out, &list).with_context(|| format!("cannot write {out}"))?;
    println!("{} words", list.lines().count());
    Ok(())
}

fn count(text: &str, counts: &mut BTreeMap<String, u32>) {
    let mark = |c: char| !c.is_alphanumeric();
    for chunk in text.split_whitespace() {
        let word = chunk.trim_matches(mark);
        if word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()) {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
    }
}
