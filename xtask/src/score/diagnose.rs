//! Why items were missed and claims are wrong, as far as the reading itself can tell, and which rules make the wrong ones.

use super::{
    cause::Causes,
    count::{Outcome, Score},
    fold::Aliases,
    item::{Item, blank},
    judge::{List, among, number_ok, right},
    probe::{self, Probe},
};
use counterclaim::model::{Effect, Reading, Span};
use std::collections::BTreeMap;

/// The reports as they were read, by id.
pub type Readings = BTreeMap<String, Reading>;

/// What is asked for causes.
pub struct Doctor<'a> {
    /// Rules and lists.
    pub probe: Probe,
    /// Spellings of parties.
    pub aliases: &'a Aliases,
    /// The reports.
    pub readings: &'a Readings,
}

impl Doctor<'_> {
    /// Groups of causes: what was missed, what is not right in full, what is spurious, and how often each rule is wrong.
    pub fn causes(&self, list: List, score: &Score<'_>) -> Vec<(String, Causes)> {
        let (mut missed, mut partial) = (Causes::default(), Causes::default());
        for item in &score.missed {
            missed.add(self.why(list, item, score), told(item));
        }
        for (item, claim) in &score.pairs {
            for field in list.needed().iter().filter(|field| !right(self.aliases, field, item, claim)) {
                let (said, read) = (item.get(field), claim.get(field));
                let how = if blank(read) || read == "all" || read == "unknown" || read == "reporter" {
                    read.as_str().unwrap_or("none").to_owned()
                } else {
                    "another".to_owned()
                };
                partial.add(format!("{field}: {how}"), format!("{said} read as {read}: {}", told(item)));
            }
        }
        let mut rules: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
        for (claim, outcome) in score.outcomes.iter().filter(|(_, outcome)| *outcome != Outcome::Beside) {
            let rule = rules.entry(claim.text("rule")).or_default();
            rule.0 += 1;
            rule.1.extend((*outcome == Outcome::Spurious).then(|| told(claim)));
        }
        let mut wrong = Causes::default();
        for (rule, (claims, examples)) in rules {
            let name = format!("of {claims} by {rule}, precision {:.2}", 1.0 - examples.len() as f64 / claims as f64);
            examples.into_iter().for_each(|example| wrong.add(name.clone(), example));
        }
        let group = |name: &str, causes: Causes| (format!("{}s {name}", list.name()), causes);
        vec![group("missed, by cause", missed), group("found, but not in full", partial), group("spurious, by rule", wrong)]
    }

    fn why(&self, list: List, item: &Item, score: &Score<'_>) -> String {
        let Some(reading) = self.readings.get(&*item.doc()) else { return "report not read".to_owned() };
        let quote = item.text("quote");
        let Some(at) = reading.document.text.find(quote) else { return "quote not in the report".to_owned() };
        let span = Span::new(at, at + quote.len());
        let sentences: Vec<usize> = (0..reading.sentences.len()).filter(|&n| reading.sentences[n].span.overlaps(span)).collect();
        let near = |claim: &&Item| sentences.iter().any(|&n| reading.sentences[n].span.overlaps(place(claim)));
        let claims: Vec<&Item> = score.outcomes.iter().map(|(claim, _)| *claim).filter(|claim| claim.doc() == item.doc()).filter(near).collect();
        let over: Vec<&Item> = claims.iter().copied().filter(|claim| place(claim).overlaps(span)).collect();
        if over.iter().any(|claim| list.same_thing(item, claim)) {
            return "told in one claim with another item, or hardly overlapping".to_owned();
        }
        if claims.iter().any(|claim| list.same_thing(item, claim)) {
            return "quote apart".to_owned();
        }
        let sentence = sentences.first().map_or(u32::MAX, |&n| n as u32);
        match list {
            List::Tolls if over.iter().any(|claim| among(item, "effect", claim)) => "figure differs".to_owned(),
            List::Tolls if over.iter().any(|claim| number_ok(item, claim)) => "effect differs".to_owned(),
            List::Tolls if !over.is_empty() => "another toll there".to_owned(),
            List::Tolls => {
                let effects: Vec<Effect> = item.options("effect").into_iter().filter_map(|effect| Effect::named(effect.as_str()?)).collect();
                self.probe.why(reading, sentence, &effects).to_owned()
            }
            List::Statements => match (over.first(), claims.first()) {
                (Some(claim), _) => format!("another kind: {} read as {}", item.text("kind"), claim.text("kind")),
                (None, Some(_)) => format!("{}: no rule fired on it, one did in its sentence", item.text("kind")),
                (None, None) if probe::words(reading, sentence).is_empty() => "in no sentence".to_owned(),
                (None, None) => {
                    let why = self.probe.why_no_deed(reading, sentence).map(|why| format!(", {why}")).unwrap_or_default();
                    format!("{}: no rule fired in the sentence{why}", item.text("kind"))
                }
            },
        }
    }
}

/// Where one of our claims stands.
fn place(claim: &Item) -> Span {
    let range = claim.range();
    Span::new(range.start, range.end)
}

fn told(item: &Item) -> String {
    super::report::line(item)
}
