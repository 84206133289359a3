//! Reports of the same fighting are brought together, and undated ones dated by others.

mod support;

use counterclaim::stitch::copies::origins;
use counterclaim_model::{Basis, Day, Effect, Episode, Kind, Quantity, Reading};
use support::*;

fn day(text: &str) -> Option<Day> {
    text.parse().ok()
}

fn published(readings: &[Reading], id: &str) -> Option<Day> {
    readings.iter().find(|reading| &*reading.document.id == id).and_then(|reading| reading.document.published.from)
}

fn docs(episodes: &[Episode]) -> Vec<String> {
    episodes.iter().map(|episode| episode.docs.join(" ")).collect()
}

/// A dated report of a war between North and South that broke out on a Sunday.
fn dated() -> Reading {
    report("b", "Fighting erupted early on Sunday. North lost 40 soldiers near Karm. On Tuesday South shelled Karm.")
        .written("2020-09-29")
        .claim("Fighting erupted", deed(Kind::Clash, "North", "South").on("2020-09-27"))
        .claim("North lost 40 soldiers", killed(40).of("North").soldiers().total().when("2020-09-27", "2020-09-29").at("Karm"))
        .claim("South shelled Karm", deed(Kind::Attack, "South", "North").on("2020-09-29").at("Karm"))
}

#[test]
fn an_outbreak_on_the_same_weekday_dates_a_report() {
    let undated =
        report("a", "At least 30 people died, it was announced on Monday. The fighting broke out on Sunday. South attacked North. Envoys will meet on Friday.")
            .claim("30 people died", killed(30).total())
            .claim("The fighting broke out", deed(Kind::Clash, "North", "South"))
            .claim("South attacked North", deed(Kind::Attack, "South", "North"));
    let mut readings = vec![dated(), undated];
    let episodes = stitched(&mut readings);
    assert_eq!(published(&readings, "a"), day("2020-09-28"));
    let Basis::Inferred { by, reason } = &readings[0].document.published.basis else { panic!("not inferred") };
    assert_eq!(by, &["b".into()]);
    assert!(reason.contains("announced on Monday"), "{reason}");
    assert_eq!(docs(&episodes), ["a b"]);
    assert_eq!(episodes[0].id, "2020-09-27-north-south");
    assert_eq!((episodes[0].days.from, episodes[0].days.to), (day("2020-09-27"), day("2020-09-29")));
    assert_eq!(episodes[0].why.len(), 1);
}

/// An undated report of North's losses on a weekday.
fn losses(figure: u32, weekday: &str) -> Reading {
    let text = format!("North has buried {figure} soldiers, it said on {weekday}. South attacked North.");
    report("a", &text)
        .claim(&format!("buried {figure} soldiers"), killed(figure).of("North").soldiers().total())
        .claim("South attacked North", deed(Kind::Attack, "South", "North"))
}

#[test]
fn the_same_figure_and_weekday_date_a_report() {
    let mut readings = vec![losses(40, "Tuesday"), dated()];
    stitched(&mut readings);
    assert_eq!(published(&readings, "a"), day("2020-09-29"));
    // Two digits alone agree by accident; so does a weekday. Beside the only fighting of the two the figure is enough to stand there.
    for (figure, weekday, episodes) in [(40, "Friday", 1), (41, "Tuesday", 2)] {
        let mut readings = vec![losses(figure, weekday), dated()];
        assert_eq!(stitched(&mut readings).len(), episodes);
        assert_eq!(published(&readings, "a"), None);
    }
}

#[test]
fn a_day_of_the_month_nearby_dates_a_report() {
    let text = "On Sunday a rocket hit Karm, after the truce of September 29 had failed. South attacked North. A rally is planned for October 9.";
    let mut readings = vec![report("a", text).claim("South attacked North", deed(Kind::Attack, "South", "North")), dated()];
    let episodes = stitched(&mut readings);
    assert_eq!(published(&readings, "a"), day("2020-09-29"));
    assert_eq!(episodes.len(), 1);
    // Named weekdays lie around that day of the month.
    let text = "On Friday a rocket hit Karm, after the truce of September 29 had failed. South attacked North.";
    let mut readings = vec![report("a", text).claim("South attacked North", deed(Kind::Attack, "South", "North")), dated()];
    stitched(&mut readings);
    assert_eq!(published(&readings, "a"), day("2020-10-02"));
}

