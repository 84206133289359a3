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
fn sentences_end_where_readers_end_them() {
    let out = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["boundaries"]).output().expect("xtask runs");
    let text = String::from_utf8_lossy(&out.stdout);
    let f1: f64 = text.split("F1").nth(1).and_then(|t| t.split_whitespace().next()).and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("no F1 in: {text}"));
    assert!(f1 >= 0.97, "sentence ends at F1 {f1}");
}
