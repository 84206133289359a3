//! Options as typed: `--gold a.jsonl,b.jsonl --errors 5 --json`.
//!
//! Read by hand: a chore has half a dozen options, and a parser of command lines would be the slowest part of building it.

use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// What was typed after the name of the chore.
#[derive(Debug, Default)]
pub struct Args {
    values: BTreeMap<String, String>,
}

impl Args {
    /// Reads `--name value` and `--name=value` for the names in `valued`, and `--name` alone for those in `switches`.
    pub fn read(args: &[String], valued: &[&str], switches: &[&str], help: &str) -> Result<Args> {
        let mut out = Args::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let (name, glued) = match arg.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (arg.as_str(), None),
            };
            if matches!(name, "--help" | "-h") {
                println!("{help}");
                std::process::exit(0);
            }
            let value = match name.strip_prefix("--") {
                Some(bare) if switches.contains(&bare) && glued.is_none() => String::new(),
                Some(bare) if valued.contains(&bare) => glued.or_else(|| args.next().cloned()).with_context(|| format!("{name} needs a value"))?,
                _ => bail!("`{arg}` is no option here\n\n{help}"),
            };
            out.values.insert(name[2..].to_owned(), value);
        }
        Ok(out)
    }

    /// Whether a switch was typed.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// The value of an option, where it was typed.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// The path that an option must have.
    pub fn required(&self, name: &str, help: &str) -> Result<&Path> {
        self.value(name).map(Path::new).with_context(|| format!("--{name} is needed\n\n{help}"))
    }

    /// A whole number; 0 where it was not typed.
    pub fn number(&self, name: &str) -> Result<usize> {
        self.value(name).map_or(Ok(0), |value| value.parse().with_context(|| format!("--{name} {value}: not a whole number")))
    }

    /// Paths joined with commas; where none was typed, `usual`, which is told from the repository's root.
    pub fn paths(&self, name: &str, usual: &[&str]) -> Vec<PathBuf> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        match self.value(name) {
            Some(value) => value.split(',').map(PathBuf::from).collect(),
            None => usual.iter().map(|path| root.join(path)).collect(),
        }
    }

    /// One path, or the usual one.
    pub fn path(&self, name: &str, usual: &str) -> PathBuf {
        match self.value(name) {
            Some(value) => PathBuf::from(value),
            None => self.paths(name, &[usual]).remove(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<Args> {
        let typed: Vec<String> = typed.split(' ').map(str::to_owned).collect();
        Args::read(&typed, &["gold", "errors"], &["json"], "help")
    }

    #[test]
    fn values_stand_behind_a_blank_or_a_sign() {
        let args = read("--gold a,b --errors=3 --json").unwrap();
        assert_eq!(args.paths("gold", &[]), [PathBuf::from("a"), PathBuf::from("b")]);
        assert_eq!(args.number("errors").unwrap(), 3);
        assert!(args.has("json"));
    }

    #[test]
    fn what_is_not_known_or_not_finished_is_refused() {
        for wrong in ["--golf a", "gold", "--gold", "--json=yes", "-"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert!(read("--errors many").unwrap().number("errors").is_err());
    }

    #[test]
    fn without_an_option_the_path_is_the_repositorys() {
        assert!(Args::default().path("gold", "corpus/gold/tolls.jsonl").ends_with("corpus/gold/tolls.jsonl"));
    }
}
