//! How a toll grows: what each claimant said, from telling to telling, and which figure was current when.

mod support;

use counterclaim::stitch::{Stitched, copies::told_again, stitch};
use counterclaim::tally;
use counterclaim_model::{Became, Growth, Kind, Reading};
use support::*;

fn told(id: &str, day: &str, n: u32, to: &str) -> Reading {
    let words = format!("North counts {n} dead soldiers");
    let text = format!("South attacked North. {words}.");
    let count = killed(n).of("North").soldiers().total().by("North: Ministry of Defence").when("2020-09-27", to);
    report(id, &text).written(day).claim("South attacked North", deed(Kind::Attack, "South", "North").on("2020-09-28")).claim(&words, count)
}

fn growth(mut readings: Vec<Reading>) -> Vec<Growth> {
    let Stitched { episodes, origins } = stitch(&mut readings, &rarity(), &camp, &|_, _| true, &|_| {});
    tally::growth(&readings, &episodes, &told_again(&readings, &episodes, &origins), &camp, &tally::Terms::default())
}

#[test]
fn each_figure_is_current_until_the_next() {
    let grown = growth(vec![
        told("c", "2020-09-30", 80, "2020-09-30"),
        told("a", "2020-09-28", 32, "2020-09-28"),
        told("b", "2020-09-29", 84, "2020-09-28"),
        told("b-again", "2020-09-29", 84, "2020-09-28"),
    ]);
    assert_eq!(grown.len(), 1);
    let day = |day: Option<counterclaim_model::Day>| day.map(|day| day.to_string());
    let steps: Vec<_> = grown[0].steps.iter().map(|step| (step.figure.figure(), step.change, day(step.told), day(step.counts_to), day(step.until))).collect();
    let is = |text: &str| Some(text.to_owned());
    assert_eq!(
        steps,
        [
            (Some(32), None, is("2020-09-28"), is("2020-09-28"), is("2020-09-29")),
            (Some(84), Some(52), is("2020-09-29"), is("2020-09-28"), is("2020-09-30")),
            (Some(80), Some(-4), is("2020-09-30"), is("2020-09-30"), None),
        ],
        "the day that a figure counts to and the day on which it is told are two"
    );
    assert_eq!(grown[0].claimant, "North: Ministry of Defence");
}

#[test]
fn a_strike_by_itself_is_no_history_of_a_toll() {
    let strike = report("a", "South attacked North. Nine soldiers fell near Karm.")
        .written("2020-09-28")
        .claim("South attacked North", deed(Kind::Attack, "South", "North").on("2020-09-28"))
        .claim("Nine soldiers fell", killed(9).of("North").soldiers().at("Karm"));
    assert_eq!(growth(vec![strike]), []);
}

#[test]
fn what_became_of_a_first_figure_is_told_by_anyone() {
    let by = |id: &str, day: &str, n: u32, by: &str| {
        let words = format!("{n} dead soldiers are counted");
        let count = killed(n).of("North").soldiers().total().by(by).when("2020-09-27", "2020-09-28");
        report(id, &format!("South attacked North. {words}."))
            .written(day)
            .claim("South attacked North", deed(Kind::Attack, "South", "North").on("2020-09-28"))
            .claim(&words, count)
    };
    let grown = growth(vec![
        by("a", "2020-09-28", 84, "North"),
        by("b", "2020-09-29", 84, "Monitor"),
        by("c", "2020-09-30", 120, "South"),
        by("d", "2020-10-01", 90, "North"),
    ]);
    let later = |claimant: &str| {
        let of = grown.iter().find(|growth| growth.claimant == claimant).expect("a claimant");
        of.later.iter().map(|later| (later.became, later.claimant.clone(), later.figure.figure())).collect::<Vec<_>>()
    };
    let is = |became, claimant: &str, n| (became, claimant.to_owned(), Some(n));
    assert_eq!(
        later("North"),
        [is(Became::Confirmed, "Monitor", 84), is(Became::Contradicted, "South", 120), is(Became::Revised, "North", 90)],
        "what was said of it, and no mark for whoever said it"
    );
    assert_eq!(later("South"), [is(Became::Contradicted, "North", 90)], "only what was told after it");
}
