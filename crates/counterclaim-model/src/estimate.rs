//! Ranges of claims with what they rest on, and how tolls grew.

use crate::{ClaimId, Day, Effect, Name, Quantity, Role};
use serde::{Deserialize, Serialize};

/// How a claim was used in an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Use {
    /// It sets the lower end.
    Low,
    /// It is the best figure.
    Best,
    /// It sets the upper end.
    High,
    /// It lies between the ends.
    Within,
}

/// Why a claim was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyNot {
    /// A later figure of the same claimant took its place.
    Superseded,
    /// It tells another claim again.
    Copy,
    /// It belongs to earlier fighting.
    Background,
    /// Killed and wounded in one figure.
    MixedEffect,
    /// It is counted within another figure.
    PartOfTotal,
    /// It covers more or other people than this row.
    OtherScope,
    /// It says no number.
    NoNumber,
    /// The claimant takes it back or denies it.
    Denied,
    /// The policy prefers another voice, or the larger of two figures of one day.
    Outranked,
    /// A person judged that the report does not say so.
    Rejected,
    /// Its own side took it back.
    Retracted,
    /// It was told after the day that was asked for, or nobody knows when.
    ToldLater,
    /// The reader left out whoever says it.
    LeftOut,
}

/// A range of claims for one episode, side, role and effect: never a confidence interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The episode's id.
    pub episode: String,
    /// The column: a camp's first name.
    pub side: Name,
    /// Soldiers or civilians.
    pub role: Role,
    /// What befell them.
    pub effect: Effect,
    /// The policy that made it: `own-then-enemy`.
    pub policy: Name,
    /// The table of vague words that it reads "dozens" by: `guidelines`.
    #[serde(default)]
    pub vague: Name,
    /// Only what was told by this day counts, where a day was asked for.
    pub told_by: Option<Day>,
    /// Parties, outlets or kinds of speaker that were left out.
    #[serde(default)]
    pub without: Vec<Name>,
    /// How far the policy trusts it, in the policy's own words: "fair: two or more independent origins".
    pub grade: Option<Name>,
    /// As of this day, where it is known.
    pub as_of: Option<Day>,
    /// Lowest.
    pub low: Option<u32>,
    /// Best.
    pub best: Option<u32>,
    /// Highest; `None` where nothing closes the range.
    pub high: Option<u32>,
    /// Whether the figure under `high` is itself a lower bound ("more than 200").
    pub high_open: bool,
    /// Whether `high` is the enemy's figure.
    pub high_is_enemys: bool,
    /// Who tells it, and which of them began it by themselves.
    #[serde(default)]
    pub support: Vec<Support>,
    /// Claims used.
    pub used: Vec<(ClaimId, Use)>,
    /// Claims set aside, and why.
    pub set_aside: Vec<(ClaimId, WhyNot)>,
}

impl Estimate {
    /// How many tell it independently of each other.
    pub fn origins(&self) -> usize {
        self.support.iter().filter(|support| support.counts).count()
    }
}

/// One who tells a figure: support is counted in independent beginnings, and never in pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// The camp or speaker, or the report where it is the report's own voice.
    pub who: Name,
    /// Whether it is an independent beginning.
    pub counts: bool,
    /// Why, or why not, in words fit to show.
    pub why: String,
    /// What it tells of that row.
    pub claims: Vec<ClaimId>,
}

/// What one claimant told of one side, role and effect, from telling to telling: which figure was current when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Growth {
    /// The episode's id.
    pub episode: String,
    /// The column: a camp's first name.
    pub side: Name,
    /// Soldiers or civilians.
    pub role: Role,
    /// What befell them.
    pub effect: Effect,
    /// Who says so; the report where it is the report's own voice.
    pub claimant: String,
    /// In order of telling, then of the days that they count.
    pub steps: Vec<Step>,
    /// What became of the first figure: what was told later, by anyone. A description, and no mark for the claimant.
    #[serde(default)]
    pub later: Vec<Later>,
}

/// What somebody told after a claimant's first figure, of the same row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Later {
    /// How the two stand to each other.
    pub became: Became,
    /// Who says so.
    pub claimant: String,
    /// The claim.
    pub claim: ClaimId,
    /// How many.
    pub figure: Quantity,
    /// The day on which it was told.
    pub told: Option<Day>,
}

/// What became of a first figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// Somebody else tells it too, or one that it bounds.
    Confirmed,
    /// The claimant tells another.
    Revised,
    /// Somebody else tells another that cannot be it.
    Contradicted,
}

impl Became {
    /// The word, as it is written and shown.
    pub fn name(self) -> &'static str {
        match self {
            Became::Confirmed => "confirmed",
            Became::Revised => "revised",
            Became::Contradicted => "contradicted",
        }
    }
}

/// One telling of a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The claim.
    pub claim: ClaimId,
    /// The last day that it counts, where it is known.
    pub counts_to: Option<Day>,
    /// The day on which it was told, where it is known.
    pub told: Option<Day>,
    /// The day on which another figure of this claimant took its place.
    pub until: Option<Day>,
    /// How many.
    pub figure: Quantity,
    /// What it adds to the figure before, as said; negative where the toll fell.
    pub change: Option<i64>,
}
