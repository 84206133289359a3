//! What holds of every ledger under every policy: ranges are in order, the order of reports does not matter, a reprint adds nothing, and no
//! claim is lost: what narrows a range says which claim gave way, and why.

mod support;

use counterclaim::{
    stitch::{Stitched, copies::told_again, stitch},
    tally::{self, Policy, Terms},
};
use counterclaim_model::{Dispute, Effect, Episode, Estimate, Kind, Quantity, Reading, Role, Sum};
use proptest::prelude::*;
use support::*;

const FILLER: &str = "The river rose in the night and the bridges were closed to carts and cars while people from the villages on both banks \
    waited for news of their sons at the front and for bread from the town";

/// One toll to be: figure, how it is bounded, effect, side, role, claimant, total or not, day.
type Told = (u32, u8, u8, u8, u8, u8, bool, u8);

fn quantity(n: u32, how: u8) -> Quantity {
    match how {
        0 => Quantity::exact(n),
        1 => at_least(n),
        2 => over(n),
        3 => about(n),
        4 => many(),
        _ => Quantity { low: None, high: Some(n), qualifier: counterclaim_model::Qualifier::UpTo },
    }
}

/// The same reports, one of them with a toll more at its end.
fn adding(mut readings: Vec<Reading>, which: usize, told: Told) -> Vec<Reading> {
    let reading = readings.remove(which);
    let text = format!("{} One more tells {}.", reading.document.text, told.0);
    let words = format!("One more tells {}", told.0);
    let fresh = report(&reading.document.id, &text);
    let mut more = Reading { claims: reading.claims, ..fresh };
    more.document.published = reading.document.published;
    let day = format!("2020-09-{:02}", 27 + told.7 % 3);
    readings.insert(which, more.claim(&words, toll_of(&told).when("2020-09-27", &day)));
    readings
}

/// What a toll to be says.
fn toll_of((figure, how, effect, side, role, by, total, _): &Told) -> Say {
    let effect = [Effect::Killed, Effect::Wounded, Effect::Casualties][usize::from(effect % 3)];
    let say = toll(effect, quantity(*figure, *how)).role(Role::ALL[usize::from(role % 3)]);
    let say = say.of(["North", "South", ""][usize::from(side % 3)]).by(["North", "South", "Monitor", "reporter"][usize::from(by % 4)]);
    if *total { say.total() } else { say }
}

fn reading(id: usize, claims: &[Told], written: Option<u8>) -> Reading {
    let days = ["Sunday", "Monday", "Tuesday"];
    let sentences: Vec<String> =
        claims.iter().enumerate().map(|(n, told)| format!("Claim {n} of {id} tells {} on {}.", told.0, days[usize::from(told.7 % 3)])).collect();
    let text = format!("South attacked North. {} {FILLER} {id}.", sentences.join(" "));
    let mut reading = report(&format!("r{id}"), &text).claim("South attacked North", deed(Kind::Attack, "South", "North"));
    if let Some(day) = written {
        reading = reading.written(&format!("2020-09-{:02}", 27 + day % 3));
    }
    for (n, told) in claims.iter().enumerate() {
        let mut say = toll_of(told);
        let (figure, day) = (told.0, told.7);
        if written.is_some() {
            say = say.when("2020-09-27", &format!("2020-09-{:02}", 27 + day % 3));
        }
        reading = reading.claim(&format!("Claim {n} of {id} tells {figure}"), say);
    }
    reading
}

fn ledger(mut readings: Vec<Reading>) -> (Vec<Episode>, Vec<Sum>, Vec<Dispute>, Vec<Estimate>) {
    let Stitched { episodes, origins } = stitch(&mut readings, &rarity(), &camp, &|_, _| true, &|_| {});
    let again = told_again(&readings, &episodes, &origins);
    let sums = tally::sums(&readings, &episodes, &again, &tally::Terms::default());
    let disputes = tally::disputes(&readings, &episodes, &sums, &again, &camp, &tally::Terms::default());
    let under = |policy| tally::estimates(&readings, &episodes, &again, &camp, &Terms { policy, ..Terms::default() });
    let estimates = Policy::ALL.into_iter().flat_map(under).collect();
    (episodes, sums, disputes, estimates)
}

fn told() -> impl Strategy<Value = Told> {
    (0u32..120, 0u8..6, 0u8..3, 0u8..3, 0u8..3, 0u8..4, any::<bool>(), 0u8..3)
}

