//! Who did the harm, and with what, by the attack that the harm's own sentence tells: "Georgia shelled the town, and ten people died".
//!
//! The surprising decision: an attacker who was filled in from the rest of the report is none here, for what is told of a toll should be
//! found in its sentence; where the sentence tells of attacks by two, nobody is named. A running total is of more than one attack.

use counterclaim_model::{Claim, Deed, Effect, Kind, Name, Part, Reading, Says, Scope, Stance, Toll};

/// Effects that an attack has.
const HARM: &[Effect] = &[Effect::Killed, Effect::Wounded, Effect::Casualties, Effect::Displaced];

/// Fills in who did it and with what, where the toll's own words tell neither.
pub(super) fn settle(reading: &mut Reading) {
    for index in 0..reading.claims.len() {
        let found =
            reading.claims[index].toll().filter(|toll| HARM.contains(&toll.effect) && toll.scope == Scope::Incident).map(|toll| told(reading, index, toll));
        if let (Some((by, means)), Says::Toll(toll)) = (found, &mut reading.claims[index].says) {
            toll.by = toll.by.take().or(by);
            toll.means = toll.means.take().or(means);
        }
    }
}

fn told(reading: &Reading, index: usize, toll: &Toll) -> (Option<Name>, Option<String>) {
    let sentence = reading.claims[index].sentence;
    let first = reading.claims.partition_point(|c| c.sentence < sentence);
    let here = reading.claims[first..].iter().take_while(|c| c.sentence == sentence && c.stance == Stance::Asserted);
    let attacks: Vec<(&Claim, &Deed)> = here.filter_map(|c| Some((c, c.deed().filter(|deed| deed.kind == Kind::Attack)?))).collect();
    let one = match attacks.as_slice() {
        [(claim, deed), rest @ ..] if rest.iter().all(|(_, other)| other.actor == deed.actor) => Some((claim, deed)),
        _ => None,
    };
    let by = one.filter(|(claim, _)| claim.part(Part::Actor).is_some()).and_then(|(_, deed)| match deed.actor.as_slice() {
        [actor] if !toll.side.contains(actor) => Some(actor.clone()),
        _ => None,
    });
    let means = if let [(_, deed)] = attacks.as_slice() { deed.means.clone() } else { None };
    (by, means)
}
