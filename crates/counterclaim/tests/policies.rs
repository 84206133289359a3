//! One small war under five policies: the same claims, used or set aside with the reason, never another fact.

mod support;

use counterclaim::stitch::{Stitched, copies::told_again, stitch};
use counterclaim::tally::{self, Policy, Terms, Vague};
use counterclaim_model::{DisputeKind, Effect, Estimate, Kind, Qualifier, Quantity, Reading, Role, Use, WhyNot};
use support::*;

fn war(id: &str, day: &str, text: &str) -> Reading {
    let text = format!("South attacked North. {text}");
    report(id, &text).written(day).claim("South attacked North", deed(Kind::Attack, "South", "North").on("2020-09-28"))
}

/// Own count 84 after 32, a monitor's 90, the enemy's 550; the reprint of the second report counts for nothing.
fn reports() -> Vec<Reading> {
    let of = |n: u32, by: &str, day: &str| killed(n).of("North").soldiers().total().by(by).when("2020-09-27", day);
    vec![
        war("first", "2020-09-28", "North counts 32 dead soldiers.").claim("counts 32 dead soldiers", of(32, "North: Ministry of Defence", "2020-09-28")),
        war("second", "2020-09-29", "North counts 84 dead soldiers. A monitor counts 90. South claims to have killed 550 soldiers.")
            .claim("counts 84 dead soldiers", of(84, "North: Ministry of Defence", "2020-09-29"))
            .claim("A monitor counts 90", of(90, "Monitor", "2020-09-29"))
            .claim("killed 550 soldiers", of(550, "South", "2020-09-29")),
    ]
}

fn estimates(mut readings: Vec<Reading>, terms: &Terms) -> Vec<Estimate> {
    let Stitched { episodes, origins } = stitch(&mut readings, &rarity(), &camp, &|_, _| true, &|_| {});
    tally::estimates(&readings, &episodes, &told_again(&readings, &episodes, &origins), &camp, terms)
}

fn row(readings: Vec<Reading>, terms: &Terms) -> Estimate {
    let of = |e: &Estimate| (&*e.side, e.role, e.effect) == ("North", Role::Military, Effect::Killed);
    estimates(readings, terms).into_iter().find(of).expect("the row stands")
}

fn under(policy: Policy) -> Estimate {
    row(reports(), &Terms { policy, ..Terms::default() })
}

fn ends(estimate: &Estimate) -> (Option<u32>, Option<u32>, Option<u32>) {
    (estimate.low, estimate.best, estimate.high)
}

fn why(estimate: &Estimate, quote: &str) -> Option<WhyNot> {
    estimate.set_aside.iter().find(|(id, _)| id.0.contains(quote)).map(|(_, why)| *why)
}

#[test]
fn five_policies_five_ranges() {
    assert_eq!(ends(&under(Policy::OwnThenEnemy)), (Some(84), Some(84), Some(550)), "what is admitted, and what the enemy claims");
    assert_eq!(ends(&under(Policy::Conservative)), (Some(84), Some(84), Some(84)), "the lowest that is current");
    assert_eq!(ends(&under(Policy::Ucdp)), (Some(84), Some(90), Some(90)), "best is a third party's; an enemy is not reliable");
    assert_eq!(ends(&under(Policy::TwoOrigins)), (Some(84), None, Some(550)), "from the lowest origin to the highest");
    assert_eq!(ends(&under(Policy::Graded)), (Some(84), None, Some(550)));
}

#[test]
fn every_policy_says_why_a_claim_is_not_used() {
    for policy in Policy::ALL {
        assert_eq!(why(&under(policy), "32"), Some(WhyNot::Superseded), "{}: the same claimant counts 84 later", policy.name());
    }
    assert_eq!(why(&under(Policy::Ucdp), "550"), Some(WhyNot::Outranked));
    let within = under(Policy::TwoOrigins).used.iter().any(|(id, used)| id.0.contains("90") && *used == Use::Within);
    assert!(within, "what lies between the ends is used, and sets none");
}

