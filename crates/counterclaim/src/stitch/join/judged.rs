//! What people judged of reports: two tell of one episode, or one stands apart.
//!
//! Reports are named and not episodes, for an episode's id changes with its first day and its camps. Of two words on one report the later stands,
//! also where it was said of the other.

use crate::stitch::brief::Brief;
use counterclaim_model::{Bond, Name};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What people joined and set apart, with their reasons.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Two reports of one episode, the smaller index first.
    pub together: BTreeMap<(usize, usize), String>,
    /// Reports that stand in an episode of their own.
    pub apart: BTreeMap<usize, String>,
}

impl Judged {
    pub(super) fn of(briefs: &[Arc<Brief>]) -> Judged {
        let mut said: Vec<(Option<Timestamp>, usize, &Bond)> = Vec::new();
        briefs.iter().enumerate().for_each(|(index, brief)| said.extend(brief.bonds.iter().map(|bond| (bond.at.parse().ok(), index, bond))));
        let mut judged = Judged::default();
        if said.is_empty() {
            return judged;
        }
        let place: BTreeMap<&Name, usize> = briefs.iter().enumerate().map(|(index, brief)| (&brief.doc, index)).collect();
        said.sort_by_key(|(at, index, _)| (*at, *index));
        for (_, index, bond) in said {
            let doc = &briefs[index].doc;
            let note = if bond.note.is_empty() { String::new() } else { format!(": {}", bond.note) };
            match &bond.with {
                None => {
                    judged.together.retain(|(one, other), _| *one != index && *other != index);
                    judged.apart.insert(index, format!("{doc} stands apart, judged by {}{note}", bond.by));
                }
                Some(with) => {
                    let Some(&other) = place.get(with).filter(|other| **other != index) else { continue };
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
