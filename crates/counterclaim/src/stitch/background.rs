//! Claims of earlier wars that one report takes for its own fighting, and others do not.
//!
//! "30,000 dead" may look current in a thin report; where two other reports tell the same figure of the same people as the war
//! before, it is set aside here too. Only large figures are trusted that far: a "12" proves nothing.

use crate::stitch::{CampIn, fight};
use counterclaim_model::{Effect, Name, Reading};
use std::collections::BTreeMap;

const LARGE: u32 = 100;

/// A claim, by its report's place and its own.
type At = (usize, usize);

/// Sets `current` to false where the other reports that tell the same figure hold it for background. Gives back the indexes of the
/// reports that were changed.
pub fn set_aside(readings: &mut [Reading], camp: &CampIn<'_>) -> Vec<usize> {
    let mut told: BTreeMap<(Effect, Name, u32), (Vec<At>, usize)> = BTreeMap::new();
    for (index, reading) in readings.iter().enumerate() {
        let camp = &fight::camp_of(reading, camp);
        for (place, claim) in reading.claims.iter().enumerate() {
            let Some(toll) = claim.toll() else { continue };
            let Some(figure) = fight::said(toll.quantity).filter(|figure| *figure >= LARGE) else { continue };
            let (current, background) = told.entry((toll.effect, fight::column(&toll.side, camp), figure)).or_default();
            if claim.current { current.push((index, place)) } else { *background += 1 }
        }
    }
    let aside = told.into_values().filter(|(current, background)| *background > current.len()).flat_map(|(current, _)| current);
    let mut changed = Vec::new();
    for (index, place) in aside {
        readings[index].claims[place].current = false;
        changed.push(index);
    }
    changed
}
