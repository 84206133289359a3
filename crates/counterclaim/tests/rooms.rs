//! The folder listing is the pipeline: a room may use only rooms that sort before it, so no circle can close.

use std::{fs, path::Path, path::PathBuf};

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { sources(&path, out) } else { out.push(path) }
    }
}

#[test]
fn a_room_uses_only_the_rooms_before_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rooms: Vec<String> = fs::read_dir(&src)
        .expect("src")
        .map(|e| e.expect("an entry"))
        .filter(|e| e.path().is_dir())
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    rooms.sort();
    assert_eq!(rooms, ["acquire", "clean", "divide", "gate", "grammar", "mention", "relate", "resolve", "stitch", "tally", "verdict", "write"]);
    for room in &rooms {
        let mut files = Vec::new();
        sources(&src.join(room), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).expect("a source");
            for hidden in ["crate::{", "crate::*", "super::super::super"] {
                assert!(!text.contains(hidden), "{}: write each import out, so that this test can see it", file.display());
            }
            for later in rooms.iter().filter(|r| *r > room) {
                assert!(!text.contains(&format!("crate::{later}")), "{} reaches forward into `{later}`", file.display());
            }
        }
    }
}

#[test]
fn only_the_two_ends_touch_the_disk_and_nobody_the_clock() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for room in ["clean", "divide", "gate", "grammar", "mention", "relate", "resolve", "stitch", "tally"] {
        let mut files = Vec::new();
        sources(&src.join(room), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).expect("a source");
            for outside in ["std::fs", "std::net", "std::env", "SystemTime", "Instant::now", "Zoned::now", "println!"] {
                assert!(!text.contains(outside), "{}: `{outside}` reaches outside the room", file.display());
            }
        }
    }
}

#[test]
fn no_party_is_named_in_code() {
    let world = counterclaim_rules::world::World::shipped();
    let names: Vec<&str> = world
        .parties
        .iter()
        .flat_map(|p| p.names.iter().chain(&p.demonyms).chain([&p.name]))
        .map(|n| n.trim_start_matches('='))
        .filter(|n| n.len() > 4)
        .collect();
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        // Tests inside a source may tell of real parties, as comments may.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().map(|l| l.split("//").next().unwrap_or_default()).filter(|l| l.contains('"')) {
            for name in &names {
                assert!(!line.split(|c: char| !c.is_alphanumeric() && c != ' ').any(|part| part.trim() == *name), "{} names «{name}»: {line}", file.display());
            }
        }
    }
}
