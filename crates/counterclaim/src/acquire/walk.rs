//! Paths become files: folders are walked in the order of names, and each file and folder is entered once, so that links cannot loop.

use super::{Basket, Fields, file};
use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

/// The files and folders entered so far, by their true paths.
pub(super) type Seen = HashSet<PathBuf>;

/// One path that a person named: a file of any name, or a folder.
pub(super) fn path(path: &Path, fields: &Fields, seen: &mut Seen, basket: &mut Basket) {
    match fs::metadata(path) {
        Err(e) => basket.leave(path.display().to_string(), plain(&e)),
        Ok(meta) if meta.is_dir() => folder(path, fields, seen, basket),
        Ok(_) if !first_time(path, seen) => {}
        Ok(meta) if meta.is_file() => file::read(path, meta.len(), true, fields, basket),
        Ok(_) => file::stream(path, fields, basket),
    }
}

fn folder(dir: &Path, fields: &Fields, seen: &mut Seen, basket: &mut Basket) {
    // A stack and not recursion: folders may be nested as deep as the disk allows.
    let mut stack = vec![dir.to_owned()];
    while let Some(path) = stack.pop() {
        let shown = path.display().to_string();
        if path != dir && is_hidden(&path) {
            basket.leave(shown, "hidden; name it itself to have it read");
            continue;
        }
        let meta = match fs::metadata(&path) {
            Ok(meta) => meta,
            Err(e) => {
                basket.leave(shown, plain(&e));
                continue;
            }
        };
        if !first_time(&path, seen) {
            continue;
        }
        if meta.is_dir() {
            match fs::read_dir(&path) {
                Ok(entries) => {
                    let mut inside: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
                    inside.sort_unstable_by(|a, b| b.cmp(a));
                    stack.extend(inside);
                }
                Err(e) => basket.leave(shown, plain(&e)),
            }
        } else if meta.is_file() {
            file::read(&path, meta.len(), false, fields, basket);
        } else {
            basket.leave(shown, "not a file");
        }
    }
}

fn first_time(path: &Path, seen: &mut Seen) -> bool {
    seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// The system's words without its number.
pub(super) fn plain(e: &std::io::Error) -> String {
    match e.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read (permission denied)".to_owned(),
        _ => e.to_string(),
    }
}
