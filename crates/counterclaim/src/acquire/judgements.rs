//! Judgements: JSON lines that people wrote, or a command for them. Unlike a report, a file of judgements with a bad line is not read at all:
//! to obey some of what people said and not the rest would be worse than to stop.

use counterclaim_model::{About, Amendment, Error, Judgement, Opinion};
use std::path::Path;

/// Reads a file of judgements; blank lines are passed over.
pub fn judgements(path: &Path) -> Result<Vec<Judgement>, Error> {
    let file = path.display();
    let text = std::fs::read_to_string(path).map_err(|e| Error::input(&file, format!("judgements cannot be read: {e}")))?;
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(index, line)| judgement(line).map_err(|what| Error::input(format!("{file}:{}", index + 1), what))).collect()
}

/// Reads one line of such a file.
pub fn judgement(line: &str) -> Result<Judgement, String> {
    let judgement: Judgement = serde_json::from_str(line).map_err(|e| {
        let what = e.to_string();
        let what = what.split(" at line ").next().unwrap_or_default().to_owned();
        format!("no judgement: {what}; a line holds about, verdict, by, at, and set or note where there is one")
    })?;
    check(&judgement)?;
    Ok(judgement)
}

/// What is asked of a judgement beyond its form.
pub fn check(judgement: &Judgement) -> Result<(), String> {
    let set = &judgement.set;
    let days = [set.from.flatten(), set.to.flatten()];
    let wrong = match (&judgement.about, judgement.verdict) {
        _ if judgement.by.trim().is_empty() => "`by` is empty: a judgement has a name",
        _ if judgement.at.parse::<jiff::Timestamp>().is_err() => return Err(format!("`{}` is no point in time: write 2026-03-01T09:30:00Z", judgement.at)),
        (About::Judgement(_), Opinion::Withdraw) if set.is_empty() => return Ok(()),
        (About::Judgement(_), _) => "an earlier judgement can be withdrawn, nothing else",
        (About::Party(name), Opinion::Amend) if set.with.as_ref() == Some(name) => "`with` names another party",
        (About::Party(_), Opinion::Amend) if set.with.is_some() && *set == (Amendment { with: set.with.clone(), ..Amendment::default() }) => return Ok(()),
        (About::Party(_), Opinion::Amend | Opinion::Yes | Opinion::No | Opinion::Unsure) => {
            "of a party only `with` can be set, to the name of the party that it is"
        }
        (About::Words(..), Opinion::Amend) if set.words.as_deref().unwrap_or("").trim().is_empty() => {
            "a claim that is put in says its `words`, as the report has them"
        }
        (About::Words(..), Opinion::Amend) if set.effect.is_some() == set.kind.is_some() => "a claim that is put in has an `effect` or a `kind`",
        (About::Words(..), Opinion::Yes | Opinion::No | Opinion::Unsure) => "words are made a claim with `amend`; the claim is judged by its own id",
        (_, Opinion::Withdraw) => "only a judgement is withdrawn: about is judgement:ID",
        (_, Opinion::Amend) if set.is_empty() => "amend says nothing without `set`",
        (_, Opinion::Yes | Opinion::No | Opinion::Unsure) if !set.is_empty() => "only the verdict `amend` sets fields",
        (_, Opinion::Amend) if set.apart == Some(false) => "a report that stands apart no longer: withdraw that judgement",
        (_, Opinion::Amend) if set.apart.is_some() && set.with.is_some() => "`with` and `apart` contradict each other",
        (About::Report(doc), Opinion::Amend) if set.with.as_ref() == Some(doc) => "`with` names another report",
        (About::Report(_), Opinion::Amend) if set.from.is_none() && set.hide.is_none() && set.show.is_none() && set.with.is_none() && set.apart.is_none() => {
            "of a report only `date`, `hide`, `show`, `with` and `apart` can be set"
        }
        (About::Claim(_) | About::Report(_), _) if set.words.is_some() => "`words` are of a claim that is put in: about is words:ID#START-END",
        _ if set.lat.is_some() != set.lon.is_some() => "`lat` and `lon` stand together",
        _ if set.lat.is_some_and(|lat| !(-90.0..=90.0).contains(&lat)) || set.lon.is_some_and(|lon| !(-180.0..=180.0).contains(&lon)) => {
            "`lat` goes from -90 to 90, `lon` from -180 to 180"
        }
        _ if matches!(days, [Some(from), Some(to)] if from.earliest() > to.latest()) => "`from` lies behind `to`",
        _ => return Ok(()),
    };
    Err(wrong.to_owned())
}
