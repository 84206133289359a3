//! The neural net: words in, tag scores, arc scores and label scores out.
//!
//! A word's vectors are put side by side and pass through layers that each add to what came in: convolutions over three words, and
//! gated memories that run along the sentence both ways (after Lei et al. 2018, "Simple Recurrent Units"). Arcs are scored for all
//! pairs at once (after Dozat & Manning 2017). The surprising decision: the gates are `x / (1 + |x|)`, not `exp`, because only
//! operations that IEEE 754 fixes to the bit give one parse on every machine.

use super::feature::{Features, HASHED};
use super::file::{Packed, Parts, bad};
use super::matrix::{LANES, MOST_INPUTS, Matrix, Rounded, dots, widely};
use counterclaim_model::Error;

/// A layer that sees each word with its two neighbours.
pub const CONVOLUTION: u8 = 0;
/// A layer that carries a memory along the sentence, half of it from the left and half from the right.
pub const MEMORY: u8 = 1;
/// How many classes of distance between a word and its head are told apart.
pub const DISTANCES: usize = 21;

/// The class of the distance from word `d` to head `h`; 0 for the root.
pub fn distance(d: usize, h: usize) -> usize {
    if h == 0 {
        return 0;
    }
    let class = match d.abs_diff(h) {
        near @ 0..=6 => near.max(1),
        7..=9 => 7,
        10..=14 => 8,
        15..=24 => 9,
        _ => 10,
    };
    if h < d { class } else { class + 10 }
}

/// A gate between 0 and 1.
#[inline(always)]
pub fn gate(x: f32) -> f32 {
    0.5 + 0.5 * x / (1.0 + x.abs())
}

/// The rows of one word: among the word vectors, and in the table of each hashed feature.
pub type Rows = [u32; 1 + HASHED];

/// The net, ready to run.
#[derive(Debug)]
pub struct Net {
    words: Vec<u64>,
    word_rows: Packed,
    tables: Vec<Packed>,
    input: Matrix,
    layers: Vec<(u8, Matrix)>,
    tag: Matrix,
    /// To the vectors of a word as head and as dependent, for arcs and for labels, side by side.
    roles: Matrix,
    arc: usize,
    label_width: usize,
    bilinear: Matrix,
    distance: Matrix,
    near: Packed,
    label: Matrix,
}

/// Working memory, kept between sentences.
#[derive(Default)]
pub struct Scratch {
    rounded: Rounded,
    input: Vec<f32>,
    state: Vec<f32>,
    layer: Vec<f32>,
    memory: Vec<f32>,
    roles: Vec<f32>,
    dependents: Vec<f32>,
    queries: Vec<f32>,
    /// The vectors of words as heads, eight words side by side.
    heads: Vec<[f32; LANES]>,
    by_distance: Vec<f32>,
    hidden: Vec<f32>,
    /// A row of tag scores for the root and each word.
    pub tags: Vec<f32>,
    /// `arcs[d * (n + 1) + h]`: how well `h` heads `d`; row and column 0 are the root.
    pub arcs: Vec<f32>,
    /// A row of label scores for each word.
    pub labels: Vec<f32>,
}

