//! What stands between the pages and other people's: no script but ours, no frame around us, no name for this machine but its own, and no
//! change that another page asks for.

use super::app::App;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: a form would then say of itself that it comes from nowhere.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::CACHE_CONTROL, "private, no-cache"),
];

/// Refuses what was sent to another name or from another page, and puts the headers on all else.
pub async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let mut response = if !app.door.is_shut() && !is_ours(headers) {
        let what = "These pages answer to localhost and 127.0.0.1 alone.\n";
        (StatusCode::MISDIRECTED_REQUEST, what).into_response()
    } else if request.method() == Method::POST && !is_same_origin(headers) {
        (StatusCode::FORBIDDEN, "A change is asked for on these pages themselves, and by no other page.\n").into_response()
    } else {
        next.run(request).await
    };
    for (name, value) in HEADERS {
        // What a page said of itself stays: a map may show pictures of a server that was named at the start.
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// The policy of a page that shows pictures of another server.
pub fn with_pictures(origin: &str) -> String {
    POLICY.replace("img-src 'self'", &format!("img-src 'self' {origin}"))
}

/// A page of another's that gives this machine a name of its own would read the ledger through its visitor's browser. Where a token is asked
/// for, the browser has none for that name.
fn is_ours(headers: &HeaderMap) -> bool {
    let host = text(headers, &header::HOST);
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// Browsers say from where a form was sent; programs, which send their token each time, need not.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let site = text(headers, &HeaderName::from_static("sec-fetch-site"));
    let origin = text(headers, &header::ORIGIN);
    let host = origin.strip_prefix("http://").or(origin.strip_prefix("https://"));
    match (site, host) {
        ("", None) if origin.is_empty() => headers.contains_key(header::AUTHORIZATION),
        ("" | "same-origin", Some(host)) => host == text(headers, &header::HOST),
        (site, _) => site == "same-origin" && origin.is_empty(),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
}
