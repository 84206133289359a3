//! Claims of earlier wars that one report takes for its own fighting, and others do not.
//!
//! "30,000 dead" may look current in a thin report; where two other reports tell the same figure of the same people as the war
//! before, it is set aside here too. Only large figures are trusted that far: a "12" proves nothing.

use crate::stitch::{CampIn, fight};
use counterclaim_model::{ClaimId, Effect, Name, Reading};
use std::collections::BTreeMap;

const LARGE: u32 = 100;

/// Sets `current` to false where the other reports that tell the same figure hold it for background.
pub fn set_aside(readings: &mut [Reading], camp: &CampIn<'_>) {
    let mut told: BTreeMap<(Effect, Name, u32), (Vec<ClaimId>, usize)> = BTreeMap::new();
    for (reading, claim) in readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| (reading, claim))) {
        let Some(toll) = claim.toll() else { continue };
        let Some(figure) = fight::said(toll.quantity).filter(|figure| *figure >= LARGE) else {
            continue;
        };
        let (current, background) = told.entry((toll.effect, fight::column(&toll.side, &fight::camp_of(reading, camp)), figure)).or_default();
        if claim.current { current.push(claim.id.clone()) } else { *background += 1 }
    }
    let aside: Vec<ClaimId> = told.into_values().filter(|(current, background)| *background > current.len()).flat_map(|(current, _)| current).collect();
    for claim in readings.iter_mut().flat_map(|reading| &mut reading.claims) {
        claim.current &= !aside.contains(&claim.id);
    }
}
