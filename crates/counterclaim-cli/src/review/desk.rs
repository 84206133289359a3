//! The file of judgements, open for as long as somebody judges: what others append to it is seen, and nothing that anybody writes is lost.

use anyhow::{Context, Result, anyhow};
use counterclaim::{acquire, resolve::judgement_id, verdict::Said};
use counterclaim_ledger::Store;
use counterclaim_model::{About, Amendment, Judgement, Name, Opinion};
use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The file, and what it said when it was last looked at.
pub struct Desk {
    file: Option<PathBuf>,
    seen: Mutex<Seen>,
}

/// What was said so far.
#[derive(Default)]
struct Seen {
    /// By everybody, in this file and in the ledger.
    said: Arc<Said>,
    /// So many bytes of the file are in it.
    read: u64,
    /// Judgements that the ledger has: they never leave it.
    obeyed: BTreeSet<Name>,
}

impl Desk {
    /// Of a file that may be new, beside a ledger that may have judgements of its own.
    pub fn new(file: Option<&Path>, store: &Store) -> Result<Desk> {
        let mut seen = Seen::default();
        for judgement in store.judgements()? {
            seen.obeyed.insert(judgement_id(&judgement));
            Arc::make_mut(&mut seen.said).add(judgement);
        }
        let desk = Desk { file: file.map(Path::to_owned), seen: Mutex::new(seen) };
        desk.look()?;
        Ok(desk)
    }

    /// The file, where judgements can be written.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// All that was said by now.
    pub fn look(&self) -> Result<Arc<Said>> {
        Ok(Arc::clone(&self.seen()?.said))
    }

    fn seen(&self) -> Result<MutexGuard<'_, Seen>> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(path) = self.file.as_deref().filter(|path| path.exists()) else { return Ok(seen) };
        let mut file = File::open(path).with_context(|| format!("{}: judgements cannot be read", path.display()))?;
        let size = file.metadata()?.len();
        if size < seen.read {
            // Another version of the file was put in its place.
            seen.read = 0;
        }
        if size > seen.read {
            file.seek(SeekFrom::Start(seen.read))?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            // The last line may be one that is just being written; where it is whole, only its end is wanting.
            let ready = if acquire::judgement(&String::from_utf8_lossy(&bytes[whole..])).is_ok() { bytes.len() } else { whole };
            let text = std::str::from_utf8(&bytes[..ready]).map_err(|_| anyhow!("{}: not UTF-8", path.display()))?;
            let found = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()).map(acquire::judgement);
            let found = found.collect::<Result<Vec<_>, String>>().map_err(|what| anyhow!("{}: {what}", path.display()))?;
            for judgement in found {
                Arc::make_mut(&mut seen.said).add(judgement);
            }
            seen.read += ready as u64;
        }
        Ok(seen)
    }

    /// Appends a judgement, and gives its id.
    pub fn write(&self, judgement: &Judgement) -> Result<Name> {
        let file = self.file.as_deref().context("where to? give --judgements FILE, which may be new")?;
        append(file, judgement)
    }

    /// Takes back the last word that somebody gave, and tells what that was.
    pub fn undo(&self, by: &str) -> Result<Option<About>> {
        let last = self.look()?.last_of(by).map(|(id, judgement)| (id.clone(), judgement.about.clone()));
        let Some((id, about)) = last else { return Ok(None) };
        self.write(&said(About::Judgement(id), Opinion::Withdraw, Amendment::default(), by, ""))?;
        Ok(Some(about))
    }

    /// How many judgements the ledger has not taken in yet.
    pub fn waiting(&self, store: &Store) -> Result<usize> {
        let mut seen = self.seen()?;
        let new: Vec<Name> = seen.said.all().map(|(id, _)| id).filter(|id| !seen.obeyed.contains(*id)).cloned().collect();
        for id in new {
            if store.has_judgement(&id)? {
                seen.obeyed.insert(id);
            }
        }
        Ok(seen.said.all().count() - seen.obeyed.len())
    }
}

/// A judgement of this moment.
pub fn said(about: About, verdict: Opinion, set: Amendment, by: &str, note: &str) -> Judgement {
    Judgement { about, verdict, set, by: by.trim().into(), at: jiff::Timestamp::now().to_string().into(), note: note.trim().to_owned() }
}

/// Appends a judgement to a file, which may be new, whole and for good; gives its id.
pub fn append(file: &Path, judgement: &Judgement) -> Result<Name> {
    acquire::check(judgement).map_err(|what| anyhow!(what))?;
    write_line(file, judgement).with_context(|| format!("{}: the judgement was not written", file.display()))?;
    Ok(judgement_id(judgement))
}

fn write_line(file: &Path, judgement: &Judgement) -> Result<()> {
    let mut to = OpenOptions::new().create(true).append(true).open(file)?;
    // Where a file system knows no locks, one write a line still keeps two people's words apart.
    let _ = to.lock();
    let mut line = if ends_open(file)? { vec![b'\n'] } else { Vec::new() };
    serde_json::to_writer(&mut line, judgement)?;
    line.push(b'\n');
    to.write_all(&line)?;
    to.sync_all()?;
    Ok(())
}

/// Whether somebody left the last line without its end.
fn ends_open(file: &Path) -> Result<bool> {
    let mut file = fs::File::open(file)?;
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}
