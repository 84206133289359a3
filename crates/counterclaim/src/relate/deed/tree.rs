//! The arcs of one sentence, as far as deeds ask them: subjects, objects, what hangs from a word by which preposition, noun phrases.
//!
//! The surprising decision: a phrase is a set of words, not a run, because what a relative clause or a participle adds ("rebels backed by
//! Rwanda") does not name the one who acts.

use super::super::Scene;
use counterclaim_rules::{Knowledge, deed::Frames, lexicon::Lists};
use std::ops::Range;

/// How many arcs a subject may be away from its verb.
const FAR: usize = 5;

/// The words of a noun phrase, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    /// Its head.
    pub head: usize,
    /// All of them.
    pub words: Vec<usize>,
}

impl Phrase {
    /// From the first word to the last.
    pub fn range(&self) -> Range<usize> {
        self.words.first().map_or(self.head, |w| *w)..self.words.last().map_or(self.head, |w| *w) + 1
    }
}

/// The arcs of a sentence. Positions count its words.
#[derive(Clone, Copy)]
pub(super) struct Tree<'s, 'a> {
    pub knowledge: &'s Knowledge,
    pub scene: &'s Scene<'a>,
}

impl Tree<'_, '_> {
    pub fn lower(&self, at: usize) -> &str {
        &self.scene.view.words[at].lower
    }

