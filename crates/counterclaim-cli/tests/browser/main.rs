//! The pages in Chromium, as people use them: with a mouse, with keys alone, on a phone, without scripts. What was seen is kept under
//! `target/screens`.

#[path = "../pages/mod.rs"]
mod pages;

mod driver;

use driver::Browser;
use pages::{Pages, run};
use std::{fs, path::Path};

/// The project's own reports, served to a reviewer.
fn corpus(name: &str) -> Pages {
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/reports");
    Pages::read(name, &reports, &["--judgements", "{}/judgements.jsonl", "--by", "A. Coder"])
}

/// Every screen, with an episode and a report that hold the most.
fn screens(pages: &Pages) -> Vec<(&'static str, String)> {
    let at = |path: &str| format!("http://{}{path}", pages.at);
    vec![
        ("episodes", at("/")),
        ("episode", at(&pages::link(&pages.page("/"), "/e/2020-09-27"))),
        ("report", at("/r/karabakh-2020-09-28")),
        ("claims", at("/claims?q=soldiers&effect=killed")),
        ("map", at("/map")),
        ("review", at("/review?queue=disputes")),
        ("queues", at("/review")),
        ("agreement", at("/review/agreement")),
        ("parties", at("/review/parties")),
    ]
}

#[test]
fn a_visitor_opens_the_words_of_a_figure_in_three_clicks() {
    let pages = corpus("browser-visitor");
    let browser = Browser::open("visitor", true);
    browser.go(&format!("http://{}/", pages.at));
    browser.run(r"[...document.querySelectorAll('.episodes li')].find((one) => /\b84\b/.test(one.textContent)).querySelector('a').id = 'of-84'");
    browser.click("#of-84");
    let figure = "[...document.querySelectorAll('.figure.own')].find((one) => one.querySelector('.what').textContent.includes('84'))";
    assert!(browser.run(&format!("return {figure}.textContent")).as_str().is_some_and(|told| told.contains("own loss, per")));
    browser.run(&format!("{figure}.id = 'wanted'"));
    browser.click("#wanted a.at");
    let lit = browser.until("return document.querySelector(':target + mark, :target + .anchor + mark')?.textContent", |words| words.is_string());
    assert!(lit.as_str().is_some_and(|words| words.contains("84")), "{lit}");
    browser.shot("words-of-84");
}

#[test]
fn a_search_is_its_address() {
    let pages = corpus("browser-search");
    let browser = Browser::open("search", true);
    browser.go(&format!("http://{}/claims", pages.at));
    browser.fill(".search [name=q]", "soldiers");
    browser.click(".search button");
    browser.click("aside a[href*='effect=killed']");
    let (address, found) = (browser.address(), browser.words("#main"));
    assert!(address.contains("q=soldiers") && address.contains("effect=killed"), "{address}");
    browser.new_window();
    browser.go(&address);
    assert_eq!(browser.words("#main"), found);
}

