//! Who says what: by rules and by the trained listener, for the claims and for all that is said.

use counterclaim::Counterclaim;
use counterclaim_model::{Document, Reading, Spoken, Voice};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and models load"));

fn document(text: &str) -> Document {
    Document::new("test", text)
}

/// The attribution with that word of speech, as `source | what is said`.
fn said(text: &str, cue: &str) -> String {
    let reading = COUNTERCLAIM.read_in_full(document(text));
    let of = |spoken: &&Spoken| spoken.cue.of(text) == cue;
    let Some(spoken) = reading.spoken.iter().find(of) else {
        let heard: Vec<&str> = reading.spoken.iter().map(|s| s.cue.of(text)).collect();
        panic!("nobody heard to «{cue}», only {heard:?}");
    };
    let content: Vec<&str> = spoken.content.iter().map(|span| span.of(text)).collect();
    format!("{} | {}", spoken.source.of(text), content.join(" … "))
}

/// Who says the claim whose quote holds these words, the one nearest to the fact first.
fn chain(reading: &Reading, words: &str) -> Vec<String> {
    let holds = |c: &&counterclaim_model::Claim| c.toll().is_some() && c.quote.of(&reading.document.text).contains(words);
    let claim = reading.claims.iter().find(holds).unwrap_or_else(|| panic!("no toll holds «{words}»"));
    claim.attribution.chain.iter().map(|speaker| speaker.words.map_or("", |span| span.of(&reading.document.text)).to_owned()).collect()
}

fn read(text: &str) -> Reading {
    COUNTERCLAIM.read(document(text))
}

#[test]
fn a_word_of_speech_stands_before_between_or_after_what_is_said() {
    assert_eq!(said("Residents say that two villages were shelled overnight.", "say"), "Residents | that two villages were shelled overnight");
    assert_eq!(said("Two villages, residents say, were shelled overnight.", "say"), "residents | Two villages … were shelled overnight");
    assert_eq!(said("Two villages were shelled overnight, residents say.", "say"), "residents | Two villages were shelled overnight");
}

#[test]
fn what_is_said_ends_where_the_reporter_goes_on() {
    let text = "The road is mined, according to the engineers, and the convoy turned back on Tuesday.";
    assert_eq!(said(text, "according to"), "the engineers | The road is mined");
}

#[test]
fn beliefs_and_hopes_are_heard_without_a_rule() {
    assert_eq!(
        said("Officials in Tbilisi expect that the prisoners will be released.", "expect"),
        "Officials in Tbilisi | that the prisoners will be released"
    );
    assert_eq!(said("Many villagers fear that the shelling will return.", "fear"), "Many villagers | that the shelling will return");
}

#[test]
fn a_quotation_goes_on_after_its_speaker() {
    let text = "\"The bridge is gone. Nine soldiers drowned,\" Colonel Ahmad Zafari told reporters on Friday. \"Four more are missing.\"";
    assert_eq!(said(text, "told"), "Colonel Ahmad Zafari | \"The bridge is gone. Nine soldiers drowned,\" … \"Four more are missing.\"");
    let reading = read(text);
    assert_eq!(chain(&reading, "Nine soldiers"), ["Colonel Ahmad Zafari"]);
    assert_eq!(chain(&reading, "Four more"), ["Colonel Ahmad Zafari"]);
}

#[test]
fn a_colon_governs_the_paragraph_below() {
    let reading = read("The defence ministry said:\n\n\"Seven servicemen were killed. Two tanks were destroyed.\"");
    assert_eq!(chain(&reading, "Seven servicemen"), ["The defence ministry"]);
    assert!(reading.claims.iter().all(|claim| claim.attribution.voice == Voice::Quoted));
}

#[test]
fn unnamed_sources_are_kept_as_worded() {
    let reading = read("Two security sources told AFP that 14 rebels were killed near Idlib.");
    assert_eq!(chain(&reading, "14 rebels"), ["Two security sources", "AFP"]);
    assert_eq!(reading.claims[0].attribution.claimant(), "Two security sources");
}

#[test]
fn who_reports_others_stands_behind_them() {
    let reading = read("Military officials told Interfax that ten soldiers were killed, AFP reported.");
    assert_eq!(chain(&reading, "ten soldiers"), ["Military officials", "Interfax", "AFP"]);
}

#[test]
fn an_office_that_adds_is_the_one_that_spoke_before() {
    let text = "The defence ministry of Georgia said on Monday that the shelling had stopped. Ten soldiers were killed, the ministry added.";
    assert_eq!(read(text).claims[0].attribution.claimant(), "Georgia: Ministry of Defence");
}

#[test]
fn pronouns_speak_for_whom_the_report_named() {
    let text = "The governor, Maria Lopez, spoke to reporters in Lima. \"Six policemen died in the ambush,\" she said. \"The attackers wounded nine others.\"";
    let reading = read(text);
    let claimants: Vec<String> = reading.claims.iter().filter(|c| c.attribution.voice != Voice::Own).map(|c| c.attribution.claimant()).collect();
    assert!(claimants.len() >= 2 && claimants.iter().all(|claimant| claimant == "Maria Lopez"), "{claimants:?}");
}

#[test]
fn a_speaker_whose_name_was_lost_stays_unknown() {
    let reading = read("She added that five civilians were wounded.");
    assert_eq!(chain(&reading, "five civilians"), ["She"]);
    assert_eq!(reading.claims[0].attribution.claimant(), "unknown");
}

#[test]
fn the_reporters_own_voice_is_left_alone() {
    for text in ["Twelve soldiers were killed in the raid.", "The army hopes for calm. Twelve soldiers were killed in the raid."] {
        let reading = read(text);
        assert!(chain(&reading, "Twelve soldiers").is_empty(), "{text}");
    }
}

#[test]
fn a_long_aside_parts_no_speaker_from_what_he_says() {
    let text = "Iraqi police and hospital officials, speaking on condition of anonymity because they feared the militia, said a blast killed 20 people.";
    let reading = read(text);
    assert_eq!(chain(&reading, "20 people"), ["Iraqi police"]);
}

#[test]
fn a_report_that_somebody_gives_speaks_for_him() {
    let reading = read("The U.S. military confirmed the attack but said preliminary reports indicated eight people were killed.");
    assert_eq!(chain(&reading, "eight people"), ["The U.S. military"]);
}

#[test]
fn who_tells_of_the_dead_is_not_one_of_them() {
    let reading = read("The dead included five children, a doctor at the hospital said.");
    assert_eq!(reading.claims.iter().filter(|claim| claim.toll().is_some()).count(), 1);
}
