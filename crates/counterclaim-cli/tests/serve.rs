//! The pages, asked as a browser asks: what a visitor finds, what data stands beside it, and what another page cannot do.

mod pages;

use pages::{Pages, link};

const FORD: &[u8] = b"4 May 1999\n\nEthiopia's Ministry of Defence said on Tuesday that 84 of its soldiers were killed near Badme.\n\n\
    Eritrea claims to have killed more than 300 Ethiopian soldiers, which Ethiopia denied.\n";

#[test]
fn a_visitor_comes_from_a_figure_to_its_words() {
    let pages = Pages::of("serve-visitor", &[("ford.txt", FORD)]);
    let home = pages.page("/");
    assert!(home.contains("1 report · 1 episode"), "{home}");
    assert!(home.contains("href=\"/map?from=1999-05-04&amp;to=1999-05-04\""), "the days lead to their maps: {home}");
    let episode = pages.page(&link(&home, "/e/"));
    assert!(episode.contains("● 84") && episode.contains("own loss, per Ethiopia: Ministry of Defence"), "{episode}");
    assert!(episode.contains("○ ") && episode.contains("denied by Ethiopia"), "{episode}");
    let words = link(&episode[episode.find("● 84").expect("the figure")..], "/r/");
    let (address, place) = words.split_once('#').expect("a place in the report");
    let report = pages.page(address);
    let at = report.find(&format!("id=\"{place}\"")).expect("the place is marked");
    assert!(report[at..].starts_with(&format!("id=\"{place}\"></span><mark>84 of its soldiers were killed</mark>")), "{}", &report[at..]);
}

#[test]
fn data_stands_beside_every_page_and_says_the_same() {
    let pages = Pages::of("serve-data", &[("ford.txt", FORD)]);
    let address = link(&pages.page("/"), "/e/");
    let record: serde_json::Value = serde_json::from_str(&pages.page(&format!("{address}.json"))).expect("JSON");
    assert_eq!(record["type"], "episode");
    assert!(pages.page(&format!("{address}.csv")).lines().any(|line| line.contains("84 of its soldiers were killed")));
    let found = pages.page("/claims?q=soldiers&effect=killed&side=Ethiopia");
    assert!(found.contains("2 claims"), "{found}");
    assert!(found.contains("84 of its <mark class=\"lit\">soldiers</mark> were killed"), "what is sought is lit: {found}");
    let lines = pages.page("/claims.json?q=soldiers&effect=killed&side=Ethiopia");
    assert_eq!(lines.lines().count(), 2);
    // Nothing that is typed is an operator, and nothing that is not there is an error.
    assert!(pages.page("/claims?q=%22%29%20OR%20*%3A&kind=%27%3B--").contains("0 claims"));
}

#[test]
fn what_is_known_already_is_not_sent_again() {
    let pages = Pages::of("serve-again", &[("ford.txt", FORD)]);
    let (head, _) = pages.ask("/", "");
    let tag = head.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag");
    let (again, body) = pages.ask("/", &format!("If-None-Match: {tag}\r\n"));
    assert!(again.starts_with("HTTP/1.1 304") && body.is_empty(), "{again}");
}

#[test]
fn a_copy_is_held_against_its_first_word_by_word() {
    let first = "4 May 1999\n\nEthiopia's Ministry of Defence said on Tuesday that over 84 of its soldiers were killed near Badme when Eritrean guns shelled the \
        trenches above the dry riverbed. Trucks carried the wounded to the hospital in Shiraro, where a journalist counted eleven stretchers.\n";
    let copy = first.replace("over 84", "120").replace("eleven stretchers", "eleven <b>stretchers</b>") + "\nIt rained.\n";
    let pages = Pages::of("serve-copy", &[("a.txt", first.as_bytes()), ("b.txt", copy.as_bytes())]);
    let page = pages.page("/r/b");
    assert!(page.contains("Repeats <a href=\"/r/a\">a</a>") && page.contains("of its words stand there"), "{page}");
    assert!(page.contains("<del>− over 84</del> <ins>+ 120</ins>") && page.contains("more than 84 became 120"), "{page}");
    assert!(!page.contains("<b>"), "what a report says is text");
    let record: serde_json::Value = serde_json::from_str(&pages.page("/r/b.copy.json")).expect("JSON");
    assert_eq!((&record["first"], &record["changed"][0]["drift"][0]["kind"]), (&"a".into(), &"figure_changed".into()));
    assert_eq!(pages.page("/r/b.copy.json"), pages.command(&["why", "--json", "--id", "b"]));
    assert_eq!(pages.page("/r/b.json"), pages.command(&["claims", "--json", "--doc", "b"]), "with copies and tellings");
    let (head, _) = pages.ask("/r/a.copy.json", "");
    assert!(head.starts_with("HTTP/1.1 404"), "a repeats nobody: {head}");
}

