//! Ids that tell reports apart: the last part of the path, and for those that clash as many parts more as it takes.
//!
//! `north/may` and `south/may` with `june` become "north/may", "south/may" and "june". What no path can tell apart (two JSON lines of one
//! file with one id) gets a number at its end.

use foldhash::fast::FixedState;
use std::{
    collections::{HashMap, HashSet},
    hash::BuildHasher,
};

/// One id for each, all distinct. `names` are path parts, the last the wished id, in an order that does not depend on the run.
pub(super) fn distinct(names: &[&[String]]) -> Vec<String> {
    let mut depth = vec![1usize; names.len()];
    loop {
        let ids: Vec<String> = names.iter().zip(&depth).map(|(parts, &d)| tail(parts, d)).collect();
        let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, id) in ids.iter().enumerate() {
            by_id.entry(id).or_default().push(i);
        }
        let mut deepened = false;
        // Those that share a whole path would only grow long together.
        let differ = |group: &&Vec<usize>| group.iter().any(|&i| names[i] != names[group[0]]);
        for &i in by_id.values().filter(differ).flatten() {
            if depth[i] < names[i].len() {
                depth[i] += 1;
                deepened = true;
            }
        }
        if !deepened {
            return numbered(ids);
        }
    }
}

fn tail(parts: &[String], depth: usize) -> String {
    parts[parts.len().saturating_sub(depth)..].join("/")
}

fn numbered(ids: Vec<String>) -> Vec<String> {
    let mut taken: std::collections::HashSet<String> = ids.iter().cloned().collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut out = Vec::with_capacity(ids.len());
    for id in ids {
        let count = seen.entry(id.clone()).or_insert(0);
        *count += 1;
        let mut name = id.clone();
        while *count > 1 {
            name = format!("{id}~{count}");
            if taken.insert(name.clone()) {
                break;
            }
            *count += 1;
        }
        out.push(name);
    }
    out
}

/// Ids given so far, by their hashes: ten million of them take no more than some eighty megabytes.
#[derive(Default)]
pub(super) struct Taken(HashSet<u64>);

impl Taken {
    /// The shortest end of the path that is not given yet; what no path tells apart gets a number.
    pub(super) fn give(&mut self, names: &[String]) -> String {
        let whole = tail(names, names.len());
        let tails = (1..=names.len()).map(|depth| tail(names, depth));
        let numbered = (2..).map(|number: u32| format!("{whole}~{number}"));
        let mut free = tails.chain(numbered).filter(|id| self.0.insert(FixedState::default().hash_one(id)));
        free.next().unwrap_or_default()
    }
}
