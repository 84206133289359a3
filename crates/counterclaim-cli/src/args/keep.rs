//! What commands that keep a ledger are asked with.

use clap::Args;
use std::path::PathBuf;

/// Arguments of `read`.
#[derive(Debug, Args)]
pub struct Read {
    /// Reports: files, folders, JSON lines; `-` is standard input; none, to bring the ledger up to date
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The ledger; made where there is none
    #[arg(short, long, value_name = "LEDGER", required = true)]
    pub output: PathBuf,
}

/// Arguments of `watch`.
#[derive(Debug, Args)]
pub struct Watch {
    /// Addresses of RSS or Atom feeds
    #[arg(value_name = "FEED", required_unless_present = "feeds")]
    pub addresses: Vec<String>,
    /// A file of more of them, one a line; `#` begins a remark
    #[arg(long, value_name = "FILE")]
    pub feeds: Option<PathBuf>,
    /// The ledger; made where there is none
    #[arg(short, long, value_name = "LEDGER", required = true)]
    pub output: PathBuf,
    /// Ask once whatever is due, and end
    #[arg(long)]
    pub once: bool,
    /// How many minutes a feed is left alone after it answered
    #[arg(long, value_name = "MINUTES", default_value = "15")]
    pub every: u64,
    /// How many seconds a host is left in peace between two requests, at least
    #[arg(long, value_name = "SECONDS", default_value = "5")]
    pub pause: u64,
    /// How the program calls itself to hosts: by good custom with an address where you can be reached
    #[arg(long, value_name = "NAME")]
    pub agent: Option<String>,
}

/// One ledger and nothing else.
#[derive(Debug, Args)]
pub struct Ledgers {
    /// A ledger
    #[arg(value_name = "LEDGER", required = true)]
    pub ledger: PathBuf,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The older ledger
    #[arg(value_name = "OLD", required = true)]
    pub old: PathBuf,
    /// The newer ledger
    #[arg(value_name = "NEW", required = true)]
    pub new: PathBuf,
    /// Only changes of this kind of thing
    #[arg(long, value_name = "THING", value_parser = ["report", "episode", "estimate", "dispute", "claim"])]
    pub only: Option<String>,
}

/// Arguments of `forget`.
#[derive(Debug, Args)]
pub struct Forget {
    /// The ledger
    #[arg(value_name = "LEDGER", required = true)]
    pub ledger: PathBuf,
    /// The address that the report was received from, or the beginning of its SHA-256 (8 digits or more)
    #[arg(long, value_name = "ADDRESS|HASH", required = true)]
    pub report: String,
    /// Why, in words that stay in its place
    #[arg(long, value_name = "WORDS", required = true)]
    pub why: String,
}

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// The ledger
    #[arg(value_name = "LEDGER", required = true)]
    pub ledger: PathBuf,
    /// The copy; a file that is not there yet
    #[arg(short, long, value_name = "FILE", required = true)]
    pub output: PathBuf,
}
