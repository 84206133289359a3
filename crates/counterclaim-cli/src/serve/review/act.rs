//! What a reviewer does: each act appends a line to the file of judgements, and goes on.

use super::super::{
    app::{Reply, View},
    door::Door,
    frame::query,
    refusal::{missing, refusal},
};
use crate::review::{
    amendment,
    desk::said,
    entry_of,
    queue::Line,
    slot::{amended, slots},
};
use anyhow::{Error, Result};
use axum::http::StatusCode;
use counterclaim::verdict::ADJUDICATED;
use counterclaim_model::{About, Amendment, Judgement, Ledger, Name, Opinion, Span};
use std::fmt;

/// A verdict on a claim.
pub fn verdict(view: &View) -> Result<Reply> {
    let by = view.by().ok_or_else(nameless)?;
    let queue = view.asked.get("queue").unwrap_or("doubtful");
    let (claim, ledger) = around(view)?;
    let entry = entry_of(&ledger, &claim).ok_or_else(missing)?;
    let set = match view.asked.get("choose") {
        Some(choice) => amendment(&[choice.to_owned()]),
        None if view.asked.get("verdict") == Some("yes") => amended(&slots(entry)?, &|name| view.asked.given(name).map(str::to_owned)),
        None => Ok(Amendment::default()),
    };
    let set = placed(view, set.map_err(refused)?)?;
    let opinion = match view.asked.get("verdict") {
        _ if !set.is_empty() => Opinion::Amend,
        Some("yes") => Opinion::Yes,
        Some("no") => Opinion::No,
        Some("unsure") => Opinion::Unsure,
        _ => return Err(refused("A verdict is yes, no or unsure")),
    };
    let mut note = view.asked.get("note").unwrap_or("").trim().to_owned();
    if queue == Line::Differing.name() {
        note = if note.is_empty() { ADJUDICATED.to_owned() } else { format!("{ADJUDICATED}: {note}") };
    }
    write(view, &said(About::Claim(claim), opinion, set, by, &note), query("/review", &[("queue", queue)]))
}

/// The day of a report.
pub fn date(view: &View) -> Result<Reply> {
    let by = view.by().ok_or_else(nameless)?;
    let asked = |name| view.asked.get(name).unwrap_or("");
    let report = Name::from(asked("report"));
    view.store.report(&report)?.ok_or_else(missing)?;
    let day = if asked("date").is_empty() { "null" } else { asked("date") };
    let set = amendment(&[format!("date={day}")]).map_err(refused)?;
    let back = query("/review", &[("queue", asked("queue")), ("claim", asked("claim"))]);
    write(view, &said(About::Report(report), Opinion::Amend, set, by, ""), back)
}

/// A claim that was passed over.
pub fn add(view: &View) -> Result<Reply> {
    let by = view.by().ok_or_else(nameless)?;
    let asked = |name| view.asked.get(name).map(str::trim).filter(|value| !value.is_empty());
    let (claim, ledger) = around(view)?;
    let entry = entry_of(&ledger, &claim).ok_or_else(missing)?;
    let (text, words) = (&entry.reading.document.text, asked("words").unwrap_or(""));
    // Of several places with these words, the one nearest to the passage that was shown.
    let near = text.match_indices(words).map(|(at, _)| at as u32).min_by_key(|at| at.abs_diff(entry.claim.quote.start));
    let start = near.filter(|_| !words.is_empty()).ok_or_else(|| refused("These words are not in the report as they stand here"))?;
    let span = Span { start, end: start + words.len() as u32 };
    let what = asked("what").unwrap_or("effect=killed");
    let mut fields = vec![format!("words={words}"), what.to_owned()];
    let [to, by_whom] = if what.starts_with("effect=") { ["side", "by"] } else { ["target", "actor"] };
    for (field, from) in [(to, "side"), (by_whom, "actor"), ("claimant", "claimant"), ("from", "from"), ("to", "from"), ("place", "place")] {
        fields.extend(asked(from).map(|value| format!("{field}={value}")));
    }
    if let Some(figure) = asked("figure").filter(|_| what.starts_with("effect=")) {
        fields.extend([format!("low={figure}"), format!("high={figure}"), "qualifier=exact".to_owned()]);
    }
    let set = placed(view, amendment(&fields).map_err(refused)?)?;
    let about = About::Words(entry.reading.document.id.clone(), span);
    let back = query("/review", &[("queue", asked("queue").unwrap_or("doubtful")), ("claim", &claim)]);
    write(view, &said(about, Opinion::Amend, set, by, ""), back)
}

/// Takes the last word back, and shows what it was about.
pub fn undo(view: &View) -> Result<Reply> {
    let by = view.by().ok_or_else(nameless)?;
    let queue = view.asked.get("queue").unwrap_or("doubtful");
    Ok(match view.app.desk.undo(by)? {
        Some(About::Claim(claim)) => Reply::Go(query("/review", &[("queue", queue), ("claim", &claim)]), Vec::new()),
        _ => Reply::Go(view.asked.get("to").map_or_else(|| query("/review", &[("queue", queue)]), str::to_owned), Vec::new()),
    })
}

/// Who judges.
pub fn name(view: &View) -> Result<Reply> {
    let by = view.asked.get("by").map(str::trim).filter(|by| !by.is_empty()).ok_or_else(nameless)?;
    Ok(Reply::Go(query("/review", &[("queue", view.asked.get("queue").unwrap_or("doubtful"))]), vec![Door::named(by)]))
}

/// Has the ledger obey.
pub fn reckon(view: &View) -> Result<Reply> {
    view.app.reckoner.begin();
    Ok(Reply::Go("/review".to_owned(), Vec::new()))
}

/// Appends a judgement, and goes on to the next page.
pub(super) fn write(view: &View, judgement: &Judgement, next: String) -> Result<Reply> {
    view.app.desk.write(judgement).map_err(refused)?;
    Ok(Reply::Go(next, Vec::new()))
}

/// The claim that is asked about, and its report with what stands around it.
fn around(view: &View) -> Result<(Name, Ledger)> {
    let claim = Name::from(view.asked.get("claim").unwrap_or(""));
    let report = view.store.report_of(&claim)?.ok_or_else(missing)?;
    Ok((claim, view.store.around([report].into_iter().collect())?))
}

/// Refuses a place that the tables lack.
fn placed(view: &View, set: Amendment) -> Result<Amendment> {
    match set.place.as_ref().and_then(Option::as_ref).filter(|place| !view.app.heart.knows_place(place)) {
        None => Ok(set),
        Some(place) => {
            let how = "where it is can be said with `counterclaim judge --set place=… --set lat=… --set lon=…`";
            Err(refused(format!("The tables have no place called `{place}`; {how}")))
        }
    }
}

pub(super) fn nameless() -> Error {
    refusal(StatusCode::BAD_REQUEST, "A judgement has a name", "Go back and say who you are.")
}

pub(super) fn refused(why: impl fmt::Display) -> Error {
    refusal(StatusCode::BAD_REQUEST, "That was not judged", format!("{why:#}. Go back: what you wrote is still there."))
}
