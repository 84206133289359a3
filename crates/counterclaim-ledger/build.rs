//! Hashes of the program's own sources, rules, world tables and models, so that a ledger can say what read its reports.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

fn main() {
    let root = Path::new("../..");
    let code = ["crates/counterclaim-model/src", "crates/counterclaim-rules/src", "crates/counterclaim/src", "crates/counterclaim-ledger/src"];
    for (name, folders) in [("CODE", &code[..]), ("RULES", &["rules"]), ("WORLD", &["world"]), ("MODELS", &["models"])] {
        let mut files = Vec::new();
        for folder in folders {
            println!("cargo::rerun-if-changed={}", root.join(folder).display());
            list(&root.join(folder), &mut files);
        }
        files.sort();
        let mut hash = DefaultHasher::new();
        for file in files {
            file.hash(&mut hash);
            fs::read(&file).unwrap_or_default().hash(&mut hash);
        }
        println!("cargo::rustc-env=COUNTERCLAIM_{name}={:016x}", hash.finish());
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}
