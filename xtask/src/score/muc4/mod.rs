//! `xtask score muc4`: whether the people whom answer templates call dead or injured are found as tolls.
//!
//! A target is found when a claim has its figure and its effect: anywhere in the report where the target is counted, and where it is one
//! person or a bare plural in a sentence that uses the target's words, for "a guard was hurt" would otherwise answer for anybody. Each
//! claim answers one target at most. Templates list what one kind of event did and not every toll, so there is no precision here:
//! `--sample` draws claims for a person to judge.

mod confidence;
mod template;

use super::{
    args::Args,
    cause::Causes,
    corpus::{self, Entry},
    count::share,
    load,
    pair::assign,
    print,
    probe::{self, Probe},
    sample,
    table::Table,
};
use anyhow::Result;
use counterclaim::model::Claim;
use template::{SORTS, Target, stands, targets, toll};

const HELP: &str = "\
xtask score muc4 --gold FILE [OPTIONS]

  --gold FILE    {\"id\", \"text\", \"templates\": [{\"HUM TGT: NUMBER\": [\"2: \\\"…\\\"\"], …}]} a line
  --confidence   how firmly attacks are laid to organisations instead
  --errors N     list the first N targets missed by each cause
  --json         figures as JSON
  --sample N     draw N tolls and N statements instead, a JSON object a line, with an empty verdict: right, wrong or unsure
  --seed S       which ones (0)
  --judged FILE  read verdicts back and print precision (without --gold)";

/// Reads the reports and prints what was asked for.
pub fn run(args: &[String]) -> Result<()> {
    let args = Args::read(args, &["gold", "errors", "sample", "seed", "judged"], &["confidence", "json"], HELP)?;
    if let Some(path) = args.value("judged") {
        return sample::judged(&load::lines(path.as_ref())?)?.print(&args);
    }
    let entries = corpus::read(args.required("gold", HELP)?)?;
    if args.has("confidence") {
        return confidence::score(&entries)?.print(&args);
    }
    match args.number("sample")? {
        0 => score(&entries)?.print(&args),
        number => {
            let drawn = sample::draw(&entries, number, args.number("seed")?)?;
            print(&drawn.iter().map(|line| format!("{line}\n")).collect::<String>())
        }
    }
}

/// Recall, with the misses by cause.
pub fn score(entries: &[Entry]) -> Result<Table> {
    let probe = Probe::new()?;
    let mut causes = Causes::default();
    let mut sorts = vec![(0, 0); SORTS.len()];
    for entry in entries {
        let targets = targets(&entry.gold);
        let tolls: Vec<&Claim> = entry.reading.claims.iter().filter(|claim| toll(claim).is_some()).collect();
        let weights: Vec<Vec<i64>> = targets.iter().map(|target| tolls.iter().map(|claim| weight(entry, target, claim)).collect()).collect();
        let answered: Vec<usize> = assign(&weights).into_iter().map(|(target, _)| target).collect();
        for (at, target) in targets.iter().enumerate() {
            let sort = SORTS.iter().position(|sort| *sort == target.sort()).unwrap_or(0);
            sorts[sort].0 += 1;
            sorts[sort].1 += usize::from(answered.contains(&at));
            if !answered.contains(&at) {
                let (cause, sentence) = why(&probe, entry, target, &tolls);
                causes.add(cause, format!("{}: {} | {sentence}", entry.reading.document.id, target.told()));
            }
        }
    }
    let (gold, found) = sorts.iter().fold((0, 0), |sum, sort| (sum.0 + sort.0, sum.1 + sort.1));
    let mut table = Table::new("muc4");
    table.count("targets", gold);
    table.count("found", found);
    table.real("recall", share(found, gold));
    for (sort, (gold, found)) in SORTS.iter().zip(sorts) {
        table.count(sort, gold);
        table.real("recall", share(found, gold));
    }
    table.group("missed by cause", causes);
    Ok(table)
}

/// 0 where the claim does not answer the target; most where it stands in the target's own words.
fn weight(entry: &Entry, target: &Target, claim: &Claim) -> i64 {
    let Some(toll) = toll(claim).filter(|toll| target.has_figure(toll) && target.has_effect(toll)) else { return 0 };
    let sentence = probe::words(&entry.reading, claim.sentence);
    let near = target.phrases.iter().any(|phrase| stands(sentence, phrase));
    match target.sort() {
        "counted" => 1 + 2 * i64::from(near) + i64::from(toll.role != counterclaim::model::Role::All),
        _ => 2 * i64::from(near),
    }
}

/// What stood in the way, and the sentence where it did.
fn why(probe: &Probe, entry: &Entry, target: &Target, tolls: &[&Claim]) -> (String, String) {
    let reading = &entry.reading;
    let here = |number: &u32| target.phrases.iter().any(|phrase| stands(probe::words(reading, *number), phrase));
    let sentences: Vec<u32> = (0..reading.sentences.len() as u32).filter(here).collect();
    let Some(&first) = sentences.first() else { return ("described in other words".to_owned(), String::new()) };
    let there: Vec<&&Claim> = tolls.iter().filter(|claim| sentences.contains(&claim.sentence)).collect();
    let told = |cause: &str, claim: &Claim| (cause.to_owned(), probe::words(reading, claim.sentence).to_owned());
    let with = |fits: &dyn Fn(&counterclaim::model::Toll) -> bool| there.iter().find(|claim| toll(claim).is_some_and(fits));
    if let Some(claim) = with(&|t| target.has_effect(t) && target.has_figure(t)) {
        return told("its claim answers another target", claim);
    }
    if let Some(claim) = with(&|t| target.has_effect(t)) {
        return told("figure differs", claim);
    }
    if let Some(claim) = with(&|t| target.has_figure(t)) {
        return told("effect differs", claim);
    }
    if let Some(claim) = there.first() {
        return told("another toll in its sentence", claim);
    }
    // Among the sentences with the target's words the one that tells the harm is the one to be read.
    let tells = |at: &&u32| probe.why(reading, **at, &target.effects) != "no trigger seen";
    let at = *sentences.iter().find(tells).unwrap_or(&first);
    (format!("no claim in its sentence: {}", probe.why(reading, at, &target.effects)), probe::words(reading, at).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{super::corpus::tests::entries, *};
    use serde_json::{Value, json};

    fn report(text: &str, number: &str, words: &str, effect: &str) -> Value {
        let fill = |before: &str| json!([format!("{before}: \"{words}\"")]);
        json!({"id": text, "text": text, "templates": [{
            "HUM TGT: DESCRIPTION": [format!("\"{words}\"")], "HUM TGT: NUMBER": fill(number), "HUM TGT: EFFECT OF INCIDENT": fill(effect)
        }]})
    }

    #[test]
    fn a_target_is_found_by_figure_and_effect_and_missed_for_a_cause() {
        let lines = [
            report("The blast killed six miners.", "6", "MINERS", "DEATH"),
            report("The blast killed five miners.", "6", "MINERS", "DEATH"),
            report("The blast killed six miners.", "6", "MINERS", "INJURY"),
            report("Rain soaked the miners.", "6", "MINERS", "DEATH"),
            report("A guard was wounded.", "1", "GUARD", "INJURY"),
        ];
        let lines: Vec<Value> = lines
            .into_iter()
            .enumerate()
            .map(|(n, mut line)| {
                line["id"] = json!(format!("m{n}"));
                line
            })
            .collect();
        let table = score(&entries("muc4", &lines)).unwrap();
        assert!(table.line().starts_with("targets 5  found 2  recall 0.400"), "{}", table.line());
        let causes = &table.groups[0].1;
        for cause in ["figure differs", "effect differs", "no claim in its sentence: no trigger seen"] {
            assert_eq!(causes.of(cause), 1, "{cause}: {causes:?}");
        }
    }
}
