//! Whether a pattern could match a sentence of which only the forms of the words are known, or their tags too: no arcs, few mentions.
//!
//! "Peace came" cannot hold `act:(%shell|%bomb)`, whatever its tags; "shells fell" may. Every test is asked what it might be, never what it
//! is, so that no sentence is passed over that the pattern would match once it is read. The surprising decision: the patterns themselves are
//! run for this, loosely, and there is no second list of words that could fall out of step with the rules.

use super::{
    MentionKind, Op, Pattern, Test,
    run::{has_tag, is_verbless, is_within},
};
use crate::lexicon::{Keys, Lexicon, ListId, Lists, is_form};
use counterclaim_model::{Name, Word};

/// What a form may be, whatever its tag turns out to be.
#[derive(Clone, Debug, Default)]
pub struct Possible {
    /// The lists that it may belong to.
    lists: Lists,
    /// The written-out words of the rules that it may be.
    keys: Keys,
    /// Its possible dictionary forms other than itself.
    lemmas: Vec<Name>,
    /// Whether an entry of several words may begin with it.
    begins: bool,
}

impl Possible {
    /// What `form` may be, given its possible dictionary forms.
    pub fn new(lexicon: &Lexicon, form: &str, lemmas: Vec<Name>) -> Possible {
        let mut possible = Possible { lemmas, ..Possible::default() };
        (possible.lists, possible.keys, possible.begins) = lexicon.may_be(form, &possible.lemmas);
        possible
    }

    /// Its possible dictionary forms other than itself.
    pub fn lemmas(&self) -> &[Name] {
        &self.lemmas
    }

    /// Whether it may belong to one of these lists.
    pub fn may_be(&self, lists: Lists) -> bool {
        self.lists.meets(&lists)
    }
}

/// The forms of one sentence together.
pub struct Forms<'a> {
    /// Each word's.
    pub each: Vec<&'a Possible>,
    /// Entries of several words that may stand here: where they start, their list, how many words.
    phrases: Vec<(usize, ListId, usize)>,
    lists: Lists,
    keys: Keys,
}

impl<'a> Forms<'a> {
    /// The forms of `words`, in their order.
    pub fn new(lexicon: &Lexicon, words: &[Word], each: Vec<&'a Possible>) -> Forms<'a> {
        let mut forms = Forms { each, phrases: Vec::new(), lists: Lists::NONE, keys: Keys::NONE };
        for (at, form) in forms.each.iter().enumerate() {
            forms.lists |= form.lists;
            forms.keys |= form.keys;
            if !form.begins {
                continue;
            }
            let fits = |i: usize, part: &str| {
                let other = words.get(at + 1 + i).zip(forms.each.get(at + 1 + i));
                other.is_some_and(|(word, form)| *word.lower == *part || form.lemmas.iter().any(|lemma| **lemma == *part))
            };
            for first in std::iter::once(&*words[at].lower).chain(form.lemmas.iter().map(|lemma| &**lemma)) {
                lexicon.phrases_from(first, &fits, &mut |list, len| forms.phrases.push((at, list, len)));
            }
        }
        for (_, list, _) in &forms.phrases {
            forms.lists |= Lists::one((*list).into());
        }
        forms
    }

    /// Whether a word may belong to one of these lists, or an entry of several words of one of them may stand here.
    pub fn may_have(&self, lists: Lists) -> bool {
        self.lists.meets(&lists)
    }

    /// Whether the sentence may have all the words that the pattern needs.
    pub fn call_for(&self, pattern: &Pattern) -> bool {
        pattern.is_called_for(&self.lists, &self.keys, u8::MAX)
    }
}

/// What is known of a sentence before it is read.
pub struct Guess<'a> {
    /// The report's text.
    pub text: &'a str,
    /// The sentence's words.
    pub words: &'a [Word],
    /// What they may be.
    pub forms: &'a Forms<'a>,
    /// Where parties may be named: first word, word after the last.
    pub parties: &'a [(usize, usize)],
    /// For each word, where the next word stands without which there is no count; the sentence's length where there is none.
    pub counts: &'a [usize],
    /// The same for people.
    pub people: &'a [usize],
}

