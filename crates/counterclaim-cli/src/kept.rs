//! The ledger that is looked at for a while: one on disk, or reports read into one beside the system's other passing files.

use crate::{command::now, heart::Heart};
use anyhow::Result;
use counterclaim_ledger::{Store, is_sqlite};
use std::path::{Path, PathBuf};

/// A ledger; one that was made for this goes when this does.
pub enum Kept {
    /// It was there before.
    Lasting(PathBuf),
    /// It goes with this.
    Passing(PathBuf),
}

impl Kept {
    /// Of a ledger, or of reports.
    pub fn of(heart: &Heart, paths: &[PathBuf]) -> Result<Kept> {
        if let [ledger] = paths
            && is_sqlite(ledger)
        {
            return Ok(Kept::Lasting(ledger.clone()));
        }
        let passing = Kept::Passing(std::env::temp_dir().join(format!("counterclaim-{}.ledger", std::process::id())));
        let mut store = Store::create(passing.path())?;
        heart.read_into(&mut store, paths, &now())?;
        Ok(passing)
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        let (Kept::Lasting(path) | Kept::Passing(path)) = self;
        path
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Kept::Passing(path) = self {
            for ending in ["", "-wal", "-shm"] {
                let mut name = path.as_os_str().to_owned();
                name.push(ending);
                let _ = std::fs::remove_file(name);
            }
        }
    }
}
