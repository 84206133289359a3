//! What tells whether a deed was done at a place: the word before the place, the way between them along the line and through the tree,
//! other places about, and whether somebody speaks there.
//!
//! Words are told apart but not names: no feature knows which place it is, so that what is learned of one war holds for the next.

use super::candidate::Candidate;
use crate::grammar::feature::hash;
use crate::relate::hear::page::Rows;
use crate::resolve::mentions_of;
use counterclaim_model::{Reading, Sentence, Span, What, Word};
use counterclaim_rules::{Knowledge, lexicon::Lists};

/// How many words are looked through for the word of place before a name: "in the occupied eastern city of …".
const BEFORE: usize = 7;
/// How many steps through the tree are followed.
const STEPS: usize = 30;

/// A sentence with a deed and the candidates for its place.
pub struct Scene<'a> {
    knowledge: &'a Knowledge,
    reading: &'a Reading,
    sentence: Sentence,
    number: u32,
    /// The word that tells the deed, an index into `Reading::words`.
    deed: usize,
    candidates: &'a [Candidate<'a>],
    leads: Vec<Lead>,
}

/// What leads to a place: the word of place before it, and the noun that says what it is ("the town of").
#[derive(Clone, Copy)]
struct Lead {
    word: u32,
    noun: u32,
    /// "in", "at", "near": the words that place most plainly.
    plain: bool,
}

