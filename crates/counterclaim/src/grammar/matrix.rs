//! Matrix products for the net, in whole numbers.
//!
//! Weights are eight-bit, activations are rounded to fifteen bits, products are summed in 32 bits by the one instruction that every
//! x86-64 has for it (`pmaddwd`, through the safe faces of the crates `wide` and, where the machine has it two or four times as wide, `pulp`). The
//! surprising decision: whole numbers not for size but because their sums do not depend on order, so a report is parsed alike on every
//! machine, whatever instructions it has.

#![allow(clippy::needless_range_loop, reason = "plain indices over several rows at once become the widest instructions")]

use wide::{i16x8, i32x4};

/// Outputs in a panel: four vectors of four.
const PANEL: usize = 16;
/// Rows of inputs whose products with a panel are summed together.
const BLOCK: usize = 4;
/// Panels that a kernel with many registers takes together.
const WIDE: usize = 3;
/// Rows have at most this many inputs, so that no sum of products passes 31 bits.
pub const MOST_INPUTS: usize = 1_024;
/// Activations are rounded to whole numbers from minus this to this.
const MOST: f32 = 16_383.0;
/// Adding this to a small number leaves it rounded in the low bits.
const ROUNDER: f32 = 12_582_912.0;

/// Activations as whole numbers, two by two: a pair is the two halves of one `i32`.
#[derive(Debug, Default)]
pub struct Rounded {
    pairs: Vec<i32>,
    /// What a 1 is worth.
    unit: f32,
}

impl Rounded {
    /// Rounds `x`, an even number of activations.
    #[inline(always)]
    pub fn round(&mut self, x: &[f32]) {
        let (groups, rest) = x.as_chunks::<8>();
        let larger = |a: f32, b: f32| if a > b { a } else { b };
        let mut lanes = [1e-12f32; 8];
        for group in groups {
            for i in 0..8 {
                lanes[i] = larger(group[i].abs(), lanes[i]);
            }
        }
        let most = lanes.iter().chain(rest).fold(0.0, |most, x| larger(x.abs(), most));
        self.unit = most / MOST;
        let grow = MOST / most;
        let whole = |x: f32| (x * grow + ROUNDER).to_bits() as i16;
        self.pairs.clear();
        let (pairs, _) = x.as_chunks::<2>();
        self.pairs.extend(pairs.iter().map(|&[a, b]| bytemuck::cast::<[i16; 2], i32>([whole(a), whole(b)])));
    }
}

/// The two weights of each of sixteen outputs.
type Weights = [i16x8; 4];

/// A weight matrix, `outputs` by `inputs`, applied to rows of inputs.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// Length of a row of inputs: even, at most `MOST_INPUTS`.
    pub inputs: usize,
    /// Length of a row of outputs.
    pub outputs: usize,
    /// Panel by panel, pair of inputs by pair of inputs; the last panel is filled up.
    panels: Vec<Weights>,
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
        let product = Product { matrix: self, x, rows, stride, out };
        #[cfg(target_arch = "x86_64")]
        if let Some(v4) = pulp::x86::V4::try_new() {
            return pulp::Simd::vectorize(v4, Widely { product, kernel: BySixteen(v4) });
        } else if let Some(v3) = pulp::x86::V3::try_new() {
            return pulp::Simd::vectorize(v3, Widely { product, kernel: ByEight(v3) });
        }
        product.run(ByFour);
    }
}

/// Runs `sums` with the widest instructions that the machine has.
#[inline(always)]
pub fn widely<T>(sums: impl FnOnce() -> T) -> T {
    pulp::Arch::new().dispatch(sums)
}

/// One matrix applied to some rows.
struct Product<'a> {
    matrix: &'a Matrix,
    x: &'a Rounded,
    rows: usize,
    stride: usize,
    out: &'a mut [f32],
}

/// The products of some rows of inputs with some panels, in whole numbers: no bit differs from one kernel to another.
trait Kernel: Copy {
    /// How many panels it takes at a time where there are as many.
    const PANELS: usize;

    fn sums<const N: usize>(self, x: [&[i32]; BLOCK], panels: [&[Weights]; N]) -> [[[i32; PANEL]; N]; BLOCK];
}

impl Product<'_> {
    /// All outputs.
    #[inline(always)]
    fn run<K: Kernel>(mut self, kernel: K) {
        let panels = self.matrix.worth.len();
        let wide = if K::PANELS == WIDE { panels - panels % WIDE } else { 0 };
        // Plain loops: what a closure does is not always put where the wide instructions are allowed.
        for first in (0..wide).step_by(WIDE) {
            self.band::<K, WIDE>(kernel, first);
        }
        for first in wide..panels {
            self.band::<K, 1>(kernel, first);
        }
    }

    /// The outputs of `N` panels.
    #[inline(always)]
    fn band<K: Kernel, const N: usize>(&mut self, kernel: K, first: usize) {
        let (outputs, pairs) = (self.matrix.outputs, self.matrix.inputs / 2);
        // Rows past the last are the last again; what they give is not kept.
        let row = |r: usize| &self.x.pairs[r.min(self.rows - 1) * self.stride / 2..][..pairs];
        let panels: [&[Weights]; N] = std::array::from_fn(|n| &self.matrix.panels[(first + n) * pairs..][..pairs]);
        let worth: [&[[f32; PANEL]; 2]; N] = std::array::from_fn(|n| &self.matrix.worth[first + n]);
        let mut scaled = [[0.0; PANEL]; N];
        for n in 0..N {
            for i in 0..PANEL {
                scaled[n][i] = worth[n][0][i] * self.x.unit;
            }
        }
        for r in (0..self.rows).step_by(BLOCK) {
            let sums = kernel.sums([row(r), row(r + 1), row(r + 2), row(r + 3)], panels);
            for (b, sums) in sums.iter().enumerate().take(self.rows - r) {
                for n in 0..N {
                    let mut cells = [0.0; PANEL];
                    for i in 0..PANEL {
                        cells[i] = sums[n][i] as f32 * scaled[n][i] + worth[n][1][i];
                    }
                    let (start, at) = ((first + n) * PANEL, (r + b) * outputs + (first + n) * PANEL);
                    match outputs - start {
                        PANEL.. => self.out[at..at + PANEL].copy_from_slice(&cells),
                        width => self.out[at..at + width].copy_from_slice(&cells[..width]),
                    }
                }
            }
        }
    }
}

