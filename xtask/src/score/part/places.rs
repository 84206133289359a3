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
use counterclaim::model::{PartyUse, Place, Reading, What};
use counterclaim_rules::world::World;

/// Where a place cannot be farther away: half the way around the Earth, in kilometres. It stands for no coordinates at all.
const FARTHEST: f64 = 20039.0;

/// Right is nearer than this.
const NEAR: f64 = 161.0;

/// What was counted in some reports.
#[derive(Default)]
struct Count {
    gold: usize,
    found: usize,
    hits: usize,
    /// Of the gold, peoples and adjectives ("Georgian"), which we tell as parties, and those of them that we tell as places.
    demonyms: usize,
    demonym_hits: usize,
    /// Kilometres off, of what has coordinates in the gold.
    errors: Vec<f64>,
}

/// F1 of spans, and how far off the coordinates are: of all reports, and apart of the third that is held back, whose misses are not listed.
pub fn score(entries: &[Entry]) -> Table {
    let world = World::shipped();
    let (mut open, mut held) = (Count::default(), Count::default());
    let (mut missed, mut spurious) = (Causes::default(), Causes::default());
    for entry in entries {
        if is_held(&entry.reading.document.id) {
            held.add(&world, entry, &mut Causes::default(), &mut Causes::default());
        } else {
            open.add(&world, entry, &mut missed, &mut spurious);
        }
    }
    let mut table = Table::new("places");
    let held_back = [("held_span_f1", held.span_f1()), ("held_recall", held.recall()), ("held_acc_161km", held.accuracy())];
    let mut all = held;
    all.join(open);
    table.count("gold", all.gold);
    table.count("found", all.found);
    table.real("span_f1", all.span_f1());
    table.real("recall", all.recall());
    table.count("with_coordinates", all.errors.len());
    table.real("acc_161km", all.accuracy());
    all.errors.sort_by(f64::total_cmp);
    table.figures.push(("median_km".to_owned(), all.errors.get(all.errors.len() / 2).map_or(Figure::None, |km| Figure::Real(*km))));
    table.real("demonyms", share(all.demonyms, all.gold));
    table.real("recall_but_demonyms", share(all.hits - all.demonym_hits, all.gold - all.demonyms));
    for (name, figure) in held_back {
        table.real(name, figure);
    }
    table.group("missed by cause", missed);
    table.group("spurious", spurious);
    table
}

/// Whether a report is of the third that no rule is made on: by a hash of its id (FNV-1a), so that it stays the same third.
fn is_held(id: &str) -> bool {
    id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)) % 3 == 0
}

impl Count {
    fn add(&mut self, world: &World, entry: &Entry, missed: &mut Causes, spurious: &mut Causes) {
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
        (self.gold, self.found) = (self.gold + golds.len(), self.found + founds.len());
        let pairs = overlapping(&golds, &founds);
        self.hits += pairs.len();
        for (i, _) in golds.iter().enumerate().filter(|(_, range)| is_demonym(world, &entry.reading, range)) {
            self.demonyms += 1;
            self.demonym_hits += usize::from(pairs.iter().any(|pair| pair.0 == i));
        }
        for &(i, j) in &pairs {
            let What::Place(place) = &ours[j].1.what else { continue };
            let Some(error) = distance(&named[i], place) else { continue };
            self.errors.push(error);
            if error > NEAR {
                let cause = if error == FARTHEST { "no coordinates" } else { "namesake: over 161 km away" };
                let why = place.why.as_deref().unwrap_or_default();
                missed.add(cause, format!("{error:.0} km, {:?}: {}: {why}", place.country, around(&entry.reading, &golds[i])));
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

    fn join(&mut self, other: Count) {
        (self.gold, self.found, self.hits) = (self.gold + other.gold, self.found + other.found, self.hits + other.hits);
        (self.demonyms, self.demonym_hits) = (self.demonyms + other.demonyms, self.demonym_hits + other.demonym_hits);
        self.errors.extend(other.errors);
    }

    fn span_f1(&self) -> f64 {
        share(2 * self.hits, self.gold + self.found)
    }

    fn recall(&self) -> f64 {
        share(self.hits, self.gold)
    }

    fn accuracy(&self) -> f64 {
        share(self.errors.iter().filter(|error| **error <= NEAR).count(), self.errors.len())
    }
}

/// Whether the gold's words are a people or an adjective: "Georgian", "Israelis".
fn is_demonym(world: &World, reading: &Reading, range: &std::ops::Range<usize>) -> bool {
    let phrase: String = reading.document.text.chars().skip(range.start).take(range.len()).collect();
    let words: Vec<&str> = phrase.split_whitespace().collect();
    world.party_at(&words, 0, false).is_some_and(|hit| hit.by == PartyUse::Demonym && hit.len == words.len())
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
        let table = score(&entries("places", &[line("near", 40.2), line("away", 10.0)]));
        assert!(table.line().starts_with("gold 2  found 2  span_f1 1.000  recall 1.000  with_coordinates 2  acc_161km 0.500"), "{}", table.line());
        assert_eq!(table.groups[0].1.of("namesake: over 161 km away"), 1);
    }
}
