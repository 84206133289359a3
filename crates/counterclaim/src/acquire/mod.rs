//! Room 1: whatever holds reports becomes reports, text as received.
//!
//! `read(&["reports/".into()], &Options::default())` walks the folder and gives a `Document` a report, sorted by id, and an `Unread` for
//! whatever was no report ("notes.bin: not text"). One bad file never stops a run: an `Err` means that nothing at all could be read.
//! `each` hands them on one by one and holds no more than one of them in memory.
//!
//! What an input is, its first bytes tell (`open`). Containers (archives, lists, mailboxes, feeds) hold other inputs, and end in readers
//! of one report: plain text, a page, a message.
//!
//! Ids are names that people type, so they are file names without their endings and not hashes; where two reports would share one,
//! just those two get as much of their path as tells them apart ("north/may", "south/may").

mod decode;
mod export;
mod feed;
mod file;
mod found;
mod judgements;
mod language;
mod limit;
mod line;
mod mail;
mod name;
mod office;
mod open;
mod page;
mod pdf;
mod pressed;
mod table;
mod walk;
mod warc;
mod zip;

pub use found::{Told, Unread};
pub use judgements::{check, judgement, judgements};
pub use language::{is_foreign, recognise};
pub use limit::MAX_REPORT;

use counterclaim_model::{Document, Doubt, Error};
use found::{Found, Out, Piece, Place, Put};
use std::path::PathBuf;

/// The thread in which a PDF is read, and in which a panic is an answer: whoever owns standard error may keep quiet about it.
pub const PDF_THREAD: &str = "pdf";

/// How inputs are to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the fields of a JSON line, and the columns of a table, are called.
    pub fields: Fields,
    /// Whether documents keep the bytes that they were made from (`Source::raw`), where these are not the text itself.
    pub keep_raw: bool,
}

/// What the fields of a JSON line, and the columns of a table, are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The report's text.
    pub text: String,
    /// The words that the text is a translation of.
    pub original: Option<String>,
    /// The report's id.
    pub id: String,
    /// The day of publication.
    pub date: String,
    /// Who published it.
    pub outlet: String,
    /// Its headline; not told apart where none is named.
    pub title: Option<String>,
    /// Its address; not known where none is named.
    pub address: Option<String>,
}

impl Default for Fields {
    fn default() -> Fields {
        Fields { text: "text".into(), original: None, id: "id".into(), date: "date".into(), outlet: "outlet".into(), title: None, address: None }
    }
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// The reports, sorted by id; no two share one.
    pub documents: Vec<Document>,
    /// Reports in languages that the program does not read, kept as they are, sorted by id.
    pub aside: Vec<Document>,
    /// What was left unread, in the order of the paths.
    pub unread: Vec<Unread>,
    /// What was read with a reservation: an unusual encoding, a date that is none.
    pub doubts: Vec<Doubt>,
}

/// What `each` hands on.
#[derive(Clone, Debug)]
pub enum Item {
    /// A report, and what is doubtful about how it was read.
    Report(Box<Document>, Vec<Doubt>),
    /// A report in another language than English.
    Aside(Box<Document>, Vec<Doubt>),
    /// An input that gave no report, or not all that it holds.
    Unread(Unread),
}

/// Whoever is handed what is read. A closure takes items and knows nothing.
pub trait Receiver {
    /// Takes one; `false`: it wants no more.
    fn give(&mut self, item: Item) -> bool;

    /// Whether it has the report of an input by its place and `Source::input`, which is then passed over: parsing a page takes a hundred
    /// times as long as hashing it.
    fn knows(&mut self, _origin: &str, _input: &[u8; 32]) -> bool {
        false
    }
}

impl<F: FnMut(Item) -> bool> Receiver for F {
    fn give(&mut self, item: Item) -> bool {
        self(item)
    }
}

/// Gives reports their ids as they come: of two of one name the second is called by more of its path. What is known keeps its own.
struct Naming<'a> {
    to: &'a mut dyn Receiver,
    ids: name::Taken,
}

