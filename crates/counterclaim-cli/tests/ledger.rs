//! A ledger on disk answers as the reports that are in it do, and is whole whenever its making is cut short.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
    command.env("COLUMNS", "100").stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    program().args(args).output().expect("the command runs")
}

fn out(args: &[&str]) -> String {
    String::from_utf8_lossy(&run(args).stdout).into_owned()
}

fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

fn corpus() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/reports").display().to_string()
}

/// The first reports of the corpus, in a folder.
fn some(folder: &Path, count: usize) -> String {
    let reports = folder.join("reports");
    fs::create_dir_all(&reports).expect("a folder");
    let mut files: Vec<PathBuf> = fs::read_dir(corpus()).expect("the corpus").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    for file in files.iter().take(count) {
        fs::copy(file, reports.join(file.file_name().expect("a name"))).expect("a copy");
    }
    reports.display().to_string()
}

#[test]
fn every_command_answers_as_for_the_reports() {
    let folder = folder("answers");
    let (reports, ledger) = (some(&folder, 5), folder.join("a.ledger").display().to_string());
    let made = run(&["read", "--table", &reports, "-o", &ledger]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert!(String::from_utf8_lossy(&made.stdout).contains("reports added"));
    for command in [&["tolls"][..], &["claims", "--effect", "killed"], &["disputes"], &["export"], &["mentions"]] {
        for form in ["--json", "--table"] {
            let ask = |path: &str| out(&[command, &[form, path]].concat());
            assert!(!ask(&reports).is_empty() && ask(&reports) == ask(&ledger), "{command:?} {form}");
        }
    }
    assert_eq!(out(&["--json", &reports]), out(&["--json", &ledger]));
    let export = out(&["export", &ledger]);
    let id = export.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a claim");
    assert_eq!(out(&["why", "--table", "--id", id, &reports]), out(&["why", "--table", "--id", id, &ledger]));
    assert_eq!(run(&["verify", &ledger]).status.code(), Some(0));
    let both = run(&["tolls", &ledger, &reports]);
    assert_eq!(both.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&both.stderr).contains("asked by itself"));
}

#[test]
fn a_name_without_an_office_is_hidden_where_that_is_asked() {
    let folder = folder("redact");
    let report = folder.join("may.txt").display().to_string();
    let text = "3 May 2021\n\nArmenia's Defence Minister Davit Tonoyan said that 12 Armenian soldiers were killed on Monday in shelling by Azerbaijan.\n\n\
                Anahit Melkumyan, a teacher, said that two civilians were wounded in the attack. Melkumyan said that Azerbaijan shelled the village.\n";
    fs::write(&report, text).expect("a file");
    let plain = out(&["export", &report]);
    assert!(plain.contains("Melkumyan"), "{plain}");
    let hidden = out(&["export", "--redact", &report]);
    assert!(!hidden.contains("Melkumyan") && !hidden.contains("Anahit") && hidden.contains("[name]"), "{hidden}");
    assert!(hidden.contains("Tonoyan"), "who speaks for a ministry is not hidden: {hidden}");
    assert_eq!(plain.lines().count(), hidden.lines().count());
}

#[test]
fn a_person_says_which_names_are_hidden_and_which_are_shown() {
    let folder = folder("redact-judged");
    let at = |name: &str| folder.join(name).display().to_string();
    let (report, judgements) = (at("may.txt"), at("judgements.jsonl"));
    let text = "3 May 2021\n\nArmenia's Defence Minister Davit Tonoyan said that 12 Armenian soldiers were killed on Monday in shelling by Azerbaijan.\n\n\
                Anahit Melkumyan, a teacher, said that two civilians were wounded in the attack.\n";
    fs::write(&report, text).expect("a file");
    for set in [r#"show=["Anahit Melkumyan"]"#, r#"hide=["Davit Tonoyan"]"#] {
        let judge = ["judge", "--id", "may", "--verdict", "amend", "--by", "A. Coder", "--set", set, "--judgements", &judgements, &report];
        let judged = run(&judge);
        assert!(judged.status.success(), "{}", String::from_utf8_lossy(&judged.stderr));
    }
    let shown = out(&["export", "--redact", "--judgements", &judgements, &report]);
    assert!(shown.contains("Melkumyan") && !shown.contains("Tonoyan") && shown.contains("[name]"), "{shown}");
    let ledger = at("a.ledger");
    assert!(run(&["read", &report, "--judgements", &judgements, "-o", &ledger]).status.success());
    assert_eq!(out(&["export", "--redact", &ledger]), shown, "a ledger remembers it");
}

