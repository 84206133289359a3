//! Documents of word processors are read by the paragraph; a PDF says what is needed to read it.

mod folder;

use folder::{Folder, reason, texts};
use std::io::{Cursor, Write};

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

const WORD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>
    <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Quay shelled</w:t></w:r></w:p>
    <w:p><w:r><w:t xml:space="preserve">Four dockers &amp; a guard </w:t></w:r><w:del><w:r><w:delText>were hurt</w:delText></w:r></w:del><w:r><w:rPr><w:b/></w:rPr><w:t>were killed.</w:t></w:r></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Army</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
    </w:body></w:document>"#;
const ODT: &str = r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:h>Quay shelled</text:h>
    <text:p>Four dockers <text:span>were</text:span><text:s/>killed.</text:p></office:text></office:body></office:document-content>"#;

#[test]
fn paragraphs_and_rows_of_tables_are_read_and_what_was_struck_out_is_not() {
    let folder = Folder::new("office");
    folder.put("a.docx", zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", WORD)]));
    folder.put("b.odt", zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", ODT)]));
    folder.put("c.docx", zip(&[("word/document.xml", "<w:document><w:body><w:p>")]));
    folder.put("d.docx", zip(&[("word/document.xml", "<w:document></w:body>")]));
    let intake = folder.read();
    assert_eq!(texts(&intake), ["Quay shelled\n\nFour dockers & a guard were killed.\n\nArmy | 4", "Quay shelled\n\nFour dockers were killed."]);
    assert_eq!(&*intake.documents[0].source.reader, "office/1");
    assert_eq!(reason(&intake, "c.docx"), "a document without words");
    assert!(reason(&intake, "d.docx").contains("a broken document"), "{}", reason(&intake, "d.docx"));
}

/// A page of lines, as the simplest program writes one.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let set: String = lines.iter().map(|line| format!("({line}) Tj 0 -14 Td ")).collect();
    let stream = format!("BT /F1 12 Tf 72 720 Td {set}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let (mut out, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (number, object) in (1..).zip(&objects) {
        places.push(out.len());
        out += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = out.len();
    let table: String = places.iter().map(|at| format!("{at:010} 00000 n \n")).collect();
    out += &format!("xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

#[test]
fn a_pdf_is_read_or_says_what_it_needs() {
    let folder = Folder::new("pdf");
    folder.put("a.pdf", pdf(&["The harbour master said that four dockers", "were killed on Thursday."]));
    folder.put("b.pdf", &pdf(&["Cut off."])[..200]);
    folder.put("c.txt", "Three died.");
    let intake = folder.read();
    if cfg!(feature = "documents") {
        assert_eq!(texts(&intake)[0].split_whitespace().collect::<Vec<_>>().join(" "), "The harbour master said that four dockers were killed on Thursday.");
        assert!(reason(&intake, "b.pdf").contains("PDF"), "{}", reason(&intake, "b.pdf"));
    } else {
        assert!(reason(&intake, "a.pdf").contains("--features documents"), "{}", reason(&intake, "a.pdf"));
    }
}
