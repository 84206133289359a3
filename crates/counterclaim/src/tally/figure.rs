//! Arithmetic on figures as the words bound them.
//!
//! 50 and "at least 49" make at least 99, and agree with "about 100", which reaches half a unit of its last non-zero digit either
//! way. Surprising but meant: a sum *holds* where the figures as said are equal, even though one of them says "at least".

use counterclaim_model::{Qualifier, Quantity};

pub use crate::stitch::fight::said;

/// Lower and upper bound; an open upper end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// At least this many; 0 where the words set no lower end.
    pub low: u64,
    /// At most this many.
    pub high: Option<u64>,
}

/// What the words allow.
pub fn bounds(quantity: Quantity) -> Bounds {
    let (low, high) = (quantity.low.map(u64::from), quantity.high.map(u64::from));
    let reach = if quantity.qualifier == Qualifier::About { reach(low.or(high).unwrap_or(0)) } else { 0 };
    Bounds { low: low.unwrap_or(0).saturating_sub(reach), high: high.map(|high| high + reach) }
}

/// Half a unit of the last non-zero digit: 50 for 100, 5 for 120, 500 for 2,000.
fn reach(figure: u64) -> u64 {
    let mut unit = 1;
    while figure > 0 && figure.is_multiple_of(unit * 10) {
        unit *= 10;
    }
    unit / 2
}

/// The bounds of a sum.
pub fn add(parts: impl IntoIterator<Item = Bounds>) -> Bounds {
    let sum = |a: Bounds, b: Bounds| Bounds { low: a.low + b.low, high: a.high.zip(b.high).map(|(a, b)| a + b) };
    parts.into_iter().fold(Bounds { low: 0, high: Some(0) }, sum)
}

/// Whether one number can be both.
pub fn meet(a: Bounds, b: Bounds) -> bool {
    a.high.is_none_or(|high| b.low <= high) && b.high.is_none_or(|high| a.low <= high)
}

/// Whether the words give a number at all: not "losses", not "many", not "heavy losses".
pub fn is_counted(quantity: Quantity) -> bool {
    match quantity.qualifier {
        Qualifier::None => false,
        Qualifier::Vague => quantity.figure().is_some_and(|figure| figure > 1),
        _ => quantity.figure().is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(n: u32) -> Quantity {
        Quantity { qualifier: Qualifier::About, ..Quantity::exact(n) }
    }

    #[test]
    fn about_reaches_half_a_unit_of_the_last_digit() {
        assert_eq!(bounds(about(100)), Bounds { low: 50, high: Some(150) });
        assert_eq!(bounds(about(120)), Bounds { low: 115, high: Some(125) });
        assert_eq!(bounds(about(2000)), Bounds { low: 1500, high: Some(2500) });
        assert_eq!(bounds(about(43)), Bounds { low: 43, high: Some(43) });
        assert_eq!(bounds(about(0)), Bounds { low: 0, high: Some(0) });
    }

    #[test]
    fn open_ends_stay_open() {
        let at_least = Quantity { low: Some(49), high: None, qualifier: Qualifier::AtLeast };
        let sum = add([bounds(at_least), bounds(Quantity::exact(50))]);
        assert_eq!(sum, Bounds { low: 99, high: None });
        assert!(meet(sum, bounds(about(100))));
        assert!(!meet(sum, bounds(Quantity::exact(98))));
    }
}
