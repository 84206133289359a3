//! The model file: plain parts, to bytes and back.
//!
//! Little-endian throughout: magic and version, names, sizes, word hashes, matrices of eight-bit weights with one scale a row, lemma
//! rules, nothing after. The surprising decision: the trainer writes through `encode` here, so that the two sides of the format
//! stand in one file and cannot drift apart.

use super::lemma::{Edit, Lemmas};
use super::names::{LABELS, UPOS, XPOS, standing};
use counterclaim_model::Error;

const MAGIC: &[u8; 8] = b"CCGRAM\x00\x01";
/// No sensible model has a longer list or matrix side than this; a longer one is a damaged file.
const LIMIT: usize = 1 << 20;

/// Everything that a model file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Universal and Penn tag of each tag class.
    pub tags: Vec<(&'static str, &'static str)>,
    /// Dependency labels.
    pub labels: Vec<&'static str>,
    /// What each layer is: see `net::CONVOLUTION` and `net::MEMORY`.
    pub layers: Vec<u8>,
    /// Width of the arc vectors.
    pub arc: usize,
    /// Hashes of the words that have a row, ascending; row 0 is for all other words, so word `i` has row `i + 1`.
    pub words: Vec<u64>,
    /// The matrices, in the order of `net::Net::new`.
    pub matrices: Vec<Packed>,
    /// How to find a word's dictionary form.
    pub lemmas: Lemmas,
}

/// A matrix of eight-bit weights: `scales.len()` rows of `columns`, and a bias for each row or none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// Length of a row.
    pub columns: usize,
    /// What a weight of 1 is worth, row by row.
    pub scales: Vec<f32>,
    /// The weights, row by row.
    pub weights: Vec<i8>,
    /// Added to the outputs; empty where there is none.
    pub bias: Vec<f32>,
}

impl Packed {
    /// Rounds `weights` to eight bits a piece, one scale for each row.
    pub fn round(columns: usize, weights: &[f32], bias: &[f32]) -> Packed {
        let mut packed = Packed { columns, bias: bias.to_vec(), ..Packed::default() };
        for row in weights.chunks_exact(columns) {
            let scale = row.iter().fold(0.0f32, |most, w| most.max(w.abs())).max(1e-12) / 127.0;
            packed.scales.push(scale);
            packed.weights.extend(row.iter().map(|w| (w / scale).round() as i8));
        }
        packed
    }

    /// One row, scaled, added to the end of `into`.
    #[inline(always)]
    pub fn extend_row(&self, row: usize, into: &mut Vec<f32>) {
        let scale = self.scales[row];
        let weights = &self.weights[row * self.columns..][..self.columns];
        let start = into.len();
        into.resize(start + weights.len(), 0.0);
        // Plain loops become the widest instructions.
        for (cell, &weight) in into[start..].iter_mut().zip(weights) {
            *cell = f32::from(weight) * scale;
        }
    }
}

/// The bytes of a model file.
pub fn encode(parts: &Parts) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let number = |out: &mut Vec<u8>, n: usize| out.extend((n as u32).to_le_bytes());
    let text = |out: &mut Vec<u8>, s: &str| {
        out.push(s.len() as u8);
        out.extend(s.bytes());
    };
    number(&mut out, parts.tags.len());
    for (upos, xpos) in &parts.tags {
        text(&mut out, upos);
        text(&mut out, xpos);
    }
    number(&mut out, parts.labels.len());
    parts.labels.iter().for_each(|label| text(&mut out, label));
    number(&mut out, parts.layers.len());
    out.extend(&parts.layers);
    number(&mut out, parts.arc);
    number(&mut out, parts.words.len());
    out.extend(parts.words.iter().flat_map(|h| h.to_le_bytes()));
    number(&mut out, parts.matrices.len());
    for m in &parts.matrices {
        number(&mut out, m.columns);
        number(&mut out, m.scales.len());
        number(&mut out, m.bias.len());
        out.extend(m.scales.iter().chain(&m.bias).flat_map(|x| x.to_le_bytes()));
        out.extend(m.weights.iter().map(|&w| w as u8));
    }
    number(&mut out, parts.lemmas.edits.len());
    for edit in &parts.lemmas.edits {
        out.push(edit.cut);
        text(&mut out, &edit.add);
    }
    number(&mut out, parts.lemmas.keys.len());
    out.extend(parts.lemmas.keys.iter().flat_map(|k| k.to_le_bytes()));
    out.extend(parts.lemmas.edit_of.iter().flat_map(|e| e.to_le_bytes()));
    out
}

