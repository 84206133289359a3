//! Hashes of rows, in the order of their keys: one a report, one a table. SQLite keeps no checksums of its own.

use rusqlite::{Connection, Params, types::ValueRef};
use std::collections::BTreeMap;

/// The tables that hold a report's rows, with the column that says whose.
pub(crate) const OF_REPORT: &[(&str, &str)] = &[
    ("reports", "num"),
    ("addresses", "report"),
    ("originals", "report"),
    ("readings", "report"),
    ("blocks", "report"),
    ("repairs", "report"),
    ("claims", "report"),
    ("parts", "report"),
    ("chain", "report"),
    ("parties", "report"),
    ("doubts", "report"),
    ("translations", "report"),
];

/// What is reckoned of an episode, with the column that says of which.
pub(crate) const OF_EPISODE: &[(&str, &str)] = &[
    ("episodes", "n"),
    ("episode_reports", "episode"),
    ("members", "episode"),
    ("retold", "episode"),
    ("told_in", "episode"),
    ("sums", "episode"),
    ("sum_parts", "episode"),
    ("disputes", "episode"),
    ("dispute_claims", "episode"),
    ("estimates", "episode"),
    ("estimate_uses", "episode"),
    ("ranges", "episode"),
];

/// Who repeats a report, with the column that says which.
pub(crate) const OF_ORIGIN: &[(&str, &str)] = &[("origins", "first"), ("copies", "origin")];

/// What stands beside the reports, and is sealed whenever it is written.
pub(crate) const BESIDE: &[&str] = &["receipts", "unread", "tombstones", "judgements", "state"];

/// The full-text indices, which SQLite proves against what they index.
pub(crate) const INDEX: &[&str] = &["report_search", "claim_search"];

/// The hash of one report's rows.
pub(crate) fn of_report(conn: &Connection, report: i64) -> Result<String, rusqlite::Error> {
    let mut hash = blake3::Hasher::new();
    for (table, key) in OF_REPORT {
        if !is_sealed(conn, table, key, report)? {
            continue;
        }
        hash.update(table.as_bytes());
        feed(conn, &format!("SELECT * FROM {table} WHERE {key} = ?1 ORDER BY 1, 2, 3"), [report], &mut hash)?;
    }
    Ok(hash.finalize().to_hex().to_string())
}

/// Whether a table counts in the seal of its owner: one of a later schema changes no seal of what has nothing in it.
fn is_sealed(conn: &Connection, table: &str, key: &str, owner: i64) -> Result<bool, rusqlite::Error> {
    if !["translations", "ranges"].contains(&table) {
        return Ok(true);
    }
    conn.prepare_cached(&format!("SELECT 1 FROM {table} WHERE {key} = ?1"))?.exists([owner])
}

/// The hash of a report that is set aside; none where it is not.
pub(crate) fn of_aside(conn: &Connection, num: i64) -> Result<Option<String>, rusqlite::Error> {
    let mut hash = blake3::Hasher::new();
    feed(conn, "SELECT * FROM aside WHERE num = ?1", [num], &mut hash)?;
    Ok(conn.prepare_cached("SELECT 1 FROM aside WHERE num = ?1")?.exists([num])?.then(|| hash.finalize().to_hex().to_string()))
}

/// The hash of every table's rows, of those too that cannot be read.
pub(crate) fn contents(conn: &Connection) -> BTreeMap<&'static str, Result<String, rusqlite::Error>> {
    let owned = OF_REPORT.iter().chain(OF_EPISODE).chain(OF_ORIGIN).map(|(table, _)| table);
    let tables = owned.chain(BESIDE).chain(&["aside", "briefs", "seals"]).map(|table| (*table, of_table(conn, table)));
    let indices = INDEX.iter().map(|index| (*index, writable(conn, || of_index(conn, index))));
    tables.chain(indices).collect()
}

/// The hash of what a full-text index finds: every word, and where it stands.
fn of_index(conn: &Connection, index: &str) -> Result<String, rusqlite::Error> {
    let mut hash = blake3::Hasher::new();
    conn.execute_batch(&format!("CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_words USING fts5vocab('main', '{index}', 'instance')"))?;
    feed(conn, &format!("SELECT * FROM temp.{index}_words"), [], &mut hash)?;
    Ok(hash.finalize().to_hex().to_string())
}

/// Asks what SQLite counts for writing, though it changes nothing in the file.
pub(crate) fn writable<T>(conn: &Connection, ask: impl FnOnce() -> T) -> T {
    let before = conn.pragma_query_value(None, "query_only", |row| row.get::<_, bool>(0)).unwrap_or(true);
    let _ = conn.pragma_update(None, "query_only", false);
    let answer = ask();
    let _ = conn.pragma_update(None, "query_only", before);
    answer
}

