//! The world tables, asked as the rooms ask them: the words of a sentence and where to look.
//!
//! Each case is a phrase as reports write it; `party` and its sisters look at every word and give what starts there.

use counterclaim_model::PartyUse;
use counterclaim_rules::world::{BodyKind, Join, World, fold};
use std::sync::LazyLock;

static WORLD: LazyLock<World> = LazyLock::new(World::shipped);

/// Every party of a sentence, left to right, longest first: "Armenia 1" with its length in words.
fn parties_in(sentence: &str, caps: bool) -> Vec<String> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let (mut at, mut found) = (0, Vec::new());
    while at < words.len() {
        match WORLD.party_at(&words, at, caps) {
            Some(hit) => {
                found.push(hit.party.to_string());
                at += hit.len;
            }
            None => at += 1,
        }
    }
    found
}

#[track_caller]
fn says(sentence: &str, parties: &[&str]) {
    assert_eq!(parties_in(sentence, false), parties, "in: {sentence}");
}

#[test]
fn names_demonyms_and_seats() {
    says("Armenia accused Azerbaijan", &["Armenia", "Azerbaijan"]);
    says("Armenian forces and the Azerbaijanis", &["Armenia", "Azerbaijan"]);
    says("Baku claims to have killed 550 enemy soldiers and Yerevan more", &["Azerbaijan", "Armenia"]);
    says("the Kremlin and the Pentagon", &["Russia", "United States"]);
    says("Moscow , Washington and Brussels", &["Russia", "United States", "European Union"]);
    says("Salvadoran troops fought the FMLN", &["El Salvador", "FMLN"]);
    let by = |word: &str| WORLD.party_at(&[word], 0, false).map(|hit| hit.by);
    assert_eq!(by("Armenia"), Some(PartyUse::Name));
    assert_eq!(by("Armenian"), Some(PartyUse::Demonym));
    assert_eq!(by("Yerevan"), Some(PartyUse::Seat));
}

#[test]
fn the_longest_name_wins() {
    says("the Syrian Observatory for Human Rights said", &["Syrian Observatory for Human Rights"]);
    says("Islamic State of Iraq and the Levant terrorists", &["Islamic State"]);
    says("South Sudan and Sudan", &["South Sudan", "Sudan"]);

    says("the UN Security Council will meet", &["UN Security Council"]);
    says("the Collective Security Treaty Organization ( CSTO )", &["Collective Security Treaty Organization"; 2]);
    says("North Korean and South Korean", &["North Korea", "South Korea"]);
}

#[test]
fn spellings_of_one_name() {
    for name in ["Nagorno-Karabakh", "Nagorno - Karabakh", "Nagorno Karabak", "Nagorny Karabakh", "Nagorno – Karabakh", "Artsakh", "Upper Karabakh"] {
        says(&format!("fighting in {name} went on"), &["Nagorno-Karabakh"]);
    }
    for name in ["Al-Nusra Front", "al-Nusra", "Al Nusra", "Nusra Front", "the Nusra Front", "Jabhat al-Nusra", "Al - Nusra"] {
        says(&format!("militants of {name} attacked"), &["Al-Nusra Front"]);
    }
    for name in ["Da’esh", "Da'esh", "Daesh", "ISIS", "Isis", "ISIL", "IS", "Islamic State", "Daeshs"] {
        says(&format!("against {name} fighters"), &["Islamic State"]);
    }
    for name in ["Jeish al-Islam", "Jaish ul Islam", "Jaysh al Islam", "Jaish al-Islam"] {
        says(&format!("{name} shelled the camp"), &["Jaish al-Islam"]);
    }
    for name in ["al-Qaida", "Al-Qaedas", "al Qaeda", "Al-Qaeda's", "Al Qa’ida"] {
        says(&format!("{name} vehicles"), &["Al-Qaeda"]);
    }
    says("the U.S. and the U.S", &["United States", "United States"]);
    says("Tigray People's Liberation Front", &["Tigray People's Liberation Front"]);
    says("Tigray People ’s Liberation Front", &["Tigray People's Liberation Front"]);
    says("Tigray Peoples Liberation Front", &["Tigray People's Liberation Front"]);
    says("Türkiye and Turkiye", &["Turkey", "Turkey"]);
}

