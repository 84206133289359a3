//! Deeds told by a noun: "an attack by X on Y", "X launched raids", "killed in shelling", "clashes between X and Y broke out".
//!
//! A noun alone is a back-reference ("after the strike"). It tells a deed where a verb carries it out, it happens, it did harm, or
//! somebody is named who did it or suffered it.

use super::argument::BY;
use super::tree::{Phrase, Tree};
use super::{Draft, wanted};
use counterclaim_model::Kind;
use counterclaim_rules::deed::{Entry, Use};

/// Prepositions by which harm names its cause.
const CAUSE: &[&str] = &["in", "by", "during", "from", "under", "due"];

/// How many arcs an accusation may be away from its matter.
const CHARGE: usize = 3;

/// Reads a noun by an entry; the reason where it tells no deed.
pub(super) fn read<'k>(tree: Tree<'_, '_>, entry: &'k Entry, used: &Use, at: usize) -> Result<Draft<'k>, &'static str> {
    let rest = |i: usize| *tree.scene.view.words[i].lower == *used.rest[i - at - 1] || *tree.scene.view.words[i].lemma == *used.rest[i - at - 1];
    let end = at + 1 + used.rest.len();
    if end > tree.len() || !(at + 1..end).all(rest) {
        return Err("the words behind it are others");
    }
    let noun = end - 1;
    let gerund = tree.xpos(noun) == "VBG" && tree.kid(noun, &["nsubj", "obj", "aux"]).is_none();
    // "launched an offensive Friday".
    let adjective = tree.upos(noun) == "ADJ" && noun > 0 && tree.upos(noun - 1) == "DET" && (end == tree.len() || tree.upos(end) != "NOUN");
    if !(matches!(tree.upos(noun), "NOUN" | "PROPN") || gerund || adjective) {
        return Err("the word is no noun here");
    }
    let outer = tree.outermost(noun);
    let charge = charged(tree, noun);
    let describes = tree.label(noun) == "compound" && tree.head(noun) == Some(outer) && !tree.list(outer, tree.lists().deed);
    if outer != noun && describes && charge.is_none() {
        return Err("the noun only describes another");
    }
    let light = carried_out(tree, outer);
    let of_kind = entry.object.anything() || tree.phrase(noun).words.iter().any(|&w| w != noun && wanted(tree, &entry.object, w));
    let (actor, target) = if entry.mutual { between(tree, noun) } else { arguments(tree, entry, noun, outer) };
    let (actor, target) = match light {
        Some(verb) => with_verb(tree, entry, verb, outer, actor, target),
        None => (actor, target),
    };
    let (actor, charge) = match charge {
        Some((verb, accused)) => (accused.or(actor), Some(verb)),
        None => (actor, None),
    };
    // "Georgian fire killed ten": whose it is and what it did tell its kind.
    let harmful = cause(tree, outer);
    if !of_kind && (entry.kind != Kind::Attack || light.or(harmful).is_none() || actor.is_none()) {
        return Err("it is not of the kind");
    }
    if wished(tree, outer) {
        return Err("it is wished for or ended, not told");
    }
    let occurs = happens(tree, outer).filter(|_| !entry.lasting);
    let two = !entry.both || !tree.parties_of(&target).is_empty();
    let named = !entry.cause && two && (actor.is_some() || target.is_some() || is_heading(tree, outer));
    let told = light.is_some() || harmful.is_some() || occurs.is_some() || charge.is_some() || named;
    if !told || entry.cause && harmful.is_none() {
        return Err("nobody is named, and it is not told that it happened or did harm");
    }
    if entry.named && actor.is_none() && target.is_none() {
        return Err("nobody is named");
    }
    Ok(Draft { entry, act: at..end, actor, target, light, told: harmful.or(occurs).or(charge) })
}

