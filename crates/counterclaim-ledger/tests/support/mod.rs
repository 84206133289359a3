//! A ledger of a few short reports in a folder of its own.
#![allow(dead_code, missing_docs)]

use counterclaim::Counterclaim;
use counterclaim_ledger::{Receipt, Received, Store, Summary, Taking};
use counterclaim_model::Document;
use std::{fs, path::PathBuf, sync::OnceLock};

pub const AT: &str = "2026-05-01T12:00:00Z";

pub const ONE: &str = "13 September 2022\n\nFighting between Armenia and Azerbaijan broke out early on Tuesday near Goris. The Defence Ministry of \
    Armenia said that 49 of its soldiers were killed in shelling by Azerbaijan.\n\nAzerbaijan denied the shelling. Two civilians were wounded near \
    Jermuk.\n";
pub const TWO: &str = "14 September 2022\n\nAzerbaijan's Defence Ministry said that 50 of its soldiers were killed in the clashes with Armenia on \
    Tuesday. The Defence Ministry of Armenia said on Wednesday that 105 of its soldiers had been killed so far.\n";
pub const THREE: &str = "Fighting between Armenia and Azerbaijan broke out early on Tuesday near Goris. Armenia said that 49 of its soldiers were \
    killed in the shelling by Azerbaijan. Azerbaijan accused Armenia of firing first.\n";

pub fn heart() -> &'static Counterclaim {
    static HEART: OnceLock<Counterclaim> = OnceLock::new();
    HEART.get_or_init(|| Counterclaim::new().expect("the shipped rules load"))
}

pub fn receipt() -> Receipt {
    Receipt::new(None, None, None).expect("a receipt")
}

/// An empty folder of that name.
pub fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

pub fn received(address: &str, text: &str) -> Received {
    let id = address.rsplit('/').next().unwrap_or(address);
    let document = Document { origin: address.to_owned(), ..Document::new(id, text) };
    Received { document, doubts: Vec::new() }
}

/// Adds these reports, read by a program of this receipt.
pub fn add_by(store: &mut Store, receipt: Receipt, reports: &[(&str, &str)]) -> Summary {
    let mut taking = Taking::begin(store, heart(), receipt, AT).expect("a ledger to write in");
    taking.renew().expect("reading again");
    taking.take(reports.iter().map(|(address, text)| received(address, text)).collect()).expect("reports go in");
    taking.finish(&[]).expect("a ledger lined up")
}

pub fn add(store: &mut Store, reports: &[(&str, &str)]) -> Summary {
    add_by(store, receipt(), reports)
}

/// A ledger of these reports.
pub fn ledger(folder: &std::path::Path, name: &str, reports: &[(&str, &str)]) -> Store {
    let mut store = Store::create(&folder.join(name)).expect("a new ledger");
    add(&mut store, reports);
    store
}

/// The claims as the export writes them.
pub fn export(store: &Store) -> String {
    let mut out = Vec::new();
    counterclaim::write::claims(&store.load(heart()).expect("a ledger that loads"), &mut out).expect("memory takes it");
    String::from_utf8(out).expect("UTF-8")
}

/// What `verify` finds wrong.
pub fn faults(store: &Store) -> Vec<String> {
    let proof = store.verify(heart(), &receipt()).expect("a proof");
    proof.faults.into_iter().map(|fault| format!("{}: {}", fault.place, fault.what)).collect()
}
