//! One address asked: redirects followed a few times, no more read than a report may be long, and no longer waited than is polite.

use crate::{State, host::Hosts};
use counterclaim::acquire::{MAX_REPORT, Told};
use std::{
    io::{ErrorKind, Read},
    time::{Duration, SystemTime},
};
use ureq::{Agent, Body, http::Response};
use url::Url;

/// How the watcher behaves towards others.
#[derive(Clone, Debug)]
pub struct Manners {
    /// How it calls itself: with an address where its master can be reached, by good custom.
    pub name: String,
    /// How long a host is left in peace between two requests, at least.
    pub pause: Duration,
    /// How long one answer is waited for.
    pub patience: Duration,
}

impl Default for Manners {
    fn default() -> Manners {
        let name = concat!("counterclaim/", env!("CARGO_PKG_VERSION"), " (reads news feeds)").to_owned();
        Manners { name, pause: Duration::from_secs(5), patience: Duration::from_secs(30) }
    }
}

/// What an address gave.
#[derive(Clone, Debug)]
pub enum Fetched {
    /// The same as last time.
    Unchanged,
    /// Something.
    Body {
        /// As received.
        bytes: Vec<u8>,
        /// What its header tells of it.
        told: Box<Told>,
        /// Its `ETag`.
        etag: Option<String>,
        /// Its `Last-Modified`.
        modified: Option<String>,
    },
}

/// Why an address gave nothing.
#[derive(Clone, Debug, Default)]
pub struct Trouble {
    /// In words fit to show.
    pub(crate) what: String,
    /// For how many seconds its host asks to be left alone.
    pub(crate) wait: Option<i64>,
    /// Whether asking again is of no use.
    pub(crate) forbidden: bool,
}

impl Trouble {
    pub(crate) fn of(what: impl Into<String>) -> Trouble {
        Trouble { what: what.into(), ..Trouble::default() }
    }

    pub(crate) fn forbidding(what: impl Into<String>) -> Trouble {
        Trouble { forbidden: true, ..Trouble::of(what) }
    }
}

/// How often an answer may send one elsewhere.
const REDIRECTS: usize = 5;

/// Asks, and remembers of each host when it was asked and what its robots.txt says.
pub struct Fetcher {
    agent: Agent,
    hosts: Hosts,
    manners: Manners,
}

impl Fetcher {
    /// One that has asked nobody yet.
    pub fn new(manners: Manners) -> Fetcher {
        let config = Agent::config_builder()
            .user_agent(&manners.name)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(manners.patience))
            .build();
        Fetcher { agent: config.into(), hosts: Hosts::default(), manners }
    }

    /// Asks for what an address has, where it is not what it had.
    pub fn fetch(&mut self, address: &str, last: &State) -> Result<Fetched, Trouble> {
        let mut url = parse(address)?;
        for _ in 0..=REDIRECTS {
            self.ask_leave(&url)?;
            let answer = self.get(&url, last)?;
            match answer.status().as_u16() {
                200 => return body(answer),
                304 => return Ok(Fetched::Unchanged),
                301 | 302 | 303 | 307 | 308 => {
                    let to = header(&answer, "location").ok_or_else(|| Trouble::of("sends one elsewhere and does not say where"))?;
                    url = url.join(&to).map_err(|e| Trouble::of(format!("sends one to `{to}` ({e})")))?;
                }
                429 | 503 => return Err(Trouble { wait: retry_after(&answer), ..Trouble::of(format!("asks to be left alone ({})", answer.status())) }),
                401 | 402 | 403 | 404 | 410 | 451 => return Err(Trouble::forbidding(format!("refused ({})", answer.status()))),
                _ => return Err(Trouble { wait: retry_after(&answer), ..Trouble::of(format!("answered {}", answer.status())) }),
            }
        }
        Err(Trouble::forbidding(format!("sent from one address to another more than {REDIRECTS} times")))
    }

    /// Whether the host's robots.txt allows it; asks for that where it was not asked yet.
    fn ask_leave(&mut self, url: &Url) -> Result<(), Trouble> {
        if !self.hosts.knows(url) {
            let mut at = url.join("/robots.txt").map_err(|e| Trouble::of(e.to_string()))?;
            let mut said = None;
            for _ in 0..=REDIRECTS {
                let answer = self.get(&at, &State::default())?;
                let status = answer.status();
                if status.is_redirection()
                    && let Some(to) = header(&answer, "location").and_then(|to| at.join(&to).ok())
                {
                    at = to;
                    continue;
                }
                said = Some(match status.as_u16() {
                    200 => read(answer)?,
                    // A host that is in trouble is not asked for more.
                    500.. => return Err(Trouble { wait: retry_after(&answer), ..Trouble::of(format!("its robots.txt answered {status}")) }),
                    _ => Vec::new(),
                });
                break;
            }
            self.hosts.learn(url, &said.unwrap_or_default(), &self.manners.name);
        }
        if self.hosts.allows(url) { Ok(()) } else { Err(Trouble::forbidding("its robots.txt asks not to be read")) }
    }

    fn get(&mut self, url: &Url, last: &State) -> Result<Response<Body>, Trouble> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Trouble::forbidding(format!("`{url}` is no address of the web")));
        }
        self.hosts.wait(url, self.manners.pause);
        let mut request = self.agent.get(url.as_str());
        for (name, value) in [("If-None-Match", &last.etag), ("If-Modified-Since", &last.modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        request.call().map_err(|e| Trouble::of(in_words(&e)))
    }
}