#[test]
fn a_possessive_is_no_part_of_a_name() {
    let hit = |words: &[&str]| WORLD.party_at(words, 0, false).map(|hit| (hit.len, hit.party.to_string(), hit.dropped_s));
    assert_eq!(hit(&["Azerbaijan's", "army"]), Some((1, "Azerbaijan".into(), false)));
    assert_eq!(hit(&["Azerbaijan", "'s", "army"]), Some((1, "Azerbaijan".into(), false)));
    assert_eq!(hit(&["Azerbaijan", "’s", "army"]), Some((1, "Azerbaijan".into(), false)));
    assert_eq!(hit(&["Syrias", "army"]), Some((1, "Syria".into(), true)));
    assert_eq!(hit(&["Philippines", "army"]), Some((1, "Philippines".into(), false)));
    assert_eq!(hit(&["Netherland", "army"]), None);
}

#[test]
fn capitals_are_evidence() {
    says("this is what befell us , who un to", &[]);
    says("a chad , a turkey , the polish of a pole", &[]);
    says("the US , the UN and the WHO", &["United States", "UN", "World Health Organization"]);
    says("Us and Who and Is and Un", &[]);
    assert_eq!(parties_in("THIS IS WHAT BEFELL SYRIA WHO SAID THE UN", true), ["Syria", "UN"]);
    assert_eq!(parties_in("AZERBAIJANI TROOPS SHELL ARMENIA", true), ["Azerbaijan", "Armenia"]);
    says("Nato and Isaf", &["NATO", "ISAF"]);
}

#[test]
fn what_hangs_on_a_name_is_told() {
    let join = |words: &[&str], at| WORLD.party_at(words, at, false).map(|hit| (hit.party.to_string(), hit.join));
    assert_eq!(join(&["US-backed", "rebels"], 0), Some(("United States".into(), Join::After)));
    assert_eq!(join(&["US", "-", "backed", "rebels"], 0), Some(("United States".into(), Join::After)));
    assert_eq!(join(&["pro-Russian", "men"], 0), Some(("Russia".into(), Join::Before)));
    assert_eq!(join(&["pro", "-", "Russian", "men"], 2), Some(("Russia".into(), Join::Before)));
    let Some((first, Join::And(second))) = join(&["Armenia-Azerbaijan", "border"], 0) else { panic!("two parties in one word") };
    assert_eq!((&*first, &**second), ("Armenia", "Azerbaijan"));
    assert_eq!(join(&["Armenia", "-", "Azerbaijan"], 0), Some(("Armenia".into(), Join::Free)));
    for words in [&["US-led", "coalition"][..], &["US", "-", "led", "coalition"], &["U.S.-led", "coalition"]] {
        assert_eq!(WORLD.party_at(words, 0, false).map(|hit| (hit.len, &**hit.party)), Some((words.len(), "US-led coalition")));
    }
    says("pro-Russian separatists", &["Ukrainian separatists"]);
}

#[test]
fn a_phrase_may_hide_a_name() {
    says("in New Mexico , on the Jordan River and in Latin America", &[]);
    says("in Mexico , in Jordan and in America", &["Mexico", "Jordan", "United States"]);
    says("Papua New Guinea and Guinea", &["Papua New Guinea", "Guinea"]);
}

#[test]
fn a_party_by_any_spelling() {
    let party = |name: &str| WORLD.party(name).map(|party| party.name.to_string());
    for (spelling, name) in [
        ("artsakh", "Nagorno-Karabakh"),
        ("nagorno karabakh", "Nagorno-Karabakh"),
        ("is", "Islamic State"),
        ("the United Nations", "UN"),
        ("u.s.", "United States"),
        ("gaza", "Palestine"),
        ("congo", "Democratic Republic of Congo"),
        ("tupac amaru revolutionary movement", "MRTA"),
        ("eln", "National Liberation Army"),
        ("white helmets", "Civil Defence"),
        ("international security assistance force", "ISAF"),
        ("oic", "Organisation of Islamic Cooperation"),
        ("assad regime", "Syria"),
        ("failaq al rahman", "Faylaq al-Rahman"),
    ] {
        assert_eq!(party(spelling).as_deref(), Some(name), "{spelling}");
    }
    assert_eq!(party("Ruritania"), None);
    assert_eq!(party("Armenia and Azerbaijan"), None);
    assert_eq!(party("New Mexico"), None);
}

