//! Who may speak: "Armenian Prime Minister Nikol Pashinyan", "the ministry", "officials", "She".
//!
//! A speaker is a noun phrase with what stands beside it ("the region's governor, Karen Sarkisyan,"), read for a party, a body, a
//! title, a name. The surprising decision: phrases that only point ("the ministry", "he") are kept with neither party nor body;
//! `resolve` looks for whom they mean, and where nobody is found the words stand and the speaker is unknown.

mod name;

use crate::mention::group::Scene;
use counterclaim_model::{Mention, Name, What};
use counterclaim_rules::world::{BodyHit, BodyKind};
use name::{of_place, person, worded};

/// Names in one sentence besides parties. Positions count from the sentence's first word.
#[derive(Default)]
pub(crate) struct Names {
    /// Organs and unnamed sources: first word, word after the last, what they are.
    pub bodies: Vec<(usize, usize, Body)>,
    /// Titles of office: first word, word after the last, the party that the title implies.
    pub offices: Vec<(usize, usize, Option<Name>)>,
    /// Agencies and outlets: first word, word after the last, name.
    pub outlets: Vec<(usize, usize, Name)>,
    /// Bodies of many states, monitors, relief: first word, word after the last. They speak for themselves.
    pub organisations: Vec<(usize, usize)>,
    /// Places and times: first word, word after the last.
    pub elsewhere: Vec<(usize, usize)>,
    /// Where a place stands whose country is known, and the party that holds it.
    pub countries: Vec<(usize, Name)>,
}

/// An organ of a party, or a source that is not named.
#[derive(Clone)]
pub(crate) struct Body {
    /// What we call it; as it is worded, where we have no name for it.
    pub name: Name,
    /// The party that the word itself implies ("the Pentagon").
    pub party: Option<Name>,
    /// An organ, "officials", or "the ministry".
    pub kind: BodyKind,
}

impl Body {
    pub(crate) fn of(hit: &BodyHit<'_>, worded: &str) -> Body {
        Body { name: hit.body.cloned().unwrap_or_else(|| worded.into()), party: hit.party.cloned(), kind: hit.kind }
    }
}

/// Everybody in one sentence who may speak.
pub(crate) fn speakers(scene: &Scene<'_>, names: &Names, first: u32, sentence: u32) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < scene.words.len() {
        let Some(end) = phrase(scene, names, at) else {
            at += 1;
            continue;
        };
        let end = beside(scene, names, at, end);
        if let Some((party, body)) = read(scene, names, at, end) {
            let span = scene.words[at].span.to(scene.words[end - 1].span);
            out.push(Mention { span, first: first + at as u32, last: first + end as u32, sentence, what: What::Speaker { party, body } });
        }
        at = end;
    }
    out
}

/// A noun phrase with its "of" and "for" phrases: where it ends.
fn phrase(scene: &Scene<'_>, names: &Names, at: usize) -> Option<usize> {
    let word = scene.words.get(at)?;
    let owner = scene.marks.has(at, scene.lexicon.bit("this-or-its"));
    if word.upos == "PRON" && !owner {
        return scene.marks.has(at, scene.lexicon.bit("pronoun")).then_some(at + 1);
    }
    let mut end = core(scene, names, at)?;
    // "a statement from the army", "the saying of the enemy": the army speaks, not the statement.
    let speech = scene.marks.has(end - 1, scene.lexicon.bit("speech-noun") | scene.lexicon.bit("claim-noun"));
    for _ in 0..if speech { 0 } else { 3 } {
        let Some(word) = scene.words.get(end) else { break };
        let joins = match &*word.lower {
            "of" | "for" => true,
            "at" | "with" | "to" | "in" | "from" => speaks(scene, names, at, end),
            _ => false,
        };
        match joins.then(|| core(scene, names, end + 1)).flatten() {
            Some(further) if !matches!(&*word.lower, "in" | "from" | "to" | "with" | "at") || named(scene, names, end + 1, further) => end = further,
            _ => break,
        }
    }
    Some(end)
}

