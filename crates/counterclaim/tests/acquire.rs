//! Files in: what is read, what is left unread, and what everything is called.

mod folder;

use counterclaim::acquire::{self, Item, Options, Receiver};
use counterclaim_model::Basis;
use folder::{Folder, ids, reason};

#[test]
fn ids_are_stems_and_only_clashes_get_their_folders() {
    let folder = Folder::new("ids");
    folder.put("north/may.txt", "One.");
    folder.put("south/may.txt", "Two.");
    folder.put("south/june", "Three.");
    folder.put(
        "lines.jsonl",
        "{\"id\": \"june\", \"text\": \"Four.\"}\n{\"text\": \"Five.\"}\n{\"id\": \"b\", \"text\": \"Six.\"}\n{\"id\": \"b\", \"text\": \"Seven.\"}\n",
    );
    assert_eq!(ids(&folder.read()), ["b", "b~2", "lines/june", "lines:2", "north/may", "south/june", "south/may"]);
}

/// Takes what it does not know yet.
#[derive(Default)]
struct Shelf {
    known: Vec<(String, [u8; 32])>,
    given: Vec<String>,
}

impl Receiver for Shelf {
    fn give(&mut self, item: Item) -> bool {
        if let Item::Report(document, _) = item {
            self.given.push(document.id.to_string());
            self.known.push((document.origin, document.source.input.expect("a hash of what was read")));
        }
        true
    }

    fn knows(&mut self, origin: &str, input: &[u8; 32]) -> bool {
        self.known.iter().any(|(known, hash)| known == origin && hash == input)
    }
}

#[test]
fn what_is_known_is_passed_over_and_the_rest_keeps_its_name() {
    let folder = Folder::new("known");
    folder.put("north/may.html", "<html><body><p>One.</p></body></html>");
    folder.put("lines.jsonl", "{\"id\": \"june\", \"text\": \"Two.\"}\n");
    folder.put("south.eml", "Subject: Three\nFrom: a@ferry.example\n\nThe ferry sank.\n");
    let mut shelf = Shelf::default();
    let mut read = || {
        acquire::each(std::slice::from_ref(&folder.0), &Options::default(), &mut shelf);
        std::mem::take(&mut shelf.given)
    };
    assert_eq!(read(), ["june", "may", "south"]);
    assert_eq!(read(), Vec::<String>::new());
    folder.put("lines.jsonl", "{\"id\": \"june\", \"text\": \"Two.\", \"date\": \"2001-05-03\"}\n");
    folder.put("south/may.txt", "Four.");
    assert_eq!(read(), ["june", "south/may"], "what is told of a report is a part of its input");
}

#[test]
fn lines_carry_their_date_and_outlet_and_bad_ones_are_counted() {
    let folder = Folder::new("lines");
    folder.put("a.ndjson", "{\"id\": 7, \"text\": \"One.\", \"date\": \"2001-05-03T10:15:00Z\", \"outlet\": \"Evening Ferry\"}\n{\"id\": \"x\"}\n\n{\"text\": \" \"}\nnonsense\n{\"id\": \"y\", \"text\": \"Two.\", \"date\": \"3 May\"}");
    let intake = folder.read();
    assert_eq!(ids(&intake), ["7", "y"]);
    let first = &intake.documents[0];
    assert_eq!((first.published.basis.clone(), first.published.from.unwrap().to_string()), (Basis::Metadata, "2001-05-03".to_owned()));
    assert_eq!(first.outlet.as_deref(), Some("Evening Ferry"));
    assert!(first.origin.ends_with("a.ndjson:1"));
    let reasons: Vec<&str> = intake.unread.iter().map(|u| u.reason.as_str()).collect();
    assert_eq!(reasons, ["1 line with no JSON object (first: line 5)", "2 lines without text (first: line 2)"]);
    assert!(intake.doubts[0].what.starts_with("date not used"));
}

#[test]
fn encodings_are_told_apart() {
    let folder = Folder::new("encodings");
    folder.put("bom.txt", b"\xEF\xBB\xBFcaf\xC3\xA9");
    folder.put("latin.txt", b"caf\xE9 \x93so\x94");
    folder.put("wide.txt", b"\xFF\xFEc\0a\0f\0\xE9\0");
    folder.put("binary.txt", b"ab\0cd");
    folder.put("blank.txt", b" \n ");
    folder.put("page.png", b"\x89PNG");
    folder.put(".hidden.txt", b"x");
    let intake = folder.read();
    let texts: Vec<&str> = intake.documents.iter().map(|d| &*d.text).collect();
    assert_eq!(texts, ["café", "café “so”", "café"]);
    let encodings = intake.documents.iter().map(|d| d.source.encoding.as_ref().map(|e| (&*e.name, e.by.name())).unwrap());
    assert_eq!(encodings.collect::<Vec<_>>(), [("UTF-8", "mark"), ("windows-1252", "detected"), ("UTF-16LE", "mark")]);
    let latin = &intake.documents[1];
    assert_eq!(latin.source.raw.bytes(&latin.text), Some(b"caf\xE9 \x93so\x94".as_slice()));
    assert_eq!(intake.doubts.len(), 1);
    assert_eq!(reason(&intake, "binary.txt"), "not text");
    assert_eq!(reason(&intake, "blank.txt"), "empty");
    assert!(reason(&intake, "page.png").starts_with("`.png`"));
    assert!(reason(&intake, ".hidden.txt").starts_with("hidden"));
}

#[test]
fn the_order_of_paths_changes_nothing_and_no_file_is_read_twice() {
    let folder = Folder::new("order");
    folder.put("b/x.txt", "One.");
    folder.put("a/x.txt", "Two.");
    let (a, b) = (folder.0.join("a"), folder.0.join("b"));
    let one = acquire::read(&[a.clone(), b.clone(), a.join("x.txt")], &Options::default()).unwrap();
    let two = acquire::read(&[b, a.join("x.txt"), a], &Options::default()).unwrap();
    assert_eq!(ids(&one), ["a/x", "b/x"]);
    assert_eq!(ids(&one), ids(&two));
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_ends() {
    let folder = Folder::new("loop");
    folder.put("a/x.txt", "One.");
    std::os::unix::fs::symlink(&folder.0, folder.0.join("a/again")).unwrap();
    assert_eq!(ids(&folder.read()), ["x"]);
}

#[test]
fn too_long_a_report_is_unread_and_nothing_at_all_is_an_error() {
    let folder = Folder::new("long");
    folder.put("long.txt", vec![b'a'; acquire::MAX_REPORT + 1]);
    let error = acquire::read(std::slice::from_ref(&folder.0), &Options::default()).unwrap_err();
    assert!(error.is_input() && error.to_string().contains("17 MiB is too long"), "{error}");
    assert!(acquire::read(&[folder.0.join("none")], &Options::default()).unwrap_err().to_string().contains("no such file"));
}