#[test]
fn every_row_answers_to_its_own_name() {
    for party in &WORLD.parties {
        assert_eq!(WORLD.party(&party.name).map(|found| &found.name), Some(&party.name));
        for spelling in party.names.iter().chain(&party.demonyms).chain(&party.seats) {
            let letters = spelling.trim_start_matches('=');
            // Letters, and a town that changed hands, may be several parties', and the report tells whose.
            let shared = letters.bytes().all(|b| b.is_ascii_uppercase()) || party.seats.iter().any(|seat| **seat == *letters);
            if shared && WORLD.namesakes(letters).iter().any(|other| other.name == party.name) {
                continue;
            }
            let found = WORLD.party(letters);
            assert_eq!(found.map(|found| &*found.name), Some(&*party.name), "'{spelling}' is claimed by two rows of parties.tsv");
        }
    }
    for outlet in &WORLD.outlets {
        for spelling in [&outlet.name].into_iter().chain(&outlet.names) {
            let words: Vec<&str> = spelling.trim_start_matches('=').split_whitespace().collect();
            let found = WORLD.outlet_at(&words, usize::from(words[0] == "The"), false);
            assert_eq!(found.map(|found| &*found.outlet.name), Some(&*outlet.name), "'{spelling}' is claimed by two rows of outlets.tsv");
        }
    }
}

#[test]
fn bodies() {
    let body = |sentence: &str| {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        WORLD.body_at(&words, 0, false).map(|hit| (hit.len, hit.body.map(|b| b.to_string()), hit.kind, hit.party.map(|p| p.to_string())))
    };
    let organ = |len, name: &str| Some((len, Some(name.to_string()), BodyKind::Body, None));
    assert_eq!(body("defence ministry said"), organ(2, "Ministry of Defence"));
    assert_eq!(body("Defense Ministry of Nagorno Karabak"), organ(2, "Ministry of Defence"));
    assert_eq!(body("Ministry of Defense said"), organ(3, "Ministry of Defence"));
    assert_eq!(body("Foreign Ministry"), organ(2, "Ministry of Foreign Affairs"));
    assert_eq!(body("armed forces"), Some((2, None, BodyKind::Body, None)), "as worded");
    assert_eq!(body("government"), organ(1, "government"));
    let implied = |len, name: &str, party: &str| Some((len, Some(name.to_string()), BodyKind::Body, Some(party.to_string())));
    assert_eq!(body("Pentagon said"), implied(1, "Department of Defense", "United States"));
    assert_eq!(body("State Department readout"), implied(2, "State Department", "United States"));
    assert_eq!(body("Kremlin"), implied(1, "Kremlin", "Russia"));
    assert_eq!(body("IDF troops"), implied(1, "army", "Israel"));
    assert_eq!(body("military officials told"), Some((2, None, BodyKind::Unnamed, None)));
    assert_eq!(body("sources said"), Some((1, None, BodyKind::Unnamed, None)));
    assert_eq!(body("ministry said").map(|hit| hit.2), Some(BodyKind::Back));
    assert_eq!(body("soldiers said"), None);
    assert_eq!(body("ISIS fighters"), None);
    assert_eq!(body("pentagon of stones"), None);
}

#[test]
fn outlets_and_offices() {
    let outlet = |words: &[&str]| WORLD.outlet_at(words, 0, false).map(|hit| (hit.len, hit.outlet.name.to_string()));
    assert_eq!(outlet(&["Interfax", "news", "agency"]), Some((3, "Interfax".into())));
    assert_eq!(outlet(&["SANAs", "correspondent"]), Some((1, "SANA".into())));
    assert_eq!(outlet(&["AP", "reported"]), Some((1, "AP".into())));
    assert_eq!(outlet(&["Ap", "reported"]), None);
    assert_eq!(outlet(&["TRTWorld"]), Some((1, "TRT World".into())));
    assert_eq!(outlet(&["Agence", "France-Presse"]), Some((2, "AFP".into())));
    let office = |words: &[&str]| WORLD.office_at(words, 0, false).map(|hit| (hit.len, hit.office.name.to_string()));
    assert_eq!(office(&["Prime", "Minister", "Nikol"]), Some((2, "prime minister".into())));
    assert_eq!(office(&["foreign", "minister"]), Some((2, "foreign minister".into())));
    assert_eq!(office(&["Defense", "Secretary"]), Some((2, "defence secretary".into())));
    assert_eq!(office(&["Lt", "Gen", "Sergei"]), Some((2, "General".into())));
    assert_eq!(office(&["general", "mobilization"]), None);
    assert_eq!(office(&["shepherd"]), None);
    assert_eq!(outlet(&["National", "Guard"]), None);
    assert_eq!(WORLD.outlet_at(&["the", "National"], 1, false).map(|hit| &*hit.outlet.name), Some("The National"));
}

