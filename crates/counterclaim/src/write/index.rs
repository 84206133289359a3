//! Claims by their ids: episodes, sums, disputes and estimates name claims, and no figure is shown without its claim.

use counterclaim_model::{ClaimId, Ledger, Name, Origin, Retold};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use crate::tally::book::Entry;

impl<'a> Entry<'a> {
    /// The words of the claim, as received.
    pub fn quote(&self) -> &'a str {
        self.claim.quote.of(&self.reading.document.text)
    }
}

/// All claims of a ledger by id.
pub struct Index<'a> {
    claims: BTreeMap<&'a ClaimId, Entry<'a>>,
    copies: BTreeMap<&'a Name, (&'a Name, &'a str)>,
    retold: BTreeMap<&'a ClaimId, &'a Retold>,
}

impl<'a> Index<'a> {
    /// Of all reports; where two claims share an id, the first report's stands.
    pub fn new(ledger: &'a Ledger) -> Index<'a> {
        let mut index = BTreeMap::new();
        for reading in &ledger.readings {
            for claim in &reading.claims {
                index.entry(&claim.id).or_insert(Entry { reading, claim });
            }
        }
        let copied = |origin: &'a Origin| origin.copies.iter().map(|copied| (&copied.doc, (&origin.first, copied.why.as_str())));
        let told = |retold: &'a Retold| std::iter::once(&retold.original).chain(retold.again.iter().map(|again| &again.claim)).map(move |id| (id, retold));
        Index { claims: index, copies: ledger.origins.iter().flat_map(copied).collect(), retold: ledger.retold.iter().flat_map(told).collect() }
    }

    /// The report that one repeats, and how that is known.
    pub fn copy_of(&self, doc: &Name) -> Option<(&'a Name, &'a str)> {
        self.copies.get(doc).copied()
    }

    /// The tellings of a claim that several reports tell.
    pub fn retold(&self, id: &ClaimId) -> Option<&'a Retold> {
        self.retold.get(id).copied()
    }

    /// The claim of that id.
    pub fn get(&self, id: &ClaimId) -> Option<Entry<'a>> {
        self.claims.get(id).copied()
    }

    /// Every claim, in order of ids.
    pub fn iter(&self) -> impl Iterator<Item = Entry<'a>> {
        self.claims.values().copied()
    }

    /// A claim with its words, for a line that names it.
    pub(super) fn refer(&self, id: &ClaimId) -> ClaimRef {
        let entry = self.get(id);
        ClaimRef {
            claim: id.0.to_string(),
            doc: entry.map(|e| e.claim.doc.to_string()),
            quote: entry.map(|e| e.quote().to_owned()),
            start: entry.map(|e| e.claim.quote.start),
            end: entry.map(|e| e.claim.quote.end),
            claimant: entry.map(|e| e.claim.attribution.claimant()),
        }
    }
}

/// A claim as other records name it: never without its words and its speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRef {
    /// The claim's id.
    pub claim: String,
    /// The report; null where the ledger does not hold the claim.
    pub doc: Option<String>,
    /// Its words.
    pub quote: Option<String>,
    /// First byte of the quote in the report's text.
    pub start: Option<u32>,
    /// The byte after its last.
    pub end: Option<u32>,
    /// Who vouches.
    pub claimant: Option<String>,
}
