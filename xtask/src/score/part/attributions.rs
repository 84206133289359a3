//! Who says what: content, source and cue.
//!
//! A gold attribution is found where our content shares at least 0.3 of all characters of both, and found well where it shares 0.8.

use super::super::{
    cause::Causes,
    corpus::Entry,
    count::share,
    item::Item,
    pair::{Text, greedy},
    table::Table,
};
use super::around;
use counterclaim::model::{Reading, Span, Spoken};
use std::{collections::BTreeSet, ops::Range};

/// So much of both contents must be shared: to be found at all, and to be found well.
const FOUND: f64 = 0.3;
const WELL: f64 = 0.8;

type Characters = BTreeSet<usize>;

/// F1 of contents, and how often source and cue are right among the found.
pub fn score(entries: &[Entry]) -> Table {
    let (mut gold, mut found, mut hits, mut well, mut sources, mut cues) = (0, 0, 0, 0, 0, 0);
    let (mut missed, mut blemishes, mut unseen, mut spurious) = (Causes::default(), Causes::default(), Causes::default(), Causes::default());
    for entry in entries {
        let reading = &entry.reading;
        let text = Text::new(&reading.document.text);
        let golds: Vec<Item> = entry.gold.list("attributions").into_iter().filter(|a| !a.ranges("content").is_empty()).collect();
        let contents: Vec<Characters> = golds.iter().map(|a| characters(&a.ranges("content"))).collect();
        let ours = |spans: &[Span]| characters(&spans.iter().map(|span| text.characters(*span)).collect::<Vec<_>>());
        let founds: Vec<Characters> = reading.spoken.iter().map(|spoken| ours(&spoken.content)).collect();
        (gold, found) = (gold + golds.len(), found + founds.len());
        let pairs = pairs(&contents, &founds);
        for &(shared, i, j) in &pairs {
            let (a, spoken) = (&golds[i], &reading.spoken[j]);
            let told = || told(reading, a);
            hits += 1;
            well += usize::from(shared >= WELL);
            if shared < WELL {
                let (said, read) = (contents[i].len(), founds[j].len());
                blemishes.add(if read < said { "content cut short" } else { "content too long" }, told());
            }
            let (source, cue) = (ours(&[spoken.source]), ours(&[spoken.cue]));
            let source_right = if a.ranges("source").is_empty() { source.is_empty() } else { meets(a, "source", &source) };
            let cue_right = a.ranges("cue").is_empty() || meets(a, "cue", &cue);
            sources += usize::from(source_right);
            cues += usize::from(cue_right);
            if !source_right {
                blemishes.add(
                    if source.is_empty() {
                        "source not given"
                    } else if a.ranges("source").is_empty() {
                        "source made up"
                    } else {
                        "wrong source"
                    },
                    told(),
                );
            }
            if !cue_right {
                blemishes.add("wrong cue", told());
            }
        }
        for (_, a) in golds.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|pair| pair.1 == *i)) {
            let same_cue = |spoken: &&Spoken| meets(a, "cue", &ours(&[spoken.cue]));
            let cause = match (a.ranges("cue").as_slice(), reading.spoken.iter().find(same_cue)) {
                ([], _) => "without a cue",
                (_, Some(spoken)) if meets(a, "content", &ours(&spoken.content)) => "cue seen, content cut",
                (_, Some(_)) => "cue seen, content elsewhere",
                _ => "cue not seen",
            };
            missed.add(cause, told(reading, a));
            if cause == "cue not seen" {
                unseen.add(lemmas(reading, &text, &a.ranges("cue")), told(reading, a));
            }
        }
        for (_, spoken) in reading.spoken.iter().enumerate().filter(|(j, _)| !pairs.iter().any(|pair| pair.2 == *j)) {
            let content = spoken.content.first().map(|span| text.characters(*span)).unwrap_or_default();
            spurious.add(spoken.rule.to_string(), around(reading, &content));
        }
    }
    let mut table = Table::new("attributions");
    table.count("gold", gold);
    table.count("found", found);
    table.real("content_f1_at_0.3", share(2 * hits, gold + found));
    table.real("content_f1_at_0.8", share(2 * well, gold + found));
    table.real("source_right", share(sources, hits));
    table.real("cue_right", share(cues, hits));
    table.group("missed by cause", missed);
    table.group("cue not seen, by its words", unseen);
    table.group("found, but", blemishes);
    table.group("spurious by rule", spurious);
    table
}

fn pairs(golds: &[Characters], founds: &[Characters]) -> Vec<(f64, usize, usize)> {
    let mut weights = Vec::new();
    for (i, gold) in golds.iter().enumerate() {
        for (j, found) in founds.iter().enumerate() {
            let shared = gold.intersection(found).count();
            if shared > 0 {
                weights.push((shared as f64 / (gold.len() + found.len() - shared) as f64, i, j));
            }
        }
    }
    weights.retain(|(share, ..)| *share >= FOUND);
    greedy(weights)
}

fn characters(ranges: &[Range<usize>]) -> Characters {
    ranges.iter().cloned().flatten().collect()
}

fn meets(gold: &Item, field: &str, ours: &Characters) -> bool {
    gold.ranges(field).into_iter().flatten().any(|at| ours.contains(&at))
}

/// The dictionary forms of the words at these characters.
fn lemmas(reading: &Reading, text: &Text<'_>, ranges: &[Range<usize>]) -> String {
    let here = |range: Range<usize>| ranges.iter().any(|r| r.start < range.end && range.start < r.end);
    let words = reading.words.iter().filter(|word| here(text.characters(word.span)));
    let lemmas: Vec<&str> = words.map(|word| &*word.lemma).collect();
    if lemmas.is_empty() { "in no sentence".to_owned() } else { lemmas.join(" ") }
}

fn told(reading: &Reading, gold: &Item) -> String {
    let first = |field: &str| gold.ranges(field).first().map_or_else(String::new, |at| around(reading, at));
    match gold.ranges("cue").as_slice() {
        [] => first("content"),
        _ => first("cue"),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::corpus::tests::entries, *};
    use serde_json::{Value, json};

    fn line(id: &str, content: Value, cue: Value) -> Value {
        json!({"id": id, "text": "The governor said that the bridge had fallen. Rain had come.",
            "attributions": [{"source": [[0, 12]], "cue": cue, "content": content}]})
    }

    #[test]
    fn an_attribution_is_found_by_its_content_and_missed_by_its_cue() {
        let entries = entries("attributions", &[line("a", json!([[18, 44]]), json!([[13, 17]])), line("b", json!([[46, 59]]), json!([[55, 59]]))]);
        let table = score(&entries);
        assert!(table.line().starts_with("gold 2  found 2  content_f1_at_0.3 0.500  content_f1_at_0.8 0.500  source_right 1.000"), "{}", table.line());
        assert_eq!(table.groups[0].1.of("cue not seen"), 1);
        assert_eq!(table.groups[1].1.of("come"), 1);
    }
}
