//! Sides that a heading tells for the figures under it: "Our side: two dead", "Enemy losses: 84 killed".
//!
//! Lists and communiqués say once whose losses follow. The surprising decision: a heading holds to the end of its paragraph, and over a blank
//! line only if its sentence counts nobody itself ("… informed the press about the losses of the Northern side").

use super::{Found, Scene};
use counterclaim_model::{Name, Role, What};
use std::ops::Range;

/// A heading before a colon has no more words.
const LONGEST: usize = 12;

/// How many words behind a word of loss its owner may stand.
const OWNER: usize = 4;

/// Whose losses the heading above a figure tells.
pub(super) fn headed(scene: &Scene<'_>) -> Found {
    let Some(of) = scene.heading()? else { return Some((Vec::new(), "under a heading of the losses of an enemy who is not named".to_owned())) };
    let struck = scene.killer.as_ref() == Some(&of) || scene.inflicted().as_ref() == Some(&of);
    let strange = scene.is_hostile() && scene.speaker.as_ref() == Some(&of);
    (!struck && !strange).then(|| (vec![of.clone()], format!("under a heading of the losses of {of}")))
}

impl Scene<'_> {
    /// The one whose losses follow; nobody where it is an enemy who is not named.
    fn heading(&self) -> Option<Option<Name>> {
        let here = self.claim.sentence as usize;
        if let Some(of) = self.before_colon(self.sentence()) {
            return Some(of);
        }
        let block = |at: usize| self.reading.sentences[at].block;
        for at in (0..here).rev().take_while(|&at| block(at) + 1 >= block(here)) {
            let words = self.reading.sentences[at].words();
            let counts = self.reading.claims.iter().any(|claim| claim.sentence as usize == at && claim.toll().is_some());
            let found = self.before_colon(words.clone()).or_else(|| (!counts).then(|| self.losses_of(words)).flatten());
            match found {
                Some(of) if block(at) == block(here) || !counts && self.toll.role != Role::Civilian => return Some(of),
                Some(_) => return None,
                None => {}
            }
        }
        None
    }

    /// "Side enemy:", "2. Losses of our force:", "On the Northern side:", before the figure.
    fn before_colon(&self, sentence: Range<usize>) -> Option<Option<Name>> {
        let words = &self.reading.words;
        let colon = || sentence.clone().take(LONGEST).find(|&i| &*words[i].lower == ":");
        // "From our side two men were wounded".
        let first = words.get(sentence.clone()).and_then(|words| words.first())?;
        let placed = self.is(sentence.start, "placing") || &*first.lower == "of";
        let side = || sentence.clone().take(OWNER).filter(|_| placed).find(|&i| self.is(i, "side-noun")).map(|i| i + 1);
        let end = colon().or_else(side).filter(|end| *end > sentence.start)?;
        let head = sentence.start..end;
        let before = words[end - 1].span.end <= self.claim.quote.start;
        let names_losses = head.clone().any(|i| self.is(i, "side-noun") || self.is(i, "loss-noun") || self.is(i, "harm-state"));
        let says = head.clone().any(|i| self.is(i, "say-verb"));
        (before && names_losses && !says).then(|| self.owner(head)).flatten()
    }

    /// "… about the losses of the enemy".
    fn losses_of(&self, sentence: Range<usize>) -> Option<Option<Name>> {
        let words = &self.reading.words;
        let of = sentence.clone().find(|&i| i > sentence.start && &*words[i].lower == "of" && words[i - 1].xpos == "NNS" && self.is(i - 1, "loss-noun"))?;
        self.owner(of + 1..sentence.end.min(of + 1 + OWNER))
    }

    /// Whose: the enemy's, the speaker's own, or those of the party named.
    fn owner(&self, words: Range<usize>) -> Option<Option<Name>> {
        let speaker = self.speaker.as_ref().or_else(|| self.report.issued_by()).cloned();
        if words.clone().any(|i| self.is(i, "enemy") || self.is(i, "aggressor")) {
            return Some(self.fighting.opponent(self.knowledge, &speaker?));
        }
        if words.clone().any(|i| self.is(i, "our-own")) {
            return speaker.map(Some);
        }
        let within = |m: &&counterclaim_model::Mention| words.contains(&(m.first as usize));
        let party = |m: &counterclaim_model::Mention| if let What::Party { name, .. } = &m.what { Some(name.clone()) } else { None };
        self.reading.mentions.iter().filter(within).find_map(party).filter(|name| self.fighting.has(name)).map(Some)
    }
}
