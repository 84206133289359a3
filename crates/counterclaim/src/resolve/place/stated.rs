//! In which division a place lies, by the report's own words: "Washer district, Helmand province".
//!
//! The report knows better than the tables: among namesakes it says which one is meant, and where a district has changed hands between two
//! provinces it says whose it is.

use super::{Candidate, is_division, placing::placed};
use crate::resolve::mentions_of;
use counterclaim_model::{Mention, Place, Reading, Span, What};
use counterclaim_rules::Knowledge;

/// How far behind a place the division may stand that it lies in, in bytes: " district, ", " in northern ".
const BEHIND: u32 = 20;

/// A candidate as a place, in the division that its sentence tells.
pub(super) fn place(knowledge: &Knowledge, reading: &Reading, number: u32, chosen: &Candidate<'_>) -> Place {
    match chosen.mention.map(|mention| &mention.what) {
        Some(What::Place(place)) => within(knowledge, reading, number, place.clone()),
        _ => within(knowledge, reading, number, unknown(reading, chosen.span(reading))),
    }
}

/// A place of a sentence, in the division that the sentence tells.
pub(super) fn within(knowledge: &Knowledge, reading: &Reading, number: u32, mut place: Place) -> Place {
    let behind = behind(reading, number, place.span);
    if place.name.is_none() {
        let around = behind.map(|(_, place)| place).or_else(|| sole_division(knowledge, reading, number));
        if let Some(around) = around {
            (place.country, place.admin1) = (around.country.clone(), around.admin1.clone());
            place.basis = format!("in {} by the words of its sentence", around.words);
        }
    } else if let Some((mention, division)) = behind
        && is_division(division)
        && !is_division(&place)
        && place.admin1 != division.admin1
        && place.country == division.country
        && is_called(knowledge, reading, place.span, mention)
    {
        (place.name, place.lat, place.lon, place.extent) = (None, None, None, None);
        place.admin1 = division.admin1.clone();
        place.basis = format!("in {} by the words behind it", division.words);
    }
    place
}

fn unknown(reading: &Reading, span: Span) -> Place {
    Place { words: span.of(&reading.document.text).into(), span, ..Place::default() }
}

/// The known place told right behind a place.
fn behind(reading: &Reading, number: u32, span: Span) -> Option<(&Mention, &Place)> {
    mentions_of(reading, number).iter().filter(|m| m.span.start >= span.end && m.span.start - span.end <= BEHIND).find_map(|mention| match &mention.what {
        What::Place(place) if place.name.is_some() => Some((mention, place)),
        _ => None,
    })
}

/// Whether a noun says what a place or its division is: "Khugyani district, Nangarhar", "Garm Ser, Helmand province".
fn is_called(knowledge: &Knowledge, reading: &Reading, place: Span, division: &Mention) -> bool {
    let noun = knowledge.lexicon.bit("place-noun");
    let from = reading.words.partition_point(|word| word.span.start < place.start);
    let upto = reading.words.len().min(division.last as usize + 1);
    reading.words[from..upto].iter().any(|word| knowledge.lexicon.of_word(word).meets(&noun))
}

/// The one division that a sentence names: "In Khost province, a patrol detained two men in Sabari district".
fn sole_division<'r>(knowledge: &'r Knowledge, reading: &'r Reading, number: u32) -> Option<&'r Place> {
    let mut divisions = placed(knowledge, reading, number).filter(|place| is_division(place));
    let first = divisions.next()?;
    divisions.all(|other| other.admin1 == first.admin1).then_some(first)
}
