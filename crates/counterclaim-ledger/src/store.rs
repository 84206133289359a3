//! The file itself: opened, created, migrated; what SQLite says of trouble, in words that say what to do.

use crate::seal;
use counterclaim_model::Error;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior, backup::Backup};
use std::{
    collections::BTreeMap,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    time::Duration,
};

/// What SQLite's header holds at byte 68 of a ledger: "CCL1".
const APPLICATION: i32 = 0x4343_4c31;

/// The schema's versions, oldest first.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/001.sql"),
    include_str!("schema/002.sql"),
    include_str!("schema/003.sql"),
    include_str!("schema/004.sql"),
    include_str!("schema/005.sql"),
    include_str!("schema/006.sql"),
    include_str!("schema/007.sql"),
    include_str!("schema/008.sql"),
    include_str!("schema/009.sql"),
    include_str!("schema/010.sql"),
];

/// The version that this program writes.
const NEWEST: u32 = MIGRATIONS.len() as u32;

/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A ledger on disk.
pub struct Store {
    pub(crate) conn: Connection,
    path: PathBuf,
}

/// The first bytes of a file, as far as it has them.
fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    // A pipe is not asked: what is read from it is gone.
    if path.is_file() {
        let _ = File::open(path).and_then(|file| file.take(100).read_to_end(&mut head));
    }
    head
}

/// Whether a file is an SQLite database, of whatever kind, by its first bytes.
pub fn is_sqlite(path: &Path) -> bool {
    head(path).starts_with(b"SQLite format 3\0")
}

/// Whether a file is a ledger, by its first bytes.
pub fn is_ledger(path: &Path) -> bool {
    is_sqlite(path) && head(path).get(68..72) == Some(&APPLICATION.to_be_bytes())
}

impl Store {
    /// Opens a ledger to read it.
    pub fn open(path: &Path) -> Result<Store, Error> {
        if !is_ledger(path) {
            let what =
                if is_sqlite(path) { "an SQLite file, but no ledger of Counterclaim" } else { "no ledger; make one with `counterclaim read PATH… -o FILE`" };
            return Err(Error::input(path.display(), what));
        }
        // Opened as one that might write, so that what SQLite keeps beside the file goes with the last reader.
        let store = Store::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let store = match store.version() {
            // Where the folder may not be written, the file is read as one that nobody changes.
            Err(_) if !beside(path, "-wal").exists() => {
                let name = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
                let uri = PathBuf::from(format!("file:{name}?immutable=1"));
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
                let conn = Connection::open_with_flags(uri, flags).map_err(|e| trouble(path, &e))?;
                Store { conn, path: path.to_owned() }
            }
            _ => store,
        };
        store.conn.pragma_update(None, "query_only", true).map_err(|e| trouble(path, &e))?;
        store.check_version()?;
        Ok(store)
    }

    /// Opens a ledger to add to it.
    pub fn open_to_write(path: &Path) -> Result<Store, Error> {
        if !is_ledger(path) {
            return Store::open(path);
        }
        Store::create(path)
    }

