//! The counted claims of one report, looked up by sentence and by the total that they are named as parts of: a report that counts in every
//! sentence is not gone through once a figure.

use super::Count;
use counterclaim_model::{Claim, ClaimId};
use std::collections::BTreeMap;

/// The counted claims of one report.
pub(super) struct Counts<'a> {
    /// In order of the text.
    pub all: &'a [Count<'a>],
    /// Sentences with the places of their counts, in order.
    sentences: Vec<(u32, usize)>,
    /// What is named as a part of a total, counted or not.
    parts: BTreeMap<&'a ClaimId, Vec<&'a Claim>>,
    /// Places of those of them that are counted.
    named: BTreeMap<&'a ClaimId, Vec<usize>>,
    places: BTreeMap<&'a ClaimId, usize>,
}

impl<'a> Counts<'a> {
    pub(super) fn of(all: &'a [Count<'a>]) -> Counts<'a> {
        let mut sentences: Vec<(u32, usize)> = all.iter().enumerate().map(|(place, count)| (count.claim.sentence, place)).collect();
        sentences.sort_unstable();
        let mut parts: BTreeMap<&ClaimId, Vec<&Claim>> = BTreeMap::new();
        for claim in all.first().into_iter().flat_map(|count| &count.reading.claims) {
            claim.part_of.iter().for_each(|total| parts.entry(total).or_default().push(claim));
        }
        let mut named: BTreeMap<&ClaimId, Vec<usize>> = BTreeMap::new();
        for (place, count) in all.iter().enumerate() {
            count.claim.part_of.iter().for_each(|total| named.entry(total).or_default().push(place));
        }
        // Of claims with one id the first is meant.
        let places = all.iter().enumerate().rev().map(|(place, count)| (&count.claim.id, place)).collect();
        Counts { all, sentences, parts, named, places }
    }

    /// Where a count stands among them.
    pub(super) fn place(&self, id: &ClaimId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Those at most so many sentences from another, in order of the text.
    pub(super) fn within(&self, of: &Count, sentences: u32) -> impl DoubleEndedIterator<Item = &'a Count<'a>> {
        let from = self.sentences.partition_point(|(sentence, _)| *sentence < of.claim.sentence.saturating_sub(sentences));
        let to = self.sentences.partition_point(|(sentence, _)| *sentence <= of.claim.sentence.saturating_add(sentences));
        let mut places: Vec<usize> = self.sentences[from..to].iter().map(|(_, place)| *place).collect();
        places.sort_unstable();
        let all = self.all;
        places.into_iter().map(move |place| &all[place])
    }

    /// So many of those that `fits` that stand nearest to another, the nearest first.
    pub(super) fn nearest(&self, of: &Count, many: usize, fits: impl Fn(&Count) -> bool) -> Vec<&'a Count<'a>> {
        let middle = self.sentences.partition_point(|(sentence, _)| *sentence < of.claim.sentence);
        let (before, behind) = self.sentences.split_at(middle);
        let (mut before, mut behind) = (before.iter().rev().peekable(), behind.iter().peekable());
        let mut found: Vec<(u32, usize)> = Vec::new();
        let apart = |(sentence, _): &(u32, usize)| sentence.abs_diff(of.claim.sentence);
        // All at one distance are found before it is enough.
        while let Some(far) = before.peek().into_iter().chain(behind.peek()).map(|at| apart(at)).min() {
            if found.len() >= many {
                break;
            }
            while let Some(at) = before.next_if(|at| apart(at) == far).or_else(|| behind.next_if(|at| apart(at) == far)) {
                if fits(&self.all[at.1]) {
                    found.push((far, at.1));
                }
            }
        }
        found.sort_by_key(|(far, place)| (*far, self.all[*place].claim.quote, *place));
        found.into_iter().take(many).map(|(_, place)| &self.all[place]).collect()
    }

    /// What the report names as parts of a total, in order of the text.
    pub(super) fn parts(&self, total: &Count) -> impl Iterator<Item = &'a Claim> {
        self.parts.get(&total.claim.id).into_iter().flatten().copied()
    }

    /// The same, as far as they are counted and of the total's kind.
    pub(super) fn named(&self, total: &Count) -> Vec<&'a Count<'a>> {
        let places = self.named.get(&total.claim.id).into_iter().flatten();
        places.map(|place| &self.all[*place]).filter(|part| part.toll.effect == total.toll.effect).collect()
    }
}
