//! Word vectors from counts of neighbours: positive pointwise mutual information (Levy & Goldberg 2014) brought down to a few dozen
//! dimensions by a randomised singular value decomposition (Halko et al. 2011).
//!
//! The four neighbours (two each side) are counted apart, because a parser cares on which side a word stands.

use super::ops;
use super::rng::Rng;
use std::collections::{BTreeMap, HashMap};

/// Neighbours counted: the most frequent words only.
const CONTEXTS: usize = 2_000;
const OFFSETS: [isize; 4] = [-2, -1, 1, 2];

/// A vector of `dim` numbers for each word of `vocabulary`, one after the other, each of length sqrt(dim) * `size`.
pub fn learn(words: &[String], vocabulary: &BTreeMap<String, u32>, dim: usize, size: f32, rng: &mut Rng) -> Vec<f32> {
    let index: HashMap<&str, u32> = vocabulary.keys().enumerate().map(|(i, w)| (w.as_str(), i as u32)).collect();
    let mut frequent: Vec<u32> = (0..vocabulary.len() as u32).collect();
    let counts: Vec<u32> = vocabulary.values().copied().collect();
    frequent.sort_by_key(|&w| (std::cmp::Reverse(counts[w as usize]), w));
    frequent.truncate(CONTEXTS);
    let mut context = vec![u32::MAX; counts.len()];
    frequent.iter().enumerate().for_each(|(c, &w)| context[w as usize] = c as u32);
    let ids: Vec<u32> = words.iter().map(|w| index.get(w.as_str()).copied().unwrap_or(u32::MAX)).collect();
    let mut cells: HashMap<(u32, u32), f32> = HashMap::new();
    for (i, &word) in ids.iter().enumerate().filter(|(_, w)| **w != u32::MAX) {
        for (o, offset) in OFFSETS.iter().enumerate() {
            let Some(&other) = i.checked_add_signed(*offset).and_then(|j| ids.get(j)) else { continue };
            if other != u32::MAX && context[other as usize] != u32::MAX {
                *cells.entry((word, (o * CONTEXTS) as u32 + context[other as usize])).or_default() += 1.0;
            }
        }
    }
    let mut cells: Vec<((u32, u32), f32)> = cells.into_iter().collect();
    cells.sort_by_key(|c| c.0);
    let columns = OFFSETS.len() * CONTEXTS;
    let (mut by_word, mut by_context) = (vec![0.0f64; counts.len()], vec![0.0f64; columns]);
    for &((w, c), n) in &cells {
        by_word[w as usize] += f64::from(n);
        by_context[c as usize] += f64::from(n);
    }
    let smooth: Vec<f64> = by_context.iter().map(|n| n.powf(0.75)).collect();
    let total: f64 = smooth.iter().sum();
    cells.retain_mut(|((w, c), n)| {
        *n = (f64::from(*n) * total / (by_word[*w as usize] * smooth[*c as usize])).ln().max(0.0) as f32;
        *n > 0.0
    });
    let rank = dim + 16;
    let rows = counts.len();
    let mut right: Vec<f32> = (0..columns * rank).map(|_| rng.around(1.0)).collect();
    let mut left = Vec::new();
    for _ in 0..5 {
        left = multiply(&cells, &right, rows, rank, |(w, c)| (w, c));
        orthonormal(&mut left, rank);
        right = multiply(&cells, &left, columns, rank, |(w, c)| (c, w));
    }
    // right = Mᵀ·left; its Gram matrix has the squared singular values.
    let mut gram = vec![0.0; rank * rank];
    ops::add_tn(&right, &right, rank, rank, &mut gram);
    let (values, axes) = eigen(gram.iter().map(|&x| f64::from(x)).collect(), rank);
    let mut order: Vec<usize> = (0..rank).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    let turn: Vec<f32> =
        order[..dim].iter().flat_map(|&a| (0..rank).map(move |r| (r, a))).map(|(r, a)| (axes[r * rank + a] * values[a].max(0.0).powf(0.25)) as f32).collect();
    let mut vectors = ops::nt(&left, &turn, rank, dim);
    for v in vectors.chunks_exact_mut(dim) {
        let length = v.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
        v.iter_mut().for_each(|x| *x *= size * (dim as f32).sqrt() / length);
    }
    vectors
}

/// Sparse times dense: `cells` give (row, column) through `place`.
fn multiply(cells: &[((u32, u32), f32)], dense: &[f32], rows: usize, rank: usize, place: impl Fn((u32, u32)) -> (u32, u32)) -> Vec<f32> {
    let mut out = vec![0.0; rows * rank];
    for &(at, value) in cells {
        let (row, column) = place(at);
        let from = &dense[column as usize * rank..][..rank];
        let to = &mut out[row as usize * rank..][..rank];
        to.iter_mut().zip(from).for_each(|(t, f)| *t += value * f);
    }
    out
}

/// Makes the columns orthonormal: Cholesky of the Gram matrix, done twice for accuracy.
fn orthonormal(m: &mut Vec<f32>, rank: usize) {
    for _ in 0..2 {
        let mut gram = vec![0.0f32; rank * rank];
        ops::add_tn(m, m, rank, rank, &mut gram);
        let mut l: Vec<f64> = gram.iter().map(|&x| f64::from(x)).collect();
        for j in 0..rank {
            for k in 0..j {
                let factor = l[j * rank + k];
                for i in j..rank {
                    l[i * rank + j] -= l[i * rank + k] * factor;
                }
            }
            let pivot = l[j * rank + j].max(1e-9).sqrt();
            (j..rank).for_each(|i| l[i * rank + j] /= pivot);
        }
        // Inverse of the lower triangle, row by row; then M · L⁻ᵀ.
        let mut inverse = vec![0.0f32; rank * rank];
        for column in 0..rank {
            let mut x = vec![0.0f64; rank];
            for i in column..rank {
                let sum: f64 = (column..i).map(|k| l[i * rank + k] * x[k]).sum();
                x[i] = (f64::from(u8::from(i == column)) - sum) / l[i * rank + i];
                inverse[i * rank + column] = x[i] as f32;
            }
        }
        *m = ops::nt(m, &inverse, rank, rank);
    }
}

/// Eigenvalues and eigenvectors (columns) of a symmetric matrix by Jacobi's rotations.
fn eigen(mut a: Vec<f64>, n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut axes = vec![0.0; n * n];
    (0..n).for_each(|i| axes[i * n + i] = 1.0);
    for _ in 0..12 {
        for p in 0..n {
            for q in p + 1..n {
                if a[p * n + q].abs() < 1e-12 {
                    continue;
                }
                let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * a[p * n + q]);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for k in 0..n {
                    let (x, y) = (a[k * n + p], a[k * n + q]);
                    (a[k * n + p], a[k * n + q]) = (c * x - s * y, s * x + c * y);
                }
                for k in 0..n {
                    let (x, y) = (a[p * n + k], a[q * n + k]);
                    (a[p * n + k], a[q * n + k]) = (c * x - s * y, s * x + c * y);
                }
                for k in 0..n {
                    let (x, y) = (axes[k * n + p], axes[k * n + q]);
                    (axes[k * n + p], axes[k * n + q]) = (c * x - s * y, s * x + c * y);
                }
            }
        }
    }
    ((0..n).map(|i| a[i * n + i]).collect(), axes)
}
