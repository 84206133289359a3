//! Lists of reports: tables, feeds, mailboxes, exports of messaging services.

mod folder;

use counterclaim::acquire::{Fields, Options};
use folder::{Folder, PARAGRAPH, ids, reason, texts};
use std::io::{Cursor, Write};

fn day(document: &counterclaim_model::Document) -> String {
    document.published.from.map(|day| day.to_string()).unwrap_or_default()
}

#[test]
fn tables_have_named_columns() {
    let folder = Folder::new("csv");
    folder.put(
        "a.csv",
        "id,Text,date,source,original\n7,\"Two men, both guards, died.\nThey were young.\",2001-05-03,Evening Ferry,Dos\n8,,2001-05-04,,\n9,Three died.,,,\n",
    );
    folder.put("b.csv", "Nr;Body\n1;\"Four died\"\n");
    folder.put("c.tsv", "id\ttext\nx\tFive died.\n");
    let fields = Fields { outlet: "source".into(), original: Some("original".into()), ..Fields::default() };
    let intake = folder.with(&Options { fields, ..Options::default() });
    assert_eq!(ids(&intake), ["7", "9", "x"]);
    let first = &intake.documents[0];
    assert_eq!(
        (&*first.text, day(first).as_str(), first.outlet.as_deref()),
        ("Two men, both guards, died.\nThey were young.", "2001-05-03", Some("Evening Ferry"))
    );
    assert_eq!(first.source.original.as_ref().map(|original| &*original.text), Some("Dos"));
    assert_eq!(reason(&intake, "a.csv"), "1 row without text (first: row 3)");
    assert_eq!(reason(&intake, "b.csv"), "no column `text` among Nr, Body: name it with --text-field");
}

#[test]
fn a_spreadsheet_is_a_table() {
    let sheet = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c><c r="B1" t="inlineStr"><is><t>date</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Six died.</t></is></c><c r="B2" t="inlineStr"><is><t>2001-05-03</t></is></c></row></sheetData></worksheet>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="May" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let links = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let root = links.replace("worksheet\"", "officeDocument\"").replace("worksheets/sheet1.xml", "xl/workbook.xml");
    for (name, text) in [("_rels/.rels", &*root), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", links), ("xl/worksheets/sheet1.xml", sheet)] {
        out.start_file(name, zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    let folder = Folder::new("xlsx");
    folder.put("may.xlsx", out.finish().unwrap().into_inner());
    let intake = folder.read();
    assert_eq!(texts(&intake), ["Six died."], "{:?}", intake.unread);
    assert_eq!(day(&intake.documents[0]), "2001-05-03");
}

#[test]
fn feeds_keep_whom_they_have_it_from() {
    let folder = Folder::new("feed");
    folder.put(
        "rss.xml",
        format!("<?xml version='1.0'?><rss version='2.0'><channel><title>Evening Ferry</title><language>en</language><item><title>Quay shelled</title><link>http://ferry.example/quay</link>\
        <pubDate>Thu, 03 May 2001 10:15:00 GMT</pubDate><source url='http://agency.example/'>Harbour Agency</source><description>&lt;p&gt;{PARAGRAPH}&lt;/p&gt;&lt;p&gt;More soon.&lt;/p&gt;</description></item></channel></rss>"),
    );
    folder.put(
        "atom.xml",
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>North Post</title><id>x</id><updated>2001-05-04T00:00:00Z</updated><entry><title>Bridge fell</title><id>y</id>\
        <updated>2001-05-04T00:00:00Z</updated><summary>Nobody was hurt.</summary></entry></feed>",
    );
    folder.put("broken.xml", "<rss version='2.0'><channel><title>x");
    let intake = folder.read();
    assert_eq!(texts(&intake), ["Bridge fell\n\nNobody was hurt.".to_owned(), format!("Quay shelled\n\n{PARAGRAPH}\n\nMore soon.")]);
    let quay = &intake.documents[1];
    assert_eq!(
        (quay.outlet.as_deref(), day(quay).as_str(), quay.source.address.as_deref()),
        (Some("Evening Ferry"), "2001-05-03", Some("http://ferry.example/quay"))
    );
    assert_eq!(quay.source.relayed.as_deref(), Some("Harbour Agency"));
    assert!(reason(&intake, "broken.xml").starts_with("a broken feed"), "{:?}", intake.unread);
}

#[test]
fn messages_are_reports_with_their_subject_as_headline() {
    let folder = Folder::new("mail");
    let one = "From: Harbour Agency <wire@agency.example>\r\nDate: Thu, 3 May 2001 21:14:03 -0400\r\nSubject: =?utf-8?q?Quay_shelled=2C_caf=C3=A9_closed?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nFour dockers were killed in the caf=E9.\r\n";
    folder.put("one.eml", one);
    let html = "From: x@y.example\nSubject: Second\nContent-Type: text/html\n\n<p>Two died.</p><p>One fled.</p>\n";
    folder.put(
        "all.mbox",
        format!(
            "From x Thu May  3 21:14:03 2001\n{}\n\nFrom y Fri May  4 00:00:00 2001\n{html}\n>From here on it was quiet.\n",
            one.replace("\r\n", "\n").trim_end()
        ),
    );
    let intake = folder.read();
    assert_eq!(ids(&intake), ["all:1", "all:2", "one"]);
    for at in [0, 2] {
        let message = &intake.documents[at];
        assert_eq!(&*message.text, "Quay shelled, café closed\n\nFour dockers were killed in the café.");
        assert_eq!((message.outlet.as_deref(), day(message).as_str()), (Some("Harbour Agency"), "2001-05-03"));
    }
    assert!(intake.documents[1].text.starts_with("Second\n\nTwo died.\n\nOne fled."), "{}", intake.documents[1].text);
}

#[test]
fn exports_of_telegram_and_x() {
    let folder = Folder::new("export");
    folder.put(
        "result.json",
        r#"{"name": "Harbour Watch", "type": "public_channel", "id": 5, "messages": [
            {"id": 1, "type": "service", "date": "2001-05-03T10:00:00", "action": "create_channel", "text": ""},
            {"id": 2, "type": "message", "date": "2001-05-03T10:15:00", "text": ["Four ", {"type": "bold", "text": "dockers"}, " were killed."], "forwarded_from": "Quay"},
            {"id": 3, "type": "message", "date": "2001-05-03T10:16:00", "photo": "a.jpg", "text": ""}]}"#,
    );
    folder.put("tweets.js", r#"window.YTD.tweets.part0 = [ { "tweet": { "id_str": "99", "created_at": "Thu May 03 10:15:00 +0000 2001", "full_text": "Two died at the quay.", "lang": "en" } } ]"#);
    let intake = folder.read();
    assert_eq!(ids(&intake), ["2", "99"], "{:?}", intake.unread);
    let first = &intake.documents[0];
    assert_eq!(
        (&*first.text, day(first).as_str(), first.outlet.as_deref(), first.source.relayed.as_deref()),
        ("Four dockers were killed.", "2001-05-03", Some("Harbour Watch"), Some("Quay"))
    );
    assert_eq!(day(&intake.documents[1]), "2001-05-03");
    assert_eq!(reason(&intake, "result.json"), "1 message without words");
}
