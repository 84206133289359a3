//! What the program says of a constellation, as it exports it.

use super::super::{item::Item, load};
use anyhow::Result;
use counterclaim::{
    Counterclaim,
    model::{Document, Judgement},
    write::{self, Index},
};
use serde_json::Value;
use std::{collections::BTreeMap, ops::Range};

/// A run of a report's text.
pub type Place = (String, Range<usize>);

/// The exported lines, by what they are.
pub struct Told {
    texts: BTreeMap<String, String>,
    sentences: BTreeMap<String, Vec<Range<usize>>>,
    published: BTreeMap<String, Option<String>>,
    /// Claims.
    pub claims: Vec<Item>,
    /// Episodes.
    pub episodes: Vec<Item>,
    /// Sums.
    pub sums: Vec<Item>,
    /// Disputes.
    pub disputes: Vec<Item>,
    /// Ranges under the policy that every run uses.
    pub estimates: Vec<Item>,
}

impl Told {
    /// Reads the reports together.
    pub fn of(reports: BTreeMap<String, Document>, judgements: Vec<Judgement>) -> Result<Told> {
        let ledger = Counterclaim::new()?.obeying(judgements).ledger(reports.into_values().collect());
        let index = Index::new(&ledger);
        let (mut claims, mut episodes, mut disputes, mut estimates) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        write::claims(&ledger, &mut claims)?;
        write::episodes(&ledger, &mut episodes)?;
        write::disputes(&ledger, &write::Heard::default(), &mut disputes)?;
        ledger.estimates.iter().try_for_each(|estimate| write::estimate(estimate, &index, &mut estimates))?;
        let items = |lines: Vec<u8>| load::parsed(&String::from_utf8_lossy(&lines), "export");
        let (sums, disputes) = items(disputes)?.into_iter().partition(|item| item.text("type") == "sum");
        let day = |reading: &counterclaim::model::Reading| reading.document.published.from.or(reading.document.published.to).map(|day| day.to_string());
        Ok(Told {
            texts: ledger.readings.iter().map(|of| (of.document.id.to_string(), of.document.text.to_string())).collect(),
            sentences: ledger
                .readings
                .iter()
                .map(|of| (of.document.id.to_string(), of.sentences.iter().map(|s| s.span.start as usize..s.span.end as usize).collect()))
                .collect(),
            published: ledger.readings.iter().map(|of| (of.document.id.to_string(), day(of))).collect(),
            claims: items(claims)?,
            episodes: items(episodes)?,
            sums,
            disputes,
            estimates: items(estimates)?,
        })
    }

    /// A report's day of writing.
    pub fn published(&self, doc: &str) -> Option<&str> {
        self.published.get(doc)?.as_deref()
    }

    /// Where quotes of gold stand: `{"doc", "quote"}`, or words of one of `docs`.
    pub fn find(&self, quotes: &Value, docs: &[&str]) -> Vec<Vec<Place>> {
        let one = |quote: &Value| -> Vec<Place> {
            let words = quote.as_str().or_else(|| quote.get("quote")?.as_str()).unwrap_or_default();
            let docs: Vec<&str> = quote.get("doc").and_then(Value::as_str).map_or_else(|| docs.to_vec(), |doc| vec![doc]);
            let of = |doc: &&str| self.texts.get(*doc).into_iter().flat_map(|text| text.match_indices(words)).map(|(at, _)| at..at + words.len());
            docs.iter().flat_map(|doc| of(doc).map(|range| (doc.to_string(), range))).collect()
        };
        quotes.as_array().into_iter().flatten().map(one).collect()
    }

    /// The sentences that hold a place.
    pub fn sentences_of(&self, (doc, range): &Place) -> impl Iterator<Item = Place> {
        let here = self.sentences.get(doc).into_iter().flatten().filter(|sentence| sentence.start < range.end && range.start < sentence.end);
        here.map(|sentence| (doc.clone(), sentence.clone())).collect::<Vec<_>>().into_iter()
    }

    /// Claims that overlap one of these places.
    pub fn claims_at<'a>(&'a self, places: &'a [Place]) -> impl Iterator<Item = &'a Item> {
        self.claims.iter().filter(|claim| touches(claim, places))
    }
}

/// Whether a claim, or a line that names one, overlaps one of these places.
pub fn touches(claim: &Item, places: &[Place]) -> bool {
    let (doc, range) = (claim.doc(), claim.range());
    places.iter().any(|(of, place)| *of == *doc && range.start < place.end && place.start < range.end)
}
