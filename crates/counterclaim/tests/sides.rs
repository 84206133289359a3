//! Parties, speakers and sides that no table knows: the report's own words teach them.

use counterclaim::Counterclaim;
use counterclaim_model::{BlockKind, Claim, Document, Reading, Role, Toll};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

fn read(text: &str) -> Reading {
    let document = Document::new("test", text);
    let reading = COUNTERCLAIM.read(document);
    assert!(reading.sentences.iter().all(|s| s.kind != BlockKind::Furniture), "the text is all report");
    reading
}

fn claim<'r>(reading: &'r Reading, words: &str) -> &'r Claim {
    let found = reading.claims.iter().find(|c| c.toll().is_some() && c.quote.of(&reading.document.text).contains(words));
    found.unwrap_or_else(|| panic!("no toll holds «{words}»"))
}

fn side(reading: &Reading, words: &str) -> String {
    claim(reading, words).toll().map(|toll: &Toll| toll.side.join("; ")).unwrap_or_default()
}

fn claimant(reading: &Reading, words: &str) -> String {
    claim(reading, words).attribution.claimant()
}

#[test]
fn a_group_named_once_is_a_party_by_its_words() {
    let reading = read("Fighters of the Silver Lions Brigade stormed the post. Twelve Silver Lions Brigade gunmen were killed.");
    assert_eq!(side(&reading, "gunmen"), "Silver Lions Brigade");
    let reading = read("The Free Zambezi Movement (FZM) denied the raid. Three FZM fighters were killed on Monday.");
    assert_eq!(side(&reading, "fighters"), "Free Zambezi Movement");
    let reading = read("TWO MEMBERS OF THE ANDEAN PEOPLE'S LIBERATION FRONT [APLF] WERE KILLED. LATER FIVE APLF GUERRILLAS WERE CAPTURED.");
    assert_eq!(side(&reading, "GUERRILLAS"), side(&reading, "TWO"));
    assert!(side(&reading, "GUERRILLAS").contains("LIBERATION FRONT"));
}

#[test]
fn words_for_the_armed_mean_the_report_s_own_parties() {
    let text = "BOGOTA, March 3 - The Andean Liberation Front attacked a post in Cauca. Seven soldiers were killed by the rebels. Nine guerrillas died.";
    let reading = read(text);
    assert_eq!(side(&reading, "soldiers"), "Colombia");
    assert_eq!(side(&reading, "guerrillas"), "Andean Liberation Front");
}

#[test]
fn an_introduction_teaches_the_name_before_and_after_it() {
    let text = "Twelve men were killed, Oduya said. The Free Zambezi Movement denied it. Karen Oduya, a spokesman for the movement, added that \
                three were missing.";
    assert_eq!(claimant(&read(text), "Twelve men"), "Free Zambezi Movement: Karen Oduya");
    let text = "The Georgian defence minister, Ilia Maro, spoke late. Maro said that four of its soldiers were killed.";
    assert_eq!(claimant(&read(text), "soldiers"), "Georgia: Ilia Maro");
}

#[test]
fn a_speaker_whose_name_was_lost_stays_unknown() {
    assert_eq!(claimant(&read("She added that four people were killed."), "people"), "unknown");
}

#[test]
fn what_hangs_on_a_party_by_a_hyphen_is_not_it() {
    let reading = read("Georgian-backed rebels killed twelve soldiers of Moldova near the border.");
    assert_eq!(side(&reading, "soldiers"), "Moldova");
    let reading = read("Eight Georgian-trained rebels were killed in the raid.");
    assert_ne!(side(&reading, "rebels"), "Georgia");
}

#[test]
fn each_land_has_its_own_dead() {
    let text = "Azerbaijan and Armenia shelled each other on Sunday. At least nine civilians died in Azerbaijan and two on the Armenian side.";
    let reading = read(text);
    assert_eq!((side(&reading, "nine"), side(&reading, "two")), ("Azerbaijan".to_owned(), "Armenia".to_owned()));
}

#[test]
fn a_statement_speaks_for_whoever_issues_it() {
    let reading = read(
        "STATEMENT OF THE MINISTRY OF DEFENCE OF ARMENIA\n\nThe number of our dead comrades rose to 89. Azerbaijani troops fired on our positions; \
         our guns killed 40 enemy soldiers.\n\nThe ministry earlier reported 63 dead.",
    );
    assert_eq!((&*side(&reading, "89"), &*claimant(&reading, "89")), ("Armenia", "Armenia: Ministry of Defence"));
    assert_eq!((&*side(&reading, "40"), &*claimant(&reading, "40")), ("Azerbaijan", "Armenia: Ministry of Defence"));
    assert_eq!(claimant(&reading, "63"), "Armenia: Ministry of Defence");
    let reading = read(
        "Free Zambezi Movement (FZM)\n\nPress note, 13 October 2006\n\nZambian troops attacked our camp on Wednesday. Our fighters killed 74 soldiers \
         of the enemy.",
    );
    assert_eq!(claimant(&reading, "74"), "Free Zambezi Movement");
    // A statement that is told of is not the report.
    assert_eq!(claimant(&read("In a statement of the army of Armenia much was said.\n\nTen soldiers were killed."), "Ten"), "reporter");
}