#[test]
fn another_page_cannot_ask_under_a_name_of_its_own() {
    let pages = Pages::of("serve-host", &[("ford.txt", FORD)]);
    let (head, body) = pages.ask("/", "Host: reports.example\r\n");
    assert!(head.starts_with("HTTP/1.1 421") && !body.contains("Ethiopia"), "{head}");
    let (head, _) = pages.ask("/r/nothing", "");
    assert!(head.starts_with("HTTP/1.1 404"), "{head}");
}

/// Three days of one war, each told in its own words.
const WAR: [(&str, &[u8]); 3] = [
    (
        "first.txt",
        b"4 May 1999\n\nEthiopia's Ministry of Defence said on Tuesday that 32 of its soldiers have been killed so far near Badme, where Ethiopia \
          fights Eritrea.\n\nEritrea claims to have killed more than 300 Ethiopian soldiers in all, which Ethiopia denied.\n",
    ),
    (
        "second.txt",
        b"6 May 1999\n\nEritrean guns shelled Ethiopian trenches near Badme on Thursday. The toll of Ethiopian soldiers killed has risen to 84, \
          Ethiopia's Ministry of Defence said.\n",
    ),
    (
        "third.txt",
        b"9 May 1999\n\nEthiopian troops attacked Eritrean positions at Badme on Sunday. \"So far 120 of our soldiers have been killed,\" \
          Ethiopia's Ministry of Defence said. Eritrea speaks of 700 Ethiopian soldiers killed.\n",
    ),
];

#[test]
fn a_toll_grows_in_steps_that_shape_and_words_tell() {
    let pages = Pages::of("serve-growth", &WAR);
    let page = pages.page(&link(&pages.page("/"), "/e/"));
    let drawing = &page[page.find("<svg").expect("a drawing")..page.find("</svg>").expect("its end")];
    // A full mark for the own loss, a hollow one for the enemy's, each with its words and a link to them.
    assert!(drawing.contains("<circle class=\"mark own\"") && drawing.contains("<circle class=\"mark enemy\""), "{drawing}");
    assert!(drawing.contains("84 (+52), told 6 May 1999, until 9 May 1999") && drawing.contains("href=\"/r/second#"), "{drawing}");
    let table = &page[page.find("every figure in order of telling").expect("a table")..];
    assert!(table.contains("84 (+52)") && table.contains("until 9 May 1999") && table.contains("stands"), "{table}");
    assert!(!page.contains("style="), "the pages' own policy forbids styles in the markup");
}

#[test]
fn ranges_follow_the_policy_and_terms_of_the_address() {
    let pages = Pages::of("serve-policy", &WAR);
    let here = link(&pages.page("/"), "/e/");
    assert!(pages.page(&here).contains("120 – 120 – 700 ○"));
    let before = pages.page(&format!("{here}?as_of=1999-05-07"));
    assert!(before.contains("84 – 84 – ") && before.contains("as told by 7 May 1999") && !before.contains("120 – 120"), "{before}");
    let all = pages.page(&format!("{here}?policy=all"));
    assert!(["conservative", "ucdp", "two-origins", "graded"].iter().all(|name| all.contains(&format!("<th scope=\"col\">{name}</th>"))), "{all}");
    let without = pages.page(&format!("{here}?without=Eritrea"));
    assert!(without.contains("without Eritrea") && without.contains("all claims"), "{without}");
    for wrong in ["policy=%3Cb%3E", "as_of=yesterday", "vague=none-such"] {
        let (head, body) = pages.ask(&format!("{here}?{wrong}"), "");
        assert!(head.starts_with("HTTP/1.1 400") && !body.contains("<b>"), "{wrong}: {head}");
    }
}

