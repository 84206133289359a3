//! Disputes and sums as they are written, every claim with its words.

use super::{ClaimRef, Index, VERSION, estimate::snake};
use counterclaim_model::{Answer, Dispute, DisputeKind, Quantity, Sum, SumKind, Verdict};
use serde::{Deserialize, Serialize};

/// On which terms disputes and sums stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Only what was told by this day counts, where a day was asked for.
    pub told_by: Option<String>,
    /// Who was left out.
    pub without: Vec<String>,
}

/// One contradiction, one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeRecord {
    /// The schema version.
    pub v: u32,
    /// `dispute`.
    #[serde(rename = "type")]
    pub record: String,
    /// What kind: `denied`, `outnumbered`, `mismatch`, `drift`, `blame`, `sum`, `stale`, `fallen`, `silence`.
    pub kind: String,
    /// The episode's id.
    pub episode: String,
    /// It, in words.
    pub words: String,
    /// The claims.
    pub claims: Vec<ClaimRef>,
    /// What became of a denial: `insisted`, `conceded`, `never_answered`; null for other kinds.
    pub answer: Option<Answer>,
    /// The day up to which a silence is known to last; null for other kinds.
    pub as_of: Option<String>,
    /// On which terms it stands.
    #[serde(flatten)]
    pub heard: Heard,
}

/// One piece of arithmetic, one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SumRecord {
    /// The schema version.
    pub v: u32,
    /// `sum`.
    #[serde(rename = "type")]
    pub record: String,
    /// `parts`, `running` or `rival`.
    pub kind: String,
    /// The reports that it draws on.
    pub docs: Vec<String>,
    /// The claims added up.
    pub parts: Vec<AddendRecord>,
    /// The claim of the total.
    pub total: AddendRecord,
    /// `holds`, `fails`, `agrees` (within what "about" and open ends allow) or `unchecked` (a part has no number).
    pub verdict: String,
    /// Total less parts.
    pub off_by: i64,
    /// On which terms it stands.
    #[serde(flatten)]
    pub heard: Heard,
}

/// A claim in a sum, with its figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddendRecord {
    /// The figure.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRef,
}

pub(super) fn record(index: &Index, dispute: &Dispute, heard: &Heard) -> DisputeRecord {
    DisputeRecord {
        v: VERSION,
        record: "dispute".to_owned(),
        kind: dispute_name(dispute.kind),
        episode: dispute.episode.clone(),
        words: dispute.words.clone(),
        claims: dispute.claims.iter().map(|id| index.refer(id)).collect(),
        answer: dispute.answer,
        as_of: dispute.as_of.map(|day| day.to_string()),
        heard: heard.clone(),
    }
}

pub(super) fn sum(index: &Index, sum: &Sum, heard: &Heard) -> SumRecord {
    SumRecord {
        v: VERSION,
        record: "sum".to_owned(),
        kind: sum_name(sum.kind).to_owned(),
        docs: sum.docs.iter().map(ToString::to_string).collect(),
        parts: sum.parts.iter().map(|(id, quantity)| AddendRecord { quantity: *quantity, claim: index.refer(id) }).collect(),
        total: AddendRecord { quantity: sum.total_is, claim: index.refer(&sum.total) },
        verdict: verdict_name(sum.verdict).to_owned(),
        off_by: sum.off_by,
        heard: heard.clone(),
    }
}

/// A dispute's kind as records and screens name it: the variant's own name.
pub fn dispute_name(kind: DisputeKind) -> String {
    snake(&format!("{kind:?}"))
}

/// A sum's kind as records name it.
pub fn sum_name(kind: SumKind) -> &'static str {
    match kind {
        SumKind::Parts => "parts",
        SumKind::Running => "running",
        SumKind::Rival => "rival",
    }
}

/// How a sum comes out, as records name it.
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Fails => "fails",
        Verdict::Agrees => "agrees",
        Verdict::Unchecked => "unchecked",
    }
}
