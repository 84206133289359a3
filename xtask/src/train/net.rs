//! The net as the trainer sees it: weights, one pass forward, one pass back.
//!
//! The mirror of `counterclaim::grammar::net`, with dropout. The surprising decision: a word's row is at times replaced by its
//! vector as first learned from unlabelled text, and at times by the row of unknown words, more often the rarer it is, so that the
//! net learns what to do with words that the treebank never taught it.

use super::ops;
use super::rng::Rng;
use counterclaim::grammar::feature::HASHED;
use counterclaim::grammar::net::{CONVOLUTION, DISTANCES, MEMORY, distance};

/// Sizes of the word rows and the tables of hashed features: (rows, columns); the word rows' number is the vocabulary's.
pub const TABLES: [(usize, usize); HASHED] = [(1_024, 16), (4_096, 24), (8_192, 24), (4_096, 16), (512, 16)];
/// Columns of a word row.
pub const WORD: usize = 96;
/// Width of the layers.
pub const WIDTH: usize = 144;
/// The layers.
pub const LAYERS: [u8; 5] = [CONVOLUTION, MEMORY, CONVOLUTION, MEMORY, MEMORY];
/// Width of the arc vectors.
pub const ARC: usize = 80;
/// Width of the label vectors.
pub const LABEL: usize = 96;
/// How much is dropped: of the input, between layers, before the scores.
const DROP: [f32; 3] = [0.25, 0.2, 0.3];

/// A sentence with its answers; index 0 is the root.
#[derive(Clone, Debug)]
pub struct Example {
    /// Row of each word; 0 where it has none.
    pub words: Vec<u32>,
    /// Row in each table of hashed features.
    pub hashed: Vec<[u32; HASHED]>,
    /// Tag class; `u16::MAX` for none.
    pub tags: Vec<u16>,
    /// Head of each word, words counted from 1.
    pub heads: Vec<u16>,
    /// Label class of each word's arc; `u16::MAX` for none.
    pub labels: Vec<u16>,
}

/// A weight matrix with its bias; also its gradient.
#[derive(Clone, Debug, Default)]
pub struct Tensor {
    /// Length of a row.
    pub columns: usize,
    /// One row an output.
    pub w: Vec<f32>,
    /// One number an output, or none.
    pub b: Vec<f32>,
}

/// All weights, in the order of the model file; also all gradients.
pub type Tensors = Vec<Tensor>;

const INPUT: usize = 1 + HASHED;
const FIRST: usize = INPUT + 1;
const TAG: usize = FIRST + LAYERS.len();
const ROLES: usize = TAG + 1;
const BILINEAR: usize = TAG + 2;
const BY_DISTANCE: usize = TAG + 3;
const ANSWER: usize = TAG + 4;
const NEAR: usize = TAG + 5;

/// Fresh weights around the given word rows.
pub fn fresh(word_rows: Vec<f32>, tags: usize, labels: usize, rng: &mut Rng) -> Tensors {
    let mut tensors = vec![Tensor { columns: WORD, w: word_rows, b: Vec::new() }];
    for (rows, columns) in TABLES {
        tensors.push(Tensor { columns, w: (0..rows * columns).map(|_| rng.around(0.3)).collect(), b: Vec::new() });
    }
    let mut dense = |inputs: usize, outputs: usize, gain: f32| {
        let most = gain * (6.0 / (inputs + outputs) as f32).sqrt();
        let w = (0..inputs * outputs).map(|_| rng.around(most)).collect();
        tensors.push(Tensor { columns: inputs, w, b: vec![0.0; outputs] });
    };
    dense(WORD + TABLES.iter().map(|t| t.1).sum::<usize>(), WIDTH, 1.0);
    for kind in LAYERS {
        if kind == CONVOLUTION { dense(3 * WIDTH, WIDTH, 1.0) } else { dense(WIDTH, 3 * WIDTH, 1.0) }
    }
    dense(WIDTH, tags, 0.5);
    dense(WIDTH, 2 * ARC + 2 * LABEL, 1.0);
    dense(ARC, ARC, 0.5);
    dense(ARC, DISTANCES, 0.5);
    dense(LABEL, labels, 0.5);
    dense(LABEL, DISTANCES, 0.5);
    tensors[NEAR].b.clear();
    // Memories keep what they have until they learn better.
    for (layer, _) in LAYERS.iter().enumerate().filter(|(_, kind)| **kind == MEMORY) {
        tensors[FIRST + layer].b[WIDTH..2 * WIDTH].fill(1.0);
    }
    tensors
}

