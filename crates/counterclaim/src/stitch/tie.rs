//! What may tie two reports whose days say nothing: a key that both hold.
//!
//! Reports are looked up by such keys instead of being compared pair by pair. Each key is one of the ways in which `alike` reaches what is
//! asked there, so that nothing is missed by it.

use crate::stitch::{
    alike::{is_exact, is_rare},
    outline::{Number, Outline},
};

/// A key that both reports hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// An outbreak on that weekday.
    Outbreak(u8),
    /// A figure that is enough by itself.
    Rare(u32),
    /// A figure.
    One(u32),
    /// Two figures.
    Two(u32, u32),
    /// A figure and a place.
    At(u32, Number),
    /// A figure, and a weekday of the fighting.
    On(u32, u8),
    /// The day of writing, as month and day of the month.
    Written(u8, u8),
}

/// What ties two reports of the same camps strongly enough: `Alike::strong`, and a weight of two.
pub fn strong(outline: &Outline) -> impl Iterator<Item = Tie> {
    let figures = figures(outline);
    let two = figures.iter().enumerate().flat_map(|(n, one)| figures[n + 1..].iter().map(move |other| Tie::Two(*one, *other)));
    let at = figures.iter().flat_map(|figure| outline.places.iter().map(move |place| Tie::At(*figure, *place)));
    let ties: Vec<Tie> = two.chain(at).collect();
    enough(outline).chain(ties)
}

/// An outbreak or a rare figure.
pub fn enough(outline: &Outline) -> impl Iterator<Item = Tie> {
    let rare = figures(outline).into_iter().filter(|figure| is_rare(*figure)).map(Tie::Rare);
    outline.outbreak.map(Tie::Outbreak).into_iter().chain(rare)
}

/// What ties two reports of the same camps and days, though they stand in two regions: `Alike::one`.
pub fn beside(outline: &Outline) -> impl Iterator<Item = Tie> {
    let exact = figures(outline).into_iter().filter(|figure| is_exact(*figure)).map(Tie::One);
    outline.outbreak.map(Tie::Outbreak).into_iter().chain(exact)
}

/// Its figures in order, whosever they are: one of two reports may not tell.
pub fn figures(outline: &Outline) -> Vec<u32> {
    let mut figures: Vec<u32> = outline.figures.iter().map(|(_, figure)| *figure).collect();
    figures.sort_unstable();
    figures.dedup();
    figures
}
