//! How exactly a place is known, in the codes that event data sets use.
//!
//! The codes are those of the Uppsala Conflict Data Program (`where_prec`) and of ACLED (`geo_precision`). A place that the tables do not
//! know is as exact as the division or country that it is known to lie in.

use counterclaim_model::{Extent, NatureKind, Place};

/// 1 the place itself, 2 near it or on the way there, 3 a district, 4 a first-order division, 5 a region or a part of a country, 6 a country,
/// 7 water.
pub(super) fn where_prec(place: &Place) -> Option<u8> {
    let nature = place.nature.as_ref().map(|nature| nature.kind);
    Some(match (place.extent, nature) {
        (Some(Extent::Water), _) => 7,
        (Some(Extent::Town), None | Some(NatureKind::Part)) => 1,
        (Some(Extent::Town), _) => 2,
        (Some(Extent::District), _) => 3,
        (Some(Extent::Division), _) => 4,
        (Some(Extent::Region), _) | (Some(Extent::Country), Some(_)) => 5,
        (Some(Extent::Country), None) => 6,
        (None, _) if place.admin1.is_some() => 4,
        (None, _) if place.country.is_some() => 6,
        (None, _) => return None,
    })
}

/// 1 the town, 2 near it or a district, 3 a larger region or a whole country.
pub(super) fn geo_precision(place: &Place) -> Option<u8> {
    Some(match where_prec(place)? {
        1 => 1,
        2 | 3 => 2,
        _ => 3,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterclaim_model::Nature;

    #[test]
    fn every_extent_has_its_codes() {
        let place = |extent, nature: Option<NatureKind>| Place { extent, nature: nature.map(|kind| Nature { kind, words: "".into() }), ..Place::default() };
        for (extent, nature, codes) in [
            (Extent::Town, None, (1, 1)),
            (Extent::Town, Some(NatureKind::Part), (1, 1)),
            (Extent::Town, Some(NatureKind::Direction), (2, 2)),
            (Extent::District, None, (3, 2)),
            (Extent::Division, Some(NatureKind::Border), (4, 3)),
            (Extent::Region, None, (5, 3)),
            (Extent::Country, Some(NatureKind::Part), (5, 3)),
            (Extent::Country, None, (6, 3)),
            (Extent::Water, None, (7, 3)),
        ] {
            let place = place(Some(extent), nature);
            assert_eq!((where_prec(&place), geo_precision(&place)), (Some(codes.0), Some(codes.1)), "{extent:?} {nature:?}");
        }
        let in_division = Place { admin1: Some("Helmand".into()), country: Some("AF".into()), ..Place::default() };
        assert_eq!(where_prec(&in_division), Some(4), "a village that no table has, in a province that one has");
        assert_eq!((where_prec(&place(None, None)), geo_precision(&place(None, None))), (None, None));
    }
}
