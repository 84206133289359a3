//! Archives of the web: the pages in a WARC file, one at a time.
//!
//! The framing is read here and not by a crate: those that there are hold whole records in memory and stop at the first broken one
//! (`warc` 0.4). ISO 28500: a version line, fields, an empty line, `Content-Length` bytes.

use super::{
    Out, Place,
    decode::label_after,
    found::Told,
    limit::{MAX_REPORT, too_long},
    open,
};
use std::{
    collections::HashMap,
    io::{self, BufRead, BufReader, Cursor, Read},
};

/// Fields of a record, or of the answer in it, are not longer than this.
const MAX_HEAD: usize = 256 << 10;

pub(super) fn all(from: &mut dyn Read, place: &Place, out: &mut Out) {
    let mut from = BufReader::with_capacity(64 << 10, from);
    let (mut broken, mut first, mut last, mut revisits) = (0usize, String::new(), String::new(), 0usize);
    for number in 1.. {
        if out.done {
            break;
        }
        match record(&mut from, number, place, out) {
            Ok(Record::End) => break,
            Ok(Record::Revisit) => revisits += 1,
            Ok(Record::Read) => {}
            Err(e) => {
                last = format!("record {number}: {e}");
                if broken == 0 {
                    first.clone_from(&last);
                }
                broken += 1;
            }
        }
    }
    if broken > 0 {
        let records = if broken == 1 { "record is broken and was" } else { "records are broken and were" };
        let last = if broken > 1 { format!("; last: {last}") } else { String::new() };
        out.leave(&place.origin, format!("{broken} {records} passed over (first: {first}{last})"));
    }
    if revisits > 0 {
        let records = if revisits == 1 { "record points" } else { "records point" };
        out.leave(&place.origin, format!("{revisits} {records} to a page fetched before (revisit)"));
    }
}

enum Record {
    Read,
    Revisit,
    End,
}

fn record(from: &mut impl BufRead, number: usize, place: &Place, out: &mut Out) -> io::Result<Record> {
    if !seek_version(from)? {
        return Ok(Record::End);
    }
    let fields = fields(from)?;
    let field = |name: &str| fields.get(name).map(String::as_str);
    let length: u64 = field("content-length").and_then(|length| length.parse().ok()).ok_or_else(|| io::Error::other("no length"))?;
    let mut body = from.take(length);
    let kind = field("warc-type").unwrap_or_default();
    let address = field("warc-target-uri").map(|address| address.trim_matches(['<', '>']).to_owned());
    let (media, charset) = media(field("content-type").unwrap_or_default());
    let page = match kind {
        "response" if media == "application/http" => response(&mut body),
        "resource" | "conversion" if media.starts_with("text/") => payload(&mut body, media, charset).map(Some),
        _ => Ok(None),
    };
    // What follows a break in the stream itself is another record already; what is wrong with a page ends with it.
    if let Err(e) = page.as_ref().map_err(io::Error::kind)
        && e == io::ErrorKind::Other
    {
        return page.map(|_| Record::Read);
    }
    io::copy(&mut body, &mut io::sink())?;
    if body.limit() > 0 {
        return Err(io::Error::other("it ends before its length"));
    }
    // The member that pressed this record is checked at its end, behind the two empty lines.
    io::copy(&mut from.take(4), &mut io::sink())?;
    from.fill_buf()?;
    if let Some(page) = page? {
        page.open(place.item(number, None), address, out);
    }
    Ok(if kind == "revisit" { Record::Revisit } else { Record::Read })
}

/// Goes to the next record; false if there is none. What stands between two is passed over.
fn seek_version(from: &mut impl BufRead) -> io::Result<bool> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if from.take(MAX_HEAD as u64).read_until(b'\n', &mut line)? == 0 {
            return Ok(false);
        }
        if line.starts_with(b"WARC/") {
            return Ok(true);
        }
    }
}

/// Fields up to the empty line, by their names in lower case.
fn fields(from: &mut impl BufRead) -> io::Result<HashMap<String, String>> {
    let mut fields = HashMap::new();
    let mut left = MAX_HEAD;
    loop {
        let mut line = Vec::new();
        let read = from.take(left as u64).read_until(b'\n', &mut line)?;
        left -= read;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            return if read == 0 { Err(io::Error::other("it ends in its head")) } else { Ok(fields) };
        }
        if let Some((name, value)) = line.split_once(':') {
            fields.entry(name.trim().to_ascii_lowercase()).or_insert_with(|| value.trim().to_owned());
        }
    }
}

