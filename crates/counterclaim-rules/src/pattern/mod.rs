//! Patterns over words, tags and mentions, with named captures.
//!
//! `victims:Group ~8 <be> <adverb>* harm:<harm-verb>&VBN` reads: people, up to eight words without a verb, a form of *be*, adverbs, a
//! participle of harm. Atoms:
//!
//! | written | matches |
//! | --- | --- |
//! | `killed`, `","` | the word itself, lower case |
//! | `%kill` | any form of a dictionary word |
//! | `<list>` | an entry of a word list, several words long if the entry is |
//! | `NOUN`, `VBN` | a tag, universal or Penn |
//! | `Group`, `Count`, `Party`, `Speaker`, `Place`, `Time` | a mention |
//! | `_` | any word |
//! | `Cap` | a word with a capital |
//! | `..6` | as few words as will do, six at most, not over `;` or a full stop |
//! | `~6` | the same, and not over a verb or into another clause |
//! | `^`, `$` | the start, the end of the sentence |
//! | `a&b`, `!a` | both, not |
//! | `!(a b)` | nothing, where that does not come next |
//! | `(a b \| c)`, `?`, `*`, `+`, `{1,3}` | groups, and how often |
//! | `name:` before an atom or group | keeps what it matched under that name |
//!
//! The surprising decision: repetition is greedy and gaps are not, because a gap says "whatever stands between" and should end early.

mod may;
mod need;
mod parse;
mod run;

pub use may::{Forms, Guess, Possible};
pub use run::{Found, View};

use crate::{
    hash::HashSet,
    lexicon::{ListId, Lists},
};
use need::Need;

/// A pattern ready to run.
#[derive(Debug)]
pub struct Pattern {
    code: Vec<Op>,
    captures: Vec<String>,
    /// What every match must have.
    needs: Vec<Need>,
    /// How many splits the code has: each has its own row in the memory of a run.
    splits: usize,
}

/// What kind of mention an atom asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// A number.
    Count,
    /// People.
    Group,
    /// A party.
    Party,
    /// Somebody who may speak.
    Speaker,
    /// A place.
    Place,
    /// A day or time.
    Time,
}

#[derive(Debug)]
enum Op {
    One(Test),
    List(ListId, Option<Test>),
    Mention(MentionKind),
    Start,
    End,
    Save(usize),
    /// Try the first, then the second; with its number among the splits.
    Split(usize, usize, usize),
    Jump(usize),
    /// What follows, up to `Done`, must not match here; go on at this place.
    Never(usize),
    Done,
}

#[derive(Clone, Debug)]
enum Test {
    Word,
    Lower(Box<str>),
    Lemma(Box<str>),
    Lists(Lists),
    Tag(Box<str>),
    Capital,
    /// Neither `;` nor a stop.
    Within,
    /// Neither `;` nor a stop nor a verb.
    Verbless,
    Not(Box<Test>),
    All(Vec<Test>),
    /// One of many: the words themselves, and other tests.
    Any(HashSet<Box<str>>, Vec<Test>),
}