fn parse(address: &str) -> Result<Url, Trouble> {
    Url::parse(address).map_err(|e| Trouble::forbidding(format!("no address of the web, such as https://example.org/rss ({e})")))
}

fn in_words(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "there is no host of that name".to_owned(),
        ureq::Error::Timeout(_) => "did not answer in time".to_owned(),
        ureq::Error::Io(e) if e.kind() == ErrorKind::ConnectionRefused => "nobody answers there (connection refused)".to_owned(),
        ureq::Error::Io(e) if e.to_string().contains("lookup") => format!("its host is not found ({e})"),
        ureq::Error::Io(e) if e.to_string().contains("certificate") => format!("its certificate does not prove who it is, so nothing is read from it ({e})"),
        other => other.to_string(),
    }
}

fn header(answer: &Response<Body>, name: &str) -> Option<String> {
    Some(answer.headers().get(name)?.to_str().ok()?.to_owned())
}

/// In seconds, or as a date.
fn retry_after(answer: &Response<Body>) -> Option<i64> {
    let text = header(answer, "retry-after")?;
    let until = |text: &str| Some(httpdate::parse_http_date(text).ok()?.duration_since(SystemTime::now()).ok()?.as_secs() as i64);
    text.trim().parse().ok().or_else(|| until(&text))
}

fn body(answer: Response<Body>) -> Result<Fetched, Trouble> {
    let (etag, modified) = (header(&answer, "etag"), header(&answer, "last-modified"));
    let kind = header(&answer, "content-type").unwrap_or_default();
    let mut parts = kind.split(';').map(str::trim);
    let media = parts.next().map(str::to_ascii_lowercase).filter(|media| !media.is_empty());
    let charset = parts.find_map(|part| part.strip_prefix("charset=")).map(|charset| charset.trim_matches('"').to_owned());
    let told = Box::new(Told { media, charset, ..Told::default() });
    Ok(Fetched::Body { bytes: read(answer)?, told, etag, modified })
}

fn read(answer: Response<Body>) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let mut from = answer.into_body().into_reader().take(MAX_REPORT as u64 + 1);
    from.read_to_end(&mut bytes).map_err(|e| Trouble::of(format!("broke off ({e})")))?;
    if bytes.len() > MAX_REPORT { Err(Trouble::forbidding(format!("more than {} MiB long", MAX_REPORT >> 20))) } else { Ok(bytes) }
}
