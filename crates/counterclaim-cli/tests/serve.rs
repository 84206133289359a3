//! The pages, asked as a browser asks: what a visitor finds, what data stands beside it, and what a hostile report or page cannot do.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// The pages of some reports, open as long as this lives.
struct Pages {
    program: Child,
    at: String,
}

impl Drop for Pages {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Pages {
    fn of(name: &str, reports: &[(&str, &[u8])]) -> Pages {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("reports")).expect("a folder");
        for (name, text) in reports {
            fs::write(folder.join("reports").join(name), text).expect("a report");
        }
        let ledger = folder.join("a.ledger");
        let run = |args: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
            command.args(args).stdin(Stdio::null()).stderr(Stdio::null());
            command
        };
        let (reports, ledger) = (folder.join("reports").display().to_string(), ledger.display().to_string());
        assert!(run(&["read", &reports, "-o", &ledger]).stdout(Stdio::null()).status().expect("it runs").success());
        let mut program = run(&["serve", "--port", "0", &ledger]).stdout(Stdio::piped()).spawn().expect("it runs");
        let mut address = String::new();
        BufReader::new(program.stdout.take().expect("its output")).read_line(&mut address).expect("an address");
        let at = address.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Pages { program, at }
    }

    /// Head and body of an answer.
    fn ask(&self, path: &str, headers: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.at).expect("the pages answer");
        let host = if headers.contains("Host:") { String::new() } else { format!("Host: {}\r\n", self.at) };
        write!(stream, "GET {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n").expect("a question");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8(answer).expect("pages are UTF-8");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.to_owned(), body.to_owned())
    }

    fn page(&self, path: &str) -> String {
        let (head, body) = self.ask(path, "");
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        body
    }
}

const FORD: &[u8] = b"4 May 1999\n\nEthiopia's Ministry of Defence said on Tuesday that 84 of its soldiers were killed near Badme.\n\n\
    Eritrea claims to have killed more than 300 Ethiopian soldiers, which Ethiopia denied.\n";

/// The first address on a page that begins so.
fn link(page: &str, beginning: &str) -> String {
    let from = page.find(&format!("href=\"{beginning}")).unwrap_or_else(|| panic!("no link to {beginning} in {page}")) + 6;
    page[from..].split('"').next().expect("an end").to_owned()
}

#[test]
fn a_visitor_comes_from_a_figure_to_its_words() {
    let pages = Pages::of("serve-visitor", &[("ford.txt", FORD)]);
    let home = pages.page("/");
    assert!(home.contains("1 report · 1 episode"), "{home}");
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
fn a_hostile_report_is_text_and_nothing_else() {
    let hostile = [
        &b"4 May 1999\n\nEthiopia said that 12 of its soldiers <script>alert(1)</script> were killed near Badme.\n\n"[..],
        b"\xff\xfe \xe2\x80\xae<img src=x onerror=alert(2)> javascript:alert(3)\x1b[31m\n\n",
        "x".repeat(1 << 20).as_bytes(),
        b"\n\n",
        "Eritrea said that 7 soldiers were killed. ".repeat(1000).as_bytes(),
    ]
    .concat();
    let pages = Pages::of("serve-hostile", &[("a\"><script>b.txt", &hostile)]);
    let home = pages.page("/");
    let report = link(&pages.page("/claims"), "/r/");
    let report = pages.page(report.split('#').next().expect("an address"));
    for page in [&home, &report] {
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{202e}') && !page.contains('\u{1b}'));
    }
    assert!(report.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    let (head, _) = pages.ask("/", "");
    assert!(head.contains("content-security-policy: default-src 'none';"), "{head}");
}

#[test]
fn another_page_cannot_ask_under_a_name_of_its_own() {
    let pages = Pages::of("serve-host", &[("ford.txt", FORD)]);
    let (head, body) = pages.ask("/", "Host: reports.example\r\n");
    assert!(head.starts_with("HTTP/1.1 421") && !body.contains("Ethiopia"), "{head}");
    let (head, _) = pages.ask("/r/nothing", "");
    assert!(head.starts_with("HTTP/1.1 404"), "{head}");
}
