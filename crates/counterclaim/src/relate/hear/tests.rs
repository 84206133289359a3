//! The labels along a line, and model files that are none.

use super::{
    chain::{LABELS, OUT, SAID, SOURCE, best},
    *,
};
use counterclaim_rules::ATTRIBUTION;

#[test]
fn a_run_is_begun_and_ended_whatever_the_scores_say() {
    // Scores for the inner word of a run alone: the line finds a first and a last word for it.
    let mut rows = [[0.0; LABELS]; 5];
    rows[1..4].iter_mut().for_each(|row| row[SAID[1]] = 9.0);
    let mut labels = Vec::new();
    best(&rows, &[0.0; LABELS * LABELS], &mut labels);
    assert_eq!(labels, [SAID[0], SAID[1], SAID[1], SAID[1], SAID[2]]);
    rows[0][OUT] = 20.0;
    rows[4][SOURCE[0]] = 20.0;
    best(&rows, &[0.0; LABELS * LABELS], &mut labels);
    assert_eq!(labels, [OUT, SAID[0], SAID[1], SAID[2], SOURCE[0]]);
    best(&[], &[0.0; LABELS * LABELS], &mut labels);
    assert!(labels.is_empty());
}

#[test]
fn a_model_is_written_as_it_was_read() {
    let listener = Listener::load(ATTRIBUTION).unwrap();
    assert!(file::encode(&listener) == ATTRIBUTION);
}

#[test]
fn a_damaged_model_is_refused() {
    assert!(Listener::load(b"").unwrap_err().is_model());
    assert!(Listener::load(b"a text file, not a model").unwrap_err().is_model());
    for i in 0..100 {
        let cut = ATTRIBUTION.len() * i / 100;
        assert!(Listener::load(&ATTRIBUTION[..cut]).unwrap_err().is_model(), "cut at {cut}");
    }
    assert!(Listener::load(&[ATTRIBUTION, b"more"].concat()).unwrap_err().is_model());
}
