//! Reports without a day, or without its year, are dated by others of the same fighting, and stand with them.

use counterclaim::{
    Counterclaim,
    model::{Basis, Document, Ledger},
};
use std::sync::LazyLock;

static HEART: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().unwrap());

fn ledger(reports: &[(&str, &str)]) -> Ledger {
    HEART.ledger(reports.iter().map(|(id, text)| Document::new(id, text)).collect())
}

/// The day of writing of one of the reports, and why.
fn published(ledger: &Ledger, id: &str) -> (String, String) {
    let published = &ledger.readings.iter().find(|reading| &*reading.document.id == id).unwrap().document.published;
    let reason = if let Basis::Inferred { reason, .. } = &published.basis { reason.clone() } else { String::new() };
    (published.to.map_or_else(String::new, |day| day.to_string()), reason)
}

fn together(ledger: &Ledger) -> Vec<String> {
    ledger.episodes.iter().map(|episode| episode.docs.join(" ")).collect()
}

const NOTE: &str = "Army press note, 4 July 1999

Tiger Hill was retaken this morning. Pakistan's army lost 92 soldiers on the heights, India's army lost ten soldiers.";

#[test]
fn a_note_gives_its_day_on_its_first_line() {
    assert_eq!(published(&ledger(&[("note", NOTE)]), "note").0, "1999-07-04");
}

#[test]
fn a_report_may_begin_with_its_day() {
    let note = "4 July 1999, from the ridge {\n\nPakistan's army lost 92 soldiers on the heights.";
    assert_eq!(published(&ledger(&[("note", note)]), "note").0, "1999-07-04");
}

#[test]
fn a_day_without_its_year_is_of_the_year_of_the_war() {
    let wire = |day: &str| {
        format!(
            "NEW DELHI, June 14 (Ridge Wire) - India's army said on {day} that seventeen of its soldiers were killed at Tololing. Pakistan denied that its troops were there."
        )
    };
    let (day, reason) = published(&ledger(&[("note", NOTE), ("wire", &wire("Monday"))]), "wire");
    assert_eq!(day, "1999-06-14");
    assert!(reason.contains("«June 14»") && reason.contains("note"), "{reason}");
    // The 14th of June 1999 was no Friday.
    assert_eq!(published(&ledger(&[("note", NOTE), ("wire", &wire("Friday"))]), "wire").0, "");
}

/// Of an anniversary: of the same season, and of another year than that which it tells of.
const YEARS_AFTER: &str = "Brussels, 11 August 2013

Five years after the war of 2008 the monitors count again. Georgia has lost 170 soldiers in August 2008, Russia has lost 67 soldiers.";

#[test]
fn an_anniversary_lends_the_year_that_it_tells_of() {
    let wire = "TBILISI, Aug 10 (Kura Wire) - Russian jets bombed an airfield near Tbilisi on Sunday. Georgia's army said that 30 of its soldiers were killed by Russian troops.";
    let ledger = ledger(&[("after", YEARS_AFTER), ("wire", wire)]);
    assert_eq!(published(&ledger, "wire").0, "2008-08-10");
    // The look back is of the only fighting of the two that it can be of.
    assert_eq!(together(&ledger), ["after wire"]);
}

#[test]
fn a_report_counts_the_days_of_the_fighting() {
    let dated = "Phnom Penh, 24 April 2011. Thai troops attacked Cambodia on 22 April, today is day three. Cambodia's army lost seven soldiers.";
    let undated =
        "Sixth day of shelling along the ridge. Eight Cambodian soldiers and five Thai soldiers are dead, Cambodia's army says. Thai troops attacked Cambodia.";
    let (day, reason) = published(&ledger(&[("dated", dated), ("undated", undated)]), "undated");
    assert_eq!(day, "2011-04-27", "{reason}");
}
