//! Feeds watched politely: asked again when they are due, with what their host said of them last; their pages read once.
//!
//! `round` asks every feed that is due and fetches the pages that it has not seen. All that must be remembered goes through `Desk`, so
//! that a watcher may be killed at any moment and go on where it stood. No other part of Counterclaim touches the network.

mod fetch;
mod host;

pub use fetch::{Fetched, Fetcher, Manners, Trouble};

use counterclaim::acquire::{self, Item, Options, Told};
use counterclaim_model::{Document, Doubt};
use std::time::Duration;

/// What is remembered of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Its `ETag`, as its host gave it.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
    /// What became of the last try, in words fit to show.
    pub status: String,
    /// How many tries in a row failed.
    pub failures: u32,
    /// When it may be asked again, in seconds since 1970.
    pub due: i64,
}

/// Where the watcher keeps what it must remember, and what it was given.
pub trait Desk {
    /// What goes wrong there.
    type Error;
    /// What is remembered of an address.
    fn state(&mut self, address: &str) -> Result<Option<State>, Self::Error>;
    /// Remembers it.
    fn keep(&mut self, address: &str, state: &State) -> Result<(), Self::Error>;
    /// Whether a report was received from this address.
    fn holds(&mut self, address: &str) -> Result<bool, Self::Error>;
    /// Takes a report in, with what is doubtful about how it was got.
    fn take(&mut self, document: Document, doubts: Vec<Doubt>) -> Result<(), Self::Error>;
    /// Hears of something that a person should know.
    fn say(&mut self, address: &str, what: &str);
    /// Seconds since 1970.
    fn now(&self) -> i64;
}

/// What a round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Feeds that were asked.
    pub asked: usize,
    /// Of these, those that had not changed.
    pub unchanged: usize,
    /// Reports that were taken in.
    pub reports: usize,
    /// Addresses that gave nothing.
    pub failed: usize,
    /// When the next feed is due, in seconds since 1970.
    pub next: Option<i64>,
}

/// No address is left alone for longer than this after failures.
const LONGEST: i64 = 24 * 3600;
/// After so many failures the words that a feed gives of a page are taken for the page.
const TRIES: u32 = 3;

/// Asks every feed that is due, and fetches what is new in it. `every`: how long a feed is left alone after it answered.
pub fn round<D: Desk>(feeds: &[String], every: Duration, fetcher: &mut Fetcher, desk: &mut D) -> Result<Round, D::Error> {
    let mut round = Round::default();
    for feed in feeds {
        let state = desk.state(feed)?.unwrap_or_default();
        let due = if state.due > desk.now() { state.due } else { ask(feed, state, every, fetcher, desk, &mut round)? };
        round.next = Some(round.next.map_or(due, |next| next.min(due)));
    }
    Ok(round)
}

/// Asks one feed; when it is due again.
fn ask<D: Desk>(feed: &str, mut state: State, every: Duration, fetcher: &mut Fetcher, desk: &mut D, round: &mut Round) -> Result<i64, D::Error> {
    round.asked += 1;
    let every = every.as_secs() as i64;
    match fetcher.fetch(feed, &state) {
        Ok(Fetched::Unchanged) => {
            round.unchanged += 1;
            (state.status, state.failures, state.due) = ("not changed".to_owned(), 0, desk.now() + every);
        }
        Ok(Fetched::Body { bytes, told, etag, modified }) => match listed(feed, &bytes, *told, desk) {
            Ok(listed) => {
                let all = entries(listed, fetcher, desk, round)?;
                // What its host said is remembered only once all of it was seen: a watcher killed before then asks for it in full again.
                (state.status, state.failures, state.due) = ("read".to_owned(), 0, desk.now() + every);
                (state.etag, state.modified) = if all { (etag, modified) } else { (None, None) };
            }
            Err(trouble) => fail(feed, &mut state, &trouble, every, desk, round),
        },
        Err(trouble) => fail(feed, &mut state, &trouble, every, desk, round),
    }
    desk.keep(feed, &state)?;
    Ok(state.due)
}