/// The verb that only carries a noun out: "launched an attack", "an attack was carried out".
fn carried_out(tree: Tree<'_, '_>, noun: usize) -> Option<usize> {
    let verb = tree.head(noun).filter(|&verb| matches!(tree.label(noun), "obj" | "nsubj:pass") && tree.list(verb, tree.lists().carries));
    // Where the arcs go astray: the verb just before the noun's own words.
    let just_before = || {
        let first =
            (0..noun).rev().take(4).take_while(|&i| matches!(tree.upos(i), "DET" | "ADJ" | "NOUN" | "PROPN" | "NUM" | "ADP" | "PUNCT")).last().unwrap_or(noun);
        let verb = first.checked_sub(1).filter(|&verb| tree.upos(verb) == "VERB" && tree.list(verb, tree.lists().carries))?;
        (first..noun).all(|i| tree.upos(i) != "ADP" || tree.label(i) == "compound:prt").then_some(verb)
    };
    // "the attack launched by rebels".
    verb.or_else(just_before).or_else(|| tree.kids(noun).find(|&kid| matches!(tree.label(kid), "acl" | "acl:relcl") && tree.list(kid, tree.lists().carries)))
}

fn with_verb(tree: Tree<'_, '_>, entry: &Entry, verb: usize, noun: usize, actor: Option<Phrase>, target: Option<Phrase>) -> (Option<Phrase>, Option<Phrase>) {
    let passive = tree.passive(verb);
    let subject = tree.subject(verb).filter(|&s| !passive && s != noun);
    let agents = tree.kids(verb).filter(|&kid| tree.label(kid) == "obl:agent").chain(tree.by(verb, BY));
    let doer = tree.first_who(subject.into_iter().chain(agents));
    let to: Vec<&str> = entry.to.iter().map(|w| &**w).collect();
    let target = target.or_else(|| tree.first_who(tree.by(verb, &to)));
    (doer.or(actor), target)
}

/// Who did it and to whom, by what hangs from the noun.
fn arguments(tree: Tree<'_, '_>, entry: &Entry, noun: usize, outer: usize) -> (Option<Phrase>, Option<Phrase>) {
    let to: Vec<&str> = entry.to.iter().map(|w| &**w).collect();
    let both = if outer == noun { vec![noun] } else { vec![noun, outer] };
    let hanging = |prepositions: &[&str]| -> Vec<usize> { both.iter().flat_map(|&n| tree.by(n, prepositions).collect::<Vec<_>>()).collect() };
    let before = both.iter().find_map(|&n| {
        let kids = tree.kids(n).filter(|&kid| kid < n && matches!(tree.label(kid), "compound" | "amod" | "nmod:poss"));
        tree.first_who(kids)
    });
    let of = tree.first_who(hanging(&["of"]).into_iter());
    let by = tree.first_who(hanging(&["by", "from"]).into_iter());
    let mut actor = by.or(before);
    let mut target = tree.first_who(hanging(&to).into_iter());
    if entry.of_target {
        target = of.or(target);
    } else {
        actor = actor.or(of);
    }
    if entry.swap { (target, actor) } else { (actor, target) }
}

/// The two of a clash or a talk.
fn between(tree: Tree<'_, '_>, noun: usize) -> (Option<Phrase>, Option<Phrase>) {
    // "fighting raged between the army and rebels": they hang from the verb.
    let anchors = [Some(noun), happens(tree, noun)];
    let hanging = |prepositions: &[&str]| -> Vec<usize> { anchors.iter().flatten().flat_map(|&at| tree.by(at, prepositions).collect::<Vec<_>>()).collect() };
    let of = hanging(&["between", "among", "of"]);
    if let Some((first, second)) = of.iter().find_map(|&first| tree.pair(first)) {
        return (Some(first), Some(second));
    }
    let both = tree.first_who(of.into_iter());
    let with = tree.first_who(hanging(&["with", "against"]).into_iter());
    let kids = tree.kids(noun).filter(|&kid| kid < noun && matches!(tree.label(kid), "compound" | "amod" | "nmod:poss"));
    let whose = tree.first_who(kids);
    (both.or(whose), with)
}

