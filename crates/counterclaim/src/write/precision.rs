//! How exactly days are known, in the codes that event data sets use.
//!
//! The codes are those of the Uppsala Conflict Data Program (`date_prec`), of ACLED (`time_precision`) and of the Extended Date/Time Format of
//! the Library of Congress, level 0 and 1. Where one end is open the codes are not known, and the third says which end.

use crate::mention::time::calendar;
use counterclaim_model::Interval;

/// 1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 longer.
pub(super) fn date_prec(when: &Interval) -> Option<u8> {
    let (from, to) = when.from.zip(when.to)?;
    Some(match calendar::apart(from.earliest(), to.latest())? {
        ..=0 => 1,
        1..=5 => 2,
        6 => 3,
        7..=30 => 4,
        _ => 5,
    })
}

/// 1 the day, 2 the week, 3 the month; what is known less exactly has no code.
pub(super) fn time_precision(when: &Interval) -> Option<u8> {
    match date_prec(when)? {
        1 => Some(1),
        2 | 3 => Some(2),
        4 => Some(3),
        _ => None,
    }
}

/// `2020-09-28`, `2020-09-27/2020-09-29`, `2022-08`, `../2020-09-28`; nothing where no day is known.
pub(super) fn edtf(when: &Interval) -> Option<String> {
    match (when.from, when.to) {
        (Some(from), Some(to)) if from == to => Some(from.to_string()),
        (Some(from), Some(to)) => Some(format!("{from}/{to}")),
        (Some(from), None) => Some(format!("{from}/..")),
        (None, Some(to)) => Some(format!("../{to}")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterclaim_model::Basis;

    #[test]
    fn every_length_has_its_codes() {
        for (from, to, codes) in [
            ("2020-09-28", "2020-09-28", (Some(1), Some(1), Some("2020-09-28"))),
            ("2020-09-27", "2020-09-29", (Some(2), Some(2), Some("2020-09-27/2020-09-29"))),
            ("2020-09-21", "2020-09-27", (Some(3), Some(2), Some("2020-09-21/2020-09-27"))),
            ("2022-08", "2022-08", (Some(4), Some(3), Some("2022-08"))),
            ("2021", "2021", (Some(5), None, Some("2021"))),
            ("2020-09", "2020-11", (Some(5), None, Some("2020-09/2020-11"))),
            ("", "2020-09-28", (None, None, Some("../2020-09-28"))),
            ("1972", "", (None, None, Some("1972/.."))),
            ("", "", (None, None, None)),
        ] {
            let when = Interval { from: from.parse().ok(), to: to.parse().ok(), basis: Basis::Unknown };
            assert_eq!((date_prec(&when), time_precision(&when), edtf(&when).as_deref()), codes, "{from} {to}");
        }
    }
}
