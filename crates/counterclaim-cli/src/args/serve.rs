//! What the pages are opened with.

use clap::Args;
use std::{net::IpAddr, path::PathBuf};

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// A ledger, or reports
    #[arg(value_name = "LEDGER|PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Where on this machine; 0 is any free port
    #[arg(long, value_name = "PORT", default_value = "8080")]
    pub port: u16,
    /// On which of this machine's addresses; any other than this machine's own asks for --token-file
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub listen: IpAddr,
    /// Who may come in: a line is `reader TOKEN` or `reviewer TOKEN`
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// A machine through which others ask, by its address: it is believed who they are (X-Forwarded-For), so that wrong tokens of one do not
    /// shut out all; may be repeated
    #[arg(long, value_name = "ADDRESS", requires = "token_file")]
    pub trusted_proxy: Vec<IpAddr>,
    /// Start the browser there
    #[arg(long)]
    pub open: bool,
    /// Who judges, where no other name is told on the page
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Draw the map on tiles of this server, https://HOST/{z}/{x}/{y}.png, which then sees what is looked at; without it nothing is fetched
    #[arg(long, value_name = "ADDRESS")]
    pub tiles: Option<String>,
}
