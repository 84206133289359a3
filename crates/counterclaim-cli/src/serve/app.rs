//! What every answer goes through: who asks and whether they may, a ledger opened for it, the words for what went wrong, and whether the
//! reader has it already.

use super::{
    door::{Door, Visitor},
    frame, guard,
    held::Held,
    map::Ground,
    reckon::Reckoner,
    refusal::{Refusal, missing},
    routes::{Page, Route},
};
use crate::{heart::Heart, review::desk::Desk};
use anyhow::Result;
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use counterclaim_ledger::{Columns, Store};
use maud::{Markup, html};
use std::{
    collections::hash_map::DefaultHasher,
    hash::{Hash, Hasher},
    net::IpAddr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// The ledger, connections to it that are not in use, and who may do what with it.
pub struct App {
    /// Rules, world and terms.
    pub heart: Heart,
    /// What maps are drawn on.
    pub ground: Ground,
    held: Arc<Held>,
    path: PathBuf,
    idle: Mutex<Vec<Store>>,
    /// Who may come in.
    pub door: Door,
    /// What people judged.
    pub desk: Desk,
    /// Who judges, where they say no other name.
    pub by: Option<String>,
    /// What has the ledger obey.
    pub reckoner: Reckoner,
}

/// What a page is drawn from.
pub struct View<'a> {
    /// What all pages share.
    pub app: &'a App,
    /// The ledger.
    pub store: &'a Store,
    /// The name in the address; empty where it has none.
    pub name: String,
    /// What stands behind the `?`, or in a form.
    pub asked: Asked,
    /// Who asks.
    pub visitor: Visitor,
    /// What was sent beside it.
    pub headers: HeaderMap,
    /// From where.
    pub peer: IpAddr,
}

