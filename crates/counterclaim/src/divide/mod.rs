//! Room 3: blocks become sentences, sentences become words.
//!
//! "Rebels didn't cross. The army held." is two sentences; the words of the first are "Rebels", "did", "n't", "cross", ".". Words follow the
//! English Web Treebank, on which the grammar is trained.
//!
//! Words come before sentences: whether a stop ends one is asked of the word that it stands behind ("Lt.", "3.5", "U.S."), so the
//! sentence ends are found among words that already know their own stops. Furniture is not divided.

mod run_on;
mod sentence;
mod token;

use counterclaim_model::{BlockKind, Document, Name, Repair, Sentence, Span, Word};
use counterclaim_rules::{hash::HashSet, sentence::Sentences};
use token::Token;

/// Words after which a sentence is cut though nothing ends it. No writer's sentence is so long; a hostile text's may be, and the rooms
/// after this one compare the words of a sentence with one another.
const LONGEST: usize = 250;

/// The report's sentences and words, in text order. Every character of a block that is not furniture and not blank is in exactly one word.
pub fn split(rules: &Sentences, doc: &Document) -> (Vec<Sentence>, Vec<Word>) {
    let text: &str = &doc.text;
    let mut sentences = Vec::new();
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 5);
    let mut names = Names { known: HashSet::with_capacity_and_hasher(text.len() / 12, Default::default()), buffer: String::new() };
    let mut tokens: Vec<Token> = Vec::new();
    let mut repairs = doc.repairs.as_slice();
    for (number, block) in doc.blocks.iter().enumerate().filter(|(_, b)| b.kind != BlockKind::Furniture) {
        let (from, to) = (block.span.start as usize, block.span.end as usize);
        if text.get(from..to).is_none() {
            continue;
        }
        tokens.clear();
        token::all(rules, text, from, to, &mut tokens);
        let view = sentence::View { rules, text, tokens: &tokens, stripped: run_on::is_stripped(text, &tokens) };
        let (mut first, mut first_token) = (words.len(), 0);
        for (i, token) in tokens.iter().enumerate() {
            let span = Span::new(token.start, token.end);
            let mut push = |span: Span, lower: Name| {
                let head = words.len() as u32;
                words.push(Word { span, upos: "", xpos: "", lemma: lower.clone(), lower, head, label: "" });
            };
            let repair = repair_of(&mut repairs, span);
            match repair.map(|repair| (&*repair.reads, repair.reads.split_once(' '))) {
                None => push(span, names.lower(&text[token.start..token.end])),
                // Two words run together: each has its own letters.
                Some((_, Some((first, second)))) => {
                    let cut = token.start + first.len();
                    push(Span::new(token.start, cut), names.lower(first));
                    push(Span::new(cut, token.end), names.lower(second));
                }
                // A word may stand in pieces: the first piece takes them all.
                Some((reads, None)) => {
                    if let Some(whole) = repair.map(|repair| repair.span).filter(|whole| whole.start == span.start) {
                        push(whole, names.lower(reads));
                    }
                }
            }
            if repair.is_some_and(|repair| repair.span.end > span.end) {
                continue;
            }
            if view.ends_after(i, first_token) || words.len() - first >= LONGEST {
                sentences.push(sentence_of(&words, first, number, block.kind));
                (first, first_token) = (words.len(), i + 1);
            }
        }
        if first < words.len() {
            sentences.push(sentence_of(&words, first, number, block.kind));
        }
    }
    (sentences, words)
}

fn sentence_of(words: &[Word], first: usize, block: usize, kind: BlockKind) -> Sentence {
    let last = words.len();
    Sentence { span: words[first].span.to(words[last - 1].span), first: first as u32, last: last as u32, block: block as u32, kind }
}

/// What mends a token, or the word in pieces that it is a piece of. Repairs and words come in text order, so one cursor serves all.
fn repair_of<'a>(repairs: &mut &'a [Repair], token: Span) -> Option<&'a Repair> {
    while let [first, rest @ ..] = *repairs
        && first.span.end <= token.start
    {
        *repairs = rest;
    }
    repairs.first().filter(|repair| repair.span.contains(token))
}

/// Lower-cased forms, each kept once a report.
struct Names {
    known: HashSet<Name>,
    buffer: String,
}

impl Names {
    fn lower(&mut self, word: &str) -> Name {
        self.buffer.clear();
        if word.is_ascii() {
            self.buffer.push_str(word);
            self.buffer.make_ascii_lowercase();
        } else {
            self.buffer.extend(word.chars().flat_map(char::to_lowercase));
        }
        if let Some(name) = self.known.get(self.buffer.as_str()) {
            return name.clone();
        }
        let name = Name::from(self.buffer.as_str());
        self.known.insert(name.clone());
        name
    }
}
