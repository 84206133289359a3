//! What changed between two ledgers is told in sentences that can be published.

mod support;

use counterclaim_ledger::{Store, diff};
use support::*;

fn words(old: &Store, new: &Store) -> Vec<String> {
    let changes = diff((old, heart()), (new, heart())).expect("two ledgers that load");
    changes.into_iter().map(|change| format!("{} {}: {}", change.of, change.change, change.words)).collect()
}

#[test]
fn a_report_that_comes_changes_the_range_and_says_by_which_words() {
    let folder = folder("diff");
    let old = ledger(&folder, "old.ledger", &[("a/one", ONE)]);
    let new = ledger(&folder, "new.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    let told = words(&old, &new);
    assert!(told.contains(&"report new: The report two was added.".to_owned()), "{told:#?}");
    let range = told.iter().find(|line| line.starts_with("estimate changed: Armenia, soldiers killed")).expect("a range that moved");
    assert!(range.contains("now low 105, best 105") && range.contains("in two); it was low 49, best 49"), "{range}");
    assert!(words(&new, &new).is_empty(), "nothing changed, nothing told");
    let back = words(&new, &old);
    assert!(back.contains(&"report gone: The report two is no longer here.".to_owned()), "{back:#?}");
}

#[test]
fn a_forgotten_report_is_told_with_its_reason_and_a_revision_as_one() {
    let folder = folder("diff-forget");
    let old = ledger(&folder, "old.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    let mut new = ledger(&folder, "new.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    new.forget("a/two", "a court's order", AT, heart(), &receipt()).expect("it may be taken out");
    add(&mut new, &[("a/one", &ONE.replace("49 of", "51 of"))]);
    let told = words(&old, &new);
    assert!(told.contains(&"report gone: The report two was taken out with what it told: a court's order".to_owned()), "{told:#?}");
    assert!(!told.iter().any(|line| line.contains("105 of its soldiers had been")), "its words are not told again: {told:#?}");
    assert!(told.contains(&"report changed: The report one was revised by its publisher; the new text is read.".to_owned()), "{told:#?}");
}
