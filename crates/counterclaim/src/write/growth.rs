//! The history of a toll as it is written: one line a claimant and row, every step with its claim.

use super::{ClaimRef, Index, VERSION};
use counterclaim_model::{Effect, Growth, Quantity, Role};
use serde::{Deserialize, Serialize};

/// What one claimant told of one row, one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GrowthRecord {
    /// The schema version.
    pub v: u32,
    /// `growth`.
    #[serde(rename = "type")]
    pub record: String,
    /// The episode's id.
    pub episode: String,
    /// The camp's first name, or `all`.
    pub side: String,
    /// Soldiers or civilians.
    pub role: Role,
    /// What befell them.
    pub effect: Effect,
    /// Who says so.
    pub claimant: String,
    /// In order of telling.
    pub steps: Vec<StepRecord>,
    /// What became of the first figure, by anyone; a description.
    pub later: Vec<LaterRecord>,
}

/// What somebody told after a claimant's first figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LaterRecord {
    /// `confirmed`, `revised` or `contradicted`.
    pub became: String,
    /// The figure.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// The day on which it was told.
    pub told: Option<String>,
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRef,
}

/// One telling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepRecord {
    /// The figure.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// The last day that it counts.
    pub counts_to: Option<String>,
    /// The day on which it was told.
    pub told: Option<String>,
    /// The day on which another figure took its place.
    pub until: Option<String>,
    /// What it adds to the figure before.
    pub change: Option<i64>,
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRef,
}

pub(super) fn record(index: &Index, growth: &Growth) -> GrowthRecord {
    let day = |day: Option<counterclaim_model::Day>| day.map(|day| day.to_string());
    let step = |step: &counterclaim_model::Step| StepRecord {
        quantity: step.figure,
        counts_to: day(step.counts_to),
        told: day(step.told),
        until: day(step.until),
        change: step.change,
        claim: index.refer(&step.claim),
    };
    let later = |later: &counterclaim_model::Later| LaterRecord {
        became: later.became.name().to_owned(),
        quantity: later.figure,
        told: day(later.told),
        claim: index.refer(&later.claim),
    };
    GrowthRecord {
        v: VERSION,
        record: "growth".to_owned(),
        episode: growth.episode.clone(),
        side: growth.side.to_string(),
        role: growth.role,
        effect: growth.effect,
        claimant: growth.claimant.clone(),
        steps: growth.steps.iter().map(step).collect(),
        later: growth.later.iter().map(later).collect(),
    }
}
