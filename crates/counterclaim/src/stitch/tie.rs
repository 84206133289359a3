//! What may tie two reports whose days say nothing: a key that both hold.
//!
//! Reports are looked up by such keys instead of being compared pair by pair. Each key is one of the ways in which `alike` reaches what is
//! asked there, so that nothing is missed by it.

use crate::stitch::{
    alike::{is_exact, is_rare, tells},
    fight::Fight,
};
use counterclaim_model::Name;

/// A key that both reports hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie<'a> {
    /// An outbreak on that weekday.
    Outbreak(u8),
    /// A figure that is enough by itself.
    Rare(&'a (Name, u32)),
    /// A figure.
    One(&'a (Name, u32)),
    /// Two figures.
    Two(&'a (Name, u32), &'a (Name, u32)),
    /// A figure and a place.
    At(&'a (Name, u32), &'a str),
    /// A figure, and a weekday of the fighting.
    On(&'a (Name, u32), u8),
    /// The day of writing, as month and day of the month.
    Written(u8, u8),
}

/// What ties two reports of the same camps strongly enough: `Alike::strong`, and a weight of two.
pub fn strong<'a>(fight: &'a Fight) -> Vec<Tie<'a>> {
    let mut ties = enough(fight);
    let figures = figures(fight);
    for (n, one) in figures.iter().enumerate() {
        ties.extend(figures[n + 1..].iter().map(|other| Tie::Two(one, other)));
        ties.extend(fight.places.keys().map(|place| Tie::At(one, place)));
    }
    ties
}

/// An outbreak or a rare figure.
pub fn enough<'a>(fight: &'a Fight) -> Vec<Tie<'a>> {
    let outbreak = fight.outbreak_weekday().map(Tie::Outbreak);
    let rare = fight.figures.iter().filter(|(_, figure)| is_rare(*figure)).map(Tie::Rare);
    outbreak.into_iter().chain(rare).collect()
}

/// What ties two reports of the same camps and days, though they stand in two regions: `Alike::one`.
pub fn beside(fight: &Fight) -> Vec<Tie<'_>> {
    let outbreak = fight.outbreak_weekday().map(Tie::Outbreak);
    outbreak.into_iter().chain(fight.figures.iter().filter(|(_, figure)| is_exact(*figure)).map(Tie::One)).collect()
}

/// Figures that say something when they are shared.
pub fn figures(fight: &Fight) -> Vec<&(Name, u32)> {
    fight.figures.iter().filter(|(_, figure)| tells(*figure)).collect()
}