#[test]
fn who_claims_soldiers_killed_speaks_of_the_enemys() {
    let fought = "Armenian and Azerbaijani troops fought near Goris.";
    let read = |text: &str| side(&read(&format!("{fought} {text}")), "men");
    assert_eq!(read("About 400 servicemen were killed, Armenia claimed on Sunday."), "Azerbaijan");
    assert_eq!(read("About 400 servicemen were killed, Armenia confirmed on Sunday."), "Armenia");
    assert_eq!(read("Armenia claimed to have lost 40 servicemen."), "Armenia");
}

#[test]
fn soldiers_of_whom_rebels_speak_are_the_states() {
    let reading = read(
        "Colombian troops fought the Free Andes Movement (FAM) near Cali. The Colombian army said that six FAM fighters were killed. The FAM said that it \
         had found the bodies of 75 soldiers.",
    );
    assert_eq!((&*side(&reading, "six"), &*side(&reading, "75")), ("Free Andes Movement", "Colombia"));
}

#[test]
fn the_last_word_of_a_name_is_enough_for_its_members() {
    let reading = read("Soldiers fought the Party of Leopards. Fighters of the Party of Leopards attacked the army. Later 20 Leopards were killed.");
    assert!(side(&reading, "Leopards").contains("Leopards"));
}

#[test]
fn some_of_them_are_whose_they_are() {
    let reading = read(
        "Armenian and Azerbaijani troops fought near Goris. The Armenian army said that it had hit a house in which 1,300 Azerbaijani soldiers slept, and \
         that over 600 of them were killed.",
    );
    assert_eq!(side(&reading, "600"), "Azerbaijan");
}

#[test]
fn a_ministry_serves_those_who_govern_where_it_sits() {
    let reading = read("The defence ministry in Stepanakert said on 2 October 2020 that ten of its soldiers were killed.");
    assert_eq!(claimant(&reading, "ten of its soldiers"), "Nagorno-Karabakh: Ministry of Defence");
}

#[test]
fn an_enemy_is_the_one_whom_the_sentence_has_just_named() {
    let reading = read(
        "Israeli troops fought Hezbollah in Lebanon. Lebanon's army stayed out, and Lebanon's ministry of health counted 54 dead in Qana. Hezbollah admitted to 46 dead \
         fighters; Israel says that it has killed more than 200.",
    );
    assert_eq!(side(&reading, "200"), "Hezbollah");
}

#[test]
fn a_dateline_s_capital_harms_nobody_and_a_strike_is_its_owner_s() {
    let reading =
        read("BEIRUT, July 30 (Cedar Press) - An Israeli air strike on the village of Qana killed at least 54 civilians on Sunday, Lebanese police said.");
    assert_eq!(claim(&reading, "54 civilians").toll().map(|toll| toll.by.as_deref()), Some(Some("Israel")));
}

#[test]
fn a_ministry_that_raises_its_toll_counts_everybody_s_dead() {
    let reading = read("Kyrgyz and Tajik troops fought for three days. Kyrgyzstan's health ministry raised its toll to 59 dead on Monday.");
    let toll = claim(&reading, "59").toll().unwrap();
    assert_eq!((toll.role, &*claimant(&reading, "59")), (Role::All, "Kyrgyzstan: Ministry of Health"));
}

#[test]
fn militants_beside_an_army_s_soldiers_are_none_of_it() {
    let reading =
        read("Indian and Pakistani troops traded fire. Indian officials said that two Pakistani soldiers had died. India's army spoke of 38 militants killed.");
    assert_eq!((&*side(&reading, "two"), &*side(&reading, "38")), ("Pakistan", "militants"));
}

#[test]
fn ours_are_nobody_s_where_nobody_has_signed() {
    let reading = read("Tiger Hill is taken. Ten of our soldiers attained martyrdom. 92 bodies of Pakistani soldiers were counted.");
    assert_eq!((&*side(&reading, "Ten"), &*side(&reading, "92")), ("", "Pakistan"));
}