/// The hash of a report's rows in one of the plain tables, without the number that a row has in this file alone.
pub(crate) fn rows(conn: &Connection, table: &str, report: i64) -> Result<String, rusqlite::Error> {
    let mut hash = blake3::Hasher::new();
    let listed = "SELECT group_concat(name, ', ') FROM pragma_table_info(?1) WHERE name <> 'num'";
    let columns: String = conn.prepare_cached(listed)?.query_row([table], |row| row.get(0))?;
    feed(conn, &format!("SELECT {columns} FROM {table} WHERE report = ?1 ORDER BY 1, 2, 3"), [report], &mut hash)?;
    Ok(hash.finalize().to_hex().to_string())
}

/// The hash of one table's rows.
pub(crate) fn of_table(conn: &Connection, table: &str) -> Result<String, rusqlite::Error> {
    let mut hash = blake3::Hasher::new();
    // What people judged since the last run is not sealed yet.
    let sealed = if table == "judgements" { "WHERE num <= (SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM state WHERE key = 'judged')" } else { "" };
    feed(conn, &format!("SELECT * FROM {table} {sealed} ORDER BY {}", key(conn, table)?), [], &mut hash)?;
    Ok(hash.finalize().to_hex().to_string())
}

/// Every table's key stands in its first columns.
fn key(conn: &Connection, table: &str) -> Result<String, rusqlite::Error> {
    let columns = conn.prepare_cached(&format!("SELECT * FROM {table}"))?.column_count();
    Ok((1..=columns.min(3)).map(|n| n.to_string()).collect::<Vec<_>>().join(", "))
}

/// The hash of the rows that these tables have of one episode or origin.
pub(crate) fn of_owner(conn: &Connection, tables: &[(&str, &str)], owner: i64) -> Result<String, rusqlite::Error> {
    let mut hash = blake3::Hasher::new();
    for (table, column) in tables {
        if !is_sealed(conn, table, column, owner)? {
            continue;
        }
        hash.update(table.as_bytes());
        feed(conn, &format!("SELECT * FROM {table} WHERE {column} = ?1 ORDER BY {}", key(conn, table)?), [owner], &mut hash)?;
    }
    Ok(hash.finalize().to_hex().to_string())
}

fn feed(conn: &Connection, sql: &str, params: impl Params, hash: &mut blake3::Hasher) -> Result<(), rusqlite::Error> {
    let mut statement = conn.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Null => hash.update(b"0"),
                ValueRef::Integer(n) => hash.update(b"i").update(&n.to_le_bytes()),
                ValueRef::Real(x) => hash.update(b"r").update(&x.to_bits().to_le_bytes()),
                ValueRef::Text(bytes) => hash.update(b"t").update(&(bytes.len() as u64).to_le_bytes()).update(bytes),
                ValueRef::Blob(bytes) => hash.update(b"b").update(&(bytes.len() as u64).to_le_bytes()).update(bytes),
            };
        }
    }
    Ok(())
}

/// Writes the seal of a report.
pub(crate) fn report(conn: &Connection, report: i64) -> Result<(), rusqlite::Error> {
    put(conn, &format!("report/{report}"), &of_report(conn, report)?)
}

/// Writes the seal of a report that is set aside.
pub(crate) fn aside(conn: &Connection, num: i64) -> Result<(), rusqlite::Error> {
    put(conn, &format!("aside/{num}"), &of_aside(conn, num)?.unwrap_or_default())
}

/// Writes the seal of an episode and all that is reckoned of it.
pub(crate) fn episode(conn: &Connection, n: i64) -> Result<(), rusqlite::Error> {
    put(conn, &format!("episode/{n}"), &of_owner(conn, OF_EPISODE, n)?)
}

/// Writes the seal of an origin.
pub(crate) fn origin(conn: &Connection, first: i64) -> Result<(), rusqlite::Error> {
    put(conn, &format!("origin/{first}"), &of_owner(conn, OF_ORIGIN, first)?)
}

/// Takes a seal off.
pub(crate) fn lift(conn: &Connection, name: &str) -> Result<(), rusqlite::Error> {
    conn.prepare_cached("DELETE FROM seals WHERE name = ?1")?.execute([name])?;
    Ok(())
}

/// Writes the seals of these tables.
pub(crate) fn tables(conn: &Connection, tables: &[&str]) -> Result<(), rusqlite::Error> {
    tables.iter().try_for_each(|table| put(conn, &format!("table/{table}"), &of_table(conn, table)?))
}

/// The seal that was written.
pub(crate) fn written(conn: &Connection, name: &str) -> Result<Option<String>, rusqlite::Error> {
    let mut found = conn.prepare_cached("SELECT hash FROM seals WHERE name = ?1")?;
    let mut rows = found.query([name])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

fn put(conn: &Connection, name: &str, hash: &str) -> Result<(), rusqlite::Error> {
    conn.prepare_cached("INSERT INTO seals (name, hash) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET hash = excluded.hash")?.execute([name, hash])?;
    Ok(())
}