impl Net {
    /// From the parts of a model file, if their sizes fit together. The matrices are, in order: word rows; tables for the hashed
    /// features; input; layers; tag; roles; bilinear; distance; label; near.
    pub fn new(parts: &mut Parts) -> Result<Net, Error> {
        let unfit = || bad("its matrices do not fit together");
        let mut matrices = std::mem::take(&mut parts.matrices).into_iter();
        let mut next = || matrices.next().ok_or_else(unfit);
        let word_rows = next()?;
        let tables = (0..HASHED).map(|_| next()).collect::<Result<Vec<_>, _>>()?;
        let mut dense = || {
            let p = next()?;
            let even = p.columns % 2 == 0 && p.columns <= MOST_INPUTS && !p.bias.is_empty();
            if even { Ok(Matrix::new(p.columns, &p.weights, &p.scales, &p.bias)) } else { Err(unfit()) }
        };
        let input = dense()?;
        let layers = parts.layers.iter().map(|&kind| Ok((kind, dense()?))).collect::<Result<Vec<_>, Error>>()?;
        let (tag, roles, bilinear, distance, label) = (dense()?, dense()?, dense()?, dense()?, dense()?);
        let near = next()?;
        let (width, arc, label_width) = (input.outputs, parts.arc, near.columns);
        let fits = word_rows.scales.len() == parts.words.len() + 1
            && input.inputs == word_rows.columns + tables.iter().map(|t| t.columns).sum::<usize>()
            && width % 2 == 0
            && layers.iter().all(|(kind, m)| match *kind {
                CONVOLUTION => m.inputs == 3 * width && m.outputs == width,
                MEMORY => m.inputs == width && m.outputs == 3 * width,
                _ => false,
            })
            && (tag.inputs, tag.outputs) == (width, parts.tags.len())
            && (roles.inputs, roles.outputs) == (width, 2 * arc + 2 * label_width)
            && (bilinear.inputs, bilinear.outputs) == (arc, arc)
            && (distance.inputs, distance.outputs) == (arc, DISTANCES)
            && near.scales.len() == DISTANCES
            && (label.inputs, label.outputs) == (label_width, parts.labels.len())
            && matrices.next().is_none();
        if !fits {
            return Err(unfit());
        }
        let words = std::mem::take(&mut parts.words);
        Ok(Net { words, word_rows, tables, input, layers, tag, roles, arc, label_width, bilinear, distance, near, label })
    }

    /// Where a word's vectors stand.
    pub fn rows(&self, word: &Features) -> Rows {
        let mut rows = [self.words.binary_search(&word.word).map_or(0, |i| i as u32 + 1); 1 + HASHED];
        for ((row, table), hash) in rows[1..].iter_mut().zip(&self.tables).zip(&word.hashed) {
            *row = (hash % table.scales.len() as u64) as u32;
        }
        rows
    }

    /// The vector of a word by the hash of its folded form, added to the end of `into`.
    pub fn vector(&self, word: u64, into: &mut Vec<f32>) {
        self.word_rows.extend_row(self.words.binary_search(&word).map_or(0, |i| i + 1), into);
    }

    /// Fills `tags` for a sentence; `words[0]` is the root.
    pub fn score_tags(&self, words: &[Rows], s: &mut Scratch) {
        widely(
            #[inline(always)]
            || self.tags(words, s),
        );
    }

    #[inline(always)]
    fn tags(&self, words: &[Rows], s: &mut Scratch) {
        let (n, width) = (words.len(), self.input.outputs);
        s.input.clear();
        for word in words {
            self.word_rows.extend_row(word[0] as usize, &mut s.input);
            for (table, &row) in self.tables.iter().zip(&word[1..]) {
                table.extend_row(row as usize, &mut s.input);
            }
        }
        // A row of zeros before the first word and after the last: what a window sees beyond the sentence.
        s.rounded.round(&s.input);
        self.input.apply(&s.rounded, n, self.input.inputs, &mut s.layer);
        s.state.clear();
        s.state.resize(width, 0.0);
        s.state.extend_from_slice(&s.layer);
        s.state.resize((n + 2) * width, 0.0);
        for (kind, matrix) in &self.layers {
            if *kind == CONVOLUTION {
                s.rounded.round(&s.state);
                matrix.apply(&s.rounded, n, width, &mut s.layer);
                for (state, new) in s.state[width..].iter_mut().zip(&s.layer) {
                    *state += new.max(0.0);
                }
            } else {
                s.rounded.round(&s.state[width..]);
                matrix.apply(&s.rounded, n, width, &mut s.layer);
                let (left, right) = (0..width / 2, width / 2..width);
                remember(&s.layer, &mut s.state[width..], width, left, 0..n, &mut s.memory);
                remember(&s.layer, &mut s.state[width..], width, right, (0..n).rev(), &mut s.memory);
            }
        }
        s.rounded.round(&s.state[width..]);
        self.tag.apply(&s.rounded, n, width, &mut s.tags);
    }

