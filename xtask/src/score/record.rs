//! A claim as a line of the export: the field names of the annotation guide.
//!
//! The day of a statement is written only where it is known to be one day; a toll keeps both ends.

use super::item::Item;
use counterclaim::model::{Claim, Day, Document, Name, Says};
use serde_json::{Value, json};

/// The record of a claim, with its quote cut from the report.
pub fn record(document: &Document, claim: &Claim) -> Item {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let place = claim.place.as_ref().map(|place| place.words.to_string());
    let mut record = json!({
        "doc": &*claim.doc,
        "quote": claim.quote.of(&document.text),
        "claimant": claim.attribution.claimant(),
        "stance": claim.stance.name(),
        "current": claim.current,
        "place": place,
        "confidence": claim.confidence,
    });
    let own = match &claim.says {
        Says::Toll(toll) => json!({
            "type": "toll",
            "effect": toll.effect.name(),
            "low": toll.quantity.low,
            "high": toll.quantity.high,
            "qualifier": toll.quantity.qualifier.name(),
            "side": joined(&toll.side).unwrap_or_else(|| "all".to_owned()),
            "role": toll.role.name(),
            "scope": toll.scope.name(),
            "denied_by": claim.denied_by.iter().map(|name| &**name).collect::<Vec<_>>(),
            "from": day(claim.when.from),
            "to": day(claim.when.to),
        }),
        Says::Deed(deed) => json!({
            "type": "statement",
            "kind": deed.kind.name(),
            "actor": joined(&deed.actor),
            "target": joined(&deed.target),
            "date": day(claim.when.to.filter(|_| claim.when.from == claim.when.to)),
        }),
    };
    if let (Value::Object(record), Value::Object(own)) = (&mut record, own) {
        record.extend(own);
    }
    Item::of(record)
}

fn joined(names: &[Name]) -> Option<String> {
    (!names.is_empty()).then(|| names.join("; "))
}
