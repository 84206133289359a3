//! The command itself, run as people run it: what it prints, where, and how it ends.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

/// A folder of its own for each test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    }
}

const REPORT: &str = "The Defence Ministry of Armenia said on Tuesday that 12 Armenian soldiers were killed in shelling by Azerbaijan.\n\n\
    Azerbaijan denied the shelling. Two civilians were wounded near the border.\n";

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_counterclaim")).args(args).env("COLUMNS", "100").output().expect("the command runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

#[test]
fn a_pipe_gets_json_lines_and_table_draws() {
    let folder = Folder::new("forms");
    let path = folder.file("may.txt", REPORT);
    let piped = run(&[&path]);
    assert_eq!(piped.status.code(), Some(0), "{}", err(&piped));
    assert!(lines(&piped).iter().all(|line| line["type"] == "episode" && line["v"] == 1));
    let drawn = out(&run(&["--table", &path]));
    assert!(drawn.starts_with("1 report"), "{drawn}");
    assert!(drawn.contains("ARMENIA") && drawn.contains("own loss, per Armenia"), "{drawn}");
}

#[test]
fn quotes_are_the_reports_own_bytes() {
    let folder = Folder::new("quotes");
    let exported = run(&["export", "--as", "jsonl", &folder.file("may.txt", REPORT)]);
    let claims = lines(&exported);
    assert!(!claims.is_empty());
    for claim in claims {
        let at = |key: &str| claim[key].as_u64().expect("a byte") as usize;
        assert_eq!(claim["quote"], REPORT[at("start")..at("end")]);
        for field in ["claimant", "stance", "place", "current", "denied_by", "rule", "confidence", "part_of", "same_as", "speakers", "basis"] {
            assert!(claim.get(field).is_some(), "{field} is given, null where it is not known");
        }
    }
}

#[test]
fn threads_and_the_order_of_files_change_nothing() {
    let folder = Folder::new("order");
    let (one, two) = (folder.file("a.txt", REPORT), folder.file("b.txt", "Baku says that 3 of its soldiers were wounded."));
    let first = out(&run(&["export", "--threads", "1", &one, &two]));
    assert_eq!(first, out(&run(&["export", "--threads", "3", &two, &one])));
}

#[test]
fn claims_are_searched_and_a_mistyped_name_is_answered() {
    let folder = Folder::new("search");
    let path = folder.file("may.txt", REPORT);
    let found = run(&["claims", "--table", "--words", "SOLDIERS killed", &path]);
    assert_eq!(found.status.code(), Some(0), "{}", err(&found));
    assert!(out(&found).contains("may.txt:1:"), "{}", out(&found));
    let unsure = run(&["claims", "--table", "--below", "0.01", &path]);
    assert_eq!(unsure.status.code(), Some(1), "nothing is as doubtful as that: {}", out(&unsure));
    let none = run(&["claims", "--side", "armenai", &path]);
    assert_eq!(none.status.code(), Some(1));
    assert!(err(&none).contains("did you mean Armenia?"), "{}", err(&none));
}

#[test]
fn why_takes_the_beginning_of_an_id() {
    let folder = Folder::new("why");
    let path = folder.file("may.txt", REPORT);
    let claims = lines(&run(&["export", &path]));
    let id = claims[0]["id"].as_str().expect("an id");
    let told = run(&["why", "--table", "--id", &id[..8], &path]);
    assert_eq!(told.status.code(), Some(0), "{}", err(&told));
    assert!(out(&told).contains("who says so") && out(&told).contains(id));
    let wrong = run(&["why", "--id", "no-such-thing", &path]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("no claim, estimate, report or episode `no-such-thing`"));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let folder = Folder::new("unread");
    let path = folder.file("reports.txt", REPORT);
    let missing = folder.0.join("report.txt").display().to_string();
    let some = run(&[&path, &missing]);
    assert_eq!(some.status.code(), Some(0));
    assert!(err(&some).contains("report.txt") && err(&some).contains("did you mean"), "{}", err(&some));
    let none = run(&[&missing]);
    assert_eq!(none.status.code(), Some(2));
    assert!(out(&none).is_empty() && err(&none).contains("did you mean"));
}

#[test]
fn nothing_found_is_1_and_a_wrong_option_2() {
    let folder = Folder::new("codes");
    let path = folder.file("poem.txt", "The river runs and the day is long.\n");
    assert_eq!(run(&["export", &path]).status.code(), Some(1));
    assert_eq!(run(&["claims", "--effect", "kiled", &path]).status.code(), Some(2));
    assert_eq!(run(&[]).status.code(), Some(2));
    assert_eq!(run(&["--help"]).status.code(), Some(0));
}