#[test]
fn a_weekday_and_day_of_the_month_are_set_in_the_year_of_the_war() {
    let told = |text: &str| report("a", text).claim("South attacked North", deed(Kind::Attack, "South", "North"));
    let mut readings = vec![told("South attacked North, it was said on Saturday, October 31. A treaty of 1997 binds them."), dated()];
    stitched(&mut readings);
    assert_eq!(published(&readings, "a"), day("2020-10-31"));
    let mut readings = vec![told("South attacked North, it was said on Friday, October 31. A treaty of 1997 binds them."), dated()];
    stitched(&mut readings);
    assert_eq!(published(&readings, "a"), None);
    // Of weekdays that follow upon each other the last is the day of the month: a Saturday the 31st, not a Friday.
    let both = |day: &str| format!("{day}. South attacked North, it was said on Saturday. On Friday nobody had spoken. A treaty of 1997 binds them.");
    let mut readings = vec![told(&both("October 31")), dated()];
    stitched(&mut readings);
    assert_eq!(published(&readings, "a"), day("2020-10-31"));
    let mut readings = vec![told(&both("October 30")), dated()];
    stitched(&mut readings);
    assert_eq!(published(&readings, "a"), None);
}

#[test]
fn a_report_without_a_day_bridges_no_two_wars() {
    let later = report("c", "North lost 4,211 soldiers. South attacked North.")
        .written("2022-05-01")
        .claim("4,211 soldiers", killed(4211).of("North").soldiers().total())
        .claim("South attacked North", deed(Kind::Attack, "South", "North").on("2022-05-01"));
    let undated = report("a", "North lost 4,211 soldiers and 140 soldiers. South attacked North at Karm.")
        .claim("4,211 soldiers", killed(4211).of("North").soldiers().total())
        .claim("140 soldiers", killed(140).of("North").soldiers().at("Karm"))
        .claim("South attacked North", deed(Kind::Attack, "South", "North"));
    let mut dated = dated();
    dated = dated.claim("On Tuesday South shelled", killed(140).of("North").soldiers().on("2020-09-29"));
    let mut readings = vec![later, undated, dated];
    assert_eq!(docs(&stitched(&mut readings)), ["c", "a b"]);
}

#[test]
fn places_alone_date_nothing() {
    let undated = report("a", "South shelled Karm on Monday. North attacked South at Karm.")
        .claim("South shelled Karm", deed(Kind::Attack, "South", "North").at("Karm"))
        .claim("North attacked South", deed(Kind::Attack, "North", "South").at("Karm"));
    let mut readings = vec![undated, dated()];
    stitched(&mut readings);
    assert_eq!(published(&readings, "a"), None);
}

#[test]
fn a_report_that_looks_back_on_that_war_is_not_of_it() {
    let later = report("a", "North lost 40 soldiers on Tuesday. South attacked North. It is the worst since the war of 2020.")
        .claim("North lost 40 soldiers", killed(40).of("North").soldiers())
        .claim("South attacked North", deed(Kind::Attack, "South", "North"))
        .claim("the war of 2020", deed(Kind::Clash, "North", "South").on("2020").background());
    let mut readings = vec![later, dated()];
    let episodes = stitched(&mut readings);
    assert_eq!(published(&readings, "a"), None);
    assert_eq!(episodes.len(), 2);
}

#[test]
fn a_day_of_the_month_with_its_weekday_gives_the_year() {
    let report = report("a", "Forty died on Tuesday (September 13th), the worst since the war in 2020.").claim("Forty died", killed(40));
    let mut readings = vec![report];
    stitched(&mut readings);
    assert_eq!(published(&readings, "a"), day("2022-09-13"));
}

