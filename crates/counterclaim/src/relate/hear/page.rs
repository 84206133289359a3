//! A report as the listener sees it: every word with its hashes, its place in the tree, and the quotation that it stands in.

use crate::grammar::feature::hash;
use counterclaim_model::{Sentence, Word};

/// What a word is to the flow of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A word proper.
    Word,
    /// `,`
    Comma,
    /// A double quotation mark of any kind.
    Quote,
    /// `:`
    Colon,
    /// Any other sign.
    Sign,
}

/// One word, hashed once.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Its lower-cased form.
    pub form: u32,
    /// Its dictionary form.
    pub lemma: u32,
    /// Its Penn tag.
    pub tag: u32,
    /// The label of its arc.
    pub label: u32,
    /// Its last three letters.
    pub ending: u32,
    /// The word that it hangs from, an index into the report's words; itself for a root.
    pub head: u32,
    /// The sentence, an index.
    pub sentence: u32,
    /// Which quotation of the report it stands in, from 1; 0 outside. The marks belong to the quotation.
    pub quote: u32,
    /// What it is to the flow.
    pub mark: Mark,
    /// Whether it may be a word of speech: no article, number or sign but the colon.
    pub speaks: bool,
    /// Whether it is a verb.
    pub verb: bool,
}

/// The report.
pub struct Page<'a> {
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its words.
    pub tokens: Vec<Token>,
    /// The words that hang from word `i` are `children[first_child[i]..first_child[i + 1]]`, in text order.
    children: Vec<u32>,
    first_child: Vec<u32>,
}

impl Page<'_> {
    /// From sentences that are tagged and, where they are to be heard, parsed.
    pub fn new<'a>(text: &str, sentences: &'a [Sentence], words: &[Word]) -> Page<'a> {
        let short = |s: &str| hash(s.bytes()) as u32;
        let mut tokens = Vec::with_capacity(words.len());
        let (mut quotes, mut open, mut block) = (0, false, u32::MAX);
        for (number, sentence) in sentences.iter().enumerate() {
            if sentence.block != block {
                // A paragraph inside a quotation begins with a mark of its own.
                (block, open) = (sentence.block, false);
            }
            for word in &words[sentence.words()] {
                let surface = word.span.of(text);
                let mark = mark(surface, word.upos);
                let opens = mark == Mark::Quote && (!open || matches!(surface, "“" | "«" | "``" | "‘‘"));
                quotes += u32::from(opens);
                open |= opens;
                let quote = if open { quotes } else { 0 };
                open &= mark != Mark::Quote || opens;
                let letters = word.lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
                tokens.push(Token {
                    form: short(&word.lower),
                    lemma: short(&word.lemma),
                    tag: short(word.xpos),
                    label: short(word.label),
                    ending: short(&word.lower[letters..]),
                    head: word.head,
                    sentence: number as u32,
                    quote,
                    mark,
                    speaks: mark == Mark::Colon || mark == Mark::Word && !matches!(word.upos, "DET" | "NUM" | "PRON" | "PUNCT" | "SYM" | "PART" | "CCONJ"),
                    verb: word.upos == "VERB",
                });
            }
        }
        let mut first_child = vec![0u32; tokens.len() + 2];
        let hangs = |(at, token): (usize, &Token)| (token.head as usize != at && (token.head as usize) < words.len()).then_some(token.head as usize);
        tokens.iter().enumerate().filter_map(hangs).for_each(|head| first_child[head + 2] += 1);
        for i in 1..first_child.len() {
            first_child[i] += first_child[i - 1];
        }
        let mut children = vec![0; *first_child.last().unwrap_or(&0) as usize];
        for (at, token) in tokens.iter().enumerate() {
            if let Some(head) = hangs((at, token)) {
                children[first_child[head + 1] as usize] = at as u32;
                first_child[head + 1] += 1;
            }
        }
        Page { sentences, tokens, children, first_child }
    }

    /// The words that hang from a word.
    pub fn children(&self, at: usize) -> &[u32] {
        &self.children[self.first_child[at] as usize..self.first_child[at + 1] as usize]
    }

    /// The word at a distance from another, if it stands in the same sentence.
    pub fn beside(&self, at: usize, by: isize) -> Option<&Token> {
        let other = self.tokens.get(at.checked_add_signed(by)?)?;
        (other.sentence == self.tokens[at].sentence).then_some(other)
    }
}

/// Whether a sentence that holds no claim may say who speaks in another: it is quoted, or ends in a colon.
pub fn may_introduce_speech(text: &str, words: &[Word]) -> bool {
    let marks = |word: &Word| mark(word.span.of(text), word.upos);
    words.last().is_some_and(|word| marks(word) == Mark::Colon) || words.iter().any(|word| marks(word) == Mark::Quote)
}

fn mark(surface: &str, upos: &str) -> Mark {
    match surface {
        "\"" | "“" | "”" | "«" | "»" | "„" | "``" | "''" | "‘‘" | "’’" => Mark::Quote,
        "," => Mark::Comma,
        ":" => Mark::Colon,
        _ if upos == "PUNCT" => Mark::Sign,
        _ => Mark::Word,
    }
}

/// Rows of features: each is a template and what stands in it, as an index below `rows` (a power of two).
pub struct Rows<'a> {
    /// Where they go.
    pub out: &'a mut Vec<u32>,
    /// How many rows the table has.
    pub rows: u32,
}

impl Rows<'_> {
    /// One feature.
    #[inline]
    pub fn push<const N: usize>(&mut self, template: u32, parts: [u32; N]) {
        let mixed = parts.iter().fold(template.wrapping_mul(0x9e37_79b1) ^ 0x85eb_ca6b, |h, &p| (h.rotate_left(13) ^ p).wrapping_mul(0xcc9e_2d51));
        let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2c1b_3c6d);
        self.out.push((mixed ^ (mixed >> 13)) & (self.rows - 1));
    }
}
