//! How a sentence is read: its words with tags and arcs, what was found in it, and every rule that fired or nearly did.

use super::{
    Look,
    book::Book,
    caret::carets,
    claim,
    mention::{kind, means},
    text::{hang, pad, visible, width},
};
use counterclaim::{Trace, write::Entry};
use counterclaim_model::{Ledger, Reading, Span};

/// The whole screen.
pub fn screen(look: Look, reading: &Reading, traces: &[Trace]) -> String {
    let text = &reading.document.text;
    let mut out = look.bold("words") + "\n" + &words(reading);
    if !reading.mentions.is_empty() {
        out.push_str(&format!("\n{}\n", look.bold("mentions")));
    }
    for mention in &reading.mentions {
        let label = format!("   {:<9} «{}»  ", kind(mention), visible(mention.span.of(text)));
        out.push_str(&hang(&label, &means(mention, text), look.width));
    }
    let ledger = Ledger { readings: vec![reading.clone()], ..Ledger::default() };
    let book = Book::new(&ledger);
    out.push_str(&format!("\n{}\n", look.bold("claims")));
    if reading.claims.is_empty() {
        out.push_str("   none: no rule makes a claim of this sentence\n");
    }
    for claim in &reading.claims {
        let entry = Entry { reading, claim };
        out.push_str(&hang("   ", &format!("{}   {}", claim::summary(entry), claim::vouched(&book, entry)), look.width));
        out.push_str(&claim::quoted(look, "   ", entry));
    }
    for (fired, title) in [(true, "rules that fired"), (false, "rules that nearly did")] {
        let traces: Vec<&Trace> = traces.iter().filter(|trace| trace.fired == fired).collect();
        if !traces.is_empty() {
            out.push_str(&format!("\n{}\n", look.bold(title)));
        }
        for trace in traces {
            out.push_str(&hang(&format!("   {}  ", visible(&trace.rule)), &visible(&trace.why), look.width));
            out.push_str(&carets(look, "      ", text, around(reading, trace.span), &[(trace.span, String::new())]));
        }
    }
    out
}

/// The sentence that a span stands in.
fn around(reading: &Reading, span: Span) -> Span {
    reading.sentences.iter().map(|sentence| sentence.span).find(|sentence| sentence.contains(span)).unwrap_or(span)
}

/// Word, tag, dictionary form, and the word that it hangs from.
fn words(reading: &Reading) -> String {
    let text = &reading.document.text;
    let shown = |index: usize| reading.words.get(index).map_or_else(String::new, |word| visible(word.span.of(text)));
    let widest = (0..reading.words.len()).map(|index| width(&shown(index))).max().unwrap_or(0).min(30);
    let mut out = String::new();
    for (index, word) in reading.words.iter().enumerate() {
        let head = word.head as usize;
        let from = if head == index { "(root)".to_owned() } else { format!("← {} {}", head + 1, shown(head)) };
        let line = format!(
            "   {:>3}  {}  {:<6} {:<5} {}  {:<12} {from}",
            index + 1,
            pad(&shown(index), widest),
            word.upos,
            word.xpos,
            pad(&visible(&word.lemma), widest),
            word.label
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
