//! Room 7: candidates become parties, places and days.
//!
//! First who speaks, then whose the harmed are (which often hangs on who speaks), then when, where, and whether it is this fighting or
//! an earlier one. Every choice leaves its reason in the claim. Nothing here looks beyond the one report.

mod camp;
mod confidence;
pub(crate) mod current;
mod deed;
mod doer;
mod judge;
mod past;
pub mod place;
mod repeat;
mod report;
mod side;
mod speaker;
mod when;

pub use confidence::signs;
pub use judge::{Judgements, judgement_id};

use counterclaim_model::{BlockKind, Claim, Credit, Group, Mention, Name, Part, Reading, Says, Scope, Span, Spoken, Stance, Toll, What};
use counterclaim_rules::{Knowledge, lexicon::Marks};

/// Settles what one report can tell about its claims, and who those are who were only overheard.
pub fn settle(knowledge: &Knowledge, locator: &place::Locator, reading: &mut Reading, overheard: &mut [Spoken], marks: &[Marks]) {
    let report = report::Report::of(knowledge, reading);
    let fighting = camp::fighting(knowledge, reading, &report);
    let people = speaker::settle(knowledge, reading, overheard, &report, &fighting);
    nameless(knowledge, reading);
    side::settle(knowledge, reading, &report, &fighting);
    deed::settle(knowledge, reading, &report, &fighting, &people);
    for index in 0..reading.claims.len() {
        let sentence = reading.claims[index].sentence as usize;
        let stance = stance(knowledge, reading, marks, sentence);
        let place = place::of(knowledge, locator, reading, &reading.claims[index]);
        let claim = &mut reading.claims[index];
        claim.place = place;
        if claim.stance == Stance::Asserted {
            claim.stance = stance;
        }
    }
    days(knowledge, reading, marks);
    for index in 0..reading.claims.len() {
        if reading.claims[index].place.is_none() {
            reading.claims[index].place = place::before(knowledge, reading, &reading.claims[index]);
        }
    }
    reading.document.sites = sites(reading);
    repeat::settle(knowledge, reading);
    doer::settle(reading);
    confidence::settle(knowledge, reading);
}

/// The places of the title and the first sentence, seats that speak for a government left out.
fn sites(reading: &Reading) -> Vec<Name> {
    let body = reading.sentences.iter().position(|sentence| sentence.kind != BlockKind::Title).unwrap_or(0);
    let mut sites: Vec<Name> = Vec::new();
    for at in 0..=body as u32 {
        let mentions = mentions_of(reading, at);
        let speaks = |of: &Mention| {
            let party = |m: &Mention| matches!(&m.what, What::Party { by, .. } if !by.is_town());
            mentions.iter().any(|m| m.span.overlaps(of.span) && party(m))
        };
        let places = mentions.iter().filter(|m| !speaks(m));
        sites.extend(places.filter_map(|m| if let What::Place(place) = &m.what { place.name.clone() } else { None }));
    }
    sites.sort();
    sites.dedup();
    sites
}

/// Speakers who are nobody in particular ("media reports") are credits without a name.
fn nameless(knowledge: &Knowledge, reading: &mut Reading) {
    let text = reading.document.text.clone();
    for speaker in reading.claims.iter().filter_map(|claim| claim.attribution.chain.first()).filter(|speaker| speaker.party.is_none()) {
        let Some(words) = speaker.words.filter(|words| reading.document.credits.iter().all(|credit| credit.span != Some(*words))) else { continue };
        if [&**speaker.body.as_ref().unwrap_or(&"".into()), words.of(&text)].into_iter().any(|words| knowledge.credits.is_nameless_speaker(words)) {
            let credit = Credit { agency: None, words: words.of(&text).into(), span: Some(words), rule: SPEAKER.into() };
            reading.document.credits.push(credit);
        }
    }
}

/// How a credit is known that is a speaker of the report.
pub const SPEAKER: &str = "speaker";

/// Settles again what hangs on the report's own day.
pub fn redate(knowledge: &Knowledge, reading: &mut Reading) {
    let marks: Vec<Marks> = reading.sentences.iter().map(|sentence| knowledge.lexicon.mark(&reading.words[sentence.words()])).collect();
    days(knowledge, reading, &marks);
    confidence::settle(knowledge, reading);
}

