//! When the harm was done, told on Tuesday 29 September 2020: its own day, the day of the speech, the deed told before.

use counterclaim::Counterclaim;
use counterclaim::model::{Basis, Claim, Day, Document, Interval, Reading, Scope, What};
use std::sync::LazyLock;

static COUNTERCLAIM: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("rules, world and grammar load"));

fn document(id: &str, text: &str, written: Option<&str>) -> Document {
    let day: Option<Day> = written.map(|day| day.parse().unwrap());
    let published = Interval { from: day, to: day, basis: if day.is_some() { Basis::Metadata } else { Basis::Unknown } };
    Document { published, ..Document::new(id, text) }
}

fn reading(text: &str, written: Option<&str>) -> Reading {
    COUNTERCLAIM.read(document("t", text, written))
}

/// First and last day, "-" where unknown.
fn days(claim: &Claim) -> String {
    let day = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
    format!("{} {}", day(claim.when.from), day(claim.when.to))
}

/// The days of the last toll of each text.
fn hold(cases: &[(&str, &str)]) {
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|(text, wanted)| {
            let reading = reading(text, Some("2020-09-29"));
            let found = reading.claims.iter().rfind(|claim| claim.toll().is_some()).map_or("no toll".to_owned(), days);
            (found != *wanted).then(|| format!("{text}: {found}, not {wanted}"))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_day_beside_the_word_of_speech_is_not_the_day_of_harm() {
    hold(&[
        ("Shells killed six soldiers on Sunday, the ministry said on Monday.", "2020-09-27 2020-09-27"),
        (
            "The rebels on Monday claimed responsibility for a bombing that killed 30 soldiers.\n\nThe blast on Sunday night hit a post.",
            "2020-09-27 2020-09-27",
        ),
        ("Six soldiers fell in an ambush on Saturday, the newspaper Dawn reported.", "2020-09-26 2020-09-26"),
        ("Over the past 24 hours six soldiers were killed, the ministry said on Monday.", "2020-09-27 2020-09-28"),
        ("Six soldiers were killed in 48 hours, the ministry said on Monday.", "2020-09-26 2020-09-28"),
        ("Six soldiers were killed in two days, the ministry said on Monday.", "2020-09-27 2020-09-28"),
    ]);
}

#[test]
fn a_night_is_of_the_day_told_with_it() {
    hold(&[
        ("Troops killed six rebels in an overnight operation in Vale on Saturday.", "2020-09-26 2020-09-26"),
        ("Troops killed six rebels in an overnight operation in Vale, the army said on Tuesday.", "2020-09-28 2020-09-29"),
    ]);
}

#[test]
fn the_day_of_a_dateline_says_only_when_it_was_written() {
    let text = "KABUL, Afghanistan (April 20, 2011) – A patrol killed four insurgents in a long night search of Vale district, yesterday.";
    assert_eq!(days(&reading(text, None).claims[0]), "2011-04-19 2011-04-19");
}

#[test]
fn a_deed_told_before_dates_those_behind_it() {
    hold(&[
        ("In Vale last night a patrol was fired on from a farm. Four soldiers were killed.", "2020-09-28 2020-09-28"),
        ("Shells hit the market on Saturday. The wounded were carried to the port. Six people were killed, doctors said on Sunday.", "2020-09-26 2020-09-26"),
        ("Rebels killed 68 farmers near Vale.\n\nThey were on their way to the fields when they were shot at on 22 September.", "2020-09-22 2020-09-22"),
        ("Troops attacked the base on Monday. The attack came two days after rebels had captured eight soldiers.", "2020-09-26 2020-09-26"),
        ("The village was burnt on Monday. Six people were killed in recent weeks.", "- 2020-09-29"),
    ]);
}

#[test]
fn a_total_runs_from_the_outbreak() {
    hold(&[
        ("Fighting broke out over the weekend. Clashes erupted on Sunday. The death toll has risen to 95.", "2020-09-27 2020-09-29"),
        ("Clashes erupted on Sunday. At least 95 people have been killed since fighting broke out over the weekend.", "2020-09-27 2020-09-29"),
        ("Fighting erupted on Sunday. On Monday the ministry said that 26 soldiers were killed, bringing its death toll to 84.", "2020-09-27 2020-09-28"),
        ("More than 170,000 people have been killed in the conflict, which started as a protest in 2011.", "2011 2020-09-29"),
    ]);
}

/// What a report leads with is news; what else it tells without a day may be old.
/// A month that is over is counted as one day is; of one that runs the figure will grow.
#[test]
fn a_figure_of_a_month_that_runs_is_a_running_total() {
    for (text, scope) in [
        ("Troops killed 20 rebels in the province this month.", Scope::Total),
        ("Troops killed 20 rebels in the province in August.", Scope::Incident),
        ("Troops killed 20 rebels in the province on Monday.", Scope::Incident),
    ] {
        let reading = reading(text, Some("2020-09-29"));
        assert_eq!(reading.claims.iter().filter_map(Claim::toll).map(|toll| toll.scope).collect::<Vec<_>>(), [scope], "{text}");
    }
}

#[test]
fn the_zone_of_a_clock_time_is_kept_with_it_and_names_no_party() {
    let reading = reading("Shells killed two soldiers at 00:05 (22:05 French time).", Some("2020-09-29"));
    let times = reading.mentions.iter().filter(|m| matches!(m.what, What::Time { .. })).map(|m| m.span.of(&reading.document.text));
    assert_eq!(times.collect::<Vec<_>>(), ["00:05 (22:05 French time)"]);
    assert!(!reading.mentions.iter().any(|m| matches!(m.what, What::Party { .. })));
}

#[test]
fn without_a_day_news_is_of_the_day_of_writing_and_says_so() {
    let found = reading("Rebels killed six soldiers near Vale. A guard was wounded by a stone.", Some("2020-09-29"));
    let [lead, other] = &found.claims.iter().filter(|claim| claim.toll().is_some()).collect::<Vec<_>>()[..] else { panic!("{:?}", found.claims) };
    assert_eq!((days(lead), days(other)), ("2020-09-29 2020-09-29".to_owned(), "- 2020-09-29".to_owned()));
    assert!(matches!(&lead.when.basis, Basis::Inferred { reason, .. } if reason.contains("no day is told")));
}

/// A condemnation is made on the day on which it is told; an attack without a day has none.
#[test]
fn words_are_of_the_day_of_writing_and_deeds_are_not() {
    let found = reading("Rebels attacked a post near Vale. Iran condemned the attack.", Some("2020-09-29"));
    let deeds: Vec<String> = found.claims.iter().map(|claim| format!("{} {}", claim.deed().map_or("toll", |deed| deed.kind.name()), days(claim))).collect();
    assert_eq!(deeds, ["attack - -", "condemn 2020-09-29 2020-09-29"]);
}

#[test]
fn a_measure_is_no_day() {
    hold(&[("Six soldiers were killed, the heaviest toll since the war of 2016, the army said on Monday.", "2020-09-28 2020-09-28")]);
}

#[test]
fn what_was_over_before_the_fighting_is_background() {
    let text = "Clashes erupted on Monday and killed six soldiers. In August, the army lost one soldier. Last week a shell wounded two farmers.";
    let current: Vec<bool> = reading(text, Some("2020-09-29")).claims.iter().filter(|c| c.toll().is_some()).map(|claim| claim.current).collect();
    assert_eq!(current, [true, false, false]);
    // A fresh day beside it makes no old harm fresh.
    let text = "The army on Monday confirmed the death of the man behind the attack of 11 May that killed one soldier.";
    let old: Vec<bool> = reading(text, Some("2020-09-29")).claims.iter().filter(|c| days(c).starts_with("2020-05-11")).map(|c| c.current).collect();
    assert!(!old.is_empty() && old.iter().all(|current| !current), "{old:?}");
}

/// A report that another one dates tells its days again, from that day.
#[test]
fn a_report_dated_by_another_has_days_for_its_claims() {
    let known = "Armenia and Azerbaijan fought on. Clashes erupted early on Sunday. Azerbaijan shelled Martuni on Tuesday. Armenia said it lost 84 soldiers.";
    let undated = "Armenia has lost 32 soldiers since fighting with Azerbaijan broke out on Sunday, the ministry announced on Monday.\n\n\
        Azerbaijan shelled Martuni yesterday. Two women were wounded.";
    let ledger = COUNTERCLAIM.ledger(vec![document("a", undated, None), document("b", known, Some("2020-09-29"))]);
    let reading = &ledger.readings[0];
    assert_eq!(reading.document.published.to, "2020-09-28".parse().ok());
    let tolls: Vec<String> = reading.claims.iter().filter(|claim| claim.toll().is_some()).map(days).collect();
    assert_eq!(tolls, ["2020-09-27 2020-09-28", "2020-09-27 2020-09-27"]);
}

/// Of a report's day only the year may be known: then no more is known of "yesterday".
#[test]
fn a_day_counted_from_a_year_is_that_year() {
    let text =
        "Two soldiers were wounded in yesterday's battles. The war that took place last year, a war of six weeks in the fall of 2020, killed 6,500 people.";
    let ledger = COUNTERCLAIM.ledger(vec![document("a", text, None)]);
    let reading = &ledger.readings[0];
    assert_eq!(reading.document.published.to.map(|day| day.to_string()).as_deref(), Some("2021"));
    assert_eq!(days(reading.claims.iter().find(|claim| claim.toll().is_some()).unwrap()), "2021 2021");
}

#[test]
fn a_day_of_an_old_war_is_no_day_of_an_undated_reports_news() {
    let text = "Sixty people were killed on Tuesday in a raid, said a doctor.\n\nThe war began in 2021.\n\nOn 22 June 1988 planes bombed the market and \
                killed hundreds of people.";
    let reading = reading(text, None);
    let tolls: Vec<(String, bool)> = reading.claims.iter().filter(|c| c.toll().is_some()).map(|c| (days(c), c.current)).collect();
    assert_eq!(tolls, [("- -".to_owned(), true), ("1988-06-22 1988-06-22".to_owned(), false)]);
}

#[test]
fn a_dateline_may_end_in_a_full_stop() {
    let own = |text: &str| reading(text, None).document.published.from.map_or(String::new(), |day| day.to_string());
    assert_eq!(own("Geneva, 22 June 2015. The commission counts 2,251 people killed."), "2015-06-22");
    assert_eq!(own("Who died?\n\nBEIRUT – Sunday, 25 August 2013. A doctor counted 322 people killed."), "2013-08-25");
    assert_eq!(own("The ministry counts 40 people killed since June, 2015. The rest is not known."), "");
}

/// "Since the weekend" is since the Sunday on which fighting broke out; "since 1983" is not since yesterday.
#[test]
fn an_old_war_did_not_begin_with_the_last_battle() {
    hold(&[
        ("Fighting erupted on Sunday near Vale. At least 26 soldiers have been killed since the weekend.", "2020-09-27 2020-09-29"),
        ("Fighting erupted on Sunday near Vale. More than 65,000 people have been killed in the war since 1983.", "1983 2020-09-29"),
    ]);
}

/// An inquiry tells of the fighting that it looks back on: that is no background, and what it tells without a day is of those days.
#[test]
fn a_report_that_looks_back_is_about_what_it_looks_back_on() {
    let tolls = |text: &str| -> Vec<(String, bool)> {
        let reading = reading(text, Some("2009-09-30"));
        reading.claims.iter().filter(|claim| claim.toll().is_some()).map(|claim| (days(claim), claim.current)).collect()
    };
    let found =
        tolls("About 850 people were killed in August 2008, says the mission. Georgia reports 170 soldiers killed. Some 1,000 people were killed in 1992.");
    assert_eq!(found[0], ("2008-08 2008-08".to_owned(), true));
    assert_eq!(found[1], ("2008-08 2008-08".to_owned(), true));
    assert!(!found[2].1);
    // News that mentions an older war is about the news.
    let found = tolls("Six soldiers were killed on Monday. The war of August 2008 killed about 850 people.");
    assert_eq!(found.iter().map(|(_, current)| *current).collect::<Vec<_>>(), [true, false]);
}