impl<'a> Scene<'a> {
    /// A deed, by the index of its word.
    pub fn new(knowledge: &'a Knowledge, reading: &'a Reading, deed: usize, candidates: &'a [Candidate<'a>]) -> Scene<'a> {
        let number = reading.sentences.partition_point(|s| s.last as usize <= deed);
        let mut scene = Scene { knowledge, reading, sentence: reading.sentences[number], number: number as u32, deed, candidates, leads: Vec::new() };
        scene.leads = candidates.iter().map(|candidate| scene.lead(candidate)).collect();
        scene
    }

    /// The features of the `k`th candidate as this deed's place.
    pub fn features(&self, k: usize, rows: &mut Rows<'_>) {
        let candidate = &self.candidates[k];
        let (first, last, deed) = (candidate.first, candidate.last, self.deed);
        let (kind, lead) = (candidate.kind as u32 + 1, self.leads[k]);
        let head = self.head_of(candidate);
        let word = |at: usize| &self.reading.words[at];
        let side = u32::from(first > deed);
        let near = step(if first > deed { first - deed } else { (deed + 1).saturating_sub(last) });
        let (from, to) = (first.min(deed), first.max(deed));
        let between = |is: &dyn Fn(&Word) -> bool| self.reading.words.get(from + 1..to).unwrap_or_default().iter().filter(|w| is(w)).count();
        let others = |is: &dyn Fn(&Candidate<'_>) -> bool| self.candidates.iter().filter(|c| c.first > from && c.first < to && is(c)).count();
        let (verbs, commas) = (at_most(between(&|w| w.upos == "VERB"), 3), at_most(between(&|w| &*w.lower == ","), 3));
        let (names, places) = (at_most(others(&|_| true), 4), at_most(others(&|c| c.mention.is_some()), 2));
        let (up, down, meeting) = self.way(head);
        let governor = self.above(head).skip(1).find(|&at| matches!(word(at).upos, "VERB" | "AUX"));
        let governs = governor.map_or(0, |at| if at == deed { 1 } else { 2 });
        let parent = word(self.head(head));
        let (label, meets) = (short(word(head).label), meeting.map_or(0, |at| short(word(at).upos)));
        let (next, next_tag) = self.beside(last);
        let (before, before_tag) = if first > self.sentence.first as usize { self.beside(first - 1) } else { (0, 0) };
        let (lemma, tag) = (short(&word(deed).lemma), short(word(deed).xpos));
        let [follows, follows_nearly, is_followed] = self.chain(candidate);
        let spoken = self.spoken(candidate);
        rows.push(1, [kind]);
        rows.push(33, [u32::from(candidate.party.is_some()), label, side]);
        rows.push(2, [lead.word, kind]);
        rows.push(3, [lead.word, side]);
        rows.push(4, [lead.noun, kind]);
        rows.push(5, [lead.word, lead.noun]);
        rows.push(6, [next]);
        rows.push(7, [next_tag, kind]);
        rows.push(8, [before]);
        rows.push(9, [before_tag, next_tag]);
        rows.push(10, [side, near]);
        rows.push(11, [side, near, kind]);
        rows.push(12, [side, near, lead.word]);
        rows.push(13, [side, verbs, commas, places]);
        rows.push(14, [side, names, places, lead.word]);
        rows.push(15, [up, down, lead.word, side]);
        rows.push(16, [up, down, label]);
        rows.push(17, [label, kind]);
        rows.push(18, [label, side, tag]);
        rows.push(19, [short(&parent.lemma)]);
        rows.push(20, [short(parent.upos), label, lead.word]);
        rows.push(21, [governor.filter(|&at| at != deed).map_or(governs, |at| short(&word(at).lemma))]);
        rows.push(22, [governs, side, lead.word]);
        rows.push(23, [meets, u32::from(meeting == Some(deed)), u32::from(meeting == Some(head)), lead.word]);
        rows.push(24, [spoken, kind]);
        rows.push(26, [follows, follows_nearly, is_followed, kind]);
        rows.push(27, [follows, is_followed, side, lead.word]);
        rows.push(28, [lemma, side]);
        rows.push(29, [lemma, lead.word, side]);
        rows.push(30, [lemma, label, side]);
        rows.push(31, [u32::from(first < self.sentence.first as usize + 3), lead.word]);
        rows.push(32, [u32::from(k == 0), u32::from(k + 1 == self.candidates.len()), side, kind]);
    }

    /// The features of none of them being its place.
    pub fn none(&self, rows: &mut Rows<'_>) {
        let deed = &self.reading.words[self.deed];
        let below = || self.sentence.words().filter(|&at| at != self.deed && self.head(at) == self.deed).map(|at| &self.reading.words[at]);
        let places = self.candidates.iter().filter(|c| c.mention.is_some()).count();
        let plain = |known: bool| self.leads.iter().zip(self.candidates).any(|(lead, c)| lead.plain && (!known || c.mention.is_some()));
        let object = self.candidates.iter().map(|c| self.head_of(c)).any(|at| self.reading.words[at].label == "obj" && self.head(at) == self.deed);
        let subject = below().find(|w| w.label.starts_with("nsubj"));
        rows.push(40, []);
        rows.push(41, [short(&deed.lemma)]);
        rows.push(42, [short(deed.xpos), short(deed.label)]);
        rows.push(43, [at_most(self.candidates.len(), 6)]);
        rows.push(44, [at_most(places, 4)]);
        rows.push(45, [u32::from(plain(false)), u32::from(plain(true))]);
        rows.push(46, [u32::from(object)]);
        rows.push(47, [subject.map_or(0, |w| short(if w.upos == "PRON" { &w.lower } else { w.upos }))]);
        below().filter(|w| matches!(w.upos, "AUX" | "PART")).for_each(|w| rows.push(48, [short(&w.lower)]));
        rows.push(49, [short(&self.reading.words[self.head(self.deed)].lemma), short(deed.label)]);
    }

    fn lead(&self, candidate: &Candidate<'_>) -> Lead {
        let (lexicon, start) = (&self.knowledge.lexicon, self.sentence.first as usize);
        let (placing, place_noun, part) = (lexicon.bit("placing"), lexicon.bit("place-noun"), lexicon.bit("part-of-place"));
        let has = |at: usize, list: Lists| lexicon.of_word(&self.reading.words[at]).meets(&list);
        let (mut noun, mut at, mut steps) = (0, candidate.first, 0);
        while at > start && steps < BEFORE {
            (at, steps) = (at - 1, steps + 1);
            let word = &self.reading.words[at];
            let said = || short(&word.lower);
            match &*word.lower {
                "of" if at > start && matches!(self.reading.words[at - 1].upos, "NOUN" | "PROPN") => {
                    at -= 1;
                    noun = if noun == 0 { short(&self.reading.words[at].lemma) } else { noun };
                }
                "of" => return Lead { word: said(), noun, plain: false },
                _ if has(at, placing) || word.upos == "ADP" || matches!(word.xpos, "IN" | "TO") => {
                    return Lead { word: said(), noun, plain: matches!(&*word.lower, "in" | "at" | "near") };
                }
                _ if has(at, place_noun) => noun = if noun == 0 { short(&word.lemma) } else { noun },
                _ if matches!(word.upos, "ADJ" | "DET" | "NUM" | "PART") || matches!(word.xpos, "VBN" | "POS") || has(at, part) => {}
                _ if matches!(word.upos, "NOUN" | "PROPN") => {
                    let other = self.candidates.iter().any(|c| (c.first..c.last).contains(&at));
                    noun = if noun == 0 { 1 + u32::from(other) } else { noun };
                }
                "," | "and" => return Lead { word: said(), noun, plain: false },
                _ => return Lead { word: short(word.upos), noun, plain: false },
            }
        }
        Lead { word: 0, noun, plain: false }
    }

    /// Whether a place is told right before it, a few words before it, or right behind it: "Vardenis, in Armenia".
    fn chain(&self, candidate: &Candidate<'_>) -> [u32; 3] {
        let lower = |at: usize| &*self.reading.words[at].lower;
        let touches = |end: usize, first: usize, joins: &[&str]| end == first || end + 1 == first && joins.contains(&lower(end));
        let (mut right, mut near, mut behind) = (false, false, false);
        for other in self.candidates {
            right |= other.last <= candidate.first && touches(other.last, candidate.first, &[",", "("]);
            near |= other.last <= candidate.first && candidate.first - other.last <= 3;
            let gap = other.first.saturating_sub(candidate.last);
            behind |= other.first >= candidate.last && gap <= 2 && (gap == 0 || [",", "(", "in", "of", "'s"].contains(&lower(candidate.last)));
        }
        [right, near, behind].map(u32::from)
    }

    /// Whether the candidate stands in a speaker's name, and in the words of one who speaks here.
    fn spoken(&self, candidate: &Candidate<'_>) -> u32 {
        let speaker = mentions_of(self.reading, self.number).iter().any(|m| matches!(m.what, What::Speaker { .. }) && m.words().contains(&candidate.first));
        let span = candidate.span(self.reading);
        let source = self.reading.spoken.iter().any(|s| s.sentence == self.number && meet(s.source, span));
        u32::from(speaker) * 2 + u32::from(source)
    }

    /// A word and its tag, inside the sentence.
    fn beside(&self, at: usize) -> (u32, u32) {
        if self.sentence.words().contains(&at) { (short(&self.reading.words[at].lower), short(self.reading.words[at].upos)) } else { (0, 0) }
    }

    /// What a word hangs from; itself for a root, and where no arcs are drawn.
    fn head(&self, at: usize) -> usize {
        let word = &self.reading.words[at];
        let head = word.head as usize;
        if word.label.is_empty() || !self.sentence.words().contains(&head) { at } else { head }
    }

    fn above(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(at), |&at| Some(self.head(at)).filter(|&head| head != at)).take(STEPS)
    }

    /// The word of a candidate on which the others hang.
    fn head_of(&self, candidate: &Candidate<'_>) -> usize {
        let own = candidate.first..candidate.last;
        own.clone().find(|&at| !own.contains(&self.head(at)) || self.head(at) == at).unwrap_or(candidate.last - 1)
    }

    /// The steps up from a word and down to the deed, and where they meet.
    fn way(&self, from: usize) -> (u32, u32, Option<usize>) {
        let mut up = self.above(from).enumerate();
        let found = up.find_map(|(n, at)| self.above(self.deed).position(|other| other == at).map(|m| (n, m, at)));
        found.map_or((9, 9, None), |(n, m, at)| (at_most(n, 5), at_most(m, 5), Some(at)))
    }
}

fn short(text: &str) -> u32 {
    hash(text.bytes()) as u32
}

fn meet(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

fn at_most(n: usize, most: usize) -> u32 {
    n.min(most) as u32
}

/// A distance in words, the farther the coarser.
fn step(words: usize) -> u32 {
    match words {
        0..=3 => words as u32,
        4..=5 => 4,
        6..=9 => 5,
        10..=15 => 6,
        _ => 7,
    }
}
