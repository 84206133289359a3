//! Room 7: candidates become parties, places and days.
//!
//! First who speaks, then whose the harmed are (which often hangs on who speaks), then when, where, and whether it is this fighting or
//! an earlier one. Every choice leaves its reason in the claim. Nothing here looks beyond the one report.

mod camp;
mod current;
mod deed;
mod place;
mod repeat;
mod side;
mod speaker;
mod when;

use counterclaim_model::{Claim, Reading, Says, Scope, Span, Stance};
use counterclaim_rules::{Knowledge, lexicon::Marks};

/// Settles what one report can tell about its claims.
pub fn settle(knowledge: &Knowledge, reading: &mut Reading, marks: &[Marks]) {
    speaker::settle(knowledge, reading);
    let fighting = camp::fighting(knowledge, reading);
    side::settle(knowledge, reading, &fighting);
    deed::settle(knowledge, reading, &fighting);
    for index in 0..reading.claims.len() {
        let sentence = reading.claims[index].sentence as usize;
        let stance = stance(knowledge, reading, marks, sentence);
        let place = place::of(knowledge, reading, index);
        let claim = &mut reading.claims[index];
        claim.place = place;
        if claim.stance == Stance::Asserted {
            claim.stance = stance;
        }
    }
    when::settle(knowledge, reading, marks);
    current::settle(knowledge, reading, marks);
    scope(knowledge, reading, marks);
    repeat::settle(reading);
}

/// Unconfirmed where this sentence or the next says that it is not verified.
fn stance(knowledge: &Knowledge, reading: &Reading, marks: &[Marks], sentence: usize) -> Stance {
    let said = |at: usize| marks.get(at).is_some_and(|m| m.all & knowledge.lexicon.bit("unconfirmed") != 0);
    let same_block = |at: usize| reading.sentences.get(at).is_some_and(|s| s.block == reading.sentences[sentence].block);
    if said(sentence) || same_block(sentence + 1) && said(sentence + 1) { Stance::Unconfirmed } else { Stance::Asserted }
}

/// A running total by its own words ("so far", "since …", "toll") or because its days are several.
fn scope(knowledge: &Knowledge, reading: &mut Reading, marks: &[Marks]) {
    let total = knowledge.lexicon.bit("running-total");
    // Only days that the sentence itself tells make a total; days taken from elsewhere say nothing of what a figure counts.
    let told: Vec<bool> = reading.claims.iter().map(|claim| mentions_of(reading, claim.sentence).iter().any(|m| is_stretch(m, claim))).collect();
    for (claim, told) in reading.claims.iter_mut().zip(told) {
        let by_words = marks.get(claim.sentence as usize).is_some_and(|m| m.all & total != 0);
        if let Says::Toll(toll) = &mut claim.says
            && (by_words || told)
        {
            toll.scope = Scope::Total;
        }
    }
}

/// A time of several days that the claim took for its own.
fn is_stretch(mention: &counterclaim_model::Mention, claim: &Claim) -> bool {
    match &mention.what {
        counterclaim_model::What::Time { days, .. } => {
            days.from == claim.when.from && days.to == claim.when.to && days.from.is_some() && (days.from != days.to || days.from.is_some_and(|d| !d.is_full()))
        }
        _ => false,
    }
}

/// The mentions of one sentence.
fn mentions_of(reading: &Reading, sentence: u32) -> &[counterclaim_model::Mention] {
    let from = reading.mentions.partition_point(|m| m.sentence < sentence);
    let to = reading.mentions.partition_point(|m| m.sentence <= sentence);
    &reading.mentions[from..to]
}

/// Where a claim's word of harm stands, or its quote.
fn harm(claim: &Claim) -> Span {
    claim.part(counterclaim_model::Part::Harm).unwrap_or(claim.quote)
}
