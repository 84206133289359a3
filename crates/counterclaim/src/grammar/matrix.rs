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
/// Panels in a band: those that a kernel with many registers takes together.
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
        let (pairs, _) = x.as_chunks::<2>();
        self.pairs.resize(pairs.len(), 0);
        for (pair, &[a, b]) in self.pairs.iter_mut().zip(pairs) {
            *pair = bytemuck::cast([(a * grow + ROUNDER).to_bits() as i16, (b * grow + ROUNDER).to_bits() as i16]);
        }
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
    /// Band by band, pair of inputs by pair of inputs, panel by panel; the last panel is filled up.
    bands: Vec<Weights>,
    /// For each panel, what a weight of 1 is worth, and what is added, output by output.
    worth: Vec<[[f32; PANEL]; 2]>,
}

impl Matrix {
    /// From rows of eight-bit weights (one row an output), a scale for each row, and a bias for each row.
    pub fn new(inputs: usize, rows: &[i8], scales: &[f32], bias: &[f32]) -> Matrix {
        let outputs = scales.len();
        let panels = outputs.div_ceil(PANEL);
        let mut bands = Vec::with_capacity(panels * inputs / 2);
        for (first, width) in bands_of(panels) {
            for pair in 0..inputs / 2 {
                for panel in first..first + width {
                    let weight = |output: usize, i: usize| rows.get((panel * PANEL + output) * inputs + pair * 2 + i).copied().map_or(0, i16::from);
                    let vector = |v: usize| i16x8::new(std::array::from_fn(|lane| weight(v * 4 + lane / 2, lane % 2)));
                    bands.push(std::array::from_fn(vector));
                }
            }
        }
        let part = |of: &[f32], p: usize| std::array::from_fn(|i| of.get(p * PANEL + i).copied().unwrap_or(0.0));
        let worth = (0..panels).map(|p| [part(scales, p), part(bias, p)]).collect();
        Matrix { inputs, outputs, bands, worth }
    }

