//! How far claims are to be trusted (`rules/en/confidence.toml`): weights of what can be seen of a claim, counted on a corpus.
//!
//! A claim shows signs: the rule that made it, that nobody is counted, that no actor is named. Every sign has a weight in log-odds, and a
//! claim's confidence is the chance that their sum stands for. The surprising decision: a rule of no weight, as a user's own is, is
//! trusted as the average one; only counting could tell better.

use counterclaim_model::{Error, Name};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The weights of both lists.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    /// Of tolls.
    #[serde(default)]
    pub toll: Weights,
    /// Of statements.
    #[serde(default)]
    pub statement: Weights,
}

/// The weight of every sign, in log-odds.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Weights(BTreeMap<Name, f64>);

/// The sign that every claim shows: how far an average one is to be trusted.
pub const BASE: &str = "base";

impl Confidence {
    /// Reads the file of weights.
    pub fn parse(text: &str, file: &str) -> Result<Confidence, Error> {
        toml::from_str(text).map_err(|e| Error::rule(file, e.message()))
    }
}

impl Weights {
    /// The chance, 0 to 1 in thousandths, that a claim of these signs is right; `BASE` need not be among them.
    pub fn chance<'a>(&self, signs: impl IntoIterator<Item = &'a str>) -> f32 {
        let weight = |sign: &str| self.0.get(sign).copied().unwrap_or(0.0);
        let sum: f64 = weight(BASE) + signs.into_iter().map(weight).sum::<f64>();
        // In thousandths, so that no machine's last digit shows.
        ((1000.0 / (1.0 + (-sum).exp())).round() / 1000.0) as f32
    }
}
