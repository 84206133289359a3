//! How likely each claim is to be right, by the signs that it shows once all else is settled.
//!
//! Which signs there are is said here; what each weighs is counted on the corpus (`xtask calibrate`) and lies in
//! `rules/en/confidence.toml`. Right means that a careful reader finds the claim in the report: its effect and figure, or its kind. A claim
//! of little confidence is kept, for a person to look at.

use counterclaim_model::{Claim, Part, Qualifier, Reading, Says, Toll, Voice};
use counterclaim_rules::Knowledge;

/// How much of its confidence a claim keeps that leans on a mended word. No corpus has enough of them to count.
const MENDED: f32 = 0.8;

/// Weighs every claim.
pub(super) fn settle(knowledge: &Knowledge, reading: &mut Reading) {
    for index in 0..reading.claims.len() {
        let claim = &reading.claims[index];
        let weights = if claim.toll().is_some() { &knowledge.confidence.toll } else { &knowledge.confidence.statement };
        let chance = weights.chance(signs(reading, claim));
        // A word that only we read so may be read wrongly.
        let mended = reading.document.repairs.iter().any(|repair| repair.span.overlaps(claim.quote));
        reading.claims[index].confidence = if mended { chance * MENDED } else { chance };
    }
}

/// What can be seen of a claim: its rule, the ways in which the rule was stretched (`+part`), and what is wanting.
pub fn signs<'a>(reading: &Reading, claim: &'a Claim) -> Vec<&'a str> {
    let mut signs: Vec<&str> = claim.rule.split('+').collect();
    let mut sign = |is: bool, name| signs.extend(is.then_some(name));
    sign(claim.attribution.voice != Voice::Own, "attributed");
    sign(!claim.current, "not-current");
    sign(crowded(reading, claim), "crowded");
    let has = |part| claim.part(part).is_some();
    match &claim.says {
        Says::Toll(toll) => {
            sign(toll.side.is_empty(), "no-side");
            sign(!has(Part::People), "no-people");
            sign(matches!(toll.quantity.qualifier, Qualifier::None | Qualifier::Vague), "uncounted");
            sign(is_one(toll), "one");
        }
        Says::Deed(deed) => {
            sign(!has(Part::Actor), "no-actor-words");
            sign(deed.actor.is_empty(), "no-actor");
            sign(deed.target.is_empty(), "no-target");
        }
    }
    signs
}

/// "A soldier was killed": one that may be counted elsewhere.
fn is_one(toll: &Toll) -> bool {
    (toll.quantity.low, toll.quantity.high) == (Some(1), Some(1))
}

/// Whether the words of another claim of its list overlap its own.
fn crowded(reading: &Reading, claim: &Claim) -> bool {
    let first = reading.claims.partition_point(|c| c.sentence < claim.sentence);
    let near = reading.claims[first..].iter().take_while(|c| c.sentence == claim.sentence);
    near.into_iter().any(|c| c.id != claim.id && c.toll().is_some() == claim.toll().is_some() && c.quote.overlaps(claim.quote))
}
