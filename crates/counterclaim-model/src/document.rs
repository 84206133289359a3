//! A report and what the first rooms find in it: blocks, repairs, sentences, words.

use crate::{Interval, Name, Source, Span};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One report. `text` is the text as received; no room changes it, and every span indexes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// How every output names it: a file's name without its ending, or a JSON line's `id`.
    pub id: Name,
    /// Where it came from: a path, `path:line` for a JSON line, `-` for standard input.
    pub origin: String,
    /// Who published it, where that is known.
    pub outlet: Option<Name>,
    /// The day of writing.
    pub published: Interval,
    /// The text as received.
    pub text: Arc<str>,
    /// The bytes behind it, and how they became text.
    pub source: Source,
    /// What each stretch of the text is; set by `clean`, in text order, without overlap.
    pub blocks: Vec<Block>,
    /// What a reader would put right; set by `clean`.
    pub repairs: Vec<Repair>,
    /// Whom it has its words from, as it says itself; set by `clean`, those in the text first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
    /// Places that its title and its first sentence name; set by `resolve`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Name>,
    /// What people judged of the reports that it stands together with, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bonds: Vec<Bond>,
}

/// Words that say whom a report has its words from: "(AFP)", "Source: TASS", "agencies".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Credit {
    /// The agency or outlet, by its name in the tables; `None` where the words name nobody.
    pub agency: Option<Name>,
    /// The words.
    pub words: Name,
    /// Where they stand; `None` where they come with the report and are no part of its text.
    pub span: Option<Span>,
    /// How they are known: a rule, `feed` or `outlet`.
    pub rule: Name,
}

/// A person's word on which reports a report stands together with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bond {
    /// The report with which it tells of one episode; `None` where it stands apart from all.
    pub with: Option<Name>,
    /// Who says so.
    pub by: Name,
    /// When, as RFC 3339 writes it.
    pub at: Name,
    /// Why, in the judge's words.
    pub note: String,
}

impl Document {
    /// A text as received, of which nothing is known but its name.
    pub fn new(id: &str, text: &str) -> Document {
        Document {
            id: id.into(),
            origin: id.to_owned(),
            outlet: None,
            published: Interval::default(),
            text: text.into(),
            source: Source::default(),
            blocks: Vec::new(),
            repairs: Vec::new(),
            credits: Vec::new(),
            sites: Vec::new(),
            bonds: Vec::new(),
        }
    }
}

/// A stretch of the text: a paragraph, a headline, a piece of page furniture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The rule that said so, where one did.
    pub rule: Option<Name>,
}

/// What a stretch of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline, told once however often it is printed.
    Title,
    /// A heading inside the report ("Growing casualties").
    Heading,
    /// The report's own sentences; captions of its own photographs too.
    Body,
    /// Not the report: teasers, link lists, bylines, calls to subscribe, a headline printed a second time.
    Furniture,
}

/// What a reader would put right: "militIG" reads "military". The text itself is unchanged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Repair {
    /// The words as received.
    pub span: Span,
    /// What they read as.
    pub reads: Name,
    /// The rule that says so.
    pub rule: Name,
}

/// One sentence: a run of words of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// From the first character of the first word to the last of the last.
    pub span: Span,
    /// Its first word, an index into `Reading::words`.
    pub first: u32,
    /// The word after its last.
    pub last: u32,
    /// Its block, an index into `Document::blocks`.
    pub block: u32,
    /// What kind of block that is.
    pub kind: BlockKind,
}

impl Sentence {
    /// The indexes of its words.
    pub fn words(self) -> std::ops::Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// One word of a sentence, with what the grammar says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Universal part of speech: `NOUN`, `PROPN`, `VERB` …
    pub upos: &'static str,
    /// Penn tag: `NNS`, `VBD`, `VBN` …
    pub xpos: &'static str,
    /// Dictionary form, lower case ("killed" is "kill"); lower-cased form where the grammar has not been run.
    pub lemma: Name,
    /// The word's lower-cased form, repairs applied.
    pub lower: Name,
    /// The word that it hangs from, an index into `Reading::words`; itself for a root.
    pub head: u32,
    /// The arc's label: `nsubj`, `nsubj:pass`, `obj` … `root` for a root.
    pub label: &'static str,
}

/// Something that a room could not settle and wants known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// The report.
    pub doc: Name,
    /// Where, if it is one place.
    pub span: Option<Span>,
    /// What, in words that say what to do.
    pub what: String,
}
