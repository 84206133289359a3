//! What people judge is obeyed by the next reading, says whose word it is, and can be taken back.

use counterclaim::{
    Counterclaim, acquire,
    model::{Basis, Document, Effect, Judgement, Ledger, WhyNot},
    resolve::judgement_id,
    write,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const REPORT: &str = "The Defence Ministry of Armenia said on Tuesday that 12 Armenian soldiers were killed in shelling by Azerbaijan near Goris.";

fn read(judgements: &[Judgement]) -> Ledger {
    let counterclaim = Counterclaim::new().expect("the program loads").obeying(judgements.to_vec());
    counterclaim.ledger(vec![Document::new("may", REPORT)])
}

fn judgement(line: &str) -> Judgement {
    serde_json::from_str(line).expect("a judgement")
}

/// The judgement of somebody on the toll of 12, at that minute of an hour.
fn on_the_toll(minute: u8, rest: &str) -> Judgement {
    let plain = read(&[]);
    let id = &toll(&plain).id.0;
    judgement(&format!(r#"{{"about":"claim:{id}","by":"A. Coder","at":"2026-03-01T09:{minute:02}:00Z",{rest}}}"#))
}

fn toll(ledger: &Ledger) -> &counterclaim::model::Claim {
    let mut tolls = ledger.readings[0].claims.iter().filter(|claim| claim.toll().is_some_and(|toll| toll.effect == Effect::Killed));
    tolls.next().expect("the toll of 12")
}

fn exported(ledger: &Ledger) -> String {
    let mut out = Vec::new();
    write::claims(ledger, &mut out)
        .and_then(|()| write::episodes(ledger, &mut out))
        .and_then(|()| write::disputes(ledger, &write::Heard::default(), &mut out))
        .expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn an_amended_field_is_the_judges_and_the_rest_stays() {
    let set = r#""verdict":"amend","set":{"from":"2020-09-29","to":"2020-09-29","place":"Lachin","side":"Nagorno-Karabakh","low":11,"high":null}"#;
    let plain = read(&[]);
    let ledger = read(&[on_the_toll(0, set)]);
    let (was, is) = (toll(&plain), toll(&ledger));
    assert_eq!((&is.id, is.quote, &is.attribution), (&was.id, was.quote, &was.attribution), "the words are the report's");
    assert_eq!(is.when.from.map(|day| day.to_string()).as_deref(), Some("2020-09-29"));
    assert_eq!(is.when.basis, Basis::Judged { by: "A. Coder".into() });
    let place = is.place.as_ref().expect("a place");
    assert_eq!((&*place.words, place.country.as_deref()), ("Lachin", Some("AZ")), "the tables know the place that a person names");
    let said = is.toll().expect("a toll");
    assert_eq!((&*said.side[0], &*said.side_basis), ("Nagorno-Karabakh", "judged by A. Coder"));
    assert_eq!((said.quantity.low, said.quantity.high), (Some(11), None), "null is an open end, and a field left out stays");
    assert_eq!(said.role, was.toll().expect("a toll").role);
}

#[test]
fn a_rejected_claim_is_set_aside_and_stays_in_the_ledger() {
    let used = |ledger: &Ledger| ledger.estimates.iter().any(|estimate| estimate.used.iter().any(|(id, _)| *id == toll(ledger).id));
    assert!(used(&read(&[])));
    let ledger = read(&[on_the_toll(0, r#""verdict":"no","note":"a drill""#)]);
    assert!(toll(&ledger).is_rejected() && !used(&ledger));
    assert!(ledger.estimates.iter().flat_map(|estimate| &estimate.set_aside).all(|(id, why)| *id != toll(&ledger).id || *why == WhyNot::Rejected));
}

#[test]
fn of_two_judgements_the_later_stands_in_whatever_order_they_come() {
    let (first, second) = (on_the_toll(1, r#""verdict":"amend","set":{"low":10}"#), on_the_toll(2, r#""verdict":"amend","set":{"low":9}"#));
    for order in [[first.clone(), second.clone()], [second, first]] {
        assert_eq!(toll(&read(&order)).toll().expect("a toll").quantity.low, Some(9));
    }
}

#[test]
fn a_judgement_taken_back_leaves_no_trace_in_the_export() {
    let verdicts =
        [r#""verdict":"yes""#, r#""verdict":"unsure""#, r#""verdict":"amend","set":{"low":3,"side":"Georgia","from":"2001-05-03","to":"2001-05-03"}"#];
    for verdict in verdicts {
        let said = on_the_toll(1, verdict);
        let back = judgement(&format!(r#"{{"about":"judgement:{}","verdict":"withdraw","by":"B. Coder","at":"2026-03-02T10:00:00Z"}}"#, judgement_id(&said)));
        assert_eq!(exported(&read(&[said, back])), exported(&read(&[])), "{verdict}");
    }
    let no = on_the_toll(1, r#""verdict":"no""#);
    let back = format!(r#"{{"about":"judgement:{}","verdict":"withdraw","by":"B. Coder","at":"2026-03-02T10:00:00Z"}}"#, judgement_id(&no));
    let back = judgement(&back);
    assert_eq!(exported(&read(&[no.clone(), back.clone()])), exported(&read(&[])));
    let again = format!(r#"{{"about":"judgement:{}","verdict":"withdraw","by":"B. Coder","at":"2026-03-03T10:00:00Z"}}"#, judgement_id(&back));
    assert!(toll(&read(&[no, back, judgement(&again)])).is_rejected(), "a withdrawal can be withdrawn");
}

#[test]
fn a_place_that_is_judged_is_the_one_of_its_name_that_the_report_is_about() {
    let at = |set: &str| {
        let place = toll(&read(&[on_the_toll(0, &format!(r#""verdict":"amend","set":{{{set}}}"#))])).place.clone().expect("a place");
        (place.country.map(|code| code.to_string()), place.lat.map(|lat| lat.round()))
    };
    assert_eq!(at(r#""place":"Vardenis""#).0.as_deref(), Some("AM"));
    assert_eq!(at(r#""place":"Paris, Texas""#).0.as_deref(), Some("US"));
    assert_eq!(at(r#""place":"Paris","lat":33.66,"lon":-95.56"#), (None, Some(34.0)), "far from the tables' Paris, so another");
}

#[test]
fn a_reports_day_of_writing_dates_its_claims() {
    let day = judgement(r#"{"about":"report:may","verdict":"amend","set":{"date":"2020-09-30"},"by":"A. Coder","at":"2026-03-01T09:00:00Z"}"#);
    let ledger = read(&[day]);
    assert_eq!(toll(&ledger).when.from.map(|day| day.to_string()).as_deref(), Some("2020-09-29"), "Tuesday, before a Wednesday");
    assert_eq!(ledger.readings[0].document.published.basis, Basis::Judged { by: "A. Coder".into() });
}

#[test]
fn a_claim_that_was_passed_over_is_put_in_and_judged_like_any_other() {
    let start = REPORT.find("shelling by Azerbaijan").expect("the words");
    let words = |said: &str, minute: u8| {
        let about = format!("words:may#{start}-{}", start + "shelling by Azerbaijan".len());
        let set = format!(r#"{{"words":"{said}","effect":"wounded","low":3,"high":3,"qualifier":"exact","side":"Armenia","claimant":"UN"}}"#);
        judgement(&format!(r#"{{"about":"{about}","verdict":"amend","set":{set},"by":"A. Coder","at":"2026-03-01T09:{minute:02}:00Z"}}"#))
    };
    let put_in = words("shelling by Azerbaijan", 0);
    let ledger = read(std::slice::from_ref(&put_in));
    let claim = ledger.readings[0].claims.iter().find(|claim| &*claim.rule == "judged/put-in").expect("the claim");
    assert_eq!(claim.quote.of(REPORT), "shelling by Azerbaijan");
    assert_eq!((claim.attribution.claimant().as_str(), claim.judged.len()), ("UN", 1));
    assert!(ledger.estimates.iter().any(|estimate| estimate.effect == Effect::Wounded && estimate.low == Some(3)), "it counts");
    let no = format!(r#"{{"about":"claim:{}","verdict":"no","by":"B. Coder","at":"2026-03-01T10:00:00Z"}}"#, claim.id.0);
    let rejected = read(&[put_in.clone(), judgement(&no)]);
    assert!(rejected.readings[0].claims.iter().any(|one| one.id == claim.id && one.is_rejected()));
    let back = format!(r#"{{"about":"judgement:{}","verdict":"withdraw","by":"A. Coder","at":"2026-03-01T11:00:00Z"}}"#, judgement_id(&put_in));
    assert_eq!(exported(&read(&[put_in, judgement(&back)])), exported(&read(&[])), "what is taken back leaves no trace");
    let elsewhere = read(&[words("other words", 5)]);
    assert!(elsewhere.readings[0].doubts.iter().any(|doubt| doubt.what.contains("not there")), "words that the report has not are no claim");
}

#[test]
fn a_report_without_a_claim_can_be_given_one() {
    let text = "Nothing happened. The bridge fell with nine aboard.";
    let line = r#"{"about":"words:quiet#33-50","verdict":"amend","set":{"words":"with nine aboard.","effect":"killed","low":9,"high":9},"by":"A. Coder","at":"2026-03-01T09:00:00Z"}"#;
    let start = text.find("with").expect("the words");
    let line = line.replace("33-50", &format!("{start}-{}", text.len()));
    let counterclaim = Counterclaim::new().expect("the program loads").obeying(vec![judgement(&line)]);
    let ledger = counterclaim.ledger(vec![Document::new("quiet", text)]);
    assert_eq!(ledger.readings[0].claims.len(), 1, "{:?}", ledger.readings[0].doubts);
}

#[test]
fn a_bad_line_is_named_with_its_number_and_nothing_is_obeyed() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let good = r#"{"about":"report:may","verdict":"amend","set":{"date":"2020-09-30"},"by":"A. Coder","at":"2026-03-01T09:00:00Z"}"#;
    let bad = [
        ("{}", "no judgement"),
        (r#"{"about":"may","verdict":"yes","by":"A","at":"2026-03-01T09:00:00Z"}"#, "names nothing to judge"),
        (r#"{"about":"claim:1","verdict":"maybe","by":"A","at":"2026-03-01T09:00:00Z"}"#, "maybe"),
        (r#"{"about":"claim:1","verdict":"yes","by":"A","at":"yesterday"}"#, "no point in time"),
        (r#"{"about":"claim:1","verdict":"amend","by":"A","at":"2026-03-01T09:00:00Z"}"#, "without `set`"),
        (r#"{"about":"claim:1","verdict":"amend","set":{"sides":"A"},"by":"A","at":"2026-03-01T09:00:00Z"}"#, "sides"),
        (r#"{"about":"claim:1","verdict":"amend","set":{"from":"2020-13"},"by":"A","at":"2026-03-01T09:00:00Z"}"#, "2020-13"),
        (r#"{"about":"claim:1","verdict":"amend","set":{"from":"2020-03","to":"2020-02"},"by":"A","at":"2026-03-01T09:00:00Z"}"#, "behind"),
        (r#"{"about":"claim:1","verdict":"amend","set":{"lat":91,"lon":4},"by":"A","at":"2026-03-01T09:00:00Z"}"#, "from -90 to 90"),
        (r#"{"about":"claim:1","verdict":"amend","set":{"lat":40},"by":"A","at":"2026-03-01T09:00:00Z"}"#, "stand together"),
        (r#"{"about":"claim:1","verdict":"withdraw","by":"A","at":"2026-03-01T09:00:00Z"}"#, "judgement:ID"),
        (r#"{"about":"claim:1","verdict":"yes","by":" ","at":"2026-03-01T09:00:00Z"}"#, "has a name"),
        (r#"{"about":"words:may","verdict":"amend","set":{"words":"x","effect":"killed"},"by":"A","at":"2026-03-01T09:00:00Z"}"#, "names nothing to judge"),
        (r#"{"about":"words:may#1-2","verdict":"amend","set":{"effect":"killed"},"by":"A","at":"2026-03-01T09:00:00Z"}"#, "says its `words`"),
        (r#"{"about":"words:may#1-2","verdict":"amend","set":{"words":"x"},"by":"A","at":"2026-03-01T09:00:00Z"}"#, "an `effect` or a `kind`"),
        (r#"{"about":"words:may#1-2","verdict":"no","by":"A","at":"2026-03-01T09:00:00Z"}"#, "made a claim with `amend`"),
        (r#"{"about":"party:A","verdict":"amend","set":{"with":"A"},"by":"A","at":"2026-03-01T09:00:00Z"}"#, "names another party"),
        (r#"{"about":"party:A","verdict":"amend","set":{"side":"B"},"by":"A","at":"2026-03-01T09:00:00Z"}"#, "only `with` can be set"),
        (r#"{"about":"party:A","verdict":"yes","by":"A","at":"2026-03-01T09:00:00Z"}"#, "only `with` can be set"),
    ];
    for (number, (line, says)) in bad.into_iter().enumerate() {
        let path = folder.join(format!("judgements-{number}.jsonl"));
        std::fs::write(&path, format!("{good}\n\n{line}\n")).expect("a file");
        let error = acquire::judgements(&path).expect_err(line).to_string();
        assert!(error.contains(":3: ") && error.contains(says), "{error}");
    }
}

/// Three reports: two of one attack, and one of another region in the same week.
fn several(judgements: &[Judgement]) -> Ledger {
    let counterclaim = Counterclaim::new().expect("the program loads").obeying(judgements.to_vec());
    let goris = "Yerevan, 2 May 2020. Armenia said that Azerbaijan shelled Goris on Saturday and that 12 Armenian soldiers were killed in Goris.";
    let again = "Baku, 3 May 2020. Azerbaijan denied that it had shelled Goris on Saturday. Two Azerbaijani soldiers were wounded near Goris.";
    let far = "Yerevan, 3 May 2020. Azerbaijan shelled Ijevan on Sunday, and one Armenian soldier was killed in Ijevan.";
    counterclaim.ledger(vec![Document::new("a", goris), Document::new("b", again), Document::new("c", far)])
}

fn docs(ledger: &Ledger) -> Vec<String> {
    let mut docs: Vec<String> = ledger.episodes.iter().map(|episode| episode.docs.join(" ")).collect();
    docs.sort();
    docs
}

fn on_report(doc: &str, minute: u8, set: &str) -> Judgement {
    judgement(&format!(
        r#"{{"about":"report:{doc}","verdict":"amend","set":{{{set}}},"by":"A. Coder","at":"2026-03-01T09:{minute:02}:00Z","note":"seen twice"}}"#
    ))
}

#[test]
fn reports_are_joined_and_set_apart_by_judgement_and_the_later_word_stands() {
    assert_eq!(docs(&several(&[])), ["a b", "c"]);
    let joined = several(&[on_report("c", 0, r#""with":"a""#)]);
    assert_eq!(docs(&joined), ["a b c"]);
    assert!(joined.episodes[0].why.contains(&"c and a tell of one episode, judged by A. Coder: seen twice".to_owned()), "{:?}", joined.episodes[0].why);
    let split = several(&[on_report("b", 0, r#""apart":true"#)]);
    assert_eq!(docs(&split), ["a", "b", "c"]);
    assert!(split.episodes.iter().any(|episode| episode.why.contains(&"b stands apart, judged by A. Coder: seen twice".to_owned())));
    let (apart, with) = (|minute| on_report("b", minute, r#""apart":true"#), |minute| on_report("a", minute, r#""with":"b""#));
    assert_eq!(docs(&several(&[apart(1), with(2)])), ["a b", "c"]);
    assert_eq!(docs(&several(&[apart(2), with(1)])), ["a", "b", "c"], "also where it was said of the other");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn judgements_of_reports_and_their_withdrawal_give_the_same_export(words in proptest::collection::vec((0usize..3, 0usize..4), 1..4)) {
        let doc = |n: usize| ["a", "b", "c"][n];
        let said = words.iter().enumerate().filter(|(_, (one, other))| one != other).map(|(minute, (one, other))| {
            let set = if *other == 3 { r#""apart":true"#.to_owned() } else { format!(r#""with":"{}""#, doc(*other)) };
            on_report(doc(*one), minute as u8, &set)
        });
        let said: Vec<Judgement> = said.collect();
        let back = said.iter().map(|said| judgement(&format!(r#"{{"about":"judgement:{}","verdict":"withdraw","by":"B. Coder","at":"2026-03-02T10:00:00Z"}}"#, judgement_id(said))));
        let all: Vec<Judgement> = said.iter().cloned().chain(back).collect();
        prop_assert_eq!(exported(&several(&all)), exported(&several(&[])));
    }
}

/// Two names of one side, and its enemy.
fn sides(judgements: &[Judgement]) -> Ledger {
    let counterclaim = Counterclaim::new().expect("the program loads").obeying(judgements.to_vec());
    let one = "Stepanakert, 28 September 2020. Nagorno-Karabakh said that 12 of its soldiers were killed near Martakert on Sunday. Azerbaijan denied it.";
    let other = "Yerevan, 29 September 2020. Armenia said that 31 Armenian soldiers were killed near Martakert on Sunday.";
    counterclaim.ledger(vec![Document::new("one", one), Document::new("other", other)])
}

fn on_party(name: &str, minute: usize, with: &str) -> Judgement {
    judgement(&format!(r#"{{"about":"party:{name}","verdict":"amend","set":{{"with":"{with}"}},"by":"A. Coder","at":"2026-03-01T09:{minute:02}:00Z"}}"#))
}

fn names(ledger: &Ledger) -> BTreeSet<String> {
    let claims = ledger.readings.iter().flat_map(|reading| &reading.claims);
    claims.flat_map(|claim| claim.parties().into_iter().map(|(party, _)| party.to_string()).collect::<Vec<_>>()).collect()
}

fn withdrawn(said: &Judgement) -> Judgement {
    let id = judgement_id(said);
    judgement(&format!(r#"{{"about":"judgement:{id}","verdict":"withdraw","by":"B. Coder","at":"2026-03-02T10:00:00Z"}}"#))
}

#[test]
fn two_names_are_one_party_by_judgement_and_the_words_stay() {
    let plain = sides(&[]);
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<String>>();
    assert_eq!(names(&plain), set(&["Armenia", "Azerbaijan", "Nagorno-Karabakh"]));
    let merged = sides(&[on_party("Nagorno-Karabakh", 0, "Armenia")]);
    assert_eq!(names(&merged), set(&["Armenia", "Azerbaijan"]));
    let ids = |ledger: &Ledger| ledger.readings.iter().flat_map(|r| &r.claims).map(|claim| (claim.id.clone(), claim.quote)).collect::<Vec<_>>();
    assert_eq!(ids(&merged), ids(&plain));
    let exported = exported(&merged);
    assert!(exported.contains(r#""about":"party:Nagorno-Karabakh""#) && exported.contains("A. Coder"), "it says whose word it is: {exported}");
    assert!(merged.estimates.iter().all(|estimate| &*estimate.side != "Nagorno-Karabakh"));
    let chain = [on_party("Nagorno-Karabakh", 0, "Armenia"), on_party("Armenia", 1, "Azerbaijan")];
    assert_eq!(names(&sides(&chain)), set(&["Azerbaijan"]), "names of names");
    let circle = [on_party("Nagorno-Karabakh", 0, "Armenia"), on_party("Armenia", 1, "Nagorno-Karabakh")];
    assert_eq!(names(&sides(&circle)), set(&["Azerbaijan", "Nagorno-Karabakh"]), "the later word stands");
    let again = [on_party("Nagorno-Karabakh", 0, "Armenia"), on_party("Nagorno-Karabakh", 1, "Azerbaijan")];
    assert_eq!(names(&sides(&again)), set(&["Armenia", "Azerbaijan"]), "the later word stands");
}

#[test]
fn a_claim_that_was_rejected_stays_so_when_its_party_is_renamed() {
    let id = sides(&[]).readings[0].claims.iter().find(|claim| claim.toll().is_some()).expect("a toll").id.0.clone();
    let no = judgement(&format!(r#"{{"about":"claim:{id}","verdict":"no","by":"A. Coder","at":"2026-03-01T08:00:00Z"}}"#));
    let ledger = sides(&[no, on_party("Nagorno-Karabakh", 0, "Armenia")]);
    let claim = ledger.readings[0].claims.iter().find(|claim| claim.id.0 == id).expect("the toll");
    assert!(claim.is_rejected() && claim.judged.len() == 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn names_made_one_and_split_again_give_the_same_export(words in proptest::collection::vec((0usize..3, 0usize..3), 1..5), kept in 0usize..5) {
        let name = |n: usize| ["Armenia", "Azerbaijan", "Nagorno-Karabakh"][n];
        let said: Vec<Judgement> =
            words.iter().enumerate().filter(|(_, (one, other))| one != other).map(|(minute, (one, other))| on_party(name(*one), minute, name(*other))).collect();
        let (stay, go) = said.split_at(kept.min(said.len()));
        let mut all: Vec<Judgement> = said.iter().cloned().chain(go.iter().map(withdrawn)).collect();
        let merged = exported(&sides(&all));
        prop_assert_eq!(&merged, &exported(&sides(stay)), "what is taken back leaves no trace");
        all.reverse();
        prop_assert_eq!(&merged, &exported(&sides(&all)), "in whatever order they come");
    }
}
