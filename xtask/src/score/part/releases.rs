//! What press releases add up to: killed and captured, the first day, the provinces.
//!
//! The coders of these releases counted "several" as three, "numerous" as four, and a release that kills nobody as none. They coded
//! incidents: claims that repeat another, are a part of it, run on ("50 since the beginning of the year") or tell of earlier harm are not
//! added. The first day is that of what is added; a month is no day.

use super::super::{cause::Causes, corpus::Entry, count::share, held::is_held, item::Item, table::Table};
use anyhow::Result;
use counterclaim::model::{Claim, Effect, Qualifier, Scope, Stance, Toll};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Spellings of provinces, in letters alone; a word for "province" goes before.
const SPELLINGS: &str = include_str!("provinces.toml");

/// One release in so many is held back: its misses are not listed.
const HELD: u64 = 2;

/// Where the share of provinces among those held back stands.
const HELD_PROVINCE: usize = 4;

/// Shares of releases whose sums, first day and provinces are right.
pub fn score(entries: &[Entry]) -> Result<Table> {
    let spellings: BTreeMap<String, String> = toml::from_str(SPELLINGS)?;
    let province = |name: &str| {
        let plain = plain(name);
        spellings.get(&plain).cloned().unwrap_or(plain)
    };
    let mut rights = [("killed", 0), ("captured", 0), ("day", 0), ("province", 0), ("held_province", 0)];
    let mut held_back = 0;
    let mut missed = Causes::default();
    for Entry { gold, reading } in entries {
        let gold = match gold.get("gold") {
            Value::String(text) => Item::of(serde_json::from_str(text).unwrap_or_default()),
            other => Item::of(other.clone()),
        };
        let held = is_held(&reading.document.text, HELD);
        held_back += usize::from(held);
        let tolls: Vec<(&Claim, &Toll)> = reading.claims.iter().filter(|claim| is_told(claim)).filter_map(|claim| Some((claim, claim.toll()?))).collect();
        let added = || tolls.iter().filter(|(claim, toll)| claim.current && toll.scope != Scope::Total);
        let mut one = |at: usize, said: String, read: String, cause: String| {
            if said == read {
                rights[at].1 += 1;
                rights[HELD_PROVINCE].1 += usize::from(held && at == 3);
            } else if !held {
                missed.add(cause, format!("{}: {said} read as {read} | {}", reading.document.id, reading.document.text));
            }
        };
        for (at, effect) in [Effect::Killed, Effect::Captured].into_iter().enumerate() {
            let said = gold.get(&format!("min_{}", effect.name())).as_f64().unwrap_or(f64::NAN);
            let read =
                f64::from(added().filter(|(_, toll)| toll.effect == effect).map(|(claim, toll)| least(&reading.document.text, claim, toll)).sum::<u32>());
            let how = match (read, said) {
                (0.0, _) => "nobody found",
                (read, said) if read > said => "too many",
                _ => "too few",
            };
            one(at, said.to_string(), read.to_string(), format!("{}: {how}", effect.name()));
        }
        let first = added().filter_map(|(claim, _)| claim.when.from).filter(|day| day.is_full()).min().map(|day| day.to_string()).unwrap_or_default();
        let cause = if tolls.is_empty() {
            "day: no toll"
        } else if first.is_empty() {
            "day: none known"
        } else {
            "day: another"
        };
        one(2, gold.text("start_date").to_owned(), first, cause.to_owned());
        let names = gold.get("province").as_array().into_iter().flatten().filter_map(Value::as_str).filter(|name| !name.is_empty());
        let said: BTreeSet<String> = names.map(&province).collect();
        let read: BTreeSet<String> =
            tolls.iter().filter_map(|(claim, _)| claim.place.as_ref()?.admin1.as_deref()).filter(|name| !name.is_empty()).map(&province).collect();
        let cause = if tolls.is_empty() {
            "province: no toll"
        } else if read.is_empty() {
            "province: none known"
        } else {
            "province: another, or not all"
        };
        one(3, format!("{said:?}"), format!("{read:?}"), cause.to_owned());
    }
    let mut table = Table::new("releases");
    table.count("releases", entries.len());
    for (at, (name, right)) in rights.into_iter().enumerate() {
        table.real(name, share(right, if at == HELD_PROVINCE { held_back } else { entries.len() }));
    }
    table.group("missed by cause", missed);
    Ok(table)
}

/// Whether a claim tells something of its own.
fn is_told(claim: &Claim) -> bool {
    claim.part_of.is_none() && claim.same_as.is_none() && claim.stance == Stance::Asserted
}

/// The least that a toll means to the coders; "several" is three, "numerous" four.
fn least(text: &str, claim: &Claim, toll: &Toll) -> u32 {
    let low = toll.quantity.low.unwrap_or(0);
    let numerous = claim.quote.of(text).to_lowercase().contains("numerous");
    match toll.quantity.qualifier {
        Qualifier::Vague if numerous => low.max(4),
        Qualifier::Vague | Qualifier::None => low.max(3),
        _ => low,
    }
}

/// Letters alone, in lower case, without accents and without "province".
fn plain(name: &str) -> String {
    let letters: String = name.nfkd().filter(char::is_ascii).map(|c| c.to_ascii_lowercase()).filter(char::is_ascii_lowercase).collect();
    letters.replace("province", "")
}

#[cfg(test)]
mod tests {
    use super::{super::super::corpus::tests::entries, *};
    use serde_json::json;

    #[test]
    fn sums_are_right_or_too_many_or_too_few() {
        let line = |id: &str, killed: u32| {
            json!({"id": id, "text": "Troops killed two insurgents on the road. Six insurgents were killed near the bridge.",
                "gold": {"min_killed": killed, "min_captured": 0, "start_date": "", "province": []}})
        };
        let table = score(&entries("releases", &[line("right", 8), line("many", 7)])).unwrap();
        assert!(table.line().starts_with("releases 2  killed 0.500  captured 1.000  day 1.000  province 1.000"), "{}", table.line());
    }

    #[test]
    fn provinces_are_compared_by_their_letters() {
        assert_eq!((plain("Paktyā Province"), plain("Sar-e Pol")), ("paktya".to_owned(), "sarepol".to_owned()));
    }
}
