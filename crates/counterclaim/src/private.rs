//! Whose name a report gives that is nobody's business: persons who hold no office, and the harmed.
//!
//! "The defence minister, Ana Rell, said that Corporal Mara Kolt was killed": Rell speaks for a ministry, Kolt is hidden, and "Kolt" alone
//! with her. Heads of states and of armed groups, as the world tables list them, are never hidden. Surprising but meant: where nothing
//! tells that a name of several words is a person's, it is hidden too: a name too many can be asked for, one too few can't be taken back.

use crate::Counterclaim;
use counterclaim_model::{Document, Mention, Name, Part, Span, What, Word};
use std::collections::BTreeSet;

/// A run of capitalised names: its words, counted from the sentence's first.
type Run = (usize, usize);

impl Counterclaim {
    /// The private names of a report, longest first, with the parts that stand for them alone.
    pub fn private_names(&self, document: &Document) -> Vec<Name> {
        let reading = self.read_in_full(Document { blocks: Vec::new(), repairs: Vec::new(), ..document.clone() });
        let harmed: Vec<Span> = reading.claims.iter().filter(|claim| claim.toll().is_some()).filter_map(|claim| claim.part(Part::People)).collect();
        let (mut private, mut public) = (BTreeSet::new(), BTreeSet::new());
        for (number, sentence) in reading.sentences.iter().enumerate() {
            let words = &reading.words[sentence.words()];
            let surface: Vec<&str> = words.iter().map(|word| word.span.of(&reading.document.text)).collect();
            let mentions: Vec<&Mention> = reading.mentions.iter().filter(|mention| mention.sentence as usize == number).collect();
            for run in self.names(words, &surface, &mentions, sentence.first) {
                let span = words[run.0].span.to(words[run.1 - 1].span);
                let leads = (run.0..run.1).any(|at| self.knowledge.world.leader_at(&surface, at, false, None).is_some());
                let is_harmed = harmed.iter().any(|people| people.overlaps(span));
                let name = surface[run.0..run.1].join(" ");
                // One capital alone may be a brigade, a bird or a town; who speaks or is harmed is a person.
                let speaks = || mentions.iter().any(|m| matches!(&m.what, What::Speaker { body: Some(body), .. } if **body == *name));
                let known = leads || !is_harmed && self.holds_office(&surface, run, &mentions, sentence.first);
                if known {
                    public.insert(name);
                } else if run.1 - run.0 > 1 || is_harmed || speaks() {
                    private.insert(name);
                }
            }
        }
        let part_of = |name: &str, whole: &BTreeSet<String>| whole.iter().any(|full| full.split(' ').any(|word| word == name));
        // "Pashinyan" alone is he whom the report called by office and full name.
        private.retain(|name| !public.contains(name) && (name.contains(' ') || !part_of(name, &public)));
        let alone: Vec<String> = private.iter().flat_map(|name| name.split(' ')).filter(|word| word.chars().count() > 2).map(str::to_owned).collect();
        private.extend(alone.into_iter().filter(|word| word.starts_with(char::is_uppercase) && !part_of(word, &public)));
        for (name, hidden) in self.judgements.names(&document.id) {
            let words: Vec<&str> = name.split(' ').chain([&*name]).collect();
            if hidden {
                private.insert(name.to_string());
            } else {
                private.retain(|name| !words.contains(&name.as_str()));
            }
        }
        let mut names: Vec<Name> = private.into_iter().map(Name::from).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names
    }

    /// Runs of proper names that are no party, place, time, organ, office or outlet.
    fn names(&self, words: &[Word], surface: &[&str], mentions: &[&Mention], first: u32) -> Vec<Run> {
        let world = &self.knowledge.world;
        let mut taken = vec![false; words.len()];
        let mut take = |from: usize, to: usize| taken.iter_mut().take(to).skip(from).for_each(|taken| *taken = true);
        for mention in mentions.iter().filter(|m| matches!(m.what, What::Party { .. } | What::Place(_) | What::Time { .. })) {
            take((mention.first - first) as usize, (mention.last - first) as usize);
        }
        for at in 0..surface.len() {
            let known = [
                world.body_at(surface, at, false).map(|hit| hit.len),
                world.office_at(surface, at, false).map(|hit| hit.len),
                world.outlet_at(surface, at, false).map(|hit| hit.len),
            ];
            take(at, at + known.into_iter().flatten().max().unwrap_or(0));
        }
        let marks = self.knowledge.lexicon.mark(words);
        let (title, unnamed) = (self.knowledge.lexicon.bit("honorific"), self.knowledge.lexicon.bit("unnamed-source"));
        let is_name = |at: usize| {
            let own = words[at].upos == "PROPN" && surface[at].starts_with(char::is_uppercase) && surface[at].chars().count() > 1;
            own && !taken[at] && !marks.has(at, title) && !marks.has(at, unnamed)
        };
        let mut runs = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let from = at;
            while at < words.len() && is_name(at) {
                at += 1;
            }
            if from < at { runs.push((from, at)) } else { at += 1 }
        }
        runs
    }

    /// Whether a name stands in a phrase with an organ or an office: "the ministry's spokesman, Artak Beglar".
    fn holds_office(&self, surface: &[&str], run: Run, mentions: &[&Mention], first: u32) -> bool {
        let world = &self.knowledge.world;
        let around = mentions.iter().filter(|m| matches!(m.what, What::Speaker { .. })).map(|m| ((m.first - first) as usize, (m.last - first) as usize));
        around.filter(|(from, to)| *from <= run.0 && run.1 <= *to).any(|(from, to)| {
            (from..to).any(|at| world.office_at(surface, at, false).is_some() || world.body_at(surface, at, false).is_some_and(|hit| hit.body.is_some()))
        })
    }
}
