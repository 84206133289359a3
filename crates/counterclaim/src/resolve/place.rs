//! Where the harm was done: the narrowest place that the sentence ties to the deed, not the speaker's.
//!
//! The surprising decision: the nearest place after the harm wins over a nearer one before it, because "killed near Fizuli" is how the
//! press writes; a place inside the speaker's words is never taken.

use super::{harm, mentions_of};
use counterclaim_model::{Mention, Part, PartyUse, Place, Reading, Scope, Span, What};
use counterclaim_rules::Knowledge;

/// How many words may stand between a word of place and the place: "in the occupied eastern city of …".
const WITHIN: usize = 6;

/// How far a place before the harm stands behind one after it, in bytes.
const BEFORE: u32 = 60;

/// How near to one another two places are told as one: "Vardenis, in Armenia".
const TOGETHER: u32 = 40;

/// The place of one claim.
pub(super) fn of(knowledge: &Knowledge, reading: &Reading, index: usize) -> Option<Place> {
    let claim = &reading.claims[index];
    let harm = harm(claim);
    named_in(knowledge, reading, claim.sentence, harm, claim.part(Part::People))
}

/// How many sentences back an incident without a place of its own may have it.
const BACK: u32 = 2;

/// "The patrol was shot at in Kunar. The shots killed two men": the town or division of the sentences before, in the same paragraph.
pub(super) fn before(knowledge: &Knowledge, reading: &Reading, index: usize) -> Option<Place> {
    let claim = &reading.claims[index];
    let incident = claim.toll().is_some_and(|toll| toll.scope == Scope::Incident);
    let block = |number: u32| reading.sentences[number as usize].block;
    let near = (claim.sentence.saturating_sub(BACK)..claim.sentence).rev().filter(|&number| incident && block(number) == block(claim.sentence));
    let named = |number: u32| {
        let start = reading.sentences[number as usize].span.start;
        named_in(knowledge, reading, number, Span { start, end: start }, None)
    };
    let country = |place: &Place| place.admin1.is_none() && place.name.is_some();
    near.filter_map(named).find(|place| !country(place))
}

/// The place that a sentence names for what stands at `harm`.
fn named_in(knowledge: &Knowledge, reading: &Reading, sentence: u32, harm: Span, people: Option<Span>) -> Option<Place> {
    let spoken = &reading.spoken;
    let (from, to) = (spoken.partition_point(|s| s.sentence < sentence), spoken.partition_point(|s| s.sentence <= sentence));
    let speakers = spoken.get(from..to).unwrap_or_default();
    let scene = Scene { knowledge, reading, mentions: mentions_of(reading, sentence) };
    let mut placed: Vec<(u32, &Mention, &Place)> = Vec::new();
    for mention in scene.mentions {
        let What::Place(place) = &mention.what else { continue };
        let elsewhere = speakers.iter().any(|s| s.source.contains(mention.span)) || people.is_some_and(|p| p.contains(mention.span));
        if !elsewhere && scene.is_placed(mention, true) {
            let distance = if mention.span.start >= harm.end { mention.span.start - harm.end } else { BEFORE + harm.start.saturating_sub(mention.span.end) };
            placed.push((distance, mention, place));
        }
    }
    let (_, nearest, place) = placed.iter().min_by_key(|(distance, ..)| *distance)?;
    let near = |other: &Mention| gap(nearest.span, other.span) <= TOGETHER || scene.breadth(place) == Breadth::Country;
    let narrower = placed.iter().filter(|(_, m, p)| p.country == place.country && near(m) && scene.breadth(p) > scene.breadth(place));
    let (_, mention, place) = narrower.min_by_key(|(distance, ..)| *distance).copied().unwrap_or((0, *nearest, *place));
    let mut place = place.clone();
    if place.name.is_none()
        && let Some(around) = scene.around(mention)
    {
        (place.country, place.admin1) = (around.country.clone(), around.admin1.clone());
    }
    Some(place)
}

fn gap(a: Span, b: Span) -> u32 {
    a.start.max(b.start).saturating_sub(a.end.min(b.end))
}

#[derive(PartialEq, PartialOrd)]
enum Breadth {
    Country,
    Division,
    Town,
}

struct Scene<'a> {
    knowledge: &'a Knowledge,
    reading: &'a Reading,
    mentions: &'a [Mention],
}

impl Scene<'_> {
    fn breadth(&self, place: &Place) -> Breadth {
        let name = place.name.as_deref().unwrap_or(&place.words);
        match () {
            () if self.knowledge.world.party(name).is_some_and(|p| p.code.is_some() && p.code == place.country) => Breadth::Country,
            () if place.admin1.as_deref() == Some(name) => Breadth::Division,
            () => Breadth::Town,
        }
    }

    fn is(&self, at: usize, list: &str) -> bool {
        let word = &self.reading.words[at];
        self.knowledge.lexicon.of_word(word) & self.knowledge.lexicon.bit(list) != 0
    }

    /// Whether a word of place stands before it: "in", "near the town of", "the shelling of"; or a comma after a place that is placed.
    fn is_placed(&self, mention: &Mention, chained: bool) -> bool {
        let first = mention.first as usize;
        let start = self.reading.sentences[mention.sentence as usize].first as usize;
        for at in (start.max(first.saturating_sub(WITHIN))..first).rev() {
            let word = &self.reading.words[at];
            match &*word.lower {
                "of" if at > start && self.is(at - 1, "event-word") => return true,
                "of" | "the" => {}
                "," if at > start && self.is(at - 1, "place-noun") => {}
                _ if word.upos == "PROPN" && self.is(at + 1, "place-noun") => {}
                "and" | "," | "(" => return chained && self.place_ending_at(at).is_some_and(|before| self.is_placed(before, false)),
                _ if self.is(at, "placing") => return true,
                _ if self.is(at, "place-noun") && at + 1 == first => return true,
                _ if self.is(at, "place-noun") || self.is(at, "part-of-place") || matches!(word.upos, "ADJ") || word.xpos == "VBN" => {}
                _ if self.describes(at) => {}
                _ => return false,
            }
        }
        false
    }

    /// A people's name or a place that stands before a place: "the Syrian town of", "Syria's Idlib".
    fn describes(&self, at: usize) -> bool {
        let possessive = matches!(self.reading.words[at].xpos, "POS");
        let by = |m: &Mention| match &m.what {
            What::Party { by, .. } => matches!(by, PartyUse::Demonym | PartyUse::Name),
            What::Place(_) => true,
            _ => false,
        };
        possessive || self.mentions.iter().any(|m| m.words().contains(&at) && by(m))
    }

    /// "Washer district, Helmand province": the known place told right behind an unknown one, in which it lies.
    fn around(&self, mention: &Mention) -> Option<&Place> {
        self.mentions.iter().filter(|m| m.span.start >= mention.span.end && gap(mention.span, m.span) <= TOGETHER / 2).find_map(|m| match &m.what {
            What::Place(place) if place.name.is_some() => Some(place),
            _ => None,
        })
    }

    fn place_ending_at(&self, at: usize) -> Option<&Mention> {
        self.mentions.iter().find(|m| m.last as usize == at && matches!(m.what, What::Place(_)))
    }
}
