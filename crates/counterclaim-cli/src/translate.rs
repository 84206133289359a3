//! Reports in other languages, by a translator of the user's own, and originals that lie beside translations.
//!
//! A translator is any command: it is given the text on standard input and gives English on standard output. Surprising but meant: it is
//! run by the shell, as it was typed, once for each report; what a page says of its own language never reaches the shell but as letters.

use anyhow::{Result, anyhow};
use counterclaim::acquire::{self, MAX_REPORT, Options};
use counterclaim_model::{Document, Name, Original, Raw};
use std::{
    collections::HashMap,
    io::{Read, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

/// The variable that tells the command the language: "ru", "pt-BR".
pub const LANGUAGE: &str = "COUNTERCLAIM_LANGUAGE";

/// The reader of translations.
const READER: &str = "translation/1";

/// A command that translates.
pub struct Translator {
    command: String,
    patience: Duration,
}

impl Translator {
    /// `patience`: for how many seconds one report is waited for.
    pub fn new(command: &str, patience: u64) -> Translator {
        Translator { command: command.to_owned(), patience: Duration::from_secs(patience) }
    }

    /// A report in English, with its own words kept beside it; or why there is none, in words fit to show.
    pub fn translate(&self, document: &Document) -> Result<Document, String> {
        let code: String = document.source.language.as_ref().map_or("und", |language| &*language.code).chars().filter(is_plain).take(16).collect();
        let text = self.run(&document.text, &code)?;
        let mut source = document.source.clone();
        // Not to be taken for the translation.
        if source.raw == Raw::Text {
            source.raw = Raw::Bytes(document.text.as_bytes().into());
        }
        source.original = Some(Original { text: document.text.clone(), language: Some(code.into()), translator: Some(self.command.as_str().into()) });
        (source.reader, source.language, source.title) = (READER.into(), None, None);
        let mut english = Document { text: text.into(), source, ..document.clone() };
        acquire::recognise(&mut english);
        match english.source.language.as_ref().filter(|_| acquire::is_foreign(&english)) {
            Some(language) => Err(format!("the translator gave another language than English ({})", language.code)),
            None => Ok(english),
        }
    }

    fn run(&self, text: &str, code: &str) -> Result<String, String> {
        let mut child = shell(&self.command.replace("{lang}", code))
            .env(LANGUAGE, code)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| format!("the translator does not start ({e})"))?;
        // Side by side, since a translator may write before it has read everything.
        if let Some(mut stdin) = child.stdin.take() {
            let text = text.to_owned();
            thread::spawn(move || stdin.write_all(text.as_bytes()));
        }
        let (said, told) = (hear(child.stdout.take(), MAX_REPORT + 1), hear(child.stderr.take(), 4096));
        let end = Instant::now() + self.patience;
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(5)),
                Ok(None) => {
                    end_all(&mut child);
                    return Err(format!("the translator did not answer within {} seconds", self.patience.as_secs()));
                }
                Err(e) => return Err(format!("the translator was lost ({e})")),
            }
        };
        let rest = end.saturating_duration_since(Instant::now()).max(Duration::from_secs(1));
        if !status.success() {
            let told = told.recv_timeout(rest).unwrap_or_default();
            let line = String::from_utf8_lossy(&told).lines().map(str::trim).find(|line| !line.is_empty()).map_or(String::new(), |line| format!(": {line}"));
            return Err(format!("the translator failed ({status}){line}"));
        }
        let bytes = said.recv_timeout(rest).map_err(|_| format!("the translator did not answer within {} seconds", self.patience.as_secs()))?;
        match String::from_utf8(bytes) {
            Ok(english) if english.len() > MAX_REPORT => Err("the translator gave more than a report may be long".to_owned()),
            Ok(english) if english.trim().is_empty() => Err("the translator gave nothing".to_owned()),
            Ok(english) if english.contains('\0') => Err("what the translator gave is no text".to_owned()),
            Ok(english) => Ok(english),
            Err(_) => Err("what the translator gave is not UTF-8".to_owned()),
        }
    }
}

/// Ends the shell and whatever it started: those would go on, and hold the pipes open.
fn end_all(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

fn is_plain(c: &char) -> bool {
    c.is_ascii_alphanumeric() || *c == '-'
}

fn shell(command: &str) -> Command {
    let (program, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut shell = Command::new(program);
    shell.arg(flag).arg(command);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut shell, 0);
    shell
}

/// What comes out of a pipe, up to so many bytes.
fn hear(from: Option<impl Read + Send + 'static>, most: usize) -> mpsc::Receiver<Vec<u8>> {
    let (put, get) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(from) = from {
            let _ = from.take(most as u64).read_to_end(&mut bytes);
        }
        put.send(bytes)
    });
    get
}

/// Originals that lie in a file or folder of their own, to be shown beside reports of the same name.
pub struct Originals {
    named: HashMap<Name, Original>,
    /// Of a file with one report in it, whatever that is called.
    only: Mutex<Option<Original>>,
    missing: AtomicUsize,
}

impl Originals {
    /// Reads them all: memory holds them until the end.
    pub fn read(path: &Path) -> Result<Originals> {
        let intake = acquire::read(&[path.to_owned()], &Options::default()).map_err(|error| anyhow!("--text-original: {error}"))?;
        let originals = intake.documents.into_iter().chain(intake.aside).map(|document| {
            let language = document.source.language.map(|language| language.code);
            (document.id, Original { text: document.text, language, translator: None })
        });
        let mut named: HashMap<Name, Original> = originals.collect();
        let only = if path.is_file() && named.len() == 1 { named.drain().next().map(|(_, original)| original) } else { None };
        Ok(Originals { named, only: Mutex::new(only), missing: AtomicUsize::new(0) })
    }

    /// Puts a report's original beside it.
    pub fn put(&self, document: &mut Document) {
        let short = document.id.rsplit('/').next().unwrap_or_default();
        let found = self.named.get(&document.id).or_else(|| self.named.get(short)).cloned().or_else(|| self.only.lock().ok()?.take());
        match found {
            Some(original) => document.source.original = Some(original),
            None => {
                self.missing.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// How many reports had none.
    pub fn missing(&self) -> usize {
        self.missing.load(Ordering::Relaxed)
    }
}
