//! What holds of every ledger: ranges are in order, the order of reports does not matter, and a reprint adds nothing.

mod support;

use counterclaim::{
    stitch::{Stitched, copies::reprints, stitch},
    tally,
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

fn reading(id: usize, claims: &[Told], written: Option<u8>) -> Reading {
    let days = ["Sunday", "Monday", "Tuesday"];
    let sentences: Vec<String> =
        claims.iter().enumerate().map(|(n, told)| format!("Claim {n} of {id} tells {} on {}.", told.0, days[usize::from(told.7 % 3)])).collect();
    let text = format!("South attacked North. {} {FILLER} {id}.", sentences.join(" "));
    let mut reading = report(&format!("r{id}"), &text).claim("South attacked North", deed(Kind::Attack, "South", "North"));
    if let Some(day) = written {
        reading = reading.written(&format!("2020-09-{:02}", 27 + day % 3));
    }
    for (n, (figure, how, effect, side, role, by, total, day)) in claims.iter().enumerate() {
        let effect = [Effect::Killed, Effect::Wounded, Effect::Casualties][usize::from(effect % 3)];
        let mut say = toll(effect, quantity(*figure, *how)).role(Role::ALL[usize::from(role % 3)]);
        say = say.of(["North", "South", ""][usize::from(side % 3)]).by(["North", "South", "Monitor", "reporter"][usize::from(by % 4)]);
        if *total {
            say = say.total();
        }
        if written.is_some() {
            say = say.when("2020-09-27", &format!("2020-09-{:02}", 27 + day % 3));
        }
        reading = reading.claim(&format!("Claim {n} of {id} tells {figure}"), say);
    }
    reading
}

fn ledger(mut readings: Vec<Reading>) -> (Vec<Episode>, Vec<Sum>, Vec<Dispute>, Vec<Estimate>) {
    let Stitched { episodes, origins } = stitch(&mut readings, &camp, &|_| {});
    let again = reprints(&origins);
    let sums = tally::sums(&readings, &episodes, &again);
    let disputes = tally::disputes(&readings, &episodes, &sums, &again, &camp);
    let estimates = tally::estimates(&readings, &episodes, &again, &camp);
    (episodes, sums, disputes, estimates)
}

fn claims() -> impl Strategy<Value = Vec<Told>> {
    prop::collection::vec((0u32..120, 0u8..6, 0u8..3, 0u8..3, 0u8..3, 0u8..4, any::<bool>(), 0u8..3), 0..7)
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
            estimates.iter().map(|e| (e.side.clone(), e.role, e.effect, e.low, e.best, e.high, e.high_open, e.used.clone())).collect()
        };
        prop_assert_eq!(ranges(&estimates), ranges(&with));
    }
}