/// The parts of a model file, or why the bytes are not one. Checks lengths and names; `Net::new` checks that the sizes fit together.
pub fn decode(bytes: &[u8]) -> Result<Parts, Error> {
    let mut r = Reader { rest: bytes };
    if r.take(MAGIC.len())? != MAGIC {
        return Err(bad("not a grammar of this version: train one with `cargo xtask train`"));
    }
    let mut parts = Parts::default();
    for _ in 0..r.number()? {
        let (upos, xpos) = (r.text()?, r.text()?);
        parts.tags.push((name(&UPOS, upos)?, name(&XPOS, xpos)?));
    }
    for _ in 0..r.number()? {
        parts.labels.push(name(&LABELS, r.text()?)?);
    }
    let layers = r.number()?;
    parts.layers = r.take(layers)?.to_vec();
    parts.arc = r.number()?;
    let words = r.number()?;
    parts.words = r.array(words, u64::from_le_bytes)?;
    if !parts.words.is_sorted() {
        return Err(bad("its words are out of order"));
    }
    for _ in 0..r.number()? {
        let (columns, rows, biases) = (r.number()?, r.number()?, r.number()?);
        if columns == 0 || rows == 0 || (biases != 0 && biases != rows) {
            return Err(bad("a matrix has no sensible size"));
        }
        let scales = r.array(rows, f32::from_le_bytes)?;
        let bias = r.array(biases, f32::from_le_bytes)?;
        if !scales.iter().chain(&bias).all(|x| x.is_finite()) {
            return Err(bad("a number in it is not finite"));
        }
        let weights = r.take(columns * rows)?.iter().map(|&w| w as i8).collect();
        parts.matrices.push(Packed { columns, scales, weights, bias });
    }
    for _ in 0..r.number()? {
        let cut = r.take(1)?[0];
        parts.lemmas.edits.push(Edit { cut, add: r.text()?.to_owned() });
    }
    let keys = r.number()?;
    parts.lemmas.keys = r.array(keys, u64::from_le_bytes)?;
    parts.lemmas.edit_of = r.array(keys, u16::from_le_bytes)?;
    let edits = parts.lemmas.edits.len();
    if !parts.lemmas.keys.is_sorted() || parts.lemmas.edit_of.iter().any(|&e| usize::from(e) >= edits) {
        return Err(bad("its lemma rules are damaged"));
    }
    if !r.rest.is_empty() {
        return Err(bad("bytes follow its end"));
    }
    Ok(parts)
}

/// The one way to say that a model is no good.
pub(super) fn bad(what: &str) -> Error {
    Error::model("grammar model", what)
}

fn name(names: &[&'static str], name: &str) -> Result<&'static str, Error> {
    standing(names, name).ok_or_else(|| bad(&format!("it has a tag or label {name:?} that this version does not know")))
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.rest.split_at_checked(n).ok_or_else(|| bad("it ends too early: the file is cut off"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, Error> {
        let n = self.array(1, u32::from_le_bytes)?[0] as usize;
        if n > LIMIT { Err(bad("a length in it is out of all proportion")) } else { Ok(n) }
    }

    fn text(&mut self) -> Result<&'a str, Error> {
        let n = usize::from(self.take(1)?[0]);
        std::str::from_utf8(self.take(n)?).map_err(|_| bad("a name in it is not text"))
    }

    fn array<const N: usize, T>(&mut self, n: usize, read: fn([u8; N]) -> T) -> Result<Vec<T>, Error> {
        let (cells, _) = self.take(n * N)?.as_chunks::<N>();
        Ok(cells.iter().map(|&cell| read(cell)).collect())
    }
}
