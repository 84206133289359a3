//! Laws of room 10: what is written reads back the same, quotes are the report's own bytes, and no line can command a terminal.

#[path = "../../counterclaim-cli/tests/support/mod.rs"]
mod support;

use counterclaim::{
    Counterclaim,
    write::{self, ClaimRecord, DisputeRecord, EpisodeRecord, EstimateRecord, MentionRecord, SaysRecord, SumRecord},
};
use counterclaim_model::{Document, Estimate, Ledger};
use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::io;

fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("a vector takes all");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// Reads every line, writes it again, and gives the records.
fn there_and_back<T: Serialize + DeserializeOwned>(lines: &str) -> Vec<T> {
    let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    let records: Vec<T> = lines.lines().map(read).collect();
    let again = written(|out| records.iter().try_for_each(|record| write::line(record, out)));
    assert_eq!(lines, again);
    records
}

fn ledger() -> Ledger {
    support::ledger()
}

#[test]
fn claims_read_back_the_same_and_quote_exactly() {
    let ledger = ledger();
    let lines = written(|out| write::claims(&ledger, out));
    let records: Vec<ClaimRecord> = there_and_back(&lines);
    assert_eq!(records.len(), ledger.readings.iter().map(|reading| reading.claims.len()).sum::<usize>());
    for record in records {
        let (doc, quote, start, end) = match &record.says {
            SaysRecord::Toll(toll) => (&toll.doc, &toll.quote, toll.start, toll.end),
            SaysRecord::Statement(statement) => (&statement.doc, &statement.quote, statement.start, statement.end),
        };
        let reading = ledger.readings.iter().find(|reading| *reading.document.id == **doc).expect("its report");
        assert_eq!(**quote, reading.document.text[start as usize..end as usize]);
    }
}

#[test]
fn a_claim_has_the_fields_of_the_guidelines() {
    let lines = written(|out| write::claims(&ledger(), out));
    let toll =
        ["doc", "quote", "effect", "low", "high", "qualifier", "side", "role", "claimant", "stance", "denied_by", "scope", "current", "from", "to", "place"];
    let statement = ["doc", "quote", "kind", "actor", "target", "claimant", "stance", "date", "place", "current"];
    for line in lines.lines() {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).expect("an object");
        let fields: &[&str] = if object["type"] == "toll" { &toll } else { &statement };
        assert!(fields.iter().all(|field| object.contains_key(*field)), "{line}");
        assert!(line.starts_with("{\"v\":1,\"type\":"), "version and type come first: {line}");
    }
}

#[test]
fn unknown_is_null_and_every_side_is_all() {
    let lines = written(|out| write::claims(&ledger(), out));
    let line = |id: &str| -> serde_json::Value { serde_json::from_str(lines.lines().find(|line| line.contains(id)).expect("a line")).expect("an object") };
    let total = line("\"id\":\"f4\"");
    assert_eq!((&total["side"], &total["from"], &total["place"]), (&"all".into(), &serde_json::Value::Null, &serde_json::Value::Null));
    let open = line("\"id\":\"b7\"");
    assert_eq!((&open["low"], &open["high"], &open["qualifier"]), (&201.into(), &serde_json::Value::Null, &"more_than".into()));
    let both = line("\"id\":\"c3\"");
    assert_eq!(both["side"], "Norland; Upper Vale");
    assert_eq!(line("\"id\":\"d1\"")["claimant"], "unknown");
    assert_eq!(line("\"id\":\"c1\"")["claimant"], "reporter");
}

#[test]
fn episodes_disputes_sums_and_estimates_read_back_the_same() {
    let ledger = ledger();
    let episodes: Vec<EpisodeRecord> = there_and_back(&written(|out| write::episodes(&ledger, out)));
    assert_eq!(episodes[0].rows[0].cells[0].figures[0].voice, "own");
    let silences: usize = episodes[0].rows.iter().flat_map(|row| &row.cells).map(|cell| cell.silences.len()).sum();
    assert_eq!(silences, 1, "silence is told as silence and not as a figure");
    let both = written(|out| write::disputes(&ledger, &write::Heard::default(), out));
    let (disputes, sums): (Vec<&str>, Vec<&str>) = both.lines().partition(|line| line.contains("\"type\":\"dispute\""));
    let joined = |lines: Vec<&str>| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    assert_eq!(there_and_back::<DisputeRecord>(&joined(disputes)).len(), ledger.disputes.len());
    assert_eq!(there_and_back::<SumRecord>(&joined(sums)).len(), ledger.sums.len());
    let index = write::Index::new(&ledger);
    let one = |estimate: &Estimate| written(|out| write::estimate(estimate, &index, out));
    let estimates: String = ledger.estimates.iter().map(one).collect();
    assert_eq!(there_and_back::<EstimateRecord>(&estimates)[0].id, "2031-03-02-norland-sudmark/norland/killed/military");
}

#[test]
fn mentions_read_back_the_same() {
    let lines = written(|out| write::mentions(&ledger().readings[0], out));
    let records: Vec<MentionRecord> = there_and_back(&lines);
    assert!(records.windows(2).all(|pair| pair[0].start <= pair[1].start), "in text order");
    let time = lines.lines().find(|line| line.contains("\"kind\":\"time\"")).expect("a time");
    assert!(time.contains("\"value\":\"2031-03-04\",\"type\":\"DATE\""), "{time}");
}

#[test]
fn a_quote_is_found_by_the_selectors_of_the_web_annotation_model() {
    let text = "Zoë «Ω» wrote 𝕏.\n\nArmenia said on 28 September 2020 that 12 of its soldiers were killed near Göriş — and that 40 were wounded.";
    let ledger = Counterclaim::new().expect("the program loads").ledger(vec![Document::new("a", text)]);
    let lines = written(|out| write::claims(&ledger, out));
    let records: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(records.len() > 1, "two tolls");
    for record in &records {
        let (quote, position) = (&record["selector"][0], &record["selector"][1]);
        assert_eq!((&quote["type"], &position["type"]), (&"TextQuoteSelector".into(), &"TextPositionSelector".into()));
        assert_eq!(quote["exact"], record["quote"]);
        let part = |name: &str| quote[name].as_str().expect("words").to_owned();
        assert!(text.contains(&(part("prefix") + &part("exact") + &part("suffix"))), "{quote}");
        let end = |name: &str| position[name].as_u64().expect("a number") as usize;
        let found: String = text.chars().take(end("end")).skip(end("start")).collect();
        assert_eq!(found, part("exact"), "counted in characters");
        assert!(end("start") < record["start"].as_u64().expect("a byte") as usize, "and bytes are more");
    }
}

proptest! {
    #[test]
    fn a_line_is_one_line_and_commands_nothing(text in "\\PC*|[\u{0}-\u{a0}\u{2028}-\u{202e}\u{2066}-\u{2069}a]{0,40}") {
        let line = written(|out| write::line(&text, out));
        prop_assert_eq!(serde_json::from_str::<String>(&line).expect("JSON"), text);
        let body = line.strip_suffix('\n').expect("a line feed ends it");
        let commands = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        prop_assert!(!body.contains(commands), "a terminal would obey it");
    }
}
