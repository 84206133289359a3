//! Places and their coordinates.
//!
//! Named places count. Where the gold says what use a name is put to ("Paris" for a government), such uses count neither way, as do the
//! mentions that overlap nothing else. A place is right within 161 km, a hundred miles, as is usual for these corpora.

use super::{
    super::{
        cause::Causes,
        corpus::Entry,
        count::share,
        item::Item,
        pair::{Text, overlapping},
        table::{Figure, Table},
    },
    around, mentions,
};
use counterclaim::model::{Place, What};

/// Where a place cannot be farther away: half the way around the Earth, in kilometres. It stands for no coordinates at all.
const FARTHEST: f64 = 20039.0;

/// Right is nearer than this.
const NEAR: f64 = 161.0;

/// F1 of spans, and how far off the coordinates are.
pub fn score(entries: &[Entry]) -> Table {
    let (mut gold, mut found, mut hits, mut errors) = (0, 0, 0, Vec::new());
    let (mut missed, mut spurious) = (Causes::default(), Causes::default());
    for entry in entries {
        let text = Text::new(&entry.reading.document.text);
        let (named, others): (Vec<Item>, Vec<Item>) =
            entry.gold.list("toponyms").into_iter().partition(|place| matches!(place.text("kind"), "" | "Literal" | "Mixed" | "Coercion"));
        let golds: Vec<_> = named.iter().map(Item::range).collect();
        let neutral: Vec<_> = others.iter().filter(|place| place.text("kind") != "Literal_Expression").map(Item::range).collect();
        let mut ours = mentions(entry, &text, |what| matches!(what, What::Place(_)));
        ours.retain(|(range, _)| {
            let over = |of: &[std::ops::Range<usize>]| of.iter().any(|other| other.start < range.end && range.start < other.end);
            !over(&neutral) || over(&golds)
        });
        let founds: Vec<_> = ours.iter().map(|(range, _)| range.clone()).collect();
        (gold, found) = (gold + golds.len(), found + founds.len());
        let pairs = overlapping(&golds, &founds);
        hits += pairs.len();
        for &(i, j) in &pairs {
            let What::Place(place) = &ours[j].1.what else { continue };
            let Some(error) = distance(&named[i], place) else { continue };
            errors.push(error);
            if error > NEAR {
                let cause = if error == FARTHEST { "no coordinates" } else { "namesake: over 161 km away" };
                missed.add(cause, format!("{error:.0} km, {:?} {:?}: {}", place.name, place.country, around(&entry.reading, &golds[i])));
            }
        }
        for (i, range) in golds.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|pair| pair.0 == *i)) {
            let party = entry
                .reading
                .mentions
                .iter()
                .any(|m| matches!(m.what, What::Party { .. }) && text.characters(m.span).start < range.end && range.start < text.characters(m.span).end);
            let cause = if party { "not seen as a place: a party" } else { "not seen" };
            let kind = named[i].text("kind");
            missed.add(format!("{cause}{}{kind}", if kind.is_empty() { "" } else { ", " }), around(&entry.reading, range));
        }
        for (_, (range, mention)) in ours.iter().enumerate().filter(|(j, _)| !pairs.iter().any(|pair| pair.1 == *j)) {
            let What::Place(place) = &mention.what else { continue };
            spurious.add(if place.lat.is_some() { "with coordinates" } else { "without coordinates" }, around(&entry.reading, range));
        }
    }
    errors.sort_by(f64::total_cmp);
    let mut table = Table::new("places");
    table.count("gold", gold);
    table.count("found", found);
    table.real("span_f1", share(2 * hits, gold + found));
    table.real("recall", share(hits, gold));
    table.count("with_coordinates", errors.len());
    table.real("acc_161km", share(errors.iter().filter(|error| **error <= NEAR).count(), errors.len()));
    table.figures.push(("median_km".to_owned(), errors.get(errors.len() / 2).map_or(Figure::None, |km| Figure::Real(*km))));
    table.group("missed by cause", missed);
    table.group("spurious", spurious);
    table
}

/// Kilometres between gold and ours, where the gold has coordinates.
fn distance(gold: &Item, place: &Place) -> Option<f64> {
    let (lat, lon) = (gold.get("lat").as_f64()?, gold.get("lon").as_f64()?);
    // Our degrees as they are written, with the digits of a 32-bit number.
    let written = |degrees: f32| degrees.to_string().parse::<f64>().ok();
    let Some((a, b)) = place.lat.and_then(written).zip(place.lon.and_then(written)) else { return Some(FARTHEST) };
    let (lat, lon, a, b) = (lat.to_radians(), lon.to_radians(), a.to_radians(), b.to_radians());
    let half = |x: f64| (x / 2.0).sin().powi(2);
    Some(6371.0 * 2.0 * (half(a - lat) + lat.cos() * a.cos() * half(b - lon)).sqrt().min(1.0).asin())
}

#[cfg(test)]
mod tests {
    use super::{super::super::corpus::tests::entries, *};
    use serde_json::json;

    #[test]
    fn a_place_is_right_by_stretch_and_by_distance() {
        let place = |lat: f64| json!([{"start": 19, "end": 26, "lat": lat, "lon": 44.5}, {"start": 0, "end": 3, "kind": "Literal_Expression"}]);
        let line = |id: &str, lat: f64| json!({"id": id, "text": "The bridge fell in Yerevan.", "toponyms": place(lat)});
        let table = score(&entries("places", &[line("near", 40.2), line("far", 10.0)]));
        assert!(table.line().starts_with("gold 2  found 2  span_f1 1.000  recall 1.000  with_coordinates 2  acc_161km 0.500"), "{}", table.line());
        assert_eq!(table.groups[0].1.of("namesake: over 161 km away"), 1);
    }
}
