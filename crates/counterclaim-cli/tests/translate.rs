//! Reports in other languages: kept, translated by a command of the user's, and shown with their own words.
#![cfg(unix)]

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

const SPANISH: &str = "El ministerio de Defensa de Armenia comunicó el martes que 49 de sus soldados murieron en los bombardeos de Azerbaiyán cerca de Goris. \
    El ejército de Azerbaiyán negó haber disparado contra las ciudades y acusó a la otra parte de romper el alto el fuego.";
const ENGLISH: &str = "The Defence Ministry of Armenia said on Tuesday that 49 of its soldiers were killed in shelling by Azerbaijan.";

fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("reports")).expect("a folder");
    fs::write(path.join("reports/uno.txt"), SPANISH).expect("a file");
    fs::write(path.join("english.txt"), ENGLISH).expect("a file");
    path
}

fn run(folder: &PathBuf, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_counterclaim")).args(args).current_dir(folder).env("COLUMNS", "100").output().expect("the command runs")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn what_the_command_gives_is_read_with_the_original_beside_it() {
    let folder = folder("translated");
    let export = run(&folder, &["export", "--translate", "cat > got.txt; echo $COUNTERCLAIM_LANGUAGE {lang} > language.txt; cat english.txt", "reports"]);
    let claim = out(&export);
    assert!(claim.contains(r#""translated":{"from":"es","by":"cat > got"#) && claim.contains(r#""low":49"#), "{claim} {}", err(&export));
    let said = |name: &str| fs::read_to_string(folder.join(name)).expect("a file");
    assert_eq!((said("got.txt"), said("language.txt")), (SPANISH.to_owned(), "es es\n".to_owned()));
    let id = claim.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a claim");
    let why = out(&run(&folder, &["why", "--table", "--translate", "cat english.txt", "--id", id, "reports"]));
    assert!(why.contains("translated   from es by `cat english.txt`; the original: «El ministerio"), "{why}");
}

#[test]
fn failures_are_said_report_by_report_and_the_rest_goes_on() {
    let folder = folder("not-translated");
    fs::write(folder.join("reports/two.txt"), ENGLISH).expect("a file");
    for (command, why) in [
        ("echo no dictionary >&2; exit 3", "the translator failed (exit status: 3): no dictionary"),
        ("true", "the translator gave nothing"),
        ("cat", "the translator gave another language than English (es)"),
        ("printf '\\377\\376'", "what the translator gave is not UTF-8"),
        ("sleep 9", "the translator did not answer within 1 seconds"),
    ] {
        let read = run(&folder, &["export", "--translate", command, "--translate-timeout", "1", "reports"]);
        assert!(err(&read).contains(&format!("uno: in another language (es), and {why}: set aside and not read")), "{command}: {}", err(&read));
        assert!(out(&read).contains(r#""low":49"#), "{command}");
    }
}

#[test]
fn a_translator_that_takes_too_long_is_ended_with_all_that_it_started() {
    let folder = folder("too-long");
    let read = run(&folder, &["export", "--translate", "(sleep 3; touch late.txt) & wait", "--translate-timeout", "1", "reports"]);
    assert!(err(&read).contains("the translator did not answer within 1 seconds"), "{}", err(&read));
    std::thread::sleep(std::time::Duration::from_secs(4));
    assert!(!folder.join("late.txt").exists());
}

#[test]
fn a_ledger_keeps_what_is_set_aside_until_somebody_translates_it() {
    let folder = folder("kept-aside");
    let first = run(&folder, &["read", "--table", "reports", "-o", "a.ledger"]);
    assert!(out(&first).contains("1 report set aside, in another language"), "{} {}", out(&first), err(&first));
    assert!(err(&first).contains("in another language (es): set aside and not read; --translate COMMAND has it translated"), "{}", err(&first));
    let second = run(&folder, &["read", "--table", "-o", "a.ledger", "--translate", "cat english.txt"]);
    assert!(out(&second).contains("1 report added"), "{} {}", out(&second), err(&second));
    assert!(out(&run(&folder, &["export", "a.ledger"])).contains(r#""translated":{"from":"es","by":"cat english.txt"}"#));
    assert_eq!(run(&folder, &["verify", "a.ledger"]).status.code(), Some(0));
    // Known by its bytes, though these are in another language.
    assert!(out(&run(&folder, &["read", "--table", "reports", "-o", "a.ledger"])).contains("1 report known already"));
}

#[test]
fn an_original_that_lies_beside_its_translation_is_shown_and_not_read() {
    let folder = folder("beside");
    fs::create_dir_all(folder.join("english")).expect("a folder");
    fs::write(folder.join("english/uno.txt"), ENGLISH).expect("a file");
    fs::write(folder.join("english/dos.txt"), ENGLISH.replace("49", "51")).expect("a file");
    let export = run(&folder, &["export", "--text-original", "reports", "english"]);
    let claims = out(&export);
    let of = |doc: &str| {
        claims.lines().find(|line| line.contains(&format!(r#""doc":"{doc}""#))).map(|line| line.contains(r#""translated":{"from":"es","by":null}"#))
    };
    assert_eq!((of("uno"), of("dos")), (Some(true), Some(false)), "{claims}");
    assert!(err(&export).contains("--text-original: 1 report without an original of the same name"), "{}", err(&export));
    let one = out(&run(&folder, &["export", "--text-original", "reports/uno.txt", "english/dos.txt"]));
    assert!(one.contains(r#""translated""#), "one file goes with one report, whatever they are called: {one}");
}
