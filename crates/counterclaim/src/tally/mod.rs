//! Room 9: sums, disputes, and a range of claims for each side.