/// The word of the harm that the noun is told to have done: "the raid killed ten", "ten died in the raid", "ten dead after the raid".
fn cause(tree: Tree<'_, '_>, noun: usize) -> Option<usize> {
    let harm = |at: &usize| tree.list(*at, tree.lists().harm);
    if let Some(clause) = tree.kids(noun).find(|kid| tree.label(*kid) == "acl:relcl" && harm(kid) && !tree.passive(*kid)) {
        return Some(clause);
    }
    let head = tree.head(noun)?;
    let of_head = Some(head).filter(harm);
    match tree.label(noun) {
        "nsubj" => of_head.or_else(|| tree.kids(head).find(|kid| matches!(tree.label(*kid), "xcomp" | "conj") && harm(kid))),
        "obl" | "obl:agent" | "nmod" | "advcl" => {
            let caused = tree.case(noun).is_some_and(|case| CAUSE.contains(&case)) || matches!(tree.label(noun), "obl:agent" | "advcl");
            let harmed = || tree.kids(head).find(|kid| *kid > head && *kid < noun && harm(kid));
            of_head.or_else(|| Some(head).filter(|&head| tree.list(head, tree.lists().loss))).or_else(harmed).filter(|_| caused)
        }
        _ => None,
    }
}

/// The word that tells that it happened: "broke out", "there was", "reported fighting".
fn happens(tree: Tree<'_, '_>, noun: usize) -> Option<usize> {
    let clause = tree.kids(noun).find(|&kid| matches!(tree.label(kid), "acl:relcl" | "acl") && tree.list(kid, tree.lists().occurs));
    if clause.is_some() {
        return clause;
    }
    let Some(head) = tree.head(noun) else { return tree.kid(noun, &["expl"]) };
    let tells = match tree.label(noun) {
        "nsubj" | "nsubj:pass" => {
            let there = tree.kid(head, &["expl"]).is_some() || tree.lower(head) == "there";
            there || tree.list(head, tree.lists().occurs) || tree.list(head, tree.lists().says) && tree.label(noun) == "nsubj:pass"
        }
        "obj" => tree.list(head, tree.lists().witness),
        _ => false,
    };
    tells.then_some(head)
}

/// "demanded a withdrawal", "called for an end to the fighting", "to stop the fighting".
pub(super) fn wished(tree: Tree<'_, '_>, noun: usize) -> bool {
    let mut up = noun;
    for _ in 0..2 {
        let Some(head) = tree.head(up) else { return false };
        if !matches!(tree.label(up), "obj" | "obl" | "nmod" | "nsubj:pass" | "ccomp" | "acl" | "xcomp") {
            return false;
        }
        if tree.list(head, tree.lists().ending) && !matches!(tree.label(up), "nsubj" | "nsubj:pass")
            || tree.label(up) == "obj" && tree.list(head, tree.lists().wish)
        {
            return true;
        }
        if tree.upos(head) == "VERB" {
            let for_it = tree.case(up) == Some("for") && tree.list(head, tree.lists().wish);
            return for_it;
        }
        up = head;
    }
    false
}

/// The accusation that a noun is the matter of, and the one accused: "blamed Georgia for the attack", "accused Georgia of shelling towns",
/// "blamed the attack on Georgia".
fn charged(tree: Tree<'_, '_>, noun: usize) -> Option<(usize, Option<Phrase>)> {
    let mut verb = tree.head(noun)?;
    for _ in 0..CHARGE {
        if tree.upos(verb) == "VERB" {
            break;
        }
        verb = tree.head(verb)?;
    }
    if verb > noun || !tree.list(verb, tree.lists().accuse) {
        return None;
    }
    let of = (verb..noun).rev().find(|&i| tree.upos(i) == "ADP").is_some_and(|i| matches!(tree.lower(i), "for" | "of" | "over"));
    let accused = match tree.label(noun) {
        "obj" => Some(tree.by(verb, &["on"]).next()?),
        _ if of && tree.passive(verb) => tree.subject(verb),
        _ if of => tree.object(verb),
        _ => return None,
    };
    Some((verb, accused.and_then(|who| tree.who(who))))
}

/// "Heavy clashes in the north": a line without a verb of its own.
fn is_heading(tree: Tree<'_, '_>, noun: usize) -> bool {
    tree.label(noun) == "root" && !(0..tree.len()).any(|i| matches!(tree.xpos(i), "VBD" | "VBZ" | "VBP" | "MD"))
}
