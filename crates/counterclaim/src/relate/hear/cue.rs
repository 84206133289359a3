//! What tells a word of speech: itself, what hangs from it, what it hangs from, its neighbours, quotation marks near it.

use super::page::{Mark, Page, Rows, Token};
use crate::grammar::feature::hash;

/// What stands where no word is.
const NOTHING: Token = Token { form: 1, lemma: 1, tag: 1, label: 1, ending: 1, head: 0, sentence: 0, quote: 0, mark: Mark::Word, speaks: false, verb: false };

/// The features of one word as a word of speech.
pub fn features(page: &Page<'_>, at: usize, rows: &mut Rows<'_>) {
    let here = page.tokens[at];
    let near = |by: isize| page.beside(at, by).copied().unwrap_or(NOTHING);
    let (before, after, second_before, second_after) = (near(-1), near(1), near(-2), near(2));
    let head = if here.head as usize == at { NOTHING } else { page.tokens.get(here.head as usize).copied().unwrap_or(NOTHING) };
    rows.push(0, []);
    rows.push(1, [here.form]);
    rows.push(2, [here.lemma]);
    rows.push(3, [here.lemma, here.tag]);
    rows.push(4, [here.tag, here.label]);
    rows.push(5, [here.ending, here.tag]);
    rows.push(6, [before.form]);
    rows.push(7, [after.form]);
    rows.push(8, [before.tag, here.tag, after.tag]);
    rows.push(9, [before.form, here.lemma]);
    rows.push(10, [here.lemma, after.form]);
    rows.push(11, [second_before.form, before.form]);
    rows.push(12, [after.form, second_after.form]);
    rows.push(13, [here.tag, after.tag, second_after.tag]);
    rows.push(14, [second_before.tag, before.tag, here.tag]);
    rows.push(15, [here.lemma, here.label]);
    rows.push(16, [head.lemma, here.label]);
    rows.push(17, [head.tag, here.label, here.tag]);
    rows.push(18, [head.lemma, here.lemma]);
    rows.push(19, [here.lemma, head.tag, here.label]);
    let mut set = 0u32;
    for &child in page.children(at) {
        let child = child as usize;
        let token = page.tokens[child];
        let side = u32::from(child > at);
        rows.push(20, [token.label, side, here.tag]);
        rows.push(21, [token.label, here.lemma]);
        rows.push(22, [token.label, token.lemma]);
        rows.push(23, [token.label, token.tag, side]);
        if token.mark == Mark::Word {
            set = set.wrapping_add(token.label.wrapping_mul(2 * side + 1));
        }
        for &grandchild in page.children(child) {
            let below = page.tokens[grandchild as usize];
            rows.push(24, [token.label, below.label, u32::from(below.head < grandchild)]);
            rows.push(25, [token.label, below.label, below.form]);
        }
    }
    rows.push(26, [set, here.tag]);
    rows.push(27, [set, here.lemma]);
    let quote = |token: Token| u32::from(token.quote != 0) + 2 * u32::from(token.mark == Mark::Quote);
    let around = [quote(second_before), quote(before), quote(here), quote(after), quote(second_after)].iter().fold(0, |sum, q| sum * 4 + q);
    rows.push(28, [around]);
    rows.push(29, [around, here.lemma]);
    let sentence = page.sentences[here.sentence as usize].words();
    let quoted = page.tokens[sentence.clone()].iter().filter(|t| t.mark == Mark::Quote).count().min(3) as u32;
    let colon = u32::from(page.tokens[sentence.end - 1].mark == Mark::Colon);
    rows.push(30, [quoted, quote(here), colon]);
    rows.push(31, [quoted, quote(here), here.lemma]);
    rows.push(32, [u32::from(at == sentence.start), u32::from(at + 2 >= sentence.end), here.tag]);
    rows.push(33, [(sentence.len() as u32).min(40) / 5, here.tag]);
    let follow = page.sentences.get(here.sentence as usize + 1).and_then(|s| page.tokens.get(s.words().start)).copied().unwrap_or(NOTHING);
    rows.push(34, [quote(follow), colon, u32::from(quoted > 0)]);
    // The word that governs the verb it belongs to, two steps up.
    let above = page.tokens.get(head.head as usize).copied().unwrap_or(NOTHING);
    rows.push(35, [here.label, head.label, above.lemma]);
    rows.push(36, [here.lemma, head.label]);
}

/// How many words' vectors tell too.
pub const KIN: usize = 9;

/// These words: the word itself, what it hangs from, its subject, its objects, its neighbours.
pub fn kin(page: &Page<'_>, at: usize) -> [Option<usize>; KIN] {
    let child = |label: u32| page.children(at).iter().map(|&c| c as usize).find(|&c| page.tokens[c].label == label);
    let beside = |by: isize| page.beside(at, by).and_then(|_| at.checked_add_signed(by));
    let [subject, object, clause, open] = (*LABELS).map(child);
    [Some(at), Some(page.tokens[at].head as usize), subject, object, clause, open, beside(-1), beside(1), beside(2)]
}

/// The arcs to them.
static LABELS: std::sync::LazyLock<[u32; 4]> = std::sync::LazyLock::new(|| ["nsubj", "obj", "ccomp", "xcomp"].map(|l| hash(l.bytes()) as u32));
