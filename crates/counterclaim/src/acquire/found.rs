//! What readers put down and containers pass on.

use super::{Options, language};
use counterclaim_model::{Basis, Day, Document, Doubt, Interval, Name, Raw, Source};

/// An input that gave no report, or not all that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The path.
    pub origin: String,
    /// Why, in words fit to show.
    pub reason: String,
}

/// A report before it has its final id.
pub(super) struct Found {
    /// Path components and the name, the last the id that it would like.
    pub(super) names: Vec<String>,
    pub(super) origin: String,
    pub(super) text: String,
    pub(super) source: Source,
    /// ISO, or what a list calls a date.
    pub(super) date: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) doubts: Vec<String>,
}

impl Found {
    /// Of what a list held.
    fn hash(&self) -> [u8; 32] {
        let Source { address, title, relayed, original, language, .. } = &self.source;
        let told = Told {
            address: address.as_deref().map(str::to_owned),
            title: title.as_deref().map(str::to_owned),
            relayed: relayed.as_deref().map(str::to_owned),
            language: language.as_ref().map(|language| language.code.to_string()),
            date: self.date.clone(),
            outlet: self.outlet.clone(),
            ..Told::default()
        };
        let original = original.as_ref().map_or("", |original| &*original.text);
        told.hash([&self.text, "\0", original].concat().as_bytes())
    }

    /// The report by its id, in the language that it is in.
    pub(super) fn document(self, id: &str) -> (Document, Vec<Doubt>) {
        let mut doubts = self.doubts;
        let published = match self.date.as_deref().map(str::parse::<Day>) {
            None => Interval::default(),
            Some(Ok(day)) => Interval { from: Some(day), to: Some(day), basis: Basis::Metadata },
            Some(Err(why)) => {
                doubts.push(format!("date not used: {why}"));
                Interval::default()
            }
        };
        let outlet = self.outlet.map(Into::into);
        let mut document = Document { origin: self.origin, outlet, published, source: self.source, ..Document::new(id, &self.text) };
        language::recognise(&mut document);
        let id: Name = document.id.clone();
        (document, doubts.into_iter().map(|what| Doubt { doc: id.clone(), span: None, what }).collect())
    }
}

/// Where an input stands, and what its container tells of it.
#[derive(Clone, Default)]
pub(super) struct Place {
    /// As it is shown: a path, then the way into it ("may.warc.gz#12").
    pub(super) origin: String,
    /// Path components and the name without its ending.
    pub(super) names: Vec<String>,
    /// The name's ending in lower case.
    pub(super) ending: String,
    /// In how many archives it stands.
    pub(super) depth: usize,
    /// Whether a person named it, or its container says that it is text.
    pub(super) sure: bool,
    pub(super) told: Told,
}

impl Place {
    /// A named thing inside this one.
    pub(super) fn inside(&self, name: &str) -> Place {
        let mut names = self.names.clone();
        names.extend(name.split(['/', '\\']).filter(|part| !part.is_empty()).map(str::to_owned));
        let mut place = Place { origin: format!("{}!{name}", self.origin), names, depth: self.depth + 1, ..Place::default() };
        place.ending = place.drop_ending();
        place
    }

    /// The `number`th thing inside this one, counted from 1, which would like to be called so.
    pub(super) fn item(&self, number: usize, name: Option<String>) -> Place {
        let mut names = self.names.clone();
        match name {
            Some(name) => names.push(name),
            None => {
                let stem = names.pop().unwrap_or_default();
                names.push(format!("{stem}:{number}"));
            }
        }
        Place { origin: format!("{}:{number}", self.origin), names, depth: self.depth + 1, sure: true, ..Place::default() }
    }

    /// Takes the ending off the name.
    pub(super) fn drop_ending(&mut self) -> String {
        let Some(last) = self.names.last_mut() else { return String::new() };
        match last.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => {
                let ending = ending.to_ascii_lowercase();
                *last = stem.to_owned();
                ending
            }
            _ => String::new(),
        }
    }
}

/// What a container, or the header of an answer, tells of a report that it holds.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Where it was fetched from.
    pub address: Option<String>,
    /// The name of its encoding.
    pub charset: Option<String>,
    /// Its media type, as in "text/html".
    pub media: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its day of publication.
    pub date: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Whom the outlet has it from.
    pub relayed: Option<String>,
    /// Its language, as in BCP 47.
    pub language: Option<String>,
}

impl Told {
    /// Of an input, and of what is told of it.
    fn hash(&self, bytes: &[u8]) -> [u8; 32] {
        let Told { address, charset, media, title, date, outlet, relayed, language } = self;
        let mut hash = blake3::Hasher::new();
        for field in [address, charset, media, title, date, outlet, relayed, language] {
            let field = field.as_deref().map(str::as_bytes);
            hash.update(&field.map_or(u64::MAX, |field| field.len() as u64).to_le_bytes()).update(field.unwrap_or_default());
        }
        *hash.update(bytes).finalize().as_bytes()
    }
}

/// A report, or what was none.
pub(super) enum Piece {
    Found(Box<Found>),
    Unread(Unread),
}

/// Whoever is handed the pieces.
pub(super) trait Put {
    /// Takes one; `false`: nobody wants more.
    fn put(&mut self, piece: Piece) -> bool;

    /// Whether an input is known, and need not be read; by its place, the names of its report, and a hash of it.
    fn knows(&mut self, _origin: &str, _names: &[String], _input: &[u8; 32]) -> bool {
        false
    }
}

impl<F: FnMut(Piece) -> bool> Put for F {
    fn put(&mut self, piece: Piece) -> bool {
        self(piece)
    }
}

/// Where readers put what they find.
pub(super) struct Out<'a> {
    pub(super) options: &'a Options,
    to: &'a mut dyn Put,
    /// Whether nobody wants more.
    pub(super) done: bool,
}

impl<'a> Out<'a> {
    pub(super) fn new(options: &'a Options, to: &'a mut dyn Put) -> Out<'a> {
        Out { options, to, done: false }
    }

    /// Has the one report in these bytes read, where it is not known.
    pub(super) fn read(&mut self, bytes: &[u8], place: Place, read: impl FnOnce(&[u8], Place) -> Result<Found, String>) {
        let input = place.told.hash(bytes);
        if self.to.knows(&place.origin, &place.names, &input) {
            return;
        }
        let origin = place.origin.clone();
        match read(bytes, place) {
            Ok(mut found) => {
                found.source.input = Some(input);
                self.pass(found);
            }
            Err(reason) => self.leave(origin, reason),
        }
    }

    /// Passes on a report that a list held, where it is not known.
    pub(super) fn find(&mut self, mut found: Found) {
        let input = found.hash();
        if !self.to.knows(&found.origin, &found.names, &input) {
            found.source.input = Some(input);
            self.pass(found);
        }
    }

    fn pass(&mut self, mut found: Found) {
        if !self.options.keep_raw && found.source.raw != Raw::Text {
            found.source.raw = Raw::Left;
        }
        self.give(Piece::Found(Box::new(found)));
    }

    /// Passes on what a reader made, or why it made nothing.
    pub(super) fn either(&mut self, origin: &str, found: Result<Found, String>) {
        match found {
            Ok(found) => self.find(found),
            Err(reason) => self.leave(origin, reason),
        }
    }

    /// Says that an input gave no report.
    pub(super) fn leave(&mut self, origin: impl Into<String>, reason: impl Into<String>) {
        self.give(Piece::Unread(Unread { origin: origin.into(), reason: reason.into() }));
    }

    fn give(&mut self, piece: Piece) {
        self.done = self.done || !self.to.put(piece);
    }
}
