//! How a report means a place where a deed was not simply there: "in the direction of Goris", "border districts of Lachin", "12 km west of
//! Fizuli", "the outskirts of Hama", "northern Syria".
//!
//! Every one of these is told in words before the name or right behind it. What they say is kept, and not turned into other coordinates:
//! a researcher sees that the point is not the deed's.

use super::Candidate;
use counterclaim_model::{Nature, NatureKind, Reading, Sentence, Word};
use counterclaim_rules::{
    Knowledge,
    lexicon::{ListId, Lists, Marks},
};

/// How many words before a name are looked through.
const BEFORE: usize = 12;

/// The lists of words for each nature, in the order in which they are asked.
const LISTS: &[(&str, NatureKind)] = &[
    ("toward-place", NatureKind::Direction),
    ("away-from-place", NatureKind::Away),
    ("border-word", NatureKind::Border),
    ("near-place", NatureKind::Near),
    ("part-of-place", NatureKind::Part),
];

/// How the report means a candidate.
pub(super) fn of(knowledge: &Knowledge, reading: &Reading, sentence: Sentence, place: &Candidate<'_>) -> Option<Nature> {
    let from = place.first.saturating_sub(BEFORE).max(sentence.first as usize);
    let before = Before { knowledge, words: &reading.words[from..place.first], marks: knowledge.lexicon.mark(&reading.words[from..place.first]) };
    let text = |first: usize, last: usize| reading.words[first].span.to(reading.words[last - 1].span).of(&reading.document.text);
    if let Some((kind, first, last)) = before.nature() {
        return Some(Nature { kind, words: flat(text(from + first, from + last)).into() });
    }
    // "the Fizuli outskirts", "Syria's border".
    let behind = (place.last..sentence.last as usize).find(|&at| reading.words[at].xpos != "POS")?;
    let is = |list: &str| knowledge.lexicon.of_word(&reading.words[behind]).meets(&knowledge.lexicon.bit(list));
    let kind = [("border-word", NatureKind::Border), ("outskirts", NatureKind::Near)].iter().find(|(list, _)| is(list))?.1;
    Some(Nature { kind, words: flat(text(behind, behind + 1)).into() })
}

/// Words on one line.
fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words before a name.
struct Before<'a> {
    knowledge: &'a Knowledge,
    words: &'a [Word],
    marks: Marks,
}

impl Before<'_> {
    /// The nearest words that tell a nature, and how far the phrase goes.
    fn nature(&self) -> Option<(NatureKind, usize, usize)> {
        for at in (0..self.words.len()).rev() {
            for (list, kind) in LISTS {
                let Some(list) = self.knowledge.lexicon.id(list) else { continue };
                let Some(first) = self.starts(at, list) else { continue };
                // "The northern city of Mosul": the city is in the north of something else.
                if *kind == NatureKind::Part && at + 1 < self.words.len() {
                    continue;
                }
                let within = first > 1 && &*self.words[first - 1].lower == "the" && &*self.words[first - 2].lower == "in";
                let (kind, first) = match kind {
                    // "In the north of the province" is in it.
                    NatureKind::Away if within => (NatureKind::Part, first),
                    NatureKind::Away => (NatureKind::Away, self.measured(first)),
                    other => (*other, first),
                };
                return Some((kind, first, self.end(at)));
            }
            if !self.passes(at) {
                return None;
            }
        }
        None
    }

    /// Where the entry of a list begins that the word at `at` ends.
    fn starts(&self, at: usize, list: ListId) -> Option<usize> {
        let phrase = self.marks.phrases.iter().filter(|(start, of, len)| *of == list && start + len == at + 1).map(|(start, ..)| *start).min();
        phrase.or_else(|| self.marks.words[at].meets(&Lists::one(list.into())).then_some(at))
    }

    /// The start of "about 12 km (7 miles) west of".
    fn measured(&self, first: usize) -> usize {
        let unit = self.knowledge.lexicon.bit("distance-unit");
        let measures = |at: &usize| self.words[*at].upos == "NUM" || matches!(&*self.words[*at].lower, "(" | ")") || self.marks.words[*at].meets(&unit);
        (0..first).rev().take_while(measures).last().unwrap_or(first)
    }

    /// The end of the phrase: "border districts of" and not "border" alone.
    fn end(&self, at: usize) -> usize {
        (at + 1..self.words.len()).rfind(|&i| &*self.words[i].lower == "of").map_or(at + 1, |i| i + 1)
    }

    /// Whether what stands farther on may still speak of the place: "in the direction of the towns of Goris, Sotk and …".
    fn passes(&self, at: usize) -> bool {
        let word = &self.words[at];
        let noun = self.knowledge.lexicon.bit("place-noun");
        self.marks.words[at].meets(&noun) || matches!(word.upos, "DET" | "ADJ" | "PROPN") || matches!(&*word.lower, "of" | "," | "and" | "-" | "'s" | "’s")
    }
}
