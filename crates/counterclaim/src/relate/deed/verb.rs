//! Deeds told by a verb: "X shelled Y", "Y was shelled by X", "X, accused of shelling Y".

use super::noun::wished;
use super::tree::Tree;
use super::{Draft, argument::BY, is_speech, wanted};
use counterclaim_model::Kind;
use counterclaim_rules::deed::{Entry, PARTICLE, Use};
use std::ops::Range;

/// How far behind the verb its object is looked for.
const OBJECT: usize = 9;

/// How far behind its particle the object of a verb stands.
const LED: usize = 3;

/// How far behind the verb its exception is looked for: "declined publicly to comment".
const ASIDE: usize = 3;

/// Reads a verb by an entry; the reason where it does not fit.
pub(super) fn read<'k>(tree: Tree<'_, '_>, entry: &'k Entry, used: &Use, at: usize) -> Result<Draft<'k>, &'static str> {
    let last = particles(tree, used, at).ok_or("its particle is not there")?;
    let bound = !used.rest.is_empty() && last == at + 1 && matches!(tree.upos(at), "ADJ" | "ADV" | "ADP" | "PROPN");
    if !is_verb(tree, at) && !bound {
        return Err("the word is no verb here");
    }
    let act = at..if last <= at + 3 { last + 1 } else { at + 1 };
    // "The minister on Tuesday called on Georgia to stop": what the particle leads to is the object, so that the noun before acts.
    let led = |kid: usize| matches!(tree.label(kid), "obl" | "obj") && (last + 1..=last + LED).contains(&kid);
    let leads = !used.rest.is_empty() && tree.label(at) == "acl" && tree.kid(at, &["aux:pass", "obl:agent"]).is_none() && tree.kids(at).any(led);
    let passive = !leads && tree.passive(at) && used.rest.first().is_none_or(|_| tree.kid(at, &["obj"]).is_none());
    let subject = tree.subject(at).or_else(|| before(tree, at).filter(|_| !passive));
    let object = tree.object(at);
    if entry.intransitive && (object.is_some() || tree.kid(at, &["ccomp"]).is_some()) {
        return Err("it is done to something");
    }
    if (at + 1..tree.len().min(at + 1 + ASIDE)).any(|i| tree.list(i, entry.except)) {
        return Err("what is done is nothing of the kind");
    }
    let bidden = |kid: usize| {
        let to = (at + 1..kid).any(|i| tree.lower(i) == "to");
        to && matches!(tree.label(kid), "xcomp" | "advcl" | "ccomp") && tree.xpos(kid) == "VB"
    };
    if entry.bidding && !tree.kids(at).any(bidden) {
        return Err("nothing is bidden");
    }
    if tree.xpos(at) == "VBG" && !is_speech(entry.kind) && wished(tree, at) {
        return Err("it is wished for or ended, not told");
    }
    let (doer, patient) = if passive { (None, subject) } else { (subject, object) };
    if !entry.subject.anything() && !subject.is_some_and(|s| tree.phrase(s).words.iter().any(|&w| wanted(tree, &entry.subject, w))) {
        return Err("its subject is not of the kind");
    }
    if !entry.object.anything() {
        let behind = at + 1..clause_end(tree, at + 1);
        let fits = |word: usize| wanted(tree, &entry.object, word);
        // "took orders from the coalition in Iraq".
        let from = |word: usize| object.is_some_and(|object| tree.by(object, &["from"]).any(|noun| tree.phrase(noun).words.contains(&word)));
        // A deed is done to its object; a call's own object is whom it calls on.
        let own = object.filter(|&o| o > at && (!is_speech(entry.kind) || entry.kind == Kind::Support));
        let found = if passive {
            patient.is_some_and(|p| tree.phrase(p).words.iter().any(|&w| fits(w)))
        } else if let Some(own) = own {
            tree.phrase(own).words.iter().any(|&w| fits(w) && !from(w)) || (at + 1..own).any(fits)
        } else {
            behind.clone().any(fits)
        };
        let described = !passive && patient.is_some_and(|p| p < at && tree.phrase(p).words.iter().any(|&w| fits(w)));
        if !found && !described {
            return Err("its object is not of the kind");
        }
    }
    let to: Vec<&str> = entry.to.iter().map(|w| &**w).collect();
    let agents = tree.kids(at).filter(|&kid| tree.label(kid) == "obl:agent").chain(tree.by(at, BY).filter(|_| passive));
    let agents: Vec<usize> = agents.collect();
    let mut actor = tree.first_who(doer.into_iter().chain(agents.iter().copied()));
    if actor.is_none() && is_speech(entry.kind) {
        actor = doer.or(agents.first().copied()).map(|noun| tree.speaker(noun));
    }
    let mut target = tree.first_who(patient.into_iter().chain(tree.below(at, &to)));
    if entry.mutual
        && target.is_none()
        && let Some((first, second)) = doer.and_then(|doer| tree.pair(doer))
    {
        (actor, target) = (Some(first), Some(second));
    }
    if entry.swap {
        // "came under fire from rebels".
        target = actor;
        actor = tree.first_who(tree.by(at, &["from", "by", "to"]));
    }
    Ok(Draft { entry, act, actor, target, light: None, told: None })
}

