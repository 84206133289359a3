//! The words of place: "in", "near the town of", "the shelling of". They tell a place from a party of the same name.

use crate::resolve::mentions_of;
use counterclaim_model::{Mention, PartyUse, Place, Reading, What};
use counterclaim_rules::Knowledge;

/// How many words may stand between a word of place and the place: "in the occupied eastern city of …".
const WITHIN: usize = 6;

/// The places of a sentence that a word of place stands before, but for the speakers'.
pub(super) fn placed<'r>(knowledge: &'r Knowledge, reading: &'r Reading, number: u32) -> impl Iterator<Item = &'r Place> {
    let placing = Placing::new(knowledge, reading, number);
    let speaks = move |mention: &Mention| reading.spoken.iter().any(|s| s.sentence == number && s.source.contains(mention.span));
    placing.mentions.iter().filter_map(move |mention| match &mention.what {
        What::Place(place) if !speaks(mention) && placing.is_placed(mention, true) => Some(place),
        _ => None,
    })
}

/// The words of place of one sentence.
pub(super) struct Placing<'a> {
    knowledge: &'a Knowledge,
    reading: &'a Reading,
    mentions: &'a [Mention],
}

impl<'a> Placing<'a> {
    pub(super) fn new(knowledge: &'a Knowledge, reading: &'a Reading, number: u32) -> Placing<'a> {
        Placing { knowledge, reading, mentions: mentions_of(reading, number) }
    }

    fn is(&self, at: usize, list: &str) -> bool {
        let word = &self.reading.words[at];
        self.knowledge.lexicon.of_word(word) & self.knowledge.lexicon.bit(list) != 0
    }

    /// Whether a word of place stands before it: "in", "near the town of", "the shelling of"; or a comma after a place that is placed.
    pub(super) fn is_placed(&self, mention: &Mention, chained: bool) -> bool {
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

    fn place_ending_at(&self, at: usize) -> Option<&Mention> {
        self.mentions.iter().find(|m| m.last as usize == at && matches!(m.what, What::Place(_)))
    }
}
