//! What ground a report's fighting stands on, and who fights on it: reports of one front stand together, and only parties that fight are camps.

use counterclaim::Counterclaim;
use counterclaim_model::{Document, Episode};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

fn episodes(texts: &[&str]) -> Vec<Episode> {
    let document = |(n, text): (usize, &&str)| Document::new(format!("report-{n}").as_str(), text);
    COUNTERCLAIM.ledger(texts.iter().enumerate().map(document).collect()).episodes
}

const AT_HOME: &str = "Yerevan, 27 September 2020\n\nArmenia has lost 120 soldiers since dawn, the defence ministry in Yerevan said. So far about 300 \
    Azerbaijani soldiers have been killed, it said. Azerbaijani guns shelled Vardenis.";
const ABROAD: &str = "Baku, 29 September 2020\n\nMore than 900 Armenian soldiers have been killed since Sunday, the defence ministry in Baku said. In all \
    Azerbaijan has lost 140 soldiers. An Armenian shell hit a house in Fizuli.";

#[test]
fn counts_of_a_whole_front_stand_together_whichever_town_each_names() {
    let episodes = episodes(&[AT_HOME, ABROAD]);
    assert_eq!(episodes.len(), 1, "{episodes:?}");
    assert_eq!(episodes[0].docs.len(), 2);
}

#[test]
fn a_capital_that_speaks_is_no_place_of_the_fighting() {
    let episodes = episodes(&[AT_HOME, ABROAD]);
    let places: Vec<&str> = episodes[0].places.iter().map(|place| &**place).collect();
    assert_eq!(places, ["Fizuli", "Vardenis"]);
}

#[test]
fn who_helps_is_harmed_and_is_no_camp_and_a_war_before_a_party_is_not_its_own() {
    let text = "Cairo, 17 April 2023\n\nThe army of Sudan and the Rapid Support Forces fought in Khartoum on Saturday. Three employees of the World Food \
        Programme were killed in Kabkabiya, the agency said. The Rapid Support Forces attacked the army in Merowe. The war in Darfur that began in 2003 \
        left 300,000 dead.";
    let episodes = episodes(&[text]);
    let camps: Vec<&str> = episodes[0].camps.iter().flatten().map(|party| &**party).collect();
    assert_eq!(camps, ["Rapid Support Forces", "Sudan"]);
    assert_eq!(episodes[0].parent, None);
}
