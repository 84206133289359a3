//! Room 4: tags, dictionary forms and dependency arcs, from a trained model.
//!
//! "68 people were killed in clashes" becomes: `killed` a verb (VBN, "kill") and the root, `people` its passive subject, `68` the
//! number of `people`, `clashes` an oblique of `killed`. The surprising decision: one small net gives tags and tree together, and
//! its sums are done in an order that no machine changes, so a report reads alike everywhere. `models/README.md` says how it was
//! trained and how far each kind of arc can be trusted.

pub mod feature;
pub mod file;
mod known;
pub mod lemma;
mod matrix;
pub mod names;
pub mod net;
pub mod tree;

use counterclaim_model::{Error, Name, Word};
use known::Known;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

/// A longer sentence is parsed in pieces of at most this many words.
pub const LONGEST: usize = 160;

/// A trained tagger, lemmatiser and parser; load it once and share it.
#[derive(Debug)]
pub struct Grammar {
    net: net::Net,
    tags: Vec<(&'static str, &'static str)>,
    labels: Vec<&'static str>,
    root_label: usize,
    lemmas: lemma::Lemmas,
    endings: lemma::Filter,
    /// No two grammars of a process have the same.
    number: u64,
}

static GRAMMARS: AtomicU64 = AtomicU64::new(1);

/// Working memory of one thread.
#[derive(Default)]
struct Desk {
    known: Known,
    places: Vec<usize>,
    rows: Vec<net::Rows>,
    scores: net::Scratch,
    chart: tree::Chart,
    heads: Vec<usize>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

impl Grammar {
    /// Reads a model file; bytes that are not one give a model error.
    pub fn load(bytes: &[u8]) -> Result<Grammar, Error> {
        let mut parts = file::decode(bytes)?;
        let root_label = parts.labels.iter().position(|&l| l == "root").ok_or_else(|| file::bad("it has no label for a sentence's root"))?;
        if parts.labels.len() < 2 || parts.tags.is_empty() {
            return Err(file::bad("it has no tags or labels"));
        }
        let net = net::Net::new(&mut parts)?;
        let endings = lemma::Filter::new(&parts.lemmas, &parts.tags);
        Ok(Grammar { net, tags: parts.tags, labels: parts.labels, root_label, lemmas: parts.lemmas, endings, number: GRAMMARS.fetch_add(1, Ordering::Relaxed) })
    }

    /// Every dictionary form but itself that a lower-cased word may have, whatever its tag.
    pub fn lemmas(&self, lower: &str) -> Vec<Name> {
        self.lemmas.all(lower, &self.endings)
    }

    /// What the net knows of a lower-cased word, whatever stands about it, added to the end of `into`: words of like use have like vectors.
    pub fn vector(&self, lower: &str, into: &mut Vec<f32>) {
        let mut folded = String::new();
        feature::fold(lower, &mut folded);
        self.net.vector(feature::hash(folded.bytes()), into);
    }

    /// Tags, lemmatises and parses one sentence in place: fills `upos`, `xpos`, `lemma`, `head` and `label` of `words`.
    ///
    /// `words[i].head` is an index offset by `first`, as `words[0]` is word `first` of its report; a root points to itself and is
    /// labelled `root`. `text` is the report's text, for the capitals; `lower` is trusted where a repair made it differ in more.
    pub fn parse(&self, text: &str, words: &mut [Word], first: u32) {
        self.parse_if(text, words, first, &|_| true);
    }

    /// The same for a sentence that is worth its arcs: asked once it is tagged; of a sentence in pieces nothing is asked. Tells whether
    /// the arcs were drawn.
    pub fn parse_if(&self, text: &str, words: &mut [Word], first: u32, worth: &dyn Fn(&[Word]) -> bool) -> bool {
        let whole = words.len() <= LONGEST;
        DESK.with_borrow_mut(|desk| {
            let mut done = 0;
            let mut main = None;
            while done < words.len() {
                let size = piece(&words[done..]);
                let here = &mut words[done..done + size];
                self.tag_piece(text, here, desk);
                if whole && !worth(here) {
                    return false;
                }
                let root = self.draw_piece(here, first + done as u32, desk);
                match main {
                    None => main = Some(first + (done + root) as u32),
                    Some(main) => (words[done + root].head, words[done + root].label) = (main, "parataxis"),
                }
                done += size;
            }
            true
        })
    }

    /// Tags and lemmatises one sentence and draws no arcs: fills `upos`, `xpos` and `lemma`, as `parse` does.
    pub fn tag(&self, text: &str, words: &mut [Word]) {
        DESK.with_borrow_mut(|desk| {
            let mut done = 0;
            while done < words.len() {
                let size = piece(&words[done..]);
                self.tag_piece(text, &mut words[done..done + size], desk);
                done += size;
            }
        });
    }

    /// Tags a sentence of at most `LONGEST` words.
    fn tag_piece(&self, text: &str, words: &mut [Word], desk: &mut Desk) {
        let blind = feature::case_is_blind(words.iter().map(|w| w.span.of(text)));
        desk.known.begin(self.number);
        desk.places.clear();
        desk.rows.clear();
        desk.rows.push(self.net.rows(&feature::root()));
        for w in words.iter() {
            let place = desk.known.meet(&self.net, w.span.of(text), &w.lower, blind);
            desk.places.push(place);
            desk.rows.push(desk.known.rows(place));
        }
        self.net.score_tags(&desk.rows, &mut desk.scores);
        let scores = desk.scores.tags.chunks_exact(self.tags.len()).skip(1);
        for ((w, scores), &place) in words.iter_mut().zip(scores).zip(&desk.places) {
            (w.upos, w.xpos) = self.tags[best(scores, None)];
            desk.known.lemmatise(&self.lemmas, place, w);
        }
    }

    /// Draws the arcs of the sentence just tagged; gives the index of its root.
    fn draw_piece(&self, words: &mut [Word], first: u32, desk: &mut Desk) -> usize {
        self.net.score_arcs(words.len() + 1, &mut desk.scores);
        tree::decode(&desk.scores.arcs, words.len(), &mut desk.chart, &mut desk.heads);
        self.net.score_labels(&desk.heads, &mut desk.scores);
        let mut root = 0;
        for (i, w) in words.iter_mut().enumerate() {
            if desk.heads[i + 1] == 0 {
                root = i;
                (w.head, w.label) = (first + i as u32, "root");
            } else {
                let scores = &desk.scores.labels[i * self.labels.len()..][..self.labels.len()];
                w.head = first + desk.heads[i + 1] as u32 - 1;
                w.label = self.labels[best(scores, Some(self.root_label))];
            }
        }
        root
    }
}

/// How many of `words` to parse together: all, or up to the last comma or colon in the second half of what fits.
fn piece(words: &[Word]) -> usize {
    if words.len() <= LONGEST {
        return words.len();
    }
    let stop = |w: &Word| matches!(&*w.lower, "." | "," | ";" | ":" | "-" | "–" | "—");
    words[..LONGEST].iter().rposition(stop).filter(|&i| i >= LONGEST / 2).map_or(LONGEST, |i| i + 1)
}

/// The index of the highest score, leaving one out.
fn best(scores: &[f32], except: Option<usize>) -> usize {
    let mut best = usize::from(except == Some(0));
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] && Some(i) != except {
            best = i;
        }
    }
    best
}

#[cfg(test)]
mod tests;
