//! Who shares a column: by a dated table that says why, by a user's own, or nobody.

use counterclaim::Counterclaim;
use counterclaim_model::{Day, Document, Episode, Ledger};

const REPORT: &str = "Armenian forces lost 20 soldiers in the fighting, the Defence Ministry of Armenia said. Nagorno-Karabakh said \
                      that 30 of its servicemen were killed. Azerbaijani troops lost 40 soldiers, the Defence Ministry of Azerbaijan said.";

fn episode(counterclaim: &Counterclaim) -> Episode {
    let mut report = Document::new("report", REPORT);
    report.published.from = Some(Day::new(2020, 10, 2));
    report.published.to = report.published.from;
    let Ledger { mut episodes, .. } = counterclaim.ledger(vec![report]);
    assert_eq!(episodes.len(), 1);
    episodes.remove(0)
}

fn together(episode: &Episode) -> bool {
    episode.camps.iter().any(|camp| camp.iter().any(|name| &**name == "Armenia") && camp.iter().any(|name| &**name == "Nagorno-Karabakh"))
}

#[test]
fn the_shipped_camps_say_why() {
    let episode = episode(&Counterclaim::new().unwrap());
    assert!(together(&episode), "{:?}", episode.camps);
    let why = episode.why.join("\n");
    assert!(why.contains("Nagorno-Karabakh stands with Armenia (1991–2023): armed and supplied by Armenia"), "{why}");
}

#[test]
fn without_camps_every_party_stands_alone() {
    let episode = episode(&Counterclaim::with_camps(None, None, None).unwrap());
    assert!(!together(&episode), "{:?}", episode.camps);
    assert!(episode.why.iter().all(|why| !why.contains("stands with")));
}

#[test]
fn a_table_of_ones_own_takes_the_place_of_the_shipped_one() {
    let path = std::env::temp_dir().join(format!("counterclaim-camps-{}.tsv", std::process::id()));
    let with = |rows: &str| {
        std::fs::write(&path, format!("camp\tparty\tfrom\tto\tnote\n{rows}")).unwrap();
        Counterclaim::with_camps(None, None, Some(&path))
    };
    let alone = with("Russia\tAbkhazia\t1992\t\tmine\n").map(|counterclaim| together(&episode(&counterclaim)));
    let later = with("Armenia\tNagorno-Karabakh\t2021\t\tmine\n").map(|counterclaim| together(&episode(&counterclaim)));
    let wrong = with("Armenia\tRuritania\t\t\t\n").err().map(|error| error.to_string()).unwrap_or_default();
    std::fs::remove_file(&path).unwrap();
    assert!(!alone.unwrap(), "the shipped row is gone");
    assert!(!later.unwrap(), "the report is older than the camp");
    assert!(wrong.contains(".tsv:2: 'Ruritania' is no party of parties.tsv"), "{wrong}");
}

fn ledger(reports: &[(&str, &str)]) -> Ledger {
    Counterclaim::new().unwrap().ledger(reports.iter().map(|(id, text)| Document::new(id, text)).collect())
}

#[test]
fn nameless_fighters_are_those_of_the_one_group_that_is_named() {
    let ledger = ledger(&[
        (
            "a",
            "Goma, 27 January 2025. Congo's army said that its troops had killed 102 M23 fighters. The M23 attacked Goma and killed 13 soldiers of Congo's army.",
        ),
        ("b", "Goma, 28 January 2025. Congo's army said that it killed 40 rebels in Goma. Rebels killed six soldiers of Congo's army in Goma."),
    ]);
    let camps: Vec<Vec<&str>> = ledger.episodes[0].camps.iter().map(|camp| camp.iter().map(|party| &**party).collect()).collect();
    assert_eq!(camps, [vec!["Democratic Republic of Congo"], vec!["March 23 Movement", "rebels"]]);
    assert!(!ledger.estimates.iter().any(|estimate| &*estimate.side == "rebels"));
}

#[test]
fn who_kills_whom_are_enemies_among_three_camps_too() {
    let ledger = ledger(&[(
        "a",
        "Goma, 27 January 2025. South Africa's army said that 13 of its soldiers were killed by the M23. Congo's army said that it had killed 102 M23 fighters. \
         The M23 killed six soldiers of Congo's army.",
    )]);
    let range = ledger.estimates.iter().find(|estimate| &*estimate.side == "March 23 Movement").unwrap();
    assert_eq!((range.low, range.high, range.high_is_enemys), (None, Some(102), true), "an enemy's figure is no low end");
}
