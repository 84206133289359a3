//! One claim that several reports tell is linked to its likeliest original, and what was lost on the way is named.

mod support;

use counterclaim::stitch::{Stitched, retold::retold, stitch};
use counterclaim_model::{DriftKind, Effect, Kind, Quantity, Reading, Retold};
use support::*;

fn links(mut readings: Vec<Reading>) -> Vec<Retold> {
    let Stitched { episodes, origins } = stitch(&mut readings, &rarity(), &camp, &|_, _| true, &|_| {});
    retold(&readings, &episodes, &origins, &camp)
}

/// Those of tolls.
fn figures(readings: Vec<Reading>) -> Vec<Retold> {
    links(readings).into_iter().filter(|retold| !retold.original.0.contains("/attack/")).collect()
}

fn told(id: &str, written: &str, quote: &str, say: Say) -> Reading {
    let text = format!("South attacked North, and the reporters of {id} counted. {quote}.");
    report(id, &text).written(written).claim("South attacked North", deed(Kind::Attack, "South", "North").on("2020-09-27")).claim(quote, say)
}

#[test]
fn what_is_lost_on_the_way_is_named() {
    let first = told("b", "2020-09-27", "over 550 were destroyed", toll(Effect::Casualties, over(550)).of("North").soldiers().by("South").on("2020-09-27"));
    let then = told("a", "2020-09-28", "550 soldiers were killed", killed(550).of("North").soldiers().by("South").on("2020-09-28"));
    let links = figures(vec![first, then]);
    assert_eq!(links.len(), 1);
    let drift: Vec<DriftKind> = links[0].again[0].drift.iter().map(|drift| drift.kind).collect();
    assert_eq!(drift, [DriftKind::EffectLost, DriftKind::BoundLost, DriftKind::DayMoved]);
    assert_eq!(links[0].again[0].drift[0].words, "killed or wounded became killed");
}

#[test]
fn a_small_figure_of_another_claimant_links_nothing() {
    let three = |id: &str, by: &str| told(id, "2020-09-27", "3 soldiers were killed", killed(3).of("North").soldiers().by(by).on("2020-09-27"));
    assert!(figures(vec![three("a", "North"), three("b", "South")]).is_empty());
    assert_eq!(figures(vec![three("a", "North"), three("b", "North")]).len(), 1);
}

#[test]
fn killed_and_wounded_of_one_number_are_two_facts() {
    let killed = told("a", "2020-09-27", "40 soldiers were killed", killed(40).of("North").soldiers().on("2020-09-27"));
    let wounded = told("b", "2020-09-27", "40 soldiers were wounded", toll(Effect::Wounded, Quantity::exact(40)).of("North").soldiers().on("2020-09-27"));
    assert!(figures(vec![killed, wounded]).is_empty());
}

#[test]
fn a_statement_that_agrees_in_everything_is_one() {
    let told = |id: &str, day: &str, place: &str| {
        let text = format!("South shelled North near {place}, the reporters of {id} heard.");
        report(id, &text).written("2020-09-28").claim("South shelled North", deed(Kind::Attack, "South", "North").on(day).at(place))
    };
    let one = links(vec![told("a", "2020-09-27", "Karm"), told("b", "2020-09-27", "Karm")]);
    assert_eq!((one.len(), one[0].again.len()), (1, 1));
    assert!(one[0].again[0].drift.is_empty(), "both are told in the report's own voice");
    assert!(links(vec![told("a", "2020-09-27", "Karm"), told("b", "2020-09-28", "Karm")]).is_empty(), "another day");
    assert!(links(vec![told("a", "2020-09-27", "Karm"), told("b", "2020-09-27", "Orlo")]).is_empty(), "another place");
}

#[test]
fn the_clashes_of_a_day_are_one_statement_and_attacks_without_a_place_are_not() {
    let twice = |id: &str, kind: Kind| {
        let text = format!("Fighting went on, said {id}. It grew by noon.");
        report(id, &text)
            .written("2020-09-28")
            .claim("Fighting went on", deed(kind, "South", "North").on("2020-09-27"))
            .claim("It grew by noon", deed(kind, "South", "North").on("2020-09-27"))
    };
    assert_eq!(links(vec![twice("a", Kind::Clash), twice("b", Kind::Clash)]).len(), 1);
    assert!(links(vec![twice("a", Kind::Attack), twice("b", Kind::Attack)]).is_empty());
}