#[test]
fn origins_are_counted_and_not_pages() {
    assert_eq!(under(Policy::TwoOrigins).grade.as_deref(), Some("3 independent origins"));
    assert_eq!(under(Policy::Graded).grade.as_deref(), Some("confirmed: whoever did it says so"));
    // A report that only repeats in its own voice what a ministry says begins nothing.
    let count = || killed(12).of("North").civilians().total();
    let told = |own: u32| {
        let text = format!("North counts 12 dead. So {own} civilians died.");
        let own_voice = killed(own).of("North").civilians().total();
        let reading = war("a", "2020-09-28", &text).claim("counts 12 dead", count().by("North")).claim(&format!("So {own} civilians died"), own_voice);
        let terms = Terms { policy: Policy::TwoOrigins, ..Terms::default() };
        estimates(vec![reading], &terms).into_iter().find(|e| e.role == Role::Civilian).expect("a row").grade
    };
    assert_eq!(told(12).as_deref(), Some("provisional: one origin"));
    assert_eq!(told(14).as_deref(), Some("2 independent origins"));
}

#[test]
fn dozens_are_what_the_table_says() {
    let reading = || {
        let dozens = Quantity { low: Some(24), high: None, qualifier: Qualifier::Vague };
        let mut reading =
            war("a", "2020-09-28", "Dozens of soldiers died.").claim("Dozens of soldiers died", toll(Effect::Killed, dozens).of("North").soldiers());
        let claim = reading.claims.last_mut().expect("the toll");
        claim.parts.push((counterclaim_model::Part::Count, counterclaim_model::Span::new(claim.quote.start as usize, claim.quote.start as usize + 6)));
        vec![reading]
    };
    let with = |vague: Vague| row(reading(), &Terms { vague, ..Terms::default() });
    assert_eq!((with(Vague::default()).low, &*with(Vague::default()).vague), (Some(24), "guidelines"));
    let acled = Vague { name: "acled".into(), words: [("dozens".to_owned(), 12)].into() };
    assert_eq!((with(acled.clone()).low, &*with(acled.clone()).vague), (Some(12), "acled"));
    assert_eq!(with(Vague { name: "none".into(), words: Default::default() }).low, Some(1));
    let conservative = row(reading(), &Terms { policy: Policy::Conservative, vague: acled, ..Terms::default() });
    assert_eq!(ends(&conservative), (Some(12), Some(12), Some(12)), "an archive that writes one figure writes this one");
}

#[test]
fn ranges_move_when_somebody_is_left_out() {
    let without = |name: &str| row(reports(), &Terms { without: vec![name.into()], ..Terms::default() });
    assert_eq!(ends(&without("South")), (Some(84), Some(84), Some(84)));
    assert_eq!(why(&without("South"), "550"), Some(WhyNot::LeftOut));
    assert_eq!(ends(&without("north")), (Some(90), Some(90), Some(550)), "names are found in any case");
    assert_eq!(ends(&without("anonymous")), (Some(84), Some(84), Some(550)), "nobody here is unnamed");
    assert_eq!(without("South").without, ["South".into()]);
}

#[test]
fn archives_of_civilian_harm_do_not_tell_sides_apart() {
    let reading = war("a", "2020-09-28", "Six people died in the north. A monitor counts eight dead civilians. Two soldiers fell.")
        .claim("Six people died", killed(6).of("North"))
        .claim("eight dead civilians", killed(8).civilians().by("Monitor"))
        .claim("Two soldiers fell", killed(2).of("North").soldiers());
    let terms = Terms { policy: Policy::Graded, together: true, ..Terms::default() };
    let rows: Vec<_> = estimates(vec![reading], &terms).into_iter().map(|e| (e.role, e.low, e.high)).collect();
    assert_eq!(rows, [(Role::Military, Some(2), Some(2)), (Role::All, Some(6), Some(8))], "fighters by themselves, all others in one row");
}

