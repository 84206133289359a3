//! Claims of earlier wars that one report takes for its own fighting, and others do not.
//!
//! "30,000 dead" may look current in a thin report; where two other reports tell the same figure of the same people as the war
//! before, it is set aside here too. Only large figures are trusted that far.

use crate::stitch::outline::{Large, Outline};
use std::collections::BTreeMap;

/// By report, the claims that the other reports that tell the same figure hold for background.
pub fn set_aside(outlines: &[&Outline]) -> BTreeMap<usize, Vec<usize>> {
    let mut told: Vec<(usize, Large)> =
        outlines.iter().enumerate().flat_map(|(index, outline)| outline.large.iter().map(move |large| (index, *large))).collect();
    told.sort_by_key(|(_, large)| large.told);
    let mut aside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for same in told.chunk_by(|(_, one), (_, other)| one.told == other.told) {
        let current = same.iter().filter(|(_, large)| large.current);
        if same.len() > 2 * current.clone().count() {
            current.for_each(|(index, large)| aside.entry(*index).or_default().push(large.claim as usize));
        }
    }
    aside.values_mut().for_each(|claims| claims.sort_unstable());
    aside
}
