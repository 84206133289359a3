//! Starting the browser, by the command that each system has for that.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    process::{Command, Stdio},
    thread,
};

/// The command that opens an address, and what it is told before that.
const OPENER: (&str, &[&str]) = if cfg!(target_os = "macos") {
    ("open", &[])
} else if cfg!(windows) {
    ("cmd", &["/C", "start", ""])
} else {
    ("xdg-open", &[])
};

/// Opens the pages that are served there, beside the server; says so where no browser comes.
pub fn open(at: SocketAddr) {
    let here = match at.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    let address = format!("http://{}/", SocketAddr::new(here, at.port()));
    thread::spawn(move || {
        let (program, before) = OPENER;
        let mut command = Command::new(program);
        command.args(before).arg(&address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let why = match command.status() {
            Ok(status) if status.success() => return,
            Ok(status) => format!("{program}: {status}"),
            Err(error) => format!("{program}: {error}"),
        };
        eprintln!("counterclaim: no browser could be started ({why}): open {address} yourself");
    });
}
