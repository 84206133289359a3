//! The pages of some reports, as a program asks them.
#![allow(dead_code, reason = "each test uses its own part")]

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
    /// Host and port.
    pub at: String,
    /// What belongs to them.
    pub folder: PathBuf,
    args: Vec<String>,
}

impl Drop for Pages {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Runs the command, and gives what it prints.
pub fn run(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_counterclaim")).args(args).stdin(Stdio::null()).output().expect("it runs");
    // 1 says that nothing was found.
    assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

impl Pages {
    /// Of these reports, read into a ledger.
    pub fn of(name: &str, reports: &[(&str, &[u8])]) -> Pages {
        Pages::with(name, reports, &[])
    }

    /// The same with more options; `{}` in one is the folder.
    pub fn with(name: &str, reports: &[(&str, &[u8])], options: &[&str]) -> Pages {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("reports")).expect("a folder");
        for (name, text) in reports {
            fs::write(folder.join("reports").join(name), text).expect("a report");
        }
        Pages::read(name, &folder.join("reports"), options)
    }

    /// The same of a folder of reports.
    pub fn read(name: &str, reports: &Path, options: &[&str]) -> Pages {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let ledger = folder.join("a.ledger").display().to_string();
        ["a.ledger", "a.ledger-wal", "a.ledger-shm", "judgements.jsonl"].iter().for_each(|old| drop(fs::remove_file(folder.join(old))));
        run(&["read", &reports.display().to_string(), "-o", &ledger]);
        let options = options.iter().map(|option| option.replace("{}", &folder.display().to_string()));
        let args: Vec<String> = ["serve", "--port", "0", &ledger].map(str::to_owned).into_iter().chain(options).collect();
        let (program, at) = start(&args);
        Pages { program, at, folder, args }
    }

    /// What the command line says of the same ledger: these arguments, then its path.
    pub fn command(&self, args: &[&str]) -> String {
        run(&[args, &[&self.path("a.ledger")]].concat())
    }

    /// Ends the server and starts it anew, at another address.
    pub fn restart(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        (self.program, self.at) = start(&self.args);
    }

    /// A file beside them.
    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    /// Head and body of an answer.
    pub fn ask(&self, path: &str, headers: &str) -> (String, String) {
        self.send("GET", path, headers, "")
    }

    /// The same for a form.
    pub fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.at).expect("the pages answer");
        let host = if headers.contains("Host:") { String::new() } else { format!("Host: {}\r\n", self.at) };
        let form = if body.is_empty() { String::new() } else { "Content-Type: application/x-www-form-urlencoded\r\n".to_owned() };
        let length = body.len();
        write!(stream, "{method} {path} HTTP/1.1\r\n{host}{headers}{form}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}").expect("a question");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8(answer).expect("pages are UTF-8");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.to_owned(), body.to_owned())
    }

    /// A page that is there.
    pub fn page(&self, path: &str) -> String {
        let (head, body) = self.ask(path, "");
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        body
    }
}

fn start(args: &[String]) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterclaim"));
    let mut program = command.args(args).stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut address = String::new();
    BufReader::new(program.stdout.take().expect("its output")).read_line(&mut address).expect("an address");
    (program, address.trim().trim_start_matches("http://").trim_end_matches('/').to_owned())
}

/// The first address on a page that begins so.
pub fn link(page: &str, beginning: &str) -> String {
    let from = page.find(&format!("href=\"{beginning}")).unwrap_or_else(|| panic!("no link to {beginning} in {page}")) + 6;
    page[from..].split('"').next().expect("an end").to_owned()
}

/// What stands in the first hidden field of a name.
pub fn field(page: &str, name: &str) -> String {
    let from = page.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no field {name} in {page}")) + name.len() + 15;
    page[from..].split('"').next().expect("an end").to_owned()
}