/// What an address gives.
pub enum Reply {
    /// A page, with its title.
    Page(String, Markup),
    /// JSON lines or a JSON object.
    Json(Vec<u8>),
    /// A table.
    Csv(Vec<u8>),
    /// Places for maps of others.
    GeoJson(Vec<u8>),
    /// A page with pictures of another server's: its title, itself, and whose server.
    Pictured(String, Markup, String),
    /// How the pages look.
    Style(&'static str),
    /// What the pages do with keys.
    Script(&'static str),
    /// Another address, with cookies to take along.
    Go(String, Vec<String>),
}

/// What stands behind the `?` of an address or in a form, in its order.
pub struct Asked(pub Vec<(String, String)>);

impl Asked {
    /// From a query or a form.
    pub fn of(text: &[u8]) -> Asked {
        Asked(form_urlencoded::parse(text).into_owned().collect())
    }

    /// The first value of a name; nothing where it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.given(name).filter(|value| !value.is_empty())
    }

    /// The first value of a name, empty or not.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
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

/// A question as it came in.
pub struct Question {
    /// Its address with the query.
    pub at: String,
    /// The name in the address.
    pub name: String,
    /// Query or form.
    pub asked: Asked,
    /// What was sent beside it.
    pub headers: HeaderMap,
    /// From where.
    pub peer: IpAddr,
}

impl App {
    /// Opens the ledger once, so that what is wrong with it is said before the pages are.
    pub fn new(heart: Heart, ground: Ground, path: &Path, judgements: Option<&Path>, by: Option<String>, door: Door, reckoner: Reckoner) -> Result<App> {
        let store = Store::open(path)?;
        let desk = Desk::new(judgements, &store)?;
        let held = Held::new(path)?;
        Ok(App { heart, ground, held, path: path.to_owned(), idle: Mutex::new(vec![store]), door, desk, by, reckoner })
    }

    /// The file of the ledger.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Answers by a route, or says that there is none.
    pub async fn answer(self: Arc<Self>, route: Option<&'static Route>, question: Question) -> Response {
        let visitor = match self.door.visitor(&question.headers, question.peer) {
            Ok(visitor) => visitor,
            Err(seconds) => return wait(seconds),
        };
        let needed = route.map_or(Some(super::door::Role::Reader), |route| route.who);
        if needed > visitor.role {
            return shut(&visitor, &question);
        }
        if route.is_some_and(|route| route.changes) && !visitor.sent(question.asked.get("csrf").unwrap_or("")) && needed.is_some() {
            let more = "The page that you sent was drawn before the server began anew, or by another. Go back, load it again, and repeat what you did.";
            return trouble(StatusCode::FORBIDDEN, "This page is out of date", more);
        }
        let page: Page = route.map_or(|_| Err(missing()), |route| route.page);
        self.draw(page, question, visitor).await
    }

    /// Draws a page beside the threads that listen.
    async fn draw(self: Arc<Self>, page: Page, question: Question, visitor: Visitor) -> Response {
        let (headers, cookie) = (question.headers.clone(), visitor.cookie.clone());
        let drawn = tokio::task::spawn_blocking(move || {
            let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = idle.map_or_else(|| Store::open(&self.path), Ok)?;
            let Question { name, asked, headers, peer, .. } = question;
            let drawn = page(&View { app: &self, store: &store, name, asked, visitor, headers, peer });
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            drawn
        });
        let mut response = match drawn.await {
            Ok(Ok(reply)) => respond(reply, &headers),
            Ok(Err(error)) => match error.downcast::<Refusal>() {
                Ok(Refusal { status, what, more }) => trouble(status, what, &more),
                Err(error) => trouble(StatusCode::INTERNAL_SERVER_ERROR, "That could not be done", &format!("{error:#}")),
            },
            Err(error) => trouble(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be drawn", &error.to_string()),
        };
        if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

impl View<'_> {
    /// What claims are counted and narrowed by.
    pub fn columns(&self) -> Result<Arc<Columns>> {
        self.app.held.columns()
    }

    /// Who judges: the name that they told, else the one that the server was started with.
    pub fn by(&self) -> Option<&str> {
        self.visitor.by.as_deref().or(self.app.by.as_deref())
    }
}

fn respond(reply: Reply, headers: &HeaderMap) -> Response {
    let mut pictures = None;
    let (kind, body) = match reply {
        Reply::Pictured(title, page, origin) => {
            pictures = HeaderValue::from_str(&guard::with_pictures(&origin)).ok();
            ("text/html; charset=utf-8", frame::frame(&title, &page).into_string().into_bytes())
        }
        Reply::GeoJson(body) => ("application/geo+json", body),
        Reply::Page(title, page) => ("text/html; charset=utf-8", frame::frame(&title, &page).into_string().into_bytes()),
        Reply::Json(body) => ("application/json", body),
        Reply::Csv(body) => ("text/csv; charset=utf-8", body),
        Reply::Style(body) => ("text/css; charset=utf-8", body.as_bytes().to_vec()),
        Reply::Script(body) => ("text/javascript; charset=utf-8", body.as_bytes().to_vec()),
        Reply::Go(to, cookies) => return go(&to, &cookies),
    };
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    let tag = format!("\"{:016x}\"", hasher.finish());
    let mut response = match headers.get(header::IF_NONE_MATCH) {
        Some(known) if known.as_bytes() == tag.as_bytes() => StatusCode::NOT_MODIFIED.into_response(),
        _ => body.into_response(),
    };
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(pictures) = pictures {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, pictures);
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn go(to: &str, cookies: &[String]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    // An address of ours begins with one slash: what begins with two is another host's.
    let to = if to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\") { to } else { "/" };
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/")));
    for cookie in cookies.iter().filter_map(|cookie| HeaderValue::from_str(cookie).ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// To whoever may not see it: the way in for people, a plain word for programs and for those who may only read.
fn shut(visitor: &Visitor, question: &Question) -> Response {
    if visitor.role.is_some() {
        return trouble(StatusCode::FORBIDDEN, "Readers look, reviewers judge", "Your token is a reader's. A reviewer's opens this.");
    }
    let data = [".json", ".geojson", ".csv"].iter().any(|ending| question.at.split('?').next().is_some_and(|path| path.ends_with(ending)));
    if visitor.is_program || data {
        let how = [(header::WWW_AUTHENTICATE, "Bearer")];
        return (StatusCode::UNAUTHORIZED, how, "Send a token: Authorization: Bearer TOKEN\n").into_response();
    }
    go(&frame::query("/enter", &[("to", &question.at)]), &[])
}

fn wait(seconds: u64) -> Response {
    let after = [(header::RETRY_AFTER, seconds.to_string())];
    (StatusCode::TOO_MANY_REQUESTS, after, format!("Too many wrong tokens from this address. Try again in {seconds} seconds.\n")).into_response()
}

fn trouble(status: StatusCode, what: &str, more: &str) -> Response {
    let page = html! { h1 { (what) } p { (crate::draw::text::visible(more)) } p { a href="/" { "All episodes" } } };
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (status, kind, frame::frame(what, &page).into_string()).into_response()
}
