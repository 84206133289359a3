//! Rules: a pattern, what it makes, and its proof beside it.
//!
//! Each has at least one `yes` example with what it should give and one `no` example, or it does not load. What the other keys mean
//! (`effect`, `content`, `kind` …) is for the room that uses the file to say; the loader only refuses keys that no room knows.

use crate::{lexicon::Lexicon, pattern::Pattern};
use counterclaim_model::{Error, Name};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name with the language and the file: `en/toll/were-killed`.
    pub name: Name,
    /// What it looks for.
    pub pattern: Pattern,
    /// The other keys.
    pub keys: BTreeMap<String, String>,
    /// Sentences that it must read, each with what it should give after `=>`.
    pub yes: Vec<String>,
    /// Sentences that it must pass over.
    pub no: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    define: BTreeMap<String, String>,
    #[serde(default)]
    rule: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    name: String,
    pattern: String,
    yes: Vec<String>,
    no: Vec<String>,
    #[serde(flatten)]
    keys: BTreeMap<String, String>,
}

impl Rule {
    /// The value of one of its other keys.
    pub fn key(&self, name: &str) -> Option<&str> {
        self.keys.get(name).map(String::as_str)
    }
}

/// Puts the patterns of the file's `[define]` table in place of their names: `@harmed`.
fn spell_out(pattern: &str, define: &BTreeMap<String, String>) -> String {
    // Longest names first, so that `@harm` does not eat the head of `@harmed`.
    let mut names: Vec<_> = define.iter().collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names.iter().fold(pattern.to_owned(), |text, (name, meaning)| text.replace(&format!("@{name}"), &format!("({meaning})")))
}

/// Whether a rule brings its proof.
pub(crate) fn proven(yes: &[String], no: &[String]) -> Result<(), String> {
    if yes.is_empty() || no.is_empty() { Err("a rule needs at least one `yes` and one `no` example".to_owned()) } else { Ok(()) }
}

/// Reads a file of rules. `family` is `en/toll` or the like; `known` are the other keys that the room using the file knows.
pub fn parse(text: &str, file: &str, family: &str, known: &[&str], lexicon: &Lexicon) -> Result<Vec<Rule>, Error> {
    let written: File = toml::from_str(text).map_err(|e| Error::rule(file, e.message()))?;
    let mut rules: Vec<Rule> = Vec::with_capacity(written.rule.len());
    for rule in written.rule {
        let place = format!("{file}: rule `{}`", rule.name);
        proven(&rule.yes, &rule.no).map_err(|what| Error::rule(&place, what))?;
        if let Some(key) = rule.keys.keys().find(|k| !known.contains(&k.as_str())) {
            return Err(Error::rule(place, format!("no key `{key}` is known here; the keys are {}", known.join(", "))));
        }
        let spelled = spell_out(&rule.pattern, &written.define);
        let pattern = Pattern::parse(&spelled, lexicon).map_err(|what| Error::rule(&place, what))?;
        let name: Name = format!("{family}/{}", rule.name).into();
        if rules.iter().any(|r| r.name == name) {
            return Err(Error::rule(place, "there are two rules of this name"));
        }
        rules.push(Rule { name, pattern, keys: rule.keys, yes: rule.yes, no: rule.no });
    }
    Ok(rules)
}
