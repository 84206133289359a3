//! Where the harm was done: the place that the sentence ties to the deed, not the speaker's.
//!
//! The surprising decision: the nearest place after the harm wins over a nearer one before it, because "killed near Fizuli" is how the
//! press writes; a place inside the speaker's words is never taken.

use super::{harm, mentions_of};
use counterclaim_model::{Mention, Place, Reading, Span, What};
use counterclaim_rules::Knowledge;

/// The place of one claim.
pub(super) fn of(_knowledge: &Knowledge, reading: &Reading, index: usize) -> Option<Place> {
    let claim = &reading.claims[index];
    let harm = harm(claim);
    let speakers: Vec<Span> = reading.spoken.iter().filter(|s| s.sentence == claim.sentence).map(|s| s.source).collect();
    let mut best: Option<(u32, &Place)> = None;
    for mention in mentions_of(reading, claim.sentence) {
        let What::Place(place) = &mention.what else { continue };
        if speakers.iter().any(|s| s.contains(mention.span)) || !is_placed(reading, mention) {
            continue;
        }
        let distance = if mention.span.start >= harm.end { mention.span.start - harm.end } else { 60 + harm.start.saturating_sub(mention.span.end) };
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, place));
        }
    }
    best.map(|(_, place)| place.clone())
}

/// Whether a word of place stands before it: "in", "near the town of".
fn is_placed(reading: &Reading, mention: &Mention) -> bool {
    let before = reading.words[..mention.first as usize].iter().rev().take(5).map(|w| &*w.lower);
    for word in before {
        match word {
            "in" | "at" | "near" | "around" | "outside" | "inside" | "across" | "over" | "towards" | "toward" | "into" | "on" | "from" => return true,
            "the" | "of" | "town" | "city" | "village" | "province" | "region" | "district" | "capital" | "area" | "northern" | "southern" | "eastern"
            | "western" | "central" | "neighborhood" | "neighbourhood" | "in and" | "border" => {}
            "and" | "," => return true,
            _ => return false,
        }
    }
    false
}
