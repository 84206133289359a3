//! Matrix products and the two kinds of layer, forward and backward, on rows of `f32`.
//!
//! Products go through `ndarray`, which runs `matrixmultiply` behind a safe face; its sums have a fixed order on one machine, so
//! training repeats itself bit for bit there.

use counterclaim::grammar::net::gate;
use ndarray::ArrayView2;
use ndarray::ArrayViewMut2;
use ndarray::linalg::general_mat_mul;

fn view(x: &[f32], columns: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((x.len() / columns, columns), x).expect("whole rows")
}

/// `x` (rows of `k`) times the transpose of `w` (`m` rows of `k`): rows of `m`.
pub fn nt(x: &[f32], w: &[f32], k: usize, m: usize) -> Vec<f32> {
    let mut out = vec![0.0; x.len() / k * m];
    let mut to = ArrayViewMut2::from_shape((x.len() / k, m), &mut out).expect("whole rows");
    general_mat_mul(1.0, &view(x, k), &view(w, k).t(), 0.0, &mut to);
    out
}

/// Adds `d` (rows of `m`) times `w` (`m` rows of `k`) to `out` (rows of `k`).
pub fn add_nn(d: &[f32], w: &[f32], m: usize, k: usize, out: &mut [f32]) {
    let mut to = ArrayViewMut2::from_shape((d.len() / m, k), out).expect("whole rows");
    general_mat_mul(1.0, &view(d, m), &view(w, k), 1.0, &mut to);
}

/// Adds the transpose of `d` (rows of `m`) times `x` (rows of `k`) to `out` (`m` rows of `k`).
pub fn add_tn(d: &[f32], x: &[f32], m: usize, k: usize, out: &mut [f32]) {
    let mut to = ArrayViewMut2::from_shape((m, k), out).expect("whole rows");
    general_mat_mul(1.0, &view(d, m).t(), &view(x, k), 1.0, &mut to);
}

/// Rows side by side with the row before and the row after, zeros beyond the ends of a sentence. `ends` are the sentences' ends.
pub fn windows(x: &[f32], width: usize, ends: &[usize]) -> Vec<f32> {
    let mut out = vec![0.0; x.len() * 3];
    let mut start = 0;
    for &end in ends {
        for t in start..end {
            let row = &mut out[t * 3 * width..][..3 * width];
            let from = if t == start { t } else { t - 1 };
            let to = if t + 1 == end { t } else { t + 1 };
            row[(from + 1 - t) * width..(to + 2 - t) * width].copy_from_slice(&x[from * width..(to + 1) * width]);
        }
        start = end;
    }
    out
}

/// Adds the gradient of `windows` to the gradient of its rows.
pub fn windows_back(d: &[f32], width: usize, ends: &[usize], dx: &mut [f32]) {
    let mut start = 0;
    for &end in ends {
        for t in start..end {
            let row = &d[t * 3 * width..][..3 * width];
            let from = if t == start { t } else { t - 1 };
            let to = if t + 1 == end { t } else { t + 1 };
            let dx = &mut dx[from * width..(to + 1) * width];
            dx.iter_mut().zip(&row[(from + 1 - t) * width..]).for_each(|(x, d)| *x += d);
        }
        start = end;
    }
}

/// The order in which a memory visits the words of a sentence: left half of the width forward, right half backward.
fn visits(start: usize, end: usize, backward: bool) -> impl Iterator<Item = usize> {
    (start..end).map(move |t| if backward { end - 1 - (t - start) } else { t })
}

/// A gated memory over rows of three parts of `width`. Gives what it remembered after each word, rows of `width`.
pub fn memory(layer: &[f32], width: usize, ends: &[usize]) -> Vec<f32> {
    let mut out = vec![0.0; layer.len() / 3];
    let mut start = 0;
    let mut kept = vec![0.0f32; width / 2];
    for &end in ends {
        for (half, backward) in [(0, false), (width / 2, true)] {
            kept.fill(0.0);
            for t in visits(start, end, backward) {
                let row = &layer[t * 3 * width + half..];
                let out = &mut out[t * width + half..][..width / 2];
                for i in 0..width / 2 {
                    let keep = gate(row[width + i]);
                    kept[i] = keep * kept[i] + (1.0 - keep) * row[i];
                    out[i] = kept[i];
                }
            }
        }
        start = end;
    }
    out
}

/// The gradient of `memory` and its output gate: from the gradient `d` of `gate(out) * kept` to that of `layer`.
pub fn memory_back(layer: &[f32], kept: &[f32], d: &[f32], width: usize, ends: &[usize]) -> Vec<f32> {
    let slope = |x: f32| 0.5 / ((1.0 + x.abs()) * (1.0 + x.abs()));
    let mut out = vec![0.0; layer.len()];
    let mut start = 0;
    let mut carried = vec![0.0f32; width / 2];
    for &end in ends {
        for (half, backward) in [(0, false), (width / 2, true)] {
            carried.fill(0.0);
            for t in visits(start, end, !backward) {
                let before = if backward { (t + 1 < end).then_some(t + 1) } else { (t > start).then(|| t - 1) };
                let row = &layer[t * 3 * width + half..];
                let to = &mut out[t * 3 * width + half..];
                for i in 0..width / 2 {
                    let at = t * width + half + i;
                    let (keep, open) = (row[width + i], row[2 * width + i]);
                    let previous = before.map_or(0.0, |b| kept[b * width + half + i]);
                    to[2 * width + i] = d[at] * kept[at] * slope(open);
                    let dm = d[at] * gate(open) + carried[i];
                    to[width + i] = dm * (previous - row[i]) * slope(keep);
                    to[i] = dm * (1.0 - gate(keep));
                    carried[i] = dm * gate(keep);
                }
            }
        }
        start = end;
    }
    out
}

/// Turns rows of scores into rows of probabilities less one at the right answer, times `weight`; gives the loss. A right answer of
/// `u16::MAX` is none: its row becomes zeros.
pub fn cross_entropy(scores: &mut [f32], classes: usize, right: &[u16], weight: f32) -> f32 {
    let mut loss = 0.0;
    for (row, &right) in scores.chunks_exact_mut(classes).zip(right) {
        if right == u16::MAX {
            row.fill(0.0);
            continue;
        }
        let most = row.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
        let score = row[usize::from(right)] - most;
        let mut sum = 0.0;
        for x in row.iter_mut() {
            *x = (*x - most).exp();
            sum += *x;
        }
        loss += sum.ln() - score;
        row.iter_mut().for_each(|x| *x *= weight / sum);
        row[usize::from(right)] -= weight;
    }
    loss
}
