//! Judging, as the terminal and the pages do it: the file of judgements, the queues, a claim as a sentence with slots to amend.
//!
//! Surprising but meant: nothing here changes a ledger. A judgement is a line in a file, which the next reading obeys.

pub mod desk;
pub mod queue;
pub mod slot;

use anyhow::{Context, Result, bail};
use counterclaim::write::Entry;
use counterclaim_model::{Amendment, ClaimId, Ledger, Name};
use serde_json::{Map, Value};

/// The claim of that id in a ledger.
pub fn entry_of<'a>(ledger: &'a Ledger, claim: &Name) -> Option<Entry<'a>> {
    let id = ClaimId(claim.clone());
    ledger.readings.iter().find_map(|reading| Some(Entry { reading, claim: reading.claims.iter().find(|claim| claim.id == id)? }))
}

/// `low=12`, `place=Martakert`, `to=null`: fields under their names in the export, and what stands there instead.
pub fn amendment(set: &[String]) -> Result<Amendment> {
    let mut fields = Map::new();
    for field in set {
        let (name, value) = field.split_once('=').with_context(|| format!("`{field}` sets nothing: write FIELD=VALUE"))?;
        let text = Value::String(value.trim().to_owned());
        let json = serde_json::from_str(value).unwrap_or_else(|_| text.clone());
        let fits = |value: &Value| serde_json::from_value::<Amendment>(Value::Object(Map::from_iter([(name.trim().to_owned(), value.clone())])));
        let value = match (fits(&text), fits(&json)) {
            (_, Ok(_)) if json.is_null() => json,
            (Ok(_), _) => text,
            (_, Ok(_)) => json,
            (Err(why), _) => bail!("`{field}`: {why}"),
        };
        fields.insert(name.trim().to_owned(), value);
    }
    Ok(serde_json::from_value(Value::Object(fields))?)
}