/// Gradients of nothing, in the shape of `tensors`.
pub fn zeros(tensors: &Tensors) -> Tensors {
    let zero = |t: &Tensor| Tensor { columns: t.columns, w: vec![0.0; t.w.len()], b: vec![0.0; t.b.len()] };
    tensors.iter().map(zero).collect()
}

/// What the trainer knows beside the weights.
pub struct Setting {
    /// The word rows as first learned.
    pub first_rows: Vec<f32>,
    /// How often each word row occurs in the treebank.
    pub seen: Vec<u32>,
    /// How often it occurs in all texts.
    pub met: Vec<u32>,
    /// Number of tag classes and of label classes.
    pub classes: [usize; 2],
}

/// Losses of tags, arcs and labels, summed over words.
pub type Losses = [f32; 3];

struct Dropout<'a>(&'a mut Rng);

impl Dropout<'_> {
    /// Zeroes some of `x`, scales the rest up, and gives what each was multiplied with.
    fn drop(&mut self, x: &mut [f32], part: f32) -> Vec<f32> {
        let keep = 1.0 / (1.0 - part);
        let limit = (f64::from(part) * 65_536.0) as u64;
        let mut mask = vec![keep; x.len()];
        for (mask, x) in mask.chunks_mut(4).zip(x.chunks_mut(4)) {
            let bits = self.0.bits();
            for (i, (m, x)) in mask.iter_mut().zip(x).enumerate() {
                *m *= f32::from(u8::from((bits >> (16 * i)) & 0xffff >= limit));
                *x *= *m;
            }
        }
        mask
    }
}

fn times(x: &mut [f32], mask: &[f32]) {
    x.iter_mut().zip(mask).for_each(|(x, m)| *x *= m);
}

fn add(x: &mut [f32], y: &[f32]) {
    x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
}

fn forward(t: &Tensor, x: &[f32]) -> Vec<f32> {
    let outputs = t.b.len();
    let mut out = ops::nt(x, &t.w, t.columns, outputs);
    out.chunks_exact_mut(outputs).for_each(|row| add(row, &t.b));
    out
}

/// Adds the gradients of `forward`: to `g` those of the weights, to `dx` those of the input.
fn backward(t: &Tensor, x: &[f32], d: &[f32], g: &mut Tensor, dx: &mut [f32]) {
    let outputs = t.b.len();
    ops::add_tn(d, x, outputs, t.columns, &mut g.w);
    d.chunks_exact(outputs).for_each(|row| add(&mut g.b, row));
    ops::add_nn(d, &t.w, outputs, t.columns, dx);
}