#[test]
fn camps_are_dated() {
    assert!(WORLD.same_camp("Armenia", "Nagorno-Karabakh", Some(2020)));
    assert!(WORLD.same_camp("Armenia", "Nagorno-Karabakh", None));
    assert!(!WORLD.same_camp("Armenia", "Nagorno-Karabakh", Some(2025)));
    assert!(!WORLD.same_camp("Armenia", "Azerbaijan", Some(2020)));
    assert!(WORLD.same_camp("Luhansk People's Republic", "Donetsk People's Republic", Some(2022)));
    assert!(!WORLD.same_camp("Syria", "Russia", Some(2017)));
    assert!(WORLD.same_camp("Ruritania", "Ruritania", None));
    assert_eq!(WORLD.camp_of("Nagorno-Karabakh", Some(2016)), "Armenia");
    assert_eq!(WORLD.camp_of("Peru", Some(1988)), "Peru");
}

/// The first place of a name: "Goris AM Syunik city".
fn place(sentence: &str) -> Option<String> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let hit = WORLD.place_at(&words, 0, false)?;
    let place = hit.places[0];
    let text = |name: Option<&str>| name.unwrap_or("-").to_string();
    Some(format!("{} {} {} {:?} {}", place.name, text(place.country), text(place.admin1), place.kind, hit.len))
}