/// "text/html; charset=utf-8" in two.
fn media(value: &str) -> (String, Option<String>) {
    let value = value.to_ascii_lowercase();
    (value.split(';').next().unwrap_or_default().trim().to_owned(), label_after(&value, "charset="))
}

/// What a server sent.
struct Page {
    bytes: Vec<u8>,
    media: String,
    charset: Option<String>,
}

impl Page {
    fn open(self, mut place: Place, address: Option<String>, out: &mut Out) {
        if self.bytes.len() > MAX_REPORT {
            return out.leave(place.origin, too_long(self.bytes.len() as u64));
        }
        if let Some(address) = &address {
            place.names.extend(steps(address));
        }
        place.told = Told { address, charset: self.charset, media: Some(self.media), ..Told::default() };
        open::stream(Cursor::new(self.bytes), place, out);
    }
}

/// An answer of a server: its pages only, and only where it had one.
fn response(body: &mut impl Read) -> io::Result<Option<Page>> {
    let mut body = BufReader::new(body);
    let mut status = String::new();
    (&mut body).take(MAX_HEAD as u64).read_line(&mut status)?;
    let fields = fields(&mut body)?;
    let field = |name: &str| fields.get(name).map(|value| value.to_ascii_lowercase()).unwrap_or_default();
    let (media, charset) = media(&field("content-type"));
    if status.split(' ').nth(1) != Some("200") || !matches!(&*media, "text/html" | "application/xhtml+xml") {
        return Ok(None);
    }
    let chunked = field("transfer-encoding").contains("chunked");
    let mut plain: Box<dyn Read> = if chunked { Box::new(Chunks { from: body, left: 0, done: false }) } else { Box::new(body) };
    match &*field("content-encoding") {
        "" | "identity" => payload(&mut plain, media, charset).map(Some),
        "gzip" | "x-gzip" => payload(&mut flate2::read::MultiGzDecoder::new(plain), media, charset).map(Some),
        "deflate" => payload(&mut flate2::read::ZlibDecoder::new(plain), media, charset).map(Some),
        other => Err(wrong(format!("pressed as `{other}`, which is not known here"))),
    }
}

fn payload(from: &mut dyn Read, media: String, charset: Option<String>) -> io::Result<Page> {
    let mut bytes = Vec::new();
    from.take(MAX_REPORT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Page { bytes, media, charset })
}

/// Something wrong with a page, and not with the stream that it stands in.
fn wrong(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// The host and path of an address, the last step without its ending: what its report would like to be called.
fn steps(address: &str) -> Vec<String> {
    let path = address.split_once("://").map_or(address, |(_, path)| path).split(['?', '#']).next().unwrap_or_default();
    let mut steps: Vec<String> = path.split('/').filter(|step| !step.is_empty() && !step.starts_with("index.")).map(str::to_owned).collect();
    if let [_, .., last] = steps.as_mut_slice()
        && let Some((stem, _)) = last.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())
    {
        *last = stem.to_owned();
    }
    steps
}

/// An answer sent in pieces (RFC 9112, 7.1), or one that was stored as if it were.
struct Chunks<R> {
    from: R,
    left: u64,
    done: bool,
}

impl<R: BufRead> Read for Chunks<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !self.done {
            let mut line = String::new();
            while line.trim().is_empty() && (&mut self.from).take(100).read_line(&mut line)? > 0 {}
            let size = line.trim().split(';').next().unwrap_or_default();
            match u64::from_str_radix(size, 16) {
                Ok(size) if size > 0 => self.left = size,
                Ok(_) => self.done = true,
                Err(_) => return Err(wrong("pieces without a length".to_owned())),
            }
        }
        if self.done {
            return Ok(0);
        }
        let read = (&mut self.from).take(self.left).read(into)?;
        self.left -= read as u64;
        self.done = read == 0 && !into.is_empty();
        Ok(read)
    }
}