    /// `out` becomes one row of outputs for each of `rows` rows of inputs. Row `r` of the inputs starts at `r * stride`, an even
    /// number; rows may overlap, which is how a window of three words is read without copying.
    pub fn apply(&self, x: &Rounded, rows: usize, stride: usize, out: &mut Vec<f32>) {
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

/// The bands of so many panels: the first panel of each, and how many there are. One that is not whole is cut into single panels.
fn bands_of(panels: usize) -> impl Iterator<Item = (usize, usize)> {
    let whole = panels - panels % WIDE;
    (0..whole).step_by(WIDE).map(|first| (first, WIDE)).chain((whole..panels).map(|first| (first, 1)))
}

/// The products of some rows of inputs with the panels of a band, in whole numbers: no bit differs from one kernel to another.
trait Kernel: Copy {
    fn sums<const N: usize>(self, x: [&[i32]; BLOCK], band: &[[Weights; N]]) -> [[[i32; PANEL]; N]; BLOCK];
}

impl Product<'_> {
    /// All outputs.
    #[inline(always)]
    fn run<K: Kernel>(mut self, kernel: K) {
        // Plain loops here and below: what a closure does is not always put where the wide instructions are allowed.
        for (first, width) in bands_of(self.matrix.worth.len()) {
            if width == WIDE {
                self.band::<K, WIDE>(kernel, first);
            } else {
                self.band::<K, 1>(kernel, first);
            }
        }
    }

    /// The outputs of a band of `N` panels.
    #[inline(always)]
    fn band<K: Kernel, const N: usize>(&mut self, kernel: K, first: usize) {
        let (outputs, pairs) = (self.matrix.outputs, self.matrix.inputs / 2);
        // Rows past the last are the last again; what they give is not kept.
        let row = |r: usize| &self.x.pairs[r.min(self.rows - 1) * self.stride / 2..][..pairs];
        let (band, _) = self.matrix.bands[first * pairs..][..pairs * N].as_chunks::<N>();
        let worth = &self.matrix.worth[first..first + N];
        let mut scaled = [[0.0; PANEL]; N];
        for n in 0..N {
            for i in 0..PANEL {
                scaled[n][i] = worth[n][0][i] * self.x.unit;
            }
        }
        for r in (0..self.rows).step_by(BLOCK) {
            let sums = kernel.sums([row(r), row(r + 1), row(r + 2), row(r + 3)], band);
            for b in 0..BLOCK.min(self.rows - r) {
                let start = (r + b) * outputs + first * PANEL;
                let cells = &mut self.out[start..start + (outputs - first * PANEL).min(N * PANEL)];
                for n in 0..N {
                    let width = cells.len().saturating_sub(n * PANEL).min(PANEL);
                    let cells = &mut cells[n * PANEL..n * PANEL + width];
                    for i in 0..cells.len() {
                        cells[i] = sums[b][n][i] as f32 * scaled[n][i] + worth[n][1][i];
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
    #[inline(always)]
    fn sums<const N: usize>(self, x: [&[i32]; BLOCK], band: &[[Weights; N]]) -> [[[i32; PANEL]; N]; BLOCK] {
        let mut out = [[[0; PANEL]; N]; BLOCK];
        let m = band.len();
        let x = [&x[0][..m], &x[1][..m], &x[2][..m], &x[3][..m]];
        for n in 0..N {
            let mut sums = [[i32x4::ZERO; 4]; BLOCK];
            for (i, weights) in band.iter().enumerate() {
                for b in 0..BLOCK {
                    let pair: i16x8 = bytemuck::cast([x[b][i]; 4]);
                    for v in 0..4 {
                        sums[b][v] += pair.dot(weights[n][v]);
                    }
                }
            }
            for b in 0..BLOCK {
                out[b][n] = bytemuck::cast(sums[b]);
            }
        }
        out
    }
}

/// Eight at a time.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct ByEight(pulp::x86::V3);

#[cfg(target_arch = "x86_64")]
impl Kernel for ByEight {
    #[inline(always)]
    fn sums<const N: usize>(self, x: [&[i32]; BLOCK], band: &[[Weights; N]]) -> [[[i32; PANEL]; N]; BLOCK] {
        let (avx, avx2) = (self.0.avx, self.0.avx2);
        let mut out = [[[0; PANEL]; N]; BLOCK];
        let m = band.len();
        let x = [&x[0][..m], &x[1][..m], &x[2][..m], &x[3][..m]];
        // There are registers for one panel at a time.
        for n in 0..N {
            let mut sums = [[avx._mm256_setzero_si256(); 2]; BLOCK];
            for (i, weights) in band.iter().enumerate() {
                let weights: [std::arch::x86_64::__m256i; 2] = bytemuck::cast(weights[n]);
                for b in 0..BLOCK {
                    let pair = avx._mm256_set1_epi32(x[b][i]);
                    for v in 0..2 {
                        sums[b][v] = avx2._mm256_add_epi32(sums[b][v], avx2._mm256_madd_epi16(pair, weights[v]));
                    }
                }
            }
            for b in 0..BLOCK {
                out[b][n] = bytemuck::cast(sums[b]);
            }
        }
        out
    }
}

/// Sixteen at a time, with registers for a whole band.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct BySixteen(pulp::x86::V4);

#[cfg(target_arch = "x86_64")]
impl Kernel for BySixteen {
    #[inline(always)]
    fn sums<const N: usize>(self, x: [&[i32]; BLOCK], band: &[[Weights; N]]) -> [[[i32; PANEL]; N]; BLOCK] {
        let (f, bw) = (self.0.avx512f, self.0.avx512bw);
        let mut sums = [[f._mm512_setzero_si512(); N]; BLOCK];
        let m = band.len();
        let x = [&x[0][..m], &x[1][..m], &x[2][..m], &x[3][..m]];
        for (i, weights) in band.iter().enumerate() {
            for b in 0..BLOCK {
                let pair = f._mm512_set1_epi32(x[b][i]);
                for n in 0..N {
                    let weights: std::arch::x86_64::__m512i = bytemuck::cast(weights[n]);
                    sums[b][n] = f._mm512_add_epi32(sums[b][n], bw._mm512_madd_epi16(pair, weights));
                }
            }
        }
        let mut out = [[[0; PANEL]; N]; BLOCK];
        for b in 0..BLOCK {
            for n in 0..N {
                out[b][n] = bytemuck::cast(sums[b][n]);
            }
        }
        out
    }
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

/// Sums that are carried side by side.
pub const LANES: usize = 8;

/// The inner products of one row with eight, given cell by cell. Each is summed in eight lanes, which then are summed in their order, so
/// that every machine rounds alike.
#[inline(always)]
pub fn dots(one: &[f32], eight: &[[f32; LANES]]) -> [f32; LANES] {
    let mut sums = [[0.0f32; LANES]; LANES];
    let (groups, rest) = one.as_chunks::<LANES>();
    let (eights, eight_rest) = eight.as_chunks::<LANES>();
    for (group, cells) in groups.iter().zip(eights) {
        for lane in 0..LANES {
            for i in 0..LANES {
                sums[lane][i] += group[lane] * cells[lane][i];
            }
        }
    }
    let mut total = sums[0];
    for lane in 1..LANES {
        for i in 0..LANES {
            total[i] += sums[lane][i];
        }
    }
    let mut tail = [0.0; LANES];
    for (cell, cells) in rest.iter().zip(eight_rest) {
        for i in 0..LANES {
            tail[i] += cell * cells[i];
        }
    }
    for i in 0..LANES {
        total[i] += tail[i];
    }
    total
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

    #[test]
    fn every_kernel_gives_the_same_bits() {
        let (inputs, outputs, rows) = (48, 5 * PANEL - 3, 7);
        let weights: Vec<i8> = (0..inputs * outputs).map(|i| ((i * 89) % 255) as u8 as i8).collect();
        let matrix = Matrix::new(inputs, &weights, &vec![0.003; outputs], &vec![0.5; outputs]);
        let mut x = Rounded::default();
        x.round(&(0..rows * inputs).map(|i| ((i * 37) % 101) as f32 - 50.0).collect::<Vec<f32>>());
        let (mut plain, mut other) = (vec![0.0; rows * outputs], vec![0.0; rows * outputs]);
        Product { matrix: &matrix, x: &x, rows, stride: inputs, out: &mut plain }.run(ByFour);
        #[cfg(target_arch = "x86_64")]
        if let Some(v3) = pulp::x86::V3::try_new() {
            let product = Product { matrix: &matrix, x: &x, rows, stride: inputs, out: &mut other };
            pulp::Simd::vectorize(v3, Widely { product, kernel: ByEight(v3) });
            assert_eq!(plain, other);
        }
        #[cfg(target_arch = "x86_64")]
        if let Some(v4) = pulp::x86::V4::try_new() {
            other.fill(0.0);
            let product = Product { matrix: &matrix, x: &x, rows, stride: inputs, out: &mut other };
            pulp::Simd::vectorize(v4, Widely { product, kernel: BySixteen(v4) });
            assert_eq!(plain, other);
        }
        matrix.apply(&x, rows, inputs, &mut other);
        assert_eq!(plain, other);
    }
}