/// Four products at a time, as every x86-64 (and, in pieces, every other machine) can.
#[derive(Clone, Copy)]
struct ByFour;

impl Kernel for ByFour {
    const PANELS: usize = 1;

    #[inline(always)]
    fn sums<const N: usize>(self, x: [&[i32]; BLOCK], panels: [&[Weights]; N]) -> [[[i32; PANEL]; N]; BLOCK] {
        let mut sums = [[[i32x4::ZERO; 4]; N]; BLOCK];
        for i in 0..panels[0].len() {
            for b in 0..BLOCK {
                let pair: i16x8 = bytemuck::cast([x[b][i]; 4]);
                for n in 0..N {
                    for v in 0..4 {
                        sums[b][n][v] += pair.dot(panels[n][i][v]);
                    }
                }
            }
        }
        whole(sums)
    }
}

/// Eight at a time.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct ByEight(pulp::x86::V3);

#[cfg(target_arch = "x86_64")]
impl Kernel for ByEight {
    const PANELS: usize = 1;

    #[inline(always)]
    fn sums<const N: usize>(self, x: [&[i32]; BLOCK], panels: [&[Weights]; N]) -> [[[i32; PANEL]; N]; BLOCK] {
        let (avx, avx2) = (self.0.avx, self.0.avx2);
        let mut sums = [[[avx._mm256_setzero_si256(); 2]; N]; BLOCK];
        let (x, panels) = level(x, panels);
        for i in 0..panels[0].len() {
            for b in 0..BLOCK {
                let pair = avx._mm256_set1_epi32(x[b][i]);
                for n in 0..N {
                    let weights: [std::arch::x86_64::__m256i; 2] = bytemuck::cast(panels[n][i]);
                    for v in 0..2 {
                        sums[b][n][v] = avx2._mm256_add_epi32(sums[b][n][v], avx2._mm256_madd_epi16(pair, weights[v]));
                    }
                }
            }
        }
        whole(sums)
    }
}

/// Sixteen at a time; there are registers for three panels.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct BySixteen(pulp::x86::V4);

#[cfg(target_arch = "x86_64")]
impl Kernel for BySixteen {
    const PANELS: usize = WIDE;

    #[inline(always)]
    fn sums<const N: usize>(self, x: [&[i32]; BLOCK], panels: [&[Weights]; N]) -> [[[i32; PANEL]; N]; BLOCK] {
        let (f, bw) = (self.0.avx512f, self.0.avx512bw);
        let mut sums = [[f._mm512_setzero_si512(); N]; BLOCK];
        let (x, panels) = level(x, panels);
        for i in 0..panels[0].len() {
            for b in 0..BLOCK {
                let pair = f._mm512_set1_epi32(x[b][i]);
                for n in 0..N {
                    let weights: std::arch::x86_64::__m512i = bytemuck::cast(panels[n][i]);
                    sums[b][n] = f._mm512_add_epi32(sums[b][n], bw._mm512_madd_epi16(pair, weights));
                }
            }
        }
        whole(sums)
    }
}

/// Vectors of sums as the numbers in them.
#[inline(always)]
fn whole<V: bytemuck::Pod, const N: usize>(sums: [[V; N]; BLOCK]) -> [[[i32; PANEL]; N]; BLOCK] {
    let mut out = [[[0; PANEL]; N]; BLOCK];
    for b in 0..BLOCK {
        for n in 0..N {
            out[b][n] = bytemuck::cast(sums[b][n]);
        }
    }
    out
}

/// The same slices, all as long as the first panel, so that no index needs to be checked.
#[inline(always)]
fn level<'a, const N: usize>(x: [&'a [i32]; BLOCK], panels: [&'a [Weights]; N]) -> ([&'a [i32]; BLOCK], [&'a [Weights]; N]) {
    let n = panels[0].len();
    (
        x.map(
            #[inline(always)]
            |x| &x[..n],
        ),
        panels.map(
            #[inline(always)]
            |panel| &panel[..n],
        ),
    )
}

#[cfg(target_arch = "x86_64")]
struct Widely<'a, K> {
    product: Product<'a>,
    kernel: K,
}

#[cfg(target_arch = "x86_64")]
impl<K: Kernel> pulp::WithSimd for Widely<'_, K> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        self.product.run(self.kernel);
    }
}

/// The inner product of two rows, in eight lanes.
#[inline(always)]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (one, one_rest) = a.as_chunks::<8>();
    let (other, other_rest) = b.as_chunks::<8>();
    let mut lanes = [0.0f32; 8];
    for k in 0..one.len().min(other.len()) {
        for i in 0..8 {
            lanes[i] += one[k][i] * other[k][i];
        }
    }
    let tail: f32 = one_rest.iter().zip(other_rest).map(|(a, b)| a * b).sum();
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
