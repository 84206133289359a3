//! Judging on the pages: what a reviewer's form writes, what the next reading makes of it, and whom the server lets do so.

mod pages;

use pages::{Pages, field, run};
use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

const FORD: &[u8] = b"4 May 1999\n\nEthiopia's Ministry of Defence said on Tuesday that 84 of its soldiers were killed near Badme.\n\n\
    Eritrea claims to have killed more than 300 Ethiopian soldiers, which Ethiopia denied.\n";

fn ford(name: &str) -> Pages {
    Pages::with(name, &[("ford.txt", FORD)], &["--judgements", "{}/judgements.jsonl", "--by", "A. Coder"])
}

/// A reviewer with a browser's manners: keeps the cookie, sends what the page's form holds.
struct Reviewer<'a> {
    pages: &'a Pages,
    cookie: String,
}

impl<'a> Reviewer<'a> {
    fn at(pages: &'a Pages) -> Reviewer<'a> {
        let (head, _) = pages.ask("/review", "");
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie").split(';').next().expect("its value").to_owned();
        Reviewer { pages, cookie }
    }

    fn page(&self, path: &str) -> String {
        let (head, body) = self.pages.ask(path, &format!("Cookie: {}\r\n", self.cookie));
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        body
    }

    /// Presses a button, and gives the head of the answer.
    fn press(&self, page: &str, path: &str, form: &str) -> String {
        let headers = format!("Cookie: {}\r\nOrigin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", self.cookie, self.pages.at);
        self.pages.send("POST", path, &headers, &format!("csrf={}&{form}", field(page, "csrf"))).0
    }

    fn judge(&self, queue: &str, verdict: &str) -> String {
        let page = self.page(&format!("/review?queue={queue}"));
        let claim = field(&page, "claim");
        let head = self.press(&page, "/review", &format!("queue={queue}&claim={claim}&{verdict}"));
        assert!(head.starts_with("HTTP/1.1 303"), "{head}");
        claim
    }
}

fn lines(pages: &Pages) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(pages.path("judgements.jsonl")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("a judgement a line")).collect()
}

#[test]
fn a_verdict_is_a_line_with_name_and_time_and_the_next_reading_obeys() {
    let pages = ford("review-verdict");
    let reviewer = Reviewer::at(&pages);
    let amended = reviewer.judge("sample", "verdict=yes&side=Eritrea&note=the+ministry+speaks+of+the+enemy");
    let second = reviewer.judge("sample", "verdict=no");
    assert_ne!(amended, second, "each verdict goes on to the next");
    let said = lines(&pages);
    assert_eq!((said[0]["verdict"].as_str(), said[0]["set"]["side"].as_str()), (Some("amend"), Some("Eritrea")));
    assert_eq!((said[0]["by"].as_str(), said[1]["verdict"].as_str()), (Some("A. Coder"), Some("no")));
    assert!(reviewer.page("/review").contains("2 judgements not obeyed yet"));
    assert!(pages.page("/r/ford").contains("waits for the next reading"));
    run(&["read", "--judgements", &pages.path("judgements.jsonl"), "-o", &pages.path("a.ledger")]);
    assert!(!reviewer.page("/review").contains("not obeyed yet"));
    assert!(!pages.page("/r/ford").contains("waits for the next reading"));
    let claims = pages.page("/claims.json?side=Eritrea");
    assert!(claims.contains(&amended) && claims.contains("judged by A. Coder"), "{claims}");
}

