//! Sums of weights: one for each hashed feature and label, one for each number of some words' vectors and label.

/// Trained weights of one question with `N` labels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights<const N: usize> {
    /// What a feature's weight of 1 is worth.
    pub worth: f32,
    /// A row for each feature; the number of features is a power of two.
    pub features: Vec<[i8; N]>,
    /// A row for each number of the vectors, one vector after the other.
    pub vectors: Vec<[f32; N]>,
}

impl<const N: usize> Weights<N> {
    /// How many features are told apart.
    pub fn rows(&self) -> u32 {
        self.features.len() as u32
    }

    /// The sums of the weights of some features, one for each label.
    #[inline]
    pub fn of_features(&self, features: &[u32]) -> [f32; N] {
        let mut sums = [0i32; N];
        for &feature in features {
            let row = &self.features[feature as usize];
            for label in 0..N {
                sums[label] += i32::from(row[label]);
            }
        }
        sums.map(|sum| sum as f32 * self.worth)
    }

    /// The sums of the weights of a word's vector, the `place`th of the vectors looked at.
    pub fn of_vector(&self, place: usize, vector: &[f32]) -> [f32; N] {
        let mut sums = [0.0; N];
        for (&x, row) in vector.iter().zip(self.vectors.get(place * vector.len()..).unwrap_or_default()) {
            for label in 0..N {
                sums[label] += row[label] * x;
            }
        }
        sums
    }
}