#[test]
fn a_judgement_of_what_is_not_here_is_told_once() {
    let folder = folder("judged-elsewhere");
    let at = |name: &str| folder.join(name).display().to_string();
    fs::write(folder.join("may.txt"), "3 May 2021\n\nArmenia said that 12 Armenian soldiers were killed on Monday in shelling by Azerbaijan.\n")
        .expect("a file");
    let judged = r#"{"about":"claim:0123456789ab","verdict":"no","by":"A. Coder","at":"2026-01-01T00:00:00Z"}
        {"about":"report:may","verdict":"amend","set":{"with":"june"},"by":"A. Coder","at":"2026-01-02T00:00:00Z"}"#;
    fs::write(folder.join("judged.jsonl"), judged).expect("a file");
    for made in [
        run(&["tolls", &at("may.txt"), "--judgements", &at("judged.jsonl")]),
        run(&["read", &at("may.txt"), "--judgements", &at("judged.jsonl"), "-o", &at("a.ledger")]),
    ] {
        let said = String::from_utf8_lossy(&made.stderr).into_owned();
        assert!(made.status.success() && said.matches("not here").count() == 1, "{said}");
        assert!(said.contains("2 in all (first: claim:0123456789ab)") && said.contains("withdraw"), "{said}");
    }
}

