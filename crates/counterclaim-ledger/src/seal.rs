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

/// What is reckoned from all reports.
pub(crate) const RECKONED: &[&str] = &[
    "origins",
    "copies",
    "episodes",
    "episode_reports",
    "members",
    "retold",
    "told_in",
    "sums",
    "sum_parts",
    "disputes",
    "dispute_claims",
    "estimates",
    "estimate_uses",
];

/// What stands beside the reports, and is sealed whenever it is written.
pub(crate) const BESIDE: &[&str] = &["receipts", "unread", "tombstones", "judgements", "state"];

/// The tables in which SQLite keeps the full-text index.
pub(crate) const INDEX: &[&str] = &[
    "report_search_config",
    "report_search_data",
    "report_search_docsize",
    "report_search_idx",
    "claim_search_config",
    "claim_search_data",
    "claim_search_docsize",
    "claim_search_idx",
];

/// The hash of one report's rows.
pub(crate) fn of_report(conn: &Connection, report: i64) -> Result<String, rusqlite::Error> {
    let mut hash = blake3::Hasher::new();
    for (table, key) in OF_REPORT {
        // A table of a later schema changes no seal of a report that has nothing in it.
        if *table == "translations" && !conn.prepare_cached("SELECT 1 FROM translations WHERE report = ?1")?.exists([report])? {
            continue;
        }
        hash.update(table.as_bytes());
        feed(conn, &format!("SELECT * FROM {table} WHERE {key} = ?1 ORDER BY 1, 2, 3"), [report], &mut hash)?;
    }
    Ok(hash.finalize().to_hex().to_string())
}

/// The hash of a report that is set aside; none where it is not.
pub(crate) fn of_aside(conn: &Connection, num: i64) -> Result<Option<String>, rusqlite::Error> {
    let mut hash = blake3::Hasher::new();
    feed(conn, "SELECT * FROM aside WHERE num = ?1", [num], &mut hash)?;
    Ok(conn.prepare_cached("SELECT 1 FROM aside WHERE num = ?1")?.exists([num])?.then(|| hash.finalize().to_hex().to_string()))
}

/// The hash of every table's rows, of those too that cannot be read.
pub(crate) fn contents(conn: &Connection) -> BTreeMap<&'static str, Result<String, rusqlite::Error>> {
    let tables = OF_REPORT.iter().map(|(table, _)| table).chain(RECKONED).chain(BESIDE).chain(INDEX).chain(&["aside", "seals"]);
    tables.map(|table| (*table, of_table(conn, table))).collect()
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
    // Every table's key stands in its first columns.
    feed(conn, &format!("SELECT * FROM {table} {sealed} ORDER BY 1, 2"), [], &mut hash)?;
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