#[test]
fn a_map_says_where_and_beside_it_the_same_in_words() {
    let pages = Pages::of(
        "serve-map",
        &[
            (
                "first.txt",
                b"4 May 1999\n\nEthiopia's Ministry of Defence said on Tuesday that 84 of its soldiers were killed at Asmara.\n\n\
            The war is about a border.\n",
            ),
            ("second.txt", b"9 June 1999\n\nEthiopian shells killed three civilians in Adi Quala on Wednesday, Eritrea said.\n"),
        ],
    );
    let all = pages.page("/map");
    let (drawing, list) = all.split_once("</svg>").expect("a map");
    assert!(drawing.contains("<path class=\"land\"") && drawing.contains("<path class=\"countries\""), "the ground is drawn");
    // In the drawing and in the list, each place is a link to its claims.
    for part in [drawing, list] {
        assert!(part.contains("href=\"/claims?current=1&amp;place=Asmara\""), "{part}");
    }
    assert!(list.contains("that say no place") && list.contains("<ol class=\"claims\">"), "{list}");
    assert!(pages.page("/claims?current=1&place=Asmara").contains("1 claim"));
    let may = pages.page("/map?from=1999-05&to=1999-05");
    assert!(may.contains("place=Asmara") && !may.contains("Adi Quala") && may.contains("Map · May 1999"), "{may}");
    let places: serde_json::Value = serde_json::from_str(&pages.page("/map.geojson?from=1999-05&to=1999-05")).expect("GeoJSON");
    assert_eq!(places["features"][0]["properties"]["name"], "Asmara");
    assert!(places["features"][0]["geometry"]["coordinates"][0].as_f64().is_some_and(|east| (38.0..40.0).contains(&east)), "east first: {places}");
    let nearer = link(&may, "/map?from=1999-05&amp;to=1999-05&amp;view=").replace("&amp;", "&");
    assert!(pages.page(&nearer).contains("place=Asmara"), "moving the map keeps the days");
    for wrong in ["from=soon", "view=1,2,3", "view=3,0,1,2"] {
        assert!(pages.ask(&format!("/map?{wrong}"), "").0.starts_with("HTTP/1.1 400"), "{wrong}");
    }
    assert!(!all.contains("http://") && !all.contains("https://"), "nothing is fetched from anywhere");
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_started_where_there_is_one() {
    use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Stdio, thread, time::Duration};
    let pages = Pages::of("serve-open", &[("ford.txt", FORD)]);
    let serve = |path: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_counterclaim"));
        let mut program = command.args(["serve", "--port", "0", "--open", &pages.path("a.ledger")]).env("PATH", path);
        program = program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        program.spawn().expect("it runs")
    };
    let browser = pages.folder.join("xdg-open");
    fs::write(
        &browser,
        format!("#!/bin/sh\necho \"$1\" > '{}'\n", pages.path("opened.part"))
            + &format!("/bin/mv '{}' '{}'\n", pages.path("opened.part"), pages.path("opened")),
    )
    .expect("a script");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("it may run");
    let opened = pages.path("opened");
    let _ = fs::remove_file(&opened);
    let mut program = serve(&pages.folder.display().to_string());
    let mut address = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(program.stdout.take().expect("its output")), &mut address).expect("an address");
    while !Path::new(&opened).exists() {
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(fs::read_to_string(&opened).expect("the address"), address);
    program.kill().expect("it ends");
    let _ = program.wait();
    let mut program = serve("/nowhere");
    let said = std::io::BufRead::lines(std::io::BufReader::new(program.stderr.take().expect("what it says")));
    assert!(said.map_while(Result::ok).any(|line| line.contains("no browser could be started") && line.contains("yourself")));
    program.kill().expect("it ends");
    let _ = program.wait();
}