/// The entries of a feed, the newest first as most list them.
fn listed<D: Desk>(feed: &str, bytes: &[u8], told: Told, desk: &mut D) -> Result<Vec<(Document, Vec<Doubt>)>, Trouble> {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    let told = Told { address: Some(feed.to_owned()), ..told };
    let options = Options { keep_raw: true, ..Options::default() };
    acquire::fetched(bytes, told, &options, &mut |item| {
        match item {
            Item::Report(document, doubts) | Item::Aside(document, doubts) => found.push((*document, doubts)),
            Item::Unread(input) => unread.push(input.reason),
        }
        true
    });
    // A page or a text is one report, and stands at the address itself.
    if found.iter().any(|(document, _)| document.origin == feed) {
        return Err(Trouble::of("no feed: give the address of its RSS or Atom"));
    }
    match unread.first().filter(|_| found.is_empty()) {
        Some(reason) => Err(Trouble::of(reason)),
        None => {
            unread.iter().for_each(|reason| desk.say(feed, reason));
            Ok(found)
        }
    }
}

/// Takes in what is new among the entries of a feed; whether none is left for later.
fn entries<D: Desk>(listed: Vec<(Document, Vec<Doubt>)>, fetcher: &mut Fetcher, desk: &mut D, round: &mut Round) -> Result<bool, D::Error> {
    let mut all = true;
    // The oldest first, as they were written.
    for (mut document, doubts) in listed.into_iter().rev() {
        let Some(address) = document.source.address.as_deref().map(str::to_owned) else {
            desk.take(document, doubts)?;
            round.reports += 1;
            continue;
        };
        let mut state = desk.state(&address)?.unwrap_or_default();
        if desk.holds(&address)? {
            continue;
        }
        if state.due > desk.now() {
            all = false;
            continue;
        }
        match page(&address, &document, fetcher) {
            Ok(pages) => {
                for (document, doubts) in pages {
                    desk.take(document, doubts)?;
                    round.reports += 1;
                }
                (state.status, state.failures) = ("read".to_owned(), 0);
            }
            Err(trouble) if trouble.forbidden || state.failures + 1 >= TRIES => {
                desk.say(&address, &format!("{}: what the feed says of it is read instead", trouble.what));
                document.id = address.trim_end_matches('/').rsplit('/').next().unwrap_or(&address).into();
                document.origin = address.clone();
                desk.take(document, doubts)?;
                round.reports += 1;
                (state.status, state.failures) = (format!("{}; taken from its feed", trouble.what), 0);
            }
            Err(trouble) => {
                all = false;
                fail(&address, &mut state, &trouble, 60, desk, round);
            }
        }
        desk.keep(&address, &state)?;
    }
    Ok(all)
}

/// The report on a page; what the feed says of it stands in where the page says nothing.
fn page(address: &str, entry: &Document, fetcher: &mut Fetcher) -> Result<Vec<(Document, Vec<Doubt>)>, fetch::Trouble> {
    let Fetched::Body { bytes, told, .. } = fetcher.fetch(address, &State::default())? else {
        return Err(fetch::Trouble::of("not changed, though it was never read"));
    };
    let said = |name: &Option<counterclaim_model::Name>| name.as_ref().map(|name| name.to_string());
    let told = Told {
        date: entry.published.from.map(|day| day.to_string()),
        outlet: said(&entry.outlet),
        relayed: said(&entry.source.relayed),
        title: said(&entry.source.title),
        // The feed's address for it, under which it is known, and not where that led.
        address: Some(address.to_owned()),
        ..*told
    };
    let (mut found, mut why) = (Vec::new(), "no report there".to_owned());
    let options = Options { keep_raw: true, ..Options::default() };
    acquire::fetched(&bytes, told, &options, &mut |item| {
        match item {
            Item::Report(document, doubts) | Item::Aside(document, doubts) => found.push((*document, doubts)),
            Item::Unread(unread) => why = unread.reason,
        }
        true
    });
    if found.is_empty() { Err(fetch::Trouble::forbidding(&why)) } else { Ok(found) }
}

/// Waits longer after each failure in a row, or as long as the host asks.
fn fail<D: Desk>(address: &str, state: &mut State, trouble: &fetch::Trouble, every: i64, desk: &mut D, round: &mut Round) {
    round.failed += 1;
    state.failures += 1;
    let longer = every.max(60).saturating_mul(1 << state.failures.min(12));
    let wait = trouble.wait.unwrap_or(longer).clamp(1, LONGEST);
    (state.status, state.due) = (trouble.what.clone(), desk.now() + wait);
    desk.say(address, &format!("{}; left alone for {wait} seconds", trouble.what));
}
