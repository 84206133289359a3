//! Where the middle of a land is.

use std::collections::BTreeSet;

/// The middle of places: that of the half-degree squares that hold any, so that a crowded corner weighs no more than an empty one.
#[derive(Default)]
pub struct Centre(BTreeSet<(i32, i32)>);

impl Centre {
    /// One more place, in degrees north and east.
    pub fn add(&mut self, (lat, lon): (f64, f64)) {
        // Fractions of a square are kept where a division is smaller than one.
        self.0.insert(((lat * 20.0).floor() as i32, (lon * 20.0).floor() as i32));
    }

    /// The middle; none without places.
    pub fn middle(&self) -> Option<(f64, f64)> {
        let squares: BTreeSet<(i32, i32)> = self.0.iter().map(|(lat, lon)| (lat.div_euclid(10), lon.div_euclid(10))).collect();
        let mean = |of: &BTreeSet<(i32, i32)>, size: f64| {
            let n = of.len() as f64;
            let sum = of.iter().fold((0.0, 0.0), |sum, (lat, lon)| (sum.0 + f64::from(*lat) + 0.5, sum.1 + f64::from(*lon) + 0.5));
            (n > 0.0).then_some((sum.0 / n / size, sum.1 / n / size))
        };
        if squares.len() > 4 { mean(&squares, 2.0) } else { mean(&self.0, 20.0) }
    }
}

/// The area and the middle of a ring of points (east, north), by the shoelace formula.
pub fn ring(points: &[(f64, f64)]) -> (f64, (f64, f64)) {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in points.iter().zip(points.iter().cycle().skip(1)) {
        let cross = a.0 * b.1 - b.0 * a.1;
        area += cross / 2.0;
        x += (a.0 + b.0) * cross / 6.0;
        y += (a.1 + b.1) * cross / 6.0;
    }
    if area == 0.0 { (0.0, points.first().map_or((0.0, 0.0), |p| (p.1, p.0))) } else { (area.abs(), (y / area, x / area)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowded_corner_weighs_no_more_than_an_empty_one() {
        let mut centre = Centre::default();
        (0..100).for_each(|n| centre.add((40.0 + f64::from(n) / 1000.0, 44.1)));
        for lon in [45.1, 46.1, 47.1, 48.1] {
            centre.add((40.1, lon));
        }
        assert_eq!(centre.middle(), Some((40.25, 46.25)));
    }

    #[test]
    fn a_ring_has_its_middle() {
        assert_eq!(ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (0.0, 2.0)]), (8.0, (1.0, 2.0)));
    }
}
