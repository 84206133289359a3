//! What the parties do and say: attacks, denials, accusations, calls, by the rules of `rules/en/deed.toml`.
//!
//! "Armenia accused Azerbaijan of shelling the town" gives an accusation, and the shelling with Armenia as claimant. The surprising
//! decision: for what is itself a speech (accuse, deny, urge …) the speaker is the actor and the report vouches that it was said, so the
//! frame that the speech opens is not asked for a claimant.

use super::{Frame, Scene, attribution, id, toll, unreal};
use counterclaim_model::{Claim, Deed, Document, Interval, Kind, Name, Part, Says, Stance};
use counterclaim_rules::{Knowledge, pattern::Found, rule::Rule};
use std::ops::Range;

/// Kinds that are speech themselves.
const SPEECH: &[Kind] = &[Kind::Accuse, Kind::Deny, Kind::Condemn, Kind::Urge, Kind::Support, Kind::CeasefireCall, Kind::RequestHelp];

/// The statements of one sentence.
pub(super) fn claims(knowledge: &Knowledge, document: &Document, scenes: &[Scene<'_>], spoken: &[Vec<Frame>], number: usize) -> Vec<Claim> {
    let scene = &scenes[number];
    let mut out: Vec<Claim> = Vec::new();
    for rule in &knowledge.deeds {
        for found in rule.pattern.find(&scene.view) {
            let Some(claim) = claim(knowledge, document, scenes, spoken, number, rule, &found) else { continue };
            let act = claim.part(Part::Harm);
            let taken = out.iter().any(|c| c.part(Part::Harm).zip(act).is_some_and(|(a, b)| a.overlaps(b)));
            if !taken {
                out.push(claim);
            }
        }
    }
    out
}

fn claim(knowledge: &Knowledge, document: &Document, scenes: &[Scene<'_>], spoken: &[Vec<Frame>], number: usize, rule: &Rule, found: &Found) -> Option<Claim> {
    let scene = &scenes[number];
    let take = |name: &str| rule.pattern.words(found, name).filter(|w| !w.is_empty());
    let act = take("act")?;
    let (actor, target) = (take("actor"), take("target"));
    let kind = rule.key("kind").and_then(Kind::named)?;
    if !SPEECH.contains(&kind) && unreal::unreal(&knowledge.lists, scene, act.start) {
        return None;
    }
    let all = [Some(&act), actor.as_ref(), target.as_ref()];
    let words = all.iter().flatten().map(|w| w.start).min()?..all.iter().flatten().map(|w| w.end).max()?;
    let quote = [whole(scene, &words), words].iter().map(|w| scene.span(w)).find(|q| q.len() <= super::LONGEST_QUOTE)?;
    let mut parts = vec![(Part::Harm, scene.span(&act))];
    parts.extend(actor.as_ref().map(|w| (Part::Actor, scene.span(w))));
    parts.extend(target.as_ref().map(|w| (Part::Target, scene.span(w))));
    let of = |words: &Option<std::ops::Range<usize>>| words.as_ref().map(|w| toll::party_of(scene, w)).unwrap_or_default();
    let mut deed = Deed { kind, actor: of(&actor), target: of(&target) };
    if deed.actor.is_empty() {
        deed.actor.extend(actor.clone().and_then(|w| armed(knowledge, scene, w)));
    }
    // A speech is vouched for by whoever reports it, not by the one who makes it.
    let at = if SPEECH.contains(&kind) { actor.as_ref().map_or(act.start, |a| a.start) } else { act.start };
    let (attribution, _) = attribution::speakers(scenes, spoken, number, at);
    let id = id(&document.id, kind.name(), &parts);
    parts.extend(attribution.cue.map(|span| (Part::Cue, span)));
    parts.extend(attribution.chain.first().and_then(|s| s.words).map(|span| (Part::Speaker, span)));
    Some(Claim {
        id,
        doc: document.id.clone(),
        sentence: number as u32,
        quote,
        parts,
        says: Says::Deed(deed),
        attribution,
        stance: Stance::Asserted,
        denied_by: Vec::new(),
        when: Interval::default(),
        place: None,
        current: true,
        part_of: None,
        same_as: None,
        rule: rule.name.clone(),
        confidence: 0.6,
    })
}

/// How many words after the deed its quote may take in.
const TAIL: usize = 10;

/// The words with the rest of their clause, for what was done mostly stands behind the verb.
fn whole(scene: &Scene<'_>, words: &Range<usize>) -> Range<usize> {
    let ends = |i: &usize| matches!(&*scene.view.words[*i].lower, "," | ";" | "." | ":" | "!" | "?" | "–" | "—");
    let last = scene.view.words.len().min(words.end + TAIL);
    words.start..(words.end..last).find(ends).unwrap_or(last)
}

/// Armed men without a name, by the word for them: "terrorist groups" are "terrorists".
fn armed(knowledge: &Knowledge, scene: &Scene<'_>, words: Range<usize>) -> Option<Name> {
    let at = words.clone().find(|&i| scene.is(knowledge, i, "people-hostile"))?;
    let lemma = &*scene.view.words[at].lemma;
    Some(lemma.strip_suffix("man").map_or_else(|| format!("{lemma}s"), |stem| format!("{stem}men")).into())
}
