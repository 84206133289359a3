//! Which reports stand together: two episodes are made one, or a report is set apart, on the page of an episode.

use super::{
    super::app::{Reply, View},
    act::{nameless, refused, write},
    csrf,
};
use crate::{
    draw::{text::visible, words},
    review::{amendment, desk::said},
    serve::{door::Role, frame::address, home::heading, refusal::missing},
};
use anyhow::Result;
use counterclaim_model::{About, Episode, Name, Opinion};
use maud::{Markup, html};

/// So many episodes are offered by name, and so many reports one by one; any other can be written.
const OFFERED: u32 = 50;

/// What a reviewer may do with an episode; nothing for a reader.
pub fn form(view: &View, episode: &Episode) -> Result<Markup> {
    if view.visitor.role != Some(Role::Reviewer) || view.app.desk.file().is_none() {
        return Ok(html! {});
    }
    let said = view.app.desk.look()?;
    let others = view.store.listed(0, OFFERED)?;
    let told: Vec<_> = episode.docs.iter().take(OFFERED as usize).flat_map(|doc| said.on(&About::Report(doc.clone())).cloned().collect::<Vec<_>>()).collect();
    let last = view.by().and_then(|by| said.last_of(by));
    let hidden = html! { (csrf(view)) input type="hidden" name="episode" value=(episode.id); };
    Ok(html! {
        details.together {
            summary { "Judge which reports stand together" }
            @for word in &told { p.words { (words::judgement(word)) } }
            form method="post" action="/review/together" {
                (hidden)
                label { "This is the same fighting as " input name="with" list="others" required size="40" placeholder="an episode"; } " "
                datalist id="others" { @for one in others.iter().filter(|one| one.episode.id != episode.id) { option value=(one.episode.id) { (heading(&one.episode)) } } }
                button { "Make them one" }
            }
            @if episode.docs.len() > 1 {
                form method="post" action="/review/together" {
                    (hidden)
                    label { "This report tells of other fighting: " select name="apart" { @for doc in episode.docs.iter().take(OFFERED as usize) { option { (visible(doc)) } } } } " "
                    button { "Set it apart" }
                }
            }
            @if let Some((_, last)) = last {
                form method="post" action="/review/undo" { (csrf(view)) input type="hidden" name="to" value=(address("e", &episode.id)); button data-key="z" { kbd { "z" } " take back" } " " span.words { (words::judgement(last)) } }
            }
            p.who { "The episodes change with the next reading." }
        }
    })
}

/// Makes two episodes one, or sets a report apart.
pub fn together(view: &View) -> Result<Reply> {
    let by = view.by().ok_or_else(nameless)?;
    let episode = |id: Option<&str>| id.map_or(Ok(None), |id| view.store.episode(id)).map(|found| found.and_then(|ledger| ledger.episodes.into_iter().next()));
    let this = episode(view.asked.get("episode"))?.ok_or_else(missing)?;
    let (about, set) = match view.asked.get("apart") {
        Some(doc) if this.docs.iter().any(|known| **known == *doc) => (Name::from(doc), "apart=true".to_owned()),
        Some(_) => return Err(refused("That report is not of this episode")),
        None => {
            let other = episode(view.asked.get("with"))?.filter(|other| other.id != this.id);
            let pair = this.docs.first().zip(other.as_ref().and_then(|other| other.docs.first()));
            let (doc, with) = pair.ok_or_else(|| refused("There is no other episode of that name"))?;
            (doc.clone(), format!("with={with}"))
        }
    };
    write(view, &said(About::Report(about), Opinion::Amend, amendment(&[set])?, by, ""), address("e", &this.id))
}
