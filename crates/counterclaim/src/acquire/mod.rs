//! Room 1: files, folders, JSON lines and standard input become reports, text as received.
//!
//! `read(&["reports/".into()], &Fields::default())` walks the folder and gives a `Document` a report, sorted by id, and an `Unread` for
//! whatever was no report ("notes.pdf: not text"). One bad file never stops a run: an `Err` means that nothing at all could be read.
//!
//! Ids are names that people type, so they are file names without their endings and not hashes; where two reports would share one,
//! just those two get as much of their path as tells them apart ("north/may", "south/may").

mod decode;
mod file;
mod judgements;
mod line;
mod name;
mod walk;

pub use judgements::{check, judgements};

use counterclaim_model::{Basis, Day, Document, Doubt, Error, Interval, Source};
use std::path::PathBuf;

/// A report longer than this is not read: it is an archive or a mistake, and spans are 32 bits wide.
pub const MAX_REPORT: usize = 16 << 20;

/// What the fields of a JSON line are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The report's text.
    pub text: String,
    /// The report's id.
    pub id: String,
    /// The day of publication.
    pub date: String,
    /// Who published it.
    pub outlet: String,
}

impl Default for Fields {
    fn default() -> Fields {
        Fields { text: "text".into(), id: "id".into(), date: "date".into(), outlet: "outlet".into() }
    }
}

/// An input that gave no report, or not all that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The path.
    pub origin: String,
    /// Why, in words fit to show.
    pub reason: String,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// The reports, sorted by id; no two share one.
    pub documents: Vec<Document>,
    /// What was left unread, in the order of the paths.
    pub unread: Vec<Unread>,
    /// What was read with a reservation: an unusual encoding, a date that is none.
    pub doubts: Vec<Doubt>,
}

/// A report before it has its final id.
struct Found {
    /// Path components and the name, the last the id that it would like.
    names: Vec<String>,
    origin: String,
    text: String,
    source: Source,
    date: Option<String>,
    outlet: Option<String>,
    doubts: Vec<String>,
}

/// Everything found so far.
#[derive(Default)]
struct Basket {
    found: Vec<Found>,
    unread: Vec<Unread>,
}

impl Basket {
    fn leave(&mut self, origin: impl Into<String>, reason: impl Into<String>) {
        self.unread.push(Unread { origin: origin.into(), reason: reason.into() });
    }
}

/// Reads every report under `paths`; "-" is standard input. Fails only if there is nothing to read and something went wrong.
pub fn read(paths: &[PathBuf], fields: &Fields) -> Result<Intake, Error> {
    let mut basket = Basket::default();
    let mut seen = walk::Seen::default();
    for path in paths {
        if path.as_os_str() == "-" {
            file::standard_input(fields, &mut basket);
        } else {
            walk::path(path, fields, &mut seen, &mut basket);
        }
    }
    if basket.found.is_empty() {
        let (origin, reason) = match basket.unread.as_slice() {
            [] => (
                paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(" "),
                "no reports here: give text files, folders or JSON lines".to_owned(),
            ),
            [only] => (only.origin.clone(), only.reason.clone()),
            [first, rest @ ..] => (first.origin.clone(), format!("{} ({} more could not be read either)", first.reason, rest.len())),
        };
        return Err(Error::input(origin, reason));
    }
    Ok(settle(basket))
}

/// Gives every report its id and sorts them, so that the order of files does not matter.
fn settle(mut basket: Basket) -> Intake {
    basket.found.sort_by(|a, b| (&a.names, &a.origin).cmp(&(&b.names, &b.origin)));
    let ids = name::distinct(&basket.found.iter().map(|f| f.names.as_slice()).collect::<Vec<_>>());
    let mut intake = Intake { unread: basket.unread, ..Intake::default() };
    for (found, id) in basket.found.into_iter().zip(ids) {
        let id: counterclaim_model::Name = id.into();
        let doubt = |what| Doubt { doc: id.clone(), span: None, what };
        intake.doubts.extend(found.doubts.into_iter().map(doubt));
        let published = match found.date.as_deref().map(|date| (date, date.parse::<Day>())) {
            None => Interval::default(),
            Some((_, Ok(day))) => Interval { from: Some(day), to: Some(day), basis: Basis::Metadata },
            Some((_, Err(why))) => {
                intake.doubts.push(doubt(format!("date not used: {why}")));
                Interval::default()
            }
        };
        let outlet = found.outlet.map(Into::into);
        intake.documents.push(Document { origin: found.origin, outlet, published, source: found.source, ..Document::new(&id, &found.text) });
    }
    intake.documents.sort_by(|a, b| a.id.cmp(&b.id));
    intake
}
