//! Whether claims are right as often as they say: their confidence against what became of them.
//!
//! A claim of confidence 0.8 should be right eight times in ten. The Brier score is the mean square of the difference, 0 at best; beside
//! it stands the score of a program that gives every claim the same confidence, the share that is right, because few wrong claims alone
//! make a Brier score look good.

use super::{
    count::{Outcome, share},
    item::Item,
};
use serde_json::{Value, json};
use std::fmt::Write;

/// Claims of one tenth of confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many claims.
    pub claims: usize,
    /// The sum of their confidences.
    pub confidence: f64,
    /// How many were detected.
    pub detected: usize,
    /// How many were right in full.
    pub full: usize,
}

/// All tenths, with the square errors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reliability {
    /// From 0.0-0.1 to 0.9-1.0; 1 itself is in the last.
    pub bins: [Bin; 10],
    /// Sums of the square errors against detection and against full rightness.
    squares: (f64, f64),
    /// Claims that count and have no confidence between 0 and 1.
    pub without: usize,
}

/// Counts every claim that counts.
pub fn reliability(outcomes: &[(&Item, Outcome)]) -> Reliability {
    let mut out = Reliability::default();
    for (claim, outcome) in outcomes {
        let (detected, full) = match outcome {
            Outcome::Beside => continue,
            Outcome::Spurious => (false, false),
            Outcome::Hit { full } => (true, *full),
        };
        let Some(confidence) = claim.get("confidence").as_f64().filter(|c| (0.0..=1.0).contains(c)) else {
            out.without += 1;
            continue;
        };
        let bin = &mut out.bins[((confidence * 10.0 + 1e-6) as usize).min(9)];
        bin.claims += 1;
        bin.confidence += confidence;
        bin.detected += usize::from(detected);
        bin.full += usize::from(full);
        out.squares.0 += (f64::from(u8::from(detected)) - confidence).powi(2);
        out.squares.1 += (f64::from(u8::from(full)) - confidence).powi(2);
    }
    out
}

impl Reliability {
    /// Claims with a confidence.
    pub fn claims(&self) -> usize {
        self.bins.iter().map(|bin| bin.claims).sum()
    }

    /// Brier scores against detection and against full rightness; none where no claim has a confidence.
    pub fn brier(&self) -> Option<(f64, f64)> {
        let n = self.claims() as f64;
        (n > 0.0).then_some((self.squares.0 / n, self.squares.1 / n))
    }

    /// The same for a program that always says the share that is right.
    pub fn flat(&self) -> (f64, f64) {
        let of = |rights: usize| {
            let p = share(rights, self.claims());
            p * (1.0 - p)
        };
        (of(self.bins.iter().map(|bin| bin.detected).sum()), of(self.bins.iter().map(|bin| bin.full).sum()))
    }

    /// The calibration error: how far the mean confidence of a tenth is from the share detected, on average over the claims.
    pub fn error(&self) -> f64 {
        let apart = self.bins.iter().map(|bin| (bin.confidence - bin.detected as f64).abs()).sum::<f64>();
        apart / self.claims().max(1) as f64
    }

    /// The table, a line a tenth that has claims.
    pub fn table(&self, out: &mut String) {
        let Some((detected, full)) = self.brier() else {
            out.push_str("  reliability  no claim has a confidence\n");
            return;
        };
        out.push_str("  reliability  confidence  claims   mean  detected        full\n");
        for (tenth, bin) in self.bins.iter().enumerate().filter(|(_, bin)| bin.claims > 0) {
            let (low, high) = (tenth as f64 / 10.0, (tenth + 1) as f64 / 10.0);
            let mean = bin.confidence / bin.claims as f64;
            let (d, f) = (share(bin.detected, bin.claims), share(bin.full, bin.claims));
            let _ = writeln!(out, "               {low:.1}-{high:.1}     {:6}  {mean:5.2}  {:4}  {d:.2}  {:4}  {f:.2}", bin.claims, bin.detected, bin.full);
        }
        let flat = self.flat();
        let _ = writeln!(out, "  Brier      detected {detected:.3} (one confidence for all: {:.3})  full {full:.3} ({:.3})", flat.0, flat.1);
        let _ = writeln!(out, "  calibration error {:.3}", self.error());
        if self.without > 0 {
            let _ = writeln!(out, "             {} claims without a confidence left out", self.without);
        }
    }

    /// The same as JSON.
    pub fn json(&self) -> Value {
        let bins = self.bins.iter().enumerate().filter(|(_, bin)| bin.claims > 0).map(|(tenth, bin)| {
            json!({"from": tenth as f64 / 10.0, "claims": bin.claims, "mean": bin.confidence / bin.claims as f64, "detected": bin.detected, "full": bin.full})
        });
        let brier = self.brier();
        json!({
            "bins": bins.collect::<Vec<_>>(), "brier_detected": brier.map(|b| b.0), "brier_full": brier.map(|b| b.1),
            "flat_detected": self.flat().0, "calibration_error": self.error(), "flat_full": self.flat().1, "without": self.without,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(confidence: Value) -> Item {
        Item::of(json!({"confidence": confidence}))
    }

    #[test]
    fn claims_fall_into_tenths_and_one_into_the_last() {
        let claims: Vec<Item> = [0.0, 0.1, f64::from(0.7f32), 0.99, 1.0].into_iter().map(|c| claim(json!(c))).collect();
        let outcomes: Vec<_> = claims.iter().map(|c| (c, Outcome::Hit { full: false })).collect();
        let counts = reliability(&outcomes).bins.map(|bin| bin.claims);
        assert_eq!(counts, [1, 1, 0, 0, 0, 0, 0, 1, 0, 2]);
    }

    #[test]
    fn the_brier_score_is_the_mean_square_error() {
        let (sure, unsure, beside) = (claim(json!(1.0)), claim(json!(0.5)), claim(json!(0.0)));
        let outcomes = [(&sure, Outcome::Hit { full: false }), (&unsure, Outcome::Spurious), (&beside, Outcome::Beside)];
        let reliability = reliability(&outcomes);
        assert_eq!(reliability.brier(), Some((0.125, 0.625)));
        assert_eq!(reliability.flat(), (0.25, 0.0));
        assert_eq!(reliability.error(), 0.25);
    }

    #[test]
    fn a_claim_without_confidence_is_left_out_and_told() {
        let (none, wrong) = (claim(Value::Null), claim(json!(1.5)));
        let reliability = reliability(&[(&none, Outcome::Spurious), (&wrong, Outcome::Spurious)]);
        assert_eq!((reliability.without, reliability.brier()), (2, None));
    }
}