/// Determiners, adjectives and nouns; it must end in a noun.
fn core(scene: &Scene<'_>, names: &Names, from: usize) -> Option<usize> {
    let mut end = None;
    let mut at = from;
    while let Some(word) = scene.words.get(at) {
        // "Yerevan claims to have …", "Moscow reports 67 dead": a verb that looks like a noun.
        let speech = at > from
            && scene.marks.has(at, scene.lexicon.bit("say-verb") | scene.lexicon.bit("tally-verb"))
            && scene.words.get(at + 1).is_some_and(|w| w.upos == "NUM" || matches!(&*w.lower, "to" | "that"));
        // "The ministry stays at 15,000".
        let stays =
            at > from && scene.words.get(at + 1).is_some_and(|w| matches!(&*w.lower, "at" | "with")) && scene.marks.has(at, scene.lexicon.bit("tally-verb"));
        if speech || stays {
            break;
        }
        if let Some(known) = known_name(scene, names, at) {
            at = known;
            end = Some(at);
            continue;
        }
        match word.upos {
            "NOUN" | "PROPN" => end = Some(at + 1),
            "DET" if at == from => {}
            "ADJ" | "NUM" => {}
            "PRON" if at == from && scene.marks.has(at, scene.lexicon.bit("this-or-its")) => {}
            "VERB" if word.xpos == "VBN" && end.is_none() && at > from => {}
            _ if at > from && (scene.marks.has(at, scene.lexicon.bit("possessive")) || is_hyphen(scene, at)) => {}
            _ => break,
        }
        at += 1;
    }
    end
}

/// A hyphen inside a word; one between blanks parts the dateline from the sentence.
fn is_hyphen(scene: &Scene<'_>, at: usize) -> bool {
    let (before, here) = (scene.words[at - 1].span, scene.words[at].span);
    matches!(&*scene.words[at].lower, "-" | "–") && before.end == here.start
}

/// Where a known name that starts here ends.
fn known_name(scene: &Scene<'_>, names: &Names, at: usize) -> Option<usize> {
    let party = scene.parties.iter().filter(|p| p.0 == at).map(|p| p.1).max();
    let body = names.bodies.iter().filter(|b| b.0 == at).map(|b| b.1).max();
    let office = names.offices.iter().filter(|o| o.0 == at).map(|o| o.1).max();
    let outlet = names.outlets.iter().filter(|o| o.0 == at).map(|o| o.1).max();
    [party, body, office, outlet].into_iter().flatten().max()
}

fn within<T>(items: &[T], ends: impl Fn(&T) -> (usize, usize), from: usize, to: usize) -> impl Iterator<Item = &T> {
    items.iter().filter(move |item| {
        let (first, last) = ends(item);
        from <= first && last <= to
    })
}

/// Whether the phrase holds an office, an organ or an unnamed source.
fn speaks(scene: &Scene<'_>, names: &Names, from: usize, to: usize) -> bool {
    within(&names.bodies, |b| (b.0, b.1), from, to).next().is_some()
        || within(&names.offices, |o| (o.0, o.1), from, to).next().is_some()
        || (from..to).any(|i| scene.marks.has(i, scene.lexicon.bit("unnamed-source")))
}

/// Whether the phrase holds a party, an organ or a name.
fn named(scene: &Scene<'_>, names: &Names, from: usize, to: usize) -> bool {
    scene.parties.iter().any(|p| from <= p.0 && p.1 <= to)
        || within(&names.bodies, |b| (b.0, b.1), from, to).next().is_some()
        || (from..to).any(|i| scene.words[i].upos == "PROPN")
}

/// "…, Karen Sarkisyan," and "…, head of the agency,": what stands beside the phrase between commas.
fn beside(scene: &Scene<'_>, names: &Names, at: usize, end: usize) -> usize {
    let comma = |i: usize| scene.words.get(i).is_some_and(|w| &*w.lower == ",");
    if !comma(end) {
        return lost_comma(scene, names, at, end).unwrap_or(end);
    }
    let Some(further) = phrase(scene, names, end + 1) else { return end };
    // "…, president of the Commission for the Study of Violence, has noted": an office between commas may be long.
    if speaks(scene, names, end + 1, further) && person(scene, names, at, end).is_some() {
        let stop = (further + 16).min(scene.words.len());
        let closing = (further..stop).take_while(|&i| !matches!(scene.words[i].xpos, "VBD" | "VBZ" | "VBP" | "MD")).find(|&i| comma(i));
        if let Some(closing) = closing {
            return closing + 1;
        }
    }
    let closes = comma(further) || scene.words.get(further).is_none_or(|w| &*w.lower == ".") || scene.marks.has(further, scene.lexicon.bit("say-verb"));
    let named = |from: usize, to: usize| person(scene, names, from, to).is_some();
    // "its spokesman, Major General Asif Ghafoor," and "Asif Ghafoor, its spokesman,": one tells the office, the other the name.
    let told = |office: (usize, usize), name: (usize, usize)| {
        let bare = person(scene, names, name.0, name.1).is_some_and(|n| *n == *scene.words[name.0].span.to(scene.words[name.1 - 1].span).of(scene.text));
        let counted = scene.numbers.iter().any(|n| office.0 <= n.first && n.first < office.1);
        speaks(scene, names, office.0, office.1) && !counted && (bare || named(name.0, name.1) && !named(office.0, office.1))
    };
    let (here, beside) = ((at, end), (end + 1, further));
    if closes && (told(here, beside) || told(beside, here)) {
        // The closing comma belongs to it, so that "…, the governor, said" reads on.
        if comma(further) { further + 1 } else { further }
    } else {
        end
    }
}

