//! Claims of earlier wars that one report takes for its own fighting, and others do not.
//!
//! "30,000 dead" may look current in a thin report; where two other reports tell the same figure of the same people as the war
//! before, it is set aside here too. Only large figures are trusted that far.

use crate::stitch::brief::{Brief, Told};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Claims that look current, by their report's place and their own, and how many tell the same figure as background.
type Held = (Vec<(usize, usize)>, usize);

/// By report, the claims that the other reports that tell the same figure hold for background.
pub fn set_aside(briefs: &[Arc<Brief>]) -> BTreeMap<usize, Vec<usize>> {
    let mut told: BTreeMap<&Told, Held> = BTreeMap::new();
    for (index, brief) in briefs.iter().enumerate() {
        for large in &brief.large {
            let (current, background) = told.entry(&large.told).or_default();
            if large.current { current.push((index, large.claim)) } else { *background += 1 }
        }
    }
    let mut aside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (current, _) in told.into_values().filter(|(current, background)| *background > current.len()) {
        current.into_iter().for_each(|(index, claim)| aside.entry(index).or_default().push(claim));
    }
    aside.values_mut().for_each(|claims| claims.sort_unstable());
    aside
}
