//! The reading of the whole corpus against its gold: a change that loses what could be read before fails here.
//!
//! The floors stand a little under what is reached; raise them when a change raises the scores, and put the table into CHANGELOG.md.

use serde_json::Value;
use std::process::Command;

#[test]
fn the_corpus_is_read_as_well_as_before() {
    let out = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["score", "--json"]).output().expect("xtask runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let scores: Value = serde_json::from_slice(&out.stdout).expect("scores as JSON");
    let of = |kind: &str, what: &str| scores[kind][what].as_f64().unwrap_or_else(|| panic!("no {what} of {kind} in {scores}"));
    for (kind, what, floor) in [
        ("toll", "detection_f1", 0.84),
        ("toll", "full_f1", 0.53),
        ("toll", "precision", 0.88),
        ("statement", "detection_f1", 0.73),
        ("statement", "full_f1", 0.51),
        ("statement", "precision", 0.84),
    ] {
        assert!(of(kind, what) >= floor, "{kind} {what} is {:.3}; it was at least {floor}", of(kind, what));
    }
    for kind in ["toll", "statement"] {
        let error = scores[kind]["reliability"]["calibration_error"].as_f64().unwrap_or(1.0);
        assert!(error < 0.15, "the confidence of a {kind} is {error:.3} off; `xtask calibrate` counts it anew");
    }
    assert_eq!((of("toll", "forged_quotes"), of("statement", "forged_quotes")), (0.0, 0.0), "every quote stands in its report");
}

#[test]
fn what_reports_say_together_is_seen_as_well_as_before() {
    let out = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["score", "together", "--json"]).output().expect("xtask runs");
    let scores: Value = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&out.stderr)));
    for (field, floor) in [
        ("dates", 1.0),
        ("episodes: reports", 1.0),
        ("background set aside", 1.0),
        ("sums with their verdict", 1.0),
        ("disputes found", 0.8),
        ("disputes that are in gold", 0.7),
        ("estimates: low", 0.75),
        ("estimates: best", 0.8),
        ("estimates: high", 0.7),
    ] {
        let reached = scores[field].as_f64().unwrap_or_else(|| panic!("no {field} in {scores}"));
        assert!(reached >= floor, "{field} is {reached:.3}; it was at least {floor}");
    }
}

#[test]
fn sentences_end_where_readers_end_them() {
    let out = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["boundaries"]).output().expect("xtask runs");
    let text = String::from_utf8_lossy(&out.stdout);
    let f1: f64 = text.split("F1").nth(1).and_then(|t| t.split_whitespace().next()).and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("no F1 in: {text}"));
    assert!(f1 >= 0.97, "sentence ends at F1 {f1}");
}

#[test]
fn pages_are_taken_apart_and_a_page_changes_no_claim() {
    let run = |args: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["score", "pages", "--json"]).args(args).output().expect("xtask runs");
        serde_json::from_slice::<Value>(&out.stdout).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&out.stderr)))
    };
    let pages = run(&[]);
    for (what, floor) in
        [("dev words F1", 0.98), ("test words F1", 0.93), ("dev title", 1.0), ("test title", 0.95), ("dev date", 1.0), ("test date", 0.9), ("test outlet", 0.8)]
    {
        let reached = pages[what].as_f64().unwrap_or_default();
        assert!(reached >= floor, "{what} is {reached:.3}; it was at least {floor}");
    }
    let spun = run(&["--spin", concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus/reports")]);
    for (layout, floor) in [("cms F1", 0.97), ("divs F1", 0.97), ("breaks F1", 0.95), ("pre F1", 0.9)] {
        let reached = spun[layout].as_f64().unwrap_or_default();
        assert!(reached >= floor, "{layout} is {reached:.3}; it was at least {floor}");
    }
}