/// "The Observatory for Human Rights a Britain-based monitoring group said": what stands beside the phrase where its commas are lost.
fn lost_comma(scene: &Scene<'_>, names: &Names, at: usize, end: usize) -> Option<usize> {
    let article = matches!(&*scene.words.get(end)?.lower, "a" | "an" | "the");
    let further = phrase(scene, names, end).filter(|_| article)?;
    let named = person(scene, names, at, end).is_some() || within(&names.organisations, |o| *o, at, end).next().is_some();
    let said = scene.marks.has(further, scene.lexicon.bit("say-verb"));
    (named && said && speaks(scene, names, end, further)).then_some(further)
}

/// The party and body that a phrase speaks for; `None` where it is nobody who speaks.
fn read(scene: &Scene<'_>, names: &Names, from: usize, to: usize) -> Option<(Option<Name>, Option<Name>)> {
    if to == from + 1 && scene.words[from].upos == "PRON" {
        return scene.marks.has(from, scene.lexicon.bit("pronoun")).then_some((None, None));
    }
    let body = within(&names.bodies, |b| (b.0, b.1), from, to).min_by_key(|b| b.2.kind != BodyKind::Body).map(|b| b.2.clone());
    let outlet = within(&names.outlets, |o| (o.0, o.1), from, to).next().map(|o| o.2.clone());
    let parties: Vec<_> = scene.parties.iter().filter(|p| from <= p.0 && p.1 <= to).collect();
    let person = person(scene, names, from, to);
    // The head of the phrase speaks, not what hangs from it: "the death of 32 soldiers" is nobody.
    let head = core(scene, names, from).unwrap_or(to);
    let unnamed = scene.marks.has(head - 1, scene.lexicon.bit("unnamed-source"));
    let offices: Vec<_> = within(&names.offices, |o| (o.0, o.1), from, to).collect();
    let organised = within(&names.organisations, |o| *o, from, to).next();
    // Of several parties the one before the office or organ is served ("Karabakh – the Armenian prime minister"), else the first after it.
    let post = within(&names.bodies, |b| (b.0, b.1), from, to).map(|b| b.0).chain(offices.iter().map(|o| o.0)).min();
    let before = post.and_then(|post| parties.iter().rfind(|p| p.1 <= post + 1));
    let own = organised.and_then(|o| parties.iter().find(|p| p.0 == o.0));
    let named = own.or(before).or(parties.first()).map(|p| p.2.clone());
    let party = body.as_ref().and_then(|b| b.party.clone()).or_else(|| outlet.clone()).or(named);
    let party = party.or_else(|| offices.iter().find_map(|o| o.2.clone()));
    let office = !offices.is_empty();
    // "the governor of Gegharkunik", "a source at Aleppo Police Command": the place tells whom they serve.
    let official = scene.lexicon.bit("serves-a-state");
    let rises = scene.lexicon.bit("people-hostile");
    let serves = office || (from..to).any(|i| scene.marks.has(i, official)) || body.as_ref().is_some_and(|b| b.kind == BodyKind::Body);
    let serves = serves && !(from..to).any(|i| scene.marks.has(i, rises));
    let party = party.or_else(|| names.countries.iter().find(|c| serves && from <= c.0 && c.0 < to).map(|c| c.1.clone()));
    let organ = body.as_ref().filter(|b| b.kind == BodyKind::Body).map(|b| b.name.clone());
    let organ = organ.map(|organ| of_place(scene, names, from, to).unwrap_or(organ));
    let back = body.as_ref().is_some_and(|b| b.kind == BodyKind::Back);
    let definite = matches!(&*scene.words[from].lower, "the" | "this" | "that" | "these" | "those") || scene.marks.has(from, scene.lexicon.bit("this-or-its"));
    let enemy = scene.marks.has(head - 1, scene.lexicon.bit("enemy"));
    let points = definite && party.is_none() && person.is_none() && (organ.is_some() || back || office || unnamed || enemy);
    // "Another report says": nobody is named.
    let report = scene.words[head - 1].xpos == "NN" && scene.marks.has(head - 1, scene.lexicon.bit("speech-noun"));
    if points || report && party.is_none() && person.is_none() && organ.is_none() {
        return Some((None, None));
    }
    let said = match (person, organ) {
        (Some(person), _) => Some(person),
        (None, Some(organ)) => Some(organ),
        (None, None) if (unnamed || office || body.is_some()) && outlet.is_none() && organised.is_none() => worded(scene, names, from, to),
        (None, None) => None,
    };
    let counted = scene.numbers.iter().any(|n| from <= n.first && n.first < to && !n.not_people);
    (party.is_some() || said.is_some() && !counted).then_some((party, said))
}