#[test]
fn a_reviewer_judges_twenty_claims_by_keyboard_and_the_next_run_obeys() {
    let mut pages = corpus("browser-review");
    let browser = Browser::open("review", true);
    browser.go(&format!("http://{}/", pages.at));
    browser.press_until("gr", "return location.pathname", |path| path == "/review");
    browser.click("a[href='/review?queue=sample']");
    let claim = "return document.querySelector('form.claim [name=claim]')?.value";
    // Not every claim has an alternative that a key puts in its slot.
    let offers = "return document.querySelector('button[name=choose][data-key=\"1\"]') !== null";
    let (mut judged, mut amended): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for n in 0..20 {
        let shown = browser.until(claim, |shown| shown.as_str().is_some_and(|shown| judged.last().is_none_or(|last| last != shown)));
        judged.push(shown.as_str().expect("a claim").to_owned());
        let amends = n % 4 == 3 && n < 19 && browser.run(offers) == true;
        amended.extend(amends.then(|| judged[n].clone()));
        browser.press(if amends { "1" } else { ["a", "x", "u", "a"][n % 4] });
    }
    browser.until(claim, |shown| shown.as_str().is_some_and(|shown| *shown != judged[19]));
    browser.press("z");
    browser.until(claim, |shown| shown.as_str() == Some(&judged[19]));
    browser.shot("review-undone");
    pages.restart();
    browser.go(&format!("http://{}/review?queue=sample", pages.at));
    assert!(browser.words("#main").contains("19 of 100 judged"), "{}", browser.words("#main"));
    let file = pages.path("judgements.jsonl");
    assert_eq!(fs::read_to_string(&file).expect("the file").lines().count(), 21);
    run(&["read", "--judgements", &file, "-o", &pages.path("a.ledger")]);
    let export = pages.command(&["export", "--as", "jsonl"]);
    let record = |id: &str| export.lines().find(|line| line.contains(&format!("\"id\":\"{id}\""))).expect("the claim").to_owned();
    assert!(record(&judged[0]).contains(r#""confidence":1.0"#) && record(&judged[1]).contains(r#""confidence":0.0"#));
    assert!(record(&amended[0]).contains(r#""verdict":"amend""#) && !record(&judged[19]).contains("judged\":["));
}

/// Has the ledger obey, and waits until it does.
fn obey(browser: &Browser, pages: &Pages) {
    browser.go(&format!("http://{}/review", pages.at));
    browser.submit("form[action='/review/reckon'] button");
    for _ in 0..400 {
        browser.go(&format!("http://{}/review", pages.at));
        let told = browser.words("#main");
        assert!(!told.contains("could not obey"), "{told}");
        if !told.contains("reckoned again") && !told.contains("not obeyed yet") {
            return;
        }
    }
    panic!("the ledger never obeyed");
}

#[test]
fn two_episodes_are_made_one_and_that_is_taken_back() {
    let pages = corpus("browser-merge");
    let browser = Browser::open("merge", true);
    let home = format!("http://{}/", pages.at);
    let episodes = || {
        browser.go(&home);
        let links = browser.run("return [...document.querySelectorAll('.episodes > li > a')].map((one) => one.getAttribute('href'))");
        links.as_array().expect("a list").iter().map(|link| link.as_str().expect("an address").to_owned()).collect::<Vec<String>>()
    };
    let before = episodes();
    browser.go(&format!("{}{}", home.trim_end_matches('/'), before[0]));
    browser.click("details.together summary");
    browser.fill("details.together [name=with]", before[1].trim_start_matches("/e/"));
    browser.submit("details.together button");
    obey(&browser, &pages);
    let merged = episodes();
    assert_eq!(merged.len(), before.len() - 1);
    browser.go(&format!("{}{}", home.trim_end_matches('/'), merged[0]));
    browser.shot("episodes-made-one");
    browser.press("z");
    browser.until("return document.querySelector('details.together form[action=\"/review/undo\"]') === null", |gone| *gone == true);
    obey(&browser, &pages);
    assert_eq!(episodes(), before);
}

#[test]
fn a_slot_is_amended_without_a_mouse() {
    let pages = corpus("browser-amend");
    let browser = Browser::open("amend", true);
    browser.go(&format!("http://{}/review?queue=sample", pages.at));
    let claim = browser.run("return document.querySelector('form.claim [name=claim]').value");
    // Into the first slot, whose words are chosen; what is typed takes their place; Enter says yes.
    browser.press("e");
    browser.press("UN: Observers\u{e007}");
    browser.until("return document.querySelector('form.claim [name=claim]')?.value", |shown| shown.is_string() && *shown != claim);
    let said = fs::read_to_string(pages.path("judgements.jsonl")).expect("the file");
    assert!(said.contains(r#""set":{"claimant":"UN: Observers"}"#), "{said}");
}

#[test]
fn keys_go_everywhere_and_say_so() {
    let pages = corpus("browser-keys");
    let browser = Browser::open("keys", true);
    browser.go(&format!("http://{}/claims", pages.at));
    browser.press("?");
    browser.until("return document.getElementById('keys').open", |open| *open == true);
    browser.press("jjk");
    browser.until("return [...document.querySelectorAll('.claims > li')].indexOf(document.activeElement)", |at| *at == 0);
    browser.press("o");
    browser.until("return location.pathname.startsWith('/r/') && location.hash.length > 1", |there| *there == true);
    browser.press("gc");
    browser.until("return location.pathname", |path| path == "/claims");
    browser.press("/");
    browser.until("return document.activeElement.name", |name| name == "q");
    browser.press("truce\u{e007}");
    browser.until("return location.search", |query| query.as_str().is_some_and(|query| query.contains("q=truce")));
}

/// Keys as WebDriver names them.
const TAB: &str = "\u{e004}";
const SHIFT: char = '\u{e008}';
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";
const ENTER: &str = "\u{e007}";

/// Presses Tab until something has the focus.
fn tab_to(browser: &Browser, css: &str) {
    for _ in 0..200 {
        if browser.run(&format!("return document.activeElement.matches('{css}')")) == true {
            return;
        }
        browser.press(TAB);
    }
    panic!("Tab never comes to {css}");
}

/// The part of the world that the address shows: west, south, east, north.
fn view(browser: &Browser) -> Vec<f64> {
    let address = browser.address();
    let view = address.split("view=").nth(1).expect("a view").split(['&', '#']).next().expect("its end");
    view.replace("%2C", ",").split(',').map(|end| end.parse().expect("degrees")).collect()
}

#[test]
fn the_map_and_its_days_are_moved_by_keyboard() {
    let pages = corpus("browser-map");
    let browser = Browser::open("map", true);
    browser.go(&format!("http://{}/map", pages.at));
    let moved = |before: &str| {
        let before = before.to_owned();
        browser.until("return location.href", |now| now.as_str().is_some_and(|now| now != before));
        browser.until("return document.readyState === 'complete' && document.activeElement.id", |id| id == "map");
    };
    browser.press("+");
    moved(&format!("http://{}/map", pages.at));
    let (nearer, at) = (view(&browser), browser.address());
    // The map has the keys from now on, also on the page that follows.
    browser.press(LEFT);
    moved(&at);
    let (west, at) = (view(&browser), browser.address());
    assert!(west[0] < nearer[0] && (west[2] - west[0] - (nearer[2] - nearer[0])).abs() < 0.1, "{nearer:?} {west:?}");
    browser.press(RIGHT);
    moved(&at);
    assert!((view(&browser)[0] - nearer[0]).abs() < 0.1);
    let at = browser.address();
    browser.press("-");
    moved(&at);
    assert!(view(&browser)[2] - view(&browser)[0] > nearer[2] - nearer[0]);
    // Among the places, in the list and on the map.
    browser.press("j");
    browser.until("return document.activeElement.matches('.places li:first-child')", |there| *there == true);
    browser.press("j");
    browser.until("return document.activeElement.matches('.places li:nth-child(2)')", |there| *there == true);
    browser.until("return document.querySelectorAll('svg.map a.here').length", |n| *n == 1);
    browser.shot("map-keys");
    browser.press(ENTER);
    browser.until("return location.pathname + location.search", |at| at.as_str().is_some_and(|at| at.starts_with("/claims?") && at.contains("place=")));
}

#[test]
fn days_are_brushed_by_keyboard() {
    let pages = corpus("browser-days");
    let browser = Browser::open("days", true);
    browser.go(&format!("http://{}/map?from=2020-09-27&to=2020-09-28", pages.at));
    tab_to(&browser, "svg.strip");
    browser.press(RIGHT);
    browser.press_with(SHIFT, RIGHT);
    browser.until("return document.getElementById('brushed').textContent", |told| told.as_str().is_some_and(|told| told.contains("2020-09-28 to 2020-09-30")));
    browser.shot("days-brushed");
    browser.press(LEFT);
    browser.press(ENTER);
    browser.until("return location.search", |query| query.as_str().is_some_and(|query| query.contains("from=2020-09-27") && query.contains("to=2020-09-29")));
    assert!(browser.words("#main").contains("27–29 September 2020"), "{}", browser.words("#main"));
    browser.until("return document.activeElement.id", |id| id == "strip");
}

#[test]
fn a_citation_is_copied_with_its_address() {
    let pages = corpus("browser-cite");
    let browser = Browser::open("cite", true);
    let address = format!("http://{}{}?policy=ucdp", pages.at, pages::link(&pages.page("/"), "/e/2020-09-27"));
    browser.go(&address);
    browser.click("[data-copy=citation]");
    let said = browser.until("return document.getElementById('said').textContent", |said| said.as_str().is_some_and(|said| !said.is_empty()));
    let selected = browser.run("return getSelection().toString()");
    let words = selected.as_str().expect("words");
    assert!(words.contains(&address) && words.contains("ranges by ucdp") && words.contains("Counterclaim"), "{words}");
    assert!(said == "copied" || said == selected, "{said}");
    assert_eq!(browser.run("return getComputedStyle(document.querySelector('[data-copy]')).display === 'none'"), false);
    let plain = Browser::open("cite-plain", false);
    plain.go(&address);
    assert!(plain.words("#citation").contains("/e/2020-09-27"), "without scripts it is there to be selected");
}

#[test]
fn without_scripts_everything_is_read_and_judged() {
    let pages = corpus("browser-plain");
    let browser = Browser::open("plain", false);
    for (name, address) in screens(&pages) {
        browser.go(&address);
        assert!(browser.words("#main").len() > 20, "{name}");
    }
    browser.go(&format!("http://{}/review?queue=sample", pages.at));
    browser.click("form.claim button[value=no]");
    let judged = |n: &str| browser.until("return document.querySelector('main')?.textContent", |told| told.as_str().is_some_and(|told| told.contains(n)));
    judged("1 of 100 judged");
    browser.click("form.undo button");
    judged("0 of 100 judged");
}

#[test]
fn a_phone_shows_every_screen_without_scrolling_sideways() {
    let pages = corpus("browser-phone");
    let browser = Browser::open("phone", true);
    browser.narrow(390);
    for (name, address) in screens(&pages) {
        browser.go(&address);
        browser.shot(&format!("{name}-phone"));
        let wide = "return [...document.querySelectorAll('main *')].filter((el) => !el.closest('.wide') && el.getBoundingClientRect().right > innerWidth + 1)
            .map((el) => el.outerHTML.slice(0, 80)).slice(0, 3)";
        assert_eq!(browser.run("return document.documentElement.scrollWidth"), 390, "{name}: {}", browser.run(wide));
    }
}

#[test]
fn paper_has_the_table_and_the_reasons_and_nothing_to_press() {
    let pages = corpus("browser-paper");
    let browser = Browser::open("paper", true);
    browser.paper();
    let seen = |css: &str| browser.run(&format!("return [...document.querySelectorAll('{css}')].filter((one) => one.checkVisibility()).length")).as_u64();
    for (name, address) in screens(&pages).into_iter().filter(|(name, _)| matches!(*name, "episode" | "report" | "claims")) {
        browser.go(&address);
        browser.shot(&format!("{name}-paper"));
        assert_eq!(seen("header, nav, form, button, aside, footer details, .card details"), Some(0), "{name}");
        assert!(seen(".words, .card").is_some_and(|words| words > 3), "{name}");
        if name == "episode" {
            assert!(seen(".sides thead th").is_some_and(|columns| columns > 2), "the table has its columns");
            assert!(seen(".made li").is_some_and(|reasons| reasons > 3), "how each range was made");
            assert_eq!(seen("#citation"), Some(1));
        }
    }
}

#[test]
fn axe_finds_nothing_serious_in_light_and_in_dark() {
    let pages = corpus("browser-axe");
    let browser = Browser::open("axe", true);
    for (name, address) in screens(&pages) {
        for scheme in ["light", "dark"] {
            browser.scheme(scheme);
            browser.go(&address);
            browser.shot(&format!("{name}-{scheme}"));
            assert_eq!(browser.axe(), Vec::<String>::new(), "{name}, {scheme}");
        }
    }
}