/// One pass forward and back over `batch`: adds to the gradients, each word weighing `weight`.
pub fn learn(tensors: &Tensors, setting: &Setting, batch: &[&Example], weight: f32, rng: &mut Rng, g: &mut Tensors) -> Losses {
    let mut dropout = Dropout(rng);
    let mut ends = Vec::new();
    let rows = batch.iter().fold(0, |n, e| {
        ends.push(n + e.words.len());
        n + e.words.len()
    });
    // Input.
    let inputs = tensors[INPUT].columns;
    let mut x = Vec::with_capacity(rows * inputs);
    let mut sources = Vec::with_capacity(rows);
    for example in batch {
        for (&word, hashed) in example.words.iter().zip(&example.hashed) {
            let row = word as usize;
            let (seen, met) = (setting.seen[row] as f32, setting.met[row] as f32);
            let unknown = row == 0 || dropout.0.unit() < 0.3 / (0.3 + met);
            let untaught = !unknown && (seen == 0.0 || dropout.0.unit() < 0.5 / (0.5 + seen));
            let row = if unknown { 0 } else { row };
            let from = if untaught { &setting.first_rows } else { &tensors[0].w };
            x.extend_from_slice(&from[row * WORD..][..WORD]);
            for (table, &r) in tensors[1..].iter().zip(hashed) {
                x.extend_from_slice(&table.w[r as usize * table.columns..][..table.columns]);
            }
            sources.push(((!untaught).then_some(row), hashed));
        }
    }
    let input_mask = dropout.drop(&mut x, DROP[0]);
    let mut state = forward(&tensors[INPUT], &x);
    // Layers: what each saw and made.
    let mut seen = Vec::new();
    for (i, &kind) in LAYERS.iter().enumerate() {
        let tensor = &tensors[FIRST + i];
        if kind == CONVOLUTION {
            let saw = ops::windows(&state, WIDTH, &ends);
            let mut made = forward(tensor, &saw);
            made.iter_mut().for_each(|m| *m = m.max(0.0));
            let mut mask = dropout.drop(&mut made, DROP[1]);
            add(&mut state, &made);
            mask.iter_mut().zip(&made).for_each(|(m, made)| *m *= f32::from(u8::from(*made > 0.0)));
            seen.push((saw, Vec::new(), Vec::new(), mask));
        } else {
            let saw = state.clone();
            let made = forward(tensor, &saw);
            let kept = ops::memory(&made, WIDTH, &ends);
            let mut out = kept.clone();
            for (out, made) in out.chunks_exact_mut(WIDTH).zip(made.chunks_exact(3 * WIDTH)) {
                out.iter_mut().zip(&made[2 * WIDTH..]).for_each(|(o, g)| *o *= counterclaim::grammar::net::gate(*g));
            }
            let mask = dropout.drop(&mut out, DROP[1]);
            add(&mut state, &out);
            seen.push((saw, made, kept, mask));
        }
    }
    let mut losses = [0.0; 3];
    let mut d_state = vec![0.0; state.len()];
    let state_mask = dropout.drop(&mut state, DROP[2]);
    // Tags.
    let right: Vec<u16> = batch.iter().flat_map(|e| e.tags.iter().copied()).collect();
    let mut scores = forward(&tensors[TAG], &state);
    losses[0] = ops::cross_entropy(&mut scores, setting.classes[0], &right, weight);
    backward(&tensors[TAG], &state, &scores, &mut g[TAG], &mut d_state);
    // Arcs and labels.
    let roles = forward(&tensors[ROLES], &state);
    let mut d_roles = vec![0.0; roles.len()];
    losses[1] = arcs(tensors, batch, &ends, &roles, weight, &mut dropout, g, &mut d_roles);
    losses[2] = labels(tensors, setting, batch, &ends, &roles, weight, &mut dropout, g, &mut d_roles);
    backward(&tensors[ROLES], &state, &d_roles, &mut g[ROLES], &mut d_state);
    times(&mut d_state, &state_mask);
    // Back through the layers.
    for (i, (saw, made, kept, mask)) in seen.iter().enumerate().rev() {
        let tensor = &tensors[FIRST + i];
        let mut d = d_state.clone();
        times(&mut d, mask);
        if LAYERS[i] == CONVOLUTION {
            let mut d_saw = vec![0.0; saw.len()];
            backward(tensor, saw, &d, &mut g[FIRST + i], &mut d_saw);
            ops::windows_back(&d_saw, WIDTH, &ends, &mut d_state);
        } else {
            let d = ops::memory_back(made, kept, &d, WIDTH, &ends);
            backward(tensor, saw, &d, &mut g[FIRST + i], &mut d_state);
        }
    }
    let mut d_x = vec![0.0; x.len()];
    backward(&tensors[INPUT], &x, &d_state, &mut g[INPUT], &mut d_x);
    times(&mut d_x, &input_mask);
    for ((word, hashed), d) in sources.iter().zip(d_x.chunks_exact(inputs)) {
        if let Some(row) = word {
            add(&mut g[0].w[row * WORD..][..WORD], &d[..WORD]);
        }
        let mut at = WORD;
        for (table, &r) in g[1..].iter_mut().zip(hashed.iter()) {
            let columns = table.columns;
            add(&mut table.w[r as usize * columns..][..columns], &d[at..at + columns]);
            at += columns;
        }
    }
    losses
}

