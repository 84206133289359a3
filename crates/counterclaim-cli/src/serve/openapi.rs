//! The list of addresses as OpenAPI 3.1, for programs that ask.

use super::{
    app::Reply,
    routes::{ROUTES, Route},
};
use anyhow::Result;
use serde_json::{Map, Value, json};

/// The description.
pub fn json() -> Result<Reply> {
    let mut paths = Map::new();
    for route in ROUTES {
        let path = route.path.replace("{*id}", "{id}");
        let forms = route.forms.iter().map(|form| format!("{path}.{form}"));
        for path in std::iter::once(path.clone()).chain(forms) {
            let told = if route.changes { sent(route) } else { asked(route, &path) };
            let all = paths.entry(path).or_insert_with(|| json!({}));
            all[if route.changes { "post" } else { "get" }] = told;
        }
    }
    let info = json!({ "title": "Counterclaim", "version": env!("CARGO_PKG_VERSION"), "summary": "A ledger of attributed claims" });
    Ok(Reply::Json(serde_json::to_vec_pretty(&json!({ "openapi": "3.1.0", "info": info, "paths": paths }))?))
}

fn asked(route: &Route, path: &str) -> Value {
    let text = json!({ "type": "string" });
    let named = path.contains("{id}").then(|| json!({ "name": "id", "in": "path", "required": true, "schema": text }));
    let queried = route.asked.iter().map(|(name, what)| json!({ "name": name, "in": "query", "description": what, "schema": text }));
    let parameters: Vec<Value> = named.into_iter().chain(queried).collect();
    let answer = json!({ "200": { "description": route.what, "content": { (gives(path)): {} } } });
    json!({ "summary": route.what, "parameters": parameters, "responses": answer })
}

/// What a form sends; it goes on to the page that comes next.
fn sent(route: &Route) -> Value {
    let csrf = ("csrf", "from the page that the form stands on; a program that sends its token needs none");
    let field = |(name, what): (&str, &str)| (name.to_owned(), json!({ "type": "string", "description": what }));
    let fields: Map<String, Value> = std::iter::once(csrf).chain(route.asked.iter().copied()).map(field).collect();
    let form = json!({ "application/x-www-form-urlencoded": { "schema": { "type": "object", "properties": fields } } });
    json!({ "summary": route.what, "requestBody": { "content": form }, "responses": { "303": { "description": "done; the next page" } } })
}

fn gives(path: &str) -> &'static str {
    match path.rsplit_once('.') {
        Some((_, "json")) => "application/json",
        Some((_, "csv")) => "text/csv",
        Some((_, "css")) => "text/css",
        Some((_, "js")) => "text/javascript",
        _ => "text/html",
    }
}
