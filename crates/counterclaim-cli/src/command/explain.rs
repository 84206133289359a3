//! `counterclaim explain`: how one sentence is read.

use super::found;
use crate::{Outcome, args::Explain, draw::explain, heart::Heart, output::Output};
use anyhow::{Result, bail};
use counterclaim::write::{MentionRecord, VERSION, line, mention_records};
use counterclaim_model::{Reading, Word};
use serde::Serialize;

/// A word with its tags; `head` counts from 0 and is the word itself for a root.
#[derive(Serialize)]
struct WordRecord<'a> {
    word: &'a str,
    start: u32,
    end: u32,
    upos: &'a str,
    xpos: &'a str,
    lemma: &'a str,
    head: u32,
    label: &'a str,
}

/// A rule that fired or nearly did.
#[derive(Serialize)]
struct TraceRecord<'a> {
    rule: &'a str,
    fired: bool,
    why: &'a str,
    start: u32,
    end: u32,
}

/// A sentence explained, one line.
#[derive(Serialize)]
struct ExplanationRecord<'a> {
    v: u32,
    r#type: &'a str,
    sentence: &'a str,
    words: Vec<WordRecord<'a>>,
    mentions: Vec<MentionRecord>,
    claims: Vec<counterclaim::write::ClaimRecord>,
    rules: Vec<TraceRecord<'a>>,
}

/// Explains a sentence.
pub fn run(heart: &Heart, args: &Explain, out: &mut Output) -> Result<Outcome> {
    if args.sentence.trim().is_empty() {
        bail!("nothing to explain: give a sentence in quotation marks");
    }
    let (reading, traces) = heart.explain(&args.sentence);
    if out.json {
        let record = ExplanationRecord {
            v: VERSION,
            r#type: "explanation",
            sentence: &reading.document.text,
            words: reading.words.iter().map(|word| self::word(&reading, word)).collect(),
            mentions: mention_records(&reading),
            claims: counterclaim::write::claim_records(&reading),
            rules: traces.iter().map(|t| TraceRecord { rule: &t.rule, fired: t.fired, why: &t.why, start: t.span.start, end: t.span.end }).collect(),
        };
        line(&record, &mut out.to)?;
    } else {
        out.draw(&explain::screen(out.look, &reading, &traces))?;
    }
    Ok(found(!reading.claims.is_empty() || traces.iter().any(|trace| trace.fired)))
}

fn word<'a>(reading: &'a Reading, word: &'a Word) -> WordRecord<'a> {
    WordRecord {
        word: word.span.of(&reading.document.text),
        start: word.span.start,
        end: word.span.end,
        upos: word.upos,
        xpos: word.xpos,
        lemma: &word.lemma,
        head: word.head,
        label: word.label,
    }
}
