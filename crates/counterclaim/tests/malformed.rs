//! Input that is broken, hostile or merely large: no panic, and each is said.

mod folder;

use counterclaim::acquire::{self, Item, Options};
use folder::{Folder, reason};
use proptest::prelude::*;
use std::{io::Write, path::PathBuf};

fn pressed(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

#[test]
fn each_broken_input_is_said_and_the_rest_goes_on() {
    let folder = Folder::new("malformed");
    let line = pressed(b"{\"text\": \"One died.\"}\n{\"text\": \"Two died.\"}\n");
    folder.put("cut.jsonl.gz", &line[..line.len() - 12]);
    folder.put("long.jsonl", [b"{\"text\": \"".as_slice(), &vec![b'a'; 100 << 20], b"\"}\n{\"text\": \"Three died.\"}\n"].concat());
    folder.put("nul.txt", b"Four\0died.");
    folder.put("latin.txt", b"The caf\xe9 of Mr. M\xfcller: four dead.");
    folder.put("bidi.txt", "Five \u{202E}deid\u{202C} at the quay.");
    folder.put("empty.html", "<html><head><title></title></head><body><script>x</script></body></html>");
    folder.put("deep.html", format!("{}<p>Six died.</p>", "<div>".repeat(2_000)));
    folder.put("deepest.html", format!("{}<p>Nobody died.</p>", "<div>".repeat(1_000_000)));
    folder.put("cut.zip", b"PK\x03\x04 and no more");
    folder.put("cut.zst", b"\x28\xb5\x2f\xfd\xff\xff");
    folder.put("half.csv", "text\n\"Seven died.");
    folder.put("result.json", "{\"messages\": [{\"text\": \"Eight died.\"}, {\"te");
    folder.put("no.mbox", "nothing here");
    folder.put("report.pdf", "%PDF-1.4");
    let intake = folder.read();
    for (name, why) in [
        ("cut.jsonl.gz", "reading stopped at line"),
        ("long.jsonl", "1 line longer than 32 MiB"),
        ("nul.txt", "not text"),
        ("empty.html", "a page without an article"),
        ("deepest.html", "elements in elements more than 5000 deep"),
        ("cut.zip", "a broken zip archive"),
        ("cut.zst", "broken Zstandard"),
        ("result.json", "reading stopped after message 1"),
        ("report.pdf", "a PDF"),
    ] {
        assert!(reason(&intake, name).starts_with(why), "{name}: {}", reason(&intake, name));
    }
    let text = |word: &str| intake.documents.iter().any(|document| document.text.contains(word));
    for word in ["Three died.", "four dead", "deid", "Six died.", "Seven died.", "Eight died."] {
        assert!(text(word), "{word} in {:?}", intake.documents.iter().map(|d| &d.origin).collect::<Vec<_>>());
    }
    assert!(intake.doubts.iter().any(|doubt| doubt.what.starts_with("not UTF-8")));
}

#[test]
fn what_is_handed_on_one_by_one_is_what_is_read_at_once_and_can_be_stopped() {
    let folder = Folder::new("each");
    for number in 0..50 {
        folder.put(&format!("{number:02}.txt"), format!("{number} died."));
    }
    let mut seen = Vec::new();
    let mut give = |item| {
        if let Item::Report(document, _) = item {
            seen.push(document.id.to_string());
        }
        seen.len() < 20
    };
    acquire::each(std::slice::from_ref(&folder.0), &Options::default(), &mut give);
    assert_eq!(seen, (0..20).map(|number| format!("{number:02}")).collect::<Vec<_>>());
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_in_a_folder_are_not_waited_for() {
    let folder = Folder::new("pipe");
    folder.put("a.txt", "One died.");
    assert!(std::process::Command::new("mkfifo").arg(folder.0.join("pipe")).status().unwrap().success());
    assert!(reason(&folder.read(), "pipe").starts_with("a pipe or a device"));
    let error = acquire::read(&[PathBuf::from("/dev/zero")], &Options::default()).unwrap_err();
    assert!(error.to_string().contains("a device"), "{error}");
}

/// Bytes that begin like something, go on as they like, and break off.
fn hostile() -> impl Strategy<Value = (String, Vec<u8>)> {
    let starts: Vec<&'static [u8]> = vec![
        b"", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 90\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"<html><body><table><tr><td><pre>", b"<rss version='2.0'><channel><item><title>",
        b"From x\nSubject: y\n\n", b"{\"text\": \"", b"window.YTD.tweets.part0 = [{\"tweet\": {", b"{\"messages\": [{\"text\": [", b"text,date\n", b"\xff\xfe", b"<?xml version='1.0' encoding='",
    ];
    let endings = ["txt", "html", "csv", "json", "jsonl", "eml", "mbox", "xml", "warc", "gz", "zip", "xlsx"];
    let pieces = prop_oneof![
        any::<Vec<u8>>(),
        "[<>/a-z=\"' &;{}\\[\\],:\n0-9]{0,60}".prop_map(String::into_bytes),
        Just(b"</p><!--".to_vec()),
        Just("\u{202E}\u{FEFF}é".as_bytes().to_vec())
    ];
    (proptest::sample::select(starts), proptest::sample::select(endings.to_vec()), proptest::collection::vec(pieces, 0..6))
        .prop_map(|(start, ending, pieces)| (format!("x.{ending}"), [start, &pieces.concat()].concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_reader_panic((name, bytes) in hostile()) {
        let folder = Folder::new("hostile");
        folder.put(&name, &bytes);
        acquire::each(&[folder.0.join(&name)], &Options { keep_raw: true, ..Options::default() }, &mut |item| {
            if let Item::Report(document, _) | Item::Aside(document, _) = item {
                assert!(!document.text.trim().is_empty());
            }
            true
        });
    }
}
