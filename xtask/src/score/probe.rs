//! Why a sentence gave no claim: the words of harm in it, and the rules that fit and made nothing.

use anyhow::Result;
use counterclaim::{
    model::{BlockKind, Effect, Reading, Sentence, Span, What},
    relate,
};
use counterclaim_rules::{Knowledge, lexicon::Marks};
use std::ops::Range;

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
    /// Why a rule that fits made nothing, if one does.
    pub reason: Option<&'static str>,
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
        let (mut harms, mut at_words) = (Vec::new(), Vec::new());
        for (at, word) in words.iter().enumerate() {
            let means = |lists: &[u8]| lists.iter().any(|list| marks[0].entry(at, *list).is_some());
            let effects = self.knowledge.effects().iter().filter(|(effect, lists)| *effect != Effect::Released && means(lists));
            harms.extend(effects.map(|(effect, _)| Harm { effect: *effect, lemma: word.lemma.to_string() }));
            at_words.resize(harms.len(), at);
        }
        let scenes = scene(reading, sentence, &marks);
        let why = |scene: &relate::Scene<'_>, range: &Range<usize>| {
            let unreal = at_words.iter().any(|at| range.contains(at) && relate::unreal(&self.knowledge.lists, scene, *at));
            if unreal { "thought unreal" } else { "a rule fits, but counts no people or is not fact" }
        };
        let mut reasons = scenes.iter().flat_map(|scene| relate::near_misses(&self.knowledge, scene).into_iter().map(|(_, _, range)| why(scene, &range)));
        let reason = scenes.iter().find_map(|scene| relate::understood(&self.knowledge, scene)).or_else(|| reasons.next());
        Sight { harms, reason }
    }

    /// Why a word for a deed made no statement in a sentence, where one stands there.
    pub fn why_no_deed(&self, reading: &Reading, sentence: u32) -> Option<String> {
        let sentence = reading.sentences.get(sentence as usize)?;
        let marks = [self.knowledge.lexicon.mark(&reading.words[sentence.words()])];
        let scenes = scene(reading, sentence, &marks);
        scenes.iter().flat_map(|scene| relate::near_deeds(&self.knowledge, scene)).map(|(_, why, _)| why).next()
    }

    /// Why no toll of these effects was made of a sentence.
    pub fn why(&self, reading: &Reading, sentence: u32, effects: &[Effect]) -> &'static str {
        let Some(sentence) = reading.sentences.get(sentence as usize) else { return "in no sentence" };
        let sight = self.sight(reading, sentence);
        match sight.reason {
            _ if sentence.kind == BlockKind::Furniture => "taken for furniture",
            _ if !sight.harms.iter().any(|harm| effects.contains(&harm.effect)) => "no trigger seen",
            Some(reason) => reason,
            None if !peopled(reading, sentence.span) => "trigger seen, but no people",
            None => "trigger and people, but no rule",
        }
    }
}

/// One sentence as the rules see it.
fn scene<'a>(reading: &'a Reading, sentence: &'a Sentence, marks: &'a [Marks]) -> Vec<relate::Scene<'a>> {
    relate::scenes(&reading.document, std::slice::from_ref(sentence), &reading.words, &reading.mentions, marks)
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

/// Whether any people are seen in a stretch of the text, counted or not.
fn peopled(reading: &Reading, span: Span) -> bool {
    counts(reading, span) || reading.mentions.iter().any(|m| m.span.overlaps(span) && matches!(m.what, What::Group(_)))
}
