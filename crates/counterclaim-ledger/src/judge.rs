//! What people said of the machine's work: taken into the ledger, obeyed by its next reading, never changed.

use crate::{Store, load::damaged, seal};
use counterclaim::resolve::judgement_id;
use counterclaim_model::{About, Error, Judgement};
use rusqlite::{Connection, Row, Transaction, TransactionBehavior, params};
use serde_json::{Value, json};

impl Store {
    /// Adds judgements; those that it has already add nothing. The reports that they are about are read again by the next `Taking`.
    pub fn judge(&mut self, judgements: &[Judgement]) -> Result<usize, Error> {
        let run = || -> Result<usize, rusqlite::Error> {
            let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
            let mut added = 0;
            for judgement in judgements {
                let record = serde_json::to_value(judgement).unwrap_or_default();
                let text = |name: &str| record.get(name).and_then(Value::as_str).map(str::to_owned);
                let sql = "INSERT INTO judgements (id, about, verdict, amends, by, at, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING";
                let amends = record.get("set").map(Value::to_string);
                let values = params![&*judgement_id(judgement), text("about"), text("verdict"), amends, text("by"), text("at"), text("note")];
                added += tx.execute(sql, values)?;
            }
            sealed(&tx)?;
            tx.commit()?;
            Ok(added)
        };
        run().map_err(|e| self.trouble(&e))
    }

    /// All that people said, in the order in which it was taken in.
    pub fn judgements(&self) -> Result<Vec<Judgement>, Error> {
        let one = |row: &Row| {
            let text = |name: &str| row.get::<_, Option<String>>(name);
            let amends: Value = text("amends")?.map_or(Ok(json!({})), |set| serde_json::from_str(&set)).map_err(|e| damaged(&format!("a judgement: {e}")))?;
            let record = json!({ "about": text("about")?, "verdict": text("verdict")?, "set": amends, "by": text("by")?, "at": text("at")?,
                "note": text("note")?.unwrap_or_default() });
            serde_json::from_value::<Judgement>(record).map_err(|e| damaged(&format!("a judgement: {e}")))
        };
        let run = || -> Result<Vec<Judgement>, rusqlite::Error> { self.conn.prepare("SELECT * FROM judgements ORDER BY num")?.query_map([], one)?.collect() };
        run().map_err(|e| self.trouble(&e))
    }

    /// Whether what a judgement is about is here: a standing report, a claim of one, a party that claims name or that goes by another name now.
    pub fn has(&self, about: &About) -> Result<bool, Error> {
        let (sql, id) = match about {
            About::Claim(id) => ("SELECT 1 FROM claims c JOIN reports r ON r.num = c.report WHERE c.id = ?1 AND r.stands = 1", id),
            About::Report(id) | About::Words(id, _) => ("SELECT 1 FROM reports WHERE id = ?1 AND stands = 1", id),
            About::Party(name) => (
                "WITH RECURSIVE names (name) AS (VALUES (?1) UNION SELECT json_extract(j.amends, '$.with') FROM judgements j JOIN names ON j.about = 'party:' || name)
                 SELECT 1 FROM parties WHERE party IN names",
                name,
            ),
            About::Judgement(id) => ("SELECT 1 FROM judgements WHERE id = ?1", id),
        };
        self.conn.prepare_cached(sql).and_then(|mut found| found.exists([&**id])).map_err(|e| self.trouble(&e))
    }

    /// How many reports were judged since they were read.
    pub fn due(&self) -> Result<u32, Error> {
        self.conn.query_row("SELECT count(*) FROM due", [], |row| row.get(0)).map_err(|e| self.trouble(&e))
    }
}

/// Seals what was judged so far.
pub(crate) fn sealed(tx: &Connection) -> Result<(), rusqlite::Error> {
    let sql = "INSERT INTO state SELECT 'judged', coalesce(max(num), 0) FROM judgements WHERE true ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    tx.execute(sql, [])?;
    seal::tables(tx, &["judgements", "state"])
}
