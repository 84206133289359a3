//! The `counterclaim` command; all of it is in the library, so that tests can draw without a terminal.

use std::process::ExitCode;

fn main() -> ExitCode {
    counterclaim_cli::main()
}
