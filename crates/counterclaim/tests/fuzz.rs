//! What the fuzz targets run, run here a little: every reader on bytes of no meaning and on damaged inputs, the rooms on damaged reports.
//!
//! Longer: `PROPTEST_CASES=100000 cargo test --release --test fuzz`, or the targets in `fuzz/`.

#[path = "../../../fuzz/entry.rs"]
mod entry;

use counterclaim::Counterclaim;
use proptest::{collection::vec, prelude::*, sample::Index};
use std::{fs, io::Write, path::PathBuf, sync::LazyLock};

static HEART: LazyLock<Counterclaim> = LazyLock::new(|| Counterclaim::new().expect("the shipped rules load"));
static SEEDS: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(seeds);
static REPORTS: LazyLock<Vec<String>> = LazyLock::new(|| listed("reports").iter().filter_map(|path| fs::read_to_string(path).ok()).collect());

fn listed(folder: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

/// A whole input of each kind.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let html = "<html><head><title>Quay</title></head><body><article><h1>Quay</h1><p>Four dockers were killed on Thursday, the harbour master said, when a \
                shell hit the eastern quay.</p></article></body></html>";
    let gzip = |bytes: &[u8]| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        out.write_all(bytes).and_then(|()| out.finish()).expect("memory takes it")
    };
    let zip = |files: &[(&str, &str)]| {
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in files {
            out.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
            out.write_all(text.as_bytes()).expect("memory takes it");
        }
        out.finish().expect("an archive").into_inner()
    };
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/q\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n\
         HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}\r\n\r\n",
        html.len() + 44
    );
    let feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Ferry</title><item><title>Quay</title><link>http://a.example/q</link>\
                <description>Four &lt;b&gt;died&lt;/b&gt;.</description><pubDate>Thu, 3 May 2001 10:00:00 GMT</pubDate></item></channel></rss>";
    let mail = "From: Ferry <f@a.example>\r\nSubject: =?utf-8?q?Quay?=\r\nDate: Thu, 3 May 2001 10:00:00 +0000\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nFour died.\r\n--x--\r\n";
    let docx = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Four &amp; died.</w:t></w:r></w:p></w:body></w:document>";
    let sheet = [
        ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is>\
             <t>Four died.</t></is></c></row></sheetData></worksheet>",
        ),
    ];
    let mut all = vec![
        ("txt", b"Four dockers were killed.\n\nCaf\xe9.".to_vec()),
        ("html", html.as_bytes().to_vec()),
        ("eml", mail.as_bytes().to_vec()),
        ("mbox", format!("From a\r\n{mail}\r\nFrom b\r\n{mail}").into_bytes()),
        ("xml", feed.as_bytes().to_vec()),
        ("warc", warc.clone().into_bytes()),
        ("gz", [gzip(warc.as_bytes()), gzip(warc.as_bytes())].concat()),
        ("zst", ruzstd::encoding::compress_to_vec(warc.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)),
        ("zip", zip(&[("a.txt", "Four died."), ("b/c.html", html)])),
        ("xlsx", zip(&sheet)),
        ("docx", zip(&[("word/document.xml", docx)])),
        ("csv", b"id,text,date\n1,\"Four, she said, died.\",2001-05-03\n".to_vec()),
        ("jsonl", b"{\"id\":\"a\",\"text\":\"Four died.\",\"date\":\"2001-05-03\"}\n{\"text\":\"Five\"}\n".to_vec()),
        ("json", b"{\"name\":\"Ferry\",\"messages\":[{\"id\":1,\"date\":\"2001-05-03T10:00:00\",\"text\":[\"Four \",{\"text\":\"died\"}]}]}".to_vec()),
        (
            "js",
            b"window.YTD.tweets.part0 = [{\"tweet\":{\"id\":\"1\",\"full_text\":\"Four died.\",\"created_at\":\"Thu May 03 10:00:00 +0000 2001\"}}]".to_vec(),
        ),
    ];
    all.extend(
        listed("pages")
            .into_iter()
            .filter(|path| path.extension().is_some_and(|e| e == "html"))
            .step_by(7)
            .filter_map(|path| Some(("html", fs::read(path).ok()?))),
    );
    all
}

/// What becomes of a run of bytes.
#[derive(Clone, Debug)]
enum Change {
    Put(Index, Vec<u8>),
    Cut(Index, usize),
    Twice(Index, usize),
    Flip(Index, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let told = prop::sample::select(vec![
        "<",
        ">",
        "&",
        "\"",
        "\0",
        "\r\n\r\n",
        "From ",
        "--x",
        "\u{202e}",
        "</p>",
        "<div>",
        "{",
        "]",
        "1,000",
        "killed",
        "\u{1F600}",
    ]);
    prop_oneof![
        (any::<Index>(), vec(any::<u8>(), 0..8)).prop_map(|(at, bytes)| Change::Put(at, bytes)),
        (any::<Index>(), told).prop_map(|(at, told)| Change::Put(at, told.as_bytes().to_vec())),
        (any::<Index>(), 0usize..400).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<Index>(), 0usize..4000).prop_map(|(at, length)| Change::Twice(at, length)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, bits)| Change::Flip(at, bits)),
    ]
}

fn changed(seed: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for change in changes {
        let at = |index: &Index| index.index(bytes.len() + 1);
        match change {
            Change::Put(index, put) => {
                let at = at(index);
                bytes.splice(at..at, put.iter().copied());
            }
            Change::Cut(index, length) => {
                let at = at(index);
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Change::Twice(index, length) => {
                let at = at(index);
                let again = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, again);
            }
            Change::Flip(index, bits) => {
                let at = at(index);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= bits;
                }
            }
        }
    }
    bytes
}

#[test]
fn whole_inputs_are_read() {
    for (ending, bytes) in SEEDS.iter() {
        entry::reader(ending, bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_reader_survives_any_bytes(ending in prop::sample::select(entry::READERS), bytes in vec(any::<u8>(), 0..2000)) {
        entry::reader(ending, &bytes);
    }

    #[test]
    fn a_reader_survives_damaged_inputs(seed in any::<Index>(), changes in vec(change(), 1..12)) {
        let (ending, bytes) = seed.get(SEEDS.as_slice());
        entry::reader(ending, &changed(bytes, &changes));
    }

    #[test]
    fn the_rooms_survive_damaged_reports(seed in any::<Index>(), changes in vec(change(), 1..12)) {
        let bytes = changed(seed.get(REPORTS.as_slice()).as_bytes(), &changes);
        entry::rooms(&HEART, &String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn the_rooms_survive_any_text(text in "\\PC{0,400}") {
        entry::rooms(&HEART, &text);
    }
}
