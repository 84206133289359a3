//! The model file: magic and version, then the weights of both questions and the steps between labels; little-endian, nothing after.

use super::{Listener, chain::LABELS, weights::Weights};
use counterclaim_model::Error;

const MAGIC: &[u8; 8] = b"CCHEAR\x00\x01";
/// No sensible model has more rows; a file that says so is damaged.
const LIMIT: usize = 1 << 20;

/// The bytes of a model file.
pub fn encode(listener: &Listener) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    put(&mut out, &listener.cue);
    put(&mut out, &listener.reach);
    out.extend(listener.steps.iter().flat_map(|x| x.to_le_bytes()));
    out
}

fn put<const N: usize>(out: &mut Vec<u8>, weights: &Weights<N>) {
    for n in [weights.features.len(), weights.vectors.len()] {
        out.extend((n as u32).to_le_bytes());
    }
    out.extend(weights.worth.to_le_bytes());
    out.extend(weights.vectors.iter().flatten().flat_map(|x| x.to_le_bytes()));
    out.extend(weights.features.iter().flatten().map(|&w| w as u8));
}

/// The model in the bytes of a file, or why they are not one.
pub fn decode(bytes: &[u8]) -> Result<Listener, Error> {
    let mut rest = Rest(bytes);
    if rest.take(MAGIC.len())? != MAGIC {
        return Err(bad("not a model of this version: train one with `cargo xtask train-attribution`"));
    }
    let (cue, reach) = (rest.weights()?, rest.weights()?);
    let steps = rest.numbers(LABELS * LABELS)?;
    if !rest.0.is_empty() {
        return Err(bad("bytes follow its end"));
    }
    Ok(Listener { cue, reach, steps })
}

fn bad(what: &str) -> Error {
    Error::model("attribution model", what)
}

struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.0.split_at_checked(n).ok_or_else(|| bad("it ends too early: the file is cut off"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn weights<const N: usize>(&mut self) -> Result<Weights<N>, Error> {
        let (sizes, _) = self.take(8)?.as_chunks::<4>();
        let [features, vectors] = [0, 1].map(|i| u32::from_le_bytes(sizes[i]) as usize);
        if features > LIMIT || vectors > LIMIT || !features.is_power_of_two() {
            return Err(bad("its weights have no sensible size"));
        }
        let worth = self.numbers(1)?[0];
        let vectors = self.numbers(vectors * N)?.as_chunks::<N>().0.to_vec();
        let features = self.take(features * N)?.as_chunks::<N>().0.iter().map(|row| row.map(|w| w as i8)).collect();
        Ok(Weights { worth, features, vectors })
    }

    fn numbers(&mut self, n: usize) -> Result<Vec<f32>, Error> {
        let (cells, _) = self.take(n * 4)?.as_chunks::<4>();
        let numbers: Vec<f32> = cells.iter().map(|&cell| f32::from_le_bytes(cell)).collect();
        if numbers.iter().all(|x| x.is_finite()) { Ok(numbers) } else { Err(bad("a number in it is not finite")) }
    }
}
