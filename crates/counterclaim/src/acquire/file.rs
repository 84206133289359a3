//! One file, by its ending: plain text is one report, JSON lines are many.
//!
//! A folder's files are read only where their ending promises text ("may.txt", "README"); a file that a person names is tried whatever
//! it is called, and taken as JSON lines if every line of it begins with a brace.

use super::{
    Basket, Fields, Found, MAX_REPORT,
    decode::{Decoded, decode},
    line,
    walk::plain,
};
use counterclaim_model::{Raw, Source};
use std::{
    fs,
    io::{BufReader, Read},
    path::Path,
};

/// The reader of plain text.
pub(super) const READER: &str = "text/1";

/// A file on the disk; `named` where a person named it.
pub(super) fn read(path: &Path, size: u64, named: bool, fields: &Fields, basket: &mut Basket) {
    let origin = path.display().to_string();
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    match ending.as_str() {
        "jsonl" | "ndjson" => match fs::File::open(path) {
            Ok(file) => line::all(BufReader::new(file), &origin, &parents(path), fields, basket),
            Err(e) => basket.leave(origin, plain(&e)),
        },
        "txt" | "text" | "md" | "" => text(path, size, false, fields, basket),
        _ if named => text(path, size, true, fields, basket),
        other => basket.leave(origin, format!("`.{other}` is no text; give .txt, .md, .jsonl or .ndjson, or name the file itself")),
    }
}

fn text(path: &Path, size: u64, maybe_lines: bool, fields: &Fields, basket: &mut Basket) {
    let origin = path.display().to_string();
    // Lines of JSON may add up to any size; what is one report may not.
    if size > MAX_REPORT as u64 && !maybe_lines {
        return basket.leave(origin, too_long(size));
    }
    match fs::read(path) {
        Ok(bytes) if maybe_lines && line::looks_like_lines(&bytes) => line::all(bytes.as_slice(), &origin, &parents(path), fields, basket),
        Ok(bytes) => one(&bytes, origin, parents(path), basket),
        Err(e) => basket.leave(origin, plain(&e)),
    }
}

/// A path that is no plain file, such as a pipe that a shell made.
pub(super) fn stream(path: &Path, fields: &Fields, basket: &mut Basket) {
    let origin = path.display().to_string();
    let mut bytes = Vec::new();
    match fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)) {
        Ok(_) => whole(&bytes, &origin, &parents(path), fields, basket),
        Err(e) => basket.leave(origin, plain(&e)),
    }
}

/// Standard input: JSON lines if every line begins with a brace, else one report with the id `stdin`.
pub(super) fn standard_input(fields: &Fields, basket: &mut Basket) {
    let mut bytes = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => whole(&bytes, "-", &["stdin".to_owned()], fields, basket),
        Err(e) => basket.leave("-", plain(&e)),
    }
}

fn whole(bytes: &[u8], origin: &str, names: &[String], fields: &Fields, basket: &mut Basket) {
    if line::looks_like_lines(bytes) {
        line::all(bytes, origin, names, fields, basket);
    } else {
        one(bytes, origin.to_owned(), names.to_vec(), basket);
    }
}

fn one(bytes: &[u8], origin: String, names: Vec<String>, basket: &mut Basket) {
    if bytes.len() > MAX_REPORT {
        return basket.leave(origin, too_long(bytes.len() as u64));
    }
    match decode(bytes) {
        Ok(Decoded { text, encoding, doubt }) => {
            let raw = if text.as_bytes() == bytes { Raw::Text } else { Raw::Bytes(bytes.into()) };
            let source = Source { raw, reader: READER.into(), encoding: Some(encoding), ..Source::default() };
            basket.found.push(Found { names, origin, text, source, date: None, outlet: None, doubts: doubt.into_iter().collect() });
        }
        Err(reason) => basket.leave(origin, reason),
    }
}

pub(super) fn too_long(size: u64) -> String {
    format!("{} MiB is too long for one report (at most {} MiB): split it, or give JSON lines", size.div_ceil(1 << 20), MAX_REPORT >> 20)
}

/// The parts of a path, the last without its ending.
fn parents(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = path
        .components()
        .filter_map(|part| match part {
            std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    if let (Some(last), Some(stem)) = (names.last_mut(), path.file_stem()) {
        *last = stem.to_string_lossy().into_owned();
    }
    names
}
