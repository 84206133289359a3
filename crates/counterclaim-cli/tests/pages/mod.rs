//! The pages of some reports, asked as a browser asks.
#![allow(dead_code, missing_docs)]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// The pages of some reports, open as long as this lives.
pub struct Pages {
    program: Child,
    at: String,
    ledger: String,
}

impl Drop for Pages {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Pages {
    /// Reports, each with its name, read into a ledger of that name and served.
    pub fn of(name: &str, reports: &[(&str, &[u8])]) -> Pages {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("reports")).expect("a folder");
        for (name, text) in reports {
            fs::write(folder.join("reports").join(name), text).expect("a report");
        }
        Pages::read(name, &folder.join("reports"))
    }

    /// The same of a folder of reports.
    pub fn read(name: &str, reports: &Path) -> Pages {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let ledger = folder.join("a.ledger");
        ["", "-wal", "-shm"].iter().for_each(|ending| drop(fs::remove_file(format!("{}{ending}", ledger.display()))));
        let (reports, ledger) = (reports.display().to_string(), ledger.display().to_string());
        assert!(run(&["read", &reports, "-o", &ledger]).stdout(Stdio::null()).status().expect("it runs").success());
        let mut program = run(&["serve", "--port", "0", &ledger]).stdout(Stdio::piped()).spawn().expect("it runs");
        let mut address = String::new();
        BufReader::new(program.stdout.take().expect("its output")).read_line(&mut address).expect("an address");
        let at = address.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Pages { program, at, ledger }
    }

    /// What the command line says of the same ledger: these arguments, then its path.
    pub fn command(&self, args: &[&str]) -> String {
        let out = run(args).arg(&self.ledger).output().expect("it runs");
        String::from_utf8(out.stdout).expect("UTF-8")
    }

    /// Head and body of an answer.
    pub fn ask(&self, path: &str, headers: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.at).expect("the pages answer");
        let host = if headers.contains("Host:") { String::new() } else { format!("Host: {}\r\n", self.at) };
        write!(stream, "GET {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n").expect("a question");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8(answer).expect("pages are UTF-8");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.to_owned(), body.to_owned())
    }

    /// The body of an answer that must be there.
    pub fn page(&self, path: &str) -> String {
        let (head, body) = self.ask(path, "");
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        body
    }
}

fn run(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
    command.args(args).stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// The first address on a page that begins so.
pub fn link(page: &str, beginning: &str) -> String {
    let from = page.find(&format!("href=\"{beginning}")).unwrap_or_else(|| panic!("no link to {beginning} in {page}")) + 6;
    page[from..].split('"').next().expect("an end").to_owned()
}
