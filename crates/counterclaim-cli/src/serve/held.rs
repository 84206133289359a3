//! The claims' columns, held from one question to the next, and read anew when the file has changed.
//!
//! Surprising but meant: where reading them takes longer than a reader would wait, the old ones answer until the new ones are there. What
//! `read` adds to a ledger of a hundred thousand reports is then counted a few seconds after it was added.

use anyhow::Result;
use counterclaim_ledger::{Columns, Store};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// So long a reader waits.
const PATIENCE: Duration = Duration::from_millis(200);

/// Columns, and when they were read.
pub struct Held {
    path: PathBuf,
    now: Mutex<Now>,
    /// Whether new ones are being read.
    busy: AtomicBool,
}

struct Now {
    /// A connection that does nothing but see whether others write.
    watcher: Store,
    moment: i64,
    columns: Arc<Columns>,
    took: Duration,
}

impl Held {
    /// Reads them for the first time.
    pub fn new(path: &Path) -> Result<Arc<Held>> {
        let watcher = Store::open(path)?;
        let moment = watcher.moment()?;
        let begun = Instant::now();
        let columns = Arc::new(watcher.columns()?);
        let now = Mutex::new(Now { watcher, moment, columns, took: begun.elapsed() });
        Ok(Arc::new(Held { path: path.to_owned(), now, busy: AtomicBool::new(false) }))
    }

    /// Those of this moment, or, while they are being read, those before.
    pub fn columns(self: &Arc<Held>) -> Result<Arc<Columns>> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let moment = now.watcher.moment()?;
        if moment == now.moment {
            return Ok(Arc::clone(&now.columns));
        }
        if now.took <= PATIENCE {
            let begun = Instant::now();
            now.columns = Arc::new(now.watcher.columns()?);
            (now.moment, now.took) = (moment, begun.elapsed());
        } else if !self.busy.swap(true, Ordering::AcqRel) {
            let held = Arc::clone(self);
            thread::spawn(move || {
                // What cannot be read now is tried again at the next question.
                let _ = held.renew(moment);
                held.busy.store(false, Ordering::Release);
            });
        }
        Ok(Arc::clone(&now.columns))
    }

    fn renew(&self, moment: i64) -> Result<()> {
        let begun = Instant::now();
        let columns = Arc::new(Store::open(&self.path)?.columns()?);
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        (now.moment, now.columns, now.took) = (moment, columns, begun.elapsed());
        Ok(())
    }
}
