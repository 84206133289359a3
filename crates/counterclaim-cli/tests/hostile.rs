//! What a hostile report cannot do: on every page it is text and nothing else.

mod pages;

use pages::{Pages, link};

/// What must not come through: scripts, broken letters, letters that turn the line round, a terminal's commands, a line of a megabyte.
fn hostile() -> Vec<u8> {
    [
        &b"4 May 1999\n\nEthiopia said that 12 of its soldiers <script>alert(1)</script> were killed near Badme.\n\n"[..],
        b"\xff\xfe \xe2\x80\xae<img src=x onerror=alert(2)> javascript:alert(3)\x1b[31m\n\n",
        "Eritrea said that 7 soldiers were killed near \u{202e}emdaB\u{2066}. ".repeat(20).as_bytes(),
        b"\n\n",
        "x".repeat(1 << 20).as_bytes(),
    ]
    .concat()
}

/// A saved page that names a script as its address, and things that are no text as its people.
const PAGE: &[u8] = b"<html><head><title>\"><script>alert(4)</script></title><link rel=\"canonical\" href=\"javascript:alert(5)\">\
    <meta name=\"author\" content=\"<script>alert(6)</script>\"></head><body><article><h1>4 May 1999 &lt;script&gt;alert(7)&lt;/script&gt;</h1>\
    <p>The Front &lt;img src=x onerror=alert(8)&gt; said on Tuesday that 9 of its fighters were killed near Badme, where Ethiopia fights Eritrea. \
    \"We shot 30 Ethiopian soldiers\", the Front's <a href=\"javascript:alert(9)\">spokesman</a> told reporters in Asmara on Tuesday.</p></article></body></html>";

/// The ends of a page that our own scripts make up.
fn without_ours(page: &str) -> String {
    let ours = ["<script src=\"/keys.js\" defer></script>", "<script src=\"/map.js\" defer></script>"];
    ours.iter().fold(page.to_owned(), |page, script| page.replacen(script, "", 1))
}

#[test]
fn a_hostile_report_is_text_and_nothing_else() {
    // Figures that are read, and so many that the report is kept and not read.
    let told = "Ethiopia said that 7 soldiers, 8 civilians, 9 fighters, 10 policemen and 11 guards were killed near Badme on Tuesday. ";
    let (some, many) =
        (format!("4 May 1999\n\n{}", told.repeat(400)), format!("4 May 1999\n\n{}", "Eritrea said that 7 soldiers were killed. ".repeat(10_000)));
    let reports: [(&str, &[u8]); 4] =
        [("a\"><script>b.txt", &hostile()), ("some.txt", some.as_bytes()), ("many.txt", many.as_bytes()), ("javascript:c.html", PAGE)];
    let pages = Pages::with("hostile", &reports, &["--judgements", "{}/judgements.jsonl", "--by", "<script>alert(10)</script>"]);
    let evil = "%22%3E%3Cscript%3Ealert(11)%3C/script%3E";
    let mut all: Vec<String> =
        ["/", "/claims", "/map", "/review", "/review?queue=sample", "/review?queue=rules", "/review/parties", "/review/agreement", "/enter", "/nothing"]
            .map(str::to_owned)
            .into();
    for path in ["/claims?q=", "/claims?side=", "/claims?place=", "/map?episode=", "/map?names=", "/map?from=", "/review?queue=", "/e/", "/r/", "/enter?to="] {
        all.push(format!("{path}{evil}"));
    }
    let (home, claims) = (pages.page("/"), pages.page("/claims?q=fighters"));
    all.push(link(&home, "/e/"));
    all.push(format!("{}?without={evil}", link(&home, "/e/")));
    let reports =
        ["/r/some".to_owned(), link(&pages.page("/claims"), "/r/"), link(&claims, "/r/")].map(|at| at.split('#').next().expect("an address").to_owned());
    all.extend(reports.iter().cloned().chain(["/r/many".to_owned()]));
    for path in &all {
        let (head, page) = pages.ask(path, "");
        assert!(!head.starts_with("HTTP/1.1 5"), "{path}: {head}");
        assert!(head.contains("content-security-policy: default-src 'none';") && head.contains("x-content-type-options: nosniff"), "{path}: {head}");
        let page = without_ours(&page);
        let bad = ["<script", "<img", "\u{202e}", "\u{2066}", "\u{1b}", "href=\"javascript:", "src=\"javascript:", "action=\"javascript:"];
        let found = bad.iter().find_map(|bad| Some((bad, page.find(bad)?)));
        assert_eq!(found.map(|(bad, at)| (bad, page[at..].chars().take(80).collect::<String>())), None, "{path}");
    }
    assert!(pages.page(&reports[1]).contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "what it says is shown");
    assert!(pages.page("/r/many").contains("more than one report has"), "a report that is more than is read says so");
    for (path, least) in [("/claims.json", 2000), ("/r/some.json", 2000)] {
        let lines = pages.page(path);
        let read: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert!(read.len() >= least && !lines.contains('\u{202e}') && !lines.contains('\u{1b}'), "{path}: {} claims", read.len());
    }
}