fn claims() -> impl Strategy<Value = Vec<Told>> {
    prop::collection::vec(told(), 0..7)
}

fn reports() -> impl Strategy<Value = Vec<Reading>> {
    prop::collection::vec((claims(), prop::option::of(0u8..3)), 1..5)
        .prop_map(|reports| reports.iter().enumerate().map(|(id, (claims, written))| reading(id, claims, *written)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn low_best_and_high_are_in_order(readings in reports()) {
        let (episodes, _, _, estimates) = ledger(readings);
        for estimate in estimates {
            let ends: Vec<u32> = [estimate.low, estimate.best, estimate.high].into_iter().flatten().collect();
            prop_assert!(ends.is_sorted(), "{estimate:?}");
            prop_assert!(episodes.iter().any(|episode| episode.id == estimate.episode));
        }
    }

    #[test]
    fn the_order_of_reports_does_not_matter(readings in reports(), turn in 0usize..4) {
        let mut turned = readings.clone();
        let places = turn % turned.len();
        turned.rotate_left(places);
        turned.reverse();
        prop_assert_eq!(ledger(readings), ledger(turned));
    }

    #[test]
    fn a_reprint_changes_no_range_and_no_sum(readings in reports(), which in 0usize..4) {
        let mut copy = readings[which % readings.len()].clone();
        let id: counterclaim_model::Name = format!("{}-again", copy.document.id).as_str().into();
        copy.document.id = id.clone();
        for claim in &mut copy.claims {
            claim.doc = id.clone();
            claim.id.0 = format!("{}-again", claim.id.0).as_str().into();
        }
        let (_, sums, _, estimates) = ledger(readings.clone());
        let (_, with_sums, _, with) = ledger(readings.into_iter().chain([copy]).collect());
        prop_assert_eq!(sums, with_sums);
        let ranges = |estimates: &[Estimate]| -> Vec<_> {
            estimates.iter().map(|e| (e.policy.clone(), e.side.clone(), e.role, e.effect, e.low, e.best, e.high, e.high_open, e.used.clone())).collect()
        };
        prop_assert_eq!(ranges(&estimates), ranges(&with));
    }
    #[test]
    fn a_claim_more_narrows_no_range_without_a_reason(readings in reports(), which in 0usize..4, more in told()) {
        let which = which % readings.len();
        let (before, with) = (ledger(readings.clone()), ledger(adding(readings, which, more)));
        for was in &before.3 {
            let same = |is: &&Estimate| (&is.policy, &is.side, is.role, is.effect) == (&was.policy, &was.side, was.role, was.effect);
            let holds = |is: &&Estimate| was.used.iter().any(|(id, _)| is.used.iter().map(|(id, _)| id).chain(is.set_aside.iter().map(|(id, _)| id)).any(|other| other == id));
            let Some(is) = with.3.iter().filter(same).find(holds) else { continue };
            let narrower = was.low.zip(is.low).is_some_and(|(was, is)| is > was) || was.high.zip(is.high).is_some_and(|(was, is)| is < was);
            let gave_way = was.used.iter().any(|(id, _)| is.set_aside.iter().any(|(other, _)| other == id));
            prop_assert!(!narrower || gave_way, "{was:?} became {is:?}");
        }
    }

    #[test]
    fn every_toll_of_a_row_is_used_or_set_aside(readings in reports()) {
        let told: Vec<_> = readings.iter().flat_map(|reading| reading.claims.clone()).collect();
        let (episodes, _, _, estimates) = ledger(readings);
        for estimate in &estimates {
            let episode = episodes.iter().find(|episode| episode.id == estimate.episode).expect("its episode stands");
            let of_row = told.iter().filter(|claim| episode.claims.contains(&claim.id)).filter(|claim| claim.toll().is_some_and(|toll| {
                let side = toll.side.first().map_or("all", |side| side);
                (toll.role, toll.effect, side) == (estimate.role, estimate.effect, &*estimate.side)
            }));
            for claim in of_row {
                let told = estimate.used.iter().map(|(id, _)| id).chain(estimate.set_aside.iter().map(|(id, _)| id)).filter(|id| **id == claim.id);
                prop_assert!(told.count() > 0, "{} is lost in {estimate:?}", claim.id.0);
            }
            prop_assert!(estimate.used.iter().all(|(id, _)| estimate.set_aside.iter().all(|(aside, _)| aside != id)), "{estimate:?}");
        }
    }
}