/// Whether the word is a verb; "Azerbaijan lost control" is often taken for a lost control, but no adjective follows a name.
fn is_verb(tree: Tree<'_, '_>, at: usize) -> bool {
    match (tree.upos(at), tree.label(at)) {
        ("VERB", "amod") => at > 0 && matches!(tree.upos(at - 1), "PROPN" | "NOUN" | "PRON") && matches!(tree.xpos(at), "VBD" | "VBN" | "VBZ"),
        // "The forces advanced on the town".
        ("ADJ", "root" | "conj" | "ccomp") => tree.lower(at).ends_with("ed") && tree.kid(at, &["nsubj"]).is_some() && tree.kid(at, &["cop"]).is_none(),
        ("VERB" | "AUX", label) => label != "compound",
        _ => false,
    }
}

/// Where the last particle stands: the verb itself where the entry has none.
fn particles(tree: Tree<'_, '_>, used: &Use, at: usize) -> Option<usize> {
    let mut last = at;
    for part in &used.rest {
        let reach = last + 1..(at + 1 + PARTICLE).min(tree.len());
        last = reach.clone().find(|&i| *tree.scene.view.words[i].lower == **part || *tree.scene.view.words[i].lemma == **part)?;
        if reach.take_while(|&i| i < last).any(|i| matches!(tree.xpos(i), "VBD" | "VBZ" | "VBP") || tree.upos(i) == "PUNCT") {
            return None;
        }
    }
    Some(last)
}

/// Where the clause behind a verb ends, as far as an object is looked for.
fn clause_end(tree: Tree<'_, '_>, from: usize) -> usize {
    let ends = |&i: &usize| matches!(tree.lower(i), ";" | "." | "?" | "!" | ":") || matches!(tree.xpos(i), "VBD" | "VBZ" | "VBP" | "MD");
    (from..(from + OBJECT).min(tree.len())).find(ends).unwrap_or((from + OBJECT).min(tree.len()))
}

/// Where the arcs give no subject: the party or people named last before the verb in its clause.
fn before(tree: Tree<'_, '_>, at: usize) -> Option<usize> {
    if !matches!(tree.xpos(at), "VBD" | "VBZ" | "VBP") && tree.label(at) != "amod" {
        return None;
    }
    let open = |i: usize| !matches!(tree.lower(i), ";" | ":" | ".") && !matches!(tree.upos(i), "VERB" | "SCONJ");
    let span: Range<usize> = (at.saturating_sub(OBJECT)..at).rev().take_while(|&i| open(i)).last().unwrap_or(at)..at;
    span.rev().find(|&i| {
        matches!(tree.upos(i), "NOUN" | "PROPN" | "PRON")
            && (tree.label(at) == "amod" || !matches!(tree.label(i), "obl" | "nmod" | "compound" | "nmod:poss" | "obj"))
    })
}
