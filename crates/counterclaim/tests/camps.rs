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