#[test]
fn what_is_taken_back_comes_again_and_what_others_write_is_seen() {
    let pages = ford("review-undo");
    let reviewer = Reviewer::at(&pages);
    let claim = reviewer.judge("sample", "verdict=no");
    let page = reviewer.page("/review?queue=sample");
    assert!(reviewer.press(&page, "/review/undo", "queue=sample").contains(&format!("claim={claim}")));
    assert_eq!(field(&reviewer.page("/review?queue=sample"), "claim"), claim);
    let said = lines(&pages);
    assert!(said[1]["about"].as_str().is_some_and(|about| about.starts_with("judgement:")) && said[1]["verdict"] == "withdraw");
    // Somebody else writes into the file meanwhile, and leaves its last line open.
    let other = format!(r#"{{"about":"claim:{claim}","verdict":"yes","by":"B. Coder","at":"2026-03-01T09:30:00Z"}}"#);
    let before = fs::read_to_string(pages.path("judgements.jsonl")).expect("the file");
    fs::write(pages.path("judgements.jsonl"), before + &other).expect("the file");
    assert_eq!(field(&reviewer.page("/review?queue=second"), "claim"), claim);
    assert!(!reviewer.page("/review?queue=second").contains("B. Coder at"), "who speaks second is not told what the first said");
    reviewer.judge("second", "verdict=no");
    assert_eq!(lines(&pages).len(), 4);
    let agreement = reviewer.page("/review/agreement");
    assert!(agreement.contains("1 claim</a> to settle") || agreement.contains("1 claim"), "{agreement}");
    assert!(reviewer.page("/review?queue=differing").contains("B. Coder at"));
    reviewer.judge("differing", "verdict=yes");
    assert_eq!(lines(&pages)[4]["note"], "adjudicated");
    assert!(reviewer.page("/review?queue=differing").contains("Nothing waits here"));
}

#[test]
fn a_reports_day_is_set_and_nonsense_is_refused() {
    let pages = ford("review-day");
    let reviewer = Reviewer::at(&pages);
    let page = reviewer.page("/review?queue=sample");
    assert!(reviewer.press(&page, "/review/date", "report=ford&date=soon").starts_with("HTTP/1.1 400") || field(&page, "report") != "ford");
    let report = field(&page, "report");
    assert!(reviewer.press(&page, "/review/date", &format!("report={report}&date=1999-05-05&queue=sample")).starts_with("HTTP/1.1 303"));
    assert_eq!(lines(&pages)[0]["set"]["from"], "1999-05-05");
    let claim = field(&page, "claim");
    assert!(reviewer.press(&page, "/review", &format!("claim={claim}&verdict=yes&low=many")).starts_with("HTTP/1.1 400"));
    assert_eq!(lines(&pages).len(), 1);
}

#[test]
fn a_claim_that_was_passed_over_is_put_in() {
    let pages = ford("review-add");
    let reviewer = Reviewer::at(&pages);
    let page = reviewer.page("/review?queue=sample");
    let claim = field(&page, "claim");
    let form = format!("claim={claim}&words=said+on+Tuesday&what=kind%3Dtalk&actor=Ethiopia&claimant=reporter");
    assert!(reviewer.press(&page, "/review/add", &form).starts_with("HTTP/1.1 303"));
    assert!(reviewer.press(&page, "/review/add", &form.replace("Tuesday", "Friday")).starts_with("HTTP/1.1 400"), "words that are not there");
    run(&["read", "--judgements", &pages.path("judgements.jsonl"), "-o", &pages.path("a.ledger")]);
    let found = pages.page("/claims.json?kind=talk");
    assert!(found.contains(r#""quote":"said on Tuesday""#) && found.contains("judged/put-in"), "{found}");
    run(&["verify", &pages.path("a.ledger")]);
    assert!(reviewer.press(&reviewer.page("/review?queue=sample"), "/review/undo", "queue=sample").starts_with("HTTP/1.1 303"));
    run(&["read", "--judgements", &pages.path("judgements.jsonl"), "-o", &pages.path("a.ledger")]);
    assert_eq!(pages.page("/claims.json?kind=talk"), "", "taken back");
}

#[test]
fn two_names_are_made_one_party_and_split_again() {
    let pages = ford("review-parties");
    let (file, ledger) = (pages.path("judgements.jsonl"), pages.path("a.ledger"));
    let obeyed = || {
        run(&["read", "--judgements", &file, "-o", &ledger]);
        run(&["verify", &ledger]);
        pages.command(&["export", "--as", "jsonl"])
    };
    let before = pages.command(&["export", "--as", "jsonl"]);
    let reviewer = Reviewer::at(&pages);
    let page = reviewer.page("/review/parties");
    assert!(page.contains("Eritrea") && page.contains("None yet."), "{page}");
    assert!(reviewer.press(&page, "/review/parties", "party=Eritrea&with=Eritria").starts_with("HTTP/1.1 400"), "a name that nobody has");
    assert!(reviewer.press(&page, "/review/parties", "party=Eritrea&with=Eritrea").starts_with("HTTP/1.1 400"));
    assert!(reviewer.press(&page, "/review/parties", "party=Eritrea&with=Tigray+People%27s+Liberation+Front").starts_with("HTTP/1.1 303"));
    let front = "Tigray People's Liberation Front";
    let merged = obeyed();
    let told: Vec<&str> = merged.lines().filter(|line| line.contains(front)).collect();
    assert!(!told.is_empty() && told.iter().all(|line| line.contains(r#""about":"party:Eritrea""#) && line.contains("A. Coder")), "{merged}");
    assert!(!merged.contains(r#""claimant":"Eritrea""#) && merged.contains(r#""words":"Eritrea""#), "names change, words do not: {merged}");
    assert!(pages.page("/claims.json?speaker=Eritrea").is_empty());
    let card = pages.page("/r/ford");
    assert!(card.contains("A. Coder at ") && card.contains(&format!("the party Eritrea is {front}")), "{card}");
    let page = reviewer.page("/review/parties");
    let split = field(&page, "split");
    assert!(reviewer.press(&page, "/review/parties", "split=000000000000").starts_with("HTTP/1.1 400"));
    assert!(reviewer.press(&page, "/review/parties", &format!("split={split}")).starts_with("HTTP/1.1 303"));
    assert_eq!(obeyed(), before, "split again, and no trace left");
    run(&["judge", "--id", "party:Eritrea", "--verdict", "amend", "--set", "with=Ethiopia", "--by", "B. Coder", "--judgements", &file, &ledger]);
    assert!(!obeyed().contains(r#""claimant":"Eritrea""#));
}

#[test]
fn a_queue_is_judged_in_the_terminal_line_by_line() {
    let pages = ford("review-terminal");
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
    let (file, ledger) = (pages.path("judgements.jsonl"), pages.path("a.ledger"));
    command.args(["review", "--queue", "sample", "--by", "B. Coder", "--judgements", &file, &ledger]);
    let mut program = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
    let answers = "x\nz\nj\nwhat\nside=Eritrea claimant=Ethiopia: Ministry of Defence\nq\n";
    program.stdin.take().expect("its input").write_all(answers.as_bytes()).expect("it reads");
    let told = String::from_utf8(program.wait_with_output().expect("it ends").stdout).expect("UTF-8");
    assert!(told.contains("taken back") && told.contains("1 claim judged"), "{told}");
    let said = lines(&pages);
    let verdicts: Vec<&str> = said.iter().filter_map(|line| line["verdict"].as_str()).collect();
    assert_eq!(verdicts, ["no", "withdraw", "amend"], "{told}");
    assert_ne!(said[0]["about"], said[2]["about"], "what is left for later is passed over");
    assert_eq!(said[2]["set"]["claimant"], "Ethiopia: Ministry of Defence");
}

#[test]
fn what_several_write_while_a_reading_runs_is_all_there() {
    let pages = ford("review-several");
    let (file, ledger) = (pages.path("judgements.jsonl"), pages.path("a.ledger"));
    let reviewer = Reviewer::at(&pages);
    let page = reviewer.page("/review?queue=sample");
    let form = format!("queue=sample&claim={}&verdict=no", field(&page, "claim"));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..10).for_each(|_| assert!(reviewer.press(&page, "/review", &form).starts_with("HTTP/1.1 303"))));
        }
        scope.spawn(|| {
            let claim = field(&page, "claim");
            (0..3).for_each(|_| drop(run(&["judge", "--id", &claim, "--verdict", "yes", "--by", "B. Coder", "--judgements", &file, &ledger])));
        });
        scope.spawn(|| drop(run(&["read", "--judgements", &file, "-o", &ledger])));
    });
    assert_eq!(lines(&pages).len(), 43);
}

#[test]
fn reviewers_lose_nothing_while_reports_are_read() {
    let pages = ford("review-busy");
    let (file, ledger, more) = (pages.path("judgements.jsonl"), pages.path("a.ledger"), pages.folder.join("more"));
    fs::create_dir_all(&more).expect("a folder");
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    for n in 0..150 {
        let text = format!(
            "{} May 1999\n\nEthiopia's Ministry of Defence said on {} that {} of its soldiers were killed near Badme.\n\nEritrea spoke of {} Ethiopian dead and of {} \
             wounded near Zalambessa.\n",
            5 + n % 20,
            days[n % 5],
            3 + n,
            40 + 2 * n,
            80 + 3 * n
        );
        fs::write(more.join(format!("report-{n:03}.txt")), text).expect("a report");
    }
    let reviewer = Reviewer::at(&pages);
    let page = reviewer.page("/review?queue=sample");
    let form = format!("queue=sample&claim={}", field(&page, "claim"));
    let (done, posted) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for verdict in ["yes", "no", "unsure"] {
            let (reviewer, page, form, done, posted) = (&reviewer, &page, &form, &done, &posted);
            scope.spawn(move || {
                while !done.load(Ordering::Relaxed) {
                    let head = reviewer.press(page, "/review", &format!("{form}&verdict={verdict}"));
                    assert!(head.starts_with("HTTP/1.1 303"), "{head}");
                    posted.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for path in ["/", "/claims?q=soldiers", "/map", "/review?queue=disputes"] {
            let (reviewer, done) = (&reviewer, &done);
            scope.spawn(move || {
                while !done.load(Ordering::Relaxed) {
                    reviewer.page(path);
                }
            });
        }
        let read = scope.spawn(|| drop(run(&["read", &more.display().to_string(), "--judgements", &file, "-o", &ledger]))).join();
        done.store(true, Ordering::Relaxed);
        read.expect("it reads beside them");
    });
    assert_eq!(lines(&pages).len(), posted.load(Ordering::Relaxed), "every word is in the file");
    assert!(posted.load(Ordering::Relaxed) > 10);
    assert!(pages.page("/").contains("151 reports"), "every report is in the ledger");
    run(&["read", "--judgements", &file, "-o", &ledger]);
    run(&["verify", &ledger]);
    assert!(!reviewer.page("/review").contains("not obeyed yet"));
}

#[test]
fn no_other_page_judges_in_a_reviewers_name() {
    let pages = ford("review-forged");
    let reviewer = Reviewer::at(&pages);
    let page = reviewer.page("/review?queue=sample");
    let (claim, csrf) = (field(&page, "claim"), field(&page, "csrf"));
    let form = format!("csrf={csrf}&queue=sample&claim={claim}&verdict=no");
    let send = |headers: &str, form: &str| pages.send("POST", "/review", headers, form).0;
    let cookie = format!("Cookie: {}\r\n", reviewer.cookie);
    let ours = format!("{cookie}Origin: http://{}\r\n", pages.at);
    assert!(send(&format!("{cookie}Origin: https://elsewhere.example\r\n"), &form).starts_with("HTTP/1.1 403"));
    assert!(send(&format!("{ours}Sec-Fetch-Site: cross-site\r\n"), &form).starts_with("HTTP/1.1 403"));
    assert!(send(&cookie, &form).starts_with("HTTP/1.1 403"), "a form that does not say where it comes from");
    assert!(send(&ours, &form.replace(&csrf, &"0".repeat(64))).starts_with("HTTP/1.1 403"), "a form of nobody's page");
    assert!(send(&format!("Origin: http://{}\r\n", pages.at), &form).starts_with("HTTP/1.1 403"), "a form without its cookie");
    assert!(lines(&pages).is_empty());
    assert!(send(&ours, &form).starts_with("HTTP/1.1 303"));
}

#[test]
fn elsewhere_a_token_says_who_may_look_and_who_may_judge() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let tokens = folder.join("review-tokens.txt");
    fs::write(&tokens, "# ours\nreader aaaaaaaaaaaaaaaaaaaa\nreviewer bbbbbbbbbbbbbbbbbbbb\n").expect("a file");
    let options = ["--judgements", "{}/judgements.jsonl", "--listen", "127.0.0.1", "--token-file", &tokens.display().to_string()];
    let pages = Pages::with("review-token", &[("ford.txt", FORD)], &options);
    let (head, body) = pages.ask("/claims?q=soldiers", "");
    assert!(head.starts_with("HTTP/1.1 303") && head.contains("location: /enter?to=") && !body.contains("Ethiopia"), "{head}");
    assert!(pages.ask("/claims.json", "").0.starts_with("HTTP/1.1 401"));
    let bearer = |token: &str| format!("Authorization: Bearer {token}\r\n");
    assert!(pages.ask("/claims.json", &bearer("aaaaaaaaaaaaaaaaaaaa")).1.contains("84 of its soldiers"));
    assert!(pages.ask("/review", &bearer("aaaaaaaaaaaaaaaaaaaa")).0.starts_with("HTTP/1.1 403"));
    assert!(pages.ask("/review", &bearer("bbbbbbbbbbbbbbbbbbbb")).0.starts_with("HTTP/1.1 200"));
    let origin = format!("Origin: http://{}\r\n", pages.at);
    let (head, _) = pages.send("POST", "/enter", &origin, "token=bbbbbbbbbbbbbbbbbbbb&to=//elsewhere.example/");
    assert!(head.contains("location: /\r\n") && head.contains("SameSite=Strict") && head.contains("HttpOnly"), "{head}");
    let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie").split(';').next().expect("its value");
    assert!(pages.ask("/review", &format!("Cookie: {cookie}\r\n")).0.starts_with("HTTP/1.1 200"));
    assert!(pages.ask("/review", &format!("Cookie: {}\r\n", cookie.replace("reviewer", "reader"))).0.starts_with("HTTP/1.1 303"), "a cookie is signed");
    for _ in 0..5 {
        assert!(pages.ask("/claims.json", &bearer("guess")).0.starts_with("HTTP/1.1 401"));
    }
    let (head, _) = pages.ask("/claims.json", &bearer("aaaaaaaaaaaaaaaaaaaa"));
    assert!(head.starts_with("HTTP/1.1 429") && head.contains("retry-after: "), "{head}");
    assert!(pages.ask("/claims", &format!("Cookie: {cookie}\r\n")).0.starts_with("HTTP/1.1 200"), "who is in stays in");
}

#[test]
fn every_address_is_described() {
    let pages = ford("review-openapi");
    let described: serde_json::Value = serde_json::from_str(&pages.page("/openapi.json")).expect("JSON");
    let paths = described["paths"].as_object().expect("paths");
    for path in ["/", "/e/{id}", "/e/{id}.json", "/claims.csv", "/review", "/review/agreement"] {
        assert!(paths[path]["get"].is_object(), "{path}");
    }
    assert!(paths["/review"]["post"]["requestBody"].is_object());
}