    pub fn label(&self, at: usize) -> &'static str {
        self.scene.view.words[at].label
    }

    pub fn upos(&self, at: usize) -> &'static str {
        self.scene.view.words[at].upos
    }

    pub fn xpos(&self, at: usize) -> &'static str {
        self.scene.view.words[at].xpos
    }

    pub fn len(&self) -> usize {
        self.scene.view.words.len()
    }

    /// The word lists of the frames.
    pub fn lists(&self) -> &Frames {
        &self.knowledge.deeds.lists
    }

    /// Whether a word belongs to one of these lists.
    pub fn list(&self, at: usize, lists: Lists) -> bool {
        self.scene.view.marks.covers(at, lists)
    }

    /// The word that a word hangs from.
    pub fn head(&self, at: usize) -> Option<usize> {
        let head = self.scene.view.words[at].head.checked_sub(self.scene.view.first)? as usize;
        (head != at && head < self.len()).then_some(head)
    }

    /// The words that hang from a word.
    pub fn kids(&self, at: usize) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(move |&kid| self.head(kid) == Some(at))
    }

    /// The first word that hangs from a word by one of these labels.
    pub fn kid(&self, at: usize, labels: &[&str]) -> Option<usize> {
        self.kids(at).find(|&kid| labels.contains(&self.label(kid)))
    }

    /// The preposition of a noun.
    pub fn case(&self, at: usize) -> Option<&str> {
        self.kids(at).find(|&kid| kid < at && self.label(kid) == "case").map(|kid| self.lower(kid))
    }

    /// The nouns that hang from a word by one of these prepositions.
    pub fn by<'t>(&'t self, at: usize, prepositions: &'t [&'t str]) -> impl Iterator<Item = usize> + 't {
        self.kids(at).filter(move |&kid| kid > at && self.case(kid).is_some_and(|case| prepositions.contains(&case)))
    }

    /// The nouns below a verb by one of these prepositions, at it or at what hangs from it ("fired dozens of rockets at …"). Behind a
    /// border stands a neighbour and nobody else.
    pub fn below<'t>(&'t self, verb: usize, prepositions: &'t [&'t str]) -> impl Iterator<Item = usize> + 't {
        (verb + 1..self.len()).filter(move |&at| {
            self.case(at).is_some_and(|case| prepositions.contains(&case)) && {
                let mut up = at;
                (0..FAR).any(|_| match self.head(up) {
                    Some(head) if head == verb => true,
                    Some(head) if self.upos(head) != "VERB" && !self.list(head, self.lists().border) => {
                        up = head;
                        false
                    }
                    _ => false,
                })
            }
        })
    }

    /// Whether a verb stands in the passive.
    pub fn passive(&self, verb: usize) -> bool {
        if !matches!(self.xpos(verb), "VBN" | "VBD") || self.label(verb) == "amod" {
            return false;
        }
        if self.kid(verb, &["aux:pass", "nsubj:pass", "obl:agent"]).is_some() || self.label(verb) == "acl" {
            return true;
        }
        let perfect = self.kids(verb).any(|kid| self.label(kid) == "aux");
        if self.xpos(verb) != "VBN" || perfect || self.kid(verb, &["nsubj", "obj"]).is_some() {
            return false;
        }
        // "were shelled and bombed", "town shelled by rebels" over a report, a participle beside its clause.
        match self.label(verb) {
            "conj" => self.head(verb).is_some_and(|head| self.passive(head)),
            _ => self.kid(verb, &["nsubj:outer", "csubj"]).is_none(),
        }
    }

    /// The noun that is the subject of a verb as it stands: who does it, in the passive to whom it is done.
    pub fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..FAR {
            if let Some(subject) = self.kid(at, &["nsubj", "nsubj:pass", "nsubj:outer"]) {
                let relative = self.label(at) == "acl:relcl" && matches!(self.xpos(subject), "WDT" | "WP" | "WRB");
                return if relative { self.head(at) } else { Some(subject) };
            }
            let head = self.head(at)?;
            match self.label(at) {
                // "is an ally and has sent fighters".
                "conj" | "parataxis" if self.upos(head) == "VERB" || self.kid(head, &["cop"]).is_some() => at = head,
                "xcomp" | "advcl" | "advcl:relcl" | "acl" | "dep" if matches!(self.upos(head), "VERB" | "ADJ" | "AUX") => {
                    // "accused X of shelling", "forced X to withdraw": X.
                    let object = self.kid(head, &["obj", "iobj"]).filter(|&object| object < at);
                    let takes = self.label(at) == "xcomp" || self.list(head, self.lists().accuse) || self.list(head, self.lists().make_do);
                    if let Some(object) = object.filter(|_| takes) {
                        return Some(object);
                    }
                    if takes && self.passive(head) {
                        return self.subject(head);
                    }
                    at = head;
                }
                // "reported Armenian forces had targeted …".
                "ccomp" if self.upos(head) == "VERB" => return self.kid(head, &["obj"]).filter(|&object| head < object && object < at),
                "acl" | "acl:relcl" if self.kid(at, &["mark"]).is_none() => return Some(head),
                "acl" if matches!(self.upos(head), "NOUN") => return self.owner(head),
                _ => return None,
            }
        }
        None
    }

    /// Whose attempt it is: "the army's attempt to seize the town", "launched an attempt to".
    fn owner(&self, noun: usize) -> Option<usize> {
        self.kid(noun, &["nmod:poss"]).or_else(|| {
            let verb = self.head(noun).filter(|&verb| self.upos(verb) == "VERB")?;
            (self.label(noun) == "obj").then(|| self.kid(verb, &["nsubj"])).flatten()
        })
    }

    /// The object of an active verb; of a relative clause with a subject of its own, the noun that it describes.
    pub fn object(&self, verb: usize) -> Option<usize> {
        self.kid(verb, &["obj"]).or_else(|| self.kid(verb, &["iobj"])).or_else(|| {
            // "Georgia shelled Moldovan positions", taken for shelled positions.
            if self.label(verb) == "amod" {
                return self.head(verb).filter(|&noun| noun > verb);
            }
            let described = self.label(verb) == "acl:relcl" && self.kid(verb, &["nsubj"]).is_some_and(|s| !matches!(self.xpos(s), "WDT" | "WP"));
            described.then(|| self.head(verb)).flatten()
        })
    }

    /// The words that name a noun: its own phrase without clauses and without what only tells where it is.
    pub fn phrase(&self, head: usize) -> Phrase {
        let mut words = vec![head];
        let mut next = 0;
        while let Some(&at) = words.get(next) {
            next += 1;
            for kid in self.kids(at) {
                let names = match self.label(kid) {
                    "det" | "amod" | "compound" | "nmod:poss" | "nummod" | "flat" | "nmod:desc" | "cc" => true,
                    "case" => matches!(self.lower(kid), "'s" | "’s" | "of" | "'" | "’"),
                    "punct" => matches!(self.lower(kid), "-" | "–"),
                    "conj" => self.upos(kid) != "VERB",
                    "nmod" => matches!(self.case(kid), Some("of" | "from" | "between" | "among")),
                    "acl" => self.list(kid, self.lists().belonging),
                    "obl" => self.list(at, self.lists().belonging),
                    _ => false,
                };
                if names && !words.contains(&kid) {
                    words.push(kid);
                }
            }
        }
        words.sort_unstable();
        Phrase { head, words }
    }

    /// A phrase with what stands beside it in other words: "the group, Boko Haram".
    pub fn phrase_and_beside(&self, head: usize) -> Phrase {
        let mut phrase = self.phrase(head);
        for beside in self.kids(head).filter(|&kid| self.label(kid) == "appos") {
            phrase.words.extend(self.phrase(beside).words);
        }
        phrase.words.sort_unstable();
        phrase.words.dedup();
        phrase
    }

    /// Whether a word hangs from another within a few arcs, not over a verb with a subject of its own.
    pub fn hangs(&self, at: usize, from: usize) -> bool {
        let mut up = at;
        for _ in 0..FAR {
            if self.upos(up) == "VERB" && self.kids(up).any(|kid| self.label(kid).starts_with("nsubj") && !matches!(self.xpos(kid), "WDT" | "WP")) {
                return false;
            }
            match self.head(up) {
                Some(head) if head == from => return true,
                Some(head) => up = head,
                None => return false,
            }
        }
        false
    }

    /// From a noun to the one that it tells the number or the kind of: "a series of strikes", and past "and" to the first of several.
    pub fn outermost(&self, noun: usize) -> usize {
        let mut at = noun;
        for _ in 0..FAR {
            match (self.label(at), self.head(at)) {
                ("nmod", Some(head)) if self.case(at) == Some("of") && head < at && matches!(self.upos(head), "NOUN" | "NUM") => at = head,
                // "weeks of fighting".
                ("acl", Some(head)) if head < at && self.kids(at).any(|kid| self.lower(kid) == "of" && kid < at) => at = head,
                ("conj" | "compound", Some(head)) if matches!(self.upos(head), "NOUN" | "PROPN") => at = head,
                _ => break,
            }
        }
        at
    }
}
