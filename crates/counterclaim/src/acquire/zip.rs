//! Zip: a folder of inputs, an archive of the web (WACZ), or a spreadsheet.

use super::{
    Out, Place,
    limit::{self, MAX_DEPTH, MAX_WHOLE, Unpacked},
    office, open, table,
};
use ::zip::{ZipArchive, result::ZipError};
use std::{
    cell::Cell,
    io::{self, Read, Seek, SeekFrom},
    rc::Rc,
};

pub(super) fn all(mut from: impl Read + Seek, place: &Place, out: &mut Out) {
    if place.depth > MAX_DEPTH {
        return out.leave(&place.origin, limit::too_deep());
    }
    let mut archive = match ZipArchive::new(&mut from) {
        Ok(archive) => archive,
        Err(e) => return out.leave(&place.origin, said(&e)),
    };
    let mut names: Vec<String> = (0..archive.len()).filter_map(|number| Some(archive.by_index_raw(number).ok()?.name().ok()?.into_owned())).collect();
    names.sort_unstable();
    let has = |name: &str| names.binary_search_by(|found| found.as_str().cmp(name)).is_ok();
    if has("xl/workbook.xml") {
        return match fits(&mut archive) {
            Ok(()) => {
                drop(archive);
                table::spreadsheet(from, place, out);
            }
            Err(reason) => out.leave(&place.origin, reason),
        };
    }
    if let Some(part) = office::PARTS.into_iter().find(|part| has(part)) {
        drop(archive);
        return match from.seek(SeekFrom::Start(0)) {
            Ok(_) => open::report(&mut from, place.clone(), out, |bytes, place| office::read(bytes, part, place)),
            Err(e) => out.leave(&place.origin, e.to_string()),
        };
    }
    let web = has("datapackage.json") && names.iter().any(|name| name.starts_with("archive/"));
    for name in names {
        let base = name.rsplit('/').next().unwrap_or_default();
        if out.done || name.ends_with('/') || base.is_empty() || (web && !name.starts_with("archive/")) {
            continue;
        }
        let inside = place.inside(&name);
        if name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX") {
            out.leave(inside.origin, "hidden");
            continue;
        }
        match archive.by_name(&name) {
            Ok(file) => {
                let packed = Rc::new(Cell::new(file.compressed_size()));
                open::stream(Unpacked::new(file, packed), inside, out);
            }
            Err(e) => out.leave(inside.origin, said(&e)),
        }
    }
}

/// Whether all that an archive holds may be held in memory. Sizes are counted and not believed.
fn fits<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<(), String> {
    let mut left = MAX_WHOLE as u64;
    for number in 0..archive.len() {
        let file = archive.by_index(number).map_err(|e| said(&e))?;
        let size = io::copy(&mut file.take(left + 1), &mut io::sink()).map_err(|e| e.to_string())?;
        left = left.checked_sub(size).ok_or_else(|| format!("a spreadsheet of more than {} MiB: give it as CSV", MAX_WHOLE >> 20))?;
    }
    Ok(())
}

fn said(e: &ZipError) -> String {
    match e {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => "locked with a password".to_owned(),
        e => format!("a broken zip archive ({e})"),
    }
}
