//! A ledger opened for drawing: claims by id, and the episode that each belongs to.

use super::text::{short, visible};
use counterclaim::write::{
    Entry, Index, slug,
    table::{Voice, voice_of},
};
use counterclaim_model::{ClaimId, Episode, Ledger};
use std::collections::BTreeMap;

/// A ledger with its indexes.
pub struct Book<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// Its claims by id.
    pub index: Index<'a>,
    episodes: BTreeMap<&'a ClaimId, &'a Episode>,
}

impl<'a> Book<'a> {
    /// Opens a ledger.
    pub fn new(ledger: &'a Ledger) -> Book<'a> {
        let mut episodes = BTreeMap::new();
        for episode in &ledger.episodes {
            for id in episode.claims.iter().chain(&episode.background) {
                episodes.entry(id).or_insert(episode);
            }
        }
        Book { ledger, index: Index::new(ledger), episodes }
    }

    /// The episode that a claim belongs to, or whose reports tell it as background.
    pub fn episode(&self, id: &ClaimId) -> Option<&'a Episode> {
        self.episodes.get(id).copied()
    }

    /// Whose voice a claim stands in, seen from the harmed.
    pub fn voice(&self, entry: Entry) -> Voice {
        self.episode(&entry.claim.id).map_or(Voice::Third, |episode| voice_of(episode, entry))
    }

    /// The episode that goes by `typed`: its id, or a beginning that only it has.
    pub fn named(&self, typed: &str) -> Option<&'a Episode> {
        let of = |same: &dyn Fn(&&Episode) -> bool| {
            let found: Vec<&'a Episode> = self.ledger.episodes.iter().filter(same).collect();
            (found.len() == 1).then(|| found[0])
        };
        of(&|episode| episode.id == typed).or_else(|| of(&|episode| slug(&episode.id).starts_with(&slug(typed)) && !typed.is_empty()))
    }

    /// A claim's words, at most `to` columns of them.
    pub fn words(&self, entry: Entry, to: usize) -> String {
        short(&visible(entry.quote()), to)
    }
}
