//! What the parties do and say: attacks, denials, accusations, calls, by the words of `rules/en/deed.toml`.
//!
//! An entry gives the words of a kind of deed; `verb` and `noun` read from the arcs who did it to whom; what no single word gives is left
//! to idioms, patterns over words. "Armenia accused Azerbaijan of shelling the town" gives an accusation, and the shelling with Armenia as
//! claimant. The surprising decision: for what is itself a speech (accuse, deny, urge …) the speaker is the actor and the report vouches
//! that it was said, so the frame that the speech opens is not asked for a claimant.

mod argument;
mod noun;
mod tree;
mod verb;

use super::{Scene, attribution, attribution::Voices, id, toll, unreal};
use counterclaim_model::{Claim, Deed, Document, Interval, Kind, Name, Part, Says, Stance, What};
use counterclaim_rules::deed::{Entry, Wanted};
use counterclaim_rules::{Knowledge, pattern::Found, rule::Rule};
use std::ops::Range;
use tree::{Phrase, Tree};

/// Kinds that are speech themselves.
const SPEECH: &[Kind] = &[Kind::Accuse, Kind::Deny, Kind::Condemn, Kind::Urge, Kind::Support, Kind::CeasefireCall, Kind::RequestHelp];

fn is_speech(kind: Kind) -> bool {
    SPEECH.contains(&kind)
}

/// Whether it is told where it is only announced: a speech is made by announcing it, and "will meet on Monday" tells of talks.
fn is_told_ahead(kind: Kind) -> bool {
    is_speech(kind) || matches!(kind, Kind::Talk)
}

/// What an entry read, before anybody is asked who says so.
struct Draft<'k> {
    entry: &'k Entry,
    act: Range<usize>,
    actor: Option<Phrase>,
    target: Option<Phrase>,
    /// The verb that only carries a noun out.
    light: Option<usize>,
    /// The word by which a noun is told as done: what it did, that it happened.
    told: Option<usize>,
}

/// One deed as it stands in the sentence.
struct Act {
    rule: Name,
    kind: Kind,
    act: Range<usize>,
    actor: Option<Range<usize>>,
    target: Option<Range<usize>>,
    /// The word by which it is told as done, for the quote.
    told: Option<usize>,
    deed: Deed,
}

/// The statements of one sentence.
pub(super) fn claims(knowledge: &Knowledge, document: &Document, scenes: &[Scene<'_>], voices: &Voices<'_>, number: usize) -> Vec<Claim> {
    let scene = &scenes[number];
    let mut acts: Vec<Act> = Vec::new();
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    for rule in &knowledge.idioms {
        for found in rule.pattern.find(&scene.view) {
            if let Some(act) = idiom(knowledge, scene, rule, &found)
                && !acts.iter().any(|a| overlap(&a.act, &act.act))
            {
                acts.push(act);
            }
        }
    }
    for draft in drafts(knowledge, scene) {
        let act = settle(knowledge, scene, draft);
        if !acts.iter().any(|a| overlap(&a.act, &act.act)) {
            acts.push(act);
        }
    }
    acts.into_iter().filter_map(|act| claim(document, scenes, voices, number, act)).collect()
}

/// Whether a sentence tells a deed, whoever says so.
pub(super) fn is_told(knowledge: &Knowledge, scene: &Scene<'_>) -> bool {
    knowledge.idioms.iter().any(|rule| !rule.pattern.find(&scene.view).is_empty()) || !drafts(knowledge, scene).is_empty()
}

/// What the entries read in one sentence, in the order of the words; a noun that a verb carries out takes the verb with it.
fn drafts<'k>(knowledge: &'k Knowledge, scene: &Scene<'_>) -> Vec<Draft<'k>> {
    let mut out: Vec<Draft<'k>> = Vec::new();
    each_use(knowledge, scene, |_, _, read| match read {
        Ok(draft) => {
            out.push(draft);
            true
        }
        Err(_) => false,
    });
    // "Began the war" tells more than the war that it carries.
    let began: Vec<usize> = out.iter().filter(|d| tells_first(&d.entry.name)).map(|d| d.act.start).collect();
    out.retain(|d| d.light.is_none_or(|verb| !began.contains(&verb)));
    once(Tree { knowledge, scene }, &mut out);
    let light: Vec<usize> = out.iter().filter_map(|d| d.light).collect();
    out.retain(|d| d.light.is_some() || !light.contains(&d.act.start));
    out
}

/// Whether an entry tells who began.
fn tells_first(entry: &str) -> bool {
    entry.ends_with("-first")
}

/// Whether a deed is a part of one told before it: a crowd marches to demand something.
fn is_part(before: Kind, after: Kind) -> bool {
    before == after || before == Kind::Protest && after == Kind::Urge
}

/// "made progress in clearing the area", "a raid by rockets": of two of one kind, one of which hangs from the other, the first tells all.
fn once(tree: Tree<'_, '_>, drafts: &mut Vec<Draft<'_>>) {
    let mut at = 1;
    while at < drafts.len() {
        let same = |before: &Draft<'_>| {
            let (a, b) = (before, &drafts[at]);
            let others = |x: &Option<Phrase>, y: &Option<Phrase>| matches!((x, y), (Some(x), Some(y)) if x.head != y.head);
            is_part(a.entry.kind, b.entry.kind)
                && (tree.hangs(a.act.start, b.act.end - 1) || tree.hangs(b.act.start, a.act.end - 1))
                && !others(&a.actor, &b.actor)
        };
        match drafts[..at].iter().position(same) {
            Some(first) => {
                let later = drafts.remove(at);
                let kept = &mut drafts[first];
                kept.actor = kept.actor.take().or(later.actor);
                kept.target = kept.target.take().or(later.target);
            }
            None => at += 1,
        }
    }
}

