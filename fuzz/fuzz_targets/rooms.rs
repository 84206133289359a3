#![no_main]

#[path = "../entry.rs"]
#[allow(dead_code)]
mod entry;

use std::sync::LazyLock;

static HEART: LazyLock<counterclaim::Counterclaim> = LazyLock::new(|| counterclaim::Counterclaim::new().expect("the shipped rules load"));

libfuzzer_sys::fuzz_target!(|text: &str| entry::rooms(&HEART, text));