#[test]
fn a_report_that_was_dated_by_its_own_words_dates_another() {
    let told = |id: &str, text: &str, quote: &str| {
        report(id, text).claim(quote, killed(49).of("North").soldiers().total()).claim("South attacked North", deed(Kind::Attack, "South", "North"))
    };
    let first = told("a", "South attacked North on Tuesday, and 49 soldiers of the North died.", "49 soldiers of the North died");
    let then = told("b", "South attacked North. 49 soldiers died on Tuesday (September 13th), the worst since the war in 2020.", "49 soldiers died");
    let mut readings = vec![first, then];
    let episodes = stitched(&mut readings);
    assert_eq!(published(&readings, "a"), day("2022-09-13"));
    assert_eq!(docs(&episodes), ["a b"]);
}

#[test]
fn a_war_of_last_year_gives_the_year_and_no_more() {
    let text = "Two soldiers were wounded yesterday. A bloody war took place last year. The war took place in 2018 and ended in 2018.";
    let report = report("a", text).claim("Two soldiers were wounded yesterday", toll(Effect::Wounded, Quantity::exact(2)).of("South").soldiers());
    let mut readings = vec![report];
    stitched(&mut readings);
    assert_eq!(published(&readings, "a"), day("2019"));
}

#[test]
fn nothing_is_dated_from_nothing() {
    let report = report("a", "Two soldiers were killed on Tuesday. Elections were held in 2018.").claim("Two soldiers were killed", killed(2));
    let mut readings = vec![report];
    let episodes = stitched(&mut readings);
    assert_eq!(published(&readings, "a"), None);
    assert_eq!(episodes[0].id, "a");
}

#[test]
fn other_camps_other_days_and_mediators_make_other_episodes() {
    let apart = |id: &str, text: &str, written: &str| report(id, text).written(written).claim("attacked", deed(Kind::Attack, "South", "North").on(written));
    let east = report("e", "East attacked West.").written("2020-09-29").claim("East attacked West", deed(Kind::Attack, "East", "West").on("2020-09-29"));
    let talk = report("t", "East and North met. East attacked West.")
        .written("2020-09-29")
        .claim("East and North met", deed(Kind::Talk, "East", "North").on("2020-09-29"))
        .claim("East attacked West", deed(Kind::Attack, "East", "West").on("2020-09-29"));
    let mut readings =
        vec![dated(), apart("c", "South attacked North again.", "2020-10-02"), apart("d", "South attacked North later.", "2020-10-20"), east, talk];
    let episodes = stitched(&mut readings);
    assert_eq!(docs(&episodes), ["d", "e t", "b c"]);
}

#[test]
fn allies_stand_in_one_camp() {
    let hills = report("h", "South attacked the Hill People.")
        .written("2020-09-28")
        .claim("South attacked the Hill People", deed(Kind::Attack, "South", "Hill People").on("2020-09-28"));
    let mut readings = vec![dated(), hills];
    let episodes = stitched(&mut readings);
    assert_eq!(docs(&episodes), ["b h"]);
    assert_eq!(episodes[0].camps, [vec!["North".into(), "Hill People".into()], vec!["South".into()]]);
}

#[test]
fn a_bomb_without_a_bomber_is_joined_by_day_and_place() {
    let bomb = |id: &str, place: &str, n: u32| {
        let text = format!("A bomb killed {n} in {place}.");
        report(id, &text).written("2015-03-02").claim(&format!("killed {n} in {place}"), killed(n).on("2015-03-02").at(place))
    };
    let mut readings = vec![bomb("a", "Oldtown", 12), bomb("b", "Oldtown", 14), bomb("c", "Riverside", 12)];
    assert_eq!(docs(&stitched(&mut readings)), ["a b", "c"]);
}

#[test]
fn large_figures_that_others_hold_for_history_are_set_aside() {
    let with = |id: &str, say: Say| {
        let text = format!("{id}: the war killed 30,000 people. South attacked North.");
        let attack = deed(Kind::Attack, "South", "North").on("2020-09-28");
        report(id, &text).written("2020-09-28").claim("killed 30,000 people", say).claim("South attacked North", attack)
    };
    let total = || killed(30_000).total();
    let mut readings = vec![with("a", total()), with("b", total().background()), with("c", total().background())];
    let episodes = stitched(&mut readings);
    assert!(!readings[0].claims[0].current);
    assert_eq!(episodes[0].background.len(), 3);
}

