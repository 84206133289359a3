//! Adam (Kingma & Ba 2015) with a running average of the weights, which is what ships.
//!
//! The surprising decision: rows of tables that a batch did not touch are left alone entirely, moments too, as most rows are
//! untouched by most batches.

use super::net::Tensors;

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.98;
const TINY: f32 = 1e-8;
/// Weights are averaged once in so many steps.
const EVERY: u32 = 8;

/// The state of the optimiser.
pub struct Adam {
    first: Tensors,
    second: Tensors,
    /// The running average of the weights.
    pub average: Tensors,
    steps: u32,
    /// How many of the leading tensors are tables, touched row by row.
    tables: usize,
}

impl Adam {
    /// Ready to improve `weights`, of which the first `tables` are tables.
    pub fn new(weights: &Tensors, tables: usize) -> Adam {
        let zeros = super::net::zeros(weights);
        Adam { first: zeros.clone(), second: zeros, average: weights.clone(), steps: 0, tables }
    }

    /// One step down the gradient `g`, which is cleared; the average follows with a memory of about `1 / (1 - decay)` steps.
    pub fn step(&mut self, weights: &mut Tensors, g: &mut Tensors, rate: f32, decay: f32) {
        self.steps += 1;
        let grown = |beta: f32| 1.0 - beta.powi(self.steps.min(10_000) as i32);
        let (one, two) = (grown(BETA1), grown(BETA2));
        let squares: f32 = g.iter().flat_map(|t| t.w.iter().chain(&t.b)).map(|x| x * x).sum();
        let clip = (5.0 / squares.sqrt().max(1e-9)).min(1.0);
        for (i, (((w, g), m), v)) in weights.iter_mut().zip(g).zip(&mut self.first).zip(&mut self.second).enumerate() {
            let rows = if i < self.tables { w.columns } else { w.w.len() };
            let chunks = w.w.chunks_mut(rows).zip(g.w.chunks_mut(rows)).zip(m.w.chunks_mut(rows)).zip(v.w.chunks_mut(rows));
            let bias = std::iter::once(((&mut w.b[..], &mut g.b[..]), &mut m.b[..])).zip([&mut v.b[..]]);
            for (((w, g), m), v) in chunks.chain(bias) {
                if g.iter().all(|&g| g == 0.0) {
                    continue;
                }
                for (((w, g), m), v) in w.iter_mut().zip(g).zip(m).zip(v) {
                    let d = *g * clip;
                    *m += (1.0 - BETA1) * (d - *m);
                    *v += (1.0 - BETA2) * (d * d - *v);
                    *w -= rate * (*m / one) / ((*v / two).sqrt() + TINY);
                    *g = 0.0;
                }
            }
        }
        if self.steps.is_multiple_of(EVERY) {
            let part = 1.0 - decay.powi(EVERY as i32);
            for (a, w) in self.average.iter_mut().zip(&*weights) {
                a.w.iter_mut().zip(&w.w).for_each(|(a, w)| *a += part * (w - *a));
                a.b.iter_mut().zip(&w.b).for_each(|(a, w)| *a += part * (w - *a));
            }
        }
    }
}
