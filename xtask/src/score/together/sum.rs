//! Sums: parts, total and verdict.
//!
//! A running total of which no report gives the earlier figure is told as a difference: `84 - 26 = 58`.

use super::{Marks, optional, strings, told::Told};
use crate::score::item::Item;
use serde_json::Value;

/// Parts in order of size, total, verdict.
type Work = (Vec<i64>, i64, String);

pub(super) fn score(gold: &Item, told: &Told, marks: &mut Marks) {
    let mut left: Vec<(Work, &Item)> = told.sums.iter().map(|sum| (ours(sum), sum)).collect();
    for sum in gold.list("sums") {
        let docs = strings(sum.get("reports"));
        let here = |of: &Item| strings(of.get("docs")).iter().any(|doc| docs.contains(doc));
        let told = |work: &Work| works(&sum).iter().any(|(parts, total)| (parts, total) == (&work.0, &work.1));
        let found = left.iter().position(|(work, of)| here(of) && told(work));
        let verdict = found.map(|at| left.remove(at).0.2);
        if !optional(&sum) {
            let name = format!("{}: {} = {} {}", sum.text("id"), sum.get("parts"), sum.get("total"), sum.text("verdict"));
            let right = |given: &String| sum.options("verdict").iter().any(|verdict| verdict.as_str().is_some_and(|verdict| same(verdict, given)));
            marks.mark("sums found", verdict.is_some(), || name.clone());
            marks.mark("sums with their verdict", verdict.as_ref().is_some_and(right), || format!("{name}, not {verdict:?}"));
        }
    }
    let spurious: Vec<String> = left.iter().map(|((parts, total, verdict), of)| format!("{parts:?} = {total} {verdict} {}", of.get("docs"))).collect();
    for _ in 0..told.sums.len() - spurious.len() {
        marks.mark("sums that are in gold", true, String::new);
    }
    spurious.into_iter().for_each(|sum| marks.mark("sums that are in gold", false, || sum));
}

fn same(gold: &str, ours: &str) -> bool {
    gold == ours || (gold, ours) == ("agrees_within_bounds", "agrees")
}

/// Every right way to write a sum of gold.
fn works(sum: &Item) -> Vec<(Vec<i64>, i64)> {
    let numbers = |value: &Value| value.as_array().into_iter().flatten().filter_map(Value::as_i64).collect::<Vec<_>>();
    let (parts, totals) = (sum.options("parts"), sum.options("total"));
    let of = |parts: &Value, total: &Value| Some((sorted(numbers(parts)), total.as_i64()?));
    parts.iter().flat_map(|parts| totals.iter().filter_map(|total| of(parts, total))).collect()
}

fn ours(sum: &Item) -> Work {
    let total = Item::of(sum.get("total").clone());
    let mut parts: Vec<i64> = sum.list("parts").iter().filter_map(said).collect();
    let mut whole = said(&total).unwrap_or(0);
    if sum.text("kind") == "running" && parts.len() == 1 {
        let part = parts[0];
        parts = vec![whole, -part];
        whole -= part;
    }
    (sorted(parts), whole, sum.text("verdict").to_owned())
}

/// The number in the words: "more than 200" says 200.
fn said(figure: &Item) -> Option<i64> {
    match figure.text("qualifier") {
        "more_than" => figure.figure().map(|n| n - 1),
        "less_than" => figure.figure().map(|n| n + 1),
        _ => figure.figure(),
    }
}

fn sorted(mut numbers: Vec<i64>) -> Vec<i64> {
    numbers.sort_unstable();
    numbers
}
