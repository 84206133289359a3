//! What a report is: its bytes. The same add nothing; new ones at an old address are a revision; a better program reads them again.

mod support;

use counterclaim_ledger::{Receipt, Store, Summary};
use support::*;

#[test]
fn the_same_bytes_add_nothing() {
    let folder = folder("same-bytes");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    let before = store.contents();
    assert_eq!(add(&mut store, &[("a/one", ONE), ("a/two", TWO)]), Summary { known: 2, ..Summary::default() });
    assert_eq!(before, store.contents());
}

#[test]
fn the_same_bytes_elsewhere_are_one_report_with_two_addresses() {
    let folder = folder("two-addresses");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", ONE)]);
    let before = export(&store);
    assert_eq!(add(&mut store, &[("b/copy", ONE)]), Summary { elsewhere: 1, ..Summary::default() });
    assert_eq!((before, Vec::<String>::new()), (export(&store), faults(&store)));
}

#[test]
fn new_bytes_at_an_old_address_are_a_revision_under_the_old_name() {
    let folder = folder("revision");
    let revised = ONE.replace("49 of its", "51 of its");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    assert_eq!(add(&mut store, &[("a/one", &revised)]), Summary { revised: 1, ..Summary::default() });
    assert_eq!(export(&store), export(&ledger(&folder, "b.ledger", &[("a/one", &revised), ("a/two", TWO)])), "only the newest is lined up");
    assert_eq!(store.reports().expect("a count"), 3, "both are kept");
    // The old text comes back: the first report stands again.
    add(&mut store, &[("a/one", ONE)]);
    assert_eq!(export(&store), export(&ledger(&folder, "c.ledger", &[("a/one", ONE), ("a/two", TWO)])));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn reports_of_one_name_are_told_apart_by_their_addresses() {
    let folder = folder("one-name");
    let mut store = ledger(&folder, "a.ledger", &[("north/may", ONE)]);
    add(&mut store, &[("south/may", TWO)]);
    let ids: Vec<String> = store.documents().expect("reports").iter().map(|document| document.id.to_string()).collect();
    assert_eq!(ids, ["may", "south/may"]);
}

#[test]
fn a_report_is_dated_by_one_that_comes_later() {
    let folder = folder("dated-later");
    let mut store = ledger(&folder, "a.ledger", &[("a/three", THREE)]);
    add(&mut store, &[("a/one", ONE), ("a/two", TWO)]);
    let together = ledger(&folder, "b.ledger", &[("a/one", ONE), ("a/three", THREE), ("a/two", TWO)]);
    assert_eq!(export(&store), export(&together), "in whichever order they come");
    let read = heart().ledger([("a/one", ONE), ("a/three", THREE), ("a/two", TWO)].iter().map(|(a, t)| received(a, t).document).collect());
    let mut direct = Vec::new();
    counterclaim::write::claims(&read, &mut direct).expect("memory takes it");
    assert_eq!(export(&store), String::from_utf8(direct).expect("UTF-8"), "and as without a ledger");
    assert!(export(&store).contains("inferred from"), "the report without a day is dated by the others");
}

#[test]
fn another_program_reads_again_and_what_was_judged_stays() {
    let folder = folder("again");
    let path = folder.join("a.ledger");
    let mut store = Store::create(&path).expect("a new ledger");
    let older = Receipt { program: "0.0.1".to_owned(), ..receipt() };
    add_by(&mut store, older, &[("a/one", ONE), ("a/two", TWO)]);
    let direct = rusqlite::Connection::open(&path).expect("any SQL tool opens it");
    let judge = "INSERT INTO judgements (id, about, verdict, by, at) VALUES ('j1', 'report:one', 'unsure', 'A. Reader', '2026-05-02T08:00:00Z')";
    direct.execute(judge, []).expect("a judgement");
    assert!(direct.execute("UPDATE judgements SET verdict = 'yes'", []).is_err() && direct.execute("DELETE FROM judgements", []).is_err());
    assert_eq!(add(&mut store, &[("a/one", ONE)]), Summary { again: 2, known: 1, ..Summary::default() });
    assert_eq!(direct.query_row("SELECT count(*) FROM judgements", [], |row| row.get::<_, i64>(0)), Ok(1));
    assert_eq!(store.read_by_others(&receipt()), Ok(0));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn a_better_reader_finds_another_text_in_the_same_bytes() {
    let folder = folder("better-reader");
    let page = |text: &str| {
        let mut page = received("a/page.html", text);
        page.document.source.raw = counterclaim_model::Raw::Bytes(b"<p>the page</p>".as_slice().into());
        page.document.source.input = Some([7; 32]);
        page
    };
    let mut store = Store::create(&folder.join("a.ledger")).expect("a new ledger");
    let take = |store: &mut Store, receipt: Receipt, text: &str| {
        let mut taking = counterclaim_ledger::Taking::begin(store, heart(), receipt, AT).expect("a writer");
        taking.renew().expect("reading again");
        let known = taking.knows("a/page.html", &[7; 32]);
        if !known {
            taking.take(vec![page(text)]).expect("it goes in");
        }
        (known, taking.finish(&[]).expect("lined up"))
    };
    let older = Receipt { program: "0.0.1".to_owned(), ..receipt() };
    assert_eq!(take(&mut store, older.clone(), "Menu. Weather."), (false, Summary { added: 1, ..Summary::default() }));
    assert_eq!(take(&mut store, older, "Menu. Weather."), (true, Summary { known: 1, ..Summary::default() }), "the same program knows it unread");
    assert_eq!(take(&mut store, receipt(), ONE), (false, Summary { again: 2, ..Summary::default() }), "read again as it was, and then from its bytes");
    assert_eq!((take(&mut store, receipt(), ONE).0, faults(&store)), (true, Vec::new()));
    assert!(export(&store).contains("49 of its soldiers"));
    let direct = rusqlite::Connection::open(store.path()).expect("any SQL tool opens it");
    let found = |word: &str| direct.query_row("SELECT count(*) FROM report_search WHERE report_search MATCH ?1", [word], |row| row.get::<_, i64>(0));
    assert_eq!((found("Goris"), found("weather")), (Ok(1), Ok(0)));
}

#[test]
fn a_judged_report_is_read_again_and_obeys() {
    let folder = folder("judged");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", ONE), ("a/two", TWO)]);
    let text = r#"{"about":"report:one","verdict":"amend","set":{"date":"2022-09-20"},"by":"A. Coder","at":"2026-05-02T08:00:00Z"}"#;
    let judgement: counterclaim_model::Judgement = serde_json::from_str(text).expect("a judgement");
    assert_eq!((store.judge(std::slice::from_ref(&judgement)), store.judge(std::slice::from_ref(&judgement))), (Ok(1), Ok(0)), "told twice it is one");
    assert_eq!((store.due(), store.judgements()), (Ok(1), Ok(vec![judgement.clone()])));
    let obedient = counterclaim::Counterclaim::new().expect("the shipped rules load").obeying(store.judgements().expect("a judgement"));
    let mut taking = counterclaim_ledger::Taking::begin(&mut store, &obedient, receipt(), AT).expect("a writer");
    taking.renew().expect("reading again");
    assert_eq!(taking.finish(&[]).expect("lined up").again, 1);
    assert!(export(&store).contains("judged by A. Coder"), "{}", export(&store));
    let proof = store.verify(&obedient, &receipt()).expect("a proof");
    assert!(proof.faults.is_empty() && proof.reckoned_again, "{:?}", proof.faults);
}

#[test]
fn a_first_run_that_is_cut_short_leaves_nothing_wrong() {
    let folder = folder("cut-short");
    let mut store = Store::create(&folder.join("a.ledger")).expect("a new ledger");
    let mut taking = counterclaim_ledger::Taking::begin(&mut store, heart(), receipt(), AT).expect("a writer");
    taking.take(vec![received("a/one", ONE)]).expect("it goes in");
    drop(taking);
    let proof = store.verify(heart(), &receipt()).expect("a proof");
    assert_eq!((proof.faults, proof.reports, proof.reckoned_again), (Vec::new(), 1, false));
    assert!(proof.notes[0].contains("counterclaim read -o"), "it says what to do: {:?}", proof.notes);
}

#[test]
fn a_second_writer_is_told_so() {
    let folder = folder("two-writers");
    let mut store = ledger(&folder, "a.ledger", &[("a/one", ONE)]);
    let mut other = Store::open_to_write(store.path()).expect("the same ledger");
    let mut first = counterclaim_ledger::Taking::begin(&mut store, heart(), receipt(), AT).expect("a writer");
    add(&mut other, &[("a/two", TWO)]);
    let refused = first.take(vec![received("a/three", THREE)]).expect_err("the other wrote meanwhile");
    assert!(refused.is_output() && refused.to_string().contains("another program wrote in it meanwhile"), "{refused}");
}

#[test]
fn what_is_no_ledger_is_left_as_it_is() {
    let folder = folder("no-ledger");
    let (text, other) = (folder.join("notes.txt"), folder.join("other.db"));
    std::fs::write(&text, "Notes.").expect("a file");
    rusqlite::Connection::open(&other).and_then(|conn| conn.execute_batch("CREATE TABLE mine (a)")).expect("a database");
    for (path, why) in [(&text, "is no ledger"), (&other, "no ledger of Counterclaim"), (&folder, "is no ledger")] {
        let refused = Store::create(path).err().expect("a refusal").to_string();
        assert!(refused.contains(why), "{refused}");
    }
    let store = ledger(&folder, "a.ledger", &[("a/one", ONE)]);
    let path = store.path().to_owned();
    drop(store);
    let mut rights = path.metadata().expect("a file").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).expect("rights");
    let refused = Store::create(&path).err().expect("a refusal").to_string();
    assert!(refused.contains("read-only"), "{refused}");
    assert!(Store::open(&path).and_then(|store| store.load(heart())).is_ok(), "it can still be read");
}
