//! What a watcher of feeds brings, into a ledger: each report in transactions of its own, so that it may be killed at any moment.

use super::{Heart, Obeying, complain};
use anyhow::Result;
use counterclaim_ledger::{Received, Store, Taking, Watched};
use counterclaim_model::{Document, Doubt};
use counterclaim_watch::{Desk, Fetcher, Round, State, round};
use std::time::Duration;

/// A ledger that a watcher fills.
struct Filling<'a> {
    heart: &'a Heart,
    obedient: Obeying<'a>,
    store: &'a mut Store,
}

impl Heart {
    /// Asks the feeds that are due, once, and lines up what they brought.
    pub fn watch(&self, store: &mut Store, feeds: &[String], every: Duration, fetcher: &mut Fetcher) -> Result<Round> {
        let obedient = self.obeying(store)?;
        let mut into = Filling { heart: self, obedient, store };
        let went = round(feeds, every, fetcher, &mut into)?;
        if into.store.is_stale()? {
            let (heart, receipt) = (&*into.obedient, self.receipt.clone());
            Taking::begin(into.store, heart, receipt, &clock().to_string())?.finish(&[])?;
        }
        Ok(went)
    }
}

fn clock() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

impl Desk for Filling<'_> {
    type Error = anyhow::Error;

    fn state(&mut self, address: &str) -> Result<Option<State>> {
        let known = self.store.watched(address)?;
        Ok(known.map(|Watched { etag, modified, status, failures, due }| State { etag, modified, status, failures, due }))
    }

    fn keep(&mut self, address: &str, state: &State) -> Result<()> {
        let State { etag, modified, status, failures, due } = state.clone();
        Ok(self.store.watch(address, &Watched { etag, modified, status, failures, due })?)
    }

    fn holds(&mut self, address: &str) -> Result<bool> {
        Ok(self.store.holds(address)?)
    }

    fn take(&mut self, document: Document, doubts: Vec<Doubt>) -> Result<()> {
        let received = Received { document, doubts: doubts.into_iter().map(|doubt| doubt.what).collect() };
        let at = clock().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut taking = Taking::begin(self.store, &self.obedient, self.heart.receipt.clone(), &at)?;
        self.heart.enter(&mut taking, vec![received])
    }

    fn say(&mut self, address: &str, what: &str) {
        complain(&format!("{address}: {what}"));
    }

    fn now(&self) -> i64 {
        clock().as_second()
    }
}
