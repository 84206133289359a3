//! Earlier fighting: whether what is told of it is set aside, and its tolls are found and not counted.
//!
//! "The deadliest since 2016" stands in a sentence about today: only a toll, or what is dated to the earlier fighting, is taken for current.

use super::{Marks, optional, strings, told::Told};
use crate::score::item::Item;

pub(super) fn score(gold: &Item, told: &Told, marks: &mut Marks) {
    for war in gold.list("background").into_iter().filter(|war| !optional(war)) {
        let reports = strings(war.get("reports"));
        let places: Vec<_> = told.find(war.get("quotes"), &reports).concat();
        let of_war = |claim: &&Item| claim.text("type") == "toll" || dated_to(claim.text("from"), &war);
        let taken = told.claims_at(&places).filter(|claim| claim.get("current").as_bool() != Some(false)).filter(of_war);
        let current: Vec<&str> = taken.map(|claim| claim.text("quote")).collect();
        let name = war.text("id").to_owned();
        marks.mark("background set aside", current.is_empty(), || format!("{name}: current: {current:?}"));
        for doc in strings(war.get("toll_reports")) {
            let figure = |claim: &&Item| war.get("toll").is_null() || war.get("toll").as_i64() == claim.figure();
            let found = told.claims_at(&places).filter(|claim| claim.text("type") == "toll" && claim.doc() == doc).any(|claim| figure(&claim));
            marks.mark("background tolls", found, || format!("{name}: no toll of it in {doc}"));
        }
    }
}

/// Whether a day lies within a war's days, as exactly as they are known.
fn dated_to(day: &str, war: &Item) -> bool {
    let (from, to) = (war.text("from"), war.text("to"));
    !day.is_empty() && !from.is_empty() && day >= from && (day <= to || day.starts_with(to))
}
