//! How a report means a place: beside it, on the way to it, at its border. The words are kept, and the codes of exactness follow them.

use counterclaim::{
    Counterclaim,
    write::{self, ClaimRecord, PlaceRecord, SaysRecord},
};
use counterclaim_model::{Document, NatureKind};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

/// The place of the last toll of a text, as the export writes it.
fn place(text: &str) -> PlaceRecord {
    let reading = COUNTERCLAIM.read(Document::new("test", text));
    let tolls = write::claim_records(&reading).into_iter().filter_map(|ClaimRecord { says, .. }| match says {
        SaysRecord::Toll(toll) => Some(toll.told.place),
        SaysRecord::Statement(_) => None,
    });
    tolls.last().expect("the text tells a toll")
}

#[test]
fn a_place_keeps_its_nature_in_words() {
    for (text, kind, words) in [
        ("Two soldiers were killed near Fizuli.", NatureKind::Near, "near"),
        ("Two soldiers were killed on the outskirts of Hama.", NatureKind::Near, "outskirts of"),
        ("Two soldiers were killed 12 km west of Fizuli.", NatureKind::Away, "12 km west of"),
        ("Two soldiers were killed by shelling in the direction of the towns of Goris and Sotk.", NatureKind::Direction, "in the direction of the towns of"),
        ("Two soldiers were killed in the border districts of Kalbajar and Lachin.", NatureKind::Border, "border districts of"),
        ("Two soldiers were killed in northern Syria.", NatureKind::Part, "northern"),
    ] {
        let place = place(text);
        assert_eq!((place.place_nature, place.place_nature_words.as_deref()), (Some(kind), Some(words)), "{text}");
    }
}

#[test]
fn a_place_without_more_words_is_meant_itself() {
    for text in ["Two soldiers were killed in Fizuli.", "Two soldiers were killed in the northern city of Mosul."] {
        assert_eq!(place(text).place_nature, None, "{text}");
    }
}

#[test]
fn exactness_has_the_codes_of_both_data_sets() {
    for (text, where_prec, geo_precision) in [
        ("Two soldiers were killed in Mosul.", Some(1), Some(1)),
        ("Two soldiers were killed near Mosul.", Some(2), Some(2)),
        ("Two soldiers were killed in Helmand province.", Some(4), Some(3)),
        ("Two soldiers were killed in northern Syria.", Some(5), Some(3)),
        ("Two soldiers were killed in Syria.", Some(6), Some(3)),
        ("Two sailors were killed in the Black Sea.", Some(7), Some(3)),
        ("Two soldiers were killed near the village of Qaraswar.", None, None),
    ] {
        let place = place(text);
        assert_eq!((place.where_prec, place.geo_precision), (where_prec, geo_precision), "{text}: {place:?}");
    }
}

#[test]
fn every_place_says_why_it_is_this_one() {
    let basis = |text: &str| place(text).place_basis.unwrap_or_default();
    assert_eq!(basis("Two soldiers were killed in Fizuli."), "the only place of its sentence");
    assert_eq!(basis("A patrol was shot at in Helmand province. The shots killed two policemen."), "told in the sentence before");
    assert!(basis("A patrol killed two gunmen in Ghormach district, Faryab province.").ends_with("; in Faryab by the words behind it"));
}
