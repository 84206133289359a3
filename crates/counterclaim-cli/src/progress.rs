//! How far long work has come, on a terminal and nowhere else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    io::{IsTerminal, Write},
    sync::Mutex,
    time::Duration,
};

/// The bar that is drawn now: what is said meanwhile goes above it.
static DRAWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// A bar; gone when it is dropped.
pub struct Progress(ProgressBar);

impl Progress {
    /// Of so many things, where that is known. Nothing is drawn for less than a moment's work.
    pub fn new(what: &str, of: Option<u64>) -> Progress {
        let bar = match of {
            Some(of) => ProgressBar::new(of),
            None => ProgressBar::no_length(),
        };
        let template =
            if of.is_some() { "{msg} {wide_bar} {human_pos} of {human_len}, {per_sec:.0}, {eta} left" } else { "{spinner} {msg}: {human_pos}, {per_sec:.0}" };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_draw_target(if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr_with_hz(8) } else { ProgressDrawTarget::hidden() });
        bar.set_message(what.to_owned());
        bar.enable_steady_tick(Duration::from_millis(250));
        if let Ok(mut drawn) = DRAWN.lock() {
            *drawn = Some(bar.clone());
        }
        Progress(bar)
    }

    /// One more is done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// What is done now.
    pub fn say(&self, what: &str) {
        self.0.set_message(what.to_owned());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
        if let Ok(mut drawn) = DRAWN.lock() {
            *drawn = None;
        }
    }
}

/// A line on standard error, above the bar where there is one; a closed one is no reason to stop.
pub fn line(text: &str) {
    let write = || {
        let _ = writeln!(std::io::stderr(), "{text}");
    };
    match DRAWN.lock().ok().and_then(|drawn| drawn.clone()) {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}
