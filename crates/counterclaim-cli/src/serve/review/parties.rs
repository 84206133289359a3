//! Names of parties: two that are one party's are made one, and split again.

use super::{
    super::{
        app::{Reply, View},
        frame::query,
    },
    act::{nameless, refused, write},
    csrf, waiting,
};
use crate::{
    draw::{
        text::{number, visible},
        words,
    },
    review::desk::said,
};
use anyhow::Result;
use counterclaim_model::{About, Amendment, Name, Opinion};
use maud::html;

/// So many names are listed; any other can be written.
const LISTED: usize = 200;

/// The page.
pub fn page(view: &View) -> Result<Reply> {
    let columns = view.columns()?;
    let parties = columns.parties();
    let said = view.app.desk.look()?;
    let merged: Vec<_> = said.parties().collect();
    let mute = view.by().is_none() || view.app.desk.file().is_none();
    let page = html! {
        h1 { "Names of parties" }
        p { "Where reports give one party two names, a reviewer makes them one: the next reading tells the party by one name alone, keeps the reports' own words, and says whose judgement that is." }
        (waiting(view)?)
        form.search method="post" action="/review/parties" {
            (csrf(view))
            label { "The name " input name="party" list="parties" required; }
            label { "is the same party as " input name="with" list="parties" required; }
            label { "why " input name="note"; }
            button disabled[mute] { "Make them one" }
        }
        datalist id="parties" { @for (party, _) in parties.iter().take(LISTED) { option value=(party) {} } }
        section aria-labelledby="merged" {
            h2 id="merged" { "Made one" }
            @if merged.is_empty() { p { "None yet." } }
            ul {
                @for (id, judgement) in &merged {
                    @if let (About::Party(name), Some(with)) = (&judgement.about, &judgement.set.with) {
                        li {
                            bdi { (visible(name)) } " is " bdi { (visible(with)) }
                            form method="post" action="/review/parties" { (csrf(view)) input type="hidden" name="split" value=(id); button disabled[mute] { "Split again" } }
                            p.words { (words::judgement(judgement)) }
                        }
                    }
                }
            }
        }
        section aria-labelledby="named" {
            h2 id="named" { "Named in claims" }
            @if parties.len() > LISTED { p { "The " (LISTED) " named most often, of " (number(parties.len() as u64)) "." } }
            ul.columns {
                @for (party, claims) in parties.iter().take(LISTED) {
                    li { bdi { (visible(party)) } " · " (number(u64::from(*claims))) " " a href=(query("/claims", &[("side", party)])) { "losses" } " " a href=(query("/claims", &[("speaker", party)])) { "words" } }
                }
            }
        }
        p { a href="/review" { "all queues" } }
    };
    Ok(Reply::Page("Names of parties".to_owned(), page))
}

/// Makes two names one party's, or takes that back.
pub fn merge(view: &View) -> Result<Reply> {
    let by = view.by().ok_or_else(nameless)?;
    let judgement = match view.asked.get("split") {
        Some(id) => {
            let id = Name::from(id);
            if !view.app.desk.look()?.parties().any(|(known, _)| *known == id) {
                return Err(refused("No judgement in force makes these names one"));
            }
            said(About::Judgement(id), Opinion::Withdraw, Amendment::default(), by, "")
        }
        None => {
            let columns = view.columns()?;
            let asked = |name| view.asked.get(name).unwrap_or("").trim();
            let strange = ["party", "with"].map(asked).into_iter().find(|name| !columns.names_party(name) && !view.app.heart.knows_party(name));
            if let Some(name) = strange {
                return Err(refused(format!("No claim names a party `{name}`")));
            }
            let set = Amendment { with: Some(asked("with").into()), ..Amendment::default() };
            said(About::Party(asked("party").into()), Opinion::Amend, set, by, asked("note"))
        }
    };
    write(view, &judgement, "/review/parties".to_owned())
}
