//! The terminal's face of Counterclaim: arguments in, tables or JSON lines out.
//!
//! `args` holds every fact of the command line once; `command` has one file a command; `draw` turns a ledger into text and knows no
//! terminal but its width; `heart` is the one file that reads reports. Surprising but meant: a closed pipe is success, since the
//! reader had enough.

pub mod args;
pub mod command;
pub mod draw;
pub mod guess;
pub mod heart;
pub mod kept;
pub mod output;
pub mod progress;
pub mod review;
pub mod serve;
pub mod translate;

use anyhow::Error;
use clap::Parser;
use std::{io, process::ExitCode};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something was found, or every check held.
    Done,
    /// Nothing was found, or a check failed.
    Nothing,
}

/// Parses the arguments, runs the command, and says how it ended: 0 done, 1 nothing found or a check failed, 2 error.
pub fn main() -> ExitCode {
    keep_quiet_about_pdf();
    let cli = args::Cli::parse();
    match command::run(cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("counterclaim: {}", draw::text::visible(&format!("{error:#}")));
            ExitCode::from(2)
        }
    }
}

/// A broken PDF ends the thread that reads it by a panic, and is told as an input that could not be read.
fn keep_quiet_about_pdf() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(counterclaim::acquire::PDF_THREAD) {
            usual(panic);
        }
    }));
}

fn is_closed_pipe(error: &Error) -> bool {
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        kind.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