impl Put for Naming<'_> {
    fn put(&mut self, piece: Piece) -> bool {
        let item = item(piece, &mut self.ids);
        self.to.give(item)
    }

    fn knows(&mut self, origin: &str, names: &[String], input: &[u8; 32]) -> bool {
        let known = self.to.knows(origin, input);
        if known {
            self.ids.give(names);
        }
        known
    }
}

/// Hands on every report under `paths` that `to` does not know, in the order of paths and names; "-" is standard input.
pub fn each(paths: &[PathBuf], options: &Options, to: &mut dyn Receiver) {
    take_in(paths, options, &mut Naming { to, ids: name::Taken::default() });
}

/// Hands on every report in what an address gave, which is known by the last words of that.
pub fn fetched(bytes: &[u8], told: Told, options: &Options, to: &mut dyn Receiver) {
    let mut put = Naming { to, ids: name::Taken::default() };
    let address = told.address.clone().unwrap_or_default();
    let path = address.split_once("://").map_or(&*address, |(_, path)| path).split(['?', '#']).next().unwrap_or_default();
    let names: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let mut place = Place { origin: address.clone(), names, sure: true, told, ..Place::default() };
    place.ending = if place.names.len() > 1 { place.drop_ending() } else { String::new() };
    open::stream(bytes, place, &mut Out::new(options, &mut put));
}

fn item(piece: Piece, ids: &mut name::Taken) -> Item {
    match piece {
        Piece::Unread(unread) => Item::Unread(unread),
        Piece::Found(found) => {
            let id = ids.give(&found.names);
            let (document, doubts) = found.document(&id);
            let aside = language::is_foreign(&document);
            if aside { Item::Aside(Box::new(document), doubts) } else { Item::Report(Box::new(document), doubts) }
        }
    }
}

/// Reads every report under `paths` at once. Fails only if there is nothing to read and something went wrong.
pub fn read(paths: &[PathBuf], options: &Options) -> Result<Intake, Error> {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    let mut put = |piece| {
        match piece {
            Piece::Found(report) => found.push(*report),
            Piece::Unread(input) => unread.push(input),
        }
        true
    };
    take_in(paths, options, &mut put);
    if found.is_empty() {
        let (origin, reason) = match unread.as_slice() {
            [] => (
                paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(" "),
                "no reports here: give text files, pages, archives, folders or JSON lines".to_owned(),
            ),
            [only] => (only.origin.clone(), only.reason.clone()),
            [first, rest @ ..] => (first.origin.clone(), format!("{} ({} more could not be read either)", first.reason, rest.len())),
        };
        return Err(Error::input(origin, reason));
    }
    Ok(settle(found, unread))
}

fn take_in(paths: &[PathBuf], options: &Options, to: &mut dyn Put) {
    let mut out = Out::new(options, to);
    let mut seen = walk::Seen::default();
    for path in paths {
        if path.as_os_str() == "-" {
            file::standard_input(&mut out);
        } else {
            walk::path(path, &mut seen, &mut out);
        }
    }
}

/// Gives every report its id and sorts them, so that the order of files does not matter.
fn settle(mut found: Vec<Found>, unread: Vec<Unread>) -> Intake {
    found.sort_by(|a, b| (&a.names, &a.origin).cmp(&(&b.names, &b.origin)));
    let ids = name::distinct(&found.iter().map(|f| f.names.as_slice()).collect::<Vec<_>>());
    let mut intake = Intake { unread, ..Intake::default() };
    for (found, id) in found.into_iter().zip(ids) {
        let (document, doubts) = found.document(&id);
        intake.doubts.extend(doubts);
        if language::is_foreign(&document) { intake.aside.push(document) } else { intake.documents.push(document) }
    }
    intake.documents.sort_by(|a, b| a.id.cmp(&b.id));
    intake.aside.sort_by(|a, b| a.id.cmp(&b.id));
    intake
}