#[test]
fn json_lines_and_standard_input_are_read() {
    let folder = Folder::new("lines");
    let line = serde_json::json!({ "key": "k7", "body": REPORT, "day": "2031-03-04" }).to_string();
    let path = folder.file("news.jsonl", &line);
    let claims = lines(&run(&["export", "--text-field", "body", "--id-field", "key", "--date-field", "day", &path]));
    assert!(!claims.is_empty() && claims.iter().all(|claim| claim["doc"] == "k7"));
    let drawn = out(&run(&["claims", "--table", "--text-field", "body", "--id-field", "key", &path]));
    assert!(drawn.contains("news.jsonl:1 (k7 1:"), "{drawn}");

    let mut child =
        Command::new(env!("CARGO_BIN_EXE_counterclaim")).args(["export", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the command runs");
    child.stdin.take().expect("a pipe").write_all(REPORT.as_bytes()).expect("it reads");
    assert!(!child.wait_with_output().expect("it ends").stdout.is_empty());
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::new("pipe");
    let many: String = (0..3000).map(|day| format!("Baku said that {} soldiers were killed.\n\n", day + 2)).collect();
    let path = folder.file("long.txt", &many);
    let mut child = Command::new(env!("CARGO_BIN_EXE_counterclaim"))
        .args(["mentions", &path])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0), "{}", err(&ended));
}

#[test]
fn a_sentence_is_explained() {
    let told = run(&["explain", "--table", "Baku said that 12 soldiers were killed."]);
    assert_eq!(told.status.code(), Some(0), "{}", err(&told));
    for part in ["words", "mentions", "claims", "rules that fired"] {
        assert!(out(&told).contains(part), "{part}: {}", out(&told));
    }
    assert_eq!(lines(&run(&["explain", "Baku said that 12 soldiers were killed."]))[0]["type"], "explanation");
}

#[test]
fn mentions_have_the_form_that_is_scored() {
    let folder = Folder::new("mentions");
    let mentions = lines(&run(&["mentions", "--json", &folder.file("may.txt", REPORT)]));
    for mention in &mentions {
        assert!(mention["kind"].is_string() && mention["doc"] == "may");
        let at = |key: &str| mention[key].as_u64().expect("a byte") as usize;
        assert_eq!(mention["words"], REPORT[at("start")..at("end")]);
    }
    assert!(mentions.iter().any(|m| m["kind"] == "party" && m["party"] == "Armenia"));
    assert!(mentions.iter().any(|m| m["kind"] == "attribution" && m["content"][0].is_array()));
}

#[test]
fn colour_only_where_it_is_asked_for() {
    let folder = Folder::new("colour");
    let path = folder.file("may.txt", REPORT);
    assert!(!out(&run(&["--table", &path])).contains('\u{1b}'));
    assert!(out(&run(&["--table", "--color", "always", &path])).contains("\u{1b}[1m"));
}

#[test]
fn a_judgement_is_appended_obeyed_shown_and_withdrawn() {
    let folder = Folder::new("judged");
    let path = folder.file("may.txt", REPORT);
    let file = folder.0.join("judgements.jsonl").display().to_string();
    let claims = lines(&run(&["export", &path]));
    let id = claims[0]["id"].as_str().expect("an id").to_owned();
    let judge = |args: &[&str]| run(&[&["judge", "--by", "A. Coder", "--judgements", &file], args, &[&path]].concat());
    let made = judge(&["--id", &id[..6], "--verdict", "amend", "--set", "from=2020-09-29", "--set", "place=Lachin", "--note", "says the mayor"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let read = lines(&run(&["export", "--judgements", &file, &path]));
    assert_eq!((&read[0]["from"], &read[0]["place"], &read[0]["confidence"]), (&"2020-09-29".into(), &"Lachin".into(), &1.0.into()));
    assert_eq!(read[0]["basis"], "judged by A. Coder");
    let why = out(&run(&["why", "--table", "--id", &id, "--judgements", &file, &path]));
    assert!(why.contains("judged") && why.contains("says the mayor"), "{why}");
    let judgement = why.split("judgement:").nth(1).expect("its id")[..12].to_owned();
    let back = judge(&["--id", &judgement, "--verdict", "withdraw"]);
    assert_eq!(back.status.code(), Some(0), "{}", err(&back));
    assert_eq!(out(&run(&["export", "--judgements", &file, &path])), out(&run(&["export", &path])));
}

#[test]
fn a_judgement_that_says_nothing_is_refused_and_not_written() {
    let folder = Folder::new("refused");
    let path = folder.file("may.txt", REPORT);
    let file = folder.0.join("judgements.jsonl").display().to_string();
    let id = lines(&run(&["export", &path]))[0]["id"].as_str().expect("an id").to_owned();
    for (args, says) in [
        (vec!["--id", "zzz", "--verdict", "no"], "no claim, report or judgement"),
        (vec!["--id", &id, "--verdict", "amend"], "without `set`"),
        (vec!["--id", &id, "--verdict", "amend", "--set", "colour=red"], "colour"),
        (vec!["--id", &id, "--verdict", "amend", "--set", "low=many"], "low=many"),
        (vec!["--id", &id, "--verdict", "yes", "--set", "low=3"], "only the verdict"),
    ] {
        let refused = run(&[&["judge", "--by", "A. Coder", "--judgements", &file], args.as_slice(), &[&path]].concat());
        assert_eq!(refused.status.code(), Some(2));
        assert!(err(&refused).contains(says), "{}", err(&refused));
    }
    assert!(!std::path::Path::new(&file).exists());
}