impl Guess<'_> {
    /// Where a mention that begins at a word may end: no sooner than here.
    fn least_end(&self, kind: MentionKind, at: usize) -> Option<usize> {
        let from = match kind {
            MentionKind::Count => *self.counts.get(at)?,
            MentionKind::Group => *self.people.get(at)?,
            _ => at,
        };
        (from < self.words.len()).then_some(from + 1)
    }

    fn may(&self, test: &Test, at: usize) -> bool {
        let (Some(word), Some(form)) = (self.words.get(at), self.forms.each.get(at)) else { return false };
        match test {
            Test::Lemma(lemma) => is_form(&word.lower, lemma) || *word.lower == **lemma || form.lemmas.iter().any(|l| **l == **lemma),
            Test::Lists(lists) => form.lists.meets(lists),
            Test::Tag(tag) => word.upos.is_empty() || has_tag(word, tag),
            Test::Verbless if word.upos.is_empty() => is_within(&word.lower),
            Test::Verbless => is_verbless(word),
            Test::Not(test) => !self.must(test, at),
            Test::All(tests) => tests.iter().all(|t| self.may(t, at)),
            Test::Any(words, others) => words.contains(&*word.lower) || others.iter().any(|t| self.may(t, at)),
            Test::Word | Test::Lower(_) | Test::Capital | Test::Within => self.must(test, at),
        }
    }

    /// Whether a test holds whatever the tags turn out to be.
    fn must(&self, test: &Test, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        match test {
            Test::Word => true,
            Test::Lower(lower) => *word.lower == **lower,
            Test::Lemma(lemma) => is_form(&word.lower, lemma),
            Test::Capital => word.span.of(self.text).starts_with(char::is_uppercase),
            Test::Within => is_within(&word.lower),
            Test::Not(test) => !self.may(test, at),
            Test::All(tests) => tests.iter().all(|t| self.must(t, at)),
            Test::Any(words, others) => words.contains(&*word.lower) || others.iter().any(|t| self.must(t, at)),
            Test::Tag(tag) => has_tag(word, tag),
            Test::Verbless => !word.upos.is_empty() && is_verbless(word),
            Test::Lists(_) => false,
        }
    }
}

impl Pattern {
    /// Whether the sentence could match once it is read.
    pub fn may_match(&self, guess: &Guess<'_>) -> bool {
        let n = guess.words.len();
        let always = MentionKind::Speaker.bit() | MentionKind::Place.bit() | MentionKind::Time.bit();
        let has = |some: bool, kind: MentionKind| if some { kind.bit() } else { 0 };
        let kinds = always
            | has(!guess.parties.is_empty(), MentionKind::Party)
            | has(guess.counts.first().is_some_and(|c| *c < n), MentionKind::Count)
            | has(guess.people.first().is_some_and(|c| *c < n), MentionKind::Group);
        if !self.is_called_for(&guess.forms.lists, &guess.forms.keys, kinds) {
            return false;
        }
        let failed = vec![0; (self.code.len() * (n + 1)).div_ceil(64)];
        let mut run = Loose { pattern: self, guess, failed };
        (0..n).any(|first| run.from(0, first))
    }
}

/// A pattern being run loosely.
struct Loose<'a> {
    pattern: &'a Pattern,
    guess: &'a Guess<'a>,
    /// Where the run forked and nothing came of it: one bit for each step of the pattern at each word.
    failed: Vec<u64>,
}

impl Loose<'_> {
    fn from(&mut self, mut pc: usize, mut at: usize) -> bool {
        let (code, n) = (&self.pattern.code, self.guess.words.len());
        loop {
            match &code[pc] {
                Op::Done => return true,
                Op::One(test) => {
                    if !self.guess.may(test, at) {
                        return false;
                    }
                    at += 1;
                }
                Op::Start if at != 0 => return false,
                Op::End if at != n => return false,
                Op::Start | Op::End | Op::Save(_) => {}
                Op::Jump(to) | Op::Never(to) => {
                    pc = *to;
                    continue;
                }
                fork => return self.fork(pc, at, fork),
            }
            pc += 1;
        }
    }

    /// Goes on from a step that may be taken in several ways.
    fn fork(&mut self, pc: usize, at: usize, op: &Op) -> bool {
        let n = self.guess.words.len();
        let bit = pc * (n + 1) + at;
        if self.failed[bit / 64] >> (bit % 64) & 1 == 1 {
            return false;
        }
        let found = match op {
            Op::Split(one, other, _) => self.from(*one, at) || self.from(*other, at),
            Op::List(list, test) => {
                let guess = self.guess;
                let fits = test.as_ref().is_none_or(|test| guess.may(test, at));
                let single = guess.forms.each.get(at).is_some_and(|form| form.lists.meets(&Lists::one((*list).into())));
                let mut lengths = guess.forms.phrases.iter().filter(|(start, l, _)| *start == at && l == list).map(|(_, _, len)| *len);
                fits && (single && self.from(pc + 1, at + 1) || lengths.any(|len| self.from(pc + 1, at + len)))
            }
            Op::Mention(MentionKind::Party) => {
                let guess = self.guess;
                guess.parties.iter().filter(|(first, _)| *first == at).any(|(_, end)| self.from(pc + 1, *end))
            }
            Op::Mention(kind) => self.guess.least_end(*kind, at).is_some_and(|end| (end..=n).any(|end| self.from(pc + 1, end))),
            _ => false,
        };
        if !found {
            self.failed[bit / 64] |= 1 << (bit % 64);
        }
        found
    }
}
