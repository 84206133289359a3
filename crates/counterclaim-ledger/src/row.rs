//! A reading as rows of the plain tables: a claim's columns take the fields of its export record.
//!
//! Lists and objects become JSON, true and false become 1 and 0, what is not known is NULL.

use counterclaim::write;
use counterclaim_model::{Claim, Reading};
use rusqlite::{Connection, ToSql, params, params_from_iter, types::Value as Sql};
use serde::Serialize;
use serde_json::{Map, Value};

/// A claim's columns and the fields of the export record that fill them: the first of those named that is there.
const CLAIM: &[(&str, &[&str])] = &[
    ("id", &["id"]),
    ("type", &["type"]),
    ("quote", &["quote"]),
    ("start", &["start"]),
    ("stop", &["end"]),
    ("effect", &["effect"]),
    ("low", &["low"]),
    ("high", &["high"]),
    ("qualifier", &["qualifier"]),
    ("side", &["side"]),
    ("side_basis", &["side_basis"]),
    ("role", &["role"]),
    ("scope", &["scope"]),
    ("victims", &["group"]),
    ("done_by", &["by"]),
    ("kind", &["kind"]),
    ("actor", &["actor"]),
    ("target", &["target"]),
    ("means", &["means"]),
    ("claimant", &["claimant"]),
    ("voice", &["voice"]),
    ("stance", &["stance"]),
    ("denied_by", &["denied_by"]),
    ("current", &["current"]),
    ("day_from", &["from", "date"]),
    ("day_to", &["to"]),
    ("edtf", &["edtf"]),
    ("date_prec", &["date_prec"]),
    ("time_precision", &["time_precision"]),
    ("basis", &["basis"]),
    ("place", &["place"]),
    ("place_name", &["place_name"]),
    ("lat", &["lat"]),
    ("lon", &["lon"]),
    ("country", &["country"]),
    ("admin1", &["admin1"]),
    ("part_of", &["part_of"]),
    ("same_as", &["same_as"]),
    ("rule", &["rule"]),
    ("confidence", &["confidence"]),
];

/// A record as fields. Through its text, so that a number has the digits that the export writes.
pub(crate) fn fields(record: &impl Serialize) -> Map<String, Value> {
    let text = serde_json::to_string(record).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// A field's value for SQLite.
pub(crate) fn sql(value: Option<&Value>) -> Sql {
    match value {
        None | Some(Value::Null) => Sql::Null,
        Some(Value::Bool(yes)) => Sql::Integer(i64::from(*yes)),
        Some(Value::Number(n)) => n.as_i64().map_or_else(|| Sql::Real(n.as_f64().unwrap_or_default()), Sql::Integer),
        Some(Value::String(text)) => Sql::Text(text.clone()),
        Some(other) => Sql::Text(other.to_string()),
    }
}

/// Everything that a reading puts into plain tables; what stood there of the report goes.
pub(crate) fn reading(conn: &Connection, report: i64, reading: &Reading, doubts: &[String]) -> Result<(), rusqlite::Error> {
    for table in ["blocks", "repairs", "doubts", "claims", "translations"] {
        // Parts, chain and parties go with their claims.
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE report = ?1"))?.execute([report])?;
    }
    let published = &reading.document.published;
    let day = |day: Option<counterclaim_model::Day>| day.map(|day| day.to_string());
    conn.prepare_cached("UPDATE reports SET published_from = ?2, published_to = ?3, published_basis = ?4 WHERE num = ?1")?.execute(params![
        report,
        day(published.from),
        day(published.to),
        write::in_words(published, &reading.document.text)
    ])?;
    let document = &reading.document;
    for (n, block) in document.blocks.iter().enumerate() {
        let kind = fields(block).remove("kind");
        let values: [&dyn ToSql; 6] = [&report, &(n as i64), &block.span.start, &block.span.end, &sql(kind.as_ref()), &block.rule.as_deref()];
        conn.prepare_cached("INSERT INTO blocks VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(&values[..])?;
    }
    for (n, repair) in document.repairs.iter().enumerate() {
        let values = params![report, n as i64, repair.span.start, repair.span.end, &*repair.reads, &*repair.rule];
        conn.prepare_cached("INSERT INTO repairs VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(values)?;
    }
    if let Some(original) = &document.source.original {
        let values = params![report, original.language.as_deref(), original.translator.as_deref(), &*original.text];
        conn.prepare_cached("INSERT INTO translations VALUES (?1, ?2, ?3, ?4)")?.execute(values)?;
    }
    let of_intake = doubts.iter().map(|what| (None, what));
    let of_reading = reading.doubts.iter().map(|doubt| (doubt.span, &doubt.what));
    for (n, (span, what)) in of_intake.chain(of_reading).enumerate() {
        let values = params![report, n as i64, span.map(|span| span.start), span.map(|span| span.end), what];
        conn.prepare_cached("INSERT INTO doubts VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(values)?;
    }
    let records = write::claim_records(reading);
    for (n, (claim, record)) in reading.claims.iter().zip(&records).enumerate() {
        self::claim(conn, report, n as i64, reading, claim, &fields(record))?;
    }
    Ok(())
}

fn claim(conn: &Connection, report: i64, n: i64, reading: &Reading, claim: &Claim, record: &Map<String, Value>) -> Result<(), rusqlite::Error> {
    let mut columns = vec!["report", "n"];
    let mut values = vec![Sql::Integer(report), Sql::Integer(n)];
    for (column, names) in CLAIM {
        columns.push(column);
        values.push(sql(names.iter().find_map(|name| record.get(*name))));
    }
    let marks = vec!["?"; columns.len()].join(", ");
    conn.prepare_cached(&format!("INSERT INTO claims ({}) VALUES ({marks})", columns.join(", ")))?.execute(params_from_iter(&values))?;
    let text = &reading.document.text;
    for (at, (part, span)) in claim.parts.iter().enumerate() {
        let values = params![report, n, at as i64, part.name(), span.start, span.end, span.of(text)];
        conn.prepare_cached("INSERT INTO parts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(values)?;
    }
    for (at, speaker) in claim.attribution.chain.iter().enumerate() {
        let words = speaker.words;
        let values = params![
            report,
            n,
            at as i64,
            speaker.party.as_deref(),
            speaker.body.as_deref(),
            words.map(|span| span.of(text)),
            words.map(|span| span.start),
            words.map(|span| span.end)
        ];
        conn.prepare_cached("INSERT INTO chain VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(values)?;
    }
    for (at, (party, named_as)) in claim.parties().into_iter().enumerate() {
        conn.prepare_cached("INSERT INTO parties VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![report, n, at as i64, &**party, named_as])?;
    }
    Ok(())
}
