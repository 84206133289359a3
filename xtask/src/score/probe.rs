//! Why a sentence gave no claim: the words of harm in it, and the rules that fit and made nothing.

use anyhow::Result;
use counterclaim::{
    model::{Effect, Reading, Sentence, Span, What},
    relate,
};
use counterclaim_rules::Knowledge;

/// The rules and lists that the reading goes by.
pub struct Probe {
    knowledge: Knowledge,
}

/// A word of harm, and what it means.
pub struct Harm {
    /// What befell people.
    pub effect: Effect,
    /// Its dictionary form.
    pub lemma: String,
}

/// What a sentence holds.
pub struct Sight {
    /// Words of harm, in text order.
    pub harms: Vec<Harm>,
    /// Why rules that fit made nothing, and where.
    pub reasons: Vec<(String, Span)>,
}

impl Probe {
    /// With the rules that ship with the program.
    pub fn new() -> Result<Probe> {
        Ok(Probe { knowledge: Knowledge::shipped()? })
    }

    /// Looks at one sentence.
    pub fn sight(&self, reading: &Reading, sentence: &Sentence) -> Sight {
        let words = &reading.words[sentence.words()];
        let marks = [self.knowledge.lexicon.mark(words)];
        let mut harms = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let means = |lists: &[u8]| lists.iter().any(|list| marks[0].entry(at, *list).is_some());
            let effects = self.knowledge.effects().iter().filter(|(effect, lists)| *effect != Effect::Released && means(lists));
            harms.extend(effects.map(|(effect, _)| Harm { effect: *effect, lemma: word.lemma.to_string() }));
        }
        let scenes = relate::scenes(&reading.document, std::slice::from_ref(sentence), &reading.words, &reading.mentions, &marks);
        let near = scenes.iter().flat_map(|scene| relate::near_misses(&self.knowledge, scene).into_iter().map(|(_, why, words)| (why, scene.span(&words))));
        Sight { harms, reasons: near.collect() }
    }
}

/// A sentence's words.
pub fn words(reading: &Reading, sentence: u32) -> &str {
    reading.sentences.get(sentence as usize).map_or("", |s| s.span.of(&reading.document.text))
}

/// Whether people or a bare number are counted in a stretch of the text.
pub fn counts(reading: &Reading, span: Span) -> bool {
    reading.mentions.iter().filter(|m| m.span.overlaps(span)).any(|m| match &m.what {
        What::Count(_) => true,
        What::Group(group) => group.is_counted(),
        _ => false,
    })
}
