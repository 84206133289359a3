//! Terminal, pages, JSON and tables say the same of an episode, under every policy and on every term.

mod pages;

use pages::Pages;
use serde_json::Value;
use std::{collections::BTreeMap, path::Path};

const POLICIES: [&str; 5] = ["own-then-enemy", "conservative", "ucdp", "two-origins", "graded"];

fn corpus(name: &str) -> Pages {
    Pages::read(name, &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/together"), &[])
}

/// The ids of all episodes; those whose reports no table tells of are passed over.
fn episodes(pages: &Pages) -> Vec<String> {
    let lines = pages.page("/episodes.json");
    let records = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    records
        .filter(|record| record["rows"].as_array().is_some_and(|rows| !rows.is_empty()))
        .map(|record| record["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn a_view_is_the_command_with_the_same_terms() {
    let pages = corpus("agree-views");
    for id in episodes(&pages) {
        for policy in POLICIES {
            let view = pages.page(&format!("/e/{id}.json?policy={policy}"));
            assert_eq!(view, pages.command(&["tolls", "--json", "--policy", policy, "--episode", &id]), "{id} {policy}");
        }
        assert_eq!(pages.page(&format!("/e/{id}.json")), pages.command(&["tolls", "--json", "--episode", &id]), "{id}, as kept");
        for day in ["2016-09-29", "2020-06-17", "2022-09-18"] {
            let view = pages.page(&format!("/e/{id}.json?as_of={day}"));
            assert_eq!(view, pages.command(&["tolls", "--json", "--as-of", day, "--episode", &id]), "{id}, sums and disputes as of {day} too");
            let told: Vec<Value> = records(&pages.command(&["disputes", "--json", "--as-of", day, "--episode", &id]));
            let disputes = records(&view)[0]["disputes"].as_array().expect("a list").len();
            assert_eq!(told.iter().filter(|record| record["type"] == "dispute").count(), disputes, "{id}, by the command as of {day}");
        }
        let all = pages.page(&format!("/e/{id}.ranges.json?policy=all"));
        assert_eq!(all, pages.command(&["tolls", "--json", "--policy", "all", "--episode", &id]), "{id}, all");
        let without = pages.page(&format!("/e/{id}.ranges.json?without=anonymous&vague=none"));
        assert_eq!(without, pages.command(&["tolls", "--json", "--without", "anonymous", "--vague", "none", "--episode", &id]), "{id}, without");
        for terms in [&[][..], &["--as-of", "2020-09-29"]] {
            let query = if terms.is_empty() { "" } else { "?as_of=2020-09-29" };
            let steps = pages.page(&format!("/e/{id}.growth.json{query}"));
            assert_eq!(steps, pages.command(&[&["tolls", "--json", "--growth", "--episode", &id], terms].concat()), "{id}, growth {query}");
        }
    }
}

#[test]
fn a_page_shows_the_ranges_and_steps_of_its_data() {
    let pages = corpus("agree-words");
    for id in episodes(&pages) {
        for policy in POLICIES {
            let page = pages.page(&format!("/e/{id}?policy={policy}"));
            for range in records(&pages.page(&format!("/e/{id}.ranges.json?policy={policy}"))) {
                let end = |name: &str| range[name].as_u64().map_or_else(|| "?".to_owned(), grouped);
                let words = format!("{} – {} – ", end("low"), end("best"));
                let at =
                    page.find(&format!("{}: <strong>", range["id"].as_str().expect("an id"))).unwrap_or_else(|| panic!("{} is not on its page", range["id"]));
                assert!(page[at..].split("</strong>").next().expect("an end").contains(&words), "{range}");
            }
        }
        let page = pages.page(&format!("/e/{id}"));
        let table = pages.page(&format!("/e/{id}.growth.csv"));
        let mut steps = 0;
        for growth in records(&pages.page(&format!("/e/{id}.growth.json"))) {
            for step in growth["steps"].as_array().expect("steps") {
                steps += 1;
                let words = format!("href=\"/r/{}#{}-{}\"", step["doc"].as_str().expect("a report"), step["start"], step["end"]);
                assert!(page.contains(&words), "{id}: no step links to {words}");
            }
        }
        assert_eq!(table.lines().filter(|line| line.starts_with(&id)).count(), steps, "{id}: a row a step");
    }
}

#[test]
fn the_export_has_every_claim_of_table_chart_and_words() {
    let pages = corpus("agree-export");
    let export: BTreeMap<String, Value> =
        records(&pages.command(&["export", "--as", "jsonl"])).into_iter().map(|record| (record["id"].as_str().expect("an id").to_owned(), record)).collect();
    let told = |part: &Value| {
        let id = part["claim"].as_str().expect("a claim");
        let claim = export.get(id).unwrap_or_else(|| panic!("{id} is not in the export"));
        assert!(["doc", "quote", "start", "end"].iter().all(|field| part[field] == claim[field]), "{part} {claim}");
        claim
    };
    let figure = |part: &Value, claim: &Value| assert!(["low", "high", "qualifier"].iter().all(|field| part[field] == claim[field]), "{part} {claim}");
    for id in episodes(&pages) {
        let (page, shown) = (pages.page(&format!("/e/{id}")), pages.command(&["tolls", "--table", "--episode", &id]));
        for claim in records(&pages.page(&format!("/claims.json?episode={id}"))) {
            assert_eq!(export[claim["id"].as_str().expect("an id")], claim, "the page's data is the export");
        }
        for episode in records(&pages.page(&format!("/e/{id}.json"))) {
            let cells =
                episode["rows"].as_array().into_iter().flatten().flat_map(|row| row["cells"].as_array().into_iter().flatten().map(move |cell| (row, cell)));
            for (row, cell) in cells {
                for one in cell["figures"].as_array().expect("figures") {
                    for telling in one["tellings"].as_array().expect("tellings") {
                        let claim = told(telling);
                        figure(one, claim);
                        assert_eq!((&claim["effect"], &claim["claimant"]), (&row["effect"], &one["claimant"]));
                        let words = format!("href=\"/r/{}#{}-{}\"", claim["doc"].as_str().expect("a report"), claim["start"], claim["end"]);
                        assert!(page.contains(&words), "{id}: no figure links to {words}");
                    }
                }
            }
        }
        for growth in records(&pages.page(&format!("/e/{id}.growth.json"))) {
            growth["steps"].as_array().expect("steps").iter().for_each(|step| figure(step, told(step)));
        }
        let ranges: Vec<&str> = page.split("low – best – high</a> <strong>").skip(1).filter_map(|rest| rest.split("</strong>").next()).collect();
        assert!(ranges.iter().all(|range| shown.contains(range)), "{id}: the terminal shows other ranges than {ranges:?}:\n{shown}");
    }
}

fn records(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
