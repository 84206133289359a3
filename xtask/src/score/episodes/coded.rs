//! Reports to each of which others coded one place and one day: those of one place whose days lie at most one apart stand together, by chains.

use super::{Pairs, pairs};
use crate::score::{corpus, load};
use anyhow::{Context, Result};
use counterclaim::model::{Basis, Day, Document, Interval};
use std::{collections::BTreeMap, path::Path};

/// What others coded of a report.
pub(super) struct Coded {
    pub place: String,
    /// Days since some day.
    pub day: i64,
}

/// The reports of a data set, with the coded days as their own, and what was coded of each.
pub(super) fn read(path: &Path) -> Result<(BTreeMap<String, Coded>, Vec<Document>)> {
    let mut documents = Vec::new();
    let mut coded = BTreeMap::new();
    corpus::with(path, |all| {
        documents = all;
        Vec::new()
    })?;
    let lines = load::numbered(path)?;
    for line in lines.values() {
        let (id, date) = (line.text("unit_id").to_owned(), line.text("date"));
        let mut parts = date.split('/').map(|part| part.parse::<i16>().ok());
        let (Some(Some(month)), Some(Some(day)), Some(Some(year))) = (parts.next(), parts.next(), parts.next()) else { continue };
        let day = Day::new(year, month as u8, day as u8);
        let number = counterclaim::stitch::day::apart(Day::new(2000, 1, 1), day).with_context(|| format!("{id}: {date} is no day"))?;
        for document in documents.iter_mut().filter(|document| *document.id == *id) {
            document.published = Interval { from: Some(day), to: Some(day), basis: Basis::Metadata };
        }
        coded.insert(id, Coded { place: line.text("location").to_owned(), day: number });
    }
    documents.retain(|document| coded.contains_key(&*document.id));
    Ok((coded, documents))
}

/// Pairs of reports of one place whose days lie at most one apart, by chains.
pub(super) fn grouped(coded: &BTreeMap<&str, &Coded>) -> Pairs {
    let mut sorted: Vec<(&str, &Coded)> = coded.iter().map(|(id, coded)| (*id, *coded)).collect();
    sorted.sort_by_key(|(id, coded)| (&coded.place, coded.day, *id));
    let groups = sorted.chunk_by(|a, b| a.1.place == b.1.place && b.1.day - a.1.day <= 1);
    pairs(groups.map(|group| group.iter().map(|(id, _)| (*id).to_owned()).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_chain_and_places_do_not() {
        let coded = |place: &str, day| Coded { place: place.to_owned(), day };
        let all = [coded("here", 1), coded("here", 2), coded("here", 3), coded("there", 2), coded("here", 5)];
        let coded: BTreeMap<&str, &Coded> = ["a", "b", "c", "d", "e"].into_iter().zip(&all).collect();
        let pairs: Vec<(String, String)> = grouped(&coded).into_iter().collect();
        let named: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(named, [("a", "b"), ("a", "c"), ("b", "c")]);
    }
}