#[test]
fn places() {
    let mut wrong = Vec::new();
    for (sentence, is) in [
        ("Baku said", "Baku AZ Baku City 1"),
        ("Goris and Sotk", "Goris AM Syunik City 1"),
        ("Fizuli city", "Fizuli AZ Fizuli City 1"),
        ("Aghdara and Tartar", "Martakert AZ Tartar City 1"),
        ("Madagiz village", "Madagiz AZ Tartar City 1"),
        ("Talych . The enemy", "Talysh AZ Tartar City 1"),
        ("Hadrut", "Hadrut AZ Khojavend City 1"),
        ("Stepanakert", "Khankendi AZ Khankendi City 1"),
        ("Gegharkunik province", "Gegharkunik Province AM Gegharkunik Admin1 2"),
        ("Lachin Corridor", "Lachin corridor AZ - Region 2"),
        ("Armenia 's border", "Armenia AM - Country 1"),
        ("Iraq", "Iraq IQ - Country 1"),
        ("Eastern Ghouta", "Eastern Ghouta SY Rif Dimashq Region 2"),
        ("Deir al-Zor", "Deir ez-Zor SY Deir ez-Zor City 2"),
        ("Deir ez-Zor", "Deir ez-Zor SY Deir ez-Zor City 2"),
        ("Mayadeen", "Mayadin SY Deir ez-Zor City 1"),
        ("Hasaka", "Hasakah SY Hasakah City 1"),
        ("Idlib province", "Idlib SY Idlib City 1"),
        ("Mosuls east", "Mosul IQ Nineveh City 1"),
        ("Mosul", "Mosul IQ Nineveh City 1"),
        ("Ayacucho", "Ayacucho PE Ayacucho City 1"),
        ("Kandahar Sunday", "Kandahār AF Kandahar City 1"),
        ("Donbas", "Donbas UA - Region 1"),
        ("Golan Heights", "Golan Heights SY Quneitra Region 2"),
    ] {
        let found = place(sentence).unwrap_or_default();
        if found != is {
            wrong.push(format!("{sentence}: {found}, not {is}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for sentence in
        ["baku said", "Police said", "Vladimir Putin".split(' ').next_back().unwrap(), "Rami said", "Karen said", "UN troops", "Most of", "He has", "Nov 23"]
    {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        assert!(WORLD.place_at(&words, 0, false).is_none_or(|hit| !hit.stands_alone()), "in: {sentence}");
    }
    let words = ["AZERBAIJANI", "TROOPS", "SHELL", "GORIS"];
    assert!(WORLD.place_at(&words, 3, true).is_some());
    assert!(WORLD.places() > 200_000);
}

#[test]
fn folding() {
    assert_eq!(fold("Kəlbəcər"), "kalbacar");
    assert_eq!(fold("Al-Nusra Front"), "al nusra front");
    assert_eq!(fold("Ta‘izz"), "taizz");
    assert_eq!(fold("U.S."), "us");
    assert_eq!(fold("Médecins Sans Frontières"), "medecins sans frontieres");
    assert_eq!(fold("Azerbaijan’s"), "azerbaijan");
}

#[test]
fn a_users_tables_are_laid_over() {
    let dir = std::env::temp_dir().join(format!("counterclaim-world-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let put = |name: &str, text: &str| std::fs::write(dir.join(name), text).unwrap();
    let failure = || World::with(&dir).err().map(|error| error.to_string()).unwrap_or_default();

    assert!(failure().contains("holds no world table"));
    let head = "name\tkind\tparent\tcode\tnames\tdemonyms\tseats\tfrom\tto\n";
    put("parties.tsv", &format!("# mine\n{head}Ruritania\tstate\t\t\tKingdom of Ruritania\tRuritanian\tStrelsau\nArmenia\tstate\t\tAM\tHayastan\n"));
    let world = World::with(&dir).unwrap();
    assert_eq!(world.party("Strelsau").map(|party| &*party.name), Some("Ruritania"));
    assert_eq!(world.party("Hayastan").map(|party| &*party.name), Some("Armenia"));
    assert!(world.party("Yerevan").is_none(), "the user's row replaces the shipped one");
    assert!(world.party("Baku").is_some(), "the other rows stay");

    put("parties.tsv", &format!("{head}Ruritania\tkingdom\n"));
    let error = failure();
    assert!(error.contains("parties.tsv:2: kind 'kingdom' is not known; write one of state"), "{error}");
    put("parties.tsv", "name\tsort\n");
    assert!(failure().contains("parties.tsv:1: the first line must name the columns"), "{}", failure());
    put("parties.tsv", &format!("{head}Ruritania\tstate\t\t\t\t\t\tlong ago\n"));
    assert!(failure().contains("'long ago' is no year"), "{}", failure());
    put("parties.tsv", &format!("{head}Ruritania\tstate\t\t\t\t\t\t1918\t1900\n"));
    assert!(failure().contains("parties.tsv:2: it ends in 1900, before it begins in 1918"), "{}", failure());
    put("parties.tsv", &format!("{head}Ruritania\tstate\n# twice\nRuritania\tentity\n"));
    assert!(failure().contains("parties.tsv:4: has the same name as line 2"), "{}", failure());
    put("parties.tsv", &format!("{head}Ruritania\tstate\t\t\t\t\t\t\t\t\t\n"));
    assert!(failure().contains("parties.tsv:2: 11 cells, but the table has 9 columns"), "{}", failure());
    put("parties.tsv", &format!("{head}Ruritania\tentity\tElphberg\n"));
    assert!(failure().contains("parties.tsv:2: 'Elphberg' is no party"), "{}", failure());
    put("parties.tsv", head);
    put("leader.tsv", "name\tparty\n");
    assert!(failure().contains("leader.tsv: is the name of no world table; the tables are parties.tsv, bodies.tsv"), "{}", failure());
    std::fs::remove_file(dir.join("leader.tsv")).unwrap();
    put("camps.tsv", "camp\tparty\tfrom\tto\tnote\nArmenia\tRuritania\n");
    assert!(failure().contains("camps.tsv:2: 'Ruritania' is no party of parties.tsv"), "{}", failure());
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
#[ignore = "a stopwatch, for the release build: cargo test --release -p counterclaim-rules --test world -- --ignored --nocapture"]
fn loads_fast() {
    let mut best = u128::MAX;
    for _ in 0..5 {
        let start = std::time::Instant::now();
        let world = World::shipped();
        best = best.min(start.elapsed().as_micros());
        assert!(world.places() > 200_000);
    }
    println!("all tables in {best} µs");
    assert!(best < 30_000);
}