/// Columns `from..to` of every row, cut out.
fn cut(x: &[f32], columns: usize, from: usize, to: usize) -> Vec<f32> {
    x.chunks_exact(columns).flat_map(|row| row[from..to].iter().copied()).collect()
}

/// Adds `d` to columns from `from` on of every row.
fn paste(d: &[f32], width: usize, x: &mut [f32], columns: usize, from: usize) {
    x.chunks_exact_mut(columns).zip(d.chunks_exact(width)).for_each(|(row, d)| add(&mut row[from..from + width], d));
}

#[allow(clippy::too_many_arguments)]
fn arcs(tensors: &Tensors, batch: &[&Example], ends: &[usize], roles: &[f32], weight: f32, dropout: &mut Dropout, g: &mut Tensors, d_roles: &mut [f32]) -> f32 {
    let all = 2 * ARC + 2 * LABEL;
    let mut both = cut(roles, all, 0, 2 * ARC);
    both.iter_mut().for_each(|x| *x = x.max(0.0));
    let mut mask = dropout.drop(&mut both, DROP[2]);
    mask.iter_mut().zip(&both).for_each(|(m, x)| *m *= f32::from(u8::from(*x > 0.0)));
    let (heads, words) = (cut(&both, 2 * ARC, 0, ARC), cut(&both, 2 * ARC, ARC, 2 * ARC));
    let queries = forward(&tensors[BILINEAR], &words);
    let by_distance = forward(&tensors[BY_DISTANCE], &words);
    let (mut d_heads, mut d_queries) = (vec![0.0; heads.len()], vec![0.0; queries.len()]);
    let mut d_by_distance = vec![0.0; by_distance.len()];
    let (mut loss, mut start) = (0.0, 0);
    for (example, &end) in batch.iter().zip(ends) {
        let n = end - start;
        let part = start * ARC..end * ARC;
        let mut scores = ops::nt(&queries[part.clone()], &heads[part.clone()], ARC, n);
        for d in 0..n {
            for h in 0..n {
                scores[d * n + h] += by_distance[(start + d) * DISTANCES + distance(d, h)];
            }
            scores[d * n + d] = -1e9;
        }
        let mut right = example.heads.clone();
        right[0] = u16::MAX;
        loss += ops::cross_entropy(&mut scores, n, &right, weight);
        for d in 1..n {
            for h in 0..n {
                d_by_distance[(start + d) * DISTANCES + distance(d, h)] += scores[d * n + h];
            }
        }
        ops::add_nn(&scores, &heads[part.clone()], n, ARC, &mut d_queries[part.clone()]);
        ops::add_tn(&scores, &queries[part.clone()], n, ARC, &mut d_heads[part]);
        start = end;
    }
    let mut d_words = vec![0.0; words.len()];
    backward(&tensors[BILINEAR], &words, &d_queries, &mut g[BILINEAR], &mut d_words);
    backward(&tensors[BY_DISTANCE], &words, &d_by_distance, &mut g[BY_DISTANCE], &mut d_words);
    let mut d_both = vec![0.0; both.len()];
    paste(&d_heads, ARC, &mut d_both, 2 * ARC, 0);
    paste(&d_words, ARC, &mut d_both, 2 * ARC, ARC);
    times(&mut d_both, &mask);
    paste(&d_both, 2 * ARC, d_roles, all, 0);
    loss
}