fn days(knowledge: &Knowledge, reading: &mut Reading, marks: &[Marks]) {
    totals(knowledge, reading, marks);
    let past = past::past(knowledge, reading, marks);
    let now = past::seen_from(reading, past.as_ref());
    current::settle(knowledge, reading, marks, now);
    let outbreak = when::settle(knowledge, reading, marks, past.as_ref()).and_then(|days| days.from);
    current::set_aside(reading, outbreak, now);
    totals_of_days(reading);
}

/// Unconfirmed where this sentence or the next says that it is not verified.
fn stance(knowledge: &Knowledge, reading: &Reading, marks: &[Marks], sentence: usize) -> Stance {
    let said = |at: usize| marks.get(at).is_some_and(|m| m.all & knowledge.lexicon.bit("unconfirmed") != 0);
    let same_block = |at: usize| reading.sentences.get(at).is_some_and(|s| s.block == reading.sentences[sentence].block);
    if said(sentence) || same_block(sentence + 1) && said(sentence + 1) { Stance::Unconfirmed } else { Stance::Asserted }
}

/// A figure from which on one without day, place or event counts more than one clash.
const LARGE: u32 = 100;

/// Running totals by their own words ("so far", "since …", "toll"), and large figures told with neither a day nor a place nor an event of
/// their own ("Baku claims to have killed 550").
fn totals(knowledge: &Knowledge, reading: &mut Reading, marks: &[Marks]) {
    let (total, event) = (knowledge.lexicon.bit("running-total"), knowledge.lexicon.bit("event-word"));
    for index in 0..reading.claims.len() {
        let claim = &reading.claims[index];
        let has = |lists: counterclaim_rules::lexicon::Lists| marks.get(claim.sentence as usize).is_some_and(|m| m.all & lists != 0);
        let dated = || mentions_of(reading, claim.sentence).iter().any(|m| matches!(&m.what, What::Time { days, .. } if days.from.is_some()));
        let bare = claim.toll().is_some_and(is_large) && claim.place.is_none() && !has(event) && !dated();
        let total = has(total) || bare;
        if let Says::Toll(toll) = &mut reading.claims[index].says
            && total
        {
            toll.scope = Scope::Total;
        }
    }
}

/// Further totals: those whose days are several, and those of a month or year that is not over ("20 were captured this month").
fn totals_of_days(reading: &mut Reading) {
    let told: Vec<Stretch> = reading.claims.iter().map(|claim| stretch(reading, claim)).collect();
    let published = reading.document.published.to;
    for (claim, told) in reading.claims.iter_mut().zip(told) {
        let runs = claim.when.to.zip(published).is_some_and(|(to, now)| to.latest() > now && to.earliest() <= now);
        if let Says::Toll(toll) = &mut claim.says
            && (told == Stretch::Days || told == Stretch::Month && (is_large(toll) || runs && toll.quantity.figure().is_some_and(|n| n > 1)))
        {
            toll.scope = Scope::Total;
        }
    }
}

fn is_large(toll: &Toll) -> bool {
    toll.quantity.figure().is_some_and(|n| n >= LARGE)
}

/// How long the time is that a claim's own sentence tells. Days taken from elsewhere say nothing of what a figure counts.
#[derive(Clone, Copy, PartialEq)]
enum Stretch {
    None,
    Day,
    /// More than a night.
    Days,
    /// A month, a season, a year.
    Month,
}

fn stretch(reading: &Reading, claim: &Claim) -> Stretch {
    let own = mentions_of(reading, claim.sentence).iter().find_map(|m| match &m.what {
        What::Time { days, .. } if days.from.is_some() && days.from == claim.when.from && days.to == claim.when.to => Some((days.from, days.to)),
        _ => None,
    });
    match own {
        None => Stretch::None,
        Some((Some(from), Some(to))) if from.is_full() && to.is_full() => {
            let next = |d: counterclaim_model::Day| (d.year, d.month, d.day + 1);
            if from == to || next(from) == (to.year, to.month, to.day) { Stretch::Day } else { Stretch::Days }
        }
        Some((from, to)) if from != to => Stretch::Days,
        Some(_) => Stretch::Month,
    }
}

/// The people whom a toll counts, where a phrase does.
fn people_of<'r>(reading: &'r Reading, claim: &Claim) -> Option<&'r Group> {
    let span = claim.part(Part::People)?;
    mentions_of(reading, claim.sentence).iter().find_map(|m| match &m.what {
        What::Group(group) if m.span == span => Some(group),
        _ => None,
    })
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
