//! Weights while they are learned, by steps that grow shorter for weights often changed (Duchi et al. 2011).

use counterclaim::relate::hear::weights::Weights;

/// Some weights, and the squares of all the steps that they were asked to take.
pub struct Steps {
    /// The weights as they are now.
    pub values: Vec<f32>,
    squares: Vec<f32>,
}

impl Steps {
    /// Weights that know nothing.
    pub fn new(n: usize) -> Steps {
        Steps { values: vec![0.0; n], squares: vec![0.01; n] }
    }

    /// A step against the slope of the loss by some weights in a row.
    #[inline]
    pub fn step(&mut self, from: usize, slopes: impl Iterator<Item = f32>, rate: f32) {
        for ((value, square), slope) in self.values[from..].iter_mut().zip(&mut self.squares[from..]).zip(slopes) {
            *square += slope * slope;
            *value -= rate * slope / square.sqrt();
        }
    }
}

/// The weights of one question with `N` labels.
pub struct Fit<const N: usize> {
    features: Steps,
    vectors: Steps,
}

impl<const N: usize> Fit<N> {
    /// For so many features (a power of two) and numbers of vectors.
    pub fn new(features: usize, vectors: usize) -> Fit<N> {
        Fit { features: Steps::new(features * N), vectors: Steps::new(vectors * N) }
    }

    /// How many features are told apart.
    pub fn rows(&self) -> u32 {
        (self.features.values.len() / N) as u32
    }

    /// The sums for features and vectors, one for each label.
    pub fn sums(&self, features: &[u32], vectors: &[f32]) -> [f32; N] {
        let mut sums = [0.0; N];
        for &feature in features {
            let row = &self.features.values[feature as usize * N..][..N];
            sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += w);
        }
        for (&x, row) in vectors.iter().zip(self.vectors.values.chunks_exact(N)) {
            sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += w * x);
        }
        sums
    }

    /// One step against the slope of the loss by each sum.
    pub fn step(&mut self, features: &[u32], vectors: &[f32], slopes: &[f32; N], rate: f32) {
        for &feature in features {
            self.features.step(feature as usize * N, slopes.iter().copied(), rate);
        }
        for (i, &x) in vectors.iter().enumerate().filter(|(_, x)| **x != 0.0) {
            self.vectors.step(i * N, slopes.iter().map(|s| s * x), rate);
        }
    }

    /// The weights as they are now; those of features rounded to eight bits.
    pub fn weights(&self) -> Weights<N> {
        let worth = self.features.values.iter().fold(0.0f32, |most, w| most.max(w.abs())).max(1e-12) / 127.0;
        let features = self.features.values.as_chunks::<N>().0.iter().map(|row| row.map(|w| (w / worth).round() as i8)).collect();
        Weights { worth, features, vectors: self.vectors.values.as_chunks::<N>().0.to_vec() }
    }
}
