//! What the ledger knows of a report that comes in, by its bytes and its address, and what it is called there.

use counterclaim_model::{Document, Name};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

/// What is known of bytes and address.
pub(crate) enum Found {
    Here { report: i64 },
    Elsewhere { report: i64, at: Option<i64> },
    New { at: Option<i64> },
    Forgotten { why: String },
}

/// What an address gives now.
fn now_at(conn: &Connection, address: &str) -> Result<Option<i64>, rusqlite::Error> {
    let sql = "SELECT report FROM addresses WHERE address = ?1 ORDER BY n DESC LIMIT 1";
    conn.prepare_cached(sql)?.query_row([address], |row| row.get(0)).optional()
}

/// What is known of bytes and address.
pub(crate) fn find(conn: &Connection, sha256: &str, address: &str) -> Result<Found, rusqlite::Error> {
    let sql = "SELECT why FROM tombstones WHERE sha256 = ?1 OR refused = ?2";
    if let Some(why) = conn.prepare_cached(sql)?.query_row([sha256, address], |row| row.get(0)).optional()? {
        return Ok(Found::Forgotten { why });
    }
    let at = now_at(conn, address)?;
    let known = conn.prepare_cached("SELECT num FROM reports WHERE sha256 = ?1")?.query_row([sha256], |row| row.get(0)).optional()?;
    Ok(match known {
        Some(report) if at == Some(report) => Found::Here { report },
        Some(report) => Found::Elsewhere { report, at },
        None => Found::New { at },
    })
}

/// A report's name in the ledger: that of what it takes the place of, else its own, with as much of its address as tells it apart.
pub(crate) fn name(conn: &Connection, document: &Document, at: Option<i64>, besides: &BTreeSet<Name>) -> Result<Name, rusqlite::Error> {
    if let Some(old) = at {
        let sql = "SELECT id FROM reports WHERE num = ?1 AND (SELECT count(*) FROM addresses a WHERE a.report = ?1
                   AND a.n = (SELECT max(n) FROM addresses b WHERE b.address = a.address)) <= 1";
        let given: Option<String> = conn.prepare_cached(sql)?.query_row([old], |row| row.get(0)).optional()?;
        if let Some(id) = given {
            return Ok(id.into());
        }
    }
    let mut taken = conn.prepare_cached("SELECT 1 FROM reports WHERE id = ?1 AND stands = 1")?;
    let mut is_free = |id: &str| -> Result<bool, rusqlite::Error> { Ok(!besides.contains(id) && !taken.exists([id])?) };
    let mut id = document.id.to_string();
    let parts: Vec<&str> = document.origin.split(['/', '\\']).filter(|part| !part.is_empty() && !part.starts_with('.')).collect();
    for folder in parts.iter().rev().skip(1 + id.matches('/').count()) {
        if is_free(&id)? {
            return Ok(id.into());
        }
        id = format!("{folder}/{id}");
    }
    for n in 2.. {
        if is_free(&id)? {
            break;
        }
        id = format!("{}~{n}", id.split('~').next().unwrap_or_default());
    }
    Ok(id.into())
}
