//! Archives: what they hold is read as if it lay in the folder, and what is broken in them is said and passed over.

mod folder;

use flate2::{Compression, write::GzEncoder};
use folder::{Folder, PARAGRAPH, ids, page, reason, texts};
use std::io::{Cursor, Write};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        out.start_file(*name, stored).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A record of a WARC file.
fn record(kind: &str, address: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn answer(fields: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n{fields}\r\n").as_bytes(), body].concat()
}

fn dock(title: &str) -> Vec<u8> {
    answer("", page(title, PARAGRAPH).as_bytes())
}

#[test]
fn every_page_of_a_warc_is_a_report() {
    let folder = Folder::new("warc");
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode("Порт / Port");
    let mut body = page("NAME", PARAGRAPH).into_bytes();
    let at = body.windows(4).position(|word| word == b"NAME").unwrap();
    body.splice(at..at + 4, cyrillic.iter().copied());
    let chunked =
        [format!("{:x}\r\n", 10).as_bytes(), &body[..10], b"\r\n", format!("{:x}\r\n", body.len() - 10).as_bytes(), &body[10..], b"\r\n0\r\n\r\n"].concat();
    let records = [
        record("warcinfo", "", b"software: test"),
        record("response", "http://ferry.example/2001/05/quay.html", &dock("Four dockers killed")),
        record("request", "http://ferry.example/2001/05/quay.html", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "http://ferry.example/north/", &answer("Transfer-Encoding: chunked\r\n", &chunked)),
        record("response", "http://ferry.example/pressed", &answer("Content-Encoding: gzip\r\n", &gzip(page("Nine in hospital", PARAGRAPH).as_bytes()))),
        record("response", "http://ferry.example/logo.png", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record("response", "http://ferry.example/gone", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone"),
        record("revisit", "http://ferry.example/2001/05/quay.html", b""),
    ];
    folder.put("plain.warc", records.concat());
    let intake = folder.read();
    assert_eq!(ids(&intake), ["north", "pressed", "quay"]);
    let quay = &intake.documents[2];
    assert_eq!(quay.text.lines().next(), Some("Four dockers killed"));
    assert_eq!(quay.source.address.as_deref(), Some("http://ferry.example/2001/05/quay.html"));
    assert!(quay.origin.ends_with("plain.warc:2"), "{}", quay.origin);
    let north = &intake.documents[0];
    assert!(north.text.contains("four dockers were killed"));
    assert_eq!(north.source.encoding.as_ref().map(|e| (&*e.name, e.by.name())), Some(("windows-1251", "header")));
    assert_eq!(reason(&intake, "plain.warc"), "1 record points to a page fetched before (revisit)");

    for (name, bytes) in [("each.warc.gz", records.iter().flat_map(|record| gzip(record)).collect()), ("whole.warc.zst", zstd(&records.concat()))] {
        let folder = Folder::new(name);
        folder.put(name, bytes);
        assert_eq!(texts(&folder.read()), texts(&intake), "{name}");
    }
}

#[test]
fn a_broken_member_takes_no_other_along() {
    let folder = Folder::new("broken");
    let titles = ["One dead", "Two dead", "Three dead"];
    let mut members: Vec<Vec<u8>> = titles.iter().map(|title| gzip(&record("response", &format!("http://ferry.example/{title}"), &dock(title)))).collect();
    let middle = members[1].len() / 2;
    members[1][middle..middle + 20].fill(0xaa);
    folder.put("flipped.warc.gz", members.concat());
    let intake = folder.read();
    let first: Vec<_> = intake.documents.iter().map(|document| document.source.title.as_deref().unwrap()).collect();
    assert_eq!(first, ["One dead", "Three dead"]);
    assert!(
        reason(&intake, "flipped.warc.gz").starts_with("1 record is broken and was passed over (first: record 2: a broken gzip member"),
        "{:?}",
        intake.unread
    );

    let folder = Folder::new("cut");
    let whole = record("response", "http://ferry.example/a", &dock("One dead"));
    folder.put("cut.warc", [&whole[..], &whole[..whole.len() / 2]].concat());
    let intake = folder.read();
    assert_eq!(intake.documents.len(), 1);
    assert!(reason(&intake, "cut.warc").contains("ends before its length"), "{:?}", intake.unread);
}

#[test]
fn a_zip_is_a_folder_and_a_wacz_holds_a_warc() {
    let folder = Folder::new("zip");
    folder.put(
        "may.zip",
        zip(&[("north/a.txt", b"One."), ("south/a.txt", b"Two."), ("b.jsonl.gz", &gzip(b"{\"id\": \"c\", \"text\": \"Three.\"}\n")), ("__MACOSX/a", b"x")]),
    );
    let warc = gzip(&record("response", "http://ferry.example/quay", &dock("Four dockers killed")));
    folder.put("web.wacz", zip(&[("datapackage.json", b"{}"), ("archive/data.warc.gz", &warc), ("pages/pages.jsonl", b"{\"text\": \"x\"}\n")]));
    let intake = folder.read();
    assert_eq!(ids(&intake), ["c", "north/a", "quay", "south/a"]);
    assert!(intake.documents[0].origin.ends_with("may.zip!b.jsonl.gz:1"), "{}", intake.documents[0].origin);
}

#[test]
fn what_unpacks_without_end_is_not_unpacked_to_its_end() {
    let folder = Folder::new("bomb");
    folder.put("bomb.warc.gz", gzip(&[b"WARC/1.0\r\n", vec![b' '; 200 << 20].as_slice()].concat()));
    let mut nested = zip(&[("a.txt", b"One.")]);
    for _ in 0..9 {
        nested = zip(&[("in.zip", &nested)]);
    }
    folder.put("nested.zip", nested);
    folder.put("a.txt", "Two.");
    let intake = folder.read();
    assert_eq!(texts(&intake), ["Two."]);
    assert!(reason(&intake, "bomb.warc.gz").contains("unpacks to more than 250 times its size"), "{:?}", intake.unread);
    assert!(intake.unread.iter().any(|unread| unread.reason.starts_with("archives in archives more than 6 deep")), "{:?}", intake.unread);
}