const LONG: &str = "South attacked North at dawn with rockets and guns along the whole of the Varnak river front. Villagers said that they had fled to \
    the hills with their cattle and whatever they could carry. Colonel Melko told journalists in the capital that his army had held every \
    post and that nine soldiers had been killed in the first hours of the fighting before the guns fell silent.";

#[test]
fn reprints_are_found_and_told() {
    let told = |id: &str, text: &str, written: &str| {
        report(id, text).written(written).claim("South attacked North", deed(Kind::Attack, "South", "North").on("2020-09-27"))
    };
    let longer = format!("{LONG} More follows.");
    let mut readings = vec![told("z", LONG, "2020-09-27"), told("a", &longer, "2020-09-28"), dated()];
    let episodes = stitched(&mut readings);
    let found = origins(&readings, &rarity());
    assert_eq!(found.len(), 1);
    assert_eq!((&*found[0].first, &*found[0].copies[0].doc), ("z", "a"));
    assert!(episodes[0].why.iter().any(|why| why.contains("a repeats z: ")), "{:?}", episodes[0].why);
}

#[test]
fn a_copy_that_is_cut_moved_and_reworded_is_one_and_a_rival_report_is_none() {
    let told =
        |id: &str, text: &str| report(id, text).written("2020-09-27").claim("South attacked North", deed(Kind::Attack, "South", "North").on("2020-09-27"));
    let altered = "Colonel Melko told newspapers in the capital that his army had held each post and that nine soldiers had died in the opening hours of the \
        fighting. South attacked North at daybreak with rockets and mortars along the entire length of the Varnak river front. Rain is forecast for Monday.";
    let rival = "South attacked North before breakfast. The governor of the valley spoke of nine dead soldiers, and of a bridge that burned all night. \
        A ferry took the wounded to the islands.";
    let readings = vec![told("a", LONG), told("b", altered), told("c", rival)];
    let found = origins(&readings, &rarity());
    assert_eq!(found.len(), 1);
    assert_eq!((&*found[0].first, found[0].copies.len(), &*found[0].copies[0].doc), ("a", 1, "b"));
}

#[test]
fn brief_reports_of_two_capitals_on_one_attack_are_no_copies() {
    let told = |id: &str, text: &str| report(id, text).written("2016-09-29").claim("soldiers", killed(2).of("North").soldiers().on("2016-09-29"));
    let one = told(
        "a",
        "South said on Thursday that its soldiers had crossed the line in the night and attacked camps in North. North denied that there had been such an \
         attack. Its army said that troops of the South had fired across the line, killing two soldiers and wounding nine.",
    );
    let other = told(
        "b",
        "The army of North said on Friday that it had killed eight soldiers of the South and captured one on Thursday. South denied that any of its soldiers \
         had been killed. Its army said that one soldier had strayed across the line. Officials of the South said that two soldiers of North had died in \
         the attack.",
    );
    assert!(origins(&[one, other], &rarity()).is_empty());
}

#[test]
fn a_figure_whose_side_one_report_does_not_tell_is_the_same_figure() {
    let undated = report("a", "About 550 opponents were destroyed, it was said on Monday. South attacked North.")
        .claim("550 opponents were destroyed", killed(550).total())
        .claim("South attacked North", deed(Kind::Attack, "South", "North"));
    let told = report("b", "South has killed 550 soldiers of North. North attacked South on Monday.")
        .written("2020-09-29")
        .claim("killed 550 soldiers", killed(550).of("North").soldiers().total().when("2020-09-27", "2020-09-28"))
        .claim("North attacked South", deed(Kind::Attack, "North", "South").on("2020-09-28"));
    let mut readings = vec![undated, told];
    let episodes = stitched(&mut readings);
    assert_eq!(published(&readings, "a"), day("2020-09-28"));
    assert_eq!(docs(&episodes), ["a b"]);
}
