//! Who and whom: which words of a phrase name a party, point at one, or tell of armed men.

use super::tree::{Phrase, Tree};
use counterclaim_model::{Name, What};

/// Prepositions that lead to the one who acts, behind a noun.
pub(super) const BY: &[&str] = &["by"];

impl Tree<'_, '_> {
    /// The parties that a phrase names.
    pub fn parties(&self, phrase: &Phrase) -> Vec<Name> {
        let mut out: Vec<Name> = Vec::new();
        for mention in self.scene.view.mentions {
            let What::Party { name, .. } = &mention.what else { continue };
            let words = (mention.first - self.scene.view.first) as usize..(mention.last - self.scene.view.first) as usize;
            if words.clone().all(|w| phrase.words.contains(&w)) && !self.only_described(words.start, words.end) && !out.contains(name) {
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
        speaker.is_some()
            || self.list(phrase.head, lists.people)
            || self.list(phrase.head, lists.pronoun)
            || phrase.words.iter().any(|&at| self.list(at, lists.somebody))
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
