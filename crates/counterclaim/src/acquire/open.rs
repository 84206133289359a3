//! What an input is, by its first bytes; where those tell nothing, by its ending.
//!
//! Every container comes back here with what it holds, so that a page in a WARC in a zip needs no code of its own.

use super::{
    Found, Out, Place,
    decode::{self, Decoded},
    export, feed,
    limit::{self, MAX_DEPTH, MAX_REPORT, MAX_WHOLE},
    line, mail, page, pdf, pressed, table, warc, zip,
};
use counterclaim_model::{Raw, Source};
use std::io::{self, Cursor, Read};

/// How many first bytes are looked at.
const HEAD: usize = 8192;

/// The reader of plain text.
pub(super) const TEXT: &str = "text/1";

/// What an input turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Gzip,
    Zstd,
    Zip,
    Warc,
    Mailbox,
    Mail,
    Feed,
    Page,
    Lines,
    Export,
    Pdf,
    Table,
    Text,
    /// Something that this program does not read, by its name.
    Other(&'static str),
}

/// By its first bytes, and by its ending where several kinds begin alike.
pub(super) fn kind(head: &[u8], place: &Place) -> Kind {
    match head {
        [0x1f, 0x8b, ..] => return Kind::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => return Kind::Zstd,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Kind::Zip,
        [b'%', b'P', b'D', b'F', ..] => return Kind::Pdf,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Kind::Other("an old Office file"),
        _ => {}
    }
    if head.starts_with(b"WARC/") {
        return Kind::Warc;
    }
    let start = String::from_utf8_lossy(head);
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    let begins = |what: &str| start.get(..what.len()).is_some_and(|text| text.eq_ignore_ascii_case(what));
    let holds = |what: &[&str]| what.iter().any(|tag| start.contains(tag));
    match (&*place.ending, place.told.media.as_deref()) {
        ("mbox" | "mbx", _) => return Kind::Mailbox,
        ("eml", _) | (_, Some("message/rfc822")) => return Kind::Mail,
        (_, Some("text/html" | "application/xhtml+xml")) => return Kind::Page,
        ("csv" | "tsv", _) | (_, Some("text/csv")) => return Kind::Table,
        ("jsonl" | "ndjson", _) => return Kind::Lines,
        _ => {}
    }
    if begins("<") && holds(&["<rss", "<feed", "<rdf:RDF", "<channel>"]) {
        return Kind::Feed;
    }
    if begins("<!doctype html")
        || begins("<html")
        || (begins("<") && (holds(&["<html", "<HTML", "<body", "<BODY"])))
        || matches!(&*place.ending, "html" | "htm" | "xhtml" | "shtml")
    {
        return Kind::Page;
    }
    if begins("window.YTD.") || (begins("{") && place.ending == "json" && holds(&["\"messages\"", "\"chats\""])) {
        return Kind::Export;
    }
    if begins("From ") && start.lines().nth(1).is_some_and(|line| line.split_once(':').is_some_and(|(name, _)| !name.contains(' '))) {
        return Kind::Mailbox;
    }
    if line::looks_like_lines(start, head.len() < HEAD) {
        return Kind::Lines;
    }
    if place.ending == "json" { Kind::Other("JSON of no kind that is known here (an export of Telegram or X, or JSON lines)") } else { Kind::Text }
}

/// Reads an input from its beginning to its end.
pub(super) fn stream(mut from: impl Read, place: Place, out: &mut Out) {
    if place.depth > MAX_DEPTH {
        return out.leave(place.origin, limit::too_deep());
    }
    let mut head = Vec::with_capacity(HEAD);
    let trouble = (&mut from).take(HEAD as u64).read_to_end(&mut head).err();
    if let Some(e) = trouble.as_ref().filter(|_| head.is_empty()) {
        return out.leave(place.origin, e.to_string());
    }
    let kind = kind(&head, &place);
    let mut whole = Cursor::new(head).chain(Trouble(trouble)).chain(from);
    let from: &mut dyn Read = &mut whole;
    match kind {
        Kind::Gzip => pressed::gzip(from, place, out),
        Kind::Zstd => pressed::zstd(from, place, out),
        Kind::Warc => warc::all(from, &place, out),
        Kind::Mailbox => mail::all(from, &place, out),
        Kind::Lines => line::all(from, &place, out),
        Kind::Export => export::all(from, &place, out),
        Kind::Table => table::csv(from, &place, out),
        Kind::Zip => held(from, place, out, |bytes, place, out| zip::all(Cursor::new(bytes), &place, out)),
        Kind::Feed => held(from, place, out, |bytes, place, out| feed::all(&bytes, &place, out)),
        Kind::Page => report(from, place, out, page::read),
        Kind::Pdf => report(from, place, out, pdf::read),
        Kind::Mail => report(from, place, out, mail::read),
        Kind::Text if place.sure || matches!(&*place.ending, "txt" | "text" | "md" | "") => report(from, place, out, text),
        Kind::Text => out.leave(&place.origin, format!("`.{}` is no text that is known here; name the file itself to have it read", place.ending)),
        Kind::Other(what) => out.leave(place.origin, format!("{what}: not read")),
    }
}

/// An error at the place where it happened.
struct Trouble(Option<io::Error>);

impl Read for Trouble {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// What must be held in memory as a whole.
fn held(from: &mut dyn Read, place: Place, out: &mut Out, read: impl FnOnce(Vec<u8>, Place, &mut Out)) {
    match limit::all(from, MAX_WHOLE) {
        Ok((_, true)) => out.leave(place.origin, format!("more than {} MiB inside another archive or a pipe: unpack it first", MAX_WHOLE >> 20)),
        Ok((bytes, false)) => read(bytes, place, out),
        Err(e) => out.leave(place.origin, e.to_string()),
    }
}

/// What is one report.
pub(super) fn report(from: &mut dyn Read, place: Place, out: &mut Out, read: impl FnOnce(&[u8], Place) -> Result<Found, String>) {
    match limit::all(from, MAX_REPORT) {
        Ok((bytes, true)) => out.leave(place.origin, limit::too_long(bytes.len() as u64 + 1)),
        Ok((bytes, false)) => out.read(&bytes, place, read),
        Err(e) => out.leave(place.origin, e.to_string()),
    }
}

/// A report that is nothing but text.
pub(super) fn text(bytes: &[u8], place: Place) -> Result<Found, String> {
    let Decoded { text, encoding, doubt } = decode::page(bytes, place.told.charset.as_deref(), None)?;
    let raw = if text.as_bytes() == bytes { Raw::Text } else { Raw::Bytes(bytes.into()) };
    let mut found = letters(text, place);
    found.source.raw = raw;
    found.source.encoding = Some(encoding);
    found.doubts.extend(doubt);
    Ok(found)
}

/// A report whose letters a list held.
pub(super) fn letters(text: String, place: Place) -> Found {
    let told = place.told;
    let source = Source {
        reader: TEXT.into(),
        address: told.address.map(Into::into),
        title: told.title.map(Into::into),
        relayed: told.relayed.map(Into::into),
        language: told.language.map(|code| counterclaim_model::Language { code: code.into(), recognised: false }),
        ..Source::default()
    };
    Found { names: place.names, origin: place.origin, text, source, date: told.date, outlet: told.outlet, doubts: Vec::new() }
}
