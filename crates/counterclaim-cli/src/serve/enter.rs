//! The way in, where a token is asked for.

use super::{
    app::{Reply, View},
    door::Role,
    refusal::refusal,
};
use anyhow::Result;
use axum::http::StatusCode;
use maud::html;

/// The form.
pub fn page(view: &View) -> Result<Reply> {
    let page = html! {
        h1 { "A token opens these pages" }
        form method="post" action="/enter" {
            input type="hidden" name="to" value=(view.asked.get("to").unwrap_or("/"));
            label { "token " input type="password" name="token" autocomplete="current-password" required autofocus; } " "
            button { "Enter" }
        }
        p { "Whoever started the server has it. Readers look, reviewers judge." }
    };
    Ok(Reply::Page("Enter".to_owned(), page))
}

/// Takes a token for a cookie.
pub fn enter(view: &View) -> Result<Reply> {
    let door = &view.app.door;
    let tried = door.knock(view.asked.get("token").unwrap_or(""), view.peer);
    let found = tried.map_err(|seconds| refusal(StatusCode::TOO_MANY_REQUESTS, "Too many wrong tokens", format!("Try again in {seconds} seconds.")))?;
    match found {
        Some(role) => Ok(Reply::Go(view.asked.get("to").unwrap_or("/").to_owned(), vec![door.admit(role, &view.headers).0])),
        None if !door.is_shut() => Ok(Reply::Go("/".to_owned(), vec![door.admit(Role::Reviewer, &view.headers).0])),
        None => Err(refusal(StatusCode::FORBIDDEN, "That token opens nothing", "Go back and try again; after five wrong ones a minute has to pass.")),
    }
}