#[test]
fn what_was_told_later_does_not_count_yet() {
    let by = |day: &str| row(reports(), &Terms { as_of: day.parse().ok(), ..Terms::default() });
    assert_eq!(ends(&by("2020-09-28")), (Some(32), Some(32), Some(32)));
    assert_eq!(why(&by("2020-09-28"), "84"), Some(WhyNot::ToldLater));
    assert_eq!(ends(&by("2020-09-29")), (Some(84), Some(84), Some(550)));
    assert!(estimates(reports(), &Terms { as_of: "2020-09-27".parse().ok(), ..Terms::default() }).is_empty(), "nothing was told by then");
}

#[test]
fn a_figure_that_its_own_side_takes_back_is_retracted() {
    let reading = war("a", "2020-09-28", "North counted 40 soldiers dead, then took it back.")
        .claim("counted 40 soldiers dead", killed(40).of("North").soldiers().total().by("North").denied_by("North"))
        .claim("North counted", killed(9).of("North").soldiers().total().by("Monitor"));
    assert_eq!(why(&row(vec![reading], &Terms::default()), "40"), Some(WhyNot::Retracted));
}

#[test]
fn a_later_toll_in_the_words_of_the_day_before_is_no_copy() {
    let told = |id: &str, day: &str, n: u32| {
        let text = format!(
            "The Defence Ministry of North published the names of soldiers who fell in the shelling of the border villages by South on Sunday morning. \
             North counts {n} dead soldiers. A commander, Armen Petrosyan, told reporters near the monastery that the road to the reservoir was cut \
             by artillery and that engineers were clearing unexploded shells from the orchards."
        );
        let words = format!("counts {n} dead soldiers");
        war(id, day, &text).claim(&words, killed(n).of("North").soldiers().total().by("North: Ministry of Defence").when("2020-09-27", day))
    };
    let (first, later) = (told("first", "2020-09-28", 84), told("later", "2020-09-29", 120));
    let mut both = vec![first.clone(), later.clone()];
    let origins = stitch(&mut both, &rarity(), &camp, &|_, _| true, &|_| {}).origins;
    assert_eq!(origins.len(), 1, "the words are the same");
    let terms = Terms::default();
    assert_eq!(row(vec![first.clone(), later], &terms).best, Some(120), "and the toll is another");
    let copied = row(vec![first, told("copy", "2020-09-29", 84)], &terms);
    assert_eq!(copied.set_aside.iter().filter(|(_, why)| *why == WhyNot::Copy).count(), 1, "what is told again counts once");
}

#[test]
fn sums_and_disputes_stand_on_the_same_terms() {
    let told = |terms: &Terms| {
        let text = "South counts 550 dead of North, which North denies. A monitor counts 90.";
        let mut readings = vec![
            war("a", "2020-09-28", text)
                .claim("counts 550 dead", killed(550).of("North").soldiers().total().by("South").denied_by("North"))
                .claim("A monitor counts 90", killed(90).of("North").soldiers().total().by("Monitor")),
        ];
        let Stitched { episodes, origins } = stitch(&mut readings, &rarity(), &camp, &|_, _| true, &|_| {});
        let again = told_again(&readings, &episodes, &origins);
        let sums = tally::sums(&readings, &episodes, &again, terms);
        tally::disputes(&readings, &episodes, &sums, &again, &camp, terms).into_iter().map(|dispute| dispute.kind).collect::<Vec<_>>()
    };
    let without = |name: &str| told(&Terms { without: vec![name.into()], ..Terms::default() });
    assert!(told(&Terms::default()).contains(&DisputeKind::Denied));
    assert!(!without("South").contains(&DisputeKind::Denied), "whose claim it was is left out");
    assert!(!without("North").contains(&DisputeKind::Denied), "who denies it is left out");
    assert!(told(&Terms { as_of: "2020-09-27".parse().ok(), ..Terms::default() }).is_empty(), "nothing was told by then");
}