/// Tries the entries of every word until one fits, by the order of the file.
fn each_use<'k>(knowledge: &'k Knowledge, scene: &Scene<'_>, mut tried: impl FnMut(&'k Entry, usize, Result<Draft<'k>, &'static str>) -> bool) {
    let tree = Tree { knowledge, scene };
    for (at, word) in scene.view.words.iter().enumerate() {
        for used in knowledge.deeds.uses(word) {
            let entry = &knowledge.deeds.entries[used.entry];
            let read = if used.noun { noun::read(tree, entry, used, at) } else { verb::read(tree, entry, used, at) };
            let read = read.and_then(|draft| real(knowledge, scene, draft));
            if tried(entry, at, read) {
                break;
            }
        }
    }
}

/// A deed that is told as done; what is told where it is announced need only be announced, a speech by somebody.
fn real<'k>(knowledge: &Knowledge, scene: &Scene<'_>, draft: Draft<'k>) -> Result<Draft<'k>, &'static str> {
    let at = draft.light.unwrap_or(draft.act.start);
    let nobody = draft.actor.is_none() && draft.target.is_none();
    if draft.entry.doer && draft.actor.is_none() {
        return Err("nobody is named who did it");
    }
    if nobody && (draft.entry.named || is_speech(draft.entry.kind)) {
        return Err("nobody is named");
    }
    if is_told_ahead(draft.entry.kind) {
        return if unreal::negated(knowledge, scene, at) { Err("it is told as not said") } else { Ok(draft) };
    }
    let told = [Some(at), Some(draft.act.start), draft.told];
    if told.iter().flatten().any(|&word| unreal::unreal(&knowledge.lists, scene, word)) {
        return Err("it is not told as fact");
    }
    Ok(draft)
}

/// Words of deeds that were tried and told none, with the reason: for `explain`.
pub fn near_deeds(knowledge: &Knowledge, scene: &Scene<'_>) -> Vec<(Name, String, Range<usize>)> {
    let mut out = Vec::new();
    each_use(knowledge, scene, |entry, at, read| {
        let why = read.err();
        out.extend(why.map(|why| (entry.name.clone(), why.to_owned(), at..at + 1)));
        why.is_none()
    });
    out
}

/// Whether a word is what an entry wants.
fn wanted(tree: Tree<'_, '_>, wanted: &Wanted, at: usize) -> bool {
    if tree.list(at, wanted.lists) {
        return true;
    }
    let word = tree.scene.view.first + at as u32;
    (wanted.place || wanted.group || wanted.party)
        && tree.scene.view.mentions.iter().any(|m| {
            let is = match m.what {
                What::Place(_) => wanted.place,
                What::Group(_) => wanted.group,
                What::Party { .. } => wanted.party,
                _ => false,
            };
            is && m.first <= word && word < m.last
        })
}

/// What an idiom's pattern captured.
fn idiom(knowledge: &Knowledge, scene: &Scene<'_>, rule: &Rule, found: &Found) -> Option<Act> {
    let take = |name: &str| rule.pattern.words(found, name).filter(|w| !w.is_empty());
    let act = take("act")?;
    let (actor, target) = (take("actor"), take("target"));
    let kind = rule.key("kind").and_then(Kind::named)?;
    if !is_speech(kind) && unreal::unreal(&knowledge.lists, scene, act.start) {
        return None;
    }
    let of = |words: &Option<Range<usize>>| words.as_ref().map(|w| toll::party_of(scene, w)).unwrap_or_default();
    let mut deed = Deed { kind, actor: of(&actor), target: of(&target), means: None };
    if deed.actor.is_empty() {
        deed.actor.extend(actor.clone().and_then(|w| armed(knowledge, scene, w)));
    }
    Some(Act { rule: rule.name.clone(), kind, act, actor, target, told: None, deed })
}

