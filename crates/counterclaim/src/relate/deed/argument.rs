//! Who and whom: which words of a phrase name a party, point at one, or tell of armed men.

use super::tree::{Phrase, Tree};
use counterclaim_model::{Name, What};
use std::ops::Range;

/// Prepositions that lead to the one who acts, behind a noun.
pub(super) const BY: &[&str] = &["by"];

impl Tree<'_, '_> {
    /// The parties that a phrase names.
    pub fn parties(&self, phrase: &Phrase) -> Vec<Name> {
        let mut out: Vec<Name> = Vec::new();
        let head = self.named_by_head(phrase);
        for mention in self.scene.view.mentions {
            let What::Party { name, .. } = &mention.what else { continue };
            let words = (mention.first - self.scene.view.first) as usize..(mention.last - self.scene.view.first) as usize;
            // "US-led coalition" is in a phrase by its noun, whatever hangs from it.
            let inside = |w: usize| phrase.words.contains(&w) || self.head(w).is_some_and(|head| words.contains(&head));
            // "Lebanon's Hezbollah" is not Lebanon.
            let owner = head.as_ref().is_some_and(|head| words.end <= head.start && self.head(words.end - 1).is_some_and(|h| head.contains(&h)));
            if !owner
                && words.clone().all(inside)
                && words.clone().any(|w| phrase.words.contains(&w))
                && !self.only_described(words.start, words.end)
                && !out.contains(name)
            {
                out.push(name.clone());
            }
        }
        if out.is_empty() {
            let range = phrase.range();
            out.extend(self.scene.mention(&range, |what| match what {
                What::Speaker { party, .. } => party.clone(),
                _ => None,
            }));
        }
        out
    }

    /// The words of the party that the phrase's own noun belongs to.
    fn named_by_head(&self, phrase: &Phrase) -> Option<Range<usize>> {
        let first = self.scene.view.first;
        let parties = self.scene.view.mentions.iter().filter(|m| matches!(m.what, What::Party { .. }));
        parties.map(|m| (m.first - first) as usize..(m.last - first) as usize).find(|words| words.contains(&phrase.head))
    }

    /// The parties of a phrase that may not be there.
    pub fn parties_of(&self, phrase: &Option<Phrase>) -> Vec<Name> {
        phrase.as_ref().map(|p| self.parties(p)).unwrap_or_default()
    }

    /// "pro-Russian", "anti-IS", "Russian-backed": the party stands beside, it is not the one meant.
    fn only_described(&self, first: usize, last: usize) -> bool {
        let hyphen = |at: usize| at < self.len() && matches!(self.lower(at), "-" | "–" | "‑");
        let before = first >= 2 && hyphen(first - 1) && self.list(first - 2, self.lists().beside);
        before || hyphen(last) && last + 1 < self.len() && self.list(last + 1, self.lists().made_by)
    }

    /// Whether a phrase without a party may still be somebody: a pronoun, "its forces", "the enemy", armed men.
    pub fn somebody(&self, phrase: &Phrase) -> bool {
        let lists = self.lists();
        let speaker = self.scene.mention(&phrase.range(), |what| matches!(what, What::Speaker { .. }).then_some(()));
        speaker.is_some() || self.list(phrase.head, lists.people | lists.pronoun) || phrase.words.iter().any(|&at| self.list(at, lists.somebody))
    }

    /// Whether a phrase names a party or somebody.
    pub fn is_who(&self, phrase: &Phrase) -> bool {
        !self.parties(phrase).is_empty() || self.somebody(phrase)
    }

    /// The phrase of a noun, if it names a party or somebody.
    pub fn who(&self, noun: usize) -> Option<Phrase> {
        let phrase = self.phrase(noun);
        if !self.parties(&phrase).is_empty() {
            return Some(phrase);
        }
        let wider = self.phrase_and_beside(noun);
        if wider.words.len() > phrase.words.len() && !self.parties(&wider).is_empty() {
            return Some(wider);
        }
        self.somebody(&phrase).then_some(phrase)
    }

    /// Who speaks: whoever a noun names, for only people and what they speak through say anything.
    pub fn speaker(&self, noun: usize) -> Phrase {
        self.who(noun).unwrap_or_else(|| self.phrase(noun))
    }

    /// "the army and rebels": two that are told apart, where the phrase of the first does not name two parties anyway.
    pub fn pair(&self, first: usize) -> Option<(Phrase, Phrase)> {
        let whole = self.phrase(first);
        let second = self.kid(first, &["conj"]).filter(|_| self.parties(&whole).len() < 2)?;
        let second = self.phrase(second);
        let words: Vec<usize> = whole.words.into_iter().filter(|w| !second.words.contains(w)).collect();
        let first = Phrase { head: first, words };
        (self.is_who(&first) && self.is_who(&second)).then_some((first, second))
    }

    /// Of several nouns the first that names a party, else the first that is somebody.
    pub fn first_who(&self, nouns: impl Iterator<Item = usize>) -> Option<Phrase> {
        let mut somebody = None;
        for phrase in nouns.filter_map(|noun| self.who(noun)) {
            if !self.parties(&phrase).is_empty() {
                return Some(phrase);
            }
            somebody.get_or_insert(phrase);
        }
        somebody
    }
}
