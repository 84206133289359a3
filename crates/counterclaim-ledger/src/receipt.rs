//! What a report was read with: the program, its rules, its world tables and its models, as hashes.

use counterclaim_model::Error;
use rusqlite::{Connection, params};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The program, rules, world and models that read a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its version.
    pub program: String,
    /// A hash of its sources.
    pub code: String,
    /// Of the rules that ship with it, and of those laid over them.
    pub rules: String,
    /// Of the world tables that ship with it, and of those laid over them.
    pub world: String,
    /// Of the trained models.
    pub models: String,
}

impl Receipt {
    /// Of this program with these folders, and this table of camps (or `none`), laid over what ships with it.
    pub fn new(rules: Option<&Path>, world: Option<&Path>, camps: Option<&Path>) -> Result<Receipt, Error> {
        let world = laid_over(env!("COUNTERCLAIM_WORLD"), world)?;
        Ok(Receipt {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            code: env!("COUNTERCLAIM_CODE").to_owned(),
            rules: laid_over(env!("COUNTERCLAIM_RULES"), rules)?,
            world: with_camps(world, camps)?,
            models: env!("COUNTERCLAIM_MODELS").to_owned(),
        })
    }

    /// A hash of it all.
    pub(crate) fn mark(&self) -> String {
        let parts = [&self.program, &self.code, &self.rules, &self.world, &self.models].map(String::as_str);
        blake3::hash(parts.join(" ").as_bytes()).to_hex()[..16].to_owned()
    }

    /// Its number in a ledger, where it is known there.
    pub(crate) fn number(&self, conn: &Connection) -> Result<Option<i64>, rusqlite::Error> {
        let sql = "SELECT num FROM receipts WHERE program = ?1 AND code = ?2 AND rules = ?3 AND world = ?4 AND models = ?5";
        let mut found = conn.prepare_cached(sql)?;
        let mut rows = found.query(params![self.program, self.code, self.rules, self.world, self.models])?;
        rows.next()?.map(|row| row.get(0)).transpose()
    }

    /// The same, made known where it is not.
    pub(crate) fn enter(&self, conn: &Connection) -> Result<i64, rusqlite::Error> {
        if let Some(number) = self.number(conn)? {
            return Ok(number);
        }
        let sql = "INSERT INTO receipts (program, code, rules, world, models) VALUES (?1, ?2, ?3, ?4, ?5)";
        conn.execute(sql, params![self.program, self.code, self.rules, self.world, self.models])?;
        Ok(conn.last_insert_rowid())
    }

    /// "0.1.0 (rules a1b2c3d4)".
    pub(crate) fn in_words(conn: &Connection, number: i64) -> Result<String, rusqlite::Error> {
        let sql = "SELECT program, code, rules FROM receipts WHERE num = ?1";
        let short = |hash: String| hash.chars().take(8).collect::<String>();
        conn.query_row(sql, [number], |row| {
            Ok(format!("Counterclaim {} (code {}, rules {})", row.get::<_, String>(0)?, short(row.get(1)?), short(row.get(2)?)))
        })
    }
}

fn with_camps(world: String, camps: Option<&Path>) -> Result<String, Error> {
    let Some(camps) = camps else { return Ok(world) };
    let table = if camps.as_os_str() == "none" { Vec::new() } else { fs::read(camps).map_err(|e| Error::rule(camps.display(), e))? };
    let mut hash = blake3::Hasher::new();
    hash.update(world.as_bytes()).update(b"camps").update(&table);
    Ok(hash.finalize().to_hex()[..16].to_owned())
}

fn laid_over(shipped: &str, folder: Option<&Path>) -> Result<String, Error> {
    let Some(folder) = folder else { return Ok(shipped.to_owned()) };
    let entries = fs::read_dir(folder).map_err(|e| Error::rule(folder.display(), e))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()).collect();
    files.sort();
    let mut hash = blake3::Hasher::new();
    hash.update(shipped.as_bytes());
    for file in files {
        let bytes = fs::read(&file).map_err(|e| Error::rule(file.display(), e))?;
        let name = file.file_name().unwrap_or_default().as_encoded_bytes().to_owned();
        hash.update(&(name.len() as u64).to_le_bytes()).update(&name).update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
    }
    Ok(hash.finalize().to_hex()[..16].to_owned())
}
