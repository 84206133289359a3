//! What a watcher of feeds must remember from one run to the next. It is nobody's report, and is not sealed.

use crate::Store;
use counterclaim_model::Error;
use rusqlite::{OptionalExtension, params};

/// What is remembered of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
    /// What became of the last try.
    pub status: String,
    /// How many tries in a row failed.
    pub failures: u32,
    /// When it may be asked again, in seconds since 1970.
    pub due: i64,
}

impl Store {
    /// What is remembered of an address.
    pub fn watched(&self, address: &str) -> Result<Option<Watched>, Error> {
        let run = || {
            let mut found = self.conn.prepare_cached("SELECT etag, modified, status, failures, due FROM watched WHERE address = ?1")?;
            let row =
                |row: &rusqlite::Row| Ok(Watched { etag: row.get(0)?, modified: row.get(1)?, status: row.get(2)?, failures: row.get(3)?, due: row.get(4)? });
            found.query_row([address], row).optional()
        };
        run().map_err(|e| self.trouble(&e))
    }

    /// Remembers it.
    pub fn watch(&self, address: &str, watched: &Watched) -> Result<(), Error> {
        let Watched { etag, modified, status, failures, due } = watched;
        let sql = "INSERT OR REPLACE INTO watched VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let run = || self.conn.prepare_cached(sql)?.execute(params![address, etag, modified, status, failures, due]);
        run().map(|_| ()).map_err(|e| self.trouble(&e))
    }

    /// Whether anything was received from this address, or it was forgotten.
    pub fn holds(&self, address: &str) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM addresses WHERE address = ?1 UNION ALL SELECT 1 FROM aside WHERE address = ?1
                   UNION ALL SELECT 1 FROM tombstones WHERE refused = ?1";
        self.conn.prepare_cached(sql).and_then(|mut found| found.exists([address])).map_err(|e| self.trouble(&e))
    }
}
