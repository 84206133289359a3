//! Matrix products for the net, in whole numbers.
//!
//! Weights are eight-bit, activations are rounded to fifteen bits, products are summed in 32 bits by the one instruction that every
//! x86-64 has for it (`pmaddwd`, through the safe face of the `wide` crate). The surprising decision: whole numbers not for size but
//! because their sums do not depend on order, so a report is parsed alike on every machine, and at twice the speed of plain SSE2
//! floats.

use wide::{i16x8, i32x4};

/// Outputs in a panel: four vectors of four.
const PANEL: usize = 16;
/// Rows have at most this many inputs, so that no sum of products passes 31 bits.
pub const MOST_INPUTS: usize = 1_024;
/// Activations are rounded to whole numbers from minus this to this.
const MOST: f32 = 16_383.0;
/// Adding this to a small number leaves it rounded in the low bits.
const ROUNDER: f32 = 12_582_912.0;

/// Activations as whole numbers, two by two, each pair written four times over.
#[derive(Debug, Default)]
pub struct Rounded {
    whole: Vec<i16>,
    pairs: Vec<i16x8>,
    /// What a 1 is worth.
    unit: f32,
}

impl Rounded {
    /// Rounds `x`, an even number of activations.
    pub fn round(&mut self, x: &[f32]) {
        let (groups, rest) = x.as_chunks::<8>();
        let larger = |a: f32, b: f32| if a > b { a } else { b };
        let mut lanes = [1e-12f32; 8];
        for group in groups {
            lanes = std::array::from_fn(|i| larger(group[i].abs(), lanes[i]));
        }
        let most = lanes.iter().chain(rest).fold(0.0, |most, x| larger(x.abs(), most));
        self.unit = most / MOST;
        let grow = MOST / most;
        self.whole.clear();
        self.whole.extend(x.iter().map(|x| (x * grow + ROUNDER).to_bits() as i16));
        self.pairs.clear();
        let (pairs, _) = self.whole.as_chunks::<2>();
        self.pairs.extend(pairs.iter().map(|&pair| bytemuck::cast::<i32x4, i16x8>(i32x4::splat(bytemuck::cast(pair)))));
    }
}

/// A weight matrix, `outputs` by `inputs`, applied to rows of inputs.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// Length of a row of inputs: even, at most `MOST_INPUTS`.
    pub inputs: usize,
    /// Length of a row of outputs.
    pub outputs: usize,
    /// Panel by panel, pair of inputs by pair of inputs, the two weights of each of sixteen outputs; the last panel is filled up.
    panels: Vec<[i16x8; 4]>,
    /// For each panel, what a weight of 1 is worth, and what is added, output by output.
    worth: Vec<[[f32; PANEL]; 2]>,
}

impl Matrix {
    /// From rows of eight-bit weights (one row an output), a scale for each row, and a bias for each row.
    pub fn new(inputs: usize, rows: &[i8], scales: &[f32], bias: &[f32]) -> Matrix {
        let outputs = scales.len();
        let mut panels = Vec::with_capacity(outputs.div_ceil(PANEL) * inputs / 2);
        for panel in rows.chunks(PANEL * inputs) {
            for pair in 0..inputs / 2 {
                let weight = |output: usize, i: usize| panel.get(output * inputs + pair * 2 + i).copied().map_or(0, i16::from);
                let vector = |v: usize| i16x8::new(std::array::from_fn(|lane| weight(v * 4 + lane / 2, lane % 2)));
                panels.push(std::array::from_fn(vector));
            }
        }
        let part = |of: &[f32], p: usize| std::array::from_fn(|i| of.get(p * PANEL + i).copied().unwrap_or(0.0));
        let worth = (0..outputs.div_ceil(PANEL)).map(|p| [part(scales, p), part(bias, p)]).collect();
        Matrix { inputs, outputs, panels, worth }
    }

    /// `out` becomes one row of outputs for each of `rows` rows of inputs. Row `r` of the inputs starts at `r * stride`, an even
    /// number; rows may overlap, which is how a window of three words is read without copying.
    pub fn apply(&self, x: &Rounded, rows: usize, stride: usize, out: &mut Vec<f32>) {
        out.clear();
        out.resize(rows * self.outputs, 0.0);
        let row = |r: usize| &x.pairs[r * stride / 2..][..self.inputs / 2];
        let panels = self.panels.chunks_exact((self.inputs / 2).max(1)).zip(&self.worth);
        for (p, (panel, [scales, bias])) in panels.enumerate() {
            let at = p * PANEL..self.outputs.min(p * PANEL + PANEL);
            let scales = scales.map(|scale| scale * x.unit);
            let mut put = |r: usize, sums: [i32x4; 4]| {
                let sums: [i32; PANEL] = bytemuck::cast(sums);
                let row: [f32; PANEL] = std::array::from_fn(|i| sums[i] as f32 * scales[i] + bias[i]);
                let cells = &mut out[r * self.outputs..][at.clone()];
                if cells.len() == PANEL {
                    cells.copy_from_slice(&row);
                } else {
                    cells.copy_from_slice(&row[..cells.len()]);
                }
            };
            for r in (0..rows & !1).step_by(2) {
                let [one, two] = block([row(r), row(r + 1)], panel);
                put(r, one);
                put(r + 1, two);
            }
            if rows % 2 == 1 {
                put(rows - 1, block([row(rows - 1)], panel)[0]);
            }
        }
    }
}

/// The products of `N` rows with one panel.
#[inline(never)]
fn block<const N: usize>(x: [&[i16x8]; N], panel: &[[i16x8; 4]]) -> [[i32x4; 4]; N] {
    let x = x.map(|row| &row[..panel.len()]);
    let mut sums = [[i32x4::ZERO; 4]; N];
    for (i, weights) in panel.iter().enumerate() {
        for n in 0..N {
            for (sum, weights) in sums[n].iter_mut().zip(weights) {
                *sum += x[n][i].dot(*weights);
            }
        }
    }
    sums
}

/// The inner product of two rows, in eight lanes.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 8;
    let mut lanes = [0.0f32; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for i in 0..LANES {
            lanes[i] += a[i] * b[i];
        }
    }
    let rest = a.len() / LANES * LANES;
    let tail: f32 = a[rest..].iter().zip(&b[rest..]).map(|(a, b)| a * b).sum();
    lanes.iter().sum::<f32>() + tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_plain_sums() {
        let (inputs, outputs, rows, stride) = (24, 37, 5, 8);
        let weights: Vec<i8> = (0..inputs * outputs).map(|i| ((i * 97) % 255) as u8 as i8).collect();
        let scales: Vec<f32> = (0..outputs).map(|o| 0.01 + o as f32 * 0.001).collect();
        let bias: Vec<f32> = (0..outputs).map(|o| o as f32).collect();
        let x: Vec<f32> = (0..(rows - 1) * stride + inputs).map(|i| ((i * 31) % 17) as f32 - 8.0).collect();
        let (mut rounded, mut out) = (Rounded::default(), Vec::new());
        rounded.round(&x);
        Matrix::new(inputs, &weights, &scales, &bias).apply(&rounded, rows, stride, &mut out);
        for r in 0..rows {
            for o in 0..outputs {
                let sum: f32 = (0..inputs).map(|i| x[r * stride + i] * f32::from(weights[o * inputs + i])).sum();
                let (right, found) = (sum * scales[o] + bias[o], out[r * outputs + o]);
                assert!((right - found).abs() < 1e-3 * right.abs().max(10.0), "{right} {found}");
            }
        }
    }
}
