//! An estimate as it is written, with every claim used and every claim set aside.

use super::{ClaimRef, Index, VERSION};
use counterclaim_model::{Effect, Estimate, Role, Support, Use, WhyNot};
use serde::{Deserialize, Serialize};

/// A range of claims, one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstimateRecord {
    /// The schema version.
    pub v: u32,
    /// `estimate`.
    #[serde(rename = "type")]
    pub record: String,
    /// Its key: `2020-09-27-armenia-azerbaijan/armenia/killed/military`.
    pub id: String,
    /// The episode's id.
    pub episode: String,
    /// The camp's first name, or `all`.
    pub side: String,
    /// Soldiers or civilians.
    pub role: Role,
    /// What befell them.
    pub effect: Effect,
    /// The policy that made it.
    pub policy: String,
    /// The table of vague words.
    pub vague: String,
    /// Only what was told by this day counts, where a day was asked for.
    pub told_by: Option<String>,
    /// Who was left out.
    pub without: Vec<String>,
    /// How far the policy trusts it.
    pub grade: Option<String>,
    /// As of this day.
    pub as_of: Option<String>,
    /// Lowest.
    pub low: Option<u32>,
    /// Best.
    pub best: Option<u32>,
    /// Highest, null where nothing closes the range.
    pub high: Option<u32>,
    /// Whether the figure under `high` is itself a lower bound.
    pub high_open: bool,
    /// Whether `high` is the enemy's figure.
    pub high_is_enemys: bool,
    /// How many tell it independently of each other.
    pub origins: usize,
    /// Who tells it, and why each is such a beginning or none.
    pub support: Vec<SupportRecord>,
    /// Claims used, and as what.
    pub used: Vec<ReasonRecord>,
    /// Claims set aside, and why.
    pub set_aside: Vec<ReasonRecord>,
}

/// One who tells a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportRecord {
    /// The camp or speaker, or the report.
    pub who: String,
    /// Whether it is an independent beginning.
    pub counts: bool,
    /// Why, or why not.
    pub why: String,
    /// The claims.
    pub claims: Vec<String>,
}

/// A claim with the part that it plays in an estimate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonRecord {
    /// As what it was used, or why it was not.
    #[serde(rename = "as")]
    pub reason: String,
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRef,
}

pub(super) fn record(index: &Index, estimate: &Estimate) -> EstimateRecord {
    let reason = |id, reason: &str| ReasonRecord { reason: reason.to_owned(), claim: index.refer(id) };
    EstimateRecord {
        v: VERSION,
        record: "estimate".to_owned(),
        id: key(estimate),
        episode: estimate.episode.clone(),
        side: estimate.side.to_string(),
        role: estimate.role,
        effect: estimate.effect,
        policy: estimate.policy.to_string(),
        vague: estimate.vague.to_string(),
        told_by: estimate.told_by.map(|day| day.to_string()),
        without: estimate.without.iter().map(ToString::to_string).collect(),
        grade: estimate.grade.as_deref().map(str::to_owned),
        as_of: estimate.as_of.map(|day| day.to_string()),
        low: estimate.low,
        best: estimate.best,
        high: estimate.high,
        high_open: estimate.high_open,
        high_is_enemys: estimate.high_is_enemys,
        origins: estimate.origins(),
        support: estimate.support.iter().map(support).collect(),
        used: estimate.used.iter().map(|(id, used)| reason(id, use_name(*used))).collect(),
        set_aside: estimate.set_aside.iter().map(|(id, why)| reason(id, &why_not_name(*why))).collect(),
    }
}

fn support(support: &Support) -> SupportRecord {
    let claims = support.claims.iter().map(|id| id.0.to_string()).collect();
    SupportRecord { who: support.who.to_string(), counts: support.counts, why: support.why.clone(), claims }
}

/// The name that people type for an estimate: episode, side, effect, role.
pub fn key(estimate: &Estimate) -> String {
    format!("{}/{}/{}/{}", estimate.episode, slug(&estimate.side), estimate.effect.name(), estimate.role.name())
}

/// A party's name as keys spell it: "Islamic State" is `islamic-state`.
pub fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// As what a claim was used.
pub fn use_name(used: Use) -> &'static str {
    match used {
        Use::Low => "low",
        Use::Best => "best",
        Use::High => "high",
        Use::Within => "within",
    }
}

/// Why a claim was set aside: the variant's own name, `PartOfTotal` as `part_of_total`, so that a new reason needs no second list.
pub fn why_not_name(why: WhyNot) -> String {
    snake(&format!("{why:?}"))
}

/// `PartOfTotal` as `part_of_total`.
pub(super) fn snake(camel: &str) -> String {
    let mut snake = String::new();
    for c in camel.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}
