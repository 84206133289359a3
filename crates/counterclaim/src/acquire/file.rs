//! Files, pipes and standard input, as inputs.

use super::{Out, Place, open, walk::plain, zip};
use std::{
    fs,
    io::{Read, Seek, SeekFrom},
    path::{Component, Path},
};

/// Endings that promise nothing to read, so that a folder's pictures are passed over unopened.
const OTHER: &[&str] = &[
    "7z", "avi", "bin", "bmp", "class", "css", "db", "dll", "exe", "gif", "ico", "jpeg", "jpg", "mov", "mp3", "mp4", "o", "ogg", "png", "pyc", "rar", "so",
    "sqlite", "svg", "tar", "tif", "tiff", "ttf", "wav", "webm", "webp", "woff", "woff2", "xls", "xz",
];

/// A file on the disk; `named` where a person named it.
pub(super) fn read(path: &Path, named: bool, out: &mut Out) {
    let mut place = place(path);
    place.sure = named;
    if !named && OTHER.contains(&&*place.ending) {
        return out.leave(place.origin, format!("`.{}` is no text; name the file itself to have it tried", place.ending));
    }
    match fs::File::open(path) {
        Err(e) => out.leave(place.origin, plain(&e)),
        Ok(mut file) => {
            // An archive on the disk is read where it lies.
            let mut head = [0; 4];
            let archive = file.read_exact(&mut head).is_ok() && head == *b"PK\x03\x04";
            match file.seek(SeekFrom::Start(0)) {
                Err(_) => pipe(path, out),
                Ok(_) if archive => zip::all(file, &place, out),
                Ok(_) => open::stream(file, place, out),
            }
        }
    }
}

/// A path that is no plain file and was named, such as a pipe that a shell made.
pub(super) fn pipe(path: &Path, out: &mut Out) {
    let place = Place { sure: true, ..place(path) };
    match fs::File::open(path) {
        Ok(file) => open::stream(file, place, out),
        Err(e) => out.leave(place.origin, plain(&e)),
    }
}

/// Standard input: what it is, its first bytes tell; a report there has the id `stdin`.
pub(super) fn standard_input(out: &mut Out) {
    let place = Place { origin: "-".to_owned(), names: vec!["stdin".to_owned()], sure: true, ..Place::default() };
    open::stream(std::io::stdin().lock(), place, out);
}

fn place(path: &Path) -> Place {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    let mut place = Place { origin: path.display().to_string(), names: names.collect(), ..Place::default() };
    place.ending = place.drop_ending();
    place
}
