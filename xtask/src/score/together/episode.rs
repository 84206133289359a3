//! Episodes: which reports stand together, on which days, who fights, and to which longer war it belongs.

use super::{Marks, strings, told::Told};
use crate::score::item::Item;
use serde_json::Value;
use std::collections::BTreeSet;

pub(super) fn score(gold: &Item, told: &Told, marks: &mut Marks) {
    for episode in gold.list("episodes") {
        let reports: BTreeSet<&str> = strings(episode.get("reports")).into_iter().collect();
        let name = episode.text("id").to_owned();
        let ours = of(&reports, told);
        let docs: BTreeSet<&str> = ours.map(|ours| strings(ours.get("docs")).into_iter().collect()).unwrap_or_default();
        marks.mark("episodes: reports", docs == reports, || format!("{name}: {reports:?} not {docs:?}"));
        for field in ["from", "to"] {
            let ours = ours.map_or(&Value::Null, |ours| ours.get(field));
            let label = if field == "from" { "episodes: from" } else { "episodes: to" };
            marks.mark(label, episode.options(field).contains(&ours), || format!("{name}: {} not {ours}", episode.get(field)));
        }
        let camps: BTreeSet<String> =
            ours.into_iter().flat_map(|ours| ours.get("camps").as_array().into_iter().flatten()).flat_map(strings).map(str::to_owned).collect();
        let right = |names: &Value| strings(names).into_iter().map(str::to_owned).collect::<BTreeSet<_>>() == camps;
        marks.mark("episodes: parties", episode.options("parties").into_iter().any(right), || format!("{name}: {} not {camps:?}", episode.get("parties")));
    }
}

/// Our episode that shares most reports with one of gold.
pub(super) fn of<'a>(reports: &BTreeSet<&str>, told: &'a Told) -> Option<&'a Item> {
    let shared = |ours: &&Item| strings(ours.get("docs")).into_iter().filter(|doc| reports.contains(doc)).count();
    told.episodes.iter().filter(|ours| shared(ours) > 0).max_by_key(shared)
}
