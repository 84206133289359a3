//! A folder of its own for one test, taken away at the end, and what was taken in from it.

#![allow(dead_code)]

use counterclaim::acquire::{self, Intake, Options};
use std::{
    fs,
    path::{Path, PathBuf},
};

pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(test: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("counterclaim-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// All of it, bytes kept.
    pub fn read(&self) -> Intake {
        self.with(&Options { keep_raw: true, ..Options::default() })
    }

    pub fn with(&self, options: &Options) -> Intake {
        acquire::read(std::slice::from_ref(&self.0), options).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn ids(intake: &Intake) -> Vec<&str> {
    intake.documents.iter().map(|d| &*d.id).collect()
}

pub fn texts(intake: &Intake) -> Vec<&str> {
    intake.documents.iter().map(|d| &*d.text).collect()
}

/// Why the input whose name ends so was not read.
pub fn reason<'a>(intake: &'a Intake, end: &str) -> &'a str {
    intake.unread.iter().find(|u| u.origin.ends_with(end) || Path::new(&u.origin).ends_with(end)).map_or("nothing", |u| &u.reason)
}

/// A page with one paragraph.
pub fn page(title: &str, paragraph: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav><article><h1>{title}</h1><p>{paragraph}</p></article></body></html>"
    )
}

/// Words enough to be an article.
pub const PARAGRAPH: &str = "The harbour master said on Thursday that four dockers were killed when a shell hit the eastern quay, and that nine others were \
    taken to the hospital with burns. The army denied having fired at the port and put the blame on the other side.";