fn settle(knowledge: &Knowledge, scene: &Scene<'_>, draft: Draft<'_>) -> Act {
    let tree = Tree { knowledge, scene };
    let of = |phrase: &Option<Phrase>| phrase.as_ref().map(|p| tree.parties(p)).unwrap_or_default();
    let (mut actor, mut target) = (of(&draft.actor), of(&draft.target));
    for (names, phrase) in [(&mut actor, &draft.actor), (&mut target, &draft.target)] {
        if names.is_empty() {
            names.extend(phrase.as_ref().and_then(|p| armed(knowledge, scene, p.range())));
        }
    }
    // "Peacekeepers were deployed": they are no target.
    let moved = draft.entry.kind == Kind::Deploy && actor.is_empty();
    let (actor_words, target_words) = if moved { (&draft.target, &None) } else { (&draft.actor, &draft.target) };
    if moved {
        actor = std::mem::take(&mut target);
    }
    if draft.entry.mutual && target.is_empty() && actor.len() > 1 {
        target = actor.split_off(1);
    }
    let means = means(tree, &draft);
    let words = |phrase: &Option<Phrase>| phrase.as_ref().map(Phrase::range);
    let act = draft.light.map_or(draft.act.clone(), |verb| verb.min(draft.act.start)..draft.act.end.max(verb + 1));
    let act = if act.len() > LONGEST_ACT { draft.act.clone() } else { act };
    let kind = draft.entry.kind;
    Act {
        rule: draft.entry.name.clone(),
        kind,
        act,
        actor: words(actor_words),
        target: words(target_words),
        told: draft.told,
        deed: Deed { kind, actor, target, means },
    }
}

/// A carried-out noun further from its verb than this stands alone.
const LONGEST_ACT: usize = 8;

/// With what it was done, as worded: "with rockets and artillery", "rocket attack".
fn means(tree: Tree<'_, '_>, draft: &Draft<'_>) -> Option<String> {
    let (from, to) = (draft.act.start.saturating_sub(2), (draft.act.end + 10).min(tree.len()));
    let first = (from..to).find(|&i| tree.list(i, tree.lists().weapon))?;
    let words = &tree.scene.view.words;
    let joins = |i: usize| tree.list(i, tree.lists().weapon) || matches!(tree.lower(i), "and" | "," | "or" | "-");
    let last = (first..to).take_while(|&i| joins(i)).filter(|&i| tree.list(i, tree.lists().weapon)).last()?;
    // "rocket attacks", not rockets.
    let last = if draft.act.contains(&(last + 1)) && tree.upos(last + 1) == "NOUN" { draft.act.end - 1 } else { last };
    Some(words[first].span.to(words[last].span).of(tree.scene.view.text).to_owned())
}

fn claim(document: &Document, scenes: &[Scene<'_>], voices: &Voices<'_>, number: usize, act: Act) -> Option<Claim> {
    let scene = &scenes[number];
    let told = act.told.map(|word| word..word + 1);
    let all = [Some(&act.act), act.actor.as_ref(), act.target.as_ref(), told.as_ref()];
    let words = all.iter().flatten().map(|w| w.start).min()?..all.iter().flatten().map(|w| w.end).max()?;
    let alone = act.act.clone();
    let quote = [whole(scene, &words), words, whole(scene, &alone), alone].iter().map(|w| scene.quote(w)).find(|q| q.len() <= super::LONGEST_QUOTE)?;
    let mut parts = vec![(Part::Harm, scene.span(&act.act))];
    parts.extend(act.actor.as_ref().map(|w| (Part::Actor, scene.span(w))));
    parts.extend(act.target.as_ref().map(|w| (Part::Target, scene.span(w))));
    // A speech is vouched for by whoever reports it, not by the one who makes it.
    let speech = is_speech(act.kind);
    let at = if speech { act.actor.as_ref().map_or(act.act.start, |a| a.start) } else { act.act.end - 1 };
    let (attribution, _) = attribution::speakers(scenes, voices, number, at);
    let id = id(&document.id, act.kind.name(), &parts);
    parts.extend(attribution.cue.map(|span| (Part::Cue, span)));
    parts.extend(attribution.chain.first().and_then(|s| s.words).map(|span| (Part::Speaker, span)));
    Some(Claim {
        id,
        doc: document.id.clone(),
        sentence: number as u32,
        quote,
        parts,
        says: Says::Deed(act.deed),
        attribution,
        stance: Stance::Asserted,
        denied_by: Vec::new(),
        when: Interval::default(),
        place: None,
        current: true,
        part_of: None,
        same_as: None,
        rule: act.rule,
        confidence: super::UNWEIGHED,
        judged: Vec::new(),
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
    let at = words.clone().find(|&i| Tree { knowledge, scene }.list(i, knowledge.deeds.lists.hostile))?;
    let lemma = &*scene.view.words[at].lemma;
    Some(lemma.strip_suffix("man").map_or_else(|| format!("{lemma}s"), |stem| format!("{stem}men")).into())
}
