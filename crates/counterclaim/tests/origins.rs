//! Support is counted in origins: reports that have their words from one agency are one, and who only repeats begins nothing.

mod support;

use counterclaim::{
    stitch::{
        Stitched,
        copies::{How, changed, told_again},
        stitch,
    },
    tally::{self, Policy, Terms},
};
use counterclaim_model::{DriftKind, Effect, Estimate, Kind, Origin, Reading};
use support::*;

const WORDS: [&str; 2] = [
    "Gunners on the southern bank opened up before dawn, and the market burned until noon; medics spoke of {n} dead.",
    "By midday {n} people had been carried out of the stalls which artillery hit while it was still dark.",
];

/// A report of one strike in one of two wordings that share nothing.
fn told(id: &str, wording: usize, day: &str, n: u32) -> Reading {
    let text = format!("South attacked North. {}", WORDS[wording].replace("{n}", &n.to_string()));
    let quote = if wording == 0 { format!("{n} dead") } else { format!("{n} people") };
    report(id, &text)
        .written(day)
        .claim("South attacked North", deed(Kind::Attack, "South", "North").on("2020-09-28"))
        .claim(&quote, killed(n).of("North").civilians().on("2020-09-28"))
}

fn origins(mut readings: Vec<Reading>) -> Vec<Origin> {
    stitch(&mut readings, &rarity(), &camp, &|_, _| true, &|_| {}).origins
}

fn row(mut readings: Vec<Reading>) -> Estimate {
    let Stitched { episodes, origins } = stitch(&mut readings, &rarity(), &camp, &|_, _| true, &|_| {});
    let again = told_again(&readings, &episodes, &origins);
    let terms = Terms { policy: Policy::TwoOrigins, ..Terms::default() };
    tally::estimates(&readings, &episodes, &again, &camp, &terms).into_iter().find(|estimate| estimate.effect == Effect::Killed).expect("a row")
}

#[test]
fn one_agency_in_two_wordings_is_one_origin() {
    let by =
        |agency: &str, day: &str, n: u32| vec![told("a", 0, "2020-09-28", n).credit(Some("OPA"), "(OPA)"), told("b", 1, day, n).credit(Some(agency), "By OPA")];
    let found = origins(by("OPA", "2020-09-29", 24));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].copies[0].why, "b and a have it from OPA («By OPA», «(OPA)») and tell the same: 24 killed");
    assert_eq!(row(by("OPA", "2020-09-29", 24)).grade.as_deref(), Some("provisional: one origin"));
    assert!(origins(by("Ferry Press", "2020-09-29", 24)).is_empty(), "two agencies are two");
    assert_eq!(row(by("Ferry Press", "2020-09-29", 24)).origins(), 2);
    assert!(origins(by("OPA", "2020-10-03", 24)).is_empty(), "days later it is another telegram");
    assert!(origins(by("OPA", "2020-09-29", 3)).is_empty(), "three dead are told of many strikes");
}

#[test]
fn an_agency_that_tells_two_figures_is_still_one_origin() {
    let estimate = row(vec![told("a", 0, "2020-09-28", 24).credit(Some("OPA"), "(OPA)"), told("b", 1, "2020-09-29", 31).credit(Some("OPA"), "(OPA)")]);
    assert_eq!((estimate.low, estimate.high, estimate.origins()), (Some(24), Some(31), 1));
    assert!(estimate.support.iter().any(|told| !told.counts && told.why == "of one origin with a: OPA, by «(OPA)»"), "{:?}", estimate.support);
}

#[test]
fn leaving_an_outlet_out_leaves_out_who_has_its_words() {
    let mut readings = vec![told("a", 0, "2020-09-28", 24).credit(Some("OPA"), "(OPA)"), told("b", 1, "2020-09-29", 31)];
    let Stitched { episodes, origins } = stitch(&mut readings, &rarity(), &camp, &|_, _| true, &|_| {});
    let terms = Terms { without: vec!["opa".into()], ..Terms::default() };
    let estimates = tally::estimates(&readings, &episodes, &told_again(&readings, &episodes, &origins), &camp, &terms);
    assert_eq!((estimates[0].low, estimates[0].high), (Some(31), Some(31)));
}

#[test]
fn who_only_repeats_and_says_not_whom_begins_nothing() {
    let estimate = row(vec![told("a", 0, "2020-09-28", 24), told("b", 1, "2020-09-29", 24)]);
    assert_eq!(estimate.grade.as_deref(), Some("provisional: one origin"));
    let why: Vec<&str> = estimate.support.iter().map(|told| told.why.as_str()).collect();
    assert_eq!(why, ["lineage unknown, and tells what none before it tells", "repeats only; lineage unknown"]);
    assert_eq!(row(vec![told("a", 0, "2020-09-28", 24), told("b", 1, "2020-09-29", 31)]).origins(), 2, "another figure is news");
    let nobody = row(vec![told("a", 0, "2020-09-28", 24).credit(None, "Agencies")]);
    assert_eq!(
        (nobody.grade.as_deref(), nobody.support[0].why.as_str()),
        (Some("provisional: no origin of known lineage"), "has it from «Agencies»: lineage unknown")
    );
}

#[test]
fn what_a_copy_changed_is_told_figures_first() {
    let first =
        report("a", "South shelled the town of Karm at dawn, killing over 40 soldiers, its ministry said. Smoke stood over the hills. Nobody was rescued.")
            .claim("killing over 40 soldiers", toll(Effect::Killed, over(40)).of("North").soldiers().by("South: Ministry of Defence"));
    let copy = report("b", "South shelled the town of Karm at dawn, killing 50 soldiers, it said. Smoke stood over the hills. It rained.")
        .claim("killing 50 soldiers", killed(50).of("North").soldiers().by("South"));
    let found = changed(&first, &copy, &rarity(), &|party| camp(party, None));
    let drift: Vec<(DriftKind, &str)> = found.aligned[0].drift.iter().map(|drift| (drift.kind, drift.words.as_str())).collect();
    assert_eq!(drift, [(DriftKind::FigureChanged, "more than 40 became 50"), (DriftKind::ClaimantShortened, "South: Ministry of Defence became South")]);
    let words = |text: &str, span: Option<counterclaim_model::Span>| span.map(|span| span.of(text).to_owned());
    let replaced: Vec<_> = found.aligned[0].pieces.iter().filter(|piece| piece.how != How::Same).collect();
    assert_eq!(words(&copy.document.text, replaced[0].ours).as_deref(), Some("50"));
    assert_eq!(words(&first.document.text, replaced[0].theirs).as_deref(), Some("over 40"));
    assert!(found.aligned[1].is_same());
    assert_eq!((found.dropped.len(), found.added.len()), (1, 1), "nobody was rescued, and it rained");
    assert!((60..90).contains(&found.percent()), "{}", found.percent());
}
