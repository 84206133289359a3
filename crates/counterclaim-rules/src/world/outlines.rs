//! Outlines for maps: land, lakes, borders of countries and of their first-order divisions (`world/outlines.bin`, made by `xtask outlines`).
//!
//! They are drawn and never reasoned with: no claim gets its country from them. One stretch of bytes: `outlines1`, then for each layer how many
//! lines it has, and for each line how many points, and its points as steps from the one before (the first from nowhere), east then north.
//! Numbers are of variable length, seven bits a byte; steps may be negative and have their sign in the lowest bit.

use counterclaim_model::Error;

const SHIPPED: &[u8] = include_bytes!("../../../../world/outlines.bin");
const MAGIC: &[u8] = b"outlines1\n";

/// So many steps make a degree.
pub const STEPS: f64 = 250.0;

/// A point in steps, east and north.
pub type Point = (i32, i32);

/// What a line is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Coasts, as rings.
    Land,
    /// Shores, as rings.
    Lakes,
    /// Borders of countries on land.
    Countries,
    /// Borders of first-order divisions within a country.
    Divisions,
}

impl Layer {
    /// In the order of the file.
    pub const ALL: [Layer; 4] = [Layer::Land, Layer::Lakes, Layer::Countries, Layer::Divisions];
}

/// One coast, shore or border.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// In order; a ring ends where it begins.
    pub points: Vec<Point>,
    /// The least and the most of its points: west, south, east, north.
    pub bounds: [i32; 4],
}

impl Line {
    /// With its bounds reckoned.
    pub fn new(points: Vec<Point>) -> Line {
        let mut bounds = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
        for &(x, y) in &points {
            bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
        }
        Line { points, bounds }
    }
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlines {
    layers: [Vec<Line>; 4],
}

impl Outlines {
    /// Of these lines, a layer each.
    pub fn new(layers: [Vec<Line>; 4]) -> Outlines {
        Outlines { layers }
    }

    /// Those that ship with the program.
    pub fn shipped() -> Result<Outlines, Error> {
        Outlines::read(SHIPPED).ok_or_else(|| Error::rule("outlines.bin", "it is not whole: take the file as it was shipped"))
    }

    /// The lines of a layer.
    pub fn layer(&self, layer: Layer) -> &[Line] {
        &self.layers[layer as usize]
    }

    /// As bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for lines in &self.layers {
            number(&mut out, lines.len() as u32);
            for line in lines {
                number(&mut out, line.points.len() as u32);
                let mut before = (0, 0);
                for &(x, y) in &line.points {
                    step(&mut out, x - before.0);
                    step(&mut out, y - before.1);
                    before = (x, y);
                }
            }
        }
        out
    }

    /// From bytes; nothing where they are not whole.
    pub fn read(bytes: &[u8]) -> Option<Outlines> {
        let mut left = bytes.strip_prefix(MAGIC)?;
        let mut out = Outlines::default();
        for lines in &mut out.layers {
            for _ in 0..take(&mut left)? {
                let mut points = Vec::new();
                let mut at = (0i32, 0i32);
                for _ in 0..take(&mut left)? {
                    at = (at.0.checked_add(unstep(take(&mut left)?))?, at.1.checked_add(unstep(take(&mut left)?))?);
                    points.push(at);
                }
                lines.push(Line::new(points));
            }
        }
        left.is_empty().then_some(out)
    }
}

fn step(out: &mut Vec<u8>, n: i32) {
    number(out, ((n << 1) ^ (n >> 31)) as u32);
}

fn unstep(n: u32) -> i32 {
    (n >> 1) as i32 ^ -((n & 1) as i32)
}

fn number(out: &mut Vec<u8>, mut n: u32) {
    while n > 0x7f {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

fn take(left: &mut &[u8]) -> Option<u32> {
    let mut n = 0u32;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = left.split_first()?;
        *left = rest;
        n |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(n);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read() {
        let line = |points: &[Point]| Line::new(points.to_vec());
        let outlines = Outlines::new([
            vec![line(&[(-45_000, -22_500), (45_000, 22_500), (0, -1)])],
            vec![],
            vec![line(&[(1, 2), (3, 4)]), line(&[(-64, 63), (64, -65)])],
            vec![line(&[])],
        ]);
        assert_eq!(Outlines::read(&outlines.pack()), Some(outlines.clone()));
        let bytes = outlines.pack();
        assert!((0..bytes.len()).all(|cut| Outlines::read(&bytes[..cut]).is_none()), "a file that was cut off is not read");
    }

    #[test]
    fn the_shipped_outlines_hold_the_world() {
        let outlines = Outlines::shipped().expect("they are read");
        for layer in Layer::ALL {
            assert!(outlines.layer(layer).len() > 200, "{layer:?}");
        }
        let lines = Layer::ALL.into_iter().flat_map(|layer| outlines.layer(layer));
        assert!(lines.flat_map(|line| &line.points).all(|(x, y)| f64::from(x.abs()) <= 180.0 * STEPS && f64::from(y.abs()) <= 90.0 * STEPS));
    }
}
