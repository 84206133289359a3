//! `counterclaim check`: the rules' own examples, run.

use crate::{
    Outcome,
    args::{Check, Common},
    draw::{failure::failure, text::count},
    heart::Heart,
    output::Output,
};
use anyhow::Result;
use counterclaim::write::{VERSION, line};
use serde::Serialize;

/// A failure, one line.
#[derive(Serialize)]
struct FailureRecord<'a> {
    v: u32,
    r#type: &'a str,
    rule: &'a str,
    example: &'a str,
    expected: &'a str,
    got: &'a str,
    start: Option<u32>,
    end: Option<u32>,
}

/// Runs every rule's examples and draws those that fail.
pub fn run(common: &Common, args: &Check, out: &mut Output) -> Result<Outcome> {
    let heart = Heart::with(common, args.dir.as_deref().or(common.rules.as_deref()))?;
    let (rules, failures) = heart.check();
    for told in &failures {
        if out.json {
            let record = FailureRecord {
                v: VERSION,
                r#type: "failure",
                rule: &told.rule,
                example: &told.example,
                expected: &told.expected,
                got: &told.got,
                start: told.span.map(|span| span.start),
                end: told.span.map(|span| span.end),
            };
            line(&record, &mut out.to)?;
        } else {
            out.draw(&failure(out.look, told))?;
            out.draw("\n")?;
        }
    }
    if !out.json {
        let fail = if failures.is_empty() { "every example holds".to_owned() } else { count(failures.len(), "example") + " failed" };
        out.draw(&format!("{}, {fail}\n", count(rules, "rule")))?;
    }
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::Nothing })
}
