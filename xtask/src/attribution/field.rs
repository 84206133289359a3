//! How likely the right labels of a line are, and which way to change the scores to make them likelier: a conditional random field
//! (Lafferty et al. 2001), by sums over all lines of labels, forward and backward.

use counterclaim::relate::hear::chain::{LABELS, begins, ends, follows};

/// The loss, the slope of the loss by each score, and by each step's weight (added to `by_step`).
pub fn slopes(rows: &[[f32; LABELS]], steps: &[f32], right: &[usize], by_step: &mut [f32]) -> (f32, Vec<[f32; LABELS]>) {
    let n = rows.len();
    let step = |from: usize, to: usize| if follows(from, to) { steps[from * LABELS + to] } else { f32::NEG_INFINITY };
    let mut forward = vec![[f32::NEG_INFINITY; LABELS]; n];
    let mut backward = vec![[f32::NEG_INFINITY; LABELS]; n];
    for l in 0..LABELS {
        if begins(l) {
            forward[0][l] = rows[0][l];
        }
        if ends(l) {
            backward[n - 1][l] = 0.0;
        }
    }
    for t in 1..n {
        for to in 0..LABELS {
            forward[t][to] = rows[t][to] + log_sum(|from| forward[t - 1][from] + step(from, to));
        }
    }
    for t in (0..n - 1).rev() {
        for from in 0..LABELS {
            backward[t][from] = log_sum(|to| step(from, to) + rows[t + 1][to] + backward[t + 1][to]);
        }
    }
    let whole = log_sum(|l| forward[n - 1][l] + backward[n - 1][l]);
    let mut by_score = vec![[0.0; LABELS]; n];
    let mut loss = whole;
    for t in 0..n {
        for l in 0..LABELS {
            by_score[t][l] = (forward[t][l] + backward[t][l] - whole).exp() - f32::from(u8::from(right[t] == l));
        }
        loss -= rows[t][right[t]];
        if t > 0 {
            loss -= step(right[t - 1], right[t]);
            by_step[right[t - 1] * LABELS + right[t]] -= 1.0;
            for from in 0..LABELS {
                for to in (0..LABELS).filter(|&to| follows(from, to)) {
                    by_step[from * LABELS + to] += (forward[t - 1][from] + step(from, to) + rows[t][to] + backward[t][to] - whole).exp();
                }
            }
        }
    }
    (loss, by_score)
}

fn log_sum(of: impl Fn(usize) -> f32) -> f32 {
    let values: [f32; LABELS] = std::array::from_fn(of);
    let most = values.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    if most == f32::NEG_INFINITY { most } else { most + values.iter().map(|v| (v - most).exp()).sum::<f32>().ln() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterclaim::relate::hear::chain::{OUT, SAID};

    #[test]
    fn slopes_are_those_of_the_loss() {
        let mut rows: Vec<[f32; LABELS]> = (0..4).map(|t| std::array::from_fn(|l| ((t * 7 + l * 3) % 5) as f32 * 0.3)).collect();
        let steps: Vec<f32> = (0..LABELS * LABELS).map(|i| (i % 7) as f32 * 0.1).collect();
        let right = [OUT, SAID[0], SAID[2], OUT];
        let loss = |rows: &[[f32; LABELS]]| slopes(rows, &steps, &right, &mut [0.0; LABELS * LABELS]).0;
        let (before, by_score) = slopes(&rows, &steps, &right, &mut [0.0; LABELS * LABELS]);
        for (t, l) in [(0, OUT), (1, SAID[0]), (2, SAID[1]), (3, SAID[2])] {
            rows[t][l] += 0.01;
            let slope = (loss(&rows) - before) / 0.01;
            assert!((slope - by_score[t][l]).abs() < 0.01, "word {t} label {l}: {slope} {}", by_score[t][l]);
            rows[t][l] -= 0.01;
        }
    }
}
