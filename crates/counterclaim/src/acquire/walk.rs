//! Paths become files: folders are walked in the order of names, and each file and folder is entered once, so that links cannot loop.

use super::{Out, file};
use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

/// The files and folders entered so far, by their true paths.
pub(super) type Seen = HashSet<PathBuf>;

/// One path that a person named: a file of any name, or a folder.
pub(super) fn path(path: &Path, seen: &mut Seen, out: &mut Out) {
    match fs::metadata(path) {
        Err(e) => out.leave(path.display().to_string(), plain(&e)),
        Ok(meta) if meta.is_dir() => folder(path, seen, out),
        Ok(_) if !first_time(path, seen) => {}
        Ok(meta) if meta.is_file() => file::read(path, true, out),
        Ok(meta) if is_device(&meta) => out.leave(path.display().to_string(), "a device, and no file"),
        Ok(_) => file::pipe(path, out),
    }
}

fn folder(dir: &Path, seen: &mut Seen, out: &mut Out) {
    // A stack and not recursion: folders may be nested as deep as the disk allows.
    let mut stack = vec![dir.to_owned()];
    while let Some(path) = stack.pop().filter(|_| !out.done) {
        let shown = path.display().to_string();
        if path != dir && is_hidden(&path) {
            out.leave(shown, "hidden; name it itself to have it read");
            continue;
        }
        let meta = match fs::metadata(&path) {
            Ok(meta) => meta,
            Err(e) => {
                out.leave(shown, plain(&e));
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
                Err(e) => out.leave(shown, plain(&e)),
            }
        } else if meta.is_file() {
            file::read(&path, false, out);
        } else {
            out.leave(shown, "a pipe or a device, and no file; name it itself to have it read");
        }
    }
}

#[cfg(unix)]
fn is_device(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    meta.file_type().is_block_device() || meta.file_type().is_char_device() || meta.file_type().is_socket()
}

#[cfg(not(unix))]
fn is_device(_: &fs::Metadata) -> bool {
    false
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