    /// Opens a ledger to add to it, and makes it where there is none.
    pub fn create(path: &Path) -> Result<Store, Error> {
        let size = path.metadata().map_or(0, |meta| meta.len());
        if path.exists() && !path.is_file() {
            let what = if path.is_dir() { "a folder" } else { "a device or a pipe" };
            return Err(Error::output(path.display(), format!("is no ledger but {what}: give the name of a new file")));
        }
        if size > 0 && !is_sqlite(path) {
            return Err(Error::output(path.display(), "is no ledger, and is left as it is: give the name of a new file"));
        }
        if path.metadata().is_ok_and(|meta| meta.permissions().readonly()) {
            return Err(Error::output(path.display(), "may not be written: the file is read-only"));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Store::connect(path, flags)?;
        if size > 0 && !is_ledger(path) && !store.is_empty()? {
            return Err(Error::output(path.display(), "an SQLite file, but no ledger of Counterclaim; it is left as it is"));
        }
        store.migrate()?;
        Ok(store)
    }

    /// A ledger in memory, for comparing.
    pub(crate) fn in_memory() -> Result<Store, Error> {
        let path = PathBuf::from(":memory:");
        let conn = Connection::open_in_memory().map_err(|e| trouble(&path, &e))?;
        let mut store = Store { conn, path };
        store.migrate()?;
        // Rows are compared here one by one, without those that they belong to.
        store.conn.pragma_update(None, "foreign_keys", false).map_err(|e| store.trouble(&e))?;
        Ok(store)
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Store, Error> {
        let conn = Connection::open_with_flags(path, flags).map_err(|e| trouble(path, &e))?;
        conn.busy_timeout(PATIENCE).map_err(|e| trouble(path, &e))?;
        Ok(Store { conn, path: path.to_owned() })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// An error of SQLite, as ours.
    pub(crate) fn trouble(&self, error: &rusqlite::Error) -> Error {
        trouble(&self.path, error)
    }

    fn version(&self) -> Result<u32, Error> {
        self.conn.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(|e| self.trouble(&e))
    }

    fn is_empty(&self) -> Result<bool, Error> {
        let count: i64 = self.conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(|e| self.trouble(&e))?;
        Ok(count == 0)
    }

    fn check_version(&self) -> Result<(), Error> {
        match self.version()? {
            version if version == NEWEST => Ok(()),
            version if version > NEWEST => {
                Err(Error::input(self.path.display(), format!("made by a newer program (schema {version}; this one knows {})", NEWEST)))
            }
            version => Err(Error::input(
                self.path.display(),
                format!("made by an older program (schema {version}): bring it up to date with `counterclaim read -o {}`", self.path.display()),
            )),
        }
    }

    fn migrate(&mut self) -> Result<(), Error> {
        let path = self.path.clone();
        let run = |conn: &mut Connection| -> Result<(), rusqlite::Error> {
            conn.pragma_update(None, "foreign_keys", true)?;
            conn.pragma_update(None, "secure_delete", true)?;
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let version: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
            for sql in MIGRATIONS.iter().skip(version as usize) {
                tx.execute_batch(sql)?;
            }
            if version < NEWEST {
                // A migration may have changed it; and no table is without a seal, should the first run be cut short.
                seal::tables(&tx, &["state"])?;
                for table in seal::BESIDE {
                    if seal::written(&tx, &format!("table/{table}"))?.is_none() {
                        seal::tables(&tx, &[table])?;
                    }
                }
                tx.pragma_update(None, "application_id", APPLICATION)?;
                tx.pragma_update(None, "user_version", NEWEST)?;
            }
            tx.commit()?;
            // Not before: what a new file is stands in its own header at once, and not in the log beside it, should the run be killed now.
            conn.pragma_update(None, "journal_mode", "WAL")?;
            conn.pragma_update(None, "synchronous", "NORMAL")
        };
        run(&mut self.conn).map_err(|e| trouble(&path, &e))?;
        self.check_version()
    }

    /// One value of `state`.
    pub(crate) fn state(&self, key: &str) -> Result<Option<String>, Error> {
        let mut found = self.conn.prepare_cached("SELECT value FROM state WHERE key = ?1").map_err(|e| self.trouble(&e))?;
        let mut rows = found.query([key]).map_err(|e| self.trouble(&e))?;
        let row = rows.next().map_err(|e| self.trouble(&e))?;
        row.map(|row| row.get(0)).transpose().map_err(|e| self.trouble(&e))
    }

    /// A hash of the reports that episodes and figures rest on: equal for equal reports. None before any were reckoned.
    pub fn inputs(&self) -> Result<Option<String>, Error> {
        self.state("inputs")
    }

    /// Whether reports are newer than what is reckoned from them.
    pub fn is_stale(&self) -> Result<bool, Error> {
        Ok(self.state("stale")?.as_deref() != Some("0"))
    }

    /// A hash of each table's rows, in the order of their keys: two ledgers of the same content have the same. A table that cannot be read
    /// has the reason in its place.
    pub fn contents(&self) -> BTreeMap<&'static str, Result<String, Error>> {
        seal::contents(&self.conn).into_iter().map(|(table, hash)| (table, hash.map_err(|e| self.trouble(&e)))).collect()
    }

    /// Whether every page, row and index is in its place, as SQLite sees it.
    pub fn check_pages(&self) -> Result<(), Error> {
        let found: String = self.conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(|e| self.trouble(&e))?;
        if found == "ok" { Ok(()) } else { Err(Error::input(self.path.display(), format!("is damaged: {found}"))) }
    }

    /// How many reports there are, standing or not.
    pub fn reports(&self) -> Result<u32, Error> {
        self.conn.query_row("SELECT count(*) FROM reports", [], |row| row.get(0)).map_err(|e| self.trouble(&e))
    }

    /// Everything in the file proper and nothing beside it.
    pub fn tidy(&self) -> Result<(), Error> {
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(|e| self.trouble(&e))
    }

    /// A copy in another file, whole at one moment, while others read and one writes.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        if to.exists() {
            return Err(Error::output(to.display(), "exists already; it is left as it is: give the name of a new file"));
        }
        let run = || -> Result<(), rusqlite::Error> {
            let mut copy = Connection::open(to)?;
            // All pages in one step: a writer in between would have it begin again.
            Backup::new(&self.conn, &mut copy)?.run_to_completion(i32::MAX, Duration::from_millis(50), None)?;
            copy.close().map_err(|(_, e)| e)
        };
        run().map_err(|e| {
            let _ = std::fs::remove_file(to);
            trouble(to, &e)
        })
    }
}

/// A file that SQLite keeps beside a database.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// What SQLite says of trouble, in words that say what to do.
pub(crate) fn trouble(path: &Path, error: &rusqlite::Error) -> Error {
    let what = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full: what was added so far is kept; make room and run it again".to_owned(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "another program is writing in it: wait until that is done, and run it again".to_owned(),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => "may not be written: the file is read-only".to_owned(),
        Some(ErrorCode::CannotOpen) => "cannot be opened: does its folder exist, and may it be written?".to_owned(),
        Some(ErrorCode::NotADatabase) => "is damaged: not an SQLite file".to_owned(),
        Some(ErrorCode::DatabaseCorrupt) => format!("is damaged ({error}); `counterclaim verify` names what"),
        Some(ErrorCode::SystemIoFailure) => format!("the disk does not answer as it should ({error})"),
        _ => error.to_string(),
    };
    Error::output(path.display(), what)
}