#[allow(clippy::too_many_arguments)]
fn labels(
    tensors: &Tensors,
    setting: &Setting,
    batch: &[&Example],
    ends: &[usize],
    roles: &[f32],
    weight: f32,
    dropout: &mut Dropout,
    g: &mut Tensors,
    d_roles: &mut [f32],
) -> f32 {
    let all = 2 * ARC + 2 * LABEL;
    let mut hidden = Vec::new();
    let mut arcs = Vec::new();
    let mut right = Vec::new();
    let mut start = 0;
    for (example, &end) in batch.iter().zip(ends) {
        for d in 1..end - start {
            let h = usize::from(example.heads[d]);
            let class = distance(d, h);
            arcs.push((start + d, start + h, class));
            right.push(example.labels[d]);
            let at = hidden.len();
            hidden.extend_from_slice(&tensors[NEAR].w[class * LABEL..][..LABEL]);
            add(&mut hidden[at..], &roles[(start + h) * all + 2 * ARC..][..LABEL]);
            add(&mut hidden[at..], &roles[(start + d) * all + 2 * ARC + LABEL..][..LABEL]);
        }
        start = end;
    }
    hidden.iter_mut().for_each(|x| *x = x.max(0.0));
    let mut mask = dropout.drop(&mut hidden, DROP[2]);
    mask.iter_mut().zip(&hidden).for_each(|(m, x)| *m *= f32::from(u8::from(*x > 0.0)));
    let mut scores = forward(&tensors[ANSWER], &hidden);
    let loss = ops::cross_entropy(&mut scores, setting.classes[1], &right, weight);
    let mut d_hidden = vec![0.0; hidden.len()];
    backward(&tensors[ANSWER], &hidden, &scores, &mut g[ANSWER], &mut d_hidden);
    times(&mut d_hidden, &mask);
    for (&(d, h, class), row) in arcs.iter().zip(d_hidden.chunks_exact(LABEL)) {
        add(&mut g[NEAR].w[class * LABEL..][..LABEL], row);
        add(&mut d_roles[h * all + 2 * ARC..][..LABEL], row);
        add(&mut d_roles[d * all + 2 * ARC + LABEL..][..LABEL], row);
    }
    loss
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gradient of every tensor against the slope of the loss, the same words dropped in all passes.
    #[test]
    fn gradients_are_slopes() {
        let mut rng = Rng(3);
        let (rows, tags, labels) = (6, 4, 5);
        let word_rows: Vec<f32> = (0..rows * WORD).map(|_| rng.around(0.5)).collect();
        let setting = Setting { first_rows: word_rows.clone(), seen: vec![9; rows], met: vec![9; rows], classes: [tags, labels] };
        let tensors = fresh(word_rows, tags, labels, &mut rng);
        let example = |n: usize| Example {
            words: (0..=n).map(|i| (i % rows) as u32).collect(),
            hashed: (0..=n).map(|i| [i as u32; HASHED]).collect(),
            tags: (0..=n).map(|i| if i == 0 { u16::MAX } else { (i % tags) as u16 }).collect(),
            heads: (0..=n).map(|i| i.saturating_sub(1) as u16).collect(),
            labels: (0..=n).map(|i| if i == 0 { u16::MAX } else { (i % labels) as u16 }).collect(),
        };
        let (one, two) = (example(5), example(3));
        let pass = |t: &Tensors, g: &mut Tensors| learn(t, &setting, &[&one, &two], 1.0, &mut Rng(5), g).iter().map(|&l| f64::from(l)).sum::<f64>();
        let mut g = zeros(&tensors);
        pass(&tensors, &mut g);
        for (i, tensor) in g.iter().enumerate() {
            // Along the gradient itself, the loss must fall by its squared length.
            let square: f64 = tensor.w.iter().chain(&tensor.b).map(|&x| f64::from(x) * f64::from(x)).sum();
            let reach = (0.02 / square.sqrt()) as f32;
            let moved = |by: f32| {
                let mut t = tensors.clone();
                t[i].w.iter_mut().zip(&tensor.w).for_each(|(w, g)| *w += by * g);
                t[i].b.iter_mut().zip(&tensor.b).for_each(|(w, g)| *w += by * g);
                pass(&t, &mut zeros(&tensors))
            };
            let slope = (moved(reach) - moved(-reach)) / f64::from(2.0 * reach);
            assert!((slope / square - 1.0).abs() < 0.05, "tensor {i}: {slope} against {square}");
        }
    }
}
