//! Claims drawn at random for a person to judge, and the verdicts read back.
//!
//! Where nobody has annotated every claim of a report, recall can be measured and precision can't: it is judged on a sample. Each drawn
//! claim is a line with its sentence and an empty `verdict`, to be filled with `right`, `wrong` or `unsure`. The same seed draws the same.

use super::{cause::Causes, corpus::Entry, count::share, item::Item, probe, table::Table};
use crate::train::rng::Rng;
use anyhow::{Result, bail};
use counterclaim::write;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a person needs to see of a claim.
const SHOWN: &[&str] =
    &["doc", "type", "quote", "effect", "low", "high", "qualifier", "side", "role", "kind", "actor", "target", "claimant", "stance", "rule", "id"];

/// The lists that are drawn from.
const LISTS: &[&str] = &["toll", "statement"];

/// `number` tolls and as many statements, a JSON object each.
pub fn draw(entries: &[Entry], number: usize, seed: usize) -> Result<Vec<Value>> {
    let mut pools: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for Entry { reading, .. } in entries {
        for (record, claim) in write::claim_records(reading).into_iter().zip(&reading.claims) {
            let mut item = Item::of(serde_json::to_value(record)?);
            let shown = SHOWN.iter().filter_map(|field| item.0.remove(*field).map(|value| (field.to_string(), value)));
            let mut drawn = Item(shown.collect());
            drawn.0.insert("sentence".to_owned(), json!(probe::words(reading, claim.sentence)));
            drawn.0.insert("verdict".to_owned(), json!(""));
            let list = LISTS.iter().find(|list| **list == drawn.text("type")).unwrap_or(&LISTS[0]);
            pools.entry(list).or_default().push(Value::Object(drawn.0));
        }
    }
    let mut out = Vec::new();
    for list in LISTS {
        let mut pool = pools.remove(list).unwrap_or_default();
        Rng(seed as u64).shuffle(&mut pool);
        out.extend(pool.into_iter().take(number));
    }
    Ok(out)
}

/// Precision by the verdicts: unsure ones count neither way, and lines without a verdict are not yet judged.
pub fn judged(lines: &[Item]) -> Result<Table> {
    let mut table = Table::new("judged");
    for list in LISTS {
        let (mut right, mut wrong, mut unsure, mut open, mut rules) = (0, 0, 0, 0, Causes::default());
        for line in lines.iter().filter(|line| line.text("type") == *list) {
            match line.text("verdict").trim() {
                "right" => right += 1,
                "wrong" => {
                    wrong += 1;
                    rules.add(line.text("rule"), format!("{}: {} | {}", line.doc(), line.text("quote"), line.text("sentence")));
                }
                "unsure" => unsure += 1,
                "" => open += 1,
                other => bail!("{}: a verdict is right, wrong or unsure, not `{other}`", line.text("id")),
            }
        }
        table.count(&format!("{list}s right"), right);
        table.count("wrong", wrong);
        table.count("unsure", unsure);
        table.count("not judged", open);
        table.real("precision", share(right, right + wrong));
        table.group(format!("wrong {list}s by rule"), rules);
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::{super::corpus::tests::entries, *};

    #[test]
    fn the_same_seed_draws_the_same_claims() {
        let lines: Vec<Value> = (2..9).map(|n| json!({"id": format!("r{n}"), "text": format!("The blast killed {n} miners.")})).collect();
        let entries = entries("sample", &lines);
        let (once, again) = (draw(&entries, 3, 1).unwrap(), draw(&entries, 3, 1).unwrap());
        let tolls = once.iter().filter(|claim| claim["type"] == "toll").count();
        assert_eq!((tolls, &once), (3, &again));
        assert_ne!(once, draw(&entries, 3, 2).unwrap());
        let drawn = Item::of(once[0].clone());
        assert!(drawn.text("sentence").starts_with("The blast killed") && drawn.get("verdict") == "");
    }

    #[test]
    fn verdicts_make_precision_and_unsure_ones_do_not_count() {
        let line = |verdict: &str| Item::of(json!({"type": "toll", "verdict": verdict, "rule": "en/toll/were-killed"}));
        let table = judged(&[line("right"), line("right"), line("right"), line("wrong"), line("unsure"), line("")]).unwrap();
        assert!(table.line().starts_with("tolls right 3  wrong 1  unsure 1  not judged 1  precision 0.750"), "{}", table.line());
        assert!(judged(&[line("maybe")]).is_err());
    }
}
