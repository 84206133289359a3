//! Chooses the place of a deed among the candidates of its sentence, by a trained model: a sum of weights for each, and one for none.
//!
//! A softmax over the candidates, as coreference resolvers rank antecedents (Denis and Baldridge 2008). `models/README.md` says how it was
//! trained and how far it can be trusted.

use super::{candidate::Candidate, feature::Scene};
use crate::relate::hear::{page::Rows, weights::Weights};
use counterclaim_model::Error;

const MAGIC: &[u8; 8] = b"CCPLACE\x01";

/// How much better than the best place none must be: at 0 wrong and missing places balance, but a claim with a doubtful place is worth
/// more than one without.
const RELUCTANCE: f32 = 0.7;

/// The trained model; load it once and share it.
#[derive(Clone, Debug, PartialEq)]
pub struct Locator {
    /// What each feature is worth.
    pub weights: Weights<1>,
}

impl Locator {
    /// Reads a model file; bytes that are not one give a model error.
    pub fn load(bytes: &[u8]) -> Result<Locator, Error> {
        let bad = |what| Error::model("place model", what);
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| bad("not a model of this version: train one with `cargo xtask train-places`"))?;
        let (worth, rest) = rest.split_first_chunk::<4>().ok_or_else(|| bad("it ends too early: the file is cut off"))?;
        let worth = f32::from_le_bytes(*worth);
        if !worth.is_finite() || !rest.len().is_power_of_two() {
            return Err(bad("its weights have no sensible size: the file is cut off, or bytes follow its end"));
        }
        Ok(Locator { weights: Weights { worth, features: rest.iter().map(|&weight| [weight as i8]).collect(), vectors: Vec::new() } })
    }

    /// The bytes of a model file.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.weights.worth.to_le_bytes());
        out.extend(self.weights.features.iter().map(|[weight]| *weight as u8));
        out
    }

    /// The candidate that is the place of the deed, if any is.
    pub(super) fn choose<'r>(&self, scene: &Scene<'_>, candidates: &[Candidate<'r>]) -> Option<Candidate<'r>> {
        let mut features = Vec::new();
        let mut sum = |fill: &dyn Fn(&mut Rows<'_>)| {
            features.clear();
            fill(&mut Rows { out: &mut features, rows: self.weights.rows() });
            self.weights.of_features(&features)[0]
        };
        let sums: Vec<f32> = (0..candidates.len()).map(|k| sum(&|rows| scene.features(k, rows))).collect();
        let best = (0..candidates.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b]).then(b.cmp(&a)))?;
        (sums[best] + RELUCTANCE >= sum(&|rows| scene.none(rows))).then(|| candidates[best])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterclaim_rules::LOCATOR;

    #[test]
    fn a_model_is_read_as_it_was_written_and_a_damaged_one_is_refused() {
        assert!(Locator::load(LOCATOR).unwrap().encode() == LOCATOR);
        for damaged in [&LOCATOR[..5], &LOCATOR[..10], &LOCATOR[..LOCATOR.len() - 1], &[LOCATOR, b"more"].concat(), b"CCPLACE\x01\0\0\xc0\x7f\0"] {
            assert!(Locator::load(damaged).unwrap_err().is_model());
        }
    }
}
