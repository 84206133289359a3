//! What other reports of its ledger make of a claim, as it is written: whose words its report has, which report that repeats, and where the
//! claim is told again.

use super::{ClaimRecord, Entry, Index, claim::record};
use counterclaim_model::{Credit, Drift, Name, Retelling, Retold};
use serde::{Deserialize, Serialize};

/// Words that credit somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditRecord {
    /// The agency or outlet; null where the words name nobody.
    pub agency: Option<String>,
    /// The words.
    pub words: String,
    /// Their first byte; null where they are no part of the text.
    pub start: Option<u32>,
    /// The byte after the last.
    pub end: Option<u32>,
    /// How they are known: a rule, `feed`, `outlet` or `speaker`.
    pub rule: String,
}

/// Which report is repeated, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyRecord {
    /// The report that tells it first.
    pub first: String,
    /// How that is known.
    pub why: String,
}

/// One telling of a claim that several reports tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldRecord {
    /// The claim.
    pub claim: String,
    /// Whether it is the likeliest original.
    pub original: bool,
    /// What it has otherwise than the original.
    pub drift: Vec<Drift>,
}

/// A claim as it is written, with what other reports of its ledger make of it.
pub(super) fn beside(index: &Index, entry: Entry) -> ClaimRecord {
    let copy = |(first, why): (&Name, &str)| CopyRecord { first: first.to_string(), why: why.to_owned() };
    let told = |retold: &Retold| {
        let first = ToldRecord { claim: retold.original.0.to_string(), original: true, drift: Vec::new() };
        let again = |again: &Retelling| ToldRecord { claim: again.claim.0.to_string(), original: false, drift: again.drift.clone() };
        std::iter::once(first).chain(retold.again.iter().map(again)).collect()
    };
    ClaimRecord {
        copy_of: index.copy_of(&entry.claim.doc).map(copy),
        told_in: index.retold(&entry.claim.id).map(told).unwrap_or_default(),
        ..record(entry.reading, entry.claim)
    }
}

pub(super) fn credit(credit: &Credit) -> CreditRecord {
    CreditRecord {
        agency: credit.agency.as_deref().map(str::to_owned),
        words: credit.words.to_string(),
        start: credit.span.map(|span| span.start),
        end: credit.span.map(|span| span.end),
        rule: credit.rule.to_string(),
    }
}
