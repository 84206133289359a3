//! How a toll grows: what each claimant said, from telling to telling, and which figure was current when.

mod support;

use counterclaim::stitch::{Stitched, copies::told_again, stitch};
use counterclaim::tally;
use counterclaim_model::{Growth, Kind, Reading};
use support::*;

fn told(id: &str, day: &str, n: u32, to: &str) -> Reading {
    let words = format!("North counts {n} dead soldiers");
    let text = format!("South attacked North. {words}.");
    let count = killed(n).of("North").soldiers().total().by("North: Ministry of Defence").when("2020-09-27", to);
    report(id, &text).written(day).claim("South attacked North", deed(Kind::Attack, "South", "North").on("2020-09-28")).claim(&words, count)
}

fn growth(mut readings: Vec<Reading>) -> Vec<Growth> {
    let Stitched { episodes, origins } = stitch(&mut readings, &rarity(), &camp, &|_| {});
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
