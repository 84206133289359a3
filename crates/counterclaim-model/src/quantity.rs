//! How many, with the bounds that the words set.

use serde::{Deserialize, Serialize};

/// A number of people as a text bounds it. "At least 68" is 68 to open, "over 550" is 551 to open, "about 100" is 100 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// Lower end; an open one is `None`.
    pub low: Option<u32>,
    /// Upper end; an open one is `None`.
    pub high: Option<u32>,
    /// How the words bound it.
    pub qualifier: Qualifier,
}

impl Quantity {
    /// Just this many.
    pub fn exact(n: u32) -> Quantity {
        Quantity { low: Some(n), high: Some(n), qualifier: Qualifier::Exact }
    }

    /// Harm without a number ("losses"): one or more.
    pub fn uncounted() -> Quantity {
        Quantity { low: Some(1), high: None, qualifier: Qualifier::None }
    }

    /// The figure as said: the lower end, or the upper where there is no lower.
    pub fn figure(self) -> Option<u32> {
        self.low.or(self.high)
    }
}

/// How the words bound a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// "12"
    Exact,
    /// "at least 68"
    AtLeast,
    /// "more than 200": 201 to open
    MoreThan,
    /// "fewer than 20": open to 19
    LessThan,
    /// "up to 40": open to 40
    UpTo,
    /// "about 100", "nearly 50"
    About,
    /// "10 to 12"
    Range,
    /// "dozens", "many": the words stay, the number is a rule's
    Vague,
    /// harm with no count at all
    None,
}

impl Qualifier {
    /// Its name in exports and rules.
    pub fn name(self) -> &'static str {
        match self {
            Qualifier::Exact => "exact",
            Qualifier::AtLeast => "at_least",
            Qualifier::MoreThan => "more_than",
            Qualifier::LessThan => "less_than",
            Qualifier::UpTo => "up_to",
            Qualifier::About => "about",
            Qualifier::Range => "range",
            Qualifier::Vague => "vague",
            Qualifier::None => "none",
        }
    }
}
