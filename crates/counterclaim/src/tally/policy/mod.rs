//! How claims become a range: five ways, each a file of its own with its source.
//!
//! A policy is given the claims of one row that count, in voices, and says which of them set the ends and why the others do not. None
//! chooses a truth: the same claims stand under every policy, used or set aside with the reason.

mod conservative;
mod graded;
mod own_then_enemy;
mod span;
mod two_origins;
mod ucdp;

use crate::tally::{
    evidence::{Evidence, Told},
    terms::AS_READ,
};
use counterclaim_model::{Support, Use, WhyNot};

/// A named way to make a range of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Policy {
    /// What a side admits, and what its enemy claims.
    OwnThenEnemy,
    /// The lowest figure, as ACLED codes it.
    Conservative,
    /// Best, low and high among reliable figures, as UCDP codes them.
    Ucdp,
    /// Lowest and highest among two or more independent origins, as Iraq Body Count has them.
    TwoOrigins,
    /// Lowest and highest with a grade, as Airwars has them.
    Graded,
}

/// A range, with the part that every claim plays in it.
#[derive(Default)]
pub struct Range<'a> {
    /// Lowest.
    pub low: Option<u32>,
    /// Best.
    pub best: Option<u32>,
    /// Highest; `None` where nothing closes it.
    pub high: Option<u32>,
    /// Whether the figure under `high` is itself a lower bound.
    pub high_open: bool,
    /// Whether `high` is the enemy's figure.
    pub high_is_enemys: bool,
    /// How far the policy trusts it.
    pub grade: Option<String>,
    /// Who tells it, where the policy holds only some of them against each other.
    pub support: Option<Vec<Support>>,
    /// Claims used.
    pub used: Vec<(&'a Told<'a>, Use)>,
    /// Claims not used, and why.
    pub aside: Vec<(&'a Told<'a>, WhyNot)>,
}

impl Policy {
    /// Every policy, the one that is used unless another is asked for first.
    pub const ALL: [Policy; 5] = [Policy::OwnThenEnemy, Policy::Conservative, Policy::Ucdp, Policy::TwoOrigins, Policy::Graded];

    /// Its name, as it is typed and written.
    pub fn name(self) -> &'static str {
        match self {
            Policy::OwnThenEnemy => "own-then-enemy",
            Policy::Conservative => "conservative",
            Policy::Ucdp => "ucdp",
            Policy::TwoOrigins => "two-origins",
            Policy::Graded => "graded",
        }
    }

    /// The policy of that name.
    pub fn named(name: &str) -> Option<Policy> {
        Policy::ALL.into_iter().find(|policy| policy.name() == name)
    }

    /// The table of vague words that goes with it unless another is asked for.
    pub fn vague(self) -> &'static str {
        if self == Policy::Conservative { "acled" } else { AS_READ }
    }

    /// Whose rule it is, and what it says.
    pub fn source(self) -> &'static str {
        match self {
            Policy::OwnThenEnemy => own_then_enemy::SOURCE,
            Policy::Conservative => conservative::SOURCE,
            Policy::Ucdp => ucdp::SOURCE,
            Policy::TwoOrigins => two_origins::SOURCE,
            Policy::Graded => graded::SOURCE,
        }
    }

    pub(super) fn range<'a>(self, evidence: &Evidence<'a>) -> Range<'a> {
        match self {
            Policy::OwnThenEnemy => own_then_enemy::range(evidence),
            Policy::Conservative => conservative::range(evidence),
            Policy::Ucdp => ucdp::range(evidence),
            Policy::TwoOrigins => two_origins::range(evidence),
            Policy::Graded => graded::range(evidence),
        }
    }
}
