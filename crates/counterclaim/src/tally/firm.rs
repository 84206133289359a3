//! How firmly a report lays deeds to a party, over all sentences that name it.
//!
//! Whoever blames, blames though others only guess, and a party that owns up has done so though the report also tells it plainly: an
//! accusation anywhere outweighs a claim of one's own, that a plain telling, and that a mere possibility. Only sentences that tell of
//! harm make it a fact; a party is named for many reasons.

use counterclaim_model::{Firmness, Reading, Says, Span};
use counterclaim_rules::firmness::Degrees;

/// How firm the sentences of these mentions are together; `None` where there are none.
pub fn firmness(degrees: &Degrees, reading: &Reading, named: &[Span]) -> Option<Firmness> {
    let text = &reading.document.text;
    let mut best: Option<Firmness> = None;
    for (number, sentence) in reading.sentences.iter().enumerate().filter(|(_, sentence)| named.iter().any(|span| span.overlaps(sentence.span))) {
        let degree = degrees.of(sentence.span.of(text));
        let harm = reading.claims.iter().any(|claim| claim.sentence as usize == number && is_harm(&claim.says));
        // A plain sentence without harm, or a doubt about something else, says little: it stands only where nothing better does.
        let degree = if degree == Firmness::Fact && !harm { Firmness::Possible } else { degree };
        best = Some(best.map_or(degree, |before| before.min(degree)));
    }
    best
}

fn is_harm(says: &Says) -> bool {
    match says {
        Says::Toll(_) => true,
        Says::Deed(deed) => deed.kind.is_war(),
    }
}
