//! What people judged of reports: two tell of one episode, or one stands apart.
//!
//! Reports are named and not episodes, for an episode's id changes with its first day and its camps. Of two words on one report the later stands,
//! also where it was said of the other.

use crate::stitch::outline::{Outline, Reports};
use counterclaim_model::Bond;
use counterclaim_rules::hash::HashMap;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What people joined and set apart, with their reasons.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Two reports of one episode, the smaller index first.
    pub together: BTreeMap<(usize, usize), String>,
    /// Reports that stand in an episode of their own.
    pub apart: BTreeMap<usize, String>,
}

impl Judged {
    /// `place` is where a report stands.
    pub(super) fn of(reports: &dyn Reports, outlines: &[&Outline], place: &HashMap<&str, usize>) -> Judged {
        let judged = outlines.iter().enumerate().filter(|(_, outline)| outline.judged);
        let bonds = judged.flat_map(|(index, _)| reports.brief(index).bonds.iter().map(move |bond| (bond.at.parse().ok(), index, bond)));
        let mut said: Vec<(Option<Timestamp>, usize, &Bond)> = bonds.collect();
        let mut judged = Judged::default();
        said.sort_by_key(|(at, index, _)| (*at, *index));
        for (_, index, bond) in said {
            let doc = &outlines[index].doc;
            let note = if bond.note.is_empty() { String::new() } else { format!(": {}", bond.note) };
            match &bond.with {
                None => {
                    judged.together.retain(|(one, other), _| *one != index && *other != index);
                    judged.apart.insert(index, format!("{doc} stands apart, judged by {}{note}", bond.by));
                }
                Some(with) => {
                    let Some(&other) = place.get(&**with).filter(|other| **other != index) else { continue };
                    judged.apart.remove(&index);
                    judged.apart.remove(&other);
                    let why = format!("{doc} and {with} tell of one episode, judged by {}{note}", bond.by);
                    judged.together.insert((index.min(other), index.max(other)), why);
                }
            }
        }
        judged
    }
}
