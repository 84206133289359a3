//! Ranges: low, best, high, and whether the high end is open or the enemy's, row by row.

use super::{Marks, episode, optional, strings, told::Told};
use crate::score::item::Item;
use serde_json::Value;
use std::collections::BTreeSet;

/// The policy whose ranges gold gives.
const POLICY: &str = "own-then-enemy";

pub(super) fn score(gold: &Item, told: &Told, marks: &mut Marks) {
    let episodes = gold.list("episodes");
    let mut matched: BTreeSet<&str> = BTreeSet::new();
    for row in gold.list("estimates") {
        let reports: Option<BTreeSet<&str>> =
            episodes.iter().find(|episode| episode.text("id") == row.text("episode")).map(|episode| strings(episode.get("reports")).into_iter().collect());
        let ours = reports.and_then(|reports| episode::of(&reports, told)).map(|episode| episode.text("id"));
        let is = |estimate: &&Item| {
            ours == Some(estimate.text("episode")) && ["side", "role", "effect"].iter().all(|field| options(&row, field).contains(&estimate.get(field)))
        };
        let ours = told.estimates.iter().find(is);
        matched.extend(ours.map(|ours| ours.text("id")));
        if optional(&row) && ours.is_none() {
            continue;
        }
        let name = format!("{} {} {} {}", row.text("episode"), row.text("side"), row.text("role"), row.text("effect"));
        for (field, label) in [("low", "estimates: low"), ("best", "estimates: best"), ("high", "estimates: high"), ("high_open", "estimates: open above")] {
            let given = ours.map_or(&Value::Null, |ours| ours.get(field));
            let right = ours.is_some() && options(&row, field).contains(&given);
            marks.mark(label, right, || {
                format!("{name}: {} not {}", options(&row, field)[0], if ours.is_some() { given.to_string() } else { "there".to_owned() })
            });
        }
        let enemys = ours.and_then(|ours| ours.get("high_is_enemys").as_bool());
        let right = options(&row, "high_from")[0].as_str() == Some("enemy");
        marks.mark("estimates: high is the enemy's", enemys == Some(right), || format!("{name}: {right} not {enemys:?}"));
    }
    for ours in &told.estimates {
        marks.mark("estimates that are in gold", matched.contains(ours.text("id")), || {
            format!("{}: {} {} {}", ours.text("id"), ours.get("low"), ours.get("best"), ours.get("high"))
        });
    }
}

/// All right answers to a field of a row, whether they stand with the row or with its range.
fn options<'a>(row: &'a Item, field: &str) -> Vec<&'a Value> {
    let range = row.get(POLICY);
    let first = range.get(field).unwrap_or_else(|| row.get(field));
    let also = |of: &'a Value| of.get("also").and_then(|also| also.get(field)).and_then(Value::as_array);
    let beside = row.get("also").get(field).and_then(Value::as_array);
    std::iter::once(first).chain(also(range).into_iter().flatten()).chain(beside.into_iter().flatten()).collect()
}
