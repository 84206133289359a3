//! What every answer goes through: a ledger opened for it, the words for what went wrong, and whether the reader has it already.

use super::frame;
use crate::heart::Heart;
use anyhow::Result;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use counterclaim_ledger::Store;
use maud::{Markup, html};
use std::{
    collections::hash_map::DefaultHasher,
    convert::Infallible,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// The ledger, and connections to it that are not in use.
pub struct App {
    /// Rules, world and terms.
    pub heart: Heart,
    path: PathBuf,
    idle: Mutex<Vec<Store>>,
}

/// What an address gives.
pub enum Reply {
    /// A page, with its title.
    Page(String, Markup),
    /// JSON lines or a JSON object.
    Json(Vec<u8>),
    /// A table.
    Csv(Vec<u8>),
    /// Nothing of that name.
    Missing,
    /// What was asked for makes no sense, and why.
    Wrong(String),
}

/// What stands behind the `?` of an address, in its order.
pub struct Asked(pub Vec<(String, String)>);

impl Asked {
    /// The first value of a name; nothing where it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// Every value of a name, in order; none that is empty.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// A number; 0 where there is none.
    pub fn number(&self, name: &str) -> u32 {
        self.get(name).and_then(|value| value.parse().ok()).unwrap_or(0)
    }
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Asked, Infallible> {
        Ok(Asked(form_urlencoded::parse(parts.uri.query().unwrap_or("").as_bytes()).into_owned().collect()))
    }
}

impl App {
    /// Opens the ledger once, so that what is wrong with it is said before the pages are.
    pub fn new(heart: Heart, path: &Path) -> Result<App> {
        let store = Store::open(path)?;
        Ok(App { heart, path: path.to_owned(), idle: Mutex::new(vec![store]) })
    }

    /// Draws a page beside the threads that listen.
    pub async fn answer(self: Arc<Self>, headers: HeaderMap, page: impl FnOnce(&Store) -> Result<Reply> + Send + 'static) -> Response {
        let drawn = tokio::task::spawn_blocking(move || {
            let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = idle.map_or_else(|| Store::open(&self.path), Ok)?;
            let drawn = page(&store);
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            drawn
        });
        match drawn.await {
            Ok(Ok(reply)) => respond(reply, &headers),
            Ok(Err(error)) => trouble(StatusCode::INTERNAL_SERVER_ERROR, "The ledger could not be read", &format!("{error:#}")),
            Err(error) => trouble(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be drawn", &error.to_string()),
        }
    }
}

fn respond(reply: Reply, headers: &HeaderMap) -> Response {
    let (kind, body) = match reply {
        Reply::Page(title, page) => ("text/html; charset=utf-8", frame::frame(&title, &page).into_string().into_bytes()),
        Reply::Json(body) => ("application/json", body),
        Reply::Csv(body) => ("text/csv; charset=utf-8", body),
        Reply::Wrong(why) => return trouble(StatusCode::BAD_REQUEST, "This cannot be asked", &why),
        Reply::Missing => {
            return trouble(StatusCode::NOT_FOUND, "Nothing of that name is in this ledger", "It may have been taken out, or read again under another name.");
        }
    };
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    let tag = format!("\"{:016x}\"", hasher.finish());
    let mut response = match headers.get(header::IF_NONE_MATCH) {
        Some(known) if known.as_bytes() == tag.as_bytes() => StatusCode::NOT_MODIFIED.into_response(),
        _ => body.into_response(),
    };
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn trouble(status: StatusCode, what: &str, more: &str) -> Response {
    let page = html! { h1 { (what) } p { (crate::draw::text::visible(more)) } p { a href="/" { "All episodes" } } };
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (status, kind, frame::frame(what, &page).into_string()).into_response()
}

/// How the pages look.
pub fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("style.css")).into_response()
}
