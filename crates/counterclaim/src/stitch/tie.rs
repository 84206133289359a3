//! What may tie two reports whose days say nothing: a key that both hold.
//!
//! Reports are looked up by such keys instead of being compared pair by pair. Each key is one of the ways in which `alike` reaches what is
//! asked there, so that nothing is missed by it.

use crate::stitch::{
    alike::{is_exact, is_rare},
    outline::{Number, Outline},
};

/// A figure, with whose it is.
type Figure = (Number, u32);

/// A key that both reports hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// An outbreak on that weekday.
    Outbreak(u8),
    /// A figure that is enough by itself.
    Rare(Figure),
    /// A figure.
    One(Figure),
    /// Two figures.
    Two(Figure, Figure),
    /// A figure and a place.
    At(Figure, Number),
    /// A figure, and a weekday of the fighting.
    On(Figure, u8),
    /// The day of writing, as month and day of the month.
    Written(u8, u8),
}

/// What ties two reports of the same camps strongly enough: `Alike::strong`, and a weight of two.
pub fn strong(outline: &Outline) -> impl Iterator<Item = Tie> {
    let figures = &outline.figures;
    let two = figures.iter().enumerate().flat_map(|(n, one)| figures[n + 1..].iter().map(move |other| Tie::Two(*one, *other)));
    let at = figures.iter().flat_map(|figure| outline.places.iter().map(move |place| Tie::At(*figure, *place)));
    enough(outline).chain(two).chain(at)
}

/// An outbreak or a rare figure.
pub fn enough(outline: &Outline) -> impl Iterator<Item = Tie> {
    let rare = outline.figures.iter().filter(|(_, figure)| is_rare(*figure)).copied().map(Tie::Rare);
    outline.outbreak.map(Tie::Outbreak).into_iter().chain(rare)
}

/// What ties two reports of the same camps and days, though they stand in two regions: `Alike::one`.
pub fn beside(outline: &Outline) -> impl Iterator<Item = Tie> {
    let exact = outline.figures.iter().filter(|(_, figure)| is_exact(*figure)).copied().map(Tie::One);
    outline.outbreak.map(Tie::Outbreak).into_iter().chain(exact)
}