#[test]
fn more_than_a_report_holds_is_named_and_the_rest_goes_on() {
    let folder = folder("too-much");
    let at = |name: &str| folder.join(name).display().to_string();
    fs::create_dir_all(folder.join("reports")).expect("a folder");
    let claim = |n: usize| format!("The army of Armenia said that {n} of its soldiers were killed near Goris in shelling by Azerbaijan. ");
    fs::write(folder.join("reports/all.txt"), (1..6000).map(claim).collect::<String>()).expect("a file");
    fs::write(folder.join("reports/one.txt"), claim(49)).expect("a file");
    let why = "all: not read: 5999 of its sentences may hold a claim, more than one report has (at most 5000): split it, or give JSON lines";
    let made = run(&["read", "--table", &at("reports"), "-o", &at("a.ledger")]);
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said(&made).contains(why) && String::from_utf8_lossy(&made.stdout).contains("2 reports added"), "{}", said(&made));
    assert!(out(&["export", &at("a.ledger")]).lines().all(|claim| claim.contains(r#""doc":"one""#)));
    assert_eq!(run(&["verify", &at("a.ledger")]).status.code(), Some(0));
    for command in ["export", "mentions"] {
        assert!(said(&run(&[command, &at("reports")])).contains(why), "{command}");
    }
}

#[test]
fn killed_at_any_moment_it_is_whole_and_ends_the_same() {
    let folder = folder("killed");
    let reports = folder.join("reports");
    fs::create_dir_all(&reports).expect("a folder");
    let texts: Vec<String> =
        fs::read_dir(corpus()).expect("the corpus").map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a report")).collect();
    for (n, text) in texts.iter().cycle().take(48).enumerate() {
        fs::write(reports.join(format!("{n:03}.txt")), format!("{text}\n\nReport {n}.\n")).expect("a file");
    }
    let make = |ledger: &Path| {
        let mut command = program();
        command.arg("read").arg(&reports).arg("-o").arg(ledger).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let calm = folder.join("calm.ledger");
    assert!(make(&calm).status().expect("the command runs").success());
    let killed = folder.join("killed.ledger");
    for moment in [90, 150, 60, 210, 120, 300] {
        let mut child = make(&killed).spawn().expect("the command runs");
        std::thread::sleep(Duration::from_millis(moment));
        child.kill().expect("it is killed or done");
        child.wait().expect("it ends");
        // Before the file is made there is nothing to look at.
        if counterclaim_ledger::is_ledger(&killed) {
            let store = counterclaim_ledger::Store::open(&killed).expect("it opens");
            store.check_pages().expect("it is whole");
        }
    }
    assert!(make(&killed).status().expect("the command runs").success());
    let ledgers = [&calm, &killed].map(|path| path.display().to_string());
    assert_eq!(out(&["export", &ledgers[0]]), out(&["export", &ledgers[1]]));
    let tables = |ledger: &Path| {
        let contents = counterclaim_ledger::Store::open(ledger).expect("it opens").contents();
        let reckoned = ["episodes", "episode_reports", "members", "sums", "sum_parts", "disputes", "dispute_claims", "estimates", "estimate_uses", "claims"];
        reckoned.map(|table| (table, contents[table].clone()))
    };
    assert_eq!(tables(&calm), tables(&killed));
}

/// An archive of the web that caught one page on three days.
fn caught(texts: [&str; 3]) -> String {
    let record = |text: &str| {
        let page = format!("<html><head><title>Shelling near Goris</title></head><body><article><p>{text}</p></article></body></html>");
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let fields = "WARC-Type: response\r\nWARC-Target-URI: https://post.example/goris\r\nContent-Type: application/http; msgtype=response";
        format!("WARC/1.0\r\n{fields}\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n", answer.len())
    };
    texts.map(record).concat()
}

#[test]
fn the_same_input_again_adds_nothing_and_what_is_changed_back_stands_again() {
    let folder = folder("again");
    let at = |name: &str| folder.join(name).display().to_string();
    let (warc, list, ledger) = (at("goris.warc"), at("list.jsonl"), at("a.ledger"));
    let killed = |count: u32| format!("The Defence Ministry of Armenia said that {count} of its soldiers were killed in shelling by Azerbaijan.");
    fs::write(&warc, caught([&killed(49), &killed(51), &killed(53)])).expect("a file");
    let line = |count: u32| format!("{{\"id\":\"one\",\"text\":\"{}\",\"date\":\"2022-09-13\",\"written\":\"2022-09-14\"}}\n", killed(count));
    fs::write(&list, line(7)).expect("a file");
    let read = |more: &[&str]| out(&[&["read", "--table", "-o", &ledger][..], more].concat());
    let contents = || counterclaim_ledger::Store::open(Path::new(&ledger)).expect("it opens").contents();
    assert!(read(&[&warc, &list]).contains("2 reports added\n2 reports added in place of an older one"));
    let before = contents();
    assert_eq!(read(&[&warc, &list]), "4 reports known already\n", "pages that their address no longer gives do not come back");
    assert_eq!(before, contents());

    fs::write(&list, line(8)).expect("a file");
    assert!(read(&[&list]).contains("1 report added in place of an older one"));
    fs::write(&list, line(7)).expect("a file");
    assert!(read(&[&list]).contains("known, and now at another address too"));
    assert!(out(&["export", &ledger]).contains(r#""low":7,"#), "it was changed back");
    assert!(read(&["--date-field", "written", &list]).contains("1 report read again"));
    assert!(out(&["export", &ledger]).contains("2022-09-14"), "the same bytes with another day");

    assert!(run(&["forget", "--report", "https://post.example/goris", "--why", "the law asked", &ledger]).status.success());
    assert!(read(&[&warc]).contains("left out; it was forgotten: the law asked"));
    assert_eq!(run(&["verify", &ledger]).status.code(), Some(0));
}
