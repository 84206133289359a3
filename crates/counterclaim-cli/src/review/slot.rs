//! A claim as a sentence with slots: every field that a person may amend, in the order in which it is said.

use anyhow::Result;
use counterclaim::write::{self, Entry};
use counterclaim_model::{Amendment, Effect, Kind, Ledger, Qualifier, Role, Scope, Stance};
use serde_json::Value;

/// A place in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The field, under its name in the export.
    pub name: &'static str,
    /// The words before it.
    pub before: &'static str,
    /// What stands in it; empty where that is not known.
    pub value: String,
    /// What may stand in it; empty where that is open.
    pub choices: Vec<&'static str>,
}

/// Name, words before.
type Place = (&'static str, &'static str);

const TOLL: &[Place] = &[
    ("claimant", ""),
    ("stance", ""),
    ("qualifier", "that"),
    ("low", ""),
    ("high", "to"),
    ("role", ""),
    ("side", "of"),
    ("effect", "were"),
    ("scope", "counted over"),
    ("by", "by"),
];

const DEED: &[Place] = &[("claimant", ""), ("stance", ""), ("kind", "that there was"), ("actor", "by"), ("target", "towards")];

const BOTH: &[Place] = &[("from", "from"), ("to", "to"), ("place", "at"), ("denied_by", "denied by"), ("current", "in this fighting:")];

/// The slots of a claim.
pub fn slots(entry: Entry) -> Result<Vec<Slot>> {
    let mut line = Vec::new();
    write::claim(entry, &mut line)?;
    let record: Value = serde_json::from_slice(&line)?;
    let own = if entry.claim.toll().is_some() { TOLL } else { DEED };
    let value = |name: &str| match record.get(if name == "from" && record.get("from").is_none() { "date" } else { name }) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        Some(other) => other.to_string(),
    };
    Ok(own.iter().chain(BOTH).map(|(name, before)| Slot { name, before, value: value(name), choices: choices(name) }).collect())
}

fn choices(name: &str) -> Vec<&'static str> {
    use Qualifier::{About, AtLeast, Exact, LessThan, MoreThan, None, Range, UpTo, Vague};
    match name {
        "stance" => Stance::ALL.iter().map(|of| of.name()).collect(),
        "qualifier" => [Exact, AtLeast, MoreThan, LessThan, UpTo, About, Range, Vague, None].iter().map(|of| of.name()).collect(),
        "role" => Role::ALL.iter().map(|of| of.name()).collect(),
        "effect" => Effect::ALL.iter().map(|of| of.name()).collect(),
        "scope" => Scope::ALL.iter().map(|of| of.name()).collect(),
        "kind" => Kind::ALL.iter().map(|of| of.name()).collect(),
        "current" => vec!["true", "false"],
        _ => Vec::new(),
    }
}

/// What was put into the slots, where it is not what stood there.
pub fn amended(slots: &[Slot], given: &dyn Fn(&str) -> Option<String>) -> Result<Amendment> {
    let changed = |slot: &Slot| given(slot.name).map(|value| value.trim().to_owned()).filter(|value| *value != slot.value);
    let mut set: Vec<(&str, String)> = slots.iter().filter_map(|slot| Some((slot.name, changed(slot)?))).collect();
    let stood = |name: &str| slots.iter().find(|slot| slot.name == name).map_or("", |slot| slot.value.as_str());
    // Where both ends are one figure, that figure is amended.
    if let [("low" | "high", value)] = set.as_slice()
        && stood("low") == stood("high")
    {
        set = vec![("low", value.clone()), ("high", value.clone())];
    }
    let fields: Vec<String> = set.into_iter().map(|(name, value)| format!("{name}={}", written(name, &value))).collect();
    super::amendment(&fields)
}

/// A slot's value as `judge --set` takes it.
fn written(name: &str, value: &str) -> String {
    match (name, value) {
        ("denied_by", value) => {
            let names: Vec<&str> = value.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
            Value::from(names).to_string()
        }
        ("side", "") => "all".to_owned(),
        ("claimant", "") => "unknown".to_owned(),
        (_, "") => "null".to_owned(),
        (_, value) => value.to_owned(),
    }
}

/// So many alternatives are offered: one a digit.
const OFFERED: usize = 9;

/// What else the claim's report and episode name, for the slots that are wrong most often.
pub fn alternatives(ledger: &Ledger, entry: Entry, slots: &[Slot]) -> Vec<(&'static str, String)> {
    let stands = |name: &str| slots.iter().find(|slot| slot.name == name).map(|slot| slot.value.as_str());
    let mut offered: Vec<(&'static str, String)> = Vec::new();
    let mut offer = |name: &'static str, value: String, most: usize| {
        let of_name = offered.iter().filter(|(slot, _)| *slot == name).count();
        let fresh = stands(name).is_some_and(|stands| stands != value) && !offered.contains(&(name, value.clone()));
        if fresh && !value.is_empty() && of_name < most && offered.len() < OFFERED {
            offered.push((name, value));
        }
    };
    let others = || entry.reading.claims.iter();
    others().for_each(|claim| offer("claimant", claim.attribution.claimant(), 4));
    offer("claimant", "reporter".to_owned(), 5);
    let id = &entry.claim.id;
    let tells = ledger.episodes.iter().filter(|episode| episode.claims.contains(id) || episode.background.contains(id));
    for party in tells.flat_map(|episode| episode.camps.iter().flatten()) {
        offer("side", party.to_string(), 3);
        offer("actor", party.to_string(), 2);
        offer("target", party.to_string(), 2);
    }
    offer("side", "all".to_owned(), 4);
    offered
}
