//! Reads furniture rules from TOML; says which rule is at fault where one is.

use super::{At, Furniture, On, Rule, lazy::Lazy};
use counterclaim_model::Error;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    furniture: Vec<RawRule>,
}

/// A rule of lines, as it stands in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRule {
    id: String,
    on: String,
    #[serde(default)]
    at: Option<String>,
    pattern: String,
    yes: Vec<String>,
    no: Vec<String>,
}

pub(super) fn parse(text: &str, file: &str) -> Result<Furniture, Error> {
    let raw: File = toml::from_str(text).map_err(|e| Error::rule(file, e))?;
    of(raw.furniture, "furniture", file)
}

pub(super) fn of(rules: Vec<RawRule>, family: &str, file: &str) -> Result<Furniture, Error> {
    Furniture::new(rules.into_iter().map(|raw| rule(raw, family, file)).collect::<Result<_, _>>()?)
}

fn rule(raw: RawRule, family: &str, file: &str) -> Result<Rule, Error> {
    let place = format!("{file}: {}", raw.id);
    both_sides(&place, &raw.yes, &raw.no)?;
    let on = match raw.on.as_str() {
        "line" => On::Line,
        "head" => On::Head,
        "tail" => On::Tail,
        other => {
            return Err(Error::rule(place, format!("`on` is \"{other}\"; write \"line\", \"head\" or \"tail\"")));
        }
    };
    let at = match raw.at.as_deref() {
        None | Some("any") => At::Any,
        Some("start") => At::Start,
        Some("end") => At::End,
        Some(other) => {
            return Err(Error::rule(place, format!("`at` is \"{other}\"; write \"any\", \"start\" or \"end\"")));
        }
    };
    let source = match on {
        On::Line => format!("^(?:{})$", raw.pattern),
        On::Head => format!("^(?:{})", raw.pattern),
        On::Tail => format!("(?:{})$", raw.pattern),
    };
    Ok(Rule { id: format!("en/{family}/{}", raw.id).into(), on, at, regex: Lazy::new(source), yes: raw.yes, no: raw.no })
}

pub(crate) fn both_sides(place: &str, yes: &[String], no: &[String]) -> Result<(), Error> {
    if yes.is_empty() || no.is_empty() {
        return Err(Error::rule(place, "give at least one `yes` and one `no` example"));
    }
    Ok(())
}