    /// Fills `arcs`; `score_tags` must have run on the same sentence of `n` words, the root among them.
    pub fn score_arcs(&self, n: usize, s: &mut Scratch) {
        widely(
            #[inline(always)]
            || self.arcs(n, s),
        );
    }

    #[inline(always)]
    fn arcs(&self, n: usize, s: &mut Scratch) {
        let (arc, roles) = (self.arc, self.roles.outputs);
        self.roles.apply(&s.rounded, n, self.input.outputs, &mut s.roles);
        s.dependents.clear();
        for row in s.roles.chunks_exact_mut(roles) {
            row[..2 * arc].iter_mut().for_each(|x| *x = x.max(0.0));
            s.dependents.extend_from_slice(&row[arc..2 * arc]);
        }
        s.rounded.round(&s.dependents);
        self.bilinear.apply(&s.rounded, n, arc, &mut s.queries);
        self.distance.apply(&s.rounded, n, arc, &mut s.by_distance);
        s.arcs.clear();
        s.arcs.resize(n * n, 0.0);
        let heads = |h: usize| &s.roles[h * roles..][..arc];
        s.heads.clear();
        for first in (0..n).step_by(LANES) {
            for k in 0..arc {
                let mut cells = [0.0; LANES];
                for (i, cell) in cells.iter_mut().enumerate().take(n - first) {
                    *cell = heads(first + i)[k];
                }
                s.heads.push(cells);
            }
        }
        for d in 1..n {
            let query = &s.queries[d * arc..][..arc];
            for (block, heads) in s.heads.chunks_exact(arc).enumerate() {
                let dots = dots(query, heads);
                for (h, dot) in (block * LANES..n).zip(dots) {
                    s.arcs[d * n + h] = dot + s.by_distance[d * DISTANCES + distance(d, h)];
                }
            }
        }
    }

    /// Fills `labels` for the arcs of `heads` (`heads[0]` is unused); `score_arcs` must have run on the same sentence.
    pub fn score_labels(&self, heads: &[usize], s: &mut Scratch) {
        widely(
            #[inline(always)]
            || self.labels(heads, s),
        );
    }

    #[inline(always)]
    fn labels(&self, heads: &[usize], s: &mut Scratch) {
        let (width, roles, arc) = (self.label_width, self.roles.outputs, self.arc);
        s.hidden.clear();
        for (d, &h) in heads.iter().enumerate().skip(1) {
            let start = s.hidden.len();
            self.near.extend_row(distance(d, h), &mut s.hidden);
            let head = &s.roles[h * roles + 2 * arc..][..width];
            let word = &s.roles[d * roles + 2 * arc + width..][..width];
            for ((cell, head), word) in s.hidden[start..].iter_mut().zip(head).zip(word) {
                *cell = (*cell + head + word).max(0.0);
            }
        }
        s.rounded.round(&s.hidden);
        self.label.apply(&s.rounded, heads.len() - 1, width, &mut s.labels);
    }
}

/// Carries a memory over the words in `order` and adds what its gate lets out to the state. A row of `layer` is three parts of
/// `width`: what to remember, how much of the old to keep, how much to let out; `part` is the half of each that goes this way.
#[allow(clippy::needless_range_loop, reason = "plain indices over several rows at once become the widest instructions")]
#[inline(always)]
fn remember(layer: &[f32], state: &mut [f32], width: usize, part: std::ops::Range<usize>, order: impl Iterator<Item = usize>, memory: &mut Vec<f32>) {
    memory.clear();
    memory.resize(part.len(), 0.0);
    let n = part.len();
    let memory = &mut memory[..n];
    for t in order {
        let row = &layer[t * 3 * width..][..3 * width];
        let (news, keep, out) = (&row[part.start..][..n], &row[width + part.start..][..n], &row[2 * width + part.start..][..n]);
        let state = &mut state[t * width + part.start..][..n];
        for i in 0..n {
            let keep = gate(keep[i]);
            memory[i] = keep * memory[i] + (1.0 - keep) * news[i];
            state[i] += gate(out[i]) * memory[i];
        }
    }
}
